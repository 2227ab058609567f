"""What others read is read by their own programs, or by the schema that they have written down."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from sample_diagnostics import failed_to_engage, the_homeless

from strengthlint.document import Document, Location, OffsetMap, Run, Segment, SegmentKind
from strengthlint.errors import ReadErrorKind
from strengthlint.report import DocumentReport, LexiconStamp, ReadFailure, Report
from strengthlint.reporters import View, names, render, stream

STAMP = LexiconStamp("1", "0")
PLACE = Location(3, 4, 3, 20, byte_columns=(4, 20), is_verbatim=True)
ODD = "Kev & Co\x0b<\udcff> \U0001f44b, “April”.md"
RDFORMAT = shutil.which("rdformat-validator")


@pytest.fixture
def odd(report: Report) -> Report:
    """The report of conftest.py, with names and words that no format has room for."""
    one = replace(failed_to_engage("He failed to engage.", PLACE), message="a < b & c\x00\x1b[31m")
    failure = ReadFailure(ReadErrorKind.DAMAGED, "Torn\x0c & <lost>.")
    documents = (
        DocumentReport(ODD, diagnostics=(one, one)),
        DocumentReport("b" + ODD, error=failure),
    )
    return replace(report, documents=(*report.documents, *documents), unchecked=2)


VIEWS = [View(), View(redact=False), View(statistics=True)]


class TestJUnit:
    @pytest.mark.parametrize("view", VIEWS)
    def test_junitparser_reads_it_back(self, odd: Report, view: View) -> None:
        junitparser = pytest.importorskip("junitparser")
        suites = junitparser.JUnitXml.fromstring(render("junit", odd, view).encode())
        counted = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
        for suite in suites:
            before = [getattr(suite, key) for key in counted]
            suite.update_statistics()
            assert [getattr(suite, key) for key in counted] == before
            for key, number in zip(counted, before, strict=True):
                counted[key] += number
        assert {key: getattr(suites, key) for key in counted} == counted

    def test_a_case_fails_where_the_exit_code_says_so(self, report: Report) -> None:
        def outcomes(report: Report) -> dict[str, list[str]]:
            root = ElementTree.fromstring(render("junit", report, View()))  # noqa: S314
            return {
                suite.get("name", ""): [next((kind.tag for kind in case), "") for case in suite]
                for suite in root
            }

        assert outcomes(report) == {
            "notes/Kev & Co, April.md": ["system-out", "failure", "failure"],
            "letters/letter.docx": ["skipped", "system-out"],
            "policy.pdf": ["failure"],
            "clean.txt": [""],
            "scan.pdf": ["error"],
            "strengthlint": ["skipped"],
        }
        never = outcomes(replace(report, fail_on=None))
        assert never["policy.pdf"] == ["system-out"]
        assert never["scan.pdf"] == ["error"]

    def test_what_was_cut_short_is_an_error_unless_gaps_are_allowed(self) -> None:
        cut = DocumentReport("a.pdf", gaps=("Page 3 was too much.",), cut_short=True)
        assert "<error " in render("junit", Report((cut,), STAMP), View())
        assert "<skipped " in render("junit", Report((cut,), STAMP, allow_gaps=True), View())


class TestCheckstyle:
    @pytest.mark.parametrize("view", VIEWS)
    def test_it_is_xml_with_a_file_element_for_each(self, odd: Report, view: View) -> None:
        root = ElementTree.fromstring(render("checkstyle", odd, view))  # noqa: S314
        names = [file.get("name", "") for file in root]
        assert "clean.txt" not in names
        assert names[-1] == "."
        assert len(names) == len(set(names)) == 7
        for error in root.iter("error"):
            assert error.get("severity") in {"error", "warning", "info"}
            assert error.get("source", "").startswith("strengthlint.")
            assert error.get("message")
            assert set(error.keys()) - {"line", "column"} == {"severity", "source", "message"}

    def test_a_place_is_a_line_where_there_are_lines(self, report: Report) -> None:
        written = render("checkstyle", report, View())
        assert '<error line="3" column="11" severity="error" message="BLM101 failed' in written
        assert '<error severity="error" message="LAB101 the-homeless: Page 3, line 12: ' in written


class TestReviewdog:
    def test_columns_count_bytes(self) -> None:
        text = "👋 é the homeless came"
        segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text), 2))
        place = Document("a.md", f"é\n{text}", (segment,)).location(segment, 4, 16)
        assert (place.line, place.column, place.end_column) == (2, 5, 17)
        one = the_homeless("the homeless", place)
        written = render(
            "rdjson", Report((DocumentReport("a.md", diagnostics=(one,)),), STAMP), View()
        )
        (found,) = json.loads(written)["diagnostics"]
        expected = {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 21}}
        assert found["location"] == {"path": "a.md", "range": expected}
        assert found["suggestions"] == [{"range": expected, "text": "people without a home"}]

    def test_words_with_mark_up_among_them_have_no_suggestion(self) -> None:
        text, source = "the homeless came", "the **homeless** came"
        offsets = OffsetMap((Run(0, 4, 0, 4), Run(4, 12, 6, 14), Run(12, 17, 16, 21)))
        segment = Segment(text, SegmentKind.PARAGRAPH, offsets)
        place = Document("a.md", source, (segment,)).location(segment, 0, 12)
        assert place.byte_columns == (1, 15)
        assert place.is_verbatim is False

    @pytest.mark.skipif(RDFORMAT is None, reason="rdformat-validator is not installed")
    @pytest.mark.parametrize("view", VIEWS)
    def test_a_validator_of_others_finds_nothing(
        self, odd: Report, view: View, tmp_path: Path
    ) -> None:
        file = tmp_path / "report.json"
        file.write_text(render("rdjson", odd, view), encoding="utf-8")
        done = subprocess.run(
            [str(RDFORMAT), "--strict", "--no-extra-fields", str(file)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout


class TestGitLab:
    @pytest.mark.parametrize("view", VIEWS)
    def test_every_issue_has_what_gitlab_asks_for(self, odd: Report, view: View) -> None:
        issues = json.loads(render("gitlab", odd, view))
        for issue in issues:
            assert set(issue) == {
                "description",
                "check_name",
                "fingerprint",
                "severity",
                "location",
            }
            assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert issue["location"]["path"]
            assert issue["location"]["lines"]["begin"] >= 1
        # Of two with one fingerprint GitLab shows one.
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)

    def test_a_fingerprint_stays_when_the_sentence_moves(self) -> None:
        def fingerprints(line: int) -> list[str]:
            place = replace(PLACE, line=line, end_line=line)
            one = replace(failed_to_engage("He failed to engage.", place), fingerprint="0123")
            report = Report((DocumentReport("a.md", diagnostics=(one, one)),), STAMP)
            return [issue["fingerprint"] for issue in json.loads(render("gitlab", report, View()))]

        assert fingerprints(3) == fingerprints(9)


class TestJsonLines:
    SCHEMA = json.loads(
        (Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8")
    )

    def parts(self, name: str) -> Draft202012Validator:
        return Draft202012Validator({**self.SCHEMA["$defs"][name], "$defs": self.SCHEMA["$defs"]})

    def test_lines_are_the_parts_of_the_json_report(self, odd: Report) -> None:
        lines = [json.loads(line) for line in render("json-lines", odd, View()).splitlines()]
        whole = json.loads(render("json", odd, View()))
        documents = [dict(document) for document in whole["documents"]]
        expected: list[dict[str, Any]] = []
        for document in documents:
            diagnostics = document.pop("diagnostics")
            expected.append({"type": "document", **document})
            expected += [{"type": "diagnostic", "path": document["path"], **d} for d in diagnostics]
        del whole["documents"]
        assert lines == [*expected, {"type": "summary", **whole}]

    def test_counts_keep_to_the_schema(self, odd: Report) -> None:
        lines = [
            json.loads(line)
            for line in render("json-lines", odd, View(statistics=True)).splitlines()
        ]
        assert {line["type"] for line in lines} == {"document", "count", "summary"}
        schema = self.SCHEMA["$defs"]["counted_document"]["properties"]["counts"]["items"]
        validator = Draft202012Validator({**schema, "$defs": self.SCHEMA["$defs"]})
        for line in lines:
            if line.pop("type") == "count":
                assert line.pop("path")
                validator.validate(line)

    def test_what_comes_first_is_told_first(self, report: Report) -> None:
        pieces = stream("json-lines", report, View())
        assert json.loads(next(pieces))["path"] == "notes/Kev & Co, April.md"


class TestCsv:
    def rows(self, report: Report, view: View) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(render("csv", report, view))))

    def test_a_row_for_each_remark_and_for_all_that_was_not_read(self, odd: Report) -> None:
        rows = self.rows(odd, View())
        assert [row["level"] for row in rows] == [
            "told", "rethink", "rethink", "read-in-part", "reflect", "rethink", "not-read", "rethink",
            "rethink", "not-read", "not-read", "interrupted",
        ]  # fmt: skip
        assert rows[1]["sentence"] == "Kev 👋 has failed to engage with the service since March."
        assert rows[1]["headings"] == "Background > Housing history"

    def test_counts_have_a_row_for_every_document(self, odd: Report) -> None:
        rows = self.rows(odd, View(statistics=True))
        assert ("clean.txt", "61", "0") in [(r["path"], r["words"], r["places"]) for r in rows]
        assert {"sentence", "matched"}.isdisjoint(rows[0])

    def test_no_cell_is_a_formula(self) -> None:
        one = replace(failed_to_engage("=1+1 failed to engage", PLACE), ask="@SUM(A1)")
        document = DocumentReport('=HYPERLINK("x").md', diagnostics=(one,))
        (row,) = self.rows(Report((document,), STAMP), View())
        assert row["path"] == '\'=HYPERLINK("x").md'
        assert row["sentence"].startswith("'=")
        assert row["ask"].startswith("'@")


def test_a_clean_document_beside_one_that_was_not_read_is_no_clean_report() -> None:
    """In every format that does not name clean documents, what was not read is there."""
    failure = ReadFailure(ReadErrorKind.ENCRYPTED, "Locked-away.")
    documents = (DocumentReport("fine.md"), DocumentReport("secret.docx", error=failure))
    for name in names():
        for view in (View(), View(statistics=True), View(quiet=True)):
            for report in (
                Report(documents, STAMP),
                Report((DocumentReport("secret.docx", gaps=("Locked-away.",)),), STAMP),
            ):
                assert "Locked-away" in render(name, report, view), name


def test_a_run_that_was_broken_off_is_no_clean_report() -> None:
    for name in names():
        for view in (View(), View(statistics=True)):
            whole = render(name, Report((DocumentReport("fine.md"),), STAMP), view)
            broken = render(name, Report((DocumentReport("fine.md"),), STAMP, unchecked=7), view)
            assert "7" in broken, name
            assert broken != whole
