"""The grammar: words stay as they were written, and what it hardly saw is read in a plainer form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from strengthlint.engine import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    # One tree for each, whatever full stops stand in it, and put where it was asked for.
    assert [len(list(doc.sents)) for doc in parsed] == [1, 1, 1]
    assert all(doc is made for doc, made in zip(parsed, docs, strict=True))
    plain = grammar.parse([nlp.make_doc("John rang. John left.")])[0]
    assert plain.text == "John rang. John left."
    for ours, read in zip(parsed[1], plain, strict=True):
        assert (ours.pos_, ours.dep_, ours.head.i) == (read.pos_, read.dep_, read.head.i)
        assert str(ours.morph) == str(read.morph)
        assert ours.pos_
    assert any(str(token.morph) for token in parsed[1])


def test_a_sentence_that_was_read_before_gets_its_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = grammar.load()
    monkeypatch.setattr(grammar, "_trees", {})
    names = frozenset(("Aroha", "Kiri"))
    texts = ["She can't cope.", "Aroha left.", "Kiri left.", "She can't cope.", "KIRI HAS LEFT US."]
    first = grammar.parse([nlp.make_doc(text) for text in texts], names)
    # Names that it does not know are read as one that it knows.
    assert len(grammar._trees) == 3
    alone = [grammar.parse([nlp.make_doc(text)], names)[0] for text in texts]
    assert len(grammar._trees) == 3
    monkeypatch.setattr(grammar, "_trees", {})
    anew = [grammar.parse([nlp.make_doc(text)], names)[0] for text in texts]
    assert [list(map(tree, docs)) for docs in (first, alone)] == [list(map(tree, anew))] * 2


def tree(doc: Doc) -> list[tuple[object, ...]]:
    """All that the grammar says of a sentence."""
    return [
        (token.text, token.whitespace_, token.pos_, str(token.morph), token.head.i, token.dep_)
        for token in doc
    ]


def test_a_word_with_a_norm_of_its_own_is_another_word() -> None:
    from spacy.tokens import Doc

    nlp = grammar.load()
    cut = nlp.make_doc("She can't cope.")
    spelt = Doc(nlp.vocab, words=[token.text for token in cut])
    assert [token.text for token in cut] == [token.text for token in spelt]
    assert grammar._key(cut, None) != grammar._key(spelt, None)
    assert grammar._key(cut, None) == grammar._key(nlp.make_doc("She can't cope."), None)
    assert grammar._key(cut, ["She"]) != grammar._key(cut, ["He"])


def test_trees_are_let_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = grammar.load()
    monkeypatch.setattr(grammar, "_trees", {})
    monkeypatch.setattr(grammar, "_MOST_TREES", 2)
    for word in ("one", "two", "three"):
        grammar.parse([nlp.make_doc(f"She saw {word}.")])
    assert len(grammar._trees) == 1
    many = grammar.parse([nlp.make_doc(f"He saw {word}.") for word in ("a", "b", "c", "d")])
    assert all(doc.has_annotation("DEP") for doc in many)


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
