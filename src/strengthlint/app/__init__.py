"""The local page and the LanguageTool protocol: a server on this machine, for people who write.

    browser, LibreOffice, add-ons → guard → site → desk → a worker process: readers, linter, copies

`guard` decides who may ask, `site` what is asked, `desk` hands it to a process that may die without
taking the page along, `work` is what that process does, and `languagetool` speaks the protocol. Text
lives in memory while it is looked at, and nowhere else: nothing is written to disk or to a log.
"""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["missing"]

_NEEDED = ("jinja2", "starlette", "uvicorn")


def missing() -> str:
    """What to do before this can be used; "" where all is there."""
    if all(find_spec(name) for name in _NEEDED):
        return ""
    return (
        "The page needs a few packages more. Install them with: "
        "pip install “strengthlint[app]”".replace("“", '"').replace("”", '"')
    )
