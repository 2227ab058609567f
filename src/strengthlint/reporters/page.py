"""What every page has around it: one file that fetches nothing and runs nothing; not a reporter itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from strengthlint.diagnostic import Level
from strengthlint.reporters.places import printable

__all__ = [
    "GENERATOR",
    "LEVEL_MEANINGS",
    "Section",
    "closed",
    "colours",
    "figures_page",
    "items",
    "level_mark",
    "opened",
    "table",
    "written",
]

GENERATOR = '<meta name="generator" content="strengthlint">'
"""By this a page of ours is known again; it is a report, and no document to check."""

LEVEL_MEANINGS = {
    Level.RETHINK: "Widely agreed guidance offers better words.",
    Level.REFLECT: "It depends on the setting, or on what is meant.",
    Level.NOTE: "A choice, or people differ.",
}
"""What a level says, the highest first."""


Section = tuple[str, str, list[str]]
"""The anchor of a part of a page, its heading as it stands in HTML, and its lines."""


def figures_page(
    title: str,
    told: Iterable[str],
    key_figures: Iterable[str],
    sections: Sequence[Section],
    foot: str,
    lead: str = "",
) -> Iterator[str]:
    """A whole page of figures: what it is about, the key figures, its parts with a way to each, a last word.

    Args:
        title: As it is said, as are the sentences of `told`.
        told: What the figures are of, a sentence each.
        key_figures: Lines of HTML.
        sections: Its parts; those without a line are left out.
        foot: What is said below, as it stands in HTML.
        lead: What is said before the parts, as it stands in HTML.
    """
    sections = [each for each in sections if each[2]]
    heading = written(title)
    yield from opened(heading, ("#figures", "Go to the figures"), "html.css", "overview.css")
    yield "<header>"
    yield f"<h1>{heading}</h1>"
    for line in told:
        yield f'<p class="summary">{written(line)}</p>'
    yield from key_figures
    yield "</header>"
    if sections:
        yield '<nav aria-label="On this page"><ul>'
        for anchor, name, _ in sections:
            yield f'<li><a href="#{anchor}">{name}</a></li>'
        yield "</ul></nav>"
    yield '<main id="figures" tabindex="-1">'
    if lead:
        yield f"<p>{lead}</p>"
    for anchor, name, lines in sections:
        yield f'<section id="{anchor}" aria-labelledby="{anchor}-heading">'
        yield f'<h2 id="{anchor}-heading">{name}</h2>'
        yield from lines
        yield "</section>"
    yield "</main>"
    yield "<footer>"
    yield f"<p>{foot}</p>"
    yield "</footer>"
    yield from closed()


def opened(title: str, skip: tuple[str, str], *styles: str) -> Iterator[str]:
    """All that stands before the content of a page.

    Args:
        title: As it stands in HTML.
        skip: Where the first link leads, and what it says.
        styles: Style sheets beside this module; the colours come first.
    """
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield GENERATOR
    # Nothing is fetched, whatever a text that was read may hold.
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{title} – strengthlint</title>"
    css = "".join(_sheet(name) for name in styles)
    yield f"<style>\n{colours()}\n{css}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<a class="skip" href="{skip[0]}">{skip[1]}</a>'


def colours() -> str:
    """The style sheet that names the colours of every page of ours."""
    return _sheet("colours.css")


def _sheet(name: str) -> str:
    return files("strengthlint.reporters").joinpath(name).read_text(encoding="utf-8")


def closed() -> Iterator[str]:
    """All that stands behind it."""
    yield "</body>"
    yield "</html>"


def written(text: str) -> str:
    """Text as it stands in HTML."""
    return escape(printable(text))


def items(values: Iterable[str]) -> str:
    """The items of a list, each as it stands in HTML."""
    return "".join(f"<li>{value}</li>" for value in values)


def level_mark(level: Level) -> str:
    """The name of a level, marked as everywhere."""
    return f'<span class="level {level.value}">{level.value.capitalize()}</span>'


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int = 1
) -> Iterator[str]:
    """A table; its first columns are text, the others numbers. It scrolls where it is too wide."""
    yield f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0"><table>'
    yield f"<caption>{caption}</caption>"
    heads = (
        f'<th scope="col"{"" if number < texts else _NUMBER}>{name}</th>'
        for number, name in enumerate(head)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for first, *rest in rows:
        cells = (
            f"<td{'' if number < texts else _NUMBER}>{cell}</td>"
            for number, cell in enumerate(rest, 1)
        )
        yield f'<tr><th scope="row">{first}</th>{"".join(cells)}</tr>'
    yield "</tbody></table></div>"


_NUMBER = ' class="number"'
