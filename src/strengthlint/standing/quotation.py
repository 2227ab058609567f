"""Quoted speech: quotation marks of every style, and words that follow "X said:"."""

from __future__ import annotations

import re
from functools import lru_cache

from strengthlint.document import Segment
from strengthlint.engine import Hit

__all__ = ["quoted_ranges", "spoken"]

_PAIRS = {"“": "”", "«": "»", "‹": "›", "„": "“"}
# A single mark opens before a letter after a space, and closes after one before a space or a stop;
# every other one is an apostrophe.
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))['‘](?=[\w“\"])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…”\"])['’](?=[\s.,;:!?)\]—–-]|$)")
_SAID = re.compile(
    r"\b(?:said|says|say|told (?:us|me|staff|the \w+|\w+)|stated|states|wrote|writes|replied|asked|added|"
    r"explained|reported|shouted|texted|comment(?:ed|s)?|reads|"
    r"(?:in )?(?:his|her|their|your|my|[A-Z]\w*['’]s) (?:own )?(?:words?|views?|voice|wishes|account))\s*:\s"
    # Words in quotation marks end with them; the rest is the writer's again.
    r"(?![\"'“‘«])",
)
# Forms have a field for the person's own view; the heading or the column says so.
_VOICE = re.compile(
    r"\b(?:own (?:words|view|account)|voice of|(?:child|client|person|patient|tenant|resident|service user|"
    r"carer|parent)s?['’]s? (?:views?|voice|words|comments?|wishes|own)|what \w+ (?:said|told us|says|wants)|"
    r"(?:his|her|their|my) (?:views?|voice|wishes|words)|in \w+ own words|quotes?|testimon(?:y|ies))\b",
    re.IGNORECASE,
)


def quoted_ranges(segment: Segment) -> list[tuple[int, int]]:
    """Half-open character ranges of a segment's text that stand in quotation marks."""
    return list(_ranges(segment.text))


@lru_cache(maxsize=256)
def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for opener, closer in _PAIRS.items():
        position = text.find(opener)
        while position >= 0:
            end = text.find(closer, position + 1)
            # A quotation that goes on in the next paragraph is not closed in this one.
            stop = len(text) if end < 0 else end
            found.append((position, stop))
            position = text.find(opener, stop + 1)
    straight = [match.start() for match in re.finditer('"', text)]
    found += list(zip(straight[::2], straight[1::2], strict=False))
    position = 0
    while match := _SINGLE_OPEN.search(text, position):
        close = _SINGLE_CLOSE.search(text, match.end())
        if close is None:
            break
        found.append((match.start(), close.start()))
        position = close.end()
    return tuple(found)


@lru_cache(maxsize=256)
def _first_said(text: str) -> int:
    """Where the first "X said: " ends; beyond the text where there is none."""
    match = _SAID.search(text)
    return match.end() if match else len(text) + 1


def spoken(hit: Hit) -> str:
    """The reason if a hit stands after "X said:" or under a heading for the person's own words."""
    segment = hit.sentence.segment
    if _first_said(segment.text) <= hit.start:
        return "someone's own words, after a colon"
    headings = (segment.column_heading, segment.row_heading, *segment.trail[-1:])
    if any(_VOICE.search(heading) for heading in headings):
        return "stands under a heading for someone's own words"
    return ""
