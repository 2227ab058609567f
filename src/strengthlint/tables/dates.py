"""Dates as exports write them, taken by month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["Months", "months_of"]

_ISO: Final = re.compile(r"\s*(\d{4})-(\d{1,2})(?:-\d{1,2})?(?:[T ].*)?\s*")
_PLAIN: Final = re.compile(r"\s*(\d{4})(\d{2})\d{2}\s*")
_NUMBERS: Final = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ T,].*)?\s*")
_YEAR_FIRST: Final = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.]\d{1,2}(?:[ T,].*)?\s*")
_NAMED: Final = re.compile(
    r"\s*(?:[A-Za-z]+,? )?\d{1,2}[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4}|\d{2})(?:[ T,].*)?\s*"
)
_NAMED_FIRST: Final = re.compile(r"\s*([A-Za-z]{3})[a-z]*\.? (?:\d{1,2},? )?(\d{4})(?:[ T,].*)?\s*")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MOST: Final = 0.9
"""Of the cells of a column that are dates, for it to be taken by month."""


@dataclass(frozen=True)
class Months:
    """From a cell to its month.

    Attributes:
        month_first: Whether 3/4/2026 is the 4th of March; British exports mean the 3rd of April.
    """

    month_first: bool = False

    def month(self, cell: object) -> str:
        """The month of a cell as "2026-04", or "" where it is no date."""
        if isinstance(cell, date):
            return f"{cell:%Y-%m}"
        text = str(cell) if cell is not None else ""
        for pattern in (_ISO, _YEAR_FIRST, _PLAIN):
            if match := pattern.fullmatch(text):
                return _written(match[1], int(match[2]))
        if match := _NUMBERS.fullmatch(text):
            first, second = int(match[1]), int(match[2])
            day, month = (second, first) if self.month_first else (first, second)
            return _written(match[3], month) if 1 <= day <= 31 else ""
        if match := _NAMED.fullmatch(text) or _NAMED_FIRST.fullmatch(text):
            name = match[1].lower()
            return _written(match[2], _MONTHS.index(name) + 1) if name in _MONTHS else ""
        return ""


def months_of(cells: Iterable[object]) -> Months | None:
    """How the dates of a column are to be read; None where it is none of dates.

    Args:
        cells: The first cells of the column.
    """
    filled = [cell for cell in cells if cell is not None and str(cell).strip()]
    month_first = False
    for cell in filled:
        match = _NUMBERS.fullmatch(str(cell))
        if match and int(match[1]) <= 12 < int(match[2]) <= 31:
            month_first = True
        elif match and int(match[1]) > 12:
            month_first = False
            break
    months = Months(month_first=month_first)
    dates = sum(bool(months.month(cell)) for cell in filled)
    return months if filled and dates >= _MOST * len(filled) else None


def _written(year: str, month: int) -> str:
    if not 1 <= month <= 12:
        return ""
    number = int(year) + (0 if len(year) == 4 else 2000)
    return f"{number}-{month:02}" if 1900 <= number <= 2100 else ""
