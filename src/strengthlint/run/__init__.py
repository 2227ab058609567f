"""From paths to a report: which files, the settings of each, workers, and what the run adds up to.

`strengthlint.linter` checks one document; this room is about many of them.
"""

from __future__ import annotations

from strengthlint.run.cache import ResultCache
from strengthlint.run.checking import Checker, Run, check_paths, start
from strengthlint.run.discovery import Found, find_files
from strengthlint.run.interruption import Interruption
from strengthlint.run.progress import Progress
from strengthlint.run.settings import SettingsOfFiles

__all__ = [
    "Checker",
    "Found",
    "Interruption",
    "Progress",
    "ResultCache",
    "Run",
    "SettingsOfFiles",
    "check_paths",
    "find_files",
    "start",
]
