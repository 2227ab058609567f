from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sample_diagnostics import failed_to_engage

from strengthlint.diagnostic import Level
from strengthlint.document import Landmark, Location
from strengthlint.errors import ReadErrorKind
from strengthlint.report import DocumentReport, LexiconStamp, ReadFailure, Report
from strengthlint.reporters import View
from strengthlint.reporters import render as render_as

render = partial(render_as, "github")

STAMP = LexiconStamp("1", "0")
ONE_LINE = Location(3, 4, 3, 20)


def command(path: str = "note.md", location: Location = ONE_LINE, **changes: object) -> str:
    one = replace(failed_to_engage("He failed to engage.", location), **changes)  # type: ignore[arg-type]
    return render(
        Report((DocumentReport(path, diagnostics=(one,)),), STAMP, show=Level.NOTE), View()
    )


def test_place_title_and_message() -> None:
    assert command(ask="", suggestions=()) == (
        "::error file=note.md,line=3,endLine=3,col=4,endColumn=20,"
        "title=BLM101 failed-to-engage::“failed to engage” puts the responsibility for a "
        "relationship on one side only.\n"
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [(Level.RETHINK, "::error "), (Level.REFLECT, "::warning "), (Level.NOTE, "::notice ")],
)
def test_levels(level: Level, expected: str) -> None:
    assert command(level=level).startswith(expected)


def test_only_what_is_open_and_shown(report: Report) -> None:
    written = render(report, View(verbose=True))
    assert written.count("::notice file") == 1  # how it was read
    assert written.count("LAB101") == 1
    assert render(replace(report, show=Level.NOTE), View()).count("::notice file") == 3


def test_properties_and_messages_are_escaped() -> None:
    written = command("a,b:c%d\ne;f.md", message="100%: a, b;\r\nc", ask="", suggestions=())
    assert "file=a%2Cb%3Ac%25d%0Ae;f.md," in written
    # A line break never gets that far: a message is one line.
    assert written.endswith("::100%25: a, b;\\r\\nc\n")


def test_sentences_of_readers_are_escaped() -> None:
    failure = ReadFailure(ReadErrorKind.DAMAGED, "Line one,\nline two: 50%.")
    written = render(Report((DocumentReport("a.md", error=failure),), STAMP), View())
    assert written == "::error file=a.md,title=Not read::Line one,%0Aline two: 50%25.\n"


def test_columns_only_on_one_line() -> None:
    assert "line=3,endLine=4,title=" in command(location=Location(3, 4, 4, 2))


def test_docx_and_pdf_have_their_place_in_the_message() -> None:
    docx = command("letter.docx", Location(3, 4, 3, 20, landmark=Landmark(0)))
    assert docx.startswith("::error file=letter.docx,title=BLM101 failed-to-engage::Paragraph 3: “")
    pdf = command("policy.pdf", Location(3, 4, 3, 20, page=7))
    assert pdf.startswith(
        "::error file=policy.pdf,title=BLM101 failed-to-engage::Page 7, line 3: “"
    )


def test_what_was_not_read_comes_first(report: Report) -> None:
    titles = [
        line.partition("title=")[2].partition("::")[0]
        for line in render(report, View()).splitlines()
    ]
    assert titles == [
        "A line for strengthlint",
        "Read in part",
        "Not read",
        "Not read",
        *2 * ["BLM101 failed-to-engage"],
        "PTY101 suffers-from",
        "LAB101 the-homeless",
    ]


def test_github_is_told_first_that_it_shows_not_all() -> None:
    ten, eleven = (
        DocumentReport(
            "a.md", diagnostics=count * (failed_to_engage("He failed to engage.", ONE_LINE),)
        )
        for count in (10, 11)
    )
    assert render(Report((ten,), STAMP), View()).count("\n") == 10
    lines = render(Report((eleven,), STAMP), View()).splitlines()
    assert len(lines) == 12
    assert lines[0] == (
        "::notice title=strengthlint::There are 11 remarks. GitHub shows the first 10 errors, "
        "warnings and notices of a step; all stand in its log."
    )


def test_a_path_is_told_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policies").mkdir()
    monkeypatch.chdir(tmp_path / "policies")
    one = DocumentReport(
        "note.md", diagnostics=(failed_to_engage("He failed to engage.", ONE_LINE),)
    )
    view = View(repository=Path.cwd().parent)
    assert render(Report((one,), STAMP), view).startswith("::error file=policies/note.md,line=3,")


def test_statistics_are_one_annotation_for_each_rule_in_a_file(report: Report) -> None:
    written = render(report, View(statistics=True))
    assert (
        "::error file=notes/Kev & Co%2C April.md,title=BLM101 failed-to-engage::2 places in this document.\n"
    ) in written
