"""What a text is about: one person, or matters in general.

In a note, a letter or a report on somebody, words that name nobody are about that person ("Refused
meds. Non-compliant."). In guidance, policy and news they are not ("non-compliance with the food
rules"). Two small signals decide, and both can be told to people: how often the text speaks of one
person (he, she, Mr Khan) or whether it is a letter; and whether the sentence is a fragment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from strengthlint.document import Segment
from strengthlint.lexicon.phrase import LETTERS
from strengthlint.lexicon.words import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["PLAIN", "Discourse", "Scene", "Subject", "is_base_form", "is_fragment", "morph"]

_AROUND = 20
"""Segments on either side that tell what a segment is about: a guide may hold a story."""

_HEAD = 12
"""Segments at the head of a document among which a letter has its salutation."""

_ENOUGH = 1.5
"""Words for one person (he, Mr, a first name) in a hundred: in 2.1 million words of open text and
twenty letters, notes and reports, texts about a person had 2 to 12, all others 0 to 0.9."""

_SHORT = 60
"""Words below which one word for a person is enough, and nothing is known without."""

_TERSE = 10
"""Words of a sentence that may be a note's although it has a subject."""

_NOTE = 12
"""Words beyond which a sentence with an article is prose, whatever its tree says."""

_PROSE = 3.5
"""Articles in a hundred words: running prose has 6 to 10, telegraphic notes 0 to 3."""

_READER = frozenset(("you", "your"))
"""Words for the one whom a letter is written to."""

_SLASHED = re.compile(r"\b(?:s/he|his/her|he/she|him/her)\b")
_SUBJECTS = ("nsubj", "csubj", "expl")


class Subject(Enum):
    """What the text around a sentence is about."""

    PERSON = "person"
    MATTERS = "matters"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of who is meant, beside the sentence's own grammar.

    Attributes:
        subject: What the text around is about.
        fragment: Whether the sentence is a fragment, without a clause that has a subject.
        care: Whether the text around speaks of care or support; "people" are those supported then.
    """

    subject: Subject
    fragment: bool
    care: bool = False

    @property
    def implies(self) -> bool:
        """Whether a sentence that names nobody is about a person."""
        if self.subject is Subject.PERSON:
            return True
        return self.fragment and self.subject is Subject.UNKNOWN

    @property
    def means_people(self) -> bool:
        """Whether people in general ("those who refuse help") are people supported."""
        return self.care or self.implies

    @property
    def reason(self) -> str:
        """Why a sentence that names nobody counts as one about a person; "" where it does not."""
        if not self.implies:
            return ""
        if self.subject is Subject.PERSON:
            return "it names nobody, and the text is about a person"
        return "it names nobody, as a note does"


PLAIN = Scene(Subject.UNKNOWN, fragment=True)
"""Where nothing is known: words that name nobody count as said of a person."""


class Discourse:
    """Answers for the segments of one document.

    Args:
        segments: The prose of a document, in reading order.
        words: Word lists; `one-person`, `title`, `person-of-the-text`, `given-name`,
            `article`, `salutation` and `care` are used where they are there.
    """

    def __init__(self, segments: Sequence[Segment], words: WordLists) -> None:
        self._segments = segments
        self._one = words.single("one-person")
        self._titles = words.single("title")
        self._nouns = words.by_first("person-of-the-text")
        self._names = words.cased("given-name")
        self._articles = words.single("article")
        self._salutations = words.single("salutation")
        self._care = words.by_first("care")
        self._care_signs = (self._care, words.by_first("care-sign"))
        self._cased: dict[int, list[str]] = {}
        self._lower: dict[int, list[str]] = {}
        self._counts: dict[int, tuple[int, int, int, int]] = {}
        self._subjects: dict[int, Subject] = {}
        self._of_care: dict[int, bool] = {}

    def subject(self, number: int) -> Subject:
        """What the text around a segment is about."""
        if number not in self._subjects:
            self._subjects[number] = self._decide(number)
        return self._subjects[number]

    def scene(self, number: int, doc: Doc) -> Scene:
        """What is known of a parsed sentence in a segment."""
        return Scene(self.subject(number), is_fragment(doc), self._speaks_of_care(number))

    @cached_property
    def is_about_one_person(self) -> bool:
        """Whether the document as a whole is about one person, or a letter to one.

        A letter is not about its reader for being a letter: it must speak to them at least as often as
        a report speaks of somebody.
        """
        places = range(len(self._segments))
        counts = [self._count(place) for place in places]
        words = sum(count[0] for count in counts)
        one = sum(count[1] + count[2] for count in counts)
        if self._is_letter:
            one += sum(_among(self._words(place), _READER) for place in places)
        if 100 * one < _ENOUGH * words:
            return False
        return any(_holds(self._words(place), *self._care_signs) for place in places)

    def _speaks_of_care(self, number: int) -> bool:
        if number not in self._of_care:
            near = range(max(0, number - 1), min(len(self._segments), number + 2))
            # A segment with several hits asks again and again.
            self._of_care[number] = any(
                _holds(self._words(place), self._care) for place in near
            ) or any(
                _holds([word.lower() for word in LETTERS.findall(text)], self._care)
                for text in self._segments[number].trail
            )
        return self._of_care[number]

    def _written(self, number: int) -> list[str]:
        """The runs of letters in a segment, as they are written."""
        if number not in self._cased:
            self._cased[number] = LETTERS.findall(self._segments[number].text)
        return self._cased[number]

    def _words(self, number: int) -> list[str]:
        """The runs of letters in a segment, in small letters."""
        if number not in self._lower:
            self._lower[number] = [word.lower() for word in self._written(number)]
        return self._lower[number]

    @cached_property
    def _is_letter(self) -> bool:
        head = range(min(len(self._segments), _HEAD))
        return any(self._is_salutation(place) for place in head)

    def _decide(self, number: int) -> Subject:
        around = range(max(0, number - _AROUND), min(len(self._segments), number + _AROUND + 1))
        if self._is_letter:
            return Subject.PERSON
        words = one = names = articles = 0
        for place in around:
            counted = self._count(place)
            words, one = words + counted[0], one + counted[1]
            names, articles = names + counted[2], articles + counted[3]
        if words <= _SHORT:
            return Subject.PERSON if one or names else Subject.UNKNOWN
        if 100 * (one + names) >= _ENOUGH * words:
            return Subject.PERSON
        return Subject.MATTERS if 100 * articles >= _PROSE * words else Subject.UNKNOWN

    def _is_salutation(self, number: int) -> bool:
        first = LETTERS.match(self._segments[number].text)
        return first is not None and first[0].lower() in self._salutations

    def _count(self, number: int) -> tuple[int, int, int, int]:
        """Words, words for one person, first names and articles in a segment."""
        if number not in self._counts:
            cased, words = self._written(number), self._words(number)
            pronouns = _among(words, self._one)
            # "he or she" speaks of nobody in particular.
            either = pronouns and sum(
                first in self._one and third in self._one and second in ("or", "and")
                for first, second, third in zip(words, words[1:], words[2:], strict=False)
            )
            text = self._segments[number].text
            slashed = len(_SLASHED.findall(text.lower())) if "/" in text else 0
            titled = _among(words, self._titles) and sum(
                word in self._titles and after[:1].isupper()
                for word, after in zip(words, cased[1:], strict=False)
            )
            nouns = _holds(words, self._nouns)
            one = pronouns - 2 * either - 2 * slashed + titled + nouns
            names = _among(cased, self._names)
            articles = _among(words, self._articles)
            self._counts[number] = len(words), max(one, 0), names, articles
        return self._counts[number]


def morph(token: Token, feature: str) -> list[str]:
    """The values of a morphological feature, for instance ["Plur"] for "Number"; empty where none."""
    return token.morph.get(feature, [])  # type: ignore[no-any-return, unused-ignore]


def is_fragment(doc: Doc) -> bool:
    """Whether a parsed sentence has no main clause with a subject ("Refused meds", "Poor sleep").

    An instruction ("Refuse deliveries after six.") is a whole sentence to its reader.
    """
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None:
        return True
    words = [token for token in doc if token.is_alpha]
    before = doc[: root.i + 1]
    if len(words) <= _TERSE and not any(t.pos_ in ("DET", "AUX", "PRON") for t in before):
        # "Complex needs noted.": a note's passive without its helper verb has a subject.
        return True
    if len(words) > _NOTE and any(token.pos_ == "DET" for token in words):
        # Prose of this length that seems to have no subject was misread.
        return False
    if root.i == 0 and root.pos_ == "VERB" and is_base_form(root):
        return False
    # The subject of a root that the parser misread still stands before it.
    return not any(token.dep_.startswith(_SUBJECTS) for token in doc[: root.i])


def is_base_form(verb: Token) -> bool:
    """Whether a verb stands in its plain form, as an instruction does."""
    form = morph(verb, "VerbForm")
    if "Inf" in form or "Imp" in morph(verb, "Mood"):
        return True
    return not verb.lower_.endswith(("ed", "ing", "s")) and "Past" not in morph(verb, "Tense")


def _among(words: Sequence[str], some: frozenset[str]) -> int:
    """How many words of a text are in a list. Nearly always none is, and a set tells that quickest."""
    return 0 if some.isdisjoint(words) else sum(word in some for word in words)


def _holds(words: Sequence[str], *lists: Mapping[str, frozenset[tuple[str, ...]]]) -> int:
    """How often rows of words, which are given by the first of them, stand in a text."""
    found = 0
    for rows_by_first in lists:
        # A text is gone through word by word only where one of its words begins a row.
        if rows_by_first.keys().isdisjoint(words):
            continue
        for place, word in enumerate(words):
            for row in rows_by_first.get(word, ()):
                found += len(row) == 1 or tuple(words[place : place + len(row)]) == row
    return found
