"""What a writer of copies is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Document, SegmentKind, Span
from strengthlint.errors import StrengthlintError
from strengthlint.report import DocumentReport

__all__ = ["CannotCopy", "Check", "Cleaned", "Copy", "Rewording", "Wishes", "source_range"]

Check = Callable[[Document], DocumentReport]
"""Checks a document that has been read."""


_MARGINS = (SegmentKind.HEADER, SegmentKind.FOOTER, SegmentKind.FOOTNOTE)


class CannotCopy(StrengthlintError):  # noqa: N818 - says what happened
    """A file of which no copy can be made; one plain sentence on why, and what to do."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of a document that somebody put in their own words.

    Attributes:
        span: The words; not none.
        text: What is to stand there, or "".
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a copy is to hold.

    Attributes:
        level: The lowest level that gets a remark.
        quoted: Whether what stands in somebody's own words, a mention or a name gets one too.
        suggest: Whether wording that fits in place is written as a tracked change.
        when: The time that remarks bear.
        rewordings: Gives what somebody put in their own words, once the document was checked; none of
            them overlap. They are written as tracked changes, or left to `Copy.left_out`.
    """

    level: Level = Level.REFLECT
    quoted: bool = False
    suggest: bool = False
    when: datetime = field(default_factory=datetime.now)
    rewordings: Callable[[], Sequence[Rewording]] = tuple

    def wants(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic gets a remark in the copy."""
        has_place = diagnostic.span is not None or diagnostic.of_whole
        if not has_place or diagnostic.level < self.level:
            return False
        if diagnostic.standing is Standing.OPEN:
            return True
        return self.quoted and diagnostic.standing is Standing.QUOTED


def source_range(diagnostic: Diagnostic, document: Document) -> tuple[int, int]:
    """Where in the source a remark stands: its words, or the head of a document for all of it.

    Returns:
        A half-open range; (0, 0) where there is none.
    """
    if diagnostic.span is not None:
        return document.source_range(diagnostic.span)
    if diagnostic.of_whole:
        for segment in document.prose():
            if segment.kind not in _MARGINS:
                return segment.offsets.source(0, len(segment.text))
    return 0, 0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without our remarks.

    Attributes:
        data: The file; the very bytes that came in where nothing of ours was in it.
        removed: How many remarks and changes were taken out.
        kept: How many of ours stay, since somebody answered them or marked them as done.
    """

    data: bytes
    removed: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """A reviewed copy.

    Attributes:
        data: The bytes of the copy.
        report: What the check of the document gave.
        remarks: How many remarks are in the copy.
        changes: How many tracked changes, rewordings left out.
        reworded: How many rewordings are in the copy.
        left_out: The rewordings that are not.
        notes: What a person should know about the copy, one sentence each.
    """

    data: bytes
    report: DocumentReport
    remarks: int = 0
    changes: int = 0
    notes: tuple[str, ...] = ()
    reworded: int = 0
    left_out: tuple[Rewording, ...] = ()
