"""Notes are checked in one process or side by side, and come back in the order of their rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from strengthlint.run.interruption import Interruption
from strengthlint.run.workers import Pool
from strengthlint.tables.checking import TOGETHER, Known, Note, Outcome, TextChecker
from strengthlint.tables.source import Row

__all__ = ["Checked", "Filled", "in_order"]

_CHARACTERS: Final = 400_000
"""Of text that goes to a worker at once, unless one note has more."""
_AHEAD: Final = 3
"""Batches that lie ready for each worker."""
_WAITING: Final = 16
"""Batches that may wait for one that takes long; memory stays bounded by them."""
_PAYS: Final = 1_500
"""Notes from which on more processes are done earlier than this one, which has to be started too."""
_PAYS_CHARACTERS: Final = 500_000
_PATIENCE: Final = 600.0
_LOOK: Final = 0.2

_Lost = str
_Answer = list[Outcome] | _Lost


class Filled(NamedTuple):
    """A row, what the table calls it, the notes in it, and its group in each column that is counted by."""

    row: Row
    id: str | None
    notes: Sequence[Note]
    values: Sequence[str]


class Checked(NamedTuple):
    """A row that is done.

    Attributes:
        filled: The row.
        outcomes: What each of its notes gave.
        repeated: Whether every note in it stood in a row before.
    """

    filled: Filled
    outcomes: Sequence[Outcome]
    repeated: bool


@dataclass
class _Batch:
    """Some rows, and what is known of their texts."""

    rows: list[Filled] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    texts: dict[bytes, str] = field(default_factory=dict)
    known: dict[bytes, Outcome] = field(default_factory=dict)
    seen: list[bool] = field(default_factory=list)
    waiting: int = 0


def in_order(
    rows: Iterable[Filled],
    check: TextChecker,
    jobs: int,
    interruption: Interruption,
    look: Callable[[], None],
) -> Iterator[list[Checked]]:
    """Every row with what its notes gave, some rows at a time; fewer where somebody asked to stop.

    Args:
        rows: In the order of the table.
        check: What checks their texts; it is handed to workers where there are some.
        jobs: How many processes at most.
        interruption: Asked whether to stop.
        look: Called now and then, to draw a line of progress.
    """
    work = _Work(check, jobs, interruption, look)
    coming = iter(rows)
    first, characters = [], 0
    for filled in coming:
        first.append(filled)
        characters += sum(len(note.text) for note in filled.notes)
        if (
            jobs < 2
            or len(first) >= _PAYS
            or characters > _PAYS_CHARACTERS
            or interruption.is_asked
        ):
            break
    pays = jobs > 1 and (len(first) >= _PAYS or characters > _PAYS_CHARACTERS)
    batches = work.batches(chain(first, coming))
    yield from work.side_by_side(batches) if pays else work.one_by_one(batches)


class _Work:
    def __init__(
        self,
        check: TextChecker,
        jobs: int,
        interruption: Interruption,
        look: Callable[[], None],
    ) -> None:
        self._check = check
        self._jobs = jobs
        self._interruption = interruption
        self._look = look
        self._known = Known()
        self._asked: set[bytes] = set()
        """Texts that are with a worker."""

    def batches(self, rows: Iterable[Filled]) -> Iterator[_Batch]:
        """The rows, a few hundred at a time; each text that is new is to be checked once."""
        batch, notes, characters = _Batch(), 0, 0
        for filled in rows:
            batch.rows.append(filled)
            for note in filled.notes:
                notes += 1
                characters += len(note.text)
                self._put(batch, note)
            if notes >= TOGETHER or characters >= _CHARACTERS or len(batch.rows) >= 4 * TOGETHER:
                yield batch
                batch, notes, characters = _Batch(), 0, 0
        if batch.rows:
            yield batch

    def _put(self, batch: _Batch, note: Note) -> None:
        digest = Known.digest(note.text)
        batch.digests.append(digest)
        known = self._known.get(digest)
        is_new = known is None and digest not in batch.texts and digest not in self._asked
        batch.seen.append(not is_new)
        if known is not None:
            batch.known[digest] = known
        elif is_new:
            batch.texts[digest] = note.text

    def one_by_one(self, batches: Iterable[_Batch]) -> Iterator[list[Checked]]:
        """All in this process."""
        try:
            for batch in batches:
                if self._interruption.is_asked:
                    return
                with self._interruption.breakable():
                    outcomes = self._check(list(batch.texts.values()))
                self._learn(batch.texts, outcomes)
                yield self._done(batch)
                self._look()
        except KeyboardInterrupt:
            if not self._interruption.is_asked:
                raise

    def side_by_side(self, batches: Iterable[_Batch]) -> Iterator[list[Checked]]:
        """In several processes."""
        pool: Pool[list[str], _Answer] = Pool(self._check, _lost, self._jobs, _PATIENCE)
        tasks = _Tasks(pool)
        queue: deque[_Batch] = deque()
        try:
            for batch in batches:
                if self._interruption.is_asked:
                    break
                queue.append(batch)
                self._asked.update(batch.texts)
                tasks.give(batch, list(batch.texts))
                self._collect(tasks, 0)
                yield from self._ready(queue)
                while pool.backlog > _AHEAD * self._jobs or len(queue) > _WAITING:
                    if self._interruption.is_asked:
                        break
                    self._collect(tasks, _LOOK)
                    yield from self._ready(queue)
                    self._look()
                self._look()
            while queue and not self._interruption.is_asked:
                self._collect(tasks, _LOOK)
                yield from self._ready(queue)
                self._look()
        except KeyboardInterrupt:
            if not self._interruption.is_asked:
                raise
        finally:
            pool.stop()

    def _collect(self, tasks: _Tasks, seconds: float) -> None:
        for batch, digests, outcomes in tasks.results(seconds):
            self._asked.difference_update(digests)
            self._learn(digests, outcomes)
            batch.known.update(zip(digests, outcomes, strict=True))
            batch.waiting -= len(digests)

    def _ready(self, queue: deque[_Batch]) -> Iterator[list[Checked]]:
        while queue and queue[0].waiting == 0:
            yield self._done(queue.popleft())

    def _learn(self, digests: Iterable[bytes], outcomes: Iterable[Outcome]) -> None:
        for digest, outcome in zip(digests, outcomes, strict=True):
            self._known.put(digest, outcome)

    def _done(self, batch: _Batch) -> list[Checked]:
        done, at = [], 0
        for filled in batch.rows:
            outcomes = []
            for number, note in enumerate(filled.notes, at):
                digest = batch.digests[number]
                outcome = batch.known.get(digest) or self._known.get(digest)
                if outcome is None:
                    # Forgotten since, among very many others.
                    (outcome,) = self._check([note.text])
                outcomes.append(outcome)
            until = at + len(filled.notes)
            repeated = bool(filled.notes) and all(batch.seen[at:until])
            done.append(Checked(filled, outcomes, repeated))
            at = until
        return done


class _Tasks:
    """What is with the workers. What kills one is halved until the note at fault is alone."""

    def __init__(self, pool: Pool[list[str], _Answer]) -> None:
        self._pool = pool
        self._number = 0
        self._given: dict[int, tuple[_Batch, list[bytes]]] = {}

    def give(self, batch: _Batch, digests: list[bytes]) -> None:
        """Have some texts of a batch checked."""
        batch.waiting += len(digests)
        self._submit(batch, digests)

    def results(self, seconds: float) -> Iterator[tuple[_Batch, list[bytes], list[Outcome]]]:
        """What has become ready, after waiting so long at most."""
        for number, answer in list(self._pool.results(seconds)):
            batch, digests = self._given.pop(number)
            if not isinstance(answer, str):
                yield batch, digests, answer
            elif len(digests) > 1:
                half = len(digests) // 2
                self._submit(batch, digests[:half])
                self._submit(batch, digests[half:])
            else:
                problem = f"The process that read this note {answer}."
                yield batch, digests, [Outcome(problem=problem)]

    def _submit(self, batch: _Batch, digests: list[bytes]) -> None:
        if not digests:
            return
        self._number += 1
        self._given[self._number] = batch, digests
        self._pool.submit(self._number, [batch.texts[digest] for digest in digests])


def _lost(_: list[str], how: str) -> _Answer:
    return how
