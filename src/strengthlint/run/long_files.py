"""Long PDF files, whose pages are laid out by several workers and joined by one.

To lay out its pages is most of the work on a PDF, and a page knows nothing of the others. What joins
them sees all lines of the document, so that it is judged as a whole, as if one had read it. Where
anything is out of the ordinary (a damaged page, a limit, a file that changes meanwhile) one worker
reads it all, so that what is told is the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from strengthlint import limits
from strengthlint.errors import UnreadableDocument
from strengthlint.opening import read_bytes
from strengthlint.report import DocumentReport
from strengthlint.run.discovery import Found
from strengthlint.run.workers import lost_document

if TYPE_CHECKING:
    from strengthlint.readers.pdf import Layout
    from strengthlint.run.checking import Checker

__all__ = ["Answer", "LongFile", "Part", "Reading", "Work", "lost", "parts_of"]

_SMALLEST = 100_000
"""Bytes below which nobody looks how many pages there are."""
_FEWEST = 40
"""Pages from which on it pays to read a file in parts."""
_LEAST = 20
"""Pages of a part: each opens the file and its fonts anew."""
_EACH = 2
"""Parts for each worker, since some pages take longer than others."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some pages of a file, and their layout once that is there.

    Attributes:
        found: The file.
        first: The first page, from 0.
        stop: The page after the last; None for all that are left.
        digest: Of the bytes that were read.
        layout: The pages; None before, and where they have to be read with the others.
    """

    found: Found
    first: int
    stop: int | None
    digest: bytes = b""
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """All pages of a file, laid out."""

    found: Found
    digest: bytes
    layouts: tuple[Layout, ...]


Work = Found | Part | _Parts
Answer = DocumentReport | Part


class LongFile:
    """A file that is read in parts, of which one after the other comes back.

    Args:
        parts: All of them, in order.
    """

    def __init__(self, parts: list[Part]) -> None:
        self._parts: dict[int, Part] = {}
        self._count = len(parts)
        self._found = parts[0].found

    @property
    def share(self) -> float:
        """How much of the work on the file each part is; as much is left when all are there."""
        return 1 / (self._count + 1)

    @property
    def done(self) -> float:
        """How much of the work on the file the parts are that came back."""
        return len(self._parts) * self.share

    def take(self, part: Part) -> Work | None:
        """Take a part that came back; what is to be done when it was the last one."""
        self._parts[part.first] = part
        if len(self._parts) < self._count:
            return None
        parts = [self._parts[first] for first in sorted(self._parts)]
        layouts = tuple(each.layout for each in parts if each.layout is not None)
        digests = {each.digest for each in parts}
        if len(layouts) < len(parts) or len(digests) > 1:
            return self._found
        return _Parts(self._found, digests.pop(), layouts)


class Reading:
    """What a worker does with each piece of work."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def __call__(self, work: Work) -> Answer:
        """The report on a file, or the layout of some pages of one."""
        if isinstance(work, Found):
            return self._checker(work)
        return _laid_out(work) if isinstance(work, Part) else self._joined(work)

    def _joined(self, work: _Parts) -> DocumentReport:
        from strengthlint.readers import pdf

        found = work.found
        path = str(found.path)
        try:
            data = read_bytes(found.path)
        except UnreadableDocument:
            return self._checker(found)
        if hashlib.sha256(data).digest() != work.digest:
            return self._checker(found)
        return self._checker.check_bytes(
            path, data, found.settings, lambda: pdf.joined(path, data, work.layouts)
        )


def _laid_out(part: Part) -> Part:
    from strengthlint.readers import pdf

    try:
        data = read_bytes(part.found.path)
        layout = limits.within(lambda: pdf.lay_out(data, part.first, part.stop))
    except Exception:
        # Whatever it is: who reads the file as a whole tells it.
        return part
    return replace(part, digest=hashlib.sha256(data).digest(), layout=layout)


def parts_of(found: Found, jobs: int) -> list[Part]:
    """The parts in which a file is to be read; none where that does not pay."""
    if found.path.suffix.lower() != ".pdf":
        return []
    try:
        if found.path.stat().st_size < _SMALLEST:
            return []
        data = read_bytes(found.path)
        from strengthlint.readers import pdf

        pages = limits.within(lambda: pdf.page_count(data))
    except (OSError, UnreadableDocument):
        return []
    if pages < _FEWEST:
        return []
    count = min(_EACH * jobs, pages // _LEAST)
    edges = [pages * number // count for number in range(count)]
    return [Part(found, first, stop) for first, stop in zip(edges, [*edges[1:], None], strict=True)]


def lost(work: Work, how: str) -> Answer:
    """What stands for work whose worker died or kept silent."""
    if isinstance(work, Found):
        return lost_document(work, how)
    return work if isinstance(work, Part) else lost_document(work.found, how)
