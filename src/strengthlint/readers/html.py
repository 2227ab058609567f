"""Web pages: .html, .htm and .xhtml, also as Word and LibreOffice save them.

The source is the file as it is, so that lines are those of the file. Read are its text, its title
and description, and the words of attributes that people get to hear or see (alternative text,
titles of links, hints in forms). Not read: code, scripts, what is hidden or struck out.
"""

from __future__ import annotations

import re
from typing import Final

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.text import decode

__all__ = ["decode_html", "read"]

_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What pages say that they are and are not: those that say Latin-1 have Windows' quotation marks.
_MEANT: Final = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "x-sjis": "cp932", "shift_jis": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
}  # fmt: skip


def read(name: str, data: bytes) -> Document:
    """Read a web page; see `strengthlint.readers.read`."""
    from strengthlint.readers._html.walk import Walk

    if data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableDocument(
            ReadErrorKind.UNSUPPORTED,
            "This file has the name of a web page but is something else. Open it in the program it "
            "was made with, save it as a Word document (.docx) and check that.",
        )
    source = decode_html(data)
    walk = Walk(source)
    walk.run()
    return Document(name, source, walk.in_order())


def decode_html(data: bytes, declared: str = "") -> str:
    """The text of a web page, by what it says about its encoding where that can be.

    Args:
        data: The whole file.
        declared: The encoding that a message gives for it, or "".
    """
    if not data.startswith(_MARKS) and b"\0" not in data[:200]:
        match = _ENCODING.search(data[:200]) or _CHARSET.search(data[:4096])
        label = (declared or (match[1].decode("ascii") if match else "")).lower()
        if label and not label.startswith("utf"):
            try:
                return data.decode(_MEANT.get(label, label), "replace")
            except (LookupError, UnicodeError, ValueError):
                pass
    return decode(data)
