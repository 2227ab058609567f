"""The lexicon as a whole: every example is a test, every suggestion is read, nothing says what it must not."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from strengthlint.audit import check_lexicon
from strengthlint.diagnostic import Level, Standing, SuggestionKind
from strengthlint.errors import Problem
from strengthlint.lexicon import Lexicon, layers_of
from strengthlint.lexicon.entry import FAMILIES, SECTORS, Agreement, Entry, EntryKind, Expectation
from strengthlint.lexicon.inflection import article
from strengthlint.lexicon.location import builtin_folder
from strengthlint.linter import Linter
from strengthlint.trial.offers import offers, offers_text

GOLDEN = Path(__file__).parent / "golden"


def _entry_codes() -> list[str]:
    """Codes straight from the files, so that pytest can name a test for each."""
    codes = []
    for path in sorted(builtin_folder().glob("*.yaml")):
        for match in re.finditer(
            r"^- code: (\w+)\n  name: (\S+)", path.read_text("utf-8"), re.MULTILINE
        ):
            codes.append(f"{match[1]} {match[2]}")
    return codes


@pytest.fixture(scope="session")
def problems() -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in check_lexicon(layers_of()):
        found[problem.entry].append(problem)
    return found


@pytest.mark.parametrize("label", _entry_codes())
def test_every_example_and_suggestion_of_an_entry(
    label: str, problems: dict[str, list[Problem]]
) -> None:
    assert not problems[label], "\n".join(map(str, problems[label]))


def test_nothing_else_needs_attention(problems: dict[str, list[Problem]]) -> None:
    named = set(_entry_codes())
    others = [
        str(problem) for key, items in problems.items() if key not in named for problem in items
    ]
    assert others == []


def test_there_is_enough_of_everything(lexicon: Lexicon) -> None:
    entries = list(lexicon.entries())
    assert len(entries) >= 400
    assert {entry.family for entry in entries} == set(FAMILIES)
    assert {sector for entry in entries for sector in entry.sectors} == set(SECTORS)


def test_every_entry_has_sources_and_none_is_sure_by_opinion_alone(lexicon: Lexicon) -> None:
    for entry in lexicon.entries():
        if entry.kind is EntryKind.WORDING:
            assert entry.sources, entry.code
        # Editorial judgement says so itself; widely agreed it is not.
        if set(entry.sources) == {"EJ"}:
            assert entry.level is not Level.RETHINK, entry.code


def test_contested_entries_are_notes_that_ask(lexicon: Lexicon) -> None:
    for entry in lexicon.entries():
        if entry.agreement is Agreement.CONTESTED:
            assert (entry.level, entry.ask[-1:]) == (Level.NOTE, "?"), entry.code


def _swapped(linter: Linter, entry: Entry) -> list[tuple[str, str]]:
    """Each flagged example, before and after its swap."""
    pairs = []
    for example in entry.examples_of(Expectation.FLAG):
        text = " ".join(example.text.split())
        report = linter.check_text(text)
        for diagnostic in report.diagnostics:
            swaps = [s.text for s in diagnostic.suggestions if s.kind is SuggestionKind.SWAP]
            if diagnostic.code == entry.code and diagnostic.location.line == 1 and swaps:
                start, end = diagnostic.location.column - 1, diagnostic.location.end_column - 1
                pairs.append((text, text[:start] + swaps[0] + text[end:]))
    return pairs


@pytest.fixture(scope="session")
def swaps(lexicon: Lexicon, linter: Linter) -> dict[str, list[tuple[str, str]]]:
    return {e.code: _swapped(linter, e) for e in lexicon.entries() if e.swap}


def test_swaps_read_as_a_person_has_read_them(
    swaps: dict[str, list[tuple[str, str]]], golden: Callable[[Path, str], None]
) -> None:
    lines = [
        f"{code}\n  {before}\n  {after}\n"
        for code, pairs in swaps.items()
        for before, after in pairs
    ]
    golden(GOLDEN / "swaps.txt", "\n".join(lines))


def test_offers_read_as_a_person_has_read_them(
    lexicon: Lexicon, linter: Linter, golden: Callable[[Path, str], None]
) -> None:
    """Everything that is offered and asked in the examples, and in sentences made from the first of each entry."""
    found = offers(linter, list(lexicon.entries()), every=False)
    golden(GOLDEN / "offers.txt", offers_text(found))


def test_swaps_agree(swaps: dict[str, list[tuple[str, str]]]) -> None:
    """The grammar finds no subject and verb that disagreed only after a swap."""
    from strengthlint.engine import grammar

    texts = [text for pairs in swaps.values() for pair in pairs for text in pair]
    docs = grammar.parse([grammar.load().make_doc(text) for text in texts])
    disagreements = [_disagreements(doc) for doc in docs]
    worse = [
        texts[place + 1]
        for place in range(0, len(texts), 2)
        if len(disagreements[place + 1]) > len(disagreements[place])
    ]
    assert worse == []


def _disagreements(doc: object) -> list[str]:
    found = []
    for token in doc:  # type: ignore[attr-defined]
        if token.dep_ != "nsubj" or token.pos_ not in ("PRON", "NOUN"):
            continue
        head = token.head
        helpers = [child for child in head.children if child.dep_ in ("aux", "cop")]
        finite = helpers[0] if helpers else head
        plural = token.lower_ in ("they", "we", "people", "men", "women", "children", "those")
        single = token.lower_ in ("he", "she", "it", "person", "man", "woman", "child")
        coordinated = any(child.dep_ == "conj" for child in token.children)
        if (plural and finite.lower_ in ("is", "was", "has", "lives", "uses")) or (
            single and not coordinated and finite.lower_ in ("are", "were", "have", "live", "use")
        ):
            found.append(f"{token.text} {finite.text}")
    return found


def test_swaps_are_quiet(linter: Linter, swaps: dict[str, list[tuple[str, str]]]) -> None:
    for code, pairs in swaps.items():
        for _, after in pairs:
            again = [d.matched for d in linter.check_text(after).diagnostics if d.code == code]
            assert again == [], after


def test_articles_are_as_inflect_has_them(lexicon: Lexicon) -> None:
    import inflect

    engine = inflect.engine()
    firsts = {
        match[0]
        for e in lexicon.entries()
        for swap in e.swap
        if (match := re.match(r"[a-z]+", swap.text))
    }
    for word in sorted(firsts):
        assert article(word) == engine.a(word).split()[0], word


def test_the_quiet_corpus_is_quiet(linter: Linter) -> None:
    texts = sorted((Path(__file__).parent / "corpus" / "quiet").glob("*.md"))
    assert len(texts) >= 5
    for path in texts:
        report = linter.check_path(path)
        spoken = [
            f"{d.location} {d.code} {d.matched}"
            for d in report.diagnostics
            if d.standing is Standing.OPEN
        ]
        assert spoken == [], path.name


def test_the_seeds_give_nothing_to_rethink(linter: Linter) -> None:
    shared = Path(os.environ.get("STRENGTHLINT_SHARED", Path(__file__).parents[2] / "shared"))
    seeds = sorted((shared / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip(f"no seed documents in {shared}")
    for path in seeds:
        for diagnostic in linter.check_path(path).diagnostics:
            assert diagnostic.standing is not Standing.OPEN or diagnostic.level < Level.RETHINK, (
                f"{path.name} {diagnostic.location} {diagnostic.code} {diagnostic.matched}"
            )
