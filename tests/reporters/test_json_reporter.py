from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from strengthlint.diagnostic import Level, Standing, SuggestionKind
from strengthlint.errors import ReadErrorKind
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View
from strengthlint.reporters import render as render_as

render = partial(render_as, "json")

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8")
)


def written(report: Report, view: View | None = None) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(render(report, view or View()))
    return result


def objects_of(schema: object) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for item in schema for found in objects_of(item)]
    if not isinstance(schema, dict):
        return []
    below = [found for item in schema.values() for found in objects_of(item)]
    return [schema, *below] if schema.get("type") == "object" and "properties" in schema else below


def test_the_schema_is_one_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for schema in objects_of(SCHEMA):
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


def test_the_report_keeps_to_its_schema(report: Report) -> None:
    Draft202012Validator(SCHEMA).validate(written(report))


def test_an_empty_report_keeps_to_its_schema(report: Report) -> None:
    Draft202012Validator(SCHEMA).validate(written(Report((), report.lexicon)))


def test_a_document_has_an_error_or_diagnostics(report: Report) -> None:
    result = written(report)
    result["documents"][0]["error"] = {"kind": "damaged", "message": "Torn."}
    assert not Draft202012Validator(SCHEMA).is_valid(result)


@pytest.mark.parametrize(
    ("enum", "where"),
    [
        (Level, ("diagnostic", "level")),
        (Standing, ("diagnostic", "standing")),
        (ReadErrorKind, ("read_failure", "kind")),
    ],
)
def test_the_schema_knows_every_value(enum: Any, where: tuple[str, str]) -> None:
    definition, key = where
    listed = SCHEMA["$defs"][definition]["properties"][key]["enum"]
    assert sorted(listed) == sorted(member.value for member in enum)


def test_the_schema_knows_every_kind_of_suggestion() -> None:
    suggestion = SCHEMA["$defs"]["diagnostic"]["properties"]["suggestions"]["items"]
    assert suggestion["properties"]["kind"]["enum"] == [kind.value for kind in SuggestionKind]


def test_every_level_and_standing_is_there_whatever_is_shown(report: Report) -> None:
    result = written(replace(report, show=Level.RETHINK), View(quiet=True))
    diagnostics = [item for document in result["documents"] for item in document["diagnostics"]]
    assert {item["level"] for item in diagnostics} == {"rethink", "reflect", "note"}
    assert {item["standing"] for item in diagnostics} == {standing.value for standing in Standing}


def test_counts_stand_in_place_of_diagnostics(report: Report) -> None:
    result = written(report, View(statistics=True))
    Draft202012Validator(SCHEMA).validate(result)
    assert [document["counts"] for document in result["documents"]] == [
        [{"code": "BLM101", "name": "failed-to-engage", "level": "rethink", "places": 2}],
        [{"code": "PTY101", "name": "suffers-from", "level": "reflect", "places": 1}],
        [{"code": "LAB101", "name": "the-homeless", "level": "rethink", "places": 1}],
        [],
        [],
    ]
    assert result["documents"][4]["error"]["kind"] == "no-text"


def test_a_run_that_was_broken_off_says_so(report: Report) -> None:
    result = written(replace(report, unchecked=7))
    Draft202012Validator(SCHEMA).validate(result)
    assert result["summary"]["unchecked"] == 7


def test_text_comes_back_as_it_was(report: Report) -> None:
    odd = DocumentReport("odd\n“name” \udcff.md")
    text = render(Report((odd,), report.lexicon), View())
    assert text.isascii()
    assert json.loads(text)["documents"][0]["path"] == odd.path
    excerpt = written(report)["documents"][0]["diagnostics"][0]["excerpt"]
    assert excerpt["text"][excerpt["start"] : excerpt["end"]] == "failed to engage"
