"""Which columns are taken for what, and how dates become months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pytest

from strengthlint.errors import UnusableTable
from strengthlint.tables.choosing import Chosen, choose, look_like_people, text_of
from strengthlint.tables.dates import months_of
from strengthlint.tables.source import Row, named

NOTE = "Met Kim at home and looked at the form."


class Table:
    """A table that is made of columns."""

    size = 0
    about = ""

    def __init__(self, **columns: Sequence[object]) -> None:
        self.columns = named([name.replace("_", " ") for name in columns])
        self._rows = list(zip(*columns.values(), strict=True))

    def rows(self, wanted: Sequence[int]) -> Iterator[Row]:
        for number, cells in enumerate(self._rows, 2):
            yield Row(number, [cells[at] for at in wanted])

    def position(self) -> int:
        return 0


def chosen(table: Table) -> tuple[list[str], str | None, list[str]]:
    found: Chosen = choose(table, (), None, ())
    names = found.names
    ids = None if found.id is None else names[found.id]
    return [names[at] for at in found.texts], ids, [group.title for group in found.groups]


def test_what_looks_right_is_taken() -> None:
    table = Table(
        Case_ref=["A1", "A2", "A3"],
        Created_by=["Ann Lee", "Bo Roy", "Ann Lee"],
        Date_of_birth=["01/02/1950", "03/04/1960", "05/06/1970"],
        Date_recorded=["01/02/2026", "13/02/2026", "05/06/2026"],
        Note_type=["Visit", "Call", "Visit"],
        Team=["North", "South", "North"],
        Note_text=[NOTE, f"{NOTE} Again.", "Tea."],
        Outcome=["We will ring on Friday then", "No more to do for now", "None to be told"],
    )
    assert chosen(table) == (
        ["Note text"], "Case ref", ["month of “Date recorded”", "“Note type”", "“Team”"],
    )  # fmt: skip
    told = choose(table, (), None, ()).told()
    assert told.endswith("“Outcome” holds text too; --text adds it.")


def test_what_is_not_there_is_not_made_up() -> None:
    assert chosen(Table(a=[NOTE, "b c d e"], b=[1, 2])) == (["a"], None, [])


def test_a_column_named_note_that_holds_numbers_is_none_of_notes() -> None:
    assert chosen(Table(note=[1, 2], remarks=[NOTE, NOTE]))[0] == ["remarks"]
    with pytest.raises(UnusableTable, match="No column looks like notes"):
        choose(Table(note=[1, 2]), (), None, ())


def test_names_of_columns_are_there_once_and_none_is_empty() -> None:
    assert named(["Note", None, " note\n two ", "Note", "Note"]) == (
        "Note", "column 2", "note two", "Note (2)", "Note (3)",
    )  # fmt: skip


def test_columns_that_name_people_are_refused_or_known() -> None:
    names = frozenset({"Ann", "Bo", "Grace"})
    assert look_like_people(["Ann Lee", "ROY, Bo", "(nothing said)"], names)
    assert not look_like_people(["Grace ward", "Ann Street", "Hospital"], names)
    assert not look_like_people(["Ann Lee"], names)
    for name in ("Key worker", "AuthorName", "created_by", "Client"):
        with pytest.raises(UnusableTable, match="may name people"):
            choose(Table(**{name: ["x", "y"]}, note=[NOTE, NOTE]), (), None, [name])


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2026-04-03", "2026-04"), ("2026-04-03T10:00:00Z", "2026-04"), ("2026-04", "2026-04"),
        ("03/04/2026", "2026-04"), ("3.4.26", "2026-04"), ("03/04/2026 17:30", "2026-04"),
        ("3 Apr 2026", "2026-04"), ("03-Apr-26", "2026-04"), ("Friday, 3 April 2026", "2026-04"),
        ("Fri 3 April 2026", "2026-04"), ("April 2026", "2026-04"), ("Apr 3, 2026", "2026-04"),
        ("20260403", "2026-04"), ("2026/04/03", "2026-04"), (date(2026, 4, 3), "2026-04"),
        (datetime(2026, 4, 3, 9), "2026-04"), ("03/13/2026", ""), ("last week", ""), (None, ""), (17, ""),
    ],
)  # fmt: skip
def test_months_of_cells(cell: object, month: str) -> None:
    months = months_of(["01/02/2026", "13/02/2026"])
    assert months is not None
    assert months.month(cell) == month


def test_which_comes_first_is_seen_from_the_column() -> None:
    american = months_of(["02/13/2026", "03/04/2026"])
    assert american is not None
    assert american.month("03/04/2026") == "2026-03"
    assert months_of(["North", "South"]) is None
    assert months_of([]) is None
    assert months_of([1, 2]) is None


def test_what_a_cell_says() -> None:
    assert [text_of(cell) for cell in (None, 3.0, 3.5, 7, "x", True)] == [
        "", "3", "3.5", "7", "x", "True",
    ]  # fmt: skip
