"""What every option of the built-in lexicon keeps to."""

from __future__ import annotations

from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.option import Slot


def test_every_wording_to_consider_says_what_it_stands_for(lexicon: Lexicon) -> None:
    silent = [
        f"{entry.code}: {option.text}"
        for entry in lexicon.entries()
        for option in entry.instead
        if option.slot is Slot.ANYTHING
    ]
    assert silent == []
