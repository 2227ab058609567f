"""From the blocks of a Markdown file to segments."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from markdown_it.common.html_blocks import block_names
from markdown_it.token import Token

from strengthlint.document import Segment, SegmentKind
from strengthlint.readers._html.tags import Token as Tag
from strengthlint.readers._html.tags import attributes
from strengthlint.readers._markdown.parser import DEEPEST, make_parser
from strengthlint.readers.normalise import Piece, make_segment

__all__ = ["Blocks"]

_MOST_MARKS: Final = 10_000
"""In one paragraph; one with more is read as it stands, for no person wrote it."""

_MOST_OPEN: Final = 300
"""Brackets of one paragraph that are never closed."""


_Stretches = list[tuple[int, int, int]]
"""Content start, source start and length; in order."""


class _Places:
    """Where the characters of a block's content stand in the source.

    Args:
        source: The text of the file.
        stretches: What is not in one of them is white space.
    """

    def __init__(self, source: str, stretches: _Stretches) -> None:
        self._source = source
        self._stretches = stretches
        self._starts = [stretch[0] for stretch in stretches]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of the content from `start` to `end`; line ends are pieces of their own."""
        stretches = self._stretches
        index = max(0, bisect_right(self._starts, start) - 1)
        here = start
        while index < len(stretches) and stretches[index][0] < end:
            content_start, source_start, length = stretches[index]
            index += 1
            begin = max(here, content_start)
            stop = min(end, content_start + length)
            if begin >= stop:
                continue
            if here < begin and (gap := self.span(here, begin)):
                yield "\n", *gap
            shift = source_start - content_start
            yield self._source[begin + shift : stop + shift], begin + shift, stop + shift
            here = stop
        if here < end and (gap := self.span(here, end)):
            yield "\n", *gap

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The source range of the content from `start` to `end`, as a whole."""
        if not self._stretches:
            return None
        begin = self._at(start)
        return begin, max(begin + 1, self._at(end - 1) + 1)

    def _at(self, position: int) -> int:
        index = max(0, bisect_right(self._starts, position) - 1)
        content_start, source_start, length = self._stretches[index]
        return source_start + min(max(0, position - content_start), length)

    def all(self) -> list[Piece]:
        """The pieces of the whole content, for content without markup."""
        pieces: list[Piece] = []
        begin = stop = content_end = -1
        for content_start, source_start, length in self._stretches:
            if begin < 0:
                begin = source_start
            elif content_start == content_end or not self._source[stop:source_start].isspace():
                pieces.append((self._source[begin:stop], begin, stop))
                if content_start > content_end:
                    pieces.append(("\n", stop, source_start))
                begin = source_start
            stop = source_start + length
            content_end = content_start + length
        if begin >= 0:
            pieces.append((self._source[begin:stop], begin, stop))
        return pieces


class _Prose:
    """Collects the pieces of one segment, and the comments between them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.comments: list[list[Piece]] = []
        # Alternative texts and titles: read by themselves, for they stand in no sentence.
        self.asides: list[list[Piece]] = []
        self._raised: int | None = None

    def space(self, place: tuple[int, int] | None) -> None:
        """What is not prose, and keeps the words before and after it apart."""
        if place is not None:
            self.pieces.append((" ", *place))

    def tag(self, name: str, closes: bool, place: tuple[int, int] | None) -> None:
        """An HTML tag within the text."""
        if name == "br" or name in _BLOCK_TAGS:
            self.space(place)
        elif name == "sup" and not closes:
            self._raised = len(self.pieces)
        elif name == "sup" and self._raised is not None:
            # The number of a note is no part of the word before it; the "st" of a date is.
            if not any(_LETTER.search(piece[0]) for piece in self.pieces[self._raised :]):
                del self.pieces[self._raised :]
            self._raised = None


_CONTAINERS: Final = frozenset({"blockquote", "list_item", "footnote"})
_BLOCK_TAGS: Final = frozenset(block_names) | {"pre", "hgroup", "template"}
_STRUCK_TAGS: Final = frozenset({"del", "s", "strike"})
_HIDDEN_TAGS: Final = _STRUCK_TAGS | {"script", "style", "code", "pre", "kbd", "samp", "template"}
# Words in tags that people hear or see: alternative text, titles of links.
_SPOKEN: Final = ("alt", "title")
_LETTER: Final = re.compile(r"[^\W\d_]")
_TAG_NAME: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_COMMENT: Final = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_MARKUP: Final = re.compile(r"[\\`*_\[<&~]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# No "<" within a tag, so that a row of unclosed ones costs no more than its length.
_HTML: Final = re.compile(
    r"""(?P<comment><!--.*?(?:-->|\Z))
    |(?P<other><\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*(?:>|\Z))
    |(?P<tag></?[A-Za-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>|</?[A-Za-z][^<>]*>)
    """,
    re.DOTALL | re.VERBOSE,
)
_HTML_KINDS: Final = (
    (("td", "th"), SegmentKind.TABLE_CELL),
    (("caption", "figcaption"), SegmentKind.CAPTION),
    (("li",), SegmentKind.LIST_ITEM),
)
# Where the end tags of these may be left out.
_ENDS: Final = {"ul": ("li",), "ol": ("li",), "tr": ("td", "th"), "table": ("td", "th")}
_QUOTE_END: Final = re.compile(r"</blockquote", re.IGNORECASE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_FRONT_MATTER_LINE: Final = re.compile(r"#|[\w\"'][^:\n]{0,80}:(?:\s|$)")
_TOML_LINE: Final = re.compile(r"#|\[|[\w\"'.-]+[ \t]*=|$")
_TASK: Final = re.compile(r"\[[ xX]\][ \t]+")
# A line that YAML may have: empty, further in, a comment, an item, a key, a closing bracket or mark.
_YAML_LINE = re.compile(r"\s*$|\s+\S|#|-|\.\.\.$|[\w\"'][^:]*:(?:\s|$)|[}\]]")
# Lines of front matter that hold prose, and whether that heads the page.
_FRONT_MATTER_PROSE: Final = re.compile(
    r"""(?P<key>title|subtitle|description|summary|abstract)[ \t]*(?P<mark>[:=])[ \t]*(?P<value>.*)""",
    re.IGNORECASE,
)
_BLOCK_SCALAR: Final = re.compile(r"[>|][-+0-9]{0,2}[ \t]*(?:#.*)?")
_ESCAPE: Final = re.compile(
    r"\\(?P<literal>[!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_CELL_EDGE: Final = " \t\n\x0b\x0c\r"


class Blocks:
    """Walks the blocks of one file and makes its segments."""

    def __init__(self, source: str, *, indented_code: bool = True) -> None:
        self.gaps: list[str] = []
        self._source = source
        self._segments: list[Segment] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._normal_starts: list[int] = []
        self._find_lines()
        self._trail: list[tuple[int, str]] = []
        self._open: Counter[str] = Counter()
        self._column = -1
        self._html_quotes = 0
        self._last_quote_end: int | None = None
        self._environment: dict[str, Any] = {}
        self._parser = make_parser(indented_code=indented_code)

    def in_order(self) -> list[Segment]:
        """The segments; a comment comes after the paragraph that it stands in."""
        return sorted(self._segments, key=lambda segment: segment.offsets.runs[0].source_start)

    def read(self) -> None:
        """Parse the source and make segments of it."""
        tokens = self._parser.parse(self._without_front_matter(), self._environment)
        self._definitions()
        columns: list[str] = []
        cells: list[tuple[str, _Stretches]] = []
        block = Token("", "", 0)
        for token in tokens:
            name, _, edge = token.type.rpartition("_")
            if edge == "close":
                self._open[name] -= 1
            elif edge == "open":
                self._open[name] += 1
                block = token
                if name == "table":
                    columns = []
                elif name == "tr":
                    self._column = -1
                    cells = self._row(token)
                    cells.reverse()
            elif token.type == "inline":
                if block.type in {"th_open", "td_open"}:
                    self._cell(token, cells.pop() if cells else ("", []), columns)
                elif block.type == "heading_open":
                    self._heading(token, block)
                else:
                    self._paragraph(token)
            elif token.type == "html_block":
                self._html(token)
            if edge == "open" and token.level >= DEEPEST - 1 and name in _CONTAINERS:
                self._note_depth()

    def _note_depth(self) -> None:
        if not self.gaps:
            self.gaps.append(
                "Some lists or quotations are nested too deeply, and what they hold was not read. "
                "Take some of the nesting out and check it again."
            )

    # Lines

    def _find_lines(self) -> None:
        """Where each line starts and ends; also in the text with one kind of line end."""
        start = shift = 0
        for match in _LINE_END.finditer(self._source):
            self._starts.append(start)
            self._ends.append(match.start())
            self._normal_starts.append(start - shift)
            start = match.end()
            shift += match.end() - match.start() - 1
        self._starts.append(start)
        self._ends.append(len(self._source))
        self._normal_starts.append(start - shift)

    def _without_front_matter(self) -> str:
        """The source, with YAML or TOML at its beginning made blank, line for line."""
        if len(self._starts) < 2 or self._line(0) not in {"---", "+++"}:
            return self._source
        is_yaml = self._line(0) == "---"
        if not (_FRONT_MATTER_LINE if is_yaml else _TOML_LINE).match(self._line(1)):
            return self._source
        for number in range(1, len(self._starts)):
            if is_yaml and not _YAML_LINE.match(self._line(number)):
                # A line of prose: the marks above and below are rules of the page.
                return self._source
            if self._line(number) in ({"---", "..."} if is_yaml else {"+++"}):
                self._front_matter(number)
                blank = "\n" * number
                rest = self._source[self._ends[number] :]
                cut = self._normal_starts[number] + self._ends[number] - self._starts[number]
                # Starts of table rows and headings are counted from the blanked text.
                removed = cut - len(blank)
                self._normal_starts = [start - removed for start in self._normal_starts]
                return blank + rest
        return self._source

    def _front_matter(self, end: int) -> None:
        """Read the titles and descriptions in the lines before `end`."""
        number = 1
        while number < end:
            first = number
            number += 1
            found = _FRONT_MATTER_PROSE.match(self._line(first))
            if found is None:
                continue
            while number < end and (not self._line(number) or self._line(number)[0] in " \t"):
                number += 1
            prose = _Prose()
            begin = self._starts[first] + found.start("value")
            prose.pieces += self._scalar(found["value"], begin, range(first + 1, number))
            if found["key"].lower() == "title":
                self._add_heading(prose, 0)
            else:
                self._add(prose, SegmentKind.PARAGRAPH)

    def _scalar(self, value: str, begin: int, more: range) -> Iterator[Piece]:
        """The text of a value of front matter, and of the indented lines that it goes on in."""
        quote = value[:1] if value[:1] in {"'", '"'} else ""
        if quote:
            end = value.rfind(quote)
            value, begin = value[1 : end if end > 0 else len(value)], begin + 1
            twice = re.compile("''" if quote == "'" else r'\\["\\]')
            start = 0
            for match in twice.finditer(value):
                yield value[start : match.start()], begin + start, begin + match.start()
                yield match.group()[1], begin + match.start(), begin + match.end()
                start = match.end()
            yield value[start:], begin + start, begin + len(value)
            if end > 0:
                return
        elif not _BLOCK_SCALAR.fullmatch(value):
            value = value.split(" #")[0]
            yield value, begin, begin + len(value)
        for number in more:
            start, stop = self._starts[number], self._starts[number] + len(self._line(number))
            text = self._source[start:stop]
            if quote and text.endswith(quote):
                text, stop = text[:-1], stop - 1
            yield "\n", start - 1, start
            yield text, start, stop

    def _line(self, number: int) -> str:
        return self._source[self._starts[number] : self._ends[number]].rstrip()

    def _line_places(self, content: str, first_line: int) -> _Places:
        """Of content whose lines are the ends of lines of the file."""
        stretches: _Stretches = []
        position = 0
        for number, line in enumerate(content.split("\n"), first_line):
            words = line.strip()
            if words and number < len(self._starts):
                text = self._source[self._starts[number] : self._ends[number]]
                # Tabs before the words may have been expanded; behind them nothing changes.
                kept = line.lstrip(" \t").rstrip()
                end = self._ends[number] - (len(text) - len(text.rstrip()))
                lead = len(line) - len(line.lstrip(" \t"))
                stretches.append((position + lead, end - len(kept), len(kept)))
            position += len(line) + 1
        return _Places(self._source, stretches)

    def _source_place(self, normal: int, line: int) -> int:
        return self._starts[line] + normal - self._normal_starts[line]

    # Blocks

    def _kind(self) -> SegmentKind:
        if self._is_quoted():
            return SegmentKind.QUOTATION
        if self._open["footnote"]:
            return SegmentKind.FOOTNOTE
        return SegmentKind.LIST_ITEM if self._open["list_item"] else SegmentKind.PARAGRAPH

    def _is_quoted(self) -> bool:
        return self._open["blockquote"] > 0 or self._html_quotes > 0

    def _paragraph(self, token: Token) -> None:
        if self._open["list_item"] and (task := _TASK.match(token.content)):
            token.content = token.content[task.end() :]
        places = self._line_places(token.content, token.map[0] if token.map else 0)
        self._add(self._inline(token.content, places), self._kind())

    def _heading(self, token: Token, opening: Token) -> None:
        line = token.map[0] if token.map else 0
        level = int(opening.tag[1])
        if opening.markup.startswith("#"):
            begin = self._source_place(opening.meta["start"], line) + level
            text = self._source[begin : self._ends[line]]
            words = token.content.strip()
            begin += len(text) - len(text.lstrip())
            lead = len(token.content) - len(token.content.lstrip())
            places = _Places(self._source, [(lead, begin, len(words))] if words else [])
        else:
            places = self._line_places(token.content, line)
        self._add_heading(self._inline(token.content, places), level)

    def _add_heading(self, prose: _Prose, level: int) -> None:
        if self._is_quoted():
            self._add(prose, SegmentKind.QUOTATION)
            return
        while self._trail and self._trail[-1][0] >= level:
            self._trail.pop()
        text = self._add(prose, SegmentKind.HEADING)
        if text:
            # A page that says its title twice has one.
            self._trail = [above for above in self._trail if above[1] != text]
            self._trail.append((level, text))

    def _row(self, token: Token) -> list[tuple[str, _Stretches]]:
        """The cells of a table row: content, and where its characters stand.

        Splits as markdown-it does, which keeps no places: at every "|" without a backslash; the
        backslash of the others is left out.
        """
        if not token.map:
            return []
        line = token.map[0]
        begin = self._source_place(token.meta["start"], line)
        row = self._source[begin : self._ends[line]].rstrip(_CELL_EDGE)
        cells: list[list[tuple[int, int]]] = []
        parts: list[tuple[int, int]] = []
        last = 0
        for match in re.finditer(r"\|", row):
            at = match.start()
            if at and row[at - 1] == "\\":
                parts.append((last, at - 1))
                last = at
            else:
                cells.append([*parts, (last, at)])
                parts = []
                last = at + 1
        cells.append([*parts, (last, len(row))])
        if cells[0] == [(0, 0)]:
            cells.pop(0)
        return [self._cell_places(row, begin, cell) for cell in cells]

    def _cell_places(
        self, row: str, begin: int, parts: list[tuple[int, int]]
    ) -> tuple[str, _Stretches]:
        whole = "".join(row[start:end] for start, end in parts).replace("\x00", "\ufffd")
        content = whole.strip()
        # markdown-it trims the edges of the whole cell; places count from the first word.
        position = whole.find(content)
        stretches: _Stretches = []
        done = -position
        for start, end in parts:
            skipped = max(0, -done)
            if start + skipped < end:
                stretches.append((done + skipped, begin + start + skipped, end - start - skipped))
            done += end - start
        return content, stretches

    def _cell(self, token: Token, cell: tuple[str, _Stretches], columns: list[str]) -> None:
        content = token.content
        words, stretches = cell
        if words != content.strip():
            # Never seen; the place of the row is better than a wrong one.
            line = token.map[0] if token.map else 0
            prose = _Prose()
            prose.pieces.append((content, self._starts[line], self._ends[line]))
        else:
            lead = len(content) - len(content.lstrip())
            moved = [(at + lead, place, length) for at, place, length in stretches]
            prose = self._inline(content, _Places(self._source, moved))
        kind = SegmentKind.QUOTATION if self._is_quoted() else SegmentKind.TABLE_CELL
        if self._open["th"]:
            columns.append(self._add(prose, kind))
        else:
            self._column += 1
            above = columns[self._column] if self._column < len(columns) else ""
            self._add(prose, kind, above)

    def _add(self, prose: _Prose, kind: SegmentKind, column_heading: str = "") -> str:
        """Add a segment and the comments in it; returns its text."""
        trail = tuple(text for _, text in self._trail)
        segment = make_segment(prose.pieces, kind, trail, column_heading)
        if segment is not None:
            self._segments.append(segment)
        aside_kind = kind if kind is SegmentKind.QUOTATION else SegmentKind.CAPTION
        for pieces in prose.asides:
            aside = make_segment(pieces, aside_kind, trail)
            if aside is not None:
                self._segments.append(aside)
        for pieces in prose.comments:
            comment = make_segment(pieces, SegmentKind.COMMENT, trail)
            if comment is not None:
                self._segments.append(comment)
        return segment.text if segment is not None else ""

    def _definitions(self) -> None:
        """Read the titles in the definitions of links: [label]: address "title"."""
        for definition in self._environment.get("references", {}).values():
            if not definition.get("title"):
                continue
            first, end = definition["map"]
            # The last line of its map that holds anything; the title is in one line with its mark.
            for number in range(min(end, len(self._starts)) - 1, first - 1, -1):
                line = self._line(number)
                if not line.strip():
                    continue
                found = _title_place(line, 0, len(line))
                if found is not None:
                    start, stop = found
                    places = _Places(self._source, [(0, self._starts[number], len(line))])
                    segment = make_segment(
                        self._unescaped(line, start, stop, places), SegmentKind.CAPTION
                    )
                    if segment is not None:
                        self._segments.append(segment)
                break

    # Inline

    def _inline(self, content: str, places: _Places) -> _Prose:
        prose = _Prose()
        if not _MARKUP.search(content) or self._is_hostile(content):
            prose.pieces = places.all()
            return prose
        tokens: list[Token] = []
        self._parser.inline.parse(content, self._parser, self._environment, tokens)
        self._collect(tokens, content, places, 0, prose)
        return prose

    @staticmethod
    def _is_hostile(content: str) -> bool:
        """Whether one block holds so many marks that parsing them would take minutes."""
        if len(content) < _MOST_OPEN:
            return False
        # Every bracket that is not closed is looked for to the end of the block.
        is_open = content.count("[") - content.count("]") > _MOST_OPEN
        return is_open or len(_MARKUP.findall(content)) > _MOST_MARKS

    def _image(
        self,
        token: Token,
        content: str,
        places: _Places,
        start: int,
        prose: _Prose,
        in_image: bool,
    ) -> None:
        """The alternative text of a picture, by itself; of one within it, as part of its text."""
        # Two characters for "![".
        inside = start + 2
        if in_image:
            self._collect(token.children or [], content, places, inside, prose, in_image=True)
            return
        prose.space(places.span(start, inside))
        words = _Prose()
        self._collect(token.children or [], content, places, inside, words, in_image=True)
        prose.asides += [words.pieces, *words.asides]
        prose.comments += words.comments

    def _title(self, content: str, start: int, end: int, places: _Places, prose: _Prose) -> None:
        """The title of a link or picture that ends at `end`: [text](address "title")."""
        if content[end - 1] != ")":
            return  # a reference; its title stands where that is defined
        found = _title_place(content, start, end - 1)
        if found is not None:
            prose.asides.append(list(self._unescaped(content, *found, places)))

    def _unescaped(self, content: str, start: int, end: int, places: _Places) -> Iterator[Piece]:
        """Text with its backslashes and entities resolved."""
        for match in _ESCAPE.finditer(content, start, end):
            yield from places.pieces(start, match.start())
            text = match["literal"] or html.unescape(match.group())
            place = places.span(*match.span())
            if text == match.group():
                yield from places.pieces(*match.span())
            elif place is not None:
                yield text, *place
            start = match.end()
        yield from places.pieces(start, end)

    def _collect(
        self,
        tokens: list[Token],
        content: str,
        places: _Places,
        base: int,
        prose: _Prose,
        in_image: bool = False,
    ) -> None:
        """Collect the prose of inline tokens whose places count from `base`."""
        unclosed: set[str] = set()
        struck = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            kind = token.type
            if kind in {"s_open", "s_close"}:
                struck += 1 if kind == "s_open" else -1
                continue
            if struck:
                continue
            if kind == "text":
                start = base + token.meta["at"]
                if token.content:
                    prose.pieces.extend(places.pieces(start, start + len(token.content)))
                continue
            if "to" not in token.meta:
                continue
            start, end = base + token.meta["at"], base + token.meta["to"]
            place = places.span(start, end)
            if kind == "text_special":
                if token.content == content[start:end]:
                    prose.pieces.extend(places.pieces(start, end))
                elif place is not None:
                    prose.pieces.append((token.content, *place))
            elif kind in {"softbreak", "hardbreak", "code_inline"}:
                prose.space(place)
            elif kind == "image":
                self._image(token, content, places, start, prose, in_image)
                if token.attrGet("title"):
                    self._title(content, start, end, places, prose)
            elif kind == "link_open" and token.info == "auto":
                prose.space(place)
                while tokens[index].type != "link_close":
                    index += 1
            elif kind == "link_open" and token.attrGet("title"):
                self._title(content, start, end, places, prose)
            elif kind == "html_inline":
                index = self._inline_tag(tokens, index, place, places, start, prose, unclosed)

    def _inline_tag(
        self,
        tokens: list[Token],
        index: int,
        place: tuple[int, int] | None,
        places: _Places,
        start: int,
        prose: _Prose,
        unclosed: set[str],
    ) -> int:
        """Take in an HTML tag; returns the index of the token to go on with."""
        content = tokens[index - 1].content
        if comment := _COMMENT.match(content):
            prose.comments.append(
                list(places.pieces(start + comment.start(1), start + comment.end(1)))
            )
            return index
        match = _TAG_NAME.match(content)
        if match is None:
            return index
        name = match[2].lower()
        if name in _HIDDEN_TAGS and not match[1] and name not in unclosed:
            for later in range(index, len(tokens)):
                if tokens[later].type == "html_inline":
                    closing = _TAG_NAME.match(tokens[later].content)
                    if closing and closing[1] and closing[2].lower() == name:
                        if name not in _STRUCK_TAGS:
                            prose.space(place)
                        return later + 1
            unclosed.add(name)
        prose.tag(name, bool(match[1]), place)
        if not match[1]:
            self._speak(content, 0, len(content), name, places, prose, shift=start)
        return index

    def _speak(
        self,
        content: str,
        start: int,
        end: int,
        name: str,
        places: _Places,
        prose: _Prose,
        shift: int = 0,
    ) -> None:
        """Read the words in the attributes of an HTML tag."""
        if end - start < len(name) + 8:
            return
        found = attributes(content, Tag("start", name, start, end))
        for key in _SPOKEN:
            if key in found:
                begin, stop = found[key]
                prose.asides.append(list(self._attribute(content, begin, stop, places, shift)))

    def _attribute(
        self, content: str, start: int, end: int, places: _Places, shift: int
    ) -> Iterator[Piece]:
        for match in _ENTITY.finditer(content, start, end):
            yield from places.pieces(start + shift, match.start() + shift)
            place = places.span(match.start() + shift, match.end() + shift)
            if place is not None:
                yield html.unescape(match.group()), *place
            start = match.end()
        yield from places.pieces(start + shift, end + shift)

    # HTML blocks

    def _html(self, token: Token) -> None:
        content = token.content
        places = self._line_places(content, token.map[0] if token.map else 0)
        opened: Counter[str] = Counter()
        prose = _Prose()
        position = 0
        hidden_until = 0
        unclosed: set[str] = set()
        for match in _HTML.finditer(content):
            if match.start() < hidden_until:
                continue
            self._html_text(content, position, match.start(), places, prose)
            position = match.end()
            if match.lastgroup == "comment":
                inner = _COMMENT.match(match.group())
                if inner is not None:
                    start = match.start()
                    prose.comments.append(
                        list(places.pieces(start + inner.start(1), start + inner.end(1)))
                    )
                continue
            name = _TAG_NAME.match(match.group())
            if name is None:
                continue
            closes, tag = bool(name[1]), name[2].lower()
            if tag in _HIDDEN_TAGS and not closes and tag not in unclosed:
                ending = re.compile(f"</{tag}", re.IGNORECASE).search(content, match.end())
                if ending or tag in {"script", "style"}:
                    if tag not in _STRUCK_TAGS:
                        prose.space(places.span(match.start(), match.end()))
                    hidden_until = position = ending.start() if ending else len(content)
                    continue
                unclosed.add(tag)
            if tag in _BLOCK_TAGS:
                self._flush(prose, opened)
                prose = _Prose()
                self._note_block_tag(tag, closes, token, opened)
            else:
                prose.tag(tag, closes, places.span(match.start(), match.end()))
            if not closes:
                self._speak(content, match.start(), match.end(), tag, places, prose)
        self._html_text(content, position, len(content), places, prose)
        self._flush(prose, opened)

    def _html_text(
        self, content: str, start: int, end: int, places: _Places, prose: _Prose
    ) -> None:
        if start >= end:
            return
        for match in _ENTITY.finditer(content, start, end):
            prose.pieces.extend(places.pieces(start, match.start()))
            text = html.unescape(match.group())
            place = places.span(match.start(), match.end())
            if text == match.group():
                prose.pieces.extend(places.pieces(match.start(), match.end()))
            elif place is not None:
                prose.pieces.append((text, *place))
            start = match.end()
        prose.pieces.extend(places.pieces(start, end))

    def _note_block_tag(self, tag: str, closes: bool, token: Token, opened: Counter[str]) -> None:
        if tag == "blockquote":
            if closes:
                self._html_quotes = max(0, self._html_quotes - 1)
            elif self._is_closed_later(token):
                self._html_quotes += 1
            return
        if closes or tag == "tr":
            for ended in _ENDS.get(tag, ()):
                opened[ended] = 0
        opened[tag] = max(0, opened[tag] + (-1 if closes else 1))

    def _is_closed_later(self, token: Token) -> bool:
        """Whether a quotation ends; an open one would make one of all the rest of the file."""
        if self._last_quote_end is None:
            ends = [match.start() for match in _QUOTE_END.finditer(self._source)]
            self._last_quote_end = ends[-1] if ends else -1
        return self._last_quote_end >= self._starts[token.map[0] if token.map else 0]

    def _flush(self, prose: _Prose, opened: Counter[str]) -> None:
        for level in range(1, 7):
            if opened[f"h{level}"]:
                self._add_heading(prose, level)
                return
        kind = self._kind()
        if kind is SegmentKind.PARAGRAPH:
            for tags, found in _HTML_KINDS:
                if any(opened[tag] for tag in tags):
                    kind = found
                    break
        self._add(prose, kind)


def _title_place(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the title stands with which a link ends, without its quotation marks."""
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    close = text[end - 1 : end]
    mark = {'"': '"', "'": "'", ")": "("}.get(close)
    if mark is None or end - 1 <= start:
        return None
    begin = end - 1
    while (begin := text.rfind(mark, start, begin)) > start:
        backslashes = 0
        while text[begin - 1 - backslashes] == "\\":
            backslashes += 1
        if backslashes % 2 == 0:
            return (begin + 1, end - 1) if text[begin - 1] in " \t\n" else None
    return None
