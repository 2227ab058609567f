"""Word documents: .docx and .docm, the templates .dotx and .dotm, transitional and strict.

The source is the text of every paragraph in reading order, one a line, the empty ones too: the
body with its tables and text boxes, then footnotes and endnotes, then each distinct header and
footer once. What is not printed is not read: deleted text of tracked changes, hidden text, field
codes, comments. `_word` says why python-docx is not what reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from strengthlint.document import Document, Landmark, Segment, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._word.elements import (
    Element,
    child,
    is_on,
    local_name,
    relation_id,
    value,
)
from strengthlint.readers._word.package import Package, encrypted, not_word
from strengthlint.readers._word.source import WordSource
from strengthlint.readers._word.styles import Styles, outline_level
from strengthlint.readers._word.walk import Cell, Paragraph, Tally, paragraphs
from strengthlint.readers.normalise import Piece, make_segment, normalise

__all__ = ["SUFFIXES", "read", "read_with_source"]

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TITLE = 0
_HEADING = re.compile(r"heading ?([1-9])")
_LIST = re.compile(r"list ?(bullet|number)? ?[1-9]?")
_BY_STYLE = {
    "caption": SegmentKind.CAPTION,
    "quote": SegmentKind.QUOTATION,
    "intense quote": SegmentKind.QUOTATION,
    "intensequote": SegmentKind.QUOTATION,
    "quotations": SegmentKind.QUOTATION,
    "block quotation": SegmentKind.QUOTATION,
}


def read(name: str, data: bytes) -> Document:
    """Read a Word document.

    Args:
        name: The path as it was given.
        data: The whole file.

    Raises:
        UnreadableDocument: if it is damaged, under a password, no Word document, or has pictures
            and no text.
    """
    return read_with_source(name, data)[0]


def read_with_source(name: str, data: bytes) -> tuple[Document, WordSource]:
    """Read a Word document, and keep the elements of the file behind its source.

    Args:
        name: The path as it was given.
        data: The whole file.

    Raises:
        UnreadableDocument: as `read`.
    """
    _insist_on_zip(data)
    package = Package(data)
    reading = _Reading(package)
    try:
        reading.run()
    except RecursionError:
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "The parts of this Word document are nested deeper than it can be read. Copy its text "
            "into a new document and check that.",
        ) from None
    segments = tuple(reading.segments)
    tally = reading.tally
    if not segments and (tally.pictures or tally.objects):
        raise UnreadableDocument(
            ReadErrorKind.NO_TEXT,
            "This Word document holds pictures and no text. Run text recognition (OCR) on them, "
            "or type the words out, and check that.",
        )
    gaps = list(package.gaps)
    if tally.objects == 1:
        gaps.append("A chart, diagram or embedded file was not read; look at its words yourself.")
    elif tally.objects:
        gaps.append(
            f"{tally.objects} charts, diagrams or embedded files were not read; look at their "
            "words yourself."
        )
    document = Document(
        name,
        "\n".join(reading.lines),
        segments,
        gaps=tuple(gaps),
        landmarks=(Landmark(0),),
    )
    return document, WordSource(package, reading.paragraphs)


def _insist_on_zip(data: bytes) -> None:
    if data.startswith(b"PK"):
        return
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\0 \r\n"):
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "This file is empty: there is nothing in it, not even a blank page. Save it again, or "
            "ask the sender for a fresh copy.",
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise encrypted()
        raise not_word("in the older .doc format or another Office format")
    for start, kind in (
        (b"{\\rtf", "rich text (RTF)"),
        (b"%pdf-", "a PDF"),
        (b"<!doctype html", "a web page"),
        (b"<html", "a web page"),
        (b"<?xml", "an XML file"),
        (b"mime-version", "a web page"),
    ):
        if head.startswith(start):
            raise not_word(kind)
    if b"\0" not in data[:4096]:
        raise not_word("plain text")
    raise UnreadableDocument(
        ReadErrorKind.DAMAGED,
        "This is not a Word document, or it is damaged from its first byte. Ask the sender for a "
        "fresh copy.",
    )


class _Reading:
    """One pass through a document; collects lines and segments."""

    def __init__(self, package: Package) -> None:
        self.lines: list[str] = []
        self.segments: list[Segment] = []
        self.paragraphs: list[tuple[int, Paragraph]] = []
        self.tally = Tally()
        self._package = package
        self._offset = 0
        self._headings: list[tuple[int, str]] = []
        self._pieces: list[Piece] = []
        names = package.related("styles")
        self._styles = Styles(package.part(names[0], "") if names else None)

    def run(self) -> None:
        """Read the body, the notes it refers to, headers and footers."""
        body = child(self._package.document, "body")
        notes: dict[tuple[str, str], tuple[str, ...]] = {}
        self._story(body, notes)
        self._headings = []
        for part, called in (("footnotes", "the footnotes"), ("endnotes", "the endnotes")):
            self._notes(part, called, notes)
        seen: set[str] = set()
        for kind, root in self._page_furniture(body):
            found = paragraphs(root, self._styles, self.tally)
            text = "\n".join(paragraph.text for paragraph in found)
            # Word keeps a copy for every section; nobody wants to hear the same thing six times.
            if text not in seen:
                seen.add(text)
                self._add(found, kind)

    def _story(self, root: Element, notes: dict[tuple[str, str], tuple[str, ...]]) -> None:
        found = paragraphs(root, self._styles, self.tally)
        for index, paragraph in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            self._add_one(paragraph, following, None)
            for note in paragraph.notes:
                notes.setdefault(note, self._trail)

    def _add(self, found: list[Paragraph], kind: SegmentKind) -> None:
        for index, paragraph in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            self._add_one(paragraph, following, kind)

    def _notes(self, part: str, called: str, cited: dict[tuple[str, str], tuple[str, ...]]) -> None:
        names = self._package.related(part)
        root = self._package.part(names[0], called) if names else None
        if root is None:
            return
        by_id = {value(note, "id"): note for note in root}
        for (where, note_id), trail in cited.items():
            if where == part and note_id in by_id:
                self._headings = [(level, text) for level, text in enumerate(trail)]
                found = paragraphs(by_id[note_id], self._styles, self.tally)
                self._add(found, SegmentKind.FOOTNOTE)
        self._headings = []

    def _page_furniture(self, body: Element) -> Iterator[tuple[SegmentKind, Element]]:
        """The headers, then the footers, that some page shows."""
        sections = [
            section
            for section in body.iter("{*}sectPr")
            if local_name(section.getparent()) != "sectPrChange"
        ]
        shown = {"default"}
        if any(is_on(child(section, "titlePg")) for section in sections):
            shown.add("first")
        settings = self._package.related("settings")
        root = self._package.part(settings[0], "") if settings else None
        if is_on(child(root, "evenAndOddHeaders")):
            shown.add("even")
        for name, kind, called in (
            ("headerReference", SegmentKind.HEADER, "the page headers"),
            ("footerReference", SegmentKind.FOOTER, "the page footers"),
        ):
            for part in self._referred(sections, name, shown):
                header = self._package.part(part, called)
                if header is not None:
                    yield kind, header

    def _referred(self, sections: list[Element], name: str, shown: set[str]) -> list[str]:
        parts: dict[str, None] = {}
        for section in sections:
            for reference in section:
                if local_name(reference) != name:
                    continue
                if (value(reference, "type") or "default") in shown:
                    part = self._package.target(relation_id(reference))
                    if part is not None:
                        parts[part] = None
        return list(parts)

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._headings)

    def _add_one(
        self, paragraph: Paragraph, following: Paragraph | None, story: SegmentKind | None
    ) -> None:
        text = paragraph.text
        self.lines.append(text)
        self.paragraphs.append((self._offset, paragraph))
        self._pieces.append((text, self._offset, self._offset + len(text)))
        self._offset += len(text) + 1
        if (
            paragraph.joins_next
            and following is not None
            and following.element.getparent() is paragraph.element.getparent()
        ):
            return
        pieces, self._pieces = self._pieces, []
        kind, level = self._kind(paragraph)
        heading = ""
        if paragraph.cell is not None:
            heading = _cell_text(paragraph.cell.head)
            if kind in {SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM}:
                kind = SegmentKind.TABLE_CELL
        if story is not None:
            kind = story
        elif kind is SegmentKind.HEADING:
            clean = normalise(pieces)[0]
            if clean:
                while self._headings and self._headings[-1][0] >= level:
                    self._headings.pop()
        segment = make_segment(pieces, kind, self._trail, heading)
        if segment is not None:
            self.segments.append(segment)
            if kind is SegmentKind.HEADING:
                self._headings.append((level, segment.text))

    def _kind(self, paragraph: Paragraph) -> tuple[SegmentKind, int]:
        """What a paragraph is by its properties and styles; the level counts for headings."""
        about = paragraph.about
        outline = outline_level(about)
        if outline is not None and outline < 9:
            return SegmentKind.HEADING, outline + 1
        numbering = child(about, "numPr")
        numbered = None
        if numbering is not None:
            numbered = value(child(numbering, "numId")) != "0"
        asked = outline is not None
        for style_id, style in self._styles.chain(paragraph.style or self._styles.default):
            if not asked:
                heading = _HEADING.fullmatch(style.name) or _HEADING.fullmatch(style_id)
                if heading:
                    return SegmentKind.HEADING, int(heading[1])
                if "title" in {style.name, style_id}:
                    return SegmentKind.HEADING, _TITLE
                if style.outline is not None:
                    if style.outline < 9:
                        return SegmentKind.HEADING, style.outline + 1
                    asked = True
            kind = _BY_STYLE.get(style.name) or _BY_STYLE.get(style_id)
            if kind is not None:
                return kind, 0
            if numbered is None:
                numbered = style.numbered
            if numbered is None and _LIST.fullmatch(style.name):
                numbered = True
        return (SegmentKind.LIST_ITEM if numbered else SegmentKind.PARAGRAPH), 0


def _cell_text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = "\n".join(paragraph.text for paragraph in cell.paragraphs)
    return normalise([(text, 0, len(text))])[0]
