"""From rich text to paragraphs: one pass over its groups, with a state for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from strengthlint.document import Cell, Document, Part, SegmentKind
from strengthlint.readers._archive import Kind
from strengthlint.readers._rtf.tokens import CODEPAGES, SYMBOLS, TOKEN, codepage
from strengthlint.readers.paragraphs import Paragraphs, clean

__all__ = ["read_rtf"]

_KIND: Final = Kind("RTF document", "Word or LibreOffice", ".rtf")

_DEEPEST: Final = 5_000
_MOST_GROUPS: Final = 3_000_000
_MOST_PARAGRAPHS: Final = 150_000

# Groups that hold no text of the document.
_SKIPPED: Final = frozenset(
    """
    colortbl info pict filetbl private nonshppict shprslt xe tc rxe bkmkstart bkmkend template
    ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn sp revtbl listtable listoverridetable fldinst
    annotation atnid atnauthor atntime atndate atnicn atnref objdata objclass objname themedata
    datastore generator fchars lchars title subject author keywords doccomm company
    """.split()
)
# Groups that programs may skip by their "\*" and that hold text.
_KEPT: Final = frozenset("shpinst shppict footnote do dptxbxtext nesttableprops ud".split())
_BULLETS: Final = frozenset({"listtext", "pntext", "pn"})
_FURNITURE: Final = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), SegmentKind.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), SegmentKind.FOOTER),
}
_BOXES: Final = frozenset({"shptxt", "dptxbxtext"})
_HEADING: Final = re.compile(r"heading ?([1-9])")
_LIST: Final = re.compile(r"list ?(bullet|number)? ?[1-9]?")
_BY_STYLE: Final = {
    "caption": SegmentKind.CAPTION,
    "quote": SegmentKind.QUOTATION,
    "intense quote": SegmentKind.QUOTATION,
    "quotations": SegmentKind.QUOTATION,
    "block quotation": SegmentKind.QUOTATION,
}
_SYMBOL_FONT: Final = "symbol"
_SWITCHES: Final = frozenset({"v", "strike", "striked", "deleted", "mvf", "webhidden"})


@dataclass(slots=True)
class _Paragraph:
    """A paragraph, with what hangs on it.

    Attributes:
        text: As it is printed.
        style: Number of its style, or -1.
        outline: Its outline level, or -1.
        listed: Whether it is a list item.
        column: Of the table cell that it stands in; -1 outside tables.
        ends: "par", "cell" or "row": what ended it.
        boxes: Text boxes.
        notes: Footnotes and endnotes.
    """

    text: str
    style: int = -1
    outline: int = -1
    listed: bool = False
    column: int = -1
    ends: str = "par"
    boxes: list[_Story] = field(default_factory=list)
    notes: list[_Story] = field(default_factory=list)


@dataclass(slots=True)
class _Story:
    """The body, or a note, a header, a text box."""

    kind: SegmentKind | None = None
    paragraphs: list[_Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    boxes: list[_Story] = field(default_factory=list)
    notes: list[_Story] = field(default_factory=list)
    column: int = 0
    bulleted: bool = False


@dataclass(slots=True)
class _State:
    """What holds within a group."""

    story: _Story
    skipped: bool = False
    choice: bool = False
    unseen: bool = False
    deleted: bool = False
    codec: str = "cp1252"
    fallback: int = 1
    style: int = -1
    outline: int = -1
    listed: bool = False
    in_table: bool = False
    place: str = ""

    def copy(self) -> _State:
        return _State(
            self.story, self.skipped, self.choice, self.unseen, self.deleted, self.codec,
            self.fallback, self.style, self.outline, self.listed, self.in_table, self.place,
        )  # fmt: skip


@dataclass(slots=True)
class _Style:
    name: str = ""
    outline: int = -1
    parent: int = -1


def read_rtf(name: str, data: bytes) -> Document:
    """Read a rich text document.

    Raises:
        UnreadableDocument: if it is none, empty, or hostile.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise _KIND.empty()
    start = data[:200].find(b"{\\rtf")
    if start < 0 or data[:start].strip(b"\xef\xbb\xbf \r\n\t\0"):
        raise _KIND.something_else()
    reading = _Reading(data[start:].decode("latin-1"))
    reading.run()
    paragraphs = Paragraphs()
    _write(reading, paragraphs)
    if not paragraphs.segments and reading.pictures:
        raise _KIND.no_text()
    gaps = []
    if reading.breaks_off:
        gaps.append(
            "This file breaks off before its end, so something may be missing; ask the sender for "
            "a fresh copy."
        )
    if reading.objects:
        what = (
            "An embedded file was"
            if reading.objects == 1
            else f"{reading.objects} embedded files were"
        )
        gaps.append(f"{what} not read; look at the words in them yourself.")
    return paragraphs.document(name, tuple(gaps))


class _Reading:
    """One pass over the groups.

    Attributes:
        body: The paragraphs of the document.
        furniture: Headers and footers, by the word that opens them.
        styles: By number.
        pictures: How many there are.
        objects: How many embedded files there are.
        breaks_off: Whether a group is not closed.
        has_title_page: Whether the first page has headers of its own.
    """

    def __init__(self, source: str) -> None:
        self.body = _Story()
        self.furniture: list[tuple[str, _Story]] = []
        self.styles: dict[int, _Style] = {}
        self.pictures = 0
        self.objects = 0
        self.breaks_off = False
        self.has_title_page = False
        self._source = source
        self._state = _State(self.body)
        self._stack: list[_State] = []
        self._starred = False
        self._fresh = False
        self._to_skip = 0
        self._high = 0
        self._bytes = bytearray()
        self._default_codec = "cp1252"
        self._default_font = 0
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._style = _Style()
        self._style_number = 0
        self._count = 0

    def run(self) -> None:
        """Read to the end of the outermost group."""
        source = self._source
        match = TOKEN.match
        position = 0
        size = len(source)
        groups = 0
        while position < size:
            token = match(source, position)
            if token is None:
                # A line end, or a backslash before the end.
                position += 1
                continue
            position = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._text(token["text"])
            elif kind in {"word", "number"}:
                number = token["number"]
                value = int(number) if number is not None else None
                if token["word"] == "bin":
                    position += max(0, value or 0)
                else:
                    self._word(token["word"], value)
            elif kind == "byte":
                self._byte(int(token["byte"], 16))
            elif kind == "brace":
                self._flush_bytes()
                self._to_skip = 0
                if token["brace"] == "{":
                    groups += 1
                    if len(self._stack) > _DEEPEST:
                        raise _KIND.too_deep()
                    if groups > _MOST_GROUPS:
                        raise _KIND.too_large()
                    self._stack.append(self._state)
                    self._state = self._state.copy()
                    self._fresh, self._starred = True, False
                else:
                    if not self._close():
                        break
            else:
                self._symbol(token["symbol"])
        else:
            self.breaks_off = True
        self._flush_bytes()
        while self._stack:
            self._leave(self._state, self._stack.pop())
        self._end_paragraph("par", self.body, self._state, only_text=True)

    # Groups

    def _close(self) -> bool:
        """End a group; False where it was the outermost."""
        if not self._stack:
            return False
        ended, self._state = self._state, self._stack.pop()
        self._leave(ended, self._state)
        self._fresh = False
        return bool(self._stack)

    def _leave(self, ended: _State, state: _State) -> None:
        if ended.place == "style" and state.place == "styles":
            self._style.name = self._style.name.strip(" ;").lower()
            self.styles[self._style_number] = self._style
        if ended.story is not state.story:
            self._end_paragraph("par", ended.story, ended, only_text=True)

    def _destination(self, word: str) -> bool:
        """Take in the word that opens a group; False where it is none that matters."""
        state = self._state
        starred = self._starred
        if word == "upr":
            # The same text twice, the second time in Unicode.
            state.choice = state.skipped = True
        elif word == "ud" and starred:
            if state.choice:
                state.skipped = state.choice = False
        elif state.skipped:
            return True
        elif word == "fonttbl":
            state.place = "fonts"
        elif word == "stylesheet":
            state.place = "styles"
        elif word == "footnote":
            self._open(SegmentKind.FOOTNOTE, state.story.notes)
        elif word in _FURNITURE:
            story = self._open(_FURNITURE[word], [])
            self.furniture.append((word, story))
        elif word in _BOXES:
            self._open(state.story.kind, state.story.boxes)
        elif word in _BULLETS:
            state.story.bulleted = True
            state.skipped = True
        elif word in _SKIPPED or (starred and word not in _KEPT):
            self.pictures += word == "pict"
            self.objects += word == "objdata"
            state.skipped = True
        else:
            return False
        return True

    def _open(self, kind: SegmentKind | None, where: list[_Story]) -> _Story:
        """Begin a story of its own within the text."""
        story = _Story(kind)
        where.append(story)
        state = self._state
        state.story = story
        state.style = state.outline = -1
        state.listed = state.in_table = state.unseen = state.deleted = False
        return story

    # Words

    def _word(self, word: str, number: int | None) -> None:
        if self._to_skip > 0:
            self._to_skip -= 1
            return
        self._flush_bytes()
        state = self._state
        fresh, self._fresh = self._fresh, False
        if fresh or self._starred:
            if state.place == "styles" and not self._starred:
                state.place = "style"
                self._style, self._style_number = _Style(), 0
            opened = self._destination(word)
            self._starred = False
            if opened:
                return
        if state.skipped:
            return
        if word == "u":
            self._unicode(number or 0)
        elif word == "uc":
            state.fallback = max(0, min(number if number is not None else 1, 16))
        elif word in SYMBOLS:
            self._emit(SYMBOLS[word])
        elif word in {"par", "sect"}:
            if not (state.deleted and word == "par"):
                self._end_paragraph("par", state.story, state)
        elif word == "cell":
            self._end_paragraph("cell", state.story, state)
        elif word == "row":
            self._end_row(state.story)
        elif word == "nestcell":
            self._end_paragraph("par", state.story, state)
        elif word == "pard":
            state.style = state.outline = -1
            state.listed = state.in_table = False
        elif word == "plain":
            state.unseen = state.deleted = False
            state.codec = self._font_codec(self._default_font)
        elif word in _SWITCHES:
            on = number != 0
            if word in {"deleted", "mvf"}:
                state.deleted = on
            else:
                state.unseen = on
        else:
            self._property(word, number if number is not None else 1, state)

    def _property(self, word: str, number: int, state: _State) -> None:
        if word == "f":
            self._font = number
            if state.place != "fonts":
                state.codec = self._font_codec(number)
        elif word == "fcharset" and state.place == "fonts":
            self._fonts[self._font] = _SYMBOL_FONT if number == 2 else CODEPAGES.get(number, "")
        elif word == "cpg" and state.place == "fonts":
            self._fonts[self._font] = codepage(number)
        elif word == "s":
            if state.place == "style":
                self._style_number = number
            state.style = number
        elif word in {"cs", "ds", "ts"} and state.place == "style":
            # Character and section styles are numbered apart.
            self._style_number = -1000 - number
        elif word == "sbasedon" and state.place == "style":
            self._style.parent = number
        elif word == "outlinelevel":
            if state.place == "style":
                self._style.outline = number
            state.outline = number
        elif word == "intbl":
            state.in_table = True
        elif word == "ls":
            state.listed = number > 0
        elif word == "ansicpg":
            self._default_codec = state.codec = codepage(number)
        elif word in {"mac", "pc", "pca"}:
            self._default_codec = state.codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[
                word
            ]
        elif word == "deff":
            self._default_font = number
        elif word == "titlepg":
            self.has_title_page = True

    def _font_codec(self, font: int) -> str:
        return self._fonts.get(font) or self._default_codec

    # Characters

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
            return
        if self._to_skip > 0:
            self._to_skip -= 1
            return
        self._flush_bytes()
        if symbol in "\r\n":
            if not self._state.skipped:
                self._end_paragraph("par", self._state.story, self._state)
        elif symbol in "\\{}":
            self._emit(symbol)
        elif symbol in "~-_":
            self._emit({"~": "\xa0", "-": "\xad", "_": "\u2011"}[symbol])

    def _text(self, text: str) -> None:
        self._fresh = self._starred = False
        if self._to_skip > 0:
            cut = min(self._to_skip, len(text))
            self._to_skip -= cut
            text = text[cut:]
        if not text or self._state.skipped:
            return
        if text.isascii() and self._state.codec != _SYMBOL_FONT:
            self._flush_bytes()
            self._emit(text)
        else:
            self._bytes += text.encode("latin-1")

    def _byte(self, byte: int) -> None:
        self._fresh = False
        if self._to_skip > 0:
            self._to_skip -= 1
        elif not self._state.skipped:
            self._bytes.append(byte)

    def _flush_bytes(self) -> None:
        """Decode what stands as bytes; some characters are two of them."""
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        codec = self._state.codec
        if codec == _SYMBOL_FONT:
            self._emit("".join(chr(0xF000 + byte) if byte > 32 else " " for byte in raw))
        else:
            self._emit(raw.decode(codec, "replace"))

    def _unicode(self, number: int) -> None:
        self._to_skip = self._state.fallback
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000 and self._high:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00
        self._high = 0
        if not 0xD800 <= code < 0xE000:
            self._emit(chr(code))

    def _emit(self, text: str) -> None:
        state = self._state
        if state.place:
            if state.place == "style":
                self._style.name += text
        elif not (state.skipped or state.unseen or state.deleted):
            state.story.parts.append(text)

    # Paragraphs

    def _end_paragraph(
        self, ends: str, story: _Story, state: _State, only_text: bool = False
    ) -> None:
        text = "".join(story.parts)
        if only_text and not (text.strip() or story.boxes or story.notes):
            return
        self._count += 1
        if self._count > _MOST_PARAGRAPHS:
            raise _KIND.too_large()
        in_table = ends == "cell" or state.in_table
        paragraph = _Paragraph(
            text,
            state.style,
            state.outline,
            state.listed or story.bulleted,
            story.column if in_table else -1,
            ends,
            story.boxes,
            story.notes,
        )
        story.paragraphs.append(paragraph)
        story.parts, story.boxes, story.notes, story.bulleted = [], [], [], False
        if ends == "cell":
            story.column += 1
        elif not in_table:
            story.column = 0

    def _end_row(self, story: _Story) -> None:
        if story.paragraphs:
            story.paragraphs[-1].ends = "row"
        story.column = 0


_Notes = list[tuple[_Story, list[tuple[int, str]]]]
"""Footnotes and endnotes, each with the headings above the place where it is cited."""


def _write(reading: _Reading, paragraphs: Paragraphs) -> None:
    """Write out the body, then the notes with the trail of where they are cited, then the rest."""
    notes: _Notes = []
    _write_story(reading.body, reading, paragraphs, notes)
    paragraphs.part = Part.FOOTNOTE
    # A note may hold a note.
    for number, (note, headings) in enumerate(notes, 1):
        paragraphs.headings = headings
        paragraphs.number = str(number)
        _write_story(note, reading, paragraphs, notes)
    paragraphs.headings, paragraphs.number = [], ""
    seen: set[str] = set()
    for word, story in reading.furniture:
        if word.endswith("f") and not reading.has_title_page:
            continue
        text = "\n".join(paragraph.text for paragraph in story.paragraphs)
        if text.strip() and text not in seen and story.kind is not None:
            seen.add(text)
            paragraphs.part = Part(story.kind.value)
            _write_story(story, reading, paragraphs, notes=[])


def _write_story(story: _Story, reading: _Reading, paragraphs: Paragraphs, notes: _Notes) -> None:
    heads: list[list[str]] = []
    table, row = 0, 0
    for paragraph in story.paragraphs:
        column = paragraph.column
        cell: Cell | None = None
        if column < 0:
            heads, row = [], 0
        else:
            if not row:
                table, row = table + 1, 1
            head = " ".join(heads[column]) if row > 1 and column < len(heads) else ""
            cell = Cell(table, row, column + 1, head)
        kind, level = _what(paragraph, story, reading.styles)
        paragraphs.add(paragraph.text, kind, level=level, cell=cell)
        if row == 1:
            heads += [[] for _ in range(column + 1 - len(heads))]
            if text := clean(paragraph.text):
                heads[column].append(text)
        if paragraph.ends == "row":
            row += 1
        notes += [(note, list(paragraphs.headings)) for note in paragraph.notes]
        part = paragraphs.part
        if part is Part.BODY:
            paragraphs.part = Part.TEXT_BOX
        for box in paragraph.boxes:
            _write_story(box, reading, paragraphs, notes)
        paragraphs.part = part


def _what(
    paragraph: _Paragraph, story: _Story, styles: dict[int, _Style]
) -> tuple[SegmentKind, int]:
    """What a paragraph is; the level counts for headings."""
    if story.kind is not None:
        return story.kind, 0
    if 0 <= paragraph.outline < 9:
        return SegmentKind.HEADING, paragraph.outline + 1
    number = paragraph.style
    listed = paragraph.listed
    seen: set[int] = set()
    while number in styles and number not in seen:
        seen.add(number)
        style = styles[number]
        heading = _HEADING.fullmatch(style.name)
        if heading or (0 <= style.outline < 9 and paragraph.outline < 0):
            return SegmentKind.HEADING, int(heading[1]) if heading else style.outline + 1
        if style.name == "title":
            return SegmentKind.HEADING, 0
        if style.name in _BY_STYLE:
            return _BY_STYLE[style.name], 0
        listed = listed or bool(style.name and _LIST.fullmatch(style.name))
        number = style.parent
    if paragraph.column >= 0:
        return SegmentKind.TABLE_CELL, 0
    return (SegmentKind.LIST_ITEM if listed else SegmentKind.PARAGRAPH), 0
