"""One open document: its text, what was found in it, and where that stands for its editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from strengthlint import limits
from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.document import Document
from strengthlint.errors import UnreadableDocument
from strengthlint.lexicon import Lexicon
from strengthlint.lsp import reading
from strengthlint.lsp.choices import Choices
from strengthlint.lsp.lines import Lines
from strengthlint.readers.normalise import without_lone_surrogates
from strengthlint.rechecking import Earlier, rest
from strengthlint.report import DocumentReport, ReadFailure
from strengthlint.review.copies import source_range

__all__ = ["Checked", "Sheet"]


@dataclass(frozen=True)
class Checked:
    """What a check gave.

    Attributes:
        version: Of the text that was checked.
        report: What was found; None where there is nothing to check.
        document: What was read; None where it could not be.
        lines: The places of its text.
        lexicon: What knows the rules.
        remarks: What is raised: open and shown, in reading order, with its first character in the
            source and the one after its last. What is asked about the document as a whole has an
            empty range at its head.
        is_behind: Whether what is asked of it as a whole goes by an earlier text.
    """

    version: int
    report: DocumentReport | None
    document: Document | None
    lines: Lines
    lexicon: Lexicon
    remarks: tuple[tuple[Diagnostic, int, int], ...] = ()
    is_behind: bool = False


class Sheet:
    """A document that is open.

    Args:
        path: Where it is kept, or would be.
        language: What its editor says that it is.
        encoding: In which units its editor counts.
    """

    def __init__(self, path: Path, language: str, encoding: str) -> None:
        self.path = path
        self.suffix = reading.suffix_of(path.name, language)
        self.encoding = encoding
        # Together, since one thread writes and another one reads.
        self._state = ("", 0)
        self.checked: Checked | None = None
        self._earlier = Earlier()

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._state[0]

    @property
    def version(self) -> int:
        """How often it was written."""
        return self._state[1]

    def write(self, text: str) -> None:
        """Take the text as it is now."""
        self._state = (without_lone_surrogates(text), self.version + 1)

    def check(self, choices: Choices, is_wanted: Callable[[], bool]) -> Checked:
        """Check the text as it is now: its words first, and once more for all of it as a whole.

        Raises:
            Superseded: where nobody waits for it any more.
        """
        text, version = self._state
        held = choices.of(self.path)
        lexicon = held.linter.lexicon
        lines = Lines(text, self.encoding)
        if not self.suffix or held.excluded:
            return Checked(version, None, None, lines, lexicon)
        name = str(self.path)
        whole = self.checked is not None and self.checked.version == version
        try:
            if whole:
                rest(len(text), is_wanted)
            document = self.read(text)
            characters = sum(len(segment.text) for segment in document.segments)
            report = limits.within(
                lambda: held.linter.check_again(document, self._earlier, is_wanted, whole=whole),
                characters,
            )
        except UnreadableDocument as error:
            report = DocumentReport(name, ReadFailure(error.kind, error.message))
            return Checked(version, report, None, lines, lexicon)
        report = held.accepted(report)
        remarks = tuple(
            (item, *_range_of(item, document))
            for item in report.diagnostics
            if item.standing is Standing.OPEN
            and item.level >= held.settings.show
            and (item.span is not None or item.of_whole)
        )
        is_behind = self._earlier.is_behind
        return Checked(version, report, document, lines, lexicon, remarks, is_behind)

    def read(self, text: str) -> Document:
        """A text as this document would be read.

        Raises:
            UnreadableDocument: with a kind and a sentence that says what to do.
        """
        return reading.read(str(self.path), text, self.suffix)

    def remarks_at(self, start: int, end: int) -> Iterator[tuple[Diagnostic, int, int]]:
        """What was said of some characters, or of those around a place."""
        if self.checked is not None and self.checked.version == self.version:
            for remark in self.checked.remarks:
                if remark[1] <= end and start <= remark[2]:
                    yield remark


def _range_of(item: Diagnostic, document: Document) -> tuple[int, int]:
    start, end = source_range(item, document)
    # What is asked of all of it is said of none of its words.
    return start, start if item.of_whole else end
