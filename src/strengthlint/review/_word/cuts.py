"""Runs cut where flagged words begin and end, and put together again."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from itertools import pairwise

from strengthlint.readers._word.elements import Element, child, local_name
from strengthlint.readers._word.source import Stretch
from strengthlint.review._word.markup import XML_SPACES, keeps_space, set_text

__all__ = ["Cuts", "anchor_of", "join", "paragraph_of"]

# What may hold the beginning and the end of a comment's range; any other node is taken whole.
_CONTAINERS = frozenset("hyperlink ins moveTo sdt sdtContent smartTag customXml dir bdo".split())


def anchor_of(element: Element, paragraph: Element) -> Element:
    """The node around an element that a range can begin before and end after.

    Args:
        element: Anything below the paragraph.
        paragraph: A w:p.
    """
    path = [element]
    while path[-1].getparent() is not paragraph:
        path.append(path[-1].getparent())
    while len(path) > 1 and local_name(path[-1]) in _CONTAINERS and not _is_filled(path[-1]):
        path.pop()
    return path[-1]


def _is_filled(node: Element) -> bool:
    """Whether a node is a content control whose words are a value.

    LibreOffice (7.4) loses the words of such a control where a mark stands among them.
    """
    about = child(node, "sdtPr") if local_name(node) == "sdt" else None
    return child(about, "text") is not None or child(about, "dataBinding") is not None


def paragraph_of(element: Element) -> Element | None:
    """The w:p that an element stands in."""
    return next(element.iterancestors("{*}p"), None)


class Cuts:
    """Cuts the runs of a document so that every stretch asked for is whole runs.

    Args:
        stretches: All that will be asked for; a run is cut once, for all of them.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        places: dict[Element, set[int]] = {}
        for stretch in stretches:
            if _is_cuttable(stretch):
                ends = {stretch.start, stretch.end} - {0, stretch.whole}
                places.setdefault(stretch.element, set()).update(ends)
                if stretch.start == 0:
                    _split(stretch.element, before=True)
                if stretch.end == stretch.whole:
                    _split(stretch.element, before=False)
        # For each element: where its pieces begin in its text, and what they are.
        self._pieces = {
            element: _cut(element, sorted(offsets)) for element, offsets in places.items()
        }

    def runs(self, stretch: Stretch) -> list[Element]:
        """The runs that hold a stretch and nothing else, or the one node around it."""
        pieces = self._pieces.get(stretch.element)
        if pieces is None:
            return [anchor_of(stretch.element, paragraph_of(stretch.element))]
        return [
            piece.getparent() for start, piece in pieces if stretch.start <= start < stretch.end
        ]

    def is_exact(self, stretch: Stretch) -> bool:
        """Whether its runs hold nothing else."""
        return stretch.element in self._pieces


def _is_cuttable(stretch: Stretch) -> bool:
    run, paragraph = stretch.element.getparent(), paragraph_of(stretch.element)
    return (
        paragraph is not None
        and run is not None
        and local_name(run) == "r"
        and anchor_of(stretch.element, paragraph) is run
    )


def _cut(element: Element, offsets: list[int]) -> list[tuple[int, Element]]:
    """Divide a w:t, and its run with it, at places within its text."""
    pieces = [(0, element)]
    text = element.text or ""
    kept = keeps_space(element)
    bounds = [0, *offsets, len(text)]
    for start, end in pairwise(bounds):
        piece = element
        if start:
            piece = deepcopy(element)
            piece.tail = None
            pieces[-1][1].addnext(piece)
            _split(piece, before=True)
            pieces.append((start, piece))
        part = text[start:end]
        keep = kept
        if not kept:
            keep = bool(start and part[0] in XML_SPACES) or (
                end < len(text) and part[-1] in XML_SPACES
            )
        if keep and not kept:
            # What Word leaves out at the other end stays left out, in a w:t of its own.
            if not start:
                part = _set_apart(piece, part, part.lstrip(XML_SPACES))
            if end == len(text):
                part = _set_apart(piece, part, part.rstrip(XML_SPACES))
        set_text(piece, part, keep=keep)
    return pieces


def _set_apart(piece: Element, part: str, shown: str) -> str:
    """Put the spaces that a w:t begins or ends with into one beside it; gives the rest."""
    if part != shown:
        apart = deepcopy(piece)
        if part.endswith(shown) and part[0] in XML_SPACES:
            set_text(apart, part[: len(part) - len(shown)], keep=False)
            piece.addprevious(apart)
        else:
            set_text(apart, part[len(shown) :], keep=False)
            piece.addnext(apart)
    return shown


def _split(node: Element, *, before: bool) -> None:
    """Divide a run before or after one of its children, unless nothing would be cut off."""
    run = node.getparent()
    moved = [node, *node.itersiblings()] if before else list(node.itersiblings())
    staying = [sibling for sibling in run if sibling not in moved and local_name(sibling) != "rPr"]
    if not moved or not staying:
        return
    rest = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    about = child(run, "rPr")
    if about is not None:
        about = deepcopy(about)
        about.tail = None
        rest.append(about)
    rest.extend(moved)
    rest.tail, run.tail = run.tail, None
    run.addnext(rest)


def join(first: Element, second: Element) -> bool:
    """Put two runs together that a cut may have parted; tells whether it did.

    Args:
        first: A run.
        second: The run after it; gone where they were put together.
    """
    if not (_is_run(first) and _is_run(second)) or dict(first.attrib) != dict(second.attrib):
        return False
    if first.getnext() is not second or _about(first) != _about(second):
        return False
    ours = [node for node in second if local_name(node) != "rPr"]
    if not ours or not len(first) or not local_name(first[-1]) == local_name(ours[0]) == "t":
        return False
    keep = keeps_space(first[-1]) or keeps_space(ours[0])
    text = (first[-1].text or "") + (ours[0].text or "")
    set_text(first[-1], text, keep=keep and text != text.strip(XML_SPACES))
    first.extend(ours[1:])
    first.tail = second.tail
    first.getparent().remove(second)
    return True


def _is_run(element: Element | None) -> bool:
    return element is not None and local_name(element) == "r"


def _about(run: Element) -> bytes:
    from lxml import etree

    about = child(run, "rPr")
    return b"" if about is None else etree.tostring(about, method="c14n", with_tail=False)
