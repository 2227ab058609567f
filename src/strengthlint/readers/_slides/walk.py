"""The paragraphs of a presentation, slide after slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from strengthlint.document import Cell, Part, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._archive import Element
from strengthlint.readers._slides.package import KIND, Package, local_name
from strengthlint.readers.paragraphs import Paragraphs, clean

__all__ = ["Walk"]

_MOST_PARAGRAPHS: Final = 150_000
_TITLES: Final = frozenset({"title", "ctrTitle"})
_SHAPES: Final = frozenset({"sp", "pic", "graphicFrame", "grpSp", "cxnSp", "AlternateContent"})
_NOT_WORDS: Final = frozenset({"dt", "sldNum", "sldImg"})
_FURNITURE: Final = {"ftr": SegmentKind.FOOTER, "hdr": SegmentKind.HEADER}
_NOTES: Final = "Speaker’s notes"


class Walk:
    """One pass through a presentation.

    Attributes:
        paragraphs: What was found.
        pictures: How many there are.
        objects: How many charts and embedded files there are.
        gaps: A sentence for each slide that could not be read.
    """

    def __init__(self, data: bytes) -> None:
        self.paragraphs = Paragraphs()
        self.pictures = 0
        self.objects = 0
        self.gaps: list[str] = []
        self._package = Package(data)
        self._ties: dict[str, tuple[str, str]] = {}
        self._said: set[str] = set()
        self._count = 0
        self._tables = 0

    def run(self) -> None:
        """Read the slides in their order."""
        package = self._package
        ties = package.ties(package.main)
        for number, entry in enumerate(package.presentation.iter("{*}sldId"), 1):
            part = ties.get(_relation(entry, "id"), ("", ""))[1]
            self.paragraphs.part, self.paragraphs.number = Part.SLIDE, str(number)
            self.paragraphs.headings = []
            self._tables = 0
            try:
                root = package.part(part)
                if root is None:
                    raise KIND.damaged()
                self._ties = package.ties(part)
                self._slide(root)
                self._notes()
            except UnreadableDocument as error:
                if error.kind is not ReadErrorKind.DAMAGED:
                    raise
                self.gaps.append(
                    f"Slide {number} is damaged and was not read in full; open the presentation in "
                    "PowerPoint, save it again and check that."
                )

    def _slide(self, root: Element) -> None:
        shapes = list(_shapes(root))
        for shape in sorted(shapes, key=lambda shape: _placeholder(shape) not in _TITLES):
            self._shape(shape)

    def _notes(self) -> None:
        for tie, part in self._ties.values():
            root = self._package.part(part) if tie == "notesSlide" else None
            if root is None:
                continue
            self.paragraphs.part = Part.SPEAKER_NOTES
            self.paragraphs.headings.append((9, _NOTES))
            for shape in _shapes(root):
                if _placeholder(shape) == "body":
                    self._text(shape, SegmentKind.PARAGRAPH)

    def _shape(self, shape: Element) -> None:
        about = next(shape.iter("{*}cNvPr"), None)
        if about is not None and about.get("hidden") in {"1", "true"}:
            return
        kind = local_name(shape)
        placeholder = _placeholder(shape)
        if placeholder in _NOT_WORDS:
            return
        if placeholder in _FURNITURE:
            # On every slide the same; nobody wants to hear it forty times.
            text = clean(" ".join(shape.itertext("{*}t")))
            if text not in self._said:
                self._said.add(text)
                self._text(shape, _FURNITURE[placeholder])
            return
        if kind == "sp" and placeholder in _TITLES:
            text = "\v".join(_paragraph(paragraph) for paragraph in shape.iter("{*}p"))
            self._add(text, SegmentKind.HEADING, level=1)
        elif kind == "sp":
            listed = placeholder in {"body", "obj", ""} and _is_placeholder(shape)
            self._text(shape, SegmentKind.LIST_ITEM if listed else SegmentKind.PARAGRAPH)
        elif kind == "graphicFrame":
            self._frame(shape)
        elif kind == "pic":
            self.pictures += 1
        for key in ("title", "descr"):
            if about is not None and (words := clean(about.get(key) or "")):
                self._add(words, SegmentKind.CAPTION)

    def _text(self, shape: Element, usual: SegmentKind) -> None:
        for paragraph in shape.iter("{*}p"):
            kind = usual
            about = next((child for child in paragraph if local_name(child) == "pPr"), None)
            marks = {local_name(child) for child in about} if about is not None else set()
            if usual is SegmentKind.LIST_ITEM and "buNone" in marks:
                kind = SegmentKind.PARAGRAPH
            elif usual is SegmentKind.PARAGRAPH and marks & {"buChar", "buAutoNum", "buBlip"}:
                kind = SegmentKind.LIST_ITEM
            self._add(_paragraph(paragraph), kind)
            for link in paragraph.iter("{*}hlinkClick"):
                if tip := clean(link.get("tooltip") or ""):
                    self._add(tip, SegmentKind.CAPTION)

    def _frame(self, frame: Element) -> None:
        """A table, a diagram, a chart or an embedded file."""
        table = next(frame.iter("{*}tbl"), None)
        diagram = next(frame.iter("{*}relIds"), None)
        if table is not None:
            self._table(table)
        elif diagram is not None:
            part = self._ties.get(_relation(diagram, "dm"), ("", ""))[1]
            root = self._package.part(part)
            if root is None:
                self.objects += 1
                return
            for paragraph in root.iter("{*}p"):
                self._add(_paragraph(paragraph), SegmentKind.LIST_ITEM)
        else:
            self.objects += 1

    def _table(self, table: Element) -> None:
        self._tables += 1
        heads: list[str] = []
        for row_number, row in enumerate(table.iter("{*}tr"), 1):
            cells = [cell for cell in row if local_name(cell) == "tc"]
            for column, cell in enumerate(cells, 1):
                texts = [_paragraph(paragraph) for paragraph in cell.iter("{*}p")]
                if row_number == 1:
                    spanned = cell.get("hMerge") in {"1", "true"} and heads
                    heads.append(heads[-1] if spanned else clean(" ".join(texts)))
                head = heads[column - 1] if row_number > 1 and column <= len(heads) else ""
                for text in texts:
                    place = Cell(self._tables, row_number, column, head)
                    self._add(text, SegmentKind.TABLE_CELL, cell=place)

    def _add(
        self, text: str, kind: SegmentKind, *, level: int = 0, cell: Cell | None = None
    ) -> None:
        self._count += 1
        if self._count > _MOST_PARAGRAPHS:
            raise KIND.too_large()
        self.paragraphs.add(text, kind, level=level, cell=cell)


def _shapes(parent: Element) -> Iterator[Element]:
    """The shapes of a slide, also those in groups, as a screen reader goes through them."""
    for element in parent:
        name = local_name(element)
        if name == "AlternateContent":
            # The first choice that is there; older programs take the last.
            yield from _shapes(element[0] if len(element) else element)
        elif name in {"cSld", "spTree", "grpSp"}:
            yield from _shapes(element)
        elif name in _SHAPES:
            yield element


def _is_placeholder(shape: Element) -> bool:
    return next(shape.iter("{*}ph"), None) is not None


def _placeholder(shape: Element) -> str:
    found = next(shape.iter("{*}ph"), None)
    return str(found.get("type") or "") if found is not None else "none"


def _paragraph(paragraph: Element) -> str:
    """The text of an a:p that is seen."""
    parts: list[str] = []
    for element in paragraph:
        name = local_name(element)
        if name == "br":
            parts.append("\v")
        elif name == "r" or (name == "fld" and not _counts(element)):
            about = next((child for child in element if local_name(child) == "rPr"), None)
            if about is not None and (about.get("strike") or "noStrike") != "noStrike":
                continue
            parts += [child.text or "" for child in element if local_name(child) == "t"]
    return "".join(parts)


def _counts(field: Element) -> bool:
    """Whether a field is a number or a date."""
    return str(field.get("type") or "").startswith(("slidenum", "datetime"))


def _relation(element: Element, name: str) -> str:
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if key.endswith(f"/relationships}}{name}")
        ),
        "",
    )
