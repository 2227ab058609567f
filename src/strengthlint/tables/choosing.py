"""Which columns of a table hold the notes, their ids, and what figures are counted by.

What is not said is guessed from the names of the columns and their first rows, and told. Figures are
about wording and services: a column that names workers or people is refused, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final

from strengthlint.errors import UnusableTable
from strengthlint.spelling import did_you_mean
from strengthlint.tables.dates import Months, months_of
from strengthlint.tables.source import Source

__all__ = ["Chosen", "Group", "choose", "look_like_people", "refuse_people", "text_of"]

_SAMPLE: Final = 500
_LEAST_WORDS: Final = 3.0
"""Words that the cells of a column have on average, for it to be taken for notes."""
_MOST_KINDS: Final = 40
_LONG: Final = 8

_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_TEXTS: Final = frozenset(
    "note notes text narrative comment comments detail details description body content observation record entry "
    "log summary message".split()
)
_IDS: Final = frozenset("id ref reference guid uuid key".split())
_KINDS: Final = frozenset(
    "team service type kind category ward locality area region directorate department project scheme site".split()
)
_DATES: Final = frozenset("date month day created recorded written when time".split())
_PEOPLE: Final = frozenset(
    "worker workers author staff officer keyworker caseworker practitioner clinician nurse user username employee "
    "manager supervisor assessor name surname forename firstname lastname client clients patient patients person "
    "customer resident tenant nhs dob birth email phone postcode address by".split()
)
_SERVICES: Final = frozenset(
    "team house ward court lodge centre center unit road street lane hostel service project scheme place north south "
    "east west".split()
)


@dataclass(frozen=True)
class Group:
    """A column by whose values figures are counted.

    Attributes:
        name: Of the column.
        place: Of the column.
        months: How its dates are read, where it holds dates; else None.
    """

    name: str
    place: int
    months: Months | None = None

    @property
    def title(self) -> str:
        """What it is called in a sentence."""
        if self.months is None:
            return f"“{self.name}”"
        return f"month of “{self.name}”{' (month first)' if self.months.month_first else ''}"

    def value(self, cell: object) -> str:
        """Which group a row belongs to, or "" where its cell says nothing."""
        if self.months is not None:
            return self.months.month(cell)
        return " ".join(text_of(cell).split())[:80]


@dataclass(frozen=True)
class Chosen:
    """The columns of a run.

    Attributes:
        texts: Places of the columns of text; at least one.
        id: Place of the column of ids, or None.
        groups: What figures are counted by.
        names: The names of all columns.
        guessed: What was guessed and not said, as parts of a sentence.
        others: Columns that hold text too and were not taken.
    """

    texts: tuple[int, ...]
    id: int | None
    groups: tuple[Group, ...]
    names: tuple[str, ...]
    guessed: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default=())

    @property
    def wanted(self) -> tuple[int, ...]:
        """The places of all columns that are read: texts, then the id, then the groups."""
        ids = () if self.id is None else (self.id,)
        return (*self.texts, *ids, *(group.place for group in self.groups))

    def told_of_columns(self) -> str:
        """What is read as what, in a sentence."""
        texts = _listed([f"“{self.names[at]}”" for at in self.texts])
        parts = [f"Reads {texts} as the notes"]
        parts.append("without ids" if self.id is None else f"“{self.names[self.id]}” as their id")
        if self.groups:
            parts.append(f"figures by {_listed([group.title for group in self.groups])}")
        return f"{', '.join(parts)}."

    def told(self) -> str:
        """The same with what was guessed, and how to say it otherwise."""
        said = self.told_of_columns()
        if self.guessed:
            say = "says" if len(self.guessed) == 1 else "say"
            said += f" Guessed; {_listed(self.guessed)} {say} it otherwise."
        if self.others:
            which, also = ("hold", "them") if len(self.others) > 1 else ("holds", "it")
            said += f" {_listed([f'“{name}”' for name in self.others])} {which} text too; --text adds {also}."
        return said


def choose(
    source: Source,
    texts: Sequence[str],
    id_column: str | None,
    by: Sequence[str],
    *,
    with_groups: bool = True,
) -> Chosen:
    """The columns that are asked for, and for what is not said those that look right.

    Args:
        source: The table.
        texts: Columns of text; none to guess.
        id_column: The column of ids; None to guess, "" for none.
        by: Columns to count by; none to guess.
        with_groups: Whether figures are counted by anything at all.

    Raises:
        UnusableTable: where a column is not there, or none looks like notes.
    """
    names = source.columns
    places = range(len(names))
    first = [row.cells for row in islice(source.rows(places), _SAMPLE) if not row.is_lost]
    if not first:
        raise UnusableTable(
            f"There is a head ({', '.join(names)}) and no row below it. Export the table anew, with its notes."
        )
    columns = [[row[at] for row in first] for at in places]
    guessed = []
    if texts:
        chosen = tuple(dict.fromkeys(_place(names, name, "--text") for name in texts))
        others: tuple[str, ...] = ()
    else:
        ranked = sorted(places, key=lambda at: -_like_notes(names[at], columns[at]))
        likely = [at for at in ranked if _like_notes(names[at], columns[at]) > 0]
        if not likely:
            raise UnusableTable(
                f"No column looks like notes. Name it with --text; there are: {', '.join(names)}."
            )
        chosen = (likely[0],)
        others = tuple(
            names[at]
            for at in sorted(likely[1:])
            if _words_a_cell(columns[at]) >= _LEAST_WORDS and not _like_kind(names[at], columns[at])
        )
        guessed.append("--text")
    if id_column is None:
        of_ids = [at for at in places if at not in chosen and _like_ids(names[at], columns[at])]
        id_place = of_ids[0] if of_ids else None
        guessed.append("--id")
    else:
        id_place = _place(names, id_column, "--id") if id_column else None
    groups = []
    if by:
        groups = [_group(names, columns, _place(names, name, "--by")) for name in by]
    elif with_groups:
        taken = {*chosen, id_place}
        groups = _likely_groups(names, columns, [at for at in places if at not in taken])
        guessed.append("--by")
    return Chosen(chosen, id_place, tuple(groups), names, tuple(guessed), others)


def refuse_people(name: str) -> None:
    """Refuse to give figures by a column that may name workers or people.

    Raises:
        UnusableTable: where its name says so.
    """
    if _PEOPLE.intersection(_words(name)):
        raise UnusableTable(
            f"“{name}” may name people, and these figures compare none. Count by a team, a month or a kind of note."
        )


def look_like_people(values: Sequence[str], given_names: frozenset[str]) -> bool:
    """Whether most of some values are names of people ("Ann Okafor", "OKAFOR, Ann").

    Args:
        values: The values of a column.
        given_names: Given names, as they are written.
    """

    def is_name(value: str) -> bool:
        words = value.replace(",", " ").replace(".", " ").split()
        if not 2 <= len(words) <= 4 or not _SERVICES.isdisjoint(word.lower() for word in words):
            return False
        return any(word.title() in given_names for word in (words[0], words[-1]))

    named = [value for value in values if value[:1] != "("]
    return len(named) > 1 and sum(map(is_name, named)) > 0.5 * len(named)


def text_of(cell: object) -> str:
    """What a cell says; a number as it is written, nothing for one that is null."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _place(names: Sequence[str], asked: str, option: str) -> int:
    if asked in names:
        return names.index(asked)
    plain = [_plain(name) for name in names]
    if plain.count(_plain(asked)) == 1:
        return plain.index(_plain(asked))
    hint = did_you_mean(asked, names, form="“{}”")
    there = f"There are: {', '.join(names)}."
    raise UnusableTable(
        f"There is no column “{asked}” ({option}). {hint} {there}".replace("  ", " ")
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _filled(cells: Sequence[object]) -> list[object]:
    return [cell for cell in cells if cell is not None and str(cell).strip()]


def _like_notes(name: str, cells: Sequence[object]) -> float:
    """How much a column looks like notes: words a cell, more where its name says so; 0 for not at all."""
    filled = _filled(cells)
    texts = [cell for cell in filled if isinstance(cell, str)]
    if len(texts) < 0.5 * len(filled) or not texts:
        return 0
    words = _words_a_cell(texts)
    is_named = bool(_TEXTS.intersection(_words(name))) and not _IDS.intersection(_words(name))
    varied = len(set(texts)) > 0.2 * len(texts) or len(texts) < 10
    if words < (1 if is_named and varied else _LEAST_WORDS) or months_of(texts) is not None:
        return 0
    return words * (3 if is_named else 1) * (1 if varied else 0.1)


def _words_a_cell(cells: Sequence[object]) -> float:
    texts = [cell for cell in _filled(cells) if isinstance(cell, str)]
    return sum(len(_LETTERS.findall(text)) for text in texts) / len(texts) if texts else 0.0


def _like_ids(name: str, cells: Sequence[object]) -> bool:
    words = _words(name)
    if not words or not _IDS.intersection(words) or {"worker", "staff", "user"} & set(words):
        return False
    filled = [str(cell) for cell in _filled(cells)]
    return len(set(filled)) > 0.5 * len(filled)


def _likely_groups(
    names: Sequence[str], columns: Sequence[Sequence[object]], places: Sequence[int]
) -> list[Group]:
    dates = [
        at
        for at in places
        if (_DATES.intersection(_words(names[at])) or isinstance(columns[at][0], date))
        and not {"birth", "dob"}.intersection(_words(names[at]))
        and months_of(columns[at]) is not None
    ][:1]
    kinds = [at for at in places if at not in dates and _like_kind(names[at], columns[at])]
    return [_group(names, columns, at) for at in (*dates, *kinds[:2])]


def _like_kind(name: str, cells: Sequence[object]) -> bool:
    words = set(_words(name))
    if not words & _KINDS or words & _PEOPLE or words & _IDS:
        return False
    values = {str(cell) for cell in _filled(cells)}
    return 1 < len(values) <= _MOST_KINDS and all(len(value.split()) <= _LONG for value in values)


def _group(names: Sequence[str], columns: Sequence[Sequence[object]], place: int) -> Group:
    name = names[place]
    months = months_of(columns[place])
    if months is None:
        refuse_people(name)
    return Group(name, place, months)


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
