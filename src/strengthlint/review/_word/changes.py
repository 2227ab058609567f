"""Tracked changes: wording that fits in place, for the writer to accept or reject."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime

from strengthlint.readers._word.elements import Element, child, local_name, value
from strengthlint.readers._word.package import Package
from strengthlint.readers._word.source import Stretch
from strengthlint.review._word.cuts import Cuts, join, paragraph_of
from strengthlint.review._word.fields import Fields, is_first_in_control
from strengthlint.review._word.markup import AUTHOR, Markup, highest_id
from strengthlint.review._word.parts import Parts

__all__ = ["Changes", "remove_changes"]

_STORIES = ("footnotes", "endnotes", "header", "footer")
_TEXT = frozenset({"t", "tab", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "rPr"})
# A change within these is lost when Word fills them anew, or is part of somebody else's change.
_REFILLED = frozenset({"fldSimple", "ins", "moveTo", "del", "moveFrom", "ruby", "oMath"})
_IDS = (
    "ins del moveFrom moveTo rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange "
    "cellIns cellDel cellMerge numberingChange tblGridChange bookmarkStart moveFromRangeStart "
    "moveToRangeStart permStart"
).split()


class Changes:
    """Writes tracked changes into the stories of a document.

    Args:
        package: The document.
        parts: To change its parts.
        markup: For its namespaces.
        fields: Of all its stories.
        when: The time of the changes.
    """

    def __init__(
        self, package: Package, parts: Parts, markup: Markup, fields: Fields, when: datetime
    ) -> None:
        self._package = package
        self._parts = parts
        self._markup = markup
        self._date = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        roots = package.roots.values()
        self._next = highest_id(roots, *_IDS) + 1
        self._fields = fields
        self._around: dict[Element, tuple[Element, ...]] = {}
        self.count = 0

    def replace(
        self, stretches: Sequence[Stretch], cuts: Cuts, wording: str, author: str = AUTHOR
    ) -> bool:
        """Write one replacement; tells whether it could be.

        It cannot where the words are part of a field, of another change, or of something that is
        not plain text.

        Args:
            stretches: What is replaced.
            cuts: In which it was cut.
            wording: What stands in its place; "" for nothing.
            author: Whose change it is.
        """
        if not all(cuts.is_exact(stretch) for stretch in stretches):
            return False
        runs = [run for stretch in stretches for run in cuts.runs(stretch)]
        runs = list(dict.fromkeys(runs))
        if not self._may_change(runs):
            return False
        markup = self._markup
        new = markup.run(markup.text(wording))
        about = child(runs[0], "rPr")
        if about is not None:
            about = deepcopy(about)
            for change in about.findall("{*}rPrChange"):
                about.remove(change)
            new.insert(0, about)
        deleted, inserted = self._mark("del", author), self._mark("ins", author, new)
        runs[0].addprevious(deleted)
        tail = runs[-1].tail
        for run in runs:
            run.tail = None
            deleted.append(run)
            for text in run.findall(f"{{{markup.namespace}}}t"):
                text.tag = f"{{{markup.namespace}}}delText"
        if wording:
            deleted.addnext(inserted)
        (inserted if wording else deleted).tail = tail
        marks = (deleted, inserted) if wording else (deleted,)
        self._around.update(dict.fromkeys(runs, marks))
        self._parts.change(self._part_of(runs[0]))
        self.count += 1
        return True

    def around(self, runs: Sequence[Element]) -> list[Element]:
        """The runs, with a whole change in place of those that are part of one."""
        nodes: dict[Element, None] = {}
        for run in runs:
            nodes.update(dict.fromkeys(self._around.get(run, (run,))))
        return list(nodes)

    def _may_change(self, runs: Sequence[Element]) -> bool:
        parent = runs[0].getparent()
        for before, run in zip([None, *runs], runs, strict=False):
            if run.getparent() is not parent or run in self._fields:
                return False
            if before is not None and before.getnext() is not run:
                return False
            if any(local_name(node) not in _TEXT for node in run):
                return False
        paragraph = paragraph_of(runs[0])
        if paragraph is None or is_first_in_control(paragraph):
            return False
        for node in (parent, *parent.iterancestors()):
            name = local_name(node)
            if name in _REFILLED or (name == "sdt" and _is_bound(node)):
                return False
            if name in {"body", "footnotes", "endnotes", "hdr", "ftr"}:
                return True
        return False

    def _mark(self, name: str, author: str, *content: Element) -> Element:
        number = str(self._next)
        self._next += 1
        return self._markup.make(name, *content, id=number, author=author, date=self._date)

    def _part_of(self, element: Element) -> str:
        top = element.getroottree().getroot()
        return next(name for name, root in self._package.roots.items() if root is top)


def _is_bound(control: Element) -> bool:
    """Whether Word fills a content control from data, or nobody may type in it."""
    about = child(control, "sdtPr")
    lock = value(child(about, "lock")) or ""
    return child(about, "dataBinding") is not None or "ontent" in lock


def remove_changes(package: Package, parts: Parts) -> int:
    """Take our changes out, as if they were rejected; how many there were."""
    names = [package.main]
    names += [name for kind in _STORIES for name in package.related(kind)]
    count = 0
    for name in dict.fromkeys(names):
        root = package.part(name, "")
        if root is None:
            continue
        ours = [
            mark
            for mark in root.iter("{*}ins", "{*}del")
            if value(mark, "author") == AUTHOR and local_name(mark.getparent()) != "rPr"
        ]
        for mark in ours:
            parts.change(name)
            if local_name(mark) == "del":
                count += 1
                _unwrap(mark)
            else:
                _drop(mark)
    return count


def _unwrap(deleted: Element) -> None:
    for text in list(deleted.iter("{*}delText")):
        text.tag = str(text.tag).replace("}delText", "}t")
    runs = list(deleted)
    before = deleted.getprevious()
    for run in runs:
        deleted.addprevious(run)
    if runs:
        runs[-1].tail = (runs[-1].tail or "") + (deleted.tail or "") or None
    after = deleted.getnext()
    deleted.getparent().remove(deleted)
    _join_all([before, *runs, after])


def _drop(inserted: Element) -> None:
    before, after = inserted.getprevious(), inserted.getnext()
    if before is not None and inserted.tail:
        before.tail = (before.tail or "") + inserted.tail
    inserted.getparent().remove(inserted)
    _join_all([before, after])


def _join_all(nodes: Sequence[Element | None]) -> None:
    first: Element | None = None
    for node in nodes:
        if node is None or first is None or not join(first, node):
            first = node
