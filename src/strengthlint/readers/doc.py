"""Word 97-2003: .doc and .dot, made into .docx and read as that.

By msdoc2docx where it is installed (`strengthlint[doc]`; pure Python), else by LibreOffice where
that is, with macros and links to elsewhere switched off. What only has the name is read as what it
is: case-management systems export rich text and web pages as .doc.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument

__all__ = ["missing", "read"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def missing() -> str:
    """What it takes to read these files, or "" where all is there."""
    from strengthlint.readers._word.office import find_office

    if find_spec("doc2docx") or find_office():
        return ""
    return "install strengthlint[doc] or LibreOffice, or save as Word (.docx) and check that"


def read(name: str, data: bytes) -> Document:
    """Read a document of an older Word; see `strengthlint.readers.read`."""
    from strengthlint.readers import docx, html, rtf
    from strengthlint.readers._word.binary import to_docx

    if data.startswith(_OLE):
        advice = missing()
        if advice:
            raise UnreadableDocument(
                ReadErrorKind.UNSUPPORTED,
                "Documents of older Word versions (.doc) cannot be read here. "
                f"{advice[:1].upper()}{advice[1:]}.",
            )
        converted, gaps = to_docx(data)
        document = docx.read(name, converted)
        return replace(document, gaps=gaps + document.gaps)
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return rtf.read(name, data)
    if head.startswith((b"<html", b"<!doctype html")) or b"<html" in head:
        return html.read(name, data)
    return docx.read(name, data)
