"""Markdown: CommonMark with tables, strikethrough and footnotes; only its prose is read."""

from __future__ import annotations

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.text import decode

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read a Markdown file; see `strengthlint.readers.read`."""
    from strengthlint.readers._markdown.blocks import Blocks

    source = decode(data)
    blocks = Blocks(source)
    try:
        blocks.read()
    except RecursionError:
        raise UnreadableDocument(
            ReadErrorKind.TOO_COMPLEX,
            "The lists, quotations or links of this Markdown file are nested too deeply to be "
            "read. Take some of the nesting out and check it again.",
        ) from None
    return Document(name, source, tuple(blocks.in_order()), gaps=tuple(blocks.gaps))
