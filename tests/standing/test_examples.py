"""The built-in standings hold where their examples say, and nothing holds where those say so."""

from __future__ import annotations

from strengthlint.audit import failing_standings
from strengthlint.lexicon import Lexicon


def test_every_example_of_the_built_in_standings(lexicon: Lexicon) -> None:
    assert failing_standings(lexicon) == []
