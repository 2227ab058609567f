"""The phrase notation: what people write, and the words that it stands for."""

from __future__ import annotations

import pytest

from strengthlint.lexicon.phrase import PhraseError, further_words, gate_words, parse_phrase

LISTS = {"person": (("man",), ("rough", "sleeper"))}


def words(text: str) -> list[set[str]]:
    """Each slot's choices as text; "?" marks an optional one."""
    found = []
    for slot in parse_phrase(text, LISTS):
        choices = {" ".join(row) for row in slot.words}
        if slot.list_name:
            choices = {f"<{slot.list_name}>"}
        if slot.gap:
            choices = {"..."}
        elif slot.optional:
            choices |= {"?"}
        found.append(choices)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail~ to", [{"fail", "fails", "failed", "failing"}, {"to"}]),
        ("addict(s)", [{"addict", "addicts"}]),
        ("person(s)", [{"person", "persons", "people"}]),
        ("child(s)", [{"child", "children"}]),
        ("from/with", [{"from", "with"}]),
        ("(very) low", [{"very", "?"}, {"low"}]),
        ("(as a) case", [{"as a", "?"}, {"case"}]),
        ("no ... insight", [{"no"}, {"..."}, {"insight"}]),
        ("old <person>", [{"old"}, {"<person>"}]),
        ("non-compliant", [{"non compliant", "non - compliant", "noncompliant"}]),
        ("hard-to-reach", [{"hard to reach", "hard - to - reach"}]),
        ("LAC", [{"LAC"}]),
        ("label~", [{"label", "labels", "labeled", "labelled", "labeling", "labelling"}]),
    ],
)
def test_what_a_phrase_stands_for(text: str, expected: list[set[str]]) -> None:
    assert words(text) == expected


def test_verbs_before_a_bare_not_have_their_short_forms() -> None:
    assert {"wo", "will"} <= words("will~ not engage")[0]
    assert {"ca", "can"} <= words("can~ not cope")[0]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        ("() case", "nothing in it"),
        ("<persons> fail~", "not one of the word lists"),
        ("fail~/ to", "nothing beside it"),
        ("... insight", "a word on both sides"),
        ("bad~ly done", "where none can stand"),
        ("a (b", "missing its partner"),
        ("-old", "hyphen"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(text: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=complaint):
        parse_phrase(text, LISTS)


def test_the_gate_asks_for_every_word_that_must_be_there() -> None:
    assert gate_words(parse_phrase("(very) entrenched <person>", LISTS), LISTS) == [
        {"entrenched"},
        {"man", "sleeper"},
    ]


def test_the_gate_never_asks_for_words_that_the_tokenizer_cuts_out_of_others() -> None:
    # "cannot" and "dont" hold "not" and "do" without a boundary that the gate could see.
    assert gate_words(parse_phrase("do~ not engage", LISTS), LISTS) == [{"engage"}]
    assert gate_words(parse_phrase("he be~ not", LISTS), LISTS) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # "nothing" is asked for already; "for" may touch nothing, and "good" neither
        ("good for nothing", []),
        ("good-for-nothing", ["for", "good"]),
        # both ways to write it have one run in common
        ("hard-to-reach/hard-to-help", ["hard"]),
        ("no-show", []),
        ("(old-fashioned) <person>", []),
        ("lazy/idle", []),
    ],
)
def test_a_text_must_hold_every_run_of_a_word_of_several(phrase: str, expected: list[str]) -> None:
    assert further_words(parse_phrase(phrase, LISTS)) == expected
