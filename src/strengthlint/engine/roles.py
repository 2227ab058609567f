"""Who is who in a sentence: the person supported, a service, somebody who did harm, a thing.

Nouns are looked up in the lexicon's lists `person`, `service` and `abuser`; pronouns and names are
decided here. Dependency labels are those of Universal Dependencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from spacy.tokens import Token

__all__ = ["AMOUNTS", "TITLES", "Role", "Roles", "morph"]


class Role(Enum):
    """What somebody or something named in a sentence is to the text."""

    PERSON = "person"
    IMPLIED = "implied"
    """Nobody is named; in a note that is the person whom the note is about."""
    SELF = "self"
    """I, me: the writer, or a person speaking."""
    SERVICE = "service"
    ABUSER = "abuser"
    OTHER = "other"

    @property
    def is_person(self) -> bool:
        """Whether it is, or may be taken to be, the person supported."""
        return self in (Role.PERSON, Role.IMPLIED)


_PERSON_PRONOUNS = frozenset(
    "he she him her they them you ye s/he he/she they/them himself herself themselves themself yourself "
    "your their someone somebody anyone anybody everyone everybody those hers his theirs yours u".split()
)
_SELF_PRONOUNS = frozenset("i me my mine myself".split())
_OUR_PRONOUNS = frozenset("we us our ours ourselves".split())
_THING_PRONOUNS = frozenset(
    "it this that these itself what something anything nothing everything".split()
)
_RELATIVE = frozenset("who whom that which whose".split())
# "a number of clients", "two of them": the noun behind "of" is the one meant.
AMOUNTS = frozenset(
    "number lot lots majority minority percentage percent % proportion half third quarter rest couple "
    "some many most all none few several one two three four five both any each handful range type kind "
    "sort part group member members case cases estimated cohort generation".split()
)
TITLES = frozenset("mr mrs ms miss mx mister master".split())
_STAFF_TITLES = frozenset(
    "dr prof professor cllr councillor judge sgt pc dc rev sir lord lady justice".split()
)
# Endings of nouns that name people by what they do; the lists cannot hold them all.
_INITIALS = re.compile(r"[A-Z]{1,2}\.?|(?:[A-Z]\.){1,3}")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{2,}s?")
_NAME_PARTS = ("flat", "compound", "flat:name")


class Roles:
    """Decides roles with the word lists of a lexicon.

    Args:
        lists: Rows of words by list name; `person`, `service`, `abuser` and `given-name` are used
            where they are there.
    """

    def __init__(self, lists: Mapping[str, tuple[tuple[str, ...], ...]]) -> None:
        self._words = {name: _index(rows) for name, rows in lists.items()}

    def in_list(self, token: Token, name: str) -> bool:
        """Whether a noun, with the words right before it, is in a word list."""
        rows = self._words.get(name, {}).get(token.lower_)
        if not rows:
            return False
        for row in rows:
            start = token.i - len(row) + 1
            if start < 0:
                continue
            tokens = [token.doc[index] for index in range(start, token.i + 1)]
            if all(_same(word, item) for word, item in zip(row, tokens, strict=True)):
                return True
        return False

    def role(self, token: Token, depth: int = 0) -> Role:
        """What a noun or pronoun is."""
        lower = token.lower_
        if depth > 4:
            return Role.OTHER
        if lower in _RELATIVE and token.dep_.startswith(("nsubj", "obj", "obl", "nmod", "det")):
            antecedent = _antecedent(token)
            if antecedent is not None:
                role = self.role(antecedent, depth + 1)
                # "which" never speaks of a person, whatever noun the parser hung it on.
                return Role.OTHER if lower == "which" and role.is_person else role
            return Role.PERSON if lower in ("who", "whom") else Role.OTHER
        if lower in _PERSON_PRONOUNS:
            return self._they(token, depth) if lower in ("they", "them") else Role.PERSON
        if lower in _SELF_PRONOUNS and token.text != "i.":
            return Role.SELF
        if lower in _OUR_PRONOUNS:
            return Role.SERVICE
        amount = self._amount(token, depth)
        if amount is not None:
            return amount
        if lower in _THING_PRONOUNS:
            return Role.OTHER
        return self._noun(token)

    def _noun(self, token: Token) -> Role:
        name = _name_span(token)
        for role, list_name in (
            (Role.ABUSER, "abuser"),
            (Role.PERSON, "person"),
            (Role.SERVICE, "service"),
        ):
            if self.in_list(token, list_name):
                if role is Role.PERSON and any(self.in_list(part, "service") for part in name):
                    # "staff member", "council tenant": the last word decides, but staff stay staff.
                    return Role.SERVICE if token.lower_.startswith(("member", "group")) else role
                return role
        if token.pos_ == "PROPN" or _looks_like_name(token) or self.in_list(token, "given-name"):
            return self._name(token, name)
        digits = token.text[:1].isdigit()
        if (
            token.pos_ in ("ADJ", "DET", "NUM", "VERB")
            and token.dep_.startswith(("nsubj", "obj", "obl", "nmod"))
            and not digits
        ):
            # "the vulnerable", "many", "those affected"
            return Role.PERSON
        if token.pos_ == "PRON" and token.lower_ in ("one", "another", "other", "others", "each"):
            return Role.PERSON
        return Role.OTHER

    def _name(self, token: Token, name: list[Token]) -> Role:
        lowers = {part.lower_.rstrip(".") for part in name}
        before = token.doc[name[0].i - 1].lower_.rstrip(".") if name[0].i else ""
        if lowers & TITLES or before in TITLES:
            return Role.PERSON
        if lowers & _STAFF_TITLES or before in _STAFF_TITLES:
            return Role.SERVICE
        if any(self.in_list(part, "service") for part in name):
            return Role.SERVICE
        if any(self.in_list(part, "not-a-person") for part in name):
            return Role.OTHER
        if any(self.in_list(part, "given-name") for part in name):
            return Role.PERSON
        if _INITIALS.fullmatch(token.text):
            return Role.PERSON
        if _ACRONYM.fullmatch(token.text) or not token.text[:1].isupper():
            return Role.OTHER
        if len(name) > 2 or not token.text.isalpha():
            return Role.OTHER
        return Role.PERSON

    def _amount(self, token: Token, depth: int) -> Role | None:
        if token.lower_ not in AMOUNTS and token.pos_ != "NUM":
            return None
        for child in token.children:
            if child.dep_.startswith("nmod") and any(
                case.lower_ in ("of", "among") for case in child.children if case.dep_ == "case"
            ):
                return self.role(child, depth + 1)
        if token.pos_ == "NOUN" or token.text[:1].isdigit():
            return None
        # "many suffer", "two were moved on"
        return Role.PERSON if token.pos_ in ("PRON", "DET", "NUM", "ADJ") else None

    def _they(self, token: Token, depth: int) -> Role:
        """They are people, unless the last plural noun before them in the sentence is a service."""
        for index in range(token.i - 1, -1, -1):
            other = token.doc[index]
            if other.pos_ in ("NOUN", "PROPN") and other.dep_.startswith(("nsubj", "obj", "obl")):
                return Role.SERVICE if self._noun(other) is Role.SERVICE else Role.PERSON
        return Role.PERSON


def morph(token: Token, feature: str) -> list[str]:
    """The values of a morphological feature, for instance ["Plur"] for "Number"; empty where none."""
    return token.morph.get(feature, [])  # type: ignore[no-any-return, unused-ignore]


def _index(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        index.setdefault(row[-1].lower(), []).append(row)
    return index


def _same(word: str, token: Token) -> bool:
    return token.lower_ == word if word == word.lower() else token.text == word


def _antecedent(token: Token) -> Token | None:
    """The noun that a relative clause describes."""
    node = token
    for _ in range(6):
        if node.dep_ == "acl:relcl" or (node.dep_ == "acl" and node != token):
            return node.head
        if node.head == node:
            return None
        node = node.head
    return None


def _name_span(token: Token) -> list[Token]:
    """The tokens of a name, in order: the head with its parts on both sides."""
    head = token
    while head.dep_ in _NAME_PARTS and head.head.pos_ == "PROPN" and head.head != head:
        head = head.head
    parts = [head, *(child for child in head.children if child.dep_ in _NAME_PARTS)]
    if token not in parts:
        parts.append(token)
    return sorted(parts, key=lambda part: part.i)


def _looks_like_name(token: Token) -> bool:
    """Initials and capital words that the tagger took for something else in a terse note."""
    if token.pos_ not in ("NOUN", "ADJ", "ADV", "X", "VERB", "PRON", "INTJ", "SYM"):
        return False
    if token.text.isupper() and _INITIALS.fullmatch(token.text):
        return True
    if token.i == 0 and token.text[:1].isupper() and token.dep_.startswith("nsubj"):
        # Only a name that the tagger never saw is a subject and an adverb at once.
        return token.pos_ in ("ADV", "VERB", "INTJ", "X") and token.n_lefts + token.n_rights == 0
    return (
        token.i > 0
        and token.text[:1].isupper()
        and token.text[1:].islower()
        and token.pos_ != "PRON"
    )
