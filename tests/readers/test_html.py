"""Web pages: what is prose, what kind it is, and that every character is found again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.document import Document, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.html import read

Exact = Callable[[Document], Document]


def parse(text: str) -> Document:
    return read("page.html", text.encode())


def found(text: str) -> list[str]:
    return [f"{segment.kind.value}: {segment.text}" for segment in parse(text).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>one<p>two", ["paragraph: one", "paragraph: two"]),
        ("<div>one<div>two</div>three</div>", [f"paragraph: {n}" for n in ("one", "two", "three")]),
        ("<p>un<b>able</b> to <i>see</i></p>", ["paragraph: unable to see"]),
        ("<p>one<br>two<br><br>three", ["paragraph: one two", "paragraph: three"]),
        ("<p>a &amp; b &#33; &lt;c&gt;&nbsp;d", ["paragraph: a & b ! <c> d"]),
        ("<p>1 < 2 and a <3", ["paragraph: 1 < 2 and a <3"]),
        ("<h1>A</h1><p>b", ["heading: A", "paragraph: b"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", [f"list-item: {n}" for n in "abc"] + ["paragraph: d"]),
        ("<dl><dt>a<dd>b</dl>", ["list-item: a", "list-item: b"]),
        ("<blockquote><p>a</blockquote><p>b", ["quotation: a", "paragraph: b"]),
        ("<p>He said <q>no</q>.", ["paragraph: He said “no”."]),
        ("<figure><img src=x><figcaption>a</figure>", ["caption: a"]),
        ("<footer><p>a</footer>b", ["footer: a", "paragraph: b"]),
        ("<p>a<sup>1</sup> on the 1<sup>st</sup>", ["paragraph: a on the 1st"]),
        ("<p>a <s>b</s><del>c</del> d<span style='text-decoration: line-through'>e</span>",
         ["paragraph: a d"]),
        ("<p>the <code>x</code> end<pre>y</pre>", ["paragraph: the end"]),
        ("<script>a<b</script><style>p{}</style><p>b", ["paragraph: b"]),
        ("<p hidden>a</p><p style='display: none'>b</p><template>c</template><p>d", ["paragraph: d"]),
        ("<title>a &amp; b</title><meta name=description content='c'>", ["heading: a & b", "paragraph: c"]),
        ('<p>x <img alt="a &quot;b&quot;" src=y> z', ["paragraph: x z", 'caption: a "b"']),
        ("<a href=x title='a b'>c</a>", ["caption: a b", "paragraph: c"]),
        ("<input placeholder='your name'>", ["caption: your name"]),
        ("<button>Go</button><select><option>a<option>b</select>",
         ["paragraph: Go", "paragraph: a", "paragraph: b"]),
        ("a<!-- strengthlint: ignore -->b", ["paragraph: ab", "comment: strengthlint: ignore"]),
        ("<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>a",
         ["list-item: a"]),
        ("<div style='mso-element:footnote'><p>a</div>", ["footnote: a"]),
        ("<div id=sdfootnote1><p><a class=sdfootnotesym>1</a>a</div>", ["footnote: a"]),
        ("<section role=doc-endnotes><ol><li>a</ol></section>", ["footnote: a"]),
        ("<p>a</b></div> b", ["paragraph: a", "paragraph: b"]),
        ("<td>a</td>", ["table-cell: a"]),
        ("<p>a <s>b</p><p>c", ["paragraph: a", "paragraph: c"]),
        ('<p title="x>y">a', ["caption: x>y", "paragraph: a"]),
        ("<!doctype html><?xml x?><![CDATA[x]]>a", ["paragraph: a"]),
        ("<textarea>a <b>c</textarea>d", ["paragraph: a <b>c", "paragraph: d"]),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: list[str], exact: Exact) -> None:
    assert sorted(found(text)) == sorted(expected)
    exact(parse(text))


def test_lines_are_those_of_the_file() -> None:
    document = parse("<html>\r\n<body>\r\n<p>We\r\n  asked &amp; she told us.</p>")
    (segment,) = document.segments
    start = segment.text.index("told")
    assert str(document.location(segment, start, start + 4)) == "4:19"
    assert document.source_text(segment, 0, 8) == "We\r\n  asked"
    assert document.location(segment, start, start + 4).landmark is None


def test_trail_and_columns() -> None:
    document = parse(
        "<h1>One</h1><h2>Two</h2><table><tr><th colspan=2>A<th>B"
        "<tr><td>a<td>b<td>c<table><tr><td>inner</table></table><h1>Three</h1><p>end"
    )
    by_text = {segment.text: segment for segment in document.segments}
    assert by_text["a"].trail == ("One", "Two")
    assert [by_text[text].column_heading for text in "abc"] == ["A", "A", "B"]
    assert by_text["inner"].column_heading == ""
    assert by_text["end"].trail == ("Three",)


@pytest.mark.parametrize(
    "data",
    [
        "<p>café</p>".encode(),
        "\ufeff<p>café</p>".encode(),
        "<p>café</p>".encode("utf-16"),
        "<p>café</p>".encode("cp1252"),
        "<meta charset=iso-8859-1><p>café</p>".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>café".encode("cp1252"),
        "<?xml version='1.0' encoding='iso-8859-15'?><p>café</p>".encode("iso-8859-15"),
        "<meta charset=no-such-thing><p>café</p>".encode(),
    ],
)  # fmt: skip
def test_encodings(data: bytes) -> None:
    assert [segment.text for segment in read("a.html", data).segments] == ["café"]


def test_xml_closes_at_once() -> None:
    text = "<?xml version='1.0'?><html><body><p>a<s/> b</p><script src='x'/><p>c</p></body></html>"
    assert [segment.text for segment in read("a.xhtml", text.encode()).segments] == ["a b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 50_000 + "a",
        "<b>" * 20_000 + "a" + "</b>" * 20_000,
        "<table><tr><td>" * 5_000 + "a",
        "<ul><li>" * 20_000 + "a",
        '<a b="' * 20_000,
        '<a b=">" c' * 20_000,
        "<!--" * 20_000,
        "<" * 50_000,
        "</" * 50_000,
        "<a " * 50_000,
        "&" * 50_000,
        "<title>" * 20_000,
        "<p><s>" * 20_000 + "</s>" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_pages_end(text: str, exact: Exact) -> None:
    exact(parse(text + "<p>end"))


def test_something_else_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as error:
        read("a.html", b"PK\x03\x04")
    assert error.value.kind is ReadErrorKind.UNSUPPORTED


def test_a_page_with_far_too_many_tags_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.readers._html.walk._MOST_TAGS", 100)
    with pytest.raises(UnreadableDocument) as error:
        read("a.html", b"<p>" * 101)
    assert error.value.kind is ReadErrorKind.TOO_LARGE


MARKUP = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <div> </div> <li> <ul> </ul> <td> <tr> <table> </table> <s> </s> <br> <q> "
        "</q> <h2> </h2> <!-- --> <a b=\" '> </a> <sup> 1 </sup> &amp; &#9; &shy; \u00ad \n \r\n "
        "word two ﬁ <script> </script> <title> </title> < > <img\x20alt='x\x20y'> \u200b \u2011".split(" ")
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(MARKUP)
def test_any_page_is_read_and_every_place_is_exact(text: str) -> None:
    document = parse(text)
    for segment in document.segments:
        for run in segment.offsets.runs:
            if run.is_linear:
                source = document.source[run.source_start : run.source_end]
                shown = segment.text[run.start : run.end]
                for was, is_now in zip(source, shown, strict=True):
                    assert was == is_now or is_now in " -"


PLAIN = st.recursive(
    st.text("abc ", min_size=1, max_size=6),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["p", "div", "b", "em", "ul", "li", "section", "h3", "span"]),
        st.lists(inner, max_size=3).map(" ".join),
    ),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None)
@given(PLAIN)
def test_the_words_are_those_that_another_parser_sees(text: str) -> None:
    justhtml = pytest.importorskip("justhtml")
    words = re.findall(r"\w+", justhtml.JustHTML(text).to_text())
    ours = [segment.text for segment in parse(text).segments]
    assert re.findall(r"\w+", "\n".join(ours)) == words


def test_kinds_are_prose_but_comments() -> None:
    kinds = {segment.kind for segment in parse("<p>a<!-- b -->").segments}
    assert kinds == {SegmentKind.PARAGRAPH, SegmentKind.COMMENT}
