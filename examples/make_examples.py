"""Make letter.docx and report.pdf, the two examples.

Everybody and every place in them is invented. The letter needs python-docx, which strengthlint
brings along; the report also needs LibreOffice (`soffice`) with its English hyphenation:

    python examples/make_examples.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
WRITTEN = datetime(2026, 9, 14, 9, 30, tzinfo=timezone.utc)


def new_document(title: str, font: str, size: float) -> Any:
    """An A4 document in British English."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.paragraph_format.space_after = Pt(7)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for level, points in ((0, size + 7), (1, size + 2)):
        style = document.styles["Title" if level == 0 else f"Heading {level}"]
        style.font.name, style.font.size = font, Pt(points)
        style.paragraph_format.space_before = Pt(10)
        # The theme font would win over the name.
        fonts = style.element.rPr.rFonts
        for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[theme]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2)
    about = document.core_properties
    about.title, about.author, about.comments = title, "Kestrel Row Support Service", ""
    about.created = about.modified = WRITTEN
    return document


def add_link(paragraph: Any, text: str, address: str) -> None:
    """Append a hyperlink, which python-docx can read but not write."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def add_page_number(paragraph: Any) -> None:
    """Append the number of the page, as a field."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def add_table(document: Any, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...]) -> None:
    """Append a table whose first row is its heading."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for number, row in enumerate(rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(text).bold = number == 0
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def letter() -> Any:
    """A support letter by somebody who means well."""
    document = new_document("Support letter", "Carlito", 11)
    section = document.sections[0]
    section.header.paragraphs[0].add_run("Kestrel Row Support Service").bold = True
    section.header.add_paragraph("2 Kestrel Row, Aldermere AD4 7TR · 01632 960 114")
    foot = section.footer.paragraphs[0]
    foot.add_run("Confidential. Page ")
    add_page_number(foot)

    document.add_paragraph("14 September 2026")
    address = document.add_paragraph("Ms R. Adeyemi")
    for line in ("Allocations", "Aldermere Borough Council"):
        address.add_run().add_break()
        address.add_run(line)
    document.add_heading("Support letter and summary of assessment", level=0)
    document.add_paragraph("Dear Ms Adeyemi,")
    document.add_paragraph(
        "I am writing in support of Jordan Reeve’s application for supported housing. I have been "
        "Jordan’s key worker since March and very much want this to work out."
    )
    document.add_heading("Background", level=1)
    document.add_paragraph(
        "Jordan has been one of the homeless in Aldermere for two years and has complex needs. "
        "Jordan suffers from depression, is hard to reach, and was non-compliant with medication "
        "in the spring. Jordan’s brother, who is wheelchair-bound, cannot offer a room."
    )
    assessed = document.add_paragraph(
        "The Complex Needs Team at Rowan House assessed Jordan in June. Their guide to the "
        "assessment is on "
    )
    add_link(assessed, "the pages of Rowan House", "https://www.example.org/rowan-house")
    assessed.add_run(".")
    document.add_heading("What has been tried", level=1)
    add_table(
        document,
        (
            ("Date", "What we offered", "What came of it"),
            ("4 March", "A place at the Beacon Night Shelter", "Jordan failed to engage."),
            ("22 April", "A visit from the nurse", "Refused support."),
            ("9 June", "A flat viewing together", "Came on time and asked good questions."),
            ("1 July", "A benefits appeal", "The council failed to respond within eight weeks."),
        ),
        (2.5, 6, 7.5),
    )
    document.add_heading("In Jordan’s words", level=1)
    document.add_paragraph(
        "“I stopped going because they moved me three times. Somebody wrote that I was hard to "
        "reach, but nobody rang me back.”",
        style="Quote",
    )
    document.add_paragraph(
        "Jordan says, “I am an alcoholic and proud of eleven months sober,” and would like you to "
        "know that."
    )
    document.add_heading("What helps", level=1)
    for text in (
        "Text messages the day before: Jordan has kept every appointment made that way.",
        "Mornings. Jordan refused to attend two evening groups.",
        "Cooking for others, which Jordan does every Thursday at the community kitchen.",
    ):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("What we ask of you", level=1)
    document.add_paragraph(
        "Please consider Jordan for the next self-contained flat at Rowan House. I would be glad "
        "to talk it through, and so would Jordan."
    )
    document.add_paragraph("Yours sincerely,")
    signature = document.add_paragraph("Sam Whitlock")
    signature.add_run().add_break()
    signature.add_run("Key worker, Kestrel Row")
    return document


REPORT = (
    (
        "Who we met",
        "Between April and August the team met 212 people who were sleeping in doorways, cars and "
        "tents. Many of the homeless in the borough are known to several services, and staff often "
        "describe them as hard to reach. Nearly half had been moved on by the council at least "
        "twice. People told us what that does: “Every time I find my feet, somebody takes away the "
        "ground,” said one woman, who has since taken on a flat with her sister.",
        "A third of those we met have complex needs, and some suffer from poor health that "
        "nobody has looked at for years. We counted eleven wheelchair users; one man, "
        "wheelchair-bound since an accident at work, had waited fourteen months for a ramp. The "
        "council’s Complex Needs Team joined us on Tuesdays from May onwards.",
    ),
    (
        "What we offered",
        "We offered a bed at the Beacon Night Shelter, a visit to the nurse, help with benefits "
        "and, where people wished, a companion for appointments. Most offers were taken up within "
        "a week. Clients who refused support were offered it again after a month; the service "
        "failed to do so in nine cases, for which we have apologised.",
        "Attendance at the morning clinic was good. Attendance at the evening groups was not: "
        "forty-one people failed to engage with the programme, and non-compliance with its rules "
        "led to six exclusions. When we asked why, most spoke of the bus, which stops running at "
        "seven, and of the room, in which there is no place to keep belongings safe.",
    ),
    (
        "What we learnt",
        "The words in our own files did not help. Notes that called somebody chaotic or "
        "non-compliant were copied from one referral to the next, and housing providers "
        "turned people down without meeting them. Where notes said what had been tried, what had "
        "got in the way and what the person hoped for, a meeting was three times as likely.",
        "Peer workers made the difference. They know the neighbourhood, they are trusted, and they "
        "remember to ask before they write. Of the people who were accompanied by a peer worker, "
        "four in five are housed today. We would like every newcomer to be offered one, "
        "including those whom other services have described as unmotivated.",
    ),
    (
        "What comes next",
        "From October the evening groups move to the library, which is close to the station and "
        "has lockers. The clinic will keep its mornings. Together with the council we will go "
        "through the wording of our referral form, so that it asks about strengths, hopes and "
        "practical arrangements before it asks about risk.",
        "We also want to hear from the people who walked away. They are not difficult to engage; "
        "we have not yet found out what would be worth their time. Two of them have agreed to "
        "help us plan the spring, and both will be paid for it as advisers. Their first "
        "suggestion was a telephone number that somebody answers.",
    ),
    (
        "Numbers at a glance",
        "Of the 212 people we met, 96 have moved into a home of their own or a shared house, 38 "
        "are staying with relatives or friends, and 51 are in supported accommodation. We have "
        "lost contact with 27. Staff turnover fell from nine to four, which matters more than any "
        "programme: nobody builds trust with a service that introduces itself every month.",
    ),
)


def report() -> Any:
    """A report in two columns with divided words."""
    document = new_document("Outreach in Aldermere", "Liberation Serif", 12.5)
    settings = document.settings.element
    hyphenation = OxmlElement("w:autoHyphenation")
    settings.insert(0, hyphenation)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Kestrel Row Support Service · Outreach 2026"
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    add_page_number(foot)
    document.add_heading("Outreach in Aldermere: a half-year review", level=0)
    columns = document.add_section(WD_SECTION.CONTINUOUS)._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "560")
    for heading, *texts in REPORT:
        document.add_heading(heading, level=1)
        for text in texts:
            paragraph = document.add_paragraph(text)
            paragraph.paragraph_format.alignment = 3
            paragraph.paragraph_format.line_spacing = 1.4
    return document


def main() -> int:
    """Write both files beside this one."""
    letter().save(str(HERE / "letter.docx"))
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.stderr.write("letter.docx is written; report.pdf needs LibreOffice (soffice).\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        report().save(str(source))
        command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        shutil.copyfile(source.with_suffix(".pdf"), HERE / "report.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
