"""The word lists of a lexicon as the grammar asks for them: each read once, on first need."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Rows", "WordLists"]

Rows = tuple[tuple[str, ...], ...]


class WordLists:
    """Answers for word lists by name; a list that there is not is an empty one.

    Args:
        lists: Rows of words by list name.
    """

    def __init__(self, lists: Mapping[str, Rows]) -> None:
        self._lists = lists
        self._single: dict[str, frozenset[str]] = {}
        self._cased: dict[str, frozenset[str]] = {}
        self._lower: dict[str, frozenset[tuple[str, ...]]] = {}
        self._by_first: dict[str, dict[str, frozenset[tuple[str, ...]]]] = {}
        self._by_last: dict[str, dict[str, list[tuple[str, ...]]]] = {}

    def single(self, name: str) -> frozenset[str]:
        """The items of a list that are one word, in small letters, with either apostrophe."""
        if name not in self._single:
            words = {word.lower() for word in self.cased(name)}
            self._single[name] = frozenset(words | {word.replace("'", "’") for word in words})
        return self._single[name]

    def cased(self, name: str) -> frozenset[str]:
        """The items of a list that are one word, as they are written there."""
        if name not in self._cased:
            rows = self._lists.get(name, ())
            self._cased[name] = frozenset(row[0] for row in rows if len(row) == 1)
        return self._cased[name]

    def lower(self, name: str) -> frozenset[tuple[str, ...]]:
        """All rows of a list in small letters."""
        if name not in self._lower:
            rows = self._lists.get(name, ())
            self._lower[name] = frozenset(tuple(word.lower() for word in row) for row in rows)
        return self._lower[name]

    def by_first(self, name: str) -> dict[str, frozenset[tuple[str, ...]]]:
        """All rows of a list in small letters, by their first word."""
        if name not in self._by_first:
            index: dict[str, list[tuple[str, ...]]] = {}
            for row in self.lower(name):
                index.setdefault(row[0], []).append(row)
            self._by_first[name] = {first: frozenset(rows) for first, rows in index.items()}
        return self._by_first[name]

    def by_last(self, name: str) -> dict[str, list[tuple[str, ...]]]:
        """The rows of a list as they are written, by their last word in small letters."""
        if name not in self._by_last:
            index: dict[str, list[tuple[str, ...]]] = {}
            for row in self._lists.get(name, ()):
                index.setdefault(row[-1].lower(), []).append(row)
            self._by_last[name] = index
        return self._by_last[name]
