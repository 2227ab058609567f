"""The page of figures for notes in Spark: the one that `strengthlint notes --report` writes.

What was found is read note by note, as rows of a table are, and the others are counted where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from strengthlint.diagnostic import Level
from strengthlint.errors import UnusableTable
from strengthlint.lexicon import layers_of, load
from strengthlint.spelling import did_you_mean
from strengthlint.tables.checking import Outcome, Remark
from strengthlint.tables.choosing import refuse_people
from strengthlint.tables.page import About, page
from strengthlint.tables.rates import MANY_VALUES, OTHERWISE, Counted, Rates
from strengthlint.tables.schema import NOT_READ, READ_IN_PART
from strengthlint.tables.summary import levels_line

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["overview"]

_OF_A_REMARK: Final = ("code", "name", "level", "standing", "reason", "matched")
_SAYS_SOMETHING: Final = r"(?U)\S"
_DAYS: Final = ("date", "timestamp", "timestamp_ntz")


def overview(
    df: DataFrame,
    findings: DataFrame,
    text: str | Sequence[str] = "note",
    id: str = "id",  # noqa: A002 - what the column is called
    *,
    by: str | Sequence[str] = (),
    title: str = "Notes",
    show: str = "reflect",
    min_count: int = 10,
) -> str:
    """The figures of some notes as one HTML page, which holds no note.

    A note is known by its id: rows of one id count as one. Notes are not checked again.

    Args:
        df: The notes that were checked.
        findings: What `check` has found in them, as it was written, with `by` carried along.
        text: The column of text, or several.
        id: The column by which a finding is led back to its note.
        by: Columns to give figures by: teams, kinds; a column of dates is taken by month.
        title: What the page is called.
        show: The level from which on findings were asked for.
        min_count: The smallest count that is shown.

    Raises:
        UnusableTable: if a column is not there, or names people.
    """
    texts = [text] if isinstance(text, str) else list(text)
    groups = [by] if isinstance(by, str) else list(by)
    by_month = [_kind(df, name) in _DAYS for name in groups]
    for name, is_month in zip(groups, by_month, strict=True):
        _kind(findings, name)
        if not is_month:
            refuse_people(name)
    for name in (*texts, id):
        _kind(df, name)
    lexicon = load(layers_of())
    rates = Rates(
        Level(show),
        Level.RETHINK,
        list(zip(groups, by_month, strict=True)),
        lexicon.words.cased("given-name"),
    )
    values = [
        _value(name, is_month).alias(f"by{number}")
        for number, (name, is_month) in enumerate(zip(groups, by_month, strict=True))
    ]
    for note in _by_note(findings, values):
        _add(rates, note, len(groups))
    says = reduce(or_, (_text(name).rlike(_SAYS_SOMETHING) for name in texts))
    notes = df.where(says).select(_text(id).alias("id"), *values).dropDuplicates(["id"])
    rates.notes = notes.count() - rates.not_read
    rates.without_text = df.count() - df.where(says).count()
    for number, group in enumerate(rates.groups):
        touched = {value: counted.touched for value, counted in group.values.items()}
        rows = notes.groupBy(f"by{number}").count().limit(MANY_VALUES + 1).collect()
        group.is_too_many = len(rows) > MANY_VALUES
        group.values = {
            value or OTHERWISE: Counted(count, touched.get(value or OTHERWISE, 0))
            for value, count in rows
        }
    left_out = rates.leave_people_out()
    read = f"Reads {', '.join(f'“{name}”' for name in texts)} as the notes, “{id}” as their id."
    return page(rates, About(title, [read, levels_line(rates, lexicon)], min_count, left_out))


def _by_note(findings: DataFrame, values: Sequence[Column]) -> Iterator[Any]:
    """All that was found in a note, note by note; one after the other, for they may be many."""
    from pyspark.sql import functions

    found = functions.struct(*(functions.col(name) for name in _OF_A_REMARK))
    named = findings.where(functions.col("id").isNotNull()).select(
        "id", found.alias("found"), *values
    )
    by_note = named.groupBy("id").agg(
        functions.collect_list("found").alias("found"),
        *(functions.first(f"by{number}").alias(f"by{number}") for number in range(len(values))),
    )
    yield from by_note.toLocalIterator()


def _add(rates: Rates, note: Any, groups: int) -> None:
    """Count what was found in one note."""
    standings = {found["standing"] for found in note["found"]}
    rates.in_part += READ_IN_PART in standings
    if NOT_READ in standings:
        rates.not_read += 1
        return
    remarks = tuple(
        Remark(
            found["code"],
            found["name"],
            found["level"],
            found["standing"],
            found["reason"] or "",
            found["matched"] or "",
            line=0,
            character=0,
            sentence=None,
        )
        for found in note["found"]
        if found["code"]
    )
    rates.add([Outcome(remarks)], [note[f"by{number}"] or "" for number in range(groups)])


def _kind(df: DataFrame, name: str) -> str:
    """The type of a column.

    Raises:
        UnusableTable: if there is none of that name.
    """
    for field in df.schema.fields:
        if field.name.lower() == name.lower():
            kind: str = field.dataType.typeName()
            return kind
    hint = did_you_mean(name, df.columns, form="“{}”")
    told = f"There is no column “{name}”. {hint} There are: {', '.join(df.columns)}."
    raise UnusableTable(told.replace("  ", " "))


def _text(name: str) -> Column:
    from pyspark.sql import functions

    return functions.coalesce(
        functions.col(f"`{name.replace('`', '``')}`").cast("string"), functions.lit("")
    )


def _value(name: str, is_month: bool) -> Column:
    """By what a note is counted: the value of a column, or its month as in 2026-04."""
    from pyspark.sql import functions

    return functions.substring(_text(name), 1, 7) if is_month else functions.trim(_text(name))
