"""An option: other words that an entry offers, and what in a sentence they can stand for.

Written as `verb: not take~ up [what was offered]`, or `verb for one: …`. Without such a word in front
an option is offered wherever the entry speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from strengthlint.lexicon.inflection import told_now

__all__ = [
    "LISTED_VERB",
    "RECORD_GAPS",
    "Option",
    "Scope",
    "Slot",
    "parse_option",
    "split_option",
    "unknown_slot",
]


class Slot(str, Enum):
    """What an option can stand for; the values are the words that a practice lead writes."""

    ANYTHING = ""
    """Not said: it is offered wherever the entry speaks."""
    PERSON = "person"
    """A noun for people: "a schizophrenic", "the homeless"."""
    NOUN = "noun"
    """A noun for anything else: "non-compliance", "complex needs"."""
    DESCRIBE = "describe"
    """Words that describe somebody: "a *vulnerable* man", "she is *vulnerable*"."""
    VERB = "verb"
    """A verb with what belongs to it: "*failed to engage*"."""
    SENTENCE = "sentence"
    """A whole sentence, to be written instead of the one that was found."""
    ADVICE = "advice"
    """What to do, not what to write: "Leave it, and say who decided it."."""


class Scope(str, Enum):
    """For whom an option is written."""

    ANY = ""
    ONE = "one"
    """One person of whom something is told."""
    MANY = "many"
    """Several, or people in general: a policy, a count, a rule."""


LISTED_VERB = re.compile(r"<([\w-]+)>~")
"""A verb that a word list found, to be put back in a form: "not <deed>~"."""

RECORD_GAPS = frozenset("date time day name month year age".split())
"""Gaps that only an account of one person can fill; an option with one is for one."""

_HEAD = re.compile(
    rf"({'|'.join(slot.value for slot in Slot if slot.value)})(?: for (one|many))?: +(\S.*)",
    re.DOTALL,
)
_NEAR = 0.72
"""How like a slot a word must be to be a slip: "nuon" is, "papers" is not."""
_NAMED = frozenset("they them their themselves".split())
_GAP = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Option:
    """Other words, in the notation of `strengthlint.wording`.

    Attributes:
        text: The words.
        slot: What they can stand for.
        scope: For whom, as it was written.
    """

    text: str
    slot: Slot = Slot.ANYTHING
    scope: Scope = Scope.ANY

    @property
    def written(self) -> str:
        """As a practice lead writes it on one line."""
        if self.slot is Slot.ANYTHING:
            return self.text
        scope = f" for {self.scope.value}" if self.scope.value else ""
        return f"{self.slot.value}{scope}: {self.text}"

    @property
    def shown(self) -> str:
        """As a page about the rule shows it, where there is no sentence to follow: advice in the present."""
        return told_now(self.text) if self.slot is Slot.ADVICE else self.text

    @property
    def gaps(self) -> tuple[str, ...]:
        """What stands in its gaps, in order; `[they]` and its forms are none, since the sentence fills them."""
        return tuple(gap for gap in _GAP.findall(self.text) if gap.lower() not in _NAMED)

    @property
    def suits(self) -> Scope:
        """For whom it is, written or shown: a whole sentence, a date and a name tell of one person."""
        if self.scope is not Scope.ANY:
            return self.scope
        if self.slot is Slot.SENTENCE or any(gap.lower() in RECORD_GAPS for gap in self.gaps):
            return Scope.ONE
        return Scope.ANY


def split_option(written: str) -> tuple[str, str]:
    """The words before the colon ("verb for one", or "") and the rest of an option."""
    found = _HEAD.fullmatch(written)
    return (written[: found.start(3)].rstrip(" :"), found[3]) if found else ("", written)


def unknown_slot(written: str) -> str:
    """What to say of an option that begins as if with a slot that there is not; "" for any other."""
    found = re.match(r"([a-z]+)(?: for (\w+))?: +\S", written)
    if not found or split_option(written)[0]:
        return ""
    slots = [slot.value for slot in Slot if slot.value]
    if found[1] in slots:
        return f"“{found[1]} for {found[2]}” is not known; it is “for one” or “for many”."
    from difflib import get_close_matches

    near = get_close_matches(found[1], slots, n=1, cutoff=_NEAR)
    meant = f"Did you mean “{near[0]}”?" if near else ""
    return f"“{found[1]}” says nothing of what the option stands for. {meant}" if near else ""


def parse_option(written: str) -> Option:
    """An option from its line.

    >>> parse_option("verb for one: miss~ [which appointment]").slot
    <Slot.VERB: 'verb'>
    """
    found = _HEAD.fullmatch(written.strip())
    if not found:
        return Option(written.strip())
    return Option(found[3], Slot(found[1]), Scope(found[2] or ""))
