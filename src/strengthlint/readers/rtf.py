"""Rich text: .rtf, as Word, WordPad, LibreOffice and case-management systems write it.

The source is the text of every paragraph in reading order, one a line: the body with its tables
and text boxes, then footnotes and endnotes, then headers and footers. Not read: text that a
tracked change deleted, hidden and struck-out text, comments, field codes.
"""

from __future__ import annotations

from strengthlint.document import Document

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read a rich text document; see `strengthlint.readers.read`."""
    from strengthlint.readers._rtf.stories import read_rtf

    return read_rtf(name, data)
