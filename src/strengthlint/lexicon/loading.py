"""From YAML files to a compiled lexicon: layers, forms, phrases; every problem told at once.

The built-in folder is the first layer. An organisation's folders come on top, in order: an entry
with a new code is added, an entry with a known code changes the keys it names, and `off: reason`
switches one off. Word lists and names of a higher layer add to those below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from strengthlint.diagnostic import Level
from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon import yaml_source
from strengthlint.lexicon.compiled import Compiled, compile_lexicon
from strengthlint.lexicon.entry import (
    Agreement,
    Conditions,
    Entry,
    EntryKind,
    Example,
    Expectation,
    Reckoning,
    Source,
)
from strengthlint.lexicon.layered import Layered
from strengthlint.lexicon.option import Slot, parse_option, unknown_slot
from strengthlint.lexicon.phrase import Phrase, PhraseError, expand_words, gate_words, parse_phrase
from strengthlint.lexicon.reckoning import (
    COUNT_NAMES,
    problem_of_condition,
    problem_of_template,
    rendered,
)
from strengthlint.lexicon.schema import ConditionsForm, EntryForm, ExamplesForm, explain_error
from strengthlint.lexicon.selection import picked
from strengthlint.lexicon.signs import SignsLoading
from strengthlint.lexicon.standings import StandingsLoading, parse_marks
from strengthlint.spelling import did_you_mean

__all__ = ["SPECIAL_FILES", "Layer", "check_layers", "compile_layers", "entry_files", "parse_marks"]

SPECIAL_FILES = (
    "lexicon.yaml",
    "lists.yaml",
    "names.yaml",
    "profiles.yaml",
    "signs.yaml",
    "sources.yaml",
    "standings.yaml",
)
"""Files of a lexicon folder that hold no entries."""

_KEYS: dict[tuple[str, ...], list[str]] = {
    (): [info.alias or name for name, info in EntryForm.model_fields.items()] + ["off"],
    ("when",): [info.alias or name for name, info in ConditionsForm.model_fields.items()],
    ("examples",): [info.alias or name for name, info in ExamplesForm.model_fields.items()],
}
_PHRASE_KEYS = ("flag", "unless")


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of lexicon files.

    Attributes:
        folder: Where it is.
        label: How to name it to people ("lexicon" for the built-in one).
    """

    folder: Path
    label: str

    def files(self) -> Iterator[tuple[str, Path]]:
        """Its YAML files with the name that people know, sorted; private drafts are left out."""
        for path in sorted(self.folder.glob("*.yaml")):
            if not path.name.endswith(".local.yaml"):
                yield f"{self.label}/{path.name}", path


def entry_files(layer: Layer) -> Iterator[tuple[str, Path]]:
    """The files of a layer that hold entries."""
    return (item for item in layer.files() if item[1].name not in SPECIAL_FILES)


def compile_layers(layers: Sequence[Layer], digest: str) -> Compiled:
    """Read, check and compile; nothing is half-loaded.

    Raises:
        LexiconError: with every problem of every file.
    """
    compiled, problems = check_layers(layers, digest)
    if problems:
        raise LexiconError(problems)
    return compiled


def check_layers(layers: Sequence[Layer], digest: str = "") -> tuple[Compiled, list[Problem]]:
    """Read and check; what can be used is compiled all the same, so that its examples can be tried.

    Returns:
        The entries without problems, compiled, and the problems of the others.
    """
    return _Loading(digest).run(layers)


class _Loading:
    def __init__(self, digest: str) -> None:
        self.digest = digest
        self.version = ""
        self.problems: list[Problem] = []
        self.raw: dict[str, Layered] = {}
        self.off: dict[str, str] = {}
        self.lists: dict[str, dict[tuple[str, ...], None]] = {}
        self.sources: dict[str, Source] = {}
        self.names: list[Phrase] = []
        self.profiles: dict[str, dict[str, Any]] = {}

    def run(self, layers: Sequence[Layer]) -> tuple[Compiled, list[Problem]]:
        loaded = [
            (layer, path.name, yaml_source.load(label, path.read_bytes()))
            for layer in layers
            for label, path in layer.files()
        ]
        for _, _, source in loaded:
            self.problems += source.problems
        # Lists, names and sources of every layer come first, since any entry may use them.
        for name, take in (
            ("lexicon.yaml", self._take_meta),
            ("lists.yaml", self._take_lists),
            ("sources.yaml", self._take_sources),
            ("names.yaml", self._take_names),
            ("profiles.yaml", self._take_profiles),
        ):
            for _, file_name, source in loaded:
                if file_name == name and source.value is not None:
                    take(source)
        standings = StandingsLoading(self.problems)
        for layer, file_name, source in loaded:
            if file_name == "standings.yaml" and source.value is not None:
                standings.take(source, builtin=layer is layers[0])
        signs = SignsLoading(self.problems)
        for layer, file_name, source in loaded:
            if file_name == "signs.yaml" and source.value is not None:
                signs.take(source, builtin=layer is layers[0])
        for layer, file_name, source in loaded:
            if file_name not in SPECIAL_FILES and source.value is not None:
                self._take_entries(source, Path(file_name).stem, builtin=layer is layers[0])
        entries, phrases = self._check_entries()
        self._check_codes(entries)
        self._check_profiles(entries)
        rules = standings.check(self.lists)
        shown = signs.check(self.lists)
        self.problems.sort(key=lambda problem: (problem.path, problem.line))
        compiled = compile_lexicon(
            version=self.version or "unversioned",
            digest=self.digest,
            entries=entries,
            phrases=phrases,
            lists={name: tuple(rows) for name, rows in self.lists.items()},
            names=tuple(self.names),
            sources=self.sources,
            profiles=self.profiles,
            off=self.off,
            standings=rules,
            signs=shown,
        )
        return compiled, self.problems

    # The files that hold no entries.

    def _tell(
        self, source: yaml_source.Source, path: tuple[str | int, ...], message: str, hint: str = ""
    ) -> None:
        self.problems.append(Problem(source.path, source.line(path), "", message, hint))

    def _mapping(self, source: yaml_source.Source) -> dict[str, Any]:
        if isinstance(source.value, dict):
            return source.value
        self._tell(
            source, (), "This file holds names with something under each.", "See lexicon/README.md."
        )
        return {}

    def _take_meta(self, source: yaml_source.Source) -> None:
        value = self._mapping(source).get("version")
        if isinstance(value, str):
            self.version = f"{self.version}+{value}" if self.version else value

    def _take_lists(self, source: yaml_source.Source) -> None:
        for name, value in self._mapping(source).items():
            words = value.get("words") if isinstance(value, dict) else value
            if not isinstance(words, list) or not words:
                self._tell(
                    source, (name,), f"The list <{name}> has no words.", "Add them under “words:”."
                )
                continue
            rows = self.lists.setdefault(name, {})
            for index, word in enumerate(words):
                try:
                    phrase = parse_phrase(str(word))
                    rows.update(dict.fromkeys(_rows(phrase)))
                except PhraseError as error:
                    self._tell(source, (name, "words", index), str(error))

    def _take_sources(self, source: yaml_source.Source) -> None:
        for key, value in self._mapping(source).items():
            if not isinstance(value, dict) or not value.get("title"):
                self._tell(
                    source, (key,), f"The source {key} has no title.", "Add a line “title: …”."
                )
                continue
            self.sources[key] = Source(
                key, value["title"], value.get("url") or "", value.get("year") or ""
            )

    def _take_names(self, source: yaml_source.Source) -> None:
        names = self._mapping(source).get("names") or []
        for index, name in enumerate(names):
            try:
                self.names.append(parse_phrase(str(name), self.lists))
            except PhraseError as error:
                self._tell(source, ("names", index), str(error))

    def _take_profiles(self, source: yaml_source.Source) -> None:
        for name, value in self._mapping(source).items():
            if not isinstance(value, dict) or not set(value) <= {"about", "on", "off", "note"}:
                self._tell(source, (name,), f"The profile {name} takes about, on, off and note.")
                continue
            merged = self.profiles.setdefault(name, {"about": "", "on": [], "off": [], "note": []})
            for key, item in value.items():
                if key == "about":
                    merged["about"] = item
                else:
                    merged[key] = [*merged[key], *([item] if isinstance(item, str) else item or [])]
            merged["_place"] = (source, (name,))

    # Entries.

    def _take_entries(self, source: yaml_source.Source, topic: str, *, builtin: bool) -> None:
        if not isinstance(source.value, list):
            self._tell(
                source, (), "This file should be a list of entries.", "Start each with “- code: …”."
            )
            return
        for index, item in enumerate(source.value):
            if not isinstance(item, dict) or not isinstance(item.get("code"), str):
                self._tell(
                    source, (index,), "This entry has no code.", "Start it with “- code: …”."
                )
                continue
            code = item["code"]
            known = self.raw.get(code)
            if known and builtin:
                other, line = known.place(())
                self._tell(
                    source,
                    (index, "code"),
                    f"The code {code} is taken ({other}, line {line}).",
                    "Give this entry another number; a code is never used twice.",
                )
                continue
            if "off" in item:
                self._switch_off(source, index, item, known)
                continue
            if known is None:
                known = self.raw[code] = Layered(topic=topic)
            self.off.pop(code, None)
            known.lay(source, index, item)

    def _switch_off(
        self, source: yaml_source.Source, index: int, item: dict[str, Any], known: Layered | None
    ) -> None:
        code = item["code"]
        if known is None:
            hint = did_you_mean(code, self.raw)
            self._tell(source, (index, "code"), f"There is no entry {code} to switch off.", hint)
        elif not isinstance(item["off"], str) or len(item["off"].split()) < 2:
            self._tell(
                source,
                (index, "off"),
                f"{code} is switched off without a reason.",
                "Write one after “off:”, for those who will wonder.",
            )
        else:
            self.off[code] = item["off"]

    def _check_entries(self) -> tuple[list[Entry], dict[str, tuple[list[Phrase], list[Phrase]]]]:
        entries: list[Entry] = []
        phrases: dict[str, tuple[list[Phrase], list[Phrase]]] = {}
        for code in sorted(self.raw):
            if code in self.off:
                continue
            raw = self.raw[code]
            try:
                form = EntryForm.model_validate(raw.values)
            except ValidationError as error:
                for item in error.errors():
                    message, hint = explain_error(item, _KEYS)
                    self._tell_raw(raw, item["loc"], message, hint)
                continue
            before = len(self.problems)
            entry = self._entry(raw, form)
            compiled = {key: self._phrases(raw, key, getattr(form, key)) for key in _PHRASE_KEYS}
            if len(self.problems) == before:
                entries.append(entry)
                phrases[code] = (compiled["flag"], compiled["unless"])
        return entries, phrases

    def _tell_raw(
        self, raw: Layered, path: Sequence[str | int], message: str, hint: str = ""
    ) -> None:
        file, line = raw.place(path)
        self.problems.append(Problem(file, line, raw.label, message, hint))

    def _phrases(self, raw: Layered, key: str, texts: Iterable[str]) -> list[Phrase]:
        phrases: list[Phrase] = []
        rows = {name: tuple(words) for name, words in self.lists.items()}
        for index, text in enumerate(texts):
            try:
                phrase = parse_phrase(text, self.lists)
            except PhraseError as error:
                name = re.match(r"<([\w-]+)>", str(error))
                hint = did_you_mean(name[1], self.lists, form="<{}>") if name else ""
                self._tell_raw(raw, (key, index), str(error), hint)
                continue
            if key == "flag" and not gate_words(phrase, rows):
                self._tell_raw(
                    raw,
                    (key, index),
                    f"“{text}” has no word of its own, so every sentence would have to be searched.",
                    "Add a word that only this phrase has.",
                )
            phrases.append(phrase)
        return phrases

    def _entry(self, raw: Layered, form: EntryForm) -> Entry:
        path, line = raw.place(())
        kind = EntryKind(form.kind)
        agreement = Agreement(form.agreement)
        level = Level(form.level)
        if level is not Level.NOTE and (kind is EntryKind.KEEP or agreement is Agreement.CONTESTED):
            why = "words to keep are" if kind is EntryKind.KEEP else "a contested entry is"
            self._tell_raw(raw, ("level",), f"The level is {level.value}, but {why} always a note.")
        reckoning = self._reckoning(raw, form, kind, level)
        for index, key in enumerate(form.sources):
            if key not in self.sources:
                hint = did_you_mean(key, self.sources, "Add it to sources.yaml.")
                self._tell_raw(raw, ("sources", index), f"{key} is not in sources.yaml.", hint)
        for key, written in (("swap", form.swap), ("instead", form.instead)):
            for index, text in enumerate(written):
                self._check_option(raw, (key, index), text)
        examples = tuple(self._examples(raw, form.examples))
        speaks = form.when.never == "false"
        fewest = 1 if kind is EntryKind.REFLECTION else 2
        given = {Expectation.FLAG: form.examples.flag, Expectation.PASS: form.examples.pass_}
        for expectation, needed in (
            (Expectation.FLAG, fewest if speaks else 0),
            (Expectation.PASS, fewest),
        ):
            count = len(given[expectation])
            if count < needed:
                self._tell_raw(
                    raw,
                    ("examples", expectation.value),
                    f"There are {count} examples under “{expectation.value}”; an entry has at least "
                    f"{'one' if fewest == 1 else 'two'}.",
                    "Write them as people would: one sentence, one short note.",
                )
        return Entry(
            code=form.code,
            name=form.name,
            level=level,
            topic=raw.topic,
            flag=tuple(form.flag),
            why=form.why,
            kind=kind,
            when=self._conditions(raw, form.when),
            unless=tuple(form.unless),
            swap=tuple(map(parse_option, form.swap)),
            instead=tuple(map(parse_option, form.instead)),
            ask=form.ask.strip() if reckoning is None else rendered(form.ask, lambda _: 0),
            ask_many=form.ask_many.strip(),
            sources=tuple(form.sources),
            sectors=tuple(form.sectors),
            agreement=agreement,
            reviewed=form.reviewed,
            panel=tuple(form.panel),
            formerly=tuple(form.formerly),
            speaks_in_quotes=form.speaks_in_quotes == "true",
            reckoning=reckoning,
            examples=examples,
            path=path,
            line=line,
        )

    def _reckoning(
        self, raw: Layered, form: EntryForm, kind: EntryKind, level: Level
    ) -> Reckoning | None:
        """What a rule about a whole document counts; None for every other entry."""
        is_whole = kind is EntryKind.REFLECTION
        if form.code.startswith("SUM") is not is_whole:
            message = "Codes that begin with SUM are for “kind: reflection”, and only for these."
            self._tell_raw(raw, ("code",), message)
        if not is_whole:
            if not form.flag:
                self._tell_raw(raw, ("flag",), "“flag” is missing.", "Add a line “flag: …”.")
            return None
        if level is Level.RETHINK:
            message = (
                "The level is rethink, but a rule about a whole document asks, at most reflect."
            )
            self._tell_raw(raw, ("level",), message)
        for key, value in (("counted", form.counted), ("says", form.says)):
            if not value:
                self._tell_raw(raw, (key,), f"“{key}” is missing.", f"Add a line “{key}: …”.")
        for key, texts in (("counted", form.counted), ("there-when", form.there_when)):
            for index, text in enumerate(texts):
                problem = problem_of_condition(text)
                if problem:
                    self._tell_raw(raw, (key, index), problem)
        for key, text in (("says", form.says), ("there", form.there), ("ask", form.ask)):
            problem = problem_of_template(text)
            if problem:
                self._tell_raw(raw, (key,), problem)
        if form.places and form.places not in COUNT_NAMES:
            hint = did_you_mean(form.places, COUNT_NAMES)
            self._tell_raw(raw, ("places",), f"“{form.places}” is not counted.", hint)
        return Reckoning(
            tuple(form.counted),
            form.says.strip(),
            form.ask.strip(),
            COUNT_NAMES.get(form.places, ""),
            form.there.strip(),
            tuple(form.there_when),
        )

    def _check_option(self, raw: Layered, path: tuple[str, int], text: str) -> None:
        unknown = unknown_slot(text)
        if unknown:
            words = ", ".join(slot.value for slot in Slot if slot.value)
            self._tell_raw(raw, path, unknown, f"These words are known: {words}.")
            return
        option = parse_option(text)
        if option.slot is Slot.VERB and not re.match(
            r"(?:not )?(?:[A-Za-z’'-]+|<[\w-]+>)~", option.text
        ):
            self._tell_raw(
                raw,
                path,
                f"An option for a verb begins with its verb and “~”: {text}",
                "For instance “verb: not take~ up [what was offered]”.",
            )

    def _examples(self, raw: Layered, form: ExamplesForm) -> Iterator[Example]:
        for expectation in Expectation:
            key = expectation.value
            for index, text in enumerate(
                getattr(form, key.replace("-", "_").replace("pass", "pass_"))
            ):
                file, file_line = raw.place(("examples", key, index))
                plain, marks = parse_marks(text)
                if marks is None:
                    self._tell_raw(
                        raw,
                        ("examples", key, index),
                        "A == in this example has no partner: " + text,
                    )
                    continue
                is_whole = raw.values.get("kind") == EntryKind.REFLECTION.value
                wants_marks = expectation is Expectation.FLAG and not is_whole
                if wants_marks and not marks:
                    self._tell_raw(
                        raw,
                        ("examples", key, index),
                        f"This example does not say which words are flagged: {text}",
                        "Put == before and after the words.",
                    )
                elsewhere = file if file != raw.place(())[0] else ""
                yield Example(plain, marks, expectation, file_line, elsewhere)

    def _conditions(self, raw: Layered, form: ConditionsForm) -> Conditions:
        for index, value in enumerate(form.about):
            name = value.strip("<>")
            listed = value.startswith("<") and name in self.lists
            if value not in ("person", "people", "any") and not listed:
                self._tell_raw(
                    raw,
                    ("when", "about", index),
                    f"“{value}” cannot stand under “about”.",
                    "It takes person, people, or a word list of lists.yaml such as <lifestyle>.",
                )
        return Conditions(
            # "anyone" and "any" say aloud that there is nothing to ask.
            who=() if "anyone" in form.who else tuple(form.who),
            about=() if "any" in form.about else tuple(form.about),
            as_=tuple(form.as_),
            to=tuple(form.to),
            near=self._setting_words(raw, "near", form.near),
            not_near=self._setting_words(raw, "not-near", form.not_near),
            never=form.never == "true",
        )

    def _setting_words(self, raw: Layered, key: str, texts: list[str]) -> tuple[str, ...]:
        words: dict[str, None] = {}
        for index, text in enumerate(texts):
            try:
                listed = re.fullmatch(r"<([\w-]+)>", text)
                if listed and listed[1] in self.lists:
                    rows: Iterable[tuple[str, ...]] = self.lists[listed[1]]
                else:
                    rows = expand_words(text)
            except PhraseError as error:
                self._tell_raw(raw, ("when", key, index), str(error))
                continue
            words.update((" ".join(row).replace(" - ", "-").lower(), None) for row in rows)
        return tuple(words)

    # The lexicon as a whole.

    def _check_codes(self, entries: list[Entry]) -> None:
        taken: dict[str, Entry] = {}
        for entry in entries:
            for name in (entry.code, entry.name, *entry.formerly):
                other = taken.setdefault(name, entry)
                if other is not entry:
                    self.problems.append(
                        Problem(
                            entry.path,
                            entry.line,
                            f"{entry.code} {entry.name}",
                            f"“{name}” belongs to {other.code} {other.name} already "
                            f"({other.path}, line {other.line}).",
                            "Choose another.",
                        )
                    )

    def _check_profiles(self, entries: list[Entry]) -> None:
        known = [name for entry in entries for name in (entry.code, entry.name, *entry.formerly)]
        known += self.off
        for profile in self.profiles.values():
            source, path = profile.pop("_place")
            for key in ("on", "off", "note"):
                for rule in profile[key]:
                    if not any(picked(rule, known)):
                        hint = did_you_mean(rule, known)
                        self._tell(
                            source, path, f"The profile names {rule}, which no entry has.", hint
                        )


def _rows(phrase: Phrase) -> Iterator[tuple[str, ...]]:
    """Every row of words that a phrase of a word list stands for."""
    rows: list[tuple[str, ...]] = [()]
    for slot in phrase:
        if slot.gap or slot.list_name:
            raise PhraseError(
                "A word list holds plain words; “...” and <lists> cannot stand in it."
            )
        longer = [row + words for row in rows for words in slot.words]
        rows = rows + longer if slot.optional else longer
    return iter(rows)
