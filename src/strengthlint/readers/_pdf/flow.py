"""Reading order and paragraphs: geometry only, no PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from strengthlint.readers._pdf.lines import MARKER, Line, Wall, is_walled

__all__ = ["paragraphs", "regions", "runs_on"]

Gap = tuple[float, float]
Rule = tuple[float, float, float]

# Shares of the font size.
_GUTTER = 0.9
_NARROWEST = 2.0  # points
_ONE_SIDED_REACH = 2.0

_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*\Z")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")


def regions(
    lines: Sequence[Line], rules: Sequence[Rule] = (), walls: Sequence[Wall] = ()
) -> list[list[Line]]:
    """The lines in reading order, in stretches that stand in one column or cell.

    The page is seen as bands of lines side by side. Bands that leave the same gutter free are
    columns, and each is read to its end before the next one; all others are read downwards. With
    vertical rules in the gutters it is a table, which is read row by row.

    Args:
        lines: Of one page.
        rules: Its horizontal rules.
        walls: Its vertical rules.
    """
    found: list[list[Line]] = []
    angles = Counter(line.angle for line in lines)
    for angle, _ in angles.most_common():
        # Rules are kept as the page has them; they say nothing about text that is turned.
        page = _Page(rules, walls) if angle == 0 else _Page((), ())
        found.extend(page.ordered([line for line in lines if line.angle == angle], 0))
    return found


class _Page:
    def __init__(self, rules: Sequence[Rule], walls: Sequence[Wall]) -> None:
        self._rules = rules
        self._walls = walls

    def ordered(self, lines: list[Line], depth: int) -> list[list[Line]]:
        bands = _bands(lines)
        found: list[list[Line]] = []
        plain: list[Line] = []
        index = 0
        while index < len(bands):
            gaps = self._gutters(bands[index])
            if not gaps or depth > 20:
                plain.extend(sorted(bands[index], key=lambda line: (-line.base, line.x0)))
                index += 1
                continue
            end, gaps = _reach_of_columns(bands, index, gaps)
            group = [line for band in bands[index:end] for line in band]
            index = end
            if plain:
                found.append(plain)
                plain = []
            is_table = all(self._is_walled(gap, group) for gap in gaps)
            for row in self._rows(group) if is_table else [group]:
                for column in _columns(row, gaps):
                    for line in column:
                        line.in_table = line.in_table or is_table
                    found.extend(self.ordered(column, depth + 1))
        if plain:
            found.append(plain)
        return found

    def _gutters(self, band: list[Line]) -> list[Gap]:
        if len(band) < 2:
            return []
        least = _GUTTER * min(line.size for line in band)
        return [
            gap
            for gap in _free(band)[1:-1]
            if gap[1] - gap[0] >= least or self._is_walled(gap, band)
        ]

    def _is_walled(self, gap: Gap, lines: list[Line]) -> bool:
        return is_walled(self._walls, gap[0], gap[1], lines[0].base)

    def _rows(self, lines: list[Line]) -> list[list[Line]]:
        """The rows of a table, parted by the horizontal rules that meet it."""
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        heights = {
            height
            for start, end, height in self._rules
            if start < right
            and end > left
            and not any(_is_underline(line, start, end, height) for line in lines)
        }
        rows: dict[int, list[Line]] = {}
        for line in lines:
            rows.setdefault(sum(height > line.base for height in heights), []).append(line)
        return [rows[number] for number in sorted(rows)]


def _is_underline(line: Line, start: float, end: float, height: float) -> bool:
    """Whether a rule belongs to the words of a line and parts nothing."""
    return (
        line.x0 - 0.4 * line.size < start
        and end < line.x1 + 0.4 * line.size
        and -0.05 * line.size < line.base - height < 0.35 * line.size
    )


def _reach_of_columns(
    bands: list[list[Line]], first: int, gaps: list[Gap]
) -> tuple[int, list[Gap]]:
    """The end of the bands that leave a gutter of the first one free, and those gutters."""
    floor = min(line.bottom for line in bands[first])
    for index in range(first + 1, len(bands)):
        band = bands[index]
        left = _common(gaps, _free(band))
        if not left:
            return index, gaps
        one_sided = not any(_is_two_sided(band, gap) for gap in left)
        if one_sided and floor - max(line.top for line in band) > _ONE_SIDED_REACH * band[0].size:
            return index, gaps
        gaps = left
        floor = min(line.bottom for line in band)
    return len(bands), gaps


def _bands(lines: list[Line]) -> list[list[Line]]:
    """Lines that overlap in height, from the top."""
    bands: list[list[Line]] = []
    floor = 0.0
    for line in sorted(lines, key=lambda line: -line.top):
        if bands and line.top > floor:
            bands[-1].append(line)
            floor = min(floor, line.bottom)
        else:
            bands.append([line])
            floor = line.bottom
    return bands


def _free(lines: list[Line]) -> list[Gap]:
    """What the lines leave free from left to right, the margins included."""
    gaps: list[Gap] = []
    reached = float("-inf")
    for line in sorted(lines, key=lambda line: line.x0):
        if line.x0 > reached:
            gaps.append((reached, line.x0))
        reached = max(reached, line.x1)
    gaps.append((reached, float("inf")))
    return gaps


def _common(some: list[Gap], others: list[Gap]) -> list[Gap]:
    return [
        (max(a[0], b[0]), min(a[1], b[1]))
        for a in some
        for b in others
        if min(a[1], b[1]) - max(a[0], b[0]) >= _NARROWEST
    ]


def _is_two_sided(band: list[Line], gap: Gap) -> bool:
    return any(line.x1 <= gap[0] for line in band) and any(line.x0 >= gap[1] for line in band)


def _columns(lines: list[Line], gaps: list[Gap]) -> list[list[Line]]:
    edges = sorted(gap[1] for gap in gaps)
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        columns[sum(line.x0 >= edge - 0.01 for edge in edges)].append(line)
    return [column for column in columns if column]


def paragraphs(region: Sequence[Line], rules: Sequence[Rule] = ()) -> list[list[Line]]:
    """The lines of one column as paragraphs.

    Args:
        region: The lines from the top.
        rules: Horizontal rules on the page; those of a table part its cells.
    """
    if not region:
        return []
    usual = _usual_steps(region)
    edge = max(line.x1 for line in region)
    found = [[region[0]]]
    for above, below in pairwise(region):
        step = usual.get(round(above.size), 0.0)
        if _breaks(found[-1], above, below, step, edge) or _is_parted(above, below, rules):
            found.append([below])
        else:
            found[-1].append(below)
    return found


def _usual_steps(region: Sequence[Line]) -> dict[int, float]:
    """The distance between lines of a paragraph by the size of their type, where it can be told.

    Larger type has larger steps; a heading over two lines is not two headings.
    """
    steps: dict[int, Counter[int]] = {}
    for above, below in pairwise(region):
        if abs(above.size - below.size) < 0.6 and 0 < above.base - below.base < 3 * above.size:
            counts = steps.setdefault(round(above.size), Counter())
            counts[round(above.base - below.base)] += 1
    found: dict[int, float] = {}
    for size, counts in steps.items():
        if counts.total() >= 3:
            # Where many paragraphs have one line, the space between them is the most common one.
            enough = max(2.0, 0.2 * max(counts.values()))
            found[size] = float(
                min((step for step, count in counts.items() if count >= enough), default=0)
            )
    return found


def _breaks(paragraph: list[Line], above: Line, below: Line, usual: float, edge: float) -> bool:
    """Whether a new paragraph begins with `below`."""
    size = above.size
    step = above.base - below.base
    ends = bool(_ENDS_SENTENCE.search(above.text))
    if _HYPHENATED.search(above.text) and 0 < step < 2 * size and below.text[:1].islower():
        return False
    # Half of the usual step more is space between paragraphs; without a usual step, guess.
    if step <= 0 or step > (1.3 * usual if usual else 1.5 * size) + 0.5:
        return True
    if abs(below.size - size) > max(0.6, 0.08 * size):
        return True
    if MARKER.match(below.text) and len(below.text) > 2:
        return True
    if above.bold != below.bold and (ends or not below.text[:1].islower()):
        return True
    lower = below.text[:1].islower()
    first_word = below.text.split(" ", 1)[0]
    width = (below.x1 - below.x0) / len(below.text) * len(first_word)
    # The next word had room on this line: the break is meant.
    if edge - above.x1 > 1.15 * width + 0.6 * size and (ends or not lower):
        return True
    hangs = bool(MARKER.match(paragraph[0].text)) or not ends
    return below.x0 - above.x0 > 0.8 * size and not hangs


def _is_parted(above: Line, below: Line, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs between two lines; an underline is no longer than its line."""
    left, right = min(above.x0, below.x0), max(above.x1, below.x1)
    return any(
        start < left - 1 and end > right + 1 and below.base + 0.3 * below.size < height < above.base
        for start, end, height in rules
    )


def runs_on(above: Line, below: Line) -> bool:
    """Whether a paragraph goes on from the end of a column to the top of the next."""
    if above.in_table or below.in_table:
        return False
    if abs(above.size - below.size) > 0.6 or above.bold != below.bold:
        return False
    if not below.text[:1].islower() or MARKER.match(below.text):
        return False
    return not _ENDS_SENTENCE.search(above.text)
