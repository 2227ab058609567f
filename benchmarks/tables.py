"""How many short notes of a table are checked a second, as a case-management system exports them.

    python benchmarks/tables.py [--notes 20000] [--jobs 1 2] [--profile] [--write FILE]

The notes are made here, in code: a few sentences each, no two alike, one in four with words that an
entry may speak about. First `NoteChecker` in this process, cold and then warm, by processor time of one
core; then `strengthlint notes` as whole processes for each of --jobs, by the clock and by processor
time, on the same notes once and on ten times as many rows in which each stands ten times. --write
makes the table and checks nothing.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import os
import pstats
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from strengthlint.tables import Note, NoteChecker

ONE_IN = 4
"""One note in so many holds words that an entry may speak about."""

NAMES = (
    "Sam", "Alex", "Priya", "Jo", "Kwame", "Lena", "Tariq", "Wen", "Billie", "Rosa", "Mr Ahmed", "Mrs Doyle",
    "Mr Okafor", "Ms Novak", "Gwen", "Ivan", "Noor", "Callum", "Mrs Adeyemi", "Pat",
)  # fmt: skip
PLACES = (
    "the library", "the day centre", "the surgery", "the café on Mill Lane", "home", "the community garden",
    "the job centre", "school", "the hub", "the court", "her sister's", "the allotment", "the ward", "the office",
)  # fmt: skip
THINGS = (
    "the form for the new flat", "a bus pass", "the boiler", "a letter from the landlord", "the weekly shop",
    "a referral to the dentist", "bus times", "the rota for next month", "the photos of the garden",
    "a phone contract", "the swimming times", "a birthday card", "the meter reading", "an appointment card",
)  # fmt: skip
TEAMS = ("North", "South", "Hospital")
DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "the weekend",
    "the 4th",
    "the 19th",
)
QUIET = (
    "Met {who} at {place} at {time}.",
    "{who} rang at {time} about {thing}.",
    "Visit to {place} with {who}; we looked at {thing} together.",
    "{who} told us that {thing} is sorted and that {day} suits.",
    "T/c from {who}, wants to talk about {thing} on {day}.",
    "Left a message for {who} and sent a text about {thing}.",
    "{who} has been to {place} twice since {day} and liked it.",
    "We agreed to meet again on {day} at {time}.",
    "I said that I would find out about {thing} by {day}.",
    "{who} made lunch and showed me {thing}.",
    "Spoke to the GP surgery; they will ring {who} on {day}.",
    "Weather bad, so we moved the walk to {day}.",
    "{who}'s brother will drive to {place} on {day}.",
    "Medication collected from the chemist at {time}.",
    "Next visit {day} {time}, {place}.",
    "{who} slept well and had breakfast at {time}.",
    "Money for {thing} is in the tin, receipt {number}.",
    "Room {number} is ready from {day}.",
    "{who} would like to try {place} with a friend.",
    "Emailed the housing officer about {thing} (ref {number}).",
)
RAISED = (
    "{who} failed to engage with the visit on {day}.",
    "DNA'd x2, {who} refused to come to {place}.",
    "{who} is non-compliant with meds since {day}.",
    "Hard to reach; {number} calls about {thing}.",
    "{who} suffers from anxiety and stayed at home on {day}.",
    "{who} was aggressive at {place} when asked about {thing}.",
    "Claims that {thing} was lost on {day}.",
    "{who} is a frequent flyer at {place}.",
    "Attention seeking again at {time}, see {number}.",
    "Chaotic lifestyle, no progress with {thing}.",
    "{who} is wheelchair-bound and was driven to {place}.",
    "The homeless man in room {number} came to {place}.",
    "{who} has complex needs and lacks insight into {thing}.",
    "Refused support at {time}. Will try again {day}.",
    "{who} disengaged after {place} and {thing}.",
    "The team failed to ring {who} back about {thing}.",
    "We refused the referral for {who} on {day}.",
)


def notes(count: int, seed: int = 1) -> Iterator[str]:
    """So many notes of one to four sentences."""
    chance = random.Random(seed)

    def sentence(frame: str) -> str:
        return frame.format(
            who=chance.choice(NAMES),
            place=chance.choice(PLACES),
            thing=chance.choice(THINGS),
            day=chance.choice(DAYS),
            time=f"{chance.randint(8, 19)}:{chance.choice(('00', '10', '15', '30', '45'))}",
            number=chance.randint(2, 9999),
        )

    for _ in range(count):
        frames = [chance.choice(QUIET) for _ in range(chance.choice((1, 1, 2, 2, 3)))]
        if chance.randrange(ONE_IN) == 0:
            frames.insert(chance.randint(0, len(frames)), chance.choice(RAISED))
        yield " ".join(map(sentence, frames))


def different(count: int) -> list[str]:
    """So many notes, no two alike."""
    found: dict[str, None] = {}
    for note in notes(4 * count + 100):
        found[note] = None
        if len(found) == count:
            break
    return list(found)


def write(path: Path, texts: Sequence[str], times: int = 1) -> None:
    """A table of notes."""
    chance = random.Random(2)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["Note ID", "Date", "Team", "Case note"])
        for number in range(times):
            for at, text in enumerate(texts):
                day = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2026"
                table.writerow([f"N{number}-{at}", day, chance.choice(TEAMS), text])


def in_one_process(texts: Sequence[str], *, profile: bool) -> None:
    """`NoteChecker` alone: the first thousand cold, the others warm."""
    checker = NoteChecker()
    first = min(1000, len(texts) // 4)
    for name, some in (("cold", texts[:first]), ("warm", texts[first:])):
        profiler = cProfile.Profile()
        if profile and name == "warm":
            profiler.enable()
        began = time.process_time()
        found = sum(1 for _ in checker.findings(Note(None, text) for text in some))
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
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--profile", action="store_true", help="where the time goes when warm")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table (.csv)")
    options = parser.parse_args()
    texts = different(options.notes)
    if options.write:
        write(options.write, texts)
        return
    print(
        "| work | rows | findings | rows a second of processor time | by the clock | processor seconds |"
    )
    print("|---|---|---|---|---|---|")
    in_one_process(texts, profile=options.profile)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for times in (1, 10):
            table = folder / f"notes-{times}.csv"
            write(table, texts, times)
            for jobs in options.jobs:
                as_command(table, times * len(texts), jobs, folder)


if __name__ == "__main__":
    main()
