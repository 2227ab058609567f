"""Processes that check documents side by side, and what happens when one of them dies.

Each worker has a pipe of its own. So it is known at any time which document it works on: one that
kills its worker, or keeps it for ever, is named, and no other document is lost with it. A piece of work
may be anything that can be pickled: a file, or some notes of a table.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from strengthlint.errors import ReadErrorKind
from strengthlint.limits import collect_less
from strengthlint.report import DocumentReport, ReadFailure
from strengthlint.run.discovery import Found

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

__all__ = ["PATIENCE", "Pool", "lost_document"]

PATIENCE = 180.0
"""Seconds after which a worker that says nothing is ended. Reading and checking have limits of
their own, which are lower; this is for what they cannot break off."""

_AHEAD = 3
"""Documents that lie ready for a worker, so that it never waits for the next one."""
_TRIES = 2
_LOOK = 0.2

_WITH_THREADS = frozenset({"spacy", "duckdb"})
"""Libraries that have threads of their own, which Python does not count."""

Work = TypeVar("Work")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class _Task(Generic[Work]):
    number: int
    work: Work
    tries: int


class _Worker(Generic[Work]):
    """One process, its pipe, and what it was given and has not answered yet."""

    def __init__(self, process: BaseProcess, pipe: Connection[Any, Any]) -> None:
        self.process = process
        self.pipe = pipe
        self.tasks: deque[_Task[Work]] = deque()
        self.since = time.monotonic()
        self.is_ready = False

    def give(self, task: _Task[Work]) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        # A worker that has died takes nothing any more; that is seen when it is looked at.
        with suppress(OSError):
            self.pipe.send((task.number, task.work))


class Pool(Generic[Work, Answer]):
    """Workers; results come back in any order.

    Args:
        check: What a worker does with each piece of work; it must be possible to pickle it.
        lost: The answer for one that kills its worker or keeps it too long, made from it and from what
            happened ("gave no answer in 180 seconds").
        count: How many processes.
        patience: Seconds that one piece may take.
    """

    def __init__(
        self,
        check: Callable[[Work], Answer],
        lost: Callable[[Work, str], Answer],
        count: int,
        patience: float = PATIENCE,
    ) -> None:
        self._check = check
        self._lost = lost
        self._count = count
        self._patience = patience
        # Forking is quick and shares the lexicon, but not in a program that has threads already.
        may_fork = (
            sys.platform == "linux"
            and _WITH_THREADS.isdisjoint(sys.modules)
            and threading.active_count() == 1
        )
        self._context: Any = multiprocessing.get_context("fork" if may_fork else "spawn")
        self._workers: list[_Worker[Work]] = []
        self._waiting: deque[_Task[Work]] = deque()
        self._lost_in_a_row = 0

    @property
    def backlog(self) -> int:
        """How many pieces of work were submitted and have no result yet."""
        return len(self._waiting) + sum(len(worker.tasks) for worker in self._workers)

    def submit(self, number: int, work: Work) -> None:
        """Have something checked; `number` comes back with its result."""
        self._waiting.append(_Task(number, work, 0))
        self._hand_out()

    def results(self, seconds: float = _LOOK) -> Iterator[tuple[int, Answer]]:
        """What has become ready, after waiting so long at most."""
        self._hand_out()
        busy = [worker for worker in self._workers if worker.tasks or not worker.is_ready]
        ready = set(wait([worker.pipe for worker in busy], seconds)) if busy else set()
        for worker in busy:
            if worker.pipe in ready:
                yield from self._receive(worker)
            elif worker.tasks and self._is_stuck(worker):
                yield from self._give_up(worker)
        self._hand_out()

    def stop(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()
        self._waiting.clear()

    def _is_stuck(self, worker: _Worker[Work]) -> bool:
        # To start takes as long as it takes on a busy machine.
        patience = self._patience if worker.is_ready else max(self._patience, PATIENCE)
        return time.monotonic() - worker.since > patience

    def _hand_out(self) -> None:
        while self._waiting:
            if len(self._workers) < self._count and all(w.tasks for w in self._workers):
                self._workers.append(self._start())
            free = min(self._workers, key=lambda worker: len(worker.tasks))
            # What killed a worker once is tried alone, so that it is known if it does so again.
            task = self._waiting[0]
            room = 1 if task.tries or any(t.tries for t in free.tasks) else _AHEAD
            if len(free.tasks) >= room:
                return
            free.give(self._waiting.popleft())

    def _start(self) -> _Worker[Work]:
        mine, theirs = self._context.Pipe()
        # A forked process inherits our ends of all pipes; as long as it holds one, nobody notices
        # that we are gone.
        inherited = [worker.pipe for worker in self._workers] + [mine]
        is_fork = self._context.get_start_method() == "fork"
        process = self._context.Process(
            target=_serve, args=(theirs, self._check, inherited if is_fork else ()), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, mine)

    def _receive(self, worker: _Worker[Work]) -> Iterator[tuple[int, Answer]]:
        try:
            while worker.pipe.poll():
                answer = worker.pipe.recv()
                worker.is_ready = True
                worker.since = time.monotonic()
                if answer is None:
                    continue
                self._lost_in_a_row = 0
                worker.tasks.popleft()
                yield answer
        except (EOFError, OSError):
            yield from self._bury(worker)

    def _bury(self, worker: _Worker[Work]) -> Iterator[tuple[int, Answer]]:
        """A worker has died: what it was at is tried once more, the rest goes to others."""
        _end(worker)
        self._workers.remove(worker)
        if not worker.tasks:
            return
        self._lost_in_a_row += 1
        at, *rest = worker.tasks
        # One that was killed had started, though what it said of it may be lost with it; what killed it is
        # not to be tried in this process.
        has_started = worker.is_ready or (worker.process.exitcode or 0) < 0
        if self._lost_in_a_row > 2 * self._count + _TRIES and not has_started:
            # No worker can be started here at all; then without.
            for task in worker.tasks:
                yield task.number, self._check(task.work)
            return
        self._waiting.extendleft(reversed(rest))
        if at.tries + 1 < _TRIES:
            self._waiting.append(replace(at, tries=at.tries + 1))
        else:
            yield at.number, self._lost(at.work, _how(worker.process))

    def _give_up(self, worker: _Worker[Work]) -> Iterator[tuple[int, Answer]]:
        at, *rest = worker.tasks
        _end(worker)
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(rest))
        yield at.number, self._lost(at.work, f"gave no answer in {self._patience:.0f} seconds")


def _end(worker: _Worker[Any]) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join(5)


def _how(process: BaseProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was ended by the system ({signal.Signals(-code).name})"
    return "ended without an answer"


def lost_document(found: Found, how: str) -> DocumentReport:
    """What is told of a file whose worker died or kept silent."""
    message = (
        f"The process that read this file {how}. It may need more memory or time than there is: "
        "split it into parts and check those."
    )
    return DocumentReport(str(found.path), ReadFailure(ReadErrorKind.TOO_COMPLEX, message))


def _serve(
    pipe: Connection[Any, Any],
    check: Callable[[Any], Any],
    inherited: Sequence[Connection[Any, Any]],
) -> None:
    """What a worker does: answer until nobody asks any more."""
    # Ctrl-C reaches every process of a terminal; the one that started us decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_less()
    for other in inherited:
        other.close()
    try:
        pipe.send(None)
        while True:
            number, work = pipe.recv()
            pipe.send((number, check(work)))
    except (EOFError, OSError):
        return
