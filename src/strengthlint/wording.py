"""Suggestions that fit: number, tense, person, article, possessive and capital.

A `swap` takes the form of the words it replaces; where it cannot fit (an adjective or a possessive
in the way) it is offered as wording to consider instead. An `instead` keeps its `[..]` gaps; only
`[they]`, `[them]` and `[their]` become the person as the sentence names them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from strengthlint.diagnostic import Suggestion, SuggestionKind
from strengthlint.engine import Hit
from strengthlint.engine.discourse import morph
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.entry import Entry
from strengthlint.lexicon.inflection import article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Wording"]

_PIECE = re.compile(r"<([\w-]+)>|([A-Za-z’'-]+)~|([A-Za-z’'-]+)\(s\)")
_GAP = re.compile(r"\[(they|them|their)\]", re.IGNORECASE)
_BE_TAGS = {
    "am": "VBP", "is": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD", "be": "VB", "been": "VBN",
    "being": "VBG", "'s": "VBZ", "’s": "VBZ", "'re": "VBP", "’re": "VBP", "'m": "VBP", "’m": "VBP",
}  # fmt: skip
_PLURAL_SUBJECTS = frozenset("they we you these those both many some others".split())
_PRONOUNS = {"he": ("he", "him", "his"), "she": ("she", "her", "her")}
_PRONOUN_CASES = {
    "him": "he",
    "his": "he",
    "her": "she",
    "hers": "she",
    "himself": "he",
    "herself": "she",
}
_CASES: tuple[str, str, str] = ("they", "them", "their")


@dataclass(frozen=True, slots=True)
class _Form:
    """What a replacement must agree with.

    Attributes:
        tag: Penn tag that a verb takes.
        plural: Whether a noun is plural, and the subject of a `be` in the past.
    """

    tag: str
    plural: bool


class Wording:
    """Makes the suggestions of a lexicon fit their places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._titles = frozenset(row[0].lower() for row in lexicon.lists.get("title", ()))

    def suggestions(self, hit: Hit, entry: Entry) -> tuple[Suggestion, ...]:
        """What to consider for a hit, swaps first; empty where an entry offers nothing."""
        offered: dict[str, Suggestion] = {}
        for suggestion in self._all(hit, entry):
            offered.setdefault(suggestion.text, suggestion)
        return tuple(offered.values())

    def _all(self, hit: Hit, entry: Entry) -> Iterator[Suggestion]:
        doc = hit.sentence.doc
        assert doc is not None  # noqa: S101 - a hit is made from a doc
        later: list[Suggestion] = []
        swap = _Swap(self._lexicon, hit, doc)
        for pattern in entry.swap:
            text = swap.render(pattern)
            if swap.fits(text, pattern):
                yield Suggestion(swap.place(text), SuggestionKind.SWAP)
            else:
                later.append(Suggestion(text, SuggestionKind.INSTEAD))
        # Only a condition says that the subject around the match is the person meant.
        about_person = {"person", "people"} & {*entry.when.who, *entry.when.about}
        names = _person_names(hit, doc, self._titles) if about_person else None
        for pattern in entry.instead:
            yield Suggestion(self._instead(pattern, swap.form, names), SuggestionKind.INSTEAD)
        yield from later

    def _instead(self, pattern: str, form: _Form, names: tuple[str, str, str] | None) -> str:
        if _GAP.search(pattern):
            names = names or _CASES
            plural = names[0] == "they"
            pattern = _GAP.sub(lambda match: names[_CASES.index(match[1].lower())], pattern)
            form = _Form("VBP" if plural else "VBZ", plural)
        return _inflect(pattern, form, {}, self._lexicon)


class _Swap:
    """One replacement in one place."""

    def __init__(self, lexicon: Lexicon, hit: Hit, doc: Doc) -> None:
        self.lexicon = lexicon
        self.doc = doc
        self.tokens = [doc[index] for index in range(hit.first, hit.last)]
        self.article = self.tokens[0].lower_ in ("a", "an") and len(self.tokens) > 1
        self.pronoun = ""
        self.lists: dict[str, str] = {}
        self.verb: Token | None = None
        self.noun: Token | None = None
        slots = [slot for phrase in lexicon.phrases(hit.entry)[0] for slot in phrase]
        for token in self.tokens:
            for slot in slots:
                last_words = {words[-1] for words in slot.words}
                if slot.lemma and token.lower_ in last_words:
                    if slot.is_verb and self.verb is None:
                        self.verb = token
                    elif not slot.is_verb and self.noun is None:
                        self.noun = token
        for name in {slot.list_name for slot in slots if slot.list_name}:
            listed = _longest_listed(self.tokens, lexicon.lists[name])
            if listed:
                self.lists[name] = _put_back(listed)
                if self.noun is None:
                    self.noun = listed[-1]
        if self.verb is not None and self.verb.text[0] in "'’" and self.verb.i == hit.first + 1:
            # "He's schizophrenic": the match was widened to the word that the short verb hangs on.
            self.pronoun = self.tokens[0].text
        self.form = self._form()

    def _form(self) -> _Form:
        plural = _is_plural(self.noun) if self.noun is not None else False
        if self.verb is not None:
            return _Form(_tag(self.verb), _subject_is_plural(self.verb))
        if self.noun is None:
            head = self.tokens[-1]
            plural = _is_plural(head) or self.tokens[0].lower_ == "the"
        return _Form("VBP" if plural else "VBZ", plural)

    def render(self, pattern: str) -> str:
        return _inflect(pattern, self.form, self.lists, self.lexicon)

    def fits(self, text: str, pattern: str) -> bool:
        """Whether a replacement can stand where the match stood."""
        if "<" in text:
            return False
        after = self.doc[self.tokens[-1].i + 1] if self.tokens[-1].i + 1 < len(self.doc) else None
        last = pattern.split()[-1]
        ends_in_noun = last.endswith(("(s)", ">")) or last == "people"
        possessive = (
            after is not None and after.lower_ in ("'s", "’s", "'", "’") and after.dep_ == "case"
        )
        if possessive and not ends_in_noun:
            return False
        if self.verb is not None:
            return True
        # A person-first phrase needs its noun free: "a chronic schizophrenic" has an adjective of its own.
        head = self.noun if self.noun is not None else self.tokens[-1]
        inside = range(self.tokens[0].i, self.tokens[-1].i + 1)
        return not any(
            child.i not in inside and child.i < head.i and child.dep_ in ("amod", "compound")
            for child in head.children
        )

    def place(self, text: str) -> str:
        """The replacement with article and capital."""
        if self.pronoun:
            return f"{self.pronoun} {text}"
        if self.article:
            plural = self.form.plural and self.verb is None
            text = text if plural else f"{article(text)} {text}"
        letters = [token.text for token in self.tokens if token.is_alpha]
        if len(letters) > 1 and all(word.isupper() and len(word) > 1 for word in letters):
            return text.upper()
        # Only the start of a sentence gives its capital away; a name keeps it to itself.
        starts = all(token.is_punct for token in self.doc[: self.tokens[0].i])
        if starts and self.tokens[0].text[:1].isupper():
            return text[:1].upper() + text[1:]
        return text


def _inflect(pattern: str, form: _Form, lists: dict[str, str], lexicon: Lexicon) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return lists.get(match[1], match[0])
        if match[2]:
            if match[2] == "be" and form.tag == "VBD":
                return "were" if form.plural else "was"
            return lexicon.verb(match[2], form.tag)
        return lexicon.noun(match[3], plural=form.plural)

    return _PIECE.sub(replace, pattern)


def _longest_listed(tokens: list[Token], rows: tuple[tuple[str, ...], ...]) -> list[Token]:
    best: list[Token] = []
    lowers = [token.lower_ for token in tokens]
    for row in rows:
        words = [word.lower() for word in row]
        size = len(words)
        if size <= len(best):
            continue
        for start in range(len(lowers) - size + 1):
            if lowers[start : start + size] == words:
                best = tokens[start : start + size]
                break
    return best


def _put_back(tokens: list[Token]) -> str:
    """Listed words as they stand, without the capital that only a sentence's start gave them."""
    text = "".join(token.text_with_ws for token in tokens).strip()
    first = tokens[0]
    # Words of lists are common words, whatever the tagger made of the capital.
    if first.i == 0 and first.text[1:].islower():
        return text[:1].lower() + text[1:]
    return text


def _is_plural(token: Token) -> bool:
    number = morph(token, "Number")
    lower = token.lower_
    if lower in ("people", "men", "women", "children", "those", "families", "lives"):
        return True
    if number:
        return "Plur" in number
    return lower.endswith("s") and not lower.endswith("ss")


def _subject_is_plural(verb: Token) -> bool:
    if verb.lower_ == "were":
        return True
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    if subject is None and verb.dep_ in ("cop", "aux"):
        subject = next(
            (child for child in verb.head.children if child.dep_.startswith("nsubj")), None
        )
    if subject is None:
        return False
    coordinated = any(child.dep_ == "conj" for child in subject.children)
    return coordinated or subject.lower_ in _PLURAL_SUBJECTS or "Plur" in morph(subject, "Number")


def _tag(verb: Token) -> str:
    """The Penn tag of a verb's form, from its spelling first and the tagger second."""
    lower = verb.lower_
    if lower in _BE_TAGS:
        return _BE_TAGS[lower]
    if lower in ("has", "does"):
        return "VBZ"
    if lower == "had" or lower == "did":
        return "VBD"
    if lower.endswith("ing"):
        return "VBG"
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass")}
    past = "Past" in morph(verb, "Tense") or lower.endswith("ed")
    if past:
        perfect = helpers & {
            "have",
            "has",
            "had",
            "having",
            "'ve",
            "’ve",
            "been",
            "is",
            "was",
            "were",
            "be",
        }
        return "VBN" if perfect else "VBD"
    if lower.endswith("s") and not lower.endswith("ss"):
        return "VBZ"
    return "VB" if helpers or "Inf" in morph(verb, "VerbForm") else "VBP"


def _person_names(hit: Hit, doc: Doc, titles: Container[str]) -> tuple[str, str, str] | None:
    """How the sentence names the person, as subject, object and possessor; None where it does not say."""
    if not hit.sentence.parsed:
        return None
    middle = doc[min(hit.first, len(doc) - 1)]
    node = middle
    for _ in range(8):
        for child in node.children:
            if child.dep_.startswith("nsubj"):
                return _name_of(child, titles)
        if node.dep_ == "acl:relcl" or node.head == node:
            break
        node = node.head
    return None


def _name_of(token: Token, titles: Container[str]) -> tuple[str, str, str] | None:
    lower = token.lower_
    lower = _PRONOUN_CASES.get(lower, lower)
    if lower in _PRONOUNS:
        return _PRONOUNS[lower]
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        parts = [t for t in token.subtree if t.dep_ in ("flat", "compound") or t == token]
        parts = [t for t in parts if t.pos_ == "PROPN" or t.lower_.rstrip(".") in titles]
        before = token.doc[parts[0].i - 1] if parts and parts[0].i else None
        if before is not None and before.lower_.rstrip(".") in titles:
            parts.insert(0, before)
        if parts and parts[-1].i - parts[0].i + 1 == len(parts):
            name = " ".join(part.text for part in parts)
            return name, name, "their"
    return _CASES
