"""From notes to findings, many at a time; no files and no command line.

    checker = NoteChecker(Settings())
    for finding in checker.findings([Note("17", "Sam failed to engage.")]): ...

Texts are checked together, which is faster, and a text that was seen is not checked again. Neither
changes what is found.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from strengthlint import limits
from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Level
from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnknownRule, UnreadableDocument
from strengthlint.lexicon import Lexicon
from strengthlint.linter import Linter, load_lexicon
from strengthlint.report import DocumentReport
from strengthlint.reporters.redaction import reason_for_others
from strengthlint.tables.cells import document_of
from strengthlint.tables.schema import NOT_READ, READ_IN_PART, Finding

__all__ = ["TOGETHER", "Known", "Note", "NoteChecker", "Outcome", "Remark", "TextChecker"]

TOGETHER = 256
"""Notes that are parsed together; more bring nothing."""

_LONG = 20_000
"""Characters of a text from which on it is checked by itself, with limits of its own."""

_REMEMBERED = 200_000
"""Texts whose findings are kept in memory, about 40 MB."""


class Note(NamedTuple):
    """One cell of text.

    Attributes:
        id: What the table calls it, or None.
        text: What was written; plain, HTML or RTF.
        column: The column it stands in.
        row: Its row, or None where rows have no order.
    """

    id: str | None
    text: str
    column: str = ""
    row: int | None = None


class Remark(NamedTuple):
    """What is found at one place of a text; the parts of a `Finding` that the text alone decides."""

    code: str
    name: str
    level: str
    standing: str
    reason: str
    matched: str
    line: int
    character: int
    sentence: str | None


class Outcome(NamedTuple):
    """What a text gave.

    Attributes:
        remarks: Of every level and standing, in reading order.
        words: How many words were read.
        problem: Why it was not read, one sentence, or "".
        gaps: What of it was not read, one sentence each.
        is_cut: Whether a limit of ours cut something off.
    """

    remarks: tuple[Remark, ...] = ()
    words: int = 0
    problem: str = ""
    gaps: tuple[str, ...] = ()
    is_cut: bool = False


class TextChecker:
    """Checks texts, each by itself; it remembers none.

    It can be handed to another process, where it loads the lexicon anew.

    Args:
        settings: What to look for. Rules about a document as a whole speak only where they are asked
            for by name: a note is an entry in a longer story.
        lexicon: The lexicon; loaded from the settings where None.
        with_sentence: Whether remarks hold the sentence around the words.

    Raises:
        LexiconError: if the lexicon cannot be used.
        ConfigError: if the settings name a rule or a profile that there is not.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        lexicon: Lexicon | None = None,
        *,
        with_sentence: bool = False,
    ) -> None:
        settings = settings or Settings()
        lexicon = load_lexicon(settings) if lexicon is None else lexicon
        self.settings = settings
        self.with_sentence = with_sentence
        self._linter = Linter(_of_notes(settings, lexicon), lexicon, with_wording=False)

    def __getstate__(self) -> tuple[Settings, bool]:
        return self.settings, self.with_sentence

    def __setstate__(self, state: tuple[Settings, bool]) -> None:
        settings, with_sentence = state
        self.__init__(settings, with_sentence=with_sentence)  # type: ignore[misc]

    @property
    def lexicon(self) -> Lexicon:
        """What it looks for."""
        return self._linter.lexicon

    def __call__(self, texts: Sequence[str]) -> list[Outcome]:
        """What each of some texts gives, in their order."""
        outcomes: list[Outcome] = [Outcome()] * len(texts)
        together: list[tuple[int, Document]] = []
        for number, text in enumerate(texts):
            try:
                document = document_of(text)
            except UnreadableDocument as error:
                outcomes[number] = _unread(error)
            else:
                if len(text) < _LONG:
                    together.append((number, document))
                else:
                    outcomes[number] = self._alone(document)
        for start in range(0, len(together), TOGETHER):
            some = together[start : start + TOGETHER]
            found = self._together([document for _, document in some])
            for (number, _), outcome in zip(some, found, strict=True):
                outcomes[number] = outcome
        return outcomes

    def _together(self, documents: Sequence[Document]) -> list[Outcome]:
        try:
            return self._within_limits(documents)
        except UnreadableDocument:
            # Which of them it was is told by each alone.
            return [self._alone(document) for document in documents]

    def _alone(self, document: Document) -> Outcome:
        try:
            return self._within_limits([document])[0]
        except UnreadableDocument as error:
            return _unread(error)

    def _within_limits(self, documents: Sequence[Document]) -> list[Outcome]:
        characters = sum(len(document.source) for document in documents)
        reports = limits.within(lambda: self._linter.check_documents(documents), characters)
        return [self._outcome(report) for report in reports]

    def _outcome(self, report: DocumentReport) -> Outcome:
        return Outcome(
            tuple(map(self._remark, report.diagnostics)),
            report.words,
            gaps=tuple(map(_of_a_note, report.gaps)),
            is_cut=report.cut_short,
        )

    def _remark(self, diagnostic: Diagnostic) -> Remark:
        with_words = not diagnostic.of_whole
        return Remark(
            diagnostic.code,
            diagnostic.name,
            diagnostic.level.value,
            diagnostic.standing.value,
            diagnostic.reason if self.with_sentence else reason_for_others(diagnostic),
            diagnostic.matched,
            diagnostic.location.line if with_words else 0,
            diagnostic.location.column if with_words else 0,
            diagnostic.excerpt.text if self.with_sentence else None,
        )


class Known:
    """What texts gave, the most recent ones; holds no text, only digests.

    Args:
        capacity: How many are kept.
    """

    def __init__(self, capacity: int = _REMEMBERED) -> None:
        self._capacity = capacity
        self._outcomes: OrderedDict[bytes, Outcome] = OrderedDict()

    @staticmethod
    def digest(text: str) -> bytes:
        """What a text is known by."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def get(self, digest: bytes) -> Outcome | None:
        """What a text gave, or None where it is not known."""
        outcome = self._outcomes.get(digest)
        if outcome is not None:
            self._outcomes.move_to_end(digest)
        return outcome

    def put(self, digest: bytes, outcome: Outcome) -> None:
        """Keep what a text gave."""
        self._outcomes[digest] = outcome
        if len(self._outcomes) > self._capacity:
            self._outcomes.popitem(last=False)


class NoteChecker:
    """Turns notes into findings, in one process.

    Args:
        settings: What to look for; `show` is the lowest level that becomes a finding.
        lexicon: The lexicon; loaded from the settings where None.
        with_sentence: Whether findings hold the sentence around the words.

    Raises:
        LexiconError: if the lexicon cannot be used.
        ConfigError: if the settings name a rule or a profile that there is not.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        lexicon: Lexicon | None = None,
        *,
        with_sentence: bool = False,
    ) -> None:
        self._check = TextChecker(settings, lexicon, with_sentence=with_sentence)
        self._known = Known()
        self.show = self._check.settings.show

    def findings(self, notes: Iterable[Note]) -> Iterator[Finding]:
        """The findings of some notes, in their order; asked for a few hundred notes at a time."""
        for note, outcome in self.outcomes(notes):
            yield from rows(note, outcome, self.show)

    def outcomes(self, notes: Iterable[Note]) -> Iterator[tuple[Note, Outcome]]:
        """Each note with what its text gave, in order."""
        coming = iter(notes)
        while some := list(islice(coming, TOGETHER)):
            digests = [Known.digest(note.text) for note in some]
            found = {digest: self._known.get(digest) for digest in digests}
            new = {
                digest: note.text
                for digest, note in zip(digests, some, strict=True)
                if found[digest] is None
            }
            for digest, outcome in zip(new, self._check(list(new.values())), strict=True):
                found[digest] = outcome
                self._known.put(digest, outcome)
            for note, digest in zip(some, digests, strict=True):
                yield note, found[digest] or Outcome()


def rows(note: Note, outcome: Outcome, show: Level) -> Iterator[Finding]:
    """What a note gave as rows of the table of findings.

    Args:
        note: Where the text stands.
        outcome: What it gave.
        show: The lowest level that becomes a row. That a note was not read always does.
    """
    at = (note.row, note.id, note.column)
    if outcome.problem:
        yield Finding(*at, 0, 0, "", "", "", "", NOT_READ, outcome.problem, "", None)
    for gap in outcome.gaps:
        yield Finding(*at, 0, 0, "", "", "", "", READ_IN_PART, gap, "", None)
    for remark in outcome.remarks:
        if Level(remark.level) >= show:
            yield Finding(
                *at,
                remark.line,
                remark.character,
                remark.code,
                remark.name,
                remark.code.rstrip("0123456789"),
                remark.level,
                remark.standing,
                remark.reason,
                remark.matched,
                remark.sentence,
            )


def _of_notes(settings: Settings, lexicon: Lexicon) -> Settings:
    """Settings without the rules about a document as a whole, unless they were asked for."""
    try:
        asked = lexicon.selected((*settings.select, *settings.extend_select))
    except UnknownRule:  # told by the linter, with the place where it stands
        return settings
    codes = sorted(lexicon.entry(index).code for index in lexicon.reflections - asked)
    return replace(settings, ignore=(*settings.ignore, *codes))


def _of_a_note(gap: str) -> str:
    """What was not read, without the advice for a file."""
    return f"{gap.split(';')[0].rstrip('.')}.".replace("This file", "This note")


def _unread(error: UnreadableDocument) -> Outcome:
    if error.kind is ReadErrorKind.NO_TEXT:
        return Outcome(problem="This note is a picture; look at the words in it yourself.")
    if error.kind is ReadErrorKind.TOO_COMPLEX:
        return Outcome(problem="This note took too much time or memory, and was given up.")
    return Outcome(problem="This note is rich text (RTF) or HTML that could not be read.")
