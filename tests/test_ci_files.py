"""The files for CI servers: they keep to the schemas of those, and do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from strengthlint.cli import init

ROOT = Path(__file__).parents[1]
CHECKER = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
BASH = shutil.which("bash")
BAD = "She failed to engage with the service.\n"

action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def fences(kind: str) -> list[str]:
    """The YAML on the page about CI that is a whole file of one kind."""
    found = re.findall(
        r"^```yaml\n(.*?)^```", (ROOT / "docs/ci.md").read_text("utf-8"), re.M | re.S
    )
    return [text for text in found if text.startswith(kind)]


def template() -> str:
    return (ROOT / "templates/strengthlint.yml").read_text(encoding="utf-8").split("\n---\n")[1]


@pytest.mark.skipif(CHECKER is None, reason="check-jsonschema is not installed")
@pytest.mark.parametrize(
    ("schema", "texts"),
    [
        ("github-actions", [(ROOT / "action.yml").read_text(encoding="utf-8")]),
        ("github-workflows", [*fences("name:"), init._GITHUB]),
        ("gitlab-ci", [template(), *fences("words:"), *fences("include:"), init._GITLAB]),
        ("azure-pipelines", fences("trigger:")),
    ],
)
def test_they_keep_to_the_schema(schema: str, texts: list[str], tmp_path: Path) -> None:
    assert texts
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        # The schema for Azure holds patterns that are none in Unicode.
        [str(CHECKER), "--builtin-schema", f"vendor.{schema}", "--regex-variant", "nonunicode",
         *map(str, tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_hook_of_init_is_the_hook_of_the_project() -> None:
    (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = yaml.safe_load(init._PRE_COMMIT.format(version="1.0"))["repos"]
    (written,) = repository["hooks"]
    assert {key: written[key] for key in ("entry", "files", "types", "require_serial")} == {
        key: ours[key] for key in ("entry", "files", "types", "require_serial")
    }


def test_nothing_from_outside_is_part_of_a_script() -> None:
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="needs bash")
class TestAction:
    def run(self, tmp_path: Path, **inputs: str) -> tuple[int, str, str, str]:
        """Runs the step that checks, as the runner would; code, log, outputs, summary."""
        step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
        values = {name: str(each["default"]) for name, each in action["inputs"].items()} | inputs
        folder = tmp_path / "repository"
        (folder / "policies").mkdir(parents=True)
        (folder / "policies" / "a b.md").write_text(BAD, encoding="utf-8")
        programs = tmp_path / "bin"
        programs.mkdir()
        (programs / "strengthlint").write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m strengthlint "$@"\n', encoding="utf-8"
        )
        (programs / "strengthlint").chmod(0o755)
        environment = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_WORKSPACE": str(folder),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            **{
                key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], value)
                for key, value in step["env"].items()
            },
        }
        done = subprocess.run(
            [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder / values["working-directory"],
            capture_output=True, encoding="utf-8", check=False, env=environment,
        )  # fmt: skip
        files = [tmp_path / name for name in ("output", "summary")]
        texts = [file.read_text(encoding="utf-8") if file.exists() else "" for file in files]
        return done.returncode, done.stdout, texts[0], texts[1]

    def test_remarks_stand_at_their_lines_and_figures_in_the_summary(self, tmp_path: Path) -> None:
        code, log, output, summary = self.run(tmp_path, paths="policies/a b.md\n")
        assert code == 1
        assert log.startswith("::error file=policies/a b.md,line=1,endLine=1,col=5,")
        assert output == "exit-code=1\n"
        assert "BLM101  failed-to-engage" in summary
        assert "with the service" not in summary

    def test_paths_are_right_from_a_subfolder(self, tmp_path: Path) -> None:
        inputs = {
            "working-directory": "policies",
            "arguments": "--fail-on=never",
            "summary": "false",
        }
        code, log, _, summary = self.run(tmp_path, **inputs)
        assert code == 0
        assert log.startswith("::error file=policies/a b.md,line=1,")
        assert summary == ""

    def test_a_report_in_a_file(self, tmp_path: Path) -> None:
        inputs = {
            "output-format": "sarif",
            "output-file": "words.sarif",
            "arguments": "--exit-zero",
        }
        code, log, _, _ = self.run(tmp_path, **inputs)
        assert (code, log) == (0, "")
        written = (tmp_path / "repository" / "words.sarif").read_text(encoding="utf-8")
        assert '"uri": "policies/a%20b.md"' in written

    def test_a_file_that_was_not_read_fails(self, tmp_path: Path) -> None:
        code, log, output, _ = self.run(tmp_path, paths="gone.md", arguments="--exit-zero")
        assert (code, output) == (2, "exit-code=2\n")
        assert log.startswith("::error file=gone.md,title=Not read::")
