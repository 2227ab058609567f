"""Introduces readers, engine, standing and wording to each other: one document in, its report out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from strengthlint import limits, opening, readers
from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Excerpt, Level, Standing
from strengthlint.directives import IGNORES, directives, is_directive
from strengthlint.document import Document, Segment, Span
from strengthlint.engine import Hit
from strengthlint.errors import (
    ConfigError,
    Problem,
    ReadErrorKind,
    UnknownRule,
    UnreadableDocument,
)
from strengthlint.lexicon import Lexicon, layers_of, load
from strengthlint.lexicon.entry import Entry
from strengthlint.rechecking import Earlier, Found, PartialEngine, Superseded
from strengthlint.reflection import FEWEST_WORDS, Reflection, asked_first, reflected
from strengthlint.report import DocumentReport, ReadFailure
from strengthlint.spelling import did_you_mean

if TYPE_CHECKING:
    from strengthlint.standing import StandingJudge
    from strengthlint.standing.suppression import Suppressions
    from strengthlint.wording import Wording

__all__ = ["Linter", "load_lexicon"]

_KEYS = ("prefers", "profile")

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".ico", ".emf", ".wmf"})
_MOST_NAMES = 5
_ASKED_ENOUGH = "three questions are asked of a document at most, and others come first"
_INNER_MARKS = str.maketrans("“”", "‘’")
_EXCERPT = 240
"""Characters of a sentence that are kept on either side of a match."""


@dataclass(frozen=True, slots=True)
class _Directives:
    profile: str = ""
    prefers: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document before it is searched."""

    asked: _Directives
    profile: str
    notices: list[str]
    prose: list[Segment]

    @property
    def words(self) -> int:
        """How many words there are to search."""
        return sum(len(segment.text.split()) for segment in self.prose)


def load_lexicon(settings: Settings) -> Lexicon:
    """The built-in lexicon with the layers that the settings name.

    Raises:
        LexiconError: with every problem of every file.
    """
    return load(layers_of(settings.lexicon))


class Linter:
    """Checks documents with one lexicon and one set of settings.

    Args:
        settings: What to look for.
        lexicon: The lexicon; loaded from the settings where None.
        keep_documents: Whether reports hold the text that was read, for those that show it.
        with_wording: Whether diagnostics hold a question and suggestions. To fit them to their
            sentence takes time, and a table has no use for them.

    Raises:
        LexiconError: if the lexicon cannot be used.
        ConfigError: if the settings name a rule or a profile that there is not.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        lexicon: Lexicon | None = None,
        *,
        keep_documents: bool = False,
        with_wording: bool = True,
    ) -> None:
        self.settings = settings or Settings()
        self.keep_documents = keep_documents
        self.with_wording = with_wording
        self.lexicon = load_lexicon(self.settings) if lexicon is None else lexicon
        self._engines: dict[str, PartialEngine] = {}
        self._active: dict[str, frozenset[int]] = {}
        self._notes: dict[str, frozenset[int]] = {}
        self._engine(self.settings.profile)

    # Documents

    def check_text(self, text: str, name: str = "text.txt") -> DocumentReport:
        """Check a text; the suffix of `name` says how it is read."""
        return self.check_bytes(name, text.encode())

    def check_bytes(
        self,
        name: str,
        data: bytes,
        check: Callable[[Document], DocumentReport] | None = None,
        read: Callable[[], Document] | None = None,
    ) -> DocumentReport:
        """Check the bytes of a file; what cannot be read becomes the report's error.

        Args:
            name: What it is called.
            data: What is in it.
            check: How its document is checked, where not by `check_document`.
            read: How it is read, where not by its suffix; within the same limits.
        """
        try:
            document = readers.read(name, data) if read is None else limits.within(read)
        except UnreadableDocument as error:
            return DocumentReport(name, error=ReadFailure(error.kind, error.message))
        except Exception as error:
            return DocumentReport(
                name,
                error=ReadFailure(
                    ReadErrorKind.DAMAGED,
                    f"This file could not be read ({type(error).__name__}). Open it in the program it was "
                    "made with, save it anew and check that.",
                ),
            )
        try:
            characters = sum(len(segment.text) for segment in document.segments)
            report = limits.within(lambda: (check or self.check_document)(document), characters)
        except UnreadableDocument as error:
            return DocumentReport(name, error=ReadFailure(error.kind, error.message))
        return self._with_attachments(report, document) if document.attachments else report

    def _with_attachments(self, report: DocumentReport, document: Document) -> DocumentReport:
        """The report with what is attached checked, or told where that was not asked for."""
        known = readers.suffixes()
        readable, others = [], []
        for attachment in document.attachments:
            suffix = PurePath(attachment.name).suffix.lower()
            if suffix in known and self.settings.attachments:
                readable.append(attachment)
            elif suffix not in _PICTURES:
                others.append(attachment.name)
        gaps = list(report.gaps)
        if others:
            advice = "" if self.settings.attachments else "; --attachments checks what can be read"
            were = "was" if len(others) == 1 else "were"
            gaps.append(f"{_listed(others)} {were} attached and not read{advice}.")
        attached = tuple(
            self.check_bytes(f"{report.path}/{attachment.name}", attachment.data)
            for attachment in readable
        )
        return replace(report, gaps=tuple(gaps), attached=attached)

    def check_path(self, path: Path) -> DocumentReport:
        """Check a file; what cannot be read becomes the report's error."""
        try:
            data = opening.read_bytes(path)
        except UnreadableDocument as error:
            return DocumentReport(str(path), error=ReadFailure(error.kind, error.message))
        return self.check_bytes(str(path), data)

    def check_document(self, document: Document) -> DocumentReport:
        """Check a document that has been read."""
        return self.check_documents([document])[0]

    def check_documents(self, documents: Sequence[Document]) -> list[DocumentReport]:
        """Check several documents that have been read, each by itself; for many short texts."""
        waiting = [self._before(document) for document in documents]
        together: dict[str, list[int]] = {}
        for place, item in enumerate(waiting):
            together.setdefault(item.profile, []).append(place)
        reports: dict[int, DocumentReport] = {}
        for profile, places in together.items():
            found = self._engine(profile).find_each([waiting[place].prose for place in places])
            for place, hits in zip(places, found, strict=True):
                reports[place] = self._report(documents[place], waiting[place], hits)
        return [reports[place] for place in range(len(documents))]

    def check_again(
        self,
        document: Document,
        earlier: Earlier,
        is_wanted: Callable[[], bool] = lambda: True,
        *,
        whole: bool = True,
        told: Callable[[int, int], None] = lambda done, of: None,
        partly: Callable[[DocumentReport], None] = lambda part: None,
    ) -> DocumentReport:
        """Check a document that may have been checked before: only the paragraphs that changed.

        Args:
            document: The document as it is now.
            earlier: What was found before; learns what is found now.
            is_wanted: Asked now and then whether anybody still waits.
            whole: Whether the document as a whole is looked at too, which takes its time; where not,
                what was last said of it stands, and `earlier.is_behind` tells whether that is old.
            told: Told now and then how much is done, of how much: characters, then, of the document
                as a whole, sentences.
            partly: Given what was found anew in a few paragraphs, as soon as it is.

        Raises:
            Superseded: where nobody does; what was found until then is kept.
        """
        waiting = self._before(document)
        engine = self._engine(waiting.profile)
        of = (self, waiting.profile, waiting.asked.prefers)
        matched = earlier.match(waiting.prose, engine, of)

        def watch(done: int, of: int) -> None:
            if not is_wanted():
                raise Superseded
            told(done, of)

        done, size = matched.size - matched.size_unknown(), matched.size
        for numbers in matched.unknown():
            watch(done, size)
            texts = {waiting.prose[number].text for number in numbers}
            found_here = self._found(document, waiting, engine.find_in(waiting.prose, texts))
            matched.add(numbers, found_here)
            done += matched.size_of(numbers)
            if found_here:
                said = [each for found in found_here.values() for each in found.diagnostics]
                partly(self._completed(document, waiting, said, 0, None))
        earlier.keep(matched)
        places = {id(segment): index for index, segment in enumerate(document.segments)}
        diagnostics, long = [], 0
        for number, found in matched.found():
            segment = waiting.prose[number]
            long += found.long
            diagnostics += [
                _moved(each, document, segment, places[id(segment)]) for each in found.diagnostics
            ]
        if whole or not self._says_enough(waiting):
            with engine.watched(watch):
                reflection = earlier.whole(
                    document, waiting.prose, lambda: self._reflection(document, waiting)
                )
        else:
            reflection = earlier.whole_so_far(document, waiting.prose)
        return self._completed(document, waiting, diagnostics, long, reflection)

    def made_ready(self) -> Iterator[None]:
        """Make, a little a step, what else the first texts would wait for; for when there is time."""
        return self._engine(self.settings.profile).made_ready()

    def _found(
        self, document: Document, waiting: _Waiting, hits: Sequence[Hit]
    ) -> dict[int, Found]:
        """What some hits come to, by the number of the segment among the prose."""
        said: dict[int, list[Diagnostic]] = {}
        for hit, diagnostic in zip(hits, self._diagnosed(document, waiting, hits), strict=True):
            said.setdefault(hit.sentence.number, []).append(diagnostic)
        return {
            number: Found(
                tuple(diagnostics), _unparsed(hit for hit in hits if hit.sentence.number == number)
            )
            for number, diagnostics in said.items()
        }

    def _before(self, document: Document) -> _Waiting:
        asked = _directives(document.segments)
        notices = list(asked.unknown)
        profile = asked.profile or self.settings.profile
        if profile not in self.lexicon.profiles:
            hint = did_you_mean(profile, self.lexicon.profiles, form="“{}”")
            told = f"This document asks for the profile “{profile}”, which there is not. {hint}"
            notices.append(told.strip())
            profile = self.settings.profile
        prose = [segment for segment in document.prose() if not is_directive(segment.text)]
        return _Waiting(asked, profile, notices, prose)

    def _report(self, document: Document, waiting: _Waiting, hits: Sequence[Hit]) -> DocumentReport:
        diagnostics = self._diagnosed(document, waiting, hits)
        reflection = self._reflection(document, waiting)
        return self._completed(document, waiting, diagnostics, _unparsed(hits), reflection)

    def _diagnosed(
        self, document: Document, waiting: _Waiting, hits: Sequence[Hit]
    ) -> list[Diagnostic]:
        """What some hits say, each with its standing and its suggestions."""
        if not hits:
            return []
        from strengthlint.standing import StandingJudge

        engine = self._engine(waiting.profile)
        judge = StandingJudge(engine, waiting.asked.prefers, self.settings.prefers)
        wording = self._wording()
        notes = self._notes[waiting.profile]
        places = {id(segment): index for index, segment in enumerate(document.segments)}
        return [
            self._diagnostic(document, hit, places[id(hit.sentence.segment)], judge, wording, notes)
            for hit in hits
        ]

    def _wording(self) -> Wording | None:
        if not self.with_wording:
            return None
        from strengthlint.wording import Wording

        return Wording(self.lexicon)

    def _completed(
        self,
        document: Document,
        waiting: _Waiting,
        diagnostics: list[Diagnostic],
        long: int,
        reflection: Reflection | None,
    ) -> DocumentReport:
        """The report on a document.

        Args:
            document: The document.
            waiting: What was known of it before it was searched.
            diagnostics: What was found, before the document has its say.
            long: How many sentences were too long to be parsed.
            reflection: What it says as a whole, or None.
        """
        gaps, notices = list(document.gaps), list(waiting.notices)
        if reflection is not None and waiting.prose:
            diagnostics = [*self._remarks(document, waiting, reflection), *diagnostics]
        suppressions = self._suppressions(document)
        if suppressions is not None:
            diagnostics = suppressions.settle(diagnostics)
            notices += self._told(suppressions, waiting.profile)
        if long:
            from strengthlint.engine.grammar import MAX_TOKENS

            count = "One sentence is" if long == 1 else f"{long} sentences are"
            gaps.append(
                f"{count} longer than {MAX_TOKENS} words and could not be parsed; "
                "what the words alone say is given as a note."
            )
        return DocumentReport(
            document.name,
            None,
            tuple(gaps),
            tuple(diagnostics),
            document if self.keep_documents else None,
            document.cut_short,
            tuple(notices),
            words=waiting.words,
            summary=None if reflection is None else reflection.summary,
        )

    def _reflection(self, document: Document, waiting: _Waiting) -> Reflection | None:
        """What the document says as a whole; None where nobody asks, or it is not about a person."""
        if not self._says_enough(waiting):
            return None
        rules = self._active[waiting.profile] & self.lexicon.reflections
        return reflected(self._engine(waiting.profile), document, waiting.prose, rules)

    def _says_enough(self, waiting: _Waiting) -> bool:
        """Whether a document may be asked about as a whole, which depends on more than its length."""
        return bool(
            waiting.words >= FEWEST_WORDS
            and self._active[waiting.profile] & self.lexicon.reflections
        )

    def _remarks(
        self, document: Document, waiting: _Waiting, reflection: Reflection
    ) -> Iterator[Diagnostic]:
        """What is asked about a document as a whole, at its head."""
        head = document.location(waiting.prose[0], 0, 1)
        notes = self._notes[waiting.profile]
        levels = {
            remark.entry: Level.NOTE
            if remark.entry in notes
            else self.lexicon.entry(remark.entry).level
            for remark in reflection.remarks
        }
        first = asked_first(each for each in reflection.remarks if levels[each.entry] > Level.NOTE)
        for remark in reflection.remarks:
            entry = self.lexicon.entry(remark.entry)
            waits = levels[remark.entry] > Level.NOTE and remark.entry not in first
            yield Diagnostic(
                code=entry.code,
                name=entry.name,
                level=Level.NOTE if waits else levels[remark.entry],
                standing=Standing.OPEN,
                reason=_ASKED_ENOUGH if waits else "",
                matched="",
                message=remark.message,
                ask=remark.ask,
                why=entry.why,
                suggestions=(),
                location=replace(head, trail=()),
                excerpt=Excerpt("", 0, 0),
                fingerprint=_fingerprint(entry, "", waiting.prose[0].text),
                places=remark.places,
                of_whole=True,
                neutral=remark.neutral,
                neutral_ask=remark.neutral_ask,
            )

    def _told(self, suppressions: Suppressions, profile: str) -> list[str]:
        chosen = bool(self.settings.select or self.settings.ignore)
        return suppressions.notices(self._active[profile], is_narrowed=chosen)

    def _suppressions(self, document: Document) -> Suppressions | None:
        if not any(line.key in IGNORES for line in directives(document.segments)):
            return None
        from strengthlint.standing.suppression import Suppressions

        return Suppressions(document, self.lexicon)

    # Entries

    def _engine(self, profile: str) -> PartialEngine:
        if profile not in self._engines:
            self._active[profile] = self._selected(profile)
            self._engines[profile] = PartialEngine(self.lexicon, self._active[profile])
        return self._engines[profile]

    def _selected(self, profile: str) -> frozenset[int]:
        settings = self.settings
        known = self.lexicon.profiles
        if profile not in known:
            hint = did_you_mean(profile, known, f"There are: {', '.join(sorted(known))}.")
            message = f"There is no profile “{profile}”."
            raise ConfigError([Problem(self._place, 0, "", message, hint)])
        switches = known[profile]
        every = frozenset(range(len(self.lexicon)))
        off = self.lexicon.selected(known["uk"]["off"]) - self.lexicon.selected(switches["on"])
        off |= self.lexicon.selected(switches["off"])
        self._notes[profile] = self.lexicon.selected(switches["note"])
        chosen = self._rules(settings.select) if settings.select else every - off
        return (chosen | self._rules(settings.extend_select)) - self._rules(settings.ignore)

    def _rules(self, rules: Iterable[str]) -> frozenset[int]:
        try:
            return self.lexicon.selected(rules)
        except UnknownRule as error:
            raise UnknownRule(error.rule, error.hint, self._place) from None

    @property
    def _place(self) -> str:
        return str(self.settings.path) if self.settings.path else "command line"

    # Diagnostics

    def _diagnostic(
        self,
        document: Document,
        hit: Hit,
        place: int,
        judge: StandingJudge,
        wording: Wording | None,
        notes: frozenset[int],
    ) -> Diagnostic:
        entry = self.lexicon.entry(hit.entry)
        segment = hit.sentence.segment
        matched = segment.text[hit.start : hit.end]
        standing, reason = judge.judge(hit, entry)
        level = entry.level
        if hit.entry in notes:
            level = Level.NOTE
        if hit.unparsed:
            level = Level.NOTE
            reason = (
                reason or "the sentence is too long to be parsed, so only its words were looked at"
            )
        return Diagnostic(
            code=entry.code,
            name=entry.name,
            level=level,
            standing=standing,
            reason=reason,
            matched=matched,
            message=_message(entry, matched),
            ask="" if wording is None else wording.ask(hit, entry),
            why=entry.why,
            suggestions=() if wording is None else wording.suggestions(hit, entry),
            location=document.location(segment, hit.start, hit.end),
            excerpt=_excerpt(segment.text, hit),
            fingerprint=_fingerprint(entry, matched, hit.sentence.text),
            grounds=hit.grounds,
            span=Span(place, hit.start, hit.end),
        )


def _unparsed(hits: Iterable[Hit]) -> int:
    """How many sentences with a hit were too long to be parsed."""
    return len({id(hit.sentence) for hit in hits if hit.unparsed})


def _moved(diagnostic: Diagnostic, document: Document, segment: Segment, index: int) -> Diagnostic:
    """A diagnostic of a segment as it stands in a document now."""
    span = diagnostic.span
    if span is None:
        return diagnostic
    return replace(
        diagnostic,
        span=Span(index, span.start, span.end),
        location=document.location(segment, span.start, span.end),
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def _directives(segments: Iterable[Segment]) -> _Directives:
    profile, prefers, unknown = "", [], []
    for line in directives(segments):
        rest = line.words.strip(" .")
        if line.key in ("prefers", "prefer") and rest:
            prefers += [word.strip(" “”\"'") for word in rest.split(",")]
        elif line.key == "profile" and rest:
            profile = rest.lower()
        elif line.key not in IGNORES:
            near = did_you_mean(line.key, (*_KEYS, *IGNORES), form="“{}”")
            # What is quoted ends where its quotation mark does.
            quoted = line.segment.text.translate(_INNER_MARKS)
            told = f"This line was not understood: “{quoted}”. {near}"
            unknown.append(told.strip())
    return _Directives(profile, tuple(prefers), tuple(unknown))


def _message(entry: Entry, matched: str) -> str:
    return f"“{matched}” {entry.why[:1].lower()}{entry.why[1:]}"


def _excerpt(text: str, hit: Hit) -> Excerpt:
    """The sentence around a match, cut at words where it is very long."""
    start, end = hit.sentence.start, hit.sentence.end
    before = after = ""
    if hit.start - start > _EXCERPT:
        start = (
            text.index(" ", hit.start - _EXCERPT, hit.start) + 1
            if " " in text[hit.start - _EXCERPT : hit.start]
            else hit.start
        )
        before = "… "
    if end - hit.end > _EXCERPT:
        cut = text.rfind(" ", hit.end, hit.end + _EXCERPT)
        end = cut if cut > 0 else hit.end
        after = " …"
    offset = len(before) - start
    return Excerpt(f"{before}{text[start:end]}{after}", hit.start + offset, hit.end + offset)


def _fingerprint(entry: Entry, matched: str, sentence: str) -> str:
    """Stays the same while the sentence does, wherever it moves; tells nothing of its words."""
    text = "\0".join((entry.code, " ".join(matched.lower().split()), _even(sentence)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def _even(sentence: str) -> str:
    """A sentence in small letters, with one space between words; all of its matches ask for it."""
    return " ".join(sentence.lower().split())
