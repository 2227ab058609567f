"""Words that the writer denies or criticises: "she is not non-compliant", "we no longer call ..."."""

from __future__ import annotations

import re

from strengthlint.engine import Hit

__all__ = ["reason"]

_DENIED = re.compile(
    r"\b(?:is|are|was|were|be|been|['’]s|['’]re|am|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t)\s*"
    r"(?:\b(?:not|never|n['’]t|no longer|hardly|anything but)\b\s*)?"
    r"(?:(?:simply|just|really|being|at all|in fact|necessarily|somehow|about being)\s+)*(?:an?|the|some)?\s*$",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|n['’]t|no longer|anything but)\b|n['’]t\b|\bisnt\b|\barent\b", re.IGNORECASE
)
_NOBODY = re.compile(
    r"\b(?:no one|nobody|no-one|no (?:person|child|family|patient|client)) (?:is|was|should be|deserves to be|\w+s?)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_MYTH = re.compile(
    r"\b(?:myths?|stereotypes?|assumptions?|misconceptions?) (?:of|about|that|around|like|such as)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


def reason(hit: Hit) -> str:
    """Why the writer does not mean the words, or ""."""
    segment = hit.sentence.segment
    before = hit.before
    matched = segment.text[hit.start : hit.end]
    denied = _DENIED.search(before)
    # "is not compliant" holds its own negation; here it must stand before the match.
    if denied and _NEGATION.search(denied[0]) and not _NEGATION.match(matched):
        return "the sentence says that this is not so"
    if _NOBODY.search(before):
        return "the sentence says that nobody is"
    if _MYTH.search(before):
        return "the sentence criticises this view"
    return ""
