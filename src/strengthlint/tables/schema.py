"""A finding as a row of a table: the one place that says which columns there are, and of which type.

Every form is made from it: CSV, JSON lines, Parquet, and the DataFrame of a cluster.
"""

from __future__ import annotations

from typing import NamedTuple, get_args, get_type_hints

__all__ = ["NOT_READ", "READ_IN_PART", "Column", "Finding", "columns"]

NOT_READ = "not-read"
"""Standing of the row that says why a note was not read; it has no code and no words."""

READ_IN_PART = "read-in-part"
"""Standing of the row that says what of a note was not read; it has no code and no words."""


class Finding(NamedTuple):
    """One remark on one note, or that a note was not read.

    Attributes:
        row: The row of the table as a spreadsheet numbers it, the head being 1; None where rows have
            no order.
        id: What the table calls the note, or None.
        text_column: The column that the words stand in.
        line: 1-based line of the note's text; 0 where no words are meant.
        character: 1-based character on that line; 0 where no words are meant.
        code: For instance "BLM101".
        name: The speaking name of the rule.
        family: The letters of the code.
        level: rethink, reflect or note.
        standing: open, quoted, preferred, suppressed; or `NOT_READ`, `READ_IN_PART`.
        reason: Why the standing is not open, or the level lower than usual; or what was not read.
        matched: The words.
        sentence: The sentence around them; None unless somebody asked for it.
    """

    row: int | None
    id: str | None
    text_column: str
    line: int
    character: int
    code: str
    name: str
    family: str
    level: str
    standing: str
    reason: str
    matched: str
    sentence: str | None


class Column(NamedTuple):
    """A column of the table of findings.

    Attributes:
        name: As in `Finding`.
        type: `int` or `str`.
        may_lack: Whether a cell may be null.
    """

    name: str
    type: type
    may_lack: bool


def columns(*, with_sentence: bool = False) -> tuple[Column, ...]:
    """The columns of a table of findings, in order.

    Args:
        with_sentence: Whether the sentence is among them. It is the writer's text; what others may
            see has none.
    """
    every = tuple(_column(name, hint) for name, hint in get_type_hints(Finding).items())
    return every if with_sentence else every[:-1]


def _column(name: str, hint: type) -> Column:
    types = get_args(hint) or (hint,)
    return Column(name, types[0], type(None) in types)
