"""`strengthlint report`: the page, the tables, the history, and what neither may do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strengthlint.cli import main
from strengthlint.run.interruption import Interruption

BAD = "She failed to engage with the service.\n"
GOOD = "She told us what matters to her, and we agreed a plan.\n"
PAGE = "strengthlint-report.html"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in a folder that holds a small library."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("lib/letters/a.md", BAD * 2),
        ("lib/letters/b.md", GOOD),
        ("lib/policies/c.txt", BAD + GOOD),
        ("lib/policies/scan.pdf", "%PDF-1.4\nnothing"),
        ("lib/old.ppt", "x"),
    ):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def call(*args: str, command: str = "report") -> Result:
        return CliRunner().invoke(main, [command, *args], catch_exceptions=False)

    return call


def page(name: str = PAGE) -> str:
    return re.sub(r"\s+", " ", Path(name).read_text(encoding="utf-8"))


def test_the_page_has_the_figures_and_no_sentence(run: Run) -> None:
    result = run("lib")
    assert result.exit_code == 2, "the scan was not read"
    assert result.stdout.startswith(
        f"{PAGE}: open it in a browser.\n3 to rethink, in 2 of 4 documents."
    )
    text = page()
    for expected in (
        "<h1>lib</h1>",
        '<th scope="row"><code>lib/letters</code></th><td class="number">2</td>',
        '<th scope="row">BLM blame</th><td class="number">3</td>',
        '<th scope="row">“failed to engage”</th><td>BLM101</td><td class="number">3</td>',
        "<li><code>lib/policies/scan.pdf</code></li>",
        "1 .ppt file was not read",
    ):
        assert expected in text.replace("\\", "/")
    assert "with the service" not in text
    assert "<script" not in text


def test_exit_codes_are_those_of_check(run: Run) -> None:
    Path("lib/policies/scan.pdf").unlink()
    assert run("lib").exit_code == 1
    assert run("lib", "--exit-zero").exit_code == 0
    assert run("lib", "--fail-on", "never").exit_code == 0
    assert run("lib/letters/b.md").exit_code == 0
    assert run("gone").exit_code == 2


def test_statistics_are_tables_in_the_terminal_and_no_page(run: Run) -> None:
    result = run("lib", "--statistics", "--exit-zero")
    out = result.stdout.replace("\\", "/")
    assert "lib/policies/scan.pdf: not read: " in out
    assert re.search(r"^ +2 +\d+ +2 +0 +\d+\.\d\d  lib/letters$", out, re.MULTILINE)
    assert re.search(r"^ +3 +0  BLM blame$", out, re.MULTILINE)
    assert "failed to engage" not in out
    assert not Path(PAGE).exists()


def test_check_has_the_same_tables(run: Run) -> None:
    tables = run("lib", "--statistics").stdout.split("\n\n")[1:4]
    assert all(table in run("lib", "--statistics", command="check").stdout for table in tables)


def test_html_with_statistics_is_the_page_without_phrases(run: Run) -> None:
    run("lib", "--statistics", "--output-format", "html", "-o", "counts.html", command="check")
    assert "BLM blame" in page("counts.html")
    assert "failed to engage" not in page("counts.html")


def test_a_history_grows_by_each_run_and_is_drawn(run: Run) -> None:
    run("lib", "--history", "history.jsonl")
    assert "This is the first run in the history" in page()
    Path("lib/letters/a.md").write_text(BAD, encoding="utf-8")
    run("lib", "--history", "history.jsonl")
    lines = [json.loads(line) for line in Path("history.jsonl").read_text("utf-8").splitlines()]
    assert [line["open"]["rethink"] for line in lines] == [3, 2]
    assert [(line["documents"], line["unreadable"]) for line in lines] == [(3, 1), (3, 1)]
    assert "Remarks over time" in page()


def test_a_page_is_written_anew_and_never_checked(run: Run) -> None:
    for _ in range(2):
        assert run(".", "-o", "lib/page.html").exit_code == 2
    assert "in 2 of 4 documents" in page("lib/page.html")
    run("lib")
    Path(PAGE).rename(f"lib/{PAGE}")
    assert PAGE not in run("lib", "--show-files", command="check").stdout


@pytest.mark.parametrize("option", ["-o", "--history"])
def test_no_document_is_written_over(run: Run, option: str) -> None:
    Path("lib/ours.html").write_text("<p>She failed to engage.</p>", encoding="utf-8")
    for target in ("lib/ours.html", "lib/letters/a.md"):
        before = Path(target).read_bytes()
        result = run("lib", option, target)
        assert result.exit_code == 2
        assert "is one of the files to check" in result.stderr
        assert Path(target).read_bytes() == before


def test_a_file_that_is_no_history_is_left_as_it_is(run: Run) -> None:
    Path("notes.text").write_text("Dear all,\n", encoding="utf-8")
    result = run("lib", "--history", "notes.text")
    assert result.exit_code == 2
    assert "This line is no run." in result.stderr
    assert Path("notes.text").read_text(encoding="utf-8") == "Dear all,\n"


def test_a_run_that_is_broken_off_adds_nothing_to_the_history(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Interruption, "__enter__", _asked)
    result = run("lib", "--history", "history.jsonl")
    assert result.exit_code == 130
    assert not Path("history.jsonl").exists()
    assert "4 were not come to" in page()


def _asked(self: Interruption) -> Interruption:
    self.is_asked = True
    return self


def test_standard_input_is_no_library(run: Run) -> None:
    result = run("-")
    assert result.exit_code == 2
    assert "for a text: check -" in result.stderr


def test_the_title_is_escaped(run: Run) -> None:
    run("lib/letters", "--title", "Tea & <cake>")
    assert "<h1>Tea &amp; &lt;cake&gt;</h1>" in page()
