"""Workflow commands that GitHub shows as annotations on the changed files.

Annotations are seen by everyone who sees the repository, so they are redacted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.items import Item, Severity, items
from strengthlint.reporters.places import portable_path

__all__ = ["REDACTS", "render"]

REDACTS = True

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

# What the runner turns back; a comma or colon only means something inside a property.
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})

_MOST = 10
"""How many annotations of each kind GitHub shows for a step."""


def render(report: Results, view: View) -> str:
    """One command for each thing to say."""
    # What was not read comes first; it is what nobody knows.
    said = sorted(items(report, view), key=lambda item: bool(item.name))
    commands = [*_too_many(said), *(_annotation(item, view) for item in said)]
    return "".join(f"{command}\n" for command in commands)


def _too_many(said: Sequence[Item]) -> Iterator[str]:
    """Says first that GitHub will not show all; what comes later may be what it leaves out."""
    counts = Counter(item.severity for item in said)
    if max(counts.values(), default=0) > _MOST:
        yield _command(
            "notice",
            {"title": "strengthlint"},
            f"There are {len(said)} remarks. GitHub shows the first {_MOST} errors, warnings and "
            "notices of a step; all stand in its log.",
        )


def _annotation(item: Item, view: View) -> str:
    properties: dict[str, str | int] = {}
    if item.path is not None:
        properties["file"] = portable_path(item.path, view.repository)
    where = item.location
    if where is not None:
        properties |= {"line": where.line, "endLine": where.end_line}
        # GitHub refuses columns on a range of several lines.
        if where.line == where.end_line:
            properties |= {"col": where.column, "endColumn": where.end_column}
    properties["title"] = item.title
    return _command(_COMMANDS[item.severity], properties, item.message)


def _command(command: str, properties: Mapping[str, str | int], message: str) -> str:
    written = ",".join(
        f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items()
    )
    return f"::{command} {written}::{message.translate(_IN_MESSAGES)}"
