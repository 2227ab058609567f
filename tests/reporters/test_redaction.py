"""What others see holds nothing of the words around a match, in any format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample_diagnostics import failed_to_engage, the_homeless

from strengthlint import reporters
from strengthlint.config import Settings
from strengthlint.diagnostic import Excerpt, Level, Standing, Suggestion, SuggestionKind
from strengthlint.document import Cell, Landmark, Location, Part
from strengthlint.report import DocumentReport, LexiconStamp, Report
from strengthlint.reporters import View
from strengthlint.run import Checker, Found, start

FOR_OTHERS = {"checkstyle", "github", "gitlab", "junit", "rdjson", "sarif"}
STAMP = LexiconStamp("1", "0")
AROUND = "Marker"
"""Stands in every place around the matched words, and nowhere else."""


@pytest.fixture
def marked() -> Report:
    """A report in which everything but the matched words says who is meant."""
    trail = ("Marker’s plan", "Marker")
    cells = Cell(1, 2, 3, "Marker", "Marker", outer=Cell(1, 1, 1, "Marker"))
    suggestion = Suggestion("engage Marker", SuggestionKind.INSTEAD, "engage them")
    bare = the_homeless("Marker the homeless Marker", Location(3, 8, 3, 20, trail=trail))
    bare = replace(bare, suggestions=(suggestion,), grounds="Marker")
    said = [
        bare,
        *(
            replace(bare, standing=standing, reason=f"{why} (Marker)", level=level)
            for standing, why, level in (
                (Standing.QUOTED, "part of a name", Level.RETHINK),
                (Standing.SUPPRESSED, "Marker asked for it", Level.REFLECT),
                (Standing.BASELINE, "accepted", Level.NOTE),
            )
        ),
        *(
            replace(bare, location=replace(bare.location, landmark=landmark))
            for landmark in (
                Landmark(0, cell=cells),
                Landmark(0, Part.FOOTNOTE, "Marker"),
                Landmark(0, paragraph=3, list_number="Marker 1."),
                Landmark(0, is_heading=True, list_number="Goal of Marker"),
            )
        ),
        failed_to_engage("Marker failed to engage.", Location(4, 8, 4, 24, page=2, trail=trail)),
    ]
    notices = (
        "This line was not understood: “strengthlint: ingore ‘Marker’ for Marker”. Did you mean “ignore”?",
        "Line 3 sets “Marker” aside, which is no rule.",
    )
    document = DocumentReport("a.md", diagnostics=tuple(said), notices=notices)
    return Report((document, replace(document, path="b.md")), STAMP, show=Level.NOTE)


@pytest.mark.parametrize("name", reporters.names())
def test_nothing_around_the_words_is_told_where_a_report_is_redacted(
    name: str, marked: Report
) -> None:
    written = reporters.render(name, marked, View(redact=True, verbose=True))
    assert AROUND.lower() not in written.lower()
    assert "the homeless" in written


@pytest.mark.parametrize("name", reporters.names())
def test_formats_for_others_are_redacted_unless_somebody_asks(name: str, marked: Report) -> None:
    usual = reporters.render(name, marked, View(verbose=True))
    asked = reporters.render(name, marked, View(verbose=True, redact=False))
    assert (AROUND in usual) is (name not in FOR_OTHERS)
    assert AROUND in asked
    assert reporters.redacts(name) is (name in FOR_OTHERS)


@pytest.mark.parametrize("name", reporters.names())
@pytest.mark.parametrize("redact", [None, True, False])
def test_statistics_tell_no_word_of_any_document(
    name: str, redact: bool | None, marked: Report
) -> None:
    written = reporters.render(name, marked, View(statistics=True, verbose=True, redact=redact))
    assert "LAB101" in written
    for words in (AROUND, "the homeless", "failed to engage", "people without a home"):
        assert words.lower() not in written.lower()


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("4.2.", True),
        ("a)", True),
        ("(iv)", True),
        ("1.a.ii", True),
        ("Kev 3", False),
        ("Goal 1", False),
        ("§ 7", True),
    ],
)
def test_a_printed_number_is_kept_and_words_beside_it_are_not(printed: str, kept: bool) -> None:
    landmark = Landmark(0, paragraph=3, list_number=printed)
    one = the_homeless("the homeless", Location(1, 1, 1, 13, landmark=landmark))
    report = Report((DocumentReport("a.docx", diagnostics=(one,)),), STAMP)
    assert (printed.strip(" .") in reporters.render("human", report, View(redact=True))) is kept


NOTE = """\
# Zanzibarov, housing

Zanzibarov failed to engage. Zanzibarov’s sister Zanzibarova suffers from Zanzibar fever.

<!-- strengthlint: ignore LAB101 because Zanzibarov asked for it -->
Zanzibarov lives among the homeless of Zanzibar. “Zanzibarov is a drug addict”, Zanzibarov wrote.

The Zanzibar Complex Needs Team has a plan for Zanzibarov, who has complex needs.

<!-- strengthlint: ingore Zanzibarov -->
<!-- strengthlint: profile Zanzibar -->
<!-- strengthlint: ignore Zanzibarov -->
| Zanzibarov | says Zanzibarov |
|---|---|
| Zanzibarov | non-compliant with meds |
"""


@pytest.fixture(scope="module")
def note() -> Report:
    """A note that was really checked; the name is in every place that a note has."""
    checker, settings = Checker(keep_documents=True), Settings(show=Level.NOTE)
    documents = [
        (Found(Path(name), settings), checker.check_bytes(name, NOTE.encode(), settings))
        for name in ("note.md", "page.txt")
    ]
    return start([], checker, settings, first=documents).finished()


@pytest.mark.parametrize("name", reporters.names())
def test_a_name_in_a_real_note_is_not_told(name: str, note: Report) -> None:
    assert note.summary.open[Level.RETHINK] > 2
    assert "zanzibar" in reporters.render("human", note, View(verbose=True)).lower()
    for view in (View(redact=True, verbose=True), View(statistics=True, redact=False)):
        assert "zanzibar" not in reporters.render(name, note, view).lower()


def test_an_excerpt_that_is_left_is_the_match() -> None:
    one = replace(
        the_homeless("x the homeless y", Location(1, 3, 1, 15)), excerpt=Excerpt("", 0, 0)
    )
    report = Report((DocumentReport("a.md", diagnostics=(one,)),), STAMP)
    (document,) = reporters.redaction.Redacted(report).each()
    assert document.diagnostics[0].excerpt == Excerpt("the homeless", 0, 12)
