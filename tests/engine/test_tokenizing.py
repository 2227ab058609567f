"""The tokenizer cuts every text as spaCy's own does, however little of it is ready."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthlint.engine import grammar, tokenizing
from strengthlint.lexicon.location import grammar_folder

SAVED: dict[str, Any] = import_module("srsly").msgpack_loads(
    (grammar_folder() / "tokenizer").read_bytes()
)
PATTERNS = [name for name in tokenizing._PATTERNS if SAVED[name]]
NEAR = [chr(code) for code in (*range(0x200), *range(0x2000, 0x2070))]


def places(pattern: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(pattern, text)]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_shortened_pattern_reads_every_near_letter_alike(name: str) -> None:
    whole, short = SAVED[name], tokenizing.shortened(SAVED[name])
    assert len(short) < 0.4 * len(whole)
    for letter in NEAR:
        for text in (f"{letter}a", f"a{letter}", f"a{letter}b", f"A{letter}{letter}.", f"1{letter}", f"a.{letter}c"):  # fmt: skip
            assert places(short, text) == places(whole, text), (letter, text)


@given(st.text(st.sampled_from("aZé'’-–.…,:/€$3 \u2009)“") | st.sampled_from(NEAR)))
def test_a_shortened_pattern_reads_every_near_text_alike(text: str) -> None:
    for name in PATTERNS:
        whole, short = SAVED[name], tokenizing.shortened(SAVED[name])
        assert places(short, text) == places(whole, text), name


@given(st.text())
def test_a_pattern_answers_as_the_whole_does(text: str) -> None:
    for name in PATTERNS:
        method = tokenizing._PATTERNS[name]
        asked = tokenizing._Pattern(SAVED[name], method, tokenizing._IN_EVERY.get(name, ""))
        expected = getattr(re.compile(SAVED[name]), method)(text)
        if method == "finditer":
            assert [m.span() for m in asked(text)] == [m.span() for m in expected]
        else:
            assert (asked(text) and asked(text).span()) == (expected and expected.span())


@given(st.text(st.characters(exclude_characters=".")))
def test_every_address_has_a_full_stop(text: str) -> None:
    assert re.match(SAVED["url_match"], text) is None


ENDINGS = ["]", "'s", "...", ".", "km", "£", "+", "”", "—", "e", "9", "A", " "]


@given(st.lists(st.sampled_from(ENDINGS), max_size=8), st.sampled_from(ENDINGS), st.integers(0, 90))
def test_a_long_text_ends_as_all_of_it_does(parts: list[str], many: str, times: int) -> None:
    pattern = re.compile(SAVED["suffix_search"])
    text = "".join(["word", *parts, many * 3 * times, *parts])
    found, expected = tokenizing._AtEnd(pattern.search)(text), pattern.search(text)
    assert (found and found[0]) == (expected and expected[0])


def test_no_more_than_the_end_of_a_long_text_is_looked_at() -> None:
    looked_at: list[int] = []
    pattern = re.compile(SAVED["suffix_search"])

    def search(text: str) -> re.Match[str] | None:
        looked_at.append(len(text))
        return pattern.search(text)

    assert tokenizing._AtEnd(search)("[" * 5_000 + "]")
    assert looked_at == [tokenizing._END]


FAR = [
    "Ω≈ç and Привет, мир. She paid 5₽ to 東京。 ok",
    "see www.gov.uk or http://x.org. Mail a@b.co, ½ cup of café—naïve",
]


@pytest.mark.parametrize("text", FAR)
def test_far_letters_are_cut_as_by_the_ordinary_tokenizer(text: str) -> None:
    from strengthlint.engine import starting

    ordinary = starting.ordinary(grammar_folder(), grammar._NO_ABBREVIATIONS)
    assert [t.text for t in grammar.load().make_doc(text)] == [
        t.text for t in ordinary.make_doc(text)
    ]


def test_an_attribute_is_known_without_the_schema() -> None:
    import spacy
    from spacy.matcher import PhraseMatcher

    vocab = spacy.blank("en").vocab
    with tokenizing._attributes_known():
        assert len(PhraseMatcher(vocab, attr="LOWER")) == 0
        with pytest.raises(ValueError, match="E152"):
            PhraseMatcher(vocab, attr="NO_SUCH")
    matching: Any = import_module("spacy.matcher.phrasematcher")
    assert matching.TokenPattern is not tokenizing._Attributes
