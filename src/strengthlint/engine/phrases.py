"""Finds the phrases of standings in tokens.

A text is looked through once for each group of phrases, and only for groups that its words let
stand in it; every hit in a sentence shares what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from strengthlint.engine.matching import token_rows
from strengthlint.lexicon.phrase import GAP_WORDS, LETTERS, Phrase, Slot, gate_words

__all__ = ["Finder", "Sought", "Text", "TokenSpan"]

TokenSpan = tuple[int, int]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Place:
    """One slot of a phrase, as tokens."""

    rows: dict[str, list[tuple[str, ...]]]
    optional: bool
    gap: bool


@dataclass(eq=False)
class _Item:
    """One phrase that is looked for.

    Attributes:
        needed: For each slot that has words of its own, those of which a text must hold one.
        places: Its slots as tokens, once a text may hold it.
    """

    phrase: Phrase
    needed: list[frozenset[str]]
    places: list[_Place] | None = None


@dataclass(eq=False)
class Sought:
    """Phrases that are looked for together; false where there are none."""

    items: tuple[_Item, ...]

    def __bool__(self) -> bool:
        return bool(self.items)


class Text:
    """A text in which phrases are looked for.

    Args:
        tokens: Gives its tokens, which need not be parsed; most texts are never asked for them.
        words: Its folded runs of letters, see `words_of`.
    """

    def __init__(self, tokens: Callable[[], Doc], words: set[str]) -> None:
        self.words = words
        self.found: dict[Sought, list[TokenSpan]] = {}
        self.possible: dict[Sought, list[_Item]] | None = None
        self._tokens = tokens

    @cached_property
    def doc(self) -> Doc:
        """Its tokens."""
        return self._tokens()

    @cached_property
    def exact(self) -> list[str]:
        """Its tokens as they are written."""
        return [token.text for token in self.doc]

    @cached_property
    def lower(self) -> list[str]:
        """Its tokens in small letters."""
        return [token.lower_ for token in self.doc]


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
        self._by_word: dict[str, list[tuple[Sought, _Item]]] = {}
        self._wordless: list[tuple[Sought, _Item]] = []

    def sought(self, phrases: Sequence[Phrase]) -> Sought:
        """Phrases, ready to be looked for."""
        items = [_Item(phrase, gate_words(phrase, self._lists)) for phrase in phrases]
        sought = Sought(tuple(items))
        for item in items:
            if not item.needed:
                self._wordless.append((sought, item))
                continue
            # One slot is enough to ask for; the one with the fewest words is met least.
            for word in min(item.needed, key=len):
                self._by_word.setdefault(word, []).append((sought, item))
        return sought

    def possible(self, text: Text) -> dict[Sought, list[_Item]]:
        """What may stand in a text, for all that its words tell."""
        if text.possible is None:
            text.possible = self._possible(text.words)
        return text.possible

    def find(self, sought: Sought, text: Text) -> list[TokenSpan]:
        """Half-open token ranges of a text at which one of some phrases stands."""
        items = self.possible(text).get(sought)
        if not items:
            return []
        if sought not in text.found:
            spans: set[TokenSpan] = set()
            for item in items:
                if item.places is None:
                    item.places = [self._place(slot) for slot in item.phrase]
                for start in self._starts(item.places, text):
                    for end in self._ends(item.places, 0, text, start):
                        spans.add((start, end))
            # In the order of the text, not in that of a set of words.
            text.found[sought] = sorted(spans)
        return text.found[sought]

    @staticmethod
    def words_of(text: str) -> set[str]:
        """The folded runs of letters of a text."""
        return set(LETTERS.findall(text.lower()))

    def _possible(self, words: set[str]) -> dict[Sought, list[_Item]]:
        """The phrases for which a text has a word for every slot."""
        met = dict.fromkeys(self._wordless)
        for word in self._by_word.keys() & words:
            met.update(dict.fromkeys(self._by_word[word]))
        possible: dict[Sought, list[_Item]] = {}
        for sought, item in met:
            if not any(words.isdisjoint(needed) for needed in item.needed):
                possible.setdefault(sought, []).append(item)
        return possible

    @staticmethod
    def _starts(places: Sequence[_Place], text: Text) -> Iterator[int]:
        """The tokens at which a phrase may begin."""
        first = places[0]
        for at, word in enumerate(text.lower):
            if first.optional or word in first.rows:
                yield at

    def _ends(self, places: list[_Place], number: int, text: Text, at: int) -> Iterator[int]:
        if number == len(places):
            yield at
            return
        place = places[number]
        if place.gap:
            for skipped in range(GAP_WORDS + 1):
                beyond = at + skipped > len(text.doc)
                if skipped and (beyond or text.doc[at + skipped - 1].is_punct):
                    return
                yield from self._ends(places, number + 1, text, at + skipped)
            return
        if place.optional:
            yield from self._ends(places, number + 1, text, at)
        if at >= len(text.lower):
            return
        for row in place.rows.get(text.lower[at], ()):
            end = at + len(row)
            # Small letters match any case, a capital only itself.
            if end <= len(text.lower) and all(
                word == (text.lower[at + step] if word == word.lower() else text.exact[at + step])
                for step, word in enumerate(row)
            ):
                yield from self._ends(places, number + 1, text, end)

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
