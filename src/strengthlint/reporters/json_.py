"""Everything a run gave, as one JSON object; `docs/report.schema.json` describes it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from strengthlint import __version__
from strengthlint.diagnostic import Diagnostic
from strengthlint.document import Cell, Landmark, Location
from strengthlint.report import DocumentReport, Results, Summary
from strengthlint.reporters import View
from strengthlint.reporters.places import place

__all__ = ["stream"]

_SCHEMA_VERSION = 1


def stream(report: Results, view: View) -> Iterator[str]:
    """The report as JSON, in ASCII so that it survives every output encoding."""
    # What a run adds up to is known when its last document is.
    yield from _opened(_head(report))
    is_first = True
    for document in report.each():
        yield f"{'' if is_first else ','}\n{_indented(_document(document), 4)}"
        is_first = False
    yield "]" if is_first else "\n  ]"
    for key, value in _foot(report).items():
        yield f',\n  "{key}": {_indented(value, 2).lstrip()}'
    yield "\n}\n"


def _opened(head: dict[str, Any]) -> Iterator[str]:
    yield json.dumps(head, indent=2).removesuffix("\n}")
    yield ',\n  "documents": ['


def _indented(value: Any, columns: int) -> str:
    return textwrap.indent(json.dumps(value, indent=2), " " * columns)


def _head(report: Results) -> dict[str, Any]:
    return {
        "schema_version": _SCHEMA_VERSION,
        "strengthlint": __version__,
        "lexicon": {"version": report.lexicon.version, "digest": report.lexicon.digest},
    }


def _foot(report: Results) -> dict[str, Any]:
    return {
        "not_read": [
            {"suffix": unread.suffix, "files": unread.files, "message": unread.message}
            for unread in report.not_read
        ],
        "summary": _summary(report.summary),
    }


def _document(document: DocumentReport) -> dict[str, Any]:
    error = document.error
    return {
        "path": document.path,
        "error": error and {"kind": error.kind.value, "message": error.message},
        "gaps": list(document.gaps),
        "notices": list(document.notices),
        "cut_short": document.cut_short,
        "diagnostics": [_diagnostic(document, diagnostic) for diagnostic in document.diagnostics],
    }


def _diagnostic(document: DocumentReport, diagnostic: Diagnostic) -> dict[str, Any]:
    location, excerpt = diagnostic.location, diagnostic.excerpt
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "level": diagnostic.level.value,
        "standing": diagnostic.standing.value,
        "reason": diagnostic.reason,
        "grounds": diagnostic.grounds,
        "matched": diagnostic.matched,
        "message": diagnostic.message,
        "ask": diagnostic.ask,
        "why": diagnostic.why,
        "suggestions": [
            {"text": suggestion.text, "kind": suggestion.kind.value}
            for suggestion in diagnostic.suggestions
        ],
        "location": _location(document.path, location),
        "excerpt": {"text": excerpt.text, "start": excerpt.start, "end": excerpt.end},
        "fingerprint": diagnostic.fingerprint,
    }


def _location(path: str, location: Location) -> dict[str, Any]:
    landmark = location.landmark
    return {
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "page": location.page,
        "trail": list(location.trail),
        "place": place(path, location),
        "landmark": landmark and _landmark(landmark),
    }


def _landmark(landmark: Landmark) -> dict[str, Any]:
    return {
        "part": landmark.part.value,
        "number": landmark.number,
        "page": landmark.page,
        "paragraph": landmark.paragraph,
        "under_heading": landmark.under_heading,
        "is_heading": landmark.is_heading,
        "list_number": landmark.list_number,
        "cell": landmark.cell and _cell(landmark.cell),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "column_heading": cell.column_heading,
        "row_heading": cell.row_heading,
        "outer": cell.outer and _cell(cell.outer),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "documents": summary.documents,
        "unreadable": summary.unreadable,
        "not_read": summary.not_read,
        "open": {level.value: count for level, count in summary.open.items()},
        "quoted": summary.quoted,
        "preferred": summary.preferred,
        "suppressed": summary.suppressed,
        "baseline": summary.baseline,
    }
