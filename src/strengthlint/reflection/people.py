"""Who is who in a document about a person: the one it is about, those around them, those with a job.

Decided for the document as a whole, from parsed sentences: names by how they are introduced ("Re: Mrs
Shabana Mirza", "her sister Nadia", "Key worker: Steph") and how often they stand; he and she by
whom was spoken of last. A count that hangs on one pronoun may be off by one; no rule hangs on one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from spacy.tokens import Doc, Token

from strengthlint.document import SegmentKind
from strengthlint.engine import Sentence
from strengthlint.engine.roles import Role, Roles, antecedent
from strengthlint.lexicon.reckoning import FAMILY
from strengthlint.lexicon.words import WordLists

__all__ = ["People", "Who"]

_BEFORE = 3
"""Words before a name among which its owner's part in the story may stand ("her sister, Nadia")."""

_OFTEN = 3
"""Times that a word without article ("Mother") names somebody before it counts as a name."""

_CLEARLY = 3
"""How many times as often as the other "he" or "she" has to stand to be the person's."""

_SURE = 6
"""Weight from which a capital word that is in no list of names is somebody's name."""

_CAPITALS = re.compile(r"[A-Z]{2,3}")
_NAME = re.compile(r"[A-Z][a-z’'-]+(?:[A-Z][a-z]+)?|[A-Z][A-Z’'-]{3,}")
_GENDERS = {"he": "he", "him": "he", "his": "he", "himself": "he"} | {
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
_THEY = frozenset(("they", "them", "their", "theirs", "themselves", "themself"))
_YOU = frozenset(("you", "your", "yours", "yourself"))
_TITLES = {"mr": "he", "mister": "he", "master": "he", "mrs": "she", "ms": "she", "miss": "she"}
_TITLED = re.compile(
    r"\b(Mr|Mrs|Ms|Miss)\b\.?(?: and (Mr|Mrs|Ms|Miss)\b\.?)? ([A-Z][\w’'-]+)(?! [A-Z])"
)
_NOBODYS_NAME = ("not-a-person", "naming-noun", "service", "person", "calendar")


class Who(Enum):
    """What somebody is to the document."""

    PERSON = "person"
    """The one whom it is about."""
    AROUND = "around"
    """Family, friends, neighbours."""
    SERVICE = "service"
    """The writer, staff, agencies."""
    OTHER = "other"
    """Somebody or something else."""


@dataclass
class _Named:
    """Somebody with a name.

    Attributes:
        keys: Single names and titled ones ("mr tolley"), in small letters.
        said: How the text speaks of them, with counts.
        weight: How much the document is about them.
        around: Times introduced as family or friend.
        staff: Times introduced by a job.
        gender: "he", "she" or "".
    """

    keys: set[str] = field(default_factory=set)
    said: Counter[str] = field(default_factory=Counter)
    weight: float = 0
    around: int = 0
    staff: int = 0
    gender: str = ""


class People:
    """Decides who is who.

    Args:
        sentences: All of a document, parsed.
        words: Word lists; `around`, `about-line`, `person-of-the-text` and those of `Roles` are used.
    """

    def __init__(self, sentences: Sequence[Sentence], words: WordLists) -> None:
        self._words = words
        self._roles = Roles(words)
        self._sentences = [each for each in sentences if each.doc is not None]
        counts: Counter[str] = Counter(
            token.lower_ for each in self._sentences if each.doc is not None for token in each.doc
        )
        self._he = sum(counts[word] for word, gender in _GENDERS.items() if gender == "he")
        self._she = sum(counts[word] for word, gender in _GENDERS.items() if gender == "she")
        you = sum(counts[word] for word in _YOU)
        self.is_addressed = you > self._he + self._she and self._has_salutation()
        self.speaks_for_itself = self._has_own_headings()
        self.gender = "she" if self._she > self._he else "he" if self._he else "they"
        self._bare = self._bare_nouns()
        self._titled = self._titled_families()
        self._named = self._names()
        self._main = self._choose()
        if self._main is not None and self._main.gender and not self.is_addressed:
            self.gender = self._main.gender
        self._found: dict[int, dict[int, Who]] = {}
        self._resolve()

    @property
    def name(self) -> str:
        """What the document mostly calls the person; "" where it gives no name.

        Where it speaks of a parent as of somebody whom it is about too, that is the family.
        """
        if self.is_about_a_family:
            return FAMILY
        if self._main is None or not self._main.said:
            return ""
        said = self._main.said.most_common(1)[0][0]
        words = said.split()
        if len(words) > 2 and words[0].lower() in _TITLES:
            said = f"{words[0]} {words[-1]}"
        return " ".join(word.capitalize() if word.isupper() else word for word in said.split())

    @property
    def pronoun(self) -> str:
        """How to speak of the person: "he" or "she" where a title or nearly all of the text says so, else "they"."""
        if self.is_addressed or self.is_about_a_family:
            return "they"
        if self._main is not None and self._main.gender:
            return self._main.gender
        fewer, more = sorted((self._he, self._she))
        return self.gender if more >= _CLEARLY * fewer else "they"

    @property
    def is_about_a_family(self) -> bool:
        """Whether somebody is named, and a parent is spoken of like a name beside them ("Mother is to attend")."""
        return self._main is not None and not self._bare.isdisjoint(
            self._words.single("relative") & self._words.single("around")
        )

    def who(self, token: Token, sentence: Sentence) -> Who:
        """What a noun or pronoun is to the document."""
        return self._found.get(id(sentence), {}).get(token.i) or self._who(token)

    # Names

    def _names(self) -> list[_Named]:
        people: list[_Named] = []
        for sentence in self._sentences:
            assert sentence.doc is not None  # noqa: S101 - only these were kept
            for run in self._runs(sentence.doc):
                self._take(people, run, sentence)
        return people

    def _runs(self, doc: Doc) -> Iterator[list[Token]]:
        """Stretches of capital words that may be somebody's name, with the title before them."""
        run: list[Token] = []
        for token in doc:
            if self._is_name_word(token, bool(run)):
                run.append(token)
                continue
            if any(not self._roles.is_one_of(part, "title") for part in run):
                yield run
            run = []
        if any(not self._roles.is_one_of(part, "title") for part in run):
            yield run

    def _is_name_word(self, token: Token, goes_on: bool) -> bool:
        if self._roles.is_one_of(token, "title") or self._roles.is_one_of(token, "staff-title"):
            return token.text[:1].isupper()
        given = token.text in self._words.cased("given-name")
        if not _NAME.fullmatch(token.text):
            return False
        if any(self._roles.is_one_of(token, name) for name in _NOBODYS_NAME):
            return False
        if given or goes_on:
            return token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB", "X") or given
        return token.pos_ == "PROPN" or (
            token.i > 0 and not token.is_sent_start and token.pos_ == "X"
        )

    def _take(self, people: list[_Named], run: list[Token], sentence: Sentence) -> None:
        title = run[0].lower_.rstrip(".") if self._roles.is_one_of(run[0], "title") else ""
        staff = self._roles.is_one_of(run[0], "staff-title")
        names = [token.text for token in run if not self._is_title(token)][:4]
        if not names:
            return
        family = names[-1].lower()
        keys = {name.lower() for name in names}
        if title and len(names) == 1:
            keys = {f"{title} {family}"}
        elif title:
            keys.add(f"{title} {family}")
        known = [each for each in people if self._is_same(each, keys, family, title)]
        person = known[0] if known else _Named()
        if not known:
            people.append(person)
        for other in known[1:]:
            self._merge(person, other)
            people.remove(other)
        person.keys |= keys
        person.gender = person.gender or _TITLES.get(title, "")
        before = list(sentence.doc[max(0, run[0].i - _BEFORE) : run[0].i]) if sentence.doc else []
        behind = run[-1].i + 1
        after = list(sentence.doc[behind : behind + _BEFORE]) if sentence.doc else []
        line = [token.lower_ for token in before]
        if any(self._roles.is_one_of(token, "about-line") for token in before):
            person.weight += 6
        elif staff or any(self._roles.in_list(token, "service") for token in before):
            person.staff += 1
        elif any(self._roles.in_list(token, "around") for token in before):
            person.around += 1
        if line and line[-1] in self._words.single("salutation") and not self.is_addressed:
            person.staff += 1
        if len(after) > 1 and after[0].is_punct and self._roles.in_list(after[-1], "around"):
            person.around += 1
        if (
            any(token.dep_.startswith("nsubj") for token in run)
            or sentence.segment.kind is SegmentKind.HEADING
        ):
            person.weight += 2
        person.weight += 1
        full = " ".join([*([run[0].text] if title else []), *names])
        person.said[full] += 1 + (run[0].dep_.startswith("nsubj"))

    def _is_title(self, token: Token) -> bool:
        return self._roles.is_one_of(token, "title") or self._roles.is_one_of(token, "staff-title")

    def _is_same(self, person: _Named, keys: set[str], family: str, title: str) -> bool:
        if keys & person.keys:
            own = {key for key in keys & person.keys if key != family}
            # "Mr Sadiq" is not his son; a family name alone joins nobody with a title.
            return bool(own) or not title
        if title:
            # Where Mr and Mrs have one name, a title says who of the family is meant.
            alone = len(self._titled.get(family, ())) < 2
            return family in person.keys and alone and person.gender in ("", _TITLES.get(title, ""))
        return False

    def _titled_families(self) -> dict[str, set[str]]:
        """The titles that stand before each family name, "Mr and Mrs" among them."""
        found: dict[str, set[str]] = {}
        for sentence in self._sentences:
            for first, second, family in _TITLED.findall(sentence.text):
                titles = found.setdefault(family.lower(), set())
                titles.update(_TITLES[title.lower()] for title in (first, second) if title)
        return found

    @staticmethod
    def _merge(person: _Named, other: _Named) -> None:
        person.keys |= other.keys
        person.said += other.said
        person.weight += other.weight
        person.around += other.around
        person.staff += other.staff

    def _choose(self) -> _Named | None:
        likely = [each for each in self._named if each.staff == 0 or each.weight > 8 * each.staff]
        likely = [each for each in likely if each.weight > 6 * each.around and self._is_sure(each)]
        return max(likely, key=lambda each: each.weight, default=None)

    def _is_sure(self, named: _Named) -> bool:
        """Whether it is somebody, and not a capital word that stands once or twice."""
        given = self._words.cased("given-name")
        known = any(
            word in given or word.lower() in _TITLES for full in named.said for word in full.split()
        )
        return known or named.weight >= _SURE

    # Words without a name

    def _bare_nouns(self) -> frozenset[str]:
        """Nouns that name the person without an article: "Mother", "Pt", "Resident"."""
        counts: Counter[str] = Counter()
        for sentence in self._sentences:
            assert sentence.doc is not None  # noqa: S101 - only these were kept
            for token in sentence.doc:
                bare = not any(child.dep_ in ("det", "nmod:poss") for child in token.children)
                if bare and token.dep_.startswith("nsubj") and self._roles.in_list(token, "person"):
                    counts[token.lower_] += 1
        return frozenset(
            word for word, count in counts.items() if count >= _OFTEN and not word.endswith("s")
        )

    def _has_salutation(self) -> bool:
        first = (each.text.split()[:1] for each in self._sentences[:20])
        return any(
            word.lower().rstrip(",") in self._words.single("salutation")
            for words in first
            for word in words
        )

    def _has_own_headings(self) -> bool:
        """Whether headings speak in the first person, as in a plan that is the person's own."""
        headings = (
            each.text.lower().replace("’", "'")
            for each in self._sentences
            if each.segment.kind is SegmentKind.HEADING
        )
        return any(re.search(r"\b(?:me|my|i|i'm|i'd)\b", heading) for heading in headings)

    # Who is meant where

    def _resolve(self) -> None:
        last: dict[str, Who] = {}
        segment: object = None
        for sentence in self._sentences:
            if sentence.segment is not segment:
                segment, last = sentence.segment, {}
            assert sentence.doc is not None  # noqa: S101 - only these were kept
            found = self._found.setdefault(id(sentence), {})
            for token in sentence.doc:
                gender = _GENDERS.get(token.lower_, "")
                if gender:
                    found[token.i] = self._pronoun(gender, last)
                    continue
                if token.pos_ not in ("NOUN", "PROPN", "X"):
                    continue
                who = self._who(token)
                if who in (Who.PERSON, Who.AROUND):
                    if who is not Who.PERSON and not _leads(token):
                        continue
                    for each in self._genders(token, who):
                        last[each] = who
                elif _leads(token) and self._is_somebody(token):
                    for each in self._genders(token, who):
                        last[each] = who

    def _pronoun(self, gender: str, last: dict[str, Who]) -> Who:
        if gender in last:
            return last[gender]
        if self.is_addressed or (self.speaks_for_itself and self.gender != gender):
            return Who.OTHER
        return Who.PERSON if gender == self.gender else Who.OTHER

    def _genders(self, token: Token, who: Who) -> tuple[str, ...]:
        """The pronouns that may stand for somebody who was named."""
        if who is Who.PERSON:
            return (self.gender,)
        if token.lower_ in self._words.single("he-word"):
            return ("he",)
        if token.lower_ in self._words.single("she-word"):
            return ("she",)
        named = self._of(token)
        if named is not None and named.gender:
            return (named.gender,)
        # Of a name alone nothing is known, so the person stays the one who is meant.
        other = "he" if self.gender == "she" else "she"
        return (other,)

    def _is_somebody(self, token: Token) -> bool:
        return self._roles.role(token) in (Role.PERSON, Role.ABUSER, Role.SERVICE) and (
            token.pos_ in ("NOUN", "PROPN")
        )

    def _of(self, token: Token) -> _Named | None:
        """Who a name belongs to."""
        lower = token.lower_
        before = token.doc[token.i - 1].lower_.rstrip(".") if token.i else ""
        if before in _TITLES:
            titled = f"{before} {lower}"
            for each in self._named:
                if titled in each.keys:
                    return each
        if lower in _TITLES and token.i + 1 < len(token.doc):
            return self._of(token.doc[token.i + 1])
        owners = [each for each in self._named if lower in each.keys]
        return owners[0] if owners and token.text[:1].isupper() else None

    def _who(self, token: Token) -> Who:
        lower = token.lower_
        if lower in _YOU:
            return Who.PERSON if self.is_addressed else Who.OTHER
        if lower in _THEY:
            return Who.PERSON if self.gender == "they" else Who.OTHER
        if lower in self._words.single("self-pronoun"):
            return Who.PERSON if self.speaks_for_itself else Who.SERVICE
        if lower in self._words.single("our-pronoun"):
            return Who.SERVICE
        if (
            lower in ("who", "whom")
            and (noun := antecedent(token)) is not None
            and noun.i != token.i
        ):
            return self._who(noun)
        if self._is_initials(token):
            return Who.PERSON
        named = self._of(token)
        if named is not None:
            return self._of_name(named)
        return self._of_noun(token)

    def _of_name(self, named: _Named) -> Who:
        if named is self._main:
            return Who.PERSON
        if named.staff > named.around:
            return Who.SERVICE
        return Who.AROUND if named.around else Who.OTHER

    def _of_noun(self, token: Token) -> Who:
        lower = token.lower_
        if lower in self._bare and not any(
            child.dep_ in ("det", "nmod:poss") for child in token.children
        ):
            return Who.PERSON
        if self._roles.in_list(token, "person-of-the-text") and lower not in self._words.single(
            "around"
        ):
            return Who.PERSON
        if self._roles.in_list(token, "around"):
            return Who.AROUND
        role = self._roles.role(token)
        return Who.SERVICE if role is Role.SERVICE else Who.OTHER

    def _is_initials(self, token: Token) -> bool:
        """Whether capital letters are those of the person's name."""
        if self._main is None or not _CAPITALS.fullmatch(token.text):
            return False
        firsts = {
            "".join(part[0] for part in full.split() if part.lower() not in _TITLES)
            for full in self._main.said
        }
        return token.text in firsts


def _leads(token: Token) -> bool:
    """Whether somebody is the subject of a main clause; "since his brother died" changes no subject."""
    return token.dep_.startswith("nsubj") and token.head.dep_ in ("ROOT", "conj", "parataxis")
