"""CommonMark parsing that knows where everything stands.

markdown-it-py tells where blocks lie by line and where inline parts lie not at all, so both are
noted here while it parses:

- A line of a block's content is always the end of a line of the file, whatever stands before it
  (list indents, "> "). Aligned at the right its place is exact. Only headings and table rows are
  cut on the right too; the block rules note where those start.
- Literal text between two inline constructs is a slice of the content, so it is enough to note
  where it starts, and where each construct starts and ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

__all__ = ["DEEPEST", "make_parser"]

DEEPEST: Final = 100
"""Quotes and lists nested deeper are left out; Python's stack has an end."""
_DEEPEST_IMAGES: Final = 8


class _State(StateInline):
    """Inline parsing that knows where the pending literal text started."""

    pending_start: int = -1

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.meta["at"] = self.pending_start
        self.pending_start = -1
        return token


class _Inline(ParserInline):
    """The inline parser; every token it makes knows its place in the content as `meta["at"]`.

    Where the content of a token is not what stands there (an entity, code, a tag), `meta["to"]`
    is where it ends.
    """

    def __init__(self) -> None:
        super().__init__()
        # Fewer than markdown-it's own, which stops at every hyphen and colon for its plugins.
        self.terminator_re = re.compile(r"[\n!&*<\[\\\]_`~]")
        self._depth = 0

    def tokenize(self, state: StateInline) -> None:
        """As upstream, and notes the place of what each rule made."""
        assert isinstance(state, _State)  # noqa: S101 - for the type checker; `parse` makes it
        rules = self.ruler.getRules("")
        tokens = state.tokens
        end = state.posMax
        nesting = state.md.options["maxNesting"]
        while state.pos < end:
            start = state.pos
            count = len(tokens)
            done = False
            if state.level < nesting:
                for rule in rules:
                    if rule(state, False):
                        done = True
                        break
            if not done:
                state.append_pending(state.src[start])
                state.pos = start + 1
            if len(tokens) == count:
                if state.pending_start < 0:
                    state.pending_start = start
            else:
                # Whatever makes a token first pushes what is pending, or drops it if blank.
                state.pending_start = -1
                _place(tokens, count, start, state.pos)
        if state.pending:
            state.pushPending()

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        """As upstream; a picture in a picture in a picture is plain text at some point."""
        if self._depth >= _DEEPEST_IMAGES:
            token = Token("text", "", 0, content=src, meta={"at": 0})
            tokens.append(token)
            return tokens
        self._depth += 1
        try:
            state = _State(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
        finally:
            self._depth -= 1
        return state.tokens


def _place(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Note the place of the tokens that one rule made of `start` to `end`."""
    at = start
    for token in tokens[first:] if first else tokens:
        if "at" in token.meta:
            continue
        token.meta["at"] = at
        if token.type == "text":
            # Delimiters: one token for each asterisk, in order.
            at += len(token.content)
        else:
            token.meta["to"] = end


class _Markdown(MarkdownIt):
    """Link targets are not prose, so none of them is looked at."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _noting_starts(rule: _BlockRule) -> _BlockRule:
    """A block rule that notes where the first line of a heading or a table row starts."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            for token in state.tokens[count:]:
                if token.type in {"heading_open", "tr_open"} and token.map:
                    line = token.map[0]
                    token.meta["start"] = state.bMarks[line] + state.tShift[line]
        return done

    return noting


_FOOTNOTE_MARK: Final = re.compile(r"\[\^[^\[\]\s]{1,100}\]")


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The definition of a footnote: "[^1]: text", and what is indented below it."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    stop = state.eMarks[start]
    mark = _FOOTNOTE_MARK.match(state.src, begin, stop)
    if mark is None or not state.src.startswith(":", mark.end(), stop):
        return False
    if silent:
        return True
    text = mark.end() + 1
    indent = state.sCount[start] + text - begin
    column = indent
    shift = 0
    while text + shift < stop and state.src[text + shift] in " \t":
        column += 4 - column % 4 if state.src[text + shift] == "\t" else 1
        shift += 1
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    state.bMarks[start], state.tShift[start] = text, shift
    state.sCount[start] = column - indent + state.blkIndent + 4
    state.blkIndent += 4
    state.parentType = "footnote"
    state.push("footnote_open", "", 1)
    state.md.block.tokenize(state, start, end)
    state.push("footnote_close", "", -1)
    state.blkIndent -= 4
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = kept
    return True


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    match = _FOOTNOTE_MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("footnote_mark", "", 0)
    state.pos = match.end()
    return True


def make_parser(*, indented_code: bool = True) -> MarkdownIt:
    """A parser for one file; its inline parser is to be called for each inline token."""
    parser = _Markdown("commonmark", {"maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"])
    if not indented_code:
        parser.disable(["code"])
    # Inline content is parsed here and only where it has markup; joined text has no place.
    parser.core.ruler.disable(["inline", "text_join"])
    inline = _Inline()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    inline.ruler2.disable(["fragments_join"])
    inline.ruler.before("link", "footnote_mark", _footnote_mark)
    parser.inline = inline
    blocks = parser.block.ruler
    blocks.at("heading", _noting_starts(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    blocks.at("table", _noting_starts(table), {"alt": ["paragraph", "reference"]})
    blocks.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    return parser
