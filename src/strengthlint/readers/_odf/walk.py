"""The paragraphs of an OpenDocument text in reading order, with the text that is printed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from strengthlint.document import Cell, Part, SegmentKind
from strengthlint.readers._archive import Element
from strengthlint.readers._odf.package import KIND, attribute, qualified
from strengthlint.readers._odf.styles import Styles
from strengthlint.readers.paragraphs import Paragraphs, clean

__all__ = ["Walk"]

_MOST_PARAGRAPHS: Final = 150_000
_MOST_REPEATED: Final = 200
"""Of spaces and of columns, which a file gives as a number."""

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_TITLE: Final = 0
_BY_STYLE: Final = {
    "caption": SegmentKind.CAPTION,
    "quotations": SegmentKind.QUOTATION,
    "quote": SegmentKind.QUOTATION,
    "intense quote": SegmentKind.QUOTATION,
    "block quotation": SegmentKind.QUOTATION,
}
_HEADING: Final = re.compile(r"heading ([1-9])")
# Comments, what was deleted, what makes up lists and indexes, printed numbers.
_UNPRINTED: Final = frozenset(
    """
    office:annotation office:annotation-end office:forms text:tracked-changes text:note
    text:hidden-text text:hidden-paragraph text:script text:number text:sequence-decls
    text:variable-decls text:user-field-decls text:dde-connection-decls
    text:table-of-content-source text:alphabetical-index-source text:illustration-index-source
    text:table-index-source text:object-index-source text:user-index-source text:bibliography-source
    text:ruby-text svg:title svg:desc office:binary-data table:table-source
    """.split()
)
_OBJECTS: Final = frozenset({"draw:object", "draw:object-ole", "draw:plugin", "draw:applet"})
_SHAPES: Final = frozenset(
    """
    draw:frame draw:custom-shape draw:rect draw:ellipse draw:circle draw:line draw:polyline
    draw:polygon draw:path draw:connector draw:g draw:caption draw:control draw:regular-polygon
    """.split()
)
_FURNITURE: Final = {
    "style:header": SegmentKind.HEADER,
    "style:header-first": SegmentKind.HEADER,
    "style:header-left": SegmentKind.HEADER,
    "style:footer": SegmentKind.FOOTER,
    "style:footer-first": SegmentKind.FOOTER,
    "style:footer-left": SegmentKind.FOOTER,
}


@dataclass(slots=True)
class _Words:
    """The text of one paragraph, and what hangs on it."""

    parts: list[str] = field(default_factory=list)
    shapes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


class Walk:
    """One pass through a document.

    Args:
        content: The root with the body.
        pages: The root with the page styles, or None.

    Attributes:
        paragraphs: What was found.
        pictures: How many there are.
        objects: How many charts and the like there are.
    """

    def __init__(self, content: Element, pages: Element | None) -> None:
        self.paragraphs = Paragraphs()
        self.pictures = 0
        self.objects = 0
        self._content = content
        self._pages = pages
        self._styles = Styles(pages, content) if pages is not content else Styles(content)
        self._count = 0
        self._kind: SegmentKind | None = None
        self._listed = False
        self._cell: Cell | None = None
        self._tables = 0
        self._notes: list[tuple[Element, list[tuple[int, str]]]] = []
        self._pages_used: set[str] = set()

    def run(self) -> None:
        """Read the body, the notes, the headers and footers."""
        for body in _children(self._content, "office:body"):
            for text in _children(body, "office:text"):
                self._blocks(text)
        self._kind = SegmentKind.FOOTNOTE
        # A note may hold a note; what it adds is read in the same pass.
        for note, headings in self._notes:
            about = note.getparent()
            is_endnote = attribute(about, "text:note-class") == "endnote"
            self.paragraphs.headings = headings
            self.paragraphs.part = Part.ENDNOTE if is_endnote else Part.FOOTNOTE
            self.paragraphs.number = _citation(about)
            self._blocks(note)
        self.paragraphs.number = ""
        self.paragraphs.headings = []
        seen: set[str] = set()
        for kind, element in self._furniture():
            text = clean(" ".join(element.itertext()))
            if text not in seen:
                seen.add(text)
                self._kind = kind
                self.paragraphs.part = Part(kind.value)
                self._blocks(element)

    # Blocks

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            name = qualified(element)
            if name in _UNPRINTED:
                continue
            if name in {"text:p", "text:h"}:
                self._paragraph(element, name == "text:h")
            elif name == "text:list":
                self._list(element)
            elif name == "table:table":
                self._table(element)
            elif name in _SHAPES:
                self._shape(element)
            elif name == "text:section" and attribute(element, "text:display") == "none":
                continue
            elif name in _OBJECTS:
                self.objects += 1
            else:
                self._blocks(element)

    def _list(self, element: Element) -> None:
        listed, self._listed = self._listed, True
        self._blocks(element)
        self._listed = listed

    def _paragraph(self, element: Element, is_heading: bool) -> None:
        self._count += 1
        if self._count > _MOST_PARAGRAPHS:
            raise KIND.too_large()
        words = _Words()
        style = attribute(element, "text:style-name")
        self._inline(element, words, self._styles.is_unseen("paragraph", style))
        kind, level = self._what(element, style, is_heading)
        text = "".join(words.parts)
        self.paragraphs.add(text, kind, level=level, cell=self._cell)
        for note in words.notes:
            self._notes.append((note, list(self.paragraphs.headings)))
        for title in words.titles:
            self.paragraphs.add(title, SegmentKind.CAPTION, cell=self._cell)
        if words.shapes:
            listed, cell = self._listed, self._cell
            self._listed, self._cell = False, None
            for shape in words.shapes:
                self._shape(shape)
            self._listed, self._cell = listed, cell

    def _what(self, element: Element, style: str, is_heading: bool) -> tuple[SegmentKind, int]:
        """What a paragraph is; the level counts for headings."""
        if self._kind is not None:
            return self._kind, 0
        chain = list(self._styles.chain("paragraph", style))
        self._pages_used.update(found.page for found in chain[:1] if found.page)
        if is_heading:
            level = attribute(element, "text:outline-level")
            return SegmentKind.HEADING, int(level) if re.fullmatch(r"\d{1,2}", level) else 1
        for found in chain:
            if found.name == "title":
                return SegmentKind.HEADING, _TITLE
            heading = _HEADING.fullmatch(found.name)
            if heading or found.outline:
                return SegmentKind.HEADING, int(heading[1]) if heading else found.outline
            if found.name in _BY_STYLE:
                return _BY_STYLE[found.name], 0
        if self._cell is not None:
            return SegmentKind.TABLE_CELL, 0
        return (SegmentKind.LIST_ITEM if self._listed else SegmentKind.PARAGRAPH), 0

    def _shape(self, element: Element) -> None:
        """A text box, a picture, a drawing with words in it."""
        part = self.paragraphs.part
        if part is Part.BODY:
            self.paragraphs.part = Part.TEXT_BOX
        self._shape_words(element)
        self.paragraphs.part = part

    def _shape_words(self, element: Element) -> None:
        for child in element:
            name = qualified(child)
            if name in {"svg:title", "svg:desc"}:
                # Alternative text: read out to those who do not see the picture.
                if text := clean("".join(child.itertext())):
                    kind = self._kind or SegmentKind.CAPTION
                    self.paragraphs.add(text, kind, part=Part.ALT_TEXT)
            elif name == "draw:image":
                self.pictures += 1
            elif name in _OBJECTS:
                self.objects += 1
                # Its picture stands beside it.
                break
        for child in element:
            name = qualified(child)
            if name in _SHAPES:
                self._shape(child)
            elif name == "draw:text-box":
                self._blocks(child)
            elif name == "text:p":
                self._paragraph(child, False)
            elif name == "text:list":
                self._list(child)

    def _table(self, table: Element) -> None:
        outer, tables = self._cell, self._tables
        # A table in a cell is counted within that cell.
        number = 1 if outer is not None else tables + 1
        heads: list[str] = []
        for row_number, row in enumerate(_rows(table), 1):
            at = 0
            for place, cell in enumerate(row, 1):
                name = qualified(cell)
                if name not in {"table:table-cell", "table:covered-table-cell"}:
                    continue
                head = heads[at] if row_number > 1 and at < len(heads) else ""
                self._cell = Cell(number, row_number, place, head, outer=outer)
                self._blocks(cell)
                width = _number(cell, "table:number-columns-repeated")
                if row_number == 1:
                    # Covered cells follow a wide one, one for each column that it covers.
                    covered = name == "table:covered-table-cell" and heads
                    heads += [heads[-1] if covered else _plain_text(cell)] * width
                at += width
        self._cell = outer
        self._tables = tables if outer is not None else number

    # Inline

    def _inline(self, element: Element, words: _Words, unseen: bool) -> None:
        if element.text and not unseen:
            words.parts.append(_BLANKS.sub(" ", element.text))
        for child in element:
            self._inline_element(child, words, unseen)
            if child.tail and not unseen:
                words.parts.append(_BLANKS.sub(" ", child.tail))

    def _inline_element(self, child: Element, words: _Words, unseen: bool) -> None:
        name = qualified(child)
        if name == "text:span":
            style = attribute(child, "text:style-name")
            self._inline(child, words, unseen or self._styles.is_unseen("text", style))
        elif name == "text:s":
            words.parts.append(" " * _number(child, "text:c"))
        elif name == "text:tab":
            words.parts.append("\t")
        elif name == "text:line-break":
            words.parts.append("\v")
        elif name == "text:note":
            words.notes += _children(child, "text:note-body")
        elif name in _SHAPES:
            words.shapes.append(child)
        elif name in _UNPRINTED:
            return
        elif name == "text:a":
            if title := attribute(child, "office:title") or attribute(child, "xlink:title"):
                words.titles.append(title)
            self._inline(child, words, unseen)
        else:
            self._inline(child, words, unseen)

    # Pages

    def _furniture(self) -> Iterator[tuple[SegmentKind, Element]]:
        """The headers and footers of the page styles that the document uses."""
        if self._pages is None:
            return
        pages = {
            attribute(page, "style:name"): page
            for group in _children(self._pages, "office:master-styles")
            for page in _children(group, "style:master-page")
        }
        used = {name for name in self._pages_used if name in pages}
        # Text that asks for no page style stands on the first one.
        used.add("Standard" if "Standard" in pages else next(iter(pages), ""))
        waiting = list(used)
        while waiting:
            page = pages.get(waiting.pop())
            following = attribute(page, "style:next-style-name") if page is not None else ""
            if following and following not in used:
                used.add(following)
                waiting.append(following)
        for name, page in pages.items():
            if name in used:
                for element in page:
                    kind = _FURNITURE.get(qualified(element))
                    if kind is not None and attribute(element, "style:display") != "false":
                        yield kind, element


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if qualified(child) == name]


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = qualified(element)
        if name == "table:table-row":
            yield element
        elif name in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
            yield from _rows(element)


def _number(element: Element, name: str) -> int:
    """A count, 1 where it is not given; bounded, for a file may give any."""
    text = attribute(element, name)
    return min(int(text), _MOST_REPEATED) if re.fullmatch(r"[0-9]{1,9}", text) else 1


def _citation(note: Element) -> str:
    """What a note is called by in the text: "4", "iv"."""
    cited = _children(note, "text:note-citation")
    return clean("".join(cited[0].itertext())) if cited else ""


def _plain_text(cell: Element) -> str:
    return clean(" ".join("".join(element.itertext()) for element in cell))
