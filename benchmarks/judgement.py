"""Precision and recall on labelled sentences.

    python benchmarks/judgement.py --eval ../shared/eval [--notes ../shared/research/lexicon-notes.md] [-v]

A finding counts where its standing is open, its level rethink or reflect, and it overlaps the
labelled words (for rows that are to stay quiet: the trigger's first occurrence). Rows labelled
`note` are counted apart.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Document, OffsetMap, Segment, SegmentKind
from strengthlint.linter import Linter


def check_sentences(linter: Linter, sentences: list[str]) -> list[list[Diagnostic]]:
    """The diagnostics of each sentence; columns count characters of the sentence."""
    segments, source = [], ""
    for sentence in sentences:
        segments.append(
            Segment(sentence, SegmentKind.PARAGRAPH, OffsetMap.identity(len(sentence), len(source)))
        )
        source += sentence + "\n"
    found: list[list[Diagnostic]] = [[] for _ in sentences]
    for diagnostic in linter.check_document(
        Document("sentences", source, tuple(segments))
    ).diagnostics:
        found[diagnostic.location.line - 1].append(diagnostic)
    return found


def speaks(diagnostics: list[Diagnostic], start: int, end: int) -> list[Diagnostic]:
    """The diagnostics that count and overlap a range."""
    return [
        d
        for d in diagnostics
        if d.standing is Standing.OPEN
        and d.level >= Level.REFLECT
        and d.location.column - 1 < end
        and start < d.location.end_column - 1
    ]


def labelled(folder: Path, linter: Linter, verbose: bool) -> None:
    rows = [
        line.split("\t")
        for line in (folder / "dev-sentences.tsv").read_text("utf-8").splitlines()[1:]
    ]
    labels = {
        line.split("\t")[0]: line.split("\t")[1:]
        for line in (folder / "dev-labels.tsv").read_text("utf-8").splitlines()[1:]
    }
    found = check_sentences(linter, [row[3] for row in rows])
    counts: Counter[tuple[str, bool]] = Counter()
    for row, diagnostics in zip(rows, found, strict=True):
        sentence, trigger = row[3], row[4]
        label, start, end = (labels[row[0]] + ["", ""])[:3]
        if start:
            where = int(start), int(end)
        else:
            at = max(sentence.lower().find(trigger.lower()), 0)
            where = at, at + len(trigger)
        said = speaks(diagnostics, *where)
        counts[label, bool(said)] += 1
        if verbose and ((label == "flag") != bool(said)) and label != "note":
            words = ", ".join(f"{d.code} {d.name} “{d.matched}”" for d in said)
            others = ", ".join(
                f"{d.code} {d.level.value} {d.standing.value} ({d.reason})"
                for d in diagnostics
                if d not in said
            )
            print(
                f"  {label}: [{sentence[where[0] : where[1]]}] {words} | {others}\n      {sentence}"
            )
    true, false = counts["flag", True], counts["ok", True]
    missed = counts["flag", False]
    precision = true / (true + false) if true + false else 0.0
    recall = true / (true + missed) if true + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"{len(rows)} sentences: {true} found, {missed} missed, {false} false alarms")
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(
        f"note rows: {counts['note', True]} of {counts['note', True] + counts['note', False]} at reflect or above"
    )


def smoke(notes: Path, linter: Linter, verbose: bool) -> None:
    text = notes.read_text("utf-8")
    must = _numbered(text.split("### 9.1")[1].split("### 9.2")[0], reasons=True)
    quiet = _numbered(text.split("### 9.2")[1].split("(45 and 48")[0], reasons=True)
    wrong = 0
    for sentences, expected in ((must, True), (quiet, False)):
        for sentence, diagnostics in zip(
            sentences, check_sentences(linter, sentences), strict=True
        ):
            said = speaks(diagnostics, 0, len(sentence))
            if bool(said) != expected:
                wrong += 1
                if verbose:
                    words = ", ".join(f"{d.code} {d.name} “{d.matched}”" for d in said)
                    others = ", ".join(
                        f"{d.code} {d.name} {d.level.value} {d.standing.value} ({d.reason})"
                        for d in diagnostics
                    )
                    print(
                        f"  {'missed' if expected else 'false alarm'}: {sentence} | {words} | {others}"
                    )
    print(
        f"{len(must)} that must speak and {len(quiet)} that must stay quiet: {wrong} go the other way"
    )


def _numbered(text: str, *, reasons: bool) -> list[str]:
    found = re.findall(r"^\d+\. (.*)$", text, re.MULTILINE)
    return [line.rsplit(" - ", 1)[0] for line in found] if reasons else found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--notes", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    linter = Linter(Settings())
    labelled(options.eval, linter, options.verbose)
    if options.notes:
        smoke(options.notes, linter, options.verbose)


if __name__ == "__main__":
    main()
