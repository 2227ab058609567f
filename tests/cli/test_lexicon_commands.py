"""`strengthlint lexicon` as a practice lead uses it, over a small built-in lexicon."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
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
person-pronoun: [he, she, they, him, her]
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
    assert (result.exit_code, result.output) == (
        0,
        "The lexicon is in order.\nLevels: 2 not read on any text yet (--evidence lists them).\n",
    )
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
    assert run("test", "LAB").output == (
        "LAB101 the-homeless\n"
        "  ==The homeless== were moved.\n"
        "      ? Who is meant?\n"
        "      - people who are homeless\n"
        "  A day centre for ==the homeless==.\n"
        "      ? Who is meant?\n"
        "      - people who are homeless\n"
        "\n"
        "4 examples of 1 entry: all as they should be.\n"
    )
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
    commands = "check diff export guide import new test try verdicts"
    assert set(group.commands) == set(commands.split())


# try and verdicts

NOTES = (
    "Kev failed to engage with us. She failed to engage too.\n\n"
    "The council failed to engage. “I failed to engage,” he said.\n\n"
    "A day centre for the homeless.\n"
)


@pytest.fixture
def notes(run: Run) -> Path:
    folder = Path("case notes")
    folder.mkdir()
    (folder / "a.txt").write_text(NOTES, encoding="utf-8")
    (folder / "b.txt.gz").write_bytes(gzip.compress(b"Ann failed to engage again.\n"))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def sheet_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def judge(path: str, *verdicts: str) -> None:
    rows = sheet_of(path)
    for row, verdict in zip(rows, verdicts, strict=True):
        row["Verdict"] = verdict
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_try_prints_what_entries_would_say(run: Run, notes: Path) -> None:
    done = run("try", str(notes))
    assert done.exit_code == 0
    assert "BLM101 failed-to-engage (rethink): 3 times" in done.output
    assert "LAB101 the-homeless (reflect): once" in done.output
    assert f"{notes / 'a.txt'}:1:5\n    Kev ==failed to engage== with us." in done.output
    assert f"{notes / 'b.txt'}:1:5\n    Ann ==failed to engage== again." in done.output
    assert "council" not in done.output


def test_try_takes_rules_levels_and_a_sample(run: Run, notes: Path) -> None:
    assert "LAB101" not in run("try", "failed-to-engage", str(notes)).output
    assert "BLM101" not in run("try", str(notes), "--level", "reflect").output
    done = run("try", "BLM", str(notes), "--sample", "1")
    assert "3 times, 1 shown" in done.output
    assert done.output.count("==failed to engage==") == 1
    done = run("try", "LAB101", str(notes / "b.txt.gz"))
    assert done.output == "Nothing would be said.\nNothing from LAB101.\n"


def test_try_takes_an_entry_that_is_only_being_written(run: Run, notes: Path) -> None:
    Path("idea.local.yaml").write_text(
        "- code: BLM1001\n  flag: [day centre(s)]\n  level: reflect\n", encoding="utf-8"
    )
    done = run("try", "idea.local.yaml", str(notes))
    assert done.exit_code == 0
    assert "BLM1001 draft-blm1001 (reflect): once" in done.output
    assert "A ==day centre== for the homeless." in done.output
    assert "BLM101 " not in done.output
    Path("idea.local.yaml").write_text(
        "- code: BLM1001\n  flag: [<nobody> left]\n", encoding="utf-8"
    )
    done = run("try", "idea.local.yaml", str(notes))
    assert done.exit_code == 2
    assert "<nobody>" in done.output


def test_a_file_of_the_lexicon_in_use_names_its_entries(
    run: Run, builtin: Path, notes: Path
) -> None:
    (builtin / "other.yaml").write_text(
        BUILTIN.split("- code: LAB101")[0].replace("BLM101", "BLM102").replace("engage", "attend"),
        encoding="utf-8",
    )
    Path(notes, "a.txt").write_text(
        "Kev failed to attend and failed to engage.\n", encoding="utf-8"
    )
    done = run("try", str(builtin / "other.yaml"), str(notes / "a.txt"))
    assert "Kev ==failed to attend== and failed to engage." in done.output


def test_a_sheet_shows_the_sentences_around(run: Run, notes: Path) -> None:
    done = run("try", "BLM101", str(notes), "-o", "sheet.csv")
    assert "sheet.csv holds 3 findings of 1 entry." in done.output
    rows = {row["Words"] + row["Place"][-4:]: row for row in sheet_of("sheet.csv")}
    second = next(row for row in rows.values() if row["Sentence"].startswith("She"))
    assert second["Before"] == "Kev failed to engage with us."
    assert second["After"] == "The council failed to engage."
    assert second["Text"] == "case notes"


def test_a_file_that_was_named_gives_evidence_its_folders_name(run: Run, notes: Path) -> None:
    run("try", str(notes / "a.txt"), "-o", "sheet.csv")
    assert {row["Text"] for row in sheet_of("sheet.csv")} == {"case notes"}
    run("try", str(notes / "a.txt"), "-o", "sheet.csv", "--force", "--text", "our notes")
    assert {row["Text"] for row in sheet_of("sheet.csv")} == {"our notes"}


def test_a_sheet_is_never_written_over_unasked(run: Run, notes: Path) -> None:
    Path("sheet.html").write_text("judged", encoding="utf-8")
    done = run("try", str(notes), "-o", "sheet.html")
    assert done.exit_code == 2
    assert Path("sheet.html").read_text(encoding="utf-8") == "judged"
    assert run("try", str(notes), "-o", "sheet.html", "--force").exit_code == 0
    assert "<mark>failed to engage</mark>" in Path("sheet.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("BLM101",), "There are no documents to try it on."),
        (("lost/a.txt",), "lost/a.txt is not there."),
        (("draft.yaml", "."), "draft.yaml is not there."),
        (("BLM999", "."), "There is no rule “BLM999”."),
        ((".", "-o", "sheet.docx"), "neither .csv nor .html"),
        ((".", "--blind"), "--blind goes with -o"),
    ],
)
def test_try_says_what_it_cannot_do(
    run: Run, notes: Path, args: tuple[str, ...], told: str
) -> None:
    done = run("try", *args)
    assert done.exit_code == 2
    assert told in done.output


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_tried(run: Run, notes: Path) -> None:
    (notes / "c.txt.gz").write_bytes(b"\x1f\x8bbroken")
    (notes / "d.docx").write_bytes(b"no document")
    done = run("try", str(notes), "-o", "sheet.csv")
    assert done.exit_code == 2
    assert "c.txt.gz: This compressed file is damaged." in done.output
    assert "d.docx: " in done.output
    assert len(sheet_of("sheet.csv")) == 4


def test_verdicts_become_evidence_that_check_and_explain_tell(
    run: Run, builtin: Path, notes: Path
) -> None:
    run("try", str(notes), "--blind", "-o", "sheet.csv")
    rows = sheet_of("sheet.csv")
    judge("sheet.csv", *("no" if "Kev" in r["Sentence"] else "yes" for r in rows))
    done = run("verdicts", "sheet.csv")
    assert done.exit_code == 0
    assert done.output.startswith(
        "BLM101 failed-to-engage: 2 right, 0 optional, 1 wrong (rethink, not borne out)\n"
        "LAB101 the-homeless: 1 right, 0 optional, 0 wrong (reflect, borne out so far, but few)\n"
    )
    lines = (builtin / "evidence.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:2] for line in lines[1:]] == [
        ["BLM101", "case notes"],
        ["LAB101", "case notes"],
    ]
    done = run("check")
    assert done.exit_code == 0
    assert "The level rethink is not borne out. 3 findings were read: 2 right" in done.output
    assert "1 not borne out by what was read, 1 borne out by few findings" in done.output
    listed = run("check", "--evidence").output
    assert "Borne out so far by few:\n  reflect  LAB101 the-homeless" in listed
    page = CliRunner().invoke(main, ["explain", "BLM101"]).output
    assert "Evidence\n  3 findings were read: 2 right, 0 optional, 1 wrong (case notes)." in page


def test_a_phrase_that_is_little_without_its_brackets_is_told(run: Run, builtin: Path) -> None:
    (builtin / "lists.yaml").write_text(LISTS + "function-word: [put, 'on', for, the]\n", "utf-8")
    words = builtin / "words.yaml"
    told = "Without its brackets “put on for the (visitors)” is only “put on for the”."
    for flag, condition, is_told in (
        ("put on for the (visitors)", "", True),
        ("put on for the visitors", "", False),
        ("put (on) for the visitors", "", False),
        ("put on (for) the", "", False),
        ("put on for the (visitors)", "  when: {near: [tea]}\n", False),
        ("put on for the (visitors)", "  when: {not-near: [coat]}\n", True),
        ("put on for the (visitors)", "  when: {who: person}\n", False),
    ):
        entry = (
            "- code: LAB101\n  name: put-on\n  level: reflect\n"
            f"  flag: ['{flag}']\n{condition}"
            "  instead: ['advice: Say it.']\n  ask: Who is meant?\n  why: Makes a show of something.\n  sources: [HL21]\n"
            "  sectors: [general]\n  agreement: consensus\n  reviewed: 2025-01\n  examples:\n"
            "    flag: ['Tea and all this was ==put on for the visitors==.', "
            "'She said that tea was ==put on for the visitors==.']\n"
            "    pass: ['The coat is on the hook.', 'Tea was made at four.']\n"
        )
        words.write_text(entry, encoding="utf-8")
        assert (told in run("check").output) is is_told, (flag, condition)


def test_a_changed_entry_has_to_prove_itself_anew(run: Run, builtin: Path, notes: Path) -> None:
    run("try", "BLM101", str(notes), "-o", "old.csv")
    judge("old.csv", "yes", "yes", "no")
    run("verdicts", "old.csv")
    words = builtin / "words.yaml"
    words.write_text(BUILTIN.replace("[fail~ to engage]", "[fail~ to engage, disengage~]"), "utf-8")
    assert "2 not read on any text yet" in run("check").output
    assert (
        "3 more were read of an earlier form"
        in CliRunner().invoke(main, ["explain", "BLM101"]).output
    )
    done = run("try", "BLM101", str(notes), "--judged", "old.csv", "-o", "new.csv")
    assert "3 findings of 1 entry, 3 judged already" in done.output
    run("verdicts", "new.csv")
    assert "not borne out" in run("check").output
    assert len((builtin / "evidence.tsv").read_text(encoding="utf-8").splitlines()) == 2


def test_verdicts_of_two_people_are_compared(run: Run, notes: Path) -> None:
    run("try", "BLM101", str(notes), "-o", "one.csv")
    shutil.copy("one.csv", "other.csv")
    judge("one.csv", "yes", "yes", "no")
    judge("other.csv", "yes", "no", "")
    done = run("verdicts", "one.csv", "other.csv")
    assert "1 right, 1 optional, 1 wrong" in done.output
    assert "one.csv and other.csv agree on 1 of 2 (kappa 0.00)." in done.output
    assert "1 row has no verdict yet." in done.output


def test_verdicts_go_into_the_folder_that_is_named_or_in_use(
    run: Run, builtin: Path, notes: Path
) -> None:
    run("try", "BLM101", str(notes), "-o", "sheet.csv")
    judge("sheet.csv", "yes", "yes", "yes")
    run("verdicts", "sheet.csv", "--into", "evidence")
    assert Path("evidence/evidence.tsv").exists()
    Path("ours").mkdir()
    use("ours")
    run("verdicts", "sheet.csv")
    assert Path("ours/evidence.tsv").exists()
    assert not (builtin / "evidence.tsv").exists()


def test_nothing_is_written_where_a_sheet_is_not_understood(
    run: Run, builtin: Path, notes: Path
) -> None:
    run("try", "BLM101", str(notes), "-o", "sheet.csv")
    assert "Nothing is judged yet." in run("verdicts", "sheet.csv").output
    judge("sheet.csv", "yes", "certainly", "no")
    done = run("verdicts", "sheet.csv")
    assert done.exit_code == 2
    assert "“certainly” is not a verdict." in done.output
    assert not (builtin / "evidence.tsv").exists()
