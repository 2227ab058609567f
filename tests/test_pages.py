from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from strengthlint.diagnostic import Level
from strengthlint.lexicon.entry import Agreement, Entry, EntryKind, Example, Expectation, Source
from strengthlint.lexicon.option import Option, Scope, Slot
from strengthlint.pages import entry_markdown, entry_summary, entry_text

SOURCES = {
    "HL21": Source("HL21", "Becoming strengths-based", "https://example.org/a_(b)", "2021"),
    "SEED": Source("SEED", "A leaflet", "kept on paper", ""),
}
ENTRY = Entry(
    code="PTY101",
    name="suffers-from",
    level=Level.REFLECT,
    topic="health",
    flag=("suffer~ from/with",),
    why="Says what a condition is like\nbefore the person has had the chance to say so.",
    swap=(Option("live~ with"), Option("<person> who use~ a chair")),
    instead=(Option("have~ a diagnosis of [condition]", Slot.VERB, Scope.ONE),),
    ask="How does the person describe it?",
    sources=("HL21", "SEED", "LOST"),
    sectors=("health", "disability"),
    agreement=Agreement.CONTESTED,
    reviewed="2026-11",
    formerly=("PTY099",),
    examples=(
        Example("He suffers from * depression.", ((3, 15),), Expectation.FLAG),
        Example("The service suffers from a lack of funds.", (), Expectation.PASS),
        Example("A sufferer of pain.", ((2, 13),), Expectation.KNOWN_MISS),
        Example("The building suffers from damp.", ((13, 25),), Expectation.KNOWN_FALSE_ALARM),
    ),
)


def test_markdown() -> None:
    assert entry_markdown(ENTRY, SOURCES) == (
        "# suffers-from (PTY101)\n\n"
        "Level: reflect; family: pity and heroism; sectors: health, disability; people differ\n\n"
        "## Flagged\n\n- He **suffers from** \\* depression.\n\n"
        "## Not flagged\n\n- The service suffers from a lack of funds.\n\n"
        "## Instead\n\n- live with (fits in place)\n"
        "- \\[person\\] who use a chair (fits in place)\n- have a diagnosis of \\[condition\\] (of one person)\n\n"
        "## Why\n\n"
        "Says what a condition is like before the person has had the chance to say so.\n\n"
        "## A question worth asking\n\nHow does the person describe it?\n\n"
        "## Known limits\n\n"
        "- Not noticed yet: A **sufferer of** pain.\n"
        "- Flagged without need: The building **suffers from** damp.\n\n"
        "## Sources\n\n"
        "- [Becoming strengths-based (2021)](<https://example.org/a_(b)>)\n"
        "- A leaflet\n"
        "- LOST\n\n"
        "## Reviewed\n\n2026-11\n\n"
        "## Formerly\n\nPTY099\n"
    )


def test_text() -> None:
    assert (
        entry_text(ENTRY, SOURCES)
        == """\
suffers-from (PTY101)

Level: reflect; family: pity and heroism; sectors: health, disability; people
differ

Flagged
  - He suffers from * depression.
       ^^^^^^^^^^^^

Not flagged
  - The service suffers from a lack of funds.

Instead
  - live with (fits in place)
  - [person] who use a chair (fits in place)
  - have a diagnosis of [condition] (of one person)

Why
  Says what a condition is like before the person has had the chance to say so.

A question worth asking
  How does the person describe it?

Known limits
  - Not noticed yet: A sufferer of pain.
                       ^^^^^^^^^^^
  - Flagged without need: The building suffers from damp.
                                       ^^^^^^^^^^^^

Sources
  - Becoming strengths-based (2021)
    https://example.org/a_(b)
  - A leaflet
  - LOST

Reviewed
  2026-11

Formerly
  PTY099
"""
    )


def test_markdown_shows_every_mark_of_markdown_as_it_stands() -> None:
    sentence = r"a *b* _c_ `d` [e](f) <g> \h"
    entry = replace(ENTRY, examples=(Example(sentence, ((2, 5),), Expectation.FLAG),))
    tokens = MarkdownIt().parse(entry_markdown(entry, {}))
    inline = next(token for token in tokens if token.content.startswith("a "))
    assert "".join(child.content for child in inline.children or ()) == sentence
    assert [c.type for c in inline.children or () if c.nesting == 1] == ["strong_open"]


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    bare = Entry("LAB101", "bare", Level.NOTE, "general", ("bare",), "Says little.")
    assert entry_markdown(bare, {}) == (
        "# bare (LAB101)\n\nLevel: note; family: label; widely agreed\n\n## Why\n\nSays little.\n"
    )


def test_words_to_keep_are_named() -> None:
    keep = replace(ENTRY, kind=EntryKind.KEEP, flag=("learning disability~",), swap=())
    page = entry_text(keep, {})
    assert "Level: keep;" in page
    assert "Left as they are\n  - learning disability\n" in page
    assert "people differ" not in page


def test_text_fits_eighty_columns() -> None:
    long = replace(ENTRY, why="word " * 60, ask="“question” " * 30)
    assert max(map(len, entry_text(long, {}).splitlines())) <= 80


@pytest.mark.parametrize("kind", list(EntryKind))
def test_summary_is_one_line(kind: EntryKind) -> None:
    summary = entry_summary(replace(ENTRY, kind=kind))
    level = "keep   " if kind is EntryKind.KEEP else "reflect"
    assert summary == (
        f"PTY101  {level}  suffers-from: Says what a condition is like before the person "
        "has had the chance to say so."
    )


def test_pages_load_without_rich() -> None:
    program = "import sys, strengthlint.pages; print('rich' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == "False\n"
