"""The files that an OpenDocument text comes in."""

from __future__ import annotations

from typing import Final

from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._archive import Archive, Element, Kind, parse_xml

__all__ = ["KIND", "attribute", "open_text", "qualified"]

KIND: Final = Kind("OpenDocument text", "LibreOffice or Word", ".odt")

_PREFIXES: Final = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "http://www.w3.org/1999/xlink": "xlink",
}
_NAMESPACES: Final = {prefix: namespace for namespace, prefix in _PREFIXES.items()}

_OTHERS: Final = (
    ("spreadsheet", "a spreadsheet"),
    ("presentation", "a set of slides"),
    ("graphics", "a drawing"),
    ("wordprocessingml", "a Word document"),
    ("epub", "an e-book"),
)


def qualified(element: Element) -> str:
    """The name of an element with the usual prefix: "text:p"; "" for one of no account."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    namespace, _, local = tag[1:].rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name with the usual prefix, or ""."""
    prefix, _, local = name.partition(":")
    return str(element.get(f"{{{_NAMESPACES[prefix]}}}{local}") or "")


def open_text(data: bytes) -> tuple[Element, Element | None]:
    """The roots with the content and with the styles of the pages.

    Raises:
        UnreadableDocument: if it is damaged, under a password or no OpenDocument text.
    """
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and b"opendocument" in head:
        root = parse_xml(data, KIND)
        _insist_on_text(root)
        return root, root
    archive = Archive(data, KIND)
    if "mimetype" in archive:
        about = archive.read("mimetype").decode("ascii", "replace")
        for word, what in _OTHERS:
            if word in about:
                raise _something_else(what)
    manifest = archive.parse("META-INF/manifest.xml")
    if manifest is not None and any(
        qualified(element) == "manifest:encryption-data" for element in manifest.iter()
    ):
        raise KIND.encrypted()
    content = archive.parse("content.xml")
    if content is None:
        raise (
            _something_else("a Word document") if "word/document.xml" in archive else KIND.damaged()
        )
    _insist_on_text(content)
    return content, archive.parse("styles.xml")


def _insist_on_text(root: Element) -> None:
    for element in root:
        if qualified(element) == "office:body":
            inside = {qualified(child) for child in element}
            if "office:text" in inside:
                return
            for word, what in _OTHERS:
                if f"office:{word}" in inside:
                    raise _something_else(what)
    raise KIND.damaged()


def _something_else(what: str) -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.UNSUPPORTED,
        f"This file has the name of an OpenDocument text but is {what}. Open it in the program it "
        "was made with, save it as a Word document (.docx) or a PDF and check that.",
    )
