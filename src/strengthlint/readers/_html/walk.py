"""From the tags of an HTML file to segments."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from strengthlint.document import Segment, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._html.tags import Token, attributes, tokens
from strengthlint.readers.normalise import Piece, make_segment

__all__ = ["ENTITY", "Walk"]

_MOST_TAGS: Final = 1_000_000
_MOST_SEGMENTS: Final = 150_000
_DEEPEST: Final = 1_000
"""Deeper tags have no effect of their own; browsers stop at 512."""
_WIDEST: Final = 1_000
_LONGEST_HEAD: Final = 100

ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LETTER: Final = re.compile(r"[^\W\d_]")

_BLOCKS: Final = frozenset(
    """
    address article aside audio blockquote body button canvas caption center dd details dialog dir
    div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup
    hr html legend li main menu nav object ol optgroup option p plaintext pre search section select
    summary table tbody td template textarea tfoot th thead title tr ul video xmp
    """.split()
)
_INLINE: Final = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr o:p q
    rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr
    """.split()
)
_VOID: Final = frozenset(
    "area base basefont bgsound br col embed hr img input link meta param source track wbr".split()
)
_UNSEEN: Final = frozenset(
    "datalist head math noframes rp rt script style template xmp iframe".split()
)
_STRUCK: Final = frozenset({"del", "s", "strike"})
_CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
# What a start tag ends before it, within the nearest of these.
_ENDS: Final = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "thead": (("thead", "tbody", "tfoot", "tr"), ("table",)),
    "tbody": (("thead", "tbody", "tfoot", "tr"), ("table",)),
    "tfoot": (("thead", "tbody", "tfoot", "tr"), ("table",)),
    "option": (("option",), ("select", "datalist")),
}
_SCOPES: Final = ("td", "th", "caption", "table")

_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-list\s*:\s*ignore"
    r"|mso-element\s*:\s*comment|mso-special-character\s*:\s*comment",
    re.IGNORECASE,
)
_LINE_THROUGH: Final = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_MSO_ELEMENT: Final = re.compile(
    r"mso-element\s*:\s*(footnote|endnote|header|footer)(?!-)", re.IGNORECASE
)
_HIDDEN_CLASSES: Final = frozenset(
    "msodel sdfootnotesym sdendnotesym footnote-back msocomanchor msocomtxt".split()
)
_NOTE_ROLES: Final = frozenset("doc-footnote doc-endnote doc-endnotes doc-footnotes".split())
_NOTE_CLASSES: Final = frozenset({"footnote", "footnotes", "endnotes", "msofootnotetext"})
_FURNITURE: Final = {
    "footnote": SegmentKind.FOOTNOTE,
    "endnote": SegmentKind.FOOTNOTE,
    "header": SegmentKind.HEADER,
    "footer": SegmentKind.FOOTER,
}
# Words that a reader gets without their being text: read out, or shown when pointed at.
_SPOKEN: Final = ("alt", "title", "placeholder", "aria-label")
# Where mail programs put what is answered, and signatures.
_ANSWERED: Final = frozenset(
    """
    gmail_quote gmail_attr gmail_signature moz-cite-prefix moz-signature yahoo_quoted
    protonmail_quote protonmail_signature_block outlookmessageheader zmail_extra
    """.split()
)
_ANSWERED_IDS: Final = frozenset(
    {
        "signature",
        "x_signature",
        "outlook-reference-message",
        "mail-editor-reference-message-container",
    }
)
_CUTS: Final = frozenset({"divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "x_appendonsend"})
_META: Final = frozenset({"description", "og:description", "subject"})


@dataclass(frozen=True, slots=True)
class _Context:
    """What the open tags say about the text in them."""

    unseen: bool = False
    struck: bool = False
    quoted: bool = False
    story: SegmentKind | None = None
    level: int = 0
    caption: bool = False
    cell: bool = False
    item: bool = False

    @property
    def kind(self) -> SegmentKind:
        if self.quoted:
            return SegmentKind.QUOTATION
        if self.story is not None:
            return self.story
        if self.level:
            return SegmentKind.HEADING
        if self.caption:
            return SegmentKind.CAPTION
        if self.cell:
            return SegmentKind.TABLE_CELL
        return SegmentKind.LIST_ITEM if self.item else SegmentKind.PARAGRAPH


@dataclass(slots=True)
class _Table:
    """An open table: the texts of its first row, and where it is."""

    heads: list[str] = field(default_factory=list)
    row: int = -1
    column: int = 0
    width: int = 1
    words: list[str] = field(default_factory=list)


class Walk:
    """One pass through an HTML file.

    Args:
        source: The text of the file.
        mail: Whether it is the body of a message, where preformatted text is prose and tables
            are for layout.

    Attributes:
        segments: What was found; `in_order` sorts it.
        cut: For mail, how many paragraphs stand above the mail that is answered; None where no
            tag says where that begins.
    """

    def __init__(self, source: str, *, mail: bool = False) -> None:
        self.segments: list[Segment] = []
        self.cut: int | None = None
        self._source = source
        self._mail = mail
        self._is_xml = source.lstrip("\ufeff \t\r\n").startswith("<?xml")
        self._stack: list[tuple[str, _Context]] = []
        self._open: defaultdict[str, list[int]] = defaultdict(list)
        self._ignored: defaultdict[str, int] = defaultdict(int)
        self._context = _Context()
        self._pieces: list[Piece] = []
        self._breaks = 0
        self._raised: int | None = None
        self._tables: list[_Table] = []
        self._trail: list[tuple[int, str]] = []

    def in_order(self) -> tuple[Segment, ...]:
        """The segments as they begin in the file."""
        return tuple(
            sorted(self.segments, key=lambda segment: segment.offsets.runs[0].source_start)
        )

    def run(self) -> None:
        """Read the file."""
        count = 0
        for token in tokens(self._source, is_xml=self._is_xml):
            kind = token.kind
            if kind == "text":
                self._text(token)
            elif kind == "start":
                count += 1
                if count > _MOST_TAGS:
                    raise _too_large()
                self._start(token)
            elif kind == "end":
                self._end(token)
            elif kind == "comment" and not token.name:
                self._comment(token)
        self._flush()

    # Text

    def _text(self, token: Token) -> None:
        if token.name == "title":
            # Of the page, or of a drawing within it.
            self._aside(token.start, token.end, SegmentKind.HEADING)
            return
        if self._context.unseen or self._context.struck:
            return
        if self._breaks and not self._source[token.start : token.end].isspace():
            self._breaks = 0
        self._pieces += self._unescaped(token.start, token.end)

    def _unescaped(self, start: int, end: int) -> Iterator[Piece]:
        for match in ENTITY.finditer(self._source, start, end):
            if start < match.start():
                yield self._source[start : match.start()], start, match.start()
            yield html.unescape(match.group()), *match.span()
            start = match.end()
        if start < end:
            yield self._source[start:end], start, end

    def _comment(self, token: Token) -> None:
        start, end = token.inner_start, token.inner_end
        self._add([(self._source[start:end], start, end)], SegmentKind.COMMENT)

    def _aside(self, start: int, end: int, kind: SegmentKind = SegmentKind.CAPTION) -> None:
        """Words that stand apart from the text around them."""
        if self._context.quoted:
            kind = SegmentKind.QUOTATION
        self._add(list(self._unescaped(start, end)), kind)

    def _add(self, pieces: list[Piece], kind: SegmentKind, column_heading: str = "") -> str:
        trail = tuple(text for _, text in self._trail)
        segment = make_segment(pieces, kind, trail, column_heading)
        if segment is None:
            return ""
        if len(self.segments) >= _MOST_SEGMENTS:
            raise _too_large()
        self.segments.append(segment)
        return segment.text

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        pieces, self._pieces = self._pieces, []
        self._breaks = 0
        self._raised = None
        if not pieces:
            return
        context = self._context
        kind = context.kind
        if kind is SegmentKind.HEADING:
            while self._trail and self._trail[-1][0] >= context.level:
                self._trail.pop()
        heading = ""
        table = self._tables[-1] if self._tables and context.cell else None
        if table is not None and table.row > 0 and table.column < len(table.heads):
            heading = table.heads[table.column]
        text = self._add(pieces, kind, heading)
        if text and kind is SegmentKind.HEADING:
            self._trail.append((context.level, text))
        if text and table is not None:
            table.words.append(text)

    # Tags

    def _start(self, token: Token) -> None:
        name = token.name
        for ended, scopes in (_ENDS[name],) if name in _ENDS else ():
            self._close_within(ended, scopes)
        if name in _BLOCKS:
            if name != "option" and name != "optgroup":
                self._close_within(("p",), _SCOPES)
            self._flush()
        elif name == "br":
            self._break(token)
        elif name not in _INLINE:
            self._space(token)
        about = self._attributes(token)
        if name not in {"meta", "link", "script", "style"}:
            self._speak(token, about)
        elif name == "meta" and self._value(about, "name").lower() in _META and "content" in about:
            self._aside(*about["content"], SegmentKind.PARAGRAPH)
        # In XML a tag may end at once; in HTML the "/" of <p/> says nothing.
        if name in _VOID or (self._is_xml and self._source[token.end - 2] == "/"):
            if name in {"td", "th"} and self._tables:
                self._note_table(name, about)
                self._end_cell(self._tables[-1])
            return
        if len(self._stack) >= _DEEPEST:
            self._ignored[name] += 1
            return
        if name in _TABLE_TAGS:
            self._note_table(name, about)
        self._open[name].append(len(self._stack))
        self._stack.append((name, self._context))
        self._context = self._within(name, about)
        if name == "q":
            self._mark("“", token)
        elif name == "sup":
            self._raised = len(self._pieces)
        elif name in _CODE or (name == "pre" and not self._mail):
            self._space(token)

    def _end(self, token: Token) -> None:
        name = token.name
        if self._ignored[name]:
            self._ignored[name] -= 1
            if name in _BLOCKS:
                self._flush()
            return
        places = self._open[name]
        if name in _BLOCKS:
            self._flush()
        elif name not in _INLINE:
            self._space(token)
        if not places:
            if name == "p":
                self._breaks = 0
            return
        at = places[-1]
        if name not in {"table", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"} and any(
            self._open[scope] and self._open[scope][-1] > at for scope in _SCOPES
        ):
            return
        if name == "q":
            self._mark("”", token)
        elif name == "sup" and self._raised is not None:
            # The number of a note is no part of the word before it; the "st" of a date is.
            if not any(_LETTER.search(piece[0]) for piece in self._pieces[self._raised :]):
                del self._pieces[self._raised :]
            self._raised = None
        self._pop_to(at)

    def _pop_to(self, at: int) -> None:
        """End the tag at that place of the stack, and those that were opened in it."""
        while len(self._stack) > at:
            name, context = self._stack[-1]
            if name in _BLOCKS:
                self._flush()
            if name in {"td", "th"} and self._tables:
                self._end_cell(self._tables[-1])
            elif name == "table" and self._tables:
                self._tables.pop()
            self._stack.pop()
            self._open[name].pop()
            self._context = context

    def _close_within(self, names: tuple[str, ...], scopes: tuple[str, ...]) -> None:
        """End what a start tag ends without saying so."""
        at = min(
            (self._open[name][-1] for name in names if self._within_scope(name, scopes)), default=-1
        )
        if at >= 0:
            self._pop_to(at)

    def _within_scope(self, name: str, scopes: tuple[str, ...]) -> bool:
        places = self._open[name]
        return bool(places) and all(
            not self._open[scope] or self._open[scope][-1] < places[-1] for scope in scopes
        )

    def _within(self, name: str, about: dict[str, tuple[int, int]]) -> _Context:
        """The context in a tag."""
        context = self._context
        style = self._value(about, "style")
        classes = frozenset(self._value(about, "class").lower().split())
        if (
            name in _UNSEEN
            or "hidden" in about
            or (name in _CODE and not self._mail)
            or (name == "pre" and not self._mail)
            or (style and _HIDING.search(style))
            or classes & _HIDDEN_CLASSES
        ):
            context = replace(context, unseen=True)
        if name in _STRUCK or (style and _LINE_THROUGH.search(style)):
            context = replace(context, struck=True)
        if name == "blockquote":
            context = replace(context, quoted=True)
        elif name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            context = replace(context, level=int(name[1]))
        elif name in {"caption", "figcaption"}:
            context = replace(context, caption=True)
        elif name in {"td", "th"}:
            context = replace(context, cell=True, item=False)
        elif name in {"li", "dt", "dd"} or any(word.startswith("msolist") for word in classes):
            context = replace(context, item=True)
        elif name == "footer":
            context = replace(context, story=SegmentKind.FOOTER)
        elif "msotitle" in classes:
            context = replace(context, level=1)
        if self._mail:
            identifier = self._value(about, "id").lower()
            if classes & _ANSWERED or identifier in _ANSWERED_IDS:
                context = replace(context, quoted=True)
            elif identifier in _CUTS and self.cut is None:
                self.cut = sum(s.kind is not SegmentKind.COMMENT for s in self.segments)
        story = self._story(name, about, style, classes)
        return replace(context, story=story) if story else context

    def _story(
        self, name: str, about: dict[str, tuple[int, int]], style: str, classes: frozenset[str]
    ) -> SegmentKind | None:
        """Whether a tag holds notes, or the header or footer of pages."""
        if style and (found := _MSO_ELEMENT.search(style)):
            return _FURNITURE[found[1].lower()]
        title = self._value(about, "title")
        if name == "div" and title in {"header", "footer"}:
            return _FURNITURE[title]
        if (
            self._value(about, "role") in _NOTE_ROLES
            or re.match(r"sd(?:footnote|endnote)\d", self._value(about, "id"))
            or classes & _NOTE_CLASSES
        ):
            return SegmentKind.FOOTNOTE
        return None

    def _speak(self, token: Token, about: dict[str, tuple[int, int]]) -> None:
        """Read the words in the attributes of a tag that is seen."""
        if self._context.unseen or self._context.struck:
            return
        for key in _SPOKEN:
            if key in about and not (
                token.name == "div" and self._value(about, key) in {"header", "footer"}
            ):
                self._aside(*about[key])

    def _attributes(self, token: Token) -> dict[str, tuple[int, int]]:
        if token.end - token.start == len(token.name) + 2:
            return {}
        return attributes(self._source, token)

    def _value(self, about: dict[str, tuple[int, int]], name: str) -> str:
        place = about.get(name)
        return html.unescape(self._source[place[0] : place[1]]) if place else ""

    # Pieces

    def _mark(self, text: str, token: Token) -> None:
        if not (self._context.unseen or self._context.struck):
            self._pieces.append((text, token.start, token.end))

    def _space(self, token: Token) -> None:
        """What keeps the words before and after it apart."""
        if self._pieces:
            self._mark(" ", token)

    def _break(self, token: Token) -> None:
        """A line break; two of them end a paragraph."""
        self._breaks += 1
        if self._breaks > 1:
            self._flush()
        else:
            self._mark("\n", token)

    # Tables

    def _note_table(self, name: str, about: dict[str, tuple[int, int]]) -> None:
        if name == "table":
            self._tables.append(_Table())
        elif self._tables:
            table = self._tables[-1]
            if name == "tr":
                table.row += 1
                table.column = 0
            else:
                width = self._value(about, "colspan")
                table.width = (
                    min(int(width), _WIDEST) if re.fullmatch(r"[1-9]\d{0,5}", width) else 1
                )
                table.words = []

    def _end_cell(self, table: _Table) -> None:
        if table.row <= 0 and len(table.heads) < _WIDEST:
            text = " ".join(table.words)
            shown = text if len(text) <= _LONGEST_HEAD and not self._mail else ""
            table.heads += [shown] * table.width
        table.column += table.width
        table.words = []


_TABLE_TAGS: Final = frozenset({"table", "tr", "td", "th"})


def _too_large() -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.TOO_LARGE,
        "This web page has far more tags than a letter or policy can have. Split it into parts "
        "and check those.",
    )
