"""What people write on the command line, and what they meant."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from strengthlint.cli import _COMMANDS, main

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]
BAD = "She failed to engage with the service.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*args: str, stdin: str | None = None, **environment: str) -> Result:
        return CliRunner().invoke(
            main, list(args), input=stdin, env=environment, catch_exceptions=False
        )

    return call


class TestWords:
    def test_the_name_of_a_document_means_check(self, run: Run) -> None:
        Path("my letter.txt").write_text(BAD, encoding="utf-8")
        Path("folder").mkdir()
        Path("folder/a.md").write_text("Tea.\n", encoding="utf-8")
        assert run("my letter.txt", "-q").exit_code == 1
        assert run("folder").exit_code == 0
        assert run("-", stdin=BAD).exit_code == 1
        missing = run("my leter.txt")
        assert missing.exit_code == 2
        assert "Did you mean my letter.txt?" in " ".join(missing.stdout.split())

    @pytest.mark.parametrize("command", [(), ("check",)])
    def test_text_in_the_place_of_a_file(self, run: Run, command: tuple[str, ...]) -> None:
        result = run(*command, "She failed to engage.")
        assert result.exit_code == 2
        assert "To check text, use -" in " ".join(result.stderr.split())

    @pytest.mark.parametrize(
        ("word", "told"), [("chekc", "Did you mean check?"), ("xyz", "--help” lists them all")]
    )
    def test_no_such_command(self, run: Run, word: str, told: str) -> None:
        result = run(word)
        assert result.exit_code == 2
        assert told in " ".join(result.stderr.split())

    @pytest.mark.parametrize(
        ("environment", "is_colored"),
        [
            ({"FORCE_COLOR": "1"}, True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
            ({"FORCE_COLOR": "0"}, False),
            ({}, False),
        ],
    )
    def test_colours(self, run: Run, environment: dict[str, str], is_colored: bool) -> None:
        Path("a.txt").write_text(BAD, encoding="utf-8")
        usual = {"FORCE_COLOR": "", "NO_COLOR": ""}
        result = run("check", "a.txt", **{**usual, **environment})
        assert ("\x1b[" in result.stdout) is is_colored


class TestCommands:
    def test_each_is_there_and_is_listed_with_what_it_says_of_itself(self) -> None:
        context = click.Context(main)
        for name, (_, text) in _COMMANDS.items():
            command = main.get_command(context, name)
            assert command is not None
            assert command.name == name
            assert command.get_short_help_str(200).rstrip(".") == text.rstrip(".")

    def test_help_imports_no_command(self) -> None:
        code = (
            "import sys\nfrom strengthlint.cli import main\n"
            "try: main(['--help'])\nexcept SystemExit: pass\n"
            "sys.exit(any(m.startswith('strengthlint.cli.check') for m in sys.modules))"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestRules:
    def test_a_family_is_explained(self, run: Run) -> None:
        for family in ("BLM", "blm"):
            lines = run("explain", family).stdout.splitlines()
            assert lines[0].startswith("BLM: blame, ")
            assert lines[2].startswith("BLM101  rethink  failed-to-engage: ")
            assert lines[0] == f"BLM: blame, {len(lines) - 2} rules"
        assert run("explain", "BLM1").stdout.startswith("BLM1, ")

    @pytest.mark.parametrize("rule", ["blm101", "Failed-To-Engage"])
    def test_capitals_do_not_matter(self, run: Run, rule: str) -> None:
        assert run("explain", rule).stdout.startswith("failed-to-engage (BLM101)")

    def test_a_slip_is_told(self, run: Run) -> None:
        result = run("explain", "BLM1O1")
        assert result.exit_code == 2
        assert "Did you mean BLM101?" in result.stderr

    def test_profiles(self, run: Run) -> None:
        assert "\nscotland " in run("rules", "--profiles").stdout
        assert '"scotland": {' in run("rules", "--profiles", "--output-format", "json").stdout


class TestInit:
    def test_what_it_writes_is_in_order(self, run: Run) -> None:
        Path("letter.md").write_text(BAD, encoding="utf-8")
        result = run(
            "init", "--no-input", "--profile", "scotland", "--fail-on", "never", "--ci", "gitlab"
        )
        assert result.exit_code == 0
        assert {path.name for path in Path().iterdir()} == {
            "letter.md", "strengthlint.yaml", "our-words", ".pre-commit-config.yaml", ".gitlab-ci.yml",
        }  # fmt: skip
        shown = run("check", "--show-settings").stdout
        assert 'profile: "scotland"' in shown
        assert 'fail-on: "never"' in shown
        assert run("check").exit_code == 0
        assert run("lexicon", "check", "our-words").exit_code == 0
        assert yaml.safe_load(Path(".gitlab-ci.yml").read_text("utf-8"))
        # What is written takes the same files as the hook that other repositories name.
        (repository,) = yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8"))["repos"]
        (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        assert repository["hooks"][0]["files"] == ours["files"]

    def test_what_is_there_is_left_as_it_is(self, run: Run) -> None:
        Path(".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
        Path("pyproject.toml").write_text("[tool.strengthlint]\n", encoding="utf-8")
        result = run("init", "--no-input")
        assert Path(".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
        assert not Path("strengthlint.yaml").exists()
        assert ".pre-commit-config.yaml is there already and was left as it is" in result.stdout
        assert "pyproject.toml is there already and was left as it is" in result.stdout
        assert "      - id: strengthlint" in result.stdout
        again = run("init", "--no-input")
        assert f"{Path('our-words/ours.yaml')} is there already.\n" in again.stdout

    def test_an_answer_that_cannot_be(self, run: Run) -> None:
        result = run("init", "--no-input", "--ci", "jenkins")
        assert result.exit_code == 2
        assert not list(Path().iterdir())
