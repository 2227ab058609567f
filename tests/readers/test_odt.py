"""OpenDocument texts: what is printed of them, and files that are something else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.odt import read

Exact = Callable[[Document], Document]

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)


def odt(body: str, styles: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def texts(body: str, styles: str = "") -> list[str]:
    return [segment.text for segment in read("a.odt", odt(body, styles)).segments]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', ["a b c d"]),
        ("<text:p>a\n   b</text:p>", ["a b"]),
        ('<text:p>a<text:s text:c="999999999"/>b</text:p>', ["a b"]),
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>a</text:p>", ["a"]),
        ("<text:p>a<office:annotation><text:p>gone</text:p></office:annotation> b</text:p>", ["a b"]),
        ('<text:section text:display="none"><text:p>gone</text:p></text:section><text:p>a</text:p>', ["a"]),
        ("<text:p><text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p>", ["a"]),
        ("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>", ["ab", "box"]),
        ("<text:p>a<draw:frame><draw:image/><svg:title>Kev</svg:title><svg:desc>and Bea</svg:desc></draw:frame></text:p>", ["a", "Kev", "and Bea"]),
        ("<text:p>a<draw:custom-shape><text:p>b</text:p><text:list><text:list-item><text:p>c</text:p></text:list-item></text:list></draw:custom-shape></text:p>", ["a", "b", "c"]),
        ('<text:list><text:list-item><text:number>1.</text:number><text:p>a</text:p></text:list-item></text:list>', ["a"]),
        ("<text:p>a<text:hidden-text>gone</text:hidden-text></text:p>", ["a"]),
        ("<text:table-of-content><text:table-of-content-source><text:p>x</text:p></text:table-of-content-source><text:index-body><text:p>a</text:p></text:index-body></text:table-of-content>", ["a"]),
    ],
)  # fmt: skip
def test_text(body: str, expected: list[str], exact: Exact) -> None:
    assert texts(body) == expected
    exact(read("a.odt", odt(body)))


def test_styles_hide_and_strike() -> None:
    styles = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="S" style:family="paragraph"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="N" style:family="paragraph" style:parent-style-name="S"><style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    body = (
        '<text:p>a<text:span text:style-name="H">gone</text:span></text:p>'
        '<text:p text:style-name="S">gone</text:p><text:p text:style-name="N">b</text:p>'
    )
    assert texts(body, styles) == ["a", "b"]


def test_only_the_headers_of_pages_in_use() -> None:
    pages = (
        f"<office:document-styles {NAMESPACES}><office:master-styles>"
        '<style:master-page style:name="Standard"><style:header><text:p>one</text:p></style:header>'
        '<style:footer style:display="false"><text:p>off</text:p></style:footer></style:master-page>'
        '<style:master-page style:name="Other"><style:header><text:p>two</text:p></style:header></style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    document = read("a.odt", odt("<text:p>a</text:p>", styles_xml=pages))
    assert [(s.kind.value, s.text) for s in document.segments] == [
        ("paragraph", "a"),
        ("header", "one"),
    ]


def test_wide_and_repeated_cells_keep_their_columns() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell(' table:number-columns-spanned="2"', "Wide")
        + "<table:covered-table-cell/>"
        + cell("", "Need")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell("", "a") + cell("", "b") + cell("", "c")
        + "</table:table-row></table:table>"
    )  # fmt: skip
    document = read("a.odt", odt(body))
    assert [s.column_heading for s in document.segments[2:]] == ["Wide", "Wide", "Need"]


def test_a_chart_is_told_and_pictures_alone_are_no_text() -> None:
    shape = "<text:p>{}<draw:frame><{}/></draw:frame></text:p>".format
    assert read("a.odt", odt(shape("a", "draw:object"))).gaps == (
        "A chart, formula or embedded file was not read; look at the words in them yourself.",
    )
    with pytest.raises(UnreadableDocument) as error:
        read("a.odt", odt(shape("", "draw:image")))
    assert error.value.kind is ReadErrorKind.NO_TEXT


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<office:document-content {NAMESPACES}><office:body><office:text><text:p>&b;</text:p>"
    "</office:text></office:body></office:document-content>"
)
OUTSIDE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/hostname"')


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReadErrorKind.DAMAGED),
        (b"\0\0\0", ReadErrorKind.DAMAGED),
        (b"PK\x03\x04rubbish", ReadErrorKind.DAMAGED),
        (odt("<text:p>a</text:p>")[:-30], ReadErrorKind.DAMAGED),
        (b"hello", ReadErrorKind.UNSUPPORTED),
        (archive(content_xml=BOMB), ReadErrorKind.DAMAGED),
        (archive(content_xml=OUTSIDE), ReadErrorKind.DAMAGED),
        (archive(content_xml="<a>" * 300 + "</a>" * 300), ReadErrorKind.DAMAGED),
        (archive(content_xml="<a/>" * 3_000_000), ReadErrorKind.TOO_LARGE),
        (archive(content_xml=" " * 70_000_000), ReadErrorKind.TOO_LARGE),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ReadErrorKind.UNSUPPORTED),
        (archive(word__document_xml="<a/>"), ReadErrorKind.UNSUPPORTED),
        (odt("<text:p>a</text:p>", **{"META-INF__manifest_xml": (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>")}), ReadErrorKind.ENCRYPTED),
    ],
)  # fmt: skip
def test_what_cannot_be_read(data: bytes, kind: ReadErrorKind) -> None:
    with pytest.raises(UnreadableDocument) as error:
        read("a.odt", data)
    assert error.value.kind is kind
    assert error.value.message.endswith(".")


def test_a_text_with_far_too_many_paragraphs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.readers._odf.walk._MOST_PARAGRAPHS", 100)
    with pytest.raises(UnreadableDocument) as error:
        read("a.odt", odt("<text:p>a</text:p>" * 101))
    assert error.value.kind is ReadErrorKind.TOO_LARGE
