"""The grammar: words stay as they were written, and what it hardly saw is read in a plainer form."""

from __future__ import annotations

import pytest

from strengthlint.engine import grammar

TOLD = {
    "SHE FAILED TO ENGAGE": "she failed to engage",
    "SHE FAILED TO ENGAGE with IT": "she failed to engage with it",
    "SHE FAILED to GO away NOW so": "SHE FAILED to GO away NOW so",
    "A B C D": "A B C D",
    "GO NOW IT": "GO NOW IT",
    "SHE DID NOT GO TO US AT all this time": "SHE DID NOT GO TO US AT all this time",
    "She 12 - GO": "She 12 - GO",
    "Aroha rang Kiri": "John rang John",
    "aroha rang": "aroha rang",
    "AROHA FAILED TO RING US": "aroha failed to ring us",
}


@pytest.mark.parametrize("text", TOLD)
def test_the_plainer_form(text: str) -> None:
    plain = grammar._plainer(text.split(), frozenset(("Aroha", "Kiri")))
    assert " ".join(plain) == TOLD[text]


def test_a_tree_stands_on_the_words_as_they_were_written() -> None:
    nlp = grammar.load()
    texts = ["AROHA  FAILED TO ENGAGE WITH US.", "Aroha rang. Kiri left.", "She left, he rang."]
    docs = [nlp.make_doc(text) for text in texts]
    names = frozenset(("Aroha", "Kiri"))
    parsed = grammar.parse(docs, names)
    assert [doc.text for doc in parsed] == texts
    # One tree for each, whatever full stops stand in it; the plain one is parsed in place.
    assert [len(list(doc.sents)) for doc in parsed] == [1, 1, 1]
    assert [doc is made for doc, made in zip(parsed, docs, strict=True)] == [False, False, True]
    assert parsed[0].vocab is docs[0].vocab
    plain = grammar.parse([nlp.make_doc("John rang. John left.")])[0]
    assert plain.text == "John rang. John left."
    for ours, read in zip(parsed[1], plain, strict=True):
        assert (ours.pos_, ours.dep_, ours.head.i) == (read.pos_, read.dep_, read.head.i)
        assert str(ours.morph) == str(read.morph)
        assert ours.pos_
    assert any(str(token.morph) for token in parsed[1])


def test_without_names_a_name_is_read_as_it_stands() -> None:
    doc = grammar.load().make_doc("Aroha rang us.")
    assert grammar.parse([doc])[0] is doc


def test_the_end_of_a_sentence_is_no_abbreviation() -> None:
    nlp = grammar.load()
    assert grammar.load() is nlp
    for word in ("ill", "Ill", "Miss", "Mass"):
        assert [token.text for token in nlp.make_doc(f"Was {word}.")] == ["Was", word, "."]
    assert [token.text for token in nlp.make_doc("Seen by Dr. Khan")] == [
        "Seen",
        "by",
        "Dr.",
        "Khan",
    ]
