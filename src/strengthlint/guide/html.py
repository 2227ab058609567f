"""The guide as one HTML page that needs nothing else: no network, no other file, no script to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from strengthlint.guide import INTRODUCTION, Article, Chapter, Family, Guide
from strengthlint.lexicon.entry import Example, Source
from strengthlint.reporters.page import colours

__all__ = ["render"]


def render(guide: Guide) -> str:
    """The whole page."""
    return "\n".join(_page(guide)) + "\n"


def _page(guide: Guide) -> Iterator[str]:
    titles = {source.key: source.title for source in guide.sources}
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(guide.title)}</title>"
    yield f"<style>\n{colours()}\n{_part('page.css')}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#entries">Go to the entries</a>'
    yield "<header>"
    yield f"<h1>{escape(guide.title)}</h1>"
    yield f'<p class="imprint">{escape(guide.imprint)}</p>'
    yield "</header>"
    yield from _contents(guide)
    yield "<main>"
    yield from _introduction()
    yield from _search()
    yield '<div id="entries" tabindex="-1">'
    for chapter in guide.chapters:
        yield from _chapter(chapter, titles)
    yield "</div>"
    yield from _set_aside(guide)
    yield from _sources(guide.sources)
    yield "</main>"
    yield "<footer>"
    yield f"<p>{escape(guide.title)}. {escape(guide.imprint)}. Made with strengthlint.</p>"
    yield "</footer>"
    yield f"<script>\n{_part('page.js')}</script>"
    yield "</body>"
    yield "</html>"


def _part(name: str) -> str:
    return files("strengthlint.guide").joinpath(name).read_text(encoding="utf-8")


def _contents(guide: Guide) -> Iterator[str]:
    yield '<nav aria-label="Contents">'
    yield "<details open>"
    yield "<summary>Contents</summary>"
    yield "<ul>"
    yield '<li><a href="#introduction">About this guide</a></li>'
    for chapter in guide.chapters:
        yield f'<li><a href="#{_anchor(chapter.sector)}">{escape(chapter.heading)}</a>'
        if chapter.families:
            yield "<ul>"
            for family in chapter.families:
                place = _anchor(chapter.sector, family.letters)
                yield (
                    f'<li><a href="#{place}">{escape(family.heading)}</a> '
                    f'<span class="count">{len(family.articles)}</span></li>'
                )
            yield "</ul>"
        yield "</li>"
    if guide.set_aside:
        yield '<li><a href="#set-aside">Set aside here</a></li>'
    if guide.sources:
        yield '<li><a href="#sources">Sources</a></li>'
    yield "</ul>"
    yield "</details>"
    yield "</nav>"


def _introduction() -> Iterator[str]:
    yield '<section id="introduction" aria-label="About this guide">'
    for part in INTRODUCTION:
        yield f"<h2>{escape(part.heading)}</h2>"
        for paragraph in part.paragraphs:
            yield f"<p>{escape(paragraph)}</p>"
        if part.points:
            yield f'<ul class="points">{_items(map(_point, part.points))}</ul>'
    yield "</section>"


def _point(text: str) -> str:
    """A point of the introduction; the name of a level before a colon looks like its badge."""
    name, colon, rest = text.partition(": ")
    key = {"Open question": "question"}.get(name, name.lower())
    if colon and key in ("rethink", "reflect", "note", "question", "keep"):
        return f'<span class="badge {key}">{escape(name)}</span> {escape(rest)}'
    return escape(text)


def _search() -> Iterator[str]:
    # Hidden until the script runs: without it there is nothing that it could do.
    yield '<form id="search" role="search" hidden>'
    yield '<p><label for="words">Find a word</label>'
    yield '<input id="words" type="search" autocomplete="off" spellcheck="false"></p>'
    yield '<p><label for="level">Level</label>'
    yield '<select id="level"><option value="">All</option>'
    for key, name in (
        ("rethink", "Rethink"),
        ("reflect", "Reflect"),
        ("note", "Note"),
        ("question", "Open question"),
        ("keep", "Keep"),
    ):
        yield f'<option value="{key}">{name}</option>'
    yield "</select></p>"
    yield '<p id="found" role="status"></p>'
    yield "</form>"


def _chapter(chapter: Chapter, titles: dict[str, str]) -> Iterator[str]:
    place = _anchor(chapter.sector)
    yield f'<section class="chapter" id="{place}" aria-labelledby="{place}-heading">'
    yield f'<h2 id="{place}-heading">{escape(chapter.heading)}</h2>'
    for family in chapter.families:
        yield from _family(chapter, family, titles)
    if chapter.elsewhere:
        yield '<div class="elsewhere">'
        yield "<h3>Used here too, told elsewhere in this guide</h3>"
        links = (
            f'<li><a href="#{code}">{escape(title)}</a></li>' for code, title in chapter.elsewhere
        )
        yield f'<ul class="links">{"".join(links)}</ul>'
        yield "</div>"
    yield "</section>"


def _family(chapter: Chapter, family: Family, titles: dict[str, str]) -> Iterator[str]:
    place = _anchor(chapter.sector, family.letters)
    yield f'<section class="family" id="{place}" aria-labelledby="{place}-heading">'
    yield f'<h3 id="{place}-heading">{escape(family.heading)}</h3>'
    if family.about:
        yield f'<p class="about">{escape(family.about)}</p>'
    if family.content_note:
        yield f'<p class="content-note">{escape(family.content_note)}</p>'
    for article in family.articles:
        yield from _article(article, titles)
    yield "</section>"


def _article(article: Article, titles: dict[str, str]) -> Iterator[str]:
    heading = f"{article.code}-heading"
    yield (
        f'<article id="{article.code}" data-level="{article.level}" aria-labelledby="{heading}">'
    )
    yield (
        f'<h4 id="{heading}">{escape(article.title)} '
        f'<span class="badge {article.level}">{escape(article.badge)}</span> '
        f'<a class="code" href="#{article.code}">{article.code}</a></h4>'
    )
    lead = {"ask": "", "why": ""}
    order = ("why", "ask")
    if article.is_question:
        lead = {
            "ask": '<span class="side">A question with more than one side:</span> ',
            "why": '<span class="side">What some hear in these words:</span> ',
        }
        order = ("ask", "why")
    text = {"ask": article.ask, "why": article.why}
    for kind in order:
        if text[kind]:
            yield f'<p class="{kind}">{lead[kind]}{escape(text[kind])}</p>'
    yield "<dl>"
    yield from _row("Words to keep", map(escape, article.kept), "kept")
    yield from _row(
        "Wording that some choose" if article.is_question else "Other words",
        (
            f"{escape(wording.text)}{' <small>(fits in place)</small>' if wording.fits else ''}"
            for wording in article.wordings
        ),
        "other",
    )
    yield from _row(
        "Noticed" if article.is_question else "Flagged", map(_example, article.flagged), "flagged"
    )
    yield from _row("Not flagged", map(_example, article.quiet), "quiet")
    yield "</dl>"
    if article.sources:
        links = ", ".join(
            f'<a href="#source-{escape(key)}" title="{escape(titles.get(key, key))}">{escape(key)}</a>'
            for key in article.sources
        )
        yield f'<p class="sources">Sources: {links}</p>'
    yield "</article>"


def _row(term: str, values: Iterable[str], kind: str) -> Iterator[str]:
    items = _items(values)
    if items:
        yield f'<div class="{kind}"><dt>{term}</dt><dd><ul>{items}</ul></dd></div>'


def _items(values: Iterable[str]) -> str:
    return "".join(f"<li>{value}</li>" for value in values)


def _example(example: Example) -> str:
    text, position = "", 0
    for start, end in example.marks:
        text += (
            f"{escape(example.text[position:start])}<mark>{escape(example.text[start:end])}</mark>"
        )
        position = end
    return text + escape(example.text[position:])


def _set_aside(guide: Guide) -> Iterator[str]:
    if not guide.set_aside:
        return
    yield '<section id="set-aside">'
    yield "<h2>Set aside here</h2>"
    yield "<p>These entries are switched off in this organisation, for these reasons.</p>"
    rows = (f"<b>{escape(code)}</b> {escape(reason)}" for code, reason in guide.set_aside)
    yield f"<ul>{_items(rows)}</ul>"
    yield "</section>"


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    rows = "".join(
        f'<li id="source-{escape(source.key)}"><b>{escape(source.key)}</b> {_source(source)}</li>'
        for source in sources
    )
    if rows:
        yield '<section id="sources">'
        yield "<h2>Sources</h2>"
        yield f"<ul>{rows}</ul>"
        yield "</section>"


def _source(source: Source) -> str:
    year = f" ({escape(source.year)})" if source.year else ""
    title = escape(source.title)
    # An address in a lexicon is somebody's input; only web links become links.
    if re.fullmatch(r"https?://\S+", source.url):
        title = f'<a href="{escape(source.url)}">{title}</a>'
    return title + year


def _anchor(*parts: str) -> str:
    return "-".join(re.sub(r"[^\w-]", "-", part.lower()) for part in parts)
