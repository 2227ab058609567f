"""References: the title of a book or an article is its author's, not the writer's."""

from __future__ import annotations

import re
from functools import lru_cache

from strengthlint.engine import Hit

__all__ = ["reason"]

_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_INITIALS = r"(?:[A-Z]\.?[ -]?){1,3}"
# "Kim Brown moved here (2014)" is no author: the B begins a word.
_AUTHOR = rf"{_NAME}(?:, {_INITIALS}| {_INITIALS}(?![a-z]))"
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_NUMBER = r"^(?:\[?\d{1,3}[\].)]? )?"
# "Brown, A. and Lee, B. (2014) Title"
_AUTHORS_YEAR = re.compile(rf"{_NUMBER}{_AUTHOR}[^()]{{0,160}}?\({_YEAR}\)[.,:]? ?")
# "Institute of Care (2014) Title"
_BODY_YEAR = re.compile(
    rf"^(?:(?:[A-Z][\w’'.&-]*|of|and|for|the|&),? )+\({_YEAR}\)[.,:]? (?=[“\"‘']?[A-Z])"
)
# "Brown A, Lee B. Title. 2014;12:3"
_NUMBERED = re.compile(rf"{_NUMBER}(?:{_AUTHOR}[,;.&]? ?(?:and |& |et al\.? ?)?)+")
_ISSUE = re.compile(
    rf"\b{_YEAR}\b ?;|\b\d{{1,4}} ?\(\d{{1,3}}\)|\bpp?\. ?\d|\bdoi\b|\bDOI\b|https?://|"
    r"\d+ ?[–-] ?\d+\.?$|\bVol\.|\beds?\."
)


def reason(hit: Hit) -> str:
    """Why a hit is part of a reference, or ""."""
    text = hit.sentence.segment.text
    start = _title_starts(text)
    inside = start is not None and start <= hit.start
    return "part of the title in a reference" if inside else ""


@lru_cache(maxsize=256)
def _title_starts(text: str) -> int | None:
    """Where the title of a reference starts in a text that is one; None in any other."""
    found = _AUTHORS_YEAR.match(text)
    found = found or _BODY_YEAR.match(text)
    if found:
        return found.end()
    found = _NUMBERED.match(text)
    if found and _ISSUE.search(text, found.end()):
        return found.end()
    return None
