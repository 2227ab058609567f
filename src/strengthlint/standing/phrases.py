"""Finds the phrases of standings in tokens.

Standings are asked only for sentences with a hit, mostly a few words long, so a walk over the
tokens costs less than building matchers for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from strengthlint.engine.matching import token_rows
from strengthlint.lexicon.phrase import GAP_WORDS, LETTERS, Phrase, Slot, gate_words

__all__ = ["Finder", "Sought", "TokenSpan"]

TokenSpan = tuple[int, int]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Place:
    """One slot of a phrase, as tokens."""

    rows: dict[str, list[tuple[str, ...]]]
    optional: bool
    gap: bool


@dataclass(eq=False)
class Sought:
    """A phrase that is looked for.

    Attributes:
        needed: For each slot that has words of its own, those of which a text must hold one.
        places: Its slots as tokens, once a text may hold it.
    """

    phrase: Phrase
    needed: list[frozenset[str]]
    places: list[_Place] | None = None


class Finder:
    """Finds phrases in tokenized text.

    Args:
        lists: The word lists that phrases may name.
        tokenize: Cuts a text as the sentences are cut.
    """

    def __init__(self, lists: Mapping[str, Rows], tokenize: Callable[[str], Doc]) -> None:
        self._lists = lists
        self._tokenize = tokenize
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._list_rows: dict[str, dict[str, list[tuple[str, ...]]]] = {}

    def sought(self, phrases: Sequence[Phrase]) -> tuple[Sought, ...]:
        """Phrases, ready to be looked for."""
        return tuple(Sought(phrase, gate_words(phrase, self._lists)) for phrase in phrases)

    def find(self, sought: Sequence[Sought], doc: Doc, words: set[str]) -> list[TokenSpan]:
        """Half-open token ranges at which one of some phrases stands.

        Args:
            sought: The phrases.
            doc: The tokens; need not be parsed.
            words: The folded runs of letters of the text, see `words_of`.
        """
        found: dict[TokenSpan, None] = {}
        for item in sought:
            if any(words.isdisjoint(needed) for needed in item.needed):
                continue
            if item.places is None:
                item.places = [self._place(slot) for slot in item.phrase]
            for start in range(len(doc)):
                for end in self._ends(item.places, 0, doc, start):
                    found[start, end] = None
        return list(found)

    @staticmethod
    def words_of(text: str) -> set[str]:
        """The folded runs of letters of a text."""
        return set(LETTERS.findall(text.lower()))

    def _ends(self, places: list[_Place], number: int, doc: Doc, at: int) -> Iterator[int]:
        if number == len(places):
            yield at
            return
        place = places[number]
        if place.gap:
            for skipped in range(GAP_WORDS + 1):
                if skipped and (at + skipped > len(doc) or doc[at + skipped - 1].is_punct):
                    return
                yield from self._ends(places, number + 1, doc, at + skipped)
            return
        if place.optional:
            yield from self._ends(places, number + 1, doc, at)
        if at >= len(doc):
            return
        for row in place.rows.get(doc[at].lower_, ()):
            if at + len(row) <= len(doc) and all(
                word == (doc[at + step].lower_ if word == word.lower() else doc[at + step].text)
                for step, word in enumerate(row)
            ):
                yield from self._ends(places, number + 1, doc, at + len(row))

    def _place(self, slot: Slot) -> _Place:
        if slot.gap:
            return _Place({}, True, True)
        if slot.list_name:
            if slot.list_name not in self._list_rows:
                self._list_rows[slot.list_name] = self._rows(self._lists[slot.list_name])
            return _Place(self._list_rows[slot.list_name], slot.optional, False)
        return _Place(self._rows(slot.words), slot.optional, False)

    def _rows(self, words: Rows) -> dict[str, list[tuple[str, ...]]]:
        rows: dict[str, list[tuple[str, ...]]] = {}
        for row in words:
            for tokens in token_rows(row, self._split):
                rows.setdefault(tokens[0].lower(), []).append(tokens)
        return rows

    def _split(self, word: str) -> tuple[str, ...]:
        if word not in self._tokens:
            self._tokens[word] = tuple(token.text for token in self._tokenize(word))
        return self._tokens[word]
