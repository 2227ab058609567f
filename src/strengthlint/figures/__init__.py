"""What a library of documents adds up to: by folder, by document, by family and rule, by phrase.

Figures are about wording. They name documents and folders, and nobody who writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import PurePath

from strengthlint.diagnostic import Level
from strengthlint.lexicon.entry import FAMILIES
from strengthlint.report import DocumentReport, Results

__all__ = ["Figures", "Phrase", "Row", "RuleRow"]

_MOST_FOLDERS = 20
_TO_BEGIN_WITH = 10
_MOST_PHRASES = 20


@dataclass(slots=True)
class Row:
    """Counts of one thing: a document, a folder, a family.

    Attributes:
        name: What it is called.
        documents: How many there are in it.
        words: How many words they have.
        counts: Places by level, of what is shown.
    """

    name: str
    documents: int = 0
    words: int = 0
    counts: Counter[Level] = field(default_factory=Counter)

    @property
    def places(self) -> int:
        """Places of every level."""
        return self.counts.total()

    @property
    def per_thousand(self) -> float:
        """Places for every 1,000 words; 0 where there are no words."""
        return 1000 * self.places / self.words if self.words else 0.0

    def add(self, other: Row) -> None:
        """Count something that belongs to this."""
        self.documents += other.documents
        self.words += other.words
        self.counts += other.counts


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How often a rule speaks, and in how many documents."""

    code: str
    name: str
    level: Level
    places: int
    documents: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Matched words in small letters, the rule that speaks, and how often."""

    words: str
    code: str
    places: int


class Figures:
    """Counts that grow with every document.

    Attributes:
        total: All of it.
        documents: A row for each document that was read, in the order of the run.
        unread: Each document that could not be read, with the reason.
        gaps: Each document that could be read only in part, with what is missing.
    """

    def __init__(self) -> None:
        self.total = Row("")
        self.documents: list[Row] = []
        self.unread: list[tuple[str, str]] = []
        self.gaps: list[tuple[str, str]] = []
        self._rules: Counter[tuple[str, str, Level]] = Counter()
        self._documents_of: Counter[tuple[str, str, Level]] = Counter()
        self._phrases: Counter[tuple[str, str]] = Counter()

    @classmethod
    def of(cls, results: Results) -> Figures:
        """The figures of a run; no document is kept."""
        figures = cls()
        for document in results.each():
            figures.add(results, document)
        return figures

    def add(self, results: Results, document: DocumentReport) -> None:
        """Count one more document.

        Args:
            results: Say what is shown of it.
            document: What it gave.
        """
        if document.error is not None:
            self.unread.append((document.path, document.error.message))
            return
        self.gaps += [(document.path, gap) for gap in document.gaps]
        shown = results.shown(document)
        row = Row(document.path, 1, document.words, Counter(each.level for each in shown))
        self.documents.append(row)
        self.total.add(row)
        rules = Counter((each.code, each.name, each.level) for each in shown)
        self._rules += rules
        self._documents_of.update(rules.keys())
        self._phrases.update((" ".join(each.matched.lower().split()), each.code) for each in shown)

    def rules(self) -> list[RuleRow]:
        """A row for each rule that speaks, the most frequent first."""
        rows = [
            RuleRow(code, name, level, places, self._documents_of[code, name, level])
            for (code, name, level), places in self._rules.items()
        ]
        return sorted(rows, key=lambda row: (-row.places, row.code, -row.level.rank))

    def families(self) -> list[Row]:
        """A row for each family that speaks, the most frequent first."""
        rows: dict[str, Row] = {}
        for (code, _, level), places in self._rules.items():
            family = code.rstrip("0123456789")
            row = rows.setdefault(family, Row(f"{family} {FAMILIES.get(family, '')}".rstrip()))
            row.counts[level] += places
        return sorted(rows.values(), key=lambda row: (-row.places, row.name))

    def phrases(self) -> list[Phrase]:
        """The most frequent matched words."""
        found = (Phrase(words, code, places) for (words, code), places in self._phrases.items())
        ranked = sorted(found, key=lambda each: (-each.places, each.words, each.code))
        return ranked[:_MOST_PHRASES]

    def to_begin_with(self) -> list[Row]:
        """The documents in which there is most to do: the highest level first, then the most places."""
        raised = [row for row in self.documents if row.places]
        levels = sorted(Level, reverse=True)
        raised.sort(key=lambda row: ([-row.counts[level] for level in levels], row.name))
        return raised[:_TO_BEGIN_WITH]

    def folders(self) -> list[Row]:
        """A row for each folder, as deep as a page can show; none where all lie in one."""
        places = [PurePath(row.name).parent.parts for row in self.documents]
        common = len(_shared(places))
        deepest = max((len(place) for place in places), default=0)
        rows: dict[tuple[str, ...], Row] = {}
        for depth in range(common + 1, deepest + 1):
            deeper = self._by_folder(places, depth)
            if len(deeper) > _MOST_FOLDERS and rows:
                break
            rows = deeper
        return sorted(rows.values(), key=lambda row: row.name) if len(rows) > 1 else []

    def _by_folder(
        self, places: Sequence[tuple[str, ...]], depth: int
    ) -> dict[tuple[str, ...], Row]:
        rows: dict[tuple[str, ...], Row] = {}
        for place, document in zip(places, self.documents, strict=True):
            folder = place[:depth]
            name = PurePath(*folder).as_posix() if folder else "."
            rows.setdefault(folder, Row(name)).add(document)
        return rows


def _shared(places: Iterable[tuple[str, ...]]) -> list[str]:
    """The folders that all places begin with."""
    parts = list(places)
    if not parts:
        return []
    same = takewhile(lambda column: len(set(column)) == 1, zip(*parts, strict=False))
    return [column[0] for column in same]
