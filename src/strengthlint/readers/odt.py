"""OpenDocument texts: .odt and the template .ott, and .fodt, which is one flat XML file.

The source is the text of every paragraph in reading order, one a line: the body with its tables
and text boxes, then footnotes and endnotes, then headers and footers. Not read: text that a
tracked change deleted, hidden and struck-out text, comments.
"""

from __future__ import annotations

from strengthlint.document import Document

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read an OpenDocument text; see `strengthlint.readers.read`."""
    from strengthlint.readers._odf.package import KIND, open_text
    from strengthlint.readers._odf.walk import Walk

    content, styles = open_text(data)
    walk = Walk(content, styles)
    try:
        walk.run()
    except RecursionError:
        raise KIND.too_deep() from None
    if not walk.paragraphs.segments and walk.pictures:
        raise KIND.no_text()
    gaps: list[str] = []
    if walk.objects:
        what = (
            "A chart, formula or embedded file was"
            if walk.objects == 1
            else f"{walk.objects} charts, formulas or embedded files were"
        )
        gaps.append(f"{what} not read; look at the words in them yourself.")
    return walk.paragraphs.document(name, tuple(gaps))
