"""Tables of notes as they are exported: CSV, TSV, Excel and Parquet, row after row.

A kind of table is one module that declares a class with what `Source` asks for, and a line here. No
table is ever held in memory.
"""

from __future__ import annotations

import importlib
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from strengthlint import opening
from strengthlint.errors import UnusableTable

__all__ = ["SUFFIXES", "HowToRead", "Row", "Source", "named", "open_source"]

SUFFIXES: Final = {
    ".csv": "csv_source:CsvSource",
    ".tsv": "csv_source:CsvSource",
    ".tab": "csv_source:CsvSource",
    ".txt": "csv_source:CsvSource",
    ".xlsx": "excel_source:ExcelSource",
    ".xlsm": "excel_source:ExcelSource",
    ".parquet": "parquet_source:ParquetSource",
    ".pq": "parquet_source:ParquetSource",
}
"""What reads the files of each suffix."""

_ADVICE: Final = {
    ".xls": "Open it in Excel, save it as an Excel workbook (.xlsx) and check that.",
    ".xlsb": "Open it in Excel, save it as an Excel workbook (.xlsx) and check that.",
    ".ods": "Save it as an Excel workbook (.xlsx) or as CSV, and check that.",
    ".numbers": "Export it as CSV, and check that.",
    ".mdb": "Export the table as CSV, and check that.",
    ".accdb": "Export the table as CSV, and check that.",
    ".json": "Save its rows as CSV or Parquet, and check that.",
    ".jsonl": "Save its rows as CSV or Parquet, and check that.",
    ".gz": "Unpack it, and check what is inside.",
    ".zip": "Unpack it, and check what is inside.",
    ".docx": "A letter is checked with: strengthlint check FILE",
    ".pdf": "A document is checked with: strengthlint check FILE",
}


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        number: As a spreadsheet numbers it; the head is 1 where nothing stands above it.
        cells: Those of the columns that were asked for, in that order; None where one is missing.
        problem: What is wrong with the row, one sentence, or "".
        is_lost: Whether nothing of it could be read.
    """

    number: int
    cells: Sequence[object] = ()
    problem: str = ""
    is_lost: bool = False


class HowToRead(NamedTuple):
    """What somebody said of how to read a table.

    Attributes:
        delimiter: What stands between the cells of a CSV file, or "" to find out.
        sheet: The sheet of a workbook, or "" for the first one that holds something.
    """

    delimiter: str = ""
    sheet: str = ""


class Source(Protocol):
    """A table that is open.

    Attributes:
        columns: The names of its columns, each once and none empty.
        size: How much there is to read, in a measure of its own; 0 where it is not known.
        about: How it is read, for people ("sheet “Notes”"), or "".
    """

    columns: tuple[str, ...]
    size: int
    about: str

    def rows(self, wanted: Sequence[int]) -> Iterator[Row]:
        """The rows below the head, from the first one, each time that it is asked.

        Args:
            wanted: The places of the columns whose cells are needed.

        Raises:
            UnusableTable: where it turns out to be broken; every row before was given.
        """
        ...

    def position(self) -> int:
        """How much of `size` was read."""
        ...


def open_source(path: Path, how: HowToRead) -> Source:
    """Open a table by the suffix of its name.

    Raises:
        UnusableTable: with one sentence and a way on.
    """
    suffix = path.suffix.lower()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnusableTable(
                f"{path} is a folder. Name the table in it, or check its documents with: "
                f"strengthlint check {path}"
            )
        if not stat.S_ISREG(status.st_mode):
            raise UnusableTable(f"{path} is a pipe or a device. Save the table as a file first.")
        with path.open("rb"):
            pass
    except OSError as error:
        raise UnusableTable(f"{path}: {opening.failure(error, path).message}") from None
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        advice = _ADVICE.get(suffix, f"Save it as one of: {known}.")
        raise UnusableTable(f"{path} is no table of a kind that is read here. {advice}")
    if not status.st_size:
        raise UnusableTable(f"{path} is empty. Export it anew, with a head that names its columns.")
    module, name = SUFFIXES[suffix].split(":")
    source: Source = getattr(importlib.import_module(f"{__package__}.{module}"), name)(path, how)
    return source


def named(head: Sequence[object]) -> tuple[str, ...]:
    """The names of columns as people can ask for them: none is empty, each is there once."""
    names: list[str] = []
    for number, cell in enumerate(head, 1):
        name = " ".join(str(cell if cell is not None else "").split()) or f"column {number}"
        again = 2
        unique = name
        while unique in names:
            unique = f"{name} ({again})"
            again += 1
        names.append(unique)
    return tuple(names)
