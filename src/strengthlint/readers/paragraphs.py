"""A source made of paragraphs, one a line, and the segments over it.

For formats whose files nobody reads as text: what stands on the page is written out paragraph by
paragraph, the empty ones too, and lines count as the reader of the document would count them.
"""

from __future__ import annotations

from typing import Final

from strengthlint.document import Cell, Document, Landmark, Part, Segment, SegmentKind
from strengthlint.readers.normalise import make_segment, normalise

__all__ = ["Paragraphs", "clean"]

# The line ends that editors count; within a paragraph they are breaks.
_LINE_ENDS: Final = str.maketrans("\r\n", "\v\v")

Heading = tuple[int, str]
"""Level and text."""


class Paragraphs:
    """Collects the paragraphs of a document in reading order.

    Attributes:
        segments: Of what has been added.
        headings: Those above what comes next, outermost first.
        part: The part of the document that what comes next stands in.
        number: What that part is called by, or "".
    """

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.headings: list[Heading] = []
        self.part = Part.BODY
        self.number = ""
        self._lines: list[str] = []
        self._offset = 0
        self._landmarks: list[Landmark] = []
        self._counted = 0
        self._under_heading = False

    def add(
        self,
        text: str,
        kind: SegmentKind = SegmentKind.PARAGRAPH,
        *,
        level: int = 0,
        cell: Cell | None = None,
        part: Part | None = None,
    ) -> None:
        """Add a paragraph.

        Args:
            text: As it is printed; line breaks in it stay within the line.
            kind: What it is.
            level: Of a heading; it ends those at its level and below. 0 is a title.
            cell: The table cell that it stands in, or None.
            part: Where it stands, if not in `self.part`.
        """
        text = text.translate(_LINE_ENDS)
        self._lines.append(text)
        column_heading = cell.column_heading if cell is not None else ""
        pieces = [(text, self._offset, self._offset + len(text))]
        self._offset += len(text) + 1
        if kind is SegmentKind.HEADING and text.strip():
            while self.headings and self.headings[-1][0] >= level:
                self.headings.pop()
        trail = tuple(heading for _, heading in self.headings)
        segment = make_segment(pieces, kind, trail, column_heading)
        if segment is not None:
            self.segments.append(segment)
            self._landmarks.append(self._landmark(kind, cell, part or self.part, pieces[0][1]))
            if kind is SegmentKind.HEADING:
                self.headings.append((level, segment.text))

    def _landmark(self, kind: SegmentKind, cell: Cell | None, part: Part, start: int) -> Landmark:
        """What to look for; paragraphs are counted from the heading above, blank ones are not."""
        number = self.number if part is self.part else ""
        if part is not Part.BODY or cell is not None:
            return Landmark(start, part, number, cell=cell)
        is_heading = kind is SegmentKind.HEADING
        self._counted = 0 if is_heading else self._counted + 1
        self._under_heading = self._under_heading or is_heading
        return Landmark(
            start,
            part,
            number,
            paragraph=None if is_heading else self._counted,
            under_heading=self._under_heading and not is_heading,
            is_heading=is_heading,
        )

    def document(self, name: str, gaps: tuple[str, ...] = ()) -> Document:
        """The document of all that was added."""
        return Document(
            name,
            "\n".join(self._lines),
            tuple(self.segments),
            gaps=gaps,
            landmarks=tuple(self._landmarks) or (Landmark(0),),
        )


def clean(text: str) -> str:
    """A text as a segment would have it."""
    return normalise([(text, 0, len(text))])[0]
