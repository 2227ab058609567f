"""strengthlint: a linter for language about people.

    from strengthlint import Linter
    report = Linter().check_text("She failed to engage.")

The names below are the public ones. They are imported when they are first used, so that a program that
only wants the version pays for nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from strengthlint.config import Settings
    from strengthlint.diagnostic import Diagnostic, Level, Standing, Suggestion
    from strengthlint.document import Document, Location, Segment
    from strengthlint.errors import StrengthlintError
    from strengthlint.lexicon import Lexicon
    from strengthlint.lexicon.entry import Entry
    from strengthlint.linter import Linter, load_lexicon
    from strengthlint.report import DocumentReport, Report
    from strengthlint.run import check_paths

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "Document",
    "DocumentReport",
    "Entry",
    "Level",
    "Lexicon",
    "Linter",
    "Location",
    "Report",
    "Segment",
    "Settings",
    "Standing",
    "StrengthlintError",
    "Suggestion",
    "__version__",
    "check_paths",
    "load_lexicon",
]

_HOMES = {
    "Diagnostic": "diagnostic",
    "Document": "document",
    "DocumentReport": "report",
    "Entry": "lexicon.entry",
    "Level": "diagnostic",
    "Lexicon": "lexicon",
    "Linter": "linter",
    "Location": "document",
    "Report": "report",
    "Segment": "document",
    "Settings": "config",
    "Standing": "diagnostic",
    "StrengthlintError": "errors",
    "Suggestion": "diagnostic",
    "check_paths": "run",
    "load_lexicon": "linter",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
