"""Who does it, and whom it is about: the same words, once spoken about and once quiet."""

from __future__ import annotations

import pytest

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import Engine

ENTRIES = """
- code: BLM101
  name: failed
  level: rethink
  flag: [fail~/refuse~ to engage/answer, disengage~, refusal to engage]
  when: {who: person}
  instead: [say what was tried]
  ask: What was tried?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples: {flag: ["==failed to engage==", "==disengaged=="], pass: [a, b]}
- code: DEF101
  name: entrenched
  level: rethink
  flag: [entrenched, hard-to-engage, complex needs]
  when: {about: person}
  instead: [say for how long]
  ask: For how long?
  why: Fixes a person in place.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples: {flag: ["==entrenched==", "==entrenched=="], pass: [a, b]}
- code: LAB101
  name: label
  level: rethink
  flag: [(the) homeless, schizophrenic(s)]
  when: {as: noun}
  instead: [name the person]
  ask: Who are they?
  why: Makes a name of it.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples: {flag: ["==the homeless==", "==schizophrenic=="], pass: [a, b]}
- code: CTL101
  name: done-to
  level: rethink
  flag: [place~, toilet~]
  when: {to: person}
  instead: [say who did what]
  ask: Whose decision was it?
  why: Moves a person like a thing.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples: {flag: ["==placed==", "==toileted=="], pass: [a, b]}
- code: OTH101
  name: clean
  level: rethink
  flag: [clean]
  when: {near: [<substance>, test], not-near: [kitchen]}
  instead: [say since when]
  ask: Since when?
  why: Makes the rest dirty.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples: {flag: ["==clean==", "==clean=="], pass: [a, b]}
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    from strengthlint.lexicon import load
    from strengthlint.lexicon.location import builtin_folder

    folder = tmp_path_factory.mktemp("lexicon")
    for name in ("lists.yaml", "sources.yaml"):
        (folder / name).write_bytes((builtin_folder() / name).read_bytes())
    (folder / "entries.yaml").write_text(ENTRIES, encoding="utf-8")
    return Engine(load([(folder, "lexicon")], cache=False))


def matched(engine: Engine, text: str) -> list[str]:
    segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))
    return [text[hit.start : hit.end] for hit in engine.find([segment])]


SPEAKS = {
    "who": [
        "She failed to engage with the service.",
        "Ms K failed to engage.",
        "JB disengaged in May.",
        "Tomasz refused to answer.",
        "Failed to engage with OT.",
        "Disengaged x2.",
        "We asked him to come and he refused to engage.",
        "A man who refused to engage was closed.",
        "The client, after a hard week, refused to answer.",
        "Clients who disengage are closed.",
        "His refusal to engage was noted.",
        "He came twice and then disengaged.",
        "Kim was late and failed to engage.",
        "You failed to engage with us.",
        "She came in order to eat but refused to answer.",
        "He kept refusing to engage.",
        "We got her to refuse to engage.",
        "Kim was said to have failed to engage.",
        "Kim has not come, having failed to engage.",
        "His family say he refused to engage.",
        "Many refused to engage.",
        "Refusal to engage by the tenant was noted.",
        "Your refusal to engage was noted.",
        "Tenant refusal to engage was noted.",
        "Kim, who refused to engage, left.",
        "Has failed to engage again.",
        "Was seen and failed to engage.",
        "A tenant with a refusal to engage left.",
        "She was moved for her refusal to engage.",
        "He was moved for refusal to engage.",
        "She was moved on after refusal to engage.",
        "She showed refusal to engage.",
        "Pt disengaged.",
        "71yo, disengaged.",
        "Client failing to engage.",
        "Those who disengage are closed. The clinic is shut.",
    ],
    "about": [
        "He is entrenched.",
        "An entrenched client came.",
        "A man who remains entrenched.",
        "Chaotic and entrenched clients were closed.",
        "A group for hard-to-engage young people.",
        "People with complex needs came to the clinic.",
        "Her complex needs were listed.",
        "She has complex needs.",
        "Complex needs noted.",
        "Kim is a man with complex needs.",
        "She came with complex needs.",
        "The complex needs of the tenant were listed.",
        "Complex needs among tenants were listed.",
        "Tenant complex needs were listed.",
        "There are complex needs here. She came.",
        "We find him entrenched.",
        "She seems entrenched.",
        "He is chaotic and entrenched.",
        "She is tired, entrenched and late.",
        "Kim, entrenched, left.",
        "The tenant, a man with complex needs, left.",
        "She shows complex needs.",
        "A hard-to-engage tenant left.",
        "A hard-to-engage and tired tenant left.",
        "He was seen as entrenched.",
        "I am entrenched.",
        "She left, still entrenched.",
    ],
    "as": [
        "The homeless are moved on.",
        "We support the homeless.",
        "He is a schizophrenic.",
        "Two schizophrenics were admitted.",
        "The homeless deserve better.",
        "The homeless face a hard winter.",
        "The homeless are here.",
        "Homeless and tired people and schizophrenics came.",
        "The schizophrenic left.",
        "We met a schizophrenic and his son.",
        "Schizophrenics left.",
        "She lives with a schizophrenic.",
    ],
    "to": [
        "She was placed in a hotel.",
        "Toileted and fed.",
        "Staff toileted him twice.",
        "They placed the child.",
        "Kim was placed in a hotel.",
        "The child placed there left.",
        "A placed child left.",
        "We toileted and fed him.",
        "Pt toileted and fed.",
        "Kim toileted twice.",
        "He is toileted.",
        "Placed in a hotel.",
        "The tenants placed in the hotel left.",
        "He has been toileted.",
        "We placed her there.",
    ],
    "near": ["He has been clean since May, no drugs at all."],
}
QUIET = {
    "who": [
        "The service failed to engage him.",
        "The council has repeatedly refused to answer.",
        "Harbour Housing refused to answer her letter.",
        "We failed to engage her.",
        "The clutch disengaged.",
        "He was told that the team failed to engage.",
        "The refusal of the trust to engage was noted.",
        "Dr Patel refused to answer.",
        "Her ex-partner refused to answer.",
        "Disengage the clutch before starting.",
        "You may refuse to engage.",
        "You must not refuse to engage.",
        "If you refuse to engage, we write.",
        "If a man refuses to engage, we write.",
        "Should a man refuse to engage, we write.",
        "Shops should not refuse to engage with the notice that the shop put up.",
        "To refuse to engage is a right.",
        "Please refuse to answer.",
        "Do refuse to answer.",
        "Never refuse to answer.",
        "Council refusal to engage was noted.",
        "Refusal to engage by the council was noted.",
        "Our refusal to engage was noted.",
        "Their letter was refused by the council, who failed to engage.",
        "The council, which refused to engage, left.",
        "The council was late and failed to engage.",
        "The council kept refusing to engage.",
        "The team met and discussed refusal to engage in the meeting on the rules.",
        "The team closed the case after refusal to engage.",
        "The window refused to answer.",
        "She said the council refused to engage.",
        "She asked the council to refuse to engage.",
        "The council has failed to engage.",
        "The perpetrator refused to engage.",
    ],
    "about": [
        "Entrenched inequality shapes these lives.",
        "The right is entrenched in law.",
        "The system has complex needs.",
        "Views are entrenched on both sides.",
        "It is entrenched.",
        "There are complex needs in the rules of the shop.",
        "The complex needs of the council were listed.",
        "Council complex needs were listed.",
        "The shop came with complex needs.",
        "A question that I find entrenched came up.",
        "We find the rule entrenched.",
        "The rule seems entrenched.",
        "The rule is old and entrenched.",
        "The rule, entrenched, stands.",
        "A hard-to-engage clutch is here.",
        "The rule was seen as entrenched.",
        "The team discussed complex needs with the shop.",
        "The shop, a place with complex needs, is shut.",
    ],
    "as": [
        "The homeless shelter opened.",
        "A homeless man came.",
        "A schizophrenic episode began.",
        "He is homeless.",
        "The homeless man left.",
        "Schizophrenic and tired men left.",
        "He is schizophrenic.",
        "The homeless charity deserves a prize.",
        "The homeless shelters face a hard winter.",
    ],
    "to": [
        "The order was placed on Monday.",
        "She placed the cup on the table.",
        "The cup was placed on the table.",
        "The placed cup fell.",
        "We placed it there.",
        "The shop placed an order.",
        "The order placed there was lost.",
        "The council was placed in debt.",
        "If the cup is placed there, it falls.",
    ],
    "near": ["Her flat is clean and bright.", "The kitchen is clean, and there is no drink in it."],
}


@pytest.mark.parametrize("text", [text for texts in SPEAKS.values() for text in texts])
def test_speaks(engine: Engine, text: str) -> None:
    assert matched(engine, text)


@pytest.mark.parametrize("text", [text for texts in QUIET.values() for text in texts])
def test_stays_quiet(engine: Engine, text: str) -> None:
    assert matched(engine, text) == []


def test_a_sentence_too_long_to_parse_says_so(engine: Engine) -> None:
    text = "the council " + "and the trust " * 120 + "failed to engage"
    segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))
    assert [hit.unparsed for hit in engine.find([segment])] == [True]


def test_near_looks_at_the_headings_too(engine: Engine) -> None:
    text = "He has been clean since May."
    segment = Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)), ("Alcohol",))
    assert len(engine.find([segment])) == 1
