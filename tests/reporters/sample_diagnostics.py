"""Entries and diagnostics that the tests of the reporters are made of."""

from __future__ import annotations

from strengthlint.diagnostic import (
    Diagnostic,
    Excerpt,
    Level,
    Standing,
    Suggestion,
    SuggestionKind,
)
from strengthlint.document import Location
from strengthlint.lexicon.entry import Agreement, Conditions, Entry, Example, Expectation
from strengthlint.lexicon.option import Option

SWAP, INSTEAD = SuggestionKind.SWAP, SuggestionKind.INSTEAD

FAILED_TO_ENGAGE = Entry(
    code="BLM101",
    name="failed-to-engage",
    level=Level.RETHINK,
    topic="engagement",
    flag=("fail~ to engage", "disengage~"),
    why="Puts the responsibility for a relationship on one side only.",
    when=Conditions(who=("person",)),
    instead=(
        Option("we have not yet found a way to engage [them]"),
        Option("[they] did not take up [what was offered]; [they] told us [why]"),
    ),
    ask="What was tried, and what got in the way?",
    sources=("HL21", "HIB"),
    sectors=("homelessness", "social-care"),
    reviewed="2026-11",
    examples=(
        Example("She failed to engage with the service.", ((4, 20),), Expectation.FLAG),
        Example("Kev has disengaged again.", ((8, 18),), Expectation.FLAG),
        Example("The service failed to engage him.", (), Expectation.PASS),
        Example("He said: “they failed to engage with me”.", (), Expectation.PASS),
        Example("Engagement nil.", ((0, 14),), Expectation.KNOWN_MISS),
    ),
)
SUFFERS_FROM = Entry(
    code="PTY101",
    name="suffers-from",
    level=Level.REFLECT,
    topic="health",
    flag=("suffer~ from/with",),
    why="Says what a condition is like before the person has had the chance to say so.",
    swap=(Option("live~ with"), Option("experience~")),
    instead=(Option("has a diagnosis of [condition]"),),
    ask="How does the person describe it?",
    sectors=("health",),
)
THE_HOMELESS = Entry(
    code="LAB101",
    name="the-homeless",
    level=Level.RETHINK,
    topic="housing",
    flag=("the homeless",),
    why="Puts a roof, or the lack of one, before the person under it.",
    swap=(Option("people without a home"),),
    ask="Who are the people meant here?",
    sectors=("homelessness",),
)
SERVICE_USER = Entry(
    code="LAB201",
    name="service-user",
    level=Level.NOTE,
    topic="general",
    flag=("service user/users",),
    why="Some people find it neutral, others say it makes them only a user of a service.",
    instead=(Option("the word that the person prefers"),),
    sectors=("general",),
    agreement=Agreement.CONTESTED,
)


def diagnostic(
    entry: Entry,
    sentence: str,
    matched: str,
    location: Location,
    message: str,
    *,
    level: Level | None = None,
    standing: Standing = Standing.OPEN,
    reason: str = "",
    suggestions: tuple[Suggestion, ...] = (),
) -> Diagnostic:
    start = sentence.index(matched)
    return Diagnostic(
        code=entry.code,
        name=entry.name,
        level=level or entry.level,
        standing=standing,
        reason=reason,
        matched=matched,
        message=message,
        ask=entry.ask,
        why=entry.why,
        suggestions=suggestions,
        location=location,
        excerpt=Excerpt(sentence, start, start + len(matched)),
        fingerprint=f"{abs(location.line):04x}{location.column:04x}0123abcd",
    )


def failed_to_engage(
    sentence: str, location: Location, matched: str = "failed to engage", **more: object
) -> Diagnostic:
    return diagnostic(
        FAILED_TO_ENGAGE,
        sentence,
        matched,
        location,
        f"“{matched}” puts the responsibility for a relationship on one side only.",
        suggestions=(
            Suggestion("we have not yet found a way to engage him", INSTEAD),
            Suggestion("he did not take up [what was offered]; he told us [why]", INSTEAD),
        ),
        **more,  # type: ignore[arg-type]
    )


def suffers_from(sentence: str, location: Location, **more: object) -> Diagnostic:
    return diagnostic(
        SUFFERS_FROM,
        sentence,
        "suffers from",
        location,
        "“suffers from” says what a condition is like before the person has had the chance to "
        "say so.",
        suggestions=(
            Suggestion("lives with", SWAP),
            Suggestion("experiences", SWAP),
            Suggestion("has a diagnosis of [condition]", INSTEAD),
            Suggestion("describes [her words] as [her words]", INSTEAD),
        ),
        **more,  # type: ignore[arg-type]
    )


def the_homeless(sentence: str, location: Location, **more: object) -> Diagnostic:
    return diagnostic(
        THE_HOMELESS,
        sentence,
        "the homeless",
        location,
        "“the homeless” puts a roof before the people under it.",
        suggestions=(Suggestion("people without a home", SWAP),),
        **more,  # type: ignore[arg-type]
    )


def service_user(sentence: str, location: Location, **more: object) -> Diagnostic:
    return diagnostic(
        SERVICE_USER,
        sentence,
        "service user",
        location,
        "“service user” is neutral to some people, and to others it makes them only a user of "
        "a service.",
        suggestions=(Suggestion("the word that the person prefers", INSTEAD),),
        **more,  # type: ignore[arg-type]
    )
