"""A new entry: its code, its name, and what a first answer to each question must hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from strengthlint.lexicon.entry import FAMILIES
from strengthlint.lexicon.loading import parse_marks
from strengthlint.lexicon.phrase import PhraseError, gate_words, parse_phrase

__all__ = [
    "check_code",
    "check_example",
    "check_name",
    "check_phrase",
    "name_for",
    "next_code",
    "plain_words",
    "read_on",
]

_FIRST_BUILTIN, _FIRST_OWN = 101, 1001


def next_code(family: str, taken: Iterable[str], *, builtin: bool = False) -> str:
    """The code after the highest one of a family, so that the number of an entry now gone is not used.

    Args:
        family: Its letters.
        taken: Every code there is or was.
        builtin: Whether it is for the built-in lexicon (three digits) or an organisation's own (four).
    """
    digits, first = (3, _FIRST_BUILTIN) if builtin else (4, _FIRST_OWN)
    pattern = re.compile(rf"{re.escape(family)}(\d{{{digits}}})")
    numbers = {int(match[1]) for code in taken if (match := pattern.fullmatch(code))}
    number = max(numbers, default=first - 1) + 1
    if number < 10**digits:
        return f"{family}{number}"
    free = (number for number in range(first, 10**digits) if number not in numbers)
    return f"{family}{next(free)}"


def plain_words(phrase: str) -> str:
    """A phrase as one would say it: no marks, the first of several choices, nothing optional."""
    bare = re.sub(r"\([^()]*\)|\.\.\.", " ", phrase.replace("(s)", ""))
    words = (word.split("/")[0].strip("~") for word in bare.split())
    return " ".join(re.sub(r"<([\w-]+)>", r"\1", word) for word in words)


def name_for(phrase: str) -> str:
    """A name that a first phrase suggests: `fail~ to engage` is fail-to-engage."""
    return re.sub(r"[^a-z0-9]+", "-", plain_words(phrase).lower()).strip("-")


def read_on(phrase: str, why: str) -> str:
    """How the reason reads after the flagged words."""
    return f"“{plain_words(phrase)}” {why[:1].lower()}{why[1:]}"


def check_name(name: str, taken: Collection[str]) -> str:
    """What is the matter with a name, or ""."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        return "A name has small letters, digits and hyphens, for instance failed-to-engage."
    return f"“{name}” belongs to another entry already." if name in taken else ""


def check_code(code: str, taken: Collection[str], *, builtin: bool = False) -> str:
    """What is the matter with a code, or ""."""
    digits = 3 if builtin else 4
    example = "BLM101" if builtin else "BLM1001"
    if not re.fullmatch(rf"(?:{'|'.join(FAMILIES)})[1-9]\d{{{digits - 1}}}", code):
        whose = "The built-in lexicon's codes" if builtin else "An organisation's own codes"
        return f"{whose} have family letters and {digits} digits, for instance {example}."
    return f"{code} belongs to another entry already." if code in taken else ""


def check_phrase(
    phrase: str, lists: Mapping[str, tuple[tuple[str, ...], ...]], *, needs_word: bool = True
) -> str:
    """What is the matter with a phrase, or ""."""
    try:
        parsed = parse_phrase(phrase, lists)
    except PhraseError as error:
        return str(error)
    if needs_word and not gate_words(parsed, lists):
        return f"“{phrase}” has no word of its own; add one that only this phrase has."
    return ""


def check_example(text: str, *, flagged: bool) -> str:
    """What is the matter with an example, or ""."""
    _, marks = parse_marks(text)
    if marks is None:
        return "A == has no partner; put one before and one after the words."
    if flagged and not marks:
        return "Put == before and after the words, for instance: She ==failed to engage== with us."
    return ""
