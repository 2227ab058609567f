"""PDF files, each made for what it tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import lines, stream, text, write
from pdfminer.pdfdocument import PDFStandardSecurityHandlerV4

from strengthlint import limits, readers
from strengthlint.document import Document, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers import pdf

PICTURE = "q 400 0 0 600 50 50 cm /Im Do Q"


def read(data: bytes) -> Document:
    return pdf.read("report.pdf", data)


def found(data: bytes) -> list[tuple[str, str]]:
    return [(segment.kind.value, segment.text) for segment in read(data).segments]


LONG = [
    "The team met many people in doorways and in cars and asked",
    "them what they would like to happen next, and for whom and",
    "with whom, and then they went and tried to make it hap-",
    "pen. Some had met them before.",
]
JOINED = (
    "The team met many people in doorways and in cars and asked them what they would like to "
    "happen next, and for whom and with whom, and then they went and tried to make it happen. "
    "Some had met them before."
)


def test_a_paragraph_is_put_together_and_a_match_found_on_its_line() -> None:
    document = read(write(lines(LONG)))
    (segment,) = document.segments
    assert segment.text == JOINED
    assert document.source.split("\n") == LONG
    start = segment.text.index("happen. Some")
    location = document.location(segment, start, start + len("happen"))
    assert (location.page, location.line, location.column) == (1, 3, LONG[2].index("hap-") + 1)
    assert (location.end_line, location.end_column) == (4, 4)


def test_the_hyphen_of_a_compound_stays() -> None:
    words = ["A line that is long enough to be filled with talk of self-", "neglect and more."]
    ((_, joined),) = found(write(lines(words)))
    assert joined.endswith("talk of self-neglect and more.")


def test_pages_count_also_without_text() -> None:
    document = read(
        write(
            lines(["First page."]),
            PICTURE,
            "",
            lines(["Fourth page."]) + lines(["Its end."], y=600),
        )
    )
    assert document.gaps == ("Page 2 is a picture without text; it was not read.",)
    assert len(document.page_starts) == 4
    places = [
        str(document.location(segment, 0, len(segment.text))) for segment in document.segments
    ]
    assert places == ["p1:1:1", "p4:1:1", "p4:2:1"]


def test_picture_pages_are_named_in_one_sentence() -> None:
    document = read(write("", PICTURE, PICTURE, PICTURE, lines(["Text."]), PICTURE))
    assert document.gaps == ("Pages 2 to 4 and 6 are pictures without text; they were not read.",)


def test_a_paragraph_runs_on_over_a_page_and_its_footer() -> None:
    first = lines(["We think that this whole family has never once failed to"], y=90)
    second = lines(["engage with anybody."], y=780)
    foot = [text(290, 30, str(number)) for number in (1, 2)]
    document = read(write(first + foot[0], second + foot[1]))
    segment = document.segments[0]
    assert segment.text.endswith("failed to engage with anybody.")
    start = segment.text.index("failed")
    location = document.location(segment, start, start + len("failed to engage"))
    assert (location.page, location.line, location.end_line) == (1, 1, 1)
    assert [segment.kind for segment in document.segments[1:]] == [SegmentKind.FOOTER]


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"Left line number {number} goes on and" for number in range(8)]
    right = [f"right line number {number} goes on and" for number in range(8)]
    title = text(70, 740, "A title over the whole width of the two columns here", 11)
    page = title + "".join(
        text(70, 700 - 14 * n, left[n]) + text(320, 700 - 14 * n, right[n]) for n in range(8)
    )
    (_, first), (_, second) = found(write(page))
    assert first.startswith("A title")
    assert second == " ".join(left + right)


def test_space_a_bullet_or_a_full_stop_before_the_margin_end_a_paragraph() -> None:
    page = (
        lines(["One paragraph of some length that fills the line all the way."], y=700)
        + lines(["Another one."], y=670)
        + text(70, 640, "•")
        + text(90, 640, "An item that goes on for a good while, to the end of")
        + text(90, 626, "this line.")
        + lines(["2. A second item.", "It ends here."], y=610)
    )
    assert found(write(page)) == [
        ("paragraph", "One paragraph of some length that fills the line all the way."),
        ("paragraph", "Another one."),
        ("list-item", "An item that goes on for a good while, to the end of this line."),
        ("list-item", "A second item."),
        ("paragraph", "It ends here."),
    ]


def test_headings_are_told_by_size_and_weight() -> None:
    page = (
        text(70, 780, "The report", 20)
        + text(70, 740, "What we saw", 14)
        + lines(LONG, y=715)
        + text(70, 640, "Smaller still", 11, "B")
        + lines(LONG, y=620)
    )
    document = read(write(page))
    assert [(segment.kind.value, segment.trail) for segment in document.segments] == [
        ("heading", ()),
        ("heading", ("The report",)),
        ("paragraph", ("The report", "What we saw")),
        ("heading", ("The report", "What we saw")),
        ("paragraph", ("The report", "What we saw", "Smaller still")),
    ]


def test_headers_and_footers_are_told_by_repetition_and_read_once() -> None:
    pages = [
        text(70, 810, f"Outreach {2020 + n}") + lines([f"Text {n}."]) + text(290, 30, f"Page {n}")
        for n in range(1, 4)
    ]
    assert found(write(*pages)) == [
        ("header", "Outreach 2021"),
        ("paragraph", "Text 1."),
        ("footer", "Page 1"),
        ("paragraph", "Text 2."),
        ("paragraph", "Text 3."),
    ]


def test_a_table_with_rules_is_read_row_by_row() -> None:
    cells = [["May", "A place at the shelter"], ["June", "Refused"]]
    page = ""
    for row, words in enumerate(cells):
        for column, word in enumerate(words):
            x, y = 70 + 30 * column, 700 - 20 * row
            width = 30 if not column else 118
            page += text(x + 2, y + 6, word) + f"{x} {y} {width} 20 re S\n"
    page += text(192, 706, "failed to engage") + "188 700 120 20 re S 188 680 120 20 re S\n"
    page += text(192, 686, "support")
    assert found(write(page)) == [
        ("table-cell", words)
        for words in (
            "May",
            "A place at the shelter",
            "failed to engage",
            "June",
            "Refused",
            "support",
        )
    ]


def test_odd_drawing_still_gives_words() -> None:
    page = (
        text(124, 700, "reach")  # out of order
        + text(70, 700, "hard to")
        + text(107, 700, "the")
        + text(70, 650, "Twice", 11)
        + text(70.3, 650, "Twice", 11)  # bold by printing twice
        + "BT /F 11 Tf 6 Tc 70 600 Td (LETTER) Tj ET\n"  # widely set
        + "BT /F 11 Tf 0 1 -1 0 500 300 Tm (Upright) Tj ET\n"  # turned by a quarter
    )
    assert [words for _, words in found(write(page))] == [
        "hard to the reach",
        "Twice",
        "LETTER",
        "Upright",
    ]


def test_filled_form_fields_are_read() -> None:
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/V(Typed in.)/Rect[70 500 270 520]{}>>"
    drawn = write(lines(["Name:"]), annotations=field.format("/AP<</N 7 0 R>>"))
    assert [words for _, words in found(drawn)] == ["Name:", "Typed in."]
    bare = write(lines(["Name:"]), annotations=field.format(""))
    assert [words for _, words in found(bare)] == ["Name:", "Typed in."]
    choice = "<</Type/Annot/Subtype/Widget/FT/Ch/V(b)/Opt[[(a)(First)][(b)(Second)]]/Rect[70 500 270 520]>>"
    assert found(write(lines(["Name:"]), annotations=choice))[1:] == [("paragraph", "Second")]
    note = "<</Type/Annot/Subtype/FreeText/Contents(Seen at home.)/Rect[70 500 270 520]>>"
    assert found(write(lines(["Name:"]), annotations=note))[1:] == [("paragraph", "Seen at home.")]
    password = field.replace("/V(", "/Ff 8192/V(").format("")
    assert found(write(lines(["Name:"]), annotations=password)) == [("paragraph", "Name:")]


def test_a_page_that_takes_too_long_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PAGE_SECONDS", 0.0)
    document = read(write(lines(["Text."]), lines(["Word"] * 1000)))
    assert document.cut_short
    assert document.gaps[0].startswith("Page 2 took too long")
    assert document.segments[0].text == "Text."


def test_a_file_that_takes_too_long_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    one = pdf._Reading._read

    def slow(self: pdf._Reading, *rest: object) -> None:
        if len(self.pages) == 2:
            while True:
                pass
        one(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(limits, "SECONDS", 0.5)
    monkeypatch.setattr(pdf._Reading, "_read", slow)
    data = write(lines(["Text."]), lines(["More."]), lines(["Never seen."]))
    document = readers.read("report.pdf", data)
    assert document.cut_short
    assert document.gaps == (
        "This file took too long: from page 3 on it was not read. Split it into parts and check "
        "those.",
    )
    assert [segment.text for segment in document.segments] == ["Text.", "More."]


def test_pages_without_a_type_are_read_and_missing_ones_are_told() -> None:
    data = write(lines(["One."]), lines(["Two."]))
    untyped = data.replace(b"<</Type/Page/Parent", b"<</Tipe/Page/Parent")
    assert found(untyped) == [("paragraph", "One."), ("paragraph", "Two.")]
    dangling = read(data.replace(b"/Kids[10 0 R 12 0 R]", b"/Kids[10 0 R 98 0 R]"))
    assert dangling.gaps == ("Page 2 could not be read to the end; the file is damaged.",)
    short = read(data.replace(b"/Count 2", b"/Count 5"))
    assert short.gaps == (
        "This file says that it has 5 pages, and 3 pages were not found in it. Ask the sender for "
        "a fresh copy.",
    )


@pytest.mark.parametrize("image", ["abc EI (d", "abc\nEI (\n EI[", "EI EI EI"])
def test_a_picture_among_the_commands_hides_nothing(image: str) -> None:
    page = lines(["Before."]) + f"BI /W 3 /H 1 /BPC 8 /CS /G ID {image}\nEI\nQ\n"
    assert found(write(page + lines(["After."], y=500)))[1:] == [("paragraph", "After.")]


CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def
1 begincodespacerange <00> <7F> endcodespacerange 1 begincodespacerange <8000> <FFFF> endcodespacerange
1 begincidrange <41> <5A> 100 endcidrange 1 begincidchar <8001> 500 endcidchar endcmap"""
MEANINGS = (
    "1 beginbfrange <41> <FFFFFFFF> <0041> endbfrange 1 beginbfchar <8001> <00660069> endbfchar"
)
OWN_MAP = (
    "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding 7 0 R/ToUnicode 5 0 R/DescendantFonts[<</Type"
    "/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    "/Supplement 0>>/DW 500/W[0 4000000000 500]/FontDescriptor<</Type/FontDescriptor/FontName/Own>>>>]>>"
)


def test_a_font_with_its_own_map_of_characters_is_read() -> None:
    page = lines(["Before."]) + "BT /X 11 Tf 70 600 Td <4142438001> Tj ET\n"
    data = write(page, fonts=OWN_MAP, objects={7: stream("", CMAP), 5: stream("", MEANINGS)})
    assert found(data) == [("paragraph", "Before."), ("paragraph", "ABCfi")]


def test_letters_without_a_meaning_are_told() -> None:
    page = lines(["A good many words that can be read as they are, and more of them."] * 3)
    page += "BT /X 11 Tf 70 600 Td <0041004200430044> Tj ET\n"
    document = read(write(page, lines(["Fine."]), fonts=UNMAPPED))
    assert document.gaps == ()
    many = page + "".join(
        f"BT /X 11 Tf 70 {500 - 20 * n} Td <004100420043> Tj ET\n" for n in range(4)
    )
    document = read(write(many, lines(["Fine."]), fonts=UNMAPPED))
    assert document.gaps[0].startswith("Some letters on page 1 are not marked as text")


def test_a_span_may_say_what_it_reads_as() -> None:
    page = "BT /F 11 Tf 70 700 Td (o) Tj /Span<</ActualText(ffi)>>BDC (\001) Tj EMC (ce) Tj ET\n"
    assert found(write(page)) == [("paragraph", "office")]


@pytest.mark.parametrize(
    "hidden",
    [
        text(70, 900, "Above the page."),
        text(-300, 500, "Left of it."),
        "/OC /Off BDC " + text(70, 500, "On a layer.") + "EMC ",
        "/OC /Set BDC /Span <<>> BDC " + text(70, 500, "On a layer.") + "EMC EMC ",
    ],
)
def test_what_nobody_sees_is_not_read(hidden: str) -> None:
    data = write(
        lines(["Seen."]) + hidden + lines(["Seen too."], y=400),
        catalog="/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>",
        objects={9: "<</Type/OCG/Name(x)>>", 8: "<</Type/OCMD/OCGs[9 0 R]>>"},
        resources="/Properties<</Off 9 0 R/Set 8 0 R>>",
    )
    assert [words for _, words in found(data)] == ["Seen.", "Seen too."]


def test_what_is_cropped_is_not_read() -> None:
    data = write(lines(["Seen."]) + text(70, 30, "Cut off."), page="/CropBox[0 100 595 842]")
    assert [words for _, words in found(data)] == ["Seen."]


def test_a_heading_over_two_lines_is_one() -> None:
    page = lines(["We met the man next door and said", "that he is welcome"], y=760, size=20)
    page += lines(LONG * 2, y=680)
    assert found(write(page))[0] == (
        "heading",
        "We met the man next door and said that he is welcome",
    )


def test_a_header_over_two_lines_is_one() -> None:
    head = text(70, 815, "Notes of what was said to the man", 9) + text(70, 804, "at his home.", 9)
    pages = [head + lines([f"Text {n}."]) for n in range(3)]
    assert found(write(*pages))[0] == ("header", "Notes of what was said to the man at his home.")


def test_an_underline_in_a_cell_cuts_no_row() -> None:
    page = text(72, 700, "Call us") + text(72, 686, "any day") + "72 697 36 0.7 re f\n"
    page += text(205, 700, "He was told that he is welcome to come") + text(205, 686, "on Monday.")
    page += "70 670 130 50 re S 200 670 300 50 re S\n"
    assert [words for _, words in found(write(page))] == [
        "Call us any day",
        "He was told that he is welcome to come on Monday.",
    ]


def test_the_number_of_a_note_is_no_part_of_a_word() -> None:
    page = "BT /F 11 Tf 70 700 Td (He came to the hostel) Tj 4 Ts /F 7 Tf (12) Tj 0 Ts /F 11 Tf"
    page += " ( and the 1) Tj 4 Ts /F 7 Tf (st) Tj 0 Ts /F 11 Tf ( floor.) Tj ET"
    document = read(write(page))
    (segment,) = document.segments
    assert segment.text == "He came to the hostel and the 1st floor."
    assert document.source == "He came to the hostel12 and the 1st floor."
    start = segment.text.index("and")
    assert document.source_text(segment, start, start + 3) == "and"


def test_small_capitals_are_one_word() -> None:
    page = (
        "BT /F 11 Tf 70 700 Td (A) Tj /F 8 Tf 1.1 0 Td 7.3 0 Td (MONG) Tj /F 11 Tf 29 0 Td (C) Tj"
    )
    page += " /F 8 Tf 8.9 0 Td (HILDREN) Tj ET"
    assert [words for _, words in found(write(page))] == ["AMONG CHILDREN"]


@pytest.mark.parametrize(("rotate", "box"), [(0, ""), (90, ""), (180, ""), (270, ""), (0, "moved")])
def test_a_place_in_the_source_is_a_place_on_the_page(rotate: int, box: str) -> None:
    about = f"/Rotate {rotate}" + ("/CropBox[20 20 500 800]" if box else "")
    data = write(lines(LONG), page=about)
    document = read(data)
    start = document.source.index("happen") if "happen" in document.source else 0
    start = document.source.index("hap-")
    (own,) = pdf.quads(data, [(start, start + len("hap-\npen"))])
    assert [quad.page for quad in own] == [1, 1]
    (ul, ur, ll, lr), (second, *_) = own[0].corners, own[1].corners
    # The page's own coordinates do not turn with it: 70 points from the left, 13 below 700.
    base = 700 - 2 * 1.3 * 11
    assert ll == pytest.approx((ul[0], base - 0.22 * 11), abs=0.1)
    assert lr[0] == ur[0] > ul[0] + 15
    assert ul[1] == pytest.approx(base + 0.78 * 11, abs=0.1)
    assert second == pytest.approx((70, base - 1.3 * 11 + 0.78 * 11), abs=0.1)


def encrypt(filters: str, padding: int = 0) -> str:
    """The trailer of a file that opens with the empty password, encrypted as `filters` say."""
    handler = PDFStandardSecurityHandlerV4.__new__(PDFStandardSecurityHandlerV4)
    handler.r, handler.p, handler.length, handler.encrypt_metadata = 4, 2**32 - 4, 128, True
    handler.o, handler.docid = b"\xab" * 32, [b""]
    user = handler.compute_u(handler.compute_encryption_key(b"")).ljust(32 + padding, b"\0")
    return (
        f"/ID[<><>]/Encrypt<</Filter/Standard/V 4/R 4/P -4/Length 128/O<{'ab' * 32}>"
        f"/U<{user.hex()}>/CF<<{filters}"
    )


@pytest.mark.parametrize(
    "trailer",
    [
        # Only the attachments are encrypted; strings are, and streams are not; no filter is named.
        encrypt("/StdCF<</CFM/AESV2>>>>/StmF/Identity/StrF/Identity/EFF/StdCF>>"),
        encrypt("/StdCF<</CFM/AESV2>>>>/StmF/Identity/StrF/StdCF>>"),
        encrypt("/Odd<</CFM/Unheard>>>>>>", padding=95),
    ],
)
def test_what_opens_without_a_password_is_read(trailer: str) -> None:
    assert found(write(lines(["Open to all."]), trailer=trailer)) == [("paragraph", "Open to all.")]


def test_accents_that_are_drawn_for_themselves_belong_to_their_letter() -> None:
    page = "BT /F 11 Tf 70 700 Td (Andr) Tj 24.4 0 Td (\264) Tj -1.2 0 Td (e came.) Tj ET"
    assert found(write(page)) == [("paragraph", "André came.")]


UNMAPPED = (
    "<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    "/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/Odd>>>>]>>"
)
ENCRYPT = f"/Encrypt<</Filter/{{}}/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<00><00>]"


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", ReadErrorKind.DAMAGED, "empty"),
        (b"%PDF-1.4\nnothing more", ReadErrorKind.DAMAGED, "damaged"),
        (b"Dear Ms Adeyemi,", ReadErrorKind.DAMAGED, "damaged"),
        (b"%PDF-1.4\n1 0 obj\n" + b"[" * 50_000, ReadErrorKind.DAMAGED, "damaged"),
        (write(), ReadErrorKind.DAMAGED, "damaged"),
        (write(""), ReadErrorKind.NO_TEXT, "OCR"),
        (write(PICTURE), ReadErrorKind.NO_TEXT, "OCR"),
        (
            write("BT /X 11 Tf 70 700 Td <00410042004300440045> Tj ET", fonts=UNMAPPED),
            ReadErrorKind.NO_TEXT,
            "not marked as text",
        ),
        (
            write("x", trailer=ENCRYPT.format("Standard")),
            ReadErrorKind.ENCRYPTED,
            "without the password",
        ),
        (
            write("x", trailer=ENCRYPT.format("Unheard.Of")),
            ReadErrorKind.ENCRYPTED,
            "without the password",
        ),
    ],
)
def test_what_cannot_be_read_says_why(
    data: bytes, kind: ReadErrorKind, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data)
    assert caught.value.kind is kind
    assert words in caught.value.message
    assert capfd.readouterr() == ("", "")


def test_a_broken_table_of_places_is_mended() -> None:
    data = write(lines(["Still here."])).replace(b"startxref\n", b"startxref\n9")
    assert found(data) == [("paragraph", "Still here.")]


def test_the_example_report() -> None:
    report = Path(__file__).parents[2] / "examples" / "report.pdf"
    document = read(report.read_bytes())
    joined = " ".join(segment.text for segment in document.segments)
    assert "in the borough are known" in joined  # bor-/ough
    assert "chaotic or non-compliant were copied" in joined
    assert "move to the library, which is close to the station and has lockers" in joined
    assert len(document.page_starts) == 2
