"""The text as it reads, the words marked in it, and beside each place what to think about.

One file that needs nothing else: no script, no network, no other file. It holds the whole text of
every document in which there is something to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from strengthlint.diagnostic import Diagnostic, Standing, SuggestionKind
from strengthlint.document import Segment, SegmentKind
from strengthlint.figures import Figures
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View
from strengthlint.reporters.listing import summary_lines
from strengthlint.reporters.overview import overview
from strengthlint.reporters.page import LEVEL_MEANINGS, closed, opened
from strengthlint.reporters.page import written as _text
from strengthlint.reporters.places import place
from strengthlint.reporters.remarks import standing_reason
from strengthlint.reporters.wholes import AS_A_WHOLE, see

__all__ = ["SHOWS_TEXT", "render"]

SHOWS_TEXT = True

_KINDS = {
    SegmentKind.FOOTNOTE: "Footnote",
    SegmentKind.HEADER: "Page header",
    SegmentKind.FOOTER: "Page footer",
    SegmentKind.CAPTION: "Caption",
}
_MOST_BESIDE = 2
_HIGHEST_HEADING = 3
_LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of a text that is marked; `number` is that of its remark, or 0."""

    start: int
    end: int
    diagnostic: Diagnostic
    number: int
    key: str


def render(report: Report, view: View) -> str:
    """The whole page; where counts are asked for, the one with the figures."""
    if view.statistics:
        return overview(report, Figures.of(report), view)
    return "".join(f"{line}\n" for line in _page(report, view))


def _page(report: Report, view: View) -> Iterator[str]:
    parts = [_DocumentPart(report, number, item) for number, item in enumerate(report.documents, 1)]
    title = _title(report)
    yield from opened(title, ("#text", "Go to the text"), "html.css")
    yield "<header>"
    yield f"<h1>{title}</h1>"
    # What is quoted is on the page.
    for line in summary_lines(report, replace(view, verbose=True)):
        yield f'<p class="summary">{_text(line)}</p>'
    yield from _legend(report)
    yield "</header>"
    if len(parts) > 1:
        yield from _contents(parts)
    yield '<main id="text" tabindex="-1">'
    for part in parts:
        yield from part.lines()
    yield "</main>"
    yield "<footer>"
    yield (
        "<p>The level says how sure strengthlint is, and grades nobody. You know the person: keep "
        "what you think is right. <b>[..]</b> marks what only you can fill in.</p>"
    )
    yield "</footer>"
    yield from closed()


def _title(report: Report) -> str:
    if len(report.documents) == 1:
        return _text(report.documents[0].path)
    return f"{len(report.documents)} documents"


def _legend(report: Report) -> Iterator[str]:
    seen = {item.level for document in report.documents for item in report.shown(document)}
    rows = [
        f'<li><span class="level {level.value}">{level.value.capitalize()}</span> {meaning}</li>'
        for level, meaning in LEVEL_MEANINGS.items()
        if level in seen
    ]
    if any(item.standing is Standing.QUOTED for _, item in report.diagnostics()):
        rows.append(
            '<li><span class="kept">Kept</span> Somebody’s own words, a mention or a name.</li>'
        )
    if rows:
        yield f'<ul class="legend">{"".join(rows)}</ul>'


def _contents(parts: Sequence[_DocumentPart]) -> Iterator[str]:
    yield '<nav aria-label="Documents">'
    yield "<h2>Documents</h2>"
    yield "<ul>"
    for part in parts:
        name = _text(part.report.path)
        if part.is_empty:
            yield f"<li>{name} <small>nothing to raise</small></li>"
        else:
            yield f'<li><a href="#{part.key}">{name}</a> <small>{part.count}</small></li>'
    yield "</ul>"
    yield "</nav>"


class _DocumentPart:
    """One document of the report."""

    def __init__(self, report: Report, number: int, document: DocumentReport) -> None:
        self.report = document
        self.key = f"document-{number}"
        self._heading = "The text" if len(report.documents) == 1 else _text(document.path)
        self._number = 0
        show = report.levels(document).show
        self._listed = [
            item
            for item in document.diagnostics
            if item.standing is not Standing.BASELINE and item.level >= show
        ]
        self._open = sum(item.standing is Standing.OPEN for item in self._listed)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of the document."""
        return not (self._listed or self.report.error or self.report.gaps)

    @property
    def count(self) -> str:
        """How much there is to tell, for the contents."""
        if self.report.error is not None:
            return "not read"
        return "1 remark" if self._open == 1 else f"{self._open} remarks"

    def lines(self) -> Iterator[str]:
        """The document as a section of the page."""
        if self.is_empty:
            return
        heading = f"{self.key}-heading"
        yield f'<section id="{self.key}" aria-labelledby="{heading}">'
        yield f'<h2 id="{heading}">{self._heading}</h2>'
        if self.report.error is not None:
            yield f'<p class="told">Not read: {_text(self.report.error.message)}</p>'
        for gap in self.report.gaps:
            yield f'<p class="told">Read in part: {_text(gap)}</p>'
        if self._listed:
            yield from self._rows()
        yield "</section>"

    def _rows(self) -> Iterator[str]:
        document = self.report.document
        alone = [item for item in self._listed if item.span is None or document is None]
        yield from self._there_already(alone)
        for item in alone:
            if item.span is None and not item.matched:
                yield from _row("", [self._remark(self._mark(item, 0, 0))])
            else:
                mark = self._mark(item, item.excerpt.start, item.excerpt.end)
                yield from _row(
                    f"<p>{_marked(item.excerpt.text, [mark])}</p>", [self._remark(mark)]
                )
        if document is None:
            return
        by_segment: dict[int, list[Diagnostic]] = {}
        for item in self._listed:
            if item.span is not None:
                by_segment.setdefault(item.span.segment, []).append(item)
        for index, segment in enumerate(document.segments):
            if segment.kind is SegmentKind.COMMENT:
                continue
            marks = [
                self._mark(item, item.span.start, item.span.end)
                for item in by_segment.get(index, ())
                if item.span is not None
            ]
            yield from _row(_segment(segment, marks), [self._remark(mark) for mark in marks])

    def _there_already(self, alone: Sequence[Diagnostic]) -> Iterator[str]:
        """What is there already, beside what is asked about the document as a whole."""
        summary = self.report.summary
        if summary is not None and summary.already_there and any(item.of_whole for item in alone):
            said = _items(map(_text, summary.already_there))
            yield f'<div class="there"><p class="lead">Already there:</p><ul>{said}</ul></div>'

    def _mark(self, item: Diagnostic, start: int, end: int) -> _Mark:
        self._number += 1
        return _Mark(start, end, item, self._number, f"{self.key}-{self._number}")

    def _remark(self, mark: _Mark) -> str:
        item = mark.diagnostic
        where = AS_A_WHOLE if item.of_whole else place(self.report.path, item.location)
        return _remark(mark, where, see(self.report.path, item))


def _row(text: str, remarks: Sequence[str]) -> Iterator[str]:
    # Many remarks stand below their text and side by side, since one column would grow too long.
    kind = (
        "row" if not remarks else "row has-remarks" if len(remarks) <= _MOST_BESIDE else "row many"
    )
    yield f'<div class="{kind}"><div class="text">{text}</div>'
    if remarks:
        yield f'<div class="remarks">{"".join(remarks)}</div>'
    yield "</div>"


def _segment(segment: Segment, marks: Sequence[_Mark]) -> str:
    text = _marked(segment.text, marks)
    if segment.kind is SegmentKind.HEADING:
        level = min(_HIGHEST_HEADING + len(segment.trail), _LOWEST_HEADING)
        return f"<h{level}>{text}</h{level}>"
    if segment.kind is SegmentKind.QUOTATION:
        return f"<blockquote><p>{text}</p></blockquote>"
    label = segment.column_heading or _KINDS.get(segment.kind, "")
    if label:
        text = f'<span class="label">{_text(label)}</span> {text}'
    return f'<p class="{segment.kind.value}">{text}</p>'


def _marked(text: str, marks: Sequence[_Mark]) -> str:
    """A text with its marks; where some overlap, each stretch is marked by the first of them."""
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    begun: set[str] = set()
    parts: list[str] = []
    for start, end in pairwise(edges):
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        stretch = _text(text[start:end])
        if covering:
            # What is open counts more than what is kept.
            mark = min(covering, key=lambda mark: mark.diagnostic.standing is not Standing.OPEN)
            anchor = "" if mark.key in begun else f' id="words-{mark.key}"'
            begun.add(mark.key)
            if mark.diagnostic.standing is Standing.OPEN:
                stretch = f'<mark{anchor} class="{mark.diagnostic.level.value}">{stretch}</mark>'
            else:
                stretch = f'<span{anchor} class="kept">{stretch}</span>'
        parts.append(stretch)
        parts += [_reference(mark, begun) for mark in marks if mark.end == end]
    return "".join(parts)


def _reference(mark: _Mark, begun: set[str]) -> str:
    """The number behind marked words; it leads to the remark."""
    anchor = "" if mark.key in begun else f' id="words-{mark.key}"'
    begun.add(mark.key)
    return (
        f'<sup{anchor}><a href="#remark-{mark.key}" aria-label="Remark {mark.number}">'
        f"{mark.number}</a></sup>"
    )


def _remark(mark: _Mark, where: str, seen: str = "") -> str:
    item = mark.diagnostic
    back = f'<a href="#words-{mark.key}" aria-label="Back to the words of remark {mark.number}">'
    if item.of_whole:
        # It is about no words, so there is nothing to go back to.
        back = f'<a href="#remark-{mark.key}" aria-label="Remark {mark.number}">'
    if item.standing is not Standing.OPEN:
        word = "Kept" if item.standing is Standing.QUOTED else "Set aside"
        return (
            f'<div class="remark is-kept" id="remark-{mark.key}"><p>{back}{mark.number}</a> '
            f'<span class="kept">{word}</span> “{_text(item.matched or item.name)}”: '
            f"{_text(standing_reason(item))}.</p></div>"
        )
    level = item.level.value
    parts = [
        f'<p class="head">{back}{mark.number}</a> '
        f'<span class="level {level}">{level.capitalize()}</span> '
        f'<span class="place">{_text(where)}</span></p>'
    ]
    if item.ask:
        parts.append(f'<p class="ask">{_text(item.ask)}</p>')
    parts.append(f"<p>{_text(item.message)}</p>")
    if seen:
        parts.append(f"<p>{_text(seen)}</p>")
    if item.reason:
        parts.append(f"<p>Softer here: {_text(standing_reason(item))}.</p>")
    if item.suggestions:
        parts.append('<p class="lead">You could write:</p>')
        parts.append(f"<ul>{_items(_wordings(item))}</ul>")
    parts.append(f'<p class="rule">{item.code} {item.name}</p>')
    return f'<div class="remark {level}" id="remark-{mark.key}">{"".join(parts)}</div>'


def _wordings(item: Diagnostic) -> Iterator[str]:
    for suggestion in item.suggestions:
        fits = " <small>fits in place</small>" if suggestion.kind is SuggestionKind.SWAP else ""
        yield f"“{_text(suggestion.text)}”{fits}"


def _items(values: Iterable[str]) -> str:
    return "".join(f"<li>{value}</li>" for value in values)
