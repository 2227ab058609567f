"""The paragraphs of a Word document in reading order, with the text that is printed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from strengthlint.readers._word.elements import Element, child, is_on, local_name, value
from strengthlint.readers._word.package import too_large
from strengthlint.readers._word.styles import Styles

__all__ = ["Cell", "Paragraph", "Tally", "paragraphs"]

# A file with more would take longer than a whole library of letters.
_MOST_PARAGRAPHS = 150_000


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell; `head` is the cell of the first row above it."""

    head: Cell | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Paragraph:
    """A w:p with the text that is printed of it.

    Attributes:
        element: The w:p.
        runs: The elements that give text, with that text, in order.
        cell: The innermost table cell that it stands in.
        notes: The footnotes and endnotes it refers to: part ("footnotes") and id.
        joins_next: Whether its end is deleted by a tracked change, or it is a drop cap.
    """

    element: Element
    cell: Cell | None = None
    runs: list[tuple[Element, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    joins_next: bool = False

    @property
    def text(self) -> str:
        """Its text in one line."""
        return "".join(text for _, text in self.runs)

    @property
    def about(self) -> Element | None:
        """Its properties."""
        return child(self.element, "pPr")

    @property
    def style(self) -> str | None:
        """The id of its style."""
        return value(child(self.about, "pStyle"))


@dataclass(slots=True)
class Tally:
    """What a walk met and could not read."""

    pictures: int = 0
    objects: int = 0


def paragraphs(root: Element, styles: Styles, tally: Tally | None = None) -> list[Paragraph]:
    """Every w:p below an element, in reading order: text boxes after the paragraph they hang on.

    Args:
        root: A body, header, footer or note.
        styles: To know what is hidden.
        tally: To count pictures and objects in.
    """
    counted = Tally()
    walk = _Walk(styles, counted)
    walk.visit(root)
    if walk.fields:
        # A field that begins and never ends would swallow the rest of the document.
        counted = Tally()
        walk = _Walk(styles, counted, mind_fields=False)
        walk.visit(root)
    if tally is not None:
        tally.pictures += counted.pictures
        tally.objects += counted.objects
    return walk.found


# Names that end in "Pr" hold properties and are left out too.
_UNPRINTED = frozenset(
    "del moveFrom instrText delText delInstrText rt tblGrid annotationRef commentReference".split()
)
_GRAPHICS = frozenset({"drawing", "pict", "object"})
_PICTURES = frozenset({"blip", "imagedata"})
_OBJECTS = frozenset({"OLEObject", "chart", "relIds", "lockedCanvas", "altChunk", "subDoc"})
_PLAIN_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\v",
    "cr": "\v",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_NO_LINE_ENDS = str.maketrans("\r\n", "  ")
# The symbols of Wingdings and Symbol that stand among words in letters and forms.
_SYMBOLS = {
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xA7): "▪",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "☐",
    ("symbol", 0xB7): "•",
    ("symbol", 0xAE): "→",
    ("symbol", 0x2D): "−",
}


class _Walk:
    def __init__(self, styles: Styles, tally: Tally, mind_fields: bool = True) -> None:
        self.found: list[Paragraph] = []
        self.fields: list[bool] = []  # for each open field, whether its result has begun
        self._styles = styles
        self._tally = tally
        self._mind_fields = mind_fields
        self._paragraph: Paragraph | None = None
        self._boxes: list[Element] = []
        self._cell: Cell | None = None
        self._hidden = False
        self._deleted = False

    def visit(self, element: Element) -> None:
        """Go through what an element holds; one that is not known is seen through."""
        for node in element:
            name = local_name(node)
            if name == "r":
                self._run(node)
            elif name == "t":
                self._emit(node, (node.text or "").translate(_NO_LINE_ENDS))
            elif name == "p":
                self._whole_paragraph(node)
            elif name in _UNPRINTED or name.endswith("Pr"):
                continue
            elif name in _PLAIN_CHARACTERS:
                self._emit(node, _PLAIN_CHARACTERS[name])
            elif name == "fldChar":
                self._field(value(node, "fldCharType"))
            elif name == "sym":
                self._emit(node, _symbol(node))
            elif name == "tbl":
                self._table(node)
            elif name in _GRAPHICS:
                self._graphic(node)
            elif name in _OBJECTS:
                self._tally.objects += 1
            elif name == "AlternateContent":
                self.visit(_alternative(node))
            elif name == "txbxContent":
                self._boxes.append(node)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._note(node, name.replace("Reference", "s"))
            else:
                self.visit(node)

    def _emit(self, node: Element, text: str) -> None:
        silent = self._hidden or self._deleted or (self._mind_fields and not all(self.fields))
        if text and self._paragraph is not None and not silent:
            self._paragraph.runs.append((node, text))

    def _whole_paragraph(self, node: Element) -> None:
        if len(self.found) >= _MOST_PARAGRAPHS:
            raise too_large()
        around, boxes_around = self._paragraph, self._boxes
        paragraph = Paragraph(node, self._cell)
        self.found.append(paragraph)
        if self._cell is not None:
            self._cell.paragraphs.append(paragraph)
        about = paragraph.about
        mark = child(about, "rPr")
        paragraph.joins_next = (
            child(mark, "del") is not None
            or child(mark, "moveFrom") is not None
            or (value(child(about, "framePr"), "dropCap") or "none") != "none"
        )
        self._paragraph, self._boxes = paragraph, []
        self.visit(node)
        boxes = self._boxes
        self._paragraph, self._boxes = None, boxes_around
        # What a field or a run hides outside says nothing about a text box that hangs on it.
        fields, self.fields = self.fields, []
        cell, self._cell = self._cell, None
        for box in boxes:
            self.visit(box)
        self.fields, self._cell, self._paragraph = fields, cell, around

    def _run(self, node: Element) -> None:
        about = child(node, "rPr")
        vanish = child(about, "vanish")
        if vanish is not None:
            hidden: bool | None = is_on(vanish)
        else:
            hidden = self._styles.is_hidden(value(child(about, "rStyle")))
            if hidden is None and self._paragraph is not None:
                hidden = self._styles.is_hidden(self._paragraph.style or self._styles.default)
        before, self._hidden = self._hidden, bool(hidden)
        self.visit(node)
        self._hidden = before

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _note(self, node: Element, part: str) -> None:
        note_id = value(node, "id")
        hidden = self._hidden or self._deleted
        if note_id is not None and self._paragraph is not None and not hidden:
            self._paragraph.notes.append((part, note_id))

    def _graphic(self, node: Element) -> None:
        for inner in node:
            name = local_name(inner)
            if name == "txbxContent":
                self._boxes.append(inner)
            elif name == "AlternateContent":
                self._graphic(_alternative(inner))
            elif name in _OBJECTS:
                self._tally.objects += 1
            else:
                if name in _PICTURES:
                    self._tally.pictures += 1
                self._graphic(inner)

    def _table(self, table: Element) -> None:
        around, deleted = self._cell, self._deleted
        heads: dict[int, Cell] | None = None
        for row in _rows(table, "tr"):
            about = child(row, "trPr")
            self._deleted = deleted or child(about, "del") is not None
            column = _count(child(about, "gridBefore"), 0)
            first: dict[int, Cell] = {}
            for node in _rows(row, "tc"):
                span = _count(child(child(node, "tcPr"), "gridSpan"), 1)
                self._cell = Cell((heads or {}).get(column))
                first.update(dict.fromkeys(range(column, column + span), self._cell))
                column += span
                self.visit(node)
            if heads is None:
                heads = first
        self._cell, self._deleted = around, deleted


def _rows(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls and the like."""
    for node in element:
        found = local_name(node)
        if found == name:
            yield node
        elif found == "AlternateContent":
            yield from _rows(_alternative(node), name)
        elif found not in {"tbl", "tr", "tc", "p", "del", "moveFrom"} and not found.endswith("Pr"):
            yield from _rows(node, name)


def _count(element: Element | None, default: int) -> int:
    number = value(element) or ""
    # Word allows 63 columns; more is a slip or an attack.
    return min(int(number), 63) if re.fullmatch(r"[0-9]{1,4}", number) else default


def _alternative(node: Element) -> Element:
    """The one branch of mc:AlternateContent to read: the first with text, else the first."""
    branches = [branch for branch in node if local_name(branch) in {"Choice", "Fallback"}]
    for branch in branches:
        if any(text.text for text in branch.iter("{*}t")):
            return branch
    return branches[0] if branches else node


def _symbol(node: Element) -> str:
    code = value(node, "char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{2,5}", code):
        return ""
    number = int(code, 16)
    font = (value(node, "font") or "").lower()
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
    elif number > 0xFF:
        return chr(number) if chr(number).isprintable() else ""
    known = _SYMBOLS.get((font, number))
    if known is not None:
        return known
    if "dings" in font or font == "symbol":
        return "□"
    return chr(number) if chr(number).isprintable() else ""
