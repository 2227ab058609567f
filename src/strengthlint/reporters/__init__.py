"""Reporters: a `Report` in, text out. They know no rules and open no files.

A reporter is one module in this package, with a line in `_BUILT_IN`, that declares

    SHOWS_TEXT = True                                      # if it shows whole documents
    REDACTS = True                                         # if it is written for others to see
    ENCODING = "utf-8-sig"                                 # of a file, if it is not plain UTF-8
    def render(report: Report, view: View) -> str: ...

or, where it can say something before the last document is checked,

    def stream(report: Results, view: View) -> Iterator[str]: ...   # documents from report.each()

It is imported when somebody asks for its format. Other packages bring reporters with the entry
point group `strengthlint.reporters`: a module that also declares

    NAME = "table"                                         # what --output-format takes
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Final

from strengthlint.plugins import plugins
from strengthlint.report import Results

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["View", "encoding", "names", "redacts", "render", "shows_text", "stream"]

_BUILT_IN: Final = {
    "checkstyle": "checkstyle",
    "concise": "concise",
    "csv": "csv_",
    "github": "github",
    "gitlab": "gitlab",
    "hook": "hook",
    "html": "html",
    "human": "human",
    "json": "json_",
    "json-lines": "json_lines",
    "junit": "junit",
    "rdjson": "rdjson",
    "sarif": "sarif",
}
"""Every output format, as --output-format takes it, and its module."""


@dataclass(frozen=True, slots=True)
class View:
    """How a person wants to see a report; the forms for machines ignore it.

    Attributes:
        color: Whether to write terminal colours.
        width: Columns to fill at most.
        quiet: Only the diagnostics, no summary.
        verbose: Also what does not ask anything of the writer, each with its reason.
        statistics: Counts in place of the single diagnostics; such a report is always redacted.
        summary: Also what was counted in each document as a whole, sentence by sentence.
        redact: Whether nothing is told of the words around a match; None for what is usual in the
            format.
        repository: The folder, in full, that the hosts of repositories tell paths from; None for
            the working directory.
    """

    color: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    summary: bool = False
    redact: bool | None = None
    repository: Path | None = None


@cache
def _installed() -> dict[str, ModuleType]:
    """The reporters of other packages, by name."""
    return {module.NAME: module for _, module in plugins("strengthlint.reporters")}


def _reporter(name: str) -> ModuleType:
    if name in _installed():
        return _installed()[name]
    return importlib.import_module(f"{__name__}.{_BUILT_IN[name]}")


def _stream_of(module: ModuleType) -> Callable[[Results, View], Iterator[str]]:
    if hasattr(module, "stream"):
        stream: Callable[[Results, View], Iterator[str]] = module.stream
        return stream
    return lambda results, view: iter((module.render(results.finished(), view),))


def names() -> tuple[str, ...]:
    """Every output format, sorted."""
    return tuple(sorted({*_BUILT_IN, *_installed()}))


def shows_text(name: str) -> bool:
    """Whether a format shows whole documents, so that a run has to keep their text."""
    return getattr(_reporter(name), "SHOWS_TEXT", False)


def redacts(name: str) -> bool:
    """Whether a format tells nothing of the words around a match where nobody asks for them."""
    return getattr(_reporter(name), "REDACTS", False)


def encoding(name: str) -> str:
    """How a file in a format is encoded."""
    return getattr(_reporter(name), "ENCODING", "utf-8")


def stream(name: str, results: Results, view: View) -> Iterator[str]:
    """The report in one format, piece by piece as there is something to say.

    Raises:
        KeyError: if there is no such format.
    """
    if view.statistics or (redacts(name) if view.redact is None else view.redact):
        from strengthlint.reporters.redaction import Redacted

        results = Redacted(results)
    return _stream_of(_reporter(name))(results, view)


def render(name: str, results: Results, view: View) -> str:
    """The report in one format, ending in a newline where there is anything to say.

    Raises:
        KeyError: if there is no such format.
    """
    return "".join(stream(name, results, view))
