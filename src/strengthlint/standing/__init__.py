"""Whether a hit asks something of the writer, or stands in words that are not theirs to change.

Each module looks for one reason and says it in plain words; the first that finds one decides. A
hit is never dropped: it keeps its standing and the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from strengthlint.diagnostic import Standing
from strengthlint.document import Segment, SegmentKind
from strengthlint.engine import Engine, Hit
from strengthlint.lexicon.entry import Entry, EntryKind
from strengthlint.standing import critique, mention, names, own_words, quotation

__all__ = ["StandingJudge"]


class StandingJudge:
    """Decides standings within one document.

    Args:
        engine: Whose hits are judged; gives the names and the roles.
        in_document: Wordings that the document says people prefer.
        in_settings: Wordings that the settings say people prefer.
    """

    def __init__(
        self, engine: Engine, in_document: Sequence[str] = (), in_settings: Sequence[str] = ()
    ) -> None:
        self._engine = engine
        said = [("this document says", in_document), ("the settings say", in_settings)]
        self._preferred = tuple(
            (_folded(word), f"{who} that people prefer “{word.strip()}”")
            for who, words in said
            for word in words
            if word.strip()
        )
        self._quoted: dict[int, list[tuple[int, int]]] = {}

    def judge(self, hit: Hit, entry: Entry) -> tuple[Standing, str]:
        """The standing of a hit, with the reason where it is not open."""
        segment = hit.sentence.segment
        matched = _folded(segment.text[hit.start : hit.end])
        for word, why in self._preferred:
            if _holds_words(matched, word):
                return Standing.PREFERRED, why
        if entry.kind is EntryKind.KEEP:
            return Standing.OPEN, ""
        reason = (
            # A word in quotation marks that is talked about is a mention first.
            mention.reason(hit)
            or ("" if entry.speaks_in_quotes else self._quotation(hit, segment))
            or names.reason(hit, self._engine)
            or own_words.reason(hit, self._engine)
            or critique.reason(hit)
        )
        return (Standing.QUOTED, reason) if reason else (Standing.OPEN, "")

    def _quotation(self, hit: Hit, segment: Segment) -> str:
        if segment.kind is SegmentKind.QUOTATION:
            return "stands in a quotation"
        key = id(segment)
        if key not in self._quoted:
            self._quoted[key] = quotation.quoted_ranges(segment)
        if any(start <= hit.start and hit.end <= end for start, end in self._quoted[key]):
            return "someone's own words or a mention, in quotation marks"
        return quotation.spoken(hit)


def _folded(text: str) -> str:
    """Small letters, and a space for a hyphen: both spellings are one wording."""
    return " ".join(text.lower().replace("-", " ").split())


def _holds_words(text: str, words: str) -> bool:
    return f" {words} " in f" {text} " or f" {words}s " in f" {text} "
