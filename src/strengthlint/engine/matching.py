"""From lexicon phrases to spaCy matchers, built for a phrase when a text first may hold it.

One `Matcher` with every pattern of the lexicon would cost more than everything else together, so
the gate names the phrases and only those are asked: phrases without optional parts through one
shared `PhraseMatcher`, the others through a `Matcher` each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from spacy.attrs import LOWER  # type: ignore[import-not-found, unused-ignore]
from spacy.matcher.matcher import Matcher
from spacy.matcher.phrasematcher import PhraseMatcher
from spacy.tokens import Doc

from strengthlint.engine.starting import Grammar
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.phrase import GAP_WORDS, LETTERS, Phrase, Slot, gate_words

__all__ = ["MAX_PATTERNS", "Matching", "merge"]

MAX_PATTERNS = 600
"""Token patterns that one phrase may stand for; `lexicon check` tells where there are more."""

_MAX_PLAIN = 48  # above this a token pattern with a choice of words is cheaper than writing it out
_NOT = ("not", "n't", "n’t", "nt")

TokenSpan = tuple[int, int]
Place = tuple[int, int]


class Matching:
    """Finds the phrases of a lexicon in tokenized sentences.

    Args:
        nlp: Gives the tokenizer and the vocabulary.
        lexicon: The phrases.
    """

    def __init__(self, nlp: Grammar, lexicon: Lexicon) -> None:
        self._nlp = nlp
        self._lexicon = lexicon
        self._plain = PhraseMatcher(nlp.vocab, attr=LOWER)
        self._added: dict[Place, Matcher | None] = {}
        self._unless: dict[int, _Some] = {}
        self._names: _Some | None = None
        self._tokens: dict[str, tuple[str, ...]] = {}

    def tokenize(self, text: str) -> Doc:
        """A sentence as tokens, not yet parsed."""
        return self._nlp.make_doc(text)

    def places(self, entries: Iterable[int]) -> list[Place]:
        """The places of all phrases of some entries."""
        return [
            (entry, number)
            for entry in entries
            for number in range(len(self._lexicon.phrases(entry)[0]))
        ]

    def find(self, doc: Doc, phrases: Iterable[Place]) -> dict[int, list[TokenSpan]]:
        """Matches by entry, as half-open token ranges; overlapping ones are merged.

        Args:
            doc: A sentence.
            phrases: Places (entry, number within the entry) of those that may stand in it.
        """
        wanted = set(phrases)
        for place in wanted - self._added.keys():
            self._add(place)
        entries = {entry for entry, _ in wanted}
        found: dict[int, list[TokenSpan]] = {}
        for key, start, end in self._plain(doc):
            index = int(self._nlp.vocab.strings[key])
            if index in entries:
                found.setdefault(index, []).append((start, end))
        for place in wanted:
            matcher = self._added[place]
            if matcher is not None:
                spans = [(start, end) for _, start, end in matcher(doc)]
                if spans:
                    found.setdefault(place[0], []).extend(spans)
        return {index: merge(spans) for index, spans in found.items()}

    def exempt(self, text: str, doc: Doc, entry: int) -> list[TokenSpan]:
        """Where the `unless` phrases of an entry stand in a sentence, given as text and tokens."""
        if entry not in self._unless:
            self._unless[entry] = self._some(self._lexicon.phrases(entry)[1])
        return self._unless[entry].spans(text, doc)

    def names(self, text: str, doc: Doc) -> list[TokenSpan]:
        """Where names of the lexicon's names list stand in a sentence, given as text and tokens."""
        if self._names is None:
            self._names = self._some(self._lexicon.names)
        return self._names.spans(text, doc)

    def patterns(self, phrase: Phrase) -> list[list[dict[str, Any]]]:
        """Every token pattern that a phrase stands for."""
        return token_patterns(phrase, self._lexicon.lists, self._split)

    def _add(self, place: Place) -> None:
        entry, number = place
        phrase = self._lexicon.phrases(entry)[0][number]
        rows = self._plain_rows(phrase)
        if rows is None:
            self._added[place] = self._matcher(phrase)
        else:
            vocab = self._nlp.vocab
            self._plain.add(str(entry), [Doc(vocab, words=list(row)) for row in rows])
            self._added[place] = None

    def _some(self, phrases: Sequence[Phrase]) -> _Some:
        return _Some(phrases, self._lexicon.lists, self._matcher)

    def _matcher(self, phrase: Phrase) -> Matcher | None:
        patterns = self.patterns(phrase)
        if not patterns:
            return None
        # The patterns are made here, and checking them takes longer than adding them.
        matcher = Matcher(self._nlp.vocab, validate=False)
        matcher.add("phrase", patterns)
        return matcher

    def _plain_rows(self, phrase: Phrase) -> list[tuple[str, ...]] | None:
        """The rows of tokens of a phrase that is short enough to be written out, else None."""
        choices: list[list[tuple[str, ...]]] = []
        count = 1
        for slot in phrase:
            if slot.optional or slot.list_name:
                return None
            rows = [row for words in slot.words for row in self._token_rows(words)]
            if any(word != word.lower() for row in rows for word in row):
                return None
            count *= len(rows)
            if count > _MAX_PLAIN:
                return None
            choices.append(rows)
        return [tuple(token for row in rows for token in row) for rows in product(*choices)]

    def _token_rows(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        return token_rows(words, self._split)

    def _split(self, word: str) -> tuple[str, ...]:
        """A word as the tokenizer cuts it ("DNA'd" is two tokens)."""
        if word not in self._tokens:
            self._tokens[word] = self._nlp.split(word)
        return self._tokens[word]


class _Some:
    """Phrases of which each is made ready when its words first stand in a sentence.

    Args:
        phrases: The phrases.
        lists: The word lists that they may name.
        matcher: Makes one ready.
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        lists: Mapping[str, tuple[tuple[str, ...], ...]],
        matcher: Callable[[Phrase], Matcher | None],
    ) -> None:
        self._phrases = phrases
        self._matcher = matcher
        self._needed = [gate_words(phrase, lists) for phrase in phrases]
        self._ready: dict[int, Matcher | None] = {}
        self._by_word: dict[str, list[int]] = {}
        self._wordless: list[int] = []
        for number, needed in enumerate(self._needed):
            if not needed:
                self._wordless.append(number)
            for word in min(needed, key=len, default=()):
                self._by_word.setdefault(word, []).append(number)

    def spans(self, text: str, doc: Doc) -> list[TokenSpan]:
        """Where they stand in a sentence: what ends first comes first, and of these the longest."""
        if not self._phrases:
            return []
        lower = text.lower()
        words = set(LETTERS.findall(lower))
        numbers = set(self._wordless)
        for word in self._by_word.keys() & words:
            numbers.update(self._by_word[word])
        found: set[TokenSpan] = set()
        for number in numbers:
            if any(words.isdisjoint(needed) for needed in self._needed[number]):
                continue
            if number not in self._ready:
                self._ready[number] = self._matcher(self._phrases[number])
            matcher = self._ready[number]
            if matcher is not None:
                found.update((start, end) for _, start, end in matcher(doc))
        return sorted(found, key=lambda span: (span[1], span[0]))


def token_rows(words: tuple[str, ...], split: Any) -> Iterator[tuple[str, ...]]:
    """The rows of tokens that a row of words may be in a text."""
    choices: list[list[tuple[str, ...]]] = []
    for word in words:
        if word == "not":
            choices.append([(form,) for form in _NOT])
        elif "'" in word or "’" in word:
            choices.append([split(word.replace("’", "'")), split(word.replace("'", "’"))])
        else:
            choices.append([split(word)])
    for rows in product(*choices):
        yield tuple(token for row in rows for token in row)


def token_patterns(
    phrase: Phrase, lists: Mapping[str, tuple[tuple[str, ...], ...]], split: Any
) -> list[list[dict[str, Any]]]:
    """Every spaCy token pattern that a phrase stands for."""
    choices = [_slot_patterns(slot, lists, split) for slot in phrase]
    patterns = []
    for parts in product(*choices):
        pattern = [token for part in parts for token in part]
        # A phrase of nothing but optional parts would match everywhere; the loader refuses it.
        if any(token.get("OP") != "?" for token in pattern):
            patterns.append(pattern)
    return patterns


def _slot_patterns(
    slot: Slot, lists: Mapping[str, tuple[tuple[str, ...], ...]], split: Any
) -> list[list[dict[str, Any]]]:
    if slot.gap:
        return [[{"IS_PUNCT": False, "OP": "?"}] * GAP_WORDS]
    rows = lists[slot.list_name] if slot.list_name else slot.words
    lower: list[str] = []
    exact: list[str] = []
    longer: list[list[dict[str, Any]]] = []
    for words in rows:
        for tokens in token_rows(words, split):
            if len(tokens) > 1:
                longer.append([_token([token]) for token in tokens])
            elif tokens[0] == tokens[0].lower():
                lower.append(tokens[0])
            else:
                exact.append(tokens[0])
    single = [[_token(words)] for words in (lower, exact) if words]
    if slot.optional:
        optional = [[{**tokens[0], "OP": "?"}] for tokens in single]
        return [*(optional or [[]]), *longer]
    return [*single, *longer]


def _token(words: list[str]) -> dict[str, Any]:
    """One token: small letters match any case, a capital only itself."""
    attribute = "LOWER" if words[0] == words[0].lower() else "ORTH"
    return {attribute: {"IN": words} if len(words) > 1 else words[0]}


def merge(spans: Iterable[TokenSpan]) -> list[TokenSpan]:
    """Overlapping ranges as one, in order."""
    merged: list[TokenSpan] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
