"""The zip that a Word file is."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._archive import ZIP_ERRORS
from strengthlint.readers._word.elements import Element, child, local_name

__all__ = ["Package", "encrypted", "not_word", "too_deep", "too_large"]

# What is read of a file, unpacked. A novel has 3 MB of XML; a zip bomb has gigabytes.
_MAX_UNPACKED = 60_000_000

# A tree takes some 200 bytes of memory for each tag; a book of a thousand pages has half as many.
_MOST_TAGS = 3_000_000


class Package:
    """The zip that a Word file is, with the parts that were asked for.

    Attributes:
        main: Name of the part with the body.
        roots: Every part that was parsed, by its name in the zip.
        gaps: A sentence for each part that could not be read.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS:
            raise _damaged() from None
        # Some writers spell names with other capitals or with backslashes.
        self._infos = {_part_key(info.filename): info for info in self._zip.infolist()}
        self._unpacked = 0
        self.gaps: list[str] = []
        self.roots: dict[str, Element] = {}
        self._ties: dict[str, dict[str, tuple[str, str]]] = {}
        self.main = self._find_main()
        self.document = self._parse(self.main)
        self._insist_on_word()

    def __contains__(self, name: str) -> bool:
        return _part_key(name) in self._infos

    @property
    def names(self) -> list[str]:
        """The names of all parts, as the zip has them."""
        return [info.filename for info in self._infos.values()]

    def part(self, name: str, called: str) -> Element | None:
        """The root of a part other than the body, or None; a gap is noted if it is damaged.

        Args:
            name: Of the part.
            called: What people call it ("the footnotes"); "" for what nobody reads.
        """
        if name not in self:
            return None
        try:
            return self._parse(name)
        except UnreadableDocument as error:
            if error.kind is not ReadErrorKind.DAMAGED:
                raise
            if called:
                self.gaps.append(
                    f"{called[:1].upper()}{called[1:]} of this document are damaged and were not "
                    "read; open it in Word, save it again and check that."
                )
            return None

    def related(self, kind: str) -> list[str]:
        """The parts that the body is tied to by that kind of relationship ("styles")."""
        return [part for tie, part in self._relations(self.main).values() if tie == kind]

    def target(self, relation_id: str, source: str = "") -> str | None:
        """The part that a relationship leads to, of the body if no other source is named."""
        tie = self._relations(source or self.main).get(relation_id)
        return tie[1] if tie else None

    def content(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is no such part.

        Raises:
            UnreadableDocument: if it is damaged or too large.
        """
        return self._read(name) if name in self else None

    def agrees_on_pages(self, pages: int, marks: int, words: int) -> bool:
        """Whether the file says as many pages as were counted, so that a page may be named.

        Args:
            pages: How many were counted.
            marks: How many ends of pages Word marked in the text.
            words: How many words there are.
        """
        names = [part for kind, part in self._root_ties() if kind == "extended-properties"]
        root = self.part(names[0], "") if names else None
        said = {local_name(node): node.text or "" for node in (root if root is not None else ())}
        if "word" not in said.get("Application", "").lower():
            return False
        told, told_words = said.get("Pages", ""), said.get("Words", "")
        if not (told.isdecimal() and int(told) == pages):
            return False
        # One page without marks is what templates of other programs say of everything.
        return bool(marks) or (
            told_words.isdecimal()
            and int(told_words) > 0
            and abs(int(told_words) - words) <= max(20, words // 4)
        )

    def ties_to(self, name: str) -> set[str]:
        """The ids of the relationships by which the body is tied to a part."""
        key = _part_key(name)
        ties = self._relations(self.main).items()
        return {tie for tie, (_, part) in ties if _part_key(part) == key}

    def file_name(self, name: str) -> str:
        """The name of a part as the zip has it."""
        info = self._infos.get(_part_key(name))
        return info.filename if info else name

    @property
    def relations_name(self) -> str:
        """The part that ties the body to others."""
        return _relations_of(self.main)

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Of a part, by id: the last word of the type, and the part it leads to."""
        if source not in self._ties:
            folder = posixpath.dirname(source)
            self._ties[source] = {
                relation_id: (
                    kind,
                    posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
                )
                for relation_id, kind, target in self._read_relations(_relations_of(source))
            }
        return self._ties[source]

    def _read_relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        root = self.part(name, "")
        for relation in root if root is not None else ():
            kind, target = relation.get("Type"), relation.get("Target")
            if kind and target and relation.get("TargetMode") != "External":
                yield relation.get("Id") or "", kind.rpartition("/")[2], unquote(target)

    def _root_ties(self) -> list[tuple[str, str]]:
        """The kind of every relationship of the file itself, and the part it leads to."""
        return [
            (kind, posixpath.normpath(target.lstrip("/")))
            for _, kind, target in self._read_relations("_rels/.rels")
            if target in self
        ]

    def _find_main(self) -> str:
        for kind, part in self._root_ties():
            if kind == "officeDocument":
                return part
        if "word/document.xml" in self:
            return "word/document.xml"
        raise self._not_word()

    def _insist_on_word(self) -> None:
        if local_name(self.document) != "document":
            raise self._not_word(local_name(self.document))
        if child(self.document, "body") is None:
            raise _damaged()

    def _not_word(self, root: str = "") -> UnreadableDocument:
        kind = {"workbook": "a spreadsheet", "presentation": "a set of slides"}.get(root, "")
        if not kind and "mimetype" in self:
            about = self._read("mimetype").decode("ascii", "replace")
            if "opendocument.text" in about:
                kind = "an OpenDocument text (.odt)"
            elif "opendocument" in about:
                kind = "an OpenDocument file"
            elif "epub" in about:
                kind = "an e-book"
        if not kind and any(name.lower().startswith("index/") for name in self.names):
            kind = "a Pages document"
        if kind:
            return not_word(kind)
        return UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "The text part of this Word document is missing, so the file is damaged. Open it in "
            "Word, let Word repair it, save it and check it again.",
        )

    def _read(self, name: str) -> bytes:
        info = self._infos[_part_key(name)]
        if info.flag_bits & 0x1:
            raise encrypted()
        self._unpacked += info.file_size
        if self._unpacked > _MAX_UNPACKED:
            raise too_large()
        try:
            # No more than the declared size is ever unpacked; zipfile sees to that.
            return self._zip.read(info)
        except ZIP_ERRORS:
            raise _damaged() from None

    def _parse(self, name: str) -> Element:
        from lxml import etree

        file_name = self.file_name(name)
        if file_name in self.roots:
            return self.roots[file_name]
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        content = self._read(name)
        if content.count(b"<") > _MOST_TAGS:
            raise too_large()
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
            said = str(error).lower()
            if "excessive depth" in said:
                raise too_deep() from None
            if "huge" in said or "too long" in said or "limit exceeded" in said:
                raise too_large() from None
            raise _damaged() from None
        # No word processor writes a document type; whoever does is after entity expansion.
        if root.getroottree().docinfo.doctype:
            raise _damaged()
        self.roots[file_name] = root
        return root


def _relations_of(name: str) -> str:
    """The part that ties a part to others."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _part_key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged() -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.DAMAGED,
        "This Word document is damaged and cannot be opened. Open it in Word, let Word repair it, "
        "save it and check it again, or ask the sender for a fresh copy.",
    )


def encrypted() -> UnreadableDocument:
    """The error for a document under a password."""
    return UnreadableDocument(
        ReadErrorKind.ENCRYPTED,
        "This Word document is protected by a password. Open it in Word, remove the password "
        "under File, Info, Protect Document, and check it again.",
    )


def not_word(kind: str) -> UnreadableDocument:
    """The error for something else under the name of a Word document."""
    return UnreadableDocument(
        ReadErrorKind.UNSUPPORTED,
        f"This file has the name of a Word document but is {kind}. Open it in the program it was "
        "made with, save it as a Word document (.docx) and check that.",
    )


def too_large() -> UnreadableDocument:
    """The error for a document that would hold up a whole run."""
    return UnreadableDocument(
        ReadErrorKind.TOO_LARGE,
        "Unpacked, this Word document is far larger than a letter or policy can be. Split it into "
        "parts and check those.",
    )


def too_deep() -> UnreadableDocument:
    """The error for tables in tables in tables."""
    return UnreadableDocument(
        ReadErrorKind.DAMAGED,
        "The parts of this Word document are nested deeper than it can be read. Copy its text "
        "into a new document and check that.",
    )
