"""How many short notes a second, as a case-management system exports them; processor time of one core.

    python benchmarks/notes.py --text DIR [--notes 5000] [--profile]

The notes are the lines of 5 to 25 words of the texts in a folder (`*.txt`, `*.txt.gz`), drawn evenly
whatever they hold; none is seen twice. First the notes of a cold process, with all that is loaded
and built on first need; then others, when it is warm: one by one, and many together.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import os
import pstats
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from strengthlint import readers
from strengthlint.engine.gate import Gate
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport

TOGETHER = 256
Check = Callable[[Sequence[str]], list[DocumentReport]]


def notes(folder: Path, count: int) -> list[str]:
    """Different short lines of the texts in a folder."""
    found: dict[str, None] = {}
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.gz")]):
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        lines = (line.strip() for line in text.splitlines())
        found.update((line, None) for line in lines if 5 <= len(line.split()) <= 25)
    if count > len(found):
        raise SystemExit(f"There are {len(found)} short lines in {folder}, and not {count}.")
    return random.Random(1).sample(list(found), count)


def main() -> None:
    # Matrices are small here: more threads would wait for each other, and processor time with them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, required=True, help="a folder of texts")
    parser.add_argument("--notes", type=int, default=5000, help="how many in each row")
    parser.add_argument("--profile", action="store_true", help="where the time of each row goes")
    options = parser.parse_args()
    count: int = options.notes
    texts = notes(options.text, 4 * count)
    linter = Linter()

    def one_by_one(some: Sequence[str]) -> list[DocumentReport]:
        return [linter.check_text(text) for text in some]

    def together(some: Sequence[str]) -> list[DocumentReport]:
        reports = []
        for start in range(0, len(some), TOGETHER):
            read = [readers.read("note.txt", t.encode()) for t in some[start : start + TOGETHER]]
            reports += linter.check_documents(read)
        return reports

    rows: list[tuple[str, Check]] = [
        ("cold, one by one", one_by_one),
        ("warm, one by one", one_by_one),
        ("warm, one by one", one_by_one),
        (f"warm, {TOGETHER} together", together),
    ]
    gate = Gate(linter.lexicon)
    for number, (name, check) in enumerate(rows):
        some = texts[number * count : (number + 1) * count]
        profile = cProfile.Profile()
        if options.profile:
            profile.enable()
        start = time.process_time()
        reports = check(some)
        seconds = time.process_time() - start
        profile.disable()
        passed = sum(bool(gate.candidates(text)) for text in some)
        found = sum(bool(report.diagnostics) for report in reports)
        print(
            f"{name:22} {count / seconds:7.0f} notes a second   "
            f"{passed} pass the gate, {found} have findings"
        )
        if options.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    main()
