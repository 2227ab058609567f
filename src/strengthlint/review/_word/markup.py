"""Elements to write, in the namespaces that a document has."""

from __future__ import annotations

from collections.abc import Iterable

from strengthlint.readers._word.elements import Element, value

__all__ = [
    "AUTHOR",
    "INITIALS",
    "OWN_WORDS",
    "XML_SPACES",
    "Markup",
    "highest_id",
    "keeps_space",
    "set_text",
]

AUTHOR = "strengthlint"
"""Whose our comments and changes are; by this they are known again."""

OWN_WORDS = "Own words (strengthlint)"
"""Whose the changes are that somebody wrote; they stay when ours are taken out."""

INITIALS = "sl"

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

XML_SPACES = " \t\r\n"
"""What Word leaves out at the ends of a w:t that does not ask to keep it; no other space."""

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Markup:
    """Makes elements of WordprocessingML.

    Args:
        root: The root of the part with the body, whose namespace is used.

    Attributes:
        namespace: Of the elements.
        relations: What the types of relationships to other parts begin with.
    """

    def __init__(self, root: Element) -> None:
        self.namespace = str(root.tag).rpartition("}")[0].lstrip("{")
        self.relations = (
            "http://purl.oclc.org/ooxml/officeDocument/relationships/"
            if self.namespace == _STRICT
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        )

    def make(self, local: str, *children: Element, **attributes: str) -> Element:
        """An element with w: attributes and children."""
        from lxml import etree

        element = etree.Element(f"{{{self.namespace}}}{local}", nsmap={"w": self.namespace})
        for key, text in attributes.items():
            element.set(f"{{{self.namespace}}}{key}", text)
        element.extend(children)
        return element

    def text(self, text: str) -> Element:
        """A w:t."""
        element = self.make("t")
        set_text(element, text)
        return element

    def run(self, *content: Element, style: str = "", bold: bool = False) -> Element:
        """A run, in a character style where one is named."""
        about = [self.make("rStyle", val=style)] if style else []
        about += [self.make("b")] if bold else []
        return self.make("r", *([self.make("rPr", *about)] if about else []), *content)


def set_text(element: Element, text: str, *, keep: bool | None = None) -> None:
    """Put text into a w:t.

    Args:
        element: The w:t.
        text: What it is to say.
        keep: Whether Word is to keep the spaces at its ends; where None, if there are any.
    """
    element.text = text
    if text != text.strip(XML_SPACES) if keep is None else keep:
        element.set(_XML_SPACE, "preserve")
    else:
        element.attrib.pop(_XML_SPACE, None)


def keeps_space(element: Element) -> bool:
    """Whether Word keeps the spaces at the ends of a w:t."""
    return bool(element.get(_XML_SPACE) == "preserve")


def highest_id(roots: Iterable[Element], *names: str) -> int:
    """The highest w:id on elements of these local names; -1 where there is none."""
    wanted = tuple(f"{{*}}{name}" for name in names)
    numbers = (value(element, "id") or "" for root in roots for element in root.iter(*wanted))
    return max((int(number) for number in numbers if number.isdecimal()), default=-1)
