"""Wording that fits in place, written into a text or Markdown file; the facts stay the same."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strengthlint.diagnostic import Diagnostic, Level, Standing, SuggestionKind
from strengthlint.document import Document

__all__ = ["Swap", "apply", "encoded_like", "swaps_in"]

_ENCODINGS = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
    (b"", "cp1252"),
)
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Swap:
    """A place that can be rewritten.

    Attributes:
        start: First character in the source.
        end: After the last one.
        wordings: What can stand there, best first; at least one.
        diagnostic: Why.
    """

    start: int
    end: int
    wordings: tuple[str, ...]
    diagnostic: Diagnostic


def swaps_in(document: Document, diagnostics: Iterable[Diagnostic], level: Level) -> list[Swap]:
    """The places in a document that can be rewritten, in order, none within another.

    Only the writer's own words are; and only where they stand in the file as they are read, with
    no mark-up among them.
    """
    found: list[Swap] = []
    for diagnostic in diagnostics:
        swap = _swap(document, diagnostic)
        if swap is not None and diagnostic.level >= level:
            found.append(swap)
    found.sort(key=lambda swap: (swap.start, -swap.end))
    apart: list[Swap] = []
    for swap in found:
        if not apart or swap.start >= apart[-1].end:
            apart.append(swap)
    return apart


def _swap(document: Document, diagnostic: Diagnostic) -> Swap | None:
    if diagnostic.standing is not Standing.OPEN or diagnostic.span is None:
        return None
    wordings = [
        suggestion.text
        for suggestion in diagnostic.suggestions
        if suggestion.kind is SuggestionKind.SWAP
    ]
    start, end = document.source_range(diagnostic.span)
    written = document.source[start:end]
    if not wordings or " ".join(written.split()) != diagnostic.matched:
        return None
    return Swap(
        start,
        end,
        tuple(_as_written(text, written, document.source) for text in wordings),
        diagnostic,
    )


def _as_written(wording: str, written: str, source: str) -> str:
    """Wording with the apostrophes of the text, and a line break where the words had one."""
    if "’" not in source and "'" in source:
        wording = wording.replace("’", "'")
    line_break = _LINE_BREAK.search(written)
    return wording.replace(" ", line_break[0], 1) if line_break else wording


def apply(source: str, chosen: Sequence[tuple[Swap, str]]) -> str:
    """The source with what was chosen for each place; the places in order and apart."""
    parts: list[str] = []
    position = 0
    for swap, wording in chosen:
        parts += [source[position : swap.start], wording]
        position = swap.end
    return "".join((*parts, source[position:]))


def encoded_like(data: bytes, source: str, changed: str) -> bytes | None:
    """A changed text in the encoding of its file; None where that cannot hold it.

    Args:
        data: The file.
        source: What was read from it.
        changed: What is to be written.
    """
    for mark, encoding in _ENCODINGS:
        try:
            if mark + source.encode(encoding) == data:
                return mark + changed.encode(encoding)
        except UnicodeEncodeError:
            continue
    return None
