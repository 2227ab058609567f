"""The zip of a Word file written anew: changed and new parts, every other one as it was."""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
import zlib
from copy import copy

from strengthlint.readers._word.elements import Element, local_name
from strengthlint.readers._word.package import Package
from strengthlint.review.copies import CannotCopy

__all__ = ["Parts"]

_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

# Of all parts together; a bomb of pictures would take minutes to copy.
_MOST_UNPACKED = 1_000_000_000


_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)


class Parts:
    """The parts of a Word file that is being changed.

    Args:
        data: The file.
        package: The same file, parsed; its roots are what is changed.
    """

    def __init__(self, data: bytes, package: Package) -> None:
        self._data = data
        self._package = package
        self._changed: dict[str, Element] = {}
        self._gone: set[str] = set()

    def change(self, name: str) -> Element | None:
        """The root of a part that will be written as it then is; None if there is no such part."""
        root = self._package.part(name, "")
        if root is not None:
            self._changed[self._package.file_name(name)] = root
        return root

    def add(self, kind: str, relation: str, root: Element) -> None:
        """Add a part beside the body: "comments" becomes word/comments.xml."""
        folder = posixpath.dirname(self._package.main)
        name = posixpath.join(folder, f"{kind}.xml")
        number = 0
        while name in self._package:
            number += 1
            name = posixpath.join(folder, f"{kind}{number}.xml")
        self._changed[name] = root
        types = self._must(_TYPES)
        part = types.makeelement(
            _OVERRIDE, {"PartName": f"/{name}", "ContentType": f"{_CONTENT_TYPE}{kind}+xml"}
        )
        types.append(part)
        relations = self._must(self._package.relations_name)
        taken = {tie.get("Id") for tie in relations}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        target = posixpath.basename(name)
        tie = {"Id": f"rId{number}", "Type": relation, "Target": target}
        relations.append(relations.makeelement(_RELATION, tie))

    def remove(self, name: str) -> None:
        """Take a part out, with what ties it to the body."""
        file_name = self._package.file_name(name)
        self._gone.add(file_name)
        self._changed.pop(file_name, None)
        types = self._must(_TYPES)
        for part in list(types):
            if (part.get("PartName") or "").lstrip("/").lower() == file_name.lower():
                types.remove(part)
        relations = self._must(self._package.relations_name)
        ids = self._package.ties_to(name)
        for tie in list(relations):
            if local_name(tie) == "Relationship" and tie.get("Id") in ids:
                relations.remove(tie)

    def write(self) -> bytes:
        """The file with all changes.

        Raises:
            CannotCopy: if a part cannot be copied.
        """
        out = io.BytesIO()
        try:
            with (
                zipfile.ZipFile(io.BytesIO(self._data)) as source,
                zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
            ):
                if sum(info.file_size for info in source.infolist()) > _MOST_UNPACKED:
                    raise CannotCopy(
                        "Unpacked, this Word document is far too large to be copied. Take the "
                        "pictures out of a copy of your own, and review that."
                    )
                left = dict(self._changed)
                for info in source.infolist():
                    root = left.pop(info.filename, None)
                    if root is not None:
                        target.writestr(copy(info), _serialised(root))
                    elif info.filename not in self._gone:
                        with source.open(info) as old, target.open(copy(info), "w") as new:
                            shutil.copyfileobj(old, new)
                for name, root in left.items():
                    target.writestr(name, _serialised(root))
        except _ERRORS as error:
            raise CannotCopy(
                "A part of this Word document is damaged, so no copy can be made. Open it in Word, "
                "save it again and review that."
            ) from error
        return out.getvalue()

    def _must(self, name: str) -> Element:
        root = self.change(name)
        if root is None:
            raise CannotCopy(
                "The parts of this Word document are not listed in it, so no copy can be made. Open "
                "it in Word, save it again and review that."
            )
        return root


def _serialised(root: Element) -> bytes:
    from lxml import etree

    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return text
