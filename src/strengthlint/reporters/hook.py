"""What a commit that stops says: one line for each place, and one explanation for each rule.

Whoever commits wants to see where, and to read a reason once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from strengthlint.diagnostic import Diagnostic
from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.listing import counts_by_rule, reading_lines, summary_lines
from strengthlint.reporters.places import printable
from strengthlint.reporters.remarks import suggestion_wording
from strengthlint.underlining import wrapped

__all__ = ["stream"]

_INDENT = "  "
_MOST_SUGGESTIONS = 3


def stream(report: Results, view: View) -> Iterator[str]:
    """The report: places as they come, then the rules behind them."""
    return (f"{printable(line)}\n" for line in _lines(report, view))


def _lines(report: Results, view: View) -> Iterator[str]:
    first: dict[str, Diagnostic] = {}
    for document in report.each():
        yield from reading_lines(document)
        for diagnostic in report.shown(document):
            first.setdefault(diagnostic.code, diagnostic)
            if not view.statistics:
                where = f"{document.path}:{diagnostic.location}"
                yield f"{where}: {diagnostic.code} {diagnostic.name} “{diagnostic.matched}”"
    if view.statistics:
        yield from counts_by_rule(report)
    else:
        for code in sorted(first):
            yield ""
            yield from _explanation(first[code], view)
    if not view.quiet:
        yield ""
        yield from summary_lines(report, replace(view, verbose=False))


def _explanation(diagnostic: Diagnostic, view: View) -> Iterator[str]:
    yield f"{diagnostic.code} {diagnostic.name} ({diagnostic.level.value})"
    yield from _paragraph(" ".join(filter(None, (diagnostic.why, diagnostic.ask))), view)
    # It is about every place of the rule, so it speaks of nobody in particular.
    wordings = [
        suggestion_wording(replace(suggestion, text=suggestion.neutral or suggestion.text))
        for suggestion in diagnostic.suggestions[:_MOST_SUGGESTIONS]
    ]
    if wordings:
        yield from _paragraph(f"Consider: {'; '.join(wordings)}.", view)


def _paragraph(text: str, view: View) -> Iterator[str]:
    for start, end in wrapped(text, max(view.width, 60) - len(_INDENT)):
        yield _INDENT + text[start:end]
