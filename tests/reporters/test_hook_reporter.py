from __future__ import annotations

from dataclasses import replace

from sample_diagnostics import failed_to_engage

from strengthlint.diagnostic import Suggestion, SuggestionKind
from strengthlint.document import Location
from strengthlint.report import DocumentReport, LexiconStamp, Report
from strengthlint.reporters import View, render

STAMP = LexiconStamp("1", "0")


def test_one_line_for_each_place_and_one_explanation_for_each_rule() -> None:
    said = [
        failed_to_engage("He failed to engage.", Location(line, 4, line, 20)) for line in (3, 5, 9)
    ]
    written = render(
        "hook", Report((DocumentReport("a.md", diagnostics=tuple(said)),), STAMP), View()
    )
    lines = written.splitlines()
    assert lines[:5] == [
        "a.md:3:4: BLM101 failed-to-engage “failed to engage”",
        "a.md:5:4: BLM101 failed-to-engage “failed to engage”",
        "a.md:9:4: BLM101 failed-to-engage “failed to engage”",
        "",
        "BLM101 failed-to-engage (rethink)",
    ]
    assert " ".join(written.split()).count("What was tried, and what got in the way?") == 1


def test_an_explanation_speaks_of_nobody_in_particular() -> None:
    one = replace(
        failed_to_engage("Kev failed to engage.", Location(3, 5, 3, 21)),
        suggestions=(
            Suggestion(
                "we have not found a way to engage Kev",
                SuggestionKind.INSTEAD,
                "we have not found a way to engage them",
            ),
        ),
    )
    written = render("hook", Report((DocumentReport("a.md", diagnostics=(one,)),), STAMP), View())
    assert "“we have not found a way to engage them”" in " ".join(written.split())
    assert "Kev" not in written
