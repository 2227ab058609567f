"""Charts as SVG: no script, no network, colours from the page, and words for those who do not see them.

Each value stands beside its bar, so nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from strengthlint.diagnostic import Level
from strengthlint.figures import Row
from strengthlint.figures.history import Point

__all__ = ["Told", "bars", "lengths", "months", "trend"]

_WIDTH = 480
_BAR = 12
_STEP = 42
_LABEL = 14
_LEVELS = tuple(sorted(Level, reverse=True))


class Told(NamedTuple):
    """A value of a chart.

    Attributes:
        name: What it is the value of.
        value: How much; None where it is not told.
        text: The same in words.
    """

    name: str
    value: float | None
    text: str


def lengths(key: str, title: str, values: Sequence[Told]) -> str:
    """A bar for each value, as long as it; none where it is not told.

    Args:
        key: Makes the ids of the chart unlike those of others on the page.
        title: What it shows.
        values: At least one.
    """
    longest = max((each.value or 0 for each in values), default=0) or 1
    parts = []
    for number, each in enumerate(values):
        y = number * _STEP
        parts.append(
            f'<text x="0" y="{y + _LABEL}" class="name">{escape(_shortened(each.name))}</text>'
            f'<text x="{_WIDTH}" y="{y + _LABEL}" class="value">{escape(each.text)}</text>'
        )
        if each.value:
            width = _WIDTH * each.value / longest
            parts.append(
                f'<rect x="0" y="{y + _LABEL + 7}" width="{width:.1f}" height="{_BAR}" class="rate"/>'
            )
    return _chart(key, title, _described(values), len(values) * _STEP, parts)


def months(key: str, title: str, values: Sequence[Told]) -> str:
    """A column for each month, as high as its value; none where it is not told.

    Args:
        key: Makes the ids of the chart unlike those of others on the page.
        title: What it shows.
        values: At least one, in the order of the months.
    """
    top, bottom = 24, 200
    highest = max(values, key=lambda each: each.value or 0)
    most = highest.value or 1
    step = _WIDTH / len(values)
    parts = [
        f'<line x1="0" y1="{bottom}" x2="{_WIDTH}" y2="{bottom}" class="axis"/>',
        f'<text x="0" y="{bottom + 20}" class="value start">{escape(values[0].name)}</text>',
    ]
    if len(values) > 1:
        parts.append(
            f'<text x="{_WIDTH}" y="{bottom + 20}" class="value">{escape(values[-1].name)}</text>'
        )
    if highest.value:
        parts.append(
            f'<text x="0" y="14" class="value start">most: {escape(highest.text)}, {escape(highest.name)}</text>'
        )
    for number, each in enumerate(values):
        if each.value:
            height = (bottom - top) * each.value / most
            parts.append(
                f'<rect x="{number * step + 0.15 * step:.1f}" y="{bottom - height:.1f}" '
                f'width="{0.7 * step:.1f}" height="{height:.1f}" class="rate"/>'
            )
    return _chart(key, title, _described(values), bottom + 30, parts)


def _described(values: Sequence[Told]) -> str:
    return f"{'; '.join(f'{each.name}: {each.text}' for each in values)}."


def bars(key: str, title: str, rows: Sequence[Row], *, per_thousand: bool = False) -> str:
    """A bar for each row, a stretch for each level.

    Args:
        key: Makes the ids of the chart unlike those of others on the page.
        title: What it shows.
        rows: At least one.
        per_thousand: Whether bars are as long as places for every 1,000 words, not places.
    """

    def value(row: Row) -> float:
        return row.per_thousand if per_thousand else row.places

    longest = max(map(value, rows), default=0) or 1
    parts = []
    for number, row in enumerate(rows):
        y = number * _STEP
        parts.append(
            f'<text x="0" y="{y + _LABEL}" class="name">{escape(_shortened(row.name))}</text>'
            f'<text x="{_WIDTH}" y="{y + _LABEL}" class="value">{_value(row, per_thousand)}</text>'
        )
        x = 0.0
        for level in _LEVELS:
            share = row.counts[level] / row.places if row.places else 0
            width = _WIDTH * value(row) / longest * share
            if width:
                parts.append(
                    f'<rect x="{x:.1f}" y="{y + _LABEL + 7}" width="{width:.1f}" '
                    f'height="{_BAR}" class="{level.value}"/>'
                )
            x += width
    described = "; ".join(f"{row.name}: {_value(row, per_thousand)}" for row in rows)
    return _chart(key, title, f"{described}.", len(rows) * _STEP, parts)


def trend(key: str, title: str, points: Sequence[Point], levels: Sequence[Level]) -> str:
    """A line for each level over time: remarks for every 1,000 words.

    Args:
        key: Makes the ids of the chart unlike those of others on the page.
        title: What it shows.
        points: At least two, in the order of their dates.
        levels: Which to draw.
    """
    top, bottom, left, right = 24, 200, 8, _WIDTH - 108
    first, last = points[0].date, points[-1].date
    span = (last - first).total_seconds() or 1
    highest = max((point.per_thousand(level) for point in points for level in levels), default=0)
    highest = highest or 1

    def x(point: Point) -> float:
        return left + (right - left) * (point.date - first).total_seconds() / span

    def y(amount: float) -> float:
        return bottom - (bottom - top) * amount / highest

    parts = [
        f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{bottom}" class="axis"/>',
        f'<text x="{left}" y="14" class="value start">{highest:.2f} per 1,000 words</text>',
        f'<text x="{left}" y="{bottom + 20}" class="value start">{first:%d %b %Y}</text>',
        f'<text x="{right}" y="{bottom + 20}" class="value">{last:%d %b %Y}</text>',
    ]
    parts += _new_lexicons(points, x, top, bottom)
    labels = _apart([y(points[-1].per_thousand(level)) for level in levels])
    for level, label in zip(levels, labels, strict=True):
        places = " ".join(f"{x(p):.1f},{y(p.per_thousand(level)):.1f}" for p in points)
        parts.append(f'<polyline points="{places}" class="{level.value}"/>')
        parts += [
            f'<circle cx="{x(p):.1f}" cy="{y(p.per_thousand(level)):.1f}" r="3" class="{level.value}"/>'
            for p in points
        ]
        parts.append(
            f'<text x="{right + 10}" y="{label + 5:.1f}" class="name">{level.value} '
            f"{points[-1].per_thousand(level):.2f}</text>"
        )
    described = "; ".join(
        f"{level.value} from {points[0].per_thousand(level):.2f} on {first:%d %B %Y} to "
        f"{points[-1].per_thousand(level):.2f} on {last:%d %B %Y}"
        for level in levels
    )
    return _chart(key, title, f"For every 1,000 words: {described}.", bottom + 30, parts)


def _new_lexicons(
    points: Sequence[Point], x: Callable[[Point], float], top: int, bottom: int
) -> Iterator[str]:
    """A mark where another lexicon spoke for the first time; what is left of it compares with care."""
    for before, point in pairwise(points):
        if before.lexicon != point.lexicon:
            yield f'<line x1="{x(point):.1f}" y1="{top}" x2="{x(point):.1f}" y2="{bottom}" class="change"/>'


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights of labels moved so that none lies over another."""
    placed = dict(sorted(enumerate(heights), key=lambda item: item[1]))
    lowest = -100.0
    for index, height in placed.items():
        lowest = placed[index] = max(height, lowest + 18)
    over = max(lowest - 205, 0)
    return [placed[index] - over for index in range(len(heights))]


def _chart(key: str, title: str, description: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg class="chart" role="img" aria-labelledby="{key}-title {key}-description" '
        f'viewBox="0 0 {_WIDTH} {height}"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-description">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _value(row: Row, per_thousand: bool) -> str:
    if per_thousand:
        return f"{row.per_thousand:.2f} per 1,000 words"
    told = (f"{row.counts[level]:,} {level.value}" for level in _LEVELS if row.counts[level])
    return ", ".join(told) or "none"


def _shortened(name: str) -> str:
    return name if len(name) <= 38 else f"… {name[-36:]}"
