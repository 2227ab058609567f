"""The zip that an office document is: parts are unpacked one by one, bounded, and parsed safely."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, Final

from strengthlint.errors import ReadErrorKind, UnreadableDocument

__all__ = ["ZIP_ERRORS", "Archive", "Element", "Kind", "parse_xml"]

Element = Any
"""An lxml element; lxml ships no types."""

# What is read of a file, unpacked, and how many tags: a novel has 3 MB and 100,000 of them.
_MAX_UNPACKED: Final = 60_000_000
_MOST_TAGS: Final = 2_500_000

ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of document is called where something is wrong with one.

    Attributes:
        name: "OpenDocument text".
        program: Where it is opened: "LibreOffice or Word".
        suffix: ".odt".
    """

    name: str
    program: str
    suffix: str

    def damaged(self) -> UnreadableDocument:
        """The error for one that cannot be opened."""
        return UnreadableDocument(
            ReadErrorKind.DAMAGED,
            f"This {self.name} is damaged and cannot be opened. Open it in {self.program}, let it "
            "be repaired, save it and check it again, or ask the sender for a fresh copy.",
        )

    def empty(self) -> UnreadableDocument:
        """The error for a file without a byte in it."""
        return UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "This file is empty: there is nothing in it, not even a blank page. Save it again, or "
            "ask the sender for a fresh copy.",
        )

    def encrypted(self) -> UnreadableDocument:
        """The error for one under a password."""
        return UnreadableDocument(
            ReadErrorKind.ENCRYPTED,
            f"This {self.name} is protected by a password. Open it in {self.program}, save it "
            "without the password and check it again.",
        )

    def too_large(self) -> UnreadableDocument:
        """The error for one that would hold up a whole run."""
        return UnreadableDocument(
            ReadErrorKind.TOO_LARGE,
            f"This {self.name} holds far more than a letter or policy can. Split it "
            "into parts and check those.",
        )

    def too_deep(self) -> UnreadableDocument:
        """The error for one whose parts stand within each other without end."""
        return UnreadableDocument(
            ReadErrorKind.DAMAGED,
            f"The parts of this {self.name} are nested deeper than it can be read. Copy its text "
            "into a new document and check that.",
        )

    def something_else(self) -> UnreadableDocument:
        """The error for another type under this suffix."""
        return UnreadableDocument(
            ReadErrorKind.UNSUPPORTED,
            f"This file has the name of an {self.name} ({self.suffix}) but is something else. Open "
            f"it in the program it was made with, save it as {self.suffix} or as a Word document "
            "(.docx) and check that.",
        )

    def no_text(self) -> UnreadableDocument:
        """The error for one that holds pictures and no word."""
        return UnreadableDocument(
            ReadErrorKind.NO_TEXT,
            f"This {self.name} holds pictures and no text. Run text recognition (OCR) on them, or "
            "type the words out, and check that.",
        )


class Archive:
    """The zip that an office document is.

    Args:
        data: The whole file.
        kind: For what is said where something is wrong.

    Raises:
        UnreadableDocument: if it is no zip or a damaged one.
    """

    def __init__(self, data: bytes, kind: Kind) -> None:
        self.kind = kind
        if not data.strip(b"\0 \r\n"):
            raise kind.empty()
        if not data.startswith(b"PK"):
            raise kind.something_else()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS:
            raise kind.damaged() from None
        self._infos = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a part that is there."""
        info = self._infos[name]
        if info.flag_bits & 0x1:
            raise self.kind.encrypted()
        self._unpacked += info.file_size
        if self._unpacked > _MAX_UNPACKED:
            raise self.kind.too_large()
        try:
            # No more than the declared size is ever unpacked; zipfile sees to that.
            return self._zip.read(info)
        except ZIP_ERRORS:
            raise self.kind.damaged() from None

    def parse(self, name: str) -> Element | None:
        """The root of an XML part, or None where there is no such part."""
        if name not in self:
            return None
        return parse_xml(self.read(name), self.kind)


def parse_xml(data: bytes, kind: Kind) -> Element:
    """The root of an XML file; entities are not expanded and nothing is fetched.

    Raises:
        UnreadableDocument: if it is damaged, too large, or has a document type.
    """
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        raise kind.too_large()
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, RecursionError):
        raise kind.damaged() from None
    # No office program writes a document type; whoever does is after entity expansion.
    if root.getroottree().docinfo.doctype:
        raise kind.damaged()
    return root
