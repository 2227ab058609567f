"""How often the lexicon speaks in open text that nobody here wrote, and a sample to read and judge.

    python benchmarks/general_english.py --text ../shared/corpus/text [--jobs 2] -o findings.tsv
    python benchmarks/general_english.py --read findings.tsv --sample 50 --level rethink [--even]
    python benchmarks/general_english.py --read findings.tsv --before older.tsv [--sample 20]
    python benchmarks/general_english.py --treebank ../shared/treebank [--sentences 10000]

`--text` takes folders or files of text (.txt, .txt.gz), each a document as `check` reads it. Every
finding of every level goes to `-o` (.tsv or .json); `--read` looks at such a file again without a
run. Printed are the findings that are open: how many of each level, the codes that speak most, and
a sample, drawn by frequency or, with `--even`, evenly over the codes. `--before` says what came and
what went since an older file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from strengthlint.config import Settings
from strengthlint.diagnostic import Level, Standing
from strengthlint.document import Document, OffsetMap, Segment, SegmentKind
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport


@dataclass(frozen=True)
class Finding:
    """A diagnostic as it goes into a table; `start` and `end` are its place in `sentence`."""

    source: str
    line: int
    code: str
    name: str
    level: str
    standing: str
    reason: str
    matched: str
    start: int
    end: int
    sentence: str

    @property
    def key(self) -> tuple[str, int, str, int, int]:
        return self.source, self.line, self.code, self.start, self.end

    def marked(self) -> str:
        s = self.sentence
        return f"{s[: self.start]}=={s[self.start : self.end]}=={s[self.end :]}"


# Reading


def text_of(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def text_files(paths: Sequence[Path]) -> list[Path]:
    """The texts of folders, the largest first, so that no process is left alone with it."""
    found = [
        file
        for path in paths
        for file in (sorted(path.glob("*.txt*")) if path.is_dir() else [path])
        if file.name.endswith((".txt", ".txt.gz"))
    ]
    return sorted(found, key=lambda file: -file.stat().st_size)


def treebank_sentences(folder: Path) -> list[str]:
    """Every sentence of the treebank's training and development parts, as clean text."""
    found = []
    for path in sorted(folder.glob("*.conllu.gz")):
        if "test" in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found += [" ".join(line[9:].split()) for line in file if line.startswith("# text = ")]
    return [sentence for sentence in found if sentence]


# Checking


def findings(source: str, report: DocumentReport) -> Iterator[Finding]:
    for d in report.diagnostics:
        yield Finding(
            source,
            d.location.line,
            d.code,
            d.name,
            d.level.value,
            d.standing.value,
            d.reason,
            d.matched,
            d.excerpt.start,
            d.excerpt.end,
            d.excerpt.text,
        )


def check_text(path: Path) -> tuple[list[Finding], int, int]:
    """The findings of a text, its paragraphs and its words."""
    global _linter
    _linter = _linter or Linter(Settings())
    data = text_of(path)
    name = path.name.removesuffix(".gz")
    report = _linter.check_bytes(name, data)
    if report.error:
        sys.exit(f"{path}: {report.error.message}")
    text = data.decode("utf-8", "replace")
    paragraphs = sum(1 for line in text.split("\n") if line.strip())
    return list(findings(name.removesuffix(".txt"), report)), paragraphs, len(text.split())


_linter: Linter | None = None


def check_texts(paths: Sequence[Path], jobs: int) -> tuple[list[Finding], int, int]:
    if jobs > 1 and len(paths) > 1:
        with ProcessPoolExecutor(jobs) as pool:
            parts = list(pool.map(check_text, paths))
    else:
        parts = [check_text(path) for path in paths]
    found = [finding for part, _, _ in parts for finding in part]
    found.sort(key=lambda finding: finding.key)
    return found, sum(part[1] for part in parts), sum(part[2] for part in parts)


def check_treebank(folder: Path, number: int, seed: int) -> tuple[list[Finding], int, int]:
    """The findings of some sentences of the treebank, which are read as one document."""
    chosen = treebank_sentences(folder)
    random.Random(seed).shuffle(chosen)
    chosen = chosen[:number]
    segments, source = [], ""
    for sentence in chosen:
        offsets = OffsetMap.identity(len(sentence), len(source))
        segments.append(Segment(sentence, SegmentKind.PARAGRAPH, offsets))
        source += sentence + "\n"
    report = Linter(Settings()).check_document(Document("treebank", source, tuple(segments)))
    words = sum(len(sentence.split()) for sentence in chosen)
    return list(findings("treebank", report)), len(chosen), words


# Tables


def write(path: Path, found: Sequence[Finding]) -> None:
    if path.suffix == ".json":
        rows = [asdict(finding) for finding in found]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    names = [field.name for field in fields(Finding)]
    lines = ["\t".join(names)]
    lines += ["\t".join(str(value) for value in asdict(f).values()) for f in found]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> list[Finding]:
    if path.suffix == ".json":
        return [Finding(**row) for row in json.loads(path.read_text("utf-8"))]
    head, *lines = path.read_text("utf-8").rstrip("\n").split("\n")
    names = head.split("\t")
    found = []
    for line in lines:
        row = dict(zip(names, line.split("\t"), strict=True))
        numbers = {name: int(row.pop(name)) for name in ("line", "start", "end")}
        found.append(Finding(**row, **numbers))  # type: ignore[arg-type]
    return found


# Printing


def draw(found: Sequence[Finding], number: int, seed: int, *, even: bool) -> list[Finding]:
    """A sample: by frequency, or one of each code in turn until there are enough."""
    chance = random.Random(seed)
    shuffled = sorted(found, key=lambda finding: finding.key)
    chance.shuffle(shuffled)
    if not even:
        return shuffled[:number]
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in shuffled:
        by_code[finding.code].append(finding)
    codes = sorted(by_code)
    chance.shuffle(codes)
    drawn: list[Finding] = []
    while len(drawn) < number and any(by_code.values()):
        for code in codes:
            if by_code[code] and len(drawn) < number:
                drawn.append(by_code[code].pop())
    return drawn


def print_counts(found: Sequence[Finding], top: int, *, by_source: bool) -> None:
    levels = [level.value for level in sorted(Level, reverse=True)]
    codes: Counter[tuple[str, str, str]] = Counter((f.code, f.name, f.level) for f in found)
    per_level = Counter(f.level for f in found)
    for level in levels:
        speak = len({code for code, _, own in codes if own == level})
        print(f"{level:8} {per_level[level]:6} findings of {speak} codes")
    for (code, name, level), count in codes.most_common(top):
        print(f"  {count:5}  {code} {name}  {level}")
    if by_source:
        sources = Counter((f.source, f.level) for f in found)
        for source in sorted({f.source for f in found}):
            row = "  ".join(f"{level} {sources[source, level]:4}" for level in levels)
            print(f"  {source[:60]:60} {row}")


def print_sample(found: Sequence[Finding]) -> None:
    for f in found:
        print(f"  {f.code} {f.name} {f.level}  {f.source}:{f.line}\n      {f.marked()}")


def print_changes(
    before: Sequence[Finding], now: Sequence[Finding], number: int, seed: int, *, even: bool
) -> None:
    old = {(*f.key, f.level): f for f in before}
    new = {(*f.key, f.level): f for f in now}
    for title, rows in (
        ("came", [f for key, f in new.items() if key not in old]),
        ("went", [f for key, f in old.items() if key not in new]),
    ):
        levels = Counter(f.level for f in rows)
        said = ", ".join(
            f"{levels[level.value]} {level.value}" for level in sorted(Level, reverse=True)
        )
        print(f"\n{title}: {len(rows)} ({said})")
        for (code, name), count in Counter((f.code, f.name) for f in rows).most_common(12):
            print(f"  {count:5}  {code} {name}")
        print_sample(draw(rows, number, seed, even=even))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", type=Path, nargs="+", help="folders or files of text")
    given.add_argument("--treebank", type=Path, help="a folder of treebanks (.conllu.gz)")
    given.add_argument("--read", type=Path, help="the findings of a former run")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--sentences", type=int, default=10_000, help="of the treebank")
    parser.add_argument("-o", "--output", type=Path, help="where every finding goes")
    parser.add_argument("--before", type=Path, help="findings of an older run, to compare with")
    parser.add_argument("--sample", type=int, default=0, help="findings to print")
    parser.add_argument("--even", action="store_true", help="sample evenly over the codes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", action="append", choices=[level.value for level in Level])
    parser.add_argument("--code", action="append", default=[], help="only these codes or families")
    parser.add_argument("--standing", default="open", help="open, quoted, … or all")
    parser.add_argument("--top", type=int, default=15, help="how many codes to list")
    parser.add_argument("--by-source", action="store_true")
    options = parser.parse_args()

    def wanted(rows: Sequence[Finding]) -> list[Finding]:
        return [
            f
            for f in rows
            if (options.standing in ("all", f.standing))
            and (not options.level or f.level in options.level)
            and (not options.code or f.code.startswith(tuple(options.code)))
        ]

    start = time.perf_counter()
    if options.read:
        found = read(options.read)
    else:
        if options.text:
            found, paragraphs, words = check_texts(text_files(options.text), options.jobs)
        else:
            found, paragraphs, words = check_treebank(
                options.treebank, options.sentences, options.seed
            )
        seconds = time.perf_counter() - start
        print(f"{paragraphs:,} paragraphs, {words:,} words in {seconds:.1f} s")
        open_ones = [f for f in found if f.standing == Standing.OPEN.value and f.level != "note"]
        if paragraphs:
            share = 100 * len(open_ones) / paragraphs
            print(f"{share:.2f} open findings (rethink, reflect) in 100 paragraphs")
    if options.output:
        write(options.output, found)
    chosen = wanted(found)
    print_counts(chosen, options.top, by_source=options.by_source)
    if options.before:
        before = wanted(read(options.before))
        print_changes(before, chosen, options.sample, options.seed, even=options.even)
    elif options.sample:
        print_sample(draw(chosen, options.sample, options.seed, even=options.even))


if __name__ == "__main__":
    main()
