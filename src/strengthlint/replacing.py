"""Files written as a whole: what is there stays as it is until its successor is complete.

Whatever goes wrong on the way (a full disk, a folder that may not be written to), nothing of the old
file is lost and nothing of the new one is left behind.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from strengthlint.errors import StrengthlintError

__all__ = ["NotWritten", "replacement", "write_whole"]

_NAME = 40
"""Characters of a name that its forerunner has too; a name may be no longer than its disk allows."""


class NotWritten(StrengthlintError):  # noqa: N818 - says what happened
    """A file that could not be written.

    Args:
        what: What it is and where, as the subject of a sentence ("The report").
        error: What the system said.
        advice: What to do, where it is not the usual.
    """

    def __init__(self, what: str, error: OSError, advice: str = "") -> None:
        told = f"{what} cannot be written: {error.strerror or error}."
        super().__init__(f"{told} {advice or _advice(error)}".rstrip())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file as a whole; see `replacement`."""
    with replacement(path) as file:
        file.write(data)


@contextmanager
def replacement(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of another where all went well.

    Who may read and write stays as it was; where the path is a link, the file behind it is replaced.

    Raises:
        OSError: if it cannot be written; then there is no trace of it.
    """
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    scratch = target.with_name(f"{target.name[:_NAME]}.{secrets.token_hex(4)}.partial")
    try:
        with scratch.open("xb") as file:
            yield file
            file.flush()
            # A disk on a network may say only now that it is full.
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, scratch)
        scratch.replace(target)
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "Make room, and run this again; nothing was lost."
    if isinstance(error, PermissionError):
        return "If it is open in another program, close it there; or name another place."
    return ""
