"""MDX: Markdown with components. Imports, expressions and tags are no prose; the rest is Markdown."""

from __future__ import annotations

from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.text import decode

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read an MDX file; see `strengthlint.readers.read`."""
    from strengthlint.readers._markdown.blocks import Blocks
    from strengthlint.readers._markdown.components import mask

    source = decode(data)
    masked, apart = mask(source)
    # In MDX what is indented is no code: components are indented.
    blocks = Blocks(masked, indented_code=False)
    try:
        blocks.read()
    except RecursionError:
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "The lists, quotations or links of this MDX file are nested too deeply to be read. "
            "Take some of the nesting out and check it again.",
        ) from None
    segments = sorted(
        [*blocks.in_order(), *apart], key=lambda segment: segment.offsets.runs[0].source_start
    )
    return Document(name, source, tuple(segments), gaps=tuple(blocks.gaps))
