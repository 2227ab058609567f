"""Setting something aside: what it holds for, and what is told of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strengthlint.diagnostic import Standing
from strengthlint.document import Document, OffsetMap, Segment, SegmentKind
from strengthlint.linter import Linter

BAD = "She failed to engage with us."
WORSE = "The homeless are ignored here."
WHY = "because the court ordered these words"


def standings(linter: Linter, text: str, name: str) -> list[str]:
    return [d.standing.value for d in linter.check_text(text, name).diagnostics]


def notices(linter: Linter, text: str, name: str = "a.md") -> tuple[str, ...]:
    return linter.check_text(text, name).notices


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
class TestReach:
    def line(self, name: str, words: str) -> str:
        return f"<!-- strengthlint: {words} -->" if name == "a.md" else f"strengthlint: {words}"

    def test_the_next_block_and_no_further(self, linter: Linter, name: str) -> None:
        text = f"{self.line(name, f'ignore BLM101 {WHY}')}\n\n{BAD}\n\n{BAD}\n"
        report = linter.check_text(text, name)
        assert [d.standing for d in report.diagnostics] == [Standing.SUPPRESSED, Standing.OPEN]
        assert report.diagnostics[0].reason == "the court ordered these words"
        assert report.notices == ()

    def test_no_blank_line_is_needed(self, linter: Linter, name: str) -> None:
        text = f"Tea.\n\n{self.line(name, f'ignore BLM101 {WHY}')}\n{BAD}\n\n{BAD}\n"
        assert standings(linter, text, name) == ["suppressed", "open"]

    def test_only_the_rules_that_are_named(self, linter: Linter, name: str) -> None:
        for rules, expected in (
            ("LAB", ["open", "suppressed"]),
            ("blm101, the-homeless", ["suppressed", "suppressed"]),
            ("", ["suppressed", "suppressed"]),
        ):
            text = f"{self.line(name, f'ignore {rules} {WHY}')}\n\n{BAD} {WORSE}\n"
            assert standings(linter, text, name) == expected

    def test_a_list_is_one_block(self, linter: Linter, name: str) -> None:
        text = (
            f"{self.line(name, f'ignore BLM101 {WHY}')}\n\n- {BAD}\n- {BAD}\n\nTea came.\n\n{BAD}\n"
        )
        assert standings(linter, text, name) == ["suppressed", "suppressed", "open"]

    def test_a_stretch(self, linter: Linter, name: str) -> None:
        begin, end = self.line(name, f"ignore-begin BLM101 {WHY}"), self.line(name, "ignore-end")
        text = f"{BAD}\n\n{begin}\n\n{BAD}\n\n{BAD}\n\n{end}\n\n{BAD}\n"
        assert standings(linter, text, name) == ["open", "suppressed", "suppressed", "open"]
        assert notices(linter, text, name) == ()

    def test_the_file(self, linter: Linter, name: str) -> None:
        text = f"{BAD}\n\n{self.line(name, f'ignore-file BLM101 {WHY}')}\n\n{BAD}\n\n{WORSE}\n"
        assert standings(linter, text, name) == ["suppressed", "suppressed", "open"]


def test_a_table_is_one_block(linter: Linter) -> None:
    table = f"| What | Who |\n|---|---|\n| {BAD} | Kim |\n| {BAD} | Jo |\n"
    text = f"<!-- strengthlint: ignore BLM101 {WHY} -->\n\n{table}\n{BAD}\n"
    assert standings(linter, text, "a.md") == ["suppressed", "suppressed", "open"]


@pytest.mark.parametrize("where", ["{c} {b}", "{b} {c}", "Tea. {c} {b}"])
def test_a_comment_in_a_paragraph_is_about_that_paragraph(linter: Linter, where: str) -> None:
    comment = f"<!-- strengthlint: ignore BLM101 {WHY} -->"
    text = f"{where.format(c=comment, b=BAD)}\n\n{BAD}\n"
    assert standings(linter, text, "a.md") == ["suppressed", "open"]


def test_a_comment_in_word_is_about_the_words_it_is_on(linter: Linter) -> None:
    note = f"strengthlint: ignore BLM101 {WHY}"
    source = f"{BAD} {BAD}\n{note}"
    at = len(source) - len(note)
    text = Segment(source[: at - 1], SegmentKind.PARAGRAPH, OffsetMap.identity(at - 1))
    comment = Segment(
        note, SegmentKind.COMMENT, OffsetMap.identity(len(note), at), anchor=(0, len(BAD))
    )
    report = linter.check_document(Document("a.docx", source, (text, comment)))
    assert [d.standing.value for d in report.diagnostics] == ["suppressed", "open"]
    # Right before the words or right behind them is not on them.
    for anchor in ((0, 3), (0, 4), (20, 25)):
        elsewhere = replace(comment, anchor=anchor)
        report = linter.check_document(Document("a.docx", source, (text, elsewhere)))
        assert [d.standing.value for d in report.diagnostics] == ["open", "open"]
    assert report.notices[0].startswith(
        "A comment in paragraph 1 sets BLM101 aside, and there is nothing"
    )


def test_a_comment_in_word_is_told_by_its_paragraph(linter: Linter) -> None:
    note = "strengthlint: ignore BLM101"
    source = f"Tea.\n{BAD}\n{note}"
    text = Segment(BAD, SegmentKind.PARAGRAPH, OffsetMap.identity(len(BAD), 5))
    at = len(source) - len(note)
    comment = Segment(
        note, SegmentKind.COMMENT, OffsetMap.identity(len(note), at), anchor=(5, 5 + len(BAD))
    )
    report = linter.check_document(Document("a.docx", source, (text, comment)))
    assert [d.standing.value for d in report.diagnostics] == ["suppressed"]
    assert report.notices == (
        "A comment in paragraph 2 sets BLM101 aside and gives no reason. "
        "Add one after “because”, for those who will wonder.",
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_comment_on_a_line_of_its_own_is_about_what_follows(linter: Linter, end: str) -> None:
    comment = f"<!-- strengthlint: ignore BLM101 {WHY} -->"
    text = end.join([BAD, "", comment, "", BAD, "", BAD, ""])
    assert standings(linter, text, "a.md") == ["open", "suppressed", "open"]


def test_another_comment_is_no_block(linter: Linter) -> None:
    text = f"<!-- strengthlint: ignore BLM101 {WHY} -->\n\n<!-- Ask Kim. -->\n\n{BAD}\n"
    assert standings(linter, text, "a.md") == ["suppressed"]
    text = f"strengthlint: ignore LAB {WHY}\n\nstrengthlint: ignore BLM101 {WHY}\n\n{BAD} {WORSE}\n"
    assert standings(linter, text, "a.txt") == ["suppressed", "suppressed"]


def test_what_people_prefer_sets_nothing_aside(linter: Linter) -> None:
    prefers = "<!-- strengthlint: prefers failed tenants -->"
    ignore = f"<!-- strengthlint: ignore BLM101 {WHY} -->"
    text = f"{prefers}\n\n{BAD}\n\n{ignore}\n\n{BAD}\n"
    assert standings(linter, text, "a.md") == ["open", "suppressed"]
    assert notices(linter, text) == ()


@pytest.mark.parametrize(
    "reason", ["because her words", "– her words", "-- her words", ": her words", "since her words"]
)
def test_ways_to_give_a_reason(linter: Linter, reason: str) -> None:
    text = f"strengthlint: ignore BLM101 {reason}\n\n{BAD}\n"
    (diagnostic,) = linter.check_text(text, "a.txt").diagnostics
    assert diagnostic.reason == "her words"


def test_a_reason_may_hold_what_begins_one(linter: Linter) -> None:
    text = f"strengthlint: ignore BLM101 because she asked – since: twice\n\n{BAD}\n"
    (diagnostic,) = linter.check_text(text, "a.txt").diagnostics
    assert diagnostic.reason == "she asked – since: twice"


class TestTold:
    def test_no_reason(self, linter: Linter) -> None:
        assert notices(linter, f"<!-- strengthlint: ignore BLM101 -->\n\n{BAD}\n") == (
            "Line 1 sets BLM101 aside and gives no reason. "
            "Add one after “because”, for those who will wonder.",
        )

    def test_not_needed(self, linter: Linter) -> None:
        assert notices(linter, f"Tea.\n\n<!-- strengthlint: ignore LAB {WHY} -->\n\n{BAD}\n") == (
            "Line 3 sets LAB aside, and there is nothing of it to set aside. It can go.",
        )
        assert notices(linter, f"<!-- strengthlint: ignore {WHY} -->\n\nTea.\n") == (
            "Line 1 sets everything aside, and there is nothing of it to set aside. It can go.",
        )

    def test_what_was_not_looked_for_may_be_needed(self, linter: Linter) -> None:
        other = Linter(replace(linter.settings, select=("LAB",)), linter.lexicon)
        assert notices(other, f"<!-- strengthlint: ignore BLM101 {WHY} -->\n\n{BAD}\n") == ()

    def test_no_such_rule(self, linter: Linter) -> None:
        text = f"<!-- strengthlint: ignore BLM1O1 {WHY} -->\n\n{BAD}\n"
        assert notices(linter, text) == (
            "Line 1 sets “BLM1O1” aside, which is no rule. Did you mean BLM101?",
        )
        assert standings(linter, text, "a.md") == ["open"]
        assert notices(linter, f"<!-- strengthlint: ignore BLM1O1 -->\n\n{BAD}\n")[1:] == (
            "Line 1 sets “BLM1O1” aside and gives no reason. "
            "Add one after “because”, for those who will wonder.",
        )

    def test_several_rules(self, linter: Linter) -> None:
        assert notices(linter, f"<!-- strengthlint: ignore LAB PTY {WHY} -->\n\n{BAD}\n") == (
            "Line 1 sets LAB, PTY aside, and there is nothing of it to set aside. It can go.",
        )

    def test_nothing_follows(self, linter: Linter) -> None:
        text = f"{BAD}\n\n<!-- strengthlint: ignore BLM101 {WHY} -->\n"
        assert standings(linter, text, "a.md") == ["open"]
        assert notices(linter, text) == (
            "Line 3 sets BLM101 aside, and there is nothing of it to set aside. It can go.",
        )

    def test_an_end_without_a_beginning_and_the_other_way_round(self, linter: Linter) -> None:
        assert notices(linter, "<!-- strengthlint: ignore-end -->\n\nTea.\n") == (
            "Line 1 ends what nothing began.",
        )
        text = f"<!-- strengthlint: ignore-begin BLM101 {WHY} -->\n\n{BAD}\n\n{BAD}\n"
        assert standings(linter, text, "a.md") == ["suppressed", "suppressed"]
        assert notices(linter, text) == (
            "Line 1 begins to set BLM101 aside, and no ignore-end follows; it holds to the end.",
        )

    def test_what_asks_nothing_anyway_needs_no_line(self, linter: Linter) -> None:
        text = f"<!-- strengthlint: ignore BLM101 {WHY} -->\n\nHe said: “{BAD}”\n"
        assert standings(linter, text, "a.md") == ["quoted"]
        assert "nothing of it to set aside" in notices(linter, text)[0]
