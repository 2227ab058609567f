"""Sentences with their trees written out, so that a test hangs on no grammar's reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from strengthlint.document import SegmentKind
    from strengthlint.engine import Engine, Hit
    from strengthlint.lexicon import Lexicon


@dataclass(frozen=True)
class Tree:
    """A parsed sentence with the words that are asked about.

    Attributes:
        doc: Its tokens.
        phrase: Half-open token range of what stands in square brackets.
        first: First token of what stands in braces; half-open range with `last`.
        last: Token after the last.
    """

    doc: Doc
    phrase: tuple[int, int]
    first: int
    last: int


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Tree]:
    """Reads a tree: for each word `word/POS/head/dep`, heads counted from 1 and 0 for the root.

    `[word]` is one of a phrase, `{word}` one of those that a standing is asked about; what is left
    out at the end of a word is a noun's that hangs on nothing (`dep`), and `/Fin` makes it finite.
    """
    from spacy.tokens import Doc

    from strengthlint.engine import grammar

    def read(text: str) -> Tree:
        words: list[str] = []
        pos: list[str] = []
        heads: list[int] = []
        deps: list[str] = []
        morphs: list[str] = []
        marked: dict[str, list[int]] = {"[": [], "{": []}
        for at, item in enumerate(text.split()):
            word, *parts = item.split("/") if item[0] != "/" else ("/", *item[2:].split("/"))
            tag, head, dep, form = [*parts, *("NOUN", "0", "dep", "")[len(parts) :]]
            if word[0] in marked and len(word) > 1:
                marked[word[0]].append(at)
                word = word[1:-1]
            words.append(word)
            pos.append(tag)
            heads.append(int(head) - 1 if head != "0" else at)
            deps.append("ROOT" if head == "0" else dep)
            morphs.append(f"VerbForm={form}" if form else "")
        doc = Doc(grammar.load().vocab, words=words, pos=pos, heads=heads, deps=deps, morphs=morphs)
        phrase, inside = marked["["] or [0], marked["{"] or [0]
        return Tree(doc, (phrase[0], phrase[-1] + 1), inside[0], inside[-1] + 1)

    return read


@pytest.fixture(scope="session")
def engine(lexicon: Lexicon) -> Engine:
    """An engine with the built-in lexicon."""
    from strengthlint.engine import Engine

    return Engine(lexicon)


@pytest.fixture(scope="session")
def hit(engine: Engine) -> Callable[..., Hit]:
    """Makes a hit of the words between `==` in a sentence that no grammar has read."""
    from strengthlint.document import OffsetMap, Segment, SegmentKind
    from strengthlint.engine import Hit, Sentence

    def make(text: str, kind: SegmentKind = SegmentKind.PARAGRAPH) -> Hit:
        before, words, after = text.split("==")
        plain = before + words + after
        segment = Segment(plain, kind, OffsetMap.identity(len(plain)))
        doc = engine.matching.tokenize(plain)
        starts = tuple(token.idx for token in doc)
        span = doc.char_span(len(before), len(before) + len(words))
        sentence = Sentence(segment, 0, 0, len(plain), set(), doc=doc, starts=starts)
        return Hit(-1, sentence, span.start, span.end)

    return make
