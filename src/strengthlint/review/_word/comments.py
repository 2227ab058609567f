"""Comments of a Word document: ours put in, and taken out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from strengthlint.readers._word.elements import Element, child, local_name, value
from strengthlint.readers._word.package import Package
from strengthlint.review._word.cuts import join
from strengthlint.review._word.markup import AUTHOR, INITIALS, Markup, highest_id
from strengthlint.review._word.parts import Parts

__all__ = ["MOST_COMMENTS", "Comments", "remove_comments"]

MOST_COMMENTS = 32_767
"""Word refuses a document with more."""

_STYLES = (
    ("character", "CommentReference", "annotation reference", "16"),
    ("paragraph", "CommentText", "annotation text", "20"),
)


class Comments:
    """Adds comments to the body of a document.

    Args:
        package: The document.
        parts: To change its parts.
        markup: For its namespaces.
        when: The time of the comments.
    """

    def __init__(self, package: Package, parts: Parts, markup: Markup, when: datetime) -> None:
        self._markup = markup
        self._date = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._body = package.document
        parts.change(package.main)
        names = package.related("comments")
        root = parts.change(names[0]) if names else None
        if root is None:
            root = markup.make("comments")
            parts.add("comments", f"{markup.relations}comments", root)
        self._root = root
        marks = ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")
        self._next = highest_id((root, self._body), *marks) + 1
        self._reference, self._text = _styles(package, parts, markup)
        self._kept = {
            (paragraph, _text_of(comment))
            for comment, paragraph in _ours_with_paragraphs(root, self._body)
        }
        self.count = 0

    @property
    def is_full(self) -> bool:
        """Whether Word allows no further comment."""
        return len(self._root) >= MOST_COMMENTS

    def add(
        self,
        nodes: Sequence[Element],
        paragraph: Element,
        lines: Sequence[str],
        called_in: Element | None = None,
        author: str = AUTHOR,
    ) -> bool:
        """Comment on nodes of the body.

        Args:
            nodes: What the comment is on, in order; they stay where they are. None of them for the
                paragraph as a whole.
            paragraph: The w:p that the first of them is in.
            lines: The text, a paragraph each; the first is set in bold.
            called_in: Another w:p, at whose beginning the comment is called; None for where the
                words end.
            author: Whose it is.

        Returns:
            False where the same comment is there already, since somebody answered it.
        """
        if (paragraph, "\n".join(lines)) in self._kept:
            return False
        markup, number = self._markup, str(self._next)
        self._next += 1
        self.count += 1
        start = markup.make("commentRangeStart", id=number)
        end = markup.make("commentRangeEnd", id=number)
        reference = markup.run(markup.make("commentReference", id=number), style=self._reference)
        if nodes:
            nodes[0].addprevious(start)
            _add_after(nodes[-1], end)
        else:
            paragraph.extend((start, end))
        if called_in is None:
            end.addnext(reference)
        else:
            about = child(called_in, "pPr")
            called_in.insert(0 if about is None else called_in.index(about) + 1, reference)
        self._root.append(self._comment(number, lines, author))
        return True

    def _comment(self, number: str, lines: Sequence[str], author: str) -> Element:
        markup = self._markup
        comment = markup.make(
            "comment", id=number, author=author, date=self._date, initials=INITIALS
        )
        for index, line in enumerate(lines):
            about = [markup.make("pStyle", val=self._text)] if self._text else []
            paragraph = markup.make("p", *([markup.make("pPr", *about)] if about else []))
            if index == 0:
                mark = markup.make("annotationRef")
                paragraph.append(markup.run(mark, style=self._reference))
            paragraph.append(markup.run(markup.text(line), bold=index == 0))
            comment.append(paragraph)
        return comment


def _add_after(node: Element, new: Element) -> None:
    # lxml would take the white space after the node along.
    new.tail, node.tail = node.tail, None
    node.addnext(new)


def _styles(package: Package, parts: Parts, markup: Markup) -> tuple[str, str]:
    """The ids of the styles for comments, which are added where they are missing."""
    names = package.related("styles")
    root = package.part(names[0], "") if names else None
    if root is None:
        return "", ""
    known = {
        (value(child(style, "name")) or "").lower(): value(style, "styleId") or ""
        for style in root
        if local_name(style) == "style"
    }
    found: list[str] = []
    for kind, style_id, name, size in _STYLES:
        if not known.get(name):
            while style_id in known.values():
                style_id += "1"
            parts.change(names[0])
            root.append(_style(markup, kind, style_id, name, size))
            known[name] = style_id
        found.append(known[name])
    return found[0], found[1]


def _style(markup: Markup, kind: str, style_id: str, name: str, size: str) -> Element:
    make = markup.make
    return make(
        "style",
        make("name", val=name),
        make("uiPriority", val="99"),
        make("semiHidden"),
        make("unhideWhenUsed"),
        make("rPr", make("sz", val=size), make("szCs", val=size)),
        type=kind,
        styleId=style_id,
    )


def _ours(root: Element) -> Iterator[Element]:
    for comment in root:
        if local_name(comment) == "comment" and value(comment, "author") == AUTHOR:
            yield comment


def _ours_with_paragraphs(root: Element, body: Element) -> Iterator[tuple[Element, Element]]:
    by_id = {value(comment, "id"): comment for comment in _ours(root)}
    for start in body.iter("{*}commentRangeStart") if by_id else ():
        comment = by_id.get(value(start, "id"))
        paragraph = next(start.iterancestors("{*}p"), None)
        if comment is not None and paragraph is not None:
            yield comment, paragraph


def _text_of(comment: Element) -> str:
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter("{*}t"))
        for paragraph in comment.iter("{*}p")
    )


def remove_comments(package: Package, parts: Parts) -> tuple[int, int]:
    """Take our comments out; those that somebody answered or marked as done stay.

    Returns:
        How many were taken out, and how many stay.
    """
    names = package.related("comments")
    root: Element = package.part(names[0], "") if names else None
    ours = list(_ours(root)) if root is not None else []
    if not ours:
        return 0, 0
    settled = _settled(package)
    gone = [comment for comment in ours if not _paragraph_ids(comment) & settled]
    if not gone:
        return 0, len(ours)
    parts.change(names[0])
    parts.change(package.main)
    ids = {value(comment, "id") for comment in gone}
    _remove_marks(package.document, ids)
    _forget(package, parts, {number for comment in gone for number in _paragraph_ids(comment)})
    for comment in gone:
        root.remove(comment)
    if not any(local_name(comment) == "comment" for comment in root):
        for kind in ("comments", "commentsExtended", "commentsIds", "commentsExtensible"):
            for name in package.related(kind):
                parts.remove(name)
        _remove_styles(package, parts)
    return len(gone), len(ours) - len(gone)


def _remove_marks(body: Element, ids: set[str | None]) -> None:
    names = ("commentRangeStart", "commentRangeEnd", "commentReference")
    marks = [mark for mark in body.iter(*(f"{{*}}{n}" for n in names)) if value(mark, "id") in ids]
    for mark in marks:
        node = mark
        if local_name(mark) == "commentReference":
            run = mark.getparent()
            others = [local_name(other) for other in run if other is not mark]
            node = mark if any(name != "rPr" for name in others) else run
        before, after = node.getprevious(), node.getnext()
        _remove(node)
        if before is not None and after is not None:
            join(before, after)


def _remove(node: Element) -> None:
    before, parent = node.getprevious(), node.getparent()
    if node.tail:
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _remove_styles(package: Package, parts: Parts) -> None:
    """Take the styles out that we had added for comments."""
    names = package.related("styles")
    root = package.part(names[0], "") if names else None
    markup = Markup(package.document)
    wanted = {_canonical(_style(markup, *style)) for style in _STYLES}
    for style in list(root) if root is not None else ():
        if local_name(style) == "style" and _canonical(style) in wanted:
            parts.change(names[0])
            _remove(style)


def _canonical(element: Element) -> bytes:
    from lxml import etree

    text: bytes = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return text


def _attribute(element: Element, local: str) -> str:
    """An attribute of any namespace; those of comments are in several of Microsoft's."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == local), "")


def _paragraph_ids(comment: Element) -> set[str]:
    return {
        number for paragraph in comment.iter("{*}p") if (number := _attribute(paragraph, "paraId"))
    }


def _settled(package: Package) -> set[str]:
    """The ids of paragraphs of comments that were answered or marked as done."""
    settled: set[str] = set()
    for name in package.related("commentsExtended"):
        root = package.part(name, "")
        for about in root if root is not None else ():
            if parent := _attribute(about, "paraIdParent"):
                settled.add(parent)
            if _attribute(about, "done") in {"1", "true"}:
                settled.add(_attribute(about, "paraId"))
    return settled


def _forget(package: Package, parts: Parts, paragraph_ids: set[str]) -> None:
    """Take what Word keeps beside comments out for those that go."""
    durable: set[str] = set()
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
        for name in package.related(kind) if paragraph_ids else ():
            root: Element = parts.change(name)
            for about in list(root) if root is not None else ():
                if _attribute(about, "paraId") in paragraph_ids:
                    durable.add(_attribute(about, "durableId"))
                    root.remove(about)
                elif not _attribute(about, "paraId") and _attribute(about, "durableId") in durable:
                    root.remove(about)
