"""`strengthlint review`: what the copy is called, what is never written over, what is told."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strengthlint.cli import main
from strengthlint.review import copy_name

EXAMPLES = Path(__file__).parents[2] / "examples"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("letter.docx", "report.pdf", "note.txt"):
        shutil.copy(EXAMPLES / name, name)

    def call(*args: str) -> Result:
        return CliRunner().invoke(main, list(args), catch_exceptions=False)

    return call


def digest(name: str) -> str:
    return hashlib.sha256(Path(name).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "copy", "what"),
    [
        ("letter.docx", "letter.reviewed.docx", "comments"),
        ("report.pdf", "report.reviewed.pdf", "highlights"),
        ("note.txt", "note.reviewed.html", "remarks"),
    ],
)
def test_a_copy_in_the_form_of_the_file(run: Run, name: str, copy: str, what: str) -> None:
    before = digest(name)
    result = run("review", name)
    assert result.exit_code == 0
    first, *_, last = result.stdout.splitlines()
    assert first.startswith(f"{copy}: ")
    assert f" {what} (" in first
    assert last == f"{name} was not changed."
    assert digest(name) == before
    assert Path(copy).stat().st_size > 1000


def test_a_copy_that_is_there_is_kept_unless_forced(run: Run) -> None:
    Path("letter.reviewed.docx").write_text("somebody's work")
    result = run("review", "letter.docx")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert Path("letter.reviewed.docx").read_text() == "somebody's work"
    assert run("review", "letter.docx", "--force").exit_code == 0


@pytest.mark.parametrize("output", ["letter.docx", "./letter.docx"])
def test_the_original_is_not_even_replaced_by_force(run: Run, output: str) -> None:
    before = digest("letter.docx")
    result = run("review", "letter.docx", "--force", "-o", output)
    assert result.exit_code == 2
    assert "never written over" in result.stderr
    assert digest("letter.docx") == before


def test_a_copy_has_the_suffix_of_its_form(run: Run) -> None:
    assert run("review", "letter.docx", "-o", "letter.pdf").exit_code == 2
    assert run("review", "letter.docx", "-o", "letter.html").exit_code == 0
    assert Path("letter.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_clean_and_nothing_to_clean(run: Run) -> None:
    run("review", "letter.docx")
    result = run("review", "--clean", "letter.reviewed.docx")
    assert re.fullmatch(r"letter\.clean\.docx: [1-9]\d* of ours taken out\.\n", result.stdout)
    result = run("review", "--clean", "letter.docx", "-o", "other.docx")
    assert "nothing to take out" in result.stdout
    assert not Path("other.docx").exists()


def test_nothing_to_raise_writes_no_copy(run: Run) -> None:
    Path("fine.txt").write_text("She told us what matters to her.\n")
    result = run("review", "fine.txt")
    assert (result.exit_code, result.stdout) == (
        0,
        "Nothing to raise in fine.txt, so no copy was written.\n",
    )
    assert not Path("fine.reviewed.html").exists()


@pytest.mark.parametrize("name", ["none.docx", "bad.docx", "bad.pdf"])
def test_what_cannot_be_read_is_2_and_one_sentence(run: Run, name: str) -> None:
    if name.startswith("bad"):
        Path(name).write_bytes(b"not what it says")
    result = run("review", name)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{name} was not read: ")
    assert len(result.stderr.splitlines()) == 1


def test_changes_are_for_word(run: Run) -> None:
    assert "strengthlint fix --diff note.txt" in run("review", "--suggest", "note.txt").stderr
    assert run("review", "--suggest", "report.pdf").exit_code == 2
    assert " tracked change" in run("review", "--suggest", "letter.docx").stdout


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("letter.docx", "letter.reviewed.docx"),
        ("letter.reviewed.docx", "letter.reviewed.2.docx"),
        ("letter.reviewed.2.docx", "letter.reviewed.3.docx"),
        ("plan.v2.docx", "plan.v2.reviewed.docx"),
    ],
)
def test_names_of_copies(name: str, copy: str) -> None:
    assert copy_name(Path("x") / name, "reviewed", ".docx") == Path("x") / copy


def test_clean_copies_lose_the_word() -> None:
    assert copy_name(Path("letter.reviewed.2.docx"), "clean", ".docx") == Path("letter.clean.docx")


class TestReportsAreNoDocuments:
    def test_a_report_takes_no_documents_place(self, run: Run) -> None:
        for name in ("letter.docx", "note.txt"):
            before = digest(name)
            result = run("check", name, "-o", name)
            assert result.exit_code == 2
            assert f"strengthlint review {name}" in result.stderr
            assert digest(name) == before

    @pytest.mark.parametrize("output", ["report.docx", "out.pdf", "OUT.PDF"])
    def test_a_report_is_no_word_document(self, run: Run, output: str) -> None:
        result = run("check", "letter.docx", "-o", output)
        assert result.exit_code == 2
        assert "strengthlint review " in result.stderr
        assert "--output-format html" in result.stderr
        assert not Path(output).exists()

    def test_a_page_holds_the_text(self, run: Run) -> None:
        run("check", "letter.docx", "--output-format", "html", "-o", "report.html")
        text = Path("report.html").read_text(encoding="utf-8")
        assert "I am writing in support of Jordan Reeve’s application" in text
