"""A run over a table: rows are read, checked, written and counted, and the journal is kept.

Whatever ends a run, the findings on disk are those of whole rows, and the journal knows of which.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from strengthlint.errors import UnusableTable
from strengthlint.run.interruption import Interruption
from strengthlint.tables.checking import Note, TextChecker, rows
from strengthlint.tables.choosing import Chosen, text_of
from strengthlint.tables.findings import FindingsFile
from strengthlint.tables.journal import Journal, State
from strengthlint.tables.progress import NotesProgress
from strengthlint.tables.rates import Rates
from strengthlint.tables.schema import NOT_READ, READ_IN_PART, Finding
from strengthlint.tables.source import Source
from strengthlint.tables.working import Checked, Filled, in_order

__all__ = ["TableRun"]

_EVERY: Final = 3.0
"""Seconds after which the journal is written anew."""
_MOST_IDS: Final = 500_000
"""Ids that are looked at for being there twice; memory stays bounded by them."""


@dataclass
class TableRun:
    """One run.

    Args:
        source: The table.
        chosen: Its columns.
        check: What checks texts.
        rates: What is counted; empty.
        findings: Where findings go; None for nowhere.
        journal: Where it is kept how far the run is; None for nowhere.
        jobs: How many processes at most.

    Attributes:
        written: How many findings there are.
        went_on_from: The row behind which it went on from an earlier run; 0 where it began anew.
        last: The last row that is done.
        is_whole: Whether the last row of the table was reached.
    """

    source: Source
    chosen: Chosen
    check: TextChecker
    rates: Rates
    findings: FindingsFile | None = None
    journal: Journal | None = None
    jobs: int = 1

    written: int = 0
    went_on_from: int = 0
    last: int = 0
    is_whole: bool = False
    _broken: UnusableTable | None = None
    _ids: set[int] = field(default_factory=set)

    def run(self, progress: NotesProgress, interruption: Interruption) -> None:
        """Go through the table, from where an earlier run stopped.

        Raises:
            UnusableTable: where the table is broken, or findings cannot be written. What was found
                until then is kept.
        """
        self._begin()
        at = time.monotonic()
        try:
            for some in in_order(
                self._filled(), self.check, self.jobs, interruption, progress.look
            ):
                self._take(some, progress)
                if time.monotonic() - at > _EVERY:
                    self._keep()
                    at = time.monotonic()
            self._keep()
        finally:
            if self.findings is not None:
                self.findings.close()
        if self._broken is not None:
            raise self._broken
        self.is_whole = not interruption.is_asked

    def finish(self) -> None:
        """Give the findings their name, when all is done."""
        if self.findings is not None:
            self.findings.finish()
        if self.journal is not None:
            self.journal.remove()

    def _begin(self) -> None:
        state = None if self.journal is None else self.journal.read()
        if state is not None and self._takes(state):
            self.last = self.went_on_from = state.row
            self.written = state.written
        else:
            state = None
        if self.findings is not None:
            self.findings.open(state.size if state is not None else 0)

    def _takes(self, state: State) -> bool:
        """Whether what an earlier run left is there, and as it was left."""
        if self.findings is not None:
            partial = self.findings.partial
            if not partial.is_file() or partial.stat().st_size < state.size:
                return False
        try:
            self.rates.take(state.rates)
        except (KeyError, TypeError, ValueError):
            return False
        return True

    def _keep(self) -> None:
        """Write down how far the run is; rows first, so that none is counted that is not there."""
        if self.findings is not None:
            self.findings.keep()
        if self.journal is not None:
            size = self.findings.size if self.findings is not None else 0
            try:
                self.journal.write(State(self.last, size, self.written, self.rates.as_json()))
            except OSError as error:
                raise UnusableTable(
                    f"{self.journal.path} cannot be written: {error.strerror}. It says how far this run is, so that "
                    "it can go on; make room beside the findings."
                ) from None

    def _filled(self) -> Iterator[Filled]:
        """The rows that are still to be checked."""
        chosen = self.chosen
        of_texts = len(chosen.texts)
        of_ids = of_texts + (chosen.id is not None)
        names = [chosen.names[at] for at in chosen.texts]
        try:
            for row in self.source.rows(chosen.wanted):
                if row.number <= self.went_on_from:
                    continue
                cells = row.cells
                note_id = (
                    text_of(cells[of_texts]).strip() or None
                    if of_ids > of_texts and cells
                    else None
                )
                texts = [text_of(cell) for cell in cells[:of_texts]]
                notes = [
                    Note(note_id, text, name, row.number)
                    for text, name in zip(texts, names, strict=False)
                    if text and not text.isspace()
                ]
                groups = zip(chosen.groups, cells[of_ids:], strict=False)
                values = [group.value(cell) for group, cell in groups]
                yield Filled(row, note_id, notes, values)
        except UnusableTable as error:
            # What was read before is checked and kept; then it is told.
            self._broken = error

    def _take(self, some: Sequence[Checked], progress: NotesProgress) -> None:
        """Write and count some rows that are done."""
        found = [finding for checked in some for finding in self._found(checked)]
        if self.findings is not None:
            self.findings.write(found)
        for checked in some:
            self._count(checked)
        self.written += len(found)
        self.last = some[-1].filled.row.number
        notes = sum(bool(checked.filled.notes) for checked in some)
        progress.advance(self.source.position(), notes, len(found))

    def _found(self, checked: Checked) -> Iterator[Finding]:
        row, note_id, notes, _ = checked.filled
        if row.problem:
            standing = READ_IN_PART if notes else NOT_READ
            yield Finding(
                row.number, note_id, "", 0, 0, "", "", "", "", standing, row.problem, "", None
            )
        for note, outcome in zip(notes, checked.outcomes, strict=True):
            yield from rows(note, outcome, self.check.settings.show)

    def _count(self, checked: Checked) -> None:
        row, note_id, notes, values = checked.filled
        rates = self.rates
        read = [outcome for outcome in checked.outcomes if not outcome.problem]
        told = [row.problem, *(each.problem for each in checked.outcomes)]
        told += [gap for outcome in read for gap in outcome.gaps]
        for problem in filter(None, told):
            rates.tell(row.number, problem)
        if len(read) < len(notes) or (row.problem and not notes):
            rates.not_read += 1
        elif any(told):
            rates.in_part += 1
        if read:
            rates.add(read, values)
            rates.repeated += checked.repeated
        elif not notes and not row.problem:
            rates.without_text += 1
        if note_id is not None and len(self._ids) < _MOST_IDS:
            before = len(self._ids)
            self._ids.add(hash(note_id))
            rates.repeated_ids += len(self._ids) == before
