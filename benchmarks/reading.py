"""How much of real documents is read, and in which order, against other programs' reading.

    python benchmarks/reading.py --docx DIR --pdf DIR [-v]

DOCX is compared with pandoc, with tracked changes accepted and without what is struck out; PDF
with poppler's pdftotext, what is repeated at the edge of pages once; both are installed apart. Words are lower-cased runs of letters, digits and apostrophes, two characters
or more with a letter among them. Recall is the share of the other program's words that we read,
each as often as it has them; pairs is the share of its pairs of neighbouring words, within a
paragraph, that stand side by side in one of our segments; order the share that does so in the
whole of ours, for the other program may take a heading and what follows it for one paragraph.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from strengthlint import readers
from strengthlint.errors import UnreadableDocument
from strengthlint.readers.normalise import normalise

WORD = re.compile(r"[^\W_][\w'’]*[^\W_]")
PROSE = 50
"""Files with fewer words of the other program's are not counted as prose."""

LEAST = 0.98
"""A prose file that is read less completely needs a reason below."""

REASONS = {
    "docling--word_sample.docx": "alt text that Word wrote by itself is not the writer's",
    "docling--right_to_left_01.pdf": "Arabic, whose letters are not put into the order of reading",
    "pdfplumber--issue-192-example.pdf": "letters that are drawn over each other in a plan",
    "pdfplumber--pr-138-example.pdf": "the head row of a table over several pages is read once",
}
"""By name of the file, why less of it is read than by the other program."""

Paragraphs = list[str]


@dataclass(frozen=True)
class Reading:
    """What one file gave; shares are of the other program's words and pairs."""

    path: Path
    words: int
    recall: float
    precision: float
    pairs: float
    order: float
    missing: tuple[str, ...]
    gaps: tuple[str, ...]


def tokens(text: str) -> list[str]:
    found = (match[0].lower().replace("’", "'") for match in WORD.finditer(text))
    return [word for word in found if re.search(r"[^\W\d_]", word)]


def counted(paragraphs: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for paragraph in paragraphs:
        found = tokens(paragraph)
        words.update(found)
        pairs.update(pairwise(found))
    return words, pairs


def share(part: Counter[Any], whole: Counter[Any]) -> float:
    return (part & whole).total() / whole.total() if whole else 1.0


def compare(path: Path, other: Paragraphs) -> Reading:
    document = readers.read(path.name, path.read_bytes())
    ours, our_pairs = counted(segment.text for segment in document.segments)
    _, in_sequence = counted([" ".join(segment.text for segment in document.segments)])
    words, pairs = counted(other)
    return Reading(
        path,
        words.total(),
        share(ours, words),
        share(words, ours),
        share(our_pairs, pairs),
        share(our_pairs | in_sequence, pairs),
        tuple((words - ours).elements())[:12],
        document.gaps,
    )


def pandoc(path: Path) -> Paragraphs | None:
    """The paragraphs that pandoc reads, or None where it cannot."""
    run = subprocess.run(
        ["pandoc", "--from=docx", "--to=json", "--track-changes=accept", str(path)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    if run.returncode:
        return None
    paragraphs: Paragraphs = []
    for block in json.loads(run.stdout)["blocks"]:
        paragraphs += texts(block)
    return paragraphs


EDGE = 12
"""Lines at the head and the foot of a page that may be the same on every page."""


def pdftotext(path: Path) -> Paragraphs | None:
    """The paragraphs that poppler reads, or None where it cannot.

    What stands in the same words at the edge of several pages counts once, as we read it once, and
    words that were divided at a line end are put together by the same rules.
    """
    run = subprocess.run(
        ["pdftotext", "-q", "-cropbox", str(path), "-"],
        capture_output=True,
        timeout=120,
        check=False,
    )
    if run.returncode:
        return None
    seen: set[str] = set()
    paragraphs: Paragraphs = []
    for page in run.stdout.decode("utf-8", "replace").split("\f"):
        lines = page.split("\n")
        filled = [number for number, line in enumerate(lines) if line.strip()]
        for number in {*filled[:EDGE], *filled[-EDGE:]}:
            masked = re.sub(r"[0-9]+", "0", lines[number].strip())
            if masked in seen:
                lines[number] = ""
            seen.add(masked)
        for block in re.split(r"\n\s*\n", "\n".join(lines)):
            text, _ = normalise([(block, 0, len(block))], dehyphenate=True)
            paragraphs.append(unicodedata.normalize("NFKC", text))
    return paragraphs


# What is no prose, or is struck out.
LEFT_OUT = {"Strikeout", "Math", "RawInline", "RawBlock"}
SPACES = {"Space", "SoftBreak", "LineBreak"}


def texts(node: Any) -> Iterator[str]:
    """The paragraphs below a node of pandoc's tree; notes and pictures are ones of their own."""
    if isinstance(node, dict) and node.get("t") in {"Para", "Plain", "Header", "LineBlock"}:
        content = node["c"][2] if node["t"] == "Header" else node["c"]
        aside: list[str] = []
        yield "".join(inline(content, aside))
        yield from aside
    elif isinstance(node, dict):
        if node.get("t") in {"CodeBlock"}:
            yield node["c"][1]
        elif node.get("t") not in LEFT_OUT:
            yield from texts(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)


def inline(node: Any, aside: list[str]) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from inline(child, aside)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            yield content
        elif kind in SPACES:
            yield " "
        elif kind == "Code":
            yield content[1]
        elif kind == "Note":
            aside += texts(content)
        elif kind == "Image":
            aside.append("".join(inline(content[1], aside)))
        elif kind not in LEFT_OUT:
            yield from inline(content, aside)


def report(
    name: str, files: list[Path], other: Callable[[Path], Paragraphs | None], verbose: bool
) -> bool:
    """Print the figures of one format; whether every prose file is read or has its reason."""
    readings: list[Reading] = []
    unread = unread_by_other = 0
    for path in files:
        theirs = other(path)
        try:
            if theirs is None:
                unread_by_other += 1
                readers.read(path.name, path.read_bytes())
            else:
                readings.append(compare(path, theirs))
        except UnreadableDocument as error:
            unread += 1
            if theirs is not None and len(tokens(" ".join(theirs))) >= PROSE:
                print(f"  not read, {error.kind.value}: {path.name}")
    prose = [reading for reading in readings if reading.words >= PROSE]
    print(
        f"{name}: {len(files)} files, {unread} not read by us, {unread_by_other} not by the other "
        f"program, {len(prose)} with prose"
    )
    if not prose:
        return True
    if verbose:
        for reading in prose:
            print(
                f"    {reading.recall:.3f} {reading.precision:.3f} {reading.pairs:.3f} "
                f"{reading.order:.3f} "
                f"{reading.words:>7}  {reading.path.name}"
            )
    total = sum(reading.words for reading in prose)
    for what, values in (
        ("recall", [reading.recall for reading in prose]),
        ("precision", [reading.precision for reading in prose]),
        ("pairs", [reading.pairs for reading in prose]),
        ("order", [reading.order for reading in prose]),
    ):
        micro = sum(v * r.words for v, r in zip(values, prose, strict=True)) / total
        print(
            f"  {what:<9} micro {micro:.4f}  mean {statistics.mean(values):.4f}  "
            f"median {statistics.median(values):.4f}  lowest {min(values):.4f}"
        )
    least = sorted((r for r in prose if r.recall < LEAST), key=lambda reading: reading.recall)
    for reading in least:
        reason = REASONS.get(reading.path.name, "NO REASON")
        print(f"  {reading.recall:.3f} of {reading.words}  {reading.path.name}: {reason}")
        if reason == "NO REASON":
            print(f"    missing: {' '.join(reading.missing)}")
            for gap in reading.gaps:
                print(f"    gap: {gap}")
    return all(reading.path.name in REASONS for reading in least)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--docx", type=Path, help="a folder of Word documents")
    parser.add_argument("--pdf", type=Path, help="a folder of PDF files")
    parser.add_argument("-v", "--verbose", action="store_true", help="every file")
    arguments = parser.parse_args()
    good = True
    if arguments.docx:
        good &= report(
            "docx against pandoc", sorted(arguments.docx.glob("*.docx")), pandoc, arguments.verbose
        )
    if arguments.pdf:
        good &= report(
            "pdf against pdftotext",
            sorted(arguments.pdf.glob("*.pdf")),
            pdftotext,
            arguments.verbose,
        )
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
