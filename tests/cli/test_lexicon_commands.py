"""`strengthlint lexicon` as a practice lead uses it, over a small built-in lexicon."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from strengthlint.cli import main
from strengthlint.cli.lexicon import lexicon as group

BUILTIN = """\
- code: BLM101
  name: failed-to-engage
  level: rethink
  flag: [fail~ to engage]
  when: {who: person}
  instead: ["we have not yet found a way to reach [them]"]
  ask: What was tried?
  why: Puts it all on one side.
  sources: [HL21]
  sectors: [general]
  agreement: consensus
  reviewed: 2024-03
  examples:
    flag: ["She ==failed to engage==.", "Kev ==failed to engage== again."]
    pass: ["The council failed to engage.", "We failed to engage him."]
- code: LAB101
  name: the-homeless
  level: reflect
  flag: [the homeless]
  when: {as: noun}
  instead: ["people who are homeless"]
  ask: Who is meant?
  why: Makes one thing of many people.
  sources: [HL21]
  sectors: [homelessness]
  agreement: consensus
  reviewed: 2025-01
  examples:
    flag: ["==The homeless== were moved.", "A day centre for ==the homeless==."]
    pass: ["The homeless shelter opened.", "He is homeless."]
"""
LISTS = """\
person: {words: [person(s), man(s), woman(s)]}
service: {words: [council(s), service(s), shelter(s)]}
abuser: {words: [perpetrator(s)]}
"""
ANSWERS = {
    "family": "BLM",
    "phrase": "hard nut(s) to crack",
    "who": "described",
    "level": "reflect",
    "why": "Makes a puzzle of a person.",
    "ask": "What have we not tried yet?",
    "instead": "we have not yet found what helps [them]",
    "sector": "homelessness",
    "source": "OUR=Our guide, 2026",
}
SENTENCES = (
    "--flagged", "He is a ==hard nut to crack==.",
    "--flagged", "Known as a ==hard nut to crack==.",
    "--fine", "The lock is stiff.",
    "--fine", "She cracked a walnut.",
)  # fmt: skip

Run = Callable[..., Result]


@pytest.fixture
def builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "built-in"
    folder.mkdir()
    for name, text in {
        "words": BUILTIN,
        "lists": LISTS,
        "sources": "HL21: {title: A guide}\n",
        "lexicon": "version: '1'\n",
        "profiles": "uk: {about: default}\n",
    }.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for module in ("lexicon", "lexicon.location"):
        monkeypatch.setattr(f"strengthlint.{module}.builtin_folder", lambda: folder)
    return folder


@pytest.fixture
def run(builtin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `strengthlint lexicon` in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def call(*args: str, answers: str | None = None) -> Result:
        return CliRunner().invoke(main, ["lexicon", *args], input=answers, catch_exceptions=False)

    return call


def options(**changes: str | None) -> list[str]:
    given = {**ANSWERS, **changes}
    pairs = [(f"--{key}", value) for key, value in given.items() if value is not None]
    return [part for pair in pairs for part in pair] + [*SENTENCES, "--no-input"]


def use(*folders: str) -> None:
    Path(".strengthlint.yaml").write_text(f"lexicon: [{', '.join(folders)}]\n", encoding="utf-8")


# check and test


def test_check_says_what_is_in_order_and_what_is_not(run: Run, builtin: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (0, "The lexicon is in order.\n")
    words = builtin / "words.yaml"
    words.write_text(BUILTIN.replace("fail~ to", "refuse~ to"), encoding="utf-8")
    result = run("check", str(words))
    assert result.exit_code == 2
    assert "lexicon/words.yaml, line 14, BLM101 failed-to-engage" in result.stdout
    assert "2 places need attention." in result.stdout
    assert run("check", str(builtin / "lists.yaml")).exit_code == 0


def test_check_takes_a_folder_that_is_not_in_use_yet(run: Run) -> None:
    Path("own").mkdir()
    Path("own/a.yaml").write_text("- {code: BLM101, level: loud}\n", encoding="utf-8")
    result = run("check", "own/a.yaml")
    assert result.exit_code == 2
    assert "“loud” cannot stand under “level”" in result.stdout
    Path("own/a.yaml").write_text("- {code: BLM101, level: note}\n", encoding="utf-8")
    result = run("check", "own")
    assert result.exit_code == 0
    assert "lexicon:\n  - own" in result.stderr


@pytest.mark.parametrize("name", ["own.local.yaml", "own.yml", "own.txt"])
def test_a_file_that_is_not_checked_is_told(run: Run, name: str) -> None:
    Path(name).write_text("- code: x\n", encoding="utf-8")
    result = run("check", name)
    assert result.exit_code == 2
    assert name in result.stderr


def test_stale_lists_by_file_oldest_first(run: Run) -> None:
    result = run("check", "--stale", "--after", "0")
    assert result.exit_code == 0
    assert result.output == (
        "lexicon/words.yaml\n"
        "  2024-03  BLM101 failed-to-engage, line 1\n"
        "  2025-01  LAB101 the-homeless, line 16\n\n"
        "2 entries are due for review (last looked at 0 months ago or more).\n"
    )
    assert run("check", "--stale", "--after", "9999").output == "No entry is due for review.\n"
    assert run("check", "--after", "3").exit_code == 2


def test_test_tries_the_examples(run: Run, builtin: Path) -> None:
    result = run("test")
    assert (result.exit_code, result.output) == (
        0,
        "8 examples of 2 entries: all as they should be.\n",
    )
    assert run("test", "LAB").output == "4 examples of 1 entry: all as they should be.\n"
    assert run("test", "BML101").exit_code == 2
    text = BUILTIN.replace("He is homeless.", "The homeless came.")
    (builtin / "words.yaml").write_text(text, encoding="utf-8")
    result = run("test", str(builtin / "words.yaml"))
    assert result.exit_code == 1
    assert "it speaks about “The homeless”" in result.output
    assert result.output.endswith("1 of 8 examples of 2 entries needs attention.\n")
    (builtin / "words.yaml").write_text("- code: [\n", encoding="utf-8")
    assert run("test").exit_code == 2


# new


def test_new_from_options_makes_a_folder(run: Run) -> None:
    result = run("new", "own", *options())
    assert result.exit_code == 0, result.output
    assert "All 4 examples are as they should be" in result.stdout
    assert "lexicon:\n  - own" in result.stderr
    text = Path("own/own-words.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Entries of our own")
    assert "- code: BLM1001\n  name: hard-nut-to-crack\n  level: reflect\n" in text
    assert "when: {about: person}" in text
    assert (
        Path("own/sources.yaml").read_text(encoding="utf-8") == "OUR:\n  title: Our guide, 2026\n"
    )
    use("own")
    assert run("check").exit_code == 0


def test_new_goes_into_its_place_and_leaves_the_rest(run: Run) -> None:
    run("new", "own", *options())
    file = Path("own/own-words.yaml")
    before = file.read_text(encoding="utf-8").replace("level: reflect", "level:   reflect # sure?")
    file.write_text(before, encoding="utf-8")
    use("own")
    result = run("new", "own", *options(name="second", source="OUR", phrase="tough nut"))
    assert result.exit_code == 0, result.output
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "- code: BLM1002\n  name: second\n" in after
    assert "“tough nut”" not in before
    assert "need attention" in result.output or "needs attention" in result.output


def test_new_for_the_built_in_lexicon(run: Run, builtin: Path) -> None:
    result = run("new", str(builtin / "words.yaml"), "--builtin", *options(source="HL21"))
    assert result.exit_code == 0, result.output
    text = (builtin / "words.yaml").read_text(encoding="utf-8")
    codes = re.findall(r"code: (\w+)", text)
    assert codes == ["BLM101", "BLM102", "LAB101"]


def test_new_without_questions_tells_everything_that_is_missing(run: Run) -> None:
    result = run("new", "own", "--level", "loud", "--phrase", "(x", "--code", "X1", "--no-input")
    assert result.exit_code == 2
    for option in ("family", "level", "phrase", "code", "why", "ask", "flagged", "fine", "sector"):
        assert f"--{option}\n" in result.stderr
    assert not Path("own").exists()


def test_new_asks_and_asks_again(run: Run) -> None:
    lines = [
        "own", "blame", "BLM", "", "(x", "hard nut(s) to crack", "", "Bad Name", "", "", "desc", "",
        "refl", "it puzzles.", "n", "makes a puzzle of a person.", "y", "Tried", "Tried?", "",
        "we have not yet found what helps [them]", "", "no marks", "He is a ==hard nut to crack==.",
        "Known as a ==hard nut to crack==.", "", "The lock is stiff.", "", "She cracked a walnut.",
        "", "home", "homelessness", "", "HL12", "HL21", "",
    ]  # fmt: skip
    result = run("new", answers="\n".join(lines) + "\n")
    assert result.exit_code == 0, result.output
    assert "It will read: “hard nut to crack” makes a puzzle of a person." in result.stdout
    assert "Did you mean HL21?" in result.stdout
    assert "All 4 examples are as they should be" in result.stdout


def test_new_stopped_half_way_writes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> str:
        raise click.Abort

    monkeypatch.setattr("click.prompt", stop)
    result = run("new", "own")
    assert result.exit_code == 1
    assert "Nothing was written." in result.stderr
    assert not Path("own").exists()


# diff


def test_diff_of_folders_and_of_what_is_in_use(run: Run) -> None:
    Path("own").mkdir()
    Path("own/a.yaml").write_text("- {code: BLM101, level: note}\n", encoding="utf-8")
    assert run("diff", "built-in").output == "Nothing has changed.\n"
    expected = "Changed\n  BLM101 failed-to-engage\n      level: rethink → note\n\n1 changed.\n"
    assert run("diff", "built-in", "own").output == expected
    use("own")
    assert run("diff", "built-in").output == expected
    found = json.loads(run("diff", "built-in", "--output-format", "json").output)
    assert found["changed"][0]["changes"] == [
        {"key": "level", "before": "rethink", "after": "note"}
    ]
    assert "```diff" in run("diff", "built-in", "--output-format", "markdown").output


def test_diff_of_a_git_revision(run: Run) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)

    assert run("diff", "HEAD").exit_code == 2
    Path("own").mkdir()
    Path("own/a.yaml").write_text("- {code: BLM101, level: note}\n", encoding="utf-8")
    use("own")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("own/a.yaml").write_text("- {code: BLM101, level: reflect}\n", encoding="utf-8")
    assert "level: note → reflect" in run("diff", "HEAD").output
    for name in ("v9", "--output=x"):
        assert run("diff", "--", name).exit_code == 2


# export and import


@pytest.mark.parametrize("file", ["words.csv", "words.xlsx"])
def test_there_and_back_changes_nothing(run: Run, file: str) -> None:
    assert run("export", file).output == f"{file} holds 2 entries.\n"
    assert run("export", file).exit_code == 2
    assert run("export", file, "LAB", "--force").output == f"{file} holds 1 entry.\n"
    result = run("import", file, "--into", "own")
    assert result.output == "Nothing differs from the lexicon in use, so nothing was written.\n"
    assert not Path("own").exists()


def edit(file: str, change: Callable[[str], str]) -> None:
    path = Path(file)
    path.write_bytes(change(path.read_bytes().decode("utf-8-sig")).encode("utf-8-sig"))


def test_an_edited_sheet_is_taken_into_a_folder(run: Run) -> None:
    run("export", "words.csv")
    edit("words.csv", lambda text: text.replace(",rethink,", ",reflect,"))
    result = run("import", "words.csv", "--into", "own")
    assert result.exit_code == 0, result.output
    assert "changed      BLM101 failed-to-engage: level\n" in result.stdout
    assert Path("own/words.yaml").read_text(encoding="utf-8") == (
        "- code: BLM101\n  level: reflect\n"
    )
    use("own")
    assert "level: rethink → reflect" in run("diff", "built-in").output
    assert run("check").exit_code == 0


def test_import_tells_what_needs_attention_and_writes_nothing(run: Run, builtin: Path) -> None:
    run("export", "words.csv")
    edit("words.csv", lambda text: text.replace(",rethink,", ",retink,"))
    result = run("import", "words.csv", "--into", "own")
    assert result.exit_code == 2
    assert "words.csv, row 2, column “Level”" in result.stderr
    assert "Did you mean “rethink”?" in result.stderr
    assert not Path("own").exists()
    assert run("import", "words.csv", "--into", str(builtin)).exit_code == 2
    Path("words.txt").write_text("x", encoding="utf-8")
    assert run("import", "words.txt", "--into", "own").exit_code == 2


def test_import_of_whole_entries(run: Run) -> None:
    run("export", "words.csv")
    assert run("import", "words.csv", "--into", "own", "--replace").exit_code == 0
    assert "name: the-homeless" in Path("own/words.yaml").read_text(encoding="utf-8")
    assert run("import", "words.csv", "--into", "own", "--replace").exit_code == 2


def test_a_sheet_opens_in_excel_on_windows(run: Run) -> None:
    run("export", "words.csv")
    data = Path("words.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert [row[0] for row in rows] == ["Code", "BLM101", "LAB101"]


def test_help_of_each_command_is_there() -> None:
    assert set(group.commands) == {"check", "test", "new", "diff", "export", "guide", "import"}
