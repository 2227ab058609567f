"""Readers: bytes in, a `Document` out. They know no rules.

A reader is one module in this package that declares

    SUFFIXES = (".txt",)                                   # lower case, each claimed once
    def read(name: str, data: bytes) -> Document: ...

and raises `UnreadableDocument` for what it cannot read. One that needs what may not be installed
also declares

    def missing() -> str: ...      # "" where it can be used, else what to do ("install ...")

Other packages bring readers with the entry point group `strengthlint.readers`. A document library
is imported inside `read`, so that nobody pays for a format that a run does not meet.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath
from types import ModuleType

from strengthlint import limits
from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.unread import UNREAD
from strengthlint.spelling import nearest

__all__ = ["MAX_BYTES", "read", "suffixes", "too_large", "unread"]

MAX_BYTES = 40_000_000
"""Larger files are not read: no letter or policy is, and one would hold up a whole run."""

_BYTES_PER_CHARACTER = 40
"""What a file's size alone pays for, in the measure of `limits`: a second for each megabyte."""


@cache
def _modules() -> tuple[ModuleType, ...]:
    modules: list[ModuleType] = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "SUFFIXES"):
            modules.append(loaded)
    modules.extend(point.load() for point in entry_points(group="strengthlint.readers"))
    return tuple(modules)


def _missing() -> Iterator[tuple[ModuleType, str]]:
    """Every reader, and what it lacks ("" for nothing)."""
    for module in _modules():
        yield module, module.missing() if hasattr(module, "missing") else ""


@cache
def _readers() -> dict[str, ModuleType]:
    return {suffix: module for module in _modules() for suffix in module.SUFFIXES}


@cache
def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, sorted."""
    return tuple(
        sorted(
            suffix for module, missing in _missing() if not missing for suffix in module.SUFFIXES
        )
    )


@cache
def unread() -> Mapping[str, str]:
    """Suffixes of files that people write in and that cannot be read, with what can be done.

    The advice goes on after "2 .doc files were not read: " and has no full stop.
    """
    advice = dict(UNREAD)
    for module, missing in _missing():
        for suffix in module.SUFFIXES:
            if missing:
                advice[suffix] = missing
            else:
                advice.pop(suffix, None)
    return advice


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
    reader = _readers().get(suffix)
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
