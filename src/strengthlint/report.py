"""The result of a run: what each document gave, and what follows for the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.errors import ReadErrorKind
from strengthlint.lexicon.entry import Entry, Source

__all__ = ["DocumentReport", "LexiconStamp", "ReadFailure", "Report", "Summary"]


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """Why a document could not be read; `message` is one plain sentence saying what to do."""

    kind: ReadErrorKind
    message: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What one document gave: either an error, or diagnostics in reading order.

    Attributes:
        path: As it was given.
        error: Why it could not be read, or None.
        gaps: What of it could not be read, one sentence each.
        diagnostics: Of every level and standing.
    """

    path: str
    error: ReadFailure | None = None
    gaps: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class LexiconStamp:
    """Which lexicon spoke: its version, and a digest that changes with every edit."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a run. `open` holds every level, also those with none."""

    documents: int
    unreadable: int
    open: dict[Level, int]
    quoted: int
    suppressed: int
    baseline: int


@dataclass(frozen=True)
class Report:
    """The result of a run.

    Attributes:
        documents: In the order in which they were checked.
        lexicon: Which lexicon spoke.
        entries: The lexicon entries behind the diagnostics, by code.
        sources: Where their advice comes from, by key.
        show: The lowest level that the human forms print.
        fail_on: The lowest level that fails the run; None where none does.
    """

    documents: tuple[DocumentReport, ...]
    lexicon: LexiconStamp
    entries: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    show: Level = Level.REFLECT
    fail_on: Level | None = Level.RETHINK

    def diagnostics(self) -> Iterator[tuple[DocumentReport, Diagnostic]]:
        """Every diagnostic with its document, in order."""
        for document in self.documents:
            for diagnostic in document.diagnostics:
                yield document, diagnostic

    def shown(self, document: DocumentReport) -> tuple[Diagnostic, ...]:
        """The open diagnostics of a document at the show level or above."""
        return tuple(
            diagnostic
            for diagnostic in document.diagnostics
            if diagnostic.standing is Standing.OPEN and diagnostic.level >= self.show
        )

    @property
    def summary(self) -> Summary:
        """Counts over all documents."""
        standings: Counter[Standing] = Counter()
        levels: Counter[Level] = Counter()
        for _, diagnostic in self.diagnostics():
            standings[diagnostic.standing] += 1
            if diagnostic.standing is Standing.OPEN:
                levels[diagnostic.level] += 1
        return Summary(
            documents=len(self.documents),
            unreadable=sum(document.error is not None for document in self.documents),
            open={level: levels[level] for level in sorted(Level, reverse=True)},
            quoted=standings[Standing.QUOTED],
            suppressed=standings[Standing.SUPPRESSED],
            baseline=standings[Standing.BASELINE],
        )

    @property
    def exit_code(self) -> int:
        """0 nothing at or above the fail level, 1 something, 2 a document could not be read."""
        summary = self.summary
        if summary.unreadable:
            return 2
        if self.fail_on is None:
            return 0
        return int(any(count for level, count in summary.open.items() if level >= self.fail_on))
