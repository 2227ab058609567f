"""Files of other kinds that stand in a Word document for Word to convert (altChunk).

Programs that make letters from web pages write whole letters this way. Each is read by the reader
for its kind; one for which there is none is left to the caller to tell.
"""

from __future__ import annotations

import email
import email.policy
from pathlib import PurePosixPath

from strengthlint.document import Document
from strengthlint.errors import UnreadableDocument

__all__ = ["read_chunk"]

_KNOWN_AS = {".htm": ".html", ".xhtml": ".html", ".text": ".txt"}
_MHT = (".mht", ".mhtml")


def read_chunk(name: str, content: bytes) -> Document | None:
    """The document that such a part holds, or None if it cannot be read.

    Args:
        name: Of the part; its suffix says of what kind it is, or else its first bytes do.
        content: Its bytes.
    """
    # Not at the top: the readers know this package.
    from strengthlint import readers

    suffix = PurePosixPath(name).suffix.lower()
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in _MHT or head.startswith((b"mime-version", b"from:", b"content-type:")):
        page = _page_of(content)
        if page is None:
            return None
        content, suffix = page, ".html"
    elif head.startswith((b"<!doctype html", b"<html")):
        suffix = ".html"
    elif head.startswith(b"{\\rtf"):
        suffix = ".rtf"
    elif head.startswith(b"pk\x03\x04"):
        suffix = ".docx"
    suffix = _KNOWN_AS.get(suffix, suffix)
    if suffix not in readers.suffixes():
        return None
    try:
        return readers.read(f"part{suffix}", content)
    except UnreadableDocument:
        return None


def _page_of(content: bytes) -> bytes | None:
    """The web page in a MIME message, in UTF-8."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            try:
                text = part.get_content()
            except (KeyError, LookupError, ValueError):
                return None
            return str(text).encode("utf-8", "surrogatepass")
    return None
