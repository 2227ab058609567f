"""PDF files that hold text.

The source is the printed lines in reading order, page after page; a page without text is one
empty line. Paragraphs are put together again over lines, columns and pages, and words that were
divided at a line end are joined. A PDF does not say what a paragraph or a heading is, so both are
told by place, size and weight. What stands at the head or foot of several pages is read once.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._pdf import flow
from strengthlint.readers._pdf.lines import MARKER, UNMAPPED, Line, lines_of
from strengthlint.readers.normalise import Piece, make_segment

__all__ = ["SUFFIXES", "read"]

SUFFIXES = (".pdf",)

# Drawing commands that are followed. A dense page of text has 6,000, a page of maps some 100,000;
# some four hundred pages of text fit in a file, which take a quarter of a minute.
_PAGE_LIMIT = 250_000
_FILE_LIMIT = 800_000

# A page with more letters is a map or a plan; looking for table rules between them takes too long.
_CROWDED = 20_000

# Above this share of letters without meaning nothing sensible can be read.
_UNMAPPED_SHARE = 0.3

_EDGE = 0.15  # of the page's height, where headers and footers stand
_PAGE_NUMBER = re.compile(
    r"(page )?[-–|(]? ?([0-9]{1,4}|[ivxl]{1,6})( ?(of|/) ?[0-9]{1,4})? ?[-–|)]?"
)
_CAPTION = re.compile(r"(figure|fig\.|table|chart) ?[0-9]+[.:)]? ", re.IGNORECASE)
_HEADING_LENGTH = 160


@dataclass(slots=True)
class _Page:
    lines: list[Line]
    rules: list[tuple[float, float, float]]
    walls: list[tuple[float, float, float]]
    height: float
    is_picture: bool = False
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
    if not data.strip(b"\0 \r\n"):
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "This file is empty: there is nothing in it, not even a blank page. Save it again, or "
            "ask the sender for a fresh copy.",
        )
    gaps: list[str] = []
    with _quiet():
        pages = _pages(data, gaps)
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
    pictures = [number for number, page in enumerate(pages, 1) if page.is_picture]
    if pictures:
        gaps.append(_picture_sentence(pictures))
    _set_furniture_apart(pages)
    assembly = _Assembly(pages)
    assembly.run()
    return Document(
        name,
        "\n".join(assembly.source),
        tuple(assembly.segments),
        tuple(assembly.page_starts),
        tuple(gaps),
    )


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


def _pages(data: bytes, gaps: list[str]) -> list[_Page]:
    """Every page with its lines; adds what could not be read to `gaps`."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from strengthlint.readers._pdf.device import Device, TooMuchDrawing, draw_annotations

    pages: list[_Page] = []
    manager = PDFResourceManager()
    device = Device(manager, _PAGE_LIMIT, _FILE_LIMIT)
    interpreter = PDFPageInterpreter(manager, device)
    crowded: list[int] = []
    broken: list[int] = []
    unread = 0
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for number, page in enumerate(PDFPage.create_pages(document), 1):
            device.clear()
            try:
                if device.is_spent:
                    raise TooMuchDrawing
                interpreter.process_page(page)
                unread += draw_annotations(interpreter, page)
            except TooMuchDrawing:
                crowded.append(number)
            except Exception:
                # pdfminer has no one error for a page that it cannot draw; the others may be well.
                broken.append(number)
            if len(device.glyphs) > _CROWDED:
                device.rules.clear()
                device.walls.clear()
            lines = lines_of(device.glyphs, device.walls)
            is_picture = not lines and bool(device.pictures)
            pages.append(_Page(lines, device.rules, device.walls, device.height, is_picture))
        if "Collection" in document.catalog:
            gaps.append(
                "The files in this PDF portfolio were not read; save and check them one by one."
            )
    except PDFEncryptionError:
        raise UnreadableDocument(
            ReadErrorKind.ENCRYPTED,
            "This PDF is protected by a password. Open it, save a copy without the password, and "
            "check that.",
        ) from None
    except Exception:
        # Damaged files make pdfminer raise nearly every error that Python has.
        if not pages:
            raise _damaged() from None
        gaps.append(
            f"The file is damaged after page {len(pages)}; what follows was not read. Ask the "
            "sender for a fresh copy."
        )
    if not pages or len(broken) == len(pages):
        raise _damaged()
    if crowded and not any(page.lines for page in pages):
        raise UnreadableDocument(
            ReadErrorKind.TOO_LARGE,
            "There is more drawing in this PDF than a letter or policy can hold, and no text was "
            "found in it. Export the pages with text on their own and check those.",
        )
    if unread:
        what = "A filled form field was" if unread == 1 else f"{unread} filled form fields were"
        gaps.append(f"{what} not read; print the form to a new PDF and check that.")
    if broken:
        gaps.append(f"{_page_list(broken)} could not be read to the end; the file is damaged.")
    if crowded:
        gaps.append(
            f"{_page_list(crowded)} could not be read to the end, for there is too much in this "
            "file. Split it into parts and check those."
        )
    return pages


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
        for line in lines:
            masked = _masked(line.text)
            if masked not in self._furniture:
                self._furniture.add(masked)
                segment = make_segment([_piece(line)], kind)
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
        pieces = [_piece(line) for line in lines]
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


def _piece(line: Line) -> Piece:
    # The line end belongs to it, so that it parts the words of two lines.
    return (f"{line.text}\n", line.start, line.start + len(line.text) + 1)
