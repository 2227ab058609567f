from __future__ import annotations

from pathlib import Path

import pytest

from strengthlint.document import Location
from strengthlint.reporters.places import has_lines, place, portable_path, printable, uri


@pytest.mark.parametrize(
    ("path", "page", "expected"),
    [
        ("note.md", None, "line 12"),
        ("-", None, "line 12"),
        ("Letter.DOCX", None, "paragraph 12"),
        ("policy.pdf", 3, "page 3, line 12"),
    ],
)
def test_place_is_worded_for_the_format(path: str, page: int | None, expected: str) -> None:
    location = Location(12, 5, 12, 9, page=page)
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


def test_a_path_elsewhere_stays_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert uri(str(elsewhere / "a b.md")) == (elsewhere / "a b.md").as_uri()
