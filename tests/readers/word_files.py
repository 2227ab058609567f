"""Word documents made of raw XML, for the tests of their reader."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx as python_docx
from docx.oxml import parse_xml

from strengthlint.document import Document
from strengthlint.readers import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" '
    f'xmlns:r="{RELATIONSHIPS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def body(*blocks: str) -> bytes:
    """A document with these blocks of raw XML for its body."""
    document = python_docx.Document()
    for number, block in enumerate(blocks):
        tagged = re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", block)
        document.element.body.insert(number, parse_xml(tagged))
    return saved(document)


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """The document with a change in the text of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
    return out.getvalue()


def with_part(
    data: bytes, kind: str, content: str | bytes, name: str = "", relation: str = "rId99"
) -> bytes:
    """The document with one more part that its body is tied to.

    Args:
        data: The document.
        kind: Of the relationship, and of the part's name where none is given.
        content: Of the part.
        name: Of the part in the folder "word".
        relation: Id of the relationship.
    """
    name = name or f"{kind}.xml"
    tie = f'<Relationship Id="{relation}" Target="{name}" Type="{RELATIONSHIPS}/{kind}"/>'
    relations = "word/_rels/document.xml.rels"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for known in source.namelist():
            if known == f"word/{name}":
                continue
            old = source.read(known)
            if known == relations:
                text = re.sub(
                    rf'<Relationship [^>]*Target="{re.escape(name)}"[^>]*/>', "", old.decode()
                )
                old = text.replace("</Relationships>", f"{tie}</Relationships>").encode()
            target.writestr(known, old)
        target.writestr(f"word/{name}", content)
    return out.getvalue()


def read(data: bytes) -> Document:
    return docx.read("letter.docx", data)


def texts(data: bytes) -> list[str]:
    return [segment.text for segment in read(data).segments]


def run(text: str, about: str = "") -> str:
    about = f"<w:rPr>{about}</w:rPr>" if about else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{text}</w:t></w:r>'
