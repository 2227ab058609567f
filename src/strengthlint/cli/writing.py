"""Where a report goes: the terminal or a file, which is never a document of the run."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from strengthlint.replacing import NotWritten, replacement

if TYPE_CHECKING:
    from strengthlint.run import Progress

__all__ = ["is_own_page", "refuse_output", "repository_of", "wants_color", "width", "write"]

# What no report can be written as, and what people call it.
_COPIES = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm", ".doc"), "Word document"),
    ".pdf": "PDF",
    ".odt": "OpenDocument text",
    ".pptx": "presentation",
}
_HEAD = 400
"""Bytes of a page in which it says who made it."""

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Variables in which CI servers say where they put the repository."""


def wants_color(choice: str, output_file: str | None) -> bool:
    """Whether to write terminal colours, for "auto", "always" or "never"."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return not output_file and sys.stdout.isatty()


def width(output_file: str | None) -> int:
    """Columns to fill at most."""
    if output_file or not sys.stdout.isatty():
        return 80
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def repository_of(folder: Path) -> Path | None:
    """The top of the repository that a folder is in, as its host sees it; None where there is none."""
    for name in _CHECKOUTS:
        value = os.environ.get(name)
        if value and folder.is_relative_to(value):
            return Path(value)
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def is_own_page(path: Path, output: Path) -> bool:
    """Whether a file is what is to be written anew: a page that an earlier run wrote there."""
    from strengthlint.reporters.page import GENERATOR

    if not (output.is_file() and path.is_file() and path.samefile(output)):
        return False
    with path.open("rb") as file:
        return GENERATOR.encode() in file.read(_HEAD)


def refuse_output(output: Path, inputs: Sequence[Path]) -> None:
    """Say no to a report that would take the place of a document, or look like one.

    Raises:
        click.UsageError: with what to do in its place.
    """
    is_copy = output.suffix.lower() in _COPIES
    meant = next((path for path in inputs if path.suffix.lower() == output.suffix.lower()), None)
    if output.exists():
        for path in inputs:
            if path.is_file() and path.samefile(output):
                raise click.UsageError(
                    f"{output} is one of the files to check, and a report would take its place. "
                    f"{_copy_of(path)}Or name another file for the report."
                )
    if is_copy:
        raise click.UsageError(
            f"A report is text, and no {_COPIES[output.suffix.lower()]}. "
            + (_copy_of(meant) if meant else "A copy with remarks: strengthlint review FILE. ")
            + "A report for a browser: --output-format html -o report.html"
        )


def write(
    pieces: Iterable[str], output_file: str | None, progress: Progress, encoding: str = "utf-8"
) -> None:
    """Write a report to the terminal as it comes, or to a file when it is complete.

    Raises:
        NotWritten: where the file cannot be written.
    """
    if output_file is None:
        for piece in pieces:
            with progress.aside():
                click.echo(piece, nl=False, color=True)
        return
    path = Path(output_file)
    try:
        with _opened(path) as raw:
            file = TextIOWrapper(raw, encoding, newline="\n")
            file.writelines(pieces)
            file.flush()
            file.detach()
    except OSError as error:
        raise NotWritten(str(path), error) from None


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    # A reader of the file never meets half a report; a device or a pipe is written to and never replaced.
    return replacement(path) if path.is_file() or not path.exists() else path.open("wb")


def _copy_of(path: Path) -> str:
    name = shlex.quote(str(path)) if sys.platform != "win32" else f'"{path}"'
    return f"For a copy of it with remarks: strengthlint review {name}. "
