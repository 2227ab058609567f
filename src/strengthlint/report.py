"""The result of a run: what each document gave, and what follows for the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind
from strengthlint.lexicon.entry import Entry, Source

__all__ = ["DocumentReport", "LexiconStamp", "ReadFailure", "Report", "Summary", "UnreadType"]


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
        document: What was read, where the run was asked to keep it; else None.
        cut_short: Whether a limit of ours cut something off; the gaps say what.
    """

    path: str
    error: ReadFailure | None = None
    gaps: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    document: Document | None = None
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class UnreadType:
    """Files of one type that were met in folders and are not read.

    Attributes:
        suffix: In lower case, with the dot.
        files: How many.
        advice: What can be done; goes on after "2 .doc files were not read: ".
    """

    suffix: str
    files: int
    advice: str

    @property
    def message(self) -> str:
        """All of it as a sentence."""
        files = "file was" if self.files == 1 else "files were"
        return f"{self.files} {self.suffix} {files} not read: {self.advice}."


@dataclass(frozen=True, slots=True)
class LexiconStamp:
    """Which lexicon spoke: its version, and a digest that changes with every edit."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a run. `open` holds every level, also those with none.

    `unreadable` are among the `documents`; `not_read` are files in folders, and not among them.
    """

    documents: int
    unreadable: int
    not_read: int
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
        not_read: Files in folders that are of a type that is not read.
        allow_gaps: Whether a document that was cut short by a limit of ours may pass.
    """

    documents: tuple[DocumentReport, ...]
    lexicon: LexiconStamp
    entries: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    show: Level = Level.REFLECT
    fail_on: Level | None = Level.RETHINK
    not_read: tuple[UnreadType, ...] = ()
    allow_gaps: bool = False

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
            not_read=sum(unread.files for unread in self.not_read),
            open={level: levels[level] for level in sorted(Level, reverse=True)},
            quoted=standings[Standing.QUOTED],
            suppressed=standings[Standing.SUPPRESSED],
            baseline=standings[Standing.BASELINE],
        )

    @property
    def exit_code(self) -> int:
        """0 nothing at or above the fail level, 1 something, 2 a document could not be read.

        A document that a limit of ours cut short was not read, unless gaps are allowed.
        """
        summary = self.summary
        if summary.unreadable:
            return 2
        if not self.allow_gaps and any(document.cut_short for document in self.documents):
            return 2
        if self.fail_on is None:
            return 0
        return int(any(count for level, count in summary.open.items() if level >= self.fail_on))
