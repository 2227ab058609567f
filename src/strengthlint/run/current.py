"""Which settings hold now, for doors that stay open: read anew when a file behind them changes.

Where they cannot be used, what held before goes on holding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from strengthlint.config import FILE_NAMES, Settings, patterns, read
from strengthlint.errors import ConfigError, LexiconError, Problem
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport
from strengthlint.run.baseline import FILE_NAME as BASELINE
from strengthlint.run.baseline import Baseline
from strengthlint.run.checking import Checker
from strengthlint.run.settings import SettingsOfFiles, as_they_are

__all__ = ["CurrentSettings", "Held", "Stamp", "is_about_settings"]

Stamp = tuple[object, ...]
"""Tells some files from what they were."""


@dataclass(frozen=True)
class Held:
    """What holds for one document.

    Attributes:
        settings: Its settings.
        linter: What checks with them.
        lexicons: Tells its lexicons from what they were.
        baseline: What was accepted, or None.
        excluded: Whether the settings leave it out.
    """

    settings: Settings
    linter: Linter
    lexicons: Stamp = ()
    baseline: Baseline | None = None
    excluded: bool = False

    def accepted(self, report: DocumentReport) -> DocumentReport:
        """A report in which what was accepted asks nothing any more."""
        if self.baseline is None or not report.diagnostics:
            return report
        # A baseline counts down as it settles; each check starts from the whole of it.
        fresh = Baseline(self.baseline.path, self.baseline.key, self.baseline.accepted)
        return replace(report, diagnostics=fresh.settle(report.diagnostics))


class CurrentSettings:
    """Finds what holds, and looks again where a file behind it has changed.

    Args:
        overlay: What comes on top of what stands in files.
        config: The only settings file that holds; None for the nearest of each document.
        isolated: Whether no settings file holds.

    Attributes:
        problems: What is wrong with settings and lexicons now, by the folder that is affected.
    """

    def __init__(
        self,
        overlay: Callable[[Settings], Settings] = as_they_are,
        *,
        config: Path | None = None,
        isolated: bool = False,
    ) -> None:
        self.problems: dict[Path, tuple[Problem, ...]] = {}
        self._overlay = overlay
        self._config = config
        self._isolated = isolated
        self._checker = Checker()
        self._lexicons: Stamp = ()
        self._broken: tuple[Stamp, LexiconError] | None = None
        self._of_files: dict[Path, tuple[Stamp, SettingsOfFiles]] = {}
        self._good: dict[Path, Held] = {}

    def lay_over(self, overlay: Callable[[Settings], Settings]) -> None:
        """Put something else on top of what stands in files."""
        self._overlay = overlay
        self._of_files.clear()

    def forget(self, folder: Path) -> None:
        """Say no more of the settings of a folder in which nothing is open."""
        self.problems.pop(folder, None)

    def of(self, path: Path) -> Held:
        """What holds for a document at a path, whether there is a file or not."""
        return self._good_or_last(path.parent, path)

    def of_folder(self, folder: Path) -> Held:
        """What holds for a text that belongs to a folder and is no file of it."""
        return self._good_or_last(folder, None)

    def look(self, folder: Path, path: Path | None = None) -> Held:
        """What holds in a folder, or for a document in it.

        Raises:
            ConfigError: where its settings cannot be used.
            LexiconError: where a lexicon that they name cannot.
        """
        settings = self._settings_of(folder)
        found = settings.of_folder(folder) if path is None else settings.of_file(path)
        linter = self._linter(found)
        accepted = found.root / BASELINE
        baseline = Baseline.read(accepted) if found.path and accepted.exists() else None
        excluded = path is not None and patterns(
            (*found.exclude, *found.extend_exclude)
        ).match_file(found.relative(path))
        stamp = self._lexicons if found.lexicon else ()
        return Held(found, linter, stamp, baseline, excluded)

    def trouble(self) -> list[str]:
        """What is wrong now, a sentence or two for each folder."""
        # Another thread may be at them.
        return [
            f"These settings cannot be used: {' '.join(str(problems[0]).split())} What held before "
            "goes on holding until that is mended."
            for problems in list(self.problems.values())
        ]

    def _good_or_last(self, folder: Path, path: Path | None) -> Held:
        try:
            held = self.look(folder, path)
        except (ConfigError, LexiconError) as error:
            self.problems[folder] = tuple(error.problems)
            known = self._good.get(path) if path else None
            return known or self._good.get(folder) or self._usual(folder)
        self.problems.pop(folder, None)
        # What holds for one document is a fair guess for another one beside it.
        self._good[path or folder] = self._good[folder] = held
        return held

    def _settings_of(self, folder: Path) -> SettingsOfFiles:
        files = [self._config] if self._config else [] if self._isolated else _above(folder)
        stamp = tuple(_stamps(files))
        known = self._of_files.get(folder)
        if known is None or known[0] != stamp:
            fixed = Settings(root=folder) if self._isolated else None
            if self._config is not None:
                fixed = read(self._config)
            known = stamp, SettingsOfFiles(fixed, self._overlay)
        known[1].of_folder(folder)
        # Only what could be read is kept: what could not is tried again at the next change.
        self._of_files[folder] = known
        return known[1]

    def _linter(self, settings: Settings) -> Linter:
        """What checks with some settings; lexicons are loaded anew after an edit in one of them."""
        if not settings.lexicon:
            return self._checker.of(settings)
        stamp = (settings.lexicon, *_stamps(_lexicon_files(settings)))
        # To find again that a lexicon is broken takes as long as to load it.
        if self._broken is not None and self._broken[0] == stamp:
            raise self._broken[1]
        if self._lexicons and self._lexicons[0] == settings.lexicon and self._lexicons != stamp:
            self._checker = Checker()
        self._lexicons = stamp
        try:
            return self._checker.of(settings)
        except LexiconError as error:
            found = LexiconError([_placed(problem, settings) for problem in error.problems])
            self._broken = (stamp, found)
            raise found from None

    def _usual(self, folder: Path) -> Held:
        usual = self._overlay(Settings(root=folder))
        try:
            return Held(usual, self._checker.of(usual))
        except ConfigError:  # a profile that there is not, set in the editor
            usual = Settings(root=folder)
            return Held(usual, self._checker.of(usual))


def is_about_settings(path: Path) -> bool:
    """Whether a file may change what holds for others."""
    return path.name in FILE_NAMES or path.name == BASELINE or path.suffix in (".yaml", ".yml")


def _placed(problem: Problem, settings: Settings) -> Problem:
    """A problem of a lexicon with the whole path of its file, where that is known."""
    for folder in settings.lexicon:
        file = folder.parent / problem.path
        if file.is_file():
            return replace(problem, path=str(file))
    return problem


def _above(folder: Path) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            yield place / name


def _lexicon_files(settings: Settings) -> Iterator[Path]:
    for folder in settings.lexicon:
        yield from sorted(folder.glob("*"))


def _stamps(files: Iterable[Path]) -> Iterator[Any]:
    """What tells that a file is not as it was; nothing for one that is not there."""
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116 - for many files at every change
        except OSError:
            continue
        yield str(file), status.st_mtime_ns, status.st_size
