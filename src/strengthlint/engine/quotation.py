"""Quotation marks of every style; what stands between a pair is not the writer's own.

A mark that has no partner opens nothing: an apostrophe, an inch, a year. Words and phrases that say
whose words follow are in the lexicon's standings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from strengthlint.document import Segment

__all__ = ["is_callout", "ranges"]

_CLOSERS = {
    "“": '”"“',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
}
_OPENERS = re.compile("[“„«»‹›]")
# A mark may open after a space or a bracket and before a word; it closes before a space or a stop.
_BEFORE = r"(?:(?<=^)|(?<=[\s(\[—–/-]))"
_AFTER = r"(?=[\s.,:;!?)\]—–/-]|$)"
_STRAIGHT = re.compile(rf"{_BEFORE}\"(?=\S)")
_STRAIGHT_END = re.compile(rf"(?<=\S)[\"”]{_AFTER}")
# Not '90s.
_SINGLE = re.compile(rf"{_BEFORE}['‘](?=[\w“\"])(?!\d\ds?\b)", re.IGNORECASE)
_WORD = re.compile(r"\w*")
_SINGLE_END = re.compile(rf"(?<=[\w.,!?…”\"])['’]{_AFTER}")
_CALLOUT = re.compile(r"\[!\w+\]")


def is_callout(segment: Segment) -> bool:
    """Whether a block that is marked as a quotation is a box of the writer's own ("[!NOTE]")."""
    return bool(_CALLOUT.match(segment.text))


@lru_cache(maxsize=256)
def ranges(text: str, cut_short: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Half-open character ranges of a text that stand in quotation marks.

    Args:
        text: Clean text.
        cut_short: Words that leave letters out where they begin, in small letters: til, em.
    """
    return (*_paired(text), *_straight(text), *_single(text, cut_short))


def _paired(text: str) -> list[tuple[int, int]]:
    """Between marks that open one way and close another."""
    found: list[tuple[int, int]] = []
    position = 0
    while opener := _OPENERS.search(text, position):
        position = opener.start()
        closers = _CLOSERS[opener[0]]
        ends = [end for mark in closers if (end := text.find(mark, position + 1)) >= 0]
        if ends:
            found.append((position, min(ends)))
            position = min(ends)
        elif text[position] in "“„«":
            # A quotation that goes on in the next paragraph is not closed in this one.
            found.append((position, len(text)))
            break
        position += 1
    return found


def _straight(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    if '"' not in text:
        return found
    while match := _STRAIGHT.search(text, position):
        close = _STRAIGHT_END.search(text, match.end())
        if close is None:
            break
        found.append((match.start(), close.start()))
        position = close.end()
    return found


def _single(text: str, cut_short: frozenset[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    if "'" not in text and "‘" not in text:
        return found
    while match := _SINGLE.search(text, position):
        word = _WORD.match(text, match.end())
        if word and word[0].lower() in cut_short:
            position = match.end()
            continue
        # The neighbours' children: after an s before a small word it may be a possessive.
        close = _SINGLE_END.search(text, match.end())
        if close is None:
            break
        found.append((match.start(), close.start()))
        position = close.end()
    return found
