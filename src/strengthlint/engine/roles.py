"""Who is who in a sentence: the person supported, a service, somebody who did harm, a thing.

Nouns, pronouns and titles are looked up in the lexicon's lists; names, relative pronouns and what
stands behind an amount are decided here. Dependency labels are those of Universal Dependencies.
"""

from __future__ import annotations

import re
from enum import Enum

from spacy.tokens import Token

from strengthlint.engine.discourse import morph
from strengthlint.lexicon.words import WordLists

__all__ = ["Role", "Roles", "antecedent"]


class Role(Enum):
    """What somebody or something named in a sentence is to the text."""

    PERSON = "person"
    PEOPLE = "people"
    """People in general; a person only where the text is about one."""
    IMPLIED = "implied"
    """Nobody is named; in a note that is the person whom the note is about."""
    SELF = "self"
    """I, me: the writer, or a person speaking."""
    SERVICE = "service"
    ABUSER = "abuser"
    OTHER = "other"

    @property
    def is_person(self) -> bool:
        """Whether it is, or may be taken to be, a person supported."""
        return self in (Role.PERSON, Role.PEOPLE, Role.IMPLIED)


_RELATIVE = frozenset("who whom that which whose".split())
_INITIALS = re.compile(r"[A-Z]{1,2}\.?|(?:[A-Z]\.){1,3}")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{2,}s?")
_AGED = re.compile(r"\d{1,3}(?:yo|y/o|yrs?|[MFmf])")
_NAME_PARTS = ("flat", "compound", "flat:name")


class Roles:
    """Decides roles with the word lists of a lexicon.

    Args:
        words: Word lists. Used where they are there: `person`, `people`, `service`, `abuser`,
            `given-name`, `not-a-person`, `anybody`, `part-of-staff`, the pronouns, titles and `amount`.
    """

    def __init__(self, words: WordLists) -> None:
        self._words = words

    def in_list(self, token: Token, name: str) -> bool:
        """Whether a noun, with the words right before it, is in a word list."""
        return self._longest(token, name) > 0

    def _longest(self, token: Token, name: str) -> int:
        """Words of the longest row of a list that ends with a noun; 0 where there is none."""
        longest = 0
        for row in self._words.by_last(name).get(token.lower_, ()):
            start = token.i - len(row) + 1
            if start < 0:
                continue
            tokens = [token.doc[index] for index in range(start, token.i + 1)]
            if all(_same(word, item) for word, item in zip(row, tokens, strict=True)):
                longest = max(longest, len(row))
        return longest

    def is_one_of(self, token: Token, name: str) -> bool:
        """Whether a word is in a word list, whatever its capitals and a full stop behind it."""
        return token.lower_.rstrip(".") in self._words.single(name)

    def role(self, token: Token, depth: int = 0) -> Role:
        """What a noun or pronoun is."""
        lower = token.lower_
        if depth > 4:
            return Role.OTHER
        if lower in _RELATIVE and token.dep_.startswith(("nsubj", "obj", "obl", "nmod", "det")):
            return self._relative(token, depth)
        if self.is_one_of(token, "person-pronoun"):
            return self._they(token) if lower in ("they", "them") else Role.PERSON
        if self.is_one_of(token, "general-pronoun"):
            return Role.PEOPLE
        if self.is_one_of(token, "self-pronoun") and token.text != "i.":
            return Role.SELF
        if self.is_one_of(token, "our-pronoun"):
            return Role.SERVICE
        if _AGED.fullmatch(token.text):
            # "71yo, suffers from COPD", "41M, lives alone"
            return Role.PERSON
        amount = self._amount(token, depth)
        if amount is not None:
            return amount
        if self.is_one_of(token, "thing-pronoun"):
            return Role.OTHER
        return self._noun(token)

    def _relative(self, token: Token, depth: int) -> Role:
        """Who and whom are people, whatever noun the parser hung them on; which never is."""
        noun = antecedent(token)
        role = Role.OTHER if noun is None else self.role(noun, depth + 1)
        if token.lower_ in ("who", "whom"):
            return Role.PEOPLE if role is Role.OTHER else role
        return Role.OTHER if token.lower_ == "which" and role.is_person else role

    def _noun(self, token: Token) -> Role:
        name = _name_span(token)
        for role, list_name in (
            (Role.ABUSER, "abuser"),
            (Role.PERSON, "person"),
            (Role.SERVICE, "service"),
            (Role.PEOPLE, "people"),
        ):
            if self.in_list(token, list_name):
                if role is Role.PERSON and self._is_general(token):
                    role = Role.PEOPLE
                if role.is_person and any(self.in_list(part, "service") for part in name):
                    # "staff member", "council tenant": the last word decides, but staff stay staff.
                    return Role.SERVICE if self.is_one_of(token, "part-of-staff") else role
                return role
        if token.pos_ == "PROPN" or _looks_like_name(token) or self._is_given_name(token):
            return self._name(token, name)
        if self._stands_for_people(token):
            return Role.PEOPLE
        if token.pos_ == "PRON" and self.is_one_of(token, "anybody"):
            return Role.PEOPLE
        return Role.OTHER

    def _stands_for_people(self, token: Token) -> bool:
        """Whether a word that is no noun stands for people: "the vulnerable", "many", "those affected"."""
        if not token.dep_.startswith(("nsubj", "obj", "obl", "nmod")) or token.text[:1].isdigit():
            return False
        if token.pos_ in ("DET", "NUM"):
            return True
        return token.pos_ in ("ADJ", "VERB") and any(
            child.dep_ == "det" for child in token.children
        )

    def _is_given_name(self, token: Token) -> bool:
        """A first name; one in small letters only where it is somebody in the sentence."""
        if self.in_list(token, "given-name"):
            return True
        somebody = token.dep_.startswith(("nsubj", "obj", "iobj")) or token.i == 0
        bare = not any(child.dep_ in ("det", "amod", "nummod") for child in token.children)
        noun = token.pos_ in ("NOUN", "PROPN", "ADJ")
        return somebody and bare and noun and self.is_one_of(token, "given-name")

    def _is_general(self, token: Token) -> bool:
        """Whether a noun for people is one for people in general: "people", not "young people".

        A row of several words says more than its last one alone.
        """
        return self._longest(token, "people") >= self._longest(token, "person")

    def _name(self, token: Token, name: list[Token]) -> Role:
        titles = [*name, *([token.doc[name[0].i - 1]] if name[0].i else ())]
        if any(self.is_one_of(part, "title") for part in titles):
            return Role.PERSON
        if any(self.is_one_of(part, "staff-title") for part in titles):
            return Role.SERVICE
        if any(self.in_list(part, "service") for part in name):
            return Role.SERVICE
        if any(self.in_list(part, "not-a-person") for part in name):
            return Role.OTHER
        if any(self.is_one_of(part, "given-name") for part in name):
            # Whatever its capitals: "KIM FAILED TO ATTEND", "sarah failed to attend".
            return Role.PERSON
        if _INITIALS.fullmatch(token.text):
            return Role.PERSON
        if _ACRONYM.fullmatch(token.text) or not token.text[:1].isupper():
            return Role.OTHER
        if len(name) > 2 or not token.text.isalpha():
            return Role.OTHER
        # People's names take no article and no plural: "the Initiative", "Spreadsheets".
        article = any(child.dep_ == "det" for child in token.children)
        if article or "Plur" in morph(token, "Number"):
            return Role.OTHER
        # A name of two words without a first name may be a thing: "Plain Language", "Pap Smear".
        return Role.PEOPLE if len(name) > 1 else Role.PERSON

    def _amount(self, token: Token, depth: int) -> Role | None:
        if not self.is_one_of(token, "amount") and token.pos_ != "NUM":
            return None
        for child in token.children:
            if child.dep_.startswith("nmod") and any(
                case.lower_ in ("of", "among") for case in child.children if case.dep_ == "case"
            ):
                return self.role(child, depth + 1)
        if token.pos_ == "NOUN" or token.text[:1].isdigit():
            return None
        # "many suffer", "two were moved on"
        return Role.PEOPLE if token.pos_ in ("PRON", "DET", "NUM", "ADJ") else None

    def _they(self, token: Token) -> Role:
        """They are whoever was named last: people, unless that is a service.

        Where nobody is, they are people in general.
        """
        for index in range(token.i - 1, -1, -1):
            other = token.doc[index]
            if other.pos_ in ("NOUN", "PROPN") and other.dep_.startswith(("nsubj", "obj", "obl")):
                role = self._noun(other)
                return role if role in (Role.SERVICE, Role.PERSON) else Role.PEOPLE
        return Role.PEOPLE


def _same(word: str, token: Token) -> bool:
    return token.lower_ == word if word == word.lower() else token.text == word


def antecedent(token: Token) -> Token | None:
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
        return token.pos_ in ("ADV", "VERB", "INTJ", "X") and token.n_rights == 0
    return (
        token.i > 0
        and token.text[:1].isupper()
        and token.text[1:].islower()
        and token.pos_ != "PRON"
    )
