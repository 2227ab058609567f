"""What is counted in a document as a whole, and what is asked about it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from plans import DEFICIT, STRENGTHS

from strengthlint.cli import main
from strengthlint.config import Settings
from strengthlint.diagnostic import Level, Standing
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


SEVEN = ["SUM101", "SUM201", "SUM301", "SUM401", "SUM501", "SUM601", "SUM602"]
"""What might be asked of the plan."""


def codes(report: DocumentReport) -> list[str]:
    return [each.code for each in report.diagnostics if each.of_whole]


def count(report: DocumentReport, what: str) -> int:
    assert report.summary is not None
    return report.summary.count(what)


def test_a_plan_of_difficulties_is_asked_at_its_head_and_each_rule_speaks_once(
    linter: Linter,
) -> None:
    report = linter.check_text(DEFICIT, "plan.txt")
    asked = [each for each in report.diagnostics if each.of_whole]
    assert [each.code for each in asked] == SEVEN
    assert report.diagnostics[: len(asked)] == tuple(asked)
    for each in asked:
        assert each.matched == ""
        assert each.location.line == 1
        assert each.ask.endswith("?")
        assert len(each.places) <= 3
    done_to = next(each for each in asked if each.code == "SUM401")
    assert "done to Colin" in done_to.message
    assert [each.line for each in done_to.places] == [6, 6, 7]


def test_three_questions_are_asked_of_a_document_and_the_others_are_notes(linter: Linter) -> None:
    report = linter.check_text(DEFICIT, "plan.txt")
    levels = {each.code: each.level for each in report.diagnostics if each.of_whole}
    # Ten difficulties and two strengths hold its conditions, and hardly more: others are clearer.
    assert levels["SUM101"] is Level.NOTE
    assert asked_of(report) == ["SUM201", "SUM301", "SUM401"]
    for each in report.diagnostics:
        if each.of_whole:
            assert ("others come first" in each.reason) == (each.level is Level.NOTE)


def test_a_rule_that_is_off_leaves_its_place_to_the_next() -> None:
    without = Linter(Settings(ignore=("SUM301",))).check_text(DEFICIT, "plan.txt")
    assert asked_of(without) == ["SUM201", "SUM401", "SUM501"]
    two = Linter(Settings(select=("SUM101", "SUM602"))).check_text(DEFICIT, "plan.txt")
    assert asked_of(two) == ["SUM101", "SUM602"]


def test_one_that_was_set_aside_brings_up_no_other(linter: Linter) -> None:
    text = f"strengthlint: ignore SUM301 because it is in his diary\n\n{DEFICIT}"
    assert asked_of(linter.check_text(text, "plan.txt")) == ["SUM201", "SUM401"]


def test_a_rule_that_a_profile_makes_a_note_takes_no_place(tmp_path: Path) -> None:
    (tmp_path / "profiles.yaml").write_text(
        "hall:\n  about: For a hall.\n  note: [SUM301]\n", encoding="utf-8"
    )
    made = Linter(Settings(lexicon=(tmp_path,), profile="hall"))
    report = made.check_text(DEFICIT, "plan.txt")
    assert asked_of(report) == ["SUM201", "SUM401", "SUM501"]
    hopes = next(each for each in report.diagnostics if each.code == "SUM301")
    assert (hopes.level, hopes.reason) == (Level.NOTE, "")


def asked_of(report: DocumentReport) -> list[str]:
    """The codes of what is asked about a document as a whole."""
    return [
        each.code
        for each in report.diagnostics
        if each.of_whole and each.standing is Standing.OPEN and each.level > Level.NOTE
    ]


def test_the_same_story_by_strengths_is_asked_nothing_and_what_is_there_is_said(
    linter: Linter,
) -> None:
    report = linter.check_text(STRENGTHS, "plan.txt")
    assert codes(report) == []
    assert report.summary is not None
    said = " ".join(report.summary.already_there)
    assert "Colin’s own words" in said
    assert "what he would like to happen" in said
    assert count(report, "acting") > 2 * count(report, "done-to")


def test_own_words_strengths_hopes_and_those_around_are_counted_where_they_stand(
    linter: Linter,
) -> None:
    summary = linter.check_text(STRENGTHS, "plan.txt").summary
    assert summary is not None
    sentences = {each.what: [one.text for one in each.sentences] for each in summary.counts}
    assert any("I want the hall clear" in text for text in sentences["own-words"])
    assert any("taught two of them" in text for text in sentences["strength"])
    assert any("hopes to sing" in text for text in sentences["hope"])
    assert any("neighbour looks in" in text for text in sentences["around"])
    assert any("We will find the skip" in text for text in sentences["promise"])


def asked(linter: Linter, text: str, code: str) -> str:
    """What one rule asks of a text."""
    report = linter.check_text(text, "plan.txt")
    return next(each.ask for each in report.diagnostics if each.code == code)


def test_he_and_she_are_said_only_where_the_text_is_clear(linter: Linter) -> None:
    assert "What would he want" in asked(linter, DEFICIT, "SUM301")
    # Half of the pronouns are somebody else's.
    names = DEFICIT.replace("He was", "She was").replace("He has", "She has")
    assert "What would they want" in asked(linter, names, "SUM301")
    # A title says it.
    titled = names.replace("Name: Colin Marsh", "Name: Mr Colin Marsh")
    assert "What would he want" in asked(linter, titled, "SUM301")


def test_where_a_parent_is_spoken_of_too_the_family_is_asked_about(linter: Linter) -> None:
    text = DEFICIT.replace("He must pay", "Mother must pay").replace("He is to", "Mother is to")
    text = text.replace("He was advised", "Mother was advised")
    (message,) = (
        each.message
        for each in linter.check_text(text, "plan.txt").diagnostics
        if each.code == "SUM601"
    )
    assert "what the family is to do" in message
    assert "What would they want" in asked(linter, text, "SUM301")
    # Her mother, as anybody speaks of a mother, is not one of those whom it is about.
    text = text.replace("Mother ", "His mother ")
    assert "What would he want" in asked(linter, text, "SUM301")


@pytest.mark.parametrize(
    "text",
    [
        " ".join(DEFICIT.split()[:100]),
        "The policy sets out how services support residents. Staff must record each risk. " * 20,
        "",
    ],
)
def test_short_texts_and_texts_about_nobody_are_not_counted(linter: Linter, text: str) -> None:
    report = linter.check_text(text, "text.txt")
    assert report.summary is None
    assert codes(report) == []


def test_a_text_about_nobody_starts_no_grammar() -> None:
    code = (
        "import sys; from strengthlint.linter import Linter; "
        "Linter().check_text('The road is closed for works until the end of June. ' * 40); "
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_rules_are_switched_off_as_all_others_are() -> None:
    report = Linter(Settings(ignore=("SUM",))).check_text(DEFICIT, "plan.txt")
    assert codes(report) == []
    assert report.summary is None
    one = Linter(Settings(select=("SUM401",))).check_text(DEFICIT, "plan.txt")
    assert [each.code for each in one.diagnostics] == ["SUM401"]


def test_a_line_in_the_document_sets_one_aside(linter: Linter) -> None:
    text = f"strengthlint: ignore SUM501 because he has asked for this\n\n{DEFICIT}"
    report = linter.check_text(text, "plan.txt")
    standings = {each.code: each.standing for each in report.diagnostics if each.of_whole}
    assert standings["SUM501"] is Standing.SUPPRESSED
    assert standings["SUM101"] is Standing.OPEN
    assert not any("nothing of it to set aside" in notice for notice in report.notices)


def test_a_claim_for_a_benefit_may_say_what_is_hard(linter: Linter) -> None:
    claim = DEFICIT.replace("Support plan", "For his claim to personal independence payment")
    assert not {"SUM101", "SUM201", "SUM501"} & set(codes(linter.check_text(claim, "claim.txt")))


def run(tmp_path: Path, *arguments: str) -> str:
    file = tmp_path / "plan.txt"
    file.write_text(DEFICIT, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(file), "--isolated", "--no-cache", *arguments])
    assert result.exit_code in (0, 1), result.output
    return result.output


def test_the_summary_shows_every_sentence_that_counts(tmp_path: Path) -> None:
    output = " ".join(run(tmp_path, "--summary", "--select", "SUM").split())
    assert "Something is done to the person (done-to):" in output
    assert "line 6: Colin was referred by the council. [referred]" in output


def test_the_summary_tells_what_might_be_asked_besides(tmp_path: Path) -> None:
    asked, _, further = run(tmp_path, "--summary", "--select", "SUM").partition("Also counted")
    further = " ".join(further.partition("Counted in")[0].split())
    assert "SUM401" in asked
    assert "SUM501" not in asked
    assert "Who is there for him" in further
    assert "(SUM501 nobody-around)" in further
    assert "SUM401" not in further
    # With all of them shown there is nothing to tell besides.
    assert "Also counted" not in run(tmp_path, "--summary", "--select", "SUM", "--show", "note")
    assert "Also counted" not in run(tmp_path, "--select", "SUM")


EDITED = DEFICIT.replace("He was monitored", "He keeps a diary now. He was monitored")
"""A paragraph further down has changed, the head has not."""


def test_a_baseline_accepts_what_is_asked_as_long_as_the_head_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "plan.txt"
    file.write_text(DEFICIT, encoding="utf-8")
    assert CliRunner().invoke(main, ["baseline", "plan.txt"]).exit_code == 0
    assert open_ones() == []
    file.write_text(EDITED, encoding="utf-8")
    assert open_ones() == []
    file.rename("moved.txt")
    assert open_ones("moved.txt") == []
    # Another document has questions of its own, though it says the same.
    file.write_text(DEFICIT.replace("Support plan", "Support plan for May"), encoding="utf-8")
    assert {code for code in open_ones() if code.startswith("SUM")} == set(SEVEN)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_was_asked_before_is_not_asked_of_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "plan.txt"

    def commit(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        for words in (["init", "-q", "."], ["add", "."], ["commit", "-q", "-m", "now"]):
            subprocess.run(["git", *who, *words], check=True)

    commit(DEFICIT)
    file.write_text(EDITED, encoding="utf-8")
    assert open_ones("plan.txt", "--diff-base", "HEAD") == []
    # His words, which a change takes out, are missed.
    with_words = DEFICIT.replace("He was told", 'He said, "I want my hall back." He was told')
    commit(with_words)
    file.write_text(DEFICIT, encoding="utf-8")
    assert "SUM201" in open_ones("plan.txt", "--diff-base", "HEAD")
    assert "SUM401" not in open_ones("plan.txt", "--diff-base", "HEAD")
    # A patch does not tell what was asked before.
    patch = subprocess.run(["git", "diff"], capture_output=True, text=True, check=True).stdout
    assert "SUM201" not in open_ones("plan.txt", "--diff", "-", patch=patch)


def open_ones(name: str = "plan.txt", *arguments: str, patch: str | None = None) -> list[str]:
    """The codes of the open remarks on a file in this folder."""
    given = ["check", name, "--no-cache", "--output-format", "json", *arguments]
    result = CliRunner().invoke(main, given, input=patch)
    assert result.exit_code in (0, 1), result.output
    (document,) = json.loads(result.stdout)["documents"] or [{"diagnostics": []}]
    return [each["code"] for each in document["diagnostics"] if each["standing"] == "open"]


def test_a_redacted_report_has_the_figures_and_no_name(tmp_path: Path) -> None:
    output = run(tmp_path, "--output-format", "json", "--redact", "--select", "SUM")
    assert "Colin" not in output
    document = json.loads(output)["documents"][0]
    counts = {each["what"]: each["count"] for each in document["summary_of_document"]["counts"]}
    assert counts["done-to"] >= 8
    assert counts["own-words"] == 0
    assert "done to the person" in next(
        each["message"] for each in document["diagnostics"] if each["code"] == "SUM401"
    )


def test_nothing_fails_by_what_is_only_asked(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(DEFICIT, encoding="utf-8")
    arguments = ["check", str(file), "--isolated", "--no-cache", "--select", "SUM"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert CliRunner().invoke(main, [*arguments, "--fail-on", "reflect"]).exit_code == 1


def test_sarif_names_the_head_and_the_places(tmp_path: Path) -> None:
    log = json.loads(run(tmp_path, "--output-format", "sarif", "--select", "SUM401"))
    (result,) = log["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 1
    assert len(result["relatedLocations"]) == 3
    assert "Colin" not in json.dumps(log)


def test_the_page_shows_it_before_the_text(tmp_path: Path) -> None:
    page = run(tmp_path, "--output-format", "html", "--select", "SUM401")
    assert "The document as a whole" in page
    assert page.index("SUM401") < page.index("Colin was referred by the council")
