"""The trained grammar that ships with the package: loading it, and parsing sentences with it.

No network, no other pipeline: what is installed beside strengthlint never changes a result.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from strengthlint.lexicon.location import grammar_folder

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from strengthlint.engine.starting import Grammar

__all__ = ["MAX_TOKENS", "load", "parse"]

MAX_TOKENS = 250
"""Longer sentences are not parsed: they are lists or broken text, and a tree would be a guess."""

_BATCH = 128
_MOST_TREES = 20_000
"""Sentences whose trees are kept, in some 20 MB: notes say the same again and again."""
_READ: list[str | int] = ["ORTH", "NORM"]
"""What the grammar reads of a token; what else it takes follows from these."""
_TREE: list[str | int] = ["POS", "MORPH", "HEAD", "DEP"]
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
    """Parse tokenized sentences, each as one; they are returned, in order, with their trees.

    What the grammar hardly saw in training is read in a plainer form, and the tree is put on the
    original words: a sentence in capitals as small letters, a first name of `names` as a name that
    it knows. A sentence that reads like one before gets its tree. The caller keeps to `MAX_TOKENS`.
    """
    from spacy.tokens import Doc

    nlp = load()
    originals = list(docs)
    keys: list[bytes] = []
    trees: dict[bytes, Any] = {}
    unknown: dict[bytes, Doc] = {}
    for doc in originals:
        words = [token.text for token in doc]
        plain = _plainer(words, names)
        key = _key(doc, None if plain == words else plain)
        keys.append(key)
        if key in trees or key in unknown:
            continue
        known = _trees.get(key)
        if known is not None:
            trees[key] = known
            continue
        read = doc if plain == words else Doc(nlp.vocab, words=plain)
        # Each is one sentence already; without this the parser might cut it again.
        for token in read:
            token.is_sent_start = token.i == 0
        unknown[key] = read
    for key, doc in zip(unknown, nlp.pipe(unknown.values(), batch_size=_BATCH), strict=True):
        trees[key] = doc.to_array(_TREE)
    for key, doc in zip(keys, originals, strict=True):
        if unknown.get(key) is not doc:
            doc.from_array(_TREE, trees[key])
    _remember({key: trees[key] for key in unknown})
    return originals


_trees: dict[bytes, Any] = {}
"""The tree of each sentence that was parsed of late, as an array, by a digest of its words."""


def _key(doc: Doc, plain: list[str] | None) -> bytes:
    """What a tree depends on, as a digest: no text is kept.

    Args:
        doc: The tokens.
        plain: Their plainer form, where they are read in one.
    """
    # "ca" and "n't" are can and not to the grammar: a token of the tokenizer has a norm of its own.
    read = doc.to_array(_READ).tobytes() if plain is None else "\0".join(plain).encode()
    return blake2b(read, digest_size=16, person=b"" if plain is None else b"plain").digest()


def _remember(trees: dict[bytes, Any]) -> None:
    if len(_trees) + len(trees) > _MOST_TREES:
        _trees.clear()
    _trees.update(trees)


def _plainer(words: list[str], names: Container[str]) -> list[str]:
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    if len(letters) > 3 and sum(word.isupper() for word in letters) > 0.7 * len(letters):
        return [word.lower() for word in words]
    return [_KNOWN_NAME if word in names else word for word in words]
