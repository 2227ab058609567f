"""The trained grammar that ships with the package: loading it, and parsing sentences with it.

No network, no other pipeline: what is installed beside strengthlint never changes a result.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from typing import TYPE_CHECKING

from strengthlint.lexicon.location import grammar_folder

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from strengthlint.engine.starting import Grammar

__all__ = ["MAX_TOKENS", "load", "parse"]

MAX_TOKENS = 250
"""Longer sentences are not parsed: they are lists or broken text, and a tree would be a guess."""

_BATCH = 128
# "Ill." is Illinois to the tokenizer; at the end of a sentence it is ill.
_NO_ABBREVIATIONS = frozenset(
    ("Ill.", "ill.", "Mass.", "Miss.", "Wash.", "Ore.", "Ala.", "Cal.", "Id.")
)
_KNOWN_NAME = "John"


@cache
def load() -> Grammar:
    """The pipeline; its tokenizer is the one every sentence is cut with."""
    from strengthlint.engine import starting

    try:
        return starting.in_parts(grammar_folder(), _NO_ABBREVIATIONS)
    except Exception:
        # Another release of spaCy may be built in another way.
        return starting.ordinary(grammar_folder(), _NO_ABBREVIATIONS)


def parse(docs: Iterable[Doc], names: Container[str] = frozenset()) -> list[Doc]:
    """Parse tokenized sentences, each as one; returned in order, with their own words.

    What the grammar hardly saw in training is read in a plainer form, and the tree is put on the
    original words: a sentence in capitals as small letters, a first name of `names` as a name that
    it knows. The caller keeps to `MAX_TOKENS`.
    """
    from spacy.tokens import Doc

    nlp = load()
    originals = list(docs)
    plainer: list[Doc] = []
    for doc in originals:
        words = [token.text for token in doc]
        plain = _plainer(words, names)
        if plain != words:
            doc = Doc(nlp.vocab, words=plain, spaces=[bool(token.whitespace_) for token in doc])
        # Each is one sentence already; without this the parser might cut it again.
        for token in doc:
            token.is_sent_start = token.i == 0
        plainer.append(doc)
    parsed = nlp.pipe(plainer, batch_size=_BATCH)
    return [
        tree if tree is original else _transfer(tree, original)
        for tree, original in zip(parsed, originals, strict=True)
    ]


def _plainer(words: list[str], names: Container[str]) -> list[str]:
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    if len(letters) > 3 and sum(word.isupper() for word in letters) > 0.7 * len(letters):
        return [word.lower() for word in words]
    return [_KNOWN_NAME if word in names else word for word in words]


def _transfer(tree: Doc, original: Doc) -> Doc:
    """The tree of a sentence on the words that it was made from."""
    from spacy.tokens import Doc

    return Doc(
        original.vocab,
        words=[token.text for token in original],
        spaces=[bool(token.whitespace_) for token in original],
        pos=[token.pos_ for token in tree],
        morphs=[str(token.morph) for token in tree],
        heads=[token.head.i for token in tree],
        deps=[token.dep_ for token in tree],
    )
