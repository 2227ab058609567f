"""What a run over a table adds up to, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from strengthlint.diagnostic import Level, Standing
from strengthlint.lexicon import Lexicon
from strengthlint.tables.rates import Rate, Rates

__all__ = ["levels_line", "problem_lines", "rate_lines", "summary_lines"]

_HIGHEST_FIRST: Final = tuple(sorted(Level, reverse=True))
_AT_LEVEL: Final = {
    Level.RETHINK: "to rethink",
    Level.REFLECT: "to reflect on",
    Level.NOTE: "at level note",
}


def summary_lines(rates: Rates, lexicon: Lexicon) -> Iterator[str]:
    """What was found, and what of it is shown and fails."""
    notes = _counted(rates.notes, "note")
    if not rates.notes:
        yield "No note was read."
    elif rates.touched:
        levels = ", ".join(
            f"{rates.highest[level.value]:,} {_AT_LEVEL[level]}"
            for level in _HIGHEST_FIRST
            if rates.highest[level.value]
        )
        per = f"{1000 * rates.touched / rates.notes:,.0f} of 1,000"
        yield f"{rates.touched:,} of {notes} have something to look at ({per}): {levels}."
    else:
        yield f"Nothing to raise in {notes}."
    beside = []
    if rates.repeated:
        beside.append(f"{_counted(rates.repeated, 'note')} with the text of one before")
    if rates.without_text:
        beside.append(f"{_counted(rates.without_text, 'row')} without text")
    if rates.repeated_ids:
        ids = (
            "1 id that stands"
            if rates.repeated_ids == 1
            else f"{rates.repeated_ids:,} ids that stand"
        )
        beside.append(f"{ids} in a row before too (the row tells them apart)")
    if beside:
        yield f"Also: {'; '.join(beside)}."
    quoted = rates.standings[Standing.QUOTED.value]
    hidden = []
    if rates.below:
        below = [level for level in Level if level < rates.show]
        hidden.append(
            f"{_counted(rates.below, 'remark')} at a lower level (--show {min(below).value})"
        )
    if quoted:
        hidden.append(f"{quoted:,} in people's own words or names")
    if hidden:
        yield f"Not counted: {', '.join(hidden)}."
    yield levels_line(rates, lexicon)


def levels_line(rates: Rates, lexicon: Lexicon) -> str:
    """What is shown, what fails, and which lexicon spoke."""
    fails = "nothing" if rates.fail_on is None else _from(rates.fail_on)
    stamp = f"{lexicon.version} ({lexicon.digest})"
    return f"Shows: {_from(rates.show)}. Fails on: {fails}. Lexicon {stamp}."


def problem_lines(rates: Rates) -> Iterator[str]:
    """What was not or not wholly read, the first rows by number."""
    if rates.not_read:
        yield f"{_counted(rates.not_read, 'row')} could not be read."
    if rates.in_part:
        yield f"{_counted(rates.in_part, 'row')} could be read only in part."
    for row, why in rates.problems:
        yield f"  row {row:,}: {why}"
    more = rates.not_read + rates.in_part - len({row for row, _ in rates.problems})
    if more > 0:
        yield f"  and {more:,} more; the table of findings names them all."


def rate_lines(rates: Rates, least: int) -> Iterator[list[str]]:
    """Tables of figures for the terminal, as lines."""
    for group in rates.groups:
        if not group.is_too_many and group.values:
            found = [rate._replace(name=group.label(rate.name)) for rate in group.rates(least)]
            yield _table(group.title, found)
    families = [rate for rate in rates.family_rates(least) if rate.notes]
    if families:
        yield _table("family", families)


def _table(title: str, found: list[Rate]) -> list[str]:
    lines = [f"{'notes':>9}  {'of 1,000':>9}  {title}"]
    for rate in found:
        value = rate.per_thousand
        told = "not shown" if value is None else f"{value:.0f}"
        count = "not shown" if rate.notes is None else f"{rate.notes:,}"
        lines.append(f"{count:>9}  {told:>9}  {rate.name}")
    return lines


def _from(level: Level) -> str:
    return level.value if level is _HIGHEST_FIRST[0] else f"{level.value} and above"


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
