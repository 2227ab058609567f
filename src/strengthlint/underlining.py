"""Sentences wrapped to a width, with marked words underlined on the line below.

For terminals without colour. Widths are those of the screen: an emoji or a Chinese character takes
two columns, an accent that combines takes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["carets", "wrapped"]


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text start and end when it is wrapped at spaces.

    A word that is wider than a line is cut, since a line that runs over the edge of a terminal
    would tear the carets away from their words.

    Args:
        text: One paragraph.
        width: Screen columns to a line; at least 2, the widest character.

    Returns:
        Half-open ranges of `text`, without the spaces at line ends; empty for an empty text.
    """
    lines: list[tuple[int, int]] = []
    used = 0
    for start, end in _words(text, width):
        cells = _cells(text[start:end])
        # The pieces of a word that was cut stand without a space between them.
        space = start - lines[-1][1] if lines else 0
        if lines and used + space + cells <= width:
            lines[-1] = (lines[-1][0], end)
            used += space + cells
        else:
            lines.append((start, end))
            used = cells
    return lines


def carets(text: str, line: tuple[int, int], marks: Iterable[tuple[int, int]]) -> str:
    """The line to print below one line of a wrapped text; empty where nothing on it is marked."""
    below = ""
    for mark_start, mark_end in sorted(marks):
        start, end = max(mark_start, line[0]), min(mark_end, line[1])
        if start < end:
            below = below.ljust(_cells(text[line[0] : start]))
            below += "^" * max(1, _cells(text[start:end]))
    return below


def _words(text: str, width: int) -> Iterator[tuple[int, int]]:
    position = 0
    for word in text.split(" "):
        start, end = position, position + len(word)
        position = end + 1
        while start < end:
            cut = _longest_prefix(text, start, end, width)
            yield start, cut
            start = cut


def _longest_prefix(text: str, start: int, end: int, width: int) -> int:
    if end - start <= width and _cells(text[start:end]) <= width:
        return end
    used = 0
    for cut in range(start, end):
        used += _cells(text[cut])
        if used > width and cut > start:
            return cut
    return end


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    # Imported on need: `explain` and a report in plain ASCII do without it.
    from rich.cells import cell_len

    return cell_len(text)
