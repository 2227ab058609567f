"""Checks files, with several processes where there are many, and makes the report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from strengthlint import readers
from strengthlint.config import Settings
from strengthlint.errors import ReadErrorKind
from strengthlint.linter import Linter
from strengthlint.report import (
    DocumentReport,
    LexiconStamp,
    ReadFailure,
    Report,
    UnreadType,
)
from strengthlint.run import workers
from strengthlint.run.discovery import Found, find_files

__all__ = ["check_found", "check_paths", "make_report", "unread_types"]

_PARALLEL = 40
"""From this many files on, starting more processes pays for itself."""


def check_paths(
    paths: Iterable[Path], settings: Settings | None = None, jobs: int | None = None
) -> Report:
    """Check files and folders and make the report.

    Raises:
        LexiconError: if the lexicon cannot be used.
        ConfigError: if the settings name a rule or a profile that there is not.
    """
    settings = settings or Settings()
    found = list(find_files(list(paths), settings, readers.suffixes(), unread=readers.unread()))
    linter = Linter(settings)
    return make_report(check_found(found, linter, jobs), linter, unread_types(found))


def check_found(
    found: Iterable[Found], linter: Linter, jobs: int | None = None
) -> Iterable[DocumentReport]:
    """Check files that were found, in their order; those of a type that is not read are left out."""
    found = [item for item in found if not item.unread]
    count = jobs or min(os.cpu_count() or 1, 8)
    if len(found) < _PARALLEL or count < 2:
        return [check(linter, item) for item in found]
    return workers.check_all(linter, found, check, count)


def unread_types(found: Iterable[Found]) -> tuple[UnreadType, ...]:
    """The types that were met in folders and are not read, with what can be done."""
    counts = Counter(item.path.suffix.lower() for item in found if item.unread)
    advice = readers.unread()
    return tuple(UnreadType(suffix, counts[suffix], advice[suffix]) for suffix in sorted(counts))


def check(linter: Linter, found: Found) -> DocumentReport:
    """Check one of the files that were found."""
    if found.empty_folder:
        return DocumentReport(
            str(found.path),
            error=ReadFailure(
                ReadErrorKind.MISSING,
                "There is nothing in this folder that can be read. "
                f"Name a folder with files of these types: {', '.join(readers.suffixes())}.",
            ),
        )
    return linter.check_path(found.path)


def make_report(
    documents: Iterable[DocumentReport], linter: Linter, not_read: tuple[UnreadType, ...] = ()
) -> Report:
    """A report over documents that one linter has checked."""
    documents = tuple(documents)
    codes = {diagnostic.code for document in documents for diagnostic in document.diagnostics}
    lexicon = linter.lexicon
    entries = {
        code: lexicon.entry(index)
        for code in sorted(codes)
        if (index := lexicon.index(code)) is not None
    }
    return Report(
        documents,
        LexiconStamp(lexicon.version, lexicon.digest),
        entries,
        lexicon.sources,
        linter.settings.show,
        linter.settings.fail_on,
        not_read,
    )
