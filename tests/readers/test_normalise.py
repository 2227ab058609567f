"""Clean text and its map back: what goes, what stays, and that places hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthlint.document import OffsetMap, SegmentKind
from strengthlint.readers.normalise import Piece, make_segment, normalise


def whole(text: str, *, dehyphenate: bool = False) -> str:
    return normalise([(text, 0, len(text))], dehyphenate=dehyphenate)[0]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("He was\nplaced", "He was placed"),
        ("\ufeff  two\t spaces \r\n", "two spaces"),
        ("no\xa0break,\u2009thin\u3000wide\u2028line", "no break, thin wide line"),
        ("self\u00adish \u200b of\u200dhim", "selfish ofhim"),
        ("di\ufb03cult \ufb01nd, \ufb06ill", "difficult find, still"),
        ("hard\u2011to\u2010reach", "hard-to-reach"),
        ("\u202aright\u202c \x07bell\x00", "right bell"),
        ("left alone: \ufffd, – and 😀", "left alone: \ufffd, – and 😀"),
        (" \n\u200b\u00ad ", ""),
        ("", ""),
    ],
)
def test_text_is_clean(raw: str, clean: str) -> None:
    assert whole(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("they got sup-\nport from us", "they got support from us"),
        ("they got sup\u2010 \r\n  port", "they got support"),
        ("the engage-\nment", "the engagement"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("COVID-\n19", "COVID-19"),
        ("self-\nneglect", "self-neglect"),
        ("Non-\ncompliant", "Non-compliant"),
        ("a hard-\nto-reach group", "a hard-to-reach group"),
        ("a hard-to-\nreach group", "a hard-to-reach group"),
        ("trauma-\ninformed", "trauma-informed"),
        (
            "a mis-\ninformed home-\nless person-\nal work-\ner",
            "a misinformed homeless personal worker",
        ),
        ("with-\nout part-\nners, part-\ntime", "without partners, part-time"),
        ("short-\nand long-term", "short- and long-term"),
        ("one of them -\nthe other", "one of them - the other"),
        ("it ended –\nand began", "it ended – and began"),
        ("a 3-\nbed house", "a 3- bed house"),
        ("trailing-\n", "trailing-"),
    ],
)
def test_hyphen_at_a_line_end(raw: str, clean: str) -> None:
    assert whole(raw, dehyphenate=True) == clean


def test_hyphen_at_a_line_end_stays_unless_asked() -> None:
    assert whole("sup-\nport") == "sup- port"


def test_soft_hyphen_at_a_line_end_always_joins() -> None:
    assert whole("sup\u00ad\nport") == "support"


def test_atomic_pieces_stand_for_their_range() -> None:
    source = "care &amp; support"
    text, offsets = normalise([("care ", 0, 5), ("&", 5, 10), (" support", 10, 18)])
    assert text == "care & support"
    assert offsets.source(0, 6) == (0, 10)
    assert offsets.source(5, 6) == (5, 10)
    assert offsets.source(7, 14) == (11, len(source))


def test_markup_between_pieces_is_skipped() -> None:
    text, offsets = normalise([("un", 0, 2), ("able", 4, 8)])
    assert text == "unable"
    assert offsets.source(0, 6) == (0, 8)


def test_ligature_maps_to_its_one_character() -> None:
    text, offsets = normalise([("a \ufb01nd", 0, 5)])
    assert text == "a find"
    assert offsets.source(2, 6) == (2, 5)
    assert offsets.source(4, 6) == (3, 5)


def test_plain_text_has_a_single_run() -> None:
    assert normalise([(" plain\ntext ", 7, 19)])[1] == OffsetMap.identity(10, 8)


def test_segment_of_nothing_is_none() -> None:
    assert make_segment([(" \u00ad", 0, 2)], SegmentKind.PARAGRAPH) is None


def test_segment_holds_what_it_is_given() -> None:
    segment = make_segment([("sup-\nport", 0, 9)], SegmentKind.TABLE_CELL, ("A",), "B", True)
    assert segment is not None
    assert (segment.text, segment.kind, segment.trail, segment.column_heading) == (
        "support",
        SegmentKind.TABLE_CELL,
        ("A",),
        "B",
    )


ODD = st.text(alphabet="ab-\n\r \t\xa0\u00ad\u200b\ufb03\u2011\u2028B2\ufeff\x1c😀", max_size=30)


@st.composite
def pieces(draw: st.DrawFn) -> tuple[str, list[Piece]]:
    """Pieces, linear and atomic, with gaps between them; and their source."""
    source = ""
    made: list[Piece] = []
    for text in draw(st.lists(ODD, max_size=8)):
        source += draw(st.sampled_from(["", "<b>", "**"]))
        start = len(source)
        source += draw(st.sampled_from([text, f"&{text};"]))
        made.append((text, start, len(source)))
    return source, made


@given(pieces(), st.booleans())
def test_text_and_map_fit(case: tuple[str, list[Piece]], dehyphenate: bool) -> None:
    source, made = case
    text, offsets = normalise(made, dehyphenate=dehyphenate)
    assert len(offsets) == len(text)
    assert text == text.strip()
    assert not re.search(r"[^\S ]|  |[\u00ad\u200b\ufeff\ufb00-\ufb06\u2011]", text)
    position = 0
    source_position = 0
    for run in offsets.runs:
        assert run.start == position < run.end
        assert source_position <= run.source_start < run.source_end <= len(source)
        position = run.end
        source_position = run.source_start
    raw = "".join(piece[0] for piece in made).replace("\ufb03", "ffi")
    letters = re.compile(r"[^\W_]")
    assert letters.findall(raw) == letters.findall(text)


@given(ODD, st.booleans())
def test_every_letter_is_found_again(raw: str, dehyphenate: bool) -> None:
    text, offsets = normalise([(raw, 0, len(raw))], dehyphenate=dehyphenate)
    for index, character in enumerate(text):
        start, end = offsets.source(index, index + 1)
        if character.isalnum() and raw[start:end] != "\ufb03":
            assert raw[start:end] == character


@pytest.mark.parametrize("unit", ["-", "-\n", " ", "\n", "a-\n", "\u00ad\n", "\u200b "])
def test_hostile_texts_come_to_an_end(unit: str) -> None:
    raw = "a" + unit * 50_000 + "a"
    text, offsets = normalise([(raw, 0, len(raw))], dehyphenate=True)
    assert text[0] == text[-1] == "a"
    assert offsets.source(0, len(text)) == (0, len(raw))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a cafe\u0301 and a nai\u0308ve man", "a café and a naïve man"),
        ("She can\u02bct, he don\x92t.", "She can’t, he don’t."),
        ("\x93Well\x94 \x96 he said", "“Well” – he said"),
        ("a known addict¹² here", "a known addict here"),
        ("He was at risk.³ She left.", "He was at risk. She left."),
        ("20 m² or 10³", "20 m² or 10³"),
        ("to the hostels12 and the police3.", "to the hostels 12 and the police 3."),
        ("He was at risk.12 She left.", "He was at risk. She left."),
        ("B12, version 2.10, www.a.org/page12, 10am", "B12, version 2.10, www.a.org/page12, 10am"),
    ],
)
def test_letters_are_what_they_read_as(raw: str, clean: str) -> None:
    assert whole(raw) == clean


@pytest.mark.parametrize("raw", ["the cafe\u0301 addict¹ left", "the cafe\u0301 addict12 left"])
def test_places_hold_where_letters_were_put_together(raw: str) -> None:
    text, offsets = normalise([(raw, 50, 50 + len(raw))])
    for word in ("café", "addict", "left"):
        start, end = offsets.source(text.index(word), text.index(word) + len(word))
        assert raw[start - 50 : end - 50].startswith(word[:3])
        assert raw[end - 50 : end - 49] in {" ", "¹", "1", ""}
