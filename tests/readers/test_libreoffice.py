"""One letter, as LibreOffice writes it in every format that is read, gives the same paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from strengthlint import readers
from strengthlint.document import Document

Converted = Callable[[str, str, str], bytes]
Exact = Callable[[Document], Document]

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:style style:name="Standard" style:family="paragraph"/>
 <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="1"/>
 <style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>
</office:styles>
<office:automatic-styles>
 <style:style style:name="T1" style:family="text">
  <style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/>
 </style:style>
 <style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
 <style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:page-layout style:name="pm1">
  <style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm"
   fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm"/>
  <style:header-style><style:header-footer-properties fo:min-height="0cm" fo:margin-bottom="0.5cm"/></style:header-style>
  <style:footer-style><style:header-footer-properties fo:min-height="0cm" fo:margin-top="0.5cm"/></style:footer-style>
 </style:page-layout>
</office:automatic-styles>
<office:master-styles>
 <style:master-page style:name="Standard" style:page-layout-name="pm1">
  <style:header><text:p>Head of each page</text:p></style:header>
  <style:footer><text:p>Foot of each page</text:p></style:footer>
 </style:master-page>
</office:master-styles>
<office:body><office:text>
 <text:h text:style-name="Heading_20_1" text:outline-level="1">Background</text:h>
 <text:p text:style-name="Standard">Kev has <text:span text:style-name="T1">never</text:span> told
  <text:span text:style-name="T2">secretly </text:span>u<text:span text:style-name="T3">s</text:span> what
  matters<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
  <text:note-body><text:p>In his own time.</text:p></text:note-body></text:note>
  to him<office:annotation><dc:creator>A</dc:creator><text:p>A remark of a colleague.</text:p></office:annotation>.</text:p>
 <text:list><text:list-item><text:p>A flat near work</text:p></text:list-item>
  <text:list-item><text:p>His dog “Bea” &amp; a garden</text:p></text:list-item></text:list>
 <table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
  <table:table-row><table:table-cell><text:p>Date</text:p></table:table-cell>
   <table:table-cell><text:p>What was said</text:p></table:table-cell></table:table-row>
  <table:table-row><table:table-cell><text:p>May</text:p></table:table-cell>
   <table:table-cell><text:p>We owe him an answer</text:p></table:table-cell></table:table-row>
 </table:table>
 <text:p text:style-name="Quotations">I know what I need.</text:p>
</office:text></office:body></office:document>
"""

BODY = {
    ("heading", "Background"),
    ("paragraph", "Kev has told us what matters to him."),
    ("list-item", "A flat near work"),
    ("list-item", "His dog “Bea” & a garden"),
    ("table-cell", "Date"),
    ("table-cell", "What was said"),
    ("table-cell", "May"),
    ("table-cell", "We owe him an answer"),
    ("quotation", "I know what I need."),
    ("footnote", "In his own time."),
    ("header", "Head of each page"),
    ("footer", "Foot of each page"),
}


@pytest.mark.parametrize("wanted", ["fodt", "odt", "ott", "rtf", "html", "docx", "doc"])
def test_every_format_gives_the_same(wanted: str, converted: Converted, exact: Exact) -> None:
    data = LETTER.encode() if wanted == "fodt" else converted(LETTER, "fodt", wanted)
    document = exact(readers.read(f"letter.{wanted}", data))
    found = {
        (segment.kind.value, segment.text)
        for segment in document.segments
        if segment.kind.value != "comment"
    }
    assert found == BODY
    by_text = {segment.text: segment for segment in document.segments}
    assert by_text["We owe him an answer"].column_heading == "What was said"
    assert by_text["A flat near work"].trail == ("Background",)
    assert by_text["In his own time."].trail in {("Background",), ()}


SLIDES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:body><office:presentation>
 <draw:page draw:name="one">
  <draw:frame presentation:class="title" svg:x="2cm" svg:y="1cm" svg:width="20cm" svg:height="3cm">
   <draw:text-box><text:p>What we offer</text:p></draw:text-box></draw:frame>
  <draw:frame presentation:class="outline" svg:x="2cm" svg:y="5cm" svg:width="20cm" svg:height="9cm">
   <draw:text-box><text:list><text:list-item><text:p>A door that is open</text:p></text:list-item>
   </text:list></draw:text-box></draw:frame>
 </draw:page>
 <draw:page draw:name="two">
  <draw:frame svg:x="2cm" svg:y="1cm" svg:width="20cm" svg:height="3cm">
   <draw:text-box><text:p>People choose the time.</text:p></draw:text-box></draw:frame>
 </draw:page>
</office:presentation></office:body></office:document>
"""


def test_slides(converted: Converted, exact: Exact) -> None:
    document = exact(readers.read("offer.pptx", converted(SLIDES, "fodp", "pptx")))
    texts = [segment.text for segment in document.segments]
    assert texts == ["What we offer", "A door that is open", "People choose the time."]
    place = document.location(document.segments[2], 0, 6).landmark
    assert place is not None
    assert (place.part.value, place.number) == ("slide", "2")
