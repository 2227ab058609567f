"""Reads a file of named items, layer upon layer: names, switching off, forms and phrases; every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from strengthlint.errors import Problem
from strengthlint.lexicon import yaml_source
from strengthlint.lexicon.layered import Layered
from strengthlint.lexicon.phrase import Phrase, PhraseError, parse_phrase
from strengthlint.lexicon.schema import explain_error
from strengthlint.spelling import did_you_mean

__all__ = ["NamedLoading"]

Form = TypeVar("Form", bound=BaseModel)
Item = TypeVar("Item")


class NamedLoading(Generic[Form]):
    """Takes the files of every layer, lowest first, and then checks what they make together.

    Args:
        problems: Where problems are told.
    """

    what: ClassVar[str]
    """What an item is called, with "a" before it in messages."""
    phrase_keys: ClassVar[tuple[str, ...]]
    """The keys that hold phrases, in the order in which they are compiled."""
    keys: ClassVar[dict[tuple[str, ...], list[str]]]
    """The keys that there are, by where they stand."""
    form: type[Form]

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._raw: dict[str, Layered] = {}
        self._off: set[str] = set()

    def take(self, source: yaml_source.Source, *, builtin: bool) -> None:
        """One layer's file."""
        if not isinstance(source.value, list):
            message = f"This file should be a list of {self.what}s."
            self._tell(source, (), message, "Start each with “- name: …”.")
            return
        for index, item in enumerate(source.value):
            if not isinstance(item, dict) or not isinstance(item.get("name"), str):
                message = f"This {self.what} has no name."
                self._tell(source, (index,), message, "Start it with “- name: …”.")
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
            message = f"There is no {self.what} {name} to switch off."
            self._tell(source, (index, "name"), message, did_you_mean(name, self._raw))
        elif not isinstance(item["off"], str) or len(item["off"].split()) < 2:
            message = f"{name} is switched off without a reason."
            hint = "Write one after “off:”, for those who will wonder."
            self._tell(source, (index, "off"), message, hint)
        else:
            self._off.add(name)

    def _checked(
        self, lists: Mapping[str, object], make: Callable[[Layered, Form], Item]
    ) -> list[tuple[Item, list[list[Phrase]]]]:
        """Each item that is on and without problems, with the phrases of each key."""
        found: list[tuple[Item, list[list[Phrase]]]] = []
        for name, raw in self._raw.items():
            if name in self._off:
                continue
            try:
                form = self.form.model_validate(raw.values)
            except ValidationError as error:
                for item in error.errors():
                    message, hint = explain_error(item, self.keys, f"a {self.what}")
                    self._tell_raw(raw, item["loc"], message, hint)
                continue
            before = len(self._problems)
            phrases = [
                self._phrases(raw, key, getattr(form, key), lists) for key in self.phrase_keys
            ]
            made = make(raw, form)
            if len(self._problems) == before:
                found.append((made, phrases))
        return found

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

    def _tell(
        self, source: yaml_source.Source, path: tuple[str | int, ...], message: str, hint: str = ""
    ) -> None:
        self._problems.append(Problem(source.path, source.line(path), "", message, hint))

    def _tell_raw(
        self, raw: Layered, path: Sequence[str | int], message: str, hint: str = ""
    ) -> None:
        file, line = raw.place(path)
        self._problems.append(Problem(file, line, raw.label, message, hint))
