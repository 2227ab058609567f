"""Processes that check documents side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from strengthlint.config import Settings
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport
from strengthlint.run.discovery import Found

__all__ = ["check_all"]

Check = Callable[[Linter, Found], DocumentReport]


def check_all(
    linter: Linter, found: Sequence[Found], check: Check, count: int
) -> Iterable[DocumentReport]:
    """Check files with `count` processes, in their order."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A program that has spaCy's threads already must not be forked.
    context = get_context("spawn" if "spacy" in sys.modules else None)
    global _linter
    _linter = linter  # a forked process has the lexicon already
    with ProcessPoolExecutor(
        count, context, _start, (linter.settings, check, linter.keep_documents)
    ) as pool:
        size = max(1, min(16, len(found) // (4 * count)))
        yield from pool.map(_work, found, chunksize=size)


_linter: Linter | None = None
_check: Check | None = None


def _start(settings: Settings, check: Check, keep_documents: bool) -> None:
    global _linter, _check
    _check = check
    if _linter is None or _linter.settings != settings:
        _linter = Linter(settings, keep_documents=keep_documents)


def _work(found: Found) -> DocumentReport:
    assert _linter is not None and _check is not None  # noqa: S101, PT018 - set at the start
    return _check(_linter, found)
