"""Where a library stands, as a page: by folder, by document, by family and rule, and over time.

One file that needs nothing else: no script, no network, no other file. It holds names of documents,
counts and matched words, and no sentence. Not a reporter itself; `strengthlint report` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from strengthlint.diagnostic import Level
from strengthlint.figures import Figures, Row
from strengthlint.figures.charts import bars, trend
from strengthlint.figures.history import Point
from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.listing import summary_lines
from strengthlint.reporters.page import (
    LEVEL_MEANINGS,
    Section,
    figures_page,
    items,
    level_mark,
    table,
    written,
)

__all__ = ["overview"]

_MOST_RULES = 25
_MOST_BARS = 12
_MOST_RUNS = 12
_HIGHEST_FIRST = tuple(sorted(Level, reverse=True))


def overview(
    results: Results, figures: Figures, view: View, history: Sequence[Point] = (), title: str = ""
) -> str:
    """The whole page.

    Args:
        results: A run that is over.
        figures: What it adds up to.
        view: How it was asked for; under `statistics` the page holds no words of any document.
        history: Runs to draw as a trend, this one among them.
        title: What the library is called.
    """
    page = _Page(results, figures, view, history)
    return "".join(f"{line}\n" for line in page.lines(title or "A library in figures"))


class _Page:
    def __init__(
        self, results: Results, figures: Figures, view: View, history: Sequence[Point]
    ) -> None:
        self._results = results
        self._figures = figures
        self._view = view
        self._history = history
        lowest = min(
            (level for row in figures.documents for level in row.counts), default=results.show
        )
        self._levels = [each for each in _HIGHEST_FIRST if each >= min(lowest, results.show)]

    def lines(self, title: str) -> Iterator[str]:
        return figures_page(
            title,
            summary_lines(self._results, replace(self._view, verbose=True)),
            self._key_figures(),
            list(self._sections()),
            "These figures are about wording and services. They compare no people, and are not meant "
            "to: who writes most about hard times has the most to find.",
        )

    def _sections(self) -> Iterator[Section]:
        yield "trend", "Over time", list(self._trend())
        yield "begin", "Where to begin", list(self._to_begin_with())
        yield "folders", "By folder", list(self._folders())
        yield "families", "By family", list(self._families())
        yield "rules", "By rule", list(self._rules())
        yield "phrases", "The most frequent phrases", list(self._phrases())
        yield "not-read", "Not read", list(self._not_read())

    def _key_figures(self) -> Iterator[str]:
        total = self._figures.total
        figures = [("Documents read", f"{total.documents:,}"), ("Words", f"{total.words:,}")]
        for level in self._levels:
            rate = 1000 * total.counts[level] / total.words if total.words else 0
            about = f"{total.counts[level]:,} <small>{rate:.2f} per 1,000 words</small>"
            figures.append((level.value.capitalize(), about))
        yield '<dl class="key">'
        for name, value in figures:
            yield f"<div><dt>{name}</dt><dd>{value}</dd></div>"
        yield "</dl>"
        meanings = (f"{level_mark(level)} {LEVEL_MEANINGS[level]}" for level in self._levels)
        yield f'<ul class="legend">{items(meanings)}</ul>'

    def _trend(self) -> Iterator[str]:
        if not self._history:
            return
        if len(self._history) > 1:
            yield trend("trend-chart", "Remarks over time", self._history, self._levels)
            if len({point.lexicon for point in self._history}) > 1:
                yield (
                    "<p>A dotted line marks a change of the lexicon: from there on, other words are "
                    "raised, and figures on both sides compare with care.</p>"
                )
        else:
            yield "<p>This is the first run in the history. From the second on there is a chart.</p>"
        head = ["Date", "Documents", "Words", *self._level_heads(), "Lexicon"]
        rows = [
            [
                f"{point.date:%d %b %Y}",
                f"{point.documents:,}",
                f"{point.words:,}",
                *(f"{point.open[level]:,}" for level in self._levels),
                f"<code>{written(point.lexicon[:8])}</code>",
            ]
            for point in self._history[: -_MOST_RUNS - 1 : -1]
        ]
        yield from table("The latest runs", head, rows)

    def _not_read(self) -> Iterator[str]:
        figures, results = self._figures, self._results
        by_reason: dict[str, list[str]] = {}
        for path, message in figures.unread:
            by_reason.setdefault(message, []).append(path)
        for path, gap in figures.gaps:
            by_reason.setdefault(f"Read in part: {gap}", []).append(path)
        rest = [unread.message for unread in results.not_read]
        if results.unchecked:
            rest.append(f"{results.unchecked:,} were not come to, since the run was broken off.")
        if by_reason or rest:
            yield "<p>Nothing is known of what was not read; it is no clean document.</p>"
        for reason, paths in sorted(by_reason.items(), key=lambda item: -len(item[1])):
            yield f"<h3>{written(reason)}</h3>"
            yield f'<ul class="paths">{items(f"<code>{written(path)}</code>" for path in paths)}</ul>'
        if rest:
            yield f"<ul>{items(map(written, rest))}</ul>"

    def _to_begin_with(self) -> Iterator[str]:
        rows = self._figures.to_begin_with()
        if not rows or len(self._figures.documents) < 2:
            return
        raised = sum(bool(row.places) for row in self._figures.documents)
        yield (
            f"<p>{raised:,} of {len(self._figures.documents):,} documents have something to look "
            "at. These have the most.</p>"
        )
        yield from table(
            "The documents to begin with",
            ["Document", "Words", *self._level_heads(), "Per 1,000 words"],
            [
                [
                    f"<code>{written(row.name)}</code>",
                    f"{row.words:,}",
                    *self._counts(row),
                    _rate(row),
                ]
                for row in rows
            ],
        )

    def _folders(self) -> Iterator[str]:
        rows = self._figures.folders()
        if not rows:
            return
        ranked = sorted((row for row in rows if row.places), key=lambda row: -row.per_thousand)
        if ranked:
            chart = "Remarks for every 1,000 words, by folder"
            yield bars("folder-chart", chart, ranked[:_MOST_BARS], per_thousand=True)
        yield from table(
            "Folders",
            ["Folder", "Documents", "Words", *self._level_heads(), "Per 1,000 words"],
            [
                [
                    f"<code>{written(row.name)}</code>",
                    f"{row.documents:,}",
                    f"{row.words:,}",
                    *self._counts(row),
                    _rate(row),
                ]
                for row in rows
            ],
        )

    def _families(self) -> Iterator[str]:
        rows = self._figures.families()
        if rows:
            yield bars("family-chart", "Remarks by family", rows)
            yield from table(
                "Families",
                ["Family", *self._level_heads()],
                [[written(row.name), *self._counts(row)] for row in rows],
            )

    def _rules(self) -> Iterator[str]:
        rows = self._figures.rules()
        if not rows:
            return
        yield from table(
            "Rules, the most frequent first",
            ["Rule", "Level", "Places", "Documents"],
            [
                [
                    f"{row.code} {written(row.name)}",
                    level_mark(row.level),
                    f"{row.places:,}",
                    f"{row.documents:,}",
                ]
                for row in rows[:_MOST_RULES]
            ],
            texts=2,
        )
        more = len(rows) - _MOST_RULES
        if more > 0:
            yield f"<p>And {more:,} more; <code>--statistics</code> lists them all.</p>"

    def _phrases(self) -> Iterator[str]:
        if self._view.statistics:
            return
        rows = self._figures.phrases()
        if rows:
            yield from table(
                "Phrases, the most frequent first",
                ["Phrase", "Rule", "Places"],
                [[f"“{written(row.words)}”", row.code, f"{row.places:,}"] for row in rows],
                texts=2,
            )

    def _level_heads(self) -> list[str]:
        return [level.value.capitalize() for level in self._levels]

    def _counts(self, row: Row) -> list[str]:
        return [f"{row.counts[level]:,}" for level in self._levels]


def _rate(row: Row) -> str:
    return f"{row.per_thousand:.2f}"
