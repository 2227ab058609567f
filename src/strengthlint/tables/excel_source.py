"""Workbooks of Excel, a row at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from strengthlint.errors import UnusableTable
from strengthlint.spelling import did_you_mean
from strengthlint.tables.source import HowToRead, Row, named

__all__ = ["ExcelSource"]

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OLD: Final = b"\xd0\xcf\x11\xe0"


class ExcelSource:
    """A sheet of a workbook; the first one that holds something where none is named."""

    def __init__(self, path: Path, how: HowToRead) -> None:
        from openpyxl import load_workbook

        self._path = path
        with path.open("rb") as file:
            if file.read(4) == _OLD:
                raise UnusableTable(
                    f"{path} has a password, or is of an older Excel. Open it in Excel, take the password off, "
                    "save it as .xlsx and check that."
                )
        try:
            self._book = load_workbook(path, read_only=True, data_only=True)
        except MemoryError:
            raise
        except Exception:
            raise self._broken() from None
        self._sheet = self._chosen(how.sheet)
        # What the sheet says of itself may be wrong, and is good enough for a line of progress.
        self.size = int(self._sheet.max_row or 0)
        self._sheet.reset_dimensions()
        self._at = 0
        self.columns, self._head_row = self._head()
        more = len(self._book.sheetnames) > 1
        self.about = f"sheet “{self._sheet.title}”" if more else ""

    def rows(self, wanted: Sequence[int]) -> Iterator[Row]:
        """The rows below the head."""
        for number, cells in self._records():
            self._at = number
            if number <= self._head_row or all(cell is None for cell in cells):
                continue
            here = len(cells)
            yield Row(number, [_text(cells[at]) if at < here else None for at in wanted])

    def position(self) -> int:
        """Rows that were read."""
        return self._at

    def _head(self) -> tuple[tuple[str, ...], int]:
        for number, cells in self._records():
            head = list(cells)
            while head and (head[-1] is None or not str(head[-1]).strip()):
                head.pop()
            if head:
                return named(head), number
        raise UnusableTable(
            f"{self._path} holds nothing on its sheet “{self._sheet.title}”. "
            f"{_sheets(self._book.sheetnames)}"
        )

    def _records(self) -> Iterator[tuple[int, Sequence[object]]]:
        try:
            yield from enumerate(self._sheet.iter_rows(values_only=True), 1)
        except MemoryError:
            raise
        except Exception:
            raise self._broken() from None

    def _chosen(self, name: str) -> Any:
        sheets = {sheet.title: sheet for sheet in self._book.worksheets}
        if name and name not in sheets:
            every = _sheets(list(sheets))
            hint = did_you_mean(name, sheets, every, form="“{}”")
            raise UnusableTable(f"{self._path} has no sheet “{name}”. {hint}")
        if name:
            return sheets[name]
        for sheet in sheets.values():
            first = next(sheet.iter_rows(max_row=1, values_only=True), ())
            if any(cell is not None for cell in first):
                return sheet
        if not sheets:
            raise self._broken()
        return next(iter(sheets.values()))

    def _broken(self) -> UnusableTable:
        return UnusableTable(
            f"{self._path} is no workbook that can be read. Open it in Excel, save it anew as .xlsx and check that."
        )


def _sheets(names: Sequence[str]) -> str:
    return f"Its sheets are: {', '.join(names)} (--sheet NAME)."


def _text(value: object) -> object:
    # What XML cannot hold, such as the line ends of old programs, is written as its number.
    if isinstance(value, str) and "_x" in value:
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    return value
