"""What the styles of a Word document say about a paragraph or a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from strengthlint.readers._word.elements import Element, child, is_on, local_name, value

__all__ = ["RunLook", "Styles", "list_place", "outline_level", "run_look"]


@dataclass(frozen=True, slots=True)
class RunLook:
    """What properties say about the look of text; None where they say nothing.

    Attributes:
        hidden: Whether it is hidden.
        struck: Whether it is struck out, which is how people delete words for others to see.
        bold: Whether it is bold.
    """

    hidden: bool | None = None
    struck: bool | None = None
    bold: bool | None = None

    def over(self, below: RunLook) -> RunLook:
        """This look, and what it leaves open as the one below says."""
        return RunLook(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.bold if self.bold is None else self.bold,
        )


_PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None = None
    outline: int | None = None
    list_place: tuple[str | None, int | None] | None = None
    look: RunLook = _PLAIN
    page_break_before: bool | None = None

    @property
    def numbered(self) -> bool | None:
        """Whether its paragraphs are list items; None if the style does not say."""
        return None if self.list_place is None else self.list_place[0] != "0"


class Styles:
    """The paragraph and character styles of a document.

    Args:
        root: Root of the styles part, or None.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._looks: dict[tuple[str | None, str | None], RunLook] = {}
        self.default: str | None = None
        for style in root if root is not None else ():
            style_id = value(style, "styleId")
            if local_name(style) != "style" or style_id is None:
                continue
            about = child(style, "pPr")
            breaks = child(about, "pageBreakBefore")
            self._styles[style_id] = _Style(
                (value(child(style, "name")) or style_id).lower(),
                value(child(style, "basedOn")),
                outline_level(about),
                list_place(about),
                run_look(child(style, "rPr")),
                None if breaks is None else is_on(breaks),
            )
            if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}:
                self.default = style_id

    def chain(self, style_id: str | None) -> Iterator[tuple[str, _Style]]:
        """The style and those it is based on, with their ids in lower case."""
        for known_as, style in self._chain(style_id):
            yield known_as.lower(), style

    def look(self, run_style: str | None, paragraph_style: str | None) -> RunLook:
        """How text looks in a character style within a paragraph style."""
        key = run_style, paragraph_style
        if key not in self._looks:
            look = _PLAIN
            for _, style in (*self._chain(run_style), *self._chain(paragraph_style)):
                look = look.over(style.look)
            self._looks[key] = look
        return self._looks[key]

    def breaks_page_before(self, style_id: str | None) -> bool:
        """Whether paragraphs in that style start a page."""
        said = (style.page_break_before for _, style in self._chain(style_id))
        return next((answer for answer in said if answer is not None), False)

    def list_place(self, style_id: str | None) -> tuple[str, int | None, str] | None:
        """The list that a style puts its paragraphs in.

        Returns:
            Id of the list, level if the style says, id of the style that says so; or None.
        """
        level: int | None = None
        for known_as, style in self._chain(style_id):
            if style.list_place is not None:
                list_id, said = style.list_place
                level = said if level is None else level
                if list_id is not None:
                    return list_id, level, known_as
        return None

    def _chain(self, style_id: str | None) -> Iterator[tuple[str, _Style]]:
        seen: set[str] = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            # A style that is used but not defined still says something by its id.
            style = self._styles.get(style_id, _Style(style_id.lower()))
            yield style_id, style
            style_id = style.based_on


def run_look(about: Element | None) -> RunLook:
    """What run properties say about the look of text."""
    if about is None:
        return _PLAIN
    hidden = struck = bold = None
    for element in about:
        name = local_name(element)
        if name == "vanish":
            hidden = is_on(element)
        elif name in {"strike", "dstrike"}:
            struck = struck or is_on(element)
        elif name == "b":
            bold = is_on(element)
    return RunLook(hidden, struck, bold)


def outline_level(about: Element | None) -> int | None:
    """The outline level among paragraph properties: 0 to 8 for headings, 9 for body text."""
    level = value(child(about, "outlineLvl")) or ""
    return int(level) if re.fullmatch(r"[0-9]", level) else None


def list_place(about: Element | None) -> tuple[str | None, int | None] | None:
    """The id of the list and the level, 0 to 8, among paragraph properties."""
    numbering = child(about, "numPr")
    if numbering is None:
        return None
    level = value(child(numbering, "ilvl")) or ""
    return value(child(numbering, "numId")), int(level) if re.fullmatch("[0-8]", level) else None
