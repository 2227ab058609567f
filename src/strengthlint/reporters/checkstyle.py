"""The XML of Checkstyle, which many CI servers and review tools read.

Such reports are kept and shown to others, so they are redacted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.items import Item, Severity, items
from strengthlint.reporters.markup import HEAD, element
from strengthlint.reporters.places import portable_path

__all__ = ["REDACTS", "stream"]

REDACTS = True

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def stream(report: Results, view: View) -> Iterator[str]:
    """The report with an element for each file in which there is something to say."""
    yield f'{HEAD}<checkstyle version="4.3">\n'
    for path, said in groupby(items(report, view), key=lambda item: item.path):
        yield _file("." if path is None else portable_path(path), said)
    yield "</checkstyle>\n"


def _file(path: str, said: Iterable[Item]) -> str:
    return element("file", {"name": path}, map(_error, said), depth=1)


def _error(item: Item) -> str:
    where: dict[str, str | int] = {}
    if item.location is not None:
        where = {"line": item.location.line, "column": item.location.column}
    told = f"{item.title}: {item.message}"
    source = f"strengthlint.{item.code}" + (f".{item.name}" if item.name else "")
    return element(
        "error",
        {**where, "severity": _SEVERITIES[item.severity], "message": told, "source": source},
        depth=2,
    )
