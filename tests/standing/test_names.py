"""Names: the words between `==` are part of the one that stands beside them, or of none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from strengthlint.document import SegmentKind
from strengthlint.standing import names

if TYPE_CHECKING:
    from strengthlint.engine import Engine, Hit

NAMED = [
    # Of the lexicon's list.
    ("We saw ==Crazy== Egg here.", "Crazy Egg"),
    ("We saw Crazy ==Egg== here.", "Crazy Egg"),
    ("We saw ==Crazy Egg== here.", "Crazy Egg"),
    ("We saw ==big Crazy== Egg here.", ""),
    ("We saw Crazy ==Egg cups== here.", ""),
    ("We saw ==crazy== egg here.", ""),
    # Capitals up to a noun for teams, laws and the like.
    ("We met the ==Addicts== Team today.", "Addicts Team"),
    ("We met the ==Addicts== Team", "Addicts Team"),
    ("We met the ==addicts== Team today.", ""),
    ("We met the ==Addicts== team today.", ""),
    ("We met the ==Mad fools== Team today.", ""),
    ("We met the ==Addicts== who saw Team today.", ""),
    ("We met the ==Addicts== Rope Team Leads today.", "Addicts Rope Team Leads"),
    ("We met the ==Addicts== of the Rope of Team today.", "Addicts of the Rope of Team"),
    ("We met the ==Addicts== of the Rope of the Team today.", ""),
    ("We met the ==Addicts== & Team today.", "Addicts & Team"),
    ("We met the ==Addicts== - Team today.", "Addicts - Team"),
    ("We met the ==Addicts== – Team today.", "Addicts – Team"),
    ("We met the ==Addicts==’ Team today.", "Addicts’ Team"),
    ("We met the ==Addicts==' Team today.", "Addicts' Team"),
    ("We met the ==Addicts== + Team today.", ""),
    ("We met the ==Mad Team== today.", "Mad Team"),
    ("We met the ==Mad Fool== today.", ""),
    ("We met the ==Team== today.", ""),
    ("The Big ==of== Rope Team met us in the rain.", ""),
    # The first word of a sentence has its capital anyway.
    ("==Mad Team== met us in the rain.", ""),
    ("==Addicts== of the Rope Team met us in the rain.", ""),
    ("==Mad Addicts== of the Rope Team met us in the rain.", "Mad Addicts of the Rope Team"),
    ("==Addicts== Rope Team met us in the rain.", "Addicts Rope Team"),
    # Called so.
    ("We saw a band called ==Addicts== here.", "Addicts"),
    ("We saw a band known as ==Addicts== here.", "Addicts"),
    ("We saw a band known for ==Addicts== here.", ""),
    ("We saw a band called ==addicts== here.", ""),
    # Somebody's own name.
    ("I met Kim ==Nutter== here today.", "Kim Nutter"),
    ("I met kim ==Nutter== here today.", ""),
    ("I met Rope ==Nutter== here today.", ""),
    ("I met Kim ==nutter== here today.", ""),
    ("I met Kim ==Nutter Fool== here today.", ""),
    ("==Nutter== rang at noon and met Kim", ""),
    # Whom it is for.
    ("They play at the Club for ==Addicts== on Mondays.", "Club for Addicts"),
    ("They play at the Club for the ==Blind== on Mondays.", "Club for the Blind"),
    ("They play at the Club for ==the Blind== on Mondays.", "Club for the Blind"),
    ("Club for ==Addicts== met in the old hall.", "Club for Addicts"),
    ("Riding for ==Addicts==", "Riding for Addicts"),
    ("For ==Addicts== there is an old Hall", ""),
    ("They play at the club for ==Addicts== on Mondays.", ""),
    ("They play at the Club with ==Addicts== on Mondays.", ""),
    ("They play at the Club ==Addicts== on Mondays.", ""),
    ("They play at the Club for ==Addicts== Bar on Mondays.", ""),
    ("They play at the Club for ==DNA== on Mondays.", ""),
    ("They play at the Club for ==24 Addicts== on Mondays.", ""),
    # A title: five capitals or more.
    ("We read Living Well Beside Seven ==Addicts== last year.", "Living Well Beside Seven Addicts"),
    ("We read Living Beside Seven ==Addicts== last year.", ""),
    ("We read ==Addicts== Living Well Beside Seven last year.", "Addicts Living Well Beside Seven"),
    ("We read ==Mad Addicts== Living Well Beside.", "Mad Addicts Living Well Beside"),
    ("We read ==Mad of Addicts== Living Well.", ""),
    ("We look at the Living Well by Seven of ==Mad Addicts== here.", "Living Well by Seven of Mad Addicts"),
    ("We read ==Addicts==: Living a Well-Being / Seven of the best.", "Addicts: Living a Well-Being / Seven"),
    ("We read ==Addicts== – Living Well Beside Seven.", "Addicts – Living Well Beside Seven"),
    ("We read ==Addicts== + Living Well Beside Seven.", ""),
    ("We read J. Living Beside Seven ==Addicts== last year.", ""),
    ("WE READ LIVING WELL BESIDE SEVEN ==ADDICTS== OF THE rope", ""),
    ("WE read LIVING WELL BESIDE Seven ==ADDICTS== here.", "LIVING WELL BESIDE Seven ADDICTS"),
    ("WE read LIVING WELL BESIDE SEVEN ==ADDICTS== here.", ""),
    # A whole sentence of capitals is a title where it ends like a sentence in a reference.
    ("Living Well Beside Seven ==Addicts==.", "Living Well Beside Seven Addicts"),
    ("Living Well Beside Seven ==Addicts==", ""),
    ("Living Well Beside Seven ==Addicts==!", ""),
    ("Living Well Beside Seven ==Addicts== came", "Living Well Beside Seven Addicts"),
    ("today Living Well Beside Seven ==Addicts==", "Living Well Beside Seven Addicts"),
    # Where nearly all have capitals they say little: only the team right behind is a name.
    ("==Complex Needs== Team Moves", "Complex Needs Team"),
    ("==Complex Needs== Teams Move", ""),
    ("==Complex Needs== Bar Moves", ""),
    ("==Complex Needs== team Moves Here Now Then", ""),
    ("Council Helps ==Addicts==", ""),
    ("Kim ==Nutter== Calls", ""),
    ("Kim ==Nutter== Calls now", "Kim Nutter"),
    ("Kim ==Nutter== Calls Us now", ""),
    ("Kim ==Nutter==", "Kim Nutter"),
    ("Kim ==Nutter== Calls in the Rope and", ""),
    ("Kim ==Nutter== Calls! ! ! !", ""),
    ("kim rang: Kim ==Nutter== Calls", "Kim Nutter"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_words_within_a_name(engine: Engine, hit: Callable[..., Hit], text: str, name: str) -> None:
    assert names.reason(hit(text), engine) == (f"part of a name ({name})" if name else "")


def test_a_heading_of_two_words_is_a_headline(engine: Engine, hit: Callable[..., Hit]) -> None:
    assert names.reason(hit("Kim ==Nutter==", SegmentKind.HEADING), engine) == ""
    reason = names.reason(hit("==Mad== Team", SegmentKind.HEADING), engine)
    assert reason == "part of a name (Mad Team)"
    assert names.reason(hit("A band called ==Nutter==", SegmentKind.HEADING), engine) != ""
    assert names.reason(hit("==Nutter==", SegmentKind.HEADING), engine) == ""
