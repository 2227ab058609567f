"""The figures of a table of notes as a page: one file, no script, no network, no sentence of a note.

It says how the services that write these notes put things. It compares no people, and a count that may
point at a person is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from strengthlint.diagnostic import Level
from strengthlint.figures.charts import Told, lengths, months
from strengthlint.reporters.page import (
    LEVEL_MEANINGS,
    Section,
    figures_page,
    items,
    level_mark,
    table,
    written,
)
from strengthlint.tables.rates import (
    OTHERWISE,
    GroupRates,
    Rate,
    Rates,
    disclosed,
    month_label,
)

__all__ = ["About", "page"]

_MOST_RULES: Final = 25
_MOST_PHRASES: Final = 25
_MOST_BARS: Final = 12
_MOST_MONTHS: Final = 36
_HIDDEN: Final = "not shown"
_HIGHEST_FIRST: Final = tuple(sorted(Level, reverse=True))


@dataclass(frozen=True)
class About:
    """What a page says about itself.

    Attributes:
        title: What it is called.
        told: How the table was read and what was found, a sentence each.
        least: The smallest count that is told.
        left_out: What no figures are given by, with the reason, a sentence each.
    """

    title: str
    told: Sequence[str]
    least: int
    left_out: Sequence[str] = ()


def page(rates: Rates, about: About) -> str:
    """The whole page."""
    return "".join(f"{line}\n" for line in _Page(rates, about).lines())


class _Page:
    def __init__(self, rates: Rates, about: About) -> None:
        self._rates = rates
        self._about = about
        self._least = about.least

    def lines(self) -> Iterator[str]:
        return figures_page(
            self._about.title,
            self._about.told,
            self._key_figures(),
            list(self._sections()),
            "These figures are about wording and services. They compare no people, and are not meant to: who "
            "writes most about hard times has the most to find. A word that was found may be right where it "
            "stands; read some of the notes before you draw a conclusion.",
            f"Each figure says in how many notes something stands, at least once. Counts under {self._least} "
            "are not shown, for they may point at a person; where one alone would be hidden, another goes "
            "with it.",
        )

    def _sections(self) -> Iterator[Section]:
        for number, group in enumerate(self._rates.groups):
            by = self._by(group)
            yield f"by-{number}", f"By {written(by)}", list(self._group(f"by-{number}", group, by))
        yield "families", "By family", list(self._families())
        yield "rules", "By rule", list(self._rules())
        yield "phrases", "By phrase", list(self._phrases())
        yield "left-out", "Not read, not counted", list(self._left_out())

    def _key_figures(self) -> Iterator[str]:
        rates = self._rates
        figures = [("Notes", f"{rates.notes:,}")]
        touched = Rate("", rates.notes, rates.touched if self._may_be_told(rates.touched) else None)
        figures.append(("With something to look at", _figure(touched)))
        levels = [level for level in _HIGHEST_FIRST if level >= rates.show]
        highest = disclosed(
            [Rate(level.value, rates.notes, rates.highest[level.value]) for level in levels],
            self._least,
        )
        for level, rate in zip(levels, highest, strict=True):
            figures.append((f"Highest level: {level.value}", _figure(rate)))
        yield '<dl class="key">'
        for name, value in figures:
            yield f"<div><dt>{name}</dt><dd>{value}</dd></div>"
        yield "</dl>"
        meanings = (f"{level_mark(level)} {LEVEL_MEANINGS[level]}" for level in levels)
        yield f'<ul class="legend">{items(meanings)}</ul>'

    def _may_be_told(self, count: int) -> bool:
        return count == 0 or count >= self._least

    def _by(self, group: GroupRates) -> str:
        """What a column is called behind "by"."""
        if not group.by_month:
            return _lower(group.title)
        is_one = sum(each.by_month for each in self._rates.groups) == 1
        return "month" if is_one else f"month of {_lower(group.title)}"

    def _group(self, key: str, group: GroupRates, by: str) -> Iterator[str]:
        if group.is_too_many or not group.values:
            return
        rates = group.rates(self._least)
        title = f"Notes with something to look at, of 1,000, by {by}"
        drawn = [rate for rate in rates if rate.name != OTHERWISE]
        if group.by_month and drawn:
            yield months(f"{key}-chart", title, _every_month(drawn)[-_MOST_MONTHS:])
        elif drawn and len(drawn) <= _MOST_BARS:
            yield lengths(
                f"{key}-chart", title, [_told(rate, group.label(rate.name)) for rate in drawn]
            )
        head = ["Month" if group.by_month else written(group.title), *_HEAD]
        rows = [[written(group.label(rate.name)), *self._cells(rate)] for rate in rates]
        yield from table(f"Notes by {written(by)}", head, rows)

    def _families(self) -> Iterator[str]:
        rates = [rate for rate in self._rates.family_rates(self._least) if rate.notes]
        if rates:
            title = "Notes with words of a family, of 1,000"
            yield lengths("family-chart", title, [_told(rate, rate.name) for rate in rates])
            rows = [[written(rate.name), f"{rate.notes:,}", _rate(rate)] for rate in rates]
            yield from table("Notes by family", ["Family", "Notes", "Of 1,000 notes"], rows)
        yield from self._more(len(self._rates.families) - len(rates))

    def _rules(self) -> Iterator[str]:
        found = self._rates.rules
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        told = [each for each in ranked if each[1] >= self._least]
        if told:
            rows = [
                [
                    f"{code} {written(name)}",
                    level_mark(Level(level)),
                    f"{count:,}",
                    _rate(Rate("", self._rates.notes, count)),
                ]
                for (code, name, level), count in told[:_MOST_RULES]
            ]
            head = ["Rule", "Level", "Notes", "Of 1,000 notes"]
            yield from table("Rules, the most frequent first", head, rows, texts=2)
        if len(told) > _MOST_RULES:
            yield f"<p>And {len(told) - _MOST_RULES:,} rules more.</p>"
        yield from self._more(len(found) - len(told))

    def _phrases(self) -> Iterator[str]:
        ranked = sorted(self._rates.phrases.items(), key=lambda item: (-item[1], item[0]))
        told = [each for each in ranked if each[1] >= self._least][:_MOST_PHRASES]
        if told:
            rows = [
                [
                    f"“{written(words)}”",
                    code,
                    f"{count:,}",
                    _rate(Rate("", self._rates.notes, count)),
                ]
                for (words, code), count in told
            ]
            head = ["Phrase", "Rule", "Notes", "Of 1,000 notes"]
            yield from table("Phrases, the most frequent first", head, rows, texts=2)

    def _left_out(self) -> Iterator[str]:
        rates = self._rates
        told = list(map(written, self._about.left_out))
        if rates.without_text:
            told.append(f"{_rows(rates.without_text)} without text.")
        if rates.in_part:
            told.append(f"{_rows(rates.in_part)} read in part.")
        if rates.not_read:
            told.append(f"{_rows(rates.not_read)} not read. Nothing is known of what they say.")
        if told:
            yield f"<ul>{items(told)}</ul>"
        if rates.problems:
            yield "<h3>The first of these rows</h3>"
            yield f"<ul>{items(f'Row {row:,}: {written(why)}' for row, why in rates.problems)}</ul>"

    def _more(self, count: int) -> Iterator[str]:
        if count:
            what = "one more stands" if count == 1 else f"{count:,} more stand"
            yield f"<p>And {what} in fewer than {self._least} notes{' each' if count > 1 else ''}.</p>"

    def _cells(self, rate: Rate) -> list[str]:
        among = f"{rate.among:,}" if rate.among >= self._least else _HIDDEN
        return [among, _HIDDEN if rate.notes is None else f"{rate.notes:,}", _rate(rate)]


_HEAD: Final = ("Notes", "With something to look at", "Of 1,000 notes")


def _told(rate: Rate, name: str) -> Told:
    value = rate.per_thousand
    return Told(name, value, _HIDDEN if value is None else f"{value:.0f} of 1,000 notes")


def _every_month(rates: Sequence[Rate]) -> list[Told]:
    """The months from the first to the last, those without a note among them."""
    by_name = {rate.name: rate for rate in rates}
    year, month = map(int, rates[0].name.split("-"))
    found = []
    while (name := f"{year}-{month:02}") <= rates[-1].name:
        rate = by_name.get(name)
        found.append(
            _told(rate, month_label(name)) if rate else Told(month_label(name), None, "no notes")
        )
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _figure(rate: Rate) -> str:
    if rate.notes is None:
        return f"<small>{_HIDDEN}</small>"
    return f"{rate.notes:,} <small>{_rate(rate)} of 1,000 notes</small>"


def _rate(rate: Rate) -> str:
    value = rate.per_thousand
    return (
        _HIDDEN if value is None else f"{value:.0f}" if value >= 10 or not value else f"{value:.1f}"
    )


def _rows(count: int) -> str:
    return "1 row was" if count == 1 else f"{count:,} rows were"


def _lower(title: str) -> str:
    """A title within a sentence; one in capitals stays."""
    return title if title.isupper() else f"{title[:1].lower()}{title[1:]}"
