"""What a cell holds as a document: plain text, or the HTML or RTF that case systems export."""

from __future__ import annotations

import html
import re
from typing import Final

from strengthlint import readers
from strengthlint.document import Document
from strengthlint.readers.text import segments

__all__ = ["document_of"]

# Only what a page is made of: "<5 units", "<name>" and an address in angle brackets are text.
_TAG: Final = re.compile(
    r"</?(?:p|div|span|br|b|i|u|em|strong|font|ul|ol|li|table|tbody|tr|td|th|h[1-6]|html|body|head|a|blockquote)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[a-zA-Z]{2,8});")
_RTF: Final = re.compile(r"\s*\{\\rtf")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def document_of(text: str) -> Document:
    """Read the text of a cell.

    Lines and columns count in the text as it stands, except of RTF and of text that was escaped for the
    web: there in what it reads as.

    Raises:
        UnreadableDocument: where it is RTF or HTML and cannot be read.
    """
    if "{" in text and _RTF.match(text):
        return readers.read("note.rtf", _NOT_ASCII.sub(_rtf_escape, text).strip().encode("ascii"))
    if "&" in text and _ENTITY.search(text) and not _TAG.search(text):
        text = html.unescape(text)
    if "<" in text and _TAG.search(text):
        # By its mark the reader knows the encoding, whatever the page says of the one it came from.
        return readers.read("note.html", text.encode("utf-8-sig", "surrogatepass"))
    return Document("note", text, tuple(segments(text)))


def _rtf_escape(character: re.Match[str]) -> str:
    """A character as RTF spells it: signed UTF-16 units, each with what older programs show."""
    units = character[0].encode("utf-16-le", "surrogatepass")
    numbers = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
    return "".join(f"\\u{number - 0x10000 if number > 0x7FFF else number}?" for number in numbers)
