"""The figures of a run as tables for the terminal; not a reporter itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strengthlint.diagnostic import Level
from strengthlint.figures import Figures, Row
from strengthlint.report import Results
from strengthlint.reporters.listing import counts_by_rule
from strengthlint.reporters.places import printable

__all__ = ["tables"]

_HIGHEST_FIRST = tuple(sorted(Level, reverse=True))
_NARROWEST = 24
_GAP = 2
_LEAST = 2
"""Of documents or folders, before a table of them says more than the summary."""


def tables(results: Results, figures: Figures, width: int) -> Iterator[list[str]]:
    """One table after the other, as lines: by folder, by document, by family, by rule.

    Args:
        results: A run that is over.
        figures: What it adds up to.
        width: Columns to fill at most; names that are longer are cut at their start.
    """
    levels = [
        level for level in _HIGHEST_FIRST if level >= results.show or figures.total.counts[level]
    ]
    heads = [level.value for level in levels]
    folders = figures.folders()
    if folders:
        rows = [
            [f"{row.documents:,}", f"{row.words:,}", *_counts(row, levels), _rate(row), row.name]
            for row in folders
        ]
        yield _table(["documents", "words", *heads, "per 1,000", "folder"], rows, width)
    begin = figures.to_begin_with()
    if begin and len(figures.documents) >= _LEAST:
        rows = [[f"{row.words:,}", *_counts(row, levels), _rate(row), row.name] for row in begin]
        yield _table(["words", *heads, "per 1,000", "document to begin with"], rows, width)
    families = figures.families()
    if families:
        rows = [[*_counts(row, levels), row.name] for row in families]
        yield _table([*heads, "family"], rows, width)
    yield list(counts_by_rule(results))


def _counts(row: Row, levels: Sequence[Level]) -> list[str]:
    return [f"{row.counts[level]:,}" for level in levels]


def _rate(row: Row) -> str:
    return f"{row.per_thousand:.2f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Numbers to the right, the name behind them."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head) - 1)]
    room = max(width - sum(widths) - _GAP * len(widths), _NARROWEST)
    return [
        "  ".join(
            [*(f"{cell:>{widths[at]}}" for at, cell in enumerate(row[:-1])), _cut(row[-1], room)]
        )
        for row in (head, *rows)
    ]


def _cut(name: str, room: int) -> str:
    name = printable(name)
    return name if len(name) <= room else f"...{name[len(name) - room + 3 :]}"
