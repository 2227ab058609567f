"""Word documents: .docx and .docm, the templates .dotx and .dotm, transitional and strict.

The source is the text of every paragraph in reading order, one a line, the empty ones too: the
body with its tables and text boxes, then footnotes and endnotes, then each distinct header and
footer once, then the words of pictures, charts and diagrams, then comments, which are no prose.
What is not printed is not read: deleted text of tracked changes, hidden text, field codes; nor is
what is struck out. `_word` says why python-docx is not what reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from strengthlint.document import (
    Document,
    Landmark,
    Part,
    Segment,
    SegmentKind,
)
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._word.chunks import read_chunk
from strengthlint.readers._word.drawings import chart_words, diagram_words
from strengthlint.readers._word.elements import (
    Element,
    child,
    is_on,
    local_name,
    relation_id,
    value,
)
from strengthlint.readers._word.numbering import Numbering, in_figures
from strengthlint.readers._word.package import Package, encrypted, not_word, too_deep
from strengthlint.readers._word.source import WordSource
from strengthlint.readers._word.styles import Styles, list_place, outline_level
from strengthlint.readers._word.walk import Aside, Paragraph, Tally, paragraphs
from strengthlint.readers.normalise import Piece, make_segment, normalise

__all__ = ["read", "read_with_source"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TITLE = 0
_BOLD = 20
_LONGEST_BOLD = 80
_FEW_WORDS = 20
_ONE_LINE = str.maketrans("\r\n", "\v\v")
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
        raise too_deep() from None
    if not reading.segments:
        _insist_on_words(reading)
    document = Document(
        name,
        "\n".join(reading.lines),
        tuple(reading.segments),
        gaps=(*package.gaps, *_gaps(reading)),
        landmarks=tuple(reading.landmarks),
    )
    return document, WordSource(package, reading.paragraphs)


def _insist_on_words(reading: _Reading) -> None:
    """Raise where there is something to see and nothing of it is text."""
    tally = reading.tally
    if reading.unread_chunks:
        raise UnreadableDocument(ReadErrorKind.NO_TEXT, _IMPORTED)
    if tally.embedded or tally.linked or reading.unread_drawings:
        raise UnreadableDocument(
            ReadErrorKind.NO_TEXT,
            "This Word document holds nothing but a chart or another file, and no text of its "
            "own. Open that in the program it was made with, save it as a file of its own and "
            "check that.",
        )
    if tally.pictures:
        raise UnreadableDocument(
            ReadErrorKind.NO_TEXT,
            "This Word document holds pictures and no text. Run text recognition (OCR) on them, "
            "or type the words out, and check that.",
        )


_IMPORTED = (
    "Text that was put in from a file of another kind was not read; open the document in Word, "
    "save it once and check it again."
)
_PROGRAMS = {
    "excel": "Excel sheet",
    "word": "Word document",
    "powerpoint": "set of slides",
    "acroexch": "PDF",
    "visio": "Visio drawing",
    "package": "file",
    "equation": "equation",
}


def _gaps(reading: _Reading) -> Iterator[str]:
    """A sentence for each kind of thing that was not read."""
    tally = reading.tally
    if reading.is_mostly_pictures:
        yield (
            "This document is hardly anything but pictures, and words in them were not read; if "
            "they show text, run text recognition (OCR) on them and check that."
        )
    if reading.unread_chunks:
        yield _IMPORTED
    if reading.unread_drawings:
        yield "A chart or diagram was not read; look at its words yourself."
    if tally.embedded:
        kinds = Counter(
            next((name for key, name in _PROGRAMS.items() if key in known.lower()), "file")
            for known in tally.embedded
        )
        what = ", ".join(
            f"{count} {kind}s" if count > 1 else kind for kind, count in sorted(kinds.items())
        )
        if len(tally.embedded) == 1:
            yield (
                f"An embedded {what} was not read; open it with a double click, save it as a file "
                "of its own and check that."
            )
        else:
            yield (
                f"Embedded files were not read ({what}); open each with a double click, save it "
                "as a file of its own and check that."
            )
    if tally.linked:
        yield "A document that is only linked was not read; check that file too."


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


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What is known of a stretch that notes, pictures and comments hang on."""

    trail: tuple[str, ...]
    page: int | None


class _Reading:
    """One pass through a document; collects lines and segments."""

    def __init__(self, package: Package) -> None:
        self.lines: list[str] = []
        self.segments: list[Segment] = []
        self.landmarks: list[Landmark] = []
        self.paragraphs: list[tuple[int, Paragraph]] = []
        self.tally = Tally()
        self.is_mostly_pictures = False
        self.unread_chunks = 0
        self.unread_drawings = 0
        self._package = package
        self._offset = 0
        self._headings: list[tuple[int, str]] = []
        self._pieces: list[Piece] = []
        self._part = package.main
        self._says_pages = False
        self._count = 0
        self._counts_from_heading = False
        self._count_page: int | None = None
        self._asides: list[tuple[Aside, str, _Anchor]] = []
        self._comments: dict[str, tuple[int, int]] = {}
        self._comment_anchors: dict[str, _Anchor] = {}
        names = package.related("styles")
        self._styles = Styles(package.part(names[0], "") if names else None)
        names = package.related("numbering")
        self._numbering = Numbering(package.part(names[0], "") if names else None)

    def run(self) -> None:
        """Read the body, the notes it refers to, headers and footers, pictures, comments."""
        bodies = [node for node in self._package.document if local_name(node) == "body"]
        notes: dict[str, dict[str, tuple[str, _Anchor]]] = {"footnotes": {}, "endnotes": {}}
        sections = [section for body in bodies for section in _sections(body)]
        for body in bodies:
            self._body(body, sections, notes)
        words = sum(len(line.split()) for line in self.lines)
        self.is_mostly_pictures = bool(self.tally.pictures) and words < _FEW_WORDS
        self._headings = []
        self._notes(Part.FOOTNOTE, notes["footnotes"])
        self._notes(Part.ENDNOTE, notes["endnotes"])
        seen: set[str] = set()
        for kind, name, root in self._page_furniture(sections):
            self._part = name
            found = paragraphs(root, self._styles, self.tally)
            text = "\n".join(paragraph.text for paragraph in found)
            # Word keeps a copy for every section; nobody wants to hear the same thing six times.
            if text not in seen:
                seen.add(text)
                part = Part.HEADER if kind is SegmentKind.HEADER else Part.FOOTER
                self._add(found, kind, Landmark(0, part))
        for aside, source, anchor in self._asides:
            self._add_aside(aside, source, anchor)
        self._add_comments()

    # The body

    def _body(
        self,
        body: Element,
        sections: list[Element],
        notes: dict[str, dict[str, tuple[str, _Anchor]]],
    ) -> None:
        found = paragraphs(body, self._styles, self.tally, sections)
        self._says_pages = self._package.agrees_on_pages(
            self.tally.pages,
            self.tally.page_marks,
            sum(len(paragraph.text.split()) for paragraph in found),
        )
        formats = {part: self._note_figures(part, sections) for part in notes}
        for index, paragraph in enumerate(found):
            following = found[index + 1 : index + 4]
            if paragraph.chunk:
                self._add_chunk(paragraph)
                continue
            self._add_one(paragraph, following, None, self._landmark(paragraph, following))
            anchor = _Anchor(self._trail, self._page(paragraph))
            for part, note, is_numbered in paragraph.notes:
                number = ""
                if is_numbered and note not in notes[part]:
                    count = sum(1 for called, _ in notes[part].values() if called) + 1
                    number = in_figures(count, formats[part])
                notes[part].setdefault(note, (number, anchor))

    def _page(self, paragraph: Paragraph) -> int | None:
        return paragraph.page if self._says_pages else None

    def _landmark(self, paragraph: Paragraph, following: list[Paragraph]) -> Landmark:
        """What to look for to find a paragraph of the body; counts it."""
        page = self._page(paragraph)
        number = self._list_number(paragraph)
        if paragraph.is_boxed:
            cell = paragraph.cell.named if paragraph.cell is not None else None
            return Landmark(0, Part.TEXT_BOX, page=page, cell=cell)
        if paragraph.cell is not None:
            return Landmark(0, page=page, list_number=number, cell=paragraph.cell.named)
        if not paragraph.text.strip():
            return Landmark(0, page=page)
        if page is not None and page != self._count_page:
            self._count, self._counts_from_heading, self._count_page = 0, False, page
        if self._kind(paragraph, following)[0] is SegmentKind.HEADING:
            self._count, self._counts_from_heading = 0, True
            return Landmark(0, page=page, is_heading=True, list_number=number)
        self._count += 1
        landmark = Landmark(
            0,
            page=page,
            paragraph=self._count,
            under_heading=self._counts_from_heading,
            list_number=number,
        )
        if page is not None and paragraph.turns:
            # What runs over onto a page is the first thing that people count there.
            self._count, self._counts_from_heading = 1, False
            self._count_page = paragraph.turns[-1][1]
        return landmark

    def _list_number(self, paragraph: Paragraph) -> str:
        """What is printed before a paragraph of a list; counts it."""
        direct = list_place(paragraph.about)
        style = self._styles.list_place(paragraph.style or self._styles.default)
        list_id, level = direct or (None, None)
        if list_id is None and style is not None:
            list_id = style[0]
            if level is None:
                level = style[1]
            if level is None:
                level = self._numbering.level_of_style(list_id, style[2])
        if list_id is None or list_id == "0":
            return ""
        return self._numbering.count(list_id, level or 0)

    # Notes, headers, footers

    def _note_figures(self, part: str, sections: list[Element]) -> str:
        name = f"{part[:-1]}Pr"
        settings = self._package.related("settings")
        root = self._package.part(settings[0], "") if settings else None
        for about in (*sections[:1], root):
            figures = value(child(child(about, name), "numFmt"))
            if figures:
                return figures
        return "decimal" if part == "footnotes" else "lowerRoman"

    def _notes(self, part: Part, cited: dict[str, tuple[str, _Anchor]]) -> None:
        names = self._package.related(f"{part.value}s")
        root = self._package.part(names[0], f"the {part.value}s") if names else None
        if root is None:
            return
        self._part = names[0]
        by_id = {value(note, "id"): note for note in root}
        for note_id, (number, anchor) in cited.items():
            if note_id in by_id:
                self._headings = [(level, text) for level, text in enumerate(anchor.trail)]
                found = paragraphs(by_id[note_id], self._styles, self.tally)
                landmark = Landmark(0, part, number, anchor.page)
                self._add(found, SegmentKind.FOOTNOTE, landmark)
        self._headings = []

    def _add(self, found: list[Paragraph], kind: SegmentKind, landmark: Landmark) -> None:
        for index, paragraph in enumerate(found):
            cell = paragraph.cell.named if paragraph.cell is not None else None
            here = replace(landmark, cell=cell)
            self._add_one(paragraph, found[index + 1 : index + 2], kind, here)

    def _page_furniture(
        self, sections: list[Element]
    ) -> Iterator[tuple[SegmentKind, str, Element]]:
        """The headers, then the footers, that some page shows, each with the name of its part."""
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
                    yield kind, part, header

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

    # What hangs on a paragraph

    def _add_aside(self, aside: Aside, source: str, anchor: _Anchor) -> None:
        """The words of a picture, chart or diagram, a line for each paragraph of it."""
        texts = [aside.text] if aside.text else []
        if not aside.text and aside.part in {Part.CHART, Part.DIAGRAM}:
            name = self._package.target(aside.relation, source)
            root = self._package.part(name, "") if name is not None else None
            if root is None:
                self.unread_drawings += 1
                return
            words = chart_words if aside.part is Part.CHART else diagram_words
            texts = list(words(root))
        landmark = Landmark(0, aside.part, page=anchor.page)
        kind = SegmentKind.CAPTION if aside.part is Part.ALT_TEXT else SegmentKind.PARAGRAPH
        self._headings = [(level, text) for level, text in enumerate(anchor.trail)]
        for text in texts:
            lines = text.translate(_ONE_LINE)
            holder = next(aside.element.iterancestors("{*}p"), aside.element)
            paragraph = Paragraph(holder, runs=[(aside.element, lines)], length=len(lines))
            self._add_one(paragraph, [], kind, landmark)
        self._headings = []

    def _add_comments(self) -> None:
        """Word comments: no prose, kept because a line for strengthlint may stand in one."""
        names = self._package.related("comments")
        root = self._package.part(names[0], "the comments") if names else None
        for comment in root if root is not None else ():
            known_as = value(comment, "id") or ""
            if known_as not in self._comments:
                continue
            anchor = self._comment_anchors[known_as]
            self._headings = [(level, text) for level, text in enumerate(anchor.trail)]
            self._part = names[0]
            # What hangs on a comment is not read.
            found = paragraphs(comment, self._styles, Tally())
            before = len(self.segments)
            self._add(found, SegmentKind.COMMENT, Landmark(0, Part.COMMENT, page=anchor.page))
            self.segments[before:] = [
                replace(segment, anchor=self._comments[known_as])
                for segment in self.segments[before:]
            ]
        self._headings = []

    def _note_comments(self, paragraph: Paragraph, start: int) -> None:
        for mark in paragraph.marks:
            here = start + mark.position
            begins, ends = self._comments.get(mark.comment, (here, here))
            if mark.kind == "commentReference" and begins == ends:
                # A comment on no words is about its paragraph.
                begins, ends = start, start + paragraph.length
            self._comments[mark.comment] = begins, max(ends, here)
            anchor = _Anchor(self._trail, self._page(paragraph))
            self._comment_anchors.setdefault(mark.comment, anchor)

    def _add_chunk(self, paragraph: Paragraph) -> None:
        """Text that another program put in as a file of its own, for Word to convert."""
        name = self._package.target(paragraph.chunk, self._part)
        content = self._package.content(name) if name is not None else None
        document = read_chunk(name or "", content) if content is not None else None
        if document is None:
            self.unread_chunks += 1
            return
        above = list(self._headings)
        for segment in document.segments:
            if segment.kind is SegmentKind.COMMENT:
                continue
            # One line for each paragraph, as Word would have once it had converted the file.
            piece = Paragraph(
                paragraph.element,
                runs=[(paragraph.element, segment.text)],
                length=len(segment.text),
            )
            self._headings = above + [(_BOLD, text) for text in segment.trail]
            landmark = Landmark(0, page=self._page(paragraph))
            self._add_one(piece, [], segment.kind, landmark, segment)
        self._headings = above

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._headings)

    def _add_one(
        self,
        paragraph: Paragraph,
        following: list[Paragraph],
        story: SegmentKind | None,
        landmark: Landmark,
        read: Segment | None = None,
    ) -> None:
        """Add a line, and a segment where a paragraph is complete.

        Args:
            paragraph: What gives the text.
            following: The paragraphs after it.
            story: What it is whatever it looks like; None to go by its looks.
            landmark: Where to look for it.
            read: What another reader made of it.
        """
        text = paragraph.text
        start = self._offset
        self.lines.append(text)
        self.paragraphs.append((start, paragraph))
        self._pieces.append((text, start, start + len(text)))
        self._offset += len(text) + 1
        self.landmarks.append(replace(landmark, start=start))
        if landmark.page is not None and self._says_pages:
            for position, page in paragraph.turns:
                # Within a cell or a text box the page is all that changes.
                count = 1 if landmark.paragraph else None
                self.landmarks.append(
                    replace(
                        landmark,
                        start=start + position,
                        page=page,
                        paragraph=count,
                        under_heading=False,
                    )
                )
        self._note_comments(paragraph, start)
        anchor = _Anchor(self._trail, landmark.page)
        self._asides += [(aside, self._part, anchor) for aside in paragraph.asides]
        if (
            paragraph.joins_next
            and following
            and following[0].element.getparent() is paragraph.element.getparent()
        ):
            return
        pieces, self._pieces = self._pieces, []
        kind, level = self._kind(paragraph, following)
        column = read.column_heading if read is not None else ""
        row = read.row_heading if read is not None else ""
        if paragraph.cell is not None:
            column, row = paragraph.cell.column_heading, paragraph.cell.row_heading
            if kind in {SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM}:
                kind = SegmentKind.TABLE_CELL
        if story is not None:
            kind = story
        elif kind is SegmentKind.HEADING:
            clean = normalise(pieces)[0]
            if clean:
                while self._headings and self._headings[-1][0] >= level:
                    self._headings.pop()
        segment = make_segment(pieces, kind, self._trail, column, row_heading=row)
        if segment is not None:
            self.segments.append(segment)
            if kind is SegmentKind.HEADING and story is None:
                called = f"{landmark.list_number} {segment.text}".lstrip()
                self._headings.append((level, called))

    def _kind(self, paragraph: Paragraph, following: list[Paragraph]) -> tuple[SegmentKind, int]:
        """What a paragraph is by its properties and styles; the level counts for headings."""
        about = paragraph.about
        outline = outline_level(about)
        if outline is not None and outline < 9:
            return SegmentKind.HEADING, outline + 1
        direct = list_place(about)
        numbered = None if direct is None else direct[0] != "0"
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
        if _stands_out(paragraph, following):
            return SegmentKind.HEADING, _BOLD
        return (SegmentKind.LIST_ITEM if numbered else SegmentKind.PARAGRAPH), 0


def _stands_out(paragraph: Paragraph, following: list[Paragraph]) -> bool:
    """Whether a paragraph is a heading to the eye: a short line in bold over one that is not."""
    if paragraph.is_plain or paragraph.cell is not None or paragraph.is_boxed:
        return False
    text = paragraph.text.strip()
    if not text or len(text) > _LONGEST_BOLD or text[-1] in ".,;!":
        return False
    below = next((other for other in following if other.text.strip()), None)
    return below is not None and (below.is_plain or below.cell is not None)


def _sections(body: Element) -> list[Element]:
    return [
        section
        for section in body.iter("{*}sectPr")
        if local_name(section.getparent()) != "sectPrChange"
    ]
