"""Flagged words in sentences whose trees are written out, and a lexicon of one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import Hit, Sentence
from strengthlint.engine.discourse import Scene, Subject
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.inflection import inflect_noun, inflect_verb, noun_forms
from strengthlint.lexicon.phrase import Phrase, parse_phrase
from strengthlint.lexicon.words import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from strengthlint.wording.place import Place

LISTS = {
    "person-pronoun": "she|he|him|her|they|them|his|their",
    "self-pronoun": "i|me|my",
    "our-pronoun": "we|us|our",
    "general-pronoun": "you|your|those",
    "thing-pronoun": "it|this",
    "person": "tenant|tenants|man|men|child|father|clients|client|women|families",
    "people": "people",
    "service": "council",
    "negation": "not|n't|never|nobody|no",
    "modal": "may|might|should|will|would|could|must",
    "supposing": "if|unless",
    "unchanging": "put",
    "she-word": "she|her|mrs|mum",
    "he-word": "he|him|his|mr",
    "title": "mrs|mr|dr",
    "thing": "behaviour|hills",
    "thing-ending": "ness|ment|ant|ity",
    "deed": "keep up|keep up well|cope|Rest",
    "stative": "know|have|be",
    "plain-adjective": "young|other",
    "woman": "young woman|woman|women",
}
ROWS = {
    name: tuple(tuple(row.split()) for row in words.split("|")) for name, words in LISTS.items()
}


CLAUSE = Scene(Subject.UNKNOWN, fragment=False)


@dataclass
class Stub:
    """A lexicon of one entry."""

    flags: tuple[str, ...] = ()
    words = WordLists(ROWS)
    lists = ROWS

    def phrases(self, index: int) -> tuple[list[Phrase], list[Phrase]]:
        return [parse_phrase(flag, ROWS) for flag in self.flags], []

    def verb(self, lemma: str, tag: str) -> str:
        return inflect_verb(lemma, tag)

    def noun(self, lemma: str, *, plural: bool) -> str:
        return inflect_noun(lemma, plural)

    def plurals(self, form: str) -> tuple[str, ...]:
        return noun_forms(form)[1:]


@pytest.fixture(scope="session")
def small_lexicon() -> Lexicon:
    """Word lists and forms of words, without entries."""
    return cast(Lexicon, Stub())


@pytest.fixture(scope="session")
def place_of(tree: Callable[[str], Doc]) -> Callable[..., Place]:
    """Makes the place of the words between the stars ("she>nsubj>3 is>cop>3 *lazy*").

    What found them is given first, in the notation of the lexicon and with | between phrases; "" is
    where the phrase does not matter.
    """
    from strengthlint.wording.place import Places

    def make(
        flag: str,
        written: str,
        scene: Scene = CLAUSE,
        previous: str = "",
        parsed: bool = True,
    ) -> Place:
        marked = [at for at, part in enumerate(written.split()) if "*" in part]
        doc = tree(written.replace("*", ""))
        text = doc.text.strip()
        segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))
        starts = tuple(token.idx for token in doc)
        sentence = Sentence(
            segment,
            0,
            0,
            len(text),
            (),
            doc=doc,
            starts=starts,
            parsed=parsed,
            previous=previous,
        )
        hit = Hit(0, sentence, marked[0], marked[-1] + 1, scene=scene)
        flags = tuple(flag.split("|")) if flag else ()
        return Places(cast(Lexicon, Stub(flags))).place(hit)

    return make
