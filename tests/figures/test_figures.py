"""Figures: what they count, how they rank, and how folders are put together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_diagnostics import failed_to_engage, suffers_from, the_homeless

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Location
from strengthlint.errors import ReadErrorKind
from strengthlint.figures import Figures
from strengthlint.report import DocumentReport, LexiconStamp, ReadFailure, Report

STAMP = LexiconStamp("1", "0")
PLACE = Location(1, 4, 1, 20)
RETHINK = failed_to_engage("He failed to engage.", PLACE)
OTHER = replace(the_homeless("We support the homeless.", PLACE), matched="The  Homeless")
REFLECT = suffers_from("She suffers from flu.", PLACE)


def figures(*documents: tuple[str, int, list[Diagnostic]], show: Level = Level.REFLECT) -> Figures:
    reports = tuple(
        DocumentReport(path, diagnostics=tuple(said), words=words)
        for path, words, said in documents
    )
    return Figures.of(Report(reports, STAMP, show=show))


def test_only_what_is_shown_counts() -> None:
    quoted = replace(RETHINK, standing=Standing.QUOTED)
    found = figures(("a.md", 500, [RETHINK, quoted, REFLECT]), show=Level.RETHINK)
    assert found.total.counts == {Level.RETHINK: 1}
    assert found.total.per_thousand == 2.0


def test_a_document_without_words_has_no_rate() -> None:
    assert figures(("a.md", 0, [])).total.per_thousand == 0.0


def test_what_to_begin_with_is_the_highest_level_first() -> None:
    found = figures(
        ("many-to-reflect.md", 10, [REFLECT] * 5),
        ("two.md", 5000, [RETHINK] * 2),
        ("clean.md", 10, []),
        ("one.md", 10, [RETHINK, REFLECT]),
        ("also-one.md", 10, [RETHINK, REFLECT]),
    )
    assert [row.name for row in found.to_begin_with()] == [
        "two.md", "also-one.md", "one.md", "many-to-reflect.md",
    ]  # fmt: skip
    many = figures(*((f"{number:02}.md", 1, [RETHINK]) for number in range(30)))
    assert len(many.to_begin_with()) == 10


def test_rules_families_and_phrases() -> None:
    found = figures(("a.md", 10, [RETHINK, OTHER]), ("b.md", 10, [RETHINK, RETHINK, REFLECT]))
    assert [(row.code, row.places, row.documents) for row in found.rules()] == [
        ("BLM101", 3, 2), ("LAB101", 1, 1), ("PTY101", 1, 1),
    ]  # fmt: skip
    assert [(row.name, row.places) for row in found.families()] == [
        ("BLM blame", 3), ("LAB label", 1), ("PTY pity and heroism", 1),
    ]  # fmt: skip
    assert [(each.words, each.code, each.places) for each in found.phrases()] == [
        ("failed to engage", "BLM101", 3),
        ("suffers from", "PTY101", 1),
        ("the homeless", "LAB101", 1),
    ]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.md", "b.md"], []),
        (["lib/a.md", "lib/b.md"], []),
        (["a.md", "x/b.md"], [(".", 1), ("x", 1)]),
        (["lib/x/a.md", "lib/y/b.md", "lib/y/c.md"], [("lib/x", 1), ("lib/y", 2)]),
        (["x/1/a.md", "x/2/b.md", "y/c.md"], [("x/1", 1), ("x/2", 1), ("y", 1)]),
        # Too many below: as deep as a page can show.
        ([f"{top}/{n}/a.md" for top in "xy" for n in range(15)], [("x", 15), ("y", 15)]),
    ],
)
def test_folders_are_as_deep_as_a_page_can_show(
    paths: list[str], expected: list[tuple[str, int]]
) -> None:
    rows = figures(*((path, 100, [RETHINK]) for path in paths)).folders()
    assert [(row.name, row.documents) for row in rows] == expected
    assert all(row.words == 100 * row.documents for row in rows)


def test_what_was_not_read_is_no_document_of_the_figures() -> None:
    failure = ReadFailure(ReadErrorKind.DAMAGED, "Torn.")
    report = Report(
        (
            DocumentReport("a.pdf", error=failure),
            DocumentReport("b.pdf", gaps=("Page 3 is a picture.",), words=90),
        ),
        STAMP,
    )
    found = Figures.of(report)
    assert [row.name for row in found.documents] == ["b.pdf"]
    assert found.unread == [("a.pdf", "Torn.")]
    assert found.gaps == [("b.pdf", "Page 3 is a picture.")]
