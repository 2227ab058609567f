"""Fields that a word processor fills anew, and content controls that some lose the words of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strengthlint.readers._word.elements import Element, child, local_name, value

__all__ = ["Fields", "is_first_in_control", "later_paragraphs"]

# What these show is text of the document, and not a value.
_OF_TEXT = ("HYPERLINK", "TOC", "INDEX", "SET", "ASK", "IF")


class Fields:
    """Which runs belong to a field that can be filled anew.

    Args:
        roots: The stories of a document.
    """

    def __init__(self, roots: Iterable[Element]) -> None:
        self._runs: dict[Element, tuple[Element, Element]] = {}
        self._all: set[Element] = set()
        for root in roots:
            self._read(root)

    def __contains__(self, run: Element) -> bool:
        """Whether a run is part of any field."""
        return run in self._all

    def around(self, nodes: list[Element]) -> list[Element]:
        """The nodes, with a whole field in place of a part of it.

        LibreOffice puts what a comment says into the words of the field where one stands within.
        """
        if not nodes:
            return nodes
        first, last = self._runs.get(nodes[0]), self._runs.get(nodes[-1])
        return [
            *([first[0]] if first else []),
            *nodes,
            *([last[1]] if last else []),
        ]

    def _read(self, root: Element) -> None:
        open_fields: list[tuple[Element, list[Element], list[str]]] = []
        for run in root.iter("{*}r"):
            for _, runs, _ in open_fields:
                runs.append(run)
            for node in run:
                name = local_name(node)
                if name == "instrText" and open_fields:
                    open_fields[-1][2].append(node.text or "")
                elif name == "fldChar":
                    kind = value(node, "fldCharType")
                    if kind == "begin":
                        open_fields.append((run, [run], []))
                    elif kind == "end" and open_fields:
                        self._close(run, *open_fields.pop())

    def _close(self, end: Element, begin: Element, runs: list[Element], code: list[str]) -> None:
        self._all.update(runs)
        is_text = "".join(code).strip().upper().startswith(_OF_TEXT)
        if not is_text and begin.getparent() is end.getparent():
            self._runs.update(dict.fromkeys(runs, (begin, end)))


def is_first_in_control(paragraph: Element) -> bool:
    """Whether a paragraph is the first one of a content control around paragraphs or cells.

    LibreOffice (7.4) loses the words of such a paragraph where a comment is called in it.
    """
    for control in paragraph.iterancestors("{*}sdt"):
        about = child(control, "sdtPr")
        is_whole = any(child(about, name) is not None for name in ("date", "docPartObj"))
        if not is_whole and next(control.iter("{*}p"), None) is paragraph:
            return True
    return False


def later_paragraphs(paragraph: Element, body: Element) -> Iterator[Element]:
    """The paragraphs of a body after one of them."""
    is_later = False
    for other in body.iter(paragraph.tag):
        if is_later:
            yield other
        is_later = is_later or other is paragraph
