"""Where sentences end: each text is written with a bar between its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthlint.engine.sentences import LONGEST, sentence_spans

CUT = [
    "She came. | He left.",
    "Kim rang! | Nobody answered? | Then it rained… | We left.",
    "DNA'd twice. | declined a visit. | Seen at home.",
    "Was he late? | Yes.",
    # Marks that close belong to the sentence before.
    "“I waited.” | Nobody came.",
    "(He was ill.) | We waited.",
    "'Come in!' | Kim sat down.",
    # A mark that opens belongs to the sentence behind.
    "He stood. | (Kim stood.)",
    "He stood. | “Kim stood.”",
    # A question or a cry within a sentence.
    "“Why?” he asked.",
    "Help! she cried.",
    "Is that so? | She nodded.",
    # Abbreviations.
    "Seen by Dr. Khan at ten.",
    "Seen by Dr. The ward was full.",
    "Bring fruit, e.g. apples, each day.",
    "Bring fruit, tea etc. | The shop is near.",
    "Bring fruit, tea etc. Khan will pay.",
    "Came at 9 a.m. | She was well.",
    "Came at 9 p.m. Tuesday is full.",
    "Known to St. Anne's since May.",
    # Initials, and a letter that names a kind.
    "J. Smith came.",
    "We met Ms K. | She left early.",
    "We met Ms K. Brown there.",
    "He has hepatitis C. | Failed to call.",
    "He has type B. it is mild.",
    # A short word in small letters before a small letter ends none.
    "We saw ab. then went.",
    "We saw abc. | then went.",
    "Attended x2. | declined tea.",
    # A number or a web address holds points.
    "It cost 3.50 in all.",
    "Write to help.example for more.",
    "Spoke to Mr. Jones about it.",
    "He said: “Go.” | Then he left.",
    # The stop needs something behind it.
    "Kim came.  ",
    "Kim came.",
]


@pytest.mark.parametrize("written", CUT)
def test_where_sentences_end(written: str) -> None:
    parts = written.split(" | ")
    for between in (" ", "  "):
        text = between.join(parts)
        found = [text[start:end] for start, end in sentence_spans(text)]
        assert [part.strip() for part in found] == [part.strip() for part in parts]


FORGOTTEN = {
    "He was late.She left the room.": ["He was late.", "She left the room."],
    "He was calm;she left.": ["He was calm;", "she left."],
    "He was up.She left.": ["He was up.She left."],
    "He has ADHD.She left.": ["He has ADHD.She left."],
    "See notes.md for it.": ["See notes.md for it."],
    "He was late.SHE left.": ["He was late.SHE left."],
    "It was 2;3 in all.": ["It was 2;3 in all."],
}


@pytest.mark.parametrize("text", FORGOTTEN)
def test_a_space_may_be_forgotten(text: str) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == FORGOTTEN[text]


def test_no_text_has_no_sentences() -> None:
    assert list(sentence_spans("")) == []


def test_spaces_stand_between_sentences_only() -> None:
    assert list(sentence_spans("One.  Two. ")) == [(0, 4), (6, 11)]


def test_what_never_ends_is_cut_at_the_last_space_that_fits() -> None:
    text = ("word " * (LONGEST // 5 * 2)).rstrip()
    spans = list(sentence_spans(text))
    assert spans == [(0, LONGEST - 1), (LONGEST, 2 * LONGEST - 1)]


def test_a_word_without_end_is_cut_as_well() -> None:
    long = "x" * (LONGEST + 10)
    assert list(sentence_spans(f"{long} y")) == [(0, LONGEST), (LONGEST, LONGEST + 12)]
    assert list(sentence_spans(long)) == [(0, LONGEST), (LONGEST, LONGEST + 10)]
    # A long word stays whole, what nobody writes does not.
    for length, first in ((1000, LONGEST - 1000), (1001, LONGEST)):
        text = "a" * (LONGEST - length) + " " + "x" * 2000
        assert next(iter(sentence_spans(text))) == (0, first)


def test_the_longest_sentence_is_not_cut() -> None:
    text = "ab " * (LONGEST // 3) + "ab"
    assert list(sentence_spans(text[:LONGEST])) == [(0, LONGEST)]


@given(st.text(alphabet=st.sampled_from("abcD .!?…“”\"'()1é"), max_size=80))
def test_sentences_hold_every_character_but_the_spaces_between(text: str) -> None:
    clean = " ".join(text.split())
    spans = list(sentence_spans(clean))
    assert [end for _, end in spans] == sorted(end for _, end in spans)
    assert "".join(clean[s:e] for s, e in spans).replace(" ", "") == clean.replace(" ", "")


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    text = "word " * 5000 + "x" * 900 + " last."
    spans = list(sentence_spans(text))
    assert spans[0][0] == 0
    assert all(text[end : end + 1] in (" ", "") for _, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text
    assert max(end - start for start, end in spans) <= LONGEST
