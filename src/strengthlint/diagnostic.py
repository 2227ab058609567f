"""What the linter says: one diagnostic for each place, with its level and its standing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import total_ordering

from strengthlint.document import Location, Span

__all__ = ["Diagnostic", "Excerpt", "Level", "Standing", "Suggestion", "SuggestionKind"]


@total_ordering
class Level(str, Enum):
    """How sure we are that another wording is better; ordered, `RETHINK` is the highest."""

    NOTE = "note"
    """Contested or optional."""
    REFLECT = "reflect"
    """Depends on the setting."""
    RETHINK = "rethink"
    """Widely agreed."""

    @property
    def rank(self) -> int:
        """0 for note, 1 for reflect, 2 for rethink."""
        return list(Level).index(self)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Level):
            return NotImplemented
        return self.rank < other.rank


class Standing(str, Enum):
    """Whether a diagnostic asks something of the writer; only open ones do."""

    OPEN = "open"
    QUOTED = "quoted"
    """Someone's own words, a mention of the word, or a name."""
    PREFERRED = "preferred"
    """Wording that people have said they prefer."""
    SUPPRESSED = "suppressed"
    """Set aside in the document, with a reason."""
    BASELINE = "baseline"
    """Accepted earlier, or not on a line that changed."""


class SuggestionKind(str, Enum):
    """How a suggestion may be used."""

    SWAP = "swap"
    """Fits in place of the matched words."""
    INSTEAD = "instead"
    """Wording to consider; `[..]` marks what only the writer can fill in."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Other words for what was matched.

    Attributes:
        text: As it fits the sentence.
        kind: How it may be used.
        neutral: The same with nothing from around the match ("they" for a name), where `text` does
            hold something from there; else "".
    """

    text: str
    kind: SuggestionKind
    neutral: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentence around a match, clean; `text[start:end]` are the matched words."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark about one place in a document.

    Attributes:
        code: For instance "BLM101"; never reused.
        name: The speaking name, for instance "failed-to-engage".
        level: How sure the lexicon is.
        standing: Whether it asks something of the writer.
        reason: Why the standing is not open, or why the level was lowered; else "".
        matched: The words, as clean text.
        message: One sentence.
        ask: A question worth asking, or "".
        why: The reason, one sentence.
        suggestions: Best first; may be empty.
        location: Where.
        excerpt: The sentence around it.
        fingerprint: 16 hexadecimal digits that stay the same while the sentence does.
        grounds: Why it counts as said of a person where its sentence names nobody; else "".
        span: The same place in the document that was read; None where no words are meant.
        places: For a remark on a whole document, up to three places to look at.
        of_whole: Whether it is about the document as a whole; then it has no words and stands at its head.
        neutral: For such a remark, the message with nothing from the document in it.
        neutral_ask: And the question.
    """

    code: str
    name: str
    level: Level
    standing: Standing
    reason: str
    matched: str
    message: str
    ask: str
    why: str
    suggestions: tuple[Suggestion, ...]
    location: Location
    excerpt: Excerpt
    fingerprint: str
    grounds: str = ""
    span: Span | None = None
    places: tuple[Location, ...] = ()
    of_whole: bool = False
    neutral: str = ""
    neutral_ask: str = ""
