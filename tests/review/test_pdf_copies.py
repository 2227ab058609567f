"""PDF copies: highlights on the very words, whatever way a page is turned or cut."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from plans import DEFICIT
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from word_copies import NOON, says

from strengthlint.diagnostic import Level, Standing
from strengthlint.linter import Linter
from strengthlint.readers import pdf as reader
from strengthlint.review import CannotCopy, Copy, Wishes
from strengthlint.review import pdf as writer

FAILED = "failed to engage"
LINES = ("Notes of the visit", "She failed to engage again, and we had tea.", "The end.")


def pdf_file(*pages: str, rotate: int = 0, boxes: str = "/MediaBox [0 0 420 595]") -> bytes:
    """A PDF with these content streams for its pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for content in pages:
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R {boxes} /Rotate {rotate} "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def lines(*texts: str, matrix: str = "1 0 0 1 100 300") -> str:
    shown = " ".join(f"({text}) Tj T*" for text in texts)
    return f"BT /F 14 Tf 18 TL {matrix} Tm {shown} ET"


def reviewed(data: bytes, *matched: str, wishes: Wishes | None = None, **more: Any) -> Copy:
    return writer.write("a.pdf", data, says(*matched, **more), wishes or Wishes(when=NOON))


def highlights(data: bytes) -> list[list[dict[str, Any]]]:
    return [
        [
            note.get_object()
            for note in page.get("/Annots", ())
            if note.get_object()["/Subtype"] == "/Highlight"
        ]
        for page in PdfReader(io.BytesIO(data)).pages
    ]


SHAPES = {
    "upright": {},
    "rotated 90": {"rotate": 90},
    "rotated 180": {"rotate": 180},
    "rotated 270": {"rotate": 270},
    "moved": {"boxes": "/MediaBox [-50 -30 370 565]"},
    "cropped": {"boxes": "/MediaBox [0 0 420 595] /CropBox [60 200 400 400]"},
    "cropped and rotated": {
        "boxes": "/MediaBox [20 30 440 625] /CropBox [60 200 400 400]",
        "rotate": 90,
    },
}


@pytest.mark.skipif(
    not (shutil.which("pdftoppm") and shutil.which("pdftotext")), reason="poppler is not installed"
)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_viewer_shows_is_the_words_marked(shape: str, tmp_path: Path) -> None:
    data = pdf_file(lines(*LINES), **SHAPES[shape])  # type: ignore[arg-type]
    copy = reviewed(data, FAILED)
    marked = changed_area(tmp_path, data, copy.data)
    words = area_of_words(tmp_path, data, FAILED.split())
    # As far as the letters reach and no further than the space beside them.
    for got, wanted in zip(marked, words, strict=True):
        assert abs(got - wanted) < 4.5, (marked, words)


def changed_area(folder: Path, before: bytes, after: bytes) -> tuple[float, ...]:
    """The box around all pixels that differ, in points of the page as it is shown."""
    shown = [pixels(folder, data) for data in (before, after)]
    (width, height, first), (_, _, second) = shown
    places = [
        divmod(at // 3, width)
        for at in range(0, width * height * 3, 3)
        if first[at : at + 3] != second[at : at + 3]
    ]
    assert places
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


def pixels(folder: Path, data: bytes) -> tuple[int, int, bytes]:
    (folder / "page.pdf").write_bytes(data)
    command = ["pdftoppm", "-cropbox", "-r", "72", "-singlefile", "page.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    head = re.match(rb"P6\s(\d+) (\d+)\s255\s", (folder / "page.ppm").read_bytes())
    assert head
    return int(head[1]), int(head[2]), (folder / "page.ppm").read_bytes()[head.end() :]


def area_of_words(folder: Path, data: bytes, words: list[str]) -> tuple[float, ...]:
    (folder / "page.pdf").write_bytes(data)
    command = ["pdftotext", "-cropbox", "-bbox", "page.pdf", "-"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    boxes = [
        tuple(float(number) for number in found[:4])
        for found in re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]+)<',
            done.stdout,
        )
        if found[4] in words
    ]
    assert len(boxes) == len(words)
    return tuple(f(box[side] for box in boxes) for side, f in enumerate((min, min, max, max)))


def test_a_highlight_holds_the_remark_and_looks_like_itself_everywhere() -> None:
    (notes,) = highlights(reviewed(pdf_file(lines(*LINES)), FAILED).data)
    (note,) = notes
    assert note["/Contents"].startswith(
        "What was tried?\n“failed to engage” puts it on one side.\n"
    )
    assert (note["/T"], note["/F"], note["/M"]) == ("strengthlint", 4, "D:20261127120000")
    assert len(note["/QuadPoints"]) == 8
    look = note["/AP"]["/N"]
    assert look["/BBox"] == note["/Rect"]
    assert look["/Resources"]["/ExtGState"]["/Marker"]["/BM"] == "/Multiply"


def test_words_over_a_line_end_have_a_quad_on_each_line() -> None:
    (notes,) = highlights(reviewed(pdf_file(lines("She failed", "to engage.")), FAILED).data)
    assert len(notes[0]["/QuadPoints"]) == 16


def test_pages_that_share_a_list_of_notes_get_their_own() -> None:
    shared = PdfWriter(
        clone_from=PdfReader(io.BytesIO(pdf_file(lines("Tea."), lines(f"She {FAILED}."))))
    )
    array = shared._add_object(ArrayObject())
    for page in shared.pages:
        page[NameObject("/Annots")] = array
    out = io.BytesIO()
    shared.write(out)
    first, second = highlights(reviewed(out.getvalue(), FAILED).data)
    assert (len(first), len(second)) == (0, 1)


def test_the_text_is_the_same_and_what_others_noted_stays() -> None:
    data = with_note(pdf_file(lines(*LINES)), {"/Subtype": "/Text", "/T": "Ana"})
    copy = reviewed(data, FAILED, "tea")
    assert copy.remarks == 2
    before, after = reader.read("a.pdf", data), reader.read("a.pdf", copy.data)
    assert before.segments == after.segments
    subtypes = [
        note.get_object()["/Subtype"]
        for note in PdfReader(io.BytesIO(copy.data)).pages[0]["/Annots"]
    ]
    assert subtypes == ["/Text", "/Highlight", "/Highlight"]


def with_note(data: bytes, about: dict[str, Any], answer_to: bool = False) -> bytes:
    """The file with one more note; on its first highlight where it is an answer."""
    file = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    page = file.pages[0]
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (10, 10, 30, 30)]),
        }
    )
    for key, value in about.items():
        held = NameObject(value) if value.startswith("/") else TextStringObject(value)
        note[NameObject(key)] = held
    held_before = list(page.get("/Annots", ()))
    if answer_to:
        note[NameObject("/IRT")] = held_before[0]
    page[NameObject("/Annots")] = ArrayObject([*held_before, file._add_object(note)])
    out = io.BytesIO()
    file.write(out)
    return out.getvalue()


def test_reviewing_a_reviewed_copy_does_not_pile_up_and_clean_takes_all_out() -> None:
    data = pdf_file(lines(*LINES))
    once = reviewed(data, FAILED, "tea").data
    twice = reviewed(once, FAILED, "tea").data
    assert [len(notes) for notes in highlights(twice)] == [2]
    assert len(twice) <= len(once) + 10
    cleaned = writer.clean("a.pdf", twice)
    assert (cleaned.removed, highlights(cleaned.data)) == (2, [[]])
    assert writer.clean("a.pdf", data).data is data


def test_a_highlight_that_was_answered_stays_and_is_not_said_again() -> None:
    once = reviewed(pdf_file(lines(*LINES)), FAILED).data
    answered = with_note(
        once, {"/Subtype": "/Text", "/T": "Ana", "/Contents": "No."}, answer_to=True
    )
    again = reviewed(answered, FAILED)
    assert again.remarks == 0
    assert [len(notes) for notes in highlights(again.data)] == [1]
    assert writer.clean("a.pdf", answered).kept == 1


def test_what_is_quoted_or_a_note_gets_none_unless_asked() -> None:
    data = pdf_file(lines(*LINES))
    assert reviewed(data, FAILED, standing=Standing.QUOTED).data == data
    assert reviewed(data, FAILED, level=Level.NOTE).data == data
    wishes = Wishes(quoted=True, when=NOON)
    assert reviewed(data, FAILED, standing=Standing.QUOTED, wishes=wishes).remarks == 1


def signed(data: bytes, permission: int | None = None) -> bytes:
    file = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    root = file.root_object
    value: dict[str, Any] = {NameObject("/Type"): NameObject("/Sig")}
    if permission is not None:
        parameters = DictionaryObject({NameObject("/P"): NumberObject(permission)})
        reference = DictionaryObject({NameObject("/TransformParams"): parameters})
        value[NameObject("/Reference")] = ArrayObject([reference])
    signature = file._add_object(DictionaryObject(value))
    field = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): signature})
    root[NameObject("/AcroForm")] = DictionaryObject(
        {
            NameObject("/SigFlags"): NumberObject(3),
            NameObject("/Fields"): ArrayObject([file._add_object(field)]),
        }
    )
    if permission is not None:
        root[NameObject("/Perms")] = DictionaryObject({NameObject("/DocMDP"): signature})
    out = io.BytesIO()
    file.write(out)
    return out.getvalue()


@pytest.mark.parametrize("permission", [None, 3])
def test_a_signed_file_is_only_added_to(permission: int | None) -> None:
    data = signed(pdf_file(lines(*LINES)), permission)
    copy = reviewed(data, FAILED)
    assert copy.data.startswith(data)
    assert [len(notes) for notes in highlights(copy.data)] == [1]


@pytest.mark.parametrize("permission", [1, 2])
def test_a_file_certified_against_notes_is_refused(permission: int) -> None:
    with pytest.raises(CannotCopy, match="allows no notes"):
        reviewed(signed(pdf_file(lines(*LINES)), permission), FAILED)


def test_a_file_protected_against_changes_is_refused() -> None:
    file = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file(lines(*LINES)))))
    file.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    file.write(out)
    with pytest.raises(CannotCopy, match="protected against changes"):
        reviewed(out.getvalue(), FAILED)


@pytest.mark.parametrize("broken", [b"%PDF-1.7\nnothing", pdf_file(lines("Another text."))])
def test_a_copy_that_does_not_say_the_same_is_not_handed_out(
    broken: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer._Writing, "written", lambda self: broken)
    with pytest.raises(CannotCopy, match="read but not copied"):
        reviewed(pdf_file(lines(*LINES)), FAILED)


@pytest.mark.parametrize(
    ("rotate", "corner"), [(0, (12, 563)), (90, (12, 12)), (180, (388, 12)), (270, (388, 563))]
)
def test_what_is_asked_about_the_whole_is_one_note_in_the_corner(
    linter: Linter, rotate: int, corner: tuple[int, int]
) -> None:
    """On the words at its head, questions would lie on one another and seem to be about these."""
    plan = [" ".join(part.split()) for part in DEFICIT.split(". ")]
    data = pdf_file(lines(*(f"{line}." for line in plan), matrix="1 0 0 1 20 560"), rotate=rotate)
    copy = writer.write("plan.pdf", data, linter.check_document, Wishes(when=NOON))
    (page,) = PdfReader(io.BytesIO(copy.data)).pages
    notes = [note.get_object() for note in page["/Annots"]]
    (note,) = [each for each in notes if each["/Subtype"] == "/Text"]
    assert tuple(round(float(value)) for value in note["/Rect"][:2]) == corner
    wholes = [d for d in copy.report.diagnostics if d.of_whole and d.level > Level.NOTE]
    assert len(wholes) > 1
    for each in wholes:
        assert each.ask in note["/Contents"]
        assert each.code in note["/Contents"]
    assert not any("SUM" in each["/Contents"] for each in notes if each is not note)
    assert copy.remarks == len(notes) - 1
    (told,) = [each for each in copy.notes if "as a whole" in each]
    assert told.startswith(f"{len(wholes)} questions about the document as a whole")
    assert writer.clean("plan.pdf", copy.data).removed == len(notes)
