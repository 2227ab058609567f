"""Word files for the tests of copies: made of raw XML, and looked into part by part."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from lxml import etree

from strengthlint.diagnostic import (
    Diagnostic,
    Excerpt,
    Level,
    Standing,
    Suggestion,
    SuggestionKind,
)
from strengthlint.document import Document, SegmentKind, Span
from strengthlint.report import DocumentReport
from strengthlint.review import Copy, Wishes
from strengthlint.review import docx as writer
from strengthlint.review.copies import Check

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
NOON = datetime(2026, 11, 27, 12)


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def run(text: str, about: str = "") -> str:
    about = f"<w:rPr>{about}</w:rPr>" if about else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(item if item.startswith('<') else run(item) for item in content)}</w:p>"


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TIES = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def word_file(*blocks: str) -> bytes:
    """A small document with these blocks of raw XML for its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_WORD}styles+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_TIES}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>",
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_TIES}"><Relationship Id="rId1" Type="{_OFFICE}/styles" '
            'Target="styles.xml"/></Relationships>',
        )
        file.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" '
            'w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
        )
        file.writestr("word/media/image1.png", bytes(range(256)) * 8)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_parts(data: bytes, **changed: bytes) -> bytes:
    """The file with parts replaced or added, by name without folder and suffix."""
    out = io.BytesIO()
    held = parts(data) | {
        (
            name
            if "/" in name
            else {"types": "[Content_Types].xml", "ties": "word/_rels/document.xml.rels"}.get(
                name, f"word/{name}.xml"
            )
        ): content
        for name, content in changed.items()
    }
    with zipfile.ZipFile(out, "w") as file:
        for name, content in held.items():
            file.writestr(name, content)
    return out.getvalue()


def add_part(data: bytes, name: str, kind: str, xml: str) -> bytes:
    """The file with word/name.xml tied to its body."""
    held = parts(data)
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    types = held["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/{name}.xml" ContentType="{content_type}"/></Types>'.encode(),
    )
    ties = held["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="r{name}" Type="{base}{kind}" Target="{name}.xml"/>'
        "</Relationships>".encode(),
    )
    return with_parts(data, types=types, ties=ties, **{name: xml.encode()})


def says(*matched: str, each: bool = False, **more: Any) -> Check:
    """A check that finds these words, where they first stand, or each in a segment of its own."""

    def check(document: Document) -> DocumentReport:
        found = []
        used: set[int] = set()
        for words in matched:
            index, segment = next(
                (index, segment)
                for index, segment in enumerate(document.segments)
                if words in segment.text
                and segment.kind is not SegmentKind.COMMENT
                and index not in used
            )
            if each:
                used.add(index)
            start = segment.text.index(words)
            found.append(diagnostic(document, Span(index, start, start + len(words)), **more))
        return DocumentReport(document.name, diagnostics=tuple(found))

    return check


def diagnostic(
    document: Document,
    span: Span,
    *,
    swap: str = "",
    level: Level = Level.RETHINK,
    standing: Standing = Standing.OPEN,
) -> Diagnostic:
    segment = document.segments[span.segment]
    suggestions = tuple(Suggestion(f"wording {n}", SuggestionKind.INSTEAD) for n in range(1, 5))
    if swap:
        suggestions = (Suggestion(swap, SuggestionKind.SWAP), *suggestions)
    matched = segment.text[span.start : span.end]
    return Diagnostic(
        code="BLM101", name="failed-to-engage", level=level, standing=standing, reason="",
        matched=matched, message=f"“{matched}” puts it on one side.",
        ask="What was tried?", why="Puts it on one side.", suggestions=suggestions,
        location=document.location(segment, span.start, span.end),
        excerpt=Excerpt(segment.text, span.start, span.end), fingerprint="0" * 16, span=span,
    )  # fmt: skip


def reviewed(data: bytes, *matched: str, suggest: bool = False, **more: Any) -> Copy:
    """The copy of a Word file in which these words are found."""
    return writer.write(
        "letter.docx", data, says(*matched, **more), Wishes(suggest=suggest, when=NOON)
    )


def body_of(data: bytes) -> Any:
    return etree.fromstring(parts(data)["word/document.xml"])


def comments(data: bytes) -> dict[str, list[str]]:
    """The paragraphs of every comment, by its id."""
    if "word/comments.xml" not in parts(data):
        return {}
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {
        comment.get(w("id")): [
            "".join(text.text or "" for text in paragraph.iter(w("t")))
            for paragraph in comment.iter(w("p"))
        ]
        for comment in root.iter(w("comment"))
    }


def commented(data: bytes) -> dict[str, str]:
    """The words that every comment stands at, by its id, as a word processor would mark them."""
    open_ranges: dict[str, str] = {}
    closed: dict[str, str] = {}
    for node in body_of(data).iter():
        number = node.get(w("id")) or ""
        if node.tag == w("commentRangeStart"):
            open_ranges[number] = ""
        elif node.tag == w("commentRangeEnd"):
            closed[number] = open_ranges.pop(number)
        elif node.tag in (w("t"), w("tab"), w("noBreakHyphen")):
            text = node.text if node.tag == w("t") else {w("tab"): "\t"}.get(node.tag, "-")
            for key in open_ranges:
                open_ranges[key] += text or ""
    assert not open_ranges
    references = [node.get(w("id")) for node in body_of(data).iter(w("commentReference"))]
    assert sorted(references) == sorted(closed)
    return closed


def without_cuts(xml: bytes) -> bytes:
    """A part with neighbouring runs of one look put together, in canonical form."""
    root = etree.fromstring(xml)
    for text in root.iter(w("t")):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    for first in list(root.iter(w("r"))):
        while (second := first.getnext()) is not None and _look(first) == _look(second):
            content = [node for node in second if node.tag != w("rPr")]
            if len(first) and content and first[-1].tag == content[0].tag == w("t"):
                first[-1].text = (first[-1].text or "") + (content.pop(0).text or "")
            first.extend(content)
            first.getparent().remove(second)
    return etree.tostring(root, method="c14n")


def _look(element: Any) -> Any:
    if element.tag != w("r"):
        return object()
    about = element.find(w("rPr"))
    written = b"" if about is None else etree.tostring(about, method="c14n", with_tail=False)
    return dict(element.attrib), written


def without_comments(xml: bytes) -> bytes:
    """A body without the marks of any comment."""
    root = etree.fromstring(xml)
    for mark in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
        mark.getparent().remove(mark)
    for mark in list(root.iter(w("commentReference"))):
        mark.getparent().getparent().remove(mark.getparent())
    return without_cuts(etree.tostring(root))
