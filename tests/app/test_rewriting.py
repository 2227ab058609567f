"""What somebody wrote is told apart from the wordings that they took."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from strengthlint.app.rewriting import Exchange, exchanges

BEFORE = "Kev failed to engage with us."
TAKEN = Exchange(4, 20, "did not take part")

words = st.sampled_from(["Kev", "failed", "to", "engage", "us.", "😀", "he", ",", "non-compliant"])
texts = st.lists(words, min_size=1, max_size=8).map(" ".join)


def test_a_wording_that_was_taken_stands() -> None:
    assert exchanges(BEFORE, "Kev did not take part with us.", [TAKEN]) == ([TAKEN], [])


def test_what_is_written_beside_it_is_somebodys_own() -> None:
    standing, own = exchanges(BEFORE, "Today Kev did not take part with them.", [TAKEN])
    assert standing == [TAKEN]
    assert own == [Exchange(0, 3, "Today Kev"), Exchange(26, 28, "them")]


def test_what_is_written_over_it_is_all_their_own() -> None:
    assert exchanges(BEFORE, "Kev did not yet take part with us.", [TAKEN]) == (
        [],
        [Exchange(4, 20, "did not yet take part")],
    )


def test_words_side_by_side_are_one_change() -> None:
    assert exchanges(BEFORE, "Kev has not met us.", []) == (
        [],
        [Exchange(4, 25, "has not met")],
    )


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, list[Exchange], str]:
    before = draw(texts)
    ends = sorted(draw(st.sets(st.integers(0, len(before)), max_size=4)))
    taken = [Exchange(*ends, draw(texts)) for ends in zip(ends[::2], ends[1::2], strict=False)]
    between = before
    for each in reversed(taken):
        between = between[: each.start] + each.text + between[each.end :]
    start = draw(st.integers(0, len(between)))
    end = draw(st.integers(start, len(between)))
    after = between[:start] + draw(st.just("") | texts) + between[end:]
    return before, taken, draw(st.sampled_from([after, between, ""]))


@given(rewritten())
def test_both_together_make_the_passage_as_it_is(case: tuple[str, list[Exchange], str]) -> None:
    before, taken, after = case
    standing, own = exchanges(before, after, taken)
    both = sorted([*standing, *own], key=lambda each: each.start)
    assert all(each.start < each.end for each in both)
    assert all(one.end <= other.start for one, other in pairwise(both))
    made = before
    for each in reversed(both):
        made = made[: each.start] + each.text + made[each.end :]
    assert made == after
