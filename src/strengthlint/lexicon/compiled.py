"""The lexicon as the engine uses it, and its plain form for the cache (see `packed`).

Everything there is lists and text. Entries and phrases are decoded when they are asked for: a run
over a clean letter needs neither.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from strengthlint.diagnostic import Level
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
from strengthlint.lexicon.inflection import (
    TAGS,
    inflect_noun,
    inflect_verb,
    is_verb_only,
    noun_forms,
)
from strengthlint.lexicon.option import LISTED_VERB, parse_option
from strengthlint.lexicon.phrase import Phrase, Slot, further_words, gate_words
from strengthlint.lexicon.selection import place_of, select
from strengthlint.lexicon.sign import Count, Doer, Sign
from strengthlint.lexicon.standing_rule import (
    Reach,
    StandingExample,
    StandingKind,
    StandingRule,
)
from strengthlint.lexicon.words import Rows, WordLists

__all__ = ["SHAPE", "Compiled", "Lexicon", "compile_lexicon"]

_FORMAT = 13
"""Changes whenever what is compiled does."""

SHAPE = " ".join(
    [str(_FORMAT)]
    + [
        field.name
        for kind in (
            Entry,
            Conditions,
            Example,
            Slot,
            StandingRule,
            StandingExample,
            Sign,
            Source,
            Reckoning,
        )
        for field in dataclasses.fields(kind)
    ]
)
"""Part of the digest of a lexicon, so that what another version compiled is not read."""

_FEW = 12
Compiled = Mapping[str, Any]


def compile_lexicon(
    *,
    version: str,
    digest: str,
    entries: Sequence[Entry],
    phrases: Mapping[str, tuple[list[Phrase], list[Phrase]]],
    lists: Mapping[str, Rows],
    names: Sequence[Phrase],
    sources: Mapping[str, Source],
    profiles: Mapping[str, Mapping[str, Any]],
    off: Mapping[str, str],
    standings: Sequence[tuple[StandingRule, list[list[Phrase]]]] = (),
    signs: Sequence[tuple[Sign, list[list[Phrase]]]] = (),
) -> Compiled:
    """Put a checked lexicon into its JSON form; the gate is worked out here."""
    gate, needs = _gate_of([phrases[entry.code][0] for entry in entries], lists)
    by_name: dict[str, int] = {}
    for index, entry in enumerate(entries):
        by_name.update(dict.fromkeys((entry.code, entry.name, *entry.formerly), index))
    return {
        "version": version,
        "digest": digest,
        # JSON within JSON: a run decodes the few entries that it meets, not all of them.
        "entries": [_encoded(_plain(entry)) for entry in entries],
        "phrases": [
            _encoded([[_plain_phrase(p) for p in part] for part in phrases[e.code]])
            for e in entries
        ],
        "lists": {name: [list(row) for row in rows] for name, rows in lists.items()},
        "list_words": {
            f"@{name}": sorted(words[0])
            for name in lists
            if (words := gate_words((Slot(list_name=name),), lists))
        },
        "names": [_plain_phrase(phrase) for phrase in names],
        "sources": {key: dataclasses.astuple(source) for key, source in sources.items()},
        "profiles": {name: dict(profile) for name, profile in profiles.items()},
        "off": dict(off),
        "gate": gate,
        "needs": needs,
        "standings": _encoded(
            [
                [
                    dataclasses.astuple(rule),
                    [[_plain_phrase(p) for p in part] for part in phrases_of],
                ]
                for rule, phrases_of in standings
            ]
        ),
        "signs": _encoded(
            [
                [
                    dataclasses.astuple(sign),
                    [[_plain_phrase(p) for p in part] for part in phrases_of],
                ]
                for sign, phrases_of in signs
            ]
        ),
        "forms": _forms(entries, lists),
        "plurals": _plurals(phrases.values()),
        "verb_only": _verb_only(phrases.values()),
        "by_name": by_name,
        "reflections": [
            index for index, entry in enumerate(entries) if entry.kind is EntryKind.REFLECTION
        ],
        "keep": [index for index, entry in enumerate(entries) if entry.kind is EntryKind.KEEP],
    }


def _encoded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plurals(phrases: Iterable[tuple[list[Phrase], list[Phrase]]]) -> dict[str, list[str]]:
    """What else than itself each noun of a phrase may be, so that a run loads no dictionary to count."""
    forms = {
        words[-1]
        for flag, _ in phrases
        for phrase in flag
        for slot in phrase
        if slot.lemma and not slot.is_verb
        for words in slot.words
    }
    return {form: list(noun_forms(form)[1:]) for form in sorted(forms)}


def _verb_only(phrases: Iterable[tuple[list[Phrase], list[Phrase]]]) -> list[str]:
    """Verb forms of the phrases that can be nothing else, whatever a tagger makes of them."""
    forms = {
        words[-1]
        for flag, _ in phrases
        for phrase in flag
        for slot in phrase
        if slot.is_verb
        for words in slot.words
    }
    return sorted(form for form in forms if form.isalpha() and is_verb_only(form))


_INFLECTED = re.compile(r"([A-Za-z’'-]+)(~|\(s\))")


def _forms(entries: Iterable[Entry], lists: Mapping[str, Rows]) -> dict[str, Any]:
    """The word forms that suggestions may need, so that a run loads no dictionary for them."""
    verbs: dict[str, dict[str, str]] = {}
    nouns: dict[str, str] = {}
    for entry in entries:
        for option in (*entry.swap, *entry.instead):
            for word, mark in _INFLECTED.findall(option.text):
                if mark == "~":
                    verbs[word] = {tag: inflect_verb(word, tag) for tag in TAGS}
                else:
                    nouns[word] = inflect_noun(word, plural=True)
            for name in LISTED_VERB.findall(option.text):
                for word in sorted({row[0] for row in lists.get(name, ())}):
                    verbs[word] = {tag: inflect_verb(word, tag) for tag in TAGS}
    return {"verbs": verbs, "nouns": nouns}


def _gate_of(
    flags: Sequence[Sequence[Phrase]], lists: Mapping[str, Rows]
) -> tuple[dict[str, list[int]], list[str]]:
    """The gate: numbers of phrases by a word that each needs, and what each needs besides."""
    needed = {
        (index, number): gate_words(phrase, lists)
        for index, flag in enumerate(flags)
        for number, phrase in enumerate(flag)
    }
    # How many phrases ask for a word tells how common it is.
    asked = Counter(word for slots in needed.values() for words in slots for word in words)
    common = {row[0] for row in lists.get("common-word", ())}
    gate: dict[str, list[int]] = {}
    needs: list[str] = []
    for (index, number), slots in needed.items():
        phrase = flags[index][number]
        # One slot is met first: one of few words, none of which many texts have.
        key = min(
            slots,
            key=lambda words: (
                not words.isdisjoint(common),
                len(words) > _FEW,
                sum(asked[word] for word in words),
                -min(map(len, words)),
            ),
        )
        for word in sorted(key):
            gate.setdefault(word, []).append(len(needs))
        # A list's words would be written out for every phrase; its name stands for them.
        named = {
            words: f"@{name}"
            for name in _used(phrase)
            for words in gate_words((Slot(list_name=name),), lists)
        }
        others: list[list[str] | str] = [[word] for word in further_words(phrase)]
        others += [named.get(words) or sorted(words) for words in slots if words is not key]
        needs.append(_encoded([index, number, others]))
    return gate, needs


def _used(phrase: Phrase) -> list[str]:
    return [slot.list_name for slot in phrase if slot.list_name and not slot.optional]


def _plain(entry: Entry) -> list[Any]:
    values = {field.name: getattr(entry, field.name) for field in dataclasses.fields(Entry)}
    values["when"] = dataclasses.astuple(entry.when)
    values["reckoning"] = entry.reckoning and dataclasses.astuple(entry.reckoning)
    for key in ("swap", "instead"):
        values[key] = [option.written for option in values[key]]
    values["examples"] = [
        (example.text, example.marks, example.expectation.value, example.line, example.path)
        for example in entry.examples
    ]
    return list(values.values())


def _plain_phrase(phrase: Phrase) -> list[Any]:
    return [dataclasses.astuple(slot) for slot in phrase]


def _phrase(plain: list[Any]) -> Phrase:
    return tuple(Slot(tuple(tuple(row) for row in words), *rest) for words, *rest in plain)


_ENTRY_FIELDS = [field.name for field in dataclasses.fields(Entry)]


def _entry(plain: list[Any]) -> Entry:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(_ENTRY_FIELDS, plain, strict=True)
    }
    values["level"] = Level(values["level"])
    values["kind"] = EntryKind(values["kind"])
    values["agreement"] = Agreement(values["agreement"])
    for key in ("swap", "instead"):
        values[key] = tuple(map(parse_option, values[key]))
    who, about, as_, to, near, not_near = map(tuple, values["when"][:6])
    values["when"] = Conditions(who, about, as_, to, near, not_near, bool(values["when"][6]))
    if values["reckoning"]:
        counted, says, asks, places, there, there_when = values["reckoning"]
        values["reckoning"] = Reckoning(
            tuple(counted), says, asks, places, there, tuple(there_when)
        )
    values["examples"] = tuple(
        Example(
            text,
            tuple((start, end) for start, end in marks),
            Expectation(expectation),
            line,
            path,
        )
        for text, marks, expectation, line, path in values["examples"]
    )
    return Entry(**values)


_STANDING_FIELDS = [field.name for field in dataclasses.fields(StandingRule)]


def _standing(plain: list[Any]) -> StandingRule:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(_STANDING_FIELDS, plain, strict=True)
    }
    values["kind"] = StandingKind(values["kind"])
    values["reach"] = tuple(map(Reach, values["reach"]))
    values["examples"] = tuple(
        StandingExample(text, tuple((start, end) for start, end in marks), quoted, line)
        for text, marks, quoted, line in values["examples"]
    )
    return StandingRule(**values)


_SIGN_FIELDS = [field.name for field in dataclasses.fields(Sign)]


def _sign(plain: list[Any]) -> Sign:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(_SIGN_FIELDS, plain, strict=True)
    }
    values["counts_as"] = Count(values["counts_as"])
    values["who"] = Doer(values["who"])
    values["examples"] = tuple(
        StandingExample(text, tuple((start, end) for start, end in marks), counts, line)
        for text, marks, counts, line in values["examples"]
    )
    return Sign(**values)


class Lexicon:
    """A compiled lexicon.

    Attributes:
        version: As its files say; layers are joined by "+".
        digest: 16 hexadecimal digits over every file.
        lists: The word lists, each a row of words an item.
        sources: By key.
        off: Codes that a layer switched off, with the reason.
        profiles: By name; each has about, on, off and note.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.version: str = compiled["version"]
        self.digest: str = compiled["digest"]
        self.off: dict[str, str] = compiled["off"]
        self.profiles: dict[str, dict[str, Any]] = compiled["profiles"]
        self._compiled = compiled
        self._gate: dict[str, list[int]] = compiled["gate"]
        self._needs: Sequence[str] = compiled["needs"]
        self._by_name: dict[str, int] = compiled["by_name"]
        self._needs_read: dict[int, tuple[int, int, list[frozenset[str]]]] = {}
        self._entries: dict[int, Entry] = {}
        self._phrases: dict[int, tuple[tuple[Phrase, ...], tuple[Phrase, ...]]] = {}

    def __len__(self) -> int:
        return len(self._compiled["entries"])

    @cached_property
    def lists(self) -> dict[str, Rows]:
        """The word lists: rows of words by name."""
        return {
            name: tuple(tuple(row) for row in rows)
            for name, rows in self._compiled["lists"].items()
        }

    @cached_property
    def words(self) -> WordLists:
        """The word lists as the grammar asks for them."""
        return WordLists(self.lists)

    @cached_property
    def names(self) -> tuple[Phrase, ...]:
        """Names of laws, teams, organisations and scales."""
        return tuple(_phrase(plain) for plain in self._compiled["names"])

    @cached_property
    def standings(self) -> tuple[tuple[StandingRule, tuple[tuple[Phrase, ...], ...]], ...]:
        """The standings in the order in which they are asked, with the phrases of each key."""
        return tuple(
            (_standing(rule), tuple(tuple(_phrase(plain) for plain in part) for part in phrases))
            for rule, phrases in json.loads(self._compiled["standings"])
        )

    @cached_property
    def signs(self) -> tuple[tuple[Sign, tuple[tuple[Phrase, ...], ...]], ...]:
        """What counts in a document as a whole, with the phrases of each key."""
        return tuple(
            (_sign(sign), tuple(tuple(_phrase(plain) for plain in part) for part in phrases))
            for sign, phrases in json.loads(self._compiled["signs"])
        )

    @cached_property
    def verb_only(self) -> frozenset[str]:
        """Verb forms of the phrases that have no other reading ("suffers")."""
        return frozenset(self._compiled["verb_only"])

    def verb(self, lemma: str, tag: str) -> str:
        """A form of a verb that a suggestion uses, by Penn tag."""
        forms = self._compiled["forms"]["verbs"].get(lemma)
        return forms[tag] if forms else inflect_verb(lemma, tag)

    def noun(self, lemma: str, *, plural: bool) -> str:
        """The singular or plural of a noun that a suggestion uses."""
        if not plural:
            return lemma
        return self._compiled["forms"]["nouns"].get(lemma) or inflect_noun(lemma, plural=True)

    def plurals(self, form: str) -> Sequence[str]:
        """The plurals of a noun form that stands in a phrase; none where it is one itself."""
        known: Sequence[str] | None = self._compiled["plurals"].get(form)
        return noun_forms(form)[1:] if known is None else known

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Where advice comes from, by key."""
        return {key: Source(*values) for key, values in self._compiled["sources"].items()}

    def entry(self, index: int) -> Entry:
        """The entry at a place."""
        if index not in self._entries:
            self._entries[index] = _entry(json.loads(self._compiled["entries"][index]))
        return self._entries[index]

    def entries(self) -> Iterator[Entry]:
        """Every entry, sorted by code."""
        return (self.entry(index) for index in range(len(self)))

    def phrases(self, index: int) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
        """The `flag` and `unless` phrases of the entry at a place."""
        if index not in self._phrases:
            flag, unless = json.loads(self._compiled["phrases"][index])
            self._phrases[index] = (
                tuple(_phrase(plain) for plain in flag),
                tuple(_phrase(plain) for plain in unless),
            )
        return self._phrases[index]

    @cached_property
    def _list_words(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self._compiled["list_words"].items()}

    def candidates(self, words: set[str]) -> set[tuple[int, int]]:
        """Which phrases a text with these folded runs of letters may hold.

        Returns:
            Places of the entry and of the phrase in its `flag`. A phrase that is not named here does
            not stand in the text; one that is named may not either.
        """
        found: set[tuple[int, int]] = set()
        known = self._needs_read
        for word in self._gate.keys() & words:
            for number in self._gate[word]:
                index, phrase, others = known.get(number) or self._needed(number)
                # A plain loop: every text comes by here, with each common word that it has.
                for other in others:
                    if words.isdisjoint(other):
                        break
                else:
                    found.add((index, phrase))
        return found

    def _needed(self, number: int) -> tuple[int, int, list[frozenset[str]]]:
        """The entry and phrase behind a number of the gate, and the words that it needs besides."""
        if number not in self._needs_read:
            index, phrase, others = json.loads(self._needs[number])
            sets = [
                self._list_words[other] if isinstance(other, str) else frozenset(other)
                for other in others
            ]
            self._needs_read[number] = (index, phrase, sets)
        return self._needs_read[number]

    @property
    def keep(self) -> frozenset[int]:
        """The places of the entries that shield words of law and medicine."""
        return frozenset(self._compiled["keep"])

    @property
    def reflections(self) -> frozenset[int]:
        """The places of the rules about a whole document."""
        return frozenset(self._compiled["reflections"])

    def index(self, rule: str) -> int | None:
        """The place of the entry with this code or name, or one it had formerly."""
        return place_of(rule, self._by_name)

    def selected(self, rules: Iterable[str]) -> frozenset[int]:
        """The entries that a list of codes, names, prefixes of codes, or ALL selects.

        Raises:
            UnknownRule: with the first rule that selects nothing.
        """
        return select(rules, self._by_name, self.off)

    def rule_names(self) -> list[str]:
        """Everything a rule may be called, for "did you mean"."""
        return list(self._by_name)
