"""What a document about a person says as a whole: counted, and asked about once, at its head.

Only documents that are about a person, and long enough to say something, are counted; for all others
nothing is parsed. What is counted and when a rule speaks is knowledge of the lexicon (`signs.yaml`, and
entries of the kind "reflection"); reading sentences is the mechanism here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from strengthlint.document import Document, Location, Segment, SegmentKind
from strengthlint.lexicon.reckoning import clearness, holds, rendered
from strengthlint.report import DocumentSummary

if TYPE_CHECKING:
    from strengthlint.engine import Engine
    from strengthlint.lexicon.entry import Entry
    from strengthlint.reflection.counting import Counting

__all__ = [
    "FEWEST_WORDS",
    "MOST_ASKED",
    "Reflection",
    "Remark",
    "asked_first",
    "is_about_a_person",
    "reflected",
    "shown_by",
]

FEWEST_WORDS = 150
"""Words of prose below which a text says too little to be asked what it leaves out."""

MOST_ASKED = 3
"""Questions that one document is asked; more at its head are a wall, and nobody answers a wall."""

_CLEAR = 2.0
"""How many times over its conditions hold where a rule speaks of what is plain to see."""

_FEWEST_SENTENCES = 8
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule says of a document.

    Attributes:
        entry: The place of the rule in the lexicon.
        message: What was counted.
        ask: A question.
        neutral: The message without the name of the person.
        neutral_ask: The question without it.
        places: Up to three places to look at.
        is_clear: Whether its counts are well beyond where the rule begins to speak.
    """

    entry: int
    message: str
    ask: str
    neutral: str
    neutral_ask: str
    places: tuple[Location, ...]
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Reflection:
    """What was counted in a document, and what the rules say of it."""

    summary: DocumentSummary
    remarks: tuple[Remark, ...]


def is_about_a_person(segments: Sequence[Segment], engine: Engine) -> bool:
    """Whether a document is about a person, and long enough; decided without a grammar."""
    prose = [each for each in segments if each.kind is not SegmentKind.HEADING]
    if sum(len(segment.text.split()) for segment in prose) < FEWEST_WORDS:
        return False
    return engine.discourse(segments).is_about_one_person


def reflected(
    engine: Engine,
    document: Document,
    segments: Sequence[Segment],
    rules: Iterable[int],
    *,
    whatever_it_is: bool = False,
) -> Reflection | None:
    """Count a document and ask the rules about it; None where it is not one to be asked about.

    Args:
        engine: Reads the sentences.
        document: The document.
        segments: Its prose, in reading order.
        rules: The places of the rules in the lexicon.
        whatever_it_is: Whether a text that is short, or that shows nothing of a person, is counted too
            (for examples).
    """
    if not whatever_it_is and not is_about_a_person(segments, engine):
        return None
    from strengthlint.reflection.counting import Counting

    counting = Counting(engine, document, segments)
    if not whatever_it_is and counting.sentences < _FEWEST_SENTENCES:
        return None
    remarks, there, neutral = [], [], []
    for index in sorted(rules):
        entry = engine.lexicon.entry(index)
        reckoning = entry.reckoning
        if reckoning is None or _is_beside(entry, segments):
            continue
        if all(holds(condition, counting.number) for condition in reckoning.counted):
            remarks.append(_remark(index, entry, counting))
        elif reckoning.there and all(holds(each, counting.number) for each in reckoning.there_when):
            called = counting.people.name, counting.people.pronoun
            there.append(rendered(reckoning.there, counting.number, *called))
            neutral.append(rendered(reckoning.there, counting.number))
    summary = DocumentSummary(counting.sentences, counting.counts, tuple(there), tuple(neutral))
    return Reflection(summary, tuple(remarks))


def asked_first(remarks: Iterable[Remark]) -> frozenset[int]:
    """The rules whose questions a document is asked; the others are there for whoever wants all.

    Those with clear counts come first, else the order of their codes decides: it is the order of the
    seeds (strengths, own words, hopes, who acts), and while somebody writes the questions stay.

    Args:
        remarks: In the order of their codes.
    """
    ranked = sorted(remarks, key=lambda remark: not remark.is_clear)
    return frozenset(remark.entry for remark in ranked[:MOST_ASKED])


def _is_beside(entry: Entry, segments: Sequence[Segment]) -> bool:
    """Whether a document is of a kind that a rule is not for: a claim has to say what is hard."""
    if not entry.when.not_near:
        return False
    text = " ".join(" ".join(each.text.lower().split()) for each in segments)
    return any(
        # Most of these words are nowhere, and to find that out takes no pattern.
        words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        for words in entry.when.not_near
    )


def shown_by(engine: Engine, document: Document, name: str) -> set[str]:
    """The words of a document that count by one sign; for its examples.

    Args:
        engine: Reads the sentences.
        document: The example.
        name: Of the sign.
    """
    from strengthlint.reflection.counting import Counting

    return Counting(engine, document, list(document.prose())).shown_by(name)


def _remark(index: int, entry: Entry, counting: Counting) -> Remark:
    reckoning = entry.reckoning
    assert reckoning is not None  # noqa: S101 - asked of rules that have one
    number = counting.number
    called = counting.people.name, counting.people.pronoun
    places = counting.of(reckoning.places)[:_MOST_PLACES] if reckoning.places else ()
    return Remark(
        index,
        rendered(reckoning.says, number, *called),
        rendered(reckoning.asks, number, *called),
        rendered(reckoning.says, number),
        entry.ask,
        tuple(each.location for each in places),
        min(clearness(condition, number) for condition in reckoning.counted) >= _CLEAR,
    )
