"""The gate: which entries a text may concern, decided without spaCy.

Two sieves, each exact in what it lets fall: the words that a phrase needs must be in the text, and
they must stand in the phrase's order with nothing but punctuation between. What passes may still be
nothing; what falls would not have matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.phrase import GAP_WORDS, LETTERS, Phrase

__all__ = ["Gate"]

_BETWEEN = r"[\W_]*"
# Letters and what stands between them share no character, so that no text has two readings: a
# pattern that may be read in many ways takes for ever over a long word that it does not fit.
_RUN, _APART = r"[^\W_]+", r"[\W_]+"
_RUNS = 8
"""Runs of letters that one token may have: "mother-in-law", "e.g.", an address."""
_LONGEST = 250
"""Choices of a list beyond which its words are not written into a pattern, only that there is one."""


class Gate:
    """Names the entries that a text may concern.

    Args:
        lexicon: Whose phrases are asked.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._patterns: dict[tuple[int, int], re.Pattern[str]] = {}
        self._lists: dict[str, str] = {}

    def candidates(self, text: str) -> set[int]:
        """Places of the entries with a phrase that may stand in a clean text."""
        return {entry for entry, _ in self.phrases(text)}

    def phrases(self, text: str) -> list[tuple[int, int]]:
        """Places (entry, number within the entry) of the phrases that may stand in a clean text."""
        # `lower` and not `casefold`: the matchers compare in the same way.
        lower = text.lower()
        return self._in_order(self._lexicon.candidates(set(LETTERS.findall(lower))), lower)

    def made_ready(self) -> Iterator[None]:
        """Make the pattern of every phrase, a few a step; what is not made is made on first need."""
        for entry in range(len(self._lexicon)):
            for number in range(len(self._lexicon.phrases(entry)[0])):
                self._pattern((entry, number))
            yield

    def narrow(self, phrases: Iterable[tuple[int, int]], part: str) -> list[tuple[int, int]]:
        """Those of the phrases found in a text that may stand in a part of it."""
        return self._in_order(phrases, part.lower())

    def _in_order(self, phrases: Iterable[tuple[int, int]], lower: str) -> list[tuple[int, int]]:
        return [place for place in phrases if self._pattern(place).search(lower)]

    def _pattern(self, place: tuple[int, int]) -> re.Pattern[str]:
        if place not in self._patterns:
            phrase = self._lexicon.phrases(place[0])[0][place[1]]
            self._patterns[place] = re.compile(self._of(phrase))
        return self._patterns[place]

    def _of(self, phrase: Phrase) -> str:
        """A pattern that every text with the phrase has; no word boundaries, since tokens may touch."""
        parts = []
        for slot in phrase:
            if slot.gap:
                parts.append(rf"(?:{_RUN}{_APART}){{0,{_RUNS * GAP_WORDS}}}?(?:{_RUN})??")
            else:
                choices = self._list(slot.list_name) if slot.list_name else _choices(slot.words)
                parts.append(f"(?:{choices}){'?' if slot.optional else ''}")
        return _BETWEEN.join(parts)

    def _list(self, name: str) -> str:
        if name not in self._lists:
            rows = self._lexicon.lists[name]
            # A row may be several words: "put a rough sleeper at risk".
            runs = _RUNS * max(map(len, rows))
            some_words = rf"{_RUN}(?:{_APART}{_RUN}){{0,{runs}}}?"
            self._lists[name] = _choices(rows) if len(rows) <= _LONGEST else some_words
        return self._lists[name]


def _choices(rows: tuple[tuple[str, ...], ...]) -> str:
    return "|".join(dict.fromkeys(_BETWEEN.join(map(_word, row)) for row in rows))


def _word(word: str) -> str:
    if word == "not":
        return "(?:not|n['’]?t)"
    return re.sub("['’]", "['’]", re.escape(word.lower()))
