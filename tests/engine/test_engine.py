"""The engine with small lexicons: exact places, what shields what, and what a hit knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from strengthlint import engine as engine_module
from strengthlint.diagnostic import Level
from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import Engine, Hit
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.compiled import compile_lexicon
from strengthlint.lexicon.entry import Conditions, Entry, EntryKind
from strengthlint.lexicon.option import parse_option
from strengthlint.lexicon.phrase import parse_phrase

LISTS = {
    "person-pronoun": (("she",), ("he",)),
    "person": (("tenant",),),
    "service": (("council",),),
    "prefix": (("non",),),
    "given-name": (("Kim",),),
    "one-person": (("she",), ("he",)),
    "article": (("the",), ("a",)),
}


def entry(code: str, *flag: str, level: Level = Level.REFLECT, **rest: Any) -> Entry:
    if "swap" in rest:
        rest["swap"] = (parse_option(rest["swap"]),)
    return Entry(code, f"name-{code.lower()}", level, "general", flag, "Says little.", **rest)


def lexicon_of(*entries: Entry, names: Sequence[str] = ()) -> Lexicon:
    phrases = {
        e.code: (
            [parse_phrase(p, LISTS) for p in e.flag],
            [parse_phrase(p, LISTS) for p in e.unless],
        )
        for e in entries
    }
    return Lexicon(
        compile_lexicon(
            version="1", digest="0", entries=entries, phrases=phrases, lists=LISTS,
            names=[parse_phrase(name) for name in names], sources={}, profiles={}, off={},
        )
    )  # fmt: skip


def paragraph(text: str, **rest: Any) -> Segment:
    return replace(Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text))), **rest)


def words(hits: Sequence[Hit]) -> list[str]:
    return [hit.sentence.segment.text[hit.start : hit.end] for hit in hits]


def found(lexicon: Lexicon, text: str, **rest: Any) -> list[str]:
    """The words that are found, gate on and gate off."""
    hits = Engine(lexicon).find([paragraph(text, **rest)])
    ungated = Engine(lexicon, gate=False).find([paragraph(text, **rest)])
    assert [(h.entry, h.start, h.end) for h in hits] == [(h.entry, h.start, h.end) for h in ungated]
    return words(hits)


LATE = entry("LAB101", "late")
LAZY = entry("LAB102", "lazy")


def test_hits_stand_in_reading_order() -> None:
    engine = Engine(lexicon_of(entry("DEF101", "lazy tea"), LATE, LAZY))
    segments = [paragraph("Tea. Lazy and late. So late!"), paragraph("Tea."), paragraph("Lazy.")]
    hits = engine.find(segments)
    places = [(engine.lexicon.entry(h.entry).code, h.sentence.number, h.start, h.end) for h in hits]
    assert places == [
        ("LAB102", 0, 5, 9), ("LAB101", 0, 14, 18), ("LAB101", 0, 23, 27), ("LAB102", 2, 0, 4),
    ]  # fmt: skip
    assert [hit.sentence.text for hit in hits] == ["Lazy and late."] * 2 + ["So late!", "Lazy."]
    assert [(hit.before, hit.after) for hit in hits[1:3]] == [("Lazy and ", "."), ("So ", "!")]


def test_documents_are_found_in_each_by_itself() -> None:
    engine = Engine(lexicon_of(LATE))
    found = engine.find_each(
        [[paragraph("Late.")], [], [paragraph("Tea.")], [paragraph("So late.")]]
    )
    assert [words(hits) for hits in found] == [["Late"], [], [], ["late"]]


def test_what_stands_around_is_as_far_as_anybody_looks() -> None:
    before, after = "tea and " * 60, " or tea" * 60
    (hit,) = Engine(lexicon_of(LATE)).find([paragraph(f"{before}late{after}.")])
    assert hit.before == before[-240:]
    assert hit.after == f"{after}."[:240]


def test_a_sentence_knows_its_neighbours() -> None:
    texts = ("One.", "Two. Late. Three.", "Four.", "Late. Five. Late.", "Six.")
    hits = Engine(lexicon_of(LATE)).find([paragraph(text) for text in texts])
    around = [(hit.sentence.previous, hit.sentence.following) for hit in hits]
    assert around == [("Two.", "Three."), ("Four.", "Five."), ("Five.", "Six.")]


# What a phrase finds in a text.
FINDS: list[tuple[Entry, str, list[str]]] = [
    (LATE, "Late, LATE", ["Late", "LATE"]),
    # A hyphen makes another word of it.
    (LATE, "A late-night tea.", []),
    (LATE, "A late -night tea.", ["late"]),
    (LATE, "A late-t2.", ["late"]),
    (LATE, "A non-late tea.", []),
    (LATE, "A Non-late tea.", []),
    (LATE, "non-late", []),
    (LATE, "A non- late tea.", ["late"]),
    (LATE, "A very-late tea.", ["late"]),
    (LATE, "non/late", ["late"]),
    (LATE, "late/bus", ["late"]),
    # Exemptions hold what they contain, and no more.
    (entry("LAB101", "late", unless=("late train",)), "The late train was late.", ["late"]),
    (entry("LAB101", "so late", unless=("late train",)), "So late train", ["So late"]),
    (entry("LAB101", "late", unless=("late",)), "Late", []),
    (entry("LAB101", "late", unless=("the late",)), "the late", []),
    # A match takes the whole of the word it starts in.
    (entry("LAB101", "not engage"), "They didn't engage.", ["didn't engage"]),
    (entry("LAB101", "not engage"), "They didn’t engage.", ["didn’t engage"]),
    (entry("LAB101", "not engage"), "They dont engage.", ["dont engage"]),
    (entry("LAB101", "not engage"), "They do not engage.", ["not engage"]),
    (entry("LAB101", "named"), "One (named) here.", ["named"]),
    (entry("LAB101", "'s late"), "Now he's late.", ["he's late"]),
    (entry("LAB101", "'s late"), "Now he’s late.", ["he’s late"]),
    (entry("LAB101", "'s late"), "Now he 's late.", ["'s late"]),
    (entry("LAB101", "'s late"), "'s late again", ["'s late"]),
    (entry("LAB101", "'s late"), "The man's late arrival hurt us.", []),
    (entry("LAB101", "'s late"), "The man’s late arrival hurt us.", []),
    # And the article that its swap replaces.
    (entry("LAB101", "late", swap="not on time"), "It is a late bus, an late one.", ["a late", "an late"]),
    (entry("LAB101", "late", swap="not on time"), "A late bus.", ["A late"]),
    (entry("LAB101", "late", swap="not on time"), "An late bus.", ["An late"]),
    (entry("LAB101", "late", swap="not on time"), "Mr A late again.", ["late"]),
    (entry("LAB101", "late", swap="not on time"), "The late bus.", ["late"]),
    (entry("LAB101", "late"), "It is a late bus.", ["late"]),
    (entry("LAB101", "late", swap="not on time", when=Conditions(as_=("modifier",))),
     "It is a late bus.", ["a late"]),
    # Never.
    (entry("LAB101", "late", when=Conditions(never=True)), "Late.", []),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text", "expected"), FINDS)
def test_what_is_found(of: Entry, text: str, expected: list[str]) -> None:
    assert found(lexicon_of(of), text) == expected


NEAR = Conditions(near=("tea", "mental health", "don't"))
NOT_NEAR = Conditions(not_near=("tea", "mental health"))
SETTINGS: list[tuple[Conditions, str, dict[str, Any], bool]] = [
    (NEAR, "Late.", {}, False),
    (NEAR, "Late for TEA.", {}, True),
    (NEAR, "Late. Then tea.", {}, True),
    (NEAR, "Late for teatime.", {}, False),
    (NEAR, "Late for mental  health.", {}, True),
    (NEAR, "Late for mental, health.", {}, True),
    (NEAR, "Mental health. Late.", {}, True),
    (NEAR, "Late in mental health", {}, True),
    (NEAR, "Late, mental and health.", {}, False),
    (NEAR, "Late for fundamental health.", {}, False),
    (NEAR, "Late for mental healthy.", {}, False),
    (NEAR, "Late, don't.", {}, True),
    (NEAR, "Late.", {"trail": ("Plan", "Tea")}, True),
    (NEAR, "Late.", {"column_heading": "Tea"}, True),
    (NEAR, "Late.", {"row_heading": "Tea"}, True),
    (NOT_NEAR, "Late.", {}, True),
    (NOT_NEAR, "Late for tea.", {}, False),
    (NOT_NEAR, "Late.", {"trail": ("Mental health",)}, False),
    (Conditions(near=("tea",), not_near=("cup",)), "Late tea.", {}, True),
    (Conditions(near=("tea",), not_near=("cup",)), "Late tea cup.", {}, False),
    (Conditions(near=("tea",), not_near=("cup",)), "Late.", {}, False),
]


@pytest.mark.parametrize(("when", "text", "where", "expected"), SETTINGS)
def test_setting_words(when: Conditions, text: str, where: dict[str, Any], expected: bool) -> None:
    assert found(lexicon_of(entry("LAB101", "late", when=when)), text, **where) == (
        ["Late"] if expected else []
    )


KEEP = entry("KPT101", "late shift", kind=EntryKind.KEEP)


def codes(lexicon: Lexicon, text: str, selected: Sequence[int] | None = None) -> list[str]:
    engine = Engine(lexicon, None if selected is None else frozenset(selected))
    return [lexicon.entry(hit.entry).code for hit in engine.find([paragraph(text)])]


def test_a_long_paragraph_is_asked_once_whether_it_is_a_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    stand_in = engine_module._Near.stand_in

    def counted(near: engine_module._Near, setting: engine_module._Setting) -> bool:
        asked.append(stand_in(near, setting))
        return asked[-1]

    monkeypatch.setattr(engine_module._Near, "stand_in", counted)
    of = entry("A101", "late", when=Conditions(near=("cup of tea",)))
    text = "He was late. " * 50 + "A cup of tea."
    assert len(Engine(lexicon_of(of)).find([paragraph(text)])) == 50
    assert asked == [True, False]


def test_only_what_is_selected_speaks_and_all_that_is_kept_shields() -> None:
    lexicon = lexicon_of(KEEP, LATE, LAZY)
    assert codes(lexicon, "A late shift, lazy and late.") == ["KPT101", "LAB102", "LAB101"]
    assert codes(lexicon, "A late shift, lazy and late.", [1]) == ["LAB101"]
    assert codes(lexicon, "A late shift, lazy.", [1]) == []
    # What is not selected shields nothing.
    assert codes(lexicon_of(LATE, entry("LAB103", "late tea")), "A late tea.", [0]) == ["LAB101"]


def test_words_to_keep_shield_also_where_their_setting_is_missing() -> None:
    kept = replace(KEEP, when=Conditions(near=("nurse",)))
    lexicon = lexicon_of(kept, LATE)
    assert codes(lexicon, "A late shift.") == []
    assert codes(lexicon, "A late shift for a nurse.") == ["KPT101"]


MORE = Conditions(near=("tea",))
SPECIFIC: list[tuple[list[Entry], list[str]]] = [
    ([entry("A101", "late"), entry("B101", "late tea")], ["B101"]),
    ([entry("A101", "late tea"), entry("B101", "tea")], ["A101"]),
    ([entry("A101", "late"), entry("B101", "tea")], ["A101", "B101"]),
    # Sharing most of their words: the longer speaks, of two as long the first.
    ([entry("A101", "late tea"), entry("B101", "tea time")], ["A101", "B101"]),
    ([entry("A101", "late tea time"), entry("B101", "tea time today")], ["A101"]),
    ([entry("A101", "tea time today"), entry("B101", "late tea time")], ["B101"]),
    ([entry("A101", "late tea time"), entry("B101", "a late tea")], ["B101"]),
    ([entry("A101", "a late tea time"), entry("B101", "tea time today")], ["A101"]),
    ([entry("A101", "a late tea"), entry("B101", "late tea time today")], ["B101"]),
    ([entry("A101", "a late tea"), entry("B101", "tea time today")], ["A101", "B101"]),
    ([entry("A101", "a late tea", kind=EntryKind.KEEP), entry("B101", "late tea time today")], ["A101", "B101"]),
    ([entry("A101", "a late tea time", kind=EntryKind.KEEP), entry("B101", "tea time today")], ["A101", "B101"]),
    # On the same words.
    ([entry("A101", "late"), entry("B101", "late")], ["B101"]),
    ([entry("A101", "late", level=Level.RETHINK), entry("B101", "late")], ["A101"]),
    ([entry("A101", "late", when=MORE), entry("B101", "late", level=Level.RETHINK)], ["A101"]),
    ([entry("A101", "late", kind=EntryKind.KEEP), entry("B101", "late", when=MORE)], ["A101"]),
    ([entry("A101", "late", when=Conditions(as_=("modifier",), near=("tea",))),
      entry("B101", "late", when=MORE)], ["A101"]),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "expected"), SPECIFIC)
def test_the_more_specific_entry_speaks(entries: list[Entry], expected: list[str]) -> None:
    assert codes(lexicon_of(*entries), "A late tea time today.") == expected


def test_each_sentence_has_its_own_most_specific_entry() -> None:
    lexicon = lexicon_of(LATE, entry("LAB103", "late tea"))
    assert codes(lexicon, "A late tea. Now late.") == ["LAB103", "LAB101"]


@pytest.mark.parametrize("asks", [True, False])
def test_a_sentence_too_long_to_parse_says_so_where_an_entry_asks(asks: bool) -> None:
    when = Conditions(who=("person",)) if asks else Conditions()
    engine = Engine(lexicon_of(entry("BLM101", "refused", when=when)))
    (hit,) = engine.find([paragraph("tea " * 250 + "refused")])
    assert hit.unparsed is asks
    assert not hit.sentence.parsed


def only(when: Conditions, text: str, *after: str) -> Hit:
    engine = Engine(lexicon_of(entry("BLM101", "refused", when=when)))
    (hit,) = engine.find([paragraph(text), *map(paragraph, after)])
    return hit


def test_a_hit_says_why_nobody_named_counts() -> None:
    who = Conditions(who=("person",))
    assert only(who, "Refused tea.").grounds == "it names nobody, as a note does"
    assert only(who, "Refused tea.", "She ate.").grounds == (
        "it names nobody, and the text is about a person"
    )
    assert only(who, "She refused tea.").grounds == ""
    assert only(Conditions(as_=("verb",)), "She refused tea.").grounds == ""


PROSE = "The shop by the old bridge opens at nine and sells the bread of the day to a long queue. "


def test_a_hit_may_be_far_from_any_person() -> None:
    nothing = Conditions()
    assert only(nothing, "The shop refused the bread.", PROSE * 5).remote
    assert not only(nothing, "She refused the bread.", PROSE * 5).remote
    assert not only(nothing, "Refused tea.").remote
    assert not only(Conditions(as_=("verb",)), "She refused the bread.", PROSE * 5).remote
    assert only(Conditions(as_=("verb",)), "The shop refused the bread.", PROSE * 5).remote
    noun = Engine(lexicon_of(entry("LAB101", "shop", when=Conditions(as_=("noun",)))))
    assert not noun.find([paragraph("The shop refused the bread."), paragraph(PROSE * 5)])[0].remote
    who = Conditions(who=("service",))
    assert not only(who, "The council refused the bread.", PROSE * 5).remote


def test_who_is_meant_is_asked_once_for_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from strengthlint.engine import discourse

    asked = []
    told = discourse.is_fragment
    monkeypatch.setattr(discourse, "is_fragment", lambda doc: asked.append(1) or told(doc))
    hits = Engine(lexicon_of(LATE, LAZY)).find([paragraph("She was late and lazy, late and lazy.")])
    assert len(hits) == 4
    assert len(asked) == 1
    assert {id(hit.scene) for hit in hits} == {id(hits[0].sentence.scene)}


def test_a_list_item_is_read_behind_its_lead_in() -> None:
    who = entry("BLM101", "refused", "refused tea", when=Conditions(who=("service",)))
    item = replace(paragraph("again refused tea twice"), kind=SegmentKind.LIST_ITEM)
    hits = Engine(lexicon_of(who)).find([paragraph("The council:"), item])
    assert [(h.start, h.end, h.sentence.starts[0]) for h in hits] == [(6, 17, -1)]
    assert hits[0].sentence.doc is not None
    assert hits[0].sentence.doc.text == "The council again refused tea twice"
    assert words(hits) == ["refused tea"]


def test_a_sentence_is_read_without_its_label() -> None:
    hit = only(Conditions(who=("person",)), "Tea. Outcome: again refused tea.")
    assert (hit.start, hit.end) == (20, 27)
    assert hit.sentence.doc is not None
    assert hit.sentence.doc.text == "again refused tea."


def test_a_sentence_as_the_grammar_reads_it() -> None:
    engine = Engine(lexicon_of(LATE))
    assert any(token.dep_ == "nsubj" for token in engine.read("She rang us."))
    long = engine.read("tea " * 251)
    assert len(long) == 251
    assert not long.has_annotation("DEP")
    assert engine.read("tea " * 250).has_annotation("DEP")


def test_names_are_looked_for_once() -> None:
    engine = Engine(lexicon_of(LATE, names=["Late Night Act"]))
    (hit,) = engine.find([paragraph("Under the Late Night Act he was late.")])[-1:]
    assert engine.names(hit.sentence) == [(2, 5)]
    assert engine.names(hit.sentence) is hit.sentence.names


def test_words_of_a_segment_as_a_hit() -> None:
    engine = Engine(lexicon_of(LATE))
    segments = [paragraph("Tea."), paragraph("She rang. The bread was late, so late.")]
    hit = engine.hit_at(segments, 1, 14, 19)
    assert hit is not None
    assert (words([hit]), hit.entry, hit.sentence.text) == (
        ["bread"], -1, "The bread was late, so late.",
    )  # fmt: skip
    assert hit.sentence.parsed
    assert hit.sentence.previous == "She rang."
    # Half a word is the whole of it.
    assert words([engine.hit_at(segments, 1, 15, 17)]) == ["bread"]  # type: ignore[list-item]
    first = engine.hit_at(segments, 1, 0, 3)
    assert first is not None
    assert words([first]) == ["She"]
    last = engine.hit_at(segments, 1, 33, 38)
    assert last is not None
    assert words([last]) == ["late."]
    # Over two sentences, or where no word is.
    assert engine.hit_at(segments, 1, 4, 12) is None
    assert engine.hit_at(segments, 1, 9, 10) is None
