"""`strengthlint baseline`: what is there is accepted, what is new is raised, what is gone is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from strengthlint.cli import main
from strengthlint.run.baseline import FILE_NAME

Run = Callable[..., Result]
BAD = "She failed to engage with the service.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*args: str) -> Result:
        return CliRunner().invoke(main, list(args), catch_exceptions=False)

    return call


def write(name: str, text: str = BAD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def standings(result: Result) -> list[str]:
    documents = json.loads(result.stdout)["documents"]
    return [d["standing"] for document in documents for d in document["diagnostics"]]


def test_what_is_there_is_accepted_and_what_is_new_is_raised(run: Run) -> None:
    write("a.md", BAD + "\nThe homeless are ignored here.\n")
    assert run("check").exit_code == 1
    assert run("baseline").stdout == f"{FILE_NAME} accepts 2 remarks.\n"
    assert run("check").exit_code == 0
    # An edit elsewhere, and a file that moves.
    write("a.md", "# New\n\nA paragraph.\n\n" + BAD + "\nThe homeless are ignored here.\n")
    Path("a.md").rename("renamed.md")
    result = run("check", "--output-format", "json")
    assert result.exit_code == 0
    assert standings(result) == ["baseline", "baseline"]
    write("b.md", "He failed to engage too.\n")
    result = run("check", "--output-format", "json")
    assert result.exit_code == 1
    assert standings(result) == ["open", "baseline", "baseline"]
    assert run("check", "--no-baseline", "renamed.md").exit_code == 1


def test_one_more_of_the_same_is_new(run: Run) -> None:
    write("a.md")
    run("baseline")
    write("b.md")
    assert standings(run("check", "--output-format", "json")) == ["baseline", "open"]


def test_the_file_holds_no_text_and_merges_well(run: Run) -> None:
    write("a.md", BAD + "\nThe homeless of Larchfield are ignored here.\n")
    run("baseline")
    text = Path(FILE_NAME).read_text("utf-8")
    for word in ("engage", "Larchfield", "homeless", "a.md"):
        assert word not in text
    rows = text.splitlines()[4:-2]
    assert len(rows) == 2
    assert rows == sorted(rows)
    # Written anew it is the same; elsewhere the same remark has another hash.
    run("baseline")
    assert Path(FILE_NAME).read_text("utf-8") == text
    Path(FILE_NAME).unlink()
    run("baseline")
    assert Path(FILE_NAME).read_text("utf-8") != text


def test_what_is_gone_is_told_and_taken_out(run: Run) -> None:
    write("a.md", BAD)
    write("b.md", "The homeless are ignored here.\n")
    run("baseline")
    write("b.md", "Tea.\n")
    result = run("check")
    assert result.exit_code == 0
    assert "1 remark that was accepted is gone" in result.stderr
    # A part of the library says nothing of the rest.
    assert "gone" not in run("check", "a.md").stderr
    assert run("baseline", "--prune").stdout == (
        f"{FILE_NAME} accepts 1 remark.\n1 remark that was gone was taken out.\n"
    )
    assert "gone" not in run("check").stderr
    assert run("baseline", "--prune", "a.md").exit_code == 2


def test_a_part_adds_and_takes_nothing_away(run: Run) -> None:
    write("a/a.md")
    write("b/b.md", "The homeless are ignored here.\n")
    write("strengthlint.yaml", "show: note\n")
    run("baseline", "a")
    assert Path(FILE_NAME).exists()
    assert run("baseline", "b").stdout.splitlines()[0] == (
        f"{FILE_NAME} accepts 2 remarks, 1 of them new."
    )
    assert run("check").exit_code == 0


def test_a_word_document(run: Run, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("She failed to engage with the service.")
    document.save("a.docx")
    run("baseline")
    document.paragraphs[0].insert_paragraph_before("A paragraph before it.")
    document.save("a.docx")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<<<<<<< HEAD\n", "This is no baseline."),
        ("[]", "This is no baseline."),
        ('{"strengthlint-baseline": 2}', "another version"),
        ('{"strengthlint-baseline": 1, "key": "x", "accepted": {}}', "The key"),
        (
            '{"strengthlint-baseline": 1, "key": "0011223344556677", "accepted": {"a": "b"}}',
            "accepts",
        ),
    ],
)
def test_a_broken_baseline_is_told(run: Run, text: str, words: str) -> None:
    write("a.md", "Tea.\n")
    write(FILE_NAME, text)
    result = run("check")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "strengthlint baseline" in result.stderr


def test_one_that_is_named_must_be_there(run: Run) -> None:
    write("a.md")
    result = run("check", "--baseline", "nowhere.json")
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_what_was_not_read_is_told_and_nothing_is_taken_out(run: Run) -> None:
    write("a.md")
    run("baseline")
    write("a.docx", "no Word file")
    assert run("baseline").exit_code == 2
    text = Path(FILE_NAME).read_text("utf-8")
    Path("a.md").unlink()
    assert run("baseline", "--prune").exit_code == 2
    assert Path(FILE_NAME).read_text("utf-8") == text
