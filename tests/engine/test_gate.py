"""The gate: what a phrase needs of a text, decided without spaCy."""

from __future__ import annotations

from typing import cast

import pytest

from strengthlint.engine.gate import Gate
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.phrase import parse_phrase

Rows = tuple[tuple[str, ...], ...]


def rows(*words: str) -> Rows:
    return tuple(tuple(word.split()) for word in words)


class Stub:
    """A lexicon of two entries, whose phrases are all candidates where the words are not asked."""

    lists: dict[str, Rows] = {  # noqa: RUF012
        "service": rows("council", "the social worker"),
        "long": rows(*(f"word{number}" for number in range(249)), "two words long"),
        "longest": rows("one word", *(f"word{number}" for number in range(250))),
    }

    def __init__(self, *phrases: str) -> None:
        self._phrases = [parse_phrase(phrase, self.lists) for phrase in phrases]
        self.asked: list[set[str]] = []

    def phrases(self, index: int) -> tuple[list[object], list[object]]:
        return [self._phrases[index]], []

    def candidates(self, words: set[str]) -> list[tuple[int, int]]:
        self.asked.append(words)
        return [(index, 0) for index in range(len(self._phrases))]


def passes(phrase: str, text: str) -> bool:
    return bool(Gate(cast(Lexicon, Stub(phrase))).candidates(text))


PASSES = [
    ("fail to engage", "They FAIL  to, engage now."),
    ("fail to engage", "we fail-to-engage"),
    ("hard-to-reach", "hard to reach"),
    ("hard-to-reach", "hard-to-reach"),
    ("do not engage", "She does do not engage."),
    ("do not engage", "I don't engage."),
    ("do not engage", "I don’t engage."),
    ("do not engage", "I dont engage."),
    ("can't cope", "I can’t cope"),
    ("can’t cope", "I can't cope"),
    ("poor/weak will", "weak will"),
    ("(very) poor will", "poor will"),
    ("(very) poor will", "very poor will"),
    ("put ... down", "put down"),
    ("put ... down", "put the man's dog, then a cup, down"),
    ("put ... down", "put a b c down"),
    ("the <service> failed", "the Council failed"),
    ("the <service> failed", "the the social worker failed"),
    ("a <long> b", "a two words long b"),
    ("a <long> b", "a word7 b"),
    ("a <longest> b", "a any b"),
    ("a <longest> b", "a b.c&d-e's b"),
    ("a <longest> b", "a any thing b"),
    ("put ... not", "put it cannot"),
    ("put ... down", "put " + "a " * 25 + "down"),
    ("a <longest> b", "a" + " x" * 17 + " b"),
]
FALLS = [
    ("fail to engage", "to fail engage"),
    ("fail to engage", "fail the engage to"),
    ("fail to engage", "fail to"),
    ("do not engage", "do engage"),
    ("do not engage", "do never engage"),
    ("hard-to-reach", "hard so to reach"),
    ("poor/weak will", "bad will"),
    ("(very) poor will", "very will"),
    ("put ... down", "put " + "a " * 26 + "down"),
    ("put ... down", "down put"),
    ("a <service> b", "a any b"),
    ("a <service> b", "a b"),
    ("a <long> b", "a any b"),
    ("a <longest> b", "a b"),
    ("a <longest> b", "a" + " x" * 18 + " b"),
    # None of these takes for ever.
    ("put ... down", "down put " + "a" * 20_000),
    ("put ... down", "down put " + "a-" * 20_000),
    ("put ... down", "down put " + "a_'" * 20_000),
    ("a <longest> b", "b a " + "a-" * 20_000),
    ("a <longest> b", "b a " + "-" * 20_000 + "."),
    ("a.b", "acb"),
]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [(*case, True) for case in PASSES] + [(*case, False) for case in FALLS],
)
def test_what_passes(phrase: str, text: str, expected: bool) -> None:
    assert passes(phrase, text) is expected


def test_places_are_of_the_entry_and_the_phrase() -> None:
    stub = Stub("late", "lazy", "late boy")
    gate = Gate(cast(Lexicon, stub))
    assert gate.phrases("A LATE boy.") == [(0, 0), (2, 0)]
    assert stub.asked == [{"a", "late", "boy"}]
    assert gate.candidates("A late boy.") == {0, 2}


def test_a_part_is_searched_for_what_the_whole_let_pass() -> None:
    gate = Gate(cast(Lexicon, Stub("late", "lazy")))
    assert gate.narrow([(0, 0), (1, 0)], "So LAZY.") == [(1, 0)]
    assert gate.narrow([(0, 0)], "So lazy.") == []
