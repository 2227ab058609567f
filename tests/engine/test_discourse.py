"""What a text is about, and whether a sentence is a note's: by what a reader would say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import grammar
from strengthlint.engine.discourse import (
    PLAIN,
    Discourse,
    Scene,
    Subject,
    is_base_form,
    is_fragment,
)
from strengthlint.lexicon import Lexicon

PROSE = (
    "the shop by the old bridge opens at nine and sells bread to a queue of regular visitors each day. "
    * 5
)
"""Running prose about nobody, of 95 words."""

TERSE = "bread milk eggs flour butter salt rice beans soup onions carrots leeks plums pears " * 6


def document(*texts: str, trail: tuple[str, ...] = ()) -> list[Segment]:
    return [
        Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)), trail) for text in texts
    ]


SUBJECTS = {
    Subject.PERSON: [
        ("She came.",),
        ("Mrs Oyelaran came.",),
        ("Kim came.",),
        ("The tenant came.",),
        ("This young person came.",),
        ("Pt seen.",),
        ("Dear all,", PROSE),
        (*["Bread"] * 11, "Hello all,", PROSE),
        (PROSE, "He and his dog came. He saw Kim."),
        ("He and his dog came. He saw Kim.", PROSE),
        (PROSE, *["Bread"] * 19, "He and his dog came. He saw Kim."),
        ("She or he came with his dog.",),
        ("She saw his/her dog.",),
        ("Bread and he came.",),
        ("He and bread came.",),
    ],
    Subject.MATTERS: [
        (PROSE,),
        (PROSE + "She came.",),
        (PROSE, "He or she may come, and he or she may go."),
        (PROSE, "S/he may come with his/her dog; he/she may ask him/her."),
        (PROSE, "The miss was a miss, and the master is a mister."),
        (*["Bread"] * 12, "Dear all,", PROSE),
        (PROSE, *["Bread"] * 20, "He and his dog came. He saw Kim."),
        (PROSE, "We hold dear what he said."),
    ],
    Subject.UNKNOWN: [
        ("Bread came.",),
        ("The bread came.",),
        ("He or she came.",),
        ("He and she came.",),
        ("s/he came.",),
        ("The mister came.",),
        (TERSE,),
    ],
}


@pytest.mark.parametrize(
    ("subject", "texts"), [(s, t) for s, all_ in SUBJECTS.items() for t in all_]
)
def test_what_a_text_is_about(lexicon: Lexicon, subject: Subject, texts: tuple[str, ...]) -> None:
    assert Discourse(document(*texts), lexicon.words).subject(0) is subject


def test_how_many_words_for_one_person_are_enough(lexicon: Lexicon) -> None:
    for of, words, subject in (
        (200, 3, Subject.PERSON),
        (201, 3, Subject.UNKNOWN),
        (200, 2, Subject.UNKNOWN),
    ):
        text = " ".join(["she"] * words + ["bread"] * (of - words))
        assert Discourse(document(text), lexicon.words).subject(0) is subject


def test_a_short_text_needs_one_word_for_a_person(lexicon: Lexicon) -> None:
    for length, subject in ((60, Subject.UNKNOWN), (61, Subject.MATTERS)):
        text = " ".join(["the bread"] * 5 + ["bread"] * (length - 10))
        assert Discourse(document(text), lexicon.words).subject(0) is subject


def test_prose_is_known_by_its_articles(lexicon: Lexicon) -> None:
    for of, articles, subject in (
        (200, 7, Subject.MATTERS),
        (201, 7, Subject.UNKNOWN),
        (200, 6, Subject.UNKNOWN),
    ):
        text = " ".join(["the"] * articles + ["bread"] * (of - articles))
        assert Discourse(document(text), lexicon.words).subject(0) is subject


def scene(lexicon: Lexicon, *texts: str, at: int = 0, trail: tuple[str, ...] = ()) -> Scene:
    doc = grammar.parse([grammar.load().make_doc(texts[at])])[0]
    return Discourse(document(*texts, trail=trail), lexicon.words).scene(at, doc)


def test_what_a_scene_lets_be_understood(lexicon: Lexicon) -> None:
    found = {
        texts: (
            scene(lexicon, *texts).implies,
            scene(lexicon, *texts).means_people,
            scene(lexicon, *texts).reason,
        )
        for texts in (("Bread came late.", "She ate."), ("Late bread.",), ("The bread was late.",))
    }
    assert list(found.values()) == [
        (True, True, "it names nobody, and the text is about a person"),
        (True, True, "it names nobody, as a note does"),
        (False, False, ""),
    ]


def test_where_nothing_is_known_words_that_name_nobody_are_said_of_a_person() -> None:
    assert (PLAIN.implies, PLAIN.means_people) == (True, True)
    matters = Scene(Subject.MATTERS, fragment=True)
    assert (matters.implies, matters.means_people, matters.reason) == (False, False, "")


CARE = [
    (("The bread was late.", "The clinic was shut."), 0, (), True),
    (("The clinic was shut.", "The bread was late."), 1, (), True),
    (("The clinic was shut.", "Bread.", "The bread was late."), 2, (), False),
    (("The bread was late.", "Bread.", "The clinic was shut."), 0, (), False),
    (("The bread was late.",), 0, ("Social care",), True),
    (("The bread was late.",), 0, ("Social bread",), False),
    (("The SOCIAL CARE bread was late.",), 0, (), True),
]


@pytest.mark.parametrize(("texts", "at", "trail", "care"), CARE)
def test_whether_a_text_speaks_of_care(
    lexicon: Lexicon, texts: tuple[str, ...], at: int, trail: tuple[str, ...], care: bool
) -> None:
    found = scene(lexicon, *texts, at=at, trail=trail)
    assert (found.care, found.means_people) == (care, care)


FRAGMENTS = [
    "Refused meds.",
    "Poor sleep again.",
    "Late for tea twice this week.",
    "Complex needs noted.",
    "Still refusing meals and drinks after the move to a new room.",
    "Seen by the nurse at home on the first floor.",
]
CLAUSES = [
    "The bread was late.",
    "Refuse all deliveries after six and write down each of the names that they give.",
    "There was no bread in the shop today.",
    "What he wants is a quiet room with a door and a lamp.",
    "The room was cold.",
]


def test_what_is_a_fragment() -> None:
    docs = grammar.parse([grammar.load().make_doc(text) for text in FRAGMENTS + CLAUSES])
    found = [is_fragment(doc) for doc in docs]
    assert found == [True] * len(FRAGMENTS) + [False] * len(CLAUSES)
    assert is_fragment(grammar.load().make_doc(""))


def more(words: int) -> str:
    """Words that tell nothing, behind the second one."""
    return " ".join(["tea/NOUN>obl>2"] * words)


# Sentences with their trees, as `conftest.tree` reads them, and whether they are a note's.
NOTES = [
    # A few words, up to whose verb nothing tells of a sentence.
    (f"needs>nsubj>2 noted {more(8)}", True),
    (f"needs>nsubj>2 noted a>det>4 door>obj>2 {more(6)}", True),
    (f"needs>nsubj>2 noted {more(9)}", False),
    ("a>det>2 tea/NOUN>nsubj>3 came", False),
    ("tea/NOUN>nsubj>3 was>cop>3 late/ADJ", False),
    ("tea/NOUN>nsubj>2 was", False),
    ("she>nsubj>2 rang", False),
    # Signs are no words.
    (f"needs>nsubj>2 noted {more(8)} .>punct>2 -", True),
    # Many words without a subject are a note unless there is an article.
    (f"seen>>>Tense=Past again/ADV>advmod>1 {more(11)}", True),
    (f"seen>>>Tense=Past a>det>3 {more(10)}", True),
    (f"seen>>>Tense=Past a>det>3 {more(11)}", False),
    # An instruction is told to its reader.
    (f"refuse again/ADV>advmod>1 {more(9)}", False),
    (f"never/ADV>advmod>2 refuse {more(9)}", True),
    (f"late/ADJ again/ADV>advmod>1 {more(9)}", True),
    (f"refused again/ADV>advmod>1 {more(9)}", True),
    # A subject of any kind before the verb.
    (f"tea/NOUN>nsubj:pass>2 noted {more(9)}", False),
    (f"tea/NOUN>csubj>2 noted {more(9)}", False),
    (f"tea/NOUN>expl>2 noted {more(9)}", False),
    (f"tea/NOUN>obj>2 noted {more(9)}", True),
    (f"noted again/ADV>advmod>1 {more(8)} tea/NOUN>nsubj>1", True),
]


@pytest.mark.parametrize(("written", "note"), NOTES)
def test_what_makes_a_sentence_a_notes(
    tree: Callable[[str], Doc], written: str, note: bool
) -> None:
    assert is_fragment(tree(written)) is note


BASE = [
    ("refuse", True),
    ("put>>>VerbForm=Inf|Tense=Past", True),
    ("put>>>Mood=Imp|Tense=Past", True),
    ("need>>>VerbForm=Inf", True),
    ("refused", False),
    ("refusing", False),
    ("refuses", False),
    ("fell>>>Tense=Past", False),
    ("fell>>>Tense=Pres", True),
]


@pytest.mark.parametrize(("written", "base"), BASE)
def test_the_plain_form_of_a_verb(tree: Callable[[str], Doc], written: str, base: bool) -> None:
    assert is_base_form(tree(written)[0]) is base
