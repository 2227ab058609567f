"""What a Word file holds: its parts, its styles and its paragraphs in reading order.

The parts are read with lxml straight from the zip. python-docx would be the obvious way, but it
refuses strict OOXML, macro-enabled files and templates, knows neither footnotes nor text boxes nor
content controls, and would need the same walk through the XML for all of those; so there is one
walk, over everything. Elements are told by their local names, which are the same in the strict and
the transitional namespaces. lxml comes with python-docx and is imported on first use.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from strengthlint.errors import ReadErrorKind, UnreadableDocument

__all__ = ["Cell", "Package", "Paragraph", "Styles", "paragraphs"]

Element = Any
"""An lxml element; lxml ships no types."""

# What is read of a file, unpacked. A novel has 3 MB of XML; a zip bomb has gigabytes.
_MAX_UNPACKED = 120_000_000

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def local_name(element: Element) -> str:
    """The element's name without its namespace; "" for a comment or the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name."""
    if element is not None:
        for candidate in element:
            if local_name(candidate) == name:
                return candidate
    return None


def value(element: Element | None, name: str = "val") -> str | None:
    """A w: attribute of the element."""
    if element is None:
        return None
    for namespace in _NAMESPACES:
        found = element.get(namespace + name)
        if found is not None:
            return str(found)
    return None


def relation_id(element: Element) -> str:
    """The id of the relationship that an element refers to, or ""."""
    return next((element.get(name) for name in _RELATION_IDS if element.get(name)), "")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is there and on."""
    return element is not None and (value(element) or "on").lower() not in {"0", "false", "off"}


class Package:
    """The zip that a Word file is, with the parts that were asked for.

    Attributes:
        main: Name of the part with the body.
        gaps: A sentence for each part that could not be read.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS:
            raise _damaged() from None
        # Some writers spell names with other capitals or with backslashes.
        self._infos = {_part_key(info.filename): info for info in self._zip.infolist()}
        self._unpacked = 0
        self.gaps: list[str] = []
        self.main = self._find_main()
        self.document = self._parse(self.main)
        self._insist_on_word()

    def __contains__(self, name: str) -> bool:
        return _part_key(name) in self._infos

    @property
    def names(self) -> list[str]:
        """The names of all parts, as the zip has them."""
        return [info.filename for info in self._infos.values()]

    def part(self, name: str, called: str) -> Element | None:
        """The root of a part other than the body, or None; a gap is noted if it is damaged.

        Args:
            name: Of the part.
            called: What people call it ("the footnotes"); "" for what nobody reads.
        """
        if name not in self:
            return None
        try:
            return self._parse(name)
        except UnreadableDocument as error:
            if error.kind is not ReadErrorKind.DAMAGED:
                raise
            if called:
                self.gaps.append(
                    f"{called[:1].upper()}{called[1:]} of this document are damaged and were not "
                    "read; open it in Word, save it again and check that."
                )
            return None

    def related(self, kind: str) -> list[str]:
        """The parts that the body is tied to by that kind of relationship ("styles")."""
        return [part for tie, part in self._relations.values() if tie == kind]

    def target(self, relation_id: str) -> str | None:
        """The part that a relationship of the body leads to."""
        tie = self._relations.get(relation_id)
        return tie[1] if tie else None

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        """By id: the last word of the type, and the part."""
        folder, _, file = self.main.rpartition("/")
        name = f"{folder}/_rels/{file}.rels".lstrip("/")
        return {
            relation_id: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            for relation_id, kind, target in self._read_relations(name)
        }

    def _read_relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        root = self.part(name, "")
        for relation in root if root is not None else ():
            kind, target = relation.get("Type"), relation.get("Target")
            if kind and target and relation.get("TargetMode") != "External":
                yield relation.get("Id") or "", kind.rpartition("/")[2], unquote(target)

    def _find_main(self) -> str:
        for _, kind, target in self._read_relations("_rels/.rels"):
            if kind == "officeDocument" and target in self:
                return posixpath.normpath(target.lstrip("/"))
        if "word/document.xml" in self:
            return "word/document.xml"
        raise self._not_word()

    def _insist_on_word(self) -> None:
        if local_name(self.document) != "document":
            raise self._not_word(local_name(self.document))
        if child(self.document, "body") is None:
            raise _damaged()

    def _not_word(self, root: str = "") -> UnreadableDocument:
        kind = {"workbook": "a spreadsheet", "presentation": "a set of slides"}.get(root, "")
        if not kind and "mimetype" in self:
            about = self._read("mimetype").decode("ascii", "replace")
            if "opendocument.text" in about:
                kind = "an OpenDocument text (.odt)"
            elif "opendocument" in about:
                kind = "an OpenDocument file"
            elif "epub" in about:
                kind = "an e-book"
        if not kind and any(name.lower().startswith("index/") for name in self.names):
            kind = "a Pages document"
        if kind:
            return not_word(kind)
        return UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "The text part of this Word document is missing, so the file is damaged. Open it in "
            "Word, let Word repair it, save it and check it again.",
        )

    def _read(self, name: str) -> bytes:
        info = self._infos[_part_key(name)]
        if info.flag_bits & 0x1:
            raise encrypted()
        self._unpacked += info.file_size
        if self._unpacked > _MAX_UNPACKED:
            raise UnreadableDocument(
                ReadErrorKind.TOO_LARGE,
                "Unpacked, this Word document is far larger than a letter or policy can be. Split "
                "it into parts and check those.",
            )
        try:
            # No more than the declared size is ever unpacked; zipfile sees to that.
            return self._zip.read(info)
        except _ZIP_ERRORS:
            raise _damaged() from None

    def _parse(self, name: str) -> Element:
        from lxml import etree  # type: ignore[import-untyped]

        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._read(name), parser)
        except (etree.XMLSyntaxError, ValueError, RecursionError):
            raise _damaged() from None
        # No word processor writes a document type; whoever does is after entity expansion.
        if root.getroottree().docinfo.doctype:
            raise _damaged()
        return root


def _part_key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged() -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.DAMAGED,
        "This Word document is damaged and cannot be opened. Open it in Word, let Word repair it, "
        "save it and check it again, or ask the sender for a fresh copy.",
    )


def encrypted() -> UnreadableDocument:
    """The error for a document under a password."""
    return UnreadableDocument(
        ReadErrorKind.ENCRYPTED,
        "This Word document is protected by a password. Open it in Word, remove the password "
        "under File, Info, Protect Document, and check it again.",
    )


def not_word(kind: str) -> UnreadableDocument:
    """The error for something else under the name of a Word document."""
    return UnreadableDocument(
        ReadErrorKind.UNSUPPORTED,
        f"This file has the name of a Word document but is {kind}. Open it in the program it was "
        "made with, save it as a Word document (.docx) and check that.",
    )


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: int | None
    numbered: bool | None
    hidden: bool | None


class Styles:
    """The paragraph and character styles of a document.

    Args:
        root: Root of the styles part, or None.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default: str | None = None
        for style in root if root is not None else ():
            style_id = value(style, "styleId")
            if local_name(style) != "style" or style_id is None:
                continue
            about = child(style, "pPr")
            numbering = child(about, "numPr")
            vanish = child(child(style, "rPr"), "vanish")
            self._styles[style_id] = _Style(
                (value(child(style, "name")) or style_id).lower(),
                value(child(style, "basedOn")),
                outline_level(about),
                None if numbering is None else value(child(numbering, "numId")) != "0",
                None if vanish is None else is_on(vanish),
            )
            if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}:
                self.default = style_id

    def chain(self, style_id: str | None) -> Iterator[tuple[str, _Style]]:
        """The style and those it is based on, with their ids in lower case."""
        seen: set[str] = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            # A style that is used but not defined still says something by its id.
            style = self._styles.get(style_id, _Style(style_id.lower(), None, None, None, None))
            yield style_id.lower(), style
            style_id = style.based_on

    def is_hidden(self, style_id: str | None) -> bool | None:
        """Whether text in that style is hidden; None if the style does not say."""
        return next((s.hidden for _, s in self.chain(style_id) if s.hidden is not None), None)


def outline_level(about: Element | None) -> int | None:
    """The outline level among paragraph properties: 0 to 8 for headings, 9 for body text."""
    level = value(child(about, "outlineLvl")) or ""
    return int(level) if re.fullmatch(r"[0-9]", level) else None


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
