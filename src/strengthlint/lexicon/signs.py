"""Reads `signs.yaml`: form, phrases and examples; every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from strengthlint.errors import Problem
from strengthlint.lexicon import yaml_source
from strengthlint.lexicon.layered import Layered
from strengthlint.lexicon.phrase import Phrase, PhraseError, parse_phrase
from strengthlint.lexicon.schema import SignExamplesForm, SignForm, explain_error
from strengthlint.lexicon.sign import Count, Doer, Sign
from strengthlint.lexicon.standing_rule import StandingExample
from strengthlint.lexicon.standings import parse_marks
from strengthlint.spelling import did_you_mean

__all__ = ["SIGN_PHRASE_KEYS", "SignsLoading"]

SIGN_PHRASE_KEYS = ("phrases", "unless")
"""The keys that hold phrases, in the order in which they are compiled."""

_KEYS: dict[tuple[str, ...], list[str]] = {
    (): [info.alias or name for name, info in SignForm.model_fields.items()] + ["off"],
    ("examples",): [info.alias or name for name, info in SignExamplesForm.model_fields.items()],
}

Compiled = tuple[Sign, list[list[Phrase]]]


class SignsLoading:
    """Takes the files of every layer, lowest first, and then checks what they make together.

    Args:
        problems: Where problems are told.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._raw: dict[str, Layered] = {}
        self._off: set[str] = set()

    def take(self, source: yaml_source.Source, *, builtin: bool) -> None:
        """One layer's `signs.yaml`."""
        if not isinstance(source.value, list):
            self._tell(
                source, (), "This file should be a list of signs.", "Start each with “- name: …”."
            )
            return
        for index, item in enumerate(source.value):
            if not isinstance(item, dict) or not isinstance(item.get("name"), str):
                self._tell(source, (index,), "This sign has no name.", "Start it with “- name: …”.")
                continue
            name = item["name"]
            known = self._raw.get(name)
            if known and builtin:
                taken = f"The name {name} is taken (line {known.place(())[1]})."
                self._tell(source, (index, "name"), taken, "Choose another.")
            elif "off" in item:
                self._switch_off(source, index, item)
            else:
                self._off.discard(name)
                self._raw.setdefault(name, Layered("name")).lay(source, index, item)

    def _switch_off(self, source: yaml_source.Source, index: int, item: dict[str, Any]) -> None:
        name = item["name"]
        if name not in self._raw:
            hint = did_you_mean(name, self._raw)
            self._tell(source, (index, "name"), f"There is no sign {name} to switch off.", hint)
        elif not isinstance(item["off"], str) or len(item["off"].split()) < 2:
            message = f"{name} is switched off without a reason."
            hint = "Write one after “off:”, for those who will wonder."
            self._tell(source, (index, "off"), message, hint)
        else:
            self._off.add(name)

    def check(self, lists: Mapping[str, object]) -> list[Compiled]:
        """The signs without problems, with the phrases of each key."""
        found: list[Compiled] = []
        for name, raw in self._raw.items():
            if name in self._off:
                continue
            try:
                form = SignForm.model_validate(raw.values)
            except ValidationError as error:
                for item in error.errors():
                    message, hint = explain_error(item, _KEYS, "a sign")
                    self._tell_raw(raw, item["loc"], message, hint)
                continue
            before = len(self._problems)
            phrases = [
                self._phrases(raw, key, getattr(form, key), lists) for key in SIGN_PHRASE_KEYS
            ]
            sign = self._sign(raw, form)
            if len(self._problems) == before:
                found.append((sign, phrases))
        return found

    def _sign(self, raw: Layered, form: SignForm) -> Sign:
        examples = tuple(self._examples(raw, form.examples))
        for key in ("counts", "not"):
            count = sum(example.quoted is (key == "counts") for example in examples)
            if count < 2:
                self._tell_raw(
                    raw,
                    ("examples", key),
                    f"There are {count} examples under “{key}”; a sign has at least two.",
                    "Write them as people would, of somebody called Kim.",
                )
        path, line = raw.place(())
        return Sign(
            name=form.name,
            counts_as=Count(form.counts_as),
            phrases=tuple(form.phrases),
            who=Doer(form.who),
            heading=form.heading == "true",
            denied=form.denied == "true",
            unless=tuple(form.unless),
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
                self._tell_raw(raw, (key, index), str(error), hint)
        return phrases

    def _examples(self, raw: Layered, form: SignExamplesForm) -> Iterator[StandingExample]:
        for key in ("counts", "not"):
            for index, text in enumerate(getattr(form, key + "_" * (key == "not"))):
                plain, marks = parse_marks(text)
                place = ("examples", key, index)
                if marks is None or (key == "counts" and not marks):
                    hint = "Put == before and after them."
                    message = f"This example does not say which words count: {text}"
                    self._tell_raw(raw, place, message, hint)
                    continue
                yield StandingExample(plain, marks, key == "counts", raw.place(place)[1])

    def _tell(
        self, source: yaml_source.Source, path: tuple[str | int, ...], message: str, hint: str = ""
    ) -> None:
        self._problems.append(Problem(source.path, source.line(path), "", message, hint))

    def _tell_raw(
        self, raw: Layered, path: Sequence[str | int], message: str, hint: str = ""
    ) -> None:
        file, line = raw.place(path)
        self._problems.append(Problem(file, line, raw.label, message, hint))
