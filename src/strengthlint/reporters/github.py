"""Workflow commands that GitHub shows as annotations on the changed files.

Annotations are seen by everyone who sees the repository, so they hold the place, the matched words
and what to consider, and nothing of the sentence around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from strengthlint.diagnostic import Diagnostic, Level
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View
from strengthlint.reporters.places import has_lines, place, portable_path
from strengthlint.reporters.remarks import remark

__all__ = ["render"]


_COMMANDS = {Level.RETHINK: "error", Level.REFLECT: "warning", Level.NOTE: "notice"}

# What the runner turns back; a comma or colon only means something inside a property.
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, view: View) -> str:
    """One command for each place at the show level or above."""
    return "".join(f"{command}\n" for command in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    for document in report.documents:
        file = portable_path(document.path)
        if document.error is not None:
            yield _command("error", {"file": file, "title": "Not read"}, document.error.message)
        for gap in document.gaps:
            yield _command("warning", {"file": file, "title": "Read in part"}, gap)
        for diagnostic in report.shown(document):
            yield _annotation(document, diagnostic)
    for unread in report.not_read:
        yield _command("notice", {"title": "Not read"}, unread.message)


def _annotation(document: DocumentReport, diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    properties: dict[str, str | int] = {"file": portable_path(document.path)}
    message = remark(diagnostic)
    if has_lines(document.path, location):
        properties |= {"line": location.line, "endLine": location.end_line}
        # GitHub refuses columns on a range of several lines.
        if location.line == location.end_line:
            properties |= {"col": location.column, "endColumn": location.end_column}
    else:
        where = place(document.path, location, headings=False)
        message = f"{where[0].upper()}{where[1:]}: {message}"
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    return _command(_COMMANDS[diagnostic.level], properties, message)


def _command(command: str, properties: dict[str, str] | dict[str, str | int], message: str) -> str:
    written = ",".join(
        f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items()
    )
    return f"::{command} {written}::{message.translate(_IN_MESSAGES)}"
