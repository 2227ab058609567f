"""Evidence: counts by entry and text, which levels they bear out, and a file that merges well."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthlint.diagnostic import Level
from strengthlint.errors import LexiconError
from strengthlint.lexicon.entry import Conditions, Entry, EntryKind
from strengthlint.lexicon.evidence import (
    Evidence,
    EvidenceRow,
    Proof,
    entry_digest,
    evidence_of,
    evidence_text,
    read_evidence,
    with_rows,
)

ENTRY = Entry("BLM101", "failed-to-engage", Level.RETHINK, "engagement", ("fail~ to engage",), "W.")
DIGEST = entry_digest(ENTRY)

WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)
COUNT = st.integers(0, 500)
ROWS = st.builds(EvidenceRow, WORDS, WORDS, WORDS, WORDS, COUNT, COUNT, COUNT)


def row(right: int, optional: int, wrong: int, **changes: str) -> EvidenceRow:
    made = EvidenceRow("BLM101", "policies", "2026.11", DIGEST, right, optional, wrong)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("level", "counts", "proof"),
    [
        (Level.RETHINK, (0, 0, 0), Proof.NOT_READ),
        (Level.RETHINK, (11, 0, 0), Proof.FEW),
        (Level.RETHINK, (12, 0, 0), Proof.BORNE_OUT),
        (Level.RETHINK, (19, 1, 0), Proof.BORNE_OUT),
        (Level.RETHINK, (18, 1, 0), Proof.NOT_BORNE_OUT),
        (Level.RETHINK, (0, 1, 0), Proof.NOT_BORNE_OUT),
        (Level.REFLECT, (0, 12, 3), Proof.BORNE_OUT),
        (Level.REFLECT, (4, 8, 4), Proof.NOT_BORNE_OUT),
        (Level.NOTE, (0, 0, 40), Proof.NOT_NEEDED),
    ],
)
def test_a_level_needs_its_share(level: Level, counts: tuple[int, int, int], proof: Proof) -> None:
    assert Evidence(*counts).proof(replace(ENTRY, level=level)) is proof


def test_words_to_keep_and_entries_that_never_speak_need_none() -> None:
    kept = replace(ENTRY, kind=EntryKind.KEEP)
    silent = replace(ENTRY, when=Conditions(never=True))
    assert {Evidence().proof(kept), Evidence().proof(silent)} == {Proof.NOT_NEEDED}


def test_texts_add_up_and_an_earlier_form_counts_for_nothing() -> None:
    rows = [
        row(5, 1, 0),
        row(7, 0, 1, text="letters"),
        row(9, 9, 9, text="old", entry="00000000"),
        row(3, 3, 3, code="BLM102"),
    ]
    assert evidence_of(ENTRY, rows) == Evidence(12, 1, 1, ("letters", "policies"), earlier=27)


@pytest.mark.parametrize(
    "change",
    [
        {"flag": ("fail~ to engage", "disengage~")},
        {"unless": ("fail~ to engage the clutch",)},
        {"when": Conditions(who=("person",))},
        {"speaks_in_quotes": True},
    ],
)
def test_what_decides_where_it_speaks_makes_another_form(change: dict[str, object]) -> None:
    assert entry_digest(replace(ENTRY, **change)) != DIGEST  # type: ignore[arg-type]


def test_level_wording_and_reason_do_not() -> None:
    changed = replace(ENTRY, level=Level.NOTE, why="Other.", instead=("a",), reviewed="2027-01")
    assert entry_digest(changed) == DIGEST


@given(st.lists(ROWS, max_size=8))
def test_rows_survive_the_file(rows: list[EvidenceRow]) -> None:
    assert read_evidence(evidence_text(rows).encode()) == sorted(rows)


def test_what_is_read_again_takes_the_place_of_before() -> None:
    before = [row(5, 1, 0, entry="00000000"), row(7, 0, 0, text="letters"), row(1, 0, 0, code="A1")]
    after = with_rows(before, [row(9, 0, 0)])
    assert after == [row(1, 0, 0, code="A1"), row(7, 0, 0, text="letters"), row(9, 0, 0)]


def test_every_line_that_is_none_is_told_with_its_number() -> None:
    text = evidence_text([row(5, 1, 0)]) + "BLM101\tpolicies\t2026.11\n\nA\tb\tc\td\t1\t-2\t3\n"
    with pytest.raises(LexiconError) as caught:
        read_evidence(text.encode(), "lexicon/evidence.tsv")
    assert [problem.line for problem in caught.value.problems] == [3, 5]
    assert "lexicon/evidence.tsv, line 3" in str(caught.value)
