"""The result of a run: what each document gave, and what follows for the exit code."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Document, Location
from strengthlint.errors import ReadErrorKind
from strengthlint.lexicon.entry import Entry, Source

__all__ = [
    "Counted",
    "CountedSentence",
    "DocumentReport",
    "DocumentSummary",
    "Levels",
    "LexiconStamp",
    "ReadFailure",
    "Report",
    "Results",
    "Summary",
    "Tally",
    "UnreadType",
]


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """Why a document could not be read; `message` is one plain sentence saying what to do."""

    kind: ReadErrorKind
    message: str


@dataclass(frozen=True, slots=True)
class Levels:
    """What the human forms print, and what fails; `fail_on` is None where nothing does."""

    show: Level = Level.REFLECT
    fail_on: Level | None = Level.RETHINK


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """A sentence that counts as something.

    Attributes:
        text: The sentence.
        shown_by: The words that show it, or "".
        location: Where it stands.
    """

    text: str
    shown_by: str
    location: Location


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a document as one thing.

    Attributes:
        what: Its name, for instance "own-words".
        sentences: Those that count, in reading order.
    """

    what: str
    sentences: tuple[CountedSentence, ...]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a document about a person says as a whole; figures about a text, never about a writer.

    Attributes:
        sentences: How many sentences were read.
        counts: What was counted, each thing once, also what was nowhere.
        already_there: What is there already, said warmly, a sentence each.
        neutral: The same without the name of the person.
    """

    sentences: int
    counts: tuple[Counted, ...]
    already_there: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()

    def count(self, what: str) -> int:
        """How many sentences count as something."""
        return sum(len(each.sentences) for each in self.counts if each.what == what)


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
        notices: What its writer should know about the lines in it that speak to strengthlint, one
            sentence each.
        levels: What the settings of this document say, where those of a run differ; else None.
        attached: What the files within a message gave; documents of their own in a report.
        words: How many words its prose has.
        summary: What it says as a whole, where it is about a person and long enough; else None.

    What `notices` take from the document stands in curly quotation marks.
    """

    path: str
    error: ReadFailure | None = None
    gaps: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    document: Document | None = None
    cut_short: bool = False
    notices: tuple[str, ...] = ()
    levels: Levels | None = None
    attached: tuple[DocumentReport, ...] = ()
    words: int = 0
    summary: DocumentSummary | None = None


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

    `unreadable` are among the `documents`; `not_read` are files in folders, and `unchecked` are
    those that an interrupted run did not come to; neither are among them.
    """

    documents: int
    unreadable: int
    not_read: int
    unchecked: int
    open: dict[Level, int]
    quoted: int
    preferred: int
    suppressed: int
    baseline: int


class Tally:
    """Counts that grow with every document; what a report says at its end.

    Attributes:
        documents: How many there were, those that could not be read among them.
        unreadable: How many could not be read.
        in_part: How many could be read only in part.
        cut_short: How many a limit of ours cut something off.
        touched: How many have something that is shown.
        failing: How many open diagnostics are at the fail level of their document or above.
        open: Open diagnostics by level.
        shown: Those of them that the human forms print, by level.
        standings: Diagnostics by standing.
        rules: Those that are shown, by code, name and level.
        set_aside: Those that were set aside in a document, by code and name.
    """

    def __init__(self) -> None:
        self.documents = self.unreadable = self.in_part = self.cut_short = 0
        self.touched = self.failing = 0
        self.open: Counter[Level] = Counter()
        self.shown: Counter[Level] = Counter()
        self.standings: Counter[Standing] = Counter()
        self.rules: Counter[tuple[str, str, Level]] = Counter()
        self.set_aside: Counter[tuple[str, str]] = Counter()

    def add(self, document: DocumentReport, levels: Levels) -> None:
        """Count one more document.

        Args:
            document: What it gave.
            levels: What is shown of it, and what fails.
        """
        self.documents += 1
        self.unreadable += document.error is not None
        self.in_part += bool(document.gaps)
        self.cut_short += document.cut_short
        is_touched = False
        for diagnostic in document.diagnostics:
            self.standings[diagnostic.standing] += 1
            if diagnostic.standing is Standing.SUPPRESSED:
                self.set_aside[diagnostic.code, diagnostic.name] += 1
            if diagnostic.standing is not Standing.OPEN:
                continue
            level = diagnostic.level
            self.open[level] += 1
            self.failing += levels.fail_on is not None and level >= levels.fail_on
            if level >= levels.show:
                is_touched = True
                self.shown[level] += 1
                self.rules[diagnostic.code, diagnostic.name, level] += 1
        self.touched += is_touched


class Results(ABC):
    """What a run gives: documents one after the other, and what is true of all of them.

    Attributes:
        lexicon: Which lexicon spoke.
        show: The lowest level that the human forms print.
        fail_on: The lowest level that fails the run; None where none does.
        levels_differ: Whether documents have levels of their own.
        not_read: Files in folders that are of a type that is not read.
        allow_gaps: Whether a document that was cut short by a limit of ours may pass.
    """

    lexicon: LexiconStamp
    show: Level
    fail_on: Level | None
    levels_differ: bool
    not_read: tuple[UnreadType, ...]
    allow_gaps: bool

    @property
    @abstractmethod
    def tally(self) -> Tally:
        """Counts over the documents."""

    @abstractmethod
    def each(self) -> Iterator[DocumentReport]:
        """The documents in order; while a run goes on, each as soon as it is checked."""

    @abstractmethod
    def finished(self) -> Report:
        """All of it, when the last document is checked."""

    @property
    def unchecked(self) -> int:
        """How many documents were not come to, since the run was interrupted."""
        return 0

    def levels(self, document: DocumentReport) -> Levels:
        """What is shown of a document, and what fails."""
        return document.levels or Levels(self.show, self.fail_on)

    def shown(self, document: DocumentReport) -> tuple[Diagnostic, ...]:
        """The open diagnostics of a document at its show level or above."""
        show = self.levels(document).show
        return tuple(
            diagnostic
            for diagnostic in document.diagnostics
            if diagnostic.standing is Standing.OPEN and diagnostic.level >= show
        )

    @property
    def summary(self) -> Summary:
        """Counts over the documents."""
        tally = self.tally
        return Summary(
            documents=tally.documents,
            unreadable=tally.unreadable,
            not_read=sum(unread.files for unread in self.not_read),
            unchecked=self.unchecked,
            open={level: tally.open[level] for level in sorted(Level, reverse=True)},
            quoted=tally.standings[Standing.QUOTED],
            preferred=tally.standings[Standing.PREFERRED],
            suppressed=tally.standings[Standing.SUPPRESSED],
            baseline=tally.standings[Standing.BASELINE],
        )

    @property
    def exit_code(self) -> int:
        """0 nothing at or above the fail level, 1 something, 2 a document could not be read.

        130 where the run was interrupted. A document that a limit of ours cut short was not read,
        unless gaps are allowed.
        """
        if self.unchecked:
            return 130
        if self.tally.unreadable or (self.tally.cut_short and not self.allow_gaps):
            return 2
        return int(self.tally.failing > 0)


@dataclass(frozen=True)
class Report(Results):
    """The result of a run that is over.

    Attributes:
        documents: In the order in which they were checked.
        lexicon: Which lexicon spoke.
        entries: The lexicon entries behind the diagnostics, by code.
        sources: Where their advice comes from, by key.
        show: The lowest level that the human forms print.
        fail_on: The lowest level that fails the run; None where none does.
        not_read: Files in folders that are of a type that is not read.
        allow_gaps: Whether a document that was cut short by a limit of ours may pass.
        levels_differ: Whether documents have levels of their own.
        unchecked: How many documents were not come to, since the run was interrupted.
    """

    documents: tuple[DocumentReport, ...]
    lexicon: LexiconStamp
    entries: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    show: Level = Level.REFLECT
    fail_on: Level | None = Level.RETHINK
    not_read: tuple[UnreadType, ...] = ()
    allow_gaps: bool = False
    levels_differ: bool = False
    unchecked: int = 0

    @cached_property
    def tally(self) -> Tally:
        """Counts over all documents."""
        tally = Tally()
        for document in self.documents:
            tally.add(document, self.levels(document))
        return tally

    def each(self) -> Iterator[DocumentReport]:
        """The documents in order."""
        return iter(self.documents)

    def finished(self) -> Report:
        """The report itself."""
        return self

    def diagnostics(self) -> Iterator[tuple[DocumentReport, Diagnostic]]:
        """Every diagnostic with its document, in order."""
        for document in self.documents:
            for diagnostic in document.diagnostics:
                yield document, diagnostic
