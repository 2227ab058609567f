from __future__ import annotations

from pathlib import Path

import pytest

from strengthlint.document import Cell, Landmark, Location, Part
from strengthlint.reporters.places import has_lines, place, portable_path, printable, uri

NEEDS = Cell(1, 3, 2, "Needs")
FORM = Cell(2, 4, 2, row_heading="What the child or young person told us about school and home")


@pytest.mark.parametrize(
    ("path", "page", "landmark", "expected"),
    [
        ("note.md", None, None, "line 12"),
        ("-", None, None, "line 12"),
        ("policy.pdf", 3, None, "page 3, line 12"),
        ("Letter.DOCX", None, Landmark(0), "paragraph 12"),
        ("letter.docm", None, Landmark(0, paragraph=4), "paragraph 4"),
        (
            "letter.docx",
            None,
            Landmark(0, page=2, paragraph=4, under_heading=True),
            "page 2 (as Word last saved it), paragraph 4 under its heading",
        ),
        ("letter.odt", None, Landmark(0, page=2), "page 2 (as it was last saved), paragraph 12"),
        ("policy.docx", None, Landmark(0, paragraph=3, list_number="4.2."), "point 4.2"),
        (
            "policy.docx",
            None,
            Landmark(0, paragraph=3, list_number="a)"),
            "paragraph 3, numbered “a)”",
        ),
        ("policy.docx", None, Landmark(0, is_heading=True, list_number="3.1"), "heading 3.1"),
        (
            "form.docx",
            None,
            Landmark(0, page=2, cell=NEEDS),
            "page 2 (as Word last saved it), table 1, row 3, column “Needs”",
        ),
        (
            "form.docx",
            None,
            Landmark(0, cell=FORM),
            "table 2, row 4 (“What the child or young person told us …”), column 2",
        ),
        (
            "form.docx",
            None,
            Landmark(0, cell=Cell(1, 2, 1, outer=NEEDS)),
            "table 1, row 3, column “Needs”, inner table 1, row 2, column 1",
        ),
        ("letter.docx", None, Landmark(0, Part.FOOTNOTE, "4"), "footnote 4"),
        ("letter.docx", None, Landmark(0, Part.FOOTER), "footer"),
        (
            "letter.docx",
            None,
            Landmark(0, Part.TEXT_BOX, page=1),
            "page 1 (as Word last saved it), text box",
        ),
        ("talk.pptx", None, Landmark(0, Part.SLIDE, "3"), "slide 3"),
    ],
)
def test_place_is_worded_for_the_format(
    path: str, page: int | None, landmark: Landmark | None, expected: str
) -> None:
    location = Location(12, 5, 12, 9, page=page, landmark=landmark)
    assert place(path, location) == expected
    assert has_lines(path, location) == expected.startswith("line")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kev’s note 👋.md", "Kev’s note 👋.md"),
        ("two\nlines\r.md", r"two\nlines\r.md"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("reversed \u202etxt", r"reversed \u202etxt"),
        ("bytes \udcff.md", r"bytes \udcff.md"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
    ],
)
def test_printable_escapes_what_a_terminal_would_obey(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("notes/Kev & Co, 100%.md", "notes/Kev%20%26%20Co%2C%20100%25.md"),
        ("./café.md", "caf%C3%A9.md"),
        ("../up.md", "../up.md"),
        ("a:b.md", "a%3Ab.md"),
        ("two\nlines.md", "two%0Alines.md"),
        ("bytes \udcff.md", "bytes%20%FF.md"),
    ],
)
def test_uri_is_relative_and_encoded(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_a_path_below_the_working_directory_becomes_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert portable_path(str(Path.cwd() / "notes" / "kev.md")) == "notes/kev.md"
    assert uri(str(Path.cwd() / "notes" / "kev.md")) == "notes/kev.md"


def test_a_path_is_told_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs" / "policies"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    top = Path.cwd().parents[1]
    assert portable_path("visits.md", top) == "docs/policies/visits.md"
    assert portable_path("../letters/a b.md", top) == "docs/letters/a b.md"
    assert uri("../letters/a b.md", top) == "docs/letters/a%20b.md"
    assert portable_path(str(top / "readme.md"), top) == "readme.md"


def test_a_path_elsewhere_stays_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert uri(str(elsewhere / "a b.md")) == (elsewhere / "a b.md").as_uri()
