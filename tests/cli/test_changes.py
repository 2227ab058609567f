"""`--diff-base` and `--diff`: only what changed is raised."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.cli import main
from strengthlint.run.changes import _files_of, _meet

Run = Callable[..., Result]
BAD = "She failed to engage with the service.\n"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(*arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A repository with two files on the branch main, and the command line in it."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main", ".")
    write("a.md", f"# A\n\n{BAD}\nTea.\n")
    write("deep/é b.md", f"Tea.\n\n{BAD}")
    document = docx.Document()
    document.add_paragraph("She failed to engage with the service.")
    document.save("c.docx")
    git("add", ".")
    git("commit", "-q", "-m", "first")

    def call(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, ["check", *args], input=stdin, catch_exceptions=False)

    return call


def write(name: str, text: str = BAD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def raised(result: Result) -> dict[str, list[str]]:
    return {
        document["path"].replace("\\", "/"): [
            f"{d['location']['line']} {d['standing']}" for d in document["diagnostics"]
        ]
        for document in json.loads(result.stdout)["documents"]
    }


JSON = ("--output-format", "json")


def test_nothing_changed(run: Run) -> None:
    result = run("--diff-base", "main", *JSON)
    assert raised(result) == {}
    assert result.exit_code == 0


def test_changed_lines_moved_files_and_new_ones(run: Run) -> None:
    git("checkout", "-q", "-b", "mine")
    write("a.md", f"# A\n\nA line above.\n\n{BAD}\nTea.\n\nHe failed to engage too.\n")
    git("mv", "deep/é b.md", "deep/moved.md")
    write("new.md")
    result = run("--diff-base", "main", *JSON)
    assert raised(result) == {
        "a.md": ["5 baseline", "9 open"],
        "deep/moved.md": ["3 baseline"],
        "new.md": ["1 open"],
    }
    assert result.exit_code == 1
    git("add", ".")
    git("commit", "-q", "-m", "second")
    assert raised(run("--diff-base", "main", *JSON)) == raised(result)
    # From a folder below, and with a file that is named.
    assert raised(run("--diff-base", "main", "deep", *JSON)) == {"deep/moved.md": ["3 baseline"]}


def test_what_the_other_branch_changed_is_nobodys_doing_here(run: Run) -> None:
    git("checkout", "-q", "-b", "mine")
    git("checkout", "-q", "main")
    write("a.md", "# A\n\nTea.\n")
    git("commit", "-q", "-a", "-m", "main goes on")
    git("checkout", "-q", "mine")
    assert raised(run("--diff-base", "main", *JSON)) == {}


def test_a_word_document_is_compared_with_its_earlier_version(run: Run) -> None:
    document = docx.Document("c.docx")
    document.paragraphs[0].insert_paragraph_before("The homeless are ignored here.")
    document.save("c.docx")
    assert raised(run("--diff-base", "main", *JSON)) == {"c.docx": ["1 open", "2 baseline"]}


def test_a_revision_that_is_not_there(run: Run) -> None:
    result = run("--diff-base", "nowhere")
    assert result.exit_code == 2
    assert "There is no revision “nowhere” in this repository." in result.stderr
    assert "fetch it first" in result.stderr


def test_no_repository(run: Run) -> None:
    shutil.rmtree(".git")
    result = run("--diff-base", "main")
    assert result.exit_code == 2
    assert "There is no git repository here." in result.stderr


@pytest.mark.parametrize("context", ["-U0", "-U3"])
@pytest.mark.parametrize("prefix", ["--no-prefix", "--default-prefix"])
def test_a_diff_on_standard_input(run: Run, context: str, prefix: str) -> None:
    write("a.md", f"# A\n\nA line above.\n\n{BAD}\nTea.\n\nHe failed to engage too.\n")
    write("deep/é b.md", f"Tea.\n\n{BAD}+++ She failed to engage.\n")
    diff = git("diff", context, *([prefix] if prefix == "--no-prefix" else []))
    result = run("--diff", "-", *JSON, stdin=diff)
    assert raised(result) == {
        "a.md": ["5 baseline", "9 open"],
        "deep/é b.md": ["3 baseline", "4 open"],
    }
    Path("mine.diff").write_text(diff, encoding="utf-8")
    assert raised(run("--diff", "mine.diff", "a.md", *JSON)) == {"a.md": ["5 baseline", "9 open"]}


def test_what_is_no_diff_is_told(run: Run) -> None:
    result = run("--diff", "-", stdin="Dear all,\n")
    assert result.exit_code == 2
    assert "This is no unified diff." in result.stderr
    assert run("--diff", "-", stdin="").exit_code == 0


LINES = st.lists(st.sampled_from(["a", "b", "+++ c", "--- d", "@@ -1 +1 @@", "", "é"]), max_size=12)


@settings(max_examples=40, deadline=None)
@given(LINES, LINES, st.sampled_from(["0", "1", "3"]))
def test_added_lines_are_those_that_difflib_adds(
    old: list[str], new: list[str], context: str
) -> None:
    import difflib

    diff = list(difflib.unified_diff(old, new, "a/x", "b/x", lineterm="", n=int(context)))
    added = set()
    for tag, _, _, start, end in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag in ("insert", "replace"):
            added |= set(range(start + 1, end + 1))
    found = [
        (name, {n for a, b in ranges or [] for n in range(a, b + 1)})
        for name, ranges in _files_of(diff)
    ]
    assert found == ([("b/x", added)] if diff else [])


@settings(deadline=None)
@given(st.sets(st.integers(1, 40)), st.integers(1, 40), st.integers(0, 5))
def test_stretches_meet_lines(changed: set[int], first: int, more: int) -> None:
    ranges: list[tuple[int, int]] = []
    for line in sorted(changed):
        if ranges and ranges[-1][1] == line - 1:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
    assert _meet(ranges, first, first + more) == bool(changed & set(range(first, first + more + 1)))
