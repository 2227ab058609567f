"""What is there already and was accepted, so that only what is new is raised.

A baseline holds a hash for each remark, made from its rule and its sentence with a key of the
file's own, and how often it stands. So it survives edits elsewhere and files that are moved or
renamed, works for every format, and holds no word of any document. It is sorted, a line for each.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.errors import ConfigError, Problem
from strengthlint.replacing import write_whole
from strengthlint.report import DocumentReport
from strengthlint.run.discovery import Found

__all__ = ["FILE_NAME", "Baseline", "Baselines"]

FILE_NAME = ".strengthlint-baseline.json"
"""What it is called beside the settings."""

_VERSION = 1
_HEAD = "strengthlint-baseline"


class Baseline:
    """What was accepted.

    Args:
        path: The file.
        key: What its hashes are made with.
        accepted: How often each remark was accepted, by rule and hash.
    """

    def __init__(self, path: Path, key: bytes, accepted: Mapping[str, int]) -> None:
        self.path = path
        self.key = key
        self.accepted = Counter(accepted)
        self._left = Counter(accepted)

    @classmethod
    def new(cls, path: Path) -> Baseline:
        """One that accepts nothing yet."""
        return cls(path, secrets.token_bytes(16), {})

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a file.

        Raises:
            ConfigError: if it cannot be used.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise _unusable(path, f"This baseline cannot be read: {error.strerror}.", "") from None
        except ValueError as error:
            line = getattr(error, "lineno", 0)
            raise _unusable(path, "This is no baseline.", _MEND, line) from None
        problem = _problem(values)
        if problem:
            raise _unusable(path, problem, _MEND)
        return cls(path, bytes.fromhex(values["key"]), values["accepted"])

    def write(self) -> None:
        """Write the file; what is there stays until its successor is complete.

        Raises:
            OSError: if it cannot be written.
        """
        rows = ",\n".join(
            f"{json.dumps(name)}: {self.accepted[name]}"
            for name in sorted(self.accepted)
            if self.accepted[name] > 0
        )
        text = f'{{\n"{_HEAD}": {_VERSION},\n"key": "{self.key.hex()}",\n"accepted": {{\n{rows}\n}}\n}}\n'
        write_whole(self.path, text.encode())

    def name(self, diagnostic: Diagnostic) -> str:
        """What stands for a remark: its rule, and a hash that tells nothing of its words."""
        made = hmac.digest(self.key, diagnostic.fingerprint.encode(), "sha256").hex()
        return f"{diagnostic.code} {made[:16]}"

    def counted(self, diagnostics: Iterable[Diagnostic]) -> Counter[str]:
        """How often each open remark stands in some documents."""
        return Counter(self.name(each) for each in diagnostics if each.standing is Standing.OPEN)

    def settle(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The diagnostics of one document; those that were accepted ask nothing any more.

        A remark that stands more often than it was accepted is raised where it stands last.
        """
        return tuple(self._settled(diagnostic) for diagnostic in diagnostics)

    @property
    def gone(self) -> int:
        """How many accepted remarks were not met again."""
        return self._left.total()

    def _settled(self, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.standing is not Standing.OPEN:
            return diagnostic
        name = self.name(diagnostic)
        if self._left[name] < 1:
            return diagnostic
        self._left[name] -= 1
        return replace(
            diagnostic, standing=Standing.BASELINE, reason=f"accepted in {self.path.name}"
        )


class Baselines:
    """The baselines of a run: one for all, or each file's own, beside its settings.

    Args:
        fixed: The one that holds for every file; None to look beside the settings.
    """

    def __init__(self, fixed: Baseline | None = None) -> None:
        self._fixed = fixed
        self._by_folder: dict[Path, Baseline | None] = {}

    def __call__(self, found: Found, document: DocumentReport) -> DocumentReport:
        """A document with what was accepted settled."""
        baseline = self.of(found.settings.root)
        if baseline is None or not document.diagnostics:
            return document
        return replace(document, diagnostics=baseline.settle(document.diagnostics))

    def of(self, folder: Path) -> Baseline | None:
        """The baseline that holds where settings stand in a folder.

        Raises:
            ConfigError: if it cannot be used.
        """
        if self._fixed is not None:
            return self._fixed
        if folder not in self._by_folder:
            path = folder / FILE_NAME
            self._by_folder[folder] = Baseline.read(path) if path.exists() else None
        return self._by_folder[folder]


_MEND = (
    "If two versions were merged, keep the lines of both. "
    "Or delete it and write it anew with “strengthlint baseline”."
)


def _problem(values: Any) -> str:
    """Why values are no baseline, or ""."""
    if not isinstance(values, dict) or _HEAD not in values:
        return "This is no baseline."
    if values[_HEAD] != _VERSION:
        return "This baseline was written by another version of strengthlint."
    key, accepted = values.get("key"), values.get("accepted")
    if not isinstance(key, str) or not _is_hexadecimal(key):
        return "The key of this baseline is not as it was written."
    if not isinstance(accepted, dict) or not all(type(n) is int for n in accepted.values()):
        return "What this baseline accepts is not as it was written."
    return ""


def _is_hexadecimal(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) >= 8
    except ValueError:
        return False


def _unusable(path: Path, message: str, hint: str, line: int = 0) -> ConfigError:
    return ConfigError([Problem(str(path), line, "", message, hint)])
