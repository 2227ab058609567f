"""Entries as rows of a spreadsheet and back, without loss; what a cell may hold, and CSV.

A cell holds one item a line. Two things are guarded: a line break or a backslash inside an item, and
a cell that a spreadsheet program would take for a formula (`==failed to engage==` is one to Excel).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon.written import CONDITION_KEYS, EXAMPLE_KEYS, KEYS, Values, WrittenEntry
from strengthlint.spelling import did_you_mean

__all__ = [
    "COLUMNS",
    "Column",
    "Row",
    "cells_of",
    "complete",
    "csv_table",
    "guard",
    "read_csv",
    "rows_of",
    "stamp_of",
    "unguard",
    "write_csv",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the spreadsheet.

    Attributes:
        title: Its heading.
        key: The key of an entry, `examples` with the key below after a space, "topic", "off" or
            "stamp".
        about: What to write there.
        width: In characters.
        required: Whether a row cannot do without.
    """

    title: str
    key: str
    about: str
    width: int
    required: bool = False


COLUMNS = (
    Column("Code", "code", "Family letters and a number; never changes.", 10, True),
    Column("Name", "name", "Small letters and hyphens; never changes either.", 24, True),
    Column("Level", "level", "rethink, reflect or note: how sure we are.", 10, True),
    Column("Agreement", "agreement", "consensus, contested or sector.", 14),
    Column("Phrases", "flag", "What is looked for, one phrase a line.", 36, True),
    Column("When", "when", "Conditions, one a line, for instance “who: person”.", 28),
    Column("Unless", "unless", "Longer phrases that are fine, one a line.", 28),
    Column("Swap", "swap", "Wording that fits in the very place, one a line.", 28),
    Column(
        "Instead",
        "instead",
        "Wording to consider, one a line, for instance “verb: miss~ [what]”.",
        44,
    ),
    Column("Ask", "ask", "One question that helps to write something better.", 36),
    Column(
        "Ask of many", "ask-many", "The question where several are meant, or people in general.", 36
    ),
    Column("Why", "why", "One sentence that reads on from the flagged words.", 36, True),
    Column("Sources", "sources", "Keys from the sheet Sources, one a line.", 12),
    Column("Sectors", "sectors", "Where it is used, one a line.", 16, True),
    Column("Reviewed", "reviewed", "Year and month, for instance 2026-11.", 11, True),
    Column(
        "Panel", "panel", "Who agreed to it, and when, one a line; empty until somebody did.", 24
    ),
    Column("Formerly", "formerly", "Old codes and names, one a line.", 14),
    Column("Kind", "kind", "wording, keep for words of law and medicine, or reflection.", 10),
    Column("Counted", "counted", "Of a whole document: what must be so, one a line.", 24),
    Column("Says", "says", "Of a whole document: what is said of what was counted.", 36),
    Column("Places", "places", "Of a whole document: what the places show.", 12),
    Column("There", "there", "Of a whole document: what is said of what is there already.", 36),
    Column("There when", "there-when", "Of a whole document: when that is said, one a line.", 24),
    Column("Speaks in quotes", "speaks-in-quotes", "true or false.", 10),
    Column("Examples: flagged", "examples flag", "One a line, == before and after the words.", 56),
    Column("Examples: quiet", "examples pass", "The same words in another sense, one a line.", 56),
    Column("Known misses", "examples known-miss", "Ought to be flagged, but is not yet.", 32),
    Column("Known false alarms", "examples known-false-alarm", "Flagged, but ought not to be.", 32),
    Column("Topic", "topic", "The file that the entry stands in.", 18),
    Column("Switched off because", "off", "A reason here switches the entry off.", 24),
    Column("As exported", "stamp", "Leave this as it is; it shows which rows were edited.", 12),
)
"""From left to right."""

_BY_TITLE = {column.title.lower(): column for column in COLUMNS}


@dataclass
class Row:
    """A row that was read.

    Attributes:
        number: As the spreadsheet shows it.
        code: Its code.
        values: What its cells say, key by key; a column that is not there gives no key.
        topic: The topic file, or "".
        off: The reason for switching off, "" for none; None where the column is not there.
        stamp: What `stamp_of` gave when the row was exported; "" for a new row, or where a column
            is missing.
    """

    number: int
    code: str
    values: Values = field(default_factory=dict)
    topic: str = ""
    off: str | None = None
    stamp: str = ""


# One cell.

_RISKY = re.compile(r"'*[=+\-@\t\r]")


def guard(text: str, *, apostrophe: bool = True) -> str:
    """A cell that no spreadsheet program takes for a formula.

    Args:
        text: The text of the cell.
        apostrophe: Whether an apostrophe is what guards it; a workbook says by itself that a
            cell is text, so there only what looks guarded already gets one more.
    """
    if not _RISKY.match(text) or (not apostrophe and not text.startswith("'")):
        return text
    return f"'{text}"


def unguard(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def _line(text: str) -> str:
    """An item on one line of a cell."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text)


_ESCAPE = re.compile(r"\\(?:(n)|(\\)|u\{([0-9a-f]{1,6})\})")


def _item(line: str) -> str:
    def character(match: re.Match[str]) -> str:
        if match[1]:
            return "\n"
        return "\\" if match[2] else chr(int(match[3], 16))

    return _ESCAPE.sub(character, line)


def _lines(cell: str) -> list[str]:
    return [_item(line.strip()) for line in re.split(r"\r\n|\r|\n", cell) if line.strip()]


def _single(cell: str) -> str:
    """The one text of a cell, whatever line breaks somebody put there for the eye."""
    return " ".join(_lines(cell))


def _conditions(cell: str) -> dict[str, list[str]]:
    """The conditions in a cell; what has no key is kept under itself, so that it is complained about."""
    found: dict[str, list[str]] = {}
    for line in re.split(r"\r\n|\r|\n", cell):
        key, _, texts = line.partition(":")
        if key.strip():
            items = [_item(piece.strip()) for piece in texts.split(",") if piece.strip()]
            found.setdefault(key.strip(), []).extend(items)
    order = (*CONDITION_KEYS, *found)
    return {key: found[key] for key in dict.fromkeys(order) if key in found}


def stamp_of(values: Values, off: str) -> str:
    """A short mark of what an entry says, so that an import knows which rows were edited since.

    Without it an old spreadsheet would take back what others have changed in the lexicon meanwhile.
    """
    known = {key: values[key] for key in KEYS if key in values}
    text = json.dumps([known, off], ensure_ascii=False, sort_keys=True)
    # A letter first, or Excel would take some of these for numbers.
    return f"v{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def cells_of(entry: WrittenEntry) -> list[str]:
    """The cells of an entry, in the order of `COLUMNS`, not guarded yet."""
    beside = {
        "topic": entry.topic,
        "off": entry.off,
        "stamp": stamp_of(entry.values, entry.off),
    }
    cells = []
    for column in COLUMNS:
        if column.key in beside:
            cells.append(_line(beside[column.key]))
            continue
        key, _, part = column.key.partition(" ")
        value: Any = entry.values[key]
        if part:
            value = value.get(part, [])
        if key == "when":
            lines = [
                f"{name}: " + ", ".join(_line(text).replace(",", "\\u{2c}") for text in texts)
                for name, texts in value.items()
            ]
        else:
            lines = [_line(text) for text in ([value] if isinstance(value, str) else value)]
        cells.append("\n".join(lines))
    return cells


def _values(column: Column, cell: str) -> Any:
    if column.key == "when":
        return _conditions(cell)
    key, _, part = column.key.partition(" ")
    if part or key in (
        "flag", "unless", "counted", "there-when", "swap", "instead", "panel", "formerly",
    ):  # fmt: skip
        return _lines(cell)
    if key in ("sources", "sectors"):
        # People also write these with commas.
        return [
            piece.strip() for line in _lines(cell) for piece in line.split(",") if piece.strip()
        ]
    if key == "reviewed":
        return _month(cell.strip())
    if key == "speaks-in-quotes":
        return cell.strip().lower() or "false"
    return _single(cell) or {"kind": "wording", "agreement": "consensus"}.get(key, "")


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def _month(text: str) -> str:
    """A month again, after Excel has taken 2026-11 for a date."""
    match = re.fullmatch(r"([A-Za-z]{3})[a-z]*[- ](?:20)?(\d\d)", text)
    if match and match[1].lower() in _MONTHS:
        return f"20{match[2]}-{_MONTHS.index(match[1].lower()) + 1:02}"
    if match := re.fullmatch(r"\d\d?/(\d\d?)/(20\d\d)", text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := re.fullmatch(r"(20\d\d)-(\d\d?)(?:-\d\d.*)?", text):
        return f"{match[1]}-{int(match[2]):02}"
    return text


# Rows.


def rows_of(name: str, table: Iterable[Sequence[str]]) -> list[Row]:
    """Read the rows of a table whose first row is the heading.

    Args:
        name: The file, as people would name it.
        table: Rows of cells.

    Raises:
        LexiconError: with everything that is wrong with the headings and codes.
    """
    problems: list[Problem] = []
    numbered = iter(enumerate(table, 1))
    heading = next((row for _, row in numbered if any(cell.strip() for cell in row)), [])
    columns: list[Column | None] = []
    for title in heading:
        column = _BY_TITLE.get(" ".join(title.split()).lower())
        if column is None and title.strip():
            titles = [column.title for column in COLUMNS]
            hint = did_you_mean(
                title, titles, f"The columns are: {', '.join(titles)}.", form="“{}”"
            )
            problems.append(Problem(name, 0, "", f"“{title}” is not one of the columns.", hint))
        elif column in columns and column is not None:
            problems.append(
                Problem(name, 0, "", f"The column “{title}” is there twice.", "Delete one.")
            )
        columns.append(column)
    if COLUMNS[0] not in columns:
        problems.append(
            Problem(
                name, 0, "", "There is no column “Code”.", "The first row holds the headings as exported."
            )
        )  # fmt: skip
    if problems:
        raise LexiconError(problems)
    rows: list[Row] = []
    first: dict[str, int] = {}
    for number, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(number, columns, cells)
        place = f"{name}, row {number}"
        if not row.code:
            hint = "“strengthlint lexicon new” proposes the next free one."
            problems.append(Problem(place, 0, "column “Code”", "There is no code.", hint))
        elif row.code in first:
            problems.append(
                Problem(
                    place, 0, "column “Code”",
                    f"{row.code} is in row {first[row.code]} already.",
                    "Give one of them another code, or delete the row.",
                )
            )  # fmt: skip
        first.setdefault(row.code, number)
        rows.append(row)
    if problems:
        raise LexiconError(problems)
    return rows


def _row(number: int, columns: Sequence[Column | None], cells: Sequence[str]) -> Row:
    row = Row(number, "")
    padded = [*cells, *([""] * (len(columns) - len(cells)))]
    for column, raw in zip(columns, padded, strict=False):
        if column is None:
            continue
        cell = unguard(raw)
        if column.key == "off":
            row.off = _single(cell)
        elif column.key == "topic":
            row.topic = cell.strip().removesuffix(".yaml")
        elif column.key == "stamp":
            row.stamp = cell.strip() if set(COLUMNS) <= set(columns) else ""
        elif column.key.startswith("examples "):
            part = column.key.removeprefix("examples ")
            row.values.setdefault("examples", {})[part] = _values(column, cell)
        else:
            row.values[column.key] = _values(column, cell)
    row.code = row.values["code"]
    return row


def complete(row: Row, known: Mapping[str, Any]) -> Values:
    """The values of a row in canonical form, with those of a known entry where it has no column."""
    values = {**known, **row.values}
    if "examples" in row.values:
        examples = {**known.get("examples", {}), **row.values["examples"]}
        values["examples"] = {part: examples[part] for part in EXAMPLE_KEYS if examples.get(part)}
    return values


# CSV.


def write_csv(entries: Iterable[WrittenEntry]) -> bytes:
    """Entries as CSV in UTF-8, with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.title for column in COLUMNS)
    for entry in entries:
        writer.writerow(guard(cell) for cell in cells_of(entry))
    return out.getvalue().encode("utf-8-sig")


def csv_table(name: str, data: bytes) -> list[list[str]]:
    """The cells of a CSV file, with commas, semicolons or tabs.

    Args:
        name: The file, as people would name it.
        data: The file.

    Raises:
        LexiconError: if it is not CSV, or not in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "This file is not in UTF-8, so curly quotes and dashes would be lost."
        hint = "In Excel save it as “CSV UTF-8 (Comma delimited)”, or as .xlsx."
        raise LexiconError([Problem(name, 0, "", message, hint)]) from None
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        message = "This file is not CSV as it stands; a quotation mark may lack its partner."
        raise LexiconError([Problem(name, 0, "", message, "Export it anew.")]) from None


def read_csv(name: str, data: bytes) -> list[Row]:
    """The rows of a CSV file.

    Raises:
        LexiconError: with everything that is wrong with the file, its headings and codes.
    """
    return rows_of(name, csv_table(name, data))
