"""A document as the page shows it: one block for each stretch of prose, remarks with places in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from strengthlint.app.utf16 import Utf16
from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.document import Document, Landmark, Part, Segment, SegmentKind, Span
from strengthlint.lexicon import Lexicon
from strengthlint.readers.normalise import make_segment, without_lone_surrogates
from strengthlint.report import DocumentReport
from strengthlint.reporters.places import place
from strengthlint.reporters.remarks import standing_reason

__all__ = ["Places", "blocks_of", "document_of", "numbered", "remarks"]

_PARTS = {
    Part.TEXT_BOX: "Text box",
    Part.FOOTNOTE: "Footnote",
    Part.ENDNOTE: "Endnote",
    Part.HEADER: "Page header",
    Part.FOOTER: "Page footer",
    Part.ALT_TEXT: "What a picture says",
    Part.WORD_ART: "WordArt",
    Part.CHART: "Chart",
    Part.DIAGRAM: "Diagram",
    Part.SPEAKER_NOTES: "Speaker notes",
}
_KINDS = {
    SegmentKind.FOOTNOTE: "Footnote",
    SegmentKind.HEADER: "Page header",
    SegmentKind.FOOTER: "Page footer",
    SegmentKind.CAPTION: "Caption",
}

Json = dict[str, Any]


def blocks_of(document: Document) -> Iterator[Json]:
    """Each segment that is prose, as the page draws it and as it comes back to be checked again."""
    for segment in document.prose():
        location = document.location(segment, 0, len(segment.text))
        yield {
            "kind": segment.kind.value,
            "text": segment.text,
            "trail": list(segment.trail),
            "column_heading": segment.column_heading,
            "row_heading": segment.row_heading,
            "label": _label(segment, location.landmark),
            "marker": location.landmark.list_number if location.landmark else "",
            "page": location.page or (location.landmark.page if location.landmark else None),
            "cell": _cell(location.landmark),
        }


def document_of(blocks: Iterable[Json], name: str) -> tuple[Document, Places]:
    """The document that some blocks are, each a segment again; for a check of what was changed.

    Raises:
        ValueError: where a block is not one that `blocks_of` could have made.
    """
    segments: list[Segment] = []
    starts: list[int] = []
    source: list[str] = []
    start = 0
    for block in blocks:
        text = without_lone_surrogates(str(block["text"]))
        segment = make_segment(
            ((text, start, start + len(text)),),
            SegmentKind(block["kind"]),
            tuple(map(str, block.get("trail", ()))),
            str(block.get("column_heading", "")),
            row_heading=str(block.get("row_heading", "")),
        )
        if segment is not None:
            segments.append(segment)
        source.append(text)
        starts.append(start)
        start += len(text) + 1
    document = Document(name, "\n".join(source), tuple(segments))
    return document, Places(document, starts)


Place = tuple[int, int]
"""The number of a block, and code units in its text."""


class Places:
    """Where remarks stand, as the page counts.

    Args:
        document: What was checked.
        starts: Where in its source each block starts; None where each segment that is prose is a
            block of its own, and shows its clean text.
    """

    def __init__(self, document: Document, starts: Sequence[int] | None = None) -> None:
        self._document = document
        self._starts = starts
        prose = (
            place
            for place, segment in enumerate(document.segments)
            if segment.kind is not SegmentKind.COMMENT
        )
        self._numbers = {place: number for number, place in enumerate(prose)}
        self._counts: dict[int, Utf16] = {}

    def of(self, span: Span) -> tuple[Place, Place]:
        """Start and end of a stretch of clean text."""
        if self._starts is not None:
            return self._in_source(*self._document.source_range(span))
        block = self._numbers[span.segment]
        count = self._count(block, self._document.segments[span.segment].text)
        return (block, count(span.start)), (block, count(span.end))

    def _in_source(self, start: int, end: int) -> tuple[Place, Place]:
        starts = self._starts or [0]
        block = bisect_right(starts, start) - 1
        begin = starts[block]
        last = starts[block + 1] if block + 1 < len(starts) else None
        count = self._count(block, self._document.source[begin:last])
        return (block, count(start - begin)), (block, count(end - begin))

    def _count(self, block: int, text: str) -> Utf16:
        if block not in self._counts:
            self._counts[block] = Utf16(text)
        return self._counts[block]


def numbered(report: DocumentReport) -> Iterator[tuple[int, Diagnostic]]:
    """The diagnostics of a report, each with a number by which it is known again.

    Those on the document as a whole count for themselves, below zero: they come later, or not at all,
    and what is on words keeps its number.
    """
    words = wholes = 0
    for item in report.diagnostics:
        if item.of_whole:
            wholes += 1
            yield -wholes, item
        else:
            yield words, item
            words += 1


def remarks(report: DocumentReport, places: Places, lexicon: Lexicon) -> list[Json]:
    """The remarks of a report as the page shows them; for `number` see `numbered`.

    One on the document as a whole has no `block`, and `sentences` to look at.
    """
    made = []
    texts = {
        sentence.location: sentence.text
        for counted in (report.summary.counts if report.summary else ())
        for sentence in counted.sentences
    }
    for number, item in numbered(report):
        remark = _remark(report, item, number, lexicon)
        remark["sentences"] = [texts[place] for place in item.places if place in texts]
        if item.span is not None:
            (block, start), (_, end) = places.of(item.span)
            remark |= {"block": block, "start": start, "end": end}
        made.append(remark)
    return made


def _remark(report: DocumentReport, item: Diagnostic, number: int, lexicon: Lexicon) -> Json:
    return {
        "number": number,
        "block": None,
        "start": 0,
        "end": 0,
        "code": item.code,
        "name": item.name.replace("-", " "),
        "level": item.level.value,
        "standing": item.standing.value,
        "reason": standing_reason(item)
        if item.reason or item.standing is not Standing.OPEN
        else "",
        "matched": item.matched,
        "message": item.message,
        "ask": item.ask,
        "suggestions": [
            {"text": suggestion.text, "kind": suggestion.kind.value}
            for suggestion in item.suggestions
        ],
        "sentence": item.excerpt.text,
        "sources": _sources(item.code, lexicon),
        "place": place(report.path, item.location),
    }


def _sources(code: str, lexicon: Lexicon) -> list[str]:
    """Who says so, by name; the page of the rule leads on to them."""
    index = lexicon.index(code)
    if index is None:
        return []
    known = lexicon.sources
    return [known[key].title for key in lexicon.entry(index).sources if key in known]


def _label(segment: Segment, landmark: Landmark | None) -> str:
    """What to say before a stretch that does not stand in the running text, or ""."""
    if landmark is not None and landmark.part in _PARTS:
        return f"{_PARTS[landmark.part]} {landmark.number}".rstrip()
    if landmark is None or landmark.cell is None:
        return segment.column_heading or _KINDS.get(segment.kind, "")
    return _KINDS.get(segment.kind, "")


def _cell(landmark: Landmark | None) -> Json | None:
    """Where in a table; a table within a cell is told by the numbers of both."""
    if landmark is None or landmark.cell is None:
        return None
    cell = landmark.cell
    tables = [str(cell.table)]
    while cell.outer is not None:
        cell = cell.outer
        tables.insert(0, f"{cell.table}.{cell.row}.{cell.column}")
    at = landmark.cell
    return {
        "table": f"{landmark.part.value}{landmark.number}:{'/'.join(tables)}",
        "row": at.row,
        "column": at.column,
    }
