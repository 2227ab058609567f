"""What a table of notes adds up to: in how many of a thousand notes something stands.

One measure everywhere: notes with at least one remark that is shown. A small count is never told, for
it may point at a person; nor is one that follows from the others by subtraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from strengthlint.diagnostic import Level, Standing
from strengthlint.lexicon.entry import FAMILIES
from strengthlint.tables.checking import Outcome
from strengthlint.tables.choosing import look_like_people

__all__ = [
    "MANY_VALUES",
    "OTHERWISE",
    "Counted",
    "GroupRates",
    "Rate",
    "Rates",
    "disclosed",
    "month_label",
]

MANY_VALUES: Final = 200
"""Different values of a column from which on it makes no groups."""

OTHERWISE: Final = "(nothing said)"
"""The group of the rows whose cell is empty."""

_MOST_PROBLEMS: Final = 10
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Rate(NamedTuple):
    """In how many notes something stands.

    Attributes:
        name: What it is, or whose notes these are.
        among: How many notes there are.
        notes: In how many of them it stands; None where that is not told.
    """

    name: str
    among: int
    notes: int | None

    @property
    def per_thousand(self) -> float | None:
        """Of a thousand notes; None where the count is not told."""
        if self.notes is None:
            return None
        return 1000 * self.notes / self.among if self.among else 0.0


def month_label(month: str) -> str:
    """A month as people write it: "Apr 2026" for "2026-04"."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


@dataclass(slots=True)
class Counted:
    """Notes of one group: all of them, and those with a remark."""

    notes: int = 0
    touched: int = 0


@dataclass(slots=True)
class GroupRates:
    """Counts by the values of one column.

    Attributes:
        title: What the column is called.
        by_month: Whether the values are months.
        values: Counts by value.
        is_too_many: Whether it has too many values to make groups.
    """

    title: str
    by_month: bool
    values: dict[str, Counted] = field(default_factory=dict)
    is_too_many: bool = False

    def add(self, value: str, is_touched: bool) -> None:
        """Count one note."""
        if self.is_too_many:
            return
        counted = self.values.setdefault(value or OTHERWISE, Counted())
        counted.notes += 1
        counted.touched += is_touched
        if len(self.values) > MANY_VALUES:
            self.is_too_many = True
            self.values.clear()

    def label(self, value: str) -> str:
        """What a value is called."""
        return month_label(value) if self.by_month and value != OTHERWISE else value

    def rates(self, least: int) -> list[Rate]:
        """A rate for each value, in the order of the values: no ranking.

        Args:
            least: The smallest count that is told.
        """
        names = sorted(self.values, key=lambda name: (name == OTHERWISE, name.casefold()))
        found = [Rate(name, self.values[name].notes, self.values[name].touched) for name in names]
        return disclosed(found, least)


class Rates:
    """Counts that grow with every row.

    Args:
        show: The lowest level that is counted.
        fail_on: The lowest level that fails; None where none does.
        groups: The title of each column to count by, and whether it is taken by month.
        names: Words that are people's names; a phrase with one is counted by its rule alone.

    Attributes:
        notes: Rows with text, that were read.
        touched: Those of them with something to look at.
        without_text: Rows that hold none.
        not_read: Rows of which something could not be read at all.
        in_part: Rows that were read only in part.
        cut: Rows of which a limit of ours cut something off.
        repeated: Rows whose text stood in a row before.
        highest: Notes by their highest level, of what is shown.
        below: Open remarks below the lowest level that is shown.
        standings: Remarks by standing, at or above the lowest level.
        failing: Open remarks at the fail level or above.
        rules: In how many notes each rule speaks, by code, name and level.
        families: In how many notes each family speaks.
        phrases: In how many notes matched words stand, by them and the code.
        problems: The first rows that were not or not wholly read, with the reason.
        groups: Counts by the values of columns.
    """

    def __init__(
        self,
        show: Level,
        fail_on: Level | None,
        groups: Sequence[tuple[str, bool]] = (),
        names: frozenset[str] = frozenset(),
    ) -> None:
        self.show, self.fail_on = show, fail_on
        self.notes = self.touched = self.without_text = self.not_read = self.in_part = 0
        self.cut = self.repeated = self.below = self.failing = self.repeated_ids = 0
        self.highest: Counter[str] = Counter()
        self.standings: Counter[str] = Counter()
        self.rules: Counter[tuple[str, str, str]] = Counter()
        self.families: Counter[str] = Counter()
        self.phrases: Counter[tuple[str, str]] = Counter()
        self.problems: list[tuple[int, str]] = []
        self.groups = [GroupRates(title, by_month) for title, by_month in groups]
        self._names = names

    def add(self, outcomes: Iterable[Outcome], values: Sequence[str]) -> None:
        """Count a row with text.

        Args:
            outcomes: What each of its texts gave.
            values: Its group in each column that is counted by.
        """
        self.notes += 1
        rules: set[tuple[str, str, str]] = set()
        phrases: set[tuple[str, str]] = set()
        for outcome in outcomes:
            self.cut += outcome.is_cut
            for code, name, level, standing, _, matched, *_ in outcome.remarks:
                is_shown = Level(level) >= self.show
                if is_shown:
                    self.standings[standing] += 1
                if standing != Standing.OPEN.value:
                    continue
                if self.fail_on is not None and Level(level) >= self.fail_on:
                    self.failing += 1
                if not is_shown:
                    self.below += 1
                    continue
                rules.add((code, name, level))
                words = matched.split()
                if words and self._names.isdisjoint(words):
                    phrases.add((" ".join(words).lower(), code))
        if rules:
            self.touched += 1
            self.highest[max((Level(level) for _, _, level in rules)).value] += 1
            self.rules.update(rules)
            self.families.update({code.rstrip("0123456789") for code, _, _ in rules})
            self.phrases.update(phrases)
        for group, value in zip(self.groups, values, strict=True):
            group.add(value, bool(rules))

    def tell(self, row: int, problem: str) -> None:
        """Keep one of the first rows with a problem, to be named."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append((row, problem))

    def leave_people_out(self) -> list[str]:
        """Take figures away that would compare people, or too many; says which, a sentence each."""
        told, kept = [], []
        for group in self.groups:
            if group.is_too_many:
                told.append(
                    f"No figures by “{group.title}”: it has more than {MANY_VALUES} different values."
                )
            elif not group.by_month and look_like_people(list(group.values), self._names):
                told.append(
                    f"No figures by “{group.title}”: it seems to name people, and these figures compare none."
                )
            else:
                kept.append(group)
        self.groups = kept
        return told

    def family_rates(self, least: int) -> list[Rate]:
        """A rate for each family that speaks, the most frequent first."""
        return self._ranked(
            {f"{code} {FAMILIES.get(code, '')}".rstrip(): n for code, n in self.families.items()},
            least,
        )

    def _ranked(self, counts: Mapping[str, int], least: int) -> list[Rate]:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [Rate(name, self.notes, count if count >= least else None) for name, count in ranked]

    def as_json(self) -> dict[str, Any]:
        """All counts, for a journal."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in _NUMBERS}
        kept |= {name: dict(getattr(self, name)) for name in _BY_NAME}
        kept["rules"] = [[*key, count] for key, count in self.rules.items()]
        kept["phrases"] = [[*key, count] for key, count in self.phrases.items()]
        kept["problems"] = self.problems
        kept["groups"] = [
            [group.is_too_many, [[v, c.notes, c.touched] for v, c in group.values.items()]]
            for group in self.groups
        ]
        return kept

    def take(self, kept: Mapping[str, Any]) -> None:
        """Go on from the counts of a journal.

        Raises:
            KeyError, TypeError, ValueError: where they are none.
        """
        for name in _NUMBERS:
            setattr(self, name, int(kept[name]))
        for name in _BY_NAME:
            setattr(self, name, Counter(kept[name]))
        self.rules = Counter({(a, b, c): count for a, b, c, count in kept["rules"]})
        self.phrases = Counter({(a, b): count for a, b, count in kept["phrases"]})
        self.problems = [(int(row), str(why)) for row, why in kept["problems"]]
        for group, (is_too_many, values) in zip(self.groups, kept["groups"], strict=True):
            group.is_too_many = bool(is_too_many)
            group.values = {value: Counted(notes, touched) for value, notes, touched in values}


_NUMBERS: Final = (
    "notes", "touched", "without_text", "not_read", "in_part", "cut", "repeated", "below", "failing",
    "repeated_ids",
)  # fmt: skip
_BY_NAME: Final = ("highest", "standings", "families")


def disclosed(rates: Sequence[Rate], least: int) -> list[Rate]:
    """Rates of groups that make up a whole, without counts that may point at a person.

    A count below `least` is not told, and neither is how many notes have nothing, where these are so
    few. Where only one is hidden it would follow from the total, so the next smallest goes too.

    Args:
        rates: Of groups that no note is in twice.
        least: The smallest count that is told.
    """

    def is_small(rate: Rate) -> bool:
        return rate.notes is not None and (0 < rate.notes < least or rate.among < least)

    hidden = {place for place, rate in enumerate(rates) if is_small(rate)}
    if len(hidden) == 1:
        rest = [place for place, rate in enumerate(rates) if place not in hidden and rate.notes]
        if rest:
            hidden.add(min(rest, key=lambda place: (rates[place].notes or 0, rates[place].name)))
    return [
        rate._replace(notes=None) if place in hidden else rate for place, rate in enumerate(rates)
    ]
