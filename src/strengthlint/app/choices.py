"""What somebody decided on the page, laid over what a check of the file gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from strengthlint.app.blocks import Json
from strengthlint.diagnostic import Diagnostic, Suggestion, SuggestionKind
from strengthlint.report import DocumentReport

__all__ = ["Choices"]


class Choices:
    """Wordings that were accepted, and remarks that were set aside.

    Args:
        accepted: For each the `number` of its remark, `code` and `matched` by which it is known
            again, and the `text` that was chosen.
        left: The same without a text.

    Attributes:
        notes: What could not be done, one sentence each; known once the choices were applied.
    """

    def __init__(self, accepted: Iterable[Json], left: Iterable[Json]) -> None:
        self._accepted = {_key(choice): str(choice["text"]) for choice in accepted}
        self._left = {_key(choice) for choice in left}
        self.notes: list[str] = []

    @property
    def has_accepted(self) -> bool:
        """Whether any wording was."""
        return bool(self._accepted)

    def applied(self, report: DocumentReport) -> DocumentReport:
        """The report with only the wordings that were accepted as swaps, without what was left."""
        kept: list[Diagnostic] = []
        waiting = set(self._accepted) | self._left
        for number, item in enumerate(report.diagnostics):
            key = (number, item.code, item.matched)
            waiting.discard(key)
            if key not in self._left:
                kept.append(replace(item, suggestions=self._suggestions(item, key)))
        if waiting:
            were = "One choice was" if len(waiting) == 1 else f"{len(waiting)} choices were"
            self.notes = [
                f"{were} made on words that are not in the file as it is, and not taken along."
            ]
        return replace(report, diagnostics=tuple(kept))

    def _suggestions(self, item: Diagnostic, key: tuple[int, str, str]) -> tuple[Suggestion, ...]:
        chosen = self._accepted.get(key)
        if chosen is not None and any(each.text == chosen for each in item.suggestions):
            return (Suggestion(chosen, SuggestionKind.SWAP),)
        # Nothing is changed in the copy that nobody asked for.
        return tuple(replace(each, kind=SuggestionKind.INSTEAD) for each in item.suggestions)


def _key(choice: Json) -> tuple[int, str, str]:
    return int(choice["number"]), str(choice["code"]), str(choice["matched"])
