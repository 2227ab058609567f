"""Copies of a document with remarks in them, in the form that the document has.

A writer is one module in this package, named in `_WRITERS` as the reader of its form is, that declares

    REMARKS = ("comment", "comments")                      # what people call them there
    def clean(name: str, data: bytes) -> Cleaned: ...
    def write(name: str, data: bytes, check: Check, wishes: Wishes) -> Copy: ...

and raises `CannotCopy` for what it cannot write. The original is bytes that come in, and is never
touched.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final, Protocol, cast

from strengthlint.readers import BUILT_IN
from strengthlint.review.copies import CannotCopy, Check, Cleaned, Copy, Rewording, Wishes

__all__ = [
    "CannotCopy",
    "Cleaned",
    "Copy",
    "Rewording",
    "Wishes",
    "Writer",
    "copy_name",
    "writer_for",
]


_WRITERS: Final = ("docx", "pdf")


class Writer(Protocol):
    """A module that writes copies in one form."""

    REMARKS: tuple[str, str]

    def clean(self, name: str, data: bytes) -> Cleaned:
        """The file without our remarks."""

    def write(self, name: str, data: bytes, check: Check, wishes: Wishes) -> Copy:
        """The file with remarks; what of ours was in it goes first."""


def writer_for(path: Path) -> Writer | None:
    """The writer of copies in a file's own form, or None where only a page can be made."""
    suffix = path.suffix.lower()
    name = next((name for name in _WRITERS if suffix in BUILT_IN[name]), None)
    return cast("Writer", importlib.import_module(f"{__name__}.{name}")) if name else None


def copy_name(path: Path, word: str, suffix: str) -> Path:
    """What to call a copy: letter.docx becomes letter.reviewed.docx, and that ….reviewed.2.docx.

    Args:
        path: The file that is copied.
        word: What is said of the copy, "reviewed" or "clean".
        suffix: What its name ends in.
    """
    stem, _, number = path.stem.rpartition(".")
    if stem and number.isdecimal() and stem.endswith(".reviewed"):
        base, count = stem.removesuffix(".reviewed"), int(number)
    elif path.stem.endswith(".reviewed"):
        base, count = path.stem.removesuffix(".reviewed"), 1
    else:
        base, count = path.stem, 0
    again = f".{count + 1}" if count and word == "reviewed" else ""
    return path.with_name(f"{base}.{word}{again}{suffix}")
