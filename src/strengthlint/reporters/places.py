"""How reports name files and places in them; not a reporter itself."""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import quote

from strengthlint.document import Location

__all__ = ["has_lines", "place", "portable_path", "printable", "uri"]

# Join the parts of one emoji or letter; harmless, and names of people need them.
_JOINERS = "\u200c\u200d"


def has_lines(path: str, location: Location) -> bool:
    """Whether the lines of a location are lines that an editor shows for the file."""
    return location.page is None and not path.lower().endswith(".docx")


def place(path: str, location: Location) -> str:
    """A place as people would say it: "line 4", "paragraph 12", "page 3, line 12"."""
    if location.page is not None:
        return f"page {location.page}, line {location.line}"
    return f"{'line' if has_lines(path, location) else 'paragraph'} {location.line}"


def printable(text: str) -> str:
    """Text with control characters escaped: one line, and no orders to the terminal.

    A file may be called anything, and a note may hold an escape sequence.
    """
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in _JOINERS
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def portable_path(path: str) -> str:
    """A path with forward slashes, relative to the working directory where it lies below it."""
    named = PurePath(path)
    if named.is_absolute() and named.is_relative_to(Path.cwd()):
        named = named.relative_to(Path.cwd())
    return named.as_posix()


def uri(path: str) -> str:
    """A path as a URI reference: relative where it can be, percent-encoded."""
    portable = portable_path(path)
    if PurePath(portable).is_absolute():
        return PurePath(portable).as_uri()
    # A name that is no valid text keeps its bytes.
    return quote(portable, errors="surrogateescape")
