"""Ctrl-C: work stops at a place where nothing is lost, and what was found is still told."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["Interruption"]


class Interruption:
    """Whether somebody asked to stop; a context within which Ctrl-C ends nothing by force.

    A second Ctrl-C does. Outside of the main thread nobody can ask.

    Attributes:
        is_asked: Whether somebody asked.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._may_break = False
        self._before: Any = None

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Work that may be broken off by `KeyboardInterrupt`, since nothing is told of it yet."""
        self._may_break = True
        try:
            yield
        finally:
            self._may_break = False

    def _ask(self, _: int, __: FrameType | None) -> None:
        was_asked, self.is_asked = self.is_asked, True
        if was_asked or self._may_break:
            raise KeyboardInterrupt
