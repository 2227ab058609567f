"""The guide as a Word document: for printing, for commenting on, for those who live in Word."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from strengthlint.guide import INTRODUCTION, Article, Chapter, Family, Guide
from strengthlint.lexicon.entry import Example, Source

__all__ = ["render"]

_INK = RGBColor(0x1D, 0x24, 0x27)
_SOFT = RGBColor(0x4D, 0x58, 0x5E)
_COLORS = {
    "rethink": RGBColor(0x7A, 0x21, 0x59),
    "reflect": RGBColor(0x14, 0x50, 0x6B),
    "note": _SOFT,
    "question": RGBColor(0x6A, 0x4A, 0x00),
    "keep": RGBColor(0x2C, 0x5A, 0x2C),
}
_LABEL_WIDTH = Cm(1.75)


def render(guide: Guide) -> bytes:
    """The whole document."""
    return _Writing(guide).bytes()


class _Writing:
    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._document: Any = docx.Document()
        self._bookmarks = 0
        self._set_up()
        self._title()
        self._introduction()
        self._contents()
        self._columns(2)
        for number, chapter in enumerate(guide.chapters):
            self._chapter(chapter, is_first=number == 0)
        self._columns(1)
        self._set_aside()
        self._sources()

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    # The house style

    def _set_up(self) -> None:
        document, guide = self._document, self._guide
        document.core_properties.title = guide.title
        document.core_properties.author = "strengthlint"
        document.core_properties.comments = guide.imprint
        document.core_properties.language = "en-GB"
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.9)
        section.header_distance = section.footer_distance = Cm(0.9)
        self._styles()
        header = section.header.paragraphs[0]
        header.style = "Header"
        header.text = f"{guide.title}\tLexicon {guide.version}"
        footer = section.footer.paragraphs[0]
        footer.style = "Footer"
        footer.add_run("\tPage ")
        _field(footer, "PAGE")
        footer.add_run(" of ")
        _field(footer, "NUMPAGES")

    def _styles(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        _font(normal, 10)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.08
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        normal.element.get_or_add_rPr().append(language)
        for name, size, before, after in (
            ("Title", 24, 0, 2),
            ("Heading 1", 18, 0, 4),
            ("Heading 2", 13, 10, 2),
            ("Heading 3", 10.5, 7, 1),
        ):
            style = styles[name]
            _font(style, size, bold=True)
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.keep_with_next = True
        _without_border(styles["Title"])
        for name in ("Header", "Footer"):
            _font(styles[name], 8.5, color=_SOFT)
            stops = styles[name].paragraph_format.tab_stops
            stops.clear_all()
            stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
        reason = self._style("Entry reason", 9)
        reason.paragraph_format.space_after = Pt(1)
        reason.paragraph_format.keep_with_next = True
        question = self._style("Entry question", 9, italic=True)
        question.paragraph_format.space_after = Pt(2)
        question.paragraph_format.keep_with_next = True
        for name in ("Entry wording", "Entry example"):
            style = self._style(name, 9)
            style.paragraph_format.left_indent = _LABEL_WIDTH
            style.paragraph_format.first_line_indent = -_LABEL_WIDTH
            style.paragraph_format.tab_stops.add_tab_stop(_LABEL_WIDTH)
            style.paragraph_format.space_after = Pt(1)
            style.paragraph_format.line_spacing = 1.0
            style.paragraph_format.keep_together = True
        sources = self._style("Entry sources", 8, color=_SOFT)
        sources.paragraph_format.left_indent = _LABEL_WIDTH
        sources.paragraph_format.space_after = Pt(0)
        self._style("Small print", 9, color=_SOFT)
        note = self._style("Content note", 9.5)
        note.paragraph_format.left_indent = note.paragraph_format.right_indent = Cm(0.4)
        note.paragraph_format.keep_with_next = True
        _left_bar(note)
        for level, indent in ((1, Cm(0)), (2, Cm(0.6))):
            style = self._style(f"TOC {level}", 10, bold=level == 1)
            style.paragraph_format.left_indent = indent
            style.paragraph_format.space_after = Pt(1)
            style.paragraph_format.space_before = Pt(4 if level == 1 else 0)
            style.paragraph_format.keep_with_next = level == 1

    def _style(self, name: str, size: float, **looks: Any) -> Any:
        style = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self._document.styles["Normal"]
        _font(style, size, **looks)
        return style

    # What stands in front

    def _title(self) -> None:
        self._document.add_paragraph(self._guide.title, style="Title")
        self._document.add_paragraph(self._guide.imprint + ".", style="Small print")

    def _introduction(self) -> None:
        for part in INTRODUCTION:
            # No heading of the contents: these stand on the page before it.
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(8)
            run = paragraph.add_run(part.heading)
            run.bold, run.font.size = True, Pt(13)
            for text in part.paragraphs:
                self._document.add_paragraph(text)
            for text in part.points:
                point = self._document.add_paragraph(style="List Bullet")
                point.paragraph_format.space_after = Pt(2)
                name, colon, rest = text.partition(": ")
                key = {"Open question": "question"}.get(name, name.lower())
                if colon and key in _COLORS:
                    self._badge(point, name, key)
                    point.add_run(f"  {rest}")
                else:
                    point.add_run(text)

    def _contents(self) -> None:
        """A table of contents that is filled in and links already; Word adds pages when asked to."""
        heading = self._document.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        run = heading.add_run("Contents")
        run.bold, run.font.size = True, Pt(13)
        paragraphs = []
        for chapter in self._guide.chapters:
            paragraphs.append(self._contents_line(1, [(chapter.heading, _anchor(chapter.sector))]))
            families = [
                (
                    f"{family.heading} ({len(family.articles)})",
                    _anchor(chapter.sector, family.letters),
                )
                for family in chapter.families
            ]
            if families:
                paragraphs.append(self._contents_line(2, families))
        if self._guide.set_aside:
            paragraphs.append(self._contents_line(1, [("Set aside here", "set_aside")]))
        if self._guide.sources:
            paragraphs.append(self._contents_line(1, [("Sources", "sources")]))
        if paragraphs:
            _wrap_in_field(paragraphs[0], paragraphs[-1], 'TOC \\o "1-2" \\h \\z \\u')

    def _contents_line(self, level: int, links: Iterable[tuple[str, str]]) -> Any:
        paragraph = self._document.add_paragraph(style=f"TOC {level}")
        for number, (text, anchor) in enumerate(links):
            if number:
                paragraph.add_run("  ·  ")
            _internal_link(paragraph, text, anchor)
        return paragraph

    # The entries

    def _columns(self, count: int) -> None:
        """Go on on a new page with so many columns; lines of examples are short."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), str(Cm(0.9).twips))

    def _chapter(self, chapter: Chapter, *, is_first: bool) -> None:
        heading = self._heading(chapter.heading, 1, _anchor(chapter.sector))
        heading.paragraph_format.page_break_before = not is_first
        for family in chapter.families:
            self._family(chapter, family)
        if chapter.elsewhere:
            paragraph = self._document.add_paragraph(style="Small print")
            paragraph.paragraph_format.space_before = Pt(12)
            paragraph.add_run("Used here too, told elsewhere in this guide: ").bold = True
            for number, (code, title) in enumerate(chapter.elsewhere):
                if number:
                    paragraph.add_run(" · ")
                _internal_link(paragraph, title, code)

    def _family(self, chapter: Chapter, family: Family) -> None:
        self._heading(family.heading, 2, _anchor(chapter.sector, family.letters))
        if family.about:
            about = self._document.add_paragraph(family.about, style="Small print")
            about.paragraph_format.keep_with_next = True
        if family.content_note:
            self._document.add_paragraph(family.content_note, style="Content note")
        for article in family.articles:
            self._article(article)

    def _article(self, article: Article) -> None:
        heading = self._heading(article.title, 3, article.code)
        self._badge(heading, f"   {article.badge}", article.level)
        code = heading.add_run(f"   {article.code}")
        code.bold, code.font.size, code.font.color.rgb = False, Pt(8.5), _SOFT
        if article.is_question:
            self._line("Entry question", article.ask, "A question with more than one side: ")
            self._line("Entry reason", article.why, "What some hear in these words: ")
        else:
            self._line("Entry reason", article.why)
            self._line("Entry question", article.ask)
        self._rows("Keep", [[(text, False)] for text in article.kept], "Entry wording")
        self._rows(
            "Some write" if article.is_question else "Instead",
            [
                [(f"{wording.text}{' (fits in place)' if wording.fits else ''}", False)]
                for wording in article.wordings
            ],
            "Entry wording",
        )
        self._rows(
            "Noticed" if article.is_question else "Flagged",
            map(_stretches, article.flagged),
            "Entry example",
        )
        self._rows(
            "Fine",
            map(_stretches, article.quiet),
            "Entry example",
            is_last=not article.sources,
        )
        if article.sources:
            self._document.add_paragraph(
                f"Sources: {', '.join(article.sources)}", style="Entry sources"
            )

    def _line(self, style: str, text: str, lead: str = "") -> None:
        if not text:
            return
        paragraph = self._document.add_paragraph(style=style)
        if lead:
            run = paragraph.add_run(lead)
            run.italic, run.font.color.rgb = False, _SOFT
        paragraph.add_run(text)

    def _rows(
        self,
        label: str,
        rows: Iterable[list[tuple[str, bool]]],
        style: str,
        *,
        is_last: bool = False,
    ) -> None:
        """Texts below each other behind one label, all in one paragraph that stays together."""
        paragraph = None
        for row in rows:
            if paragraph is None:
                paragraph = self._document.add_paragraph(style=style)
                paragraph.paragraph_format.keep_with_next = not is_last
                run = paragraph.add_run(f"{label}\t")
                run.bold, run.font.color.rgb, run.font.size = True, _SOFT, Pt(8)
            else:
                paragraph.add_run().add_break()
            for text, is_marked in row:
                run = paragraph.add_run(text)
                if is_marked:
                    run.bold = run.underline = True

    def _badge(self, paragraph: Any, text: str, level: str) -> None:
        run = paragraph.add_run(text)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(9), _COLORS[level]

    def _heading(self, text: str, level: int, anchor: str) -> Any:
        heading = self._document.add_heading(text, level)
        self._bookmark(heading, anchor)
        return heading

    def _bookmark(self, paragraph: Any, name: str) -> None:
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._bookmarks))
        paragraph._p.insert(1, start)
        paragraph._p.append(end)

    # What stands behind

    def _set_aside(self) -> None:
        if not self._guide.set_aside:
            return
        self._heading("Set aside here", 1, "set_aside").paragraph_format.page_break_before = True
        self._document.add_paragraph(
            "These entries are switched off in this organisation, for these reasons."
        )
        for code, reason in self._guide.set_aside:
            paragraph = self._document.add_paragraph(style="List Bullet")
            paragraph.add_run(code).bold = True
            paragraph.add_run(f"  {reason}")

    def _sources(self) -> None:
        if not self._guide.sources:
            return
        self._heading("Sources", 1, "sources").paragraph_format.page_break_before = True
        for source in self._guide.sources:
            self._source(source)

    def _source(self, source: Source) -> None:
        paragraph = self._document.add_paragraph(style="Entry wording")
        paragraph.add_run(f"{source.key}\t").bold = True
        if source.url.startswith(("http://", "https://")):
            _web_link(paragraph, source.title, source.url)
        else:
            paragraph.add_run(source.title)
        if source.year:
            paragraph.add_run(f" ({source.year})")


def _stretches(example: Example) -> list[tuple[str, bool]]:
    """A sentence as stretches of text, each with whether it is marked."""
    found: list[tuple[str, bool]] = []
    position = 0
    for start, end in example.marks:
        found += [(example.text[position:start], False), (example.text[start:end], True)]
        position = end
    return [*found, (example.text[position:], False)]


def _anchor(*parts: str) -> str:
    return "_".join(parts).replace("-", "_")


def _font(
    style: Any, size: float, *, bold: bool = False, italic: bool = False, color: Any = _INK
) -> None:
    style.font.name, style.font.size = "Calibri", Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # The template names fonts of the theme, which would win.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), "Calibri")
    fonts.set(qn("w:eastAsia"), "Calibri")


def _without_border(style: Any) -> None:
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _left_bar(style: Any) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", "7A2159")):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    # The order of the parts is fixed by the format: borders come before spacing and indents.
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _field(paragraph: Any, code: str) -> None:
    for kind in ("begin", code, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == code:
            _instruction(run, code)
        elif kind == "1":
            run.text = kind
        else:
            _field_mark(run, kind)


def _field_mark(run: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _instruction(run: Any, code: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    run._r.append(text)


def _wrap_in_field(first: Any, last: Any, code: str) -> None:
    """Make a field of some paragraphs, so that Word can write them anew."""
    lead = []
    for kind in ("begin", "", "separate"):
        run = first.add_run()
        if kind:
            _field_mark(run, kind)
        else:
            _instruction(run, code)
        lead.append(run._r)
    place = 1 if first._p.pPr is not None else 0
    for offset, element in enumerate(lead):
        first._p.insert(place + offset, element)
    _field_mark(last.add_run(), "end")


def _internal_link(paragraph: Any, text: str, anchor: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)


def _web_link(paragraph: Any, text: str, url: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    run = paragraph.add_run(text)
    run.underline, run.font.color.rgb = True, _COLORS["reflect"]
    link.append(run._r)
    paragraph._p.append(link)
