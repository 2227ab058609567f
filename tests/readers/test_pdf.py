"""PDF files, written here by a few lines of code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from strengthlint.document import Document, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers import pdf

PICTURE = "q 400 0 0 600 50 50 cm /Im Do Q"


def write(*pages: str, fonts: str = "", annotations: str = "", trailer: str = "") -> bytes:
    """A PDF of these pages, each given as drawing commands."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        5: stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8", "x"),
        6: fonts or "<<>>",
        7: stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>",
            text(0, 5, "Typed in."),
        ),
    }
    for number, page in enumerate(pages):
        objects[10 + 2 * number] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Contents {11 + 2 * number} 0 R/Annots[{annotations}]"
            "/Resources<</Font<</F 3 0 R/B 4 0 R/X 6 0 R>>/XObject<</Im 5 0 R>>>>>>"
        )
        objects[11 + 2 * number] = stream("", page)
    out = b"%PDF-1.4\n"
    offsets = {}
    for number, content in objects.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += f"{number} 1\n{offset:010d} 00000 n \n".encode()
    return out + f"trailer<</Size 99/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


def stream(about: str, content: str) -> str:
    return f"<<{about}/Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream"


def text(x: float, y: float, words: str, size: float = 11, font: str = "F") -> str:
    words = words.replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n"


def lines(words: Iterable[str], x: float = 70, y: float = 700, size: float = 11) -> str:
    return "".join(
        text(x, y - 1.3 * size * number, line, size) for number, line in enumerate(words)
    )


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
    bare = read(write(lines(["Name:"]), annotations=field.format("")))
    assert bare.gaps == (
        "A filled form field was not read; print the form to a new PDF and check that.",
    )


def test_a_page_with_too_much_drawing_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PAGE_LIMIT", 200)
    document = read(write(lines(["Text."]), lines(["Word"] * 100)))
    assert document.gaps[0].startswith("Page 2 could not be read to the end")
    assert document.segments[0].text == "Text."


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
