"""The numbers that Word prints before the items of a list; they stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from strengthlint.readers._word.elements import Element, child, is_on, local_name, value

__all__ = ["Numbering", "in_figures"]

_LEVELS = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    figures: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class _Pattern:
    """An abstract list: what its levels look like and how far they have been counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counted along as its paragraphs go by.

    Args:
        root: Root of the numbering part, or None.
    """

    def __init__(self, root: Element | None) -> None:
        patterns: dict[str | None, _Pattern] = {}
        self._lists: dict[str | None, _Pattern] = {}
        self._restarts: dict[tuple[str | None, int], int] = {}
        for element in root if root is not None else ():
            name = local_name(element)
            if name == "abstractNum":
                patterns[value(element, "abstractNumId")] = _pattern(element)
            elif name == "num":
                list_id = value(element, "numId")
                pattern = patterns.get(value(child(element, "abstractNumId")))
                if pattern is None:
                    continue
                self._lists[list_id] = pattern
                for override in element:
                    start = value(child(override, "startOverride")) or ""
                    level = _number(value(override, "ilvl"), -1)
                    if start.isdecimal() and level >= 0:
                        self._restarts[list_id, level] = _number(start, 1)

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level of a list that a paragraph style is tied to."""
        pattern = self._lists.get(list_id)
        return pattern.by_style.get(style_id, 0) if pattern is not None else 0

    def count(self, list_id: str, level: int) -> str:
        """Count one more item and give what is printed before it; "" for a bullet."""
        pattern = self._lists.get(list_id)
        if pattern is None:
            return ""
        about = pattern.levels.get(level, _Level())
        restart = self._restarts.pop((list_id, level), None)
        if restart is not None:
            pattern.counts[level] = restart
        else:
            pattern.counts[level] = pattern.counts.get(level, about.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            pattern.counts.pop(deeper, None)
        if about.figures == "bullet":
            return ""

        def figure(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            there = pattern.levels.get(shown, _Level())
            figures = "decimal" if about.legal else there.figures
            return in_figures(pattern.counts.get(shown, there.start), figures)

        return re.sub("%([1-9])", figure, about.text).strip()


def in_figures(number: int, figures: str) -> str:
    """A number as Word prints it in a format such as "lowerRoman"; an unknown one is decimal."""
    if figures in {"none", "bullet"}:
        return ""
    text = str(number)
    if figures == "decimalZero":
        text = text.zfill(2)
    elif figures in {"lowerLetter", "upperLetter"} and 0 < number <= 26 * 9:
        # After z comes aa, then bb.
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif figures in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        text = ""
        for size, letters in _ROMAN:
            times, number = divmod(number, size)
            text += letters * times
    return text.upper() if figures.startswith("upper") else text


def _pattern(element: Element) -> _Pattern:
    pattern = _Pattern()
    for about in element:
        level = _number(value(about, "ilvl"), -1)
        if local_name(about) != "lvl" or not 0 <= level < _LEVELS:
            continue
        pattern.levels[level] = _Level(
            _number(value(child(about, "start")), 1),
            value(child(about, "numFmt")) or "decimal",
            value(child(about, "lvlText")) or "",
            is_on(child(about, "isLgl")),
        )
        style_id = value(child(about, "pStyle"))
        if style_id is not None:
            pattern.by_style.setdefault(style_id, level)
    return pattern


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else default
