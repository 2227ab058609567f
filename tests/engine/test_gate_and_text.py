"""Gate on as gate off, and conditions that only narrow, with the built-in lexicon."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import Engine
from strengthlint.engine.gate import Gate
from strengthlint.engine.sentences import sentence_spans
from strengthlint.lexicon import Lexicon

Found = list[tuple[str, str]]


def segment(text: str) -> Segment:
    return Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))


def found(engine: Engine, text: str) -> list[tuple[str, int, int]]:
    return [
        (engine.lexicon.entry(h.entry).code, h.start, h.end) for h in engine.find([segment(text)])
    ]


@pytest.fixture(scope="module")
def engine(lexicon: Lexicon) -> Engine:
    return Engine(lexicon)


@pytest.fixture(scope="module")
def ungated(lexicon: Lexicon) -> Engine:
    return Engine(lexicon, gate=False)


def words_of(lexicon: Lexicon) -> list[str]:
    """Words that lexicon phrases are made of, and small words to go between."""
    words: set[str] = set()
    for entry in lexicon.entries():
        for phrase in entry.flag:
            words.update(word for word in phrase.split() if word.isalpha())
    return (
        sorted(words)
        + "she he the a is was not to with has and of client council don't . , “ ”".split()
    )


def test_the_gate_only_saves_work(lexicon: Lexicon, engine: Engine, ungated: Engine) -> None:
    words = words_of(lexicon)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(words), min_size=3, max_size=30))
    def holds(chosen: list[str]) -> None:
        text = " ".join(chosen)
        assert found(engine, text) == found(ungated, text)

    holds()


def test_the_gate_only_saves_work_on_every_example(
    lexicon: Lexicon, engine: Engine, ungated: Engine
) -> None:
    # A sample across the whole lexicon: the ungated engine looks for everything everywhere.
    entries = list(lexicon.entries())[::6]
    text = " ".join(example.text for entry in entries for example in entry.examples)
    assert found(engine, text) == found(ungated, text)


def test_the_grammar_never_finds_what_the_phrases_did_not(lexicon: Lexicon, engine: Engine) -> None:
    for index, entry in list(enumerate(lexicon.entries()))[::5]:
        for example in entry.examples:
            doc = engine.matching.tokenize(example.text)
            spans = engine.matching.find(doc, Gate(lexicon).phrases(example.text))
            for hit in engine.find([segment(example.text)]):
                if len(list(sentence_spans(example.text))) == 1:
                    assert hit.entry in spans, (entry.code, index, example.text)


def test_a_hit_is_widened_to_the_whole_word(engine: Engine) -> None:
    text = "She didn't engage with the clinic."
    assert [text[start:end] for _, start, end in found(engine, text)] == ["didn't engage"]


def test_overlapping_matches_of_one_entry_are_one(make_lexicon: Callable[..., Lexicon]) -> None:
    lexicon = make_lexicon(
        """
- code: DEF101
  name: low
  level: reflect
  flag: [low mood, mood swings]
  instead: ["say what happened"]
  ask: What happened?
  why: Says little.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["==low mood==", "==mood swings=="]
    pass: ["a", "b"]
- code: DEF102
  name: longer
  level: note
  flag: [low mood swings today]
  ask: What happened?
  why: Says little.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["==low mood swings today==", "==low mood swings today=="]
    pass: ["a", "b"]
"""
    )
    engine = Engine(lexicon)
    assert found(engine, "She had low mood swings.") == [("DEF101", 8, 23)]
    # The longer of two entries is the more specific one.
    assert found(engine, "She had low mood swings today.") == [("DEF102", 8, 29)]


def test_the_gate_knows_lists_with_rows_of_several_words(
    make_lexicon: Callable[..., Lexicon],
) -> None:
    # The list of people is too long to be written into the gate's patterns.
    lexicon = make_lexicon(
        """
- code: VCT101
  name: put-at-risk
  level: reflect
  flag: [put~ (a/the) <person> at risk]
  instead: ["say what happened"]
  ask: What happened?
  why: Says little.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["==put a man at risk==", "==put the man at risk=="]
    pass: ["a", "b"]
"""
    )
    assert len(lexicon.lists["person"]) > 250
    text = "It put a rough sleeper at risk."
    assert (
        found(Engine(lexicon), text)
        == found(Engine(lexicon, gate=False), text)
        == [("VCT101", 3, 30)]
    )


def test_sentences_are_the_same_whatever_was_found_in_them(lexicon: Lexicon) -> None:
    def item(text: str, kind: SegmentKind) -> Segment:
        return Segment(text, kind, OffsetMap.identity(len(text)))

    segments = [
        segment(
            "Outcome: failed to engage. He refused support and was manipulative: lazy, he said."
        ),
        segment("She is not:"),
        item("non-compliant", SegmentKind.LIST_ITEM),
        item("Bex: frequent flyer, disengaged again", SegmentKind.LIST_ITEM),
        segment("Tea was at four."),
    ]

    def read(engine: Engine) -> list[object]:
        return [
            (each.start, each.starts, each.parsed, [(t.text, t.pos_, t.dep_, t.head.i) for t in each.doc or ()])
            for each in engine.sentences(segments)
        ]  # fmt: skip

    asked, fresh = Engine(lexicon), Engine(lexicon)
    assert asked.find(segments)
    assert read(asked) == read(fresh)


def test_what_a_document_is_about_is_asked_once(engine: Engine) -> None:
    one, other = [segment("She was late.")], [segment("She was late.")]
    assert engine.discourse(one) is engine.discourse(one)
    assert engine.discourse(other) is not engine.discourse(one)
