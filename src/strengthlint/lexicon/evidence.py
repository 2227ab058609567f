"""What the entries have shown on text that nobody wrote for them: counts, never a sentence.

`evidence.tsv` lies beside the entries, sorted, a line for each code and text, so that git merges it
well. A line counts for the entry as it was when its findings were read; once its phrases or
conditions change, it speaks about an earlier form.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from strengthlint.diagnostic import Level
from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon.entry import Entry, EntryKind

__all__ = [
    "ENOUGH",
    "FILE_NAME",
    "NEEDED",
    "Evidence",
    "EvidenceRow",
    "Proof",
    "entry_digest",
    "evidence_of",
    "evidence_text",
    "read_evidence",
    "read_layers",
    "with_rows",
]

FILE_NAME = "evidence.tsv"

ENOUGH = 12
"""From so many findings that were read on, a share says something."""

NEEDED = {Level.RETHINK: 0.95, Level.REFLECT: 0.80}
"""The share that bears a level out: right for rethink, right or optional for reflect."""


@dataclass(frozen=True, slots=True, order=True)
class EvidenceRow:
    """How the findings of an entry in one text were judged.

    Attributes:
        code: The entry.
        text: What was read, for instance "open text 2026"; names no person and no file.
        lexicon: The version of the lexicon.
        entry: `entry_digest` of the entry as it was.
        right: Findings that a good colleague would have raised.
        optional: Findings on which sensible people would differ.
        wrong: Findings that should not have been.
    """

    code: str
    text: str
    lexicon: str
    entry: str
    right: int
    optional: int
    wrong: int


_COLUMNS = tuple(field.name for field in dataclasses.fields(EvidenceRow))


class Proof(Enum):
    """How far the evidence bears out the level of an entry."""

    NOT_NEEDED = "not needed"
    """A note, or an entry that never speaks."""
    NOT_READ = "not read"
    FEW = "few"
    """What was read bears it out, but it was little."""
    BORNE_OUT = "borne out"
    NOT_BORNE_OUT = "not borne out"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was read about an entry as it is now.

    Attributes:
        right: See `EvidenceRow`.
        optional: See `EvidenceRow`.
        wrong: See `EvidenceRow`.
        texts: What was read, sorted.
        earlier: Findings of an earlier form of the entry that were read; they count for nothing.
    """

    right: int = 0
    optional: int = 0
    wrong: int = 0
    texts: tuple[str, ...] = ()
    earlier: int = 0

    @property
    def read(self) -> int:
        """How many findings were read."""
        return self.right + self.optional + self.wrong

    def share(self, level: Level) -> float:
        """The part of those read that bears a level out; 0 where nothing was read."""
        fits = self.right + (0 if level is Level.RETHINK else self.optional)
        return fits / self.read if self.read else 0.0

    def proof(self, entry: Entry) -> Proof:
        """Whether the level of the entry is borne out."""
        if entry.level is Level.NOTE or entry.kind is not EntryKind.WORDING or entry.when.never:
            return Proof.NOT_NEEDED
        if not self.read:
            return Proof.NOT_READ
        if self.share(entry.level) < NEEDED[entry.level]:
            return Proof.NOT_BORNE_OUT
        return Proof.BORNE_OUT if self.read >= ENOUGH else Proof.FEW

    def __str__(self) -> str:
        found = "1 finding was read" if self.read == 1 else f"{self.read:,} findings were read"
        return f"{found}: {self.right:,} right, {self.optional:,} optional, {self.wrong:,} wrong"


def entry_digest(entry: Entry) -> str:
    """8 hexadecimal digits over what decides where an entry speaks."""
    deciding = (entry.flag, entry.unless, dataclasses.astuple(entry.when), entry.speaks_in_quotes)
    text = json.dumps(deciding, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def evidence_of(entry: Entry, rows: Iterable[EvidenceRow]) -> Evidence:
    """What some rows say about an entry as it is now."""
    digest = entry_digest(entry)
    own = [row for row in rows if row.code == entry.code]
    now = [row for row in own if row.entry == digest]
    return Evidence(
        sum(row.right for row in now),
        sum(row.optional for row in now),
        sum(row.wrong for row in now),
        tuple(sorted({row.text for row in now})),
        sum(row.right + row.optional + row.wrong for row in own if row.entry != digest),
    )


def read_layers(folders: Iterable[Path]) -> list[EvidenceRow]:
    """The rows of every folder that has some.

    Raises:
        LexiconError: with every line that cannot be understood.
    """
    rows: list[EvidenceRow] = []
    problems: list[Problem] = []
    for folder in folders:
        path = folder / FILE_NAME
        if not path.is_file():
            continue
        try:
            rows += read_evidence(path.read_bytes(), f"{folder.name}/{FILE_NAME}")
        except LexiconError as error:
            problems += error.problems
    if problems:
        raise LexiconError(problems)
    return rows


def read_evidence(data: bytes, name: str = FILE_NAME) -> list[EvidenceRow]:
    """The rows of an evidence file.

    Args:
        data: The file.
        name: The file, as people would name it.

    Raises:
        LexiconError: with every line that cannot be understood.
    """
    lines = data.decode("utf-8-sig", "replace").splitlines()
    rows: list[EvidenceRow] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if not line.strip() or tuple(cells) == _COLUMNS:
            continue
        *words, right, optional, wrong = cells if len(cells) == len(_COLUMNS) else [""] * 7
        if not all(words) or not all(count.isdecimal() for count in (right, optional, wrong)):
            problems.append(
                Problem(
                    name,
                    number,
                    "",
                    "This line is not one of evidence: " + line[:60],
                    f"Between tabs it has {', '.join(_COLUMNS[:-1])} and {_COLUMNS[-1]}.",
                )
            )
            continue
        code, text, lexicon, entry = words
        rows.append(EvidenceRow(code, text, lexicon, entry, int(right), int(optional), int(wrong)))
    if problems:
        raise LexiconError(problems)
    return rows


def evidence_text(rows: Iterable[EvidenceRow]) -> str:
    """An evidence file, sorted."""
    lines = ["\t".join(_COLUMNS)]
    lines += ["\t".join(map(str, dataclasses.astuple(row))) for row in sorted(rows)]
    return "\n".join(lines) + "\n"


def with_rows(old: Iterable[EvidenceRow], new: Sequence[EvidenceRow]) -> list[EvidenceRow]:
    """Old rows and new ones; what was read again in the same text takes the place of before."""
    again = {(row.code, row.text) for row in new}
    return sorted([*(row for row in old if (row.code, row.text) not in again), *new])
