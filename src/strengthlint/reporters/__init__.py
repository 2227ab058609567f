"""Reporters: a `Report` in, text out. They know no rules and open no files.

A reporter is one module in this package that declares

    NAME = "sarif"                                         # what --output-format takes
    SHOWS_TEXT = True                                      # if it shows whole documents
    def render(report: Report, view: View) -> str: ...

or, where it can say something before the last document is checked,

    def stream(report: Results, view: View) -> Iterator[str]: ...   # documents from report.each()

Other packages bring reporters with the entry point group `strengthlint.reporters`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

from strengthlint.report import Results

__all__ = ["View", "names", "render", "shows_text", "stream"]


@dataclass(frozen=True, slots=True)
class View:
    """How a person wants to see a report; the forms for machines ignore it.

    Attributes:
        color: Whether to write terminal colours.
        width: Columns to fill at most.
        quiet: Only the diagnostics, no summary.
        verbose: Also what does not ask anything of the writer, each with its reason.
        statistics: Counts by rule in place of the single diagnostics.
    """

    color: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False


@cache
def _modules() -> dict[str, ModuleType]:
    modules: list[ModuleType] = [
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    ]
    modules.extend(point.load() for point in entry_points(group="strengthlint.reporters"))
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def _stream_of(module: ModuleType) -> Callable[[Results, View], Iterator[str]]:
    if hasattr(module, "stream"):
        stream: Callable[[Results, View], Iterator[str]] = module.stream
        return stream
    return lambda results, view: iter((module.render(results.finished(), view),))


def names() -> tuple[str, ...]:
    """Every output format, sorted."""
    return tuple(sorted(_modules()))


def shows_text(name: str) -> bool:
    """Whether a format shows whole documents, so that a run has to keep their text."""
    return getattr(_modules()[name], "SHOWS_TEXT", False)


def stream(name: str, results: Results, view: View) -> Iterator[str]:
    """The report in one format, piece by piece as there is something to say.

    Raises:
        KeyError: if there is no such format.
    """
    return _stream_of(_modules()[name])(results, view)


def render(name: str, results: Results, view: View) -> str:
    """The report in one format, ending in a newline where there is anything to say.

    Raises:
        KeyError: if there is no such format.
    """
    return "".join(stream(name, results, view))
