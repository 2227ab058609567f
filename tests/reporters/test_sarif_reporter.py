from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from sample_diagnostics import failed_to_engage, the_homeless

from strengthlint.diagnostic import Excerpt
from strengthlint.document import Landmark, Location
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View, sarif

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)


def run(report: Report) -> dict[str, Any]:
    log = json.loads(sarif.render(report, View()))
    Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    (only,) = log["runs"]
    result: dict[str, Any] = only
    return result


def test_the_report_is_valid_sarif(report: Report) -> None:
    results = run(report)["results"]
    assert len(results) == sum(len(document.diagnostics) for document in report.documents)
    assert {result["level"] for result in results} == {"error", "warning", "note"}


def test_an_empty_report_is_valid_sarif(report: Report) -> None:
    empty = run(Report((), report.lexicon))
    assert empty["results"] == []
    assert empty["invocations"][0]["executionSuccessful"] is True


def test_every_result_points_at_its_rule(report: Report) -> None:
    only = run(report)
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(report.entries)
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_rule_without_an_entry_is_described_all_the_same(report: Report) -> None:
    only = run(replace(report, entries={}))
    assert {rule["id"] for rule in only["tool"]["driver"]["rules"]} == set(report.entries)


def test_help_is_the_page_of_the_entry(report: Report) -> None:
    rule = run(report)["tool"]["driver"]["rules"][0]
    assert rule["help"]["markdown"].startswith("# failed-to-engage (BLM101)\n")
    assert rule["help"]["text"].startswith("failed-to-engage (BLM101)\n")


def test_the_message_holds_what_to_consider(report: Report) -> None:
    message = run(report)["results"][0]["message"]["text"]
    assert message == (
        "“failed to engage” puts the responsibility for a relationship on one side only. "
        "What was tried, and what got in the way? "
        "Consider: “we have not yet found a way to engage him”; "
        "“he did not take up [what was offered]; he told us [why]”."
    )


@pytest.mark.parametrize(
    ("path", "location", "logical"),
    [
        ("note.md", Location(3, 5, 3, 21), None),
        (
            "letter.docx",
            Location(12, 5, 12, 21, landmark=Landmark(0)),
            ("paragraph 12", "paragraph"),
        ),
        ("policy.pdf", Location(12, 5, 12, 21, page=3), ("page 3, line 12", "line")),
    ],
)
def test_places(
    path: str, location: Location, logical: tuple[str, str] | None, report: Report
) -> None:
    one = failed_to_engage("He failed to engage.", location)
    document = DocumentReport(path, diagnostics=(one,))
    (place,) = run(Report((document,), report.lexicon))["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == path
    assert place["physicalLocation"]["region"] == {
        "startLine": location.line,
        "startColumn": 5,
        "endLine": location.line,
        "endColumn": 21,
    }
    names = [(item["name"], item["kind"]) for item in place.get("logicalLocations", [])]
    assert names == ([logical] if logical else [])


def test_a_region_never_ends_before_it_starts(report: Report) -> None:
    over_the_page = failed_to_engage("He failed to engage.", Location(40, 60, 1, 7, page=2))
    document = DocumentReport("policy.pdf", diagnostics=(over_the_page,))
    (place,) = run(Report((document,), report.lexicon))["results"][0]["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 40, "startColumn": 60}


def test_what_asks_nothing_is_suppressed_with_its_reason(report: Report) -> None:
    for (_, diagnostic), result in zip(report.diagnostics(), run(report)["results"], strict=True):
        suppressions = result["suppressions"]
        if diagnostic.standing.value == "open":
            assert suppressions == []
        else:
            (suppression,) = suppressions
            assert suppression["kind"] == "external"
            assert suppression["justification"] == (diagnostic.reason or "it is in the baseline")


def test_unreadable_documents_are_notifications(report: Report) -> None:
    (invocation,) = run(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    gap, failure, unread = invocation["toolExecutionNotifications"]
    assert (gap["level"], failure["level"], unread["level"]) == ("warning", "error", "note")
    assert unread["message"]["text"].startswith("2 .ppt files were not read")
    place = failure["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "scan.pdf"


def test_nothing_around_the_words_leaves_the_machine(report: Report) -> None:
    one = the_homeless("x the homeless y", Location(1, 1, 1, 2, trail=("SECRET-1",)))
    one = replace(one, excerpt=Excerpt("SECRET-2 the homeless SECRET-3", 9, 21))
    document = DocumentReport("note.md", diagnostics=(one,))
    written = sarif.render(replace(report, documents=(document,)), View(verbose=True))
    assert "the homeless" in written
    assert "SECRET" not in written
    assert "snippet" not in written
