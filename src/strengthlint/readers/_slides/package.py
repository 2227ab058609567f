"""The zip that a PowerPoint file is, and the ties between its parts."""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import unquote

from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._archive import Archive, Element, Kind

__all__ = ["KIND", "Package", "local_name"]

KIND: Final = Kind("PowerPoint presentation", "PowerPoint", ".pptx")

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def local_name(element: Element) -> str:
    """The element's name without its namespace; "" for one of no account."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Package:
    """A PowerPoint file.

    Attributes:
        main: Name of the part that lists the slides.
        presentation: Its root.

    Raises:
        UnreadableDocument: if it is damaged, under a password or no presentation.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise KIND.encrypted()
            raise UnreadableDocument(
                ReadErrorKind.UNSUPPORTED,
                "This file has the name of a PowerPoint presentation but is in the older .ppt "
                "format or another Office format. Open it in PowerPoint, save it as .pptx and "
                "check that.",
            )
        self._archive = Archive(data, KIND)
        self.main = "ppt/presentation.xml"
        for tie, target in self.ties("").values():
            if tie == "officeDocument" and target in self._archive:
                self.main = target
        root = self._archive.parse(self.main)
        if root is None:
            raise KIND.something_else() if "mimetype" in self._archive else KIND.damaged()
        if local_name(root) != "presentation":
            raise KIND.something_else()
        self.presentation = root

    def part(self, name: str) -> Element | None:
        """The root of a part, or None."""
        return self._archive.parse(name)

    def ties(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part by id: the last word of the type, and the part tied."""
        folder, _, file = part.rpartition("/")
        root = self._archive.parse(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for tie in root if root is not None else ():
            kind, target = tie.get("Type"), tie.get("Target")
            if kind and target and tie.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found[tie.get("Id") or ""] = kind.rpartition("/")[2], path.lstrip("/")
        return found
