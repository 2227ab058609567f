"""How far a phrase reaches: `[` a phrase `]`, `{` the words `}`, see `tree` in conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from strengthlint.lexicon import Lexicon
from strengthlint.standing.reach import Reading

Trees = Callable[[str], Any]


@pytest.fixture(scope="module")
def reading(lexicon: Lexicon) -> Reading:
    return Reading(lexicon.lists)


# Right beside the words

SMALL = " a/DET" * 7

BESIDE = [
    "[called]/VERB {lazy}/ADJ",
    "{Lazy}/ADJ [outdated]/ADJ",
    "[called]/VERB just/X a/X {lazy}/ADJ",
    "[called]/VERB JUST/X {lazy}/ADJ",
    "[called]/VERB “/PUNCT {lazy}/ADJ",
    "[called]/VERB -/PUNCT {lazy}/ADJ",
    "{Lazy}/ADJ ”/PUNCT [outdated]/ADJ",
    # Any article and any adverb.
    "[called]/VERB every/DET {lazy}/ADJ",
    "[called]/VERB often/ADV {lazy}/ADJ",
    "{Lazy}/ADJ often/ADV [outdated]/ADJ",
    # Other words for the same.
    "[called]/VERB old/ADJ {lazy}/ADJ",
    "[called]/VERB late/ADJ ,/PUNCT rude/ADJ or/CCONJ {lazy}/ADJ",
    "[called]/VERB drunkards/NOUN and/CCONJ {fools}/NOUN",
    "[called]/VERB Jo/PROPN and/CCONJ {fools}/NOUN",
    "[called]/VERB spent/VERB/0/dep/Part ,/PUNCT rude/ADJ or/CCONJ {lazy}/ADJ",
    "{Lazy}/ADJ ,/PUNCT rude/ADJ [outdated]/ADJ",
    "{Fools}/NOUN and/CCONJ drunkards/NOUN [outdated]/ADJ",
    f"[called]/VERB{SMALL}{SMALL} {{lazy}}/ADJ",
    f"{{Lazy}}/ADJ{SMALL}{SMALL} [outdated]/ADJ",
]

NOT_BESIDE = [
    "[called]/VERB men/NOUN {lazy}/ADJ",
    "[called]/VERB Jo/PROPN {lazy}/ADJ",
    "[called]/VERB saw/VERB and/CCONJ {lazy}/ADJ",
    "[called]/VERB a/DET saw/VERB {lazy}/ADJ",
    "[called]/VERB saw/VERB a/DET {lazy}/ADJ",
    "[called]/VERB spent/VERB/0/dep/Part {lazy}/ADJ",
    "{Lazy}/ADJ old/ADJ [outdated]/ADJ",
    "{Lazy}/ADJ men/NOUN [outdated]/ADJ",
    # The phrase has other words, in a row with these.
    "[called]/VERB and/CCONJ {lazy}/ADJ",
    "[called]/VERB ,/PUNCT rude/ADJ {lazy}/ADJ",
    "[called]/VERB and/CCONJ rude/ADJ {lazy}/ADJ",
    "{Lazy}/ADJ or/CCONJ [outdated]/ADJ",
    "{Lazy}/ADJ rude/ADJ or/CCONJ [outdated]/ADJ",
    f"[called]/VERB{SMALL}{SMALL} a/DET {{lazy}}/ADJ",
    f"{{Lazy}}/ADJ{SMALL}{SMALL} a/DET [outdated]/ADJ",
]


@pytest.mark.parametrize("text", BESIDE)
def test_a_phrase_beside_the_words(reading: Reading, tree: Trees, text: str) -> None:
    read = tree(text)
    assert reading.beside(read.doc, read.phrase, read.first, read.last)


@pytest.mark.parametrize("text", NOT_BESIDE)
def test_a_phrase_beside_other_words(reading: Reading, tree: Trees, text: str) -> None:
    read = tree(text)
    assert not reading.beside(read.doc, read.phrase, read.first, read.last)


# In the clause, by the tree; the words between are such that the row alone tells nothing

FAR = "word/VERB/1 " * 3

IN_CLAUSE = [
    # The phrase holds the head, or one of its small parts.
    "[seem]/VERB/0 word/VERB/4 word/VERB/4 {lazily}/ADV/1/advmod",
    "she/PRON/5/nsubj [not]/PART/5/advmod word/VERB/5 word/VERB/5 {lazy}/ADJ/0",
    "[nobody]/PRON/5/nsubj is/AUX/5/cop word/VERB/5 word/VERB/5 {lazy}/ADJ/0",
    "[no]/DET/5/det word/VERB/5 word/VERB/5 {lazy}/ADJ/5/amod fool/NOUN/0",
    "{lazy}/ADJ/0 word/VERB/1 word/VERB/1 [not]/PART/1/advmod",
    # What describes a noun, and what a verb or a copula is made of.
    "[not]/PART/4/advmod word/VERB/4 {lazy}/ADJ/4/amod fool/NOUN/0",
    "[not]/PART/4/advmod word/VERB/4 {lazy}/ADJ/4/compound fool/NOUN/0",
    "[not]/PART/4/advmod word/VERB/4 {being}/AUX/4/aux fool/NOUN/0",
    "[not]/PART/4/advmod word/VERB/4 {is}/AUX/4/cop fool/NOUN/0",
    "[not]/PART/4/advmod word/VERB/4 {lazily}/ADV/4/advmod fool/NOUN/0",
    # As what, like what.
    "she/PRON/3/nsubj [not]/PART/3/advmod seen/VERB/0 word/VERB/3 as/ADP/6/case {fool}/NOUN/3/obl",
    "she/PRON/3/nsubj [not]/PART/3/advmod seen/VERB/0 word/VERB/3 As/ADP/6/case {fool}/NOUN/3/nmod",
    # What somebody has not.
    "she/PRON/3/nsubj [not]/PART/3/advmod have/VERB/0 word/VERB/3 word/VERB/3 {needs}/NOUN/3/obj",
    "she/PRON/3/nsubj [not]/PART/3/advmod Has/VERB/0 word/VERB/3 word/VERB/3 {needs}/NOUN/3/obj",
    # What somebody does not seem.
    "she/PRON/3/nsubj [not]/PART/3/advmod seem/VERB/0 word/VERB/3 {lazy}/ADJ/3/xcomp",
    # A row with "or" or "and", said of as one.
    "[not]/PART/2/advmod late/ADJ/0 word/VERB/2 or/CCONJ/5/cc {lazy}/ADJ/2/conj",
    "[not]/PART/2/advmod late/ADJ/0 word/VERB/2 rude/ADJ/2/conj {lazy}/ADJ/4/conj and/CCONJ/4/cc",
    "[not]/PART/2/advmod late/ADJ/0 word/VERB/2 {lazy}/ADJ/2/conj rude/ADJ/2/conj or/CCONJ/5/cc",
    # A coordinated word whose small parts stand behind it has no clause of its own.
    "[not]/PART/2/advmod late/ADJ/0 word/VERB/2 or/CCONJ/5/cc {lazy}/ADJ/2/conj is/AUX/5/cop",
]

NOT_IN_CLAUSE = [
    # The phrase belongs to another word.
    "[not]/PART/2/advmod word/VERB/3 word/VERB/0 {lazy}/ADJ/3/amod",
    "[word]/NOUN/2/dep word/VERB/3 word/VERB/4 {lazy}/ADJ/0",
    # It hangs on the head, but as a part with a clause of its own.
    "[word]/VERB/4/advcl word/VERB/4 word/VERB/4 {lazy}/ADJ/0",
    "[word]/VERB/4/parataxis word/VERB/4 word/VERB/4 {lazy}/ADJ/0",
    # Another clause hangs on it: "not surprising that she is lazy".
    "[not]/PART/2/advmod odd/ADJ/0 that/SCONJ/5/mark she/PRON/5/nsubj {lazy}/ADJ/2/ccomp",
    "[not]/PART/2/advmod odd/ADJ/0 that/SCONJ/5/mark she/PRON/5/nsubj {lazy}/ADJ/2/csubj",
    "[not]/PART/2/advmod man/NOUN/0 who/PRON/5/nsubj is/AUX/5/cop {lazy}/ADJ/2/acl",
    "[not]/PART/2/advmod want/VERB/0 word/VERB/2 to/PART/5/mark {lazy}/ADJ/2/xcomp",
    "[not]/PART/2/advmod seem/VERB/0 word/VERB/2 to/PART/5/mark {lazy}/ADJ/2/ccomp",
    # Whom it is done to, where, by whom: said of somebody else.
    "she/PRON/3/nsubj [not]/PART/3/advmod visit/VERB/0 word/VERB/3 word/VERB/3 {fool}/NOUN/3/obj",
    "she/PRON/3/nsubj [not]/PART/3/advmod have/VERB/0 word/VERB/3 word/VERB/3 {fool}/NOUN/3/iobj",
    "{fool}/NOUN/4/nsubj word/VERB/4 word/VERB/4 have/VERB/0 [not]/PART/4/advmod",
    "she/PRON/3/nsubj [not]/PART/3/advmod go/VERB/0 word/VERB/3 to/ADP/6/case {fool}/NOUN/3/obl",
    "she/PRON/3/nsubj [not]/PART/3/advmod go/VERB/0 word/VERB/3 word/VERB/3 {noon}/NOUN/3/obl",
    "she/PRON/3/nsubj [not]/PART/3/advmod go/VERB/0 word/VERB/3 {noon}/NOUN/3/nmod as/ADP/3/case",
    "she/PRON/3/nsubj [not]/PART/3/advmod go/VERB/0 word/VERB/3 as/SCONJ/6/mark {lazy}/ADJ/3/advcl",
    # A clause of its own beside it.
    "[not]/PART/2/advmod late/ADJ/0 and/CCONJ/5/cc is/AUX/5/cop {lazy}/ADJ/2/conj",
    "[not]/PART/2/advmod late/ADJ/0 and/CCONJ/5/cc he/PRON/5/nsubj {lazy}/ADJ/2/conj",
    "[not]/PART/2/advmod late/ADJ/0 and/CCONJ/5/cc has/AUX/5/aux {lazed}/VERB/2/conj",
    "[not]/PART/2/advmod late/ADJ/0 and/CCONJ/5/cc was/AUX/5/aux:pass {lazed}/VERB/2/conj",
    "[not]/PART/2/advmod late/ADJ/0 and/CCONJ/5/cc word/VERB/5 {lazes}/VERB/2/conj/Fin",
    "[not]/PART/2/advmod late/ADJ/0 word/VERB/2 But/CCONJ/5/cc {lazy}/ADJ/2/conj",
    # A row without "or".
    "[not]/PART/2/advmod late/ADJ/0 ,/PUNCT/5 purely/ADV/5/advmod {lazy}/ADJ/2/conj",
    # What hangs on such a clause is beside it too.
    "[not]/PART/2/advmod late/ADJ/0 but/CCONJ/4/cc ill/ADJ/2/conj or/CCONJ/6/cc {lazy}/ADJ/4/conj",
    "[not]/PART/2/advmod late/ADJ/0 but/CCONJ/4/cc fool/NOUN/2/conj word/VERB/4 {lazy}/ADJ/4/amod",
    # A colon, a semicolon and the end of a quotation part.
    "[not]/PART/4/advmod :/PUNCT/4 word/VERB/4 {lazy}/ADJ/0",
    "{lazy}/ADJ/0 ;/PUNCT/1 word/VERB/1 [not]/PART/1/advmod",
    "[not]/PART/4/advmod word/VERB/4 ”/PUNCT/4 {lazy}/ADJ/0",
]


def governs(reading: Reading, read: Any, *, wide: bool, parsed: bool = True) -> bool:
    return reading.governs(read.doc, read.phrase, read.first, read.last, wide=wide, parsed=parsed)


@pytest.mark.parametrize("text", IN_CLAUSE)
def test_words_in_the_clause_of_a_phrase(reading: Reading, tree: Trees, text: str) -> None:
    assert governs(reading, tree(text), wide=False)
    assert governs(reading, tree(text), wide=True)
    assert not governs(reading, tree(text), wide=False, parsed=False)


@pytest.mark.parametrize("text", NOT_IN_CLAUSE)
def test_words_in_another_clause(reading: Reading, tree: Trees, text: str) -> None:
    assert not governs(reading, tree(text), wide=False)


def test_a_quotation_between_parts_nothing(reading: Reading, tree: Trees) -> None:
    text = "[not]/PART/5/advmod “/PUNCT/5 word/VERB/5 ”/PUNCT/5 {lazy}/ADJ/0"
    assert governs(reading, tree(text), wide=False)


def test_a_whole_sentence_deep(reading: Reading, tree: Trees) -> None:
    deep = " ".join(f"word/NOUN/{at + 1}/compound" for at in range(3, 30))
    read = tree(f"[not]/PART/30/advmod {{lazy}}/ADJ/3/amod {deep} fool/NOUN/0")
    assert governs(reading, read, wide=False)


# In the clause, by the row of words

ROW_OF_CLAUSE = [
    "[not]/PART {lazy}/ADJ",
    "[not]/PART a/DET {lazy}/ADJ",
    "{lazy}/ADJ often/ADV [not]/PART",
    "[not]/PART late/ADJ ,/PUNCT rude/ADJ or/CCONJ {lazy}/ADJ",
    "[not]/PART late/ADJ ,/PUNCT or/CCONJ {lazy}/ADJ",
]

NOT_ROW_OF_CLAUSE = [
    "[not]/PART late/ADJ ,/PUNCT purely/ADV {lazy}/ADJ",
    "[not]/PART here/NOUN {lazy}/ADJ",
    "[not]/PART :/ADV {lazy}/ADJ",
]


@pytest.mark.parametrize("text", ROW_OF_CLAUSE)
def test_a_row_that_a_phrase_is_said_of(reading: Reading, tree: Trees, text: str) -> None:
    assert governs(reading, tree(text), wide=False, parsed=False)


@pytest.mark.parametrize("text", NOT_ROW_OF_CLAUSE)
def test_a_row_that_turns_away_from_a_phrase(reading: Reading, tree: Trees, text: str) -> None:
    assert not governs(reading, tree(text), wide=False, parsed=False)


# In a clause that hangs on the phrase, by the tree

UNDER = [
    "[think]/VERB/0 and/CCONJ/1 that/SCONJ/5/mark she/PRON/5/nsubj {lazy}/ADJ/1/ccomp",
    "[think]/VERB/0 and/CCONJ/1 she/PRON/4/nsubj rude/ADJ/1/csubj and/CCONJ/6/cc {lazy}/ADJ/4/conj",
    "[try]/VERB/0 and/CCONJ/1 to/PART/4/mark {laze}/VERB/1/xcomp",
    "[myth]/NOUN/0 and/CCONJ/1 is/AUX/4/cop {lazy}/ADJ/1/acl",
    # Whom it is done to, and where.
    "[blame]/VERB/0 and/CCONJ/1 a/DET/4/det {fool}/NOUN/1/obj",
    "{fool}/NOUN/3/nsubj:pass and/CCONJ/1 [blamed]/VERB/0",
    "[blame]/VERB/0 and/CCONJ/1 word/VERB/1 {noon}/NOUN/1/obl",
    "talk/VERB/0 [about]/ADP/5/case and/CCONJ/1 word/VERB/5 {fools}/NOUN/1/obl",
    # A row without "or".
    "[blame]/VERB/0 late/VERB/1/xcomp ,/PUNCT/4 word/VERB/1 {lazy}/ADJ/2/conj",
    # The clause that hangs on it is one of a row: "they think it is late and she is lazy".
    "[think]/VERB/0 late/ADJ/1/ccomp and/CCONJ/5/cc is/AUX/5/cop {lazy}/ADJ/2/conj",
]

NOT_UNDER = [
    # Beside it, not under it.
    "[think]/VERB/0 word/VERB/1 but/CCONJ/4/cc {lazy}/ADJ/1/conj",
    "[think]/VERB/0 word/VERB/1 and/CCONJ/5/cc is/AUX/5/cop {lazy}/ADJ/1/conj",
    "[think]/VERB/0 word/VERB/1 and/CCONJ/4/cc says/VERB/1/conj/Fin her/PRON/6 {fool}/NOUN/4/obj",
    # Hangs on it in another way: "they talk because she is lazy".
    "[talk]/VERB/0 because/SCONJ/4/mark she/PRON/4/nsubj {lazy}/ADJ/1/advcl",
    "[talk]/VERB/0 ,/PUNCT/1 she/PRON/4/nsubj {lazy}/ADJ/1/parataxis",
    # Somewhere else, with a word of its own in front.
    "[talk]/VERB/0 word/VERB/1 to/ADP/4/case {fool}/NOUN/1/obl",
    # A phrase beside the word above, not in its clause.
    "[late]/ADJ/2/parataxis word/VERB/0 and/CCONJ/2 she/PRON/5/nsubj {lazy}/ADJ/2/ccomp",
]


@pytest.mark.parametrize("text", UNDER)
def test_words_that_hang_on_a_phrase(reading: Reading, tree: Trees, text: str) -> None:
    assert governs(reading, tree(text), wide=True)
    assert not governs(reading, tree(text), wide=True, parsed=False)


@pytest.mark.parametrize("text", NOT_UNDER)
def test_words_that_do_not_hang_on_a_phrase(reading: Reading, tree: Trees, text: str) -> None:
    assert not governs(reading, tree(text), wide=True)


# In a clause that hangs on the phrase, by the row of words

SEVEN = "much/NOUN " * 7

CLOSE = [
    "[think]/VERB that/SCONJ she/PRON {lazy}/ADJ",
    "[think]/VERB she/PRON as/SCONJ {lazy}/ADJ",
    "[think]/VERB {lazy}/ADJ",
    "[think]/VERB she/PRON is/AUX {lazy}/ADJ",
    "{lazy}/ADJ she/PRON is/AUX [think]/VERB",
    "[seen]/VERB as/ADP {lazy}/ADJ",
    "[seen]/VERB as/ADP a/DET {lazy}/ADJ",
    "[seen]/VERB Like/ADP a/DET {lazy}/ADJ",
    f"[think]/VERB {SEVEN} {{lazy}}/ADJ",
    # The last of a row.
    "[seen]/VERB ill/ADJ ,/PUNCT frail/ADJ ,/PUNCT or/CCONJ {lazy}/ADJ",
    "[seen]/VERB very/ADV ill/ADJ and/CCONJ {lazy}/ADJ",
    "[seen]/VERB every/DET fool/NOUN and/CCONJ a/DET {lazy}/ADJ",
    "[seen]/VERB as/ADP ill/ADJ and/CCONJ {lazy}/ADJ",
    f"[seen]/VERB {SEVEN} ill/ADJ{' a/DET' * 5} and/CCONJ {{lazy}}/ADJ",
]

NOT_CLOSE = [
    "[think]/VERB but/SCONJ {lazy}/ADJ",
    "[think]/VERB Because/SCONJ she/PRON {lazy}/ADJ",
    "[think]/VERB ./PUNCT {lazy}/ADJ",
    "[think]/VERB —/PUNCT {lazy}/ADJ",
    "[think]/VERB ,/PUNCT {lazy}/ADJ",
    "[think]/VERB and/CCONJ {lazy}/ADJ",
    "[think]/VERB she/PRON and/CCONJ {lazy}/ADJ",
    "[called]/VERB as/SCONJ he/PRON {lazy}/ADJ",
    "[called]/VERB of/ADP a/DET {lazy}/ADJ",
    "[called]/VERB saw/VERB of/ADP {lazy}/ADJ",
    f"[think]/VERB {SEVEN} much/NOUN {{lazy}}/ADJ",
    # A row of something else, or one that goes on beyond these words.
    "[think]/VERB saw/VERB and/CCONJ {lazy}/ADJ",
    "[think]/VERB ill/ADJ and/CCONJ frail/ADJ {lazy}/ADJ",
    "[think]/VERB ,/PUNCT ill/ADJ and/CCONJ {lazy}/ADJ",
    "{lazy}/ADJ ill/ADJ and/CCONJ [think]/VERB",
    f"[seen]/VERB {SEVEN} ill/ADJ{' a/DET' * 6} and/CCONJ {{lazy}}/ADJ",
]


@pytest.mark.parametrize("text", CLOSE)
def test_words_close_to_a_phrase(reading: Reading, tree: Trees, text: str) -> None:
    assert governs(reading, tree(text), wide=True, parsed=False)


@pytest.mark.parametrize("text", NOT_CLOSE)
def test_words_that_are_not_close_to_a_phrase(reading: Reading, tree: Trees, text: str) -> None:
    assert not governs(reading, tree(text), wide=True, parsed=False)


def test_words_that_were_not_tagged_are_not_close(reading: Reading, lexicon: Lexicon) -> None:
    from spacy.tokens import Doc

    from strengthlint.engine import grammar

    doc = Doc(grammar.load().vocab, words=["think", "she", "lazy"])
    assert not reading.governs(doc, (0, 1), 2, 3, wide=True, parsed=False)


# Whom the words are said of

SAID_OF = [
    ("She/PRON/3/nsubj is/AUX/3/cop {lazy}/ADJ/0", "She"),
    ("She/PRON/3/nsubj:pass is/AUX/3/aux:pass {lazed}/VERB/0", "She"),
    ("She/PRON/3/nsubj:outer is/AUX/3/cop {lazy}/ADJ/0", "She"),
    ("There/PRON/3/expl is/AUX/3/cop {lazy}/ADJ/0", "There"),
    ("She/PRON/5/nsubj is/AUX/5/cop a/DET/5/det {lazy}/ADJ/5/amod fool/NOUN/0", "She"),
    ("She/PRON/2/nsubj seems/VERB/0 {lazy}/ADJ/2/xcomp", "She"),
    ("She/PRON/2/nsubj came/VERB/0 and/CCONJ/4/cc {lazed}/VERB/2/conj", "She"),
    ("She/PRON/2/nsubj came/VERB/0 {lazing}/VERB/2/advcl", "She"),
    ("She/PRON/3/nsubj {was}/AUX/3/cop ill/ADJ/0", "She"),
    ("She/PRON/3/nsubj {has}/AUX/3/aux come/VERB/0", "She"),
    ("She/PRON/3/nsubj {lazily}/ADV/3/advmod came/VERB/0", "She"),
    # Of whom it is made: "they found him lazy", "she described him as lazy".
    ("They/PRON/2/nsubj found/VERB/0 him/PRON/2/obj {lazy}/ADJ/2/xcomp", "him"),
    ("They/PRON/2/nsubj made/VERB/0 him/PRON/2/iobj {laze}/VERB/2/xcomp", "him"),
    ("She/PRON/2/nsubj saw/VERB/0 him/PRON/2/obj as/ADP/5/case {fool}/NOUN/2/obl", "him"),
    ("She/PRON/2/nsubj saw/VERB/0 him/PRON/2/obj Like/ADP/5/case {fool}/NOUN/2/nmod", "him"),
    # "As a fool I know": said of whoever knows, not of what.
    ("As/ADP/2/case {fool}/NOUN/4/obl I/PRON/4/nsubj know/VERB/0 shops/NOUN/4/obj", "I"),
    # "Such" before other words is said of nobody in the clause above.
    ("She/PRON/2/nsubj met/VERB/0 him/PRON/2/obj at/ADP/5/case {fool}/NOUN/2/obl", None),
    ("She/PRON/2/nsubj met/VERB/0 {fool}/NOUN/2/obj", None),
    ("She/PRON/2/nsubj says/VERB/0 that/SCONJ/4/mark {lazy}/ADJ/2/ccomp", None),
    ("{Lazy}/ADJ/0", None),
    ("{She}/PRON/2/nsubj {lazes}/VERB/0", None),
    # What has no other object is said of whoever does it.
    ("She/PRON/2/nsubj calls/VERB/0 {fool}/NOUN/2/xcomp a/DET/3/det", "She"),
]


@pytest.mark.parametrize(("text", "whom"), SAID_OF)
def test_whom_the_words_are_said_of(
    reading: Reading, tree: Trees, text: str, whom: str | None
) -> None:
    read = tree(text)
    subject = reading.subject_of(read.doc, read.first, read.last)
    assert (subject and subject.text) == whom


def test_the_subject_of_the_verb_before_only_where_it_is_asked_for(
    reading: Reading, tree: Trees
) -> None:
    read = tree("He/PRON/2/nsubj came/VERB/0 and/CCONJ/4/cc {lazed}/VERB/2/conj/Fin")
    assert reading.subject_of(read.doc, read.first, read.last).text == "He"
    assert reading.subject_of(read.doc, read.first, read.last, alone=True) is None
    read = tree("He/PRON/2/nsubj rude/ADJ/0 and/CCONJ/4/cc {lazy}/ADJ/2/conj")
    assert reading.subject_of(read.doc, read.first, read.last, alone=True).text == "He"
    read = tree("He/PRON/2/nsubj seems/VERB/0 {lazes}/VERB/2/xcomp/Fin")
    assert reading.subject_of(read.doc, read.first, read.last, alone=True).text == "He"


def test_a_subject_a_whole_sentence_away(reading: Reading, tree: Trees) -> None:
    deep = " ".join(f"word/NOUN/{at + 1}/compound" for at in range(3, 30))
    read = tree(f"She/PRON/30/nsubj {{lazy}}/ADJ/3/amod {deep} fool/NOUN/0")
    assert reading.subject_of(read.doc, read.first, read.last).text == "She"


DOES = [
    ("She/PRON/2/nsubj {lazes}/VERB/0", True),
    ("She/PRON/3/nsubj is/AUX/3/cop {lazy}/ADJ/0", False),
    ("She/PRON/3/nsubj was/AUX/3/aux:pass {blamed}/VERB/0", False),
    ("She/PRON/3/nsubj {was}/AUX/3/aux:pass {blamed}/VERB/0", True),
    ("{Lazing}/VERB/2/amod fool/NOUN/0", False),
    ("{Lazing}/VERB/2/compound fool/NOUN/0", False),
    ("She/PRON/2/nsubj came/VERB/0 {lazing}/VERB/2/advcl", True),
]


@pytest.mark.parametrize(("text", "does"), DOES)
def test_what_somebody_does_and_what_they_are(
    reading: Reading, tree: Trees, text: str, does: bool
) -> None:
    read = tree(text)
    assert reading.does_something(read.doc, read.first, read.last) is does
