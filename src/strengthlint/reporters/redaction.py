"""What others may see: the place, the matched words and what to consider, nothing around them.

Reports for others are written of documents from which all else was taken out before, so that no
reporter can tell what it was not given. Not a reporter itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from strengthlint.diagnostic import Diagnostic, Excerpt, Standing, Suggestion
from strengthlint.document import Cell, Landmark
from strengthlint.report import (
    Counted,
    CountedSentence,
    DocumentReport,
    DocumentSummary,
    Report,
    Results,
    Tally,
)

__all__ = ["Redacted", "reason_for_others"]

# What Word prints before a paragraph may hold words of the document ("Goal for Kev 3").
_NUMBER = re.compile(
    r"[\W_]*(?:\d+|[ivxlcdm]+|[a-z])(?:[\W_]+(?:\d+|[ivxlcdm]+|[a-z]))*[\W_]*", re.I
)
# In a notice quotation marks hold what was taken from the document; these are words of our own.
_TAKEN_FROM_THE_DOCUMENT = re.compile(r"“(?!(?:because|strengthlint [a-z ]+)”)[^”]*”")


class Redacted(Results):
    """Results as others may see them.

    Args:
        results: All that a run gave or goes on to give.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self.lexicon = results.lexicon
        self.show, self.fail_on = results.show, results.fail_on
        self.levels_differ = results.levels_differ
        self.not_read = results.not_read
        self.allow_gaps = results.allow_gaps

    @property
    def tally(self) -> Tally:
        """Counts over the documents."""
        return self._results.tally

    @property
    def unchecked(self) -> int:
        """How many documents were not come to, since the run was interrupted."""
        return self._results.unchecked

    def each(self) -> Iterator[DocumentReport]:
        """The documents in order, redacted."""
        return map(_document, self._results.each())

    def finished(self) -> Report:
        """All of it, redacted."""
        report = self._results.finished()
        return replace(report, documents=tuple(map(_document, report.documents)))


def _document(document: DocumentReport) -> DocumentReport:
    return replace(
        document,
        diagnostics=tuple(map(_diagnostic, document.diagnostics)),
        document=None,
        summary=document.summary and _summary(document.summary),
        notices=tuple(_TAKEN_FROM_THE_DOCUMENT.sub("“…”", notice) for notice in document.notices),
        attached=(),
    )


def _summary(summary: DocumentSummary) -> DocumentSummary:
    """The figures, and where they stand, without the sentences."""
    counts = tuple(
        Counted(
            each.what,
            tuple(
                CountedSentence("", "", replace(at, trail=(), landmark=_landmark(at.landmark)))
                for at in (sentence.location for sentence in each.sentences)
            ),
        )
        for each in summary.counts
    )
    return replace(summary, counts=counts, already_there=summary.neutral)


def _diagnostic(diagnostic: Diagnostic) -> Diagnostic:
    location = diagnostic.location
    return replace(
        diagnostic,
        message=diagnostic.neutral or diagnostic.message,
        ask=diagnostic.neutral_ask or diagnostic.ask,
        neutral="",
        neutral_ask="",
        places=tuple(
            replace(each, trail=(), landmark=_landmark(each.landmark)) for each in diagnostic.places
        ),
        reason=reason_for_others(diagnostic),
        grounds="",
        suggestions=tuple(map(_suggestion, diagnostic.suggestions)),
        location=replace(location, trail=(), landmark=_landmark(location.landmark)),
        excerpt=Excerpt(diagnostic.matched, 0, len(diagnostic.matched)),
    )


def reason_for_others(diagnostic: Diagnostic) -> str:
    """The reason of a standing without what stands around the words.

    A writer gives a reason in words of their own; others may end in the name that the match is
    part of, in brackets.
    """
    return "" if diagnostic.standing is Standing.SUPPRESSED else diagnostic.reason.split(" (")[0]


def _suggestion(suggestion: Suggestion) -> Suggestion:
    return replace(suggestion, text=suggestion.neutral or suggestion.text, neutral="")


def _landmark(landmark: Landmark | None) -> Landmark | None:
    if landmark is None:
        return None
    return replace(
        landmark,
        number=_number(landmark.number),
        list_number=_number(landmark.list_number),
        cell=_cell(landmark.cell),
    )


def _cell(cell: Cell | None) -> Cell | None:
    if cell is None:
        return None
    return replace(cell, column_heading="", row_heading="", outer=_cell(cell.outer))


def _number(printed: str) -> str:
    return printed if _NUMBER.fullmatch(printed) else ""
