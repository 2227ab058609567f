"""What can be done about a remark: write other words, leave it for a reason, read about the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lsprotocol import types

from strengthlint.diagnostic import Diagnostic, Level, Standing, SuggestionKind
from strengthlint.directives import is_directive
from strengthlint.document import Document, Segment, SegmentKind, Span
from strengthlint.errors import UnreadableDocument
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.option import Slot
from strengthlint.lsp import reading
from strengthlint.lsp.lines import Lines
from strengthlint.lsp.remarks import SOURCE, UNSAID
from strengthlint.lsp.sheet import Checked, Sheet
from strengthlint.review.swaps import swaps_in

__all__ = ["EXPLAIN", "SELECT", "SHOW", "actions"]

EXPLAIN = "strengthlint.explain"
"""Opens the page of a rule: its code, and the document that asks."""

SHOW = "strengthlint.show"
"""Shows wording that only its writer can finish."""

SELECT = "strengthlint.select"
"""Selects a stretch of a document, to be written over: its address, line, first and last character."""

_COMMENTS = {".txt": "{}", reading.COMMIT: "# {}", ".mdx": "{{/* {} */}}"}
"""How a line for strengthlint is written where not as in HTML."""

_MOST = 5
"""Remarks on one selection for which actions are offered."""

_ENDS = (".", "?", "!")
_IN_PLACE = frozenset({Slot.PERSON, Slot.NOUN, Slot.DESCRIBE, Slot.VERB})
_OF_SEVERAL = frozenset({SegmentKind.LIST_ITEM, SegmentKind.TABLE_CELL, SegmentKind.QUOTATION})


def actions(
    sheet: Sheet, checked: Checked, uri: str, start: int, end: int
) -> Iterator[types.CodeAction]:
    """What can be done about the remarks on some characters.

    Args:
        sheet: The document.
        checked: What its check gave.
        uri: Its address.
        start: The first character.
        end: The one after the last.
    """
    document = checked.document
    if document is None:
        return
    # Somebody who selects a whole document asks about none of its words.
    for item, first, last in islice(sheet.remarks_at(start, end), _MOST):
        about = types.Diagnostic(
            range=checked.lines.range(first, last),
            message=f"{item.message} {item.ask}".strip(),
            code=item.code,
            source=SOURCE,
        )
        made = _Actions(sheet, checked, document, uri, item, about)
        yield from made.wordings(first, last)
        yield from made.leave()
        yield made.explain()


@dataclass(frozen=True)
class _Actions:
    """What can be done about one remark."""

    sheet: Sheet
    checked: Checked
    document: Document
    uri: str
    item: Diagnostic
    about: types.Diagnostic

    def wordings(self, first: int, last: int) -> Iterator[types.CodeAction]:
        """Other words: written where they fit as they are, shown where somebody has to finish them."""
        is_first = True
        for swap in swaps_in(self.document, [self.item], Level.NOTE):
            for wording in swap.wordings:
                said = " ".join(wording.split())
                yield self._edit(f"Write “{said}”", swap.start, swap.end, wording, is_first)
                is_first = False
        for suggestion in self.item.suggestions:
            if suggestion.kind is SuggestionKind.SWAP:
                continue
            if self.item.location.is_verbatim and _fits(
                suggestion.text, self.item, self.checked.lexicon
            ):
                yield self._edit(
                    f"Write “{suggestion.text}”, and read the sentence again",
                    first, last, suggestion.text, False,
                )  # fmt: skip
                continue
            title = f"To consider: {_quoted(suggestion.text)}"
            yield self._action(
                title, command=types.Command(title, SHOW, arguments=[suggestion.text])
            )

    def leave(self) -> Iterator[types.CodeAction]:
        """The line that sets the rule aside for this block, where there is a place for one."""
        found = _line_for(self.sheet, self.document, self.item, self.checked.lexicon)
        if found is None:
            return
        at, text = found
        # The reason is for the writer to say; where an editor can, it is selected to be written over.
        place = text.index(UNSAID)
        after = self.sheet.text[:at] + text + self.sheet.text[at:]
        lines = Lines(after, self.sheet.encoding)
        selected = lines.range(at + place, at + place + len(UNSAID))
        arguments: list[str | int] = [
            self.uri, selected.start.line, selected.start.character, selected.end.character
        ]  # fmt: skip
        title = f"Leave it here because {UNSAID}"
        yield self._action(
            title, [(at, at, text)], command=types.Command(title, SELECT, arguments=arguments)
        )

    def explain(self) -> types.CodeAction:
        """The page of the rule."""
        title = f"Explain {self.item.code} {self.item.name}"
        command = types.Command(title, EXPLAIN, arguments=[self.item.code, self.uri])
        return self._action(title, command=command)

    def _edit(
        self, title: str, start: int, end: int, text: str, preferred: bool
    ) -> types.CodeAction:
        made = self._action(title, [(start, end, text)])
        made.is_preferred = preferred or None
        return made

    def _action(
        self,
        title: str,
        edits: Sequence[tuple[int, int, str]] = (),
        command: types.Command | None = None,
    ) -> types.CodeAction:
        changes = [
            types.TextEdit(self.checked.lines.range(start, end), text) for start, end, text in edits
        ]
        return types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.about],
            edit=types.WorkspaceEdit(changes={self.uri: changes}) if changes else None,
            command=command,
        )


def _fits(text: str, item: Diagnostic, lexicon: Lexicon) -> bool:
    """Whether wording to consider can stand where the words are: it is whole, and no advice."""
    if "[" in text or text.endswith(_ENDS):
        return False
    index = lexicon.index(item.code)
    options = () if index is None else lexicon.entry(index).instead
    return any(option.slot in _IN_PLACE and not option.gaps for option in options)


def _quoted(text: str) -> str:
    # Advice is a sentence to its reader and no wording.
    return text if text.endswith(_ENDS) else f"“{text}”"


# The line that sets a rule aside


def _line_for(
    sheet: Sheet, document: Document, item: Diagnostic, lexicon: Lexicon
) -> tuple[int, str] | None:
    """Where a line that sets a rule aside goes, and the line; None where there is no place for one.

    A place is good where the document reads as before with the line in it, and the remark is set
    aside: so each is tried.
    """
    segment = _segment_of(item, document)
    if segment is None:
        return None
    words = f"strengthlint: ignore {item.code} because {UNSAID}"
    for at, text in _places(sheet.text, document, segment, sheet.suffix, words):
        try:
            changed = sheet.read(sheet.text[:at] + text + sheet.text[at:])
        except UnreadableDocument:
            continue
        if _sets_aside(document, changed, item, lexicon):
            return at, text
    return None


def _segment_of(item: Diagnostic, document: Document) -> Segment | None:
    """Where a remark stands; one on the whole document at its head."""
    if item.span is not None:
        return document.segments[item.span.segment]
    return next(_read(document), None) if item.of_whole else None


def _places(
    source: str, document: Document, segment: Segment, suffix: str, words: str
) -> Iterator[tuple[int, str]]:
    """Places for a line, the one that reads best first."""
    line = _COMMENTS.get(suffix, "<!-- {} -->").format(words)
    ending = "\r\n" if "\r\n" in source else "\r" if "\r" in source and "\n" not in source else "\n"
    start, end = segment.offsets.source(0, len(segment.text))
    block, _ = _block(document, segment).offsets.source(0, 1)
    tried = []
    for at in (block, start):
        begin = max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1
        if begin not in tried:
            tried.append(begin)
            indent = source[begin:at] if source[begin:at].isspace() else ""
            yield begin, f"{indent if suffix != reading.COMMIT else ''}{line}{ending}"
    if suffix not in (".txt", reading.COMMIT):
        yield start, line
        yield end, f" {line}"


def _block(document: Document, segment: Segment) -> Segment:
    """The first segment of what a reader takes for one list, table or quotation."""
    place = next(at for at, each in enumerate(document.segments) if each is segment)
    first = segment
    for other in reversed(document.segments[:place]):
        if segment.kind not in _OF_SEVERAL or other.kind is not segment.kind:
            break
        first = other
    return first


def _sets_aside(before: Document, after: Document, item: Diagnostic, lexicon: Lexicon) -> bool:
    """Whether a remark is set aside in a document with a line more, and all else reads as before."""
    old, new = list(_read(before)), list(_read(after))
    if [_shape(each) for each in old] != [_shape(each) for each in new]:
        return False
    moved = item
    if item.span is not None:
        number = next(
            place for place, each in enumerate(old) if each is before.segments[item.span.segment]
        )
        index = next(place for place, each in enumerate(after.segments) if each is new[number])
        moved = replace(item, span=Span(index, item.span.start, item.span.end))
    # It brings the grammar, and an editor is to start without.
    from strengthlint.standing.suppression import Suppressions

    settled = Suppressions(after, lexicon).settle([moved])
    return settled[0].standing is Standing.SUPPRESSED


def _read(document: Document) -> Iterator[Segment]:
    """The prose of a document, without lines for strengthlint."""
    return (segment for segment in document.prose() if not is_directive(segment.text))


def _shape(segment: Segment) -> tuple[SegmentKind, str, tuple[str, ...]]:
    return segment.kind, segment.text, segment.trail
