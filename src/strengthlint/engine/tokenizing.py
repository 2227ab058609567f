"""The tokenizer of the grammar, which is made ready piece by piece as texts ask for it.

spaCy's English has patterns for the letters of forty languages and more than a thousand special
cases ("don't", ":-)", "a.m."). To make all of it ready takes longer than to cut a letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["Tokenizing"]

_PATTERNS: Final = {
    "prefix_search": "search",
    "suffix_search": "search",
    "infix_finditer": "finditer",
    "token_match": "match",
    "url_match": "match",
}
"""The patterns by name, and what is asked of each."""

_IN_EVERY: Final = {"url_match": "."}
"""A character that whatever fits a pattern has."""

_END: Final = 200
"""Characters at the end of a text that say how it ends, and of these how many may only be looked back on."""
_BEHIND: Final = 50

_FEW: Final = 500
"""Texts after which all special cases are added."""

_NEAR = re.compile(r"[\0-\u01ff\u2000-\u206f]*")
"""A text in the letters and marks that English is written with, foreign names included."""

_HERE = r"\\u(?:0[01]|20(?=[0-6]))[0-9A-F]{2}"
_ANY = r"(?:\\u[0-9A-F]{4}|\\U[0-9A-F]{8})"
_ITEM = re.compile(rf"({_HERE}(?:-{_ANY})?)|{_ANY}(?:-{_ANY})?")
"""A character, or a range of them, as the patterns write it; in a group where `_NEAR` has it."""


class Tokenizing:
    """The tokenizer, which is given a special case when a text first may hold it.

    Args:
        file: What spaCy saved of it.
        vocab: The vocabulary of the grammar.
        without: Special cases that are not to hold.

    Attributes:
        special_cases: All of them.
    """

    def __init__(self, file: Path, vocab: Vocab, without: frozenset[str]) -> None:
        saved = import_module("srsly").msgpack_loads(file.read_bytes())
        patterns: dict[str, Callable[[str], Any] | None] = {
            key: _Pattern(saved[key], method, _IN_EVERY.get(key, "")) if saved[key] else None
            for key, method in _PATTERNS.items()
        }
        suffix = patterns["suffix_search"]
        if suffix is not None:
            patterns["suffix_search"] = _AtEnd(suffix)
        with _attributes_known():
            self._tokenizer: Any = import_module("spacy.tokenizer").Tokenizer(
                vocab, faster_heuristics=saved["faster_heuristics"], **patterns
            )
        cases = {text: case for text, case in saved["exceptions"].items() if text not in without}
        self.special_cases = frozenset(cases)
        self._texts = 0
        self._waiting: dict[str, list[tuple[str, Any]]] = {}
        for text, case in sorted(cases.items()):
            if len(text) < 2 or _spaceless(text) != text:
                self._tokenizer.add_special_case(text, case)
            else:
                self._waiting.setdefault(text[:2], []).append((text, case))

    def __call__(self, text: str) -> Doc:
        """A text as tokens."""
        if self._waiting:
            self._prepare(text)
        doc: Doc = self._tokenizer(text)
        return doc

    def _prepare(self, text: str) -> None:
        """Add the special cases that a text may hold."""
        self._texts += 1
        if self._texts > _FEW:
            # From here on it is quicker to add the rest than to look for it.
            for start in list(self._waiting):
                self._add(start)
            return
        # Spaces do not count: the tokenizer looks for some cases among tokens, whatever is between.
        letters = _spaceless(text)
        for start in set(map(add, letters, letters[1:])) & self._waiting.keys():
            self._add(start, letters)

    def _add(self, start: str, letters: str | None = None) -> None:
        """Add the special cases with a start: those in a text, or all."""
        left = []
        for text, case in self._waiting[start]:
            if letters is None or text in letters:
                self._tokenizer.add_special_case(text, case)
            else:
                left.append((text, case))
        self._waiting[start] = left
        if not left:
            del self._waiting[start]


class _Pattern:
    """A pattern that is compiled when it is asked, and for far letters when a text has some.

    Args:
        pattern: The pattern.
        method: What is asked of it.
        in_every: A character that whatever fits it has, or "".
    """

    def __init__(self, pattern: str, method: str, in_every: str) -> None:
        self._pattern = pattern
        self._method = method
        self._in_every = in_every
        self._near: Callable[[str], Any] | None = None
        self._far: Callable[[str], Any] | None = None

    def __call__(self, text: str) -> Any:
        if self._in_every not in text:
            return None
        if text.isascii() or _NEAR.fullmatch(text):
            if self._near is None:
                self._near = self._ready(shortened(self._pattern))
            return self._near(text)
        if self._far is None:
            self._far = self._ready(self._pattern)
        return self._far(text)

    def _ready(self, pattern: str) -> Callable[[str], Any]:
        asked: Callable[[str], Any] = getattr(re.compile(pattern), self._method)
        return asked


class _AtEnd:
    """A search for what a text ends with, of which only the length is asked.

    A search starts at the beginning, and a row of ten thousand brackets loses one after the other.
    """

    def __init__(self, pattern: Callable[[str], Any]) -> None:
        self._pattern = pattern

    def __call__(self, text: str) -> Any:
        if len(text) > _END:
            found = self._pattern(text[-_END:])
            if found is None or found.start() > _BEHIND:
                return found
        return self._pattern(text)


def shortened(pattern: str) -> str:
    """A pattern of spaCy's without far letters: the same for near ones, and compiled in a fifth of the time."""
    return _ITEM.sub(r"\1", pattern)


class _Attributes:
    """In place of the schema of a token pattern, where it is only asked which attributes there are."""

    def model_dump(self) -> dict[str, None]:
        """Every attribute in small letters, without a value."""
        return dict.fromkeys(name.lower() for name in import_module("spacy.attrs").IDS)


@contextmanager
def _attributes_known() -> Iterator[None]:
    """Lets a phrase matcher be made that asks the schema for its attribute: it takes pydantic to make it."""
    matching: Any = import_module("spacy.matcher.phrasematcher")
    schema = matching.TokenPattern
    matching.TokenPattern = _Attributes
    try:
        yield
    finally:
        matching.TokenPattern = schema


def _spaceless(text: str) -> str:
    return "".join(text.split())
