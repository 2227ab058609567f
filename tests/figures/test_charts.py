"""Charts: well-formed, with words for those who do not see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from test_history import POINT

from strengthlint.diagnostic import Level
from strengthlint.figures import Row
from strengthlint.figures.charts import bars, trend

ROWS = [
    Row("Kev & Co <notes>", 3, 4000, Counter({Level.RETHINK: 3, Level.NOTE: 1})),
    Row("a/very/long/name/of/a/folder/that/no/chart/has/room/for", 1, 1000, Counter({Level.REFLECT: 2})),
]  # fmt: skip


def texts(chart: str, tag: str) -> list[str]:
    return [item.text or "" for item in ElementTree.fromstring(chart).iter(tag)]  # noqa: S314


@pytest.mark.parametrize("per_thousand", [False, True])
def test_bars_say_in_words_what_they_show(per_thousand: bool) -> None:
    chart = bars("key", "Remarks by folder", ROWS, per_thousand=per_thousand)
    assert texts(chart, "title") == ["Remarks by folder"]
    (description,) = texts(chart, "desc")
    if per_thousand:
        assert description.startswith("Kev & Co <notes>: 1.00 per 1,000 words; a/very/long/")
    else:
        assert description.startswith("Kev & Co <notes>: 3 rethink, 1 note; a/very/long/")
    assert texts(chart, "text")[2].startswith("… ")


def test_a_bar_is_as_long_as_its_value() -> None:
    chart = ElementTree.fromstring(bars("key", "Remarks", ROWS))  # noqa: S314
    widths = [(item.get("class"), float(item.get("width", ""))) for item in chart.iter("rect")]
    assert widths == [("rethink", 360.0), ("note", 120.0), ("reflect", 240.0)]


def test_a_trend_says_in_words_where_it_goes() -> None:
    later = replace(POINT, date=POINT.date + timedelta(days=30), lexicon="other", words=16000)
    chart = trend("key", "Over time", [POINT, later], [Level.RETHINK, Level.REFLECT])
    assert texts(chart, "desc") == [
        "For every 1,000 words: rethink from 0.50 on 03 November 2026 to 0.25 on 03 December 2026; "
        "reflect from 0.25 on 03 November 2026 to 0.12 on 03 December 2026."
    ]
    assert chart.count('class="change"') == 1


def test_a_trend_of_nothing_is_a_flat_line() -> None:
    none = replace(POINT, open=Counter(), words=0)
    assert "nan" not in trend("key", "Over time", [none, none], [Level.RETHINK])
