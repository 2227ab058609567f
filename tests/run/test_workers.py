"""Workers that die, hang or cannot be started lose no document, and the one at fault is named."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from strengthlint.report import DocumentReport
from strengthlint.run.discovery import Found
from strengthlint.run.workers import Pool, lost_document


class Check:
    """Does to its process what the name of the file says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, found: Found) -> DocumentReport:
        name = found.path.name
        if name == "kill" or (name == "once" and not (self.folder / "once").exists()):
            (self.folder / name).touch()
            os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        if name == "hang":
            time.sleep(600)
        if name == "exit":
            os._exit(3)
        return DocumentReport(name)


def run(pool: Pool[Found, DocumentReport], names: list[str]) -> dict[str, str | None]:
    results: dict[int, DocumentReport] = {}
    try:
        for number, name in enumerate(names):
            pool.submit(number, Found(Path(name)))
        while pool.backlog:
            for number, report in pool.results():
                assert number not in results
                results[number] = report
    finally:
        pool.stop()
    return {
        names[number]: report.error and report.error.message for number, report in results.items()
    }


FINE = [f"fine{number}" for number in range(20)]


@pytest.mark.parametrize("bad", ["kill", "exit", "hang"])
def test_the_document_at_fault_is_named_and_no_other_is_lost(tmp_path: Path, bad: str) -> None:
    pool = Pool(Check(tmp_path), lost_document, 2, patience=8 if bad == "hang" else 120)
    found = run(pool, [*FINE[:5], bad, *FINE[5:]])
    message = found.pop(bad)
    assert found == dict.fromkeys(FINE)
    assert message is not None
    assert message.startswith("The process that read this file ")
    assert "split it into parts" in message


def test_a_worker_that_was_ended_by_chance_costs_nothing(tmp_path: Path) -> None:
    assert run(Pool(Check(tmp_path), lost_document, 2), [*FINE, "once"]) == dict.fromkeys(
        [*FINE, "once"]
    )
    assert (tmp_path / "once").exists()


def test_only_bad_documents_are_all_named(tmp_path: Path) -> None:
    found = run(Pool(Check(tmp_path), lost_document, 2), ["exit"] * 3)
    assert found["exit"] is not None


def test_a_pool_that_is_stopped_leaves_no_process(tmp_path: Path) -> None:
    import multiprocessing

    pool = Pool(Check(tmp_path), lost_document, 2)
    for number in range(2):
        pool.submit(number, Found(Path("hang")))
    pool.stop()
    assert not multiprocessing.active_children()
