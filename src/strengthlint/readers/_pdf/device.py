"""What pdfminer draws on: takes down letters, rules and pictures of a page."""

from __future__ import annotations

import math
import re
import time
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdftypes import resolve1
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_pt, mult_matrix

from strengthlint.readers._pdf.fonts import Fonts
from strengthlint.readers._pdf.lines import UNMAPPED, Glyph, readable, turned
from strengthlint.readers._pdf.streams import TooMuch

__all__ = ["Device", "page_matrix"]

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SHORTEST_RULE = 20.0
_SHORTEST_WALL = 6.0
_THICKEST_RULE = 2.0
_MOST_RULES = 4_000
_LONGEST_SPAN = 24
"""Letters of a span whose own wording is taken; of a longer one the places would be lost."""

Rule = tuple[float, float, float]
Box = tuple[float, float, float, float]


class Device(PDFTextDevice):
    """Takes down one page at a time.

    Args:
        fonts: Of the file.
        seconds: Processor time that one page may take.

    Attributes:
        glyphs: The letters of the page in the order of drawing.
        rules: Horizontal rules: left, right, height.
        walls: Vertical rules: foot, head, place from the left.
        pictures: How many pictures the page shows.
        width: Of the page.
        height: Of the page.
        depth: How many spans of marked content are open.
    """

    def __init__(self, fonts: Fonts, seconds: float) -> None:
        super().__init__(fonts)
        self._fonts = fonts
        self._seconds = seconds
        self._until = 0.0
        self._calls = 0
        self._show = 0
        self._known: dict[int, _Known] = {}
        self.clear()

    def clear(self) -> None:
        """Forget the page."""
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.walls: list[Rule] = []
        self._seen_rules: set[tuple[int, ...]] = set()
        self.pictures = 0
        self.width = self.height = 0.0
        self._visible: Box | None = None
        self._spans: list[tuple[bool, str | None, int]] = []
        self._hidden = 0
        self._until = time.thread_time() + self._seconds

    def _work(self) -> None:
        self._calls += 1
        if not self._calls % 256 and time.thread_time() > self._until:
            raise TooMuch

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Called by pdfminer before a page."""
        media = _placed(page.mediabox, ctm)
        self.width, self.height = media[2] - media[0], media[3] - media[1]
        crop = _placed(page.cropbox, ctm)
        seen = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )
        self._visible = seen if seen[2] > seen[0] and seen[3] > seen[1] else media

    def drop_unseen(self) -> None:
        """Forget the letters beyond the edges of the page, which no viewer and no printer shows."""
        if self._visible is not None:
            left, low, right, high = self._visible
            if right - left > 1 and high - low > 1:
                self.glyphs = [
                    glyph
                    for glyph in self.glyphs
                    if (
                        left - 1 <= (glyph.along + glyph.end) / 2 <= right + 1
                        and low - 1 <= glyph.across + 0.3 * glyph.size <= high + 1
                        if not glyph.angle
                        else _is_within(glyph, left, low, right, high)
                    )
                ]

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        """Called for each form: what it shows is part of the page."""
        self._work()

    def render_image(self, name: Any, stream: Any) -> None:
        """Called for each picture."""
        self._work()
        if not self._hidden:
            self.pictures += 1

    def paint_path(self, gstate: Any, stroke: Any, fill: Any, evenodd: Any, path: Any) -> None:
        """Called for each shape; only the rules of tables are of interest."""
        self._work()
        if not (stroke or fill) or self.ctm is None or self._hidden:
            return
        if len(path) > 6 or len(self.rules) + len(self.walls) >= _MOST_RULES:
            return
        points = [apply_matrix_pt(self.ctm, step[-2:]) for step in path if len(step) >= 3]
        if len(points) < 2:
            return
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        low, high = min(y for _, y in points), max(y for _, y in points)
        is_box = stroke and len(points) >= 4
        if right - left >= _SHORTEST_RULE:
            if high - low <= _THICKEST_RULE:
                self._add_rules(self.rules, (left, right, (low + high) / 2))
            elif is_box:
                self._add_rules(self.rules, (left, right, low), (left, right, high))
        if high - low >= _SHORTEST_WALL:
            if right - left <= _THICKEST_RULE:
                self._add_rules(self.walls, (low, high, (left + right) / 2))
            elif is_box:
                self._add_rules(self.walls, (low, high, left), (low, high, right))

    def _add_rules(self, rules: list[Rule], *new: Rule) -> None:
        for rule in new:
            # Cells that touch draw the rule between them twice.
            key = (id(rules), *(round(number) for number in rule))
            if key not in self._seen_rules:
                self._seen_rules.add(key)
                rules.append(rule)

    # Spans of marked content

    @property
    def depth(self) -> int:
        """How many spans are open."""
        return len(self._spans)

    def begin_span(self, hidden: bool, text: str | None) -> None:
        """What follows belongs to a layer that is switched off, or reads as `text`."""
        self._spans.append((hidden, text, len(self.glyphs)))
        self._hidden += hidden

    def end_span(self) -> None:
        """The innermost span ends."""
        if not self._spans:
            return
        hidden, text, start = self._spans.pop()
        self._hidden -= hidden
        glyphs = self.glyphs[start:]
        if text is None or not glyphs or len(glyphs) > _LONGEST_SPAN:
            return
        if text.strip() == "".join(glyph.text for glyph in glyphs).strip():
            return
        # The first letter stands for the text, from the beginning of the span to its end.
        first = glyphs[0]
        first.text = readable(text)
        if glyphs[-1].angle == first.angle and glyphs[-1].end > first.end:
            first.end = glyphs[-1].end
        del self.glyphs[start + 1 :]

    def close_to(self, depth: int) -> None:
        """End the spans beyond so many."""
        while len(self._spans) > depth:
            self.end_span()

    # Text

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Called for each command that shows text."""
        self._work()
        self._show += 1
        known = self._about(textstate.font)
        size = textstate.fontsize
        scaling = textstate.scaling * 0.01
        between = textstate.charspace * scaling
        after_space = 0 if known.font.is_multibyte() else textstate.wordspace * scaling
        thousandth = 0.001 * size * scaling
        scale = size * scaling
        x, y = textstate.linematrix
        matrix = mult_matrix(textstate.matrix, self.ctm or MATRIX_IDENTITY)
        line = _Direction(matrix, known.is_vertical, size, scale, textstate.rise, (x, y))
        place = y if known.is_vertical else x
        is_seen = line.is_sound and not self._hidden
        along_step, along_start = line.along
        across_step, across_start = line.across
        stretch, angle, shown, bold, show = (
            line.stretch, line.angle, line.size, known.bold, self._show
        )  # fmt: skip
        letters, learn, glyphs = known.letters, known.learn, self.glyphs
        is_first = True
        for part in seq:
            if isinstance(part, (int, float)):
                place -= part * thousandth
                is_first = False
            elif isinstance(part, bytes):
                for number in known.font.decode(part):
                    if not is_first:
                        place += between
                    is_first = False
                    letter = letters.get(number) if type(number) is int else None
                    text, width = letter or learn(number)
                    advance = width * scale
                    if text and is_seen:
                        along = place * along_step + along_start
                        across = place * across_step + across_start
                        length = abs(advance) * stretch
                        glyphs.append(
                            Glyph(text, angle, along, along + length, across, shown, bold, show)
                        )
                    place += advance
                    if after_space and number == 32:
                        place += after_space
                if len(part) > 256:
                    self._work()
        textstate.linematrix = (x, place) if known.is_vertical else (place, y)

    def _about(self, font: Any) -> _Known:
        known = self._known.get(id(font))
        if known is None:
            # The font is kept in there, so that its id stays its own.
            known = self._known[id(font)] = _Known(font, self._fonts)
        return known

    def put_text(self, text: str, box: Box) -> None:
        """Set text into a box, as a viewer does for a field that brings no appearance.

        Args:
            text: What was typed; line ends part its lines.
            box: Left, low, right, high, on the page as it is drawn.
        """
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        left, low, right, high = box
        size = max(1.0, min(12.0, (high - low) / len(lines)))
        for number, words in enumerate(lines):
            self._show += 1
            width = min(0.5 * size, max(right - left, 1.0) / max(1, len(words)))
            across = high - (number + 0.8) * size
            for place, letter in enumerate(words):
                along = left + place * width
                self.glyphs.append(
                    Glyph(
                        readable(letter), 0, along, along + width, across, size, False, self._show
                    )
                )


class _Known:
    """A font, and what is known of its letters.

    Attributes:
        font: pdfminer's.
        is_vertical: Whether it is written downwards.
        bold: Whether its name says that it is bold.
        letters: Text and width, in sizes of the font, of letters that were met.
    """

    def __init__(self, font: Any, fonts: Fonts) -> None:
        self.font = font
        self.is_vertical = bool(font.is_vertical())
        self.bold = bool(_BOLD.search(str(font.fontname)))
        self.letters: dict[int, tuple[str, float]] = {}
        self._coded: dict[tuple[int, int], tuple[str, float]] = {}
        self._fonts = fonts

    def learn(self, number: int) -> tuple[str, float]:
        """The text of a letter and its width."""
        is_coded = type(number) is not int
        key = (number, getattr(number, "code", number))
        known = self._coded.get(key)
        if known is None:
            text = self._fonts.letters(self.font, number)
            try:
                width = float(self.font.char_width(number))
            except (TypeError, ValueError, KeyError):
                width = 0.0
            width = width if math.isfinite(width) else 0.0
            known = (UNMAPPED if text is None else readable(text), width)
            self._coded[key] = known
            if not is_coded:
                self.letters[number] = known
        return known


class _Direction:
    """Where a command's letters go: the direction of writing, and its axes.

    Attributes:
        angle: In degrees.
        size: Of the letters on the page.
        along: A place of the text is this, times and plus, in the direction of writing.
        across: And this, across it.
        stretch: From the text to the page, along the direction.
        is_sound: Whether there is anything to see.
    """

    def __init__(
        self,
        matrix: Matrix,
        is_vertical: bool,
        fontsize: float,
        scale: float,
        rise: float,
        start: tuple[float, float],
    ) -> None:
        a, b, c, d, e, f = matrix
        x, y = start
        # What moves is x, or y where the text goes downwards; the other one stays.
        step_x, step_y = (c, d) if is_vertical else (a, b)
        own_x = (x * a if is_vertical else y * c) + e + c * rise
        own_y = (x * b if is_vertical else y * d) + f + d * rise
        if is_vertical:
            a, b, c, d = -c, -d, a, b
        forward = 1.0 if scale >= 0 else -1.0
        self.angle = 0
        if b or a * forward < 0:
            angle = math.atan2(b * forward, a * forward)
            self.angle = round(math.degrees(angle)) % 360 if math.isfinite(angle) else 0
        along_step, across_step = turned(step_x, step_y, self.angle)
        along_start, across_start = turned(own_x, own_y, self.angle)
        self.along = along_step, along_start
        self.across = across_step, across_start
        self.stretch = math.hypot(a, b)
        size = abs(fontsize) * math.hypot(c, d)
        self.is_sound = size > 0.05 and math.isfinite(
            size + along_step + across_step + along_start + across_start
        )
        self.size = round(size, 1) if self.is_sound else 0.0


def page_matrix(page: Any) -> Matrix:
    """How pdfminer turns a page before it draws."""
    x0, y0, x1, y1 = page.mediabox
    turns: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return turns.get(page.rotate, (1, 0, 0, 1, -x0, -y0))


def _placed(box: Any, matrix: Matrix) -> Box:
    x0, y0, x1, y1 = (float(resolve1(number)) for number in box)
    corners = [apply_matrix_pt(matrix, point) for point in ((x0, y0), (x1, y1))]
    left, right = sorted(x for x, _ in corners)
    low, high = sorted(y for _, y in corners)
    return left, low, right, high


def _is_within(glyph: Glyph, left: float, low: float, right: float, high: float) -> bool:
    along, across = (glyph.along + glyph.end) / 2, glyph.across + 0.3 * glyph.size
    x, y = turned(along, across, -glyph.angle)
    return left - 1 <= x <= right + 1 and low - 1 <= y <= high + 1
