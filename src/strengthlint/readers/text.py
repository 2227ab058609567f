"""Plain text: letters, e-mails and case notes, hard-wrapped or one note a line."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from strengthlint.directives import is_directive
from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.normalise import Piece, make_segment

__all__ = ["decode", "decode_bytes", "read", "segments"]


def read(name: str, data: bytes) -> Document:
    """Read a text file; see `strengthlint.readers.read`."""
    source = decode(data)
    return Document(name, source, tuple(segments(source)))


# How files of other types begin, what they are, and what their owner can do. Unsupported and not
# damaged: as far as anybody can tell such a file is sound, it only is no text.
_OTHER_TYPES: Final = (
    (b"%PDF-", "a PDF file", "Rename it to end in .pdf and check it again."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a file of an older Office version",
        "Open it in Word, save it as a Word document (.docx) and check that.",
    ),
    (
        rb"{\rtf",
        "a rich text (RTF) document",
        "Rename it to end in .rtf and check it again.",
    ),
    (b"\x89PNG\r\n", "a picture", "Check the document that the picture was made from."),
    (b"\xff\xd8\xff", "a picture", "Check the document that the picture was made from."),
    (b"GIF8", "a picture", "Check the document that the picture was made from."),
    (b"II*\x00", "a picture", "Check the document that the picture was made from."),
    (b"MM\x00*", "a picture", "Check the document that the picture was made from."),
    (b"\x1f\x8b", "a compressed file", "Unpack it and check what is inside."),
    (b"7z\xbc\xaf", "a compressed folder", "Unpack it and check what is inside."),
    (b"Rar!\x1a", "a compressed folder", "Unpack it and check what is inside."),
)
_ZIP: Final = b"PK\x03\x04"
_IN_ZIP: Final = (
    (b"word/", "a Word document", "Rename it to end in .docx and check it again."),
    (b"xl/", "an Excel workbook", "Save its text as a text file (.txt) and check that."),
    (b"ppt/", "a PowerPoint presentation", "Rename it to end in .pptx and check it again."),
    (
        b"opendocument.text",
        "an OpenDocument text",
        "Rename it to end in .odt and check it again.",
    ),
    (b"opendocument", "an OpenDocument file", "Save it as a PDF, and check that."),
    (b"", "a compressed folder", "Unpack it and check what is inside."),
)

# Tab, line ends, form feed, and what ends a DOS file or starts a terminal colour do occur in text.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MOST_CONTROLS: Final = 0.02
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def decode(data: bytes) -> str:
    """The text of a file, without a byte-order mark; line ends stay as they are.

    UTF-8 and UTF-16 are recognised with and without their mark; anything else that is text is
    taken for Windows-1252, in which no byte is an error.

    Raises:
        UnreadableDocument: if it is not a text file.
    """
    _refuse_other_types(data)
    if data.startswith(codecs.BOM_UTF8):
        text = data[3:].decode("utf-8", "replace")
    elif data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        text = data.decode("utf-32", "replace")
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    elif b"\x00" in data:
        text = _decode_unmarked_utf16(data)
    else:
        text = decode_bytes(data)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise _not_text()
    return text


def _refuse_other_types(data: bytes) -> None:
    for start, what, advice in _OTHER_TYPES:
        if data.startswith(start):
            raise _not_text(what, advice)
    if data.startswith(_ZIP):
        raise next(_not_text(what, advice) for part, what, advice in _IN_ZIP if part in data)


def _not_text(what: str = "", advice: str = "") -> UnreadableDocument:
    looks = f" it looks like {what}" if what else " it holds characters that no text has"
    advice = advice or "Open it in the program that made it, save it as text and check that."
    return UnreadableDocument(
        ReadErrorKind.UNSUPPORTED, f"This is not a text file:{looks}. {advice}"
    )


def _decode_unmarked_utf16(data: bytes) -> str:
    """UTF-16 is known by its NULs: every other byte of Latin text, always on the same side."""
    half = max(1, len(data) // 2)
    first, second = data[::2].count(0) / half, data[1::2].count(0) / half
    if second > 0.4 and first < 0.02:
        return data.decode("utf-16-le", "replace")
    if first > 0.4 and second < 0.02:
        return data.decode("utf-16-be", "replace")
    raise _not_text()


def decode_bytes(data: bytes) -> str:
    """Text as UTF-8, with its flaws where it has some, or else as Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    # A UTF-8 file with a flaw (cut off, or pasted together) is not to turn into "donâ€™t".
    flaws = text.count("\ufffd")
    if len(_NOT_ASCII.findall(text)) - flaws > flaws:
        return text
    return data.decode("cp1252", "replace")


@dataclass(slots=True)
class _Line:
    """A line that is not blank.

    Attributes:
        start: Where its words begin in the source: after quote marks and a bullet.
        end: Where they end.
        length: In columns, from the margin; what a wrap width is compared with.
        text: The words.
        mark: How it starts: "bullet", "dash", "number", "stamp", "label", "hash", "rule" or "".
        level: Of a "hash" heading.
        quoted: Whether it starts with ">".
        indent: Columns before the first character.
    """

    start: int
    end: int
    length: int
    text: str
    mark: str
    level: int
    quoted: bool
    indent: int


@dataclass(slots=True)
class _Item:
    """Lines that are read as one."""

    kind: SegmentKind
    lines: list[_Line]
    alone: bool = False
    level: int = 0

    @property
    def length(self) -> int:
        return sum(len(line.text) for line in self.lines)


_LINE: Final = re.compile(r"[^\r\n]+")
_ONE_LINE_END: Final = frozenset({"\n", "\r\n", "\r"})
# Not before a digit: ">50% of people" is no quotation.
_QUOTE: Final = re.compile(r"[ \t]*(?:>[ \t]?)+(?!\d)")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_MARK: Final = re.compile(
    rf"""[ \t]*(?:
    (?P<rule>[-=_*~\#]{{2,}}[ \t]*\Z)
    |(?P<hash>\#{{1,6}}[ \t]+(?=\S))
    |(?P<bullet>(?:[-*+•‣◦▪▫●○■□·➢➤✓✔\uf0b7\uf0a7]|o(?=\t))[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S))
    |(?P<dash>[–—][ \t]+(?=\S))
    |(?P<stamp>[\[(]?(?:
        \d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})
        |\d{{4}}-\d\d-\d\d
        |(?:{_DAY},?[ ])?\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH}(?:,?[ ]\d{{2,4}})?
        |{_DAY},?[ ]\d{{1,2}}[/.]\d{{1,2}}
        |\d{{1,2}}:\d\d
        |\d{{1,2}}(?:[.:]\d\d)?[ ]?(?:am|pm|hrs)
        |\d{{4}}[ ]?hrs
    )\b)
    |(?P<number>(?:
        \(?\d{{1,3}}[.)]
        |\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?(?=[ \t]+[A-Z])
        |\(?[a-z]\)|[a-z]\.|[A-Z]\)
        |\(?[ivx]{{2,5}}[.)]
    )[ \t]+(?=\S))
    |(?P<label>[A-Z][\w/&'’()-]*(?:[ ][\w/&'’()-]+){{0,4}}:(?=\s|\Z))
    )""",
    re.VERBOSE,
)
_DROPPED_MARKS: Final = frozenset({"bullet", "dash", "number", "hash"})
_LIST_MARKS: Final = frozenset({"bullet", "dash", "number"})

_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")
_FIRST_LETTER: Final = re.compile(r"[^\W\d_]")
_WIDEST_WRAP: Final = 120
_NARROWEST_WRAP: Final = 40
_LONGEST_TITLE: Final = 70
_MOST_TITLE_WORDS: Final = 10
_MOST_LEAD_IN_WORDS: Final = 6
_SHORTEST_BODY: Final = 60
_TITLE_LEVEL: Final = 2
_LEAD_IN_LEVEL: Final = 7
"""Below every other heading, for it ends with its list."""


def segments(source: str) -> Iterator[Segment]:
    """The paragraphs, list items, notes and headings of a plain text."""
    blocks = list(_blocks(source))
    widths = [width for block in blocks if len(block) > 2 and (width := _wrap_width(block, 0))]
    usual = int(median(widths)) if widths else 0
    items = [item for block in blocks for item in _items(block, usual)]
    _find_titles(items)
    trail: list[tuple[int, str]] = []
    for item in items:
        if item.kind is not SegmentKind.LIST_ITEM and trail and trail[-1][0] == _LEAD_IN_LEVEL:
            trail.pop()
        if item.kind is SegmentKind.HEADING:
            while trail and trail[-1][0] >= item.level:
                trail.pop()
        above = tuple(text for _, text in trail)
        segment = make_segment(_pieces(source, item.lines), item.kind, above, dehyphenate=True)
        if segment is None:
            continue
        yield segment
        if item.kind is SegmentKind.HEADING:
            trail.append((item.level, segment.text))


def _pieces(source: str, lines: list[_Line]) -> list[Piece]:
    if not lines[0].quoted:
        start, end = lines[0].start, lines[-1].end
        return [(source[start:end], start, end)]
    pieces: list[Piece] = []
    for line in lines:
        if pieces:
            pieces.append(("\n", pieces[-1][2], line.start))
        pieces.append((source[line.start : line.end], line.start, line.end))
    return pieces


def _blocks(source: str) -> Iterator[list[_Line]]:
    """Lines without a blank line between them, all quoted or none."""
    block: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(source):
        text = match.group()
        line = _line(text, match.start()) if not text.isspace() else None
        follows = source[last_end : match.start()] in _ONE_LINE_END
        # A line that speaks to strengthlint needs no blank lines round it.
        alone = line is not None and is_directive(line.text)
        alone = alone or (len(block) == 1 and is_directive(block[0].text))
        if block and (line is None or alone or not follows or line.quoted != block[-1].quoted):
            yield block
            block = []
        if line is not None:
            block.append(line)
        last_end = match.end()
    if block:
        yield block


def _line(text: str, start: int) -> _Line | None:
    length = len(text.rstrip())
    quote = _QUOTE.match(text)
    begin = quote.end() if quote else 0
    rest = text[begin:].rstrip()
    if not rest.strip():
        return None
    match = _MARK.match(rest)
    mark = (match.lastgroup or "") if match else ""
    level = match.group().count("#") if match and mark == "hash" else 0
    words = match.end() if match and mark in _DROPPED_MARKS else 0
    indent = len(rest) - len(rest.lstrip())
    return _Line(
        start=start + begin + words,
        end=start + begin + len(rest),
        length=length,
        text=rest[words:].strip(),
        mark=mark,
        level=level,
        quoted=quote is not None,
        indent=indent,
    )


def _fits(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the next line would have fitted on this one."""
    word = following.text.split(None, 1)[0]
    return line.length + 1 + len(word) <= width


def _wrap_width(block: list[_Line], usual: int) -> int:
    """The width to which a block is hard-wrapped, or 0 if its line ends are meant."""
    width = max(line.length for line in block)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    if usual <= _WIDEST_WRAP:
        width = max(width, usual)
    pairs = [
        (line, following)
        for line, following in pairwise(block)
        if following.mark not in {"bullet", "rule", "hash"} and line.mark not in {"rule", "hash"}
    ]
    full = sum(not _fits(line, following, width) for line, following in pairs)
    return width if pairs and full >= 0.6 * len(pairs) else 0


def _items(block: list[_Line], usual: int) -> Iterator[_Item]:
    """A block's paragraphs, list items, notes and headings."""
    width = _wrap_width(block, usual)
    marks = Counter(line.mark for line in block)
    lines: list[_Line] = []
    for line in block:
        if line.mark == "rule":
            if lines:
                yield _item(lines, _underlined(lines, line))
            lines = []
            continue
        if lines and _starts(line, lines[-1], block[0].mark, marks, width):
            yield _item(lines)
            lines = []
        lines.append(line)
    if lines:
        yield _item(lines, alone=len(block) == 1)


def _underlined(lines: list[_Line], rule: _Line) -> int:
    """The level of the heading that a rule underlines, or 0 where it only parts."""
    line = lines[0]
    if len(lines) > 1 or line.quoted or line.mark in _LIST_MARKS or line.mark == "stamp":
        return 0
    if len(line.text) > _LONGEST_TITLE or _SENTENCE_END.search(line.text):
        return 0
    return {"=": 1, "-": 2}.get(rule.text[0], 0)


def _item(lines: list[_Line], level: int = 0, alone: bool = False) -> _Item:
    first = lines[0]
    if first.quoted:
        return _Item(SegmentKind.QUOTATION, lines)
    level = level or first.level
    if level:
        return _Item(SegmentKind.HEADING, lines, level=level)
    if first.mark in _LIST_MARKS:
        return _Item(SegmentKind.LIST_ITEM, lines)
    return _Item(SegmentKind.PARAGRAPH, lines, alone)


def _starts(line: _Line, last: _Line, first_mark: str, marks: Counter[str], width: int) -> bool:
    """Whether a line starts something new and does not go on with the line before it."""
    ended = _SENTENCE_END.search(last.text) is not None
    wrapped_here = bool(width) and not _fits(last, line, width)
    if line.mark in {"bullet", "hash"} or last.mark == "hash":
        return True
    if line.mark:
        # Alone in a wrapped paragraph it may be a wrapped sentence: "aged / 12. She left".
        listed = line.mark == first_mark or marks[line.mark] > 2
        return listed or ended or not wrapped_here
    if last.mark in _LIST_MARKS and line.indent > last.indent:
        return False
    letter = _FIRST_LETTER.search(line.text)
    if letter is not None and letter.start() == 0 and letter.group().islower() and not ended:
        return False
    if wrapped_here:
        return ended and line.indent >= last.indent + 2
    if not width:
        return True
    return ended or (letter is not None and letter.start() == 0)


def _find_titles(items: list[_Item]) -> None:
    """Make headings of the short lines that stand above text or a list."""
    following: _Item | None = None
    for item in reversed(items):
        if following is not None and item.kind is SegmentKind.PARAGRAPH and len(item.lines) == 1:
            if _is_lead_in(item) and following.kind is SegmentKind.LIST_ITEM:
                item.kind, item.level = SegmentKind.HEADING, _LEAD_IN_LEVEL
            elif item.alone and _is_title(item) and _is_body(following):
                item.kind, item.level = SegmentKind.HEADING, _TITLE_LEVEL
        following = item


def _is_lead_in(item: _Item) -> bool:
    text = item.lines[0].text
    return text.endswith(":") and len(text.split()) <= _MOST_LEAD_IN_WORDS


def _is_title(item: _Item) -> bool:
    line = item.lines[0]
    first = line.text.lstrip("\"'“‘(")[:1]
    return (
        not line.mark
        and (first.isupper() or first.isdigit())
        and len(line.text) <= _LONGEST_TITLE
        and len(line.text.split()) <= _MOST_TITLE_WORDS
        and not _SENTENCE_END.search(line.text)
        and not line.text.endswith(",")
        and _FIRST_LETTER.search(line.text) is not None
    )


def _is_body(item: _Item) -> bool:
    """Whether it is what stands under a title: text, a list, or the next title."""
    if item.kind is SegmentKind.HEADING:
        return item.level != _LEAD_IN_LEVEL or item.alone
    return (
        item.kind is SegmentKind.LIST_ITEM
        or item.length >= _SHORTEST_BODY
        or _SENTENCE_END.search(item.lines[-1].text) is not None
    )
