"""Reads `standings.yaml`: form, phrases, reach and examples; every problem told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strengthlint.lexicon.layered import Layered
from strengthlint.lexicon.named import NamedLoading
from strengthlint.lexicon.phrase import Phrase
from strengthlint.lexicon.schema import StandingExamplesForm, StandingForm
from strengthlint.lexicon.standing_rule import (
    NEEDS_PHRASE,
    Reach,
    StandingExample,
    StandingKind,
    StandingRule,
)

__all__ = ["PHRASE_KEYS", "StandingsLoading", "parse_marks"]

PHRASE_KEYS = ("before", "after", "subject", "unless", "not_for")
"""The keys that hold phrases, in the order in which they are compiled."""

_KEYS: dict[tuple[str, ...], list[str]] = {
    (): [info.alias or name for name, info in StandingForm.model_fields.items()] + ["off"],
    ("examples",): list(StandingExamplesForm.model_fields),
}
_ORDER = [kind.value for kind in StandingKind]

Compiled = tuple[StandingRule, list[list[Phrase]]]


class StandingsLoading(NamedLoading[StandingForm]):
    """Takes `standings.yaml` of every layer."""

    what = "standing"
    phrase_keys = PHRASE_KEYS
    keys = _KEYS
    form = StandingForm

    def check(self, lists: Mapping[str, object]) -> list[Compiled]:
        """The standings without problems, with the phrases of each key, in the order of asking."""
        found = self._checked(lists, self._rule)
        return sorted(found, key=lambda item: _ORDER.index(item[0].kind.value))

    def _rule(self, raw: Layered, form: StandingForm) -> StandingRule:
        if not (form.before or form.after or form.subject):
            self._tell_raw(
                raw,
                (),
                "This standing has no phrases.",
                "Say under “before”, “after” or “subject” what shows it.",
            )
        reach = tuple(Reach(value) for value in form.reach)
        if form.after and not form.before:
            for index, value in enumerate(reach):
                if value in NEEDS_PHRASE:
                    self._tell_raw(
                        raw,
                        ("reach", index),
                        f"With the reach {value.value}, the phrase stands before the words.",
                        "Put the phrases under “before”.",
                    )
        examples = tuple(self._examples(raw, form.examples))
        for key in ("quoted", "open"):
            count = sum(example.quoted is (key == "quoted") for example in examples)
            if count < 2:
                self._tell_raw(
                    raw,
                    ("examples", key),
                    f"There are {count} examples under “{key}”; a standing has at least two.",
                    "Write them as people would, with == before and after the words in question.",
                )
        path, line = raw.place(())
        return StandingRule(
            name=form.name,
            kind=StandingKind(form.kind),
            reason=form.reason,
            reach=reach,
            before=tuple(form.before),
            after=tuple(form.after),
            subject=tuple(form.subject),
            alone=form.alone == "true",
            not_noun=form.not_noun == "true",
            unless=tuple(form.unless),
            not_for=tuple(form.not_for),
            examples=examples,
            path=path,
            line=line,
        )

    def _examples(self, raw: Layered, form: StandingExamplesForm) -> Iterator[StandingExample]:
        for key in ("quoted", "open"):
            for index, text in enumerate(getattr(form, key)):
                plain, marks = parse_marks(text)
                place = ("examples", key, index)
                if not marks:
                    self._tell_raw(
                        raw,
                        place,
                        f"This example does not say which words are in question: {text}",
                        "Put == before and after them.",
                    )
                    continue
                yield StandingExample(plain, marks, key == "quoted", raw.place(place)[1])


def parse_marks(text: str) -> tuple[str, tuple[tuple[int, int], ...] | None]:
    """The sentence without its == marks, and the marked ranges (None if a mark has no partner)."""
    pieces = text.split("==")
    if len(pieces) % 2 == 0:
        return text, None
    plain, marks = "", []
    for index, piece in enumerate(pieces):
        if index % 2:
            marks.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, tuple(marks)
