"""What a document says as a whole, in running text; not a reporter itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.report import Counted, DocumentReport
from strengthlint.reporters.places import place

__all__ = ["AS_A_WHOLE", "also", "counted_lines", "further", "see"]

AS_A_WHOLE = "The document as a whole"

_CALLED = {
    "acting": "The person does or decides something",
    "done-to": "Something is done to the person",
    "own-words": "The person’s own words",
    "strength": "What the person can do or gives",
    "hope": "What matters to the person",
    "around": "Family, friends, neighbours who are there",
    "difficulty": "What is hard",
    "risk": "What could go wrong",
    "helps": "What helps, or when a risk is lower",
    "promise": "What a service will do",
    "demand": "What the person is to do",
    "blame": "Put down to the person",
    "failing": "What a service or the system did not do",
}


def see(path: str, diagnostic: Diagnostic) -> str:
    """Where to look, as a sentence; "" where no places are named."""
    # Two sentences on one line are one place.
    places = list(dict.fromkeys(place(path, each) for each in diagnostic.places))
    return f"For instance {_joined(places)}." if places else ""


def further(document: DocumentReport) -> list[Diagnostic]:
    """What might be asked of a document beyond the questions that it is asked."""
    return [
        each
        for each in document.diagnostics
        if each.of_whole and each.standing is Standing.OPEN and each.level is Level.NOTE
    ]


def also(diagnostic: Diagnostic) -> str:
    """A question that is not among those that are asked, in one line."""
    return f"{diagnostic.message} {diagnostic.ask} ({diagnostic.code} {diagnostic.name})"


def counted_lines(document: DocumentReport) -> Iterator[tuple[str, list[str]]]:
    """What was counted: for each thing a line with the number, and a line for each sentence.

    A sentence is left out where the report does not hold it.
    """
    if document.summary is None:
        return
    for counted in document.summary.counts:
        name = _CALLED.get(counted.what, counted.what)
        yield (
            f"{name} ({counted.what}): {len(counted.sentences)}",
            list(_sentences(document, counted)),
        )


def _sentences(document: DocumentReport, counted: Counted) -> Iterator[str]:
    for sentence in counted.sentences:
        where = place(document.path, sentence.location)
        shown = f" [{sentence.shown_by}]" if sentence.shown_by else ""
        yield f"{where}: {sentence.text}{shown}" if sentence.text else where


def _joined(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
