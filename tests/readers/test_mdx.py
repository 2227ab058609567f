"""MDX: components, expressions and imports are no prose, and every place stays what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.document import Document
from strengthlint.readers._markdown.components import mask
from strengthlint.readers.mdx import read

Exact = Callable[[Document], Document]


def found(text: str) -> list[str]:
    return [f"{s.kind.value}: {s.text}" for s in read("a.mdx", text.encode()).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import A from 'a'\nexport const b = {\n\n  c: 'the homeless'\n}\n\nprose", ["paragraph: prose"]),
        ("---\ntitle: T\n---\nimport A from 'a'\n\nprose", ["heading: T", "paragraph: prose"]),
        ("Import taxes are {rate} here.", ["paragraph: Import taxes are here."]),
        ("<Note>\n    She **told** us\n</Note>", ["paragraph: She told us"]),
        ("<Note title='A b' x={{c: \"d\"}}>e</Note>", ["caption: A b", "paragraph: e"]),
        ("un<b>able</b> to", ["paragraph: unable to"]),
        ("a {/* strengthlint: ignore */} b", ["paragraph: a b", "comment: strengthlint: ignore"]),
        ("a <!-- x --> b", ["paragraph: a b", "comment: x"]),
        ("a <del>gone</del> b ~~gone~~ c", ["paragraph: a b c"]),
        ("a `{b}` c \\{d\\} 1 < 2", ["paragraph: a c {d} 1 < 2"]),
        ("```js\nconst a = {\n```\nb {c", ["paragraph: b {c"]),
        ("# A {b}\n\n- <C/> d", ["heading: A", "list-item: d"]),
        ("a {it's} b {`}`} c", ["paragraph: a b c"]),
        ("<A\n  alt=\"the pic\"\n/>\nb", ["caption: the pic", "paragraph: b"]),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: list[str], exact: Exact) -> None:
    assert sorted(found(text)) == sorted(expected)
    exact(read("a.mdx", text.encode()))


def test_places_are_those_of_the_file() -> None:
    document = read("a.mdx", b"<A>\n  {b} She told <i>us</i>.\n</A>\n")
    (segment,) = document.segments
    start = segment.text.index("told")
    assert str(document.location(segment, start, start + 4)) == "2:11"
    assert document.source_text(segment, start, start + 7) == "told <i>us"


@pytest.mark.parametrize(
    "text", ["{" * 50_000, "<a " * 50_000, "<A b='" * 20_000, "`" * 50_000 + " a"]
)
def test_hostile_files_end(text: str) -> None:
    masked, _ = mask(text)
    assert len(masked) == len(text)


PARTS = st.sampled_from(
    "{ } < > <A> </A> <b c=' \" ' ` ``` {/* */} import\x20x \n \n\n word # ~~ <!-- --> - \\{".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
def test_masking_keeps_every_character_in_its_place(text: str) -> None:
    masked, apart = mask(text)
    assert len(masked) == len(text)
    for was, is_now in zip(text, masked, strict=True):
        assert is_now in {was, " ", "\u200b"}
    for segment in apart:
        start, end = segment.offsets.source(0, len(segment.text))
        assert text[start:end].split() == segment.text.split()
