"""What people are shown of a report, and the counts below it; not a reporter itself."""

from __future__ import annotations

from collections.abc import Iterator

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.report import DocumentReport, Results, Summary
from strengthlint.reporters import View

__all__ = ["counts_by_rule", "listed", "reading_lines", "summary_lines"]

_HIGHEST_FIRST = tuple(sorted(Level, reverse=True))


def listed(report: Results, document: DocumentReport, view: View) -> tuple[Diagnostic, ...]:
    """The diagnostics of a document that a person sees, in reading order."""
    if not view.verbose:
        return report.shown(document)
    return tuple(
        diagnostic
        for diagnostic in document.diagnostics
        if diagnostic.standing is not Standing.OPEN
        or diagnostic.level >= report.levels(document).show
    )


def reading_lines(document: DocumentReport) -> Iterator[str]:
    """How a document was read, where that is worth a line; these lines hold no place."""
    if document.error is not None:
        yield f"{document.path}: not read: {document.error.message}"
    for gap in document.gaps:
        yield f"{document.path}: read in part: {gap}"
    for notice in document.notices:
        yield f"{document.path}: {notice}"


def summary_lines(report: Results, view: View) -> Iterator[str]:
    """What was found, what was not shown, and which levels show and fail."""
    summary = report.summary
    if report.unchecked:
        were = "was" if report.unchecked == 1 else "were"
        yield f"Interrupted: {_documents(report.unchecked)} {were} not checked."
    if not summary.documents:
        yield "No documents to read here."
        return
    yield " ".join(filter(None, [_found(report, summary), *_not_read(report, summary)]))
    not_shown = ", ".join(_not_shown(report, summary, view))
    if not_shown:
        yield f"Not shown: {not_shown}."
    lexicon = f"Lexicon {report.lexicon.version} ({report.lexicon.digest})."
    if report.levels_differ:
        yield f"Shows and fails on what the settings of each document say. {lexicon}"
    else:
        yield f"Shows: {_from(report.show)}. Fails on: {_from(report.fail_on)}. {lexicon}"


def counts_by_rule(report: Results) -> Iterator[str]:
    """How often each rule speaks among what is shown, the most frequent first."""
    rules = report.tally.rules
    rows = [
        (str(count), code, name, level.value)
        for (code, name, level), count in sorted(
            rules.items(), key=lambda item: (-item[1], item[0][0], -item[0][2].rank)
        )
    ]
    rows += [
        (str(count), code, name, "set aside")
        for (code, name), count in sorted(
            report.tally.set_aside.items(), key=lambda item: (-item[1], item[0])
        )
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for count, code, name, level in rows:
        yield f"{count:>{widths[0]}}  {code:<{widths[1]}}  {name:<{widths[2]}}  {level}"


def _found(report: Results, summary: Summary) -> str:
    found = ", ".join(
        _level_count(level, report.tally.shown[level])
        for level in _HIGHEST_FIRST
        if report.tally.shown[level]
    )
    if found:
        return f"{found}, in {_of_documents(report.tally.touched, summary.documents)}."
    read = summary.documents - summary.unreadable
    if summary.unreadable:
        return f"Nothing to raise in the {_documents(read)} that could be read." if read else ""
    if any(summary.open.values()):
        return f"Nothing to raise at this level in {_documents(read)}."
    # Thanks are for words that are fine, not for words set aside or never seen.
    unseen = report.not_read or report.tally.in_part or report.unchecked
    if summary.suppressed or summary.baseline or unseen:
        return f"Nothing to raise in {_documents(read)}."
    them = "it" if read == 1 else "them"
    return f"Nothing to raise in {_documents(read)}. Thank you for the care in {them}."


def _not_read(report: Results, summary: Summary) -> Iterator[str]:
    if summary.unreadable:
        yield f"{_documents(summary.unreadable)} could not be read."
    if report.tally.in_part:
        yield f"{_documents(report.tally.in_part)} could be read only in part."
    for unread in report.not_read:
        yield unread.message


def _not_shown(report: Results, summary: Summary, view: View) -> Iterator[str]:
    for level in _HIGHEST_FIRST:
        hidden = summary.open[level] - report.tally.shown[level]
        if hidden:
            yield f"{_level_count(level, hidden)} (--show {level.value})"
    if view.verbose:
        return
    asking_nothing = [
        wording
        for count, wording in (
            (summary.quoted, f"{summary.quoted} in people's own words or names"),
            (summary.preferred, f"{summary.preferred} in wording that people prefer"),
            (summary.suppressed, f"{summary.suppressed} set aside"),
            (summary.baseline, f"{summary.baseline} in the baseline"),
        )
        if count
    ]
    if asking_nothing:
        yield f"{', '.join(asking_nothing)} (-v)"


def _level_count(level: Level, count: int) -> str:
    if level is Level.RETHINK:
        return f"{count} to rethink"
    if level is Level.REFLECT:
        return f"{count} to reflect on"
    return f"{count} note" if count == 1 else f"{count} notes"


def _from(level: Level | None) -> str:
    if level is None:
        return "nothing"
    return level.value if level is _HIGHEST_FIRST[0] else f"{level.value} and above"


def _documents(count: int) -> str:
    return f"{count} document" if count == 1 else f"{count} documents"


def _of_documents(part: int, total: int) -> str:
    return _documents(total) if total == 1 else f"{part} of {_documents(total)}"
