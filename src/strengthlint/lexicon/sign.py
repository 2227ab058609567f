"""What counts in a document as a whole, as a practice lead wrote it in `signs.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from strengthlint.lexicon.standing_rule import StandingExample

__all__ = ["COUNTED_BY_SIGNS", "Count", "Doer", "Sign"]


class Count(str, Enum):
    """What can be counted in a document about a person; the values are words of `signs.yaml`.

    The first three are counted by the grammar, the others by the phrases of signs.
    """

    ACTING = "acting"
    """Sentences in which the person does or decides something."""
    DONE_TO = "done-to"
    """Sentences in which a service does something to the person."""
    OWN_WORDS = "own-words"
    """Places where the person's own words stand."""
    STRENGTH = "strength"
    """Sentences with something that the person can, knows, gives, likes or has kept up."""
    HOPE = "hope"
    """Sentences with what matters to the person, or what they hope for."""
    AROUND = "around"
    """Sentences in which family, friends or neighbours are there for the person."""
    DIFFICULTY = "difficulty"
    """Sentences with what is hard, missing or going wrong."""
    RISK = "risk"
    """Sentences with what could go wrong for the person or others."""
    HELPS = "helps"
    """Sentences with what makes a risk smaller, or when it is small."""
    PROMISE = "promise"
    """Sentences with what a service will do."""
    DEMAND = "demand"
    """Sentences with what the person is to do."""
    BLAME = "blame"
    """Sentences in which something is put down to the person's will or character."""
    FAILING = "failing"
    """Sentences with what a service, a letter or the law did not do."""


COUNTED_BY_SIGNS = tuple(
    each.value for each in Count if each not in (Count.ACTING, Count.DONE_TO, Count.OWN_WORDS)
)
"""What phrases can count; who acts, and whose words stand there, the grammar says."""


class Doer(str, Enum):
    """Whose a sign must be, so that it counts."""

    ANYONE = "anyone"
    PERSON = "person"
    """Whom the document is about."""
    AROUND = "around"
    """Family, friends, neighbours."""
    SERVICE = "service"
    """The writer, staff, agencies."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One way in which something shows.

    Attributes:
        name: Its name.
        counts_as: What it counts as.
        phrases: What shows it, in the notation of phrases.
        who: Whose it must be: who does the verb, or has the noun.
        heading: Whether the phrases stand in a heading, and what is below counts.
        denied: Whether it counts although it is denied.
        unless: Phrases that, in the same sentence, let it go.
        examples: What shows it; `quoted` says that it counts.
        path: The file, as people know it.
        line: Where it starts there.
    """

    name: str
    counts_as: Count
    phrases: tuple[str, ...]
    who: Doer = Doer.ANYONE
    heading: bool = False
    denied: bool = False
    unless: tuple[str, ...] = ()
    examples: tuple[StandingExample, ...] = ()
    path: str = ""
    line: int = 0
