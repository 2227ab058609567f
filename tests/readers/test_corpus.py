"""Every file of a folder of real documents is read, or refused for a reason.

The folders are not part of the project. They are looked for in `corpus` below the path that the
environment variable STRENGTHLINT_SHARED names, or below `shared` beside the checkout.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strengthlint import readers
from strengthlint.errors import UnreadableDocument

SHARED = Path(os.environ.get("STRENGTHLINT_SHARED") or Path(__file__).parents[2].parent / "shared")
FOLDERS = (SHARED / "corpus" / "docx", SHARED / "corpus" / "pdf")


def files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in folder.glob("*") if path.is_file())


@pytest.mark.skipif(not files(), reason=f"no documents in {SHARED}")
@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_each_file_is_read_or_refused_for_a_reason(path: Path) -> None:
    try:
        document = readers.read(path.name, path.read_bytes())
    except UnreadableDocument as error:
        document, message = None, error.message
    else:
        message = ""
    if document is None:
        assert message.endswith(".")
        return
    lines = document.source.split("\n")
    for segment in document.segments:
        assert len(segment.offsets) == len(segment.text)
        location = document.location(segment, 0, len(segment.text))
        assert 1 <= location.line <= len(lines)
        assert (location.page is not None) == (path.suffix.lower() == ".pdf")
    if path.suffix.lower() == ".pdf":
        assert document.segments
