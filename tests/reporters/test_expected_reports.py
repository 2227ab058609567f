"""Every reporter writes the report of conftest.py as its golden file says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from strengthlint import __version__, reporters
from strengthlint.report import Report
from strengthlint.reporters import View

EXPECTED = Path(__file__).parent / "expected"

VIEWS = {
    "checkstyle.xml": View(),
    "checkstyle-statistics.xml": View(statistics=True),
    "concise.txt": View(),
    "concise-statistics.txt": View(statistics=True),
    "concise-verbose.txt": View(verbose=True),
    "csv.csv": View(),
    "csv-redacted.csv": View(redact=True),
    "csv-statistics.csv": View(statistics=True),
    "github.txt": View(),
    "gitlab.json": View(),
    "gitlab-statistics.json": View(statistics=True),
    "hook.txt": View(),
    "html.html": View(),
    "human.txt": View(),
    "human-color.txt": View(color=True),
    "human-narrow.txt": View(width=44),
    "human-quiet.txt": View(quiet=True),
    "human-statistics.txt": View(statistics=True),
    "human-verbose.txt": View(verbose=True),
    "json.json": View(),
    "json_lines.jsonl": View(),
    "json_lines-statistics.jsonl": View(statistics=True),
    "junit.xml": View(),
    "junit-statistics.xml": View(statistics=True),
    "rdjson.json": View(),
    "sarif.json": View(),
    "sarif-open.json": View(redact=False),
    "sarif-statistics.json": View(statistics=True),
}


def reporter(file_name: str) -> str:
    return Path(file_name).stem.partition("-")[0].replace("_", "-")


@pytest.mark.parametrize("file_name", VIEWS)
def test_report_is_as_expected(
    file_name: str, report: Report, golden: Callable[[Path, str], None]
) -> None:
    written = reporters.render(reporter(file_name), report, VIEWS[file_name])
    golden(EXPECTED / file_name, written.replace(__version__, "@VERSION@"))


def test_every_reporter_has_a_golden_file() -> None:
    assert {reporter(file_name) for file_name in VIEWS} == set(reporters.names())


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == set(VIEWS)


@pytest.mark.parametrize("name", reporters.names())
def test_an_empty_run_is_no_special_case(name: str, report: Report) -> None:
    empty = Report(documents=(), lexicon=report.lexicon)
    assert reporters.render(name, empty, View()) == "" or reporters.render(
        name, empty, View()
    ).endswith("\n")


@pytest.mark.parametrize("name", reporters.names())
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_every_report_can_be_written_anywhere(name: str, encoding: str, report: Report) -> None:
    written = reporters.render(name, report, View(verbose=True, color=True))
    assert "fail" in written.encode(encoding, errors="replace").decode(encoding)
