"""What the styles of a Word document say about a paragraph or a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from strengthlint.readers._word.elements import Element, child, is_on, local_name, value

__all__ = ["Styles", "outline_level"]


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: int | None
    numbered: bool | None
    hidden: bool | None


class Styles:
    """The paragraph and character styles of a document.

    Args:
        root: Root of the styles part, or None.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default: str | None = None
        for style in root if root is not None else ():
            style_id = value(style, "styleId")
            if local_name(style) != "style" or style_id is None:
                continue
            about = child(style, "pPr")
            numbering = child(about, "numPr")
            vanish = child(child(style, "rPr"), "vanish")
            self._styles[style_id] = _Style(
                (value(child(style, "name")) or style_id).lower(),
                value(child(style, "basedOn")),
                outline_level(about),
                None if numbering is None else value(child(numbering, "numId")) != "0",
                None if vanish is None else is_on(vanish),
            )
            if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}:
                self.default = style_id

    def chain(self, style_id: str | None) -> Iterator[tuple[str, _Style]]:
        """The style and those it is based on, with their ids in lower case."""
        seen: set[str] = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            # A style that is used but not defined still says something by its id.
            style = self._styles.get(style_id, _Style(style_id.lower(), None, None, None, None))
            yield style_id.lower(), style
            style_id = style.based_on

    def is_hidden(self, style_id: str | None) -> bool | None:
        """Whether text in that style is hidden; None if the style does not say."""
        return next((s.hidden for _, s in self.chain(style_id) if s.hidden is not None), None)


def outline_level(about: Element | None) -> int | None:
    """The outline level among paragraph properties: 0 to 8 for headings, 9 for body text."""
    level = value(child(about, "outlineLvl")) or ""
    return int(level) if re.fullmatch(r"[0-9]", level) else None
