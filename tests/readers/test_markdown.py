"""Markdown: what is prose, what kind it is, and that every word is found again."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.errors import UnreadableDocument
from strengthlint.readers.markdown import read

CASES = sorted(Path(__file__).with_name("cases").glob("*.md"))


def parse(text: str) -> Document:
    return read("note.md", text.encode())


def only(text: str) -> Segment:
    (segment,) = parse(text).segments
    return segment


def texts(text: str) -> list[str]:
    return [segment.text for segment in parse(text).segments]


def as_data(document: Document) -> list[dict[str, object]]:
    """The segments as they are written in the cases."""
    found = []
    for segment in document.segments:
        place = document.location(segment, 0, len(segment.text))
        entry: dict[str, object] = {
            "text": segment.text,
            "kind": segment.kind.value,
            "place": f"{place.line}:{place.column}-{place.end_line}:{place.end_column}",
        }
        if segment.trail:
            entry["trail"] = list(segment.trail)
        if segment.column_heading:
            entry["column"] = segment.column_heading
        found.append(entry)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_case(case: Path) -> None:
    expected = yaml.safe_load(case.with_suffix(".segments.yaml").read_text("utf-8"))
    assert as_data(read(case.name, case.read_bytes())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ![b *c*](x 'd') e", ["paragraph: a e", "caption: b c", "caption: d"]),
        ("[a](x \"b &amp; \\\" c\")", ["paragraph: a", 'caption: b & " c']),
        ("[a](x (b))", ["paragraph: a", "caption: b"]),
        ("[a](x 'b\nc')", ["paragraph: a", "caption: b c"]),
        ("[a][b]\n\n[b]: x 'c'", ["paragraph: a", "caption: c"]),
        ("a <img alt='b &lt; c' title=d> e", ["paragraph: a e", "caption: b < c", "caption: d"]),
        ("<p><img alt=b> a</p>", ["paragraph: a", "caption: b"]),
        ("> ![a](x)", ["quotation: a"]),
        ("---\ntitle: A b # c\n---\nd", ["heading: A b", "paragraph: d"]),
        ("---\ntitle: 'It''s'\ndescription: \"a \\\"b\\\"\"\n---", ["heading: It's", 'paragraph: a "b"']),
        ("---\ndescription: >-\n  a\n  b\ntags: c\n---", ["paragraph: a b"]),
        ("---\ntitle: a\n  b\n---", ["heading: a b"]),
        ("+++\ntitle = \"a\"\ndraft = true\n+++\nb", ["heading: a", "paragraph: b"]),
    ],
)  # fmt: skip
def test_titles_and_alternative_texts_stand_by_themselves(text: str, expected: list[str]) -> None:
    document = parse(text)
    assert sorted(f"{s.kind.value}: {s.text}" for s in document.segments) == sorted(expected)
    check_words(document)


def test_the_title_of_the_page_heads_its_trail_once() -> None:
    text = "---\ntitle: Policy\n---\n# Policy\n## Part\nx\n"
    assert parse(text).segments[-1].trail == ("Policy", "Part")
    assert parse(text.replace("# Policy\n## ", "## ")).segments[-1].trail == ("Policy", "Part")


WORD = re.compile(r"[^\W_]+")


def check_words(document: Document) -> None:
    """Every word, and every pair of words, stands where its segment says it does."""
    for segment in document.segments:
        assert segment.text == " ".join(segment.text.split())
        assert len(segment.offsets) == len(segment.text)
        words = list(WORD.finditer(segment.text))
        for number, word in enumerate(words):
            source = document.source_text(segment, *word.span())
            if source != word.group():
                assert letters(source).find(word.group()) >= 0, (source, word)
            start, end = segment.offsets.source(*word.span())
            assert document.source[start:end][0] not in " \n\t\r"
            if number:
                both = document.source_text(segment, words[number - 1].start(), word.end())
                assert both.startswith(words[number - 1].group()[0])
                assert both.endswith(word.group()[-1])


def letters(source: str) -> str:
    """The letters of a stretch of source that has markup within a word."""
    without = re.sub(r"<!--.*?-->|<[^<>]*>|\]\([^)]*\)|\]\[[^\]]*\]|\[\^\w+\]", "", source)
    return "".join(re.findall(r"[^\W_]", without))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He *failed* to engage", "failed* to engage"),
        ("He **failed to\nengage**", "failed to\nengage"),
        ("> He failed\n> to engage", "failed\n> to engage"),
        ("> - He failed\n>   to engage", "failed\n>   to engage"),
        ("> He failed\nto engage", "failed\nto engage"),
        ("1. x\n\n   He failed \r\n   to engage", "failed \r\n   to engage"),
        ("\tcode\n\n- \tfailed\n\t  to engage", "failed\n\t  to engage"),
        ("[failed](http://x) to engage", "failed](http://x) to engage"),
        ("[failed to][x] engage\n\n[x]: y", "failed to][x] engage"),
        ("x ![failed to **engage**](x) y", "failed to **engage"),
        ("x [y](z 'failed to \\\"engage')", 'failed to \\"engage'),
        ("failed `x` to engage", "failed `x` to engage"),
        ("failed <!-- x --> to engage", "failed <!-- x --> to engage"),
        ("failed  \nto\\\nengage", "failed  \nto\\\nengage"),
        ("a_b_c * ~ [ failed ] to engage", "failed ] to engage"),
        ("failed ~~not~~ to **en**gage", "failed ~~not~~ to **en**gage"),
        ("| a | b |\n|--|--|\n| c\\|d | failed to engage |", "failed to engage"),
        ("> | a |\n> |--|\n> | failed **to** engage", "failed **to** engage"),
        ("  ###  failed to engage ##", "failed to engage"),
        ("- # failed to engage", "failed to engage"),
        ("failed to\n  engage\n===", "failed to\n  engage"),
        ("<p>He failed\r\n<b>to</b> engage</p>", "failed\r\n<b>to</b> engage"),
        ("- <div>\n  failed\n  to engage", "failed\n  to engage"),
        ("x[^1]\n\n[^1]: failed to\n  engage", "failed to\n  engage"),
    ],
)
@pytest.mark.parametrize("before", ["", "---\r\ntitle: x\r\n---\r\n", "* * *\r\n\r\n"])
def test_places_are_exact(text: str, found: str, before: str) -> None:
    document = parse(before + text)
    for segment in document.segments:
        match = re.search(r"failed.*to.*engage", segment.text)
        if match:
            assert document.source_text(segment, *match.span()) == found
            break
    else:
        pytest.fail("not found")
    check_words(document)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Tom &amp; Ann &copy;&#33; \\*not\\*", "Tom & Ann ©! *not*"),
        ("un**able**", "unable"),
        ("the `x`, <https://x.org> and <a@b.org> end", "the , and end"),
        ("one<br>two", "one two"),
        ("was homeless<sup>12</sup> on the 1<sup>st</sup>", "was homeless on the 1st"),
        ("<kbd>the homeless</kbd> left", "left"),
        ("a [link *text*](u)", "a link text"),
        ("a ~~gone~~ b<del>gone</del> c<s>*gone*</s>", "a b c"),
        ("![a [b](c) ![d](e)](f)", "a b d"),
        ("a note[^n].", "a note."),
        ("- [x] done", "done"),
        ("snake_case and 2*3*4 = 24", "snake_case and 234 = 24"),
        ("no ref [here] or [there][x]", "no ref [here] or [there][x]"),
    ],
)
def test_inline_prose(text: str, clean: str) -> None:
    assert only(text).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "    code",
        "```\nfence\n```",
        "`code`",
        "[x]: http://y",
        "~~the homeless~~",
        "---\ntags: the homeless\n---",
        "<script>the homeless</script>",
        "<style>\n\nthe homeless\n\n</style>",
        "<!-- -->",
        "<?php the homeless ?>",
        "<https://the-homeless.org>",
        "***",
        "",
        "\ufeff",
    ],
)
def test_not_prose(text: str) -> None:
    assert texts(text) == []


def test_a_rule_and_a_heading_are_no_front_matter() -> None:
    assert texts("---\n\nwords\n---\n") == ["words"]
    assert texts("---\nOne more thing\n") == ["One more thing"]


def test_comments_are_kept_apart() -> None:
    document = parse("The <!-- one --> autistic\n\n<!-- strengthlint: off\nnow -->\n\n- <!--x-->")
    kinds = [(segment.text, segment.kind) for segment in document.segments]
    assert kinds == [
        ("The autistic", SegmentKind.PARAGRAPH),
        ("one", SegmentKind.COMMENT),
        ("strengthlint: off now", SegmentKind.COMMENT),
        ("x", SegmentKind.COMMENT),
    ]


def test_trail_is_what_stands_above() -> None:
    document = parse("# A\n\n## B\n\nb\n\n### C\n\n## D\n\nd\n\n> # Q\n\ne")
    assert [(segment.text, segment.trail) for segment in document.segments] == [
        ("A", ()),
        ("B", ("A",)),
        ("b", ("A", "B")),
        ("C", ("A", "B")),
        ("D", ("A",)),
        ("d", ("A", "D")),
        ("Q", ("A", "D")),
        ("e", ("A", "D")),
    ]


def test_html_quotation_ends_or_is_none() -> None:
    closed = parse("<blockquote>\n\nq\n\n</blockquote>\n\np")
    assert [segment.kind.value for segment in closed.segments] == ["quotation", "paragraph"]
    unclosed = parse("<blockquote>\n\nq\n\np")
    assert [segment.kind.value for segment in unclosed.segments] == ["paragraph", "paragraph"]


def test_too_deep_nesting_leaves_a_gap() -> None:
    document = parse(">" * 150 + " deep\n\nafter")
    assert texts("after") == [document.segments[-1].text]
    assert len(document.gaps) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 3_000 + "](x)" * 3_000,
        "[a](" * 20_000,
        "*a_ " * 20_000,
        "**" * 20_000,
        "> " * 5_000 + "x",
        "- " * 2_000 + "x",
        "\n".join(" " * (2 * depth) + "- x" for depth in range(300)),
        "`" * 20_000 + "a" + "`" * 19_999,
        "<!--" * 20_000,
        "x <!--" * 20_000,
        "<a " * 20_000,
        "<p>\n" + "<a '\"" * 20_000,
        "<p>" + "<code>" * 20_000,
        "x" + "<code>" * 20_000,
        "<blockquote>\n\n" * 5_000,
        "&" * 50_000,
        "|" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|x\n" * 100,
        "[x]: " * 5_000,
        "[^1]: a\n" * 5_000,
        "~" * 20_001 + "a" + "~" * 20_001,
        "\x00\u2028\x0b\x0c\x1c\x85" * 2_000,
    ],
    ids=range(22),
)
def test_hostile_texts_are_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableDocument):
        check_words(parse(text))


PARTS = """
    alpha beta gamma é Über x1 * ** _ __ ` `` ~~ [ ] ( ) ![ ](u) [r] [^1] < > <b> </b> <br> <!--
    --> <p> </p> <td> <div> </div> <code> </code> <sup> </sup> &amp; &eacute; &#65; \\ \\* \\|
    | |-| |--|--| # ## === --- - + 1. > >> : [r]:u [^1]: ! <http://x.y> * ~ \ufb01n soft\u00adhy
    """.split()
GAPS = st.sampled_from(
    ["", "", " ", " ", "  ", "\n", "\r\n", "\n\n", "\n  ", "\n    ", "\t", "\n> ", "\n- "]
)


def markdown(parts: Sequence[str] = PARTS) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(st.sampled_from(parts), GAPS).map("".join), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(markdown())
def test_words_are_found_again(text: str) -> None:
    check_places(parse(text))


def rendered(tokens: list[Token]) -> str:
    """The text that markdown-it's own rendering shows, without code and automatic links."""
    shown = ""
    automatic = False
    for token in tokens:
        if token.type in {"link_open", "link_close"} and token.info == "auto":
            automatic = token.nesting == 1
        elif token.children:
            shown += rendered(token.children)
        elif token.type == "text" and not automatic:
            shown += token.content
    return shown


@settings(max_examples=400, deadline=None)
@given(markdown([part for part in PARTS if not re.match(r"<(?!http)|\[\^", part)]))
def test_no_word_is_lost(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    found = "".join(segment.text for segment in parse(text).segments)
    expected = rendered(tokens).replace("\ufb01", "fi").replace("\u00ad", "")
    word = re.compile(r"[^\W_]")
    assert word.findall(found) == word.findall(expected)


def check_places(document: Document) -> None:
    """Every linear stretch of a segment is what stands in the source."""
    for segment in document.segments:
        assert segment.text == " ".join(segment.text.split())
        assert len(segment.offsets) == len(segment.text)
        last = 0
        for run in segment.offsets.runs:
            assert last <= run.source_start < run.source_end <= len(document.source)
            last = run.source_start
            source = document.source[run.source_start : run.source_end]
            clear = segment.text[run.start : run.end]
            if source.startswith("&") and source.endswith(";"):
                continue
            if run.is_linear and clear != " ":
                assert re.sub(r"\s", " ", source) == clear
            elif source.startswith("\\") and clear != " ":
                assert source[1:] == clear
            else:
                assert clear in {" ", "fi", f"{source} "}
    starts = [segment.offsets.runs[0].source_start for segment in document.segments]
    assert starts == sorted(starts)


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=200), markdown().map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocument):
        check_places(read("note.md", data))


@pytest.mark.parametrize("unit", ["[", "![", "[a](", "[[x] ", "**a", "<a b='"])
def test_marks_without_an_end_are_read_as_they_stand(unit: str) -> None:
    text = unit * 30_000 + "\n\nHe came home."
    document = read("a.md", text.encode())
    assert document.segments[-1].text == "He came home."
