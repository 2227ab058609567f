"""How long the program takes, as whole processes beside other programs on the same work.

    python benchmarks/speed.py [--runs 5] [--jobs 2] [--only NAME ...] [--corpus DIR] [--peers DIR ...]

Prints a Markdown table: medians of wall and processor seconds, the largest memory of one process,
and how many times as long as the other program it took, run by run in turn, so that a busy machine
slows both. Rows (for --only): start, library, pdf, docx, files, lexicon, gate.

Other programs are those that are installed, or stand in the folders of --peers: proselint and
codespell (PyPI), alex (npm), harper-cli, pdftotext (poppler), docx2txt. What is not there is named
under the table. Documents are those of --corpus (`../shared/corpus` where that is there, folders
pdf, docx and text), else the project's own examples, many times over.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
ROWS = ("start", "library", "pdf", "docx", "files", "lexicon", "gate")
WORDS_A_FILE = 807
FILES = 300
CLEAN = (
    "Dear Sam,\n\nThank you for coming in on Tuesday. We talked about what matters to you, and agreed to look "
    "at courses together next week. The library opens at nine, and the bus stops at the door.\n\n"
) * 20
# Of what is found in it, some asks for the grammar and some not.
FOUND = (
    "Kev failed to engage with the service last week. She is a frequent flyer and refuses support. He is "
    "wheelchair-bound and suffers from epilepsy. The homeless were moved on.\n\n"
)


@dataclass
class Command:
    """Something that is timed.

    Attributes:
        program: What runs; "strengthlint" for ours.
        words: The command line.
        before: What is done before each run, and not counted.
    """

    program: str
    words: list[str]
    before: Callable[[], None] = lambda: None
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: float = 0.0

    def run(self, env: dict[str, str], *, is_counted: bool) -> None:
        self.before()
        start = time.perf_counter()
        child = subprocess.Popen(
            self.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
        )
        cpu = memory = 0.0
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            cpu = used.ru_utime + used.ru_stime
            memory = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        else:
            child.wait()
        if is_counted:
            self.wall.append(time.perf_counter() - start)
            self.cpu.append(cpu)
            self.memory = max(self.memory, memory)


class Benchmark:
    """Runs commands in turn and prints a row for each."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.missing: set[str] = set()
        places = [str(place) for place in options.peers]
        self.env = {**os.environ, "STRENGTHLINT_CACHE_DIR": str(folder / "kept")}
        self.env["PATH"] = os.pathsep.join([*places, self.env.get("PATH", "")])
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)
        if (ROOT / "src").is_dir():
            found = [str(ROOT / "src"), self.env.get("PYTHONPATH", "")]
            self.env["PYTHONPATH"] = os.pathsep.join(filter(None, found))
        # The lexicon is compiled once, on the first run of all.
        (folder / "first.txt").write_text("One.\n", encoding="utf-8")
        Command("", [*self.program, "check", "--isolated", str(folder / "first.txt")]).run(
            self.env, is_counted=False
        )

    program = (sys.executable, "-m", "strengthlint")

    def ours(self, *words: str | Path, before: Callable[[], None] = lambda: None) -> Command:
        return Command("strengthlint", [*self.program, *map(str, words)], before)

    def check(self, *words: str | Path, cache: str = "") -> Command:
        """A check; `cache` is "cold", "warm" or "" for none."""
        options: list[str | Path] = ["check", "--isolated", "--output-format", "concise"]
        options += ["-j", str(self.options.jobs)]
        place = self.folder / "results"
        if not cache:
            return self.ours(*options, "--no-cache", *words)
        cold = (lambda: shutil.rmtree(place, ignore_errors=True)) if cache == "cold" else None
        return self.ours(*options, "--cache-dir", place, *words, before=cold or (lambda: None))

    def peer(self, name: str, *words: str | Path) -> list[Command]:
        """Another program's command, or nothing where it is not installed."""
        found = shutil.which(name, path=self.env["PATH"])
        if found is None:
            self.missing.add(name)
            return []
        return [Command(name, [found, *map(str, words)])]

    def each(self, name: str, files: Sequence[Path], form: str) -> list[Command]:
        """Another program, run once for each file, as it has to be."""
        if not self.peer(name):
            return []
        script = self.folder / f"{name}.sh"
        lines = [form.format(shlex.quote(str(file))) for file in files]
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return [Command(name, ["sh", str(script)])]

    def row(
        self, work: str, ours: Command, peers: Sequence[Command] = (), target: str = ""
    ) -> Command:
        """Time commands in turn and print them; the first round is not counted."""
        commands = [ours, *peers]
        for number in range(self.options.runs + 1):
            for command in commands:
                command.run(self.env, is_counted=number > 0)
        for command in commands:
            times = ""
            if command is not ours:
                times = f"{statistics.median(a / b for a, b in zip(ours.wall, command.wall, strict=True)):.2f}"
            print(
                f"| {work if command is ours else ''} | {command.program} "
                f"| {statistics.median(command.wall):.2f} | {statistics.median(command.cpu):.2f} "
                f"| {command.memory:.0f} | {times} | {target if command is ours else ''} |",
                flush=True,
            )
        return ours


# Inputs


def library(folder: Path, texts: Sequence[str]) -> int:
    """Write a library of Markdown files, each its own; returns its words."""
    folder.mkdir()
    paragraphs = [p for text in texts for p in text.split("\n\n") if len(p.split()) > 5]
    total, place = 0, 0
    for number in range(FILES):
        chosen: list[str] = []
        count = 0
        while count < WORDS_A_FILE:
            paragraph = paragraphs[place % len(paragraphs)]
            chosen.append(paragraph)
            count += len(paragraph.split())
            place += 1
        text = f"# Policy {number}\n\n" + "\n\n".join(chosen) + "\n"
        (folder / f"policy-{number:03}.md").write_text(text, encoding="utf-8")
        total += count
    return total


def texts_of(corpus: Path) -> list[str]:
    """Open text where there is some, with long texts cut; else the project's own documentation."""
    import gzip

    found = []
    for path in sorted((corpus / "text").glob("*.txt*")):
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
        lines = [line for line in text.split("\n") if line.strip()]
        found.append("\n\n".join(lines[:400]))
    if not found:
        found = [path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    return found


def documents(corpus: Path, folder: Path, suffix: str, number: int = 200) -> list[Path]:
    """Real documents, or the example many times over."""
    real = sorted((corpus / suffix).glob(f"*.{suffix}"))
    if real:
        return real[:number]
    (example,) = (ROOT / "examples").glob(f"*.{suffix}")
    folder.mkdir()
    made = [folder / f"example-{at:03}.{suffix}" for at in range(20)]
    for path in made:
        shutil.copy(example, path)
    return made


def ten_times(folder: Path) -> Path:
    """A lexicon of ten times the entries: copies whose phrases hold one word that no text has."""
    import yaml

    from strengthlint.lexicon import load
    from strengthlint.lexicon.entry import EntryKind

    folder.mkdir()
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
                    "ask": entry.ask or "What happened?",
                    "instead": ["say what happened"],
                    "sources": list(entry.sources),
                    "sectors": list(entry.sectors),
                    "agreement": entry.agreement.value,
                    "reviewed": entry.reviewed,
                    "examples": {"flag": ["a ==b==", "c ==d=="], "pass": ["a", "b"]},
                }
            )
        text = yaml.safe_dump(rows, allow_unicode=True)
        (folder / f"copy-{copy}.yaml").write_text(text, encoding="utf-8")
    return folder


# Rows


def start(bench: Benchmark) -> None:
    clean, found = bench.folder / "clean.txt", bench.folder / "letter.txt"
    clean.write_text(CLEAN, encoding="utf-8")
    found.write_text(CLEAN + FOUND * 4, encoding="utf-8")

    def peers(path: Path) -> list[Command]:
        return [
            *bench.peer("proselint", "check", path),
            *bench.peer("codespell", path),
            *bench.peer("alex", path),
            *bench.peer("harper-cli", "lint", path),
        ]

    bench.row("--help", bench.ours("--help"), bench.peer("proselint", "--help"), "≤ 0.25 s")
    bench.row("explain BLM101", bench.ours("explain", "BLM101"))
    bench.row("a clean letter of 700 words", bench.check(clean), peers(clean), "≤ 0.4 s")
    bench.row("a letter of 800 words with findings", bench.check(found), peers(found), "≤ 1.2 s")


def policies(bench: Benchmark) -> None:
    folder = bench.folder / "library"
    words = library(folder, texts_of(bench.options.corpus))
    files = sorted(folder.iterdir())
    peers = [
        *bench.peer("proselint", "check", *files),
        *bench.peer("codespell", folder),
        *bench.peer("alex", "--quiet", folder),
    ]
    name = f"{FILES} Markdown files, {words:,} words"
    bench.row(
        f"{name}, cold", bench.check(folder, cache="cold"), peers, "≤ 4 s, ≤ 0.6 of proselint"
    )
    bench.row("the same, warm", bench.check(folder, cache="warm"), (), "≤ 0.5 s")
    changed = bench.check(folder, cache="warm")

    def change() -> None:
        with files[0].open("a", encoding="utf-8") as file:
            file.write(f"\nShe refused to engage on day {random.random()}.\n")

    changed.before = change
    bench.row("the same, one changed", changed, (), "≤ 1.8 s")


def real(bench: Benchmark, suffix: str) -> None:
    files = documents(bench.options.corpus, bench.folder / f"own-{suffix}", suffix)
    if suffix == "pdf":
        peers = bench.each("pdftotext", files, "pdftotext -q {} - > /dev/null")
    else:
        peers = bench.each("docx2txt", files, "docx2txt {} - > /dev/null")
    name = f"{len(files)} {suffix.upper()}"
    target = "≤ 4 times pdftotext" if suffix == "pdf" else ""
    bench.row(f"{name}, cold", bench.check(*files, cache="cold"), peers, target)
    bench.row(f"{name}, warm", bench.check(*files, cache="warm"))


def many(bench: Benchmark) -> None:
    for number in (10, 100, 1_000, 10_000):
        folder = bench.folder / f"notes-{number}"
        folder.mkdir()
        for at in range(number):
            place = folder / f"{at // 100:03}"
            place.mkdir(exist_ok=True)
            finding = FOUND if at % 5 == 0 else ""
            text = f"Note {at}.\n\n{CLEAN[:240]}\n\n{finding}"
            (place / f"note-{at:05}.txt").write_text(text, encoding="utf-8")
        done = bench.row(f"{number:,} notes", bench.check(folder), (), "flat a file, memory flat")
        print(f"|   a file | | {1000 * statistics.median(done.wall) / number:.2f} ms | | | | |")
        shutil.rmtree(folder)


def lexicon(bench: Benchmark) -> None:
    folder = bench.folder / "library-ten"
    library(folder, texts_of(bench.options.corpus))
    more = ten_times(bench.folder / "more")
    once = bench.check(folder)
    ten = bench.check(folder, "--lexicon", more)
    ten.program = "ten times the entries"
    bench.row("the library", ten, [once], "≤ 1.5 times")
    letter = ROOT / "examples" / "letter.docx"
    once, ten = bench.check(letter), bench.check(letter, "--lexicon", more)
    ten.program = "ten times the entries"
    bench.row("the example letter", ten, [once], "≤ 1.5 times")


def gate(bench: Benchmark) -> None:
    """One text in one process, with the gate and without; both find the same."""
    from strengthlint import readers
    from strengthlint.engine import Engine
    from strengthlint.lexicon import load

    text = "\n\n".join(texts_of(bench.options.corpus)[:2])[:30_000] + FOUND
    segments = list(readers.read("a.txt", text.encode()).prose())
    found = []
    for is_on in (True, False):
        engine = Engine(load(), gate=is_on)
        engine.find(segments)
        began = time.perf_counter()
        found.append([(hit.entry, hit.start, hit.end) for hit in engine.find(segments)])
        seconds = time.perf_counter() - began
        print(f"| the engine alone, gate {'on' if is_on else 'off'} | | {seconds:.2f} | | | | |")
    same = "yes" if found[0] == found[1] else "NO"
    print(f"| the same {len(found[0])} hits | | {same} | | | | |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", nargs="+", choices=ROWS, default=ROWS)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument(
        "--peers", type=Path, nargs="*", default=[], help="where others' programs are"
    )
    options = parser.parse_args()
    print(
        f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {options.runs} runs each.\n"
    )
    print("| work | program | wall s | processor s | memory MB | times | target |")
    print("|---|---|--:|--:|--:|--:|---|")
    rows: dict[str, Callable[[Benchmark], None]] = {
        "start": start,
        "library": policies,
        "pdf": lambda bench: real(bench, "pdf"),
        "docx": lambda bench: real(bench, "docx"),
        "files": many,
        "lexicon": lexicon,
        "gate": gate,
    }
    with tempfile.TemporaryDirectory() as temporary:
        bench = Benchmark(options, Path(temporary))
        for name in options.only:
            rows[name](bench)
    if bench.missing:
        print(f"\nNot installed here, so not compared: {', '.join(sorted(bench.missing))}.")


if __name__ == "__main__":
    main()
