"""Conditions and templates of the rules about a whole document."""

from __future__ import annotations

import pytest

from strengthlint.lexicon.reckoning import (
    holds,
    problem_of_condition,
    problem_of_template,
    rendered,
)

COUNTS = {"strength": 2, "difficulty": 8, "hope": 0, "acting": 1, "done-to": 1, "sentences": 30}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("no hopes", True),
        ("no strengths", False),
        ("at least 2 strengths", True),
        ("at least 3 strengths", False),
        ("at most 2 strengths", True),
        ("more difficulties than strengths", True),
        ("more acting than done-to", False),
        ("as many acting as done-to", True),
        ("4 times as many difficulties as strengths", True),
        ("5 times as many difficulties as strengths", False),
    ],
)
def test_conditions_compare_counts(condition: str, expected: bool) -> None:
    assert problem_of_condition(condition) == ""
    assert holds(condition, COUNTS.__getitem__) is expected


def test_a_condition_that_cannot_be_read_says_how_one_is_written() -> None:
    assert "at least 4 difficulties" in problem_of_condition("many hopes")
    assert "“hops” is not counted" in problem_of_condition("no hops")


def test_a_template_says_one_several_and_none() -> None:
    template = "{acting:sentence says|sentences say}, {difficulty:one|many}, {hopes:a|b|none}"
    assert rendered(template, COUNTS.__getitem__) == "One sentence says, eight many, none"


def test_a_template_names_the_person_or_nobody() -> None:
    template = "{person's} words, {they} and {them}; {sentences}"
    assert rendered(template, COUNTS.__getitem__, "Mr Khan", "he") == (
        "Mr Khan’s words, he and him; 30"
    )
    assert rendered(template, COUNTS.__getitem__) == "The person’s words, they and them; 30"


def test_a_template_with_an_unknown_gap_is_told() -> None:
    assert "“hopess” is not counted" in problem_of_template("{hopess}")
    assert "no partner" in problem_of_template("{hopes")
