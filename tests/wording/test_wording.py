"""What is offered where: an option stands only where it fits, in the form that stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Level, Standing, SuggestionKind
from strengthlint.document import Document
from strengthlint.engine import Hit
from strengthlint.lexicon import Lexicon, load
from strengthlint.lexicon.entry import Entry
from strengthlint.lexicon.location import builtin_folder
from strengthlint.linter import Linter
from strengthlint.wording import Wording

ENTRIES = """
- code: BLM901
  name: not-met
  level: rethink
  flag:
    - fail~ to engage
    - refuse~ to engage
    - do~ not engage
    - have~ (not) disengaged
    - will~ not engage
    - be~ not engaging
    - not engaging
    - non-engagement
    - hard to engage
    - hard-to-engage
    - in denial
    - unreachable
  when: {who: anyone}
  instead:
    - verb: not take~ up [what was offered]
    - verb for one: miss~ [what] on the day
    - noun: missed appointments
    - person: person(s) whom we have not met
    - describe: unmet
    - describe: whom we have not met
    - describe: out of touch with us
    - sentence: "We will ask [them] what would help [themselves] and [their] family."
    - sentence for many: We will ask people what would help.
    - advice: leave it, and say what [they] need~
  ask: What did we try?
  ask-many: What is offered?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==failed to engage==.", "He ==refuses to engage==."]
    pass: [The cat., The dog.]
- code: LAB901
  name: ill
  level: rethink
  flag: [schizophrenic(s), schizophrenic, be~ schizophrenic, the mad]
  swap:
    - verb: have~ schizophrenia
    - person: person(s) with schizophrenia
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==is schizophrenic==.", "The ==schizophrenics== left."]
    pass: [The cat., The dog.]
- code: LAB902
  name: gaps
  level: rethink
  flag: [foozled, barzled]
  swap: ["verb: take~ [what]", "plain words"]
  instead: ["advice: Say why.", "verb for one: come~ on [date]", "free words", "noun: a thing"]
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==foozled== it.", "He ==barzled== it."]
    pass: [The cat., The dog.]
- code: LAB903
  name: people
  level: rethink
  flag: [druggie(s), a nutty, smackhead(s), "<named-person> on the game"]
  swap:
    - person: person(s) who use~ drugs
  instead:
    - person: <named-person> who sell~ sex
    - verb: have~ a habit
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["The ==druggies== left.", "The ==smackheads== left."]
    pass: [The cat., The dog.]
- code: BLM903
  name: progress
  level: rethink
  flag: [(has/had/did/does/would) not bother~ to go, be~ moaning, wobbling, be~ carted off, sectioned, go~ AWOL]
  swap: ["verb: lose~ [their] home"]
  instead:
    - verb: know~ [what]
    - verb: say~ that [they] have~ no plan
    - verb: be~ detained
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==was moaning==.", "He ==went AWOL==."]
    pass: [The cat., The dog.]
"""


BETTER = """
- code: LAB904
  name: gamer
  level: rethink
  flag: [dotty <learner>, dotty people, be~ (a) dotter]
  swap:
    - verb: have~ dots
    - person: <learner> who have~ dots
    - person: person(s) who have~ dots
  instead:
    - "advice: Keep to what be~ said."
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==is a dotter==.", "The ==dotty pupils== left."]
    pass: [The cat., The dog.]
- code: LAB905
  name: spotter
  level: rethink
  flag: [be~ (a) spotter]
  swap: ["verb: see~ dots"]
  instead: ["advice: Keep to what be~ said."]
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==is a spotter==.", "He ==is a spotter== too."]
    pass: [The cat., The dog.]
- code: BLM904
  name: wasting
  level: rethink
  flag: [squander~ it]
  instead:
    - "advice: Keep to what be~ said."
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==squandered it==.", "He ==squanders it==."]
    pass: [The cat., The dog.]
"""


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Diagnostic]]:
    folder = tmp_path_factory.mktemp("lexicon")
    for name in ("lists.yaml", "sources.yaml", "lexicon.yaml", "standings.yaml"):
        (folder / name).write_bytes((builtin_folder() / name).read_bytes())
    (folder / "profiles.yaml").write_text("uk:\n  about: default\n", encoding="utf-8")
    (folder / "entries.yaml").write_text(ENTRIES + BETTER, encoding="utf-8")
    linter = Linter(Settings(), load([(folder, "lexicon")], cache=False))

    def find(text: str) -> list[Diagnostic]:
        (report,) = linter.check_documents([Document.of_paragraph(text)])
        return [d for d in report.diagnostics if d.standing is Standing.OPEN]

    return find


@pytest.fixture(scope="module")
def say(find: Callable[[str], list[Diagnostic]]) -> Callable[[str], Diagnostic]:
    def say(text: str) -> Diagnostic:
        diagnostics = find(text)
        assert diagnostics, text
        return diagnostics[0]

    return say


def _texts(diagnostic: Diagnostic) -> list[str]:
    return [suggestion.text for suggestion in diagnostic.suggestions]


def _first_swap(diagnostic: Diagnostic) -> str:
    """The first suggestion, which fits in the very place."""
    first = diagnostic.suggestions[0]
    assert first.kind is SuggestionKind.SWAP, first
    return first.text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("She failed to engage with us.", "did not take up [what was offered]"),
        ("He refuses to engage.", "does not take up [what was offered]"),
        ("They refuse to engage.", "do not take up [what was offered]"),
        ("The tenants refuse to engage.", "do not take up [what was offered]"),
        ("She has disengaged again.", "has not taken up [what was offered]"),
        ("She'd disengaged by May.", "She had not taken up [what was offered]"),
        ("She’d disengaged again.", "She had not taken up [what was offered]"),
        ("She’ll not engage.", "She will not take up [what was offered]"),
        ("He may refuse to engage.", "not take up [what was offered]"),
        ("She won't engage.", "will not take up [what was offered]"),
        ("He is not engaging.", "is not taking up [what was offered]"),
        ("He's failed to engage.", "not taken up [what was offered]"),
        ("Kim’s failed to engage.", "not taken up [what was offered]"),
        ("He's not engaging.", "He is not taking up [what was offered]"),
        ("Two tenants, refusing to engage, left.", "not taking up [what was offered]"),
        ("Refused to engage.", "Did not take up [what was offered]"),
        ("REFUSED TO ENGAGE.", "DID NOT TAKE UP [WHAT WAS OFFERED]"),
        ("She is hard to engage.", "she does not take up [what was offered]"),
        ("She was hard to engage.", "she did not take up [what was offered]"),
        ("She has been hard to engage.", "she has not taken up [what was offered]"),
        ("She may be hard to engage.", "she may not take up [what was offered]"),
        ("The tenants are hard to engage.", "the tenants do not take up [what was offered]"),
        ("We visit hard-to-engage young people.", "young people who do not take up [what was offered]"),
        ("Hard to engage families are missed.", "Families who do not take up [what was offered]"),
        ("The father in denial shouted.", "who does not take up [what was offered]"),
        ("His non-engagement led to a warning.", "missed appointments"),
        ("Unreachable.", "Not taking up [what was offered]"),
    ],
)  # fmt: skip
def test_a_verb_takes_the_form_of_what_it_stands_for(
    say: Callable[[str], Diagnostic], text: str, first: str
) -> None:
    assert _texts(say(text))[0] == first


def test_of_one_person_an_account_and_a_sentence_are_offered(
    say: Callable[[str], Diagnostic],
) -> None:
    said = say("She failed to engage with us.")
    assert _texts(said) == [
        "did not take up [what was offered]",
        "missed [what] on the day",
        "We will ask her what would help herself and her family.",
        "Leave it, and say what she needed",
    ]
    assert said.ask == "What did we try?"


def test_of_many_neither_an_account_nor_a_question_about_one_is_offered(
    say: Callable[[str], Diagnostic],
) -> None:
    said = say("Clients who fail to engage are discharged.")
    assert _texts(said) == [
        "do not take up [what was offered]",
        "We will ask people what would help.",
        "Leave it, and say what they need",
    ]
    assert said.ask == "What is offered?"


@pytest.mark.parametrize(
    "text", ["He may refuse to engage.", "He will refuse to engage.", "Did he refuse to engage?"]
)
def test_what_has_not_happened_is_not_told_as_if_it_had(
    say: Callable[[str], Diagnostic], text: str
) -> None:
    assert not any("on the day" in words or "We will" in words for words in _texts(say(text)))


@pytest.mark.parametrize(
    "text", ["If he refuses to engage, call us.", "Unless she refuses to engage, stay."]
)
def test_nor_is_what_is_only_supposed(say: Callable[[str], Diagnostic], text: str) -> None:
    assert not any("on the day" in words for words in _texts(say(text)))


def test_a_description_stands_before_its_noun_behind_it_or_behind_is(
    say: Callable[[str], Diagnostic],
) -> None:
    before = _texts(say("We met an unreachable man."))
    assert "unmet" in before
    assert "man whom we have not met" in before
    assert "man out of touch with us" in before
    assert "out of touch with us" not in before
    behind = _texts(say("She is unreachable."))
    assert "unmet" in behind
    assert "out of touch with us" in behind
    assert "whom we have not met" not in behind


def test_words_that_describe_a_thing_are_not_turned_into_people(
    say: Callable[[str], Diagnostic],
) -> None:
    offered = _texts(say("They climbed an unreachable hill."))
    assert "unmet" in offered
    assert not any("hill who" in words or "hill whom" in words for words in offered)


@pytest.mark.parametrize(
    ("text", "swap"),
    [
        ("He is schizophrenic.", "has schizophrenia"),
        ("He was schizophrenic.", "had schizophrenia"),
        ("They were schizophrenic.", "had schizophrenia"),
        ("He's schizophrenic.", "He has schizophrenia"),
        ("The schizophrenics left.", "people with schizophrenia"),
        ("A schizophrenic left.", "A person with schizophrenia"),
        ("A young schizophrenic left.", "person with schizophrenia"),
        ("The mad were moved on.", "People with schizophrenia"),
    ],
)
def test_a_swap_with_a_slot_drops_in(
    say: Callable[[str], Diagnostic], text: str, swap: str
) -> None:
    assert _first_swap(say(text)) == swap


def test_a_swap_that_needs_the_words_around_is_to_consider(
    say: Callable[[str], Diagnostic],
) -> None:
    said = say("Schizophrenic patients wait longer.")
    assert [(s.text, s.kind) for s in said.suggestions] == [
        ("Patients who have schizophrenia", SuggestionKind.INSTEAD),
        ("Patients with schizophrenia", SuggestionKind.INSTEAD),
    ]


@pytest.mark.parametrize(
    "text", ["A chronic schizophrenic left.", "The schizophrenic's mother left."]
)
def test_where_nothing_fits_nothing_is_offered(say: Callable[[str], Diagnostic], text: str) -> None:
    assert say(text).suggestions == ()


def test_swaps_come_first_advice_last_and_a_gap_is_no_swap(
    say: Callable[[str], Diagnostic],
) -> None:
    said = say("She foozled it.")
    assert [(s.text, s.kind.value) for s in said.suggestions] == [
        ("plain words", "swap"),
        ("came on [date]", "instead"),
        ("free words", "instead"),
        ("took [what]", "instead"),
        ("Say why.", "instead"),
    ]


def test_a_date_is_for_one_who_came(say: Callable[[str], Diagnostic]) -> None:
    assert not any("[date]" in words for words in _texts(say("The tenants foozled it.")))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("She failed to engage.", "her what would help herself and her family"),
        ("Ms Khan failed to engage.", "Ms Khan what would help herself and her family"),
        ("Mr Khan failed to engage.", "Mr Khan what would help himself and his family"),
        ("Mum failed to engage.", "her what would help herself and her family"),
        ("Jordan failed to engage.", "Jordan what would help themselves and their family"),
        ("Failed to engage.", "them what would help themselves and their family"),
        ("She left. Refused to engage.", "her what would help herself and her family"),
    ],
)  # fmt: skip
def test_the_one_who_is_meant_is_named_as_the_sentence_does(
    say: Callable[[str], Diagnostic], text: str, named: str
) -> None:
    assert any(named in words for words in _texts(say(text)))


@pytest.mark.parametrize(
    ("text", "swap"),
    [
        ("The club is for druggies.", "people who use drugs"),
        ("The whole family are druggies.", "people who use drugs"),
        ("Two smackheads were on the wall.", "people who use drugs"),
        ("Sixty druggies left.", "people who use drugs"),
        ("She was a druggie.", "a person who used drugs"),
        ("She was a nutty.", "a person who used drugs"),
        ("A druggie left.", "A person who uses drugs"),
    ],
)
def test_a_noun_keeps_its_own_number_and_one_article(
    say: Callable[[str], Diagnostic], text: str, swap: str
) -> None:
    assert _first_swap(say(text)) == swap


def test_a_list_that_found_nothing_is_not_printed(say: Callable[[str], Diagnostic]) -> None:
    assert not any("<" in words for words in _texts(say("The druggies left.")))
    assert "women who sell sex" in _texts(say("The women on the game left."))


def test_the_one_who_is_meant_is_no_gap(say: Callable[[str], Diagnostic]) -> None:
    assert _first_swap(say("She went AWOL.")) == "lost her home"


def test_knowing_does_not_go_into_the_progressive(say: Callable[[str], Diagnostic]) -> None:
    assert "knew [what]" in _texts(say("She was moaning."))
    assert not any("know" in words for words in _texts(say("She was wobbling.")))
    # "Been knowing" is no better than "was knowing".
    assert not any("know" in words for words in _texts(say("She has been moaning.")))
    assert _first_swap(say("He’s moaning again.")) == "He is losing his home"
    assert "He knows [what]" in _texts(say("He's moaning again."))


def test_beside_a_passive_only_a_passive_is_offered(say: Callable[[str], Diagnostic]) -> None:
    offered = _texts(say("He was sectioned."))
    assert "he was detained" in offered
    assert not any("home" in words or "know" in words for words in offered)


def test_a_name_stands_once_in_a_clause(say: Callable[[str], Diagnostic]) -> None:
    assert "lost her home" in _texts(say("Mrs Okon went AWOL."))
    assert "was saying that she had no plan" in _texts(say("Mrs Okon was moaning."))


def test_a_plural_without_s_does_not_take_a_bare_apostrophe(
    say: Callable[[str], Diagnostic],
) -> None:
    assert _texts(say("The druggies' club met.")) == []


@pytest.mark.parametrize(
    ("text", "swap"),
    [
        ("She has not bothered to go.", "has lost her home"),
        ("She had not bothered to go.", "had lost her home"),
        ("She did not bother to go.", "lost her home"),
        ("She does not bother to go.", "loses her home"),
        ("She would not bother to go.", "would lose her home"),
    ],
)
def test_a_helping_verb_among_the_flagged_words_is_kept(
    say: Callable[[str], Diagnostic], text: str, swap: str
) -> None:
    assert _first_swap(say(text)) == swap


def test_beside_words_of_the_sentence_stands_a_wording_without_them(
    say: Callable[[str], Diagnostic],
) -> None:
    neutral = {s.text: s.neutral for s in say("She is hard to engage.").suggestions}
    assert neutral["she does not take up [what was offered]"] == (
        "[..] does not take up [what was offered]"
    )
    assert neutral["We will ask her what would help herself and her family."] == (
        "We will ask them what would help themselves and their family."
    )
    # The same words need no other.
    assert neutral["unmet"] == ""


def test_each_finding_of_a_text_has_its_own_place(find: Callable[[str], list[Diagnostic]]) -> None:
    found = find("He refuses to engage. Tenants refused to engage and they were schizophrenic.")
    assert [(_texts(said)[0], said.ask) for said in found] == [
        ("does not take up [what was offered]", "What did we try?"),
        ("did not take up [what was offered]", "What is offered?"),
        ("had schizophrenia", "What?"),
    ]


def test_an_entry_without_options_offers_nothing(small_lexicon: Lexicon) -> None:
    entry = Entry("LAB901", "ill", Level.NOTE, "general", ("ill",), "Says little.")
    # Where nothing can be offered nobody looks at the sentence.
    assert Wording(small_lexicon).suggestions(cast(Hit, None), entry) == ()


@pytest.mark.parametrize(
    ("text", "swaps"),
    [
        ("She is a dotter.", ["has dots"]),
        ("She is a dotter with a cat.", ["has dots"]),
        # What follows hangs on the noun.
        ("She is a dotter who left.", ["is a person who has dots"]),
        ("She is a dotter that left.", ["is a person who has dots"]),
        ("She is a spotter with a cat.", []),
        ("She is a spotter in May.", ["sees dots"]),
        ("They are dotters.", []),
        ("The dotty pupils left.", ["pupils who have dots"]),
        ("The dotty people left.", ["people who have dots"]),
        # A clause of its own would hang on the last word.
        ("The dotty pupils you teach left.", []),
        ("The dotty pupils teach you.", ["pupils who have dots"]),
        # Not twice in a breath.
        ("The dotty people with red dots left.", []),
        ("The dotty people with the big bright dots left.", ["people who have dots"]),
    ],
)
def test_of_swaps_only_the_plainest_is_offered_and_none_that_jars(
    find: Callable[[str], list[Diagnostic]], text: str, swaps: list[str]
) -> None:
    found = [
        suggestion.text
        for diagnostic in find(text)
        for suggestion in diagnostic.suggestions
        if suggestion.kind is SuggestionKind.SWAP
    ]
    assert found == swaps


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("She squandered it.", "Keep to what was said."),
        ("She has squandered it.", "Keep to what was said."),
        ("She had squandered it.", "Keep to what was said."),
        ("She squanders it.", "Keep to what is said."),
        ("She may have squandered it.", "Keep to what is said."),
        ("She is squandering it.", "Keep to what is said."),
    ],
)
def test_advice_is_told_in_the_past_of_what_happened(
    say: Callable[[str], Diagnostic], text: str, advice: str
) -> None:
    assert _texts(say(text)) == [advice]
