"""How far a run is, on the terminal; nothing of it in logs, and nothing for short work."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from strengthlint.report import DocumentReport

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn, TaskID

__all__ = ["Progress"]

_AFTER = 1.0
"""Seconds before anything is shown."""
_STEP = 0.1


class Progress:
    """A line on standard error: documents, what was found, time left.

    Args:
        total: How many documents there are.
        is_wanted: Whether to show anything at all.
    """

    def __init__(self, total: int, *, is_wanted: bool) -> None:
        self._total = total
        self._is_wanted = is_wanted and sys.stderr.isatty()
        self._done = self._findings = 0
        self._partly = 0.0
        self._began = self._drawn = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def count(self, document: DocumentReport) -> None:
        """One more document is done."""
        self._advance(self._done + 1, len(document.diagnostics))

    def count_part(self, share: float) -> None:
        """So much of a document is done, and not yet all of it."""
        self._partly += share

    def _advance(self, done: int, findings: int) -> None:
        self._done = done
        self._findings += findings

    def look(self) -> None:
        """Draw the line anew, if it is time."""
        now = time.monotonic()
        if not self._is_wanted or now - self._began < _AFTER or now - self._drawn < _STEP:
            return
        self._drawn = now
        if self._bar is None:
            self._bar, self._task = self._start()
        if self._task is not None:
            self._bar.update(
                self._task, completed=self._done + self._partly, findings=self._findings
            )
            self._bar.refresh()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the line away while something else is written to the terminal."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def stop(self) -> None:
        """Take the line away for good."""
        self._is_wanted = False
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _counted(self) -> list[ProgressColumn]:
        """What the line says of what is done, behind its bar."""
        from rich.progress import MofNCompleteColumn, TextColumn

        return [MofNCompleteColumn(), TextColumn("documents, {task.fields[findings]} remarks,")]

    def _start(self) -> tuple[Bar, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        bar = Bar(
            TextColumn("Reading"),
            BarColumn(bar_width=24),
            *self._counted(),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(stderr=True),
            # No thread of its own: workers may still have to be started.
            auto_refresh=False,
            transient=True,
        )
        task = bar.add_task("", total=self._total, findings=self._findings)
        bar.start()
        return bar, task
