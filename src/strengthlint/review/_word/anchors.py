"""Where in the body a comment goes, and what it says where that is not at the words themselves.

Word ignores comments in headers, footers, notes and text boxes, and a comment's mark in a header
makes a file invalid. So such a remark goes to the nearest place in the body: the mark of the note,
the run that the box hangs on, the first paragraph of the section.
"""

from __future__ import annotations

from collections.abc import Iterator

from strengthlint.readers._word.elements import Element, child, local_name, relation_id, value
from strengthlint.readers._word.package import Package
from strengthlint.review._word.cuts import anchor_of

__all__ = ["Anchors", "home_of"]


def home_of(element: Element) -> tuple[Element | None, Element | None]:
    """The paragraph of the story's own text that an element belongs to.

    Args:
        element: Anything below a body, a note, a header or a footer.

    Returns:
        The w:p or None, and the outermost text box around the element or None.
    """
    paragraph: Element | None = None
    box: Element | None = None
    for node in (element, *element.iterancestors()):
        name = local_name(node)
        if name == "p" and paragraph is None:
            paragraph = node
        elif name == "txbxContent":
            # What stands in a box belongs to the paragraph that the box hangs on.
            paragraph, box = None, node
    return paragraph, box


class Anchors:
    """Finds places in the body for what stands elsewhere.

    Args:
        package: The document.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._body: Element = child(package.document, "body")

    def nearest(self, element: Element) -> tuple[Element, list[Element]]:
        """The nearest place for a remark on words that no comment can stand at.

        Args:
            element: What gives the words.

        Returns:
            A w:p of the body, and the nodes in it to comment on; none where it is empty.
        """
        top = element.getroottree().getroot()
        kind = local_name(top)
        at: Element | None = element if top is self._package.document else None
        if kind in {"footnotes", "endnotes"}:
            at = self._mark(element, kind)
        if at is not None:
            paragraph, box = home_of(at)
            if paragraph is not None:
                return paragraph, [anchor_of(at if box is None else box, paragraph)]
            # An imported file stands between paragraphs.
            before = next(at.itersiblings(f"{self._namespace}p", preceding=True), None)
            if before is not None:
                return before, _first_node(before)
        paragraph = self._section_of(top) if kind in {"hdr", "ftr"} else None
        if paragraph is None:
            paragraph = next(self._paragraphs(), None)
        if paragraph is None:
            paragraph = self._body.makeelement(f"{self._namespace}p")
            self._body.insert(0, paragraph)
        return paragraph, _first_node(paragraph)

    @property
    def _namespace(self) -> str:
        return str(self._body.tag).rpartition("}")[0] + "}"

    def _mark(self, element: Element, kind: str) -> Element | None:
        """The reference in the body to the note that an element stands in."""
        name = kind.removesuffix("s")
        note = next(element.iterancestors(f"{{*}}{name}"), None)
        wanted = value(note, "id")
        for mark in self._body.iter(f"{{*}}{name}Reference"):
            if value(mark, "id") == wanted and next(mark.iterancestors("{*}del"), None) is None:
                return mark
        return None

    def _section_of(self, top: Element) -> Element | None:
        """The first paragraph of the first section that shows a header or footer."""
        name = next((name for name, root in self._package.roots.items() if root is top), "")
        ids = self._package.ties_to(name)
        first: Element | None = None
        for paragraph in self._paragraphs():
            first = paragraph if first is None else first
            section = child(child(paragraph, "pPr"), "sectPr")
            if section is not None:
                if _refers(section, ids):
                    return first
                first = None
        last = child(self._body, "sectPr")
        return first if last is not None and _refers(last, ids) else None

    def _paragraphs(self) -> Iterator[Element]:
        for paragraph in self._body.iter(f"{self._namespace}p"):
            home, box = home_of(paragraph)
            if home is paragraph and box is None:
                yield paragraph


def _refers(section: Element, ids: set[str]) -> bool:
    return any(
        relation_id(reference) in ids
        for reference in section
        if local_name(reference) in {"headerReference", "footerReference"}
    )


def _first_node(paragraph: Element) -> list[Element]:
    for node in paragraph:
        if local_name(node) in {"r", "hyperlink", "ins", "smartTag", "fldSimple"}:
            return [node]
    return []
