"""How a sentence is read by the grammar: after its list's lead-in, and without a label before it.

A list item is half a sentence ("The council:" and "failed to reply"); with the lead-in before it the
tree shows who did it, and what "She is not:" denies. A label ("Outcome: failed to attend.") is no
part of the sentence; a name or a word for somebody as a label is its subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from strengthlint.lexicon.words import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from strengthlint.engine.starting import Grammar

__all__ = ["Reader", "Reading"]

_LABEL_WORDS = 4
_LEAD_IN_WORDS = 40
_COLONS = (":", "–", "—", "-", "…")
_SOMEBODY = ("person", "people", "service", "abuser", "given-name", "person-pronoun")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it is parsed.

    Attributes:
        doc: Its tokens, not parsed yet.
        starts: For each token its place in the segment's text; -1 for one of the lead-in.
        shift: What to add to the number of a token of the sentence to find it in `doc`.
    """

    doc: Doc
    starts: tuple[int, ...]
    shift: int = 0


class Reader:
    """Makes readings.

    Args:
        nlp: Whose tokenizer cut the sentences.
        words: Word lists; `continuing`, `own-subject`, `article` and the lists of people and services
            are used where they are there.
    """

    def __init__(self, nlp: Grammar, words: WordLists) -> None:
        self._nlp = nlp
        self._words = words

    def plain(self, doc: Doc, start: int) -> Reading:
        """A sentence as it stands, from a place in its segment's text."""
        return Reading(doc, _starts(doc, start))

    def read(self, doc: Doc, start: int, lead_in: str, first_hit: int) -> Reading:
        """A sentence as the grammar is to read it.

        Args:
            doc: The sentence's tokens.
            start: Where it starts in its segment's text.
            lead_in: The sentence that leads into its list, or "".
            first_hit: The first token that matters; what stands before it may be left out.
        """
        starts = _starts(doc, start)
        colon = self._label_end(doc)
        if colon:
            named = any(self._is(doc[colon - 1], name) for name in _SOMEBODY)
            if named:
                return self._without(doc, starts, colon, colon + 1, first_hit)
            if first_hit > colon:
                return self._without(doc, starts, 0, colon + 1, first_hit)
        if lead_in:
            before = self._nlp.make_doc(lead_in)
            end = len(before)
            while end and before[end - 1].text in _COLONS:
                end -= 1
            if 0 < end <= _LEAD_IN_WORDS and self._goes_on(before, end, doc):
                words = [token.text for token in before[:end]] + [token.text for token in doc]
                spaces = [True] * end + [bool(token.whitespace_) for token in doc]
                return Reading(self._doc(words, spaces), (-1,) * end + starts, end)
        return Reading(doc, starts)

    def _goes_on(self, lead_in: Doc, end: int, item: Doc) -> bool:
        """Whether a list item goes on from its lead-in as one sentence."""
        last = lead_in[end - 1]
        if self._is(last, "continuing"):
            return True
        if self._is(item[0], "own-subject") or self._is(item[0], "article"):
            return False
        first = lead_in[0]
        # "The council:" and "Kim:" can do something; "Reasons for referral:" is a title.
        subject = self._is(first, "article") or self._is(first, "own-subject")
        return subject or (end == 1 and any(self._is(first, name) for name in _SOMEBODY))

    def _label_end(self, doc: Doc) -> int:
        """The token number of the colon after a label at the start, or 0."""
        for token in doc[1 : _LABEL_WORDS + 1]:
            if token.text == ":" and token.i + 1 < len(doc):
                return int(token.i)
        return 0

    def _without(
        self, doc: Doc, starts: Sequence[int], first: int, last: int, first_hit: int
    ) -> Reading:
        """A sentence without the tokens from `first` to `last`; as it is where a hit is in them."""
        if first_hit < last:
            return Reading(doc, tuple(starts))
        kept = [token for token in doc if not first <= token.i < last]
        spaces = [bool(token.whitespace_) or token.i == first - 1 for token in kept]
        made = self._doc([token.text for token in kept], spaces)
        return Reading(made, (*starts[:first], *starts[last:]), first - last)

    def _doc(self, words: list[str], spaces: list[bool]) -> Doc:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=words, spaces=spaces)

    def _is(self, token: Token, name: str) -> bool:
        return token.lower_ in self._words.single(name)


def _starts(doc: Doc, start: int) -> tuple[int, ...]:
    """The place of each token in a text in which the first one has the place `start`."""
    # As an array, for that makes no object for every token.
    places: list[int] = doc.to_array("IDX").tolist()
    return tuple(start + place for place in places)
