from __future__ import annotations

from functools import partial

from sample_diagnostics import failed_to_engage

from strengthlint.document import Location
from strengthlint.errors import ReadErrorKind
from strengthlint.report import DocumentReport, LexiconStamp, ReadFailure, Report
from strengthlint.reporters import View
from strengthlint.reporters import render as render_as

render = partial(render_as, "concise")

STAMP = LexiconStamp("1", "0")


def line(path: str, location: Location) -> str:
    one = failed_to_engage("He failed to engage.", location)
    return render(Report((DocumentReport(path, diagnostics=(one,)),), STAMP), View(quiet=True))


def test_path_line_column_code_message() -> None:
    assert line("note.md", Location(3, 5, 3, 21)) == (
        "note.md:3:5: BLM101 “failed to engage” puts the responsibility for a relationship on "
        "one side only.\n"
    )


def test_pages_of_a_pdf_are_named() -> None:
    assert line("policy.pdf", Location(12, 5, 12, 21, page=3)).startswith("policy.pdf:p3:12:5: BLM")


def test_a_line_stays_a_line() -> None:
    assert line("odd\nname.md", Location(3, 5, 3, 21)).startswith(r"odd\nname.md:3:5: BLM101")
    failure = ReadFailure(ReadErrorKind.DAMAGED, "Torn.\nBadly.")
    report = Report((DocumentReport("a\x1b.md", error=failure),), STAMP)
    assert render(report, View(quiet=True)) == "a\\x1b.md: not read: Torn.\\nBadly.\n"
