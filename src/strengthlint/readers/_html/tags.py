"""The tags, comments and text of an HTML file, as the HTML standard parts them, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Token", "attributes", "tokens"]


class Token(NamedTuple):
    """A stretch of the file.

    Attributes:
        kind: "text", "start", "end", "comment", or "raw" for text without tags or entities.
        name: Of the tag, in lower case; of the element that raw text stands in.
        start: Where it begins in the source.
        end: Where it ends.
        inner_start: Of a comment, where its text begins.
        inner_end: Where that ends.
    """

    kind: str
    name: str
    start: int
    end: int
    inner_start: int = 0
    inner_end: int = 0


_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)
    (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"'][^\s>]*)|(?=>)))?""",
    re.VERBOSE,
)
_TO_QUOTE: Final = re.compile(r"""[^>"'=]*(?:=\s*(?P<quote>["'])|(?P<end>>)|["'=])""")
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_WITH_ENTITIES: Final = frozenset({"title", "textarea"})


def attributes(source: str, tag: Token) -> dict[str, tuple[int, int]]:
    """The attributes of a start tag: name in lower case, and where the value stands."""
    found: dict[str, tuple[int, int]] = {}
    position = tag.start + 1 + len(tag.name)
    end = tag.end - 1
    while position < end:
        match = _ATTRIBUTE.match(source, position, end)
        if match is None:
            break
        group = next((name for name in ("double", "single", "bare") if match[name] is not None), "")
        place = match.span(group) if group else (match.end(), match.end())
        found.setdefault(match["name"].lower(), place)
        position = max(match.end(), position + 1)
    return found


def tokens(source: str, *, is_xml: bool = False) -> Iterator[Token]:
    """The tokens of a file; their ranges follow each other without a gap.

    Args:
        source: The text of the file.
        is_xml: Whether "/>" ends an element, as it does in XML and not in HTML.
    """
    return _Tokens(source, is_xml).run()


class _Tokens:
    def __init__(self, source: str, is_xml: bool) -> None:
        self._source = source
        self._is_xml = is_xml
        self._last = {mark: source.rfind(mark) for mark in "\"'>"}
        self._mind_quotes = True

    def run(self) -> Iterator[Token]:
        source = self._source
        size = len(source)
        text = position = 0
        while (position := source.find("<", position)) >= 0:
            token = self._token(position)
            if token is None:
                position += 1
                continue
            if text < position:
                yield Token("text", "", text, position)
            yield token
            text = position = token.end
            if self._is_xml and source[position - 2] == "/":
                continue
            if token.kind == "start" and (token.name in _RAW or token.name in _WITH_ENTITIES):
                closing = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE)
                found = closing.search(source, position)
                end = found.start() if found else size
                if position < end:
                    kind = "raw" if token.name in _RAW else "text"
                    yield Token(kind, token.name, position, end)
                text = position = end
            elif token.kind == "start" and token.name == "plaintext":
                position = size
        if text < size:
            yield Token("text", "", text, size)

    def _token(self, start: int) -> Token | None:
        """The token that begins with the "<" at `start`, or None where it is a character."""
        source = self._source
        following = source[start + 1 : start + 2]
        if following.isascii() and following.isalpha():
            end = self._tag_end(start)
            name = _NAME.match(source, start + 1)
            if not end or name is None:
                return None
            return Token("start", name.group().lower().rstrip(">"), start, end)
        if following == "/":
            name = _NAME.match(source, start + 2)
            if name is None or start > self._last[">"]:
                return self._bogus(start, 2)
            end = source.find(">", name.end()) + 1
            return Token("end", name.group().lower(), start, end) if end else None
        if source.startswith("<!--", start):
            if source.startswith((">", "->"), start + 4):
                end = source.index(">", start) + 1
                return Token("comment", "", start, end, end, end)
            stop = source.find("-->", start + 4)
            inner_end, end = (stop, stop + 3) if stop >= 0 else (len(source), len(source))
            return Token("comment", "", start, end, start + 4, inner_end)
        if following in {"!", "?"}:
            return self._bogus(start, 2)
        return None

    def _bogus(self, start: int, marks: int) -> Token | None:
        """A document type, a processing instruction, Word's <![if ...]>."""
        end = self._source.find(">", start) + 1 if start <= self._last[">"] else 0
        return Token("comment", "!", start, end, start + marks, end - 1) if end else None

    def _tag_end(self, start: int) -> int:
        """Where a start tag ends: after the ">" that is in no quoted value; 0 for nowhere."""
        source = self._source
        if start > self._last[">"]:
            return 0
        position = start
        while self._mind_quotes:
            match = _TO_QUOTE.match(source, position)
            if match is None:
                break
            if match["end"]:
                return match.end()
            position = match.end()
            if quote := match["quote"]:
                if position > self._last[quote]:
                    break
                position = source.index(quote, position) + 1
        # A quotation mark was forgotten. From here on ">" ends a tag, whatever the quotes say.
        self._mind_quotes = False
        return source.find(">", start) + 1
