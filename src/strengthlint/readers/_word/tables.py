"""Cells of a Word table, and which of them head the others.

Word hardly ever marks a heading as one. In a form the label stands to the left of its field, or
over it in a row of its own; a table of notes has a first row of headings. So a heading is told by
its looks: short, and bold or shaded or with a colon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from strengthlint import document
from strengthlint.readers.normalise import normalise

if TYPE_CHECKING:
    from strengthlint.readers._word.walk import Paragraph

__all__ = ["Cell", "Row", "name_cells"]

_LONGEST_HEADING = 120
_LONGEST_PLAIN_HEADING = 60
_FURTHEST_LABEL = 8
_LABEL_ENDS = (":", "?")


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell.

    Attributes:
        table: Number of its table, from 1, in its part of the document or in the outer cell.
        row: Number of its row, from 1.
        number: Its number in the row, from 1.
        first: The first column of the grid that it covers, from 0.
        span: How many columns it covers.
        outer: The cell that its table stands in.
        shading: The colour behind it, or "".
        continues: Whether it goes on the cell above it, as one cell.
        paragraphs: In reading order.
        column_head: The cell that heads its column.
        row_head: The cell that heads its row.
    """

    table: int
    row: int
    number: int
    first: int
    span: int
    outer: Cell | None = None
    shading: str = ""
    continues: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    column_head: Cell | None = None
    row_head: Cell | None = None
    _text: str | None = None
    _named: document.Cell | None = None

    @property
    def text(self) -> str:
        """Its clean text."""
        if self._text is None:
            text = "\n".join(paragraph.text for paragraph in self.paragraphs)
            self._text = normalise([(text, 0, len(text))])[0]
        return self._text

    @property
    def columns(self) -> range:
        """The columns of the grid that it covers."""
        return range(self.first, self.first + self.span)

    @property
    def column_heading(self) -> str:
        """The text of the cell that heads its column, or ""."""
        return self.column_head.text if self.column_head is not None else ""

    @property
    def row_heading(self) -> str:
        """The text of the cell that heads its row, or ""."""
        return self.row_head.text if self.row_head is not None else ""

    @property
    def named(self) -> document.Cell:
        """The cell as a person would name it."""
        if self._named is None:
            self._named = document.Cell(
                self.table,
                self.row,
                self.number,
                self.column_heading,
                self.row_heading,
                self.outer.named if self.outer is not None else None,
            )
        return self._named

    @property
    def is_bold(self) -> bool:
        """Whether all its text is bold."""
        return bool(self.text) and not any(paragraph.is_plain for paragraph in self.paragraphs)

    @property
    def could_head(self) -> bool:
        """Whether it is short enough for a heading."""
        return 0 < len(self.text) <= _LONGEST_HEADING


@dataclass(slots=True)
class Row:
    """A row of cells, from the left; `marked` if Word repeats it on every page as a heading."""

    cells: list[Cell]
    marked: bool = False


def name_cells(rows: Sequence[Row]) -> None:
    """Give every cell of a table the cells that head its column and its row."""
    heads: dict[int, Cell] = {}
    labels: dict[int, Cell] = {}
    for index, row in enumerate(rows):
        is_heads = _is_heads(index, row, rows)
        for position, cell in enumerate(row.cells):
            if is_heads:
                continue
            cell.column_head = heads.get(cell.first)
            nearest = row.cells[max(0, position - _FURTHEST_LABEL) : position]
            cell.row_head = _label(cell, [*row.cells[: min(position, 1)], *nearest], labels)
        for cell in row.cells:
            if is_heads:
                heads.update(dict.fromkeys(cell.columns, cell))
            if not cell.continues:
                labels[cell.first] = cell


def _is_heads(index: int, row: Row, rows: Sequence[Row]) -> bool:
    """Whether the cells of a row head those below them."""
    cells = row.cells
    if index + 1 == len(rows) or not any(cell.text for cell in cells):
        return False
    if row.marked:
        return True
    # The corner of a table is often empty.
    if not all(cell.could_head for cell in cells if cell.text or cell.first or index):
        return False
    filled = [cell for cell in cells if cell.text]
    if all(cell.is_bold for cell in filled):
        return True
    if len(cells) == 1 and cells[0].shading:
        return cells[0].span > 1 or not index
    if index:
        return False
    if all(cell.shading for cell in filled):
        return True
    # A form: a label and what was filled in.
    if cells[0].is_bold or cells[0].shading or cells[0].text.endswith(_LABEL_ENDS):
        return False
    return all(
        len(cell.text) <= _LONGEST_PLAIN_HEADING and not cell.text.endswith(".") for cell in filled
    )


def _label(cell: Cell, before: Sequence[Cell], labels: dict[int, Cell]) -> Cell | None:
    """The nearest cell to the left that looks like a label, else the first one.

    Args:
        cell: The cell to be headed.
        before: The first cell of its row and the nearest to the left, in order.
        labels: The last cell above in each column that does not go on another.
    """
    if cell.is_bold:
        return None
    shown = [labels.get(other.first, other) if other.continues else other for other in before]
    for other in reversed(shown):
        if other.could_head and (
            other.is_bold
            or other.text.endswith(_LABEL_ENDS)
            or (other.shading and other.shading != cell.shading)
        ):
            return other
    return shown[0] if shown and shown[0].could_head else None
