"""The conditions and templates of the rules about a whole document, in plain words.

A condition compares what was counted: "no hopes", "at least 4 difficulties", "at most 1 strength",
"more demands than promises", "as many done-to as acting", "3 times as many difficulties as strengths".
A template says it: "{difficulties:sentence speaks|sentences speak} of what is hard for {person}".
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from strengthlint.lexicon.sign import Count
from strengthlint.spelling import did_you_mean

__all__ = [
    "COUNT_NAMES",
    "FAMILY",
    "clearness",
    "holds",
    "problem_of_condition",
    "problem_of_template",
    "rendered",
]

Numbers = Callable[[str], int]
"""How often something was counted, by the value of a `Count`; "sentences" for all of them."""

_PLURALS = {
    Count.STRENGTH: "strengths",
    Count.HOPE: "hopes",
    Count.DIFFICULTY: "difficulties",
    Count.RISK: "risks",
    Count.PROMISE: "promises",
    Count.DEMAND: "demands",
    Count.FAILING: "failings",
}
COUNT_NAMES: dict[str, str] = {
    "sentences": "sentences",
    **{count.value: count.value for count in Count},
    **{plural: count.value for count, plural in _PLURALS.items()},
}
"""What conditions and templates may name, and which count it is."""

_CONDITION = re.compile(
    r"no (?P<none>[\w-]+)"
    r"|at (?P<bound>least|most) (?P<limit>\d+) (?P<what>[\w-]+)"
    r"|more (?P<more>[\w-]+) than (?P<than>[\w-]+)"
    r"|(?:(?P<times>\d+) times )?as many (?P<many>[\w-]+) as (?P<as_>[\w-]+)"
)
_GAP = re.compile(r"\{([^{}:]+)(?::([^{}|]*)\|([^{}|]*)(?:\|([^{}|]*))?)?\}")
_PRONOUNS = {
    "he": {"they": "he", "them": "him", "their": "his"},
    "she": {"they": "she", "them": "her", "their": "her"},
}
_PERSON = ("person", "person's", "they", "them", "their")
_WORDS = "no one two three four five six seven eight nine ten".split()
_UNKNOWN = "the person"
FAMILY = "the family"
"""What those are called together of whom a document speaks as it speaks of one."""


def holds(condition: str, number: Numbers) -> bool:
    """Whether a condition holds.

    Args:
        condition: In the notation above; the loader has checked it.
        number: What was counted.
    """
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return False

    def of(group: str) -> int:
        return number(COUNT_NAMES[match[group]])

    if match["none"]:
        return of("none") == 0
    if match["bound"]:
        limit = int(match["limit"])
        return of("what") >= limit if match["bound"] == "least" else of("what") <= limit
    if match["more"]:
        return of("more") > of("than")
    return of("many") >= int(match["times"] or 1) * of("as_")


def clearness(condition: str, number: Numbers) -> float:
    """How many times over a condition holds: 12 difficulties hold "at least 4 difficulties" three times.

    That something is nowhere, or little, has no more and no less; it is infinite.

    Args:
        condition: One that holds.
        number: What was counted.
    """
    match = _CONDITION.fullmatch(condition)
    if match is None or match["none"] or match["bound"] == "most":
        return math.inf

    def of(group: str) -> int:
        return number(COUNT_NAMES[match[group]])

    if match["bound"]:
        return of("what") / max(1, int(match["limit"]))
    if match["more"]:
        return of("more") / (of("than") + 1)
    return of("many") / (int(match["times"] or 1) * max(1, of("as_")))


def problem_of_condition(condition: str) -> str:
    """Why a condition cannot be read, or ""."""
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return (
            f"“{condition}” cannot be read. Write “no hopes”, “at least 4 difficulties”, "
            "“more demands than promises” or “2 times as many difficulties as strengths”."
        )
    names = [match[name] for name in ("none", "what", "more", "than", "many", "as_") if match[name]]
    return _unknown(names)


def problem_of_template(template: str) -> str:
    """Why a template cannot be read, or ""."""
    rest = _GAP.sub("", template)
    if "{" in rest or "}" in rest:
        return f"A curly bracket in “{template}” has no partner."
    return _unknown([name for name, *_ in _GAP.findall(template) if name not in _PERSON])


def _unknown(names: list[str]) -> str:
    for name in names:
        if name not in COUNT_NAMES:
            return f"“{name}” is not counted. {did_you_mean(name, COUNT_NAMES)}".strip()
    return ""


def rendered(template: str, number: Numbers, person: str = "", pronoun: str = "") -> str:
    """A template with what was counted.

    `{hopes}` is the number in words, `{hopes:sentence|sentences}` goes on with the one or the other, and
    with a third choice where there are none. `{person}` and `{person's}` are the name, or "the person"; `{they}`, `{them}`
    and `{their}` are he, she or they.

    Args:
        template: The template.
        number: What was counted.
        person: What to call the person; "" for no name.
        pronoun: "he" or "she"; else they.
    """
    name = person or _UNKNOWN
    pronouns = _PRONOUNS.get(pronoun, {})

    def fill(match: re.Match[str]) -> str:
        if match[1] in _PERSON:
            said = {"person": name, "person's": f"{name}’s"}
            return said.get(match[1]) or pronouns.get(match[1], match[1])
        count = number(COUNT_NAMES[match[1]])
        if count == 0 and match[4] is not None:
            return match[4]
        amount = _WORDS[count] if count < len(_WORDS) else str(count)
        if match[2] is None:
            return amount
        return f"{amount} {match[2] if count == 1 else match[3]}"

    text = " ".join(_GAP.sub(fill, template).split())
    return text[:1].upper() + text[1:]
