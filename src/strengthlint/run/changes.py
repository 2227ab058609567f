"""What changed: only remarks on it are raised, the rest stands as it stood before.

Lines come from git itself or from a unified diff. Documents without lines (Word, PDF) are compared
with their earlier version: a remark on a sentence that stood there already is not new.
"""

from __future__ import annotations

import os
import re
import subprocess
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.errors import ConfigError, Problem
from strengthlint.report import DocumentReport
from strengthlint.run.discovery import Found

__all__ = ["Changes", "Diff", "SinceRevision"]

Ranges = list[tuple[int, int]]
"""Lines that changed: the first and the last of each stretch, in order."""

CheckBytes = Callable[[str, bytes, Settings], DocumentReport]


class Changes(ABC):
    """Which lines of which files changed."""

    @abstractmethod
    def concerns(self, path: Path) -> bool:
        """Whether there is anything new in a file."""

    @abstractmethod
    def is_new(self, path: Path) -> bool:
        """Whether all of a file is new."""

    @abstractmethod
    def lines(self, path: Path) -> Ranges:
        """The lines that changed in a file that is not new."""

    knows_what_was = False
    """Whether a file can be checked as it was."""

    def earlier(self, found: Found) -> Counter[str]:
        """The fingerprints of the open remarks on a file as it was, and the codes of those on all of it."""
        return Counter()

    @property
    @abstractmethod
    def since(self) -> str:
        """Since when, as the end of a sentence."""

    def __call__(self, found: Found, document: DocumentReport) -> DocumentReport:
        """A document whose remarks are open on what changed only."""
        if not any(each.standing is Standing.OPEN for each in document.diagnostics):
            return document
        if self.is_new(found.path):
            return document
        of_words = [each for each in document.diagnostics if not each.of_whole]
        has_lines = all(_has_lines(diagnostic) for diagnostic in of_words)
        ranges = self.lines(found.path) if has_lines else []
        # What is asked about a whole document is in no line.
        is_told_by_lines = has_lines and len(of_words) == len(document.diagnostics)
        earlier = Counter() if is_told_by_lines else self.earlier(found)
        return replace(
            document,
            diagnostics=tuple(
                self._settled(each, ranges, earlier) for each in document.diagnostics
            ),
        )

    def _settled(self, diagnostic: Diagnostic, ranges: Ranges, earlier: Counter[str]) -> Diagnostic:
        if diagnostic.standing is not Standing.OPEN:
            return diagnostic
        if diagnostic.of_whole:
            # A patch does not tell what was asked before, and is no time to ask it.
            if self.knows_what_was and not earlier[diagnostic.code]:
                return diagnostic
        elif _has_lines(diagnostic):
            where = diagnostic.location
            if _meet(ranges, where.line, max(where.line, where.end_line)):
                return diagnostic
        elif not earlier[diagnostic.fingerprint]:
            return diagnostic
        earlier[diagnostic.fingerprint] -= 1
        return replace(
            diagnostic, standing=Standing.BASELINE, reason=f"it did not change {self.since}"
        )


def _has_lines(diagnostic: Diagnostic) -> bool:
    return diagnostic.location.page is None and diagnostic.location.landmark is None


def _meet(ranges: Ranges, first: int, last: int) -> bool:
    """Whether one of some stretches holds a line from `first` to `last`."""
    before = bisect_right(ranges, (last, last)) - 1
    # A stretch that starts on `last` itself sorts after it where it is longer than a line.
    nearby = ranges[max(before, 0) : before + 2]
    return any(start <= last and first <= end for start, end in nearby)


class SinceRevision(Changes):
    """What changed since a revision of git, the work that is not committed included.

    Args:
        revision: As people name it.
        check: What to check an earlier version with.
        folder: Where to ask git.

    Raises:
        ConfigError: if there is no such revision, or no repository.
    """

    knows_what_was = True

    def __init__(self, revision: str, check: CheckBytes, folder: Path | None = None) -> None:
        self._revision = revision
        self._check = check
        self._folder = folder or Path()
        if revision.startswith("-"):
            raise _cannot(f"“{revision}” is no revision.")
        top = self._ask(
            "rev-parse", "--show-toplevel", otherwise="There is no git repository here."
        )
        self._top = Path(os.fsdecode(top.rstrip(b"\r\n")))
        commit = self._ask(
            "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}",
            otherwise=f"There is no revision “{revision}” in this repository.",
        )  # fmt: skip
        self._base = self._common(os.fsdecode(commit).strip())
        self._before = dict(self._changed())
        tracked = self._ask("ls-files", "-z", "--full-name", ":/", otherwise="git lists no files.")
        self._tracked = set(_names(tracked))

    @property
    def since(self) -> str:
        """Since when, as the end of a sentence."""
        return f"since {self._revision}"

    def concerns(self, path: Path) -> bool:
        """Whether a file changed, or is not known to git."""
        name = self._name(path)
        return name in self._before or name not in self._tracked

    def is_new(self, path: Path) -> bool:
        """Whether a file is not in the earlier revision, under whatever name."""
        name = self._name(path)
        return self._before.get(name) is None and (
            name in self._before or name not in self._tracked
        )

    def lines(self, path: Path) -> Ranges:
        """The lines that changed in a file that is not new."""
        name = self._name(path)
        before = self._before.get(name)
        if before is None:
            return []
        names = [name] if before == name else [before, name]
        diff = self._ask(
            "diff", "-U0", "-M", "--no-ext-diff", "--no-textconv", "--no-color", "--text", self._base,
            "--", *(f":(top,literal){each}" for each in names),
            otherwise=f"git cannot compare {name} with {self._revision}.",
        )  # fmt: skip
        return list(_hunks(diff.decode("utf-8", "replace").split("\n")))

    def earlier(self, found: Found) -> Counter[str]:
        """The fingerprints of the open remarks on a file as it was, and the codes of those on all of it."""
        before = self._before.get(self._name(found.path))
        if before is None:
            return Counter()
        # Filters, so that what is kept elsewhere (LFS) comes as it is in a working tree.
        data = self._ask(
            "cat-file", "--filters", f"{self._base}:{before}",
            otherwise=f"git has no earlier version of {found.path}.",
        )  # fmt: skip
        report = self._check(str(found.path), data, found.settings)
        return Counter(
            each.code if each.of_whole else each.fingerprint
            for each in report.diagnostics
            if each.standing is Standing.OPEN
        )

    def _common(self, commit: str) -> str:
        """Where this branch left the other one: what changed there since is nobody's doing here."""
        try:
            found = self._ask("merge-base", commit, "HEAD", otherwise="")
        except ConfigError:  # a clone without the history in between
            return commit
        return os.fsdecode(found).strip()

    def _changed(self) -> Iterator[tuple[str, str | None]]:
        """Files that differ from the base, each with its name there (None where it is new)."""
        listed = self._ask(
            "diff", "--name-status", "-z", "-M", "--no-ext-diff", self._base,
            otherwise=f"git cannot compare with {self._revision}.",
        )  # fmt: skip
        names = iter(_names(listed))
        for status in names:
            first = next(names)
            if status[0] in "RC":
                yield next(names), first
            elif status[0] != "D":
                yield first, None if status[0] == "A" else first

    def _name(self, path: Path) -> str:
        """What git calls a file."""
        try:
            return path.resolve().relative_to(self._top.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def _ask(self, *question: str, otherwise: str) -> bytes:
        """What git answers.

        Raises:
            ConfigError: with `otherwise` where it does not.
        """
        command = ["git", "-c", "core.quotePath=false", "-C", str(self._folder), *question]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        except OSError:
            raise _cannot(
                "git is not installed here, and --diff-base asks it what changed."
            ) from None
        if done.returncode:
            hint = "In a shallow clone, fetch it first." if "revision" in otherwise else ""
            raise _cannot(otherwise, hint)
        return done.stdout


class Diff(Changes):
    """What a unified diff says.

    Args:
        text: The diff.
        folder: Where its names start, if they are not found from the top of the repository.

    Raises:
        ConfigError: if it is no unified diff.
    """

    since = "in the diff"

    def __init__(self, text: str, folder: Path | None = None) -> None:
        self._folder = folder or Path()
        self._files: dict[Path, Ranges | None] = {}
        for name, ranges in _files_of(text.split("\n")):
            path = self._find(name)
            if path is not None:
                self._files[path.resolve()] = ranges
        if text.strip() and not _LOOKS_LIKE_A_DIFF.search(text):
            raise _cannot("This is no unified diff.", "“git diff” writes one, and “diff -u”.")

    @property
    def paths(self) -> list[Path]:
        """The files that it names and that are there."""
        return [Path(os.path.relpath(path)) for path in self._files]

    def concerns(self, path: Path) -> bool:
        """Whether a file is in the diff."""
        return path.resolve() in self._files

    def is_new(self, path: Path) -> bool:
        """Whether the diff does not say what in a file is new."""
        return self._files.get(path.resolve(), []) is None

    def lines(self, path: Path) -> Ranges:
        """The lines that the diff adds to a file."""
        return self._files.get(path.resolve()) or []

    def _find(self, name: str) -> Path | None:
        """The file that a diff means; git writes a/ and b/ before names, others do not."""
        shorter = name.split("/", 1)[1] if re.match(r"[abciow]/", name) else name
        for top in (self._folder, *_tops(self._folder)):
            for each in (shorter, name):
                if (top / each).is_file():
                    return top / each
        return None


_LOOKS_LIKE_A_DIFF = re.compile(r"^(?:\+\+\+ |diff |Binary files )", re.MULTILINE)
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def _tops(folder: Path) -> Iterator[Path]:
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / ".git").exists():
            yield place
            return


def _hunks(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The stretches that hunks without context add."""
    for line in lines:
        found = _HUNK.match(line)
        if found and (count := int(found[3] or 1)):
            yield int(found[2]), int(found[2]) + count - 1


def _files_of(lines: list[str]) -> Iterator[tuple[str, Ranges | None]]:
    """The files of a unified diff, by their new names."""
    at = 0
    while at < len(lines):
        line = lines[at].rstrip("\r")
        at += 1
        if line.startswith("Binary files ") and line.endswith(" differ"):
            yield _plain_name(line[len("Binary files ") : -len(" differ")].split(" and ")[-1]), None
        if not line.startswith("+++ "):
            continue
        name = _plain_name(line[len("+++ ") :])
        ranges: Ranges = []
        while at < len(lines) and (hunk := _HUNK.match(lines[at])):
            at = _body(lines, at + 1, hunk, ranges)
        if name != "/dev/null":
            yield name, ranges


def _body(lines: list[str], at: int, hunk: re.Match[str], ranges: Ranges) -> int:
    """Go through one hunk; returns the line after it."""
    old, new = int(hunk[1] or 1), int(hunk[3] or 1)
    number = int(hunk[2])
    while at < len(lines) and (old > 0 or new > 0):
        mark = lines[at][:1]
        if mark == "+":
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1] = (ranges[-1][0], number)
            else:
                ranges.append((number, number))
        old -= mark in ("-", " ", "", "\r")
        new -= mark in ("+", " ", "", "\r")
        number += mark in ("+", " ", "", "\r")
        at += 1
    while at < len(lines) and lines[at].startswith("\\"):
        at += 1
    return at


_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}


def _plain_name(name: str) -> str:
    """The name of a file, without the quotes and escapes of git, and without a time."""
    name = name.split("\t")[0]
    if not (name.startswith('"') and name.endswith('"')):
        return name

    def plain(found: re.Match[bytes]) -> bytes:
        value = found[1]
        return bytes([int(value, 8)]) if value.isdigit() else _ESCAPED.get(value, value)

    return os.fsdecode(_ESCAPE.sub(plain, os.fsencode(name[1:-1])))


def _names(listed: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in listed.split(b"\0") if name)


def _cannot(message: str, hint: str = "") -> ConfigError:
    return ConfigError([Problem("command line", 0, "", message, hint)])
