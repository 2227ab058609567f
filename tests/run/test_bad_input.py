"""What goes wrong around a run: no file ends it, nothing is lost, the sentences are clear."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from strengthlint.config import Settings
from strengthlint.report import DocumentReport
from strengthlint.run import Checker, Found, ResultCache, SettingsOfFiles, find_files, start

PROGRAM = [sys.executable, "-c", "from strengthlint.cli import main; main()"]
BAD = "She failed to engage with the service.\n"


def test_bad_files_among_many(tmp_path: Path) -> None:
    for number in range(120):
        if number % 10 == 3:
            (tmp_path / f"{number:03}.docx").write_bytes(b"PK\x03\x04 broken")
        else:
            (tmp_path / f"{number:03}.md").write_text(f"# {number}\n\nTea.\n", encoding="utf-8")
    (tmp_path / "999.md").write_text(BAD, encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "check", "--isolated", "--no-cache", "--output-format", "json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert report["summary"]["documents"] == 121
    assert report["summary"]["unreadable"] == 12
    assert [d["path"] for d in report["documents"]] == sorted(
        d["path"] for d in report["documents"]
    )
    assert report["documents"][-1]["diagnostics"][0]["code"] == "BLM101"


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Tea.\n", encoding="utf-8")
    found = list(find_files([tmp_path], SettingsOfFiles(Settings()), [".txt"]))
    run = start(found, Checker(), Settings(), jobs=1)
    (tmp_path / "b.txt").unlink()
    kinds = [document.error and document.error.kind.value for document in run.each()]
    assert kinds == [None, "missing", None]
    assert run.exit_code == 2


def test_a_result_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    """A file that changes in between gets the result of what it is now."""
    path = tmp_path / "a.txt"
    checker = Checker(cache=ResultCache(tmp_path / "kept"))
    path.write_text("Tea.\n", encoding="utf-8")
    assert checker(Found(path)).diagnostics == ()
    path.write_text(BAD, encoding="utf-8")
    assert checker.kept(Found(path)) is None
    assert len(checker(Found(path)).diagnostics) == 1
    kept = checker.kept(Found(path))
    assert kept is not None
    assert len(kept.diagnostics) == 1


def test_two_runs_at_once_on_one_cache(tmp_path: Path) -> None:
    for number in range(12):
        text = f"Note {number}. {BAD}"
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    command = [*PROGRAM, "check", "--isolated", "--cache-dir", "kept", "--output-format", "json"]
    runs = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    both = [process.communicate(timeout=300) for process in runs]
    assert [process.returncode for process in runs] == [1, 1], both
    assert both[0][0] == both[1][0]
    assert not list((tmp_path / "kept").rglob("*.tmp"))
    third = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert third.stdout == both[0][0]


def test_a_full_disk_is_no_fault_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BAD, encoding="utf-8")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    report = Checker(cache=ResultCache(tmp_path / "kept"))(Found(path))
    assert isinstance(report, DocumentReport)
    assert len(report.diagnostics) == 1
    assert not [file for file in (tmp_path / "kept").rglob("*/*/*") if file.is_file()]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links, pipes and devices")
def test_what_is_no_file_is_told_and_never_opened(tmp_path: Path) -> None:
    """Links to themselves, to nowhere, to the folder above and to a device; a pipe."""
    (tmp_path / "a.txt").write_text("Tea.\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "above").symlink_to(tmp_path)
    for name, target in (("gone", "nowhere"), ("self", "self.txt"), ("zero", "/dev/zero")):
        (tmp_path / f"{name}.txt").symlink_to(target)
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(find_files([tmp_path], SettingsOfFiles(Settings()), [".txt"]))
    run = start(found, Checker(), Settings(), jobs=1)
    said = {Path(each.path).name: each.error and each.error.message for each in run.each()}
    assert said.pop("a.txt") is None
    assert [(name, (message or "").split(",")[0]) for name, message in sorted(said.items())] == [
        ("gone.txt", "This is a link"),
        ("self.txt", "This is a link that leads back to itself. Name the file itself."),
        ("zero.txt", "This is a pipe or a device and not a file"),
    ]
    assert run.exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_report_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, "check", "--isolated", "--no-cache", "a.txt"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.endswith(
        "Standard output cannot be written: No space left on device. Make room, and run this again; "
        "nothing was lost.\n"
    )
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything"
)
def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text("Tea.\n", encoding="utf-8")
    (tmp_path / "shut").chmod(0)
    try:
        found = list(find_files([tmp_path], SettingsOfFiles(Settings()), [".txt"]))
        run = start(found, Checker(), Settings(), jobs=1)
        kinds = [document.error and document.error.kind.value for document in run.each()]
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert kinds == [None, "permission"]
