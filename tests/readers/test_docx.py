"""Word documents, made here with python-docx and raw XML."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree
from word_files import W, body, edited, read, run, saved, texts, with_part

from strengthlint.document import Document, Part, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers import docx


def place(document: Document, words: str) -> str:
    for segment in document.segments:
        start = segment.text.find(words)
        if start >= 0:
            return str(document.location(segment, start, start + len(words)))
    raise AssertionError(words)


def test_line_is_the_number_of_the_paragraph_and_empty_ones_count() -> None:
    document = read(
        body(
            f"<w:p>{run('First.')}</w:p>",
            "<w:p/>",
            f"<w:p>{run('She has fai')}{run('led to engage.', '<w:b/>')}</w:p>",
        )
    )
    assert document.source == "First.\n\nShe has failed to engage."
    assert place(document, "failed to engage") == "3:9"
    assert document.page_starts == ()


def test_inline_elements() -> None:
    (text,) = texts(
        body(
            "<w:p>"
            f'<w:hyperlink w:anchor="x">{run("one ")}</w:hyperlink>'
            f'<w:smartTag w:element="x">{run("two ")}</w:smartTag>'
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('three')}</w:sdtContent></w:sdt>"
            "<w:r><w:br/><w:t>four</w:t><w:tab/><w:t>wheelchair</w:t><w:noBreakHyphen/>"
            "<w:t>bound sup</w:t><w:softHyphen/><w:t>port</w:t>"
            '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
            "</w:p>"
        )
    )
    assert text == "one two three four wheelchair-bound support✓"


def test_tracked_changes_count_as_accepted() -> None:
    document = read(
        body(
            "<w:p>"
            f'<w:ins w:id="1" w:author="a">{run("New ")}</w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>'
            f'<w:moveFrom w:id="3" w:author="a">{run("gone")}</w:moveFrom>'
            f'<w:moveTo w:id="4" w:author="a">{run("here")}</w:moveTo>'
            "</w:p>",
            '<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="a"/></w:rPr></w:pPr>'
            f"{run('failed to ')}</w:p>",
            f"<w:p>{run('engage')}</w:p>",
        )
    )
    assert [segment.text for segment in document.segments] == ["New here", "failed to engage"]
    segment = document.segments[1]
    assert str(document.location(segment, 0, 6)) == "2:1"
    assert str(document.location(segment, 10, 16)) == "3:1"


@pytest.mark.parametrize(
    "hidden",
    [
        run("secret", "<w:vanish/>"),
        run("secret", "<w:strike/>"),
        run("secret", "<w:dstrike/>"),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE secret</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
        "<w:ruby><w:rt><w:r><w:t>secret</w:t></w:r></w:rt></w:ruby>",
    ],
    ids=["vanish", "struck", "struck twice", "field code", "comment", "ruby"],
)
def test_what_is_not_printed_is_not_read(hidden: str) -> None:
    assert texts(body(f"<w:p>{run('seen')}{hidden}{run(' too')}</w:p>")) == ["seen too"]


def test_switched_off_vanish_is_printed() -> None:
    shown = run("seen", '<w:vanish w:val="0"/>')
    assert texts(body(f"<w:p>{shown}</w:p>")) == ["seen"]


def test_field_results_are_read_also_over_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(
        body(f"<w:p>{begin}{separate}{run('One')}</w:p>", f"<w:p>{run('Two')}{end}</w:p>")
    ) == ["One", "Two"]


def test_a_field_that_never_ends_does_not_swallow_the_document() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(body(f"<w:p>{begin}{run('One')}</w:p>", f"<w:p>{run('Two')}</w:p>")) == [
        "One",
        "Two",
    ]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
    document = read(
        body(
            f"<w:p>{run('Before ')}<w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
            "</mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            f"</mc:AlternateContent></w:r>{run('after.')}</w:p>",
            f"<w:p>{run('Next.')}</w:p>",
        )
    )
    assert document.source == "Before after.\nIn the box.\nNext."


def test_tables() -> None:
    document = python_docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate((("When", "What", "Then"), ("May", "Visit", "Refused"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    merged = table.cell(2, 0).merge(table.cell(2, 1))
    merged.text = "Both"
    inner = table.cell(2, 2).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "Inner"
    segments = read(saved(document)).segments
    assert [(segment.text, segment.column_heading) for segment in segments] == [
        ("When", ""),
        ("What", ""),
        ("Then", ""),
        ("May", "When"),
        ("Visit", "What"),
        ("Refused", "Then"),
        ("Both", "When"),
        ("Inner", ""),
    ]
    assert {segment.kind for segment in segments} == {SegmentKind.TABLE_CELL}


def test_content_controls_around_blocks_rows_and_cells() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = f"<w:tc><w:p>{run('Cell')}</w:p></w:tc>"
    assert texts(
        body(
            control(f"<w:p>{run('Block')}</w:p>"),
            f"<w:tbl>{control(f'<w:tr>{control(cell)}</w:tr>')}</w:tbl>",
        )
    ) == ["Block", "Cell"]


def test_kinds_and_trail_follow_styles() -> None:
    document = python_docx.Document()
    document.add_heading("Letter", level=0)
    document.add_heading("Background", level=1)
    document.add_paragraph("Text.")
    document.add_heading("Health", level=2)
    document.add_paragraph("Item.", style="List Bullet")
    document.add_paragraph("Picture 1", style="Caption")
    document.add_paragraph("My words.", style="Intense Quote")
    document.add_heading("Next", level=1)
    mine = document.styles.add_style("Mine", 1)
    mine.base_style = document.styles["Heading 2"]
    document.add_paragraph("Based on a heading", style="Mine")
    found = [
        (segment.text, segment.kind.value, segment.trail)
        for segment in read(saved(document)).segments
    ]
    assert found == [
        ("Letter", "heading", ()),
        ("Background", "heading", ("Letter",)),
        ("Text.", "paragraph", ("Letter", "Background")),
        ("Health", "heading", ("Letter", "Background")),
        ("Item.", "list-item", ("Letter", "Background", "Health")),
        ("Picture 1", "caption", ("Letter", "Background", "Health")),
        ("My words.", "quotation", ("Letter", "Background", "Health")),
        ("Next", "heading", ("Letter",)),
        ("Based on a heading", "heading", ("Letter", "Next")),
    ]


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        ('<w:outlineLvl w:val="0"/>', SegmentKind.HEADING),
        ('<w:outlineLvl w:val="9"/>', SegmentKind.PARAGRAPH),
        ('<w:numPr><w:numId w:val="3"/></w:numPr>', SegmentKind.LIST_ITEM),
        ('<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph"),
        ('<w:pStyle w:val="ListParagraph"/>', SegmentKind.PARAGRAPH),
    ],
)
def test_kinds_follow_properties(about: str, kind: SegmentKind) -> None:
    (segment,) = read(body(f"<w:p><w:pPr>{about}</w:pPr>{run('Words')}</w:p>")).segments
    assert segment.kind == kind


def test_headers_and_footers_come_last_and_once() -> None:
    document = python_docx.Document()
    document.add_paragraph("Body.")
    first = document.sections[0]
    first.header.paragraphs[0].text = "Letterhead"
    first.footer.paragraphs[0].text = "Foot"
    first.first_page_header.paragraphs[0].text = "Never shown"
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Letterhead"
    found = [(segment.text, segment.kind.value) for segment in read(saved(document)).segments]
    assert found == [("Body.", "paragraph"), ("Letterhead", "header"), ("Foot", "footer")]


def test_a_first_page_header_that_is_shown_is_read() -> None:
    document = python_docx.Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "First page"
    assert texts(saved(document)) == ["First page"]


def with_footnote(note: str) -> bytes:
    data = body(
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Health</w:t></w:r></w:p>',
        f'<w:p>{run("Text")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    )
    return with_part(data, "footnotes", note)


def test_footnotes_come_after_the_body_with_the_trail_of_their_place() -> None:
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("Noted.")}</w:p></w:footnote>'
        f'<w:footnote w:id="3"><w:p>{run("Nowhere.")}</w:p></w:footnote></w:footnotes>'
    )
    *_, last = read(with_footnote(note)).segments
    assert (last.text, last.kind, last.trail) == ("Noted.", SegmentKind.FOOTNOTE, ("Health",))


def test_damaged_footnotes_are_a_gap() -> None:
    document = read(with_footnote("<w:footnotes"))
    assert [segment.text for segment in document.segments] == ["Health", "Text"]
    assert document.gaps[0].startswith("The footnotes of this document are damaged")


def test_strict_documents_are_read() -> None:
    data = body(f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{run('Strict')}</w:p>")
    for part in ("word/document.xml", "word/styles.xml"):
        data = edited(data, part, W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data = edited(
        data,
        "_rels/.rels",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    (segment,) = read(data).segments
    assert (segment.text, segment.kind) == ("Strict", SegmentKind.HEADING)


def test_struck_out_text_is_not_the_writers() -> None:
    data = body(
        f"<w:p>{run('kept ')}{run('dropped ', '<w:strike/>')}{run('twice ', '<w:dstrike/>')}"
        f"""{run("too", '<w:strike w:val="0"/>')}</w:p>"""
    )
    assert texts(data) == ["kept too"]


def test_text_struck_out_by_its_style_is_not_read() -> None:
    document = python_docx.Document()
    style = document.styles.add_style("Dropped", 2)
    style.font.strike = True
    paragraph = document.add_paragraph("kept ")
    paragraph.add_run("dropped", style="Dropped")
    assert texts(saved(document)) == ["kept"]


def test_the_choice_of_a_drop_down_field_is_read() -> None:
    choices = '<w:listEntry w:val="well"/><w:listEntry w:val="at risk"/>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f"{choices}</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN"
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    first = field.replace('<w:result w:val="1"/>', "")
    data = body(f"<w:p>{run('She is ')}{field}{run(', was ')}{first}</w:p>")
    assert texts(data) == ["She is at risk, was well"]


def test_what_gives_words_as_a_whole_is_told_by_its_run() -> None:
    choice = '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="at risk"/>'
    field = (
        f"<w:r>{choice}</w:ddList></w:ffData></w:fldChar></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    described = picture('descr="A man at risk"')
    document, source = docx.read_with_source(
        "letter.docx", body(f"<w:p>{run('She is ')}{field}{described}</w:p>")
    )
    for line in ("at risk", "A man at risk"):
        start = document.source.index(line) + line.index("risk")
        (found,) = source.stretches(start, start + 4)
        assert etree.QName(found.element).localname == "r"
        assert found.element.getparent() is found.paragraph


def test_every_body_is_read() -> None:
    data = edited(
        body(f"<w:p>{run('One.')}</w:p>"),
        "word/document.xml",
        "</w:body>",
        f"</w:body><w:body><w:p>{run('Two.')}</w:p></w:body>",
    )
    assert texts(data) == ["One.", "Two."]


def test_equations_are_read_where_they_stand() -> None:
    data = body(
        f"<w:p>{run('so ')}<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>{run(' holds')}</w:p>"
    )
    assert texts(data) == ["so a=b holds"]


def picture(about: str, extra: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" {about}>{extra}'
        "</wp:docPr><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_what_is_said_of_pictures_comes_after_the_text() -> None:
    described = picture('descr="A man and his dog"')
    data = body(
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Health</w:t></w:r></w:p>',
        f"<w:p>{run('See ')}{described}</w:p>",
        f"<w:p>{run('After.')}</w:p>",
    )
    document = read(data)
    assert [segment.text for segment in document.segments] == [
        "Health",
        "See",
        "After.",
        "A man and his dog",
    ]
    last = document.segments[-1]
    assert (last.kind, last.trail) == (SegmentKind.CAPTION, ("Health",))
    where = document.location(last, 0, 1).landmark
    assert where is not None
    assert where.part is Part.ALT_TEXT


@pytest.mark.parametrize(
    "drawn",
    [
        picture('descr="A cat Description automatically generated"'),
        picture('descr="image001.png"'),
        picture('descr=""'),
        picture('descr="A line"', '<a:ext><a:decorative val="1"/></a:ext>'),
    ],
)
def test_what_nobody_wrote_of_a_picture_is_not_read(drawn: str) -> None:
    assert texts(body(f"<w:p>{run('See')}{drawn}</w:p>")) == ["See"]


def test_a_scan_with_a_line_of_text_is_a_gap() -> None:
    line = f"<w:p>{run('Scanned on 3 May')}{picture('')}</w:p>"
    letter = f"<w:p>{run('We wrote to you about the flat. ' * 4)}</w:p>"
    assert "hardly anything but pictures" in read(body(line)).gaps[0]
    assert read(body(line, letter)).gaps == ()


def test_word_art_is_read() -> None:
    art = '<w:r><w:pict><v:shape alt="Sign"><v:textpath string="Welcome"/></v:shape></w:pict></w:r>'
    assert texts(body(f"<w:p>{run('Dear all,')}{art}</w:p>")) == ["Dear all,", "Sign", "Welcome"]


DIAGRAM = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
    "<dgm:pt><dgm:t><a:p><a:r><a:t>First</a:t></a:r><a:r><a:t> step</a:t></a:r></a:p></dgm:t>"
    '</dgm:pt><dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>Layout</a:t></a:r></a:p></dgm:t></dgm:pt>'
    "</dgm:ptLst></dgm:dataModel>"
)
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx>'
    "<c:rich><a:p><a:r><a:t>Visits</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:tx>"
    '<c:strRef><c:strCache><c:pt idx="0"><c:v>North</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    '<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>May</c:v></c:pt></c:strCache></c:strRef>'
    "</c:cat></c:ser></c:chart></c:chartSpace>"
)


@pytest.mark.parametrize(
    ("element", "part", "words"),
    [
        ('<dgm:relIds r:dm="rId99"/>', DIAGRAM, ["First step"]),
        ('<c:chart r:id="rId99"/>', CHART, ["Visits", "North", "May"]),
    ],
    ids=["diagram", "chart"],
)
def test_words_of_diagrams_and_charts_are_read(element: str, part: str, words: list[str]) -> None:
    drawn = f"<w:r><w:drawing><a:graphic>{element}</a:graphic></w:drawing></w:r>"
    document = read(with_part(body(f"<w:p>{run('See')}{drawn}</w:p>"), "drawn", part))
    assert [segment.text for segment in document.segments] == ["See", *words]
    assert document.gaps == ()


def test_charts_that_are_not_there_are_a_gap() -> None:
    data = body(f"<w:p>{run('See ')}<w:r><w:drawing><c:chart/></w:drawing></w:r></w:p>")
    assert read(data).gaps == ("A chart or diagram was not read; look at its words yourself.",)


def test_embedded_files_are_a_gap_with_their_kind() -> None:
    def embedded(kind: str) -> str:
        return f'<w:r><w:object><o:OLEObject ProgID="{kind}"/></w:object></w:r>'

    one = read(body(f"<w:p>{run('See ')}{embedded('Excel.Sheet.12')}</w:p>"))
    assert one.gaps[0].startswith("An embedded Excel sheet was not read; open it")
    two = embedded("Excel.Sheet.12") + embedded("Excel.Sheet.8") + embedded("Word.Document.12")
    three = read(body(f"<w:p>{run('See ')}{two}</w:p>"))
    assert three.gaps[0].startswith("Embedded files were not read (2 Excel sheets, Word document)")
    with pytest.raises(UnreadableDocument, match="nothing but a chart or another file"):
        read(body(f"<w:p>{embedded('Excel.Sheet.12')}</w:p>"))


CHUNK = '<w:altChunk r:id="rId99"/>'


def test_a_file_put_in_for_word_to_convert_is_read() -> None:
    inner = body(f"<w:p>{run('She ')}{run('failed to engage.', '<w:b/>')}</w:p>")
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Visits</w:t></w:r></w:p>'
    data = body(heading, CHUNK, f"<w:p>{run('After.')}</w:p>")
    document = read(with_part(data, "aFChunk", inner, "afchunk.docx"))
    assert [segment.text for segment in document.segments] == [
        "Visits",
        "She failed to engage.",
        "After.",
    ]
    assert document.segments[1].trail == ("Visits",)
    assert place(document, "engage") == "2:15"
    assert place(document, "After") == "3:1"
    assert document.gaps == ()


def test_text_put_in_as_a_plain_file_is_read() -> None:
    data = body(f"<w:p>{run('Dear Sam,')}</w:p>", CHUNK)
    assert texts(with_part(data, "aFChunk", b"See you soon.", "a.txt")) == [
        "Dear Sam,",
        "See you soon.",
    ]


WEB_PAGE = "<html><body><h2>Visits</h2><p>She ate at the café.</p></body></html>"
ARCHIVE = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    "<html><body><h2>Visits</h2><p>She ate =\nat the caf=C3=A9.</p></body></html>\n--B--\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", WEB_PAGE), ("a.xhtml", WEB_PAGE), ("a.bin", WEB_PAGE), ("a.mht", ARCHIVE)],
)
def test_a_web_page_put_in_is_read(name: str, content: str) -> None:
    data = body(f"<w:p>{run('Dear Sam,')}</w:p>", CHUNK, f"<w:p>{run('After.')}</w:p>")
    document = read(with_part(data, "aFChunk", content.encode(), name))
    assert [(segment.text, segment.trail) for segment in document.segments] == [
        ("Dear Sam,", ()),
        ("Visits", ()),
        ("She ate at the café.", ("Visits",)),
        ("After.", ()),
    ]
    assert place(document, "café") == "3:16"


def test_rich_text_put_in_is_read() -> None:
    data = with_part(body(CHUNK), "aFChunk", rb"{\rtf1\ansi See you soon.\par}", "a.rtf")
    assert texts(data) == ["See you soon."]


def test_a_file_put_in_that_cannot_be_read_is_told() -> None:
    unknown = with_part(body(f"<w:p>{run('Dear Sam,')}</w:p>", CHUNK), "aFChunk", b"x", "a.bin")
    assert (
        read(unknown)
        .gaps[0]
        .endswith("open the document in Word, save it once and check it again.")
    )
    with pytest.raises(UnreadableDocument, match="save it once and check it again"):
        read(with_part(body(CHUNK), "aFChunk", b"x", "a.bin"))


def test_a_document_with_nothing_in_it_is_clean() -> None:
    document = read(saved(python_docx.Document()))
    assert document.segments == ()
    assert document.gaps == ()


def make_zip(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/"), text)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t>'
    "</w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", ReadErrorKind.DAMAGED, "empty"),
        (b"PK\x03\x04 and then nothing", ReadErrorKind.DAMAGED, "repair"),
        (body(f"<w:p>{run('x')}</w:p>")[:-200], ReadErrorKind.DAMAGED, "repair"),
        (make_zip(other="x"), ReadErrorKind.DAMAGED, "missing"),
        (make_zip(**{"word__document.xml": "<w:document"}), ReadErrorKind.DAMAGED, "repair"),
        (make_zip(**{"word__document.xml": ENTITIES}), ReadErrorKind.DAMAGED, "repair"),
        (
            make_zip(mimetype="application/vnd.oasis.opendocument.text"),
            ReadErrorKind.UNSUPPORTED,
            "OpenDocument text",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            ReadErrorKind.ENCRYPTED,
            "remove the password",
        ),
        (OLE, ReadErrorKind.UNSUPPORTED, "older .doc"),
        (b"{\\rtf1 hello}", ReadErrorKind.UNSUPPORTED, "RTF"),
        (b"%PDF-1.4", ReadErrorKind.UNSUPPORTED, "a PDF"),
        (b"<html><body>x", ReadErrorKind.UNSUPPORTED, "a web page"),
        (b"Dear Ms Adeyemi,", ReadErrorKind.UNSUPPORTED, "plain text"),
        (
            body("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"),
            ReadErrorKind.NO_TEXT,
            "pictures",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, kind: ReadErrorKind, words: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data)
    assert caught.value.kind is kind
    assert words in caught.value.message


def test_a_spreadsheet_is_named_as_one() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Target="/xl/workbook.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    data = make_zip(**{"_rels__.rels": rels, "xl__workbook.xml": "<workbook/>"})
    with pytest.raises(UnreadableDocument, match="spreadsheet"):
        read(data)


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.readers._word.package._MAX_UNPACKED", 1000)
    with pytest.raises(UnreadableDocument) as caught:
        read(body(f"<w:p>{run('x' * 2000)}</w:p>"))
    assert caught.value.kind is ReadErrorKind.TOO_LARGE


def test_a_paragraph_of_many_megabytes_is_too_large() -> None:
    data = edited(body(f"<w:p>{run('here')}</w:p>"), "word/document.xml", "here", "x" * 11_000_000)
    with pytest.raises(UnreadableDocument) as caught:
        read(data)
    assert caught.value.kind is ReadErrorKind.TOO_LARGE


def test_a_file_of_many_small_elements_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.readers._word.package._MOST_TAGS", 1000)
    with pytest.raises(UnreadableDocument) as caught:
        read(body(*["<w:p/>"] * 1000))
    assert caught.value.kind is ReadErrorKind.TOO_LARGE


def test_tables_in_tables_without_end_say_so() -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 100 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 100
    data = edited(body("<w:p/>"), "word/document.xml", "</w:body>", f"{nested}</w:body>")
    with pytest.raises(UnreadableDocument, match="nested deeper"):
        read(data)


def test_the_example_letter() -> None:
    letter = Path(__file__).parents[2] / "examples" / "letter.docx"
    document = read(letter.read_bytes())
    assert place(document, "failed to engage") == "15:8"
    by_kind = {segment.kind for segment in document.segments}
    assert by_kind >= {SegmentKind.HEADER, SegmentKind.QUOTATION, SegmentKind.LIST_ITEM}
    assert document.segments[-1].text == "Confidential. Page 1"


def test_a_range_of_the_source_leads_back_to_its_elements() -> None:
    data = body(
        "<w:p/>",
        f"<w:p>{run('She ')}{run('fai', '<w:b/>')}<w:hyperlink>{run('led to')}</w:hyperlink>"
        f"{run(' eng')}<w:r><w:noBreakHyphen/></w:r>{run('age.')}</w:p>",
    )
    document, source = docx.read_with_source("letter.docx", data)
    start = document.source.index("iled")
    found = source.stretches(start, start + len("iled to eng\u2011a"))
    assert [
        ((stretch.element.text or "")[stretch.start : stretch.end], stretch.whole)
        for stretch in found
    ] == [("i", 3), ("led to", 6), (" eng", 4), ("", 1), ("a", 4)]
    assert {stretch.paragraph for stretch in found} == {found[0].element.getparent().getparent()}
    root = found[0].element.getroottree().getroot()
    assert source.package.roots["word/document.xml"] is root
