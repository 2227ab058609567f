"""Figures of a table: what is counted, what is not told, and the page that shows it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthlint.diagnostic import Level
from strengthlint.figures.charts import Told, lengths, months
from strengthlint.tables.checking import Outcome, Remark
from strengthlint.tables.page import About, page
from strengthlint.tables.rates import MANY_VALUES, Rate, Rates, disclosed

NAMES = frozenset({"Kim"})


def remark(code: str, level: str = "rethink", standing: str = "open", matched: str = "") -> Remark:
    return Remark(
        code, f"name-of-{code}", level, standing, "", matched or f"words of {code}", 1, 1, None
    )


def outcome(*remarks: Remark) -> Outcome:
    return Outcome(remarks, 10)


def counted(show: Level = Level.REFLECT) -> Rates:
    """A hundred notes in three teams and three months, one of them without a note."""
    rates = Rates(show, Level.RETHINK, [("Date", True), ("Team", False)], NAMES)
    for number in range(100):
        remarks = []
        if number % 2:
            remarks += [remark("BLM101"), remark("BLM101"), remark("DEF102", "reflect")]
        if number % 50 == 0:
            remarks += [
                remark("LAB100", "note"),
                remark("LAB101"),
                remark("LAB102", standing="quoted"),
            ]
        month = "2026-03" if number < 60 else "2026-05"
        rates.add([outcome(*remarks)], [month, "North" if number < 95 else "South & Co"])
    return rates


def test_a_note_counts_once_and_by_its_highest_level() -> None:
    rates = counted()
    assert (rates.notes, rates.touched, rates.failing, rates.below) == (100, 52, 102, 2)
    assert rates.highest == Counter({"rethink": 52})
    assert rates.standings == Counter({"open": 152, "quoted": 2})
    assert rates.rules == Counter(
        {
            ("BLM101", "name-of-BLM101", "rethink"): 50,
            ("DEF102", "name-of-DEF102", "reflect"): 50,
            ("LAB101", "name-of-LAB101", "rethink"): 2,
        }
    )
    assert rates.families == Counter({"BLM": 50, "DEF": 50, "LAB": 2})
    assert rates.phrases["words of blm101", "BLM101"] == 50


def test_a_phrase_with_a_name_is_counted_by_its_rule_alone() -> None:
    rates = Rates(Level.REFLECT, None, (), NAMES)
    for _ in range(20):
        rates.add([outcome(remark("BLM101", matched="Kim failed"))], ())
    assert (rates.families["BLM"], dict(rates.phrases)) == (20, {})


def test_counts_go_into_a_journal_and_back() -> None:
    import json

    rates = counted()
    rates.tell(7, "It broke.")
    again = Rates(Level.REFLECT, Level.RETHINK, [("Date", True), ("Team", False)], NAMES)
    again.take(json.loads(json.dumps(rates.as_json())))
    assert again.as_json() == rates.as_json()
    assert page(again, ABOUT) == page(rates, ABOUT)
    with pytest.raises(KeyError):
        again.take({})


def test_a_column_of_very_many_values_makes_no_groups() -> None:
    rates = Rates(Level.REFLECT, None, [("Ref", False)])
    for number in range(MANY_VALUES + 5):
        rates.add([outcome()], [str(number)])
    assert (rates.groups[0].is_too_many, rates.groups[0].values) == (True, {})


def test_small_counts_are_not_told_and_cannot_be_worked_out() -> None:
    rates = [Rate("a", 100, 40), Rate("b", 100, 3), Rate("c", 100, 25), Rate("d", 100, 0)]
    assert [rate.notes for rate in disclosed(rates, 10)] == [40, None, None, 0]
    # A group of few notes is one in which everybody knows who is meant.
    few = [Rate("a", 100, 40), Rate("b", 8, 0), Rate("c", 100, 25)]
    assert [rate.notes for rate in disclosed(few, 10)] == [40, None, None]
    assert [rate.notes for rate in disclosed(rates, 1)] == [40, 3, 25, 0]


@given(
    counts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
    least=st.integers(1, 20),
)
def test_nothing_hidden_follows_from_the_total(counts: list[tuple[int, int]], least: int) -> None:
    rates = [Rate(str(at), among + notes, notes) for at, (among, notes) in enumerate(counts)]
    told = disclosed(rates, least)
    assert all(rate.notes == 0 or rate.notes >= least for rate in told if rate.notes is not None)
    hidden = [rates[at].notes or 0 for at, rate in enumerate(told) if rate.notes is None]
    others = [rate.notes for rate in told if rate.notes]
    # Of two hidden ones nobody knows which has how many, unless all of it is nothing.
    assert len(hidden) != 1 or not others


ABOUT = About("Notes & more", ["Reads “note” as the notes."], 10, ["No figures by “Worker”."])


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plain(html: str) -> str:
    parser = _Text()
    parser.feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
    return re.sub(r"\s+", " ", " ".join(parser.words))


def test_the_page_tells_rates_and_no_small_count() -> None:
    rates = counted()
    rates.without_text, rates.not_read = 4, 1
    rates.tell(7, "It <broke>.")
    html = page(rates, ABOUT)
    text = plain(html)
    for expected in (
        "Notes & more",
        "Notes 100 With something to look at 52 520 of 1,000 notes",
        "By month",
        "Mar 2026 60 32 533",
        "By team Notes with something to look at, of 1,000, by team",
        "North 95 not shown not shown",
        "South & Co not shown not shown not shown",
        "BLM blame 50 500",
        "And one more stands in fewer than 10 notes.",
        "“words of blm101” BLM101 50 500",
        "No figures by “Worker”.",
        "4 rows were without text.",
        "1 row was not read. Nothing is known of what they say.",
        "Row 7: It <broke>.",
    ):
        assert expected in text, expected
    assert "LAB101" not in text
    assert "<script" not in html
    assert "http:" not in html
    assert "https:" not in html


def test_charts_say_in_words_what_they_show() -> None:
    values = [Told("Mar & Apr", 20.0, "20 of 1,000 notes"), Told("May", None, "not shown")]
    for chart in (lengths("k", "By kind", values), months("k", "By month", values)):
        tree = ElementTree.fromstring(chart)  # noqa: S314 - made here
        (described,) = [each.text for each in tree.iter("desc")]
        assert described == "Mar & Apr: 20 of 1,000 notes; May: not shown."
        assert len(list(tree.iter("rect"))) == 1


def test_a_page_of_nothing_stands_too() -> None:
    rates = Rates(Level.REFLECT, None, [("Date", True), ("Team", False)])
    assert "By month" not in plain(page(rates, ABOUT))
    rates.add([outcome()], ["2026-03", "A"])
    assert "Mar 2026 not shown not shown not shown" in plain(page(rates, ABOUT))
