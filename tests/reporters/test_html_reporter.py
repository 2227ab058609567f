"""The page: the whole text, marks in it that lead to remarks, and nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from strengthlint.config import Settings
from strengthlint.report import Report
from strengthlint.reporters import View, render
from strengthlint.run import Checker, Found, start


def reported(**texts: str) -> Report:
    """A report on texts by their names, with "__" for a dot; the text is kept."""
    checker, settings = Checker(keep_documents=True), Settings()
    names = {name.replace("__", "."): text for name, text in texts.items()}
    first = [
        (Found(Path(name), settings), checker.check_bytes(name, text.encode(), settings))
        for name, text in names.items()
    ]
    return start([], checker, settings, first=first).finished()


NOTE = """# Tea & cake < lunch

Jordan is one of the homeless & failed to engage.

> He said: “I am an addict.”

- Tea with “quotes”
"""


class Page(HTMLParser):
    """The page as a reader meets it: visible text, elements with an id, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        key = given.get("id") or ""
        if key:
            self.ids.append(key)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag not in {"meta", "link", "br"}:
            self._open.append((tag, key))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for key in [key for _, key in self._open if key] or [""]:
            self.texts[key] = self.texts.get(key, "") + data


@pytest.fixture(scope="module")
def page() -> str:
    return render("html", reported(visit__md=NOTE), View())


def test_the_text_stands_as_it_reads_with_the_words_marked(page: str) -> None:
    read = Page(page)
    text = " ".join(read.texts["document-1"].split())
    assert "Jordan is one of the homeless1 & failed to engage2." in text
    assert read.texts["words-document-1-1"] == "the homeless"
    assert read.texts["words-document-1-2"] == "failed to engage"
    assert "<h3>Tea &amp; cake &lt; lunch</h3>" in page
    assert "<blockquote>" in page
    assert '<p class="list-item">Tea with “quotes”</p>' in page


def test_a_remark_asks_first(page: str) -> None:
    remark = Page(page).texts["remark-document-1-2"]
    order = [
        remark.index(words)
        for words in (
            "Rethink",
            "?",
            "“failed to engage” puts the responsibility",
            "You could write:",
            "“did not become involved”",
            "BLM101 failed-to-engage",
        )
    ]
    assert order == sorted(order)


def test_what_is_quoted_is_marked_as_kept_with_the_reason(page: str) -> None:
    read = Page(page)
    assert re.search(r'<span id="words-document-1-3" class="kept">[^<]*addict</span>', page)
    assert re.match(r"3 Kept “.*addict”: .+\.$", read.texts["remark-document-1-3"])


def test_every_link_leads_somewhere_on_the_page(page: str) -> None:
    read = Page(page)
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    read = Page(page)
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(read.tags)
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|\bon[a-z]+=", page)


def test_overlapping_words_keep_every_letter() -> None:
    words = "She is a non-compliant, hard to reach drug addict and a schizophrenic."
    text = render("html", reported(a__txt=words), View())
    shown = re.sub(r"<sup.*?</sup>|<[^>]+>", "", text[text.index('<div class="text">') :])
    assert shown.startswith(words)


def test_a_clean_document_among_others_is_named_and_not_shown() -> None:
    text = render("html", reported(a__txt="Tea.", b__txt="She is one of the homeless."), View())
    assert "<li>a.txt <small>nothing to raise</small></li>" in text
    assert '<a href="#document-2">b.txt</a> <small>1 remark</small>' in text
    assert "Tea." not in text


def test_without_the_text_the_sentences_stand_alone(report: Report) -> None:
    read = Page(render("html", report, View()))
    for document, diagnostic in report.diagnostics():
        if diagnostic in report.shown(document):
            assert diagnostic.matched in read.texts["text"]
