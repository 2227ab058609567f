"""Everything a run gave, an object on each line, as soon as it is known.

A line for each document, whether there is something to raise in it or not, then one for each
diagnostic in it; the last line is the summary, so a report that breaks off shows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.objects import diagnostic_object, document_object, foot, head

__all__ = ["stream"]


def stream(report: Results, view: View) -> Iterator[str]:
    """The report in ASCII, so that it survives every output encoding."""
    return (f"{json.dumps(line)}\n" for line in _lines(report, view))


def _lines(report: Results, view: View) -> Iterator[dict[str, Any]]:
    for document in report.each():
        about = document_object(report, document, view)
        about.pop("diagnostics", None)
        counts = about.pop("counts", ())
        yield {"type": "document", **about}
        for count in counts:
            yield {"type": "count", "path": document.path, **count}
        if not view.statistics:
            for diagnostic in document.diagnostics:
                found = diagnostic_object(document, diagnostic)
                yield {"type": "diagnostic", "path": document.path, **found}
    yield {"type": "summary", **head(report), **foot(report)}
