"""What stands around a sentence: the lead-in of its list, the sentence before it and the one after.

A list item goes on from its lead-in ("The council:", "She is not:"), and the sense of a sentence may
hang on its neighbour. Both are taken from the segments in reading order, whatever the format.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from strengthlint.document import Segment, SegmentKind
from strengthlint.engine.sentences import sentence_spans

__all__ = ["Surroundings"]

_OPEN_ENDS = (":", ",", "–", "—", "…", "...")
_CLOSERS = "\"'”’)]*_ "
_ENDED = (".", "!", "?", ";")


class Surroundings:
    """Answers for the segments of one document.

    Args:
        segments: The prose of a document, in reading order.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def lead_in(self, number: int) -> str:
        """The last sentence before the list that a segment is an item of, or ""."""
        return self._lead_ins[number]

    def previous(self, number: int) -> str:
        """The last sentence of the paragraph before a paragraph under the same headings, or ""."""
        return _edge(self._neighbour(number, number - 1), last=True)

    def following(self, number: int) -> str:
        """The first sentence of the paragraph after a paragraph under the same headings, or ""."""
        return _edge(self._neighbour(number, number + 1), last=False)

    def _neighbour(self, number: int, other: int) -> str:
        if not 0 <= other < len(self._segments):
            return ""
        here, there = self._segments[number], self._segments[other]
        paragraphs = here.kind is there.kind is SegmentKind.PARAGRAPH
        return there.text if paragraphs and here.trail == there.trail else ""

    @cached_property
    def _lead_ins(self) -> list[str]:
        found: list[str] = []
        current = ""
        for segment in self._segments:
            if segment.kind is not SegmentKind.LIST_ITEM:
                found.append("")
                current = _leads_in(segment)
                continue
            found.append(current)
            if segment.text.rstrip(_CLOSERS).endswith(":"):
                # The list within an item goes on from that item.
                current = _edge(segment.text, last=True)
        return found


def _leads_in(segment: Segment) -> str:
    """The sentence with which a segment leads into a list, or "" where it ends by itself."""
    text = segment.text.rstrip(_CLOSERS)
    # A heading names what follows; only with a colon is it the start of a sentence.
    opens = text.endswith(":") if segment.kind is SegmentKind.HEADING else not text.endswith(_ENDED)
    proper = segment.kind in (SegmentKind.HEADING, SegmentKind.PARAGRAPH, SegmentKind.QUOTATION)
    if not proper or not (opens or text.endswith(_OPEN_ENDS)):
        return ""
    return _edge(segment.text, last=True)


def _edge(text: str, *, last: bool) -> str:
    """The last or the first sentence of a text."""
    spans = list(sentence_spans(text))
    if not spans:
        return ""
    start, end = spans[-1 if last else 0]
    return text[start:end]
