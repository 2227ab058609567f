"""What a text is about, and whether a sentence is a note's: by what a reader would say."""

from __future__ import annotations

import pytest

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import grammar
from strengthlint.engine.discourse import Discourse, Scene, Subject, is_fragment
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
    for words, subject in ((3, Subject.PERSON), (2, Subject.UNKNOWN)):
        text = " ".join(["she"] * words + ["bread"] * (200 - words))
        assert Discourse(document(text), lexicon.words).subject(0) is subject


def test_a_short_text_needs_one_word_for_a_person(lexicon: Lexicon) -> None:
    for length, subject in ((60, Subject.UNKNOWN), (61, Subject.MATTERS)):
        text = " ".join(["the bread"] * 5 + ["bread"] * (length - 10))
        assert Discourse(document(text), lexicon.words).subject(0) is subject


def test_prose_is_known_by_its_articles(lexicon: Lexicon) -> None:
    for articles, subject in ((7, Subject.MATTERS), (6, Subject.UNKNOWN)):
        text = " ".join(["the"] * articles + ["bread"] * (200 - articles))
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
