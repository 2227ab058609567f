"""Reads `standings.yaml`: form, phrases, reach and examples; every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from strengthlint.errors import Problem
from strengthlint.lexicon import yaml_source
from strengthlint.lexicon.layered import Layered
from strengthlint.lexicon.phrase import Phrase, PhraseError, parse_phrase
from strengthlint.lexicon.schema import StandingExamplesForm, StandingForm, explain_error
from strengthlint.lexicon.standing_rule import (
    NEEDS_PHRASE,
    Reach,
    StandingExample,
    StandingKind,
    StandingRule,
)
from strengthlint.spelling import did_you_mean

__all__ = ["PHRASE_KEYS", "StandingsLoading", "parse_marks"]

PHRASE_KEYS = ("before", "after", "subject", "unless", "not_for")
"""The keys that hold phrases, in the order in which they are compiled."""

_KEYS: dict[tuple[str, ...], list[str]] = {
    (): [info.alias or name for name, info in StandingForm.model_fields.items()] + ["off"],
    ("examples",): list(StandingExamplesForm.model_fields),
}
_ORDER = [kind.value for kind in StandingKind]

Compiled = tuple[StandingRule, list[list[Phrase]]]


class StandingsLoading:
    """Takes the files of every layer, lowest first, and then checks what they make together.

    Args:
        problems: Where problems are told.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._raw: dict[str, Layered] = {}
        self._off: set[str] = set()

    def take(self, source: yaml_source.Source, *, builtin: bool) -> None:
        """One layer's `standings.yaml`."""
        if not isinstance(source.value, list):
            self._tell(
                source,
                (),
                "This file should be a list of standings.",
                "Start each with “- name: …”.",
            )
            return
        for index, item in enumerate(source.value):
            if not isinstance(item, dict) or not isinstance(item.get("name"), str):
                self._tell(
                    source, (index,), "This standing has no name.", "Start it with “- name: …”."
                )
                continue
            name = item["name"]
            known = self._raw.get(name)
            if known and builtin:
                line = known.place(())[1]
                self._tell(
                    source,
                    (index, "name"),
                    f"The name {name} is taken (line {line}).",
                    "Choose another.",
                )
                continue
            if "off" in item:
                self._switch_off(source, index, item)
                continue
            if known is None:
                known = self._raw[name] = Layered("name")
            self._off.discard(name)
            known.lay(source, index, item)

    def _switch_off(self, source: yaml_source.Source, index: int, item: dict[str, Any]) -> None:
        name = item["name"]
        if name not in self._raw:
            hint = did_you_mean(name, self._raw)
            self._tell(source, (index, "name"), f"There is no standing {name} to switch off.", hint)
        elif not isinstance(item["off"], str) or len(item["off"].split()) < 2:
            self._tell(
                source,
                (index, "off"),
                f"{name} is switched off without a reason.",
                "Write one after “off:”, for those who will wonder.",
            )
        else:
            self._off.add(name)

    def check(self, lists: Mapping[str, object]) -> list[Compiled]:
        """The standings without problems, with the phrases of each key, in the order of asking."""
        found: list[Compiled] = []
        for name, raw in self._raw.items():
            if name in self._off:
                continue
            try:
                form = StandingForm.model_validate(raw.values)
            except ValidationError as error:
                for item in error.errors():
                    message, hint = explain_error(item, _KEYS, "a standing")
                    self._tell_raw(raw, item["loc"], message, hint)
                continue
            before = len(self._problems)
            phrases = [self._phrases(raw, key, getattr(form, key), lists) for key in PHRASE_KEYS]
            rule = self._rule(raw, form)
            if len(self._problems) == before:
                found.append((rule, phrases))
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

    def _phrases(
        self, raw: Layered, key: str, texts: Sequence[str], lists: Mapping[str, object]
    ) -> list[Phrase]:
        phrases: list[Phrase] = []
        for index, text in enumerate(texts):
            try:
                phrases.append(parse_phrase(text, lists))
            except PhraseError as error:
                name = re.match(r"<([\w-]+)>", str(error))
                hint = did_you_mean(name[1], lists, form="<{}>") if name else ""
                self._tell_raw(raw, (key.replace("_", "-"), index), str(error), hint)
        return phrases

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

    def _tell(
        self, source: yaml_source.Source, path: tuple[str | int, ...], message: str, hint: str = ""
    ) -> None:
        self._problems.append(Problem(source.path, source.line(path), "", message, hint))

    def _tell_raw(
        self, raw: Layered, path: Sequence[str | int], message: str, hint: str = ""
    ) -> None:
        file, line = raw.place(path)
        self._problems.append(Problem(file, line, raw.label, message, hint))


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
