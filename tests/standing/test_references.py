"""References: the words between `==` stand in the title of one, or in none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from strengthlint.standing import references

if TYPE_CHECKING:
    from strengthlint.engine import Hit

IN_A_TITLE = [
    # Author and year.
    "Brown, A. and Lee, B. (2014) Working with ==fools==. Rope Press.",
    "Brown, A. (2014) ==Fools== and ropes.",
    "Brown, A. (2014a). ==Fools== and ropes.",
    "Brown, A. (1899): ==Fools== and ropes.",
    "3. Brown, A. (2014) ==Fools== and ropes.",
    "[3] Brown, A. (2014) ==Fools== and ropes.",
    "Brown, Anna (2014) ==Fools== and ropes.",
    "Van Brown, A. B. C. (2014) ==Fools== and ropes.",
    "O’Brown, A.-B. (2014) ==Fools== and ropes.",
    # An institution and a year.
    "Institute of Rope (2014) ==Fools== and ropes.",
    "Rope & Sons (2014). “==Fools== and ropes”.",
    # Without brackets, with what shows that it is one: an issue, pages, an address.
    "Brown A, Lee B. Working with ==fools==. J Rope. 2014;12:3-9.",
    "3. Brown A, Lee B, et al. Working with ==fools==. J Rope. 2014; 12.",
    "[3] Brown A & Lee B. Working with ==fools==. J Rope 12(3).",
    "Brown A. Working with ==fools==, p. 4.",
    "Brown A. Working with ==fools==, pp. 4.",
    "Brown A. Working with ==fools==, doi 1.",
    "Brown A. Working with ==fools==. https://rope.example",
    "Brown A. Working with ==fools==, 4–9.",
    "Brown A. Working with ==fools==, Vol. 4.",
    "Brown A. Working with ==fools==, ed. Lee.",
]

IN_NONE = [
    "==Brown==, A. (2014) Fools and ropes.",
    "Kim is a ==fool==.",
    "Kim (born 2014) is a ==fool==.",
    "Kim Brown (2014) calls them ==fools==.",
    "Kim Brown moved here (2014) and is a ==fool==.",
    "Kim Brown is a ==fool== and slept 10–12.",
    "Brown, A. (1714) ==Fools== and ropes.",
    "Brown A. met two ==fools==.",
    "Brown, A. met Lee. (He is 2014 years old) They are ==fools==.",
]


@pytest.mark.parametrize(
    ("text", "inside"), [(t, True) for t in IN_A_TITLE] + [(t, False) for t in IN_NONE]
)
def test_words_within_a_title(hit: Callable[..., Hit], text: str, inside: bool) -> None:
    assert references.reason(hit(text)) == ("part of the title in a reference" if inside else "")
