"""How well a whole document is counted, and whether the rules about it speak where they should.

Reads whole documents in pairs (the same story by deficit and by strengths) with counts by a person, in
`DIR/documents` with `overview.tsv`, and prints for each what was counted beside what the person counted. In brackets stands what might be asked besides:

    python benchmarks/reflection.py --eval DIR [--verbose]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation

from strengthlint.diagnostic import Level
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport

YES_OR_NO = {
    "own words": ("own_words_quoted", "own-words"),
    "strengths": ("strengths_named", "strength"),
    "hopes": ("goals_in_own_terms", "hope"),
    "network": ("network_as_resource", "around"),
}
COUNTED = {
    "the person acts": ("person_acts", "acting"),
    "done to the person": ("service_acts_upon", "done-to"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True, help="folder with documents/")
    parser.add_argument("--verbose", action="store_true", help="also what each rule says")
    asked = parser.parse_args()
    folder = asked.eval / "documents"
    with (folder / "overview.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    linter = Linter()
    reports = [linter.check_path(folder / row["file"]) for row in rows]
    for row, report in zip(rows, reports, strict=True):
        remarks = [each for each in report.diagnostics if each.of_whole]
        asked_first = " ".join(each.code for each in remarks if each.level > Level.NOTE) or "-"
        further = " ".join(each.code for each in remarks if each.level <= Level.NOTE)
        codes = f"{asked_first} ({further})" if further else asked_first
        print(f"{row['file']:<44} {row['version']:<10} {codes}")
        if asked.verbose:
            print(f"    a person says: {row['supervisor_says']}")
            for each in remarks:
                print(f"    {each.code}: {each.message} {each.ask}")
    print()
    for name, (gold, what) in YES_OR_NO.items():
        right = [
            (row[gold] not in ("no", "none")) == (_count(report, what) > 0)
            for row, report in zip(rows, reports, strict=True)
        ]
        wrong = [row["file"] for row, is_right in zip(rows, right, strict=True) if not is_right]
        print(f"{name:<20} {sum(right)}/{len(right)} agree {' '.join(wrong)}")
    for name, (gold, what) in COUNTED.items():
        by_person = [float(row[gold]) for row in rows]
        by_us = [float(_count(report, what)) for report in reports]
        off = sum(abs(a - b) for a, b in zip(by_person, by_us, strict=True)) / len(rows)
        print(f"{name:<20} r = {correlation(by_person, by_us):.2f}, off by {off:.1f} on average")
    for version in ("deficit", "strengths"):
        print(f"{version:<20} {_asked(rows, reports, version)} are asked something")


def _count(report: DocumentReport, what: str) -> int:
    return report.summary.count(what) if report.summary is not None else 0


def _asked(rows: Sequence[dict[str, str]], reports: Sequence[DocumentReport], version: str) -> str:
    of_it = [
        any(each.of_whole for each in report.diagnostics)
        for row, report in zip(rows, reports, strict=True)
        if row["version"] == version
    ]
    return f"{sum(of_it)} of {len(of_it)}"


if __name__ == "__main__":
    main()
