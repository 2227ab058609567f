"""Asks the standings of the lexicon about a hit; the lexicon's phrases, this package's reach."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from strengthlint.document import Segment
from strengthlint.engine import Engine, Hit, Sentence
from strengthlint.engine.conditions import head_of
from strengthlint.engine.phrases import Finder, Sought, Text, TokenSpan
from strengthlint.lexicon.standing_rule import Reach, StandingKind, StandingRule
from strengthlint.standing.reach import Reading

__all__ = ["Rules"]

_COLON_REACH = 12
"""Words between a phrase and the colon after which its list starts."""

_ENDS = " :,–—…."
_PARTINGS = frozenset(",.!?")
"""What ends the part of a sentence that a colon closes."""
_QUOTES = frozenset("\"'“‘«„»›‹")
_TOLD = 400
"""Characters before a sentence in which "she said:" may open what is told."""


@dataclass
class _Words:
    """The words of a hit in a text: in its sentence, or in its sentence after the list's lead-in."""

    text: Text
    first: int
    last: int
    parsed: bool
    list_starts: int = -1
    """The token at which the item starts after its lead-in, or -1."""

    @property
    def doc(self) -> Doc:
        return self.text.doc


@dataclass(frozen=True, eq=False)
class _Ready:
    rule: StandingRule
    before: Sought
    after: Sought
    subject: Sought
    unless: Sought
    not_for: Sought

    @property
    def opens(self) -> Sought:
        """Phrases of which one must stand somewhere; none where it asks for none."""
        return self.before or self.after


class Rules:
    """The standings of a lexicon, asked in its order.

    Args:
        engine: Gives the lexicon, the tokenizer and the grammar.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._finder = Finder(engine.lexicon.lists, engine.matching.tokenize)
        self._reading = Reading(engine.lexicon.lists)
        self._rules = [
            _Ready(rule, *(self._finder.sought(part) for part in phrases))
            for rule, phrases in engine.lexicon.standings
        ]
        self._place = {each: number for number, each in enumerate(self._rules)}
        # Nearly every text rules out nearly every standing by its words alone.
        self._by_phrases: dict[Sought, list[_Ready]] = {}
        self._without_phrases = [each for each in self._rules if not each.opens]
        for each in self._rules:
            if each.opens:
                self._by_phrases.setdefault(each.opens, []).append(each)
        self._asked: tuple[Hit, list[_Words], list[_Ready]] | None = None
        self._tokenized: dict[str, Text] = {}
        self._joined: tuple[tuple[str, str], Text] | None = None
        self._latest: tuple[Doc, Text] | None = None
        self._cut: tuple[Sentence, bool] | None = None

    def first(self, hit: Hit, kinds: Container[StandingKind]) -> StandingRule | None:
        """The first standing of some kinds that holds for a hit."""
        texts, possible = self._possible(hit)
        for ready in possible:
            if ready.rule.kind in kinds and self._holds(ready, hit, texts):
                return ready.rule
        return None

    def holding(self, hit: Hit) -> list[StandingRule]:
        """Every standing that holds for a hit."""
        texts, possible = self._possible(hit)
        return [ready.rule for ready in possible if self._holds(ready, hit, texts)]

    def _possible(self, hit: Hit) -> tuple[list[_Words], list[_Ready]]:
        """The texts that a hit stands in, and the standings, in their order, that may hold for it.

        Left out are those of whose phrases none may stand in any text that is looked at.
        """
        if self._asked is None or self._asked[0] is not hit:
            texts = list(self._texts(hit))
            found = set(self._without_phrases)
            for text in (*(words.text for words in texts), *self._texts_around(hit)):
                for sought in self._finder.possible(text):
                    found.update(self._by_phrases.get(sought, ()))
            self._asked = hit, texts, sorted(found, key=self._place.__getitem__)
        return self._asked[1:]

    # Texts

    def _texts_around(self, hit: Hit) -> Iterator[Text]:
        """What else phrases may stand in that a hit is under."""
        sentence = hit.sentence
        for text in (
            *_headings(sentence.segment),
            sentence.previous,
            sentence.following,
            _earlier(sentence),
        ):
            if text:
                yield self._text(text)

    def _texts(self, hit: Hit) -> Iterator[_Words]:
        sentence = hit.sentence
        own = self._own_text(sentence)
        led = sentence.starts.count(-1)
        lead = sentence.lead_in.rstrip(_ENDS)
        yield _Words(own, hit.first, hit.last, sentence.parsed, led or -1)
        if self._is_cut(sentence):
            # The grammar reads "Avoid: lazy" without its label; the label is what counts here.
            text = self._text(sentence.text)
            span = _span(text.doc, hit.start - sentence.start, hit.end - sentence.start)
            yield _Words(text, *span, False)
        # Only the first sentence of an item goes on from the lead-in.
        if lead and not led and sentence.start == 0:
            text = self._continued(lead, sentence.text)
            offset = len(lead) + 1
            item = next((token.i for token in text.doc if token.idx >= offset), -1)
            span = _span(text.doc, offset + hit.start, offset + hit.end)
            parsed = text.doc.has_annotation("DEP")
            yield _Words(text, *span, parsed, item)

    def _own_text(self, sentence: Sentence) -> Text:
        """The tokens of a sentence; its hits come one after another and share them."""
        doc = sentence.doc
        assert doc is not None  # noqa: S101 - a hit is made from a doc
        if self._latest is None or self._latest[0] is not doc:
            words = self._finder.words_of(sentence.text)
            if -1 in sentence.starts:
                words |= self._finder.words_of(sentence.lead_in)
            self._latest = doc, Text(lambda: doc, words)
        return self._latest[1]

    def _is_cut(self, sentence: Sentence) -> bool:
        """Whether a sentence is cut; all of its hits ask."""
        if self._cut is None or self._cut[0] is not sentence:
            self._cut = sentence, _is_cut(sentence)
        return self._cut[1]

    def _continued(self, lead: str, text: str) -> Text:
        if self._joined is None or self._joined[0] != (lead, text):
            # "She is not: - Manipulative": the capital of an item starts no sentence.
            small = text[:1].lower() + text[1:] if text[1:2].islower() else text
            doc = self._engine.read(f"{lead} {small}")
            words = self._finder.words_of(text) | self._finder.words_of(lead)
            self._joined = (lead, text), Text(lambda: doc, words)
        return self._joined[1]

    def _text(self, text: str) -> Text:
        if text not in self._tokenized:
            if len(self._tokenized) > 256:
                self._tokenized.clear()
            tokenize = self._engine.matching.tokenize
            self._tokenized[text] = Text(lambda: tokenize(text), self._finder.words_of(text))
        return self._tokenized[text]

    # Rules

    def _holds(self, ready: _Ready, hit: Hit, texts: Sequence[_Words]) -> bool:
        return any(self._holds_by(kind, ready, hit, texts) for kind in ready.rule.reach) and (
            self._may_hold(ready, texts[0])
        )

    def _may_hold(self, ready: _Ready, words: _Words) -> bool:
        """Whether a standing is for words such as these."""
        if ready.rule.alone and _before_noun(words):
            return False
        if ready.rule.not_noun and words.doc[words.last - 1].pos_ in ("NOUN", "PROPN"):
            return False
        return not any(
            words.first <= start and end <= words.last
            for start, end in self._finder.find(ready.not_for, words.text)
        )

    def _holds_by(self, kind: Reach, ready: _Ready, hit: Hit, texts: Sequence[_Words]) -> bool:
        if kind in (Reach.HEADING, Reach.WHOLE_HEADING):
            return self._in_heading(ready, hit, whole=kind is Reach.WHOLE_HEADING)
        if kind is Reach.NEIGHBOUR:
            return self._beside_sentence(ready, hit)
        if any(self._in_text(ready, kind, words) for words in texts):
            return True
        told = kind is Reach.LIST and ready.rule.kind is StandingKind.QUOTATION
        return told and self._told_before(ready, hit)

    def _told_before(self, ready: _Ready, hit: Hit) -> bool:
        """Whether an earlier sentence of the paragraph opens what is told: "She said: ..."."""
        earlier = _earlier(hit.sentence)
        if not earlier:
            return False
        text = self._text(earlier)
        end = len(text.doc)
        words = _Words(text, end, end, False)
        return any(_after_colon(words, span) for span in self._spans(ready, ready.before, text))

    def _in_heading(self, ready: _Ready, hit: Hit, *, whole: bool) -> bool:
        for heading in _headings(hit.sentence.segment):
            if not heading:
                continue
            text = self._text(heading)
            for start, end in self._spans(ready, ready.before, text):
                rest = (*text.doc[:start], *text.doc[end:])
                if not whole or not any(t.is_alpha for t in rest if t.lower_ != "s"):
                    return True
        return False

    def _beside_sentence(self, ready: _Ready, hit: Hit) -> bool:
        for sought, beside, ends in (
            (ready.before, hit.sentence.previous, True),
            (ready.after, hit.sentence.following, False),
        ):
            if not sought:
                continue
            spans = self._spans(ready, sought, self._text(beside))
            if not any(ends or start <= 1 for start, _ in spans):
                return False
        return True

    def _in_text(self, ready: _Ready, kind: Reach, words: _Words) -> bool:
        spans: list[TokenSpan] = []
        for sought, is_before in ((ready.before, True), (ready.after, False)):
            if not sought:
                continue
            found = [
                span
                for span in self._spans(ready, sought, words.text)
                if (span[1] <= words.first if is_before else words.last <= span[0])
                and self._reaches(kind, words, span)
            ]
            if not found:
                return False
            spans += found
        return not ready.subject or self._said_of(ready, words, spans)

    def _said_of(self, ready: _Ready, words: _Words, spans: Sequence[TokenSpan]) -> bool:
        """Whether the words are said of whom the standing names."""
        if not words.parsed:
            return False
        same = ready.rule.subject == ("same",)
        subject = self._reading.subject_of(words.doc, words.first, words.last, alone=same)
        if subject is None or self._reading.is_parted(words.doc, range(subject.i, words.first)):
            return False
        if same:
            return any(_same_speaker(words.doc, span, subject) for span in spans)
        # "We can support people": what we do is not what we are.
        if self._reading.does_something(words.doc, words.first, words.last):
            return False
        return any(
            start <= subject.i < end for start, end in self._spans(ready, ready.subject, words.text)
        )

    def _reaches(self, kind: Reach, words: _Words, span: TokenSpan) -> bool:
        if kind is Reach.BESIDE:
            return self._reading.beside(words.doc, span, words.first, words.last)
        if kind is Reach.SENTENCE:
            return True
        if kind is Reach.LIST:
            return _after_colon(words, span)
        return self._reading.governs(
            words.doc,
            span,
            words.first,
            words.last,
            wide=kind is Reach.UNDER,
            parsed=words.parsed,
        )

    def _spans(self, ready: _Ready, sought: Sought, text: Text) -> list[TokenSpan]:
        found = self._finder.find(sought, text)
        if not found or not ready.unless:
            return found
        let_go = self._finder.find(ready.unless, text)
        return [
            (start, end)
            for start, end in found
            if not any(first <= start and end <= last for first, last in let_go)
        ]


def _headings(segment: Segment) -> tuple[str, ...]:
    """What a segment stands under: its column, its row, the two headings that are nearest."""
    return (segment.column_heading, segment.row_heading, *segment.trail[-2:])


def _earlier(sentence: Sentence) -> str:
    """What stands before a sentence in its paragraph, where that may open what is told; else ""."""
    start = sentence.start
    earlier = sentence.segment.text[max(0, start - _TOLD) : start].rstrip()
    return earlier if ":" in earlier else ""


def _is_cut(sentence: Sentence) -> bool:
    """Whether the tokens that the grammar read leave out a part of the sentence."""
    assert sentence.doc is not None  # noqa: S101 - asked of sentences with a hit
    if len(sentence.doc.text) == len(sentence.text) and -1 not in sentence.starts:
        return False
    own = (t for t, start in zip(sentence.doc, sentence.starts, strict=True) if start >= 0)
    return sum(len(token.text) for token in own) < len(sentence.text.replace(" ", ""))


def _span(doc: Doc, start: int, end: int) -> TokenSpan:
    """The tokens of a range of characters."""
    tokens = [t.i for t in doc if t.idx < end and start < t.idx + len(t.text)]
    return tokens[0], tokens[-1] + 1


def _before_noun(words: _Words) -> bool:
    """Whether words stand before a noun that they could describe."""
    doc = words.doc
    if words.last < len(doc) and doc[words.last].pos_ in ("NOUN", "PROPN"):
        return True
    head = head_of(doc[words.first : words.last])
    return words.parsed and head.dep_ in ("amod", "compound") and head.head.i >= words.last


def _after_colon(words: _Words, span: TokenSpan) -> bool:
    colons = (i for i in range(span[1], words.first) if words.doc[i].text == ":")
    colon = words.list_starts if span[1] <= words.list_starts <= words.first else next(colons, -1)
    if not 0 <= colon - span[1] <= _COLON_REACH:
        return False
    between = words.doc[span[1] : colon]
    if any(token.pos_ == "AUX" or token.text in _PARTINGS for token in between):
        return False
    # Words in quotation marks end with them; what follows is the writer's again.
    following = words.doc[colon + 1].text if colon + 1 < len(words.doc) else ""
    return colon == words.list_starts or following not in _QUOTES


def _same_speaker(doc: Doc, span: TokenSpan, subject: Token) -> bool:
    """Whether the one who says it is the one it is said of: "she says that she is ..."."""
    return any(
        child.lower_ == subject.lower_ and child != subject and child.dep_.startswith("nsubj")
        for token in doc[span[0] : span[1]]
        for child in token.children
    )
