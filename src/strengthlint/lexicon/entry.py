"""What a lexicon entry may say; plain values that can be pickled and compared.

How people write entries is in `lexicon/README.md`; how YAML becomes these values in
`strengthlint.lexicon.loading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from strengthlint.diagnostic import Level
from strengthlint.lexicon.option import Option

__all__ = [
    "FAMILIES",
    "SECTORS",
    "WORDING_FAMILIES",
    "Agreement",
    "Conditions",
    "Entry",
    "EntryKind",
    "Example",
    "Expectation",
    "Reckoning",
    "Source",
    "is_own",
]

FAMILIES: dict[str, str] = {
    "LAB": "label",
    "BLM": "blame",
    "DEF": "deficit",
    "JRG": "jargon and distance",
    "DBT": "doubt",
    "PTY": "pity and heroism",
    "CTL": "control",
    "OTH": "othering and euphemism",
    "STG": "stigma and slurs",
    "VCT": "victim-blame",
    "SUM": "the document as a whole",
}
"""Family letters of a code, and what they stand for."""

WORDING_FAMILIES = {letters: name for letters, name in FAMILIES.items() if letters != "SUM"}
"""Those of entries about words."""

SECTORS = (
    "general",
    "children",
    "health",
    "mental-health",
    "social-care",
    "disability",
    "justice",
    "homelessness",
    "older-people",
    "substance-use",
    "domestic-abuse",
    "poverty",
    "migration",
)
"""Where a word is used; an entry names one or more."""


def is_own(code: str) -> bool:
    """Whether a code is one of an organisation's own entries, which have four digits."""
    return len(code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) > 3


class EntryKind(str, Enum):
    """What an entry is for."""

    WORDING = "wording"
    """Speaks where its phrases stand."""
    KEEP = "keep"
    """Words of law or medicine to keep: shields what it holds from every other entry."""
    REFLECTION = "reflection"
    """Speaks once, at the head of a document about a person, where what was counted says so."""


class Agreement(str, Enum):
    """Who agrees that another wording is better."""

    CONSENSUS = "consensus"
    CONTESTED = "contested"
    SECTOR = "sector"


class Expectation(str, Enum):
    """What an example is to show; the values are the keys under `examples`."""

    FLAG = "flag"
    PASS = "pass"  # noqa: S105 - an example that passes
    KNOWN_MISS = "known-miss"
    KNOWN_FALSE_ALARM = "known-false-alarm"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the words that are (or are not) to be spoken about.

    Attributes:
        text: The sentence without marks.
        marks: The marked ranges, half-open, in characters of `text`.
        expectation: What it shows.
        line: 1-based line in its file.
        path: The file that it stands in; "" where that is the entry's.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    expectation: Expectation
    line: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The closed conditions of an entry; an empty tuple means that any will do.

    Attributes:
        who: Who does the verb: "person" or "service".
        about: Whom or what the words describe: "person", or the name of a word list.
        as_: What the words are in the sentence: "noun", "modifier", "predicate", "verb".
        to: Whom a done-to verb is done to: "person".
        near: Folded words, one of which must be in the same paragraph or a heading above it.
        not_near: Folded words, none of which may be.
        never: Whether it never speaks (only shields).
    """

    who: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    as_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    never: bool = False

    @property
    def asks_who_is_meant(self) -> bool:
        """Whether it asks for a person, a service or a word of a list."""
        return bool(self.who or self.about or self.to)

    @property
    def need_grammar(self) -> bool:
        """Whether a sentence must be parsed to decide."""
        return bool(self.who or self.about or self.as_ or self.to)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """When a rule about a whole document speaks, and what it says of what was counted.

    Attributes:
        counted: Conditions on counts, all of which must hold (see `strengthlint.lexicon.reckoning`).
        says: What it says, a template.
        asks: What it asks, a template; `Entry.ask` is the same without a name.
        places: The count whose places are shown, or "".
        there: What it says of what is there already, a template, or "".
        there_when: Conditions for that.
    """

    counted: tuple[str, ...]
    says: str
    asks: str
    places: str = ""
    there: str = ""
    there_when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the advice comes from."""

    key: str
    title: str
    url: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon, as a practice lead wrote it.

    `panel` names who agreed to it, and when; empty until somebody did. `flag` and `unless` hold phrases in the notation of `strengthlint.lexicon.phrase`; `swap` and
    `instead` hold options. `ask_many` stands for `ask` where several or people in general are meant.
    """

    code: str
    name: str
    level: Level
    topic: str
    flag: tuple[str, ...]
    why: str
    kind: EntryKind = EntryKind.WORDING
    when: Conditions = Conditions()
    unless: tuple[str, ...] = ()
    swap: tuple[Option, ...] = ()
    instead: tuple[Option, ...] = ()
    ask: str = ""
    ask_many: str = ""
    sources: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    agreement: Agreement = Agreement.CONSENSUS
    reviewed: str = ""
    panel: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    speaks_in_quotes: bool = False
    reckoning: Reckoning | None = None
    examples: tuple[Example, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def family(self) -> str:
        """The family letters of the code."""
        return self.code.rstrip("0123456789")

    def examples_of(self, expectation: Expectation) -> tuple[Example, ...]:
        """The examples that show one thing, in order."""
        return tuple(item for item in self.examples if item.expectation is expectation)
