"""How far the reading of a table is, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strengthlint.run.progress import Progress

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

__all__ = ["NotesProgress"]


class NotesProgress(Progress):
    """A line on standard error: how much of the table, notes, remarks, time left.

    Args:
        size: How much there is to read, in the measure of the table; 0 where it is not known.
        is_wanted: Whether to show anything at all.
    """

    def __init__(self, size: int, *, is_wanted: bool) -> None:
        super().__init__(size or 1, is_wanted=is_wanted)
        self._notes = 0

    def advance(self, position: int, notes: int, findings: int) -> None:
        """So far it is now.

        Args:
            position: How much of the table was read.
            notes: How many more notes are done.
            findings: How many more remarks there are.
        """
        self._notes += notes
        self._advance(min(position, self._total), findings)

    def _counted(self) -> list[ProgressColumn]:
        from rich.progress import ProgressColumn, TaskProgressColumn, TextColumn
        from rich.text import Text

        counted = self

        class Notes(ProgressColumn):
            def render(self, task: object) -> Text:
                return Text(f"{counted._notes:,} notes,")

        return [
            TaskProgressColumn(),
            Notes(),
            TextColumn("{task.fields[findings]:,} remarks,"),
        ]
