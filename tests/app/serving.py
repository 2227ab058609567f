"""A server for tests, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from strengthlint.diagnostic import Diagnostic

__all__ = ["PORT", "TOKEN", "Running", "question", "start", "swap"]

TOKEN = "0123456789abcdef"  # noqa: S105 - of a test
PORT = 8000


@cache
def _said() -> Diagnostic:
    """What the lexicon says of words that most tests use; practice leads may put it otherwise."""
    from strengthlint.linter import Linter

    return Linter().check_text("Kev failed to engage with us.").diagnostics[0]


def question() -> str:
    """The question that it asks there."""
    return _said().ask


def swap() -> str:
    """The wording that it says fits in place."""
    return next(each.text for each in _said().suggestions if each.kind.value == "swap")


@dataclass
class Running:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    address: str
    lines: list[str]
    errors: Path

    @property
    def port(self) -> int:
        return int(self.address.split("/")[2].rpartition(":")[2])


def start(folder: Path, *options: str) -> Running:
    """Start a server; its first line is its address."""
    errors = folder / "stderr.txt"
    with errors.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "strengthlint", "app", "--no-browser", *options],
            cwd=folder, stdout=subprocess.PIPE, stderr=file, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline().strip()
    if not first.startswith("http://127.0.0.1:"):
        process.wait(20)
        raise AssertionError(first + errors.read_text("utf-8"))
    return Running(process, first, [], errors)
