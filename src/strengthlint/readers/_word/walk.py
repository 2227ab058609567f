"""The paragraphs of a Word document in reading order, with the text that is printed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from strengthlint.document import Part
from strengthlint.readers._word.elements import (
    Element,
    child,
    is_on,
    local_name,
    relation_id,
    value,
)
from strengthlint.readers._word.package import too_large
from strengthlint.readers._word.styles import RunLook, Styles, run_look
from strengthlint.readers._word.tables import Cell, Row, name_cells

__all__ = ["Aside", "Mark", "Paragraph", "Tally", "paragraphs"]

# A file with more would take longer than a whole library of letters.
_MOST_PARAGRAPHS = 150_000


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that belong to a picture or the like that hangs on a paragraph.

    Attributes:
        part: What they belong to.
        element: The w:r that holds the picture or the like.
        text: The words; "" where they stand in a part of their own.
        relation: Id of the relationship to that part, or "".
    """

    part: Part
    element: Element
    text: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a comment begins, ends or is called in a paragraph.

    Attributes:
        kind: "commentRangeStart", "commentRangeEnd" or "commentReference".
        comment: Id of the comment.
        position: How many characters of the paragraph's text come before it.
    """

    kind: str
    comment: str
    position: int


@dataclass(slots=True, eq=False)
class Paragraph:
    """A w:p with the text that is printed of it.

    Attributes:
        element: The w:p; for an imported file (`chunk`) the w:altChunk.
        cell: The innermost table cell that it stands in.
        runs: The elements that give text, with that text, in order.
        notes: The footnotes and endnotes it refers to: part ("footnotes"), id, and whether it
            has a number.
        asides: The words of pictures and the like that hang on it.
        marks: Where comments begin and end, in order.
        page: The page that its first visible character stands on, counted from 1.
        turns: Where in its text it goes on on another page: position and page.
        is_boxed: Whether it stands in a text box.
        is_plain: Whether it has visible text that is not bold.
        joins_next: Whether its end is deleted by a tracked change, or it is a drop cap.
        chunk: Id of the relationship to an imported file that stands here instead, or "".
        length: Of its text.
        about: Its properties.
        style: The id of its style.
    """

    element: Element
    cell: Cell | None = None
    runs: list[tuple[Element, str]] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    page: int = 1
    turns: list[tuple[int, int]] = field(default_factory=list)
    is_boxed: bool = False
    is_plain: bool = False
    joins_next: bool = False
    chunk: str = ""
    length: int = 0
    about: Element | None = field(init=False)
    style: str | None = field(init=False)

    def __post_init__(self) -> None:
        # Once, since a paragraph may have many runs and no properties to stop at.
        self.about = child(self.element, "pPr")
        self.style = value(child(self.about, "pStyle"))

    @property
    def text(self) -> str:
        """Its text in one line."""
        return "".join(text for _, text in self.runs)


@dataclass(slots=True)
class Tally:
    """What a walk met and could not read.

    Attributes:
        pictures: How many.
        embedded: What each embedded file is ("Excel.Sheet.12", "").
        linked: How many documents that are only linked.
        pages: How many pages Word marked the ends of.
    """

    pictures: int = 0
    embedded: list[str] = field(default_factory=list)
    linked: int = 0
    pages: int = 1
    page_marks: int = 0

    def add(self, other: Tally) -> None:
        """Add what another walk met."""
        self.pictures += other.pictures
        self.embedded += other.embedded
        self.linked += other.linked


def paragraphs(
    root: Element, styles: Styles, tally: Tally, sections: list[Element] | None = None
) -> list[Paragraph]:
    """Every w:p below an element, in reading order: text boxes after the paragraph they hang on.

    Args:
        root: A body, header, footer or note.
        styles: To know what is hidden.
        tally: To count in what is not read; for a body also pages.
        sections: The section properties of the body in order; None elsewhere.
    """
    counted = Tally()
    walk = _Walk(styles, counted, sections or [])
    walk.visit(root)
    if walk.fields:
        # A field that begins and never ends would swallow the rest of the document.
        counted = Tally()
        walk = _Walk(styles, counted, sections or [], mind_fields=False)
        walk.visit(root)
    tally.add(counted)
    if sections is not None:
        tally.pages, tally.page_marks = counted.pages, counted.page_marks
    return walk.found


# Names that end in "Pr" hold properties and are left out too.
_UNPRINTED = frozenset(
    "del moveFrom instrText delText delInstrText rt tblGrid annotationRef".split()
)
_GRAPHICS = frozenset({"drawing", "pict", "object"})
_PICTURES = frozenset({"blip", "imagedata"})
_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
# What Word writes when nobody has described a picture, and names of files.
_NO_DESCRIPTION = re.compile(
    r"(description automatically generated|ai-generated content may be incorrect)"
    r"|^\s*\S+\.(png|jpe?g|gif|bmp|tiff?|wmf|emf|svg)\s*$",
    re.IGNORECASE,
)
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
    def __init__(
        self, styles: Styles, tally: Tally, sections: list[Element], mind_fields: bool = True
    ) -> None:
        self.found: list[Paragraph] = []
        self.fields: list[bool] = []  # for each open field, whether its result has begun
        self._choices: list[str] = []  # for each open field, what is chosen in it
        self._styles = styles
        self._tally = tally
        self._sections = sections
        self._section = 0
        self._mind_fields = mind_fields
        self._paragraph: Paragraph | None = None
        self._boxes: list[Element] = []
        self._boxed = False
        self._cell: Cell | None = None
        self._tables = 0
        self._silent = False
        self._bold = False
        self._deleted = False
        self._starting: list[str] = []  # comments that begin before the next paragraph
        self._page = 1
        self._turned = False  # a page was turned and nothing is printed on the new one yet

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
                if name == "br" and value(node, "type") == "page":
                    self._turn_page()
            elif name == "lastRenderedPageBreak":
                self._saw_page_end()
            elif name == "fldChar":
                self._field(node)
            elif name == "sym":
                self._emit(node, _symbol(node))
            elif name == "tbl":
                self._table(node)
            elif name in _GRAPHICS:
                run = node.getparent()
                self._graphic(run if local_name(run) == "r" else node, node)
            elif name == "altChunk":
                self._chunk(node)
            elif name == "subDoc":
                self._tally.linked += 1
            elif name in _MARKS:
                self._mark(name, value(node, "id") or "")
            elif name == "AlternateContent":
                self.visit(_alternative(node))
            elif name == "txbxContent":
                self._boxes.append(node)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._note(node, name.replace("Reference", "s"))
            else:
                self.visit(node)

    @property
    def _says_nothing(self) -> bool:
        return self._silent or self._deleted or (self._mind_fields and not all(self.fields))

    def _emit(self, node: Element, text: str) -> None:
        paragraph = self._paragraph
        if not text or paragraph is None or self._says_nothing:
            return
        if not text.isspace():
            if not paragraph.length:
                paragraph.page = self._page
            if not self._boxed:
                self._turned = False
            paragraph.is_plain = paragraph.is_plain or not self._bold
        paragraph.runs.append((node, text))
        paragraph.length += len(text)

    # Pages, as far as Word left marks

    def _turn_page(self) -> None:
        """A page ends because somebody said so."""
        if self._boxed:
            return
        self._page += 1
        self._turned = True
        self._note_turn()

    def _saw_page_end(self) -> None:
        """Word's mark that a page ended here when it last laid the text out."""
        if self._boxed:
            return
        self._tally.page_marks += 1
        if self._turned:
            self._turned = False
            return
        self._page += 1
        self._note_turn()

    def _note_turn(self) -> None:
        self._tally.pages = max(self._tally.pages, self._page)
        if self._paragraph is not None:
            if self._paragraph.length:
                self._paragraph.turns.append((self._paragraph.length, self._page))
            else:
                self._paragraph.page = self._page

    def _end_section(self) -> None:
        self._section += 1
        if self._section >= len(self._sections):
            return
        kind = value(child(self._sections[self._section], "type")) or "nextPage"
        if kind in {"continuous", "nextColumn"}:
            return
        self._turn_page()
        if (kind == "oddPage" and self._page % 2 == 0) or (kind == "evenPage" and self._page % 2):
            self._turn_page()

    # Blocks

    def _whole_paragraph(self, node: Element) -> None:
        if len(self.found) >= _MOST_PARAGRAPHS:
            raise too_large()
        around, boxes_around = self._paragraph, self._boxes
        paragraph = self._new_paragraph(node)
        about = paragraph.about
        mark = child(about, "rPr")
        paragraph.joins_next = (
            child(mark, "del") is not None
            or child(mark, "moveFrom") is not None
            or (value(child(about, "framePr"), "dropCap") or "none") != "none"
        )
        breaks = child(about, "pageBreakBefore")
        starts_page = (
            is_on(breaks)
            if breaks is not None
            else self._styles.breaks_page_before(paragraph.style or self._styles.default)
        )
        if starts_page and len(self.found) > 1:
            self._turn_page()
        paragraph.page = self._page
        self._paragraph, self._boxes = paragraph, []
        self.visit(node)
        boxes = self._boxes
        self._paragraph, self._boxes = None, boxes_around
        # What a field or a run hides outside says nothing about a text box that hangs on it.
        fields, self.fields = self.fields, []
        choices, self._choices = self._choices, []
        kept = self._cell, self._tables, self._boxed, self._silent
        self._cell, self._boxed, self._silent = None, True, False
        for box in boxes:
            self._tables = 0
            self.visit(box)
        self._cell, self._tables, self._boxed, self._silent = kept
        self.fields, self._choices, self._paragraph = fields, choices, around
        if child(about, "sectPr") is not None:
            self._end_section()

    def _new_paragraph(self, node: Element) -> Paragraph:
        paragraph = Paragraph(node, self._cell, page=self._page, is_boxed=self._boxed)
        paragraph.marks = [Mark("commentRangeStart", comment, 0) for comment in self._starting]
        self._starting = []
        self.found.append(paragraph)
        if self._cell is not None:
            self._cell.paragraphs.append(paragraph)
        return paragraph

    def _chunk(self, node: Element) -> None:
        if not self._deleted:
            self._new_paragraph(node).chunk = relation_id(node)

    def _run(self, node: Element) -> None:
        about = child(node, "rPr")
        style = None
        if self._paragraph is not None:
            style = self._paragraph.style or self._styles.default
        look: RunLook = run_look(about).over(
            self._styles.look(value(child(about, "rStyle")), style)
        )
        before = self._silent, self._bold
        self._silent, self._bold = bool(look.hidden or look.struck), bool(look.bold)
        self.visit(node)
        self._silent, self._bold = before

    def _field(self, node: Element) -> None:
        kind = value(node, "fldCharType")
        if kind == "begin":
            self._choices.append(_chosen(node))
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
            # The run that ends the field stands for it: what is put behind it is out of the field.
            self._emit(node.getparent(), self._choices.pop() if self._choices else "")

    def _note(self, node: Element, part: str) -> None:
        note_id = value(node, "id")
        hidden = self._silent or self._deleted
        if note_id is not None and self._paragraph is not None and not hidden:
            numbered = (value(node, "customMarkFollows") or "0") in {"0", "false", "off"}
            self._paragraph.notes.append((part, note_id, numbered))

    def _mark(self, kind: str, comment: str) -> None:
        if self._paragraph is not None:
            self._paragraph.marks.append(Mark(kind, comment, self._paragraph.length))
        elif kind == "commentRangeStart":
            self._starting.append(comment)
        elif self.found:
            self.found[-1].marks.append(Mark(kind, comment, self.found[-1].length))

    def _graphic(self, holder: Element, within: Element) -> None:
        for inner in within:
            name = local_name(inner)
            if name == "txbxContent":
                self._boxes.append(inner)
            elif name == "AlternateContent":
                self._graphic(holder, _alternative(inner))
            elif name == "OLEObject":
                self._tally.embedded.append(inner.get("ProgID") or "")
            elif name == "chart":
                self._aside(Aside(Part.CHART, holder, relation=relation_id(inner)))
            elif name == "relIds":
                self._aside(Aside(Part.DIAGRAM, holder, relation=relation_id(inner, "dm")))
            elif name == "docPr":
                self._description(holder, inner.get("descr"), inner)
            elif name == "textpath":
                self._aside(Aside(Part.WORD_ART, holder, inner.get("string") or ""))
                self._graphic(holder, inner)
            elif name == "p":
                # Only drawings of Word's older ones hold paragraphs of DrawingML in themselves.
                words = "".join(text.text or "" for text in inner.iter("{*}t"))
                self._aside(Aside(Part.DIAGRAM, holder, words))
            else:
                if name in _PICTURES:
                    self._tally.pictures += 1
                if name == "shape":
                    self._description(holder, inner.get("alt"), inner)
                self._graphic(holder, inner)

    def _description(self, holder: Element, text: str | None, element: Element) -> None:
        decorative = any(node.get("val") in {"1", "true"} for node in element.iter("{*}decorative"))
        if text and not decorative and not _NO_DESCRIPTION.search(text):
            self._aside(Aside(Part.ALT_TEXT, holder, text))

    def _aside(self, aside: Aside) -> None:
        if self._paragraph is not None and not self._says_nothing:
            self._paragraph.asides.append(aside)

    def _table(self, table: Element) -> None:
        self._tables += 1
        number, tables = self._tables, self._tables
        around, deleted = self._cell, self._deleted
        rows: list[Row] = []
        for element in _rows(table, "tr"):
            about = child(element, "trPr")
            self._deleted = deleted or child(about, "del") is not None
            row = Row([], is_on(child(about, "tblHeader")))
            if not self._deleted:
                rows.append(row)
            column = _count(child(about, "gridBefore"), 0)
            start = began = lowest = self._page
            for node in _rows(element, "tc"):
                cell = _new_cell(node, number, max(len(rows), 1), len(row.cells) + 1, column)
                cell.outer = around
                column += cell.span
                row.cells.append(cell)
                self._cell, self._tables = cell, 0
                before = len(self.found)
                self.visit(node)
                # Each cell begins where its row does; where that is on a new page, a mark of
                # Word's may stand in each.
                lowest = max(lowest, self._page)
                if len(row.cells) == 1 and len(self.found) > before:
                    began = max(began, self.found[before].page)
                self._page = began
                self._turned = began > start
            self._page, self._turned = lowest, False
        self._cell, self._deleted, self._tables = around, deleted, tables
        name_cells(rows)


def _new_cell(node: Element, table: int, row: int, number: int, column: int) -> Cell:
    about = child(node, "tcPr")
    merge = child(about, "vMerge")
    fill = (value(child(about, "shd"), "fill") or "").lower()
    return Cell(
        table,
        row,
        number,
        column,
        _count(child(about, "gridSpan"), 1),
        shading="" if fill in {"auto", "ffffff", "none"} else fill,
        continues=merge is not None and value(merge) != "restart",
    )


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


def _chosen(node: Element) -> str:
    """What is chosen in a drop-down field of the older kind; "" for every other field."""
    field_list = child(child(node, "ffData"), "ddList")
    if field_list is None:
        return ""
    entries = [value(entry) or "" for entry in field_list if local_name(entry) == "listEntry"]
    chosen = value(child(field_list, "result")) or value(child(field_list, "default")) or "0"
    if re.fullmatch("[0-9]{1,4}", chosen) and int(chosen) < len(entries):
        return entries[int(chosen)].translate(_NO_LINE_ENDS)
    return ""


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
