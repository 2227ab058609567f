"""The parts of a report as JSON objects; `docs/report.schema.json` describes them.

Not a reporter itself.
"""

from __future__ import annotations

from typing import Any

from strengthlint import __version__
from strengthlint.diagnostic import Diagnostic
from strengthlint.document import Cell, Landmark, Location
from strengthlint.report import DocumentReport, Results, Summary
from strengthlint.reporters import View
from strengthlint.reporters.items import counted
from strengthlint.reporters.places import place

__all__ = ["diagnostic_object", "document_object", "foot", "head"]

_SCHEMA_VERSION = 1


def head(report: Results) -> dict[str, Any]:
    """What is known before anything is checked: who speaks."""
    return {
        "schema_version": _SCHEMA_VERSION,
        "strengthlint": __version__,
        "lexicon": {"version": report.lexicon.version, "digest": report.lexicon.digest},
    }


def foot(report: Results) -> dict[str, Any]:
    """What is known when all is checked."""
    return {
        "not_read": [
            {"suffix": unread.suffix, "files": unread.files, "message": unread.message}
            for unread in report.not_read
        ],
        "summary": _summary(report.summary),
    }


def document_object(report: Results, document: DocumentReport, view: View) -> dict[str, Any]:
    """A document with its diagnostics, or with counts of what is shown in place of them."""
    error = document.error
    about: dict[str, Any] = {
        "path": document.path,
        "error": error and {"kind": error.kind.value, "message": error.message},
        "gaps": list(document.gaps),
        "notices": list(document.notices),
        "cut_short": document.cut_short,
        "words": document.words,
    }
    if view.statistics:
        counts = [
            {"code": code, "name": name, "level": level.value, "places": count}
            for (code, name, level), count in counted(report, document)
        ]
        return {**about, "counts": counts}
    about["summary_of_document"] = document.summary and _whole(document)
    return {**about, "diagnostics": [diagnostic_object(document, d) for d in document.diagnostics]}


def diagnostic_object(document: DocumentReport, diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic, of whatever level and standing."""
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
        "of_whole": diagnostic.of_whole,
        "places": [_location(document.path, each) for each in diagnostic.places],
    }


def _whole(document: DocumentReport) -> dict[str, Any]:
    """What was counted in a document as a whole, with the sentences that count."""
    summary = document.summary
    assert summary is not None  # noqa: S101 - asked of documents that have one
    return {
        "sentences": summary.sentences,
        "already_there": list(summary.already_there),
        "counts": [
            {
                "what": counted.what,
                "count": len(counted.sentences),
                "sentences": [
                    {
                        "text": sentence.text,
                        "shown_by": sentence.shown_by,
                        "location": _location(document.path, sentence.location),
                    }
                    for sentence in counted.sentences
                ],
            }
            for counted in summary.counts
        ],
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
        "unchecked": summary.unchecked,
        "open": {level.value: count for level, count in summary.open.items()},
        "quoted": summary.quoted,
        "preferred": summary.preferred,
        "suppressed": summary.suppressed,
        "baseline": summary.baseline,
    }
