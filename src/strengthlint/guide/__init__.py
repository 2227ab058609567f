"""A guide to the lexicon for reading, in the staff room or on paper: what it holds, in order.

`Guide` is plain values, so that every form of it (`guide.html`, `guide.docx`) says the same. An
entry stands in full exactly once; where it is used in other sectors too, these point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strengthlint.diagnostic import Level
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.entry import (
    FAMILIES,
    SECTORS,
    Agreement,
    Entry,
    EntryKind,
    Example,
    Expectation,
    Source,
)

__all__ = [
    "CONTENT_NOTE",
    "INTRODUCTION",
    "Article",
    "Chapter",
    "Family",
    "Guide",
    "IntroductionPart",
    "Wording",
    "make_guide",
    "sector_heading",
]

CONTENT_NOTE = (
    "A content note: the entries below quote slurs and words that are used to hurt. They are here so "
    "that they can be noticed and replaced, and written out because a word that is hidden cannot be "
    "looked up. Skip this part if today is not the day for it."
)
"""What stands before the family of stigma and slurs."""

_HURTFUL = "STG"

_SECTOR_HEADINGS = {
    "general": "Everywhere",
    "children": "Children and families",
    "health": "Health",
    "mental-health": "Mental health",
    "social-care": "Social care",
    "disability": "Disability",
    "justice": "Justice",
    "homelessness": "Homelessness",
    "older-people": "Older people",
    "substance-use": "Drugs and alcohol",
    "domestic-abuse": "Domestic abuse",
    "poverty": "Money and poverty",
    "migration": "Migration",
}

_FAMILIES_ABOUT = {
    "LAB": "A condition, a situation or an act becomes the name of a person or a group.",
    "BLM": "The responsibility for something shared is put on one person.",
    "DEF": "A person is measured by what is missing.",
    "JRG": "The words of a service stand between the writer and the person.",
    "DBT": "A person’s account is doubted before anybody has looked at it.",
    "PTY": "Pity, or admiration for ordinary life, takes the place of the person.",
    "CTL": "Things are done to people that could be done with them.",
    "OTH": "There is an us and a them, or a soft word hides what is meant.",
    "STG": "Words that carry contempt, whatever the writer meant by them.",
    "SUM": "Questions about a document as a whole: what is said of a person, and what is left out.",
    "VCT": "What was done to a person is told as something that they did.",
}


@dataclass(frozen=True, slots=True)
class IntroductionPart:
    """A heading with its paragraphs; `points` come below them as a list."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


INTRODUCTION = (
    IntroductionPart(
        "What this guide is",
        (
            "Notes and letters travel further than we do. They are read by the next worker, by a "
            "panel, by a court, and by the person they are about. This guide goes through words that "
            "can label, blame, doubt or pity a person, says what they do, asks a question, and offers "
            "other words. It holds what strengthlint, a program that reads documents, looks for.",
            "Nobody has to learn it by heart, and nobody is graded by it. Most of these words were "
            "taught to us by forms and by colleagues who meant well.",
        ),
    ),
    IntroductionPart(
        "What we hold to",
        (),
        (
            "People are not their difficulties. The problem is the problem; the person is not the "
            "problem.",
            "Responsibility goes where the power is. “We have not found a way to engage her” and "
            "“she failed to engage” tell of the same month.",
            "A person’s own words are theirs. What somebody says of themselves, or asks to be called, "
            "is never corrected.",
            "There is no blueprint for words. Where communities differ, this guide asks a question and "
            "leaves the answer to the people concerned.",
            "Specific beats soft. Say what happened, when, and who did it. Never hide a risk or who did "
            "harm, and never make somebody sound more able than they are: that can cost them support.",
        ),
    ),
    IntroductionPart(
        "How to use it",
        (
            "Look up a word that you are about to write, or read the part on your own sector with your "
            "team and ask which of the words are yours. Each entry has a reason, a question worth "
            "asking, other wording, sentences where the words are flagged and sentences where they are "
            "fine. [..] and words in square brackets are gaps: only you know what goes there.",
            "The level says how sure the guide is, not how bad a word sounds:",
        ),
        (
            "Rethink: widely agreed guidance offers better words.",
            "Reflect: it depends on the setting, or on what is meant.",
            "Note: a choice, with something to be said for it.",
            "Open question: people differ. The question holds both sides; ask the person, and write "
            "what they say.",
            "Keep: words of law or medicine that stay, with plain words beside them.",
        ),
    ),
)
"""One page in plain words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words; `fits` where they can stand in the very place of those that were flagged."""

    text: str
    fits: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One entry as the guide shows it.

    Attributes:
        code: The code of the entry.
        title: Its name as words.
        badge: Its level in one or two words: "Rethink", "Open question".
        level: The same as a key: rethink, reflect, note, question, keep.
        why: The reason.
        ask: The question.
        kept: The words to keep, for an entry that keeps words.
        wordings: Other words.
        flagged: Sentences in which it speaks, with the words marked.
        quiet: Sentences in which it does not.
        sources: Keys of its sources.
    """

    code: str
    title: str
    badge: str
    level: str
    why: str
    ask: str
    kept: tuple[str, ...]
    wordings: tuple[Wording, ...]
    flagged: tuple[Example, ...]
    quiet: tuple[Example, ...]
    sources: tuple[str, ...]

    @property
    def is_question(self) -> bool:
        """Whether people differ, so that the question comes before everything else."""
        return self.level == "question"


@dataclass(frozen=True, slots=True)
class Family:
    """The articles of one family within a chapter; `content_note` is "" for most."""

    letters: str
    heading: str
    about: str
    content_note: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A sector.

    Attributes:
        sector: Its key.
        heading: Its name for people.
        families: The articles that are told here.
        elsewhere: Code and title of entries of this sector that another chapter tells.
    """

    sector: str
    heading: str
    families: tuple[Family, ...]
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many articles are told here."""
        return sum(len(family.articles) for family in self.families)


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything that a guide says, whatever its form.

    Attributes:
        title: Its title.
        version: Version of the lexicon.
        digest: Digest of the lexicon; changes with every edit.
        reviewed: When its entries were reviewed: a month, or the first and last of several.
        chapters: The sectors.
        sources: The sources that the articles name.
        set_aside: Code and reason of entries that an organisation switched off.
    """

    title: str
    version: str
    digest: str
    reviewed: str
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    set_aside: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many articles there are."""
        return sum(chapter.count for chapter in self.chapters)

    @property
    def imprint(self) -> str:
        """Version, digest and date of review in one line."""
        parts = [f"Lexicon {self.version or 'without a version'} ({self.digest})"]
        if self.reviewed:
            parts.append(f"reviewed {self.reviewed}")
        noun = "entry" if self.count == 1 else "entries"
        return ", ".join([*parts, f"{self.count} {noun}"])


def make_guide(lexicon: Lexicon, sectors: Sequence[str] = (), title: str = "") -> Guide:
    """Put the entries of a lexicon in order.

    Args:
        lexicon: With an organisation's own layers, where it has them.
        sectors: Which sectors to tell, each with all its entries; all where empty.
        title: The title; made from the sectors where empty.
    """
    wanted = list(dict.fromkeys(sectors))
    entries = [
        entry for entry in lexicon.entries() if not wanted or set(_sectors(entry)) & set(wanted)
    ]
    order = wanted or _ordered({sector for entry in entries for sector in _sectors(entry)})
    homes = {entry.code: _home(entry, wanted) for entry in entries}
    chapters = [_chapter(sector, entries, homes) for sector in order]
    return Guide(
        title=title or _title(wanted),
        version=lexicon.version,
        digest=lexicon.digest,
        reviewed=_span(entry.reviewed for entry in entries),
        chapters=tuple(chapter for chapter in chapters if chapter.families or chapter.elsewhere),
        sources=_sources(entries, lexicon.sources),
        set_aside=() if wanted else tuple(sorted(lexicon.off.items())),
    )


def sector_heading(sector: str) -> str:
    """A sector's name for people."""
    return _SECTOR_HEADINGS.get(sector) or sector.replace("-", " ").capitalize()


def _title(sectors: Sequence[str]) -> str:
    if not sectors:
        return "Words about people"
    names = [sector_heading(sector).lower() for sector in sectors]
    return f"Words about people: {', '.join(names)}"


def _sectors(entry: Entry) -> tuple[str, ...]:
    return entry.sectors or ("general",)


def _ordered(sectors: set[str]) -> list[str]:
    """The known sectors as the lexicon orders them, then an organisation's own."""
    return [key for key in SECTORS if key in sectors] + sorted(sectors - set(SECTORS))


def _home(entry: Entry, wanted: Sequence[str]) -> str:
    """The sector that tells an entry: the first that it names, of those that are told at all."""
    return next(sector for sector in _sectors(entry) if not wanted or sector in wanted)


def _chapter(sector: str, entries: Iterable[Entry], homes: Mapping[str, str]) -> Chapter:
    here = [entry for entry in entries if sector in _sectors(entry)]
    told = [entry for entry in here if homes[entry.code] == sector]
    families = tuple(
        Family(
            letters=letters,
            heading=_capital(FAMILIES.get(letters, letters)),
            about=_FAMILIES_ABOUT.get(letters, ""),
            content_note=CONTENT_NOTE if letters == _HURTFUL else "",
            articles=tuple(_article(entry) for entry in told if entry.family == letters),
        )
        for letters in _letters(told)
    )
    elsewhere = tuple(
        (entry.code, _spoken_name(entry)) for entry in here if homes[entry.code] != sector
    )
    return Chapter(sector, sector_heading(sector), families, elsewhere)


def _letters(entries: Iterable[Entry]) -> list[str]:
    """The families of some entries; the one that hurts to read comes last."""
    found = {entry.family for entry in entries}
    known = [letters for letters in FAMILIES if letters in found and letters != _HURTFUL]
    own = sorted(found - set(FAMILIES))
    return known + own + ([_HURTFUL] if _HURTFUL in found else [])


def _article(entry: Entry) -> Article:
    level, badge = _level(entry)
    return Article(
        code=entry.code,
        title=_spoken_name(entry),
        badge=badge,
        level=level,
        why=_one_line(entry.why),
        ask=_one_line(entry.ask),
        kept=tuple(map(_spoken, entry.flag)) if entry.kind is EntryKind.KEEP else (),
        wordings=(
            *(Wording(_spoken(option.text), fits=True) for option in entry.swap),
            *(Wording(_spoken(option.shown)) for option in entry.instead),
        ),
        flagged=entry.examples_of(Expectation.FLAG),
        quiet=entry.examples_of(Expectation.PASS),
        sources=entry.sources,
    )


def _level(entry: Entry) -> tuple[str, str]:
    if entry.kind is EntryKind.KEEP:
        return "keep", "Keep"
    if entry.agreement is Agreement.CONTESTED:
        return "question", "Open question"
    words = {Level.RETHINK: "Rethink", Level.REFLECT: "Reflect", Level.NOTE: "Note"}
    return entry.level.value, words[entry.level]


def _spoken_name(entry: Entry) -> str:
    return entry.name.replace("-", " ")


def _spoken(phrase: str) -> str:
    """A phrase of the lexicon as people would say it: no marks, a word list becomes a gap."""
    return re.sub(r"<([\w-]+)>", r"[\1]", _one_line(phrase)).replace("~", "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _span(months: Iterable[str]) -> str:
    known = sorted({month for month in months if month})
    if not known:
        return ""
    return known[0] if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def _sources(entries: Iterable[Entry], known: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that entries name, by key; one that is not there stands for itself."""
    keys = {key for entry in entries for key in entry.sources}
    found = [known.get(key) or Source(key, key) for key in keys]
    return tuple(sorted(found, key=lambda source: source.key))
