"""Word documents with comments on the flagged words, and wording as tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strengthlint.diagnostic import Diagnostic, Standing, SuggestionKind
from strengthlint.document import Document
from strengthlint.readers._word.elements import Element, local_name
from strengthlint.readers._word.package import Package
from strengthlint.readers._word.source import Stretch, WordSource
from strengthlint.readers.docx import read_with_source
from strengthlint.reporters.places import place as called
from strengthlint.review._word.anchors import Anchors, home_of
from strengthlint.review._word.changes import Changes, remove_changes
from strengthlint.review._word.comments import MOST_COMMENTS, Comments, remove_comments
from strengthlint.review._word.cuts import Cuts, paragraph_of
from strengthlint.review._word.fields import Fields, is_first_in_control, later_paragraphs
from strengthlint.review._word.markup import OWN_WORDS, Markup
from strengthlint.review._word.parts import Parts
from strengthlint.review.copies import Check, Cleaned, Copy, Rewording, Wishes, source_range
from strengthlint.review.remarks import remark_on

__all__ = ["REMARKS", "clean", "write"]

REMARKS = ("comment", "comments")

_NOT_A_CHANGE = "A change cannot be tracked at this place, so that it stands here as a comment."


@dataclass(slots=True)
class _Place:
    diagnostic: Diagnostic
    stretches: list[Stretch]


def clean(name: str, data: bytes) -> Cleaned:
    """The document without our comments and changes.

    Raises:
        UnreadableDocument: if it cannot be read.
        CannotCopy: if it cannot be written.
    """
    package = Package(data)
    parts = Parts(data, package)
    changes = remove_changes(package, parts)
    comments, kept = remove_comments(package, parts)
    if not comments + changes:
        return Cleaned(data, kept=kept)
    return Cleaned(parts.write(), comments + changes, kept)


def write(name: str, data: bytes, check: Check, wishes: Wishes) -> Copy:
    """The document with comments; what of ours was in it goes first.

    Raises:
        UnreadableDocument: if it cannot be read.
        CannotCopy: if it cannot be written.
    """
    cleaned = clean(name, data)
    document, source = read_with_source(name, cleaned.data)
    report = check(document)
    places = [
        _Place(diagnostic, _stretches(diagnostic, document, source))
        for diagnostic in report.diagnostics
        if wishes.wants(diagnostic)
    ]
    places = [place for place in places if place.stretches]
    own = [
        _Own(rewording, source.stretches(*document.source_range(rewording.span)))
        for rewording in wishes.rewordings()
    ]
    # What somebody has put in other words is not remarked on.
    places = [place for place in places if not any(each.covers(place.diagnostic) for each in own)]
    if not places and not own:
        return Copy(cleaned.data, report)
    writing = _Writing(name, cleaned.data, source.package, places, own, wishes)
    writing.run()
    return Copy(
        writing.parts.write(), report, writing.count_of_remarks, writing.count_of_changes,
        tuple(writing.notes(cleaned.kept)), writing.count_of_own, tuple(writing.left_out),
    )  # fmt: skip


@dataclass(slots=True)
class _Own:
    rewording: Rewording
    stretches: list[Stretch]

    def covers(self, diagnostic: Diagnostic) -> bool:
        mine, theirs = self.rewording.span, diagnostic.span
        return (
            theirs is not None
            and mine.segment == theirs.segment
            and mine.start < theirs.end
            and theirs.start < mine.end
        )


def _stretches(diagnostic: Diagnostic, document: Document, source: WordSource) -> list[Stretch]:
    start, end = source_range(diagnostic, document)
    return source.stretches(start, end) if end else []


class _Writing:
    def __init__(
        self,
        name: str,
        data: bytes,
        package: Package,
        places: Sequence[_Place],
        own: Sequence[_Own],
        wishes: Wishes,
    ) -> None:
        self.parts = Parts(data, package)
        markup = Markup(package.document)
        self.comments = Comments(package, self.parts, markup, wishes.when)
        self._name = name
        self._package = package
        self._anchors = Anchors(package)
        self._places = places
        self._own = own
        self._cuts = Cuts(
            [
                *(item for place in places for item in self._cut(place, wishes)),
                *(item for each in own for item in each.stretches),
            ]
        )
        self._fields = Fields(package.roots.values())
        self._changes = (
            Changes(package, self.parts, markup, self._fields, wishes.when)
            if wishes.suggest or own
            else None
        )
        self.count_of_own = self._rewritten = 0
        self.left_out: list[Rewording] = []
        self._suggests = wishes.suggest
        self._settled = 0
        self._left_out = 0

    @property
    def count_of_changes(self) -> int:
        return 0 if self._changes is None else self._changes.count - self._rewritten

    @property
    def count_of_remarks(self) -> int:
        return self.comments.count - (self.count_of_own - self._rewritten)

    def run(self) -> None:
        """Write everything: changes first, since comments go around them."""
        beside = [each for each in self._own if not self._rewrite(each)]
        self._rewritten = len(self._own) - len(beside)
        self.count_of_own = self._rewritten
        changed = {id(place) for place in self._places if self._suggest(place)}
        for place in self._places:
            if self.comments.is_full:
                self._left_out += 1
            elif not self._comment(place, id(place) in changed):
                self._settled += 1
        for each in beside:
            if self._tell(each):
                self.count_of_own += 1
            else:
                self.left_out.append(each.rewording)

    def _rewrite(self, own: _Own) -> bool:
        """Write somebody's own words as a change of theirs; whether that could be."""
        return (
            bool(own.stretches)
            and self._changes is not None
            and self._changes.replace(own.stretches, self._cuts, own.rewording.text, OWN_WORDS)
        )

    def _tell(self, own: _Own) -> bool:
        """Tell somebody's own words in a comment, where no change can stand; whether that could be."""
        if not own.stretches or self.comments.is_full:
            return False
        text = own.rewording.text.strip()
        words = f"Write here: “{text}”" if text else "This was taken out on the page."
        paragraph, nodes = self._anchors.nearest(own.stretches[0].element)
        return self.comments.add(nodes, paragraph, [words, _NOT_A_CHANGE], author=OWN_WORDS)

    def notes(self, kept: int) -> list[str]:
        """What a person should know about the copy."""
        notes: list[str] = []
        if kept:
            were = "comment was" if kept == 1 else "comments were"
            notes.append(f"{kept} earlier {were} kept, answered or marked as done.")
        if self._left_out:
            notes.append(
                f"Word allows {MOST_COMMENTS} comments; {self._left_out} remarks are not in the copy."
            )
        if any(name.lower().startswith("_xmlsignatures/") for name in self._package.names):
            notes.append("The digital signature of the document does not hold for the copy.")
        return notes

    def _is_in_body(self, place: _Place) -> bool:
        """Whether a comment can stand at all of the words."""
        for stretch in place.stretches:
            element = stretch.element
            if element.getroottree().getroot() is not self._package.document:
                return False
            paragraph, box = home_of(element)
            # What a picture says beside the text is no text of a run.
            if box is not None or paragraph is None or local_name(element.getparent()) != "r":
                return False
        return True

    def _cut(self, place: _Place, wishes: Wishes) -> list[Stretch]:
        """What is to be cut: nothing outside the body, unless it is to be changed."""
        wants_change = wishes.suggest and _swap(place.diagnostic) is not None
        return place.stretches if wants_change or self._is_in_body(place) else []

    def _suggest(self, place: _Place) -> bool:
        swap = _swap(place.diagnostic)
        if self._changes is None or swap is None or not self._suggests:
            return False
        return self._changes.replace(place.stretches, self._cuts, swap)

    def _comment(self, place: _Place, is_changed: bool) -> bool:
        lines = remark_on(place.diagnostic, self._name).paragraphs
        if is_changed:
            lines.insert(-1, "The first one is in the text as a change; accept or reject it.")
        first = place.stretches[0]
        if self._is_in_body(place):
            runs = [run for stretch in place.stretches for run in self._cuts.runs(stretch)]
            nodes = self._fields.around(runs)
            if self._changes is not None:
                nodes = self._changes.around(nodes)
            paragraph = paragraph_of(first.element)
            return self.comments.add(nodes, paragraph, lines, self._called_in(paragraph))
        paragraph, nodes = self._anchors.nearest(first.element)
        where = called(self._name, place.diagnostic.location)
        lines.insert(0, f"{where[:1].upper()}{where[1:]}: “{place.diagnostic.excerpt.text}”")
        return self.comments.add(nodes, paragraph, lines)

    def _called_in(self, paragraph: Element) -> Element | None:
        """Where a comment is called that must not be called in its own paragraph."""
        if not is_first_in_control(paragraph):
            return None
        later = later_paragraphs(paragraph, self._package.document)
        return next((other for other in later if self._may_call(other)), None)

    def _may_call(self, paragraph: Element) -> bool:
        return home_of(paragraph) == (paragraph, None) and not is_first_in_control(paragraph)


def _swap(diagnostic: Diagnostic) -> str | None:
    """Wording that fits in place, if the words are the writer's own."""
    if diagnostic.standing is not Standing.OPEN:
        return None
    kinds = (s.text for s in diagnostic.suggestions if s.kind is SuggestionKind.SWAP)
    return next(kinds, None)
