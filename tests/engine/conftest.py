"""What the engine's tests share: sentences with their trees, written out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

Tree = Callable[[str], Doc]

_POS = {
    "PRON": "she he him her his they them it you your i we us who whom which that there what those my our their",
    "DET": "the a an this every",
    "ADP": "by of in with for from at as among about",
    "PART": "to",
    "CCONJ": "and or",
    "SCONJ": "if where",
    "AUX": "was is be been has have had may might 'd do must should can",
    "PUNCT": ", . - :",
    "ADJ": "lazy hard entrenched homeless vulnerable chaotic old hurt kind",
    "NUM": "two 2 50",
    "PROPN": "kim oyelaran jb nasa monday harbour",
    "NOUN": "council tenant tenants door doors team refusal failure history needs lives person people abuser "
    "man men shelter letter number group member members home views addict service question rule kids child clients "
    "client staff housing",
}
_KNOWN = {word: pos for pos, words in _POS.items() for word in words.split()}


@pytest.fixture(scope="session")
def tree() -> Tree:
    """Makes a sentence with its tree, as "she>nsubj>2 refused to>mark>4 engage>xcomp>2".

    A token is its word, its relation and the number of its head, counted from 1; the root has
    neither. A part of speech may be named ("refused/NOUN"), and morphology at the end (">Tense=Past");
    else the word's usual one stands, which is VERB for those that are not listed here.
    """
    vocab = spacy.blank("en").vocab

    def make(written: str) -> Doc:
        words, pos, heads, deps, morphs = [], [], [], [], []
        for number, part in enumerate(written.split()):
            named, *rest = part.split(">")
            word, _, tag = named.rpartition("/") if "/" in named else (named, "", "")
            words.append(word)
            pos.append(tag or _KNOWN.get(word.lower(), "VERB"))
            deps.append(rest[0] if rest and rest[0] else "ROOT")
            heads.append(int(rest[1]) - 1 if len(rest) > 1 and rest[1] else number)
            morphs.append(rest[2] if len(rest) > 2 else "")
        return Doc(vocab, words=words, pos=pos, heads=heads, deps=deps, morphs=morphs)

    return make
