"""The report as a colleague would go through it: the sentence, a reason, a question, other words.

Structure is plain ASCII and indentation, since a terminal may know no other characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strengthlint.diagnostic import Diagnostic, Excerpt, Level, Standing
from strengthlint.figures import Figures
from strengthlint.report import DocumentReport, Results
from strengthlint.reporters import View
from strengthlint.reporters.listing import listed, summary_lines
from strengthlint.reporters.places import place, printable
from strengthlint.reporters.remarks import standing_reason, suggestion_wording
from strengthlint.reporters.tables import tables
from strengthlint.reporters.wholes import AS_A_WHOLE, also, counted_lines, further, see
from strengthlint.underlining import carets, wrapped

__all__ = ["stream"]


_INDENT = "  "
_SENTENCE_INDENT = " " * 6
_CUT = "..."
_MOST_SENTENCE_LINES = 3
_MOST_SUGGESTIONS = 3
_NARROWEST = 40

# Red would say that somebody did something bad.
_COLORS = {Level.RETHINK: "magenta", Level.REFLECT: "cyan", Level.NOTE: "bright_blue"}

_Line = list[tuple[str, str]]
"""A line of output as stretches of text, each with the name of its style or ""."""


def stream(report: Results, view: View) -> Iterator[str]:
    """The report for reading in a terminal, a document at a time."""
    write = _colored if view.color else _plain
    is_first = True
    for block in filter(None, _blocks(report, view)):
        yield "".join(f"{write(line)}\n" for line in (block if is_first else [[], *block]))
        is_first = False


def _blocks(report: Results, view: View) -> Iterator[list[_Line]]:
    figures = Figures()
    for document in report.each():
        figures.add(report, document)
        yield _document(report, document, view)
    if view.statistics:
        for table in tables(report, figures, _width(view)):
            yield [[(row, "")] for row in table]
    if not view.quiet:
        summary = summary_lines(report, view)
        yield [line for text in summary for line in _paragraph(text, _width(view), "")]


def _document(report: Results, document: DocumentReport, view: View) -> list[_Line]:
    """Everything to say about one document; empty where there is nothing."""
    on_reading = [f"Read in part: {gap}" for gap in document.gaps]
    if document.error is not None:
        on_reading.append(f"Not read: {document.error.message}")
    on_reading += document.notices
    blocks = [[line for text in on_reading for line in _paragraph(text, _width(view))]]
    if not view.statistics:
        for diagnostic in listed(report, document, view):
            blocks.append(list(_diagnostic(document, diagnostic, view)))
        blocks += [list(block) for block in _as_a_whole(report, document, view)]
    lines = _with_space_between(blocks)
    return [[(printable(document.path), "bold")], *lines] if lines else []


def _as_a_whole(report: Results, document: DocumentReport, view: View) -> Iterator[Iterable[_Line]]:
    """What is there already, beside what is asked; and all that was counted, where that is wanted."""
    summary, width = document.summary, _width(view)
    shown = [diagnostic for diagnostic in listed(report, document, view) if diagnostic.of_whole]
    if summary is None:
        if view.summary and document.error is None:
            text = "Not counted as a whole: short, or not about one person."
            yield _paragraph(text, width, style="dim")
        return
    if summary.already_there and (shown or view.summary):
        yield [
            [(f"{_INDENT}Already there", "bold")],
            *(line for text in summary.already_there for line in _item(text, width)),
        ]
    if view.summary:
        more = [each for each in further(document) if each not in shown]
        if more:
            yield [
                [(f"{_INDENT}Also counted", "bold")],
                *(line for each in more for line in _item(also(each), width)),
            ]
        yield [[(f"{_INDENT}Counted in {summary.sentences} sentences", "bold")]]
        for head, sentences in counted_lines(document):
            yield [
                *_paragraph(head, width),
                *(line for text in sentences for line in _item(text, width)),
            ]


def _item(text: str, width: int) -> Iterator[_Line]:
    indent = f"{_INDENT}  "
    for number, line in enumerate(_paragraph(text, width, indent)):
        yield [(f"{_INDENT}- ", ""), *line[1:]] if number == 0 else line


def _diagnostic(document: DocumentReport, diagnostic: Diagnostic, view: View) -> Iterator[_Line]:
    width = _width(view)
    is_open = diagnostic.standing is Standing.OPEN
    yield from _heading(document, diagnostic, width)
    if diagnostic.location.trail and not diagnostic.of_whole:
        yield from _paragraph(f"under {' > '.join(diagnostic.location.trail)}", width, style="dim")
    if diagnostic.excerpt.text:
        yield from _sentence(diagnostic, width, view.color)
    if not is_open:
        yield from _paragraph(f"Left as it is: {standing_reason(diagnostic)}.", width)
        return
    yield from _paragraph(diagnostic.message, width)
    if diagnostic.reason:
        yield from _paragraph(f"Softer here: {standing_reason(diagnostic)}.", width)
    if view.verbose and diagnostic.grounds:
        yield from _paragraph(f"Counted as said of a person: {diagnostic.grounds}.", width)
    if diagnostic.ask:
        yield from _paragraph(diagnostic.ask, width, style="italic")
    yield from _paragraph(see(document.path, diagnostic), width, style="dim")
    yield from _suggestions(diagnostic, width)


def _heading(document: DocumentReport, diagnostic: Diagnostic, width: int) -> Iterator[_Line]:
    """Where, how sure, and which rule; what one line is too narrow for goes on the next."""
    level, style = diagnostic.level.value, f"bold {_COLORS[diagnostic.level]}"
    if diagnostic.standing is not Standing.OPEN:
        level, style = f"{level}, {diagnostic.standing.value}", "dim"
    where = AS_A_WHOLE if diagnostic.of_whole else place(document.path, diagnostic.location)
    *before, line = _paragraph(where, width, style="bold")
    yield from before
    about: list[_Line] = [
        [(_INDENT, ""), (level, style)],
        [(f"{_INDENT}{diagnostic.code} {diagnostic.name}", "")],
    ]
    for part in about:
        if len(_plain(line + part)) > width:
            yield line
            line = part
        else:
            line = line + part
    yield line


def _sentence(diagnostic: Diagnostic, width: int, color: bool) -> Iterator[_Line]:
    """The sentence with the matched words marked; of a long one the lines around them."""
    excerpt = _printable_excerpt(diagnostic.excerpt)
    text, mark = excerpt.text, (excerpt.start, excerpt.end)
    lines = wrapped(text, width - len(_SENTENCE_INDENT) - len(f" {_CUT}"))
    first, last = _window(lines, mark)
    is_open = diagnostic.standing is Standing.OPEN
    style = f"bold underline {_COLORS[diagnostic.level]}" if is_open else "underline"
    for number in range(first, last):
        start, end = lines[number]
        cut_before = number == first and first > 0
        cut_after = f" {_CUT}" if number == last - 1 and last < len(lines) else ""
        gutter = f"{_CUT} ".rjust(len(_SENTENCE_INDENT)) if cut_before else _SENTENCE_INDENT
        marked = (min(max(mark[0], start), end), max(min(mark[1], end), start))
        yield [
            (gutter, ""),
            (text[start : marked[0]], ""),
            (text[marked[0] : marked[1]], style),
            (f"{text[max(marked) : end]}{cut_after}", ""),
        ]
        underline = "" if color else carets(text, (start, end), [mark])
        if underline:
            yield [(_SENTENCE_INDENT + underline, "")]


def _window(lines: list[tuple[int, int]], mark: tuple[int, int]) -> tuple[int, int]:
    """Which lines of a sentence to show: all of a short one, else those around the mark."""
    if len(lines) <= _MOST_SENTENCE_LINES:
        return 0, len(lines)
    marked = next(number for number, (_, end) in enumerate(lines) if end > mark[0])
    first = min(max(0, marked - 1), len(lines) - _MOST_SENTENCE_LINES)
    return first, first + _MOST_SENTENCE_LINES


def _printable_excerpt(excerpt: Excerpt) -> Excerpt:
    before = printable(excerpt.text[: excerpt.start])
    matched = printable(excerpt.text[excerpt.start : excerpt.end])
    after = printable(excerpt.text[excerpt.end :])
    return Excerpt(before + matched + after, len(before), len(before) + len(matched))


def _suggestions(diagnostic: Diagnostic, width: int) -> Iterator[_Line]:
    lead = f"{_INDENT}Consider: "
    indent = " " * len(lead)
    for number, suggestion in enumerate(diagnostic.suggestions[:_MOST_SUGGESTIONS]):
        lines = list(_paragraph(suggestion_wording(suggestion), width, indent))
        if number == 0:
            lines[0][0] = (lead, "")
        yield from lines
    more = len(diagnostic.suggestions) - _MOST_SUGGESTIONS
    if more > 0:
        yield [(indent, ""), (f"and {more} more: strengthlint explain {diagnostic.code}", "dim")]


def _paragraph(text: str, width: int, indent: str = _INDENT, style: str = "") -> Iterator[_Line]:
    text = printable(text)
    for start, end in wrapped(text, width - len(indent)):
        yield [(indent, ""), (text[start:end], style)]


def _with_space_between(blocks: Iterable[list[_Line]]) -> list[_Line]:
    lines: list[_Line] = []
    for block in filter(None, blocks):
        lines += [[], *block] if lines else block
    return lines


def _width(view: View) -> int:
    return max(view.width, _NARROWEST)


def _plain(line: _Line) -> str:
    return "".join(text for text, _ in line)


def _colored(line: _Line) -> str:
    # Only a terminal with colour pays for the import. Styles render themselves here, since a
    # console would look at the environment, where the view has already decided.
    from rich.color import ColorSystem
    from rich.style import Style

    return "".join(
        Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text
        for text, style in line
    )
