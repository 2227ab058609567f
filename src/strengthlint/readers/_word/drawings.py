"""The words of charts and diagrams, which stand in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator

from strengthlint.readers._word.elements import Element, local_name

__all__ = ["chart_words", "diagram_words"]

_CONNECTORS = frozenset({"parTrans", "sibTrans", "pres"})


def diagram_words(root: Element) -> Iterator[str]:
    """The paragraphs of a SmartArt diagram, given its data part, in the order of its outline."""
    for point in root.iter("{*}pt"):
        if point.get("type") not in _CONNECTORS:
            yield from _paragraphs(point)


def chart_words(root: Element) -> Iterator[str]:
    """Titles, names of series and categories of a chart, each once, given its part."""
    seen: set[str] = set()
    texts = [*_paragraphs(root)]
    for name in ("tx", "cat"):
        for element in root.iter(f"{{*}}{name}"):
            for cache in element.iter("{*}strCache", "{*}lvl"):
                texts += [node.text or "" for node in cache.iter("{*}v")]
    # Charts of the newer kind (waterfall, sunburst).
    for data in root.iter("{*}strDim"):
        texts += [point.text or "" for point in data.iter("{*}pt")]
    for text in texts:
        if text.strip() and text not in seen:
            seen.add(text)
            yield text


def _paragraphs(element: Element) -> Iterator[str]:
    for paragraph in element.iter("{*}p"):
        if local_name(paragraph.getparent()) in {"t", "rich", "txBody"}:
            text = "".join(
                " " if local_name(node) == "br" else node.text or ""
                for node in paragraph.iter("{*}t", "{*}br")
            )
            if text.strip():
                yield text
