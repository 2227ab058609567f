"""Which standings hold for some words, on trees written by hand: `{` the words `}`, see conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import Engine, Hit, Sentence, grammar
from strengthlint.lexicon.phrase import parse_phrase
from strengthlint.lexicon.standing_rule import Reach, StandingKind, StandingRule
from strengthlint.standing.rules import Rules

if TYPE_CHECKING:
    from spacy.tokens import Doc

Trees = Callable[[str], Any]

LISTS = {"joining": (("or",),), "filler": (("just",),), "likening": (("as",),)}


class Stub:
    """An engine with some standings that reads every sentence as it was told to, or not at all."""

    def __init__(self, *rules: StandingRule, read: Doc | None = None) -> None:
        keys = ("before", "after", "subject", "unless", "not_for")
        self.lexicon = SimpleNamespace(
            lists=LISTS,
            standings=[
                (rule, [[parse_phrase(p, LISTS) for p in getattr(rule, key)] for key in keys])
                for rule in rules
            ],
        )
        self.matching = SimpleNamespace(tokenize=grammar.load().make_doc)
        self.asked: list[str] = []
        self._read = read

    def read(self, text: str) -> Doc:
        self.asked.append(text)
        return grammar.load().make_doc(text) if self._read is None else self._read


def rule(kind: StandingKind = StandingKind.MENTION, **rest: Any) -> StandingRule:
    rest["reach"] = rest.get("reach", Reach.SENTENCE)
    if isinstance(rest["reach"], Reach):
        rest["reach"] = (rest["reach"],)
    for key in ("before", "after", "subject", "unless", "not_for"):
        if isinstance(rest.get(key), str):
            rest[key] = (rest[key],)
    return StandingRule("a-name", kind, "a reason", **rest)


def rules(*of: StandingRule) -> Rules:
    return Rules(cast(Engine, Stub(*of)))


def hit_in(read: Any, *, parsed: bool = True, **rest: Any) -> Hit:
    """The words of a tree as a hit."""
    text = read.doc.text.strip()
    segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))
    starts = tuple(token.idx for token in read.doc)
    sentence = Sentence(
        segment, 0, 0, len(text), set(), doc=read.doc, starts=starts, parsed=parsed, **rest
    )
    return Hit(-1, sentence, read.first, read.last)


def plain(text: str, at: int = 0, **rest: Any) -> Hit:
    """A hit of the words between `==` in a sentence that starts at a place of its paragraph."""
    before, words, after = text.split("==")
    whole = before + words + after
    doc = grammar.load().make_doc(whole[at:])
    segment = Segment(whole, SegmentKind.PARAGRAPH, OffsetMap.identity(len(whole)))
    segment = replace(segment, **{k: rest.pop(k) for k in list(rest) if hasattr(segment, k)})
    span = doc.char_span(len(before) - at, len(before) - at + len(words))
    starts = tuple(at + token.idx for token in doc)
    sentence = Sentence(segment, 0, at, len(whole), set(), doc=doc, starts=starts, **rest)
    return Hit(-1, sentence, span.start, span.end)


def holds(of: StandingRule, hit: Hit) -> bool:
    asked = rules(of)
    found = asked.holding(hit)
    assert asked.first(hit, [of.kind]) is (of if found else None)
    return bool(found)


# Anywhere in the sentence, on its side of the words

SIDES = [
    (rule(before="they think"), "They think {lazy}", True),
    (rule(before="they think"), "They think now {lazy}", True),
    (rule(before="they think"), "{lazy} they think", False),
    (rule(before="they think"), "They {think} {lazy}", False),
    (rule(before="they think"), "They think", False),
    (rule(after="they think"), "{lazy} they think", True),
    (rule(after="they think"), "{lazy} now they think", True),
    (rule(after="they think"), "They think {lazy}", False),
    (rule(after="they think"), "{lazy} {they} think", False),
    (rule(before="they", after="think"), "They {lazy} think", True),
    (rule(before="they", after="think"), "They {lazy} thought", False),
    (rule(before="they", after="think"), "She {lazy} think", False),
    # What lets go holds all of a phrase.
    (rule(before="avoid", unless="avoid falls"), "Avoid falls {lazy}", False),
    (rule(before="avoid", unless="we avoid"), "We avoid {lazy}", False),
    (rule(before="avoid", unless="we avoid falls"), "We avoid falls {lazy}", False),
    (rule(before="avoid", unless="avoid falls"), "Falls avoid {lazy}", True),
    (rule(before="avoid falls", unless="avoid"), "Avoid falls {lazy}", True),
    (rule(before="we avoid", unless="avoid falls"), "We avoid falls {lazy}", True),
    (rule(before="avoid", unless="avoid falls"), "Avoid falls avoid {lazy}", True),
    # Words that a standing is not for.
    (rule(before="they", not_for="lazy"), "They {lazy} {man}", False),
    (rule(before="they", not_for="man"), "They {lazy} {man}", False),
    (rule(before="they", not_for="lazy man"), "They {lazy} {man}", False),
    (rule(before="they", not_for="lazy man"), "They {lazy} man", True),
    (rule(before="they", not_for="old lazy"), "They old {lazy} man", True),
    (rule(before="they", not_for="lazy"), "They lazy {man} lazy", True),
]


@pytest.mark.parametrize(("of", "text", "expected"), SIDES)
def test_on_which_side_of_the_words(
    tree: Trees, of: StandingRule, text: str, expected: bool
) -> None:
    for parsed in (True, False):
        assert holds(of, hit_in(tree(text), parsed=parsed)) is expected


# Words of a kind

KINDS = [
    (rule(before="they", alone=True), "They/X {lazy}/ADJ", True),
    (rule(before="they", alone=True), "They/X {lazy}/ADJ now/ADV", True),
    (rule(before="they", alone=True), "They/X {lazy}/ADJ man/NOUN", False),
    (rule(before="they", alone=True), "They/X {lazy}/ADJ Kim/PROPN", False),
    (rule(before="they", alone=True), "They/X {lazy}/ADJ/4/amod old/ADJ man/NOUN", False),
    (rule(before="they", alone=True), "They/X {lazy}/ADJ/4/compound old/ADJ man/NOUN", False),
    (rule(before="they", alone=True), "They/X {lazy}/ADJ/4/dep old/ADJ man/NOUN", True),
    (rule(before="they", alone=True), "They/X man/NOUN {lazy}/ADJ/2/amod", True),
    (rule(before="they", alone=True), "They/X {man}/NOUN {lazy}/ADJ/2/amod", True),
    (rule(before="they"), "They/X {lazy}/ADJ man/NOUN", True),
    (rule(before="they", not_noun=True), "They/X {lazy}/ADJ", True),
    (rule(before="they", not_noun=True), "They/X {fool}/NOUN", False),
    (rule(before="they", not_noun=True), "They/X {Fool}/PROPN", False),
    (rule(before="they", not_noun=True), "They/X {lazy}/ADJ {fool}/NOUN", False),
    (rule(before="they", not_noun=True), "They/X {fool}/NOUN {lazy}/ADJ", True),
    (rule(before="they", not_noun=True), "They/X {lazy}/ADJ fool/NOUN", True),
]


@pytest.mark.parametrize(("of", "text", "expected"), KINDS)
def test_for_words_of_which_kind(tree: Trees, of: StandingRule, text: str, expected: bool) -> None:
    assert holds(of, hit_in(tree(text))) is expected


def test_before_which_noun_words_stand_is_not_known_without_a_tree(tree: Trees) -> None:
    read = tree("They/X {lazy}/ADJ/4/amod old/ADJ man/NOUN")
    assert holds(rule(before="they", alone=True), hit_in(read, parsed=False))


# How far each reach goes

REACHES = [
    (Reach.BESIDE, "Called/VERB {lazy}/ADJ", True),
    (Reach.BESIDE, "Called/VERB just/X {lazy}/ADJ", True),
    (Reach.BESIDE, "Called/VERB men/NOUN {lazy}/ADJ", False),
    (Reach.CLAUSE, "called/VERB/2/advmod lazed/VERB/0 men/NOUN/2/obl so/X/2/dep {lazed}/VERB/2/dep", False),
    (Reach.CLAUSE, "called/VERB/3/advmod men/NOUN/3/nsubj {lazed}/VERB/0", True),
    (Reach.CLAUSE, "called/VERB/0 he/PRON/4/nsubj often/ADP/4/obl {lazed}/VERB/1/ccomp", False),
    (Reach.UNDER, "called/VERB/0 he/PRON/4/nsubj often/ADP/4/obl {lazed}/VERB/1/ccomp", True),
    # Under a colon or in the lead-in of a list.
    (Reach.LIST, "Called/VERB :/PUNCT {lazy}/ADJ", True),
    (Reach.LIST, "Called/VERB men/NOUN :/PUNCT old/ADJ {lazy}/ADJ", True),
    (Reach.LIST, "Called/VERB {lazy}/ADJ", False),
    (Reach.LIST, ":/PUNCT called/VERB {lazy}/ADJ", False),
    (Reach.LIST, "Called/VERB {lazy}/ADJ :/PUNCT", False),
    (Reach.LIST, "Called/VERB is/AUX :/PUNCT {lazy}/ADJ", False),
    (Reach.LIST, "Called/VERB men/NOUN ,/PUNCT :/PUNCT {lazy}/ADJ", False),
    (Reach.LIST, "Is/AUX ,/PUNCT called/VERB :/PUNCT ,/PUNCT is/AUX {lazy}/ADJ", True),
    (Reach.LIST, "Called/VERB :/PUNCT “/PUNCT tea/NOUN ”/PUNCT {lazy}/ADJ", False),
    (Reach.LIST, "Called/VERB :/PUNCT (/PUNCT {lazy}/ADJ", True),
    (Reach.LIST, "Called/VERB" + " tea/NOUN" * 12 + " :/PUNCT {lazy}/ADJ", True),
    (Reach.LIST, "Called/VERB" + " tea/NOUN" * 13 + " :/PUNCT {lazy}/ADJ", False),
]  # fmt: skip


@pytest.mark.parametrize(("reach", "text", "expected"), REACHES)
def test_how_far_it_reaches(tree: Trees, reach: Reach, text: str, expected: bool) -> None:
    assert holds(rule(before="called", reach=reach), hit_in(tree(text))) is expected


def test_one_of_several_reaches_is_enough(tree: Trees) -> None:
    of = rule(before="called", reach=(Reach.BESIDE, Reach.LIST))
    assert holds(of, hit_in(tree("Called/VERB :/PUNCT {lazy}/ADJ")))
    assert holds(of, hit_in(tree("Called/VERB {lazy}/ADJ")))
    assert not holds(of, hit_in(tree("Called/VERB men/NOUN {lazy}/ADJ")))


# Lists

LISTED = rule(before="avoid", reach=Reach.LIST)


def test_an_item_that_was_read_behind_its_lead_in(tree: Trees) -> None:
    for written, expected in {
        "Avoid/VERB {lazy}/ADJ": True,
        "Avoid/VERB “/PUNCT {lazy}/ADJ": True,
        "Avoid/VERB words/NOUN {lazy}/ADJ": True,
        "Avoid/VERB is/AUX {lazy}/ADJ": False,
        "Keep/VERB {lazy}/ADJ": False,
    }.items():
        read = tree(written)
        led = 2 if "words" in written or "is/AUX" in written else 1
        text = " ".join(token.text for token in read.doc[led:])
        hit = hit_in(read)
        at = read.doc[led].idx
        hit.sentence.starts = (-1,) * led + tuple(t.idx - at for t in read.doc[led:])
        hit.sentence.segment = replace(hit.sentence.segment, text=text)
        hit.sentence.end = len(text)
        hit.sentence.lead_in = f"{read.doc[:led].text}:"
        assert holds(LISTED, hit) is expected, written


@pytest.mark.parametrize("lead_in", ["Avoid:", "Please avoid words: –", "Avoid …", "Avoid,"])
def test_an_item_that_was_read_alone(lead_in: str) -> None:
    assert holds(LISTED, plain("==lazy== at all", lead_in=lead_in))
    assert holds(LISTED, plain("so ==lazy==", lead_in=lead_in))
    assert not holds(LISTED, plain("==lazy==", lead_in="Keep:"))
    assert not holds(LISTED, plain("==lazy==", lead_in="–"))
    # Only its first sentence goes on from the lead-in.
    assert not holds(LISTED, plain("Tea. So ==lazy==", 5, lead_in=lead_in))


CAPITALS = {
    "==Lazy== at all": "She is not lazy at all",
    "==lazy==": "She is not lazy",
    "==ADHD== and tea": "She is not ADHD and tea",
    "==I== am": "She is not I am",
    "I’m ==lazy==": "She is not I’m lazy",
    "I'm ==lazy==": "She is not I'm lazy",
    "In ==denial==": "She is not in denial",
    "A ==fool==": "She is not A fool",
}


@pytest.mark.parametrize("item", CAPITALS)
def test_the_capital_of_an_item_starts_no_sentence(item: str) -> None:
    stub = Stub(LISTED, rule(before="not"))
    asked = Rules(cast(Engine, stub))
    for _ in range(2):
        assert len(asked.holding(plain(item, lead_in="She is not:"))) == 1
    # It is read once for all its hits.
    assert stub.asked == [CAPITALS[item]]
    asked.holding(plain(item, lead_in="He is not:"))
    assert stub.asked[1:] == [CAPITALS[item].replace("She", "He")]


def test_the_tree_of_an_item_behind_its_lead_in_tells_whom_it_is_said_of(tree: Trees) -> None:
    of = rule(before="am", subject="i")
    read = tree("I/PRON/3/nsubj am/AUX/3/cop lazy/ADJ/0").doc
    asked = Rules(cast(Engine, Stub(of, read=read)))
    assert asked.holding(plain("==lazy==", lead_in="I am:")) == [of]
    assert not holds(of, plain("==lazy==", lead_in="I am:"))


def test_a_label_that_the_grammar_does_not_read_counts(tree: Trees) -> None:
    for text, expected in {
        "Avoid: so ==lazy== men": True,
        "Keep: so ==lazy== men": False,
        "So ==lazy== men": False,
    }.items():
        hit = plain(f"Tea. {text}", 5)
        assert hit.sentence.doc is not None
        label = 2 if ":" in text else 0
        hit.sentence.doc = hit.sentence.doc[label:].as_doc()
        hit.sentence.starts = hit.sentence.starts[label:]
        hit.first, hit.last = hit.first - label, hit.last - label
        assert holds(LISTED, hit) is expected, text
        assert holds(rule(before="avoid"), hit) is expected, text
        # The words are found again in the whole sentence.
        assert not holds(rule(before="lazy"), hit)
        assert not holds(rule(after="lazy"), hit)
        assert holds(rule(after="men"), hit)


# What was said before

TOLD = rule(StandingKind.QUOTATION, before="she said", reach=Reach.LIST)


def told(of: StandingRule, before: str) -> bool:
    return holds(of, plain(f"{before} He is ==lazy==.", len(before) + 1))


def test_what_is_told_goes_on_to_the_end_of_the_paragraph() -> None:
    assert told(TOLD, "She said: I waited all day.")
    assert told(TOLD, "Kim rang. She said this: I waited.")
    assert told(TOLD, "Kim rang. She said this:")
    assert not told(TOLD, "She said so. I waited: all day.")
    assert not told(TOLD, "She said so. I waited all day.")
    assert not told(TOLD, "She said: “I waited.”")
    assert not told(TOLD, "He said: I waited all day.")
    assert not told(rule(before="she said", reach=Reach.LIST), "She said: I waited all day.")
    assert not told(replace(TOLD, reach=(Reach.SENTENCE,)), "She said: I waited all day.")
    # Some lines above, nobody remembers.
    assert told(TOLD, "She said: I waited." + " x" * 185)
    assert not told(TOLD, "She said: I waited." + " x" * 200)


# Headings

IN_HEADING, WHOLE = (
    rule(before="to avoid", reach=reach) for reach in (Reach.HEADING, Reach.WHOLE_HEADING)
)
HEADINGS: list[tuple[dict[str, Any], bool, bool]] = [
    ({"trail": ("To avoid",)}, True, True),
    ({"trail": ("2. To avoid:",)}, True, True),
    ({"trail": ("To avoid s",)}, True, True),
    ({"trail": ("Words to avoid",)}, True, False),
    ({"trail": ("To avoid words",)}, True, False),
    ({"trail": ("Tea",)}, False, False),
    ({"trail": ("To avoid", "Tea")}, True, True),
    ({"trail": ("To avoid", "Tea", "Bread")}, False, False),
    ({"trail": ("Tea", "Words to avoid")}, True, False),
    ({"column_heading": "To avoid"}, True, True),
    ({"row_heading": "To avoid"}, True, True),
    ({"row_heading": "Words to avoid"}, True, False),
    ({}, False, False),
]


@pytest.mark.parametrize(("where", "some", "all_"), HEADINGS)
def test_what_stands_in_a_heading(where: dict[str, Any], some: bool, all_: bool) -> None:
    hit = plain("He is ==lazy==.", **where)
    assert (holds(IN_HEADING, hit), holds(WHOLE, hit)) == (some, all_)


def test_a_heading_that_is_let_go() -> None:
    hit = plain("He is ==lazy==.", trail=("Words to avoid falls",))
    assert not holds(replace(IN_HEADING, unless=("to avoid falls",)), hit)


# The sentences beside

BEFORE, AFTER, BOTH = (
    rule(reach=Reach.NEIGHBOUR, **key)
    for key in ({"before": "we thought"}, {"after": "we were wrong"}, {"before": "we thought", "after": "we were wrong"})
)  # fmt: skip
BESIDE = [
    ("Once we thought so.", "", (True, False, False)),
    ("We thought so.", "", (True, False, False)),
    ("", "We were wrong.", (False, True, False)),
    ("", "But we were wrong.", (False, True, False)),
    ("", "And then we were wrong.", (False, False, False)),
    ("We thought so.", "We were wrong.", (True, True, True)),
    ("We were wrong.", "We thought so.", (False, False, False)),
    ("", "", (False, False, False)),
]


@pytest.mark.parametrize(("previous", "following", "expected"), BESIDE)
def test_what_stands_in_the_sentences_beside(
    previous: str, following: str, expected: tuple[bool, ...]
) -> None:
    hit = plain("He is ==lazy==.", previous=previous, following=following)
    assert tuple(holds(of, hit) for of in (BEFORE, AFTER, BOTH)) == expected


# Whom the words are said of

OWN = rule(StandingKind.OWN_WORDS, subject="i/we", reach=Reach.CLAUSE)
SAME = rule(StandingKind.OWN_WORDS, before="(she) says", subject="same")
SAID_OF = [
    (OWN, "I/PRON/3/nsubj am/AUX/3/cop {lazy}/ADJ/0", True),
    (OWN, "We/PRON/3/nsubj are/AUX/3/cop {lazy}/ADJ/0", True),
    (OWN, "She/PRON/3/nsubj is/AUX/3/cop {lazy}/ADJ/0 i/PRON", False),
    (OWN, "I/PRON am/AUX {lazy}/ADJ/0", False),
    (OWN, "I/PRON/2/nsubj {laze}/VERB/0", False),
    (OWN, "I/PRON/4/nsubj :/PUNCT am/AUX/4/cop {lazy}/ADJ/0", False),
    (OWN, ":/PUNCT I/PRON/4/nsubj am/AUX/4/cop {lazy}/ADJ/0", True),
    (SAME, "She/PRON/2/nsubj says/VERB/0 she/PRON/5/nsubj is/AUX/5/cop {lazy}/ADJ/2/ccomp", True),
    (SAME, "She/PRON/2/nsubj:x says/VERB/0 she/PRON/5/nsubj is/AUX/5/cop {lazy}/ADJ/2/ccomp", True),
    (SAME, "She/PRON/2/nsubj says/VERB/0 he/PRON/5/nsubj is/AUX/5/cop {lazy}/ADJ/2/ccomp", False),
    (SAME, "She/PRON/2/obj says/VERB/0 she/PRON/5/nsubj is/AUX/5/cop {lazy}/ADJ/2/ccomp", False),
    (SAME, "She/PRON/2/nsubj says/VERB/0 {lazy}/ADJ/2/xcomp", False),
    (SAME, "she/PRON/4/nsubj says/VERB/0 seems/VERB/0 {lazy}/ADJ/0", False),
    # She says that he came and is lazy: whose laziness it is cannot be told.
    (SAME, "She/PRON/2/nsubj says/VERB/0 she/PRON/4/nsubj came/VERB/2/ccomp and/CCONJ/6/cc {lazed}/VERB/4/conj/Fin", False),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text", "expected"), SAID_OF)
def test_whom_the_words_are_said_of(
    tree: Trees, of: StandingRule, text: str, expected: bool
) -> None:
    assert holds(of, hit_in(tree(text))) is expected
    assert not holds(of, hit_in(tree(text), parsed=False))


# Several


def test_the_first_of_the_kinds_that_are_asked_for(tree: Trees) -> None:
    view = replace(rule(StandingKind.VIEW, before="they"), name="view")
    other = replace(rule(StandingKind.VIEW, before="they think"), name="other")
    denial = replace(rule(StandingKind.DENIAL, before="think"), name="denial")
    never = rule(StandingKind.DENIAL, before="wrote")
    asked = rules(never, view, other, denial)
    hit = hit_in(tree("They think {lazy}"))
    assert asked.holding(hit) == [view, other, denial]
    assert asked.first(hit, [StandingKind.DENIAL, StandingKind.VIEW]) is view
    assert asked.first(hit, [StandingKind.DENIAL]) is denial
    assert asked.first(hit, [StandingKind.MENTION]) is None
    assert asked.holding(hit_in(tree("We say {lazy}"))) == []


def test_hits_of_one_sentence_and_of_another() -> None:
    asked = rules(rule(before="they"))
    first = plain("They so ==lazy==")
    second = Hit(-1, first.sentence, 0, 1)
    assert asked.holding(first) != []
    assert asked.holding(second) == []
    assert asked.holding(plain("We so ==lazy==")) == []
