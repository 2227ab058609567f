"""Places of an editor are those of the text, in every unit that editors count in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from strengthlint.lsp.lines import Lines

TEXTS = st.text(alphabet="ab é😀\u0301\n\r\x0c\u2028", max_size=40)
WIDTH = {"utf-16": lambda text: len(text.encode("utf-16-le")) // 2, "utf-8": lambda text: len(text.encode()), "utf-32": len}  # fmt: skip


@given(TEXTS, st.data())
@pytest.mark.parametrize("encoding", WIDTH)
def test_there_and_back(encoding: str, text: str, data: st.DataObject) -> None:
    lines = Lines(text, encoding)
    at = data.draw(st.integers(0, len(text)))
    place = lines.position(at)
    start = lines.starts[place.line]
    assert place.character == WIDTH[encoding](text[start:at])
    if text[at - 1 : at + 1] != "\r\n":  # within a line end there is no place
        assert lines.offset(place) == at


def test_a_place_that_is_not_there_is_the_nearest_one() -> None:
    lines = Lines("one\ntwo\n")
    assert lines.offset(types.Position(0, 99)) == 3
    assert lines.offset(types.Position(99, 0)) == 8
    # in the middle of an emoji
    assert Lines("😀 a").offset(types.Position(0, 1)) == 0


def test_only_the_line_ends_of_the_protocol_are_line_ends() -> None:
    assert Lines("a\x0cb\u2028c\x85d\re\r\nf").starts == [0, 8, 11]
