"""`strengthlint fix`: only swaps, only the writer's own words, nothing else in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strengthlint.cli import main
from strengthlint.diagnostic import Level
from strengthlint.lexicon import Lexicon
from strengthlint.linter import Linter
from strengthlint.review.swaps import apply, encoded_like, swaps_in

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["fix", *args], input=stdin, catch_exceptions=False)

    return call


def test_swaps_are_written_and_all_else_stays(run: Run) -> None:
    before = (
        "# Policy\r\n\r\nThe homeless are ignored.  \r\nShe suffers from\r\ndepression.\r\n"
        "\r\nHe said: “I am one of the homeless.” He is attention seeking.\r\n"
    )
    Path("a.md").write_bytes(before.encode())
    result = run("a.md")
    after = before.replace("The homeless are", "People experiencing homelessness are").replace(
        "suffers from", "lives with"
    )
    assert Path("a.md").read_bytes() == after.encode()
    assert result.exit_code == 0
    assert result.stdout == "a.md: 2 places rewritten; 1 more to look at (strengthlint check).\n"


def test_a_second_run_changes_nothing(run: Run) -> None:
    Path("a.txt").write_text("The homeless suffer from stigma. He committed suicide.\n")
    run("a.txt")
    once = Path("a.txt").read_bytes()
    result = run("a.txt")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert Path("a.txt").read_bytes() == once


def test_a_diff_changes_nothing_and_says_so_with_1(run: Run) -> None:
    Path("a.txt").write_bytes(b"Tea.\nThe homeless came.\nCake.")
    result = run("--diff")
    assert result.stdout == (
        "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n Tea.\n-The homeless came.\n"
        "+People experiencing homelessness came.\n Cake.\n\\ No newline at end of file\n"
    )
    assert result.exit_code == 1
    assert Path("a.txt").read_bytes() == b"Tea.\nThe homeless came.\nCake."


def test_words_with_markup_among_them_are_left(run: Run) -> None:
    text = "The *homeless* came.\n\n> The\n> homeless came.\n"
    Path("a.md").write_text(text)
    run("a.md")
    assert Path("a.md").read_text() == text


def test_a_line_break_stays_and_so_do_straight_apostrophes(run: Run) -> None:
    Path("a.txt").write_text("It's known that the\nhomeless are ignored.\n")
    run("a.txt")
    assert (
        Path("a.txt").read_text()
        == "It's known that people\nexperiencing homelessness are ignored.\n"
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_file_keeps_its_encoding(run: Run, encoding: str) -> None:
    Path("a.txt").write_bytes("“Café” – the homeless are ignored.".encode(encoding))
    run("a.txt")
    assert Path("a.txt").read_bytes() == (
        "“Café” – people experiencing homelessness are ignored.".encode(encoding)
    )


def test_what_cannot_be_written_back_is_not_touched(run: Run) -> None:
    data = "Café, naïve, é è ü. ".encode() * 3 + b"\xff The homeless are ignored."
    Path("a.txt").write_bytes(data)
    result = run("a.txt")
    assert result.exit_code == 2
    assert "save it as UTF-8" in result.stderr
    assert Path("a.txt").read_bytes() == data


def test_asking_at_each_place(run: Run) -> None:
    Path("a.txt").write_text("The homeless came. She suffers from asthma. The homeless left.\n")
    result = run("-i", "a.txt", stdin="1\nk\nq\n")
    assert Path("a.txt").read_text() == (
        "People experiencing homelessness came. She suffers from asthma. The homeless left.\n"
    )
    assert "[The homeless] came." in result.stdout
    assert "Would “people without a home” say it" in result.stdout


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    assert (
        run("-", stdin="The homeless came.\n").stdout == "People experiencing homelessness came.\n"
    )
    assert run("-", "--diff", stdin="Tea.\n").exit_code == 0


def test_a_word_document_is_for_review(run: Run) -> None:
    Path("letter.docx").write_bytes(b"PK")
    result = run("letter.docx")
    assert result.exit_code == 2
    assert "strengthlint review --suggest letter.docx" in result.stderr


def test_what_cannot_be_read_is_2_and_the_others_go_on(run: Run) -> None:
    Path("a.txt").write_text("The homeless came.\n")
    result = run("none.txt", "a.txt")
    assert result.exit_code == 2
    assert Path("a.txt").read_text() == "People experiencing homelessness came.\n"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            "The homeless|She suffers from asthma.|“The homeless”|he committed suicide|tea|,|.|\n|\r\n|**|é"
            "|wheelchair-bound|the elderly".split("|")
        ),
        max_size=14,
    )
)
def test_only_the_places_themselves_change(lexicon: Lexicon, words: list[str]) -> None:
    text = " ".join(words)
    linter = Linter(lexicon=lexicon, keep_documents=True)
    checked = linter.check_text(text, "a.md")
    if checked.document is None:
        return
    swaps = swaps_in(checked.document, checked.diagnostics, Level.NOTE)
    changed = apply(checked.document.source, [(swap, f"<{n}>") for n, swap in enumerate(swaps)])
    for number, swap in enumerate(swaps):
        changed = changed.replace(f"<{number}>", checked.document.source[swap.start : swap.end])
    assert changed == checked.document.source
    data = text.encode()
    assert encoded_like(data, checked.document.source, checked.document.source) == data
