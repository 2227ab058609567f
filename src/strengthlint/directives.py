"""Lines in a document that speak to strengthlint: `strengthlint: KEY WORDS`.

They stand in a paragraph of their own, in a comment of Markdown or HTML, or in a Word comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from strengthlint.document import Segment

__all__ = ["IGNORES", "Directive", "directives", "is_directive"]

IGNORES = ("ignore", "ignore-begin", "ignore-end", "ignore-file")
"""Keys of lines that set something aside."""

_START = "strengthlint:"


@dataclass(frozen=True, slots=True)
class Directive:
    """One line.

    Attributes:
        key: What it is about, in small letters: "prefers", "ignore".
        words: The rest of it.
        segment: Where it stands.
    """

    key: str
    words: str
    segment: Segment


def is_directive(text: str) -> bool:
    """Whether a line or a paragraph speaks to strengthlint and not to a reader."""
    return text[: len(_START)].lower() == _START


def directives(segments: Iterable[Segment]) -> Iterator[Directive]:
    """Those of a document, in its order."""
    for segment in segments:
        if is_directive(segment.text):
            key, _, words = segment.text[len(_START) :].strip().partition(" ")
            yield Directive(key.lower().rstrip(":"), words.strip(), segment)
