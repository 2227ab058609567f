"""Where in a Word document a person is sent, and what heads a table cell."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as python_docx
import pytest
from word_files import body, read, run, saved, with_part

from strengthlint.document import Cell, Document, Landmark, Part, Segment
from strengthlint.reporters.places import place

HEADING = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
END = "<w:r><w:lastRenderedPageBreak/></w:r>"


def segment_with(document: Document, words: str) -> Segment:
    return next(segment for segment in document.segments if words in segment.text)


def where(document: Document, words: str) -> str:
    segment = segment_with(document, words)
    start = segment.text.index(words)
    return place("letter.docx", document.location(segment, start, start + len(words)))


def saved_by_word(data: bytes, pages: int, words: int) -> bytes:
    """The document with what Word notes about it when it saves."""
    said = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Pages>{pages}</Pages><Words>{words}</Words>'
        "<Application>Microsoft Office Word</Application></Properties>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, said if name == "docProps/app.xml" else source.read(name))
    return out.getvalue()


def paragraph(text: str, about: str = "", before: str = "") -> str:
    return f"<w:p>{about}{before}{run(text)}</w:p>"


def test_paragraphs_are_counted_as_people_count() -> None:
    document = read(
        body(
            paragraph("Dear Sam,"),
            "<w:p/>",
            paragraph("Thank you."),
            paragraph("Background", HEADING),
            "<w:p/>",
            paragraph("One."),
            paragraph("Two."),
        )
    )
    assert where(document, "Thank you") == "paragraph 2"
    assert where(document, "Background") == "heading"
    assert where(document, "Two") == "paragraph 2 under its heading"
    location = document.location(segment_with(document, "Two"), 0, 3)
    assert (location.line, location.trail) == (7, ("Background",))


def test_pages_are_told_as_word_last_saved_them() -> None:
    blocks = (
        paragraph("First page."),
        f"<w:p>{run('It begins here ')}{END}{run('and ends there.')}</w:p>",
        paragraph("Second page."),
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        paragraph("Third page.", before=END),
        paragraph("Fourth page.", "<w:pPr><w:pageBreakBefore/></w:pPr>"),
    )
    document = read(saved_by_word(body(*blocks), 4, 14))
    by_word = "(as Word last saved it)"
    assert where(document, "First page") == f"page 1 {by_word}, paragraph 1"
    assert where(document, "It begins") == f"page 1 {by_word}, paragraph 2"
    assert where(document, "ends there") == f"page 2 {by_word}, paragraph 1"
    assert where(document, "Second page") == f"page 2 {by_word}, paragraph 2"
    assert where(document, "Third page") == f"page 3 {by_word}, paragraph 1"
    assert where(document, "Fourth page") == f"page 4 {by_word}, paragraph 1"


@pytest.mark.parametrize(("pages", "words"), [(3, 4), (1, 4)], ids=["too many", "too few"])
def test_pages_that_word_counted_otherwise_are_not_told(pages: int, words: int) -> None:
    blocks = (paragraph("First page."), paragraph("Second page.", before=END))
    document = read(saved_by_word(body(*blocks), pages, words))
    assert where(document, "Second page") == "paragraph 2"


def test_one_page_without_marks_is_believed_where_the_words_agree() -> None:
    one = body(paragraph("Only one page."))
    assert where(read(saved_by_word(one, 1, 3)), "Only").startswith("page 1 ")
    assert where(read(saved_by_word(one, 1, 0)), "Only") == "paragraph 1"


def test_a_section_starts_a_page_unless_it_says_otherwise() -> None:
    def ends_section() -> str:
        return "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"

    blocks = (
        paragraph("One."),
        ends_section(),
        paragraph("Two.", before=END),
        '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr></w:p>',
        paragraph("Three.", before=END),
    )
    # The type belongs to the section that it ends: the second goes on on the first page.
    document = read(saved_by_word(body(*blocks), 3, 3))
    assert [landmark.page for landmark in document.landmarks if landmark.paragraph] == [1, 2, 3]


def table(*rows: tuple[str, ...], about: str = "") -> str:
    """A table; a cell that starts with * is bold, with # is shaded."""

    def cell(text: str) -> str:
        shade = '<w:tcPr><w:shd w:fill="D9D9D9"/></w:tcPr>' if text.startswith("#") else ""
        bold = "<w:b/>" if text.startswith("*") else ""
        return f"<w:tc>{shade}<w:p>{run(text.lstrip('*#'), bold)}</w:p></w:tc>"

    written = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{about}{written}</w:tbl>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (("When", "What"), ("May", "Visit"), ("June", "Phone call")),
            {"Visit": ("What", "May"), "Phone call": ("What", "June")},
        ),
        (
            (("*Name", "Kim"), ("*Client’s views", "I am fine.")),
            {"Kim": ("", "Name"), "I am fine.": ("", "Client’s views")},
        ),
        (
            (("Name:", "Kim", "Team:", "North"), ("Views:", "Fine", "Date:", "May")),
            {"Kim": ("", "Name:"), "North": ("", "Team:"), "May": ("", "Date:")},
        ),
        (
            (("#Name", "Kim"), ("#What matters to them", "Her dog")),
            {"Her dog": ("", "What matters to them")},
        ),
        (
            (("*Needs",), ("He sleeps badly.",), ("*Plan",), ("We will ring.",)),
            {"He sleeps badly.": ("Needs", ""), "We will ring.": ("Plan", "")},
        ),
        ((("He said that he would go home.", "x"), ("Then he left.", "y")), {"y": ("", "")}),
    ],
    ids=["notes", "bold labels", "labels with colons", "shaded labels", "bands", "prose"],
)
def test_headings_of_columns_and_rows(
    rows: tuple[tuple[str, ...], ...], expected: dict[str, tuple[str, str]]
) -> None:
    document = read(body(table(*rows)))
    if "y" in expected:
        rows_of = {s.text: (s.column_heading, s.row_heading) for s in document.segments}
        assert rows_of["y"] == ("", "Then he left.")
        return
    for text, headings in expected.items():
        segment = segment_with(document, text)
        assert (segment.column_heading, segment.row_heading) == headings


def test_a_label_beside_several_rows_heads_them_all() -> None:
    def row(label: str, merge: str, text: str) -> str:
        return (
            f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr><w:p>{run(label, '<w:b/>')}</w:p></w:tc>"
            f"<w:tc><w:p>{run(text)}</w:p></w:tc></w:tr>"
        )

    document = read(
        body(
            "<w:tbl>"
            + row("Her own words", '<w:vMerge w:val="restart"/>', "One")
            + row("", "<w:vMerge/>", "Two")
            + "</w:tbl>"
        )
    )
    assert segment_with(document, "Two").row_heading == "Her own words"


def test_a_cell_is_found_by_table_row_and_column() -> None:
    document = read(
        body(
            table(("When", "Needs"), ("May", "Sleep")),
            "<w:p/>",
            table(("*Name", "Kim Smith"), ("*Views", "I am fine.")),
        )
    )
    assert where(document, "Sleep") == "table 1, row 2 (“May”), column “Needs”"
    assert where(document, "I am fine") == "table 2, row 2 (“Views”), column 2"


def test_a_table_in_a_cell_is_found_from_its_cell() -> None:
    inner = table(("Left", "Right"), ("a", "b"))
    outer = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    document = read(body(table(("x", "y")), outer))
    place_of_b = where(document, "b")
    assert place_of_b == ("table 2, row 1, column 1, inner table 1, row 2 (“a”), column “Right”")


def test_rows_that_run_over_a_page_keep_their_cells_together() -> None:
    rows = (
        f"<w:tr><w:tc><w:p>{run('Left ')}{END}{run('below')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('Right ')}{END}{run('too')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run('After')}</w:p></w:tc></w:tr>"
    )
    document = read(saved_by_word(body(f"<w:tbl>{rows}</w:tbl>"), 2, 5))
    assert where(document, "Right").startswith("page 1 ")
    assert where(document, "too").startswith("page 2 ")
    assert where(document, "After").startswith("page 2 ")


NUMBERS = """
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>
"""


def numbered(text: str, level: int, list_id: int = 1, about: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbering}{about}</w:pPr>{run(text)}</w:p>"


def test_numbers_that_word_prints_are_where_people_look() -> None:
    blocks = (
        numbered("Eligibility", 0, about='<w:outlineLvl w:val="0"/>'),
        numbered("Adults.", 1),
        numbered("Children.", 1),
        numbered("Under ten.", 2),
        numbered("Over ten.", 2),
        numbered("A bullet.", 0, 2),
        numbered("Restarted.", 0, 3),
    )
    data = with_part(body(*blocks), "numbering", NUMBERS)
    read_back = read(data)
    numbers = [landmark.list_number for landmark in read_back.landmarks if landmark.list_number]
    assert numbers == ["1.", "1.1", "1.2", "(i)", "(ii)", "7."]
    assert where(read_back, "Eligibility") == "heading 1."
    assert where(read_back, "Children") == "point 1.2"
    assert where(read_back, "Over ten") == "paragraph 4 under its heading, numbered “(ii)”"
    assert segment_with(read_back, "Children").trail == ("1. Eligibility",)


def test_headers_boxes_and_pictures_say_what_they_are() -> None:
    word = python_docx.Document()
    word.add_paragraph("Body.")
    word.sections[0].footer.paragraphs[0].text = "Confidential"
    word.sections[0].header.paragraphs[0].text = "Aldermere"
    document = read(saved(word))
    assert where(document, "Confidential") == "footer"
    assert where(document, "Aldermere") == "header"
    boxed = read(
        body(
            f"<w:p>{run('Before.')}<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run('Inside.')}"
            "</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
            paragraph("After."),
        )
    )
    assert where(boxed, "Inside") == "text box"
    assert where(boxed, "After") == "paragraph 2"


def test_short_bold_lines_head_what_is_below_them() -> None:
    def bold(text: str) -> str:
        return f"<w:p>{run(text, '<w:b/>')}</w:p>"

    document = read(
        body(
            bold("Background"),
            paragraph("One."),
            bold("This is a whole sentence in bold."),
            paragraph("Two."),
            bold("Health"),
            "<w:p/>",
            paragraph("Three."),
        )
    )
    assert [segment.trail for segment in document.segments if len(segment.text) < 7] == [
        ("Background",),
        ("Background",),
        (),
        ("Health",),
    ]


def comments_part(text: str) -> str:
    return (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:comment w:id="4" w:author="Kim"><w:p>{run(text)}</w:p></w:comment></w:comments>'
    )


def anchored(data: bytes, text: str = "strengthlint: ignore LAB101 because it is a name") -> Any:
    document = read(with_part(data, "comments", comments_part(text)))
    (comment,) = [segment for segment in document.segments if segment.anchor is not None]
    assert comment.text == text
    assert comment not in list(document.prose())
    assert comment.anchor is not None
    return document.source[slice(*comment.anchor)]


def test_comments_are_kept_with_the_words_they_stand_on() -> None:
    call = '<w:r><w:commentReference w:id="4"/></w:r>'
    start, end = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/>'
    on_words = body(
        f"<w:p>{run('We help ')}{start}{run('the homeless')}{end}{call}{run(' here.')}</w:p>"
    )
    assert anchored(on_words) == "the homeless"
    over_two = body(
        f"<w:p>{run('One ')}{start}{run('two.')}</w:p>", f"<w:p>{run('Three')}{end}{call}</w:p>"
    )
    assert anchored(over_two) == "two.\nThree"
    on_nothing = body(f"<w:p>{run('All of this.')}{call}</w:p>")
    assert anchored(on_nothing) == "All of this."


def test_the_place_of_a_note_is_its_number() -> None:
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="7"><w:p>{run("First note.")}</w:p></w:footnote>'
        f'<w:footnote w:id="3"><w:p>{run("Second note.")}</w:p></w:footnote></w:footnotes>'
    )
    data = body(
        f'<w:p>{run("One")}<w:r><w:footnoteReference w:id="7"/></w:r>{run("two")}'
        '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    )
    document = read(with_part(data, "footnotes", note))
    assert where(document, "First note") == "footnote 1"
    assert where(document, "Second note") == "footnote 2"


def test_landmarks_are_in_order_and_cover_the_source() -> None:
    document = read(body(paragraph("One."), table(("a", "b"), ("c", "d")), paragraph("Two.")))
    starts = [landmark.start for landmark in document.landmarks]
    assert starts == sorted(starts)
    assert document.landmarks[0] == Landmark(0, paragraph=1)
    assert document.landmarks[-1].part is Part.BODY
    assert document.landmarks[2].cell == Cell(1, 1, 2)
