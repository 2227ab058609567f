"""What somebody decided on the page, laid over what a check of the file gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from strengthlint.app.blocks import Json, numbered
from strengthlint.app.rewriting import Exchange, exchanges
from strengthlint.diagnostic import Diagnostic, Suggestion, SuggestionKind
from strengthlint.document import Document, SegmentKind, Span
from strengthlint.readers.normalise import without_lone_surrogates
from strengthlint.report import DocumentReport
from strengthlint.review import Rewording

__all__ = ["Choices"]

_Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage that was changed: its number on the page, as it was, and as it is."""

    block: int
    before: str
    after: str


class Choices:
    """Wordings that were accepted, remarks that were set aside, passages that were rewritten.

    Args:
        accepted: For each the `number` of its remark, `code` and `matched` by which it is known
            again, and the `text` that was chosen.
        left: The same without a text.
        rewritten: For each passage that reads otherwise its `block`, and its text `before` and `after`.

    Attributes:
        rewordings: What was written beside the wordings that were accepted; known, as the others are,
            once the choices were applied.
        lost: How many passages are not in the file as they were when they were changed.
        notes: What could not be done, one sentence each.
    """

    def __init__(
        self, accepted: Iterable[Json], left: Iterable[Json], rewritten: Iterable[Json] = ()
    ) -> None:
        self._accepted = {_key(choice): str(choice["text"]) for choice in accepted}
        self._left = {_key(choice) for choice in left}
        self._rewritten = [
            _Passage(
                int(each["block"]),
                without_lone_surrogates(str(each["before"])),
                without_lone_surrogates(str(each["after"])),
            )
            for each in rewritten
        ]
        self.rewordings: list[Rewording] = []
        self.lost = 0
        self.notes: list[str] = []

    @property
    def has_accepted(self) -> bool:
        """Whether any wording was."""
        return bool(self._accepted)

    @property
    def passages(self) -> int:
        """How many passages were rewritten."""
        return len(self._rewritten)

    def applied(self, report: DocumentReport) -> DocumentReport:
        """The report with only the wordings that were accepted as swaps, without what was left."""
        keyed = {(number, item.code, item.matched): item for number, item in numbered(report)}
        unknown = len((set(self._accepted) | self._left) - keyed.keys())
        if unknown:
            were = "One choice was" if unknown == 1 else f"{unknown} choices were"
            self.notes = [
                f"{were} made on words that are not in the file as it is, and not taken along."
            ]
        taken = {
            key: self._accepted[key]
            for key, item in keyed.items()
            if key in self._accepted
            and any(each.text == self._accepted[key] for each in item.suggestions)
        }
        if report.document is not None:
            taken = self._rewrite(report.document, keyed, taken)
        kept = [
            replace(item, suggestions=_suggestions(item, taken.get(key)))
            for key, item in keyed.items()
            if key not in self._left
        ]
        return replace(report, diagnostics=tuple(kept))

    def _rewrite(
        self, document: Document, keyed: dict[_Key, Diagnostic], taken: dict[_Key, str]
    ) -> dict[_Key, str]:
        """Find the rewordings; gives the wordings that still stand where passages were rewritten."""
        prose = [
            place
            for place, segment in enumerate(document.segments)
            if segment.kind is not SegmentKind.COMMENT
        ]
        for passage in self._rewritten:
            place = prose[passage.block] if 0 <= passage.block < len(prose) else -1
            if place < 0 or document.segments[place].text != passage.before:
                self.lost += 1
                continue
            here = {
                key: Exchange(span.start, span.end, text)
                for key, text in taken.items()
                if (span := keyed[key].span) is not None and span.segment == place
            }
            standing, own = exchanges(passage.before, passage.after, _in_order(here.values()))
            taken = {k: text for k, text in taken.items() if k not in here or here[k] in standing}
            self.rewordings += [
                Rewording(Span(place, each.start, each.end), each.text) for each in own
            ]
        return taken


def _in_order(taken: Iterable[Exchange]) -> Sequence[Exchange]:
    """Wordings by their places; of two at one place the first."""
    ordered: list[Exchange] = []
    for each in sorted(taken, key=lambda each: (each.start, each.end)):
        if not ordered or each.start >= ordered[-1].end:
            ordered.append(each)
    return ordered


def _suggestions(item: Diagnostic, chosen: str | None) -> tuple[Suggestion, ...]:
    if chosen is not None:
        return (Suggestion(chosen, SuggestionKind.SWAP),)
    # Nothing is changed in the copy that nobody asked for.
    return tuple(replace(each, kind=SuggestionKind.INSTEAD) for each in item.suggestions)


def _key(choice: Json) -> _Key:
    return int(choice["number"]), str(choice["code"]), str(choice["matched"])
