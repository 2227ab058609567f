"""A table to work through in a spreadsheet: a row for each remark and for all that was not read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from strengthlint.lexicon.spreadsheet import guard
from strengthlint.report import DocumentReport, Results
from strengthlint.reporters import View
from strengthlint.reporters.items import Item, counted, of_run, on_reading
from strengthlint.reporters.places import place, printable
from strengthlint.reporters.remarks import suggestion_wording

__all__ = ["ENCODING", "stream"]

ENCODING = "utf-8-sig"
"""By its mark Excel knows the encoding."""

_COLUMNS = (
    "path", "place", "line", "column", "code", "name", "level", "matched", "sentence", "headings",
    "message", "ask", "consider", "fingerprint",
)  # fmt: skip
_COUNTS = ("path", "words", "code", "name", "level", "places", "message")


def stream(report: Results, view: View) -> Iterator[str]:
    """The table with a head; rows come as documents are checked."""
    columns = _COUNTS if view.statistics else _COLUMNS
    yield _row(columns)
    for document in report.each():
        for item in on_reading(report, document):
            yield _row(_told(item, columns))
        rows = _counts(report, document) if view.statistics else _remarks(report, document)
        yield from map(_row, rows)
    for item in of_run(report):
        yield _row(_told(item, columns))


def _remarks(report: Results, document: DocumentReport) -> Iterator[Sequence[object]]:
    for diagnostic in report.shown(document):
        where = diagnostic.location
        yield (
            document.path,
            place(document.path, where),
            where.line,
            where.column,
            diagnostic.code,
            diagnostic.name,
            diagnostic.level.value,
            diagnostic.matched,
            diagnostic.excerpt.text,
            " > ".join(where.trail),
            diagnostic.message,
            diagnostic.ask,
            "; ".join(map(suggestion_wording, diagnostic.suggestions)),
            diagnostic.fingerprint,
        )


def _counts(report: Results, document: DocumentReport) -> Iterator[Sequence[object]]:
    """A row for each rule; a document in which there is nothing to raise has one too."""
    counts = counted(report, document)
    for (code, name, level), count in counts:
        yield document.path, document.words, code, name, level.value, count, ""
    if not counts and document.error is None:
        yield document.path, document.words, "", "", "", 0, ""


def _told(item: Item, columns: Sequence[str]) -> Sequence[object]:
    """What was not read, in the columns of the table; its level says so."""
    cells = {"path": item.path or "", "level": item.code, "message": item.message}
    return [cells.get(column, "") for column in columns]


def _row(cells: Sequence[object]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow(guard(printable(str(cell))) for cell in cells)
    return file.getvalue()
