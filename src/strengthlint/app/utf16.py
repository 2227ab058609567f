"""Places as JavaScript and LanguageTool's clients count them: in UTF-16 code units."""

from __future__ import annotations

import re
from bisect import bisect_left

__all__ = ["Utf16"]

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Turns places in a text, counted in characters, into places counted in UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._wide = [found.start() for found in _WIDE.finditer(text)]

    def __call__(self, place: int) -> int:
        """The code units before a character; characters beyond U+FFFF count two."""
        return place + bisect_left(self._wide, place)
