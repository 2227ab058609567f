"""The pages of a PDF file, each one that the tree names, whether it can be opened or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, int_value, resolve1

from strengthlint.readers._pdf.streams import File

__all__ = ["count", "pages"]

_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_DEEPEST = 60


def count(file: File) -> int:
    """How many pages the file says that it has."""
    root = resolve1(file.catalog.get("Pages"))
    return int_value(root.get("Count")) if isinstance(root, dict) else 0


def pages(file: File) -> Iterator[PDFPage | None]:
    """Every page in order; None for one that is named and not there, or that is no page.

    A page that lacks its type is known by standing where a page has to.
    """
    found = False
    for page in _below(file, file.catalog.get("Pages"), {}, set(), 0):
        found = found or page is not None
        yield page
    if found:
        return
    for xref in file.xrefs:
        for number in xref.get_objids():
            try:
                item = file.getobj(number)
            except Exception:  # noqa: S112 - a damaged object is no page
                continue
            if isinstance(item, dict) and _name(item.get("Type")) == "Page":
                yield _page(file, number, item)


def _below(
    file: File, node: Any, above: dict[str, Any], seen: set[int], depth: int
) -> Iterator[PDFPage | None]:
    number = node.objid if isinstance(node, PDFObjRef) else 0
    if number in seen or depth > _DEEPEST:
        return
    if number:
        seen.add(number)
    try:
        item = resolve1(node)
    except Exception:
        # Damaged objects make pdfminer raise nearly every error that Python has.
        item = None
    if not isinstance(item, dict):
        if depth:
            yield None
        return
    item = {**{key: above[key] for key in _INHERITED if key in above}, **item}
    kids = resolve1(item.get("Kids"))
    if isinstance(kids, list) and _name(item.get("Type")) != "Page":
        for kid in kids:
            yield from _below(file, kid, item, seen, depth + 1)
    elif depth:
        yield _page(file, number, item)


def _page(file: File, number: int, item: dict[str, Any]) -> PDFPage | None:
    try:
        return PDFPage(file, number, item, None)
    except Exception:
        # As above.
        return None


def _name(value: Any) -> str:
    return str(getattr(resolve1(value), "name", ""))
