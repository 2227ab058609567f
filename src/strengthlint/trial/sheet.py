"""A sheet of findings to be judged: CSV and back.

The columns that name the code are for the eye; what a row is about stands in its key, so that a
sheet without them can be read back too.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon.evidence import EvidenceRow
from strengthlint.lexicon.spreadsheet import csv_table, guard, unguard
from strengthlint.lexicon.workbook import xlsx_table
from strengthlint.trial import Finding, Key

__all__ = [
    "COLUMNS",
    "QUESTION",
    "Judged",
    "Verdict",
    "agreement",
    "cells",
    "evidence_rows",
    "headings",
    "read_sheet",
    "together",
    "write_csv",
]

QUESTION = "Should it speak here?"


class Verdict(str, Enum):
    """What somebody says of a finding: should a good colleague have raised it?"""

    YES = "yes"
    OPTIONAL = "optional"
    NO = "no"


_WORDS = {
    **dict.fromkeys(("yes", "y", "right"), Verdict.YES),
    **dict.fromkeys(("optional", "o", "maybe"), Verdict.OPTIONAL),
    **dict.fromkeys(("no", "n", "wrong"), Verdict.NO),
}

COLUMNS = (
    "Verdict", "Words", "Sentence", "Before", "After", "Code", "Name", "Level", "Place", "Text", "Key",
)  # fmt: skip
"""From left to right; Code, Name and Level are left out where nobody is to know them."""

_TOLD = ("Code", "Name", "Level")


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was read back.

    Attributes:
        key: The finding.
        text: The collection it belongs to.
        verdict: What was said of it.
    """

    key: Key
    text: str
    verdict: Verdict


@dataclass
class Sheet:
    """A sheet that was read back.

    Attributes:
        judged: The rows with a verdict.
        blank: How many have none yet.
    """

    judged: list[Judged] = field(default_factory=list)
    blank: int = 0


# Writing


def headings(*, blind: bool) -> tuple[str, ...]:
    """The headings of a sheet."""
    return tuple(column for column in COLUMNS if not (blind and column in _TOLD))


def cells(finding: Finding, verdict: Verdict | None, *, blind: bool) -> tuple[str, ...]:
    """The row of a finding, as long as `headings`."""
    values = {
        "Verdict": verdict.value if verdict else "",
        "Words": finding.words,
        "Sentence": finding.marked,
        "Before": finding.before,
        "After": finding.after,
        "Code": finding.key.code,
        "Name": finding.name,
        "Level": finding.level,
        "Place": finding.place,
        "Text": finding.text,
        "Key": str(finding.key),
    }
    return tuple(values[column] for column in headings(blind=blind))


def write_csv(
    findings: Iterable[Finding], verdicts: Mapping[tuple[str, str], Verdict], *, blind: bool = False
) -> bytes:
    """A sheet in UTF-8, with the mark by which Excel knows it.

    Args:
        findings: Its rows.
        verdicts: What is known already, by code and fingerprint.
        blind: Whether it says nothing of codes and levels.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings(blind=blind))
    for finding in findings:
        verdict = verdicts.get((finding.key.code, finding.key.fingerprint))
        writer.writerow(guard(cell) for cell in cells(finding, verdict, blind=blind))
    return out.getvalue().encode("utf-8-sig")


# Reading


def read_sheet(name: str, data: bytes) -> Sheet:
    """Read back a sheet, CSV or (by its suffix) a workbook it was saved as.

    Args:
        name: The file, as people would name it.
        data: The file.

    Raises:
        LexiconError: with every row that cannot be understood.
    """
    table = xlsx_table(name, data) if name.lower().endswith(".xlsx") else csv_table(name, data)
    rows = iter(enumerate(table, 1))
    heading = next((row for _, row in rows if any(cell.strip() for cell in row)), [])
    titles = [unguard(title).strip().title() for title in heading]
    missing = [column for column in ("Verdict", "Text", "Key") if column not in titles]
    if missing:
        hint = "It should be a sheet that “strengthlint lexicon try” wrote, with its headings."
        message = f"There is no column “{missing[0]}”."
        raise LexiconError([Problem(name, 0, "", message, hint)])
    sheet = Sheet()
    problems: list[Problem] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        values = dict(zip(titles, map(unguard, row), strict=False))
        word = values.get("Verdict", "").strip().lower()
        if not word:
            sheet.blank += 1
            continue
        place = f"{name}, row {number}"
        verdict = _WORDS.get(word)
        if verdict is None:
            hint = "It takes yes, optional or no; empty where nobody has judged it yet."
            problems.append(Problem(place, 0, "", f"“{word}” is not a verdict.", hint))
            continue
        try:
            key = Key.parse(values.get("Key", ""))
        except ValueError:
            hint = "Leave the last column as it is; it says which finding the row is about."
            problems.append(Problem(place, 0, "", "The key of this row was changed.", hint))
            continue
        # A tab would be the start of another column in the evidence file.
        text = " ".join(values.get("Text", "").split()) or "unnamed"
        sheet.judged.append(Judged(key, text, verdict))
    if problems:
        raise LexiconError(problems)
    return sheet


def together(sheets: Sequence[Sheet]) -> list[Judged]:
    """The verdicts of several people on the same findings; where they differ it is optional."""
    found: dict[tuple[str, str, str], Judged] = {}
    for judged in (row for sheet in sheets for row in sheet.judged):
        name = judged.key.code, judged.key.fingerprint, judged.text
        known = found.setdefault(name, judged)
        if known.verdict is not judged.verdict:
            found[name] = Judged(judged.key, judged.text, Verdict.OPTIONAL)
    return list(found.values())


def agreement(one: Sheet, other: Sheet) -> tuple[int, int, float] | None:
    """How far two people agree: findings that both judged, alike, and Cohen's kappa.

    None where they judged nothing in common.
    """
    first, second = (
        {(j.key.code, j.key.fingerprint): j.verdict for j in s.judged} for s in (one, other)
    )
    both = [key for key in first if key in second]
    if not both:
        return None
    alike = sum(first[key] is second[key] for key in both)
    shares = [Counter(said[key] for key in both) for said in (first, second)]
    chance = sum(shares[0][v] * shares[1][v] for v in Verdict) / len(both) ** 2
    observed = alike / len(both)
    kappa = 1.0 if chance == 1 else (observed - chance) / (1 - chance)
    return len(both), alike, kappa


def evidence_rows(judged: Iterable[Judged]) -> list[EvidenceRow]:
    """The verdicts counted, by code, text and form of the entry; sorted."""
    counted: dict[tuple[str, str, str, str], Counter[Verdict]] = {}
    for row in judged:
        key = row.key.code, row.text, row.key.lexicon, row.key.entry
        counted.setdefault(key, Counter())[row.verdict] += 1
    return sorted(
        EvidenceRow(*key, count[Verdict.YES], count[Verdict.OPTIONAL], count[Verdict.NO])
        for key, count in counted.items()
    )
