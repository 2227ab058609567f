"""A code quality report, as GitLab shows it in merge requests.

It is an artifact that everyone who sees the project may fetch, so it is redacted.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.items import Item, Severity, items
from strengthlint.reporters.places import portable_path, printable

__all__ = ["REDACTS", "render"]

REDACTS = True

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Results, view: View) -> str:
    """The report as a JSON array, in ASCII so that it survives every output encoding."""
    return json.dumps([_issue(item, view) for item in items(report, view)], indent=2) + "\n"


def _issue(item: Item, view: View) -> dict[str, Any]:
    # GitLab wants a path and a line in each, also where a run or a Word document is meant.
    path = "." if item.path is None else printable(portable_path(item.path, view.repository))
    lines = {"begin": 1}
    if item.location is not None:
        lines = {"begin": item.location.line, "end": item.location.end_line}
    return {
        "description": printable(f"{item.title}: {item.message}"),
        "check_name": f"{item.code} {item.name}".rstrip(),
        # Two files may hold the same sentence, and GitLab takes two of one fingerprint for one.
        "fingerprint": hashlib.sha256(f"{path}\0{item.fingerprint}".encode()).hexdigest()[:32],
        # What was not read may hold anything.
        "severity": "critical" if item.fails and not item.name else _SEVERITIES[item.severity],
        "location": {"path": path, "lines": lines},
    }
