"""What was found, as an editor shows it: a line under words, a list of problems, a card beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsprotocol import types

from strengthlint.diagnostic import Diagnostic, Level, SuggestionKind
from strengthlint.directives import directives
from strengthlint.errors import Problem
from strengthlint.lexicon import Lexicon
from strengthlint.lsp.sheet import Checked
from strengthlint.reporters.wholes import AS_A_WHOLE
from strengthlint.review.remarks import remark_on

__all__ = ["SOURCE", "UNSAID", "card", "diagnostics", "of_problem"]

SOURCE = "strengthlint"

UNSAID = "…"
"""Stands for a reason that is still to be given."""

_MOST_SOURCES = 3

_SEVERITIES = {
    Level.RETHINK: types.DiagnosticSeverity.Warning,
    Level.REFLECT: types.DiagnosticSeverity.Information,
    Level.NOTE: types.DiagnosticSeverity.Hint,
}
_LINE = re.compile(r"Line (\d+) ")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def diagnostics(
    checked: Checked, page: Callable[[str], str | None] = lambda _: None, uri: str = ""
) -> Iterator[types.Diagnostic]:
    """All that there is to say about a document.

    Args:
        checked: What its check gave.
        uri: The address of the document, for places in it that are named.
        page: Gives the address of a rule's page by its code, or None.
    """
    report = checked.report
    if report is None:
        return
    if report.error is not None:
        yield _told(checked, 0, report.error.message, "not-read")
    for gap in report.gaps:
        yield _told(checked, 0, gap, "read-in-part")
    for notice in report.notices:
        place = _LINE.match(notice)
        yield _told(checked, int(place[1]) - 1 if place else 0, notice, "told")
    yield from _unsaid(checked)
    for item, start, end in checked.remarks:
        address = page(item.code)
        yield types.Diagnostic(
            range=checked.lines.range(start, end),
            message=_message(item),
            severity=_SEVERITIES[item.level],
            code=item.code,
            code_description=types.CodeDescription(address) if address else None,
            source=SOURCE,
            related_information=list(_places(checked, item, uri)) or None,
        )


def of_problem(problem: Problem) -> types.Diagnostic:
    """What is wrong in a settings file or a lexicon."""
    line = max(0, problem.line - 1)
    head = f"{problem.entry}: " if problem.entry else ""
    return types.Diagnostic(
        range=types.Range(types.Position(line, 0), types.Position(line + 1, 0)),
        message=f"{head}{problem.message} {problem.hint}".strip(),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )


def card(item: Diagnostic, lexicon: Lexicon, *, is_markdown: bool) -> str:
    """A remark to read beside the words: the question, the reason, other words, who says so."""
    written = _escaped if is_markdown else str
    remark = remark_on(item)
    question = written(remark.question)
    parts = [f"**{question}**" if is_markdown else question, written(remark.reason)]
    if item.suggestions:
        wordings = "\n".join(
            f"- “{written(each.text)}”"
            + (" (fits in place)" if each.kind is SuggestionKind.SWAP else "")
            for each in item.suggestions
        )
        parts.append(
            f"You could write:\n\n{wordings}" if is_markdown else f"You could write:\n{wordings}"
        )
    if item.grounds:
        parts.append(written(f"It counts here since {item.grounds}."))
    sources = list(_sources(item.code, lexicon, is_markdown=is_markdown))
    if sources:
        more = len(sources) - _MOST_SOURCES
        also = f"; and {more} more, on the page of the rule" if more > 0 else ""
        parts.append(f"Who says so: {'; '.join(sources[:_MOST_SOURCES])}{also}")
    parts.append(written(remark.rule))
    return "\n\n".join(part for part in parts if part)


def _sources(code: str, lexicon: Lexicon, *, is_markdown: bool) -> Iterator[str]:
    index = lexicon.index(code)
    for key in lexicon.entry(index).sources if index is not None else ():
        source = lexicon.sources.get(key)
        if source is None:
            continue
        title = _escaped(source.title) if is_markdown else source.title
        is_link = is_markdown and re.fullmatch(r"https?://\S+", source.url)
        yield f"[{title}](<{source.url}>)" if is_link else title


def _message(item: Diagnostic) -> str:
    """The reason and the question; other words stand in the card and among the actions."""
    about = f"{AS_A_WHOLE}. " if item.of_whole else ""
    return f"{about}{item.message} {item.ask}".strip()


def _places(
    checked: Checked, item: Diagnostic, uri: str
) -> Iterator[types.DiagnosticRelatedInformation]:
    """The sentences to look at that a remark on the whole document names."""
    document, starts = checked.document, checked.lines.starts
    if document is None or not uri:
        return
    for place in item.places:
        # They may be those of an earlier text, which was longer.
        if place.end_line <= len(starts):
            start = starts[place.line - 1] + place.column - 1
            end = max(start, starts[place.end_line - 1] + place.end_column - 1)
            where = types.Location(uri, checked.lines.range(start, end))
            text = " ".join(document.source[start:end].split())
            yield types.DiagnosticRelatedInformation(where, text)


def _told(checked: Checked, line: int, message: str, code: str) -> types.Diagnostic:
    starts = checked.lines.starts
    first = starts[min(line, len(starts) - 1)]
    after = starts[line + 1] - 1 if line + 1 < len(starts) else None
    place = checked.lines.position(first)
    end = checked.lines.position(max(first, after)) if after is not None else place
    return types.Diagnostic(
        range=types.Range(place, end if end.line == place.line else place),
        message=message,
        severity=types.DiagnosticSeverity.Information,
        code=code,
        source=SOURCE,
    )


def _unsaid(checked: Checked) -> Iterator[types.Diagnostic]:
    """Lines that set something aside and whose reason is still to be written."""
    document = checked.document
    if document is None:
        return
    for line in directives(document.segments):
        if line.words.endswith(f" because {UNSAID}"):
            start, end = line.segment.offsets.source(0, len(line.segment.text))
            yield types.Diagnostic(
                range=checked.lines.range(start, end),
                message="Say after “because” why these words stay, for those who will wonder.",
                severity=types.DiagnosticSeverity.Information,
                code="told",
                source=SOURCE,
            )


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
