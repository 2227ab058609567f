"""Results as they come, in order; Ctrl-C keeps what was found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from strengthlint.config import Settings
from strengthlint.report import DocumentReport
from strengthlint.run import Checker, Found, Interruption, Progress, start


class Slow(Checker):
    """Gives an empty report for each file, and asks to stop at one of them."""

    def __init__(self, stop_at: str, interruption: Interruption) -> None:
        super().__init__()
        self.stop_at = stop_at
        self.interruption = interruption
        self.seen: list[str] = []

    def __call__(self, found: Found) -> DocumentReport:
        self.seen.append(found.path.name)
        if found.path.name == self.stop_at:
            self.interruption.is_asked = True
        return DocumentReport(found.path.name)


def files(count: int) -> list[Found]:
    return [Found(Path(f"{number:03}.txt")) for number in range(count)]


def test_each_is_given_before_the_next_is_checked() -> None:
    checker = Slow("", Interruption())
    run = start(files(5), checker, Settings(), jobs=1)
    each: Iterator[DocumentReport] = run.each()
    assert next(each).path == "000.txt"
    assert checker.seen == ["000.txt"]
    assert run.tally.documents == 1
    assert [document.path for document in each] == [f"{n:03}.txt" for n in range(1, 5)]
    assert (run.unchecked, run.exit_code) == (0, 0)


def test_who_asks_to_stop_keeps_what_was_found() -> None:
    interruption = Interruption()
    run = start(
        files(9), Slow("003.txt", interruption), Settings(), jobs=1, interruption=interruption
    )
    assert [document.path for document in run.each()] == [f"{n:03}.txt" for n in range(4)]
    assert (run.unchecked, run.exit_code) == (5, 130)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of Unix")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_on_the_command_line(tmp_path: Path, jobs: str) -> None:
    for number in range(400):
        text = f"She failed to engage, and that was day {number}.\n\n" * 40
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", "from strengthlint.cli import main; main()", "check"]
    arguments = ["--isolated", "--jobs", jobs, "--cache-dir", "kept", "--output-format", "json"]
    with subprocess.Popen(
        [*command, *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        head = b""
        while b'"path"' not in head:
            head += os.read(process.stdout.fileno(), 65536)
        process.send_signal(signal.SIGINT)
        rest, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    report = json.loads(head + rest)
    checked = report["summary"]["documents"]
    assert 0 < checked < 400
    assert checked == len(report["documents"])
    # What was done is not done again.
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and not list((tmp_path / "kept").rglob("*/*/*")):
        time.sleep(0.1)
    assert len([path for path in (tmp_path / "kept").rglob("*/*/*") if path.is_file()]) >= checked


def test_nothing_of_progress_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(2, is_wanted=True)
    progress._began -= 60
    progress.count(DocumentReport("a.txt"))
    progress.look()
    with progress.aside():
        pass
    progress.stop()
    assert capsys.readouterr() == ("", "")
