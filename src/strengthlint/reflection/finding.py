"""Finds the signs of a lexicon in the sentences of a document, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from strengthlint.engine import Engine, Sentence
from strengthlint.engine.conditions import head_of
from strengthlint.engine.phrases import Finder, Sought, Text
from strengthlint.engine.roles import antecedent
from strengthlint.lexicon.sign import Doer, Sign
from strengthlint.reflection.people import People, Who

__all__ = ["Signs"]

_UP = 6
"""Steps from a word towards the verb of its clause."""

_NEAR = 5
"""Words before a sign among which a denial may stand."""

_DOERS = {Doer.PERSON: Who.PERSON, Doer.AROUND: Who.AROUND, Doer.SERVICE: Who.SERVICE}
_UPWARD = ("conj", "xcomp", "obj", "obl", "advmod", "amod", "acl", "compound", "nmod", "advcl", "parataxis", "fixed", "mark", "aux", "aux:pass", "cop", "case", "det", "nummod", "appos", "compound:prt", "list", "dep", "flat", "iobj", "obl:unmarked", "nmod:unmarked", "discourse", "cc", "punct", "ccomp", "csubj")  # fmt: skip


class Signs:
    """Finds signs.

    Args:
        engine: Gives the lexicon and the tokenizer.
    """

    def __init__(self, engine: Engine) -> None:
        self._finder = Finder(engine.lexicon.lists, engine.matching.tokenize)
        self._negation = engine.lexicon.words.single("negation") - {"without"}
        self._short_of = engine.lexicon.words.single("short-of")
        self._signs: list[tuple[Sign, Sought, Sought]] = [
            (sign, *(self._finder.sought(part) for part in phrases))  # type: ignore[misc]
            for sign, phrases in engine.lexicon.signs
        ]
        self._tokenize = engine.matching.tokenize

    def shown(
        self, sentence: Sentence, people: People, quoted: frozenset[int]
    ) -> Iterator[tuple[Sign, int, int]]:
        """The signs of a sentence, each with a half-open range of the tokens that show it."""
        doc = sentence.doc
        if doc is None:
            return
        text = Text(lambda: doc, self._finder.words_of(doc.text))
        for sign, sought, unless in self._signs:
            if sign.heading:
                continue
            spans = self._finder.find(sought, text)
            if not spans or self._finder.find(unless, text):
                continue
            for start, end in spans:
                if self._holds(sign, sentence, people, start, end, quoted):
                    yield sign, start, end

    def of_heading(self, heading: str) -> list[tuple[Sign, str]]:
        """The signs that a heading shows for what stands below it, each with its words."""
        doc = self._tokenize(heading)
        text = Text(lambda: doc, self._finder.words_of(heading))
        found = []
        for sign, sought, unless in self._signs:
            spans = self._finder.find(sought, text) if sign.heading else []
            if spans and not self._finder.find(unless, text):
                start, end = spans[0]
                found.append((sign, doc[start:end].text))
        return found

    def _holds(
        self,
        sign: Sign,
        sentence: Sentence,
        people: People,
        start: int,
        end: int,
        quoted: frozenset[int],
    ) -> bool:
        doc = sentence.doc
        assert doc is not None  # noqa: S101 - a sign was found in it
        if not sentence.parsed:
            return sign.who is Doer.ANYONE
        head = head_of(doc[start:end])
        if not sign.denied and self._is_denied(doc, head, start, end):
            return False
        if sign.who is Doer.ANYONE:
            return True
        wanted = _DOERS[sign.who]
        owner = next((c for c in head.children if c.dep_ == "nmod:poss"), None)
        if owner is not None and head.pos_ == "NOUN" and people.who(owner, sentence) is wanted:
            return True
        subject = subject_of(head, range(start, end))
        if subject is None:
            # "Enjoys music. Good at maths." is said of the person, in a fragment.
            return wanted is Who.PERSON and (start == 0 or head.dep_ == "ROOT")
        return any(people.who(each, sentence) is wanted for each in _with_joined(subject))

    def _is_denied(self, doc: Doc, head: Token, start: int, end: int) -> bool:
        node = head
        near: set[int] = set(range(start, end))
        for _ in range(3):
            near.add(node.i)
            near.update(child.i for child in node.children)
            if node.dep_ not in ("xcomp", "cop", "aux", "obj", "obl", "advmod", "amod", "ccomp"):
                break
            node = node.head
        return any(
            token.i in near
            and (
                token.lower_ in self._negation
                or (token.i < start and token.lower_ in self._short_of)
            )
            for token in doc[max(0, start - _NEAR) : end + 1]
        )


def subject_of(word: Token, inside: range) -> Token | None:
    """The subject of the clause that a word is part of; None where there is none."""
    node = word
    for _ in range(_UP):
        for child in node.children:
            if child.dep_.startswith("nsubj") and child.i not in inside:
                if child.lower_ in ("who", "which", "that"):
                    return antecedent(child) or child
                return child
        if node.dep_.startswith("nsubj"):
            return node
        if node.dep_ == "acl:relcl":
            return node.head
        if node.dep_ not in _UPWARD or node.head is node:
            return None
        node = node.head
    return None


def _with_joined(subject: Token) -> list[Token]:
    """A subject with what is joined to it: "Gareth and Huw"."""
    return [
        subject,
        *(child for child in subject.children if child.dep_ in ("conj", "appos", "flat")),
    ]


Quoted = Callable[[Sentence], frozenset[int]]
Ranges = Sequence[tuple[int, int]]
