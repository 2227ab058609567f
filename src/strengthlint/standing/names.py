"""Names of laws, teams, organisations, posts and scales may hold any word.

The lexicon's names say which; beside them, a row of capital words that ends in a noun of the list
`naming-noun` is a name. Where nearly every word has a capital, capitals say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from strengthlint.document import SegmentKind
from strengthlint.engine import Engine, Hit

__all__ = ["reason"]

_REACH = 5
_TITLE = 5
"""Capital words from which a row of them is a title."""
_HEADLINE = 0.75
"""Share of capital words from which a sentence is a headline."""


def reason(hit: Hit, engine: Engine) -> str:
    """Why a hit is part of a name, or ""."""
    doc = hit.sentence.doc
    assert doc is not None  # noqa: S101 - a hit is made from a doc
    for first, last in engine.names(hit.sentence):
        if first <= hit.first and hit.last <= last:
            return f"part of a name ({doc[first:last].text})"
    heading = hit.sentence.segment.kind is SegmentKind.HEADING
    name = _Capitals(engine, doc, heading=heading).name(hit.first, hit.last)
    return f"part of a name ({name})" if name else ""


class _Capitals:
    """Names that are known by their capitals."""

    def __init__(self, engine: Engine, doc: Doc, *, heading: bool) -> None:
        lists, words = engine.lexicon.lists, engine.lexicon.words
        self._doc = doc
        self._heading = heading
        self._nouns = words.by_last("naming-noun")
        self._naming = lists.get("naming-word", ())
        self._given = words.cased("given-name")
        self._links = lists.get("name-link", ())
        self._joints = words.by_last("name-joint")
        self._title_words = words.by_last("title-word")

    def name(self, first: int, last: int) -> str:
        """The name that the words are part of, or ""."""
        doc = self._doc
        words = [t for t in doc[first:last] if t.is_alpha and t.lower_ not in self._joints]
        if not words or not all(token.text[0].isupper() for token in words):
            return ""
        title = self._title(first, last)
        if title:
            return title
        if self._is_headline(first, last):
            # Only one team or service right after makes a name: "Complex Needs Team Moves".
            following = doc[last] if last < len(doc) else None
            named = following is not None and self._names(following)
            named = named and not doc[last].lower_.endswith("s")
            return doc[first : last + 1].text if named else ""
        if self._named(first):
            return doc[first:last].text
        if first and len(words) == 1 and doc[first - 1].text in self._given:
            # "Kim Nutter called": a surname.
            return doc[first - 1 : last].text
        if first == 0 and len(words) == 1 and not self._capital(last):
            return ""
        end = self._end(last)
        if end:
            return doc[first:end].text
        if first and len(words) > 1 and self._names(words[-1]):
            return doc[first:last].text
        return self._led(first, last)

    def _end(self, last: int) -> int:
        """The token after the naming noun of the row, or 0."""
        found, at = 0, last
        while at < len(self._doc) and at - last < _REACH:
            token = self._doc[at]
            if token.lower_ not in self._joints and token.text not in ("-", "–", "&", "’", "'"):
                if not self._capital(at):
                    break
                if self._names(token):
                    found = at + 1
            at += 1
        return found

    def _led(self, first: int, last: int) -> str:
        """Capital words before a joint go on in the words: Riding for the Disabled."""
        at = first - self._row_before(first, self._links)
        if at in (0, first) or not self._capital(at - 1) or self._capital(last):
            return ""
        content = next(t for t in self._doc[first:last] if t.lower_ not in self._joints)
        capital = content.text[0].isupper() and not content.is_upper
        return self._doc[at - 1 : last].text if capital else ""

    def _title(self, first: int, last: int) -> str:
        """A long row of capital words within a sentence, or one that is a sentence: some work's title."""
        start, end = first, last
        while start and self._in_title(self._doc[start - 1]):
            start -= 1
        while end < len(self._doc) and self._in_title(self._doc[end]):
            end += 1
        while start < first and not self._capital(start):
            start += 1
        while end > last and not self._capital(end - 1):
            end -= 1
        row = [t for t in self._doc[start:end] if t.is_alpha and t.text[0].isupper()]
        if len(row) < _TITLE or all(t.is_upper for t in row):
            return ""
        whole = start == 0 and all(token.is_punct for token in self._doc[end:])
        ends = self._doc[-1].text == "."
        return "" if whole and not ends else self._doc[start:end].text

    def _in_title(self, token: Token) -> bool:
        return (
            token.text[:1].isupper()
            or token.lower_ in self._joints
            or token.lower_ in self._title_words
            or token.text in ("-", "–", ":", "/")
        )

    def _named(self, first: int) -> bool:
        """Whether a word like "called" or "entitled" stands right before."""
        return self._row_before(first, self._naming) > 0

    def _row_before(self, at: int, rows: Iterable[tuple[str, ...]]) -> int:
        """How many tokens right before a place are the longest of some rows of words."""
        before = [token.lower_ for token in self._doc[:at]]
        lengths = (len(row) for row in rows if before[-len(row) :] == list(row))
        return max(lengths, default=0)

    def _capital(self, at: int) -> bool:
        return at < len(self._doc) and self._doc[at].text[:1].isupper()

    def _names(self, token: Token) -> bool:
        return token.text[:1].isupper() and token.lower_ in self._nouns

    def _is_headline(self, first: int, last: int) -> bool:
        """Whether the words beside those asked about have capitals nearly all."""
        beside = [
            token
            for token in (*self._doc[:first], *self._doc[last:])
            if token.is_alpha and token.lower_ not in self._joints
        ]
        capitals = sum(token.text[0].isupper() for token in beside)
        return len(beside) > (0 if self._heading else 1) and capitals >= _HEADLINE * len(beside)
