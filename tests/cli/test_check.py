"""`strengthlint check` as people and scripts call it: places, words, exit codes, bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strengthlint.cli import main
from strengthlint.linter import Linter

BAD = "She failed to engage with the service.\n"
GOOD = "She told us what matters to her, and we agreed a plan.\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["check", *args], input=stdin, catch_exceptions=False)

    return call


def write(name: str, text: str | bytes = BAD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def errors(result: Result) -> dict[str, str | None]:
    documents = json.loads(result.stdout)["documents"]
    return {d["path"]: d["error"] and d["error"]["kind"] for d in documents}


class TestFindings:
    def test_a_place_is_exact(self, run: Run) -> None:
        write("a.txt", "Dear all,\n\nyesterday she failed to engage again.\n")
        result = run("a.txt", "--output-format", "concise")
        assert result.stdout.splitlines()[0].startswith("a.txt:3:15: BLM101 “failed to engage”")
        assert result.exit_code == 1

    def test_nothing_to_raise_is_0(self, run: Run) -> None:
        write("a.md", GOOD)
        assert run("a.md").exit_code == 0

    def test_standard_input(self, run: Run) -> None:
        result = run("-", "--stdin-filename", "notes.md", "--output-format", "concise", stdin=BAD)
        assert result.stdout.startswith("notes.md:1:5: BLM101 ")
        assert result.exit_code == 1

    def test_the_folder_is_the_default(self, run: Run) -> None:
        write("deep/down/a.txt")
        assert "deep/down/a.txt:1:5" in run("--output-format", "concise").stdout.replace("\\", "/")

    def test_an_entry_off_is_not_told(self, run: Run) -> None:
        write("a.txt")
        assert run("a.txt", "--ignore", "BLM101").exit_code == 0
        assert run("a.txt", "--ignore", "failed-to-engage").exit_code == 0
        assert run("a.txt", "--ignore", "BLM1").exit_code == 0

    @pytest.mark.parametrize("rule", ["blm101", "Blm", "blm1", "Failed-To-Engage", "all"])
    def test_a_rule_is_known_in_any_capitals(self, run: Run, rule: str) -> None:
        write("a.txt")
        assert run("a.txt", "--ignore", rule).exit_code == 0

    def test_select_and_extend_select(self, run: Run) -> None:
        write("a.txt", "She failed to engage. He committed suicide.\n")
        assert [
            d["code"] for d in found(run("a.txt", "--select", "BLM", "--output-format", "json"))
        ] == ["BLM101"]
        both = found(
            run("a.txt", "--select", "BLM", "--extend-select", "OTH201", "--output-format", "json")
        )
        assert [d["code"] for d in both] == ["BLM101", "OTH201"]

    def test_show_hides_and_json_never_does(self, run: Run) -> None:
        write("a.txt", "She has complex needs.\n")
        assert "DEF102" in run("a.txt").stdout
        assert "DEF102" not in run("a.txt", "--show", "rethink").stdout
        assert (
            found(run("a.txt", "--show", "rethink", "--output-format", "json"))[0]["code"]
            == "DEF102"
        )

    @pytest.mark.parametrize(
        ("level", "code"), [("rethink", 0), ("reflect", 1), ("note", 1), ("never", 0)]
    )
    def test_fail_on(self, run: Run, level: str, code: int) -> None:
        write("a.txt", "She has complex needs.\n")
        assert run("a.txt", "--fail-on", level).exit_code == code

    def test_exit_zero_is_for_findings_only(self, run: Run) -> None:
        write("a.txt")
        assert run("a.txt", "--exit-zero").exit_code == 0
        assert run("a.txt", "missing.txt", "--exit-zero").exit_code == 2

    def test_the_report_goes_to_a_file(self, run: Run) -> None:
        write("a.txt")
        result = run("a.txt", "--output-format", "json", "-o", "report.json")
        assert result.stdout == ""
        assert json.loads(Path("report.json").read_text("utf-8"))["summary"]["open"]["rethink"] == 1
        assert not list(Path().glob("*.partial"))

    def test_statistics_count_by_rule(self, run: Run) -> None:
        write("a.txt", BAD * 3)
        assert "BLM101" in run("a.txt", "--statistics").stdout

    def test_verbose_gives_reasons(self, run: Run) -> None:
        write("a.txt", "He said: “She failed to engage.”\n")
        assert "own words" in " ".join(run("a.txt", "-v").stdout.split())
        assert run("a.txt").exit_code == 0

    def test_many_files_give_the_same_as_one_by_one(self, run: Run) -> None:
        for number in range(45):
            write(f"n{number:02}.txt", BAD if number % 3 else GOOD)
        together = json.loads(run("--output-format", "json").stdout)["documents"]
        alone = [
            json.loads(run(f"n{number:02}.txt", "--output-format", "json").stdout)["documents"][0]
            for number in (0, 1, 44)
        ]
        assert [together[0], together[1], together[44]] == alone


def found(result: Result) -> list[dict[str, str]]:
    return [
        d for document in json.loads(result.stdout)["documents"] for d in document["diagnostics"]
    ]


class TestBadInput:
    """Each gives one sentence and exit code 2, and the other files are still checked."""

    @pytest.mark.parametrize(
        ("name", "data", "kind"),
        [
            ("x.odp", b"PK", "unsupported"),
            ("x.docx", b"PK\x03\x04nothing", "damaged"),
            ("x.pdf", b"%PDF-1.4\nnothing", "damaged"),
            ("x.txt", bytes(range(256)) * 50, "unsupported"),
            # An empty text is a text; an empty Word file or PDF is none, and something went wrong with it.
            ("x.docx", b"", "damaged"),
            ("x.pdf", b"", "damaged"),
        ],
    )
    def test_what_cannot_be_read(self, run: Run, name: str, data: bytes, kind: str) -> None:
        write(name, data)
        write("fine.txt")
        result = run(name, "fine.txt", "--output-format", "json")
        assert errors(result) == {name: kind, "fine.txt": None}
        assert len(found(result)) == 1
        assert result.exit_code == 2

    def test_a_missing_file(self, run: Run) -> None:
        write("fine.txt")
        result = run("gone.txt", "fine.txt", "--output-format", "json")
        assert errors(result) == {"gone.txt": "missing", "fine.txt": None}
        assert result.exit_code == 2

    def test_a_file_that_is_too_large(self, run: Run) -> None:
        with Path("big.txt").open("wb") as file:
            file.truncate(50_000_000)
        result = run("big.txt", "--output-format", "json")
        assert errors(result) == {"big.txt": "too-large"}
        assert "50 MB" in result.stdout
        assert result.exit_code == 2

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
    )
    def test_no_permission(self, run: Run) -> None:
        write("a.txt").chmod(0)
        result = run("a.txt", "--output-format", "json")
        assert errors(result) == {"a.txt": "permission"}
        assert result.exit_code == 2

    def test_no_permission_is_told_as_such(
        self, run: Run, linter: Linter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("a.txt")

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
        report = linter.check_path(Path("a.txt"))
        assert report.error is not None
        assert report.error.kind.value == "permission"

    def test_types_in_a_folder_that_are_not_read_are_told_once_each(self, run: Run) -> None:
        for name in ("a.md", "deep/b.ppt", "deep/c.PPT", "d.pages", "e.py", "f.png"):
            write(name, GOOD)
        result = run(".")
        assert result.exit_code == 0
        summary = " ".join(result.stdout.split())
        assert summary.startswith("Nothing to raise in 1 document. 1 .pages file was not read: ")
        assert summary.count("2 .ppt files were not read: save as PowerPoint") == 1
        assert "Thank you" not in summary
        told = json.loads(run(".", "--output-format", "json").stdout)
        assert [(item["suffix"], item["files"]) for item in told["not_read"]] == [
            (".pages", 1),
            (".ppt", 2),
        ]
        assert told["summary"]["documents"] == 1
        assert told["summary"]["not_read"] == 3

    def test_a_folder_of_types_that_are_not_read_is_no_clean_folder(self, run: Run) -> None:
        write("old/b.ppt", GOOD)
        result = run("old")
        assert result.exit_code == 2
        assert "1 .ppt file was not read" in result.stdout

    def test_a_named_file_of_a_type_that_is_not_read(self, run: Run) -> None:
        write("b.ppt", GOOD)
        result = run("b.ppt")
        assert result.exit_code == 2
        assert "Save as PowerPoint (.pptx) or PDF and check that." in " ".join(
            result.stdout.split()
        )

    def test_a_suffix_that_is_nearly_right_gets_a_suggestion(self, run: Run) -> None:
        write("letter.dcox", GOOD)
        result = run("letter.dcox")
        assert result.exit_code == 2
        assert "If .docx is meant, rename it" in " ".join(result.stdout.split())

    def test_a_name_that_is_nearly_right_gets_a_suggestion(self, run: Run) -> None:
        write("post/letter.docx", GOOD)
        result = run("post/letter.dcox")
        assert result.exit_code == 2
        assert "Did you mean letter.docx?" in result.stdout

    def test_a_folder_with_nothing_to_read(self, run: Run) -> None:
        Path("pictures").mkdir()
        Path("pictures/a.png").write_bytes(b"x")
        result = run("pictures", "--output-format", "json")
        assert errors(result) == {"pictures": "missing"}
        assert result.exit_code == 2

    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_an_empty_file_is_clean(self, run: Run, name: str) -> None:
        write(name, b"")
        result = run(name, "--output-format", "json")
        assert errors(result) == {name: None}
        assert result.exit_code == 0

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
    def test_a_name_with_a_newline_stays_on_one_line(self, run: Run) -> None:
        write("new\nline.txt")
        lines = run("--output-format", "concise").stdout.splitlines()
        assert lines[0].startswith("new\\nline.txt:1:5: BLM101 ")

    def test_a_very_long_sentence_is_told(self, run: Run) -> None:
        write("a.txt", "the client " + "failed to engage and came back to " * 1000)
        result = run("a.txt", "--output-format", "json")
        document = json.loads(result.stdout)["documents"][0]
        assert "longer than 250 words" in document["gaps"][0]
        assert {d["level"] for d in document["diagnostics"]} == {"note"}
        assert all("too long" in d["reason"] for d in document["diagnostics"])
        assert result.exit_code == 0

    @pytest.mark.parametrize(
        "text",
        [
            "👩‍👩‍👧 she failed to engage 😀 мы 我们\u202e",
            "SHE FAILED TO ENGAGE WITH THE SERVICE AGAIN TODAY",
            "Tlie cl1ent ||| ~~ ^^ she failed to engage . . .",
        ],
    )
    def test_odd_text_is_still_read(self, run: Run, text: str) -> None:
        write("a.txt", text)
        assert [d["code"] for d in found(run("a.txt", "--output-format", "json"))] == ["BLM101"]

    def test_another_language_is_quiet(self, run: Run) -> None:
        write("a.txt", "Le client n'a pas voulu parler avec nous. Er ist heute nicht gekommen.")
        assert run("a.txt").exit_code == 0

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (["--select", "NOPE"], "There is no rule “NOPE”"),
            (["--select", "failed-to-enage"], "Did you mean failed-to-engage?"),
            (["--select", "BLM1O1"], "Did you mean BLM101?"),
            (["--select", "blml01"], "Did you mean BLM101?"),
            (["--profile", "scotlnd"], "There is no profile “scotlnd”"),
            (["--stdin-filename", "a.txt"], "goes with -"),
            (["--show", "loud"], "'loud' is not one of"),
            (["-o", "no/such/folder/r.json"], "cannot be written"),
        ],
    )
    def test_wrong_usage_is_2(self, run: Run, args: list[str], words: str) -> None:
        write("a.txt")
        result = run("a.txt", *args)
        assert result.exit_code == 2
        assert words in result.stderr

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
    @pytest.mark.parametrize("kind", ["pipe", "device"])
    def test_only_regular_files_are_opened(self, run: Run, kind: str) -> None:
        if kind == "pipe":
            os.mkfifo("a.txt")
        else:
            Path("a.txt").symlink_to("/dev/zero")
        result = run("a.txt", "--output-format", "json")
        assert errors(result) == {"a.txt": "unsupported"}
        assert "pipe or a device" in result.stdout
        assert result.exit_code == 2

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
    def test_a_report_goes_into_a_pipe_and_leaves_it_one(self, run: Run) -> None:
        write("a.txt")
        os.mkfifo("out")
        told: list[str] = []
        reader = threading.Thread(target=lambda: told.append(Path("out").read_text("utf-8")))
        reader.start()
        run("a.txt", "--output-format", "json", "-o", "out")
        reader.join(timeout=30)
        assert json.loads(told[0])["schema_version"] == 1
        assert Path("out").is_fifo()

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
    def test_a_link_to_itself(self, run: Run) -> None:
        Path("a.txt").symlink_to("a.txt")
        result = run("a.txt", "--output-format", "json")
        assert errors(result) == {"a.txt": "missing"}
        assert "leads back to itself" in result.stdout


class TestConfiguration:
    def test_the_nearest_file_wins_and_nothing_is_merged(self, run: Run) -> None:
        write("strengthlint.yaml", "ignore: [BLM]\n")
        write("inner/.strengthlint.yaml", "show: note\n")
        write("a.txt")
        write("inner/b.txt")
        assert run("a.txt").exit_code == 0
        assert run("inner/b.txt").exit_code == 1

    def test_pyproject(self, run: Run) -> None:
        write("pyproject.toml", '[tool.strengthlint]\nfail-on = "never"\nselect = ["BLM"]\n')
        write("a.txt", BAD + "The homeless are here.\n")
        result = run("a.txt", "--output-format", "json")
        assert [d["code"] for d in found(result)] == ["BLM101"]
        assert result.exit_code == 0

    @pytest.mark.parametrize("with_others", [False, True])
    def test_settings_are_those_of_the_file_whatever_else_is_named(
        self, run: Run, with_others: bool
    ) -> None:
        write("strengthlint.yaml", "ignore: [BLM]\n")
        write("inner/strengthlint.yaml", "ignore: [LAB]\n")
        write("inner/b.txt", BAD + "The homeless are here.\n")
        write("a.txt", BAD + "The homeless are here.\n")
        names = [".", "a.txt"] if with_others else ["inner/b.txt"]
        result = run(*names, "--output-format", "json")
        codes = {
            document["path"].replace("\\", "/"): [d["code"] for d in document["diagnostics"]]
            for document in json.loads(result.stdout)["documents"]
        }
        assert codes.pop("inner/b.txt") == ["BLM101"]
        assert codes == ({"a.txt": ["LAB101"]} if with_others else {})

    def test_levels_are_those_of_the_file(self, run: Run) -> None:
        write("strengthlint.yaml", "show: rethink\n")
        write("soft/strengthlint.yaml", "show: note\nfail-on: never\n")
        write("soft/a.txt")
        write("b.txt", "She has complex needs.\n")
        result = run()
        assert "BLM101" in result.stdout
        assert "DEF102" not in result.stdout
        assert "1 to reflect on (--show reflect)" in " ".join(result.stdout.split())
        assert "what the settings of each document say" in " ".join(result.stdout.split())
        assert result.exit_code == 0
        write("b.txt")
        assert run().exit_code == 1

    @pytest.mark.parametrize(
        "text",
        [
            '[tool]\nstrengthlint = { ignore = ["BLM"] }\n',
            '[tool."strengthlint"]\nignore = ["BLM"]\n',
            'tool.strengthlint.ignore = ["BLM"]\n',
            '\ufeff[tool.strengthlint]\nignore = ["BLM"]\n',
        ],
    )
    def test_every_way_to_write_a_table(self, run: Run, text: str) -> None:
        write("pyproject.toml", text)
        write("a.txt")
        assert run("a.txt").exit_code == 0

    @pytest.mark.parametrize("name", ["strengthlint.yml", ".strengthlint.yml"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_yml_and_a_byte_order_mark(self, run: Run, name: str, mark: str) -> None:
        write(name, f"{mark}ignore: [BLM]\n")
        write("a.txt")
        assert run("a.txt").exit_code == 0

    def test_a_list_of_tables_is_told(self, run: Run) -> None:
        write("pyproject.toml", '[[tool.strengthlint]]\nignore = ["BLM"]\n')
        write("a.txt")
        result = run("a.txt")
        assert result.exit_code == 2
        assert "pyproject.toml, line 1" in result.stderr
        assert "with single brackets" in result.stderr

    def test_two_files_in_one_folder_are_told(self, run: Run) -> None:
        write("strengthlint.yaml", "ignore: [BLM]\n")
        write("strengthlint.yml", "ignore: [LAB]\n")
        write("a.txt")
        result = run("a.txt")
        assert result.exit_code == 0
        assert (
            "strengthlint.yaml holds, and strengthlint.yml beside it is not read" in result.stderr
        )

    def test_for_some_files_only(self, run: Run) -> None:
        write(
            "strengthlint.yaml",
            "per-file-ignores:\n  'old/**': [BLM]\nper-file-profile:\n  '*.md': identity-first\n",
        )
        write("old/a.txt")
        write("b.txt")
        assert errors(run("--output-format", "json", "--fail-on", "never")) == {
            str(Path("old/a.txt")): None,
            "b.txt": None,
        }
        assert run("old").exit_code == 0
        assert run("b.txt").exit_code == 1
        shown = run("--show-settings", "old/a.txt").stdout
        assert 'ignore: ["BLM"]' in shown
        assert 'profile: "uk"' in shown
        assert 'profile: "identity-first"' in run("--show-settings", "c.md").stdout

    def test_what_is_shown_as_settings_can_be_read_as_settings(self, run: Run) -> None:
        write(
            "a/strengthlint.yaml",
            "ignore: [BLM]\nper-file-ignores: {'x.md': LAB}\nfail-on: never\n",
        )
        shown = run("--show-settings", "a").stdout
        assert shown.startswith("# a: ")
        write("b/strengthlint.yaml", shown)
        assert run("--show-settings", "b").stdout.splitlines()[1:] == shown.splitlines()[1:]

    def test_files_that_would_be_checked(self, run: Run) -> None:
        for name in ("a.md", "b.py", "deep/c.txt", "~$d.docx"):
            write(name)
        assert run("--show-files").stdout.replace("\\", "/").splitlines() == ["a.md", "deep/c.txt"]

    @pytest.mark.parametrize(
        ("settings", "ignore", "line"),
        [
            (
                "extend-exclude: ['*.md', '*.txt']\n",
                "",
                "“*.txt” under extend-exclude of strengthlint.yaml",
            ),
            ("show: note\n", "# private\n*.txt\n", "line 2 of .gitignore, “*.txt”"),
        ],
    )
    def test_the_line_that_leaves_out_a_whole_folder_is_named(
        self, run: Run, settings: str, ignore: str, line: str
    ) -> None:
        Path(".git").mkdir()
        write("strengthlint.yaml", settings)
        write(".gitignore", ignore)
        write("letters/a.txt")
        result = run("letters", "--output-format", "json")
        assert result.exit_code == 2
        message = json.loads(result.stdout)["documents"][0]["error"]["message"]
        assert message.startswith("All that could be read in this folder is left out by ")
        assert line in message

    def test_isolated_uses_none(self, run: Run) -> None:
        write("strengthlint.yaml", "ignore: [BLM]\n")
        write("a.txt")
        assert run("a.txt", "--isolated").exit_code == 1

    def test_all_problems_at_once_with_their_lines(self, run: Run) -> None:
        write("strengthlint.yaml", "selct: [BLM]\nshow: loud\nlexicon: [nowhere]\n")
        write("a.txt")
        result = run("a.txt")
        assert result.exit_code == 2
        assert "strengthlint.yaml, line 1" in result.stderr
        assert "Did you mean “select”?" in result.stderr
        assert "“loud” is not a level" in result.stderr
        assert "nowhere is not there" in result.stderr

    def test_excluded_folders(self, run: Run) -> None:
        write("strengthlint.yaml", "extend-exclude: [drafts/]\n")
        write("drafts/a.txt")
        write("b.txt", GOOD)
        assert run().exit_code == 0
        # A file that is named is checked, unless the exclusions are to hold for it too.
        assert run("drafts/a.txt").exit_code == 1
        assert run("drafts/a.txt", "--force-exclude").exit_code == 0

    def test_what_git_ignores_is_left_out(self, run: Run) -> None:
        Path(".git").mkdir()
        write(".gitignore", "private/\n*.tmp.md\n!keep.tmp.md\n")
        for name in ("private/a.txt", "b.tmp.md", "keep.tmp.md", "c.md"):
            write(name)
        result = run("--output-format", "json")
        assert sorted(errors(result)) == ["c.md", "keep.tmp.md"]

    def test_what_git_excludes_elsewhere_is_left_out(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        subprocess.run(["git", "init", "-q", "."], check=True)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(Path("global").absolute()))
        write("global", f"[core]\n\texcludesFile = {Path('everywhere').absolute().as_posix()}\n")
        write("everywhere", "*.tmp.md\n")
        write(".git/info/exclude", "mine/\n")
        write(".gitignore", "!wanted.tmp.md\n")
        for name in ("a.md", "b.tmp.md", "wanted.tmp.md", "mine/c.md"):
            write(name)
        assert sorted(errors(run("--output-format", "json"))) == ["a.md", "wanted.tmp.md"]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
    def test_two_names_of_one_file_are_one_file(self, run: Run) -> None:
        write("a.txt")
        Path("b.txt").symlink_to("a.txt")
        Path("c.txt").hardlink_to("a.txt")
        assert list(errors(run("./a.txt", ".", "b.txt", "--output-format", "json"))) == ["a.txt"]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
    def test_links_to_folders_are_not_followed_and_dead_links_are_told(self, run: Run) -> None:
        write("deep/a.txt")
        Path("deep/up").symlink_to("..")
        Path("deep/up.txt").symlink_to("..")
        Path("deep/gone.txt").symlink_to("nowhere.txt")
        result = run("--output-format", "json")
        assert errors(result) == {"deep/a.txt": None, "deep/gone.txt": "missing"}

    @pytest.mark.parametrize("name", ["~$tter.docx", ".#letter.docx", ".~lock.letter.docx#"])
    def test_lock_files_are_passed_over_and_explained_when_named(self, run: Run, name: str) -> None:
        write(name)
        write("a.md", GOOD)
        assert run().exit_code == 0
        result = run(name)
        assert result.exit_code == 2
        assert "Close the document and check that." in " ".join(result.stdout.split())

    def test_a_broken_lexicon_is_2(self, run: Run) -> None:
        write("strengthlint.yaml", "lexicon: [ours]\n")
        write("ours/a.yaml", "- code: LAB101\n  level: strong\n")
        write("a.txt")
        result = run("a.txt")
        assert result.exit_code == 2
        assert "ours/a.yaml, line 2" in result.stderr.replace("\\", "/")
        assert "“strong” cannot stand under “level”" in result.stderr

    def test_own_lexicon_and_profile_by_option(self, run: Run) -> None:
        write("ours/a.yaml", "- code: BLM101\n  off: agreed by our panel\n")
        write("a.txt")
        assert run("a.txt", "--lexicon", "ours").exit_code == 0

    def test_a_preference_line(self, run: Run) -> None:
        write(
            "a.md",
            "<!-- strengthlint: prefers the homeless -->\n\nThe homeless of our town wrote this.\n",
        )
        result = run("a.md", "--output-format", "json")
        assert [(d["code"], d["standing"]) for d in found(result)] == [("LAB101", "preferred")]
        assert found(result)[0]["reason"] == (
            "this document says that people prefer “the homeless”"
        )
        write("strengthlint.yaml", "prefers: [the homeless]\n")
        write("a.md", "The homeless of our town wrote this.\n")
        result = run("a.md", "--output-format", "json")
        assert found(result)[0]["reason"] == "the settings say that people prefer “the homeless”"

    def test_a_line_for_the_linter_that_is_not_understood_is_told(self, run: Run) -> None:
        write("a.txt", "strengthlint: perfers autistic\n")
        document = json.loads(run("a.txt", "--output-format", "json").stdout)["documents"][0]
        assert document["gaps"] == []
        assert document["notices"] == [
            "This line was not understood: “strengthlint: perfers autistic”. Did you mean “prefers”?"
        ]


class TestStartUp:
    @pytest.mark.parametrize(
        "args", [["--help"], ["check", "--help"], ["explain", "BLM101"], ["rules"]]
    )
    def test_no_spacy_for_what_needs_none(self, args: list[str]) -> None:
        code = (
            "import sys\nfrom strengthlint.cli import main\n"
            f"try: main({args!r})\nexcept SystemExit as e: code = e.code\n"
            "assert 'spacy' not in sys.modules, 'spacy'\nassert 'rich' not in sys.modules, 'rich'\nsys.exit(code)"
        )
        # The first run compiles the lexicon; it is the second one that people wait for.
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def test_a_clean_document_imports_no_spacy(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("We met on Tuesday and had tea.\n", encoding="utf-8")
        code = (
            "import sys\nfrom strengthlint.cli import main\n"
            f"try: main(['check', {str(path)!r}, '--isolated'])\nexcept SystemExit as e: code = e.code\n"
            "assert 'spacy' not in sys.modules\nsys.exit(code)"
        )
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def test_importing_the_command_line_imports_no_spacy(self) -> None:
        code = "import sys, strengthlint.cli; sys.exit('spacy' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
