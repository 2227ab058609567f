"""The public names as a program of somebody else's uses them; read by mypy, never run."""

from __future__ import annotations

from pathlib import Path

import strengthlint


def first_message(path: Path) -> str:
    linter: strengthlint.Linter = strengthlint.Linter(strengthlint.Settings(profile="uk"))
    report: strengthlint.DocumentReport = linter.check_path(path)
    for diagnostic in report.diagnostics:
        if (
            diagnostic.level >= strengthlint.Level.REFLECT
            and diagnostic.standing is strengthlint.Standing.OPEN
        ):
            return f"{diagnostic.location}: {diagnostic.message}"
    return "" if report.error is None else report.error.message


def entry_names() -> list[str]:
    lexicon: strengthlint.Lexicon = strengthlint.load_lexicon(strengthlint.Settings())
    return [entry.name for entry in lexicon.entries()]
