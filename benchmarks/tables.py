"""How many short notes of a table are checked a second, as a case-management system exports them.

    python benchmarks/tables.py [--notes 20000] [--jobs 1 2] [--profile] [--write FILE]

The notes are made up (`made_notes.py`), about one in three with words that the lexicon asks about.
First `NoteChecker` in this process, cold and then warm, by processor time of one core; then
`strengthlint notes` as whole processes for each of --jobs, by the clock and by processor time, on the
same notes once and on ten times as many rows in which each stands ten times. --write makes the table
and checks nothing.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from made_notes import MadeNote, made_notes
from strengthlint.tables import Note, NoteChecker


def write(path: Path, made: Sequence[MadeNote], times: int = 1) -> None:
    """A table of notes, each so many times."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["Note ID", "Date", "Team", "Case note"])
        for number in range(times):
            for note in made:
                table.writerow([f"N{number}-{note.id}", note.month, note.team, note.text])


def in_one_process(made: Sequence[MadeNote], *, profile: bool) -> None:
    """`NoteChecker` alone: the first thousand cold, the others warm."""
    checker = NoteChecker()
    first = min(1000, len(made) // 4)
    for name, some in (("cold", made[:first]), ("warm", made[first:])):
        profiler = cProfile.Profile()
        if profile and name == "warm":
            profiler.enable()
        began = time.process_time()
        found = sum(1 for _ in checker.findings(Note(None, note.text) for note in some))
        seconds = time.process_time() - began
        profiler.disable()
        print(
            f"| one process, {name} | {len(some):,} | {found:,} | {len(some) / seconds:,.0f} | | |",
            flush=True,
        )
        if profile and name == "warm":
            pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def as_command(table: Path, rows: int, jobs: int, folder: Path) -> None:
    """`strengthlint notes` from start to end."""
    words = ["notes", str(table), "--isolated", "--exit-zero", "--quiet", "--jobs", str(jobs)]
    words += ["-o", str(folder / "found.csv"), "--report", str(folder / "page.html")]
    before = os.times()
    subprocess.run([sys.executable, "-m", "strengthlint", *words], check=True)
    after = os.times()
    wall = after.elapsed - before.elapsed
    cpu = sum(after[2:4]) - sum(before[2:4])
    with (folder / "found.csv").open(encoding="utf-8-sig") as file:
        found = sum(1 for _ in file) - 1
    print(
        f"| notes --jobs {jobs} | {rows:,} | {found:,} | {rows / cpu:,.0f} | {rows / wall:,.0f} | {cpu:.1f} |",
        flush=True,
    )


def main() -> None:
    # Matrices are small here: more threads would wait for each other, and processor time with them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--profile", action="store_true", help="where the time goes when warm")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table (.csv)")
    options = parser.parse_args()
    made = list(made_notes(options.notes))
    if options.write:
        write(options.write, made)
        return
    print(
        "| work | rows | findings | rows a second of processor time | by the clock | processor seconds |"
    )
    print("|---|---|---|---|---|---|")
    in_one_process(made, profile=options.profile)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for times in (1, 10):
            table = folder / f"notes-{times}.csv"
            write(table, made, times)
            for jobs in options.jobs:
                as_command(table, times * len(made), jobs, folder)


if __name__ == "__main__":
    main()
