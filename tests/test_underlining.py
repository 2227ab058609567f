from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from strengthlint.underlining import carets, wrapped

WORDS = st.text("ab .“é日👋", max_size=200).map(lambda text: " ".join(text.split()))


def shown(text: str, width: int, *marks: tuple[int, int]) -> list[str]:
    lines = []
    for line in wrapped(text, width):
        lines.append(text[slice(*line)])
        lines.append(carets(text, line, marks))
    return [line for line in lines if line]


def test_a_mark_over_a_line_end_is_underlined_on_both_lines() -> None:
    assert shown("He failed to engage.", 12, (3, 19)) == [
        "He failed to",
        "   ^^^^^^^^^",
        "engage.",
        "^^^^^^",
    ]


def test_several_marks_on_one_line() -> None:
    assert shown("the homeless, the poor", 40, (14, 22), (0, 12)) == [
        "the homeless, the poor",
        "^^^^^^^^^^^^  ^^^^^^^^",
    ]


def test_wide_characters_take_two_columns() -> None:
    assert shown("日本 poor 👋 poor", 40, (3, 7), (10, 14)) == [
        "日本 poor 👋 poor",
        "     ^^^^    ^^^^",
    ]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert shown("aaaaaaa日日日", 4) == ["aaaa", "aaa", "日日", "日"]


def test_no_text_has_no_lines() -> None:
    assert wrapped("", 40) == []


@given(text=WORDS, width=st.integers(2, 60))
def test_every_character_stands_on_one_line_that_fits(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(text[slice(*line)] for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(text[slice(*line)]) <= width for line in lines)


@given(text=WORDS, width=st.integers(2, 60), data=st.data())
def test_carets_are_as_many_as_the_marked_columns(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = wrapped(text, width)
    drawn = sum(carets(text, line, [(start, end)]).count("^") for line in lines)
    between_lines = sum(start <= a[1] < end and text[a[1]] == " " for a, _ in pairwise(lines))
    assert drawn == cell_len(text[start:end]) - between_lines
