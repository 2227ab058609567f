"""Printed lines: what a page shows, before anybody asks in which order it is read.

pdfminer runs the drawing commands and says which letter stands where. Its own layout analysis is
not used: it compares boxes rather than baselines, knows no rules between table cells, and its
grouping of boxes grows with the square of their number.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["MARKER", "Glyph", "Line", "lines_of"]

# Shares of the font size.
_WORD_GAP = 0.11
_LINE_GAP = 1.2  # a wider gap is a tab stop or a column
_REJOIN_GAP = 0.8  # for parts of a line that are not drawn one after another
_MARKER_GAP = 5.0
_BACKSTEP = 0.6
_WALL_GAP = 0.2
_SAME_BASELINE = 0.2
_RAISED = 0.55
_SMALL = 0.85
_LEAST_RISE = 0.15

MARKER = re.compile(
    r"(?:[•◦▪▫●○■□◆◇►▶➢➤✓✔✗☐☑☒∙·‣⁃–—*-]|o(?=\s)"
    r"|\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.)])(?:\s+|\Z)"
)
"""A bullet or number that begins a list item, with the space after it."""

# Bullets of symbol fonts that come without a meaning.
# What is drawn for a soft hyphen is a hyphen; whether it only divides a word is told later.
_SYMBOLS = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\u00ad": "-"}
)
_NOTE = re.compile(
    r"(?:[^\W\d_]{2}|[.,;:?!)\]”’\"'])([0-9*†‡§]{1,3}(?:[,–-][0-9]{1,3})*)(?![^\W_])"
)
_ACCENTS = {
    "`": "\u0300",
    "´": "\u0301",
    "^": "\u0302",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "¨": "\u0308",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "¸": "\u0327",
}
_NOT_A_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")
UNMAPPED = "\ufffd"


Wall = tuple[float, float, float]
"""A vertical rule: foot, head, place from the left."""


@dataclass(slots=True)
class Glyph:
    """A letter on the page; `along` and `across` are measured in the direction of writing."""

    text: str
    angle: int
    along: float
    end: float
    across: float
    size: float
    bold: bool
    show: int
    """Counts the commands that show text; letters of one command belong together."""


@dataclass(slots=True, eq=False)
class Line:
    """A printed line, or the part of one that stands in a column or cell.

    Attributes:
        text: As printed; without white space at the ends.
        x0: Where it begins in the direction of writing.
        x1: Where it ends.
        base: Height of its baseline; grows upwards.
        size: Font size of most of it.
        bold: Whether most of it is bold.
        angle: Direction of writing in degrees.
        start: Offset in the document's source, once it has a place there.
        in_table: Whether it stands between the rules of a table.
        notes: Raised numbers of notes in the text: start and end.
        glyphs: The letters behind the text, in its order, without its spaces.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    angle: int
    start: int = -1
    in_table: bool = False
    notes: tuple[tuple[int, int], ...] = ()
    glyphs: tuple[Glyph, ...] = ()

    @property
    def top(self) -> float:
        """About the height of a small letter; tight lines do not overlap by it."""
        return self.base + 0.6 * self.size

    @property
    def bottom(self) -> float:
        """A little below the baseline."""
        return self.base - 0.1 * self.size

    def glyphs_of(self, start: int, end: int) -> list[list[Glyph]]:
        """The letters behind a part of the text, those on one baseline together."""
        found: list[list[Glyph]] = []
        places = (place for place, letter in enumerate(self.text) if letter != " ")
        for glyph in self.glyphs:
            count = sum(not letter.isspace() for letter in glyph.text)
            own = [place for _, place in zip(range(count), places, strict=False)]
            if not any(start <= place < end for place in own):
                continue
            last = found[-1][-1] if found else None
            if last is not None and (last.angle, round(last.across)) == (
                glyph.angle,
                round(glyph.across),
            ):
                found[-1].append(glyph)
            else:
                found.append([glyph])
        return found


def readable(text: str) -> str:
    """A letter as it goes into the source: unmapped ones become U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_SYMBOLS)
    text = "".join(" " if letter.isspace() else letter for letter in text)
    return _NOT_A_LETTER.sub(UNMAPPED, text)


def lines_of(glyphs: Iterable[Glyph], walls: Sequence[Wall] = ()) -> list[Line]:
    """The printed lines of a page, or of each cell where there are tables.

    Args:
        glyphs: The letters in the order in which they are drawn.
        walls: Vertical rules; no line goes through one.
    """
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _continues(runs[-1], glyph, walls):
            last = runs[-1][-1]
            if not _is_shadow(last, glyph):
                runs[-1].append(glyph)
        else:
            runs.append([glyph])
    seen: set[tuple[str, int, int, int]] = set()
    parts: list[Line] = []
    for run in runs:
        line = _line(run)
        if line is None:
            continue
        # Bold is sometimes faked by printing a line twice, a hair apart.
        place = (line.text, line.angle, round(line.x0 / 3), round(line.base / 3))
        if place not in seen:
            seen.add(place)
            parts.append(line)
    return _rejoined(parts, walls)


def _continues(run: list[Glyph], glyph: Glyph, walls: Sequence[Wall]) -> bool:
    last = run[-1]
    if glyph.angle != last.angle:
        return False
    size = max(last.size, glyph.size)
    raised = abs(glyph.across - last.across)
    if raised > _SAME_BASELINE * size and (
        raised > _RAISED * size or (0.9 < glyph.size / last.size < 1.1 and raised > 0.4 * size)
    ):
        return False
    gap = glyph.along - last.end
    if glyph.show == last.show:
        # Fonts without widths put the letters of one command in one place.
        return gap < _LINE_GAP * size
    if gap > _WALL_GAP * size and is_walled(walls, last.end, glyph.along, glyph.across):
        return False
    return -_BACKSTEP * size < gap < _LINE_GAP * size


def _is_shadow(last: Glyph, glyph: Glyph) -> bool:
    return (
        glyph.text == last.text
        and glyph.show != last.show
        and last.end > last.along
        and abs(glyph.along - last.along) < 0.25 * (last.end - last.along)
    )


def _accented(run: list[Glyph]) -> list[Glyph]:
    """Letters with the accents that are drawn over them for themselves, as TeX does."""
    found: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in run:
        if glyph.text in _ACCENTS:
            if found and _overlaps(glyph, found[-1]):
                found[-1].text = _put_onto(found[-1].text, glyph.text)
            else:
                if waiting is not None:
                    found.append(waiting)
                waiting = glyph
            continue
        if waiting is not None:
            if _overlaps(waiting, glyph):
                glyph.text = _put_onto(glyph.text, waiting.text)
            else:
                found.append(waiting)
            waiting = None
        found.append(glyph)
    if waiting is not None:
        found.append(waiting)
    return found


def _overlaps(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.along + accent.end) / 2
    return letter.text.isalpha() and letter.along < middle < letter.end


def _put_onto(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter.replace("ı", "i") + _ACCENTS[accent])


def _line(run: list[Glyph]) -> Line | None:
    if any(glyph.text in _ACCENTS for glyph in run):
        run = _accented(run)
    gaps = sorted(
        (after.along - before.end) / after.size
        for before, after in pairwise(run)
        if before.text.isalnum() and after.text.isalnum()
    )
    # In widely set words ("L E T T E R") even small gaps are no gaps between words.
    word_gap = max(_WORD_GAP, 1.8 * gaps[len(gaps) // 5] if len(gaps) > 3 else 0.0)
    letters: list[str] = []
    sizes: dict[float, int] = {}
    bold = count = 0
    before: Glyph | None = None
    for glyph in run:
        if before is not None and glyph.along - before.end > word_gap * max(
            glyph.size, before.size
        ):
            letters.append(" ")
        letters.append(glyph.text)
        before = glyph
        if not glyph.text.isspace():
            length = len(glyph.text)
            sizes[glyph.size] = sizes.get(glyph.size, 0) + length
            count += length
            bold += length if glyph.bold else 0
    text = " ".join("".join(letters).split())
    if not text:
        return None
    visible = [glyph for glyph in run if not glyph.text.isspace()]
    size = max(sizes, key=sizes.__getitem__)
    base = next(glyph.across for glyph in visible if glyph.size == size)
    return Line(
        text,
        min(glyph.along for glyph in visible),
        max(glyph.end for glyph in visible),
        base,
        size,
        bold * 2 > count,
        run[0].angle,
        notes=_notes(text, visible, size, base) if len(sizes) > 1 else (),
        glyphs=tuple(visible),
    )


def _notes(
    text: str, visible: Sequence[Glyph], size: float, base: float
) -> tuple[tuple[int, int], ...]:
    """The numbers and marks of notes that stand raised and small behind a word."""
    raised = [
        glyph.size < _SMALL * size and glyph.across - base > _LEAST_RISE * size
        for glyph in visible
        for letter in glyph.text
        if not letter.isspace()
    ]
    if not any(raised):
        return ()
    places = (place for place, letter in enumerate(text) if letter != " ")
    is_raised = dict(zip(places, raised, strict=False))
    return tuple(
        match.span(1)
        for match in _NOTE.finditer(text)
        if all(is_raised.get(place, False) for place in range(*match.span(1)))
    )


def _rejoined(parts: list[Line], walls: Sequence[Wall]) -> list[Line]:
    """Put together what stands on one baseline without a wider gap, and bullets to their items."""
    rows: list[list[Line]] = []
    for part in sorted(parts, key=lambda line: (line.angle, -line.base, line.x0)):
        row = rows[-1] if rows else None
        if (
            row is not None
            and row[0].angle == part.angle
            and abs(row[0].base - part.base) < 0.25 * max(row[0].size, part.size)
        ):
            row.append(part)
        else:
            rows.append([part])
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda line: line.x0)
        for part in row:
            last = lines[-1] if lines and part is not row[0] else None
            if last is not None and _belongs(last, part, walls):
                close = part.x0 - last.x1 < _WORD_GAP * part.size
                before = len(last.text) + (not close)
                last.text += part.text if close else f" {part.text}"
                last.notes += tuple((before + start, before + end) for start, end in part.notes)
                last.glyphs += part.glyphs
                last.x1 = max(last.x1, part.x1)
                if len(part.text) > len(last.text) // 2:
                    last.size, last.bold = part.size, part.bold
            else:
                lines.append(part)
    return lines


def _belongs(last: Line, part: Line, walls: Sequence[Wall]) -> bool:
    size = max(last.size, part.size)
    gap = part.x0 - last.x1
    if gap > _WALL_GAP * size and is_walled(walls, last.x1, part.x0, part.base):
        return False
    if MARKER.fullmatch(last.text):
        return 0 <= gap < _MARKER_GAP * size
    return -0.3 * size < gap < _REJOIN_GAP * size and 0.6 < last.size / part.size < 1.7


def is_walled(walls: Sequence[Wall], left: float, right: float, base: float) -> bool:
    """Whether a vertical rule stands between two places on a baseline."""
    return any(left - 1 < at < right + 1 and low < base + 3 < high for low, high, at in walls)


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point in the axes of a direction of writing."""
    if angle == 0:
        return x, y
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, y * cosine - x * sine
