"""Notes a second in one process, in two, and in Spark with one and two workers; and what more would give.

    python benchmarks/spark.py [--notes 20000] [--only ROW …] [--model SECONDS RATE]

Every row is a process tree of its own, on the same made-up notes (`made_notes.py`), all different. Apart
from each other: the start (imports, the lexicon, Spark itself, the first notes of each worker), then
notes a second when it is warm, by the clock and by the processor time of the whole tree, Java too. On a
machine that does other work beside this one, the second is the one to go by. The findings of all rows
must be the same, and their digest shows it.

The last table reckons from the figures of one worker what more of them need: 10 million notes take
start + notes / (workers × notes a second), as long as there are four partitions or more for each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from made_notes import MadeNote, made_notes

ROWS = ("one process", "two processes", "local[1]", "local[2]")
WORKERS = (1, 2, 4, 8, 16, 32, 64, 128)
MANY = 10_000_000
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Watch:
    """Seconds since it was made, by the clock and of the processor."""

    def __init__(self) -> None:
        self._clock, self._processor = time.monotonic(), processor_seconds()

    def read(self) -> tuple[float, float]:
        return time.monotonic() - self._clock, processor_seconds() - self._processor


def processor_seconds() -> float:
    """Of this process and all below it; of itself alone where there is no /proc."""
    parents, used = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents[pid], used[pid] = int(fields[1]), sum(map(int, fields[11:15])) / TICK
    ours = {os.getpid()}
    if os.getpid() not in parents:
        return time.process_time()
    size = 0
    while size < len(ours):
        size = len(ours)
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return sum(used.get(pid, 0.0) for pid in ours)


def digest(findings: Iterable[Sequence[Any]]) -> str:
    """The same for the same findings in any order."""
    lines = sorted("\0".join(map(str, finding)) for finding in findings)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def first_and_rest(count: int) -> tuple[list[MadeNote], list[MadeNote]]:
    """Notes to get warm with, and those that count."""
    every = list(made_notes(count + 512))
    return every[:512], every[512:]


def part(some: Sequence[MadeNote], at: multiprocessing.Barrier, answers: Any) -> None:  # type: ignore[valid-type]
    from strengthlint.tables import Note, NoteChecker

    checker = NoteChecker()
    list(checker.findings(Note(str(note.id), note.text, "text") for note in made_notes(512)))
    at.wait()
    at.wait()
    notes = (Note(str(note.id), note.text, "text") for note in some)
    answers.put([tuple(finding[1:-1]) for finding in checker.findings(notes)])
    at.wait()


def processes(count: int, jobs: int) -> dict[str, Any]:
    _, rest = first_and_rest(count)
    context = multiprocessing.get_context("spawn")
    at, answers = context.Barrier(jobs + 1), context.Queue()
    watch = Watch()
    workers = [
        context.Process(target=part, args=(rest[number::jobs], at, answers))
        for number in range(jobs)
    ]
    for worker in workers:
        worker.start()
    at.wait()
    start = watch.read()
    watch = Watch()
    at.wait()
    found = [finding for _ in workers for finding in answers.get()]
    warm = watch.read()
    at.wait()
    for worker in workers:
        worker.join()
    return {"start": start, "warm": warm, "findings": len(found), "digest": digest(found)}


def in_spark(count: int, cores: int) -> dict[str, Any]:
    first, rest = first_and_rest(count)
    watch = Watch()
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    from strengthlint.tables import spark as notes

    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    schema = "id int, team string, month string, text string"
    warm_up = session.createDataFrame(first, schema).repartition(cores)
    many = session.createDataFrame(rest, schema).repartition(4 * cores).cache()
    many.count()
    spark_start = watch.read()
    watch = Watch()
    notes.check(warm_up, "text").count()
    start = watch.read()
    watch = Watch()
    rows = notes.check(many, "text").collect()
    warm = watch.read()
    found = [tuple(row)[1:] for row in rows]
    session.stop()
    return {
        "spark": spark_start, "start": start, "warm": warm, "findings": len(found), "digest": digest(found),
    }  # fmt: skip


MEASURES: dict[str, Callable[[int], dict[str, Any]]] = {
    "one process": lambda count: processes(count, 1),
    "two processes": lambda count: processes(count, 2),
    "local[1]": lambda count: in_spark(count, 1),
    "local[2]": lambda count: in_spark(count, 2),
}


def measured(row: str, count: int) -> dict[str, Any]:
    """A row, in a process tree of its own."""
    command = [sys.executable, __file__, "--notes", str(count), "--measure", row]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{row}: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def model(start: float, rate: float) -> None:
    """What workers of one core each need for many notes, reckoned."""
    print(f"\n{MANY:,} notes, reckoned: start {start:.1f} s, {rate:.0f} notes a second and worker")
    print(f"{'workers':>8} {'time':>12} {'notes a second':>16} {'of what they could':>20}")
    for workers in WORKERS:
        seconds = start + MANY / (workers * rate)
        share = MANY / (workers * rate) / seconds
        print(f"{workers:8} {seconds / 60:8.1f} min {MANY / seconds:16,.0f} {share:19.1%}")


def main() -> None:
    # Matrices are small here: more threads would wait for each other, and processor time with them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=20_000, help="how many in each row")
    parser.add_argument(
        "--only", nargs="+", choices=ROWS, default=ROWS, metavar="ROW", help="these rows"
    )
    parser.add_argument(
        "--model", nargs=2, type=float, metavar=("SECONDS", "RATE"),
        help="reckon alone: seconds of start, notes a second and worker",
    )  # fmt: skip
    parser.add_argument("--measure", choices=ROWS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURES[options.measure](options.notes)))
        return
    if options.model:
        model(*options.model)
        return
    count = options.notes
    print(f"{count:,} notes; seconds by the clock / of the processor")
    print(
        f"{'':14} {'Spark':>13} {'workers':>13} {'warm':>13} {'a second':>10} {'and core':>10}  findings"
    )
    for row in options.only:
        found = measured(row, count)
        clock, processor = found["warm"]
        cells = [
            f"{found[name][0]:6.1f}/{found[name][1]:6.1f}" if name in found else f"{'':13}"
            for name in ("spark", "start", "warm")
        ]
        print(
            f"{row:14} {' '.join(cells)} {count / clock:10,.0f} {count / processor:10,.0f}  "
            f"{found['findings']:,} {found['digest']}",
            flush=True,
        )
        if row == "local[1]":
            reckoned = sum(found[name][1] for name in ("spark", "start")), count / processor
    if "local[1]" in options.only:
        model(*reckoned)


if __name__ == "__main__":
    main()
