"""Word copies: comments on exactly the words, changes to accept or reject, nothing else touched."""

from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from plans import DEFICIT
from word_copies import (
    NOON,
    W,
    add_part,
    body_of,
    commented,
    comments,
    diagnostic,
    paragraph,
    parts,
    reviewed,
    run,
    says,
    w,
    with_parts,
    without_comments,
    without_cuts,
    word_file,
)

from strengthlint.diagnostic import Level, Standing
from strengthlint.document import Document, Span
from strengthlint.linter import Linter
from strengthlint.readers import docx as reader
from strengthlint.report import DocumentReport
from strengthlint.review import CannotCopy, Wishes
from strengthlint.review import docx as writer

FAILED = "failed to engage"
TEXT = f'<w:t xml:space="preserve">She {FAILED} again.</w:t>'


def field(code: str) -> str:
    return paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        f"She {FAILED}.",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        " Tea.",
    )


IN_THE_BODY = {
    "in the middle of a run": paragraph(f"She {FAILED} again."),
    "a whole run": paragraph("She ", FAILED, " again."),
    "over split runs": paragraph("She fai", run("led", "<w:b/>"), run(" to eng"), "age again."),
    "behind a tab": f"<w:p><w:r><w:t>She</w:t><w:tab/><w:t>{FAILED}</w:t><w:tab/></w:r></w:p>",
    "in a table": f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph(f'He {FAILED}.')}</w:tc></w:tr></w:tbl>",
    "in a link": paragraph("She ", f'<w:hyperlink w:anchor="x">{run(FAILED + " twice")}</w:hyperlink>'),
    "into a link": paragraph("She failed ", f'<w:hyperlink w:anchor="x">{run("to engage.")}</w:hyperlink>'),
    "in a content control": f"<w:p><w:sdt><w:sdtContent>{run(f'She {FAILED}.')}</w:sdtContent></w:sdt></w:p>",
    "in a block control": f"<w:sdt><w:sdtContent>{paragraph(f'She {FAILED}.')}</w:sdtContent></w:sdt>",
    "in somebody's insertion": paragraph(f'<w:ins w:id="7" w:author="A">{run(f"She {FAILED}.")}</w:ins>'),
    "round a deletion": paragraph(
        "She failed ",
        '<w:del w:id="7" w:author="A"><w:r><w:delText>twice</w:delText></w:r></w:del>',
        "to engage.",
    ),
    "in the field of a link": field('HYPERLINK "#x"'),
}  # fmt: skip


@pytest.mark.parametrize("block", IN_THE_BODY.values(), ids=IN_THE_BODY.keys())
def test_a_comment_stands_on_exactly_the_words(block: str) -> None:
    data = word_file(paragraph("Tea."), block, paragraph("Cake."))
    copy = reviewed(data, FAILED)
    assert copy.remarks == 1
    assert list(commented(copy.data).values()) == [FAILED]
    before, after = parts(data), parts(copy.data)
    assert without_comments(after["word/document.xml"]) == without_cuts(before["word/document.xml"])
    touched = {name for name in after if before.get(name) != after[name]}
    assert touched == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/document.xml",
        "word/styles.xml",
    }


def test_a_comment_asks_first_and_has_three_alternatives_at_most() -> None:
    copy = reviewed(word_file(paragraph(f"She {FAILED}.")), FAILED, swap="did not come")
    assert list(comments(copy.data).values()) == [
        [
            "What was tried?",
            "“failed to engage” puts it on one side.",
            "You could write:",
            "– “did not come” (fits in place)",
            "– “wording 1”",
            "– “wording 2”",
            "BLM101 failed-to-engage, rethink",
        ]
    ]
    oracle = python_docx.Document(io.BytesIO(copy.data)).comments
    assert [(c.author, c.initials, c.timestamp.replace(tzinfo=None)) for c in oracle] == [
        ("strengthlint", "sl", NOON)
    ]


def test_comments_that_overlap_keep_their_own_words() -> None:
    data = word_file(paragraph("She fai", run("led to en", "<w:i/>"), "gage with us."))
    copy = reviewed(data, FAILED, "to engage with", "engage")
    assert sorted(commented(copy.data).values()) == ["engage", FAILED, "to engage with"]
    assert without_comments(parts(copy.data)["word/document.xml"]) == without_cuts(
        parts(data)["word/document.xml"]
    )


def test_comments_of_others_stay_and_ids_do_not_collide() -> None:
    document = python_docx.Document()
    line = document.add_paragraph(f"She {FAILED} again.")
    document.add_comment(line.runs, "Really?", author="Ana", initials="A")
    out = io.BytesIO()
    document.save(out)
    copy = reviewed(out.getvalue(), FAILED)
    assert commented(copy.data) == {"0": f"She {FAILED} again.", "1": FAILED}
    assert comments(copy.data)["0"] == ["Really?"]
    cleaned = writer.clean("letter.docx", copy.data)
    assert (cleaned.removed, list(comments(cleaned.data).values())) == (1, [["Really?"]])


def test_what_is_quoted_or_a_note_gets_a_comment_only_where_asked() -> None:
    data = word_file(paragraph(f"She {FAILED}."))
    for wishes, more, count in (
        (Wishes(), {"standing": Standing.QUOTED}, 0),
        (Wishes(quoted=True), {"standing": Standing.QUOTED}, 1),
        (Wishes(quoted=True), {"standing": Standing.SUPPRESSED}, 0),
        (Wishes(), {"level": Level.NOTE}, 0),
        (Wishes(level=Level.NOTE), {"level": Level.NOTE}, 1),
        (Wishes(level=Level.RETHINK), {"level": Level.REFLECT}, 0),
    ):
        copy = writer.write("a.docx", data, says(FAILED, **more), wishes)
        assert (copy.remarks, len(comments(copy.data))) == (count, count), (wishes, more)
        assert count or copy.data == data


CONTROL = "<w:sdt><w:sdtPr><w:id w:val='5'/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
VALUES = {
    "a field": field("REF a"),
    "a simple field": f"<w:p><w:fldSimple w:instr='REF a'>{run(f'She {FAILED}.')}</w:fldSimple></w:p>",
    "a control of plain text": f"<w:p>{CONTROL.format('<w:text/>', run(f'She {FAILED}.'))}</w:p>",
}


@pytest.mark.parametrize("block", VALUES.values(), ids=VALUES.keys())
def test_a_value_is_commented_on_as_a_whole(block: str) -> None:
    """A word processor fills it anew, or loses it where a mark stands within."""
    copy = reviewed(word_file(block), FAILED, suggest=True, swap="did not come")
    assert list(commented(copy.data).values()) == [f"She {FAILED}."]
    assert (copy.remarks, copy.changes) == (1, 0)
    body = body_of(copy.data)
    for mark in body.iter(w("commentReference")):
        assert mark.getparent().getparent().tag == w("p")


def test_a_comment_is_called_outside_the_first_paragraph_of_a_control() -> None:
    data = word_file(CONTROL.format("", paragraph(f"She {FAILED}.")), paragraph("Tea."))
    copy = reviewed(data, FAILED, suggest=True, swap="did not come")
    assert list(commented(copy.data).values()) == [FAILED]
    assert copy.changes == 0
    mark = next(body_of(copy.data).iter(w("commentReference")))
    assert "".join(mark.getparent().getparent().itertext()) == "Tea."


# Where Word allows no comments


def with_header(text: str, kind: str = "header") -> bytes:
    document = python_docx.Document()
    document.add_paragraph("First.")
    document.add_section()
    section = document.sections[1]
    story = section.header if kind == "header" else section.footer
    story.is_linked_to_previous = False
    story.paragraphs[0].text = text
    document.add_paragraph("Second.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_footnote(text: str) -> bytes:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = word_file(paragraph("Some words.", mark, " More."))
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(text)}</w:footnote></w:footnotes>'
    return add_part(data, "footnotes", "footnotes", notes)


def box(text: str) -> str:
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


ELSEWHERE = {
    "header": (with_header(f"She {FAILED}."), "Second."),
    "footer": (with_header(f"She {FAILED}.", "footer"), "Second."),
    "footnote 1": (with_footnote(f"She {FAILED}."), ""),
    "text box": (word_file(paragraph("Beside it", box(f"She {FAILED}."), " a box.")), None),
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_where_word_allows_no_comment_it_goes_to_the_nearest_place_and_says_so(where: str) -> None:
    data, words = ELSEWHERE[where]
    copy = reviewed(data, FAILED)
    assert next(iter(comments(copy.data).values()))[:2] == [
        f"{where[0].upper()}{where[1:]}: “She failed to engage.”",
        "What was tried?",
    ]
    body = body_of(copy.data)
    if words is None:
        start = next(body.iter(w("commentRangeStart")))
        assert start.getnext().find(".//" + w("txbxContent")) is not None
        assert not [
            box for box in body.iter(w("txbxContent")) if list(box.iter(w("commentReference")))
        ]
    else:
        assert list(commented(copy.data).values()) == [words]
    if where == "footnote 1":
        assert (
            next(body.iter(w("commentRangeStart"))).getnext().find(w("footnoteReference"))
            is not None
        )
    for name, content in parts(copy.data).items():
        if name != "word/document.xml":
            assert b"commentReference" not in content.replace(b"CommentReference", b""), name


# Tracked changes


def accepted(data: bytes) -> list[str]:
    return [segment.text for segment in reader.read("a.docx", data).prose()]


def test_a_change_deletes_the_words_and_writes_the_swap_in_their_look() -> None:
    data = word_file(paragraph("She fai", run("led to engage", "<w:b/>"), " again."))
    copy = reviewed(data, FAILED, suggest=True, swap="did not come")
    assert (copy.remarks, copy.changes) == (1, 1)
    assert accepted(copy.data) == ["She did not come again."]
    body = body_of(copy.data)
    deleted, inserted = next(body.iter(w("del"))), next(body.iter(w("ins")))
    assert "".join(text.text for text in deleted.iter(w("delText"))) == FAILED
    assert {mark.get(w("author")) for mark in (deleted, inserted)} == {"strengthlint"}
    assert inserted.find(f"{w('r')}/{w('rPr')}") is None
    assert deleted.getprevious().tag == w("commentRangeStart")
    assert inserted.getnext().tag == w("commentRangeEnd")
    assert "accept or reject it" in " ".join(next(iter(comments(copy.data).values())))


@pytest.mark.parametrize("where", ELSEWHERE)
def test_changes_stand_at_the_words_also_where_comments_cannot(where: str) -> None:
    copy = reviewed(ELSEWHERE[where][0], FAILED, suggest=True, swap="did not come")
    assert copy.changes == 1
    assert "She did not come." in accepted(copy.data)


@pytest.mark.parametrize(
    "place",
    ["into a link", "in somebody's insertion", "round a deletion", "in the field of a link"],
)
def test_a_change_that_would_not_last_is_a_comment_only(place: str) -> None:
    copy = reviewed(word_file(IN_THE_BODY[place]), FAILED, suggest=True, swap="did not come")
    assert (copy.remarks, copy.changes) == (1, 0)
    assert list(commented(copy.data).values()) == [FAILED]


def test_a_change_in_a_control_that_word_fills_is_a_comment_only() -> None:
    control = "<w:sdt><w:sdtPr><w:dataBinding w:xpath='x' w:storeItemID='y'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    data = word_file(f"<w:p>{control.format(run(f'She {FAILED}.'))}</w:p>")
    assert reviewed(data, FAILED, suggest=True, swap="x").changes == 0


def test_people_keep_their_words_also_when_changes_are_asked_for() -> None:
    data = word_file(paragraph(f"She {FAILED}."))
    check = says(FAILED, swap="did not come", standing=Standing.QUOTED)
    copy = writer.write("a.docx", data, check, Wishes(suggest=True, quoted=True))
    assert (copy.remarks, copy.changes) == (1, 0)


# Again, and out again


@pytest.mark.parametrize("suggest", [False, True])
@pytest.mark.parametrize("block", IN_THE_BODY.values(), ids=IN_THE_BODY.keys())
def test_clean_takes_everything_of_ours_out(block: str, suggest: bool) -> None:
    data = word_file(block)
    copy = reviewed(data, FAILED, suggest=suggest, swap="did not come")
    cleaned = writer.clean("letter.docx", copy.data)
    assert cleaned.removed == copy.remarks + copy.changes
    before, after = parts(data), parts(cleaned.data)
    assert set(before) == set(after)
    for name, content in before.items():
        if name.endswith((".xml", ".rels")):
            assert without_cuts(after[name]) == without_cuts(content), name


def test_clean_leaves_a_file_without_ours_as_it_is() -> None:
    data = word_file(paragraph("Tea."))
    assert writer.clean("a.docx", data).data is data


@pytest.mark.parametrize("suggest", [False, True])
def test_reviewing_a_reviewed_copy_does_not_pile_up(suggest: bool) -> None:
    data = word_file(*IN_THE_BODY.values())
    check = {"swap": "did not come"}
    once = reviewed(data, FAILED, suggest=suggest, **check)
    twice = reviewed(once.data, FAILED, suggest=suggest, **check)
    thrice = reviewed(twice.data, FAILED, suggest=suggest, **check)
    assert parts(twice.data) == parts(thrice.data)
    assert comments(once.data) == comments(thrice.data)
    assert commented(once.data) == commented(thrice.data)


@pytest.mark.parametrize("about", ['w15:paraIdParent="00000001"', 'w15:done="1"'])
def test_a_comment_that_was_answered_or_marked_as_done_stays_and_is_not_said_again(
    about: str,
) -> None:
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    data = reviewed(word_file(paragraph(f"She {FAILED}.")), FAILED).data
    root = etree.fromstring(parts(data)["word/comments.xml"])
    list(root.iter(w("p")))[-1].set(f"{{{w14}}}paraId", "00000001")
    data = with_parts(data, comments=etree.tostring(root))
    number = "00000002" if "Parent" in about else "00000001"
    extended = f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="{number}" {about}/></w15:commentsEx>'
    data = add_part(data, "commentsExtended", "commentsExtended", extended)
    again = reviewed(data, FAILED)
    assert (again.remarks, len(comments(again.data))) == (0, 1)
    assert writer.clean("a.docx", data).kept == 1


# Other files of Word


def test_strict_documents_keep_their_namespaces() -> None:
    data = word_file(paragraph(f"She {FAILED}."))
    strict = {
        name: content.replace(
            W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts(data).items()
    }
    copy = reviewed(with_parts(data, **strict), FAILED)
    after = parts(copy.data)
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in after["word/comments.xml"]
    assert W.encode() not in after["word/comments.xml"]
    assert (
        b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in (after["word/_rels/document.xml.rels"])
    )


def test_styles_for_comments_are_used_where_there_are_any() -> None:
    data = word_file(paragraph(f"She {FAILED}."))
    styles = parts(data)["word/styles.xml"].replace(
        b"</w:styles>",
        b'<w:style w:type="character" w:styleId="Kommentarzeichen"><w:name w:val="annotation reference"/>'
        b'</w:style><w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="mine"/></w:style>'
        b"</w:styles>",
    )
    after = parts(reviewed(with_parts(data, styles=styles), FAILED).data)
    assert b'w:rStyle w:val="Kommentarzeichen"' in after["word/document.xml"]
    assert b'w:pStyle w:val="CommentText1"' in after["word/comments.xml"]


def test_a_part_that_cannot_be_copied_is_said() -> None:
    data = word_file(paragraph(f"She {FAILED}."))
    at = data.index(b"word/media/image1.png") + 40
    damaged = data[:at] + bytes(60) + data[at + 60 :]
    with pytest.raises(CannotCopy, match="save it again and review that"):
        reviewed(damaged, FAILED)


def test_word_allows_so_many_comments_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.review._word.comments.MOST_COMMENTS", 2)
    data = word_file(paragraph("one two three four"))
    copy = reviewed(data, "one", "two", "three", "four")
    assert copy.remarks == 2
    assert any("2 remarks are not in the copy" in note for note in copy.notes)


# Any cut of any runs


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text("ab \u00a0’&<", min_size=1, max_size=6), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(["preserve", "default"]),
)
def test_no_cut_changes_what_is_read(
    texts: list[str], places: list[tuple[int, int]], suggest: bool, space: str
) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    runs = "".join(
        f'<w:r><w:rPr><w:sz w:val="{20 + n % 3}"/></w:rPr><w:t xml:space="{space}">{escaped(text)}</w:t></w:r>'
        for n, text in enumerate(texts)
    )
    data = word_file(f"<w:p>{runs}</w:p>", paragraph("The end."))

    def check(document: Document) -> DocumentReport:
        found = []
        text = document.segments[0].text
        for start, length in places:
            start %= len(text)
            span = Span(0, start, min(start + length, len(text)))
            found.append(diagnostic(document, span, swap="new"))
        return DocumentReport(document.name, diagnostics=tuple(found))

    before = reader.read("a.docx", data)
    copy = writer.write("a.docx", data, check, Wishes(suggest=suggest, when=NOON))
    assert copy.remarks == len(places)
    texts_before = [segment.text for segment in before.prose()]
    if not suggest:
        assert accepted(copy.data) == texts_before
        matched = [d.matched for d in check(before).diagnostics]
        marked = [re.sub(r"\s+", " ", words) for words in commented(copy.data).values()]
        assert sorted(words.strip() for words in marked) == sorted(m.strip() for m in matched)
    assert accepted(writer.clean("a.docx", copy.data).data) == texts_before


def test_what_is_asked_about_the_whole_stands_at_its_head_and_says_so(linter: Linter) -> None:
    paragraphs = [" ".join(part.split()) for part in DEFICIT.split("\n\n")]
    data = word_file(*(paragraph(text) for text in paragraphs))
    copy = writer.write("plan.docx", data, linter.check_document, Wishes(when=NOON))
    first = next(body_of(copy.data).iter("{*}p"))
    wholes = [d for d in copy.report.diagnostics if d.of_whole and d.level > Level.NOTE]
    assert len(wholes) > 1
    assert len(first.findall("{*}commentRangeStart")) == len(wholes)
    texts = [comment.text for comment in python_docx.Document(io.BytesIO(copy.data)).comments]
    for each, text in zip(wholes, texts, strict=False):
        assert text.startswith(f"{each.ask}\nThe document as a whole. {each.message}")
