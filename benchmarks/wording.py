"""Places to judge suggestions in: real sentences with what is offered there, one a code.

    python benchmarks/wording.py --text ../shared/corpus/text --eval ../shared/eval [--number 100] [--seed 1] -o sheet.csv
    python benchmarks/wording.py --judged sheet.csv

The sheet has a row a place: the sentence with the flagged words marked, the question, the suggestions
(“=” fits in place, “-” is to consider), and three empty columns. A place passes when every suggestion *fits*
(stands where the words stood), is *true* (says nothing that the sentence does not say, outside a gap) and is
*kind* (plain, useful, hides no risk and softens no harm): y or n in each. `--judged` counts; a place without
suggestions passes when its question and reason stand well alone. Sheets hold real sentences and are not kept.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from general_english import text_files, text_of
from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Level, Standing, SuggestionKind
from strengthlint.document import Document
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport

COLUMNS = ("number", "source", "sentence", "ask", "suggestions", "fits", "true", "kind", "remark")


def places_of(linter: Linter, name: str, data: bytes) -> Iterator[Diagnostic]:
    return to_judge(linter.check_bytes(name, data))


def to_judge(report: DocumentReport) -> Iterator[Diagnostic]:
    """What a reader sees by default: open, and more than a note."""
    for diagnostic in report.diagnostics:
        if diagnostic.of_whole:
            continue
        if diagnostic.standing is Standing.OPEN and diagnostic.level is not Level.NOTE:
            yield diagnostic


def labelled_lines(folder: Path) -> Iterator[tuple[str, str]]:
    """The sentences of the labelled sets, each with the name of its file."""
    for path in sorted(folder.glob("*.tsv")):
        if path.name.endswith("labels.tsv") or path.name == "cases.tsv":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for row in rows:
                text = row.get("sentence") or row.get("text") or row.get("line") or ""
                if text:
                    yield path.stem, text


def collected(
    texts: Sequence[Path], labelled: Path | None
) -> dict[str, list[tuple[str, Diagnostic]]]:
    linter = Linter(Settings())
    by_code: dict[str, list[tuple[str, Diagnostic]]] = defaultdict(list)
    for path in text_files(texts):
        for diagnostic in places_of(linter, path.name.removesuffix(".gz"), text_of(path)):
            by_code[diagnostic.code].append((path.name.split(".")[0], diagnostic))
    if labelled is None:
        return by_code
    lines = list(labelled_lines(labelled))
    documents = [Document.of_paragraph(text) for _, text in lines]
    for (source, _), report in zip(lines, linter.check_documents(documents), strict=True):
        for diagnostic in to_judge(report):
            by_code[diagnostic.code].append((source, diagnostic))
    for path in sorted((labelled / "documents").glob("*")):
        if path.suffix in (".txt", ".md"):
            for diagnostic in places_of(linter, path.name, path.read_bytes()):
                by_code[diagnostic.code].append(("whole documents", diagnostic))
    return by_code


def drawn(
    by_code: dict[str, list[tuple[str, Diagnostic]]], number: int, seed: int
) -> list[tuple[str, Diagnostic]]:
    """One place of as many codes as asked for, at random; the same for the same seed and findings."""
    chance = random.Random(seed)
    codes = sorted(by_code)
    chance.shuffle(codes)
    return [chance.choice(by_code[code]) for code in codes[:number]]


def row_of(number: int, source: str, diagnostic: Diagnostic) -> dict[str, str]:
    excerpt = diagnostic.excerpt
    text = excerpt.text
    marked = f"{text[: excerpt.start]}=={text[excerpt.start : excerpt.end]}=={text[excerpt.end :]}"
    offered = [
        f"{'=' if s.kind is SuggestionKind.SWAP else '-'} {s.text}" for s in diagnostic.suggestions
    ]
    return {
        "number": str(number),
        "source": source,
        "sentence": marked,
        "ask": f"{diagnostic.message} {diagnostic.ask}".strip(),
        "suggestions": "\n".join(offered),
        "fits": "", "true": "", "kind": "", "remark": "",
    }  # fmt: skip


def count(sheet: Path) -> None:
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["fits"].strip()]
    if not rows:
        sys.exit(f"{sheet}: nothing is judged yet; write y or n under fits, true and kind.")
    passing = sum(
        all(row[key].strip().lower() == "y" for key in ("fits", "true", "kind")) for row in rows
    )
    swaps = sum(row["suggestions"].lstrip().startswith("=") for row in rows)
    print(f"{len(rows)} places judged: {passing} pass on all three, {swaps} offer a swap")
    for key in ("fits", "true", "kind"):
        print(f"  {key}: {sum(row[key].strip().lower() == 'n' for row in rows)} fail")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    parser.add_argument("--eval", type=Path)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, default=Path("sheet.csv"))
    parser.add_argument("--judged", type=Path)
    options = parser.parse_args()
    if options.judged:
        count(options.judged)
        return
    if not options.text and options.eval is None:
        parser.error("name folders under --text or --eval")
    by_code = collected(options.text, options.eval)
    chosen = drawn(by_code, options.number, options.seed)
    with options.output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number, (source, diagnostic) in enumerate(chosen, 1):
            writer.writerow(row_of(number, source, diagnostic))
    print(f"{len(chosen)} places of {len(by_code)} codes that speak, in {options.output}")


if __name__ == "__main__":
    main()
