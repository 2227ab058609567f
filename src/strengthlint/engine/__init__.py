"""The engine: text in, hits out. It knows no files, no levels to print and no reporters.

Cheap first: the gate (no spaCy) names the entries that a sentence may concern; matchers look for
their phrases; only sentences with a match of an entry that asks for it are parsed. Gate and grammar
save work or narrow; they never find what the phrases did not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from strengthlint.document import Segment
from strengthlint.engine.context import Surroundings
from strengthlint.engine.discourse import PLAIN, Discourse, Scene
from strengthlint.engine.gate import Gate
from strengthlint.engine.sentences import sentence_spans
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.entry import Entry, EntryKind, is_own
from strengthlint.lexicon.phrase import LETTERS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from strengthlint.engine.conditions import Grounding
    from strengthlint.engine.matching import Matching
    from strengthlint.engine.reading import Reader

__all__ = ["Engine", "Hit", "Sentence"]

_WORDS = re.compile(r"\w+")
_NEARBY = 240
"""Characters around a hit within which its standing is decided; a sentence may be a whole page."""


@dataclass
class Sentence:
    """A sentence that may hold something.

    Attributes:
        segment: The segment it stands in.
        number: The place of the segment among those given.
        start: Where it starts in the segment's text; half-open range with `end`.
        end: Where it ends.
        candidates: Places (entry, number within the entry) of the phrases that may stand in it.
        lead_in: The sentence that the list leads in with, where this stands in a list, or "".
        previous: The sentence before it in the same part of the document, or "".
        following: The sentence after it in the same part of the document, or "".
        doc: Its tokens, once it has been tokenized; parsed where a hit needed that. A parsed doc of a
            list item starts with the words of its lead-in (see `engine.reading`).
        starts: For each token of `doc` its place in the segment's text; -1 for one of the lead-in.
        parsed: Whether `doc` has a tree.
        names: Token ranges of the names in it, once somebody has asked.
        scene: Who is meant where it names nobody, once a hit has asked.
    """

    segment: Segment
    number: int
    start: int
    end: int
    candidates: Sequence[tuple[int, int]]
    lead_in: str = ""
    previous: str = ""
    following: str = ""
    doc: Doc | None = None
    starts: tuple[int, ...] = ()
    parsed: bool = False
    names: list[tuple[int, int]] | None = None
    scene: Scene | None = None

    @property
    def text(self) -> str:
        """The clean text of the sentence."""
        return self.segment.text[self.start : self.end]


@dataclass
class Hit:
    """A match of an entry that its conditions let stand.

    Attributes:
        entry: The place of the entry in the lexicon.
        sentence: Where it stands.
        first: First token in the sentence's doc; half-open range with `last`.
        last: Token after the last.
        widened: Whether it was widened to the word that a short verb hangs on ("He's").
        unparsed: Whether conditions could not be decided, because the sentence was too long.
        remote: Whether nothing in its sentence or around it speaks of a person, or of care.
        grounds: Why a match that names nobody counts as one about a person; "" where it names one.
        scene: What is known of who is meant, beside the sentence's own grammar.
    """

    entry: int
    sentence: Sentence
    first: int
    last: int
    widened: bool = False
    unparsed: bool = False
    remote: bool = False
    grounds: str = ""
    scene: Scene = PLAIN

    @property
    def start(self) -> int:
        """First character in the segment's text."""
        return self.sentence.starts[self.first]

    @property
    def end(self) -> int:
        """Character after the last in the segment's text."""
        assert self.sentence.doc is not None  # noqa: S101 - a hit is made from a doc
        return self.sentence.starts[self.last - 1] + len(self.sentence.doc[self.last - 1].text)

    @property
    def before(self) -> str:
        """What stands before it in its sentence, as far as anybody needs to look."""
        start = max(self.sentence.start, self.start - _NEARBY)
        return self.sentence.segment.text[start : self.start]

    @property
    def after(self) -> str:
        """What stands after it in its sentence, as far as anybody needs to look."""
        return self.sentence.segment.text[self.end : min(self.sentence.end, self.end + _NEARBY)]


class Engine:
    """Finds the entries of a lexicon in segments of text.

    Args:
        lexicon: What to look for.
        selected: Places of the entries to look for; all where None.
        gate: False looks for every entry in every sentence: the same hits, slowly (for tests).
    """

    def __init__(
        self, lexicon: Lexicon, selected: frozenset[int] | None = None, *, gate: bool = True
    ) -> None:
        self.lexicon = lexicon
        every = frozenset(range(len(lexicon)))
        # Words to keep shield others, so they are looked for even when they are not to speak.
        self._selected = every if selected is None else selected
        self._gate = gate
        self._sieve = Gate(lexicon)
        self._latest: tuple[Sequence[Segment], Discourse] | None = None
        self._near: dict[str, tuple[_Near, _Near]] = {}
        self._around: tuple[Segment, _Setting] | None = None
        # What was parsed for the latest hits, by segment and place in it.
        self._parsed: dict[tuple[int, int], Sentence] = {}

    @cached_property
    def _searched(self) -> frozenset[int]:
        return self._selected | self.lexicon.keep

    @cached_property
    def _every(self) -> list[tuple[int, int]]:
        """The places of all phrases that are searched for."""
        return self.matching.places(sorted(self._searched))

    @cached_property
    def matching(self) -> Matching:
        """The matchers; made when the first sentence passes the gate, since that imports spaCy."""
        from strengthlint.engine import grammar

        nlp = grammar.load()  # first, since it starts spaCy with as little as it needs
        from strengthlint.engine.matching import Matching

        return Matching(nlp, self.lexicon)

    @cached_property
    def grounding(self) -> Grounding:
        """Decides the conditions."""
        from strengthlint.engine.conditions import Grounding
        from strengthlint.engine.roles import Roles

        return Grounding(Roles(self.lexicon.words), self.lexicon.verb_only)

    @cached_property
    def reader(self) -> Reader:
        """Says how the grammar is to read a sentence."""
        from strengthlint.engine import grammar
        from strengthlint.engine.reading import Reader

        return Reader(grammar.load(), self.lexicon.words)

    @cached_property
    def _given_names(self) -> frozenset[str]:
        return self.lexicon.words.cased("given-name")

    def find(self, segments: Sequence[Segment]) -> list[Hit]:
        """Every hit in some segments of one document, in reading order."""
        return self.find_each([segments])[0]

    def find_each(self, documents: Sequence[Sequence[Segment]]) -> list[list[Hit]]:
        """The hits of several documents, each by itself; parsed together, which is faster."""
        found: list[list[Hit]] = []
        for segments in documents:
            sentences = list(self._candidates(segments))
            found.append([hit for sentence in sentences for hit in self._match(sentence)])
        self._parse([hit for hits in found for hit in hits])
        return [
            self._decide(hits, segments) if hits else []
            for hits, segments in zip(found, documents, strict=True)
        ]

    def discourse(self, segments: Sequence[Segment]) -> Discourse:
        """What some segments of one document are about; the latest is kept."""
        latest = self._latest
        if latest is None or latest[0] is not segments:
            latest = self._latest = segments, Discourse(segments, self.lexicon.words)
        return latest[1]

    def _decide(self, found: Iterable[Hit], segments: Sequence[Segment]) -> list[Hit]:
        discourse = self.discourse(segments)
        hits = [hit for hit in found if self._holds(hit, discourse)]
        hits = [hit for hit in _most_specific(hits, self.lexicon) if self._speaks(hit)]
        return sorted(hits, key=lambda hit: (hit.sentence.number, hit.start, hit.end, hit.entry))

    def names(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Token ranges in a sentence that the lexicon's names list knows."""
        assert sentence.doc is not None  # noqa: S101 - asked of sentences with a hit
        if sentence.names is None:
            sentence.names = self.matching.names(sentence.doc.text, sentence.doc)
        return sentence.names

    def read(self, text: str) -> Doc:
        """One sentence, tokenized and, unless it is too long, parsed."""
        from strengthlint.engine import grammar

        doc = self.matching.tokenize(text)
        if len(doc) > grammar.MAX_TOKENS:
            return doc
        return grammar.parse([doc], self._given_names)[0]

    def sentences(self, segments: Sequence[Segment]) -> list[Sentence]:
        """Every sentence of a document, in reading order, parsed unless it is too long."""
        from strengthlint.engine import grammar

        around = Surroundings(segments)
        found: list[Sentence] = []
        for number in range(len(segments)):
            for sentence in _sentences(segments, number, around):
                doc = self.matching.tokenize(sentence.text)
                reading = self.reader.read(doc, sentence.start, sentence.lead_in, len(doc))
                sentence.doc, sentence.starts = reading.doc, reading.starts
                known = self._parsed.get((id(sentence.segment), sentence.start))
                # A hit may have been in a label that is left out here.
                if known is not None and known.starts == sentence.starts:
                    sentence.doc, sentence.parsed = known.doc, True
                found.append(sentence)
        short = [
            each
            for each in found
            if each.doc is not None and not each.parsed and len(each.doc) <= grammar.MAX_TOKENS
        ]
        docs = self.trees([each.doc for each in short if each.doc is not None])
        for sentence, doc in zip(short, docs, strict=True):
            sentence.doc, sentence.parsed = doc, True
        return found

    def trees(self, docs: Sequence[Doc]) -> list[Doc]:
        """Tokenized sentences, none of them too long, parsed."""
        from strengthlint.engine import grammar

        return grammar.parse(docs, self._given_names)

    def hit_at(self, segments: Sequence[Segment], number: int, start: int, end: int) -> Hit | None:
        """Some words of a segment as if an entry had found them, or None where no token is.

        Args:
            segments: The prose of a document, in reading order.
            number: The place of the segment.
            start: First character in its text; half-open range with `end`.
            end: Character after the last.
        """
        for sentence in _sentences(segments, number, Surroundings(segments)):
            if not (sentence.start <= start and end <= sentence.end):
                continue
            doc = self.matching.tokenize(sentence.text)
            sentence.doc = doc
            sentence.starts = self.reader.plain(doc, sentence.start).starts
            words = doc.char_span(
                start - sentence.start, end - sentence.start, alignment_mode="expand"
            )
            if words is None:
                return None
            hit = Hit(-1, sentence, words.start, words.end)
            self._parse([hit])
            return hit
        return None

    # 1 Gate

    def _candidates(self, segments: Sequence[Segment]) -> Iterable[Sentence]:
        around = Surroundings(segments)
        for number, segment in enumerate(segments):
            phrases: list[tuple[int, int]] = []
            if self._gate:
                phrases = [
                    place
                    for place in self._sieve.phrases(segment.text)
                    if place[0] in self._searched
                ]
                if not phrases:
                    continue
            for sentence in _sentences(segments, number, around):
                if not self._gate:
                    sentence.candidates = self._every
                elif len(sentence.text) == len(segment.text):
                    sentence.candidates = phrases
                else:
                    sentence.candidates = self._sieve.narrow(phrases, sentence.text)
                if sentence.candidates:
                    yield sentence

    # 2 Match

    def _match(self, sentence: Sentence) -> Iterable[Hit]:
        doc = self.matching.tokenize(sentence.text)
        reading = self.reader.plain(doc, sentence.start)
        sentence.doc, sentence.starts = doc, reading.starts
        for index, spans in self.matching.find(doc, sentence.candidates).items():
            entry = self.lexicon.entry(index)
            if not self._setting_fits(entry, sentence) and entry.kind is not EntryKind.KEEP:
                continue
            exempt = self.matching.exempt(sentence.text, doc, index)
            for first, last in spans:
                if any(start <= first and last <= end for start, end in exempt):
                    continue
                if _goes_on(doc, last) or self._is_prefixed(doc, first):
                    continue
                widened = doc[first].text[:1] in "'’"
                yield Hit(index, sentence, *_widen(doc, first, last, entry), widened)

    def _is_prefixed(self, doc: Doc, first: int) -> bool:
        """Whether a prefix makes another word of a match: "anti-psychotics", "cross-cultural issues"."""
        if first < 2 or doc[first - 1].text != "-" or doc[first - 1].whitespace_:
            return False
        return not doc[first - 2].whitespace_ and doc[
            first - 2
        ].lower_ in self.lexicon.words.single("prefix")

    # 3 Ground

    def _parse(self, hits: Iterable[Hit]) -> None:
        hits = list(hits)
        if not hits:
            return
        from strengthlint.engine import grammar

        waiting: dict[int, list[Hit]] = {}
        for hit in hits:
            doc = hit.sentence.doc
            if doc is not None and len(doc) <= grammar.MAX_TOKENS:
                waiting.setdefault(id(hit.sentence), []).append(hit)
        read = [self._read(together) for together in waiting.values()]
        parsed = grammar.parse([s.doc for s in read if s.doc is not None], self._given_names)
        for sentence, doc in zip(read, parsed, strict=True):
            sentence.doc, sentence.parsed = doc, True
        self._parsed = {(id(each.segment), each.start): each for each in read}

    def _read(self, hits: Sequence[Hit]) -> Sentence:
        """The sentence of some hits as the grammar is to read it; the hits move along."""
        sentence = hits[0].sentence
        assert sentence.doc is not None  # noqa: S101 - a hit is made from a doc
        first = min(hit.first for hit in hits)
        reading = self.reader.read(sentence.doc, sentence.start, sentence.lead_in, first)
        sentence.doc, sentence.starts = reading.doc, reading.starts
        for hit in hits:
            hit.first, hit.last = hit.first + reading.shift, hit.last + reading.shift
        return sentence

    def _holds(self, hit: Hit, discourse: Discourse) -> bool:
        entry = self.lexicon.entry(hit.entry)
        doc = hit.sentence.doc
        assert doc is not None  # noqa: S101 - a hit is made from a doc
        if not hit.sentence.parsed:
            hit.unparsed = entry.when.need_grammar
            return True
        if _is_possessive(doc, hit):
            return False
        scene = hit.sentence.scene or discourse.scene(hit.sentence.number, doc)
        hit.sentence.scene = hit.scene = scene
        if not entry.when.asks_who_is_meant and not scene.means_people:
            named = "noun" in entry.when.as_ or self.grounding.names_a_person(doc)
            hit.remote = not named
        if not entry.when.need_grammar:
            return True
        first = hit.first + (1 if _has_article(doc, hit.first, entry) else 0)
        span = doc[first : hit.last]
        if not self.grounding.holds(span, entry.when, scene):
            return False
        if scene.reason and self.grounding.names_nobody(span, entry.when):
            hit.grounds = scene.reason
        return True

    def _speaks(self, hit: Hit) -> bool:
        entry = self.lexicon.entry(hit.entry)
        if hit.entry not in self._selected or entry.when.never:
            return False
        return entry.kind is not EntryKind.KEEP or self._setting_fits(entry, hit.sentence)

    def _setting_fits(self, entry: Entry, sentence: Sentence) -> bool:
        """Whether the words that must (or must not) be near are there."""
        when = entry.when
        if not when.near and not when.not_near:
            return True
        if entry.code not in self._near:
            self._near[entry.code] = _Near(when.near), _Near(when.not_near)
        near, not_near = self._near[entry.code]
        if self._around is None or self._around[0] is not sentence.segment:
            self._around = sentence.segment, _Setting(sentence.segment)
        setting = self._around[1]
        if entry.code not in setting.fits:
            setting.fits[entry.code] = (
                not when.near or near.stand_in(setting)
            ) and not not_near.stand_in(setting)
        return setting.fits[entry.code]


def _sentences(
    segments: Sequence[Segment], number: int, around: Surroundings
) -> Iterable[Sentence]:
    """The sentences of one segment, with what stands around them and no candidates yet."""
    segment = segments[number]
    spans = list(sentence_spans(segment.text))
    texts = [segment.text[start:end] for start, end in spans]
    for place, (start, end) in enumerate(spans):
        first, last = place == 0, place == len(spans) - 1
        yield Sentence(
            segment,
            number,
            start,
            end,
            (),
            lead_in=around.lead_in(number),
            previous=around.previous(number) if first else texts[place - 1],
            following=around.following(number) if last else texts[place + 1],
        )


class _Setting:
    """The words that stand around a sentence: its segment, and what that stands under.

    Attributes:
        words: All of them, in small letters.
        fits: Whether it is one for an entry, by code, once that was asked; a paragraph may hold
            thousands of its matches.
    """

    def __init__(self, segment: Segment) -> None:
        text = " ".join((*segment.trail, segment.column_heading, segment.row_heading, segment.text))
        self._text = text.lower()
        self.words = frozenset(LETTERS.findall(self._text))
        self.fits: dict[str, bool] = {}

    @cached_property
    def padded(self) -> str:
        """All words in a row, with a space around each."""
        return _row(self._text)


class _Near:
    """Words that are looked for in a setting.

    Args:
        words: In small letters; several words in a row count as they stand.
    """

    def __init__(self, words: Iterable[str]) -> None:
        words = list(words)
        self._single = frozenset(word for word in words if word.isalpha())
        self._rows = tuple(_row(word) for word in words if not word.isalpha())

    def stand_in(self, setting: _Setting) -> bool:
        """Whether any of them does."""
        if not self._single.isdisjoint(setting.words):
            return True
        return bool(self._rows) and any(row in setting.padded for row in self._rows)


def _row(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text))} "


def _widen(doc: Doc, first: int, last: int, entry: Entry) -> tuple[int, int]:
    """A match with the article that its swap needs, and with the verb that a bare n't belongs to."""
    # Also "He's schizophrenic": a match that starts in the middle of a word takes all of it.
    while first and not doc[first - 1].whitespace_ and doc[first].text[:1] in "'’n":
        if doc[first].text[:1] == "n" and doc[first].lower_ not in ("n't", "n’t", "nt"):
            break
        first -= 1
    # The A of "Mr A is ..." is a name; an article in front of it would have its own small letter.
    before = doc[first - 1].text if first else ""
    if entry.swap and (before in ("a", "an") or (before in ("A", "An") and first == 1)):
        first -= 1
    return first, last


def _is_possessive(doc: Doc, hit: Hit) -> bool:
    """Whether the short verb that a match begins with is none: "the person's mental health"."""
    verb = doc[hit.first + 1] if hit.widened and hit.first + 1 < hit.last else doc[hit.first]
    return verb.lower_ in ("'s", "’s") and verb.dep_ == "case"


def _goes_on(doc: Doc, last: int) -> bool:
    """Whether the word after a match is bound to it by a hyphen: "psycho-spiritual" is another word."""
    return (
        last + 1 < len(doc)
        and doc[last].text == "-"
        and not doc[last - 1].whitespace_
        and not doc[last].whitespace_
        and doc[last + 1].is_alpha
    )


def _has_article(doc: Doc, first: int, entry: Entry) -> bool:
    return bool(entry.swap) and doc[first].lower_ in ("a", "an")


def _most_specific(hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """Of hits of different entries on some of the same words, the longer stays."""
    together: dict[int, list[Hit]] = {}
    for hit in hits:
        together.setdefault(id(hit.sentence), []).append(hit)
    return [
        hit
        for hits_of_one in together.values()
        for hit in hits_of_one
        if not any(_beats(other, hit, lexicon) for other in hits_of_one if other is not hit)
    ]


def _beats(other: Hit, hit: Hit, lexicon: Lexicon) -> bool:
    if not (other.first <= hit.first and hit.last <= other.last):
        return _crosses(other, hit, lexicon)
    if (other.first, other.last) != (hit.first, hit.last):
        return True
    return _rank(lexicon.entry(other.entry)) > _rank(lexicon.entry(hit.entry))


def _crosses(other: Hit, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether another hit shares more than half of a hit's words, and has more of its own or came first."""
    shared = min(other.last, hit.last) - max(other.first, hit.first)
    if 2 * shared <= min(other.last - other.first, hit.last - hit.first):
        return False
    if any(lexicon.entry(one.entry).kind is EntryKind.KEEP for one in (other, hit)):
        return False
    longer = (other.last - other.first) - (hit.last - hit.first)
    return longer > 0 or (longer == 0 and other.first < hit.first)


def _rank(entry: Entry) -> tuple[bool, bool, int, int, str]:
    """Of two entries on the same words: words to keep, an organisation's own, more conditions, the higher level."""
    when = entry.when
    conditions = sum(map(bool, (when.who, when.about, when.as_, when.to, when.near)))
    keeps = entry.kind is EntryKind.KEEP
    return keeps, is_own(entry.code), conditions, entry.level.rank, entry.code
