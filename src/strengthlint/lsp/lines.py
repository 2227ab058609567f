"""Places in a text as an editor counts them: lines, and units of its encoding within a line."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types

__all__ = ["Lines"]

# The line ends of the protocol; a form feed or a line separator ends none.
_LINE_END = re.compile(r"\r\n|\r|\n")
_ASCII = re.compile(r"[\x00-\x7f]*")


class Lines:
    """Turns characters of a text into places of an editor, and back.

    Args:
        text: The text.
        encoding: In which units the editor counts: "utf-16", "utf-8" or "utf-32".
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._encoding = encoding
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def line_of(self, offset: int) -> int:
        """The number of the line of a character, from 0."""
        return bisect_right(self.starts, offset) - 1

    def position(self, offset: int) -> types.Position:
        """The place before a character."""
        line = self.line_of(offset)
        return types.Position(line, self._units(self._text[self.starts[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        """The place of some characters."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The character at a place; the nearest one there is, where there is no such place."""
        if position.line >= len(self.starts):
            return len(self._text)
        start = self.starts[max(0, position.line)]
        line = _LINE_END.split(self._text[start:], maxsplit=1)[0]
        left = position.character
        for place, character in enumerate(line):
            left -= self._units(character)
            if left < 0:
                return start + place
        return start + len(line)

    def _units(self, text: str) -> int:
        if self._encoding == "utf-32" or _ASCII.fullmatch(text):
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
