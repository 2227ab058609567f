from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_diagnostics import failed_to_engage, suffers_from, the_homeless

from strengthlint.diagnostic import Excerpt, Level, Standing, Suggestion, SuggestionKind
from strengthlint.document import Location
from strengthlint.errors import ReadErrorKind
from strengthlint.report import DocumentReport, LexiconStamp, ReadFailure, Report
from strengthlint.reporters import View
from strengthlint.reporters import render as render_as

render = partial(render_as, "human")

HERE = Location(1, 1, 1, 2)
STAMP = LexiconStamp("1", "0")


def report_of(*diagnostics: object, path: str = "note.md", **more: object) -> Report:
    return Report((DocumentReport(path, diagnostics=diagnostics),), STAMP, **more)  # type: ignore[arg-type]


def underlined(text: str) -> str:
    """What stands above the carets, put together again."""
    lines = text.splitlines()
    parts = []
    for above, below in pairwise(lines):
        if below and set(below) <= {" ", "^"}:
            cells = "".join(c + "\0" * (cell_len(c) - 1) for c in above if cell_len(c))
            parts.append(cells[below.index("^") : len(below)].replace("\0", ""))
    return " ".join(parts)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "sentence",
    [
        "He failed to engage.",
        "日本語で failed to engage と書かれている。",
        "👋👋👋 failed to engage 👋",
        "a " * 300 + "failed to engage" + " b" * 300,
        "x" * 500 + " failed to engage " + "y" * 500,
        "word " * 13 + "failed to engage" + " word" * 5,
    ],
)
def test_carets_stand_below_the_matched_words(sentence: str, width: int) -> None:
    written = render(report_of(failed_to_engage(sentence, HERE)), View(width=width, quiet=True))
    assert underlined(written) == "failed to engage"
    assert all(cell_len(line) <= width for line in written.splitlines())


@given(
    before=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"])),
    after=st.text("ab 日👋", max_size=400),
    width=st.integers(20, 120),
)
def test_no_sentence_is_too_odd_to_show(before: str, after: str, width: int) -> None:
    sentence = f"{before} failed to engage {after}"
    for color in (True, False):
        written = render(report_of(failed_to_engage(sentence, HERE)), View(color, width))
        assert "engage" in written


def test_a_diagnostic_takes_about_ten_lines_at_most(report: Report) -> None:
    written = render(report, View(quiet=True))
    blocks = written.split("\n\n")
    assert max(block.count("\n") + 1 for block in blocks) <= 11


def test_a_long_sentence_is_cut_around_the_words() -> None:
    sentence = f"Start {'word ' * 100}failed to engage {'word ' * 100}end."
    written = render(report_of(failed_to_engage(sentence, HERE)), View())
    assert "\n  ... word" in written
    assert re.search(r"word \.\.\.\n", written)
    assert "Start" not in written
    assert "end." not in written


def test_colour_marks_words_without_carets() -> None:
    written = render(
        report_of(failed_to_engage("He failed to engage.", HERE)), View(color=True, quiet=True)
    )
    assert "He \x1b[1;4;35mfailed to engage\x1b[0m." in written
    assert "^" not in written


def test_colour_is_decided_by_the_view_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    one = report_of(failed_to_engage("He failed to engage.", HERE))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" in render(one, View(color=True))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in render(one, View(color=False))


@pytest.mark.parametrize("color", [True, False])
def test_brackets_are_gaps_and_no_markup(color: bool) -> None:
    one = failed_to_engage("[bold]He[/bold] failed to engage.", HERE)
    written = render(report_of(one), View(color=color))
    assert "[what was offered]" in written
    assert "[bold]He[/bold]" in written


@pytest.mark.parametrize("color", [True, False])
def test_control_characters_never_reach_the_terminal(color: bool) -> None:
    evil = "\x1b[2J"
    one = replace(
        the_homeless("the homeless", Location(1, 1, 1, 2, trail=(evil,))),
        excerpt=Excerpt(f"{evil} the{evil} homeless {evil}", 5, 21),
        message=f"“{evil}” says little.",
        reason=evil,
        suggestions=(Suggestion(evil, SuggestionKind.SWAP),),
    )
    failure = DocumentReport("b", error=ReadFailure(ReadErrorKind.MISSING, evil), gaps=(evil,))
    report = Report((DocumentReport(f"odd\n{evil}.md", diagnostics=(one,)), failure), STAMP)
    written = render(report, View(color=color, verbose=True))
    assert evil not in written
    assert r"odd\n\x1b[2J.md" in written


def test_suggestions_beyond_three_are_counted() -> None:
    written = render(report_of(suffers_from("She suffers from it.", HERE)), View())
    assert "“lives with” (fits in place)" in written
    assert "“has a diagnosis of [condition]”\n" in written
    assert "and 1 more: strengthlint explain PTY101" in written
    assert "describes" not in written


def test_nothing_to_say_is_said_warmly() -> None:
    assert render(report_of(), View()) == (
        "Nothing to raise in 1 document. Thank you for the care in it.\n"
        "Shows: reflect and above. Fails on: rethink. Lexicon 1 (0).\n"
    )
    assert render(report_of(), View(quiet=True)) == ""


def test_no_thanks_where_something_is_hidden_or_unread() -> None:
    note = replace(failed_to_engage("He failed to engage.", HERE), level=Level.NOTE)
    assert render(report_of(note), View()).startswith(
        "Nothing to raise at this level in 1 document.\nNot shown: 1 note (--show note).\n"
    )
    failure = ReadFailure(ReadErrorKind.MISSING, "There is no such file.")
    written = render(Report((DocumentReport("a", error=failure),), STAMP), View())
    assert "Thank" not in written
    assert "1 document could not be read." in written


def test_unreadable_documents_are_told_even_quietly() -> None:
    failure = ReadFailure(ReadErrorKind.MISSING, "There is no such file.")
    report = Report((DocumentReport("a.md", error=failure),), STAMP)
    assert render(report, View(quiet=True)) == "a.md\n  Not read: There is no such file.\n"


@pytest.mark.parametrize(
    ("show", "fail_on", "expected"),
    [
        (Level.NOTE, None, "Shows: note and above. Fails on: nothing."),
        (Level.REFLECT, Level.REFLECT, "Shows: reflect and above. Fails on: reflect and above."),
        (Level.RETHINK, Level.RETHINK, "Shows: rethink. Fails on: rethink."),
    ],
)
def test_summary_names_both_levels(show: Level, fail_on: Level | None, expected: str) -> None:
    assert expected in render(report_of(show=show, fail_on=fail_on), View())


def test_counts_are_of_what_is_shown() -> None:
    rethink = failed_to_engage("He failed to engage.", HERE)
    report = report_of(
        rethink,
        replace(rethink, level=Level.REFLECT),
        replace(rethink, level=Level.NOTE),
        replace(rethink, standing=Standing.QUOTED),
        show=Level.RETHINK,
    )
    written = " ".join(render(report, View()).split())
    assert "1 to rethink, in 1 document." in written
    assert (
        "Not shown: 1 to reflect on (--show reflect), 1 note (--show note), "
        "1 in people's own words or names (-v)." in written
    )


def test_verbose_gives_the_reason(report: Report) -> None:
    written = render(report, View(verbose=True))
    assert "rethink, quoted" in written
    assert "Left as it is: inside quotation marks." in written
    assert "Left as it is: it is in the baseline." in written


def test_a_lowered_level_gives_its_reason(report: Report) -> None:
    written = render(replace(report, show=Level.NOTE), View())
    assert "Softer here: the sentence reports a diagnosis." in written


def test_a_remark_on_a_whole_document_needs_no_sentence() -> None:
    one = replace(failed_to_engage("He failed to engage.", HERE), excerpt=Excerpt("", 0, 0))
    assert "^" not in render(report_of(one), View())


def test_the_voice_is_a_colleagues(report: Report) -> None:
    written = render(replace(report, show=Level.NOTE), View(verbose=True)).lower()
    for word in ("error", "violation", "offensive", "banned", "wrong", "you should", "must"):
        assert word not in written


def test_reporters_load_without_rich() -> None:
    program = (
        "import sys, strengthlint.reporters as reporters; reporters.names();"
        "print([name for name in ('rich', 'click', 'spacy') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"
