"""A standing as the program holds it: why some words are not the writer's to change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["NEEDS_PHRASE", "Reach", "StandingExample", "StandingKind", "StandingRule"]


class StandingKind(str, Enum):
    """What a standing says; kinds are asked in this order."""

    MENTION = "mention"
    """The words are talked about, not used."""
    QUOTATION = "quotation"
    """The words are somebody else's, and reported as theirs."""
    OWN_WORDS = "own-words"
    """Somebody's word for themselves."""
    VIEW = "view"
    """A view that is reported, supposed or criticised."""
    DENIAL = "denial"
    """The sentence says that it is not so."""


class Reach(str, Enum):
    """How far from the words a phrase may stand."""

    BESIDE = "beside"
    """Right beside the words; an article, an adverb or words of the same row may be between."""
    CLAUSE = "clause"
    """Of the clause in which the words are said of somebody."""
    UNDER = "under"
    """Of that clause, or of one on which it hangs: "they think that she is ..."."""
    SENTENCE = "sentence"
    """Anywhere in the sentence."""
    LIST = "list"
    """Before a colon, or in the lead-in of a list, with the words after it."""
    HEADING = "heading"
    """In a heading above, or at the head of the column."""
    WHOLE_HEADING = "whole-heading"
    """All there is in a heading above, or at the head of the column."""
    NEIGHBOUR = "neighbour"
    """In the sentence before (`before`), or at the start of the one after (`after`)."""


@dataclass(frozen=True, slots=True)
class StandingExample:
    """A piece of Markdown that shows what a standing does.

    Attributes:
        text: Without marks.
        marks: Half-open ranges of the words in question.
        quoted: Whether the standing is to hold for them.
        line: Line in the YAML file.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    quoted: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class StandingRule:
    """One standing, as a practice lead wrote it.

    Attributes:
        name: Its name.
        kind: What it says.
        reason: What people read: "the word is talked about, not used".
        reach: How far the phrases reach; one of these must do.
        before: Phrases that stand before the words.
        after: Phrases that stand after the words.
        subject: Phrases for whom the words are said of; ("same",) for the one who says it.
        alone: Whether the words must stand before no noun that they could describe.
        not_noun: Whether the words may be no noun themselves.
        unless: Phrases that, around one of the others, let it go.
        not_for: Phrases that the words themselves may not hold.
        examples: What shows it.
        path: The file, as people know it.
        line: Where it starts there.
    """

    name: str
    kind: StandingKind
    reason: str
    reach: tuple[Reach, ...] = (Reach.CLAUSE,)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    alone: bool = False
    not_noun: bool = False
    unless: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    examples: tuple[StandingExample, ...] = ()
    path: str = ""
    line: int = 0


NEEDS_PHRASE = frozenset((Reach.LIST, Reach.HEADING, Reach.WHOLE_HEADING))
"""Reaches that only a phrase in `before` can have."""
