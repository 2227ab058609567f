"""How long the program takes, as whole processes; medians of several runs.

    python benchmarks/speed.py [--text FILE.txt ...] [--runs 5] [--proselint]

The library is 300 Markdown files of about 800 words, made of the texts that are named (the project's
own documentation where none are). `--proselint` runs proselint over the same files, if it is there.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS_A_FILE = 807
FILES = 300
CLEAN = (
    "Dear Sam,\n\nThank you for coming in on Tuesday. We talked about what matters to you, and agreed to look "
    "at courses together next week. The library opens at nine, and the bus stops at the door.\n\n"
) * 20


def timed(command: list[str], runs: int, env: dict[str, str]) -> tuple[float, float]:
    """Median wall seconds, and the largest resident memory of a child so far in MB."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, env=env)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def library(folder: Path, texts: list[str]) -> int:
    """Write the library; returns its words."""
    words = " ".join(texts).split()
    paragraphs = [p for text in texts for p in text.split("\n\n") if len(p.split()) > 5] or [
        " ".join(words)
    ]
    total, place = 0, 0
    for number in range(FILES):
        chosen: list[str] = []
        count = 0
        while count < WORDS_A_FILE:
            paragraph = paragraphs[place % len(paragraphs)]
            chosen.append(paragraph)
            count += len(paragraph.split())
            place += 1
        # Each file is its own, so that nothing can be saved by having seen it.
        (folder / f"policy-{number:03}.md").write_text(
            f"# Policy {number}\n\n" + "\n\n".join(chosen) + "\n", encoding="utf-8"
        )
        total += count
    return total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--proselint", action="store_true")
    parser.add_argument(
        "--ten-times", action="store_true", help="also a lexicon of ten times the entries"
    )
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in options.text] or [
        path.read_text("utf-8") for path in sorted(ROOT.rglob("*.md")) if ".venv" not in path.parts
    ]
    program = [sys.executable, "-m", "strengthlint"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        env = {**os.environ, "STRENGTHLINT_CACHE_DIR": str(folder / "cache")}
        if (ROOT / "src").is_dir():
            env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), env.get("PYTHONPATH", "")])
        (folder / "clean.txt").write_text(CLEAN, encoding="utf-8")
        (folder / "library").mkdir()
        words = library(folder / "library", texts)
        print(
            f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; library of {FILES} files, {words} words"
        )
        first, _ = timed([*program, "check", "--isolated", str(folder / "clean.txt")], 1, env)
        print(f"{'first run, the lexicon is compiled':45} {first:6.2f} s")
        rows = [
            ("--help", ["--help"]),
            ("explain BLM101", ["explain", "BLM101"]),
            ("a clean letter of 700 words", ["check", "--isolated", str(folder / "clean.txt")]),
            (
                "the example letter (DOCX, findings)",
                ["check", "--isolated", str(ROOT / "examples/letter.docx")],
            ),
            (
                "one file of the library",
                ["check", "--isolated", str(folder / "library/policy-000.md")],
            ),
        ]
        for name, arguments in rows:
            seconds, memory = timed([*program, *arguments], options.runs, env)
            print(f"{name:45} {seconds:6.2f} s   {memory:5.0f} MB at most so far")
        check = [
            *program,
            "check",
            "--isolated",
            "--output-format",
            "concise",
            str(folder / "library"),
        ]
        seconds, memory = timed(check, max(1, options.runs // 2), env)
        print(f"{'the library':45} {seconds:6.2f} s   {memory:5.0f} MB at most in one process")
        gate_on_and_off(folder / "library" / "policy-000.md")
        if options.proselint and shutil.which("proselint"):
            files = [str(path) for path in sorted((folder / "library").iterdir())]
            seconds, _ = timed(["proselint", "check", *files], max(1, options.runs // 2), env)
            print(f"{'proselint on the same library':45} {seconds:6.2f} s")
        if options.ten_times:
            ten_times(folder, env, options.runs, check)


def gate_on_and_off(path: Path) -> None:
    """One file in one process, with the gate and without; both find the same."""
    from strengthlint import readers
    from strengthlint.engine import Engine
    from strengthlint.lexicon import load

    segments = list(readers.read(path.name, path.read_bytes()).prose())
    found = []
    for gate in (True, False):
        engine = Engine(load(), gate=gate)
        engine.find(segments)
        start = time.perf_counter()
        found.append([(hit.entry, hit.start, hit.end) for hit in engine.find(segments)])
        seconds = time.perf_counter() - start
        print(
            f"{'the engine alone, gate ' + ('on' if gate else 'off'):45} {seconds:6.3f} s   {len(found[-1])} hits"
        )
    print(f"{'the same hits':45} {'yes' if found[0] == found[1] else 'NO'}")


def ten_times(folder: Path, env: dict[str, str], runs: int, check: list[str]) -> None:
    """The library with ten times the entries: copies whose phrases hold one word that no text has."""
    import yaml

    from strengthlint.lexicon import load
    from strengthlint.lexicon.entry import EntryKind

    own = folder / "more"
    own.mkdir()
    number = 1000
    for copy in range(9):
        # A word made up for each copy, put into every phrase: the gate has to find out that it is not there.
        word = "zorblax" + "abcdefghi"[copy]
        rows = []
        for entry in load().entries():
            if entry.kind is EntryKind.KEEP:
                continue
            number += 1
            rows.append(
                {
                    "code": f"{entry.family}{number}",
                    "name": f"copy-{number}",
                    "level": entry.level.value,
                    "flag": [f"{phrase} {word}" for phrase in entry.flag],
                    "why": entry.why,
                    "ask": entry.ask,
                    "instead": list(entry.instead) or ["say what happened"],
                    "sources": list(entry.sources),
                    "sectors": list(entry.sectors),
                    "agreement": entry.agreement.value,
                    "reviewed": entry.reviewed,
                    "examples": {"flag": ["a ==b==", "c ==d=="], "pass": ["a", "b"]},
                }
            )
        (own / f"copy-{copy}.yaml").write_text(
            yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8"
        )
    once, _ = timed(check, runs, env)
    more = [*check, "--lexicon", str(own)]
    timed(more, 1, env)
    ten, _ = timed(more, runs, env)
    print(f"{'the library with ten times the entries':45} {ten:6.2f} s   ({ten / once:.2f} times)")
    letter = [argument for argument in check if argument != str(folder / "library")] + [
        str(ROOT / "examples/letter.docx")
    ]
    once, _ = timed(letter, runs, env)
    ten, _ = timed([*letter, "--lexicon", str(own)], runs, env)
    print(
        f"{'the example letter with ten times the entries':45} {ten:6.2f} s   ({ten / once:.2f} times)"
    )


if __name__ == "__main__":
    main()
