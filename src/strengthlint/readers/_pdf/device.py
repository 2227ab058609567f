"""What pdfminer draws on: takes down letters, rules and pictures of a page."""

from __future__ import annotations

import math
import re
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from strengthlint.readers._pdf.lines import UNMAPPED, Glyph, readable, turned

__all__ = ["Device", "TooMuchDrawing", "draw_annotations"]

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SHORTEST_RULE = 20.0
_SHORTEST_WALL = 6.0
_THICKEST_RULE = 2.0
_MOST_RULES = 4_000
_BYTES_PER_COMMAND = 20
_MOST_ANNOTATIONS = 2_000
# Form fields and what is typed or stamped onto a page; comments are not part of the text.
_PRINTED_ANNOTATIONS = frozenset({"Widget", "FreeText", "Stamp"})
_HIDDEN, _NO_VIEW = 2, 32


Rule = tuple[float, float, float]


class TooMuchDrawing(Exception):  # noqa: N818 - says what happened
    """A page or file asks for more drawing commands than any letter or policy does."""


class Device(PDFTextDevice):
    """Takes down one page at a time.

    Args:
        manager: pdfminer's resource manager.
        page_limit: Drawing commands to follow on one page.
        file_limit: Drawing commands to follow in all.

    Attributes:
        glyphs: The letters of the page in the order of drawing.
        rules: Horizontal rules: left, right, height.
        walls: Vertical rules: foot, head, place from the left.
        pictures: How many pictures the page shows.
        shapes: How many lines and areas it draws.
        width: Of the page.
        height: Of the page.
    """

    def __init__(self, manager: Any, page_limit: int, file_limit: int) -> None:
        super().__init__(manager)
        self._page_limit = page_limit
        self._left = file_limit
        self._page_left = 0
        self._show = 0
        self._fonts: dict[int, tuple[Any, bool]] = {}
        self.clear()

    def clear(self) -> None:
        """Forget the page."""
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.walls: list[Rule] = []
        self._seen_rules: set[tuple[int, ...]] = set()
        self.pictures = 0
        self.shapes = 0
        self.width = self.height = 0.0
        self._page_left = min(self._page_limit, self._left)

    @property
    def is_spent(self) -> bool:
        """Whether the whole file has had its share of work."""
        return self._left <= 0

    def _work(self, amount: int) -> None:
        self._left -= amount
        self._page_left -= amount
        if self._page_left < 0:
            raise TooMuchDrawing

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Called by pdfminer before a page."""
        x0, y0, x1, y1 = page.mediabox
        corners = [apply_matrix_pt(ctm, point) for point in ((x0, y0), (x1, y1))]
        self.width = abs(corners[0][0] - corners[1][0])
        self.height = abs(corners[0][1] - corners[1][1])
        # Taking commands apart costs more than following them.
        for content in page.contents:
            self._work(len(stream_value(content).get_data()) // _BYTES_PER_COMMAND)

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        """Called for each form: what it shows is part of the page."""
        self._work(20)

    def render_image(self, name: Any, stream: Any) -> None:
        """Called for each picture."""
        self._work(20)
        self.pictures += 1

    def paint_path(self, gstate: Any, stroke: Any, fill: Any, evenodd: Any, path: Any) -> None:
        """Called for each shape; only the rules of tables are of interest."""
        self._work(1 + len(path) // 4)
        if not (stroke or fill) or self.ctm is None:
            return
        self.shapes += 1
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

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Called for each command that shows text."""
        self._show += 1
        self._work(1)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Called for each letter; gives how far the next one is."""
        self._work(1)
        try:
            text = readable(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            text = UNMAPPED
        advance: float = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        if font.is_vertical():
            a, b, c, d = -c, -d, a, b
            reach = -advance
        else:
            reach = advance
        forward = 1.0 if (reach or fontsize * scaling) >= 0 else -1.0
        angle = 0
        if b or a * forward < 0:
            angle = round(math.degrees(math.atan2(b * forward, a * forward))) % 360
        along, across = turned(e + c * rise, f + d * rise, angle)
        length = abs(reach) * math.hypot(a, b)
        size = round(abs(fontsize) * math.hypot(c, d), 1)
        if text and size > 0 and math.isfinite(along + across + length):
            glyph = Glyph(
                text, angle, along, along + length, across, size, self._is_bold(font), self._show
            )
            self.glyphs.append(glyph)
        return advance

    def _is_bold(self, font: Any) -> bool:
        known = self._fonts.get(id(font))
        if known is None:
            # The font is kept, so that its id stays its own.
            known = (font, bool(_BOLD.search(str(font.fontname))))
            self._fonts[id(font)] = known
        return known[1]


def draw_annotations(interpreter: Any, page: Any) -> int:
    """Draw form fields and typed notes over the page, as a viewer does.

    Args:
        interpreter: pdfminer's, after it has drawn the page.
        page: The page.

    Returns:
        How many filled form fields show no letter, since a viewer would set them anew.
    """
    unread = 0
    for reference in (resolve1(page.annots) or [])[:_MOST_ANNOTATIONS]:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        kind = getattr(resolve1(annotation.get("Subtype")), "name", "")
        flags = resolve1(annotation.get("F"))
        hidden = isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)
        if kind not in _PRINTED_ANNOTATIONS or hidden:
            continue
        stream = _appearance(annotation)
        letters = len(interpreter.device.glyphs)
        if stream is not None:
            _draw_form(interpreter, page, stream, resolve1(annotation.get("Rect")))
        is_drawn = len(interpreter.device.glyphs) > letters
        if kind == "Widget" and not is_drawn and _is_filled(annotation):
            unread += 1
    return unread


def _appearance(annotation: dict[str, Any]) -> Any:
    """What an annotation looks like in its present state, or None."""
    looks = resolve1(annotation.get("AP"))
    look = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(look, dict):
        state = resolve1(annotation.get("AS"))
        look = resolve1(look.get(getattr(state, "name", "")))
    return look if isinstance(look, PDFStream) else None


def _draw_form(interpreter: Any, page: Any, stream: Any, place: Any) -> None:
    box = [resolve1(number) for number in resolve1(stream.get("BBox")) or ()]
    if len(box) != 4 or not isinstance(place, list) or len(place) != 4:
        return
    own = tuple(resolve1(number) for number in resolve1(stream.get("Matrix")) or MATRIX_IDENTITY)
    corners = [apply_matrix_pt(own, (x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    place = [resolve1(number) for number in place]
    fit = (1, 0, 0, 1, min(place[0], place[2]) - left, min(place[1], place[3]) - low)
    matrix = mult_matrix(own, mult_matrix(fit, _page_matrix(page)))
    resources = resolve1(stream.get("Resources")) or page.resources
    interpreter.subinterp().render_contents(resources, [stream], ctm=matrix)


def _page_matrix(page: Any) -> Any:
    """How pdfminer turns the page before it draws."""
    x0, y0, x1, y1 = page.mediabox
    return {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }.get(page.rotate, (1, 0, 0, 1, -x0, -y0))


def _is_filled(annotation: dict[str, Any]) -> bool:
    field: Any = annotation
    for _ in range(10):
        text = resolve1(field.get("V"))
        if isinstance(text, bytes):
            return bool(text.strip(b"\xfe\xff\0 "))
        field = resolve1(field.get("Parent"))
        if not isinstance(field, dict):
            break
    return False
