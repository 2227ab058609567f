"""Phrases of standings in a text: what each mark of the notation finds, to the word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy

from strengthlint.engine.phrases import Finder, Sought, Text
from strengthlint.lexicon.phrase import parse_phrase

LISTS = {
    "service": (("council",), ("social", "worker"), ("social", "worker", "team"), ("ED",)),
    "none": (),
}
tokenize = spacy.blank("en").make_doc


def finder() -> Finder:
    return Finder(LISTS, tokenize)


def ready(of: Finder, *phrases: str) -> Sought:
    return of.sought([parse_phrase(phrase, LISTS) for phrase in phrases])


def text(words: str) -> Text:
    return Text(lambda: tokenize(words), Finder.words_of(words))


def found(phrases: Sequence[str], words: str) -> list[str]:
    """What stands at each place where one of some phrases is found."""
    of, read = finder(), text(words)
    return [read.doc[first:last].text for first, last in of.find(ready(of, *phrases), read)]


FOUND = [
    (["he said"], "He SAID that he said it.", ["He SAID", "he said"]),
    (["he said"], "He, said it.", []),
    (["he said"], "He", []),
    (["he said"], "Said he", []),
    (["said"], "It was said", ["said"]),
    (["he said", "she said"], "She said he said so.", ["She said", "he said"]),
    (["he said", "he (really) said"], "He said so.", ["He said"]),
    # Some words or none.
    (["(he) said"], "Then he said so.", ["he said", "said"]),
    (["said (it)"], "He said it", ["said", "said it"]),
    (["(as) (he) said"], "So said", ["said"]),
    (["said ... so"], "He said so.", ["said so"]),
    (["said ... so"], "He said a b c so.", ["said a b c so"]),
    (["said ... so"], "He said a b c d so.", []),
    (["said ... so"], "He said, so.", []),
    (["said ... so"], "He said a b", []),
    (["said ... so"], "He said", []),
    (["said ... (so) it"], "He said so it", ["said so it"]),
    # A capital is only itself, small letters are any.
    (["the ED"], "The ED and the ed", ["The ED"]),
    (["ED"], "ed", []),
    # Lists, also of several words.
    (["<service> said"], "The COUNCIL said, the social worker said.", ["COUNCIL said", "social worker said"]),
    (["<service> said"], "The social said.", []),
    (["<service>"], "A social worker team", ["social worker", "social worker team"]),
    (["<service>"], "The social", []),
    (["<service>"], "The ED met the ed.", ["ED"]),
    (["<service> and <service>"], "The council and council", ["council and council"]),
    (["(<service>) said"], "The council said", ["council said", "said"]),
    (["<none> said"], "He said", []),
    # Words that the tokenizer cuts, with either apostrophe.
    (["don't say"], "I don't say, I don’t say.", ["don't say", "don’t say"]),
    (["not say"], "I don't say, I did not say, I dont say.", ["n't say", "not say", "nt say"]),
    (["not"], "Not so.", ["Not"]),
    (["hard-to-reach"], "hard to reach or hard-to-reach", ["hard to reach", "hard-to-reach"]),
    # All the words of a choice.
    (["said/wrote it/this"], "He wrote this and said it.", ["wrote this", "said it"]),
    ([], "He said so.", []),
]  # fmt: skip


@pytest.mark.parametrize(("phrases", "words", "expected"), FOUND)
def test_what_phrases_find(phrases: list[str], words: str, expected: list[str]) -> None:
    assert sorted(found(phrases, words)) == sorted(expected)


def test_each_group_of_phrases_finds_its_own_in_each_text() -> None:
    of = finder()
    said, wrote, nothing = ready(of, "he said", "not"), ready(of, "he wrote"), ready(of)
    assert (bool(said), bool(nothing)) == (True, False)
    for words, expected in {
        "He said he wrote.": ([(0, 2)], [(2, 4)]),
        "He wrote.": ([], [(0, 2)]),
        "She did not.": ([(2, 3)], []),
        "Tea.": ([], []),
    }.items():
        read = text(words)
        for _ in range(2):
            assert (of.find(said, read), of.find(wrote, read)) == expected
            assert of.find(nothing, read) == []


def test_the_words_of_a_text_are_its_runs_of_letters_in_small_letters() -> None:
    assert Finder.words_of("It’s 5-A, DNA’d") == {"it", "s", "a", "dna", "d"}
