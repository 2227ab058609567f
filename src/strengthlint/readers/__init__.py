"""Readers: bytes in, a `Document` out. They know no rules.

A reader is one module in this package, with a line in `BUILT_IN`, that declares

    def read(name: str, data: bytes) -> Document: ...

and raises `UnreadableDocument` for what it cannot read. It is imported when the first document of
its kind is read, so that nobody pays for a format that a run does not meet. One that needs what may
not be installed is in `_MAY_LACK` too and declares

    def missing() -> str: ...      # "" where it can be used, else what to do ("install ...")

Other packages bring readers with the entry point group `strengthlint.readers`: a module with

    SUFFIXES = (".txt",)                                   # lower case, each claimed once
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from types import ModuleType
from typing import Final

from strengthlint import limits
from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.plugins import plugins
from strengthlint.readers.unread import UNREAD
from strengthlint.spelling import nearest

__all__ = ["BUILT_IN", "MAX_BYTES", "read", "suffixes", "too_large", "unread"]

BUILT_IN: Final = {
    "doc": (".doc", ".dot"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "eml": (".eml",),
    "html": (".html", ".htm", ".xhtml"),
    "markdown": (".md", ".markdown", ".mdown"),
    "mdx": (".mdx",),
    "msg": (".msg", ".oft"),
    "odt": (".odt", ".ott", ".fodt"),
    "pdf": (".pdf",),
    "pptx": (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
    "rtf": (".rtf",),
    "text": (".txt", ".text"),
}
"""The module of each reader and the suffixes that it reads, each claimed once."""

_MAY_LACK: Final = frozenset({"doc"})

MAX_BYTES = 40_000_000
"""Larger files are not read: no letter or policy is, and one would hold up a whole run."""

_BYTES_PER_CHARACTER = 40
"""What a file's size alone pays for, in the measure of `limits`: a second for each megabyte."""


@cache
def _installed() -> dict[str, ModuleType]:
    """The readers of other packages, by suffix."""
    return {
        suffix: module
        for _, module in plugins("strengthlint.readers")
        for suffix in module.SUFFIXES
    }


def _lacks() -> dict[str, str]:
    """Every suffix that there is a reader for, and what that lacks ("" for nothing)."""
    found: dict[str, str] = {}
    for name, own in BUILT_IN.items():
        found.update(dict.fromkeys(own, _built_in(name).missing() if name in _MAY_LACK else ""))
    for suffix, module in _installed().items():
        found[suffix] = module.missing() if hasattr(module, "missing") else ""
    return found


def _built_in(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")


def _reader(suffix: str) -> ModuleType | None:
    """What reads files with a suffix."""
    name = next((name for name, own in BUILT_IN.items() if suffix in own), "")
    return _installed().get(suffix) or (_built_in(name) if name else None)


@cache
def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, sorted."""
    return tuple(sorted(suffix for suffix, lacks in _lacks().items() if not lacks))


@cache
def unread() -> Mapping[str, str]:
    """Suffixes of files that people write in and that cannot be read, with what can be done.

    The advice goes on after "2 .doc files were not read: " and has no full stop.
    """
    lacks = _lacks()
    advice = {suffix: said for suffix, said in UNREAD.items() if suffix not in lacks}
    return advice | {suffix: said for suffix, said in lacks.items() if said}


def too_large(size: int) -> UnreadableDocument:
    """What to raise for a file of `size` bytes, when that is over `MAX_BYTES`."""
    return UnreadableDocument(
        ReadErrorKind.TOO_LARGE,
        f"This file is {size // 1_000_000} MB; the limit is {MAX_BYTES // 1_000_000} MB. "
        "Split it into parts and check those.",
    )


def read(name: str, data: bytes) -> Document:
    """Read a document by the suffix of its name.

    Args:
        name: A path or the name given for standard input; nothing is opened.
        data: The whole file.

    Raises:
        UnreadableDocument: with a kind and a sentence that says what to do; also where it takes more
            time or memory than `limits` allows.
    """
    if len(data) > MAX_BYTES:
        raise too_large(len(data))
    suffix = PurePath(name).suffix.lower()
    reader = _reader(suffix)
    if reader is None:
        raise _unsupported(suffix)
    # A large file may be all prose; a small one has to show by its text that it needs the time.
    document: Document = limits.within(
        lambda: reader.read(name, data), len(data) // _BYTES_PER_CHARACTER
    )
    return document


def _near(suffix: str) -> str:
    """The suffix that one with a slip was meant to be, or ""."""
    swapped = [known for known in suffixes() if sorted(known) == sorted(suffix)]
    return swapped[0] if swapped else nearest(suffix, suffixes(), 0.7) or ""


def _unsupported(suffix: str) -> UnreadableDocument:
    advice = unread().get(suffix)
    if advice:
        advice = f"{advice[:1].upper()}{advice[1:]}."
    elif near := _near(suffix):
        advice = f"If {near} is meant, rename it and check it again."
    else:
        advice = f"Save it as one of: {', '.join(suffixes())}."
    return UnreadableDocument(
        ReadErrorKind.UNSUPPORTED,
        f"Files of this type ({suffix or 'no suffix'}) cannot be read. {advice}",
    )
