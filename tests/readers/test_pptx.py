"""PowerPoint: slides in their order, what is said on them and in the notes, hostile files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.pptx import read

Exact = Callable[[Document], Document]

NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TIES = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def shape(text: str, place: str = "", about: str = "") -> str:
    """A shape with paragraphs (one a line); `place` is the type of its placeholder, "-" for any."""
    holder = "" if not place else "<p:ph/>" if place == "-" else f'<p:ph type="{place}"/>'
    paragraphs = "".join(
        f"<a:p>{line if line.startswith('<') else f'<a:r><a:t>{line}</a:t></a:r>'}</a:p>"
        for line in text.split("\n")
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {about}/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr>'
        f"</p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"
    )


def pptx(*slides: str, notes: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        ids = "".join(f'<p:sldId id="{n}" r:id="rId{n}"/>' for n, _ in enumerate(slides, 1))
        file.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        )
        ties = "".join(
            # Out of order, and with a way out of the folder.
            f'<Relationship Id="rId{n}" Type="{KIND}slide" Target="../ppt/slides/s{n}.xml"/>'
            for n, _ in reversed(list(enumerate(slides, 1)))
        )
        file.writestr(
            "ppt/_rels/presentation.xml.rels", f"<Relationships {TIES}>{ties}</Relationships>"
        )
        for n, body in enumerate(slides, 1):
            file.writestr(
                f"ppt/slides/s{n}.xml",
                f"<p:sld {NAMES}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>",
            )
            file.writestr(
                f"ppt/slides/_rels/s{n}.xml.rels",
                f'<Relationships {TIES}><Relationship Id="n" Type="{KIND}notesSlide" '
                f'Target="../notes/n{n}.xml"/><Relationship Id="d" Type="{KIND}diagramData" '
                f'Target="../d.xml"/><Relationship Id="e" Type="{KIND}image" '
                'Target="http://example.org/x.png" TargetMode="External"/></Relationships>',
            )
        if notes:
            file.writestr(
                "ppt/notes/n1.xml",
                f"<p:notes {NAMES}><p:cSld><p:spTree>{shape(notes, 'body')}{shape('7', 'sldNum')}"
                "</p:spTree></p:cSld></p:notes>",
            )
        for name, text in parts.items():
            file.writestr(f"ppt/{name.replace('__', '/')}.xml", text)
    return out.getvalue()


def found(*slides: str, **more: str) -> list[str]:
    document = read("a.pptx", pptx(*slides, **more))
    return [f"{segment.kind.value}: {segment.text}" for segment in document.segments]


TABLE = (
    "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='2' name='t'/></p:nvGraphicFramePr><a:tbl>"
    + "".join(
        f"<a:tr>{''.join(f'<a:tc><a:txBody><a:p><a:r><a:t>{t}</a:t></a:r></a:p></a:txBody></a:tc>' for t in row)}</a:tr>"
        for row in ("AB", "cd")
    )
    + "</a:tbl></p:graphicFrame>"
)


@pytest.mark.parametrize(
    ("slide", "expected"),
    [
        (shape("b", "body") + shape("T", "title"), ["heading: T", "list-item: b"]),
        (shape("a\nb", "-"), ["list-item: a", "list-item: b"]),
        (shape("a"), ["paragraph: a"]),
        (shape("<a:pPr><a:buNone/></a:pPr><a:r><a:t>a</a:t></a:r>", "body"), ["paragraph: a"]),
        (shape("<a:pPr><a:buChar char='x'/></a:pPr><a:r><a:t>a</a:t></a:r>"), ["list-item: a"]),
        (shape("<a:r><a:t>fai</a:t></a:r><a:r><a:t>led</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r>"), ["paragraph: failed b"]),
        (shape("<a:r><a:rPr strike='sngStrike'/><a:t>gone</a:t></a:r><a:r><a:rPr strike='noStrike'/><a:t>a</a:t></a:r>"), ["paragraph: a"]),
        (shape("<a:fld type='slidenum'><a:t>3</a:t></a:fld><a:fld type='x'><a:t>a</a:t></a:fld>"), ["paragraph: a"]),
        (shape("3", "sldNum") + shape("May", "dt") + shape("foot", "ftr"), ["footer: foot"]),
        (shape("a", about='descr="Kev &amp; Bea" title="t"'), ["paragraph: a", "caption: t", "caption: Kev & Bea"]),
        (shape("gone", about='hidden="1"') + shape("a"), ["paragraph: a"]),
        ("<p:grpSp>" + shape("a") + "<p:grpSp>" + shape("b") + "</p:grpSp></p:grpSp>", ["paragraph: a", "paragraph: b"]),
        (shape("<a:r><a:rPr><a:hlinkClick tooltip='tip'/></a:rPr><a:t>a</a:t></a:r>"), ["paragraph: a", "caption: tip"]),
        (TABLE, ["table-cell: A", "table-cell: B", "table-cell: c", "table-cell: d"]),
    ],
)  # fmt: skip
def test_what_is_read(slide: str, expected: list[str], exact: Exact) -> None:
    assert found(slide) == expected
    exact(read("a.pptx", pptx(slide)))


def test_places_notes_and_columns() -> None:
    data = pptx(shape("One", "title"), shape("Two", "title") + TABLE, notes="Say this")
    document = read("a.pptx", data)
    by_text = {segment.text: segment for segment in document.segments}
    assert by_text["Say this"].trail == ("One", "Speaker’s notes")
    assert by_text["d"].column_heading == "B"
    assert by_text["d"].trail == ("Two",)
    place = document.location(by_text["d"], 0, 1).landmark
    assert place is not None
    assert (place.part.value, place.number) == ("slide", "2")


def test_a_footer_is_said_once_and_diagrams_are_read() -> None:
    frame = '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="1" name="d"/></p:nvGraphicFramePr><dgm:relIds xmlns:dgm="x" r:dm="d"/></p:graphicFrame>'
    d = f"<dgm:dataModel xmlns:dgm='x' {NAMES}><dgm:pt><dgm:t><a:p><a:r><a:t>step</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
    assert found(shape("foot", "ftr") + frame, shape("foot", "ftr"), d=d) == [
        "footer: foot",
        "list-item: step",
    ]


def test_a_damaged_slide_and_a_chart_are_told() -> None:
    chart = '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="1" name="c"/></p:nvGraphicFramePr><c:chart xmlns:c="x"/></p:graphicFrame>'
    document = read("a.pptx", pptx(shape("a") + chart, "<broken"))
    assert [segment.text for segment in document.segments] == ["a"]
    assert document.gaps[0].startswith("Slide 2 is damaged")
    assert document.gaps[1].startswith("A chart or embedded file was not read")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReadErrorKind.DAMAGED),
        (b"x", ReadErrorKind.UNSUPPORTED),
        (pptx(shape("a"))[:-40], ReadErrorKind.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ReadErrorKind.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ReadErrorKind.UNSUPPORTED),
        (pptx("<p:pic/>"), ReadErrorKind.NO_TEXT),
        (pptx(shape("a\n" * 160_000)), ReadErrorKind.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_cannot_be_read(data: bytes, kind: ReadErrorKind) -> None:
    with pytest.raises(UnreadableDocument) as error:
        read("a.pptx", data)
    assert error.value.kind is kind
    assert error.value.message.endswith(".")
