"""One line for each place: `path:line:column: CODE message`."""

from __future__ import annotations

from collections.abc import Iterator

from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.report import DocumentReport, Results
from strengthlint.reporters import View
from strengthlint.reporters.listing import counts_by_rule, listed, reading_lines, summary_lines
from strengthlint.reporters.places import printable
from strengthlint.reporters.remarks import standing_reason

__all__ = ["stream"]


def stream(report: Results, view: View) -> Iterator[str]:
    """The report with one line to a place."""
    return (f"{printable(line)}\n" for line in _lines(report, view))


def _lines(report: Results, view: View) -> Iterator[str]:
    for document in report.each():
        yield from reading_lines(document)
        if not view.statistics:
            for diagnostic in listed(report, document, view):
                yield _line(document, diagnostic)
    if view.statistics:
        yield from counts_by_rule(report)
    if not view.quiet:
        yield from summary_lines(report, view)


def _line(document: DocumentReport, diagnostic: Diagnostic) -> str:
    line = f"{document.path}:{diagnostic.location}: {diagnostic.code} {diagnostic.message}"
    if diagnostic.standing is Standing.OPEN:
        return line
    return f"{line} [{diagnostic.standing.value}: {standing_reason(diagnostic)}]"
