from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from sample_diagnostics import failed_to_engage, the_homeless

from strengthlint.diagnostic import Standing
from strengthlint.document import Landmark, Location
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View, render

VALIDATOR = shutil.which("Sarif.Multitool")
SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)


def run(report: Report, view: View | None = None) -> dict[str, Any]:
    log = json.loads(render("sarif", report, view or View()))
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
    found = run(report, View(redact=False))["results"]
    for (_, diagnostic), result in zip(report.diagnostics(), found, strict=True):
        suppressions = result["suppressions"]
        if diagnostic.standing is Standing.OPEN:
            assert suppressions == []
        else:
            (suppression,) = suppressions
            in_source = diagnostic.standing is Standing.SUPPRESSED
            assert suppression["kind"] == ("inSource" if in_source else "external")
            assert suppression["status"] == "accepted"
            assert suppression["justification"] == (diagnostic.reason or "it is in the baseline")


def test_unreadable_documents_gaps_and_notices_are_notifications(report: Report) -> None:
    only = run(replace(report, unchecked=7))
    (invocation,) = only["invocations"]
    assert invocation["executionSuccessful"] is False
    notice, gap, failure, unread, stopped = invocation["toolExecutionNotifications"]
    assert [each["level"] for each in (notice, gap, failure, unread, stopped)] == [
        "note", "warning", "error", "note", "error",
    ]  # fmt: skip
    assert unread["message"]["text"].startswith("2 .ppt files were not read")
    assert stopped["message"]["text"] == "The run was broken off; 7 documents were not checked."
    place = failure["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "scan.pdf", "uriBaseId": "SRCROOT"}
    assert failure["properties"] == {"kind": "no-text"}
    known = [each["id"] for each in only["tool"]["driver"]["notifications"]]
    for each in invocation["toolExecutionNotifications"]:
        assert known[each["descriptor"]["index"]] == each["descriptor"]["id"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, True), ({"cut_short": True}, False), ({"allow_gaps": True, "cut_short": True}, True)],
)
def test_what_was_cut_short_is_no_success(
    report: Report, changes: dict[str, bool], expected: bool
) -> None:
    changes = dict(changes)
    allowed = changes.pop("allow_gaps", False)
    document = DocumentReport("a.md", gaps=("Page 3 was too much.",), **changes)
    told = run(Report((document,), report.lexicon, allow_gaps=allowed))["invocations"][0]
    assert told["executionSuccessful"] is expected
    assert told["toolExecutionNotifications"][0]["level"] == ("warning" if expected else "error")


def test_something_to_rethink_is_no_failure_of_the_run(report: Report) -> None:
    one = failed_to_engage("He failed to engage.", Location(1, 4, 1, 20))
    told = run(Report((DocumentReport("a.md", diagnostics=(one,)),), report.lexicon))
    assert told["invocations"][0]["executionSuccessful"] is True


def test_wording_that_fits_in_place_is_a_fix_where_the_words_stand_in_one_piece(
    report: Report,
) -> None:
    whole = Location(3, 12, 3, 24, byte_columns=(12, 24), is_verbatim=True)
    for location, expected in (
        (whole, ["people without a home"]),
        (replace(whole, is_verbatim=False), []),
    ):
        one = the_homeless("We support the homeless.", location)
        (result,) = run(Report((DocumentReport("a.md", diagnostics=(one,)),), report.lexicon))[
            "results"
        ]
        changes = [change for fix in result.get("fixes", []) for change in fix["artifactChanges"]]
        texts = [change["replacements"][0]["insertedContent"]["text"] for change in changes]
        assert texts == expected
        for change in changes:
            assert change["artifactLocation"] == {"uri": "a.md", "uriBaseId": "SRCROOT"}
            assert change["replacements"][0]["deletedRegion"] == {
                "startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 24,
            }  # fmt: skip


def test_statistics_are_a_result_for_each_rule_in_a_document(report: Report) -> None:
    results = run(report, View(statistics=True))["results"]
    assert [
        (each["ruleId"], each["occurrenceCount"], each["message"]["text"]) for each in results
    ] == [
        ("BLM101", 2, "2 places in this document."),
        ("PTY101", 1, "1 place in this document."),
        ("LAB101", 1, "1 place in this document."),
    ]


@pytest.mark.skipif(VALIDATOR is None, reason="sarif-multitool is not installed")
@pytest.mark.parametrize("view", [View(), View(redact=False), View(statistics=True)])
def test_a_validator_of_others_finds_no_error(report: Report, view: View, tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    file.write_text(render("sarif", replace(report, unchecked=2), view), encoding="utf-8")
    done = subprocess.run(
        [str(VALIDATOR), "validate", str(file), "--rule-kind", "Sarif;Ghas", "--level", "Error"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert " error " not in done.stdout, done.stdout
