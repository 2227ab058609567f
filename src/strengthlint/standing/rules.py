"""Asks the standings of the lexicon about a hit; the lexicon's phrases, this package's reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from strengthlint.engine import Engine, Hit, Sentence
from strengthlint.engine.conditions import head_of
from strengthlint.lexicon.standing_rule import Reach, StandingKind, StandingRule
from strengthlint.standing.phrases import Finder, Sought, TokenSpan
from strengthlint.standing.reach import Reading

__all__ = ["Rules"]

_COLON_REACH = 12
"""Words between a phrase and the colon after which its list starts."""

_ENDS = " :,–—…."
_QUOTES = frozenset("\"'“‘«„»›‹")
_TOLD = 400
"""Characters before a sentence in which "she said:" may open what is told."""


@dataclass
class _Text:
    """Tokens in which a hit is looked at: its sentence, or its sentence after the list's lead-in."""

    doc: Doc
    words: set[str]
    first: int
    last: int
    parsed: bool
    list_starts: int = -1
    """The token at which the item starts after its lead-in, or -1."""


@dataclass(frozen=True)
class _Ready:
    rule: StandingRule
    before: tuple[Sought, ...]
    after: tuple[Sought, ...]
    subject: tuple[Sought, ...]
    unless: tuple[Sought, ...]
    not_for: tuple[Sought, ...]


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
        self._tokenized: dict[str, tuple[Doc, set[str]]] = {}
        self._joined: dict[tuple[str, str], Doc] = {}

    def first(self, hit: Hit, kinds: Iterable[StandingKind]) -> StandingRule | None:
        """The first standing of some kinds that holds for a hit."""
        wanted = frozenset(kinds)
        texts = list(self._texts(hit))
        for ready in self._rules:
            if ready.rule.kind in wanted and self._holds(ready, hit, texts):
                return ready.rule
        return None

    def holding(self, hit: Hit) -> list[StandingRule]:
        """Every standing that holds for a hit."""
        texts = list(self._texts(hit))
        return [ready.rule for ready in self._rules if self._holds(ready, hit, texts)]

    # Texts

    def _texts(self, hit: Hit) -> Iterator[_Text]:
        sentence = hit.sentence
        assert sentence.doc is not None  # noqa: S101 - a hit is made from a doc
        words = self._finder.words_of(sentence.text)
        led = sentence.starts.count(-1)
        lead = sentence.lead_in.rstrip(_ENDS)
        if led:
            words |= self._finder.words_of(lead)
        yield _Text(sentence.doc, words, hit.first, hit.last, sentence.parsed, led or -1)
        if _is_cut(sentence):
            # The grammar reads "Avoid: lazy" without its label; the label is what counts here.
            doc, _ = self._tokens(sentence.text)
            span = _span(doc, hit.start - sentence.start, hit.end - sentence.start)
            yield _Text(doc, words, *span, False)
        # Only the first sentence of an item goes on from the lead-in.
        if lead and not led and sentence.start == 0:
            doc = self._continued(lead, sentence.text)
            offset = len(lead) + 1 - sentence.start
            item = next((token.i for token in doc if token.idx >= offset), -1)
            span = _span(doc, offset + hit.start, offset + hit.end)
            parsed = doc.has_annotation("DEP")
            yield _Text(doc, words | self._finder.words_of(lead), *span, parsed, item)

    def _continued(self, lead: str, text: str) -> Doc:
        if (lead, text) not in self._joined:
            # "She is not: - Manipulative": the capital of an item starts no sentence.
            capital = text[1:2].islower() and not text.startswith(("I ", "I’", "I'"))
            small = text[:1].lower() + text[1:] if capital else text
            self._joined = {(lead, text): self._engine.read(f"{lead} {small}")}
        return self._joined[lead, text]

    def _tokens(self, text: str) -> tuple[Doc, set[str]]:
        if text not in self._tokenized:
            if len(self._tokenized) > 256:
                self._tokenized.clear()
            doc = self._engine.matching.tokenize(text)
            self._tokenized[text] = doc, self._finder.words_of(text)
        return self._tokenized[text]

    # Rules

    def _holds(self, ready: _Ready, hit: Hit, texts: Sequence[_Text]) -> bool:
        rule = ready.rule
        if rule.alone and _before_noun(texts[0]):
            return False
        if rule.not_noun and texts[0].doc[texts[0].last - 1].pos_ in ("NOUN", "PROPN"):
            return False
        if ready.not_for and self._holds_words(ready.not_for, texts[0]):
            return False
        for kind in rule.reach:
            if kind in (Reach.HEADING, Reach.WHOLE_HEADING):
                if self._in_heading(ready, hit, whole=kind is Reach.WHOLE_HEADING):
                    return True
            elif kind is Reach.NEIGHBOUR:
                if self._beside_sentence(ready, hit):
                    return True
            elif any(self._in_text(ready, kind, hit, text) for text in texts) or (
                kind is Reach.LIST
                and rule.kind is StandingKind.QUOTATION
                and self._told_before(ready, hit)
            ):
                return True
        return False

    def _holds_words(self, sought: Sequence[Sought], text: _Text) -> bool:
        """Whether one of some phrases stands within the words."""
        return any(
            text.first <= start and end <= text.last
            for start, end in self._finder.find(sought, text.doc, text.words)
        )

    def _told_before(self, ready: _Ready, hit: Hit) -> bool:
        """Whether an earlier sentence of the paragraph opens what is told: "She said: ..."."""
        start = hit.sentence.start
        earlier = hit.sentence.segment.text[max(0, start - _TOLD) : start].rstrip()
        if ":" not in earlier:
            return False
        doc, words = self._tokens(earlier)
        text = _Text(doc, words, len(doc), len(doc), False)
        return any(
            _after_colon(text, span) for span in self._spans(ready, ready.before, doc, words)
        )

    def _in_heading(self, ready: _Ready, hit: Hit, *, whole: bool) -> bool:
        segment = hit.sentence.segment
        for heading in (segment.column_heading, segment.row_heading, *segment.trail[-2:]):
            if not heading:
                continue
            doc, words = self._tokens(heading)
            for start, end in self._spans(ready, ready.before, doc, words):
                if not whole or not any(
                    token.is_alpha for token in (*doc[:start], *doc[end:]) if token.lower_ != "s"
                ):
                    return True
        return False

    def _beside_sentence(self, ready: _Ready, hit: Hit) -> bool:
        for sought, text, ends in (
            (ready.before, hit.sentence.previous, True),
            (ready.after, hit.sentence.following, False),
        ):
            if not sought:
                continue
            doc, words = self._tokens(text)
            spans = self._spans(ready, sought, doc, words)
            if not any(ends or start <= 1 for start, _ in spans):
                return False
        return True

    def _in_text(self, ready: _Ready, kind: Reach, hit: Hit, text: _Text) -> bool:
        spans: list[TokenSpan] = []
        for sought, is_before in ((ready.before, True), (ready.after, False)):
            if not sought:
                continue
            found = [
                span
                for span in self._spans(ready, sought, text.doc, text.words)
                if (span[1] <= text.first if is_before else text.last <= span[0])
                and self._reaches(kind, text, span)
            ]
            if not found:
                return False
            spans += found
        return not ready.subject or self._said_of(ready, text, spans)

    def _said_of(self, ready: _Ready, text: _Text, spans: Sequence[TokenSpan]) -> bool:
        """Whether the words are said of whom the standing names."""
        if not text.parsed:
            return False
        same = ready.rule.subject == ("same",)
        subject = self._reading.subject_of(text.doc, text.first, text.last, alone=same)
        if subject is None or self._reading.is_parted(text.doc, range(subject.i, text.first)):
            return False
        if same:
            return any(_same_speaker(text.doc, span, subject) for span in spans)
        # "We can support people": what we do is not what we are.
        if self._reading.does_something(text.doc, text.first, text.last):
            return False
        return any(
            start <= subject.i < end
            for start, end in self._spans(ready, ready.subject, text.doc, text.words)
        )

    def _reaches(self, kind: Reach, text: _Text, span: TokenSpan) -> bool:
        if kind is Reach.BESIDE:
            return self._reading.beside(text.doc, span, text.first, text.last)
        if kind is Reach.SENTENCE:
            return True
        if kind is Reach.LIST:
            return _after_colon(text, span)
        return self._reading.governs(
            text.doc,
            span,
            text.first,
            text.last,
            wide=kind is Reach.UNDER,
            parsed=text.parsed,
        )

    def _spans(
        self, ready: _Ready, sought: Sequence[Sought], doc: Doc, words: set[str]
    ) -> list[TokenSpan]:
        found = self._finder.find(sought, doc, words)
        if not found or not ready.unless:
            return found
        let_go = self._finder.find(ready.unless, doc, words)
        return [
            (start, end)
            for start, end in found
            if not any(first <= start and end <= last for first, last in let_go)
        ]


def _is_cut(sentence: Sentence) -> bool:
    """Whether the tokens that the grammar read leave out a part of the sentence."""
    assert sentence.doc is not None  # noqa: S101 - asked of sentences with a hit
    own = (t for t, start in zip(sentence.doc, sentence.starts, strict=True) if start >= 0)
    return sum(len(token.text) for token in own) < len(sentence.text.replace(" ", ""))


def _span(doc: Doc, start: int, end: int) -> TokenSpan:
    """The tokens of a range of characters."""
    tokens = [t.i for t in doc if t.idx < end and start < t.idx + len(t.text)]
    return tokens[0], tokens[-1] + 1


def _before_noun(text: _Text) -> bool:
    """Whether words stand before a noun that they could describe."""
    doc = text.doc
    if text.last < len(doc) and doc[text.last].pos_ in ("NOUN", "PROPN"):
        return True
    head = head_of(doc[text.first : text.last])
    return text.parsed and head.dep_ in ("amod", "compound") and head.head.i >= text.last


def _after_colon(text: _Text, span: TokenSpan) -> bool:
    colons = (i for i in range(span[1], text.first) if text.doc[i].text == ":")
    colon = text.list_starts if span[1] <= text.list_starts <= text.first else next(colons, -1)
    if not 0 <= colon - span[1] <= _COLON_REACH:
        return False
    between = text.doc[span[1] : colon]
    if any(token.pos_ == "AUX" or token.text == "," for token in between):
        return False
    # Words in quotation marks end with them; what follows is the writer's again.
    following = text.doc[colon + 1].text if colon + 1 < len(text.doc) else ""
    return colon == text.list_starts or following not in _QUOTES


def _same_speaker(doc: Doc, span: TokenSpan, subject: Token) -> bool:
    """Whether the one who says it is the one it is said of: "she says that she is ..."."""
    return any(
        child.lower_ == subject.lower_ and child != subject and child.dep_.startswith("nsubj")
        for token in doc[span[0] : span[1]]
        for child in token.children
    )
