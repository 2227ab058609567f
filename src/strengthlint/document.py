"""What a reader makes of a file: clean segments, each with a map back to the source.

Source text is one string for every format, so that a place is always a range in it:

- text and Markdown: the decoded file, as it is;
- DOCX: the text of every paragraph in reading order, one a line;
- PDF: the printed lines, page after page, one a line.

Lines and columns then follow from the string alone, and nobody searches for a match afterwards.
Where no editor shows such lines, landmarks say what a person can look for instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

__all__ = [
    "Attachment",
    "Cell",
    "Document",
    "Landmark",
    "Location",
    "OffsetMap",
    "Part",
    "Run",
    "Segment",
    "SegmentKind",
    "Span",
]


class SegmentKind(str, Enum):
    """What a stretch of text is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"
    QUOTATION = "quotation"
    COMMENT = "comment"
    """Not prose: kept because a strengthlint line may stand in it (an HTML or a Word comment)."""


class Part(str, Enum):
    """Where in a document without lines of its own a stretch of text is to be looked for."""

    BODY = "body"
    TEXT_BOX = "text-box"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"
    COMMENT = "comment"
    ALT_TEXT = "alt-text"
    """What a picture says to those who do not see it."""
    WORD_ART = "word-art"
    CHART = "chart"
    DIAGRAM = "diagram"
    SLIDE = "slide"
    SPEAKER_NOTES = "speaker-notes"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of clean text and the source range it came from, both half-open, in characters.

    Where both have the same length the characters correspond one by one; otherwise the stretch
    stands for its source range as a whole (a space for three, "&" for "&amp;").
    """

    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def is_linear(self) -> bool:
        """Whether characters correspond one by one."""
        return self.end - self.start == self.source_end - self.source_start


class OffsetMap:
    """From characters of a clean text to ranges of the source; never decreases.

    Args:
        runs: In order, without gaps in the clean text; the first starts at 0. No run is empty.
    """

    __slots__ = ("_starts", "runs")

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = tuple(runs)
        self._starts = [run.start for run in self.runs]

    @classmethod
    def identity(cls, length: int, source_start: int = 0) -> OffsetMap:
        """The map of `length` characters that stand in the source as they are."""
        if not length:
            return cls(())
        return cls((Run(0, length, source_start, source_start + length),))

    def __len__(self) -> int:
        return self.runs[-1].end if self.runs else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def __repr__(self) -> str:
        return f"OffsetMap({self.runs!r})"

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open source range of the clean range `start` to `end`.

        Raises:
            ValueError: if the range is empty or outside the text.
        """
        if not 0 <= start < end <= len(self):
            raise ValueError(f"range {start} to {end} is not within {len(self)} characters")
        first = self._run_at(start)
        last = self._run_at(end - 1)
        source_start = first.source_start
        if first.is_linear:
            source_start += start - first.start
        source_end = last.source_end
        if last.is_linear:
            source_end -= last.end - end
        return source_start, source_end

    def _run_at(self, position: int) -> Run:
        return self.runs[bisect_right(self._starts, position) - 1]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of prose that is read as one: a paragraph, a heading, a table cell.

    Attributes:
        text: Clean: not empty, single spaces, no newline, tab, no-break space, soft hyphen or
            zero-width space, nothing at either end to strip.
        kind: What it is in the document.
        offsets: From `text` to the document's source; `len(offsets) == len(text)`.
        trail: The headings above it, outermost first.
        column_heading: For a table cell, the text of the cell that heads its column, or "".
        row_heading: For a table cell, the text of the cell that heads its row (a form's label,
            "Client's views"), or ""; to be treated as the heading of a column is.
        anchor: For a comment on a stretch of the document, that stretch: a half-open source range;
            else None.
    """

    text: str
    kind: SegmentKind
    offsets: OffsetMap
    trail: tuple[str, ...] = ()
    column_heading: str = ""
    row_heading: str = ""
    anchor: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as a person would name it; all numbers are 1-based.

    Attributes:
        table: Number of the table in its part of the document; of a table that stands in a cell,
            its number there.
        row: Number of the row, those with headings counted.
        column: Number of the cell in its row.
        column_heading: As in `Segment`.
        row_heading: As in `Segment`.
        outer: The cell that its table stands in, or None.
    """

    table: int
    row: int
    column: int
    column_heading: str = ""
    row_heading: str = ""
    outer: Cell | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """What a person can look for to find a stretch of a document that has no lines of its own.

    Attributes:
        start: The source offset from which it holds, up to the next landmark.
        part: Which part of the document it is.
        number: What the part is called by ("4", "iv" for a note, "3" for a slide), or "".
        page: The page as the word processor last saved it, or None where it did not say.
        paragraph: Number of the paragraph as people count: none that are blank, none in tables,
            from the nearest heading or the top of the page, whichever comes later; or None.
        under_heading: Whether `paragraph` is counted from a heading.
        is_heading: Whether it is a heading itself.
        list_number: What is printed before a numbered paragraph ("4.2", "a)"), or "".
        cell: The table cell, or None.
    """

    start: int
    part: Part = Part.BODY
    number: str = ""
    page: int | None = None
    paragraph: int | None = None
    under_heading: bool = False
    is_heading: bool = False
    list_number: str = ""
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place that people can find; all numbers are 1-based and count characters.

    Attributes:
        line: Line of the file; paragraph in DOCX; line on the page in PDF.
        column: Column of the first character.
        end_line: Line of the last character.
        end_column: Column after the last character.
        page: Page in PDF, else None.
        trail: The headings above it, outermost first.
        landmark: What to look for where no editor shows those lines; None where one does, and
            in PDF.
        byte_columns: `column` and `end_column` counted in bytes of UTF-8, as some protocols want
            them; None where no editor shows the lines.
        is_verbatim: Whether the words stand there in one piece as they are read, with no mark-up or
            line break among them, so that others can be written in their place.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None
    trail: tuple[str, ...] = ()
    landmark: Landmark | None = None
    byte_columns: tuple[int, int] | None = None
    is_verbatim: bool = False

    def __str__(self) -> str:
        page = f"p{self.page}:" if self.page is not None else ""
        return f"{page}{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's clean text.

    Attributes:
        segment: Index among the document's segments.
        start: First character in the segment's text.
        end: After the last one; greater than `start`.
    """

    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within a message; a document of its own.

    Attributes:
        name: As the message gives it, without folders; its suffix says how to read it.
        data: The whole file.
    """

    name: str
    data: bytes


# The line ends that editors count; str.splitlines would also count form feeds and the like.
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Document:
    """A file that has been read.

    Attributes:
        name: The path as it was given, or the name for standard input.
        source: See the module.
        segments: In reading order.
        page_starts: For PDF, the source offset at which each page starts; else empty.
        gaps: What could not be read, one sentence each ("Page 3 is a picture ...").
        cut_short: Whether a limit of ours cut something off that is there to be read; the gaps say
            what. Such a document never counts as clean.
        landmarks: For a document without lines of its own (Word), in the order of their starts,
            the first at 0; else empty.
        attachments: Of a message, the files within it; they are not part of its text.
    """

    name: str
    source: str
    segments: tuple[Segment, ...]
    page_starts: tuple[int, ...] = ()
    gaps: tuple[str, ...] = ()
    cut_short: bool = False
    landmarks: tuple[Landmark, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @classmethod
    def of_paragraph(cls, text: str, name: str = "example.txt") -> Document:
        """A document that is one paragraph, as clean text; columns count its characters."""
        segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))
        return cls(name, text, (segment,))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.source))]

    def location(self, segment: Segment, start: int, end: int) -> Location:
        """Where the characters `start` to `end` of a segment's text stand."""
        source_start, source_end = segment.offsets.source(start, end)
        line, column = self._line_and_column(source_start)
        end_line, last_column = self._line_and_column(source_end - 1)
        page: int | None = None
        if self.page_starts:
            page = bisect_right(self.page_starts, source_start)
            line -= self._first_line_of_page(source_start) - 1
            # A match over a page break ends on a later page; its line counts from there.
            end_line -= self._first_line_of_page(source_end - 1) - 1
        landmark = self._landmark(source_start)
        at = Location(line, column, end_line, last_column + 1, page, segment.trail, landmark)
        if page is not None or landmark is not None:
            return at
        return replace(
            at,
            byte_columns=(
                self._bytes_before(source_start, column) + 1,
                self._bytes_before(source_end, last_column + 1) + 1,
            ),
            is_verbatim=self.source[source_start:source_end] == segment.text[start:end],
        )

    def source_range(self, span: Span) -> tuple[int, int]:
        """The half-open range of the source behind a stretch of clean text."""
        return self.segments[span.segment].offsets.source(span.start, span.end)

    def source_text(self, segment: Segment, start: int, end: int) -> str:
        """The source characters behind `start` to `end` of a segment's text."""
        source_start, source_end = segment.offsets.source(start, end)
        return self.source[source_start:source_end]

    def prose(self) -> Iterator[Segment]:
        """The segments that are prose, in reading order."""
        return (segment for segment in self.segments if segment.kind is not SegmentKind.COMMENT)

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _bytes_before(self, offset: int, column: int) -> int:
        """Bytes of UTF-8 on the line before an offset that stands in a column."""
        return len(self.source[offset - column + 1 : offset].encode("utf-8", "surrogatepass"))

    @cached_property
    def _landmark_starts(self) -> list[int]:
        return [landmark.start for landmark in self.landmarks]

    def _landmark(self, offset: int) -> Landmark | None:
        index = bisect_right(self._landmark_starts, offset)
        return self.landmarks[index - 1] if index else None

    def _first_line_of_page(self, offset: int) -> int:
        start = self.page_starts[bisect_right(self.page_starts, offset) - 1]
        return bisect_right(self._line_starts, start)
