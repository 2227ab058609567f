"""All that a report has to say, one thing at a time, for the forms that machines read.

A remark, a file that was not read, a gap, a line that was not understood, a type of file that is
passed over, a run that was broken off: each is an item, so no form can leave one of them out and
show a clean result. Under `--statistics` an item counts the places of a rule in a document and
holds none of its words. Not a reporter itself.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from strengthlint.diagnostic import Diagnostic, Level, SuggestionKind
from strengthlint.document import Location
from strengthlint.report import DocumentReport, Results
from strengthlint.reporters import View
from strengthlint.reporters.places import has_lines, place
from strengthlint.reporters.remarks import remark

__all__ = [
    "Item",
    "Severity",
    "counted",
    "items",
    "of_document",
    "of_run",
    "on_reading",
    "places_counted",
    "swaps",
]


class Severity(str, Enum):
    """How much an item matters; the three that other formats have too."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SEVERITIES = {
    Level.RETHINK: Severity.ERROR,
    Level.REFLECT: Severity.WARNING,
    Level.NOTE: Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to say.

    Attributes:
        path: The document; None where the whole run is meant.
        code: The rule, or what happened: "not-read", "read-in-part", "told", "interrupted".
        name: The name of the rule, or "".
        title: All of that as people would read it.
        severity: How much it matters.
        message: A paragraph; begins with the place where the document has no lines.
        fails: Whether the exit code says so too.
        kind: For a file that was not read, why, from the closed list in JSON; else "".
        location: The lines, where an editor shows them; else None.
        fingerprint: Stays the same while the sentence does; unlike another in its document.
        swaps: What can be written in the place of the words as they stand, best first.
    """

    path: str | None
    code: str
    title: str
    severity: Severity
    message: str
    name: str = ""
    fails: bool = False
    kind: str = ""
    location: Location | None = None
    fingerprint: str = ""
    swaps: tuple[str, ...] = ()


def items(results: Results, view: View) -> Iterator[Item]:
    """Everything to say about a run, a document at a time."""
    for document in results.each():
        yield from of_document(results, document, view)
    yield from of_run(results)


def of_document(results: Results, document: DocumentReport, view: View) -> Iterator[Item]:
    """What there is to say about one document: first how it was read, then what stands in it."""
    yield from on_reading(results, document)
    if view.statistics:
        yield from _counts(results, document)
        return
    fail_on = results.levels(document).fail_on
    seen: Counter[str] = Counter()
    for diagnostic in results.shown(document):
        seen[diagnostic.fingerprint] += 1
        yield Item(
            document.path,
            diagnostic.code,
            f"{diagnostic.code} {diagnostic.name}",
            _SEVERITIES[diagnostic.level],
            _message(document, diagnostic),
            name=diagnostic.name,
            fails=fail_on is not None and diagnostic.level >= fail_on,
            location=diagnostic.location if has_lines(document.path, diagnostic.location) else None,
            fingerprint=_hash(diagnostic.fingerprint, str(seen[diagnostic.fingerprint])),
            swaps=swaps(diagnostic),
        )


def on_reading(results: Results, document: DocumentReport) -> Iterator[Item]:
    """How a document was read, where that is worth a word."""
    error = document.error
    if error is not None:
        yield Item(
            document.path, "not-read", "Not read", Severity.ERROR, error.message,
            fails=True, kind=error.kind.value, fingerprint=_hash("not-read"),
        )  # fmt: skip
    is_cut = document.cut_short and not results.allow_gaps
    for gap in document.gaps:
        yield Item(
            document.path, "read-in-part", "Read in part",
            Severity.ERROR if is_cut else Severity.WARNING, gap,
            fails=is_cut, fingerprint=_hash("read-in-part", gap),
        )  # fmt: skip
    for notice in document.notices:
        yield Item(
            document.path, "told", "A line for strengthlint", Severity.NOTE, notice,
            fingerprint=_hash("told", notice),
        )  # fmt: skip


def of_run(results: Results) -> Iterator[Item]:
    """What is true of a run as a whole; known when its last document is there."""
    for unread in results.not_read:
        yield Item(
            None, "not-read", "Not read", Severity.NOTE, unread.message,
            fingerprint=_hash("not-read", unread.suffix),
        )  # fmt: skip
    if results.unchecked:
        were = "document was" if results.unchecked == 1 else "documents were"
        yield Item(
            None, "interrupted", "Interrupted", Severity.ERROR,
            f"The run was broken off; {results.unchecked} {were} not checked.",
            fails=True, fingerprint=_hash("interrupted"),
        )  # fmt: skip


def swaps(diagnostic: Diagnostic) -> tuple[str, ...]:
    """What can be written in the place of the matched words as they stand, best first."""
    if not diagnostic.location.is_verbatim:
        return ()
    return tuple(
        suggestion.text
        for suggestion in diagnostic.suggestions
        if suggestion.kind is SuggestionKind.SWAP
    )


def counted(results: Results, document: DocumentReport) -> list[tuple[tuple[str, str, Level], int]]:
    """How often each rule speaks in a document among what is shown: code, name and level."""
    counts = Counter((each.code, each.name, each.level) for each in results.shown(document))
    return sorted(counts.items(), key=lambda count: (-count[1], count[0][0], -count[0][2].rank))


def places_counted(count: int) -> str:
    """How often a rule speaks in a document, as a sentence."""
    return f"{count} place in this document." if count == 1 else f"{count} places in this document."


def _counts(results: Results, document: DocumentReport) -> Iterator[Item]:
    fail_on = results.levels(document).fail_on
    for (code, name, level), count in counted(results, document):
        yield Item(
            document.path, code, f"{code} {name}", _SEVERITIES[level], places_counted(count),
            name=name, fails=fail_on is not None and level >= fail_on,
            fingerprint=_hash(code, level.value),
        )  # fmt: skip


def _message(document: DocumentReport, diagnostic: Diagnostic) -> str:
    message = remark(diagnostic)
    if has_lines(document.path, diagnostic.location):
        return message
    where = place(document.path, diagnostic.location)
    return f"{where[0].upper()}{where[1:]}: {message}"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
