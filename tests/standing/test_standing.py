"""Words that are not the writer's to change keep their standing and say why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.document import SegmentKind
from strengthlint.lexicon.entry import EntryKind
from strengthlint.linter import Linter
from strengthlint.standing import StandingJudge

if TYPE_CHECKING:
    from strengthlint.engine import Engine, Hit


def only(linter: Linter, text: str, name: str = "a.md") -> Diagnostic:
    diagnostics = linter.check_text(text, name).diagnostics
    assert len(diagnostics) == 1, [d.matched for d in diagnostics]
    return diagnostics[0]


OPEN = [
    "She failed to engage with us.",
    "The nurse says that she failed to engage.",
    "He was told he is an addict and must stop.",
    "He says she is an addict.",
    "In other words: she failed to engage with us.",
    "Terms of the tenancy: she failed to engage with the warden.",
    "The welcome was warm, the end was not: four men failed to engage with us.",
    "The neighbour says that she is an addict.",
    "She insists that the form was lost. He is an addict.",
    "Don’t worry, she’s told us. They failed to engage with the tenant’s offer of help.",
]


@pytest.mark.parametrize("text", OPEN)
def test_the_writers_own_words_are_open(linter: Linter, text: str) -> None:
    diagnostics = linter.check_text(text).diagnostics
    assert any(d.standing is Standing.OPEN for d in diagnostics)
    assert all(d.reason == "" for d in diagnostics if d.standing is Standing.OPEN)


# Each is beside one that is quiet below; what holds there must not reach here.
OPEN += [
    "Kim does not use his walking frame, and he is an addict.",
    "He signed the terms of his licence and is an addict.",
    "No one was home and Kim is an addict.",
    "As an addict she is known to us.",
    "She is not only an addict but well liked.",
    "# Avoiding a fall\n\nKim is an addict.\n",
    "# Quotes for the roof\n\nKim is an addict.\n",
    "In the ’90s Kim was an addict, like his parents’ friends.",
    "She stays 'til six; she is an addict and in the neighbours' bad books.",
    "She is 5'10\" and an addict. Her brother is 6'1\" tall.",
    "Kim wrote “I will not come” and is an addict.",
    "Kim wrote “I will not come and is an addict.\n\nKim is an addict.",
    "# Addicts Moved On By Council\n\nText follows here.\n",
    "Mr Brown (born 1974) is an addict.",
    "We met in 2014 and she is an addict.",
]

QUIET = {
    "own words": [
        "Amina told us: “They wrote that she failed to engage.”",
        'She said, "he is an addict and I love him".',
        "Le rapport dit: « she failed to engage ».",
        "Her words were ‘he is an addict’, and then she cried.",
        "He was called »an addict« by them.",
        "Kev said: he failed to engage because nobody rang him back.",
    ],
    "quotation": ["> She failed to engage with the service."],
    "talked about": [
        "Please avoid saying that somebody failed to engage.",
        "The term “drug addict” has had its day.",
        "Words such as drug addict hurt.",
        "Words we have dropped: case, drug addict, file.",
        "We stopped using the label drug addict.",
        "Write what happened instead of “drug addict”.",
        "Please do not describe people as:\n\n- addicts\n",
        "Avoid: addicts, and say who it is.",
    ],
    "words to avoid": [
        "# Words to avoid\n\n- failed to engage\n",
        "| Avoid | Better |\n|---|---|\n| failed to engage | we have not met yet |\n",
    ],
    "part of a name": [
        "The Entrenched Rough Sleepers Panel met on Monday.",
        "They play at the Club for Addicts on Mondays.",
        "A band called Addicts played.",
        "She wrote Living Well Beside Seven Happy Addicts last year.",
    ],
    "title in a reference": [
        "Brown, A. and Lee, B. (2014) Working with addicts. Journal of Rope, 2(1), 4–9.",
        "Brown A, Lee B. Working with addicts. J Rope. 2014;12:3-9.",
        "Institute of Rope (2014) Working with addicts.",
    ],
    "how others see people": ["She was made to feel like an addict."],
    "oneself": ["I am an addict in recovery and I run the group."],
    "themselves": [
        "He describes himself as an addict.",
        "He is an addict, he says.",
        "She says she is an addict.",
    ],
    "not so": [
        "She is not an addict.",
        "She is not:\n\n- an addict\n",
        "Nothing suggests that he is an addict.",
    ],
}


@pytest.mark.parametrize(
    ("reason", "text"), [(key, text) for key, texts in QUIET.items() for text in texts]
)
def test_what_is_not_the_writers_to_change(linter: Linter, reason: str, text: str) -> None:
    diagnostic = only(linter, text)
    assert diagnostic.standing is Standing.QUOTED
    assert reason in diagnostic.reason


def test_a_box_of_the_writers_own_is_no_quotation(linter: Linter) -> None:
    assert only(linter, "> [!NOTE]\n> Kim is an addict.\n").standing is Standing.OPEN


def test_an_apostrophe_opens_no_quotation(linter: Linter) -> None:
    text = "The tenants’ group met. She failed to engage. The workers’ notes say so."
    assert only(linter, text).standing is Standing.OPEN


def test_a_preference_line_in_plain_text(linter: Linter) -> None:
    text = "strengthlint: prefers drug addict\n\nHe is a drug addict, as he likes to say.\n"
    assert only(linter, text, "a.txt").standing is Standing.PREFERRED


PREFERRED = [
    ("drug addict", "He is a ==drug addict== now.", True),
    (" Drug  Addict ", "He is a ==DRUG ADDICT== now.", True),
    ("drug addict", "Both are ==drug addicts== now.", True),
    ("addict", "He is a ==drug addict== now.", True),
    ("drug", "He is a ==drug addict== now.", True),
    ("drug-addict", "He is a ==drug addict== now.", True),
    ("drug addict", "He is a ==drug-addict== now.", True),
    # Only whole words, and all of them.
    ("add", "He is a ==drug addict== now.", False),
    ("ddict", "He is a ==drug addict== now.", False),
    ("dru", "Two ==drug addicts== now.", False),
    ("drug addict man", "He is a ==drug addict== man.", False),
    ("", "He is a ==drug addict== now.", False),
    ("  ", "He is a ==drug addict== now.", False),
]


@pytest.mark.parametrize(("word", "text", "expected"), PREFERRED)
def test_what_people_prefer(
    engine: Engine, hit: Callable[..., Hit], word: str, text: str, expected: bool
) -> None:
    entry = engine.lexicon.entry(engine.lexicon.index("BLM101"))
    for judge, who in (
        (StandingJudge(engine, [word]), "this document says"),
        (StandingJudge(engine, (), [word]), "the settings say"),
        (StandingJudge(engine, ["tea", word], ["x"]), "this document says"),
    ):
        found = judge.judge(hit(text), entry)
        if expected:
            why = f"{who} that people prefer “{word.strip()}”"
            assert found == (Standing.PREFERRED, why)
        else:
            assert found == (Standing.OPEN, "")


def test_words_to_keep_ask_nothing_wherever_they_stand(
    engine: Engine, hit: Callable[..., Hit]
) -> None:
    entry = engine.lexicon.entry(engine.lexicon.index("BLM101"))
    quoted = hit("Kim said “==failed to engage==” twice.")
    kept = replace(entry, kind=EntryKind.KEEP)
    assert StandingJudge(engine).judge(quoted, kept) == (Standing.OPEN, "")
    reason = "someone's own words or a mention, in quotation marks"
    assert StandingJudge(engine).judge(quoted, entry) == (Standing.QUOTED, reason)
    assert StandingJudge(engine).reason(quoted) == reason
    # Some words hurt whoever says them.
    assert StandingJudge(engine).reason(quoted, in_quotes=True) == ""


def test_the_whole_of_the_words_stands_in_quotation_marks(
    engine: Engine, hit: Callable[..., Hit]
) -> None:
    judge = StandingJudge(engine)
    for text, reason in {
        "A “==lazy== big man” here.": True,
        "A “big ==lazy==” man here.": True,
        "A ==big “lazy==” man here.": False,
        "A “big ==lazy” man== here.": False,
    }.items():
        assert bool(judge.reason(hit(text))) is reason, text


def test_a_quotation_is_a_block_of_somebody_elses_words(
    engine: Engine, hit: Callable[..., Hit]
) -> None:
    judge = StandingJudge(engine)
    text = "Kim was ==lazy== here."
    assert judge.reason(hit(text, SegmentKind.QUOTATION)) == "stands in a quotation"
    assert judge.reason(hit(text)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "She is a wheelchair user.",
        "Disabled people led the work.",
        "Autistic adults chose the words.",
        "Deaf people and BSL users joined in.",
        "People experiencing homelessness told us.",
        "A person sleeping rough came in.",
        "He is a person in recovery.",
        "A person who uses drugs rang.",
        "Older people met on Tuesday.",
        "She died by suicide.",
        "The child was not brought to clinic.",
        "A person on probation asked.",
        "Care-experienced young people wrote it.",
        "An accessible toilet is on this floor.",
    ],
)
def test_preferred_words_are_never_spoken_about(linter: Linter, text: str) -> None:
    assert linter.check_text(text).diagnostics == ()
