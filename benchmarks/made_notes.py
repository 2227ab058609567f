"""Made-up case notes, as many as are asked for, the same for the same seed.

Nobody is meant: names, dates and sentences are put together by chance. About one note in three has
words that the lexicon asks about, some quote the person, some are HTML or RTF as case systems export
them, and few are the same as another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

TEAMS = ("North", "South", "Young people", "Duty", "Outreach")

_NAMES = (
    "Kim Sam Ola Ana Zoë Mo Priya Tomasz Grace Yusuf Leah Callum Ines Femi Rhys Nadia Owen Bao Marta Idris"
).split()
_PLACES = "at home|at the office|by phone|at the surgery|in the garden|at the hub|by video|at school".split(
    "|"
)
_WHO = "the housing officer|a nurse|the GP|his sister|the council|a support worker|the school|her aunt".split(
    "|"
)
_PLAIN = (
    "Met {name} {place} on {day} {month}.",
    "{name} talked about the move and what the new flat needs.",
    "We went through the letter from {who} together.",
    "{name} wants to see {who} before {day} {month}.",
    "Rang {who}, who will call back by {hour}.",
    "{name} cooked for the group and enjoyed it.",
    "Agreed that I will write to {who} this week.",
    "The bus was late, so we met at {hour} instead.",
    "{name} has found a course that starts on {day} {month}.",
    "Benefit paid on {day} {month}, {money} pounds.",
    "{name} said, “I slept well and the new tablets help.”",
    "Next visit {day} {month}, {hour}, {place}.",
    "{who} confirmed the appointment for {day} {month}.",
    "Talked about {name}'s plans for the weekend and the football.",
)
_ASKED = (
    "{name} failed to engage with {who}.",
    "{name} refused to engage and was discharged.",
    "Non-compliant with medication since {day} {month}.",
    "{name} suffers from asthma and low mood.",
    "{name} claims that {who} never rang.",
    "He is a frequent flyer in this service.",
    "{name} has complex needs and challenging behaviour.",
    "She is very manipulative and attention seeking.",
    "DNA'd x{small}. Hard to reach.",
    "{name} is wheelchair bound and lives with {who}.",
    "{name} said, “I am lazy and I failed to engage.”",
    "The homeless in {name}'s street were moved on.",
)


class MadeNote(NamedTuple):
    """A note that nobody wrote.

    Attributes:
        id: Its number, from 1.
        team: One of `TEAMS`.
        month: As in 2026-03.
        text: What it says.
    """

    id: int
    team: str
    month: str
    text: str


def made_notes(count: int, seed: int = 1) -> Iterator[MadeNote]:
    """So many notes of one to six sentences, 25 words on average."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        name = chance.choice(_NAMES)
        sentences = [chance.choice(_PLAIN) for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 5)))]
        if chance.random() < 0.35:
            sentences.insert(chance.randrange(len(sentences) + 1), chance.choice(_ASKED))
        filled = [
            sentence.format(
                name=name,
                place=chance.choice(_PLACES),
                who=chance.choice(_WHO),
                day=chance.randrange(1, 29),
                month=chance.choice("January March April June July September".split()),
                hour=f"{chance.randrange(8, 18)}:{chance.choice(('00', '15', '30', '45'))}",
                money=chance.randrange(60, 400),
                small=chance.randrange(2, 6),
            )
            for sentence in sentences
        ]
        written = [sentence[:1].upper() + sentence[1:] for sentence in filled]
        month = f"2026-{chance.randrange(1, 13):02}"
        yield MadeNote(number, chance.choice(TEAMS), month, _formed(written, chance.random()))


def _formed(sentences: list[str], share: float) -> str:
    if share < 0.05:
        return "".join(f"<p>{sentence.replace('&', '&amp;')}</p>" for sentence in sentences)
    if share < 0.06:
        spelt = [sentence.encode("ascii", "ignore").decode() for sentence in sentences]
        return r"{\rtf1\ansi " + r"\par ".join(spelt) + "}"
    return " ".join(sentences)
