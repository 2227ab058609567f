"""A file is written as a whole or not at all, whatever the disk says."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from strengthlint.cli import main
from strengthlint.figures import history
from strengthlint.replacing import NotWritten, replacement, write_whole

NOTE = "The homeless are ignored. She failed to engage.\n"
FULL = (
    "cannot be written: No space left on device. Make room, and run this again; nothing was lost.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(NOTE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says at the last moment that it is full, as one on a network does."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file()}


DOORS = [
    (["fix", "a.md"], "a.md"),
    (["review", "a.md"], "a.reviewed.html"),
    (["review", "a.md", "--force", "-o", "old.html"], "old.html"),
    (["baseline"], ".strengthlint-baseline.json"),
    (["check", "a.md", "--output-format", "json", "-o", "old.html"], "old.html"),
    (["check", "a.md", "--output-format", "html", "-o", "new.html"], "new.html"),
    (["report", "-o", "new.html"], "new.html"),
    (["report", "--statistics", "--history", "old.jsonl"], "old.jsonl"),
    (["lexicon", "guide", "-o", "new.docx"], "new.docx"),
]


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize(("command", "name"), DOORS, ids=[" ".join(each) for each, _ in DOORS])
def test_a_full_disk_costs_nothing(folder: Path, command: list[str], name: str) -> None:
    (folder / "old.html").write_bytes(b"<p>Old.</p>\n")
    (folder / "old.jsonl").write_bytes(b"")
    before = contents(folder)
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"{name} {FULL}")
    assert result.stderr.count("\n") == 1
    assert contents(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit there")
def test_a_disk_that_is_full_half_way(folder: Path) -> None:
    """A real limit of the system; it holds for every file that the program writes."""
    import resource

    text = NOTE * 200
    (folder / "a.md").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-B", "-c", "from strengthlint.cli import main; main()", "fix", "a.md"],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000)),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "a.md cannot be written: File too large.\n"
    assert contents(folder) == {"a.md": text.encode()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    "command", [["fix", "--diff", "a.md"], ["fix", "-"], ["explain", "BLM101"]]
)
def test_an_output_that_is_full_is_told_in_one_sentence(folder: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from strengthlint.cli import main; main()", *command],
            input=NOTE, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, f"Standard output {FULL}")
    assert contents(folder) == {"a.md": NOTE.encode()}


def test_a_file_that_changed_while_somebody_was_asked_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.md"

    def asked(*_: object, **__: object) -> str:
        path.write_text("Somebody went on writing.\n", encoding="utf-8")
        return "1"

    monkeypatch.setattr("click.prompt", asked)
    result = CliRunner().invoke(main, ["fix", "-i", "a.md"], catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stderr == (
        "a.md: not written, for it has changed in the meantime. Run this again.\n"
    )
    assert contents(folder) == {"a.md": b"Somebody went on writing.\n"}


def test_who_may_read_and_write_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    before = stat.S_IMODE(path.stat().st_mode)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_whole(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_the_longest_name_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".txt")
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert contents(tmp_path) == {path.name: b"new"}


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def half() -> None:
        with replacement(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert contents(tmp_path) == {"a.md": b"old"}


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    access: Callable[..., bool] = lambda _, mode: mode != os.W_OK  # noqa: E731
    monkeypatch.setattr(os, "access", access)
    with pytest.raises(PermissionError) as raised:
        write_whole(path, b"new")
    assert contents(tmp_path) == {"a.md": b"old"}
    assert str(NotWritten("a.md", raised.value)).endswith(
        "If it is open in another program, close it there; or name another place."
    )


def test_a_history_is_never_half_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "h.jsonl"
    run = ["report", "--statistics", "--history", "h.jsonl"]
    CliRunner().invoke(main, run, catch_exceptions=False)
    path.write_bytes(path.read_bytes().rstrip())
    CliRunner().invoke(main, run, catch_exceptions=False)
    assert len(history.read(path)) == 2
    assert path.read_bytes().endswith(b"}\n")
