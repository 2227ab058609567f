"""PDF files that hold text.

The source is the printed lines in reading order, page after page; a page without text is one
empty line. Paragraphs are put together again over lines, columns and pages, and words that were
divided at a line end are joined. A PDF does not say what a paragraph or a heading is, so both are
told by place, size and weight. What stands at the head or foot of several pages is read once.

Nothing is lost without a gap that names it: pages that cannot be opened, letters without meaning,
pages that are pictures, and what took too long.
"""

from __future__ import annotations

import contextlib
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from strengthlint import limits
from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._pdf import flow
from strengthlint.readers._pdf.lines import MARKER, UNMAPPED, Glyph, Line, lines_of, turned
from strengthlint.readers.normalise import Piece, make_segment

__all__ = ["Layout", "Quad", "joined", "lay_out", "page_count", "quads", "read"]

_PAGE_SECONDS = 6.0
"""Processor time for one page; a dense one takes a twentieth of a second, a map some seconds."""

_CHARACTERS_PER_BYTE = 20
"""Text that a file of a size can hold; what a page shows beyond that pays for no more time."""

# A page with more letters is a map or a plan; looking for table rules between them takes too long.
_CROWDED = 20_000

# Above this share of letters without meaning nothing sensible can be read.
_UNMAPPED_SHARE = 0.3
_FEW_UNMAPPED = 2
"""Words of one page that may hold a letter without meaning before that is told."""
_UNMAPPED_WORD = re.compile(rf"[^\W\d_]{UNMAPPED}|{UNMAPPED}[^\W\d_]|{UNMAPPED}{{3}}")

_EDGE = 0.15  # of the page's height, where headers and footers stand
_PAGE_NUMBER = re.compile(
    r"(page )?[-–|(]? ?([0-9]{1,4}|[ivxl]{1,6})( ?(of|/) ?[0-9]{1,4})? ?[-–|)]?"
)
_CAPTION = re.compile(r"(figure|fig\.|table|chart) ?[0-9]+[.:)]? ", re.IGNORECASE)
_HEADING_LENGTH = 160

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Quad:
    """The place of some letters of a line on a page.

    Attributes:
        page: 1-based.
        corners: Upper left, upper right, lower left, lower right, as the letters are read, in the
            page's own coordinates (points, before it is turned), as /QuadPoints has them.
    """

    page: int
    corners: tuple[Point, Point, Point, Point]


@dataclass(slots=True)
class _Page:
    lines: list[Line]
    rules: list[tuple[float, float, float]]
    walls: list[tuple[float, float, float]]
    height: float
    is_picture: bool = False
    matrix: tuple[float, float, float, float, float, float] = (1, 0, 0, 1, 0, 0)
    head: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)


def read(name: str, data: bytes) -> Document:
    """Read a PDF.

    Args:
        name: The path as it was given.
        data: The whole file.

    Raises:
        UnreadableDocument: if it is damaged, under a password, or holds no text.
    """
    reading = _Reading(data)
    with _quiet():
        reading.run()
    return _document(name, reading)


Layout = list[_Page]
"""The pages of a part of a file, as `lay_out` gives them to `joined`, perhaps in another process."""


def page_count(data: bytes) -> int:
    """How many pages a file says that it has; 0 where it cannot be opened."""
    from strengthlint.readers._pdf import tree
    from strengthlint.readers._pdf.streams import File

    with _quiet():
        try:
            return tree.count(File(data))
        except Exception:
            # Damaged files make pdfminer raise nearly every error that Python has.
            return 0


def lay_out(data: bytes, first: int, stop: int | None) -> Layout | None:
    """The layout of some pages of a file.

    Args:
        data: The whole file.
        first: The first of them, from 0.
        stop: The one after the last; None for all that are left.

    Returns:
        None where something could not be read to its end, which is told of a whole file alone.

    Raises:
        UnreadableDocument: as `read` does.
    """
    reading = _Reading(data, part=slice(first, stop))
    with _quiet():
        reading.run()
    return None if reading.gaps or reading.is_broken else reading.pages


def joined(name: str, data: bytes, layouts: Iterable[Layout]) -> Document:
    """A file whose pages are laid out already, as `read` gives it.

    Args:
        name: The path as it was given.
        data: The whole file.
        layouts: All of its pages, in order.

    Raises:
        UnreadableDocument: as `read` does.
    """
    reading = _Reading(data, laid_out=[page for layout in layouts for page in layout])
    with _quiet():
        reading.run()
    return _document(name, reading)


def _document(name: str, reading: _Reading) -> Document:
    assembly = _assembled(reading)
    return Document(
        name,
        "\n".join(assembly.source),
        tuple(assembly.segments),
        tuple(assembly.page_starts),
        tuple(reading.gaps),
        reading.cut_short,
    )


def quads(data: bytes, ranges: Iterable[tuple[int, int]]) -> list[list[Quad]]:
    """Where stretches of a PDF's source stand on its pages.

    Args:
        data: The whole file.
        ranges: Half-open ranges in the source of the document that `read` makes of it.

    Returns:
        For each range its quads, one for each line (or part of a line) that it goes through; none
        where it holds no letter.

    Raises:
        UnreadableDocument: as `read` does.
    """
    reading = _Reading(data, keep_letters=True)
    with _quiet():
        reading.run()
    _assembled(reading)
    placed = [
        (line.start, line.start + len(line.text), number, page, line)
        for number, page in enumerate(reading.pages, 1)
        for line in (*page.head, *page.lines, *page.foot)
    ]
    placed.sort(key=lambda item: item[0])
    found: list[list[Quad]] = []
    for start, end in ranges:
        own: list[Quad] = []
        for line_start, line_end, number, page, line in placed:
            if line_start < end and start < line_end:
                part = line.glyphs_of(max(start, line_start) - line_start, end - line_start)
                own.extend(Quad(number, _corners(letters, page.matrix)) for letters in part)
        found.append(own)
    return found


def _corners(
    letters: list[Glyph], matrix: tuple[float, float, float, float, float, float]
) -> tuple[Point, Point, Point, Point]:
    """The corners of letters on one baseline, in the page's own coordinates."""
    angle = letters[0].angle
    left, right = min(item.along for item in letters), max(item.end for item in letters)
    top = max(item.across + 0.78 * item.size for item in letters)
    low = min(item.across - 0.22 * item.size for item in letters)
    a, b, c, d, e, f = matrix

    def own(along: float, across: float) -> Point:
        x, y = turned(along, across, -angle)
        # The matrix of a page turns by quarters, so that its inverse is its transpose.
        x, y = x - e, y - f
        return a * x + b * y, c * x + d * y

    return own(left, top), own(right, top), own(left, low), own(right, low)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pdfminer has to say about odd files from the user's terminal."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


class _Reading:
    """Takes down the pages of one file.

    Args:
        data: The whole file.
        keep_letters: Whether lines keep the letters behind them.
        part: The pages to read, counted from 0; None for all, and then what the file says of itself
            is looked at too.
        laid_out: All pages, where they are read already.

    Attributes:
        pages: Every page that the file names, also those that could not be read.
        gaps: What could not be read, one sentence each.
        cut_short: Whether some of it was left out for want of time or memory.
    """

    def __init__(
        self,
        data: bytes,
        *,
        keep_letters: bool = False,
        part: slice | None = None,
        laid_out: list[_Page] | None = None,
    ) -> None:
        self.pages: list[_Page] = laid_out or []
        self._part = part
        self._is_laid_out = laid_out is not None
        self.gaps: list[str] = []
        self.cut_short = False
        self._data = data
        self._keep_letters = keep_letters
        self._credit = len(data) * _CHARACTERS_PER_BYTE
        self._crowded: list[int] = []
        self._broken: list[int] = []
        self._unread_from = 0

    @property
    def is_broken(self) -> bool:
        """Whether some page could not be read to its end."""
        return bool(self._broken or self._crowded or self._unread_from)

    def run(self) -> None:
        """Read all pages.

        Raises:
            UnreadableDocument: if there is nothing in it that could be read.
        """
        from pdfminer.pdfdocument import PDFEncryptionError

        if not self._data.strip(b"\0 \r\n"):
            raise UnreadableDocument(
                ReadErrorKind.DAMAGED,
                "This file is empty: there is nothing in it, not even a blank page. Save it again, "
                "or ask the sender for a fresh copy.",
            )
        try:
            self._open()
        except PDFEncryptionError:
            raise UnreadableDocument(
                ReadErrorKind.ENCRYPTED,
                "This PDF is protected by a password. Open it, save a copy without the password, "
                "and check that.",
            ) from None
        except limits.Overrun:
            if not any(page.lines for page in self.pages):
                raise
            limits.finish()
            self._unread_from = self._unread_from or len(self.pages) + 1
        except UnreadableDocument:
            raise
        except Exception:
            # Damaged files make pdfminer raise nearly every error that Python has.
            if not self.pages:
                raise _damaged() from None
            self.gaps.append(
                f"The file is damaged after page {len(self.pages)}; what follows was not read. Ask "
                "the sender for a fresh copy."
            )
        if self._part is not None:
            return
        if not self.pages or (
            len(self._broken) == len(self.pages) and not any(page.lines for page in self.pages)
        ):
            raise _damaged()
        self._tell_gaps()

    def _open(self) -> None:
        from strengthlint.readers._pdf import tree
        from strengthlint.readers._pdf.device import Device
        from strengthlint.readers._pdf.fonts import Fonts
        from strengthlint.readers._pdf.interpreter import Interpreter, Layers
        from strengthlint.readers._pdf.streams import File

        file = File(self._data)
        if not self._is_laid_out:
            fonts = Fonts()
            device = Device(fonts, _PAGE_SECONDS)
            interpreter = Interpreter(fonts, device)
            interpreter.layers = Layers(file.catalog)
            for page in _of(tree.pages(file), self._part):
                self._read(page, interpreter, file)
        if self._part is not None:
            return
        if "Collection" in file.catalog:
            self.gaps.append(
                "The files in this PDF portfolio were not read; save and check them one by one."
            )
        missing = tree.count(file) - len(self.pages)
        if 0 < missing < 100_000:
            pages = "1 page was" if missing == 1 else f"{missing} pages were"
            self.gaps.append(
                f"This file says that it has {missing + len(self.pages)} pages, and {pages} not "
                "found in it. Ask the sender for a fresh copy."
            )
        self._look_for_xfa(file.catalog)

    def _look_for_xfa(self, catalog: dict[str, Any]) -> None:
        """Forms that only Acrobat shows hold a page that asks to wait, for everybody else."""
        from pdfminer.pdftypes import resolve1

        form = resolve1(catalog.get("AcroForm"))
        if not isinstance(form, dict) or "XFA" not in form:
            return
        text = " ".join(line.text for page in self.pages for line in page.lines)
        if len(self.pages) == 1 and ("Please wait" in text or not text):
            raise UnreadableDocument(
                ReadErrorKind.UNSUPPORTED,
                "This is a form that only Adobe Acrobat shows; what is in it cannot be read here. "
                "Open it in Acrobat Reader, print it to a new PDF and check that.",
            )

    def _read(self, page: Any, interpreter: Any, file: Any) -> None:
        from pdfminer.pdftypes import resolve1

        from strengthlint.readers._pdf.annotations import draw_annotations
        from strengthlint.readers._pdf.device import page_matrix
        from strengthlint.readers._pdf.streams import TooMuch

        number = len(self.pages) + 1
        device = interpreter.device
        device.clear()
        losses = file.losses
        try:
            if page is None:
                raise LookupError
            if any(resolve1(content) is None for content in page.contents):
                self._broken.append(number)
            interpreter.process_page(page)
            device.close_to(0)
            device.drop_unseen()
            draw_annotations(interpreter, page)
        except TooMuch:
            self._crowded.append(number)
        except Exception:
            # pdfminer has no one error for a page that it cannot draw; the others may be well.
            if number not in self._broken[-1:]:
                self._broken.append(number)
        else:
            if file.losses > losses and number not in self._broken[-1:]:
                self._broken.append(number)
        if len(device.glyphs) > _CROWDED:
            device.rules.clear()
            device.walls.clear()
        lines = lines_of(device.glyphs, device.walls)
        letters = sum(len(line.text) for line in lines)
        if not self._keep_letters:
            for line in lines:
                line.glyphs = ()
        matrix = page_matrix(page) if page is not None else (1, 0, 0, 1, 0, 0)
        is_picture = not lines and bool(device.pictures)
        self.pages.append(
            _Page(lines, device.rules, device.walls, device.height, is_picture, matrix)
        )
        limits.earn(min(letters, self._credit))
        self._credit -= min(letters, self._credit)

    def _tell_gaps(self) -> None:
        if self._broken:
            self.gaps.append(
                f"{_page_list(self._broken)} could not be read to the end; the file is damaged."
            )
        if self._crowded:
            self.cut_short = True
            if not any(page.lines for page in self.pages):
                raise UnreadableDocument(
                    ReadErrorKind.TOO_COMPLEX,
                    "There is more drawing in this PDF than a letter or policy can hold, and no text "
                    "was found in it. Export the pages with text on their own and check those.",
                )
            self.gaps.append(
                f"{_page_list(self._crowded)} took too long and could not be read to the end, for "
                "there is too much drawing. Export the text on its own and check that."
            )
        if self._unread_from:
            self.cut_short = True
            self.gaps.append(
                f"This file took too long: from page {self._unread_from} on it was not read. Split "
                "it into parts and check those."
            )


def _of(pages: Iterator[Any], part: slice | None) -> Iterator[Any]:
    return pages if part is None else islice(pages, part.start, part.stop)


def _assembled(reading: _Reading) -> _Assembly:
    """The segments of the pages that were read.

    Raises:
        UnreadableDocument: if there is no text on them, or none that has a meaning.
    """
    pages = reading.pages
    letters = "".join(line.text for page in pages for line in page.lines)
    if not letters:
        raise UnreadableDocument(
            ReadErrorKind.NO_TEXT,
            "No page of this PDF holds text: it looks like a scan or a drawing. Run text "
            "recognition (OCR) on it, or export it again from the program it was written in, and "
            "check that.",
        )
    if letters.count(UNMAPPED) > _UNMAPPED_SHARE * len(letters.replace(" ", "")):
        raise UnreadableDocument(
            ReadErrorKind.NO_TEXT,
            "The letters of this PDF are not marked as text, so its words cannot be told. Export "
            "it again from the program it was written in, or run text recognition (OCR) on it, "
            "and check that.",
        )
    unmapped = [
        number
        for number, page in enumerate(pages, 1)
        if sum(len(_UNMAPPED_WORD.findall(line.text)) for line in page.lines) > _FEW_UNMAPPED
    ]
    if unmapped:
        reading.gaps.append(
            f"Some letters on {_page_list(unmapped).lower()} are not marked as text, and words with "
            "them were not read. Export the file again from the program it was written in."
        )
    pictures = [number for number, page in enumerate(pages, 1) if page.is_picture]
    if pictures:
        reading.gaps.append(_picture_sentence(pictures))
    _set_furniture_apart(pages)
    assembly = _Assembly(pages)
    assembly.run()
    return assembly


def _damaged() -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.DAMAGED,
        "This PDF is damaged and cannot be opened. Export it again from the program it was "
        "written in, or ask the sender for a fresh copy.",
    )


def _page_list(numbers: list[int]) -> str:
    """Words such as "Page 3" or "Pages 2, 4 to 6 and 9"."""
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [f"{a} to {b}" if b > a + 1 else f"{a} and {b}" if b > a else f"{a}" for a, b in spans]
    return "Pages " + (" and ".join([", ".join(words[:-1]), words[-1]]) if words[1:] else words[0])


def _picture_sentence(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]} is a picture without text; it was not read."
    return f"{_page_list(numbers)} are pictures without text; they were not read."


def _set_furniture_apart(pages: list[_Page]) -> None:
    """Take headers, footers and page numbers out of the lines of every page."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in page.lines if _at_edge(line, page)})
    needed = 3 if len(pages) > 2 else 2
    for page in pages:
        body: list[Line] = []
        for line in page.lines:
            text, height = _place(line)
            if _at_edge(line, page) and (
                _PAGE_NUMBER.fullmatch(line.text.lower())
                or sum(seen[text, height + step] for step in (-1, 0, 1)) >= needed
            ):
                (page.head if line.base > page.height / 2 else page.foot).append(line)
            else:
                body.append(line)
        page.lines = body
        for lines in (page.head, page.foot):
            lines.sort(key=lambda line: (-line.base, line.x0))


def _at_edge(line: Line, page: _Page) -> bool:
    return line.angle == 0 and not _EDGE < line.base / (page.height or 1) < 1 - _EDGE


def _place(line: Line) -> tuple[str, int]:
    return _masked(line.text), round(line.base / 4)


def _masked(text: str) -> str:
    return re.sub(r"[0-9]+", "0", text)


class _Assembly:
    """Lines to source, paragraphs to segments."""

    def __init__(self, pages: list[_Page]) -> None:
        self.source: list[str] = []
        self.segments: list[Segment] = []
        self.page_starts: list[int] = []
        self._pages = pages
        self._offset = 0
        self._open: list[Line] = []
        self._opened_at = 0
        self._headings: list[tuple[int, str]] = []
        self._furniture: set[str] = set()
        sizes: Counter[float] = Counter()
        bold = count = 0
        for page in pages:
            for line in page.lines:
                sizes[line.size] += len(line.text)
                count += len(line.text)
                bold += len(line.text) if line.bold else 0
        self._body = sizes.most_common(1)[0][0] if sizes else 0.0
        self._bold_stands_out = bold < 0.4 * count
        larger = sorted({round(size) for size in sizes if self._is_larger(size)}, reverse=True)
        self._levels = {size: level for level, size in enumerate(larger)}

    def run(self) -> None:
        """Read all pages."""
        for page in self._pages:
            self.page_starts.append(self._offset)
            regions = flow.regions(page.lines, page.rules, page.walls)
            self._place(page.head)
            for region in regions:
                self._place(region)
            self._place(page.foot)
            if self.page_starts[-1] == self._offset:
                self.source.append("")
                self._offset += 1
            self._add_furniture(page.head, SegmentKind.HEADER)
            for region in regions:
                for paragraph in flow.paragraphs(region, page.rules):
                    self._add(paragraph)
            self._add_furniture(page.foot, SegmentKind.FOOTER)
        self._close()

    def _place(self, lines: list[Line]) -> None:
        for line in lines:
            line.start = self._offset
            self.source.append(line.text)
            self._offset += len(line.text) + 1

    def _add_furniture(self, lines: list[Line], kind: SegmentKind) -> None:
        new: list[Line] = []
        for line in lines:
            masked = _masked(line.text)
            if masked not in self._furniture:
                self._furniture.add(masked)
                new.append(line)
        for paragraph in flow.paragraphs(new):
            pieces = [piece for line in paragraph for piece in _pieces(line)]
            segment = make_segment(pieces, kind, dehyphenate=True)
            if segment is not None:
                self.segments.append(segment)

    def _add(self, paragraph: list[Line]) -> None:
        if (
            self._open
            and flow.runs_on(self._open[-1], paragraph[0])
            and self._level(self._open) is None
        ):
            self._open.extend(paragraph)
            return
        self._close()
        self._open = list(paragraph)
        self._opened_at = len(self.segments)

    def _close(self) -> None:
        """Make a segment of the paragraph that is open."""
        lines, self._open = self._open, []
        if not lines:
            return
        pieces = [piece for line in lines for piece in _pieces(line)]
        kind = SegmentKind.PARAGRAPH
        level = self._level(lines)
        if level is not None:
            kind = SegmentKind.HEADING
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
        elif marker := MARKER.match(lines[0].text):
            kind = SegmentKind.LIST_ITEM
            text, start, end = pieces[0]
            pieces[0] = (text[marker.end() :], start + marker.end(), end)
        elif _CAPTION.match(lines[0].text):
            kind = SegmentKind.CAPTION
        elif lines[0].in_table:
            kind = SegmentKind.TABLE_CELL
        trail = tuple(text for _, text in self._headings)
        segment = make_segment(pieces, kind, trail, dehyphenate=True)
        if segment is not None:
            # It may have stayed open over the foot of a page.
            self.segments.insert(self._opened_at, segment)
            if level is not None:
                self._headings.append((level, segment.text))

    def _is_larger(self, size: float) -> bool:
        return size > 1.12 * self._body

    def _level(self, lines: list[Line]) -> int | None:
        """The rank of a heading, or None for anything else."""
        if len(lines) > 3 or not re.search(r"[^\W\d_]{2}", lines[0].text):
            return None
        if sum(len(line.text) for line in lines) > _HEADING_LENGTH:
            return None
        size = max(line.size for line in lines)
        if self._is_larger(size):
            return self._levels.get(round(size), len(self._levels))
        if (
            self._bold_stands_out
            and not lines[0].in_table
            and size > 0.95 * self._body
            and all(line.bold for line in lines)
            and lines[-1].text[-1] not in ".,;"
        ):
            return len(self._levels)
        return None


def _pieces(line: Line) -> Iterator[Piece]:
    """The text of a line, without the numbers of notes."""
    start = 0
    for note_start, note_end in line.notes:
        yield line.text[start:note_start], line.start + start, line.start + note_start
        start = note_end
    # The line end belongs to it, so that it parts the words of two lines.
    yield f"{line.text[start:]}\n", line.start + start, line.start + len(line.text) + 1
