"""From paths to a report: which files, the settings of each, workers, and what the run adds up to.

`strengthlint.linter` checks one document; this room is about many of them.
"""

from __future__ import annotations

from strengthlint.run.checking import check_found, check_paths, make_report, unread_types
from strengthlint.run.discovery import Found, find_files

__all__ = ["Found", "check_found", "check_paths", "find_files", "make_report", "unread_types"]
