"""The hook under pre-commit itself: what a commit that stops says, and what it looks at."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

pytest.importorskip("pre_commit")

HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
BAD = "She failed to engage with the service.\n"

Commit = Callable[[], "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commit:
    """Runs our hook on what is staged in a new repository, with the program that is installed here."""
    monkeypatch.chdir(tmp_path)
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    program, *rest = shlex.split(hook["entry"])
    assert program == "strengthlint"
    entry = shlex.join([Path(sys.executable).as_posix(), "-m", program, *rest])
    local = {**hook, "language": "system", "entry": entry}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    environment = {key: value for key, value in environment.items() if not key.startswith("GIT_")}
    subprocess.run(["git", "init", "-q"], check=True, env=environment)

    def run() -> subprocess.CompletedProcess[str]:
        subprocess.run(["git", "add", "-A", "--", ":!home"], check=True, env=environment)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--color", "never"],
            capture_output=True, encoding="utf-8", check=False, env=environment,
        )  # fmt: skip

    return run


def test_a_line_for_each_place_and_an_explanation_for_each_rule(commit: Commit) -> None:
    Path("a.md").write_text(BAD * 2, encoding="utf-8")
    Path("b c.txt").write_text(BAD, encoding="utf-8")
    Path("archive.py").write_text(BAD, encoding="utf-8")
    done = commit()
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    places = [line for line in lines if "BLM101 failed-to-engage “failed to engage”" in line]
    assert [line.split(" BLM101")[0] for line in places] == [
        "a.md:1:5:",
        "a.md:2:5:",
        "b c.txt:1:5:",
    ]
    said = " ".join(done.stdout.split())
    assert said.count("What got in the way, and what would make it easier?") == 1
    assert "with the service" not in said


def test_what_is_excluded_is_left_out_even_though_it_is_named(commit: Commit) -> None:
    Path("strengthlint.yaml").write_text("extend-exclude: [old/]\n", encoding="utf-8")
    Path("old").mkdir()
    Path("old/a.md").write_text(BAD, encoding="utf-8")
    Path("b.md").write_text("She told us what matters to her.\n", encoding="utf-8")
    assert commit().returncode == 0


def test_a_document_that_cannot_be_read_stops_the_commit(commit: Commit) -> None:
    Path("letter.docx").write_bytes(b"PK\x03\x04nothing")
    done = commit()
    assert done.returncode == 1
    assert "letter.docx: not read: " in done.stdout
