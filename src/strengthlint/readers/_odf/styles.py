"""What the styles of an OpenDocument text say about a paragraph or a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from strengthlint.readers._archive import Element
from strengthlint.readers._odf.package import attribute, qualified

__all__ = ["Style", "Styles"]

_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it says itself; None where it says nothing.

    Attributes:
        name: As people see it, in lower case.
        parent: Name of the style that it is based on, or "".
        outline: Level of a heading, or 0.
        hidden: Whether its text is not shown.
        struck: Whether its text is struck out.
        page: Name of the page style that begins with it, or "".
    """

    name: str
    parent: str
    outline: int
    hidden: bool | None
    struck: bool | None
    page: str


class Styles:
    """The styles of a document, by family and name."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        for root in roots:
            for group in root if root is not None else ():
                if qualified(group) in {"office:styles", "office:automatic-styles"}:
                    for element in group:
                        if qualified(element) == "style:style":
                            self._add(element)

    def _add(self, element: Element) -> None:
        hidden: bool | None = None
        struck: bool | None = None
        for about in element:
            if qualified(about) == "style:text-properties":
                if display := attribute(about, "text:display"):
                    hidden = display == "none"
                line = attribute(about, "style:text-line-through-style") or attribute(
                    about, "style:text-line-through-type"
                )
                if line:
                    struck = line != "none"
        name = attribute(element, "style:name")
        shown = attribute(element, "style:display-name") or _ESCAPED.sub(
            lambda match: chr(int(match[1], 16)), name
        )
        outline = attribute(element, "style:default-outline-level")
        self._styles[attribute(element, "style:family"), name] = Style(
            shown.lower(),
            attribute(element, "style:parent-style-name"),
            int(outline) if re.fullmatch(r"[0-9]{1,2}", outline) else 0,
            hidden,
            struck,
            attribute(element, "style:master-page-name"),
        )

    def chain(self, family: str, name: str) -> Iterator[Style]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def is_unseen(self, family: str, name: str) -> bool:
        """Whether text in that style is hidden or struck out."""
        chain = list(self.chain(family, name))
        hidden = next((style.hidden for style in chain if style.hidden is not None), False)
        struck = next((style.struck for style in chain if style.struck is not None), False)
        return bool(hidden or struck)
