"""Options as they are written, in YAML and in a cell, and what they are taken for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from strengthlint.errors import LexiconError
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.option import (
    Option,
    Scope,
    Slot,
    parse_option,
    split_option,
    unknown_slot,
)
from strengthlint.lexicon.writing import entry_yaml
from strengthlint.lexicon.written import canonical


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ("verb: miss~ [what]", Option("miss~ [what]", Slot.VERB)),
        ("noun for many: visits", Option("visits", Slot.NOUN, Scope.MANY)),
        ("verb for one: come~ on [date]", Option("come~ on [date]", Slot.VERB, Scope.ONE)),
        ("offered: [how much]", Option("offered: [how much]")),
        ("  plain words ", Option("plain words")),
        ("verb:", Option("verb:")),
    ],
)
def test_an_option_says_what_it_stands_for_and_for_whom(written: str, option: Option) -> None:
    assert parse_option(written) == option
    assert parse_option(option.written) == option


@pytest.mark.parametrize(
    ("written", "scope"),
    [
        ("verb: miss~ [what]", Scope.ANY),
        ("verb: come~ on [date]", Scope.ONE),
        ("verb: come~ on [Date]", Scope.ONE),
        ("verb for many: come~ on [date]", Scope.MANY),
        ("sentence: We will ask.", Scope.ONE),
        ("sentence for many: We will ask.", Scope.MANY),
    ],
)
def test_a_sentence_and_a_date_are_for_one(written: str, scope: Scope) -> None:
    assert parse_option(written).suits is scope


def test_the_words_in_front_and_the_rest() -> None:
    assert split_option("verb for one: miss~ [what]") == ("verb for one", "miss~ [what]")
    assert split_option("told us: [what]") == ("", "told us: [what]")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "nuon: a thing",
            "“nuon” says nothing of what the option stands for. Did you mean “noun”?",
        ),
        ("verb for all: come~", "“verb for all” is not known; it is “for one” or “for many”."),
        ("papers: seen and not seen", ""),
        ("told us: [what]", ""),
        ("verb: come~", ""),
    ],
)
def test_a_slip_in_front_is_told(written: str, told: str) -> None:
    assert unknown_slot(written) == told


ENTRY = """
- code: BLM901
  name: an-entry
  level: note
  flag: [foozle]
  instead:
    - {option}
  ask: What?
  why: Puts it on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  panel: [2026-11 Panel North]
  examples:
    flag: ["She ==foozle== it.", "He ==foozle== it."]
    pass: [The cat., The dog.]
"""


@pytest.mark.parametrize("line", ["verb: miss~ [what]", '"verb: miss~ [what]"'])
def test_a_key_and_a_line_of_text_are_the_same_in_yaml(
    make_lexicon: Callable[..., Lexicon], line: str
) -> None:
    entry = make_lexicon(ENTRY.replace("{option}", line)).entry(0)
    assert entry.instead == (Option("miss~ [what]", Slot.VERB),)
    assert entry.panel == ("2026-11 Panel North",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nuon: a thing", "“nuon” says nothing"),
        ("verb: the thing", "begins with its verb and “~”"),
        ("verb for all: come~", "“verb for all” is not known"),
        ("told us: [what]", "because of a colon"),
    ],
)
def test_what_cannot_be_an_option_is_told_by_line(
    make_lexicon: Callable[..., Lexicon], line: str, told: str
) -> None:
    with pytest.raises(LexiconError) as error:
        make_lexicon(ENTRY.replace("{option}", f'"{line}"' if "told" not in line else line))
    assert told in str(error.value)


def test_an_option_is_written_back_as_a_key() -> None:
    values = canonical(
        {"code": "BLM901", "instead": [{"verb for one": "[they] miss~"}, "told us: [what]"]}
    )
    assert values["instead"] == ["verb for one: [they] miss~", "told us: [what]"]
    text = entry_yaml({"code": "BLM901", "instead": values["instead"]}, whole=False)
    assert '  - verb for one: "[they] miss~"\n' in text.replace("    -", "  -")
    assert '- "told us: [what]"\n' in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "advice: Keep to what be~ done, who do~ it and what happen~.",
            "Keep to what is done, who does it and what happens.",
        ),
        (
            "advice: Keep to what worry~ the person, what pass~ and say~.",
            "Keep to what worries the person, what passes and says.",
        ),
        ("advice: Keep to who have~ a part in it.", "Keep to who has a part in it."),
        ("verb: not take~ up [what was offered]", "not take~ up [what was offered]"),
    ],
)
def test_a_page_shows_advice_in_the_present(written: str, shown: str) -> None:
    assert parse_option(written).shown == shown
