"""PowerPoint: .pptx, shows and templates, with and without macros, which are never run.

The source is the text of every paragraph, slide after slide, one a line; of each slide the
title first and the speaker's notes last. Not read: comments, struck-out text, dates and slide numbers.
"""

from __future__ import annotations

from strengthlint.document import Document

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read a PowerPoint presentation; see `strengthlint.readers.read`."""
    from strengthlint.readers._slides.package import KIND
    from strengthlint.readers._slides.walk import Walk

    walk = Walk(data)
    try:
        walk.run()
    except RecursionError:
        raise KIND.too_deep() from None
    if not walk.paragraphs.segments and walk.pictures:
        raise KIND.no_text()
    gaps = list(walk.gaps)
    if walk.objects:
        what = (
            "A chart or embedded file was"
            if walk.objects == 1
            else f"{walk.objects} charts or embedded files were"
        )
        gaps.append(f"{what} not read; look at the words in them yourself.")
    return walk.paragraphs.document(name, tuple(gaps))
