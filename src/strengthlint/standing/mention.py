"""Mention, not use: "avoid saying 'hard to reach'", "the term ...", lists of words to avoid."""

from __future__ import annotations

import re

from strengthlint.engine import Hit

__all__ = ["reason"]

_WORD_FOR_WORDS = (
    r"(?:terms?|words?|phrases?|labels?|expressions?|language|wording|terminology|descriptions?|"
    r"descriptors?|slurs?|stereotypes?|stigma(?:tising|tizing)? terms?)"
)
_SAYING = (
    r"(?:say(?:ing)?|us(?:e|ing)|call(?:ing)?|writ(?:e|ing)|describ(?:e|ing)|label(?:l?ing)?|refer(?:ring)?|"
    r"talk(?:ing)?|nam(?:e|ing)|speak(?:ing)?|think(?:ing)? of)"
)
_NEGATIVE = (
    r"(?:avoid(?:ed|ing)?|not|never|stop(?:ped)?|rather than|instead of|without|no longer|refrain from|"
    r"don['’]?t|doesn['’]?t|shouldn['’]?t|replac(?:e|es|ed|ing)|rid of|mov(?:e|ed|ing) away from|challeng(?:e|ed|ing))"
)
_BEFORE = (
    re.compile(rf"\b{_NEGATIVE}\b(?:\W+\w+){{0,2}}?\W+{_SAYING}\b[^.;]{{0,60}}$", re.IGNORECASE),
    # "instead of 'hard to reach', say ..." and "avoid hard to reach"
    re.compile(
        r"\b(?:instead of|rather than|avoid(?:ing)?)\W{0,3}(?:[\"'“‘]|(?:the|an?) )?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:the|such|these|those|this|a|some|like|of) (?:terms?|words?|phrases?|labels?|expressions?)\b[^.;]{0,40}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WORD_FOR_WORDS}(?:,)? (?:such as|like|including|e\.g\.|eg)\b[^.;]{{0,120}}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:labelled|labeled|branded|stereotyped|dubbed|so-called|so called|written off|"
        r"stigmatised|stigmatized) "
        r"(?:\w+ ){0,2}?(?:as )?(?:being )?(?:[\"'“‘]|(?:an?|the|too|just|simply|merely) )*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:so-called|so called|what (?:some|services|people|professionals) call)\W+(?:\w+ )?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bthere(?: is|['’]s| are) no such (?:thing|people) as (?:an? )?\W?$", re.IGNORECASE
    ),
)
_LISTED = (
    # "Avoid: a, b, c" and "Words we have dropped: a, b, c"
    re.compile(
        r"\b(?:avoid(?:ed|ing)?|(?:do not|don['’]?t|not to|never) (?:say|write|use))\s*:\s[^.;]{0,200}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:words?|terms?|phrases?|labels?|expressions?) (?:we|to avoid|not to|that we|which we|they|people|staff)\b"
        r"[^.;:]{0,50}:\s[^.;]{0,200}$",
        re.IGNORECASE,
    ),
)
_AFTER = (
    re.compile(
        rf"^[\"'”’]?\s*(?:is|are|was|were|can be|may be|sounds?|has become|as) "
        rf"(?:(?:an?|the) (?:\w+ ){{0,3}}?{_WORD_FOR_WORDS}|(?:\w+ ){{0,2}}?(?:outdated|old-fashioned|stigmatising|stigmatizing|labelling|derogatory|"
        r"unhelpful|judgemental|judgmental|blaming|deficit-based))\b",
        re.IGNORECASE,
    ),
    re.compile(rf"^[\"'”’]?\s*(?:is|are) not (?:\w+ ){{0,2}}?{_WORD_FOR_WORDS}\b", re.IGNORECASE),
)
_HEADING = re.compile(
    r"\b(?:avoid(?:ed|ing)?|don['’]?t (?:say|use|write)|do not (?:say|use|write)|not to (?:say|use)|"
    r"instead of|rather than|less helpful|unhelpful|never (?:say|use)|stop (?:saying|using)|"
    r"(?:old|deficit|outdated|problem|labelling|blaming|stigmatising)[- ](?:\w+ )?(?:terms?|words?|wording|language|phrases?)|"
    r"what we (?:used to|don['’]?t) say|jargon[- ]?(?:buster|busting)?)\b",
    re.IGNORECASE,
)


def reason(hit: Hit) -> str:
    """Why a hit is a mention, or ""."""
    segment = hit.sentence.segment
    headings = (segment.column_heading, segment.row_heading, *segment.trail[-2:])
    if any(_HEADING.search(heading) for heading in headings if heading):
        return "stands under a heading for words to avoid"
    before = hit.before
    after = hit.after
    if any(pattern.search(before) for pattern in (*_BEFORE, *_LISTED)) or any(
        pattern.search(after) for pattern in _AFTER
    ):
        return "the word is talked about, not used"
    return ""
