"""Every error that strengthlint raises on purpose.

Each says in one sentence what is wrong, where, and what to do next. Anything else that escapes is
a fault of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = [
    "ConfigError",
    "LexiconError",
    "Problem",
    "ReadErrorKind",
    "StrengthlintError",
    "UnknownRule",
    "UnreadableDocument",
    "UnusableTable",
]


class StrengthlintError(Exception):
    """Base of the errors raised on purpose."""


class ReadErrorKind(str, Enum):
    """Why a document could not be read; the value is `error.kind` in JSON."""

    MISSING = "missing"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no-text"
    TOO_LARGE = "too-large"
    TOO_COMPLEX = "too-complex"
    """It took more time or memory than one document may."""
    PERMISSION = "permission"


class UnreadableDocument(StrengthlintError):  # noqa: N818 - names the document, as people say it
    """A document that could not be read; the run goes on without it and ends with exit code 2.

    Attributes:
        kind: Why, from a closed list.
        message: One plain sentence that also says what to do; it does not name the file.
    """

    def __init__(self, kind: ReadErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class UnusableTable(StrengthlintError):  # noqa: N818 - names the table, as people say it
    """A table of notes that cannot be read, or not as it was asked for; one sentence and a way on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a lexicon or configuration file.

    Attributes:
        path: The file, as people would name it.
        line: 1-based line, or 0 where the whole file is meant.
        entry: Code and name of the entry, or "".
        message: What is wrong, in plain words.
        hint: What to do next, or "".
    """

    path: str
    line: int
    entry: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else self.path
        head = f"{place}, {self.entry}" if self.entry else place
        body = "\n".join(f"  {line}" for line in f"{self.message}\n{self.hint}".strip().split("\n"))
        return f"{head}\n{body}"


class _ProblemsError(StrengthlintError):
    """Several problems told at once, so that nobody mends them one run at a time."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n\n".join(str(problem) for problem in problems))
        self.problems = problems


class LexiconError(_ProblemsError):
    """A lexicon that cannot be used; holds all problems of all its files."""


class ConfigError(_ProblemsError):
    """A configuration that cannot be used; holds all its problems."""


class UnknownRule(ConfigError):  # noqa: N818 - names the rule, as people say it
    """A code or name that no entry of the lexicon has.

    Attributes:
        rule: As it was written.
        hint: What to do next.
    """

    def __init__(self, rule: str, hint: str, place: str = "command line") -> None:
        super().__init__([Problem(place, 0, "", f"There is no rule “{rule}”.", hint)])
        self.rule = rule
        self.hint = hint
