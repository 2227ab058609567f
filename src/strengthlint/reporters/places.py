"""How reports name files and places in them; not a reporter itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath
from urllib.parse import quote

from strengthlint.document import Cell, Landmark, Location, Part

__all__ = ["has_lines", "place", "portable_path", "printable", "uri"]

# Join the parts of one emoji or letter; harmless, and names of people need them.
_JOINERS = "\u200c\u200d"


_PARTS = {
    Part.TEXT_BOX: "text box",
    Part.ALT_TEXT: "alt text of a picture",
    Part.WORD_ART: "WordArt",
    Part.SPEAKER_NOTES: "speaker notes",
}
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc")
_LONGEST_HEADING = 40


def has_lines(path: str, location: Location) -> bool:
    """Whether the lines of a location are lines that an editor shows for the file."""
    return location.page is None and location.landmark is None


def place(path: str, location: Location) -> str:
    """A place as people would say it.

    "line 4", "page 3, line 12", "page 2 (as Word last saved it), table 1, row 3, column “Needs”".
    """
    if location.page is not None:
        return f"page {location.page}, line {location.line}"
    if location.landmark is None:
        return f"line {location.line}"
    return ", ".join(_found_by(path, location, location.landmark))


def _found_by(path: str, location: Location, landmark: Landmark) -> Iterator[str]:
    if landmark.page is not None:
        by = "as Word last saved it" if path.lower().endswith(_WORD) else "as it was last saved"
        yield f"page {landmark.page} ({by})"
    if landmark.part is not Part.BODY:
        part = _PARTS.get(landmark.part, landmark.part.value)
        yield f"{part} {landmark.number}" if landmark.number else part
    if landmark.cell is not None:
        yield from _cell(landmark.cell)
    elif landmark.part is Part.BODY:
        yield _paragraph(location, landmark)


def _paragraph(location: Location, landmark: Landmark) -> str:
    if landmark.is_heading:
        return f"heading {landmark.list_number}".rstrip()
    if landmark.paragraph is None:
        return f"paragraph {location.line}"
    number = landmark.list_number.strip(" .")
    # "4.2" is found by itself, "a)" stands in many places.
    if "." in number:
        return f"point {number}"
    counted = f"paragraph {landmark.paragraph}"
    if landmark.under_heading:
        counted += " under its heading"
    return f"{counted}, numbered “{landmark.list_number}”" if number else counted


def _cell(cell: Cell) -> Iterator[str]:
    if cell.outer is not None:
        yield from _cell(cell.outer)
        yield f"inner table {cell.table}"
    else:
        yield f"table {cell.table}"
    row = f" (“{_shortened(cell.row_heading)}”)" if cell.row_heading else ""
    yield f"row {cell.row}{row}"
    if cell.column_heading:
        yield f"column “{_shortened(cell.column_heading)}”"
    else:
        yield f"column {cell.column}"


def _shortened(heading: str) -> str:
    if len(heading) <= _LONGEST_HEADING:
        return heading
    return f"{heading[:_LONGEST_HEADING].rsplit(' ', 1)[0].rstrip(' ,;:')} …"


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


def portable_path(path: str, base: Path | None = None) -> str:
    """A path with forward slashes, relative where it lies below a folder.

    Args:
        path: As it was given.
        base: The folder, in full; where None, the working directory, and a path that is relative
            stays as it is.
    """
    named = PurePath(path)
    if base is not None and Path.cwd() != base:
        named = PurePath(os.path.abspath(path))  # noqa: PTH100 - a link stays where it is
    below = base or Path.cwd()
    if named.is_absolute() and named.is_relative_to(below):
        named = named.relative_to(below)
    return named.as_posix()


def uri(path: str, base: Path | None = None) -> str:
    """A path as a URI reference: relative where it can be, percent-encoded."""
    portable = portable_path(path, base)
    if PurePath(portable).is_absolute():
        return PurePath(portable).as_uri()
    # A name that is no valid text keeps its bytes.
    return quote(portable, errors="surrogateescape")
