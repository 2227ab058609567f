"""The pages of rules as files, so that an editor can open them; gone when the server ends."""

from __future__ import annotations

import tempfile
from pathlib import Path

from strengthlint.lexicon import Lexicon
from strengthlint.pages import entry_markdown

__all__ = ["RulePages"]


class RulePages:
    """Writes each page when somebody may ask for it, into a folder of its own."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._written: dict[tuple[str, str], Path] = {}

    def of(self, code: str, lexicon: Lexicon) -> Path | None:
        """The page of a rule; None where there is no such rule, or nothing can be written."""
        key = (lexicon.digest, code)
        index = lexicon.index(code)
        if index is None or key in self._written:
            return self._written.get(key)
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(
                    prefix="strengthlint-rules-", ignore_cleanup_errors=True
                )
            folder = Path(self._folder.name) / lexicon.digest[:8]
            folder.mkdir(exist_ok=True)
            page = folder / f"{code}.md"
            page.write_text(entry_markdown(lexicon.entry(index), lexicon.sources), encoding="utf-8")
        except OSError:
            return None
        self._written[key] = page
        return page

    def holds(self, path: Path) -> bool:
        """Whether a file is one of these pages: its examples are there to be read."""
        return self._folder is not None and Path(self._folder.name) in path.parents

    def close(self) -> None:
        """Take them away."""
        if self._folder is not None:
            self._folder.cleanup()
