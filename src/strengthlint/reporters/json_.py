"""Everything a run gave, as one JSON object; `docs/report.schema.json` describes it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.objects import document_object, foot, head

__all__ = ["stream"]


def stream(report: Results, view: View) -> Iterator[str]:
    """The report as JSON, in ASCII so that it survives every output encoding."""
    # What a run adds up to is known when its last document is.
    yield json.dumps(head(report), indent=2).removesuffix("\n}")
    yield ',\n  "documents": ['
    is_first = True
    for document in report.each():
        written = _indented(document_object(report, document, view), 4)
        yield f"{'' if is_first else ','}\n{written}"
        is_first = False
    yield "]" if is_first else "\n  ]"
    for key, value in foot(report).items():
        yield f',\n  "{key}": {_indented(value, 2).lstrip()}'
    yield "\n}\n"


def _indented(value: Any, columns: int) -> str:
    return textwrap.indent(json.dumps(value, indent=2), " " * columns)
