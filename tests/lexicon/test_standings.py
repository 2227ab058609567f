"""Standings in a lexicon's files: adding, changing, switching off, and what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from strengthlint.audit import failing_standings
from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.lexicon import load
from strengthlint.lexicon.loading import Layer, check_layers
from strengthlint.lexicon.location import builtin_folder
from strengthlint.linter import Linter


def only(linter: Linter, text: str) -> Diagnostic:
    (diagnostic,) = linter.check_text(text, "a.md").diagnostics
    return diagnostic


STANDING = """
- name: first-thoughts
  kind: mention
  reason: stands under first thoughts
  reach: heading
  before: [first thoughts]
  examples:
    quoted: ["# First thoughts\\n\\nKim is ==lazy==.\\n", "# My first thoughts\\n\\n- ==lazy==\\n"]
    open: ["# Second thoughts\\n\\nKim is ==lazy==.\\n", "His first thoughts are ==lazy==."]
"""


ENTRY = """
- code: LAB101
  name: lazy
  level: reflect
  flag: [lazy]
  why: Judges.
  ask: What happened?
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["Kim is ==lazy==.", "A ==lazy== man came."]
    pass: ["Kim is tired.", "A tired man came."]
"""


def layers(folder: Path, text: str) -> list[tuple[Path, str]]:
    """The built-in standings and lists with one entry, and a layer over them."""
    below, ours = folder / "below", folder / "ours"
    for place in (below, ours):
        place.mkdir()
    for name in ("lists.yaml", "lexicon.yaml", "standings.yaml"):
        (below / name).write_bytes((builtin_folder() / name).read_bytes())
    (below / "profiles.yaml").write_text("uk:\n  about: default\n", encoding="utf-8")
    (below / "entries.yaml").write_text(ENTRY, encoding="utf-8")
    (ours / "standings.yaml").write_text(text, encoding="utf-8")
    return [(below, "lexicon"), (ours, "ours")]


def test_an_organisation_adds_changes_and_switches_off(tmp_path: Path) -> None:
    text = f"""{STANDING}
- name: not-so
  off: We want these to speak up.
- name: heading-of-words
  reason: is one of our words to avoid
"""
    linter = Linter(Settings(), load(layers(tmp_path, text), cache=False))
    added = only(linter, "# First thoughts\n\nShe is lazy.\n")
    assert (added.standing, added.reason) == (Standing.QUOTED, "stands under first thoughts")
    assert only(linter, "She is not lazy.").standing is Standing.OPEN
    assert only(linter, "# Words to avoid\n\n- lazy\n").reason == "is one of our words to avoid"


WRONG = {
    "has no name": "- kind: view",
    "“kind” is missing": "- name: mine\n  reason: so\n  before: [a b]\n  examples: {quoted: [], open: []}",
    "is not one of the keys of a standing": STANDING + "  raech: heading",
    "cannot stand under “reach”": STANDING.replace("heading\n", "haeding\n", 1),
    "There is no standing not-sso": "- name: not-sso\n  off: We do not want it.",
    "is switched off without a reason": "- name: not-so\n  off: no",
    "<wrod-noun> is not one": STANDING.replace("[first thoughts]", "[the <wrod-noun>]"),
    "has no phrases": STANDING.replace("  before: [first thoughts]\n", ""),
    "stands before the words": STANDING.replace("before:", "after:"),
    "a standing has at least two": STANDING.replace(
        ', "# My first thoughts\\n\\n- ==lazy==\\n"', ""
    ),
    "does not say which words": STANDING.replace("are ==lazy==", "are lazy"),
    "should be a list of standings": "not-so:\n  off: We do not want it.",
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_in_a_standing_is_told_with_its_line(message: str, tmp_path: Path) -> None:
    _, problems = check_layers([Layer(*layer) for layer in layers(tmp_path, WRONG[message])])
    assert any(message in problem.message for problem in problems), problems
    assert {problem.path for problem in problems} == {"ours/standings.yaml"}
    assert all(problem.line >= 1 for problem in problems)


def test_the_examples_of_standings_are_tried(tmp_path: Path) -> None:
    text = STANDING.replace("Second thoughts", "At first thoughts").replace(
        "# My first", "# My last"
    )
    lexicon = load(layers(tmp_path, text), cache=False)
    assert [(p.line, p.message.split(",")[0]) for p in failing_standings(lexicon)] == [
        (8, "This standing is to hold for “lazy”"),
        (9, "“lazy” is to stay the writer's own"),
    ]
