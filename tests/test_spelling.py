"""What somebody probably meant."""

from __future__ import annotations

import pytest

from strengthlint.spelling import did_you_mean, nearest

CODES = ["BLM101", "BLM1", "LAB101", "SUM100", "failed-to-engage", "the-homeless"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("BLM1O1", "BLM101"),  # the letter O
        ("blmlol", "BLM101"),  # small letters l, o, l
        ("LAB1O1", "LAB101"),
        ("5UM100", "SUM100"),
        ("The-Homeless", "the-homeless"),
        ("failed to engage", "failed-to-engage"),
        ("faild-to-engage", "failed-to-engage"),
        ("xyz", None),
    ],
)
def test_nearest(name: str, meant: str | None) -> None:
    assert nearest(name, CODES) == meant


def test_a_sentence_that_offers_it() -> None:
    assert did_you_mean("BLM1O1", CODES) == "Did you mean BLM101?"
    assert did_you_mean("scotlnd", ["scotland"], form="“{}”") == "Did you mean “scotland”?"
    assert did_you_mean("xyz", CODES, "There is a list.") == "There is a list."
