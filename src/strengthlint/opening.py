"""The bytes of one file on disk. Only regular files are opened, and none that is too large."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from strengthlint import readers
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.spelling import did_you_mean

__all__ = ["failure", "read_bytes"]

# Opening must neither wait for the other end of a pipe nor translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def read_bytes(path: Path) -> bytes:
    """All of a file.

    Raises:
        UnreadableDocument: with a kind and a sentence that says what to do.
    """
    try:
        # Looked at before it is opened: opening a device may already do something.
        _refuse(path.stat())
        descriptor = os.open(path, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            _refuse(os.fstat(descriptor))
            data = file.read(readers.MAX_BYTES + 1)
    except OSError as error:
        raise failure(error, path) from None
    if len(data) > readers.MAX_BYTES:
        raise readers.too_large(len(data))
    return data


def _refuse(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        # A folder comes here only where it could not be listed.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocument(
            ReadErrorKind.UNSUPPORTED,
            "This is a pipe or a device and not a file, so it was not opened. "
            "To check what a program writes, use - and its output as standard input.",
        )
    # A huge file is told by its size and never read into memory.
    if status.st_size > readers.MAX_BYTES:
        raise readers.too_large(status.st_size)


def failure(error: OSError, path: Path) -> UnreadableDocument:
    """What to raise for a file that could not be opened."""
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return UnreadableDocument(
            ReadErrorKind.MISSING,
            "This is a link, and the file that it leads to is not there. Name the file itself.",
        )
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        advice = did_you_mean(
            path.name, _beside(path), "Check the spelling of its name.", least=0.8
        )
        return UnreadableDocument(ReadErrorKind.MISSING, f"There is no such file. {advice}")
    if error.errno == errno.ELOOP:
        return UnreadableDocument(
            ReadErrorKind.MISSING, "This is a link that leads back to itself. Name the file itself."
        )
    if isinstance(error, PermissionError):
        return UnreadableDocument(
            ReadErrorKind.PERMISSION,
            "This may not be opened with your account. Ask its owner for permission, or copy it to a "
            "folder of your own.",
        )
    return UnreadableDocument(
        ReadErrorKind.DAMAGED,
        f"This cannot be opened: {error.strerror or error}. Try a copy of it.",
    )


def _beside(path: Path) -> list[str]:
    """The names of the files in the folder where one was looked for."""
    try:
        return [item.name for item in os.scandir(path.parent) if item.is_file()]
    except OSError:
        return []
