"""Phrases in tokens: what each mark of the notation finds, to the word."""

from __future__ import annotations

from typing import Any, cast

import pytest
import spacy

from strengthlint.engine.matching import Matching, merge
from strengthlint.engine.starting import Grammar
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.phrase import Phrase, parse_phrase

LISTS = {
    "service": (("council",), ("social", "worker"), ("ED",)),
    "name": (("Ada",),),
}


class Stub:
    """A lexicon of entries with one phrase each, what exempts them, and names."""

    lists = LISTS

    def __init__(self, *flags: str, unless: str = "", names: tuple[str, ...] = ()) -> None:
        self._flags = [parse_phrase(flag, LISTS) for flag in flags]
        self._unless = (parse_phrase(unless, LISTS),) if unless else ()
        self.names = tuple(parse_phrase(name, LISTS) for name in names)

    def phrases(self, index: int) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
        return (self._flags[index],), self._unless


@pytest.fixture(scope="module")
def nlp() -> Grammar:
    blank = spacy.blank("en")
    return Grammar(blank.vocab, blank.make_doc, blank.tokenizer.rules, ())


def matching(nlp: Grammar, *flags: str, **rest: Any) -> Matching:
    return Matching(nlp, cast(Lexicon, Stub(*flags, **rest)))


FOUND = [
    ("fail to engage", "They FAIL to engage. We fail to engage.", ["FAIL to engage", "fail to engage"]),
    ("fail to engage", "They fail, to engage.", []),
    ("fail/refuse to engage", "They refuse to engage.", ["refuse to engage"]),
    ("ED", "The ed and the ED met.", ["ED"]),
    ("the ED", "The ED met the ed.", ["The ED"]),
    ("(very) poor", "A very poor man.", ["very poor"]),
    ("(very) poor", "A poor man.", ["poor"]),
    ("(very) (Poor) man", "very Poor man", ["very Poor man"]),
    ("(very) (Poor) man", "poor man", ["man"]),
    ("(can't) cope", "I can't cope.", ["can't cope"]),
    ("(can't) cope", "I cope.", ["cope"]),
    ("put ... down", "He put it down.", ["put it down"]),
    ("put ... down", "He put down.", ["put down"]),
    ("put ... down", "He put a b c down.", ["put a b c down"]),
    ("put ... down", "He put a b c d down.", []),
    ("put ... down", "He put, down.", []),
    ("the <service>", "The council met.", ["The council"]),
    ("the <service>", "The social worker met.", ["The social worker"]),
    ("the <service>", "The ED met the ed.", ["The ED"]),
    ("(<service>) failed", "Social worker failed.", ["Social worker failed"]),
    ("(<service>) failed", "It failed.", ["failed"]),
    ("not engage", "do not engage", ["not engage"]),
    ("not engage", "don't engage", ["n't engage"]),
    ("not engage", "don’t engage", ["n’t engage"]),
    ("not engage", "dont engage", ["nt engage"]),
    ("can't cope", "I can’t cope", ["can’t cope"]),
    ("can’t cope", "I can't cope", ["can't cope"]),
    ("low/bad mood", "low mood bad mood", ["low mood", "bad mood"]),
    ("a/b/c/d/e/f/g a/b/c/d/e/f/g/h", "g h", ["g h"]),
    ("hard-to-reach", "so hard-to-reach now", ["hard-to-reach"]),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND)
def test_what_a_phrase_finds(nlp: Grammar, phrase: str, text: str, expected: list[str]) -> None:
    found = matching(nlp, phrase)
    doc = found.tokenize(text)
    spans = found.find(doc, found.places([0]))
    assert [doc[first:last].text for first, last in spans.get(0, [])] == expected
    assert list(spans) == ([0] if expected else [])


def test_only_the_entries_asked_for_are_found(nlp: Grammar) -> None:
    found = matching(nlp, "late", "lazy", "(so) late", "(so) lazy")
    doc = found.tokenize("so late so lazy")
    assert found.find(doc, []) == {}
    assert found.find(doc, found.places([0, 1])) == {0: [(1, 2)], 1: [(3, 4)]}
    assert found.find(doc, found.places([1])) == {1: [(3, 4)]}
    assert found.find(doc, found.places([3, 0])) == {3: [(2, 4)], 0: [(1, 2)]}
    assert found.find(found.tokenize("tea"), found.places([0, 3])) == {}


def test_what_exempts(nlp: Grammar) -> None:
    found = matching(nlp, "late", unless="late/slow train")
    doc = found.tokenize("The late train was a slow train.")
    assert found.exempt(doc.text, doc, 0) == [(1, 3), (5, 7)]
    assert found.exempt("late", found.tokenize("late"), 0) == []
    assert matching(nlp, "late").exempt(doc.text, doc, 0) == []


def test_names(nlp: Grammar) -> None:
    found = matching(nlp, names=("Mental Health Act", "Ada House"))
    doc = found.tokenize("the Mental Health Act and Ada House, the mental health act")
    assert found.names(doc.text, doc) == [(1, 4), (5, 7)]
    assert found.names(doc.text, doc) == [(1, 4), (5, 7)]
    assert matching(nlp).names(doc.text, doc) == []


PATTERNS = [
    ("late", [[{"LOWER": "late"}]]),
    ("late/Late/ED/slow", [[{"LOWER": {"IN": ["late", "slow"]}}], [{"ORTH": {"IN": ["Late", "ED"]}}]]),
    ("(late) ED", [[{"LOWER": "late", "OP": "?"}, {"ORTH": "ED"}]]),
    ("(late/can't) x", [
        [{"LOWER": "late", "OP": "?"}, {"LOWER": "x"}],
        [{"LOWER": "ca"}, {"LOWER": "n't"}, {"LOWER": "x"}],
        [{"LOWER": "ca"}, {"LOWER": "n’t"}, {"LOWER": "x"}],
    ]),
    ("(can't)", [[{"LOWER": "ca"}, {"LOWER": "n't"}], [{"LOWER": "ca"}, {"LOWER": "n’t"}]]),
    ("(late)", []),
    ("a ... b", [[{"LOWER": "a"}, *[{"IS_PUNCT": False, "OP": "?"}] * 3, {"LOWER": "b"}]]),
    ("<service>", [
        [{"LOWER": "council"}], [{"ORTH": "ED"}], [{"LOWER": "social"}, {"LOWER": "worker"}],
    ]),
    ("not x", [[{"LOWER": {"IN": ["not", "n't", "n’t", "nt"]}}, {"LOWER": "x"}]]),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "expected"), PATTERNS)
def test_token_patterns(nlp: Grammar, phrase: str, expected: list[object]) -> None:
    assert matching(nlp).patterns(parse_phrase(phrase, LISTS)) == expected


def test_overlapping_ranges_are_one() -> None:
    assert merge([]) == []
    assert merge([(4, 6), (0, 2), (1, 3), (0, 2)]) == [(0, 3), (4, 6)]
    assert merge([(0, 2), (2, 3)]) == [(0, 2), (2, 3)]
    assert merge([(0, 5), (1, 2)]) == [(0, 5)]
