"""Reviewdog's diagnostics, which it puts beside the lines of a change on many hosts.

They become comments that everyone sees, so they are redacted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from strengthlint.document import Location
from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.items import Item, Severity, items
from strengthlint.reporters.places import portable_path, printable

__all__ = ["REDACTS", "stream"]

REDACTS = True

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def stream(report: Results, view: View) -> Iterator[str]:
    """The report as one object, in ASCII so that it survives every output encoding."""
    yield '{"source": {"name": "strengthlint"}, "diagnostics": ['
    is_first = True
    for item in items(report, view):
        yield f"{'' if is_first else ','}\n  {json.dumps(_diagnostic(item))}"
        is_first = False
    yield "]}\n" if is_first else "\n]}\n"


def _diagnostic(item: Item) -> dict[str, Any]:
    # Reviewdog wants a path in each; "." is the folder that was checked.
    location: dict[str, Any] = {
        "path": "." if item.path is None else printable(portable_path(item.path))
    }
    written: dict[str, Any] = {
        "message": item.message,
        "location": location,
        "severity": _SEVERITIES[item.severity],
        "code": {"value": f"{item.code} {item.name}".rstrip()},
    }
    if item.location is not None:
        location["range"] = _range(item.location)
        if item.swaps:
            written["suggestions"] = [
                {"range": location["range"], "text": text} for text in item.swaps
            ]
    return written


def _range(where: Location) -> dict[str, Any]:
    start, end = {"line": where.line}, {"line": where.end_line}
    # Columns count bytes of UTF-8 here.
    if where.byte_columns is not None:
        start["column"], end["column"] = where.byte_columns
    return {"start": start, "end": end}
