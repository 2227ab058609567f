"""The spreadsheet as an Excel workbook; the one module that needs openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon.entry import SECTORS
from strengthlint.lexicon.spreadsheet import COLUMNS, Row, cells_of, guard, rows_of
from strengthlint.lexicon.written import WrittenEntry

__all__ = ["read_xlsx", "write_xlsx", "xlsx_table"]

_SHEET = "Entries"
_LINE, _MOST_LINES = 15, 20
_CHOICES = {
    "level": "rethink,reflect,note",
    "agreement": "consensus,contested,sector",
    "kind": "wording,keep",
    "speaks-in-quotes": "true,false",
}

_README = f"""\
The lexicon as a spreadsheet
Each row of the sheet “Entries” is one entry: words that strengthlint speaks about, and what it says.

How to edit
Change the cells you want to change and save. Leave the headings as they are.
A cell with several items has one a line. A new line inside a cell: Alt and Enter (in LibreOffice Ctrl and Enter).
A new entry is a new row with a code that is not taken. An organisation's own entries have four digits: LAB1001.
A code and a name never change and are never used again for anything else.
To switch an entry off, write the reason in the last column. To leave it as it is, do nothing: a row that is deleted changes nothing.
A row that you did not edit is left alone, also where the lexicon has changed since the export.
Columns may be left out; what they held stays as it is. The column Code is always needed.

Taking it back
strengthlint lexicon import FILE.xlsx --into FOLDER
writes what you changed, and only that, into a folder of your own; the built-in lexicon stays as it is.
Everything that needs attention is told with its row and column before anything is written.

The marks in a phrase
word~ any form of this verb: suffer~ from finds suffers, suffered, suffering from
word(s) one or more of them: addict(s)
a/b either word · (word) may be there or not · <list> a word list · ... up to three words in between
A capital means that capital only: LAC

Examples
Write == before and after the words that are spoken about: She ==failed to engage== with the service.
Each entry has at least two that are flagged and two that stay quiet: the same words in another sense.

Levels
rethink: widely agreed guidance offers a better wording · reflect: depends on the setting · note: people differ, or it is optional

Conditions, one a line
who: person — only where a person supported is the one who does it (or: service)
about: person — only where the words describe a person
as: noun, modifier, predicate or verb · to: person — whom it is done to
near: and not-near: words of which one must, or none may, be in the same paragraph; commas in between

Sectors
{" · ".join(SECTORS)}

A backslash
In the rare text that holds a backslash it is written twice; a backslash and an n stand for a new line inside an item.
"""


def write_xlsx(entries: Iterable[WrittenEntry], sources: Mapping[str, Mapping[str, str]]) -> bytes:
    """Entries as a workbook with a guide and the sources.

    Every cell is formatted as text, so that Excel makes no date of 2026-11 and no formula of `==`.
    """
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    top = Alignment(wrap_text=True, vertical="top")
    bold, fill = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor="E8EEF4")
    for number, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, number, column.title)
        cell.font, cell.fill, cell.alignment = bold, fill, top
        cell.comment = Comment(column.about, "strengthlint", height=60, width=260)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.column_dimensions[get_column_letter(number)].hidden = column.key == "stamp"
    count = 1
    for count, entry in enumerate(entries, 2):
        cells = cells_of(entry)
        sheet.row_dimensions[count].height = _height(cells)
        for number, text in enumerate(cells, 1):
            _put(sheet.cell(count, number), guard(text, apostrophe=False), top)
    # Room for new rows, formatted and validated like the others.
    last = count + 200
    for row in range(count + 1, last + 1):
        for number in range(1, len(COLUMNS) + 1):
            _put(sheet.cell(row, number), "", top)
    for number, column in enumerate(COLUMNS, 1):
        if column.key in _CHOICES:
            choice = DataValidation(
                type="list",
                formula1=f'"{_CHOICES[column.key]}"',
                allow_blank=not column.required,
                showErrorMessage=True,
                errorTitle=column.title,
                error=f"It is one of: {_CHOICES[column.key].replace(',', ', ')}.",
            )
            letter = get_column_letter(number)
            choice.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count}"

    guide = book.create_sheet("Read me")
    guide.column_dimensions["A"].width = 110
    before = ""
    for number, line in enumerate(_README.splitlines(), 1):
        cell = guide.cell(number, 1)
        _put(cell, line, top)
        # A line after an empty one is a heading.
        if not before:
            cell.font = bold
        before = line

    listed = book.create_sheet("Sources")
    for number, (title, width) in enumerate(
        (("Key", 12), ("Title", 80), ("Year", 8), ("Web page", 80)), 1
    ):
        cell = listed.cell(1, number, title)
        cell.font, cell.fill = bold, fill
        listed.column_dimensions[get_column_letter(number)].width = width
    for count, (key, source) in enumerate(sources.items(), 2):
        parts = (key, *(source.get(part, "") for part in ("title", "year", "url")))
        for number, text in enumerate(parts, 1):
            _put(listed.cell(count, number), text, top)
    listed.freeze_panes = "A2"

    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _height(cells: Sequence[str]) -> int:
    """A row's height in points; LibreOffice does not work it out by itself when it opens the file."""
    lines = max(
        sum(1 + len(line) // column.width for line in cell.split("\n"))
        for column, cell in zip(COLUMNS, cells, strict=True)
    )
    # Very long rows would fill the screen, and nobody would see where they are.
    return _LINE * min(lines, _MOST_LINES)


def _put(cell: Any, text: str, alignment: Any) -> None:
    if text:
        cell.value = text
        # openpyxl takes a leading = for a formula; and Excel would, when the cell is edited.
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.number_format = "@"
    cell.alignment = alignment


def xlsx_table(name: str, data: bytes, sheet: str = "") -> list[list[str]]:
    """The cells of a workbook's sheet; of its first one where there is none of that name.

    Args:
        name: The file, as people would name it.
        data: The file.
        sheet: The sheet.

    Raises:
        LexiconError: if it is not a workbook.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        found = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
        return [[_cell_text(value) for value in row] for row in found.iter_rows(values_only=True)]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError):
        message = "This is not a workbook that can be read."
        hint = "If it has a password, take it off; otherwise save it anew as .xlsx."
        raise LexiconError([Problem(name, 0, "", message, hint)]) from None


def read_xlsx(name: str, data: bytes) -> list[Row]:
    """The rows of a workbook's sheet of entries.

    Raises:
        LexiconError: with everything that is wrong with the file, its headings and codes.
    """
    return rows_of(name, xlsx_table(name, data, _SHEET))


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):  # a datetime too
        return value.isoformat()[:10]
    return str(value)
