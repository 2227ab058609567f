"""Where sentences end; rules only, so that no grammar is needed to decide what to parse.

Case notes are telegraphic ("DNA'd x2. declined support. Seen w/ CPN."), so a full stop ends a
sentence in lower case too, unless the word before it is an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["LONGEST", "sentence_spans"]

LONGEST = 5_000
"""Characters of a sentence that is read as one; nobody writes half as many."""

_LONGEST_WORD = 1_000
"""Characters of a word that is left whole; what goes on is no word but data."""

_NEAR = 80
_SPACES = re.compile(r"\s*")

# Also where the space was forgotten: "was lazy.Refused", "manipulative;she".
_END = re.compile(
    r"[.!?…]+[\"'”’)\]»]*(?=\s)|(?<=[^\W\d_A-Z]{3})\.(?=[A-Z][a-z]+[\s,;:.])|;(?=[^\W\d_]{2})"
)
_KIND = re.compile(
    r"(?<![A-Za-z])(?!by|and|with|to|from|of|for|see|per|the|or|on|cc|dr|mr|mrs|ms|miss)[a-z]{2,} [A-Z]$"
)
_LAST_WORD = re.compile(r"[\w.&'’/-]+$")
_NEXT_WORD = re.compile(r"[\w'’]*")

# Words that a full stop belongs to; it ends a sentence after them only before a capital word that
# commonly starts one.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev st sr jr hon messrs mx sgt cllr inc ltd co plc no nos vol fig ed eds al cf vs "
    "v e.g i.e eg ie etc approx appt appts dept est ext hx tx rx sx dx pt pts re ref tel min mins hr hrs "
    "wk wks yr yrs jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri "
    "sat sun rd ave sq p pp para s ss a.m p.m am pm c/o u.s u.k ph.d m.p".split()
)
_CLOSING_ABBREVIATIONS = frozenset(
    "etc approx appt appts hx tx rx pt pts co ltd inc a.m p.m am pm al".split()
)
_STARTERS = frozenset(
    "he she they it we i you the a an this that these those his her their there if when while after "
    "before since however also no not please as at in on for but and so mum dad client patient family".split()
)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences of a clean text, in order, without the spaces between.

    Together the ranges hold every character that is not a space between two sentences. What goes
    on for pages without an end is cut, at a space where there is one, for the work on a sentence
    grows faster than it.
    """
    start = 0
    for match in _END.finditer(text):
        # No more than decides is looked at, so that the work grows with the text alone.
        begins = _SPACES.match(text, match.end()).end()  # type: ignore[union-attr]
        after = text[begins : begins + _NEAR]
        before = text[max(start, match.start() - _NEAR) : match.start()]
        if not after or not _ends(before, match[0], after):
            continue
        yield from _cut(text, start, match.end())
        start = begins
    if start < len(text):
        yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is longer than anybody writes."""
    while end - start > LONGEST:
        latest = start + LONGEST
        space = text.rfind(" ", latest - _LONGEST_WORD, latest)
        stop = latest if space < 0 else space
        yield start, stop
        start = stop if space < 0 else stop + 1
    if start < end:
        yield start, end


def _ends(before: str, mark: str, after: str) -> bool:
    opener = after.lstrip("\"'“‘([«")
    first = opener[:1]
    if mark == ";":
        return True
    if "." not in mark:
        # "Why?" he asked. - the question is part of the sentence.
        return not first.islower()
    found = _LAST_WORD.search(before)
    word = found[0].lower().strip("'’") if found else ""
    next_word = _NEXT_WORD.match(opener)[0]  # type: ignore[index]
    starts = first.isupper() and next_word.lower() in _STARTERS
    if word in _ABBREVIATIONS:
        return starts and (word in _CLOSING_ABBREVIATIONS)
    if len(word) == 1 and word.isalpha():
        # An initial: "Ms K. She left" ends, "J. Smith" and "Ms K. left" do not. After a word in small
        # letters it names a kind: "has hepatitis C. Failed to attend".
        return starts or (first.isupper() and bool(_KIND.search(before)))
    if first.islower():
        return len(word) > 2 or any(character.isdigit() for character in word)
    return True
