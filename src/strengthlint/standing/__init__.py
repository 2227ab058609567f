"""Whether a hit asks something of the writer, or stands in words that are not theirs to change.

Each module looks for one reason and says it in plain words; the first that finds one decides. A
hit is never dropped: it keeps its standing and the reason.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from strengthlint.diagnostic import Standing
from strengthlint.document import Segment, SegmentKind
from strengthlint.engine import Engine, Hit, quotation
from strengthlint.lexicon.entry import Entry, EntryKind
from strengthlint.lexicon.standing_rule import StandingKind
from strengthlint.standing import names, references
from strengthlint.standing.rules import Rules

__all__ = ["StandingJudge"]

_FIRST = (StandingKind.MENTION,)
_LAST = (StandingKind.OWN_WORDS, StandingKind.VIEW, StandingKind.DENIAL)


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
        self._rules = _rules_of(engine)
        self._cut_short = frozenset(row[0] for row in engine.lexicon.lists.get("cut-short", ()))

    def judge(self, hit: Hit, entry: Entry) -> tuple[Standing, str]:
        """The standing of a hit, with the reason where it is not open."""
        segment = hit.sentence.segment
        matched = _folded(segment.text[hit.start : hit.end])
        for word, why in self._preferred:
            if _holds_words(matched, word):
                return Standing.PREFERRED, why
        if entry.kind is EntryKind.KEEP:
            return Standing.OPEN, ""
        reason = self.reason(hit, in_quotes=entry.speaks_in_quotes)
        return (Standing.QUOTED, reason) if reason else (Standing.OPEN, "")

    def reason(self, hit: Hit, *, in_quotes: bool = False) -> str:
        """Why the words of a hit are not the writer's to change, or "".

        Args:
            hit: The words.
            in_quotes: Whether words that somebody else said count as the writer's all the same.
        """
        segment = hit.sentence.segment
        return (
            # A word in quotation marks that is talked about is a mention first.
            self._rule(hit, _FIRST)
            or ("" if in_quotes else self._quotation(hit, segment))
            or names.reason(hit, self._engine)
            or references.reason(hit)
            or self._rule(hit, _LAST)
        )

    def holding(self, hit: Hit) -> list[str]:
        """The names of every standing of the lexicon that holds for a hit."""
        return [rule.name for rule in self._rules.holding(hit)]

    def _rule(self, hit: Hit, kinds: Container[StandingKind]) -> str:
        rule = self._rules.first(hit, kinds)
        return rule.reason if rule else ""

    def _quotation(self, hit: Hit, segment: Segment) -> str:
        if segment.kind is SegmentKind.QUOTATION and not quotation.is_callout(segment):
            return "stands in a quotation"
        quoted = quotation.ranges(segment.text, self._cut_short)
        if any(start <= hit.start and hit.end <= end for start, end in quoted):
            return "someone's own words or a mention, in quotation marks"
        return self._rule(hit, (StandingKind.QUOTATION,))


@lru_cache(maxsize=4)
def _rules_of(engine: Engine) -> Rules:
    """The standings of an engine's lexicon; a run over many documents makes them once."""
    return Rules(engine)


def _folded(text: str) -> str:
    """Small letters, and a space for a hyphen: both spellings are one wording."""
    return " ".join(text.lower().replace("-", " ").split())


def _holds_words(text: str, words: str) -> bool:
    return f" {words} " in f" {text} " or f" {words}s " in f" {text} "
