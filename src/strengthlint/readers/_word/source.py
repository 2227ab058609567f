"""From a document's source back to the elements of its file, for whoever writes a copy of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from strengthlint.readers._word.elements import Element
from strengthlint.readers._word.package import Package
from strengthlint.readers._word.walk import Paragraph

__all__ = ["Stretch", "WordSource"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one element that gives text.

    Attributes:
        element: A w:t, what stands for a character (w:tab, w:noBreakHyphen, w:sym), or the w:r of
            something that gives words as a whole (a drop-down field, a picture).
        start: First character in the text that the element gives.
        end: After the last one.
        whole: How many characters the element gives.
        paragraph: The w:p that the element was read in.
    """

    element: Element
    start: int
    end: int
    whole: int
    paragraph: Element


class WordSource:
    """The elements behind the source of a Word document.

    Args:
        package: The file; its roots hold the elements and may be changed.
        paragraphs: Every paragraph that was read, with the source offset where it starts.
    """

    def __init__(self, package: Package, paragraphs: Sequence[tuple[int, Paragraph]]) -> None:
        self.package = package
        self._starts = [start for start, _ in paragraphs]
        self._paragraphs = [paragraph for _, paragraph in paragraphs]

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """What stands behind a half-open range of the source, in reading order."""
        found: list[Stretch] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        for at, paragraph in zip(self._starts[index:], self._paragraphs[index:], strict=True):
            if at >= end:
                break
            for element, text in paragraph.runs:
                first, last = max(start - at, 0), min(end - at, len(text))
                if first < last:
                    found.append(Stretch(element, first, last, len(text), paragraph.element))
                at += len(text)
        return found
