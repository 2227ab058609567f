"""The trained grammar that ships with the package: loading it, and parsing sentences with it.

No network, no other pipeline: what is installed beside strengthlint never changes a result.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from strengthlint.lexicon.location import grammar_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MAX_TOKENS", "load", "parse"]

MAX_TOKENS = 250
"""Longer sentences are not parsed: they are lists or broken text, and a tree would be a guess."""

_BATCH = 128


@cache
def load() -> Language:
    """The pipeline; its tokenizer is the one every sentence is cut with."""
    import spacy

    return spacy.load(grammar_folder())


def parse(docs: Iterable[Doc]) -> list[Doc]:
    """Parse tokenized sentences, each as one; returned in order.

    A sentence in capitals is parsed in small letters: the words are the same, the shapes tell nothing.
    The caller keeps to `MAX_TOKENS`.
    """
    from spacy.tokens import Doc

    nlp = load()
    prepared: list[Doc] = []
    for doc in docs:
        words = [token.text for token in doc]
        if _shouts(words):
            spaces = [bool(token.whitespace_) for token in doc]
            doc = Doc(nlp.vocab, words=[word.lower() for word in words], spaces=spaces)
        # Each is one sentence already; without this the parser might cut it again.
        for token in doc:
            token.is_sent_start = token.i == 0
        prepared.append(doc)
    return list(nlp.pipe(prepared, batch_size=_BATCH))


def _shouts(words: list[str]) -> bool:
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.7 * len(letters)
