"""Rich text: destinations, bytes and Unicode, tables, what is not read, hostile files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.rtf import read

Exact = Callable[[Document], Document]

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}"
    r"{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Wingdings;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Quote;}{\s3 List Bullet;}"
    r"{\*\cs1 Strong;}{\s4 caption;}{\s5\sbasedon1 My Heading;}{\s6 Title;}}"
)


def parse(body: str) -> Document:
    return read("letter.rtf", (HEAD + body + "}").encode("latin-1"))


def found(body: str) -> list[str]:
    return [f"{segment.kind.value}: {segment.text}" for segment in parse(body).segments]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"She told\par", "She told"),
        (r"\b She\b0  told {\i us}", "She told us"),
        ("She \r\ntold", "She told"),
        (r"She\line told\tab us\~now", "She told us now"),
        (r"caf\'e9 \'93no\'94", "café “no”"),
        (r"\u233?t\u233\'e9", "été"),
        (r"{\uc2\u233\'e9x}{\uc0\u233}", "éé"),
        (r"\u-10179?\u-8704?ok", "\U0001f600ok"),
        (r"\f1\'cf\'f0\'e8", "При"),
        (r"\f2\'93\'fa\'96\'7b", "日本"),
        (r"\lquote a\rquote\emdash b\endash c", "‘a’—b–c"),
        (r"a\{b\}\\c", r"a{b}\c"),
        (r"wheel\_chair sup\-port", "wheel-chair support"),
        (r"{\*\unknown hidden}seen", "seen"),
        (r"a{\v hidden} b{\strike struck} c{\striked1 struck}", "a b c"),
        (r"a{\deleted gone} b{\revised new}", "a bnew"),
        (r"{\upr{old}{\*\ud{new}}} text", "new text"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the words}}", "the words"),
        (r"a{\*\annotation{\pard a remark\par}} b", "a b"),
        (r"{\pict\picw1 89504e47}a", "a"),
        (r"{\pict\bin6 }{\\\x}a" + "", "a"),
        (r"{\info{\title Secret}}a{\*\bkmkstart x}b", "ab"),
        (r"a\deleted\par b\deleted0 c", "ac"),
        (r"{\xe{\v index}}a", "a"),
    ],
)
def test_text(body: str, text: str, exact: Exact) -> None:
    document = exact(parse(body))
    assert [segment.text for segment in document.segments] == [text]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\pard\s1 A\par\pard b\par", ["heading: A", "paragraph: b"]),
        (r"\pard\s5 A\par\pard\s6 B\par", ["heading: A", "heading: B"]),
        (r"\pard\outlinelevel1 A\par", ["heading: A"]),
        (r"\pard\s2 A\par\pard\s4 B\par", ["quotation: A", "caption: B"]),
        (r"\pard\s3 A\par\pard\ls1{\listtext 1.}B\par\pard{\pntext *}C\par",
         ["list-item: A", "list-item: B", "list-item: C"]),
        (r"a{\footnote \pard{\super\chftn} b\par} c\par", ["paragraph: a c", "footnote: b"]),
        (r"{\header \pard a\par}{\footer b}c", ["paragraph: c", "header: a", "footer: b"]),
        (r"{\headerf first}c", ["paragraph: c"]),
        (r"\titlepg{\headerf first}c", ["paragraph: c", "header: first"]),
        (r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt \pard b\par}}}c\par", ["paragraph: ac", "paragraph: b"]),
        (r"a\par" + "\n" + r"\par b", ["paragraph: a", "paragraph: b"]),
    ],
)  # fmt: skip
def test_kinds(body: str, expected: list[str], exact: Exact) -> None:
    assert found(body) == expected
    exact(parse(body))


def test_tables_have_columns_and_notes_a_trail() -> None:
    document = parse(
        r"\pard\s1 Plan\par\trowd\pard\intbl Date\cell Need\cell\row"
        r"\trowd\pard\intbl May\cell A{\footnote b}\par flat\cell\row\pard end\par"
    )
    by_text = {segment.text: segment for segment in document.segments}
    assert by_text["flat"].column_heading == "Need"
    assert by_text["May"].column_heading == "Date"
    assert by_text["b"].trail == ("Plan",)
    place = document.location(by_text["flat"], 0, 4).landmark
    assert place is not None
    assert place.cell is not None
    assert (place.cell.table, place.cell.row, place.cell.column) == (1, 2, 2)
    assert by_text["end"].kind.value == "paragraph"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReadErrorKind.DAMAGED),
        (b"PK\x03\x04", ReadErrorKind.UNSUPPORTED),
        (b"plain text", ReadErrorKind.UNSUPPORTED),
        (b"{\\rtf1" + b"{" * 50_000, ReadErrorKind.DAMAGED),
        (b"{\\rtf1 {\\pict 00}}", ReadErrorKind.NO_TEXT),
        (b"{\\rtf1 " + b"a\\par " * 160_000 + b"}", ReadErrorKind.TOO_LARGE),
    ],
)
def test_what_cannot_be_read(data: bytes, kind: ReadErrorKind) -> None:
    with pytest.raises(UnreadableDocument) as error:
        read("a.rtf", data)
    assert error.value.kind is kind
    assert error.value.message.endswith(".")


def test_a_file_that_breaks_off_says_so() -> None:
    document = read("a.rtf", rb"{\rtf1 She told us")
    assert [segment.text for segment in document.segments] == ["She told us"]
    assert document.gaps[0].startswith("This file breaks off")
    assert read("a.rtf", rb"{\rtf1 She told us}" + b"\0").gaps == ()


def test_an_embedded_file_is_told() -> None:
    document = parse(r"a{\object\objemb{\*\objdata 01}{\result b}}")
    assert document.gaps == ("An embedded file was not read; look at the words in them yourself.",)


WORDS = st.sampled_from(
    r"{ } \par a\  b \'e9 \u233? \u-10179? \cell \row \intbl \pard \plain \deleted \v \v0 \uc2 \* \s1 "
    r"{\footnote {\header {\*\x {\field {\fldrslt \bin3 \line \~ \- \f2 \f3 \'93 {\upr {\*\ud \listtext"
    .split(" ")
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_anything_after_a_head_is_read_with_exact_places(words: list[str]) -> None:
    document = read("a.rtf", (HEAD + "".join(words)).encode("latin-1"))
    for segment in document.segments:
        start, end = segment.offsets.source(0, len(segment.text))
        # The blank that parts a word from the number of its note is not in the source.
        assert len(document.source[start:end]) >= len(segment.text.replace(" ", ""))
