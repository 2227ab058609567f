"""The guide: each entry once, in both forms; a page that needs nothing else, a document Word opens."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from office import convert, needs_office

from strengthlint.cli.guide import guide as command
from strengthlint.guide import CONTENT_NOTE, Guide, make_guide
from strengthlint.guide import docx as docx_form
from strengthlint.guide import html as html_form
from strengthlint.lexicon import Lexicon

ENTRIES = """
- code: LAB101
  name: the-sad
  level: rethink
  flag: [the sad]
  swap: [people who are sad]
  instead: ["people who [what]"]
  ask: Who are they?
  why: Makes a group out of a <mood> & more.
  sources: [HL21]
  sectors: [homelessness, children]
  agreement: consensus
  reviewed: 2026-10
  examples:
    flag: ["==The sad== came & went.", "All ==the sad==."]
    pass: ["The sad song.", "She is sad."]
- code: OTH101
  name: our-people
  level: note
  flag: [our people]
  instead: ["people here"]
  ask: Do they say it themselves, or do we?
  why: Can sound like owning.
  sources: [HL21]
  sectors: [general, homelessness]
  agreement: contested
  reviewed: 2026-11
  examples:
    flag: ["==Our people== came.", "We like ==our people==."]
    pass: ["People came.", "Ours is here."]
- code: STG101
  name: loser
  level: rethink
  flag: [loser(s)]
  instead: ["say what happened"]
  ask: Would you say it to their face?
  why: Is an insult.
  sources: [HL21]
  sectors: [homelessness]
  agreement: consensus
  reviewed: 2026-11
  examples:
    flag: ["He is a ==loser==.", "==Losers== all."]
    pass: ["She lost.", "A loss."]
"""

VOID = {"meta", "input", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """Checks that tags are closed in order, and collects what the page refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.targets: set[str] = set()
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.landmarks: set[str] = set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if values.get("id"):
            self.ids[values["id"] or ""] += 1
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.targets.add((values["href"] or "")[1:])
        if tag != "a":
            self.loaded += [value or "" for key, value in attrs if key in ("src", "href", "srcset")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.landmarks.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def small(make_lexicon: Callable[..., Lexicon]) -> Lexicon:
    return make_lexicon(ENTRIES)


def codes(guide: Guide) -> list[str]:
    return [
        article.code
        for chapter in guide.chapters
        for family in chapter.families
        for article in family.articles
    ]


class TestContents:
    def test_every_entry_is_told_once(self, lexicon: Lexicon) -> None:
        made = make_guide(lexicon)
        assert sorted(codes(made)) == sorted(entry.code for entry in lexicon.entries())

    @pytest.mark.parametrize("sector", ["homelessness", "general", "children"])
    def test_every_entry_of_a_sector_is_told_once(self, lexicon: Lexicon, sector: str) -> None:
        wanted = [entry.code for entry in lexicon.entries() if sector in entry.sectors]
        made = make_guide(lexicon, [sector])
        assert sorted(codes(made)) == sorted(wanted)
        assert [chapter.sector for chapter in made.chapters] == [sector]

    def test_an_entry_of_two_sectors_is_told_in_one_and_named_in_the_other(
        self, small: Lexicon
    ) -> None:
        chapters = {chapter.sector: chapter for chapter in make_guide(small).chapters}
        assert ("LAB101", "the sad") in chapters["children"].elsewhere
        assert chapters["children"].families == ()
        assert chapters["homelessness"].count == 2

    def test_a_contested_entry_is_a_question(self, small: Lexicon) -> None:
        article = make_guide(small, ["general"]).chapters[0].families[0].articles[0]
        assert article.is_question
        assert article.badge == "Open question"

    def test_only_slurs_have_a_content_note_and_they_come_last(self, small: Lexicon) -> None:
        families = make_guide(small, ["homelessness"]).chapters[0].families
        assert [family.letters for family in families] == ["LAB", "OTH", "STG"]
        assert [family.content_note for family in families] == ["", "", CONTENT_NOTE]

    def test_the_imprint_names_the_lexicon(self, small: Lexicon) -> None:
        made = make_guide(small)
        assert small.digest in made.imprint
        assert "2026-10 to 2026-11" in made.imprint
        assert "3 entries" in made.imprint

    def test_what_was_switched_off_is_told_with_the_reason(self, tmp_path: Path) -> None:
        from strengthlint.lexicon import layers_of, load

        own = "- {code: LAB101, off: our members chose this word}\n"
        (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
        made = make_guide(load(layers_of([tmp_path]), cache=False))
        assert made.set_aside == (("LAB101", "our members chose this word"),)
        assert "LAB101" not in codes(made)
        assert "our members chose this word" in html_form.render(made)


@pytest.fixture(scope="module")
def text(lexicon: Lexicon) -> str:
    return html_form.render(make_guide(lexicon))


class TestPage:
    def test_it_is_sound(self, text: str, lexicon: Lexicon) -> None:
        page = Page(text)
        assert max(page.ids.values()) == 1
        assert page.targets <= set(page.ids)
        assert {entry.code for entry in lexicon.entries()} <= set(page.ids)
        assert {"header", "nav", "main", "footer"} <= page.landmarks

    def test_headings_leave_out_no_level(self, text: str) -> None:
        headings = Page(text).headings
        assert headings[0] == 1
        assert headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))

    def test_nothing_is_loaded_from_anywhere(self, text: str) -> None:
        assert Page(text).loaded == []
        style = text[text.index("<style>") : text.index("</style>")]
        assert "url(" not in style
        assert "@import" not in style
        script = text[text.index("<script>") :]
        assert not re.search(r"fetch|XMLHttpRequest|import\(|https?:", script)

    def test_what_the_lexicon_says_is_text(self, small: Lexicon) -> None:
        text = html_form.render(make_guide(small, title="A <b>title</b>"))
        assert "<mood>" not in text
        assert "a &lt;mood&gt; &amp; more" in text
        assert "A <b>title" not in text

    def test_the_search_is_hidden_where_no_script_runs(self, text: str) -> None:
        assert '<form id="search" role="search" hidden>' in text


class TestDocument:
    def test_headings_and_every_entry(self, small: Lexicon) -> None:
        document = docx.Document(io.BytesIO(docx_form.render(make_guide(small))))
        heads = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
        levels = [(p.style.name[-1], p.text) for p in heads]
        assert ("1", "Everywhere") in levels
        assert ("2", "Stigma and slurs") in levels
        entries = [text for level, text in levels if level == "3"]
        assert len(entries) == 3
        assert any(text.startswith("the sad") and "LAB101" in text for text in entries)

    def test_every_link_of_the_contents_has_its_place(self, small: Lexicon) -> None:
        document = docx.Document(io.BytesIO(docx_form.render(make_guide(small))))
        body = document.element.body
        anchors = set(body.xpath("//w:hyperlink/@w:anchor"))
        assert anchors
        assert anchors <= set(body.xpath("//w:bookmarkStart/@w:name"))
        assert "PAGE" in document.sections[0].footer._element.xpath("string(.//w:p)")
        assert "Words about people" in document.sections[0].header.paragraphs[0].text

    @needs_office
    def test_libreoffice_opens_it(self, lexicon: Lexicon, tmp_path: Path) -> None:
        path = tmp_path / "guide.docx"
        path.write_bytes(docx_form.render(make_guide(lexicon, ["homelessness"])))
        convert(tmp_path, "pdf", path.name)
        assert (tmp_path / "guide.pdf").stat().st_size > 10_000


class TestCommand:
    @pytest.mark.parametrize("name", ["guide.html", "guide.docx"])
    def test_it_writes_the_form_that_the_name_says(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = CliRunner().invoke(command, ["-o", name, "--sector", "migration"])
        assert result.exit_code == 0, result.output
        assert result.output.startswith(f"Wrote {name}: Lexicon ")
        assert [path.name for path in tmp_path.iterdir()] == [name]

    def test_another_suffix_is_wrong_usage(self) -> None:
        result = CliRunner().invoke(command, ["-o", "guide.pdf"])
        assert result.exit_code == 2
        assert ".html or .docx" in result.output
