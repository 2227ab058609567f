"""Elements of WordprocessingML, told by their local names.

Those are the same in the strict and the transitional namespaces, so that both are read alike.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Element", "child", "is_on", "local_name", "relation_id", "value"]

Element = Any
"""An lxml element; lxml ships no types."""

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


def local_name(element: Element) -> str:
    """The element's name without its namespace; "" for a comment or the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name."""
    if element is not None:
        for candidate in element:
            if local_name(candidate) == name:
                return candidate
    return None


def value(element: Element | None, name: str = "val") -> str | None:
    """A w: attribute of the element."""
    if element is None:
        return None
    for namespace in _NAMESPACES:
        found = element.get(namespace + name)
        if found is not None:
            return str(found)
    return None


def relation_id(element: Element, name: str = "id") -> str:
    """The id of the relationship that an element refers to, or ""."""
    found = (element.get(namespace + name) for namespace in _RELATIONS)
    return next((str(relation) for relation in found if relation), "")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is there and on."""
    return element is not None and (value(element) or "on").lower() not in {"0", "false", "off"}
