"""Which settings hold for what is open: those of its folder, and the last good ones where these fail."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from strengthlint.config import FILE_NAMES, Settings, parse_level, patterns
from strengthlint.errors import ConfigError, LexiconError, Problem
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport
from strengthlint.run import Checker, SettingsOfFiles
from strengthlint.run.baseline import FILE_NAME as BASELINE
from strengthlint.run.baseline import Baseline

__all__ = ["Choices", "Held", "Preferences", "is_about_settings"]

_Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What somebody has set in their editor; holds where no settings file says otherwise.

    Attributes:
        profile: The profile, or "".
        show: The lowest level to show ("rethink", "reflect", "note"), or "".
    """

    profile: str = ""
    show: str = ""

    @classmethod
    def of(cls, options: object) -> Preferences | None:
        """From what an editor sends; None where that says nothing of them."""
        told = options if isinstance(options, Mapping) else {}
        told = told.get("strengthlint", told)
        if not isinstance(told, Mapping) or not told.keys() & {"profile", "show"}:
            return None
        return cls(*(str(told.get(key) or "") for key in ("profile", "show")))

    def over(self, settings: Settings) -> Settings:
        """Settings with these on top, where they come from no file."""
        if settings.path is not None:
            return settings
        if self.profile:
            settings = replace(settings, profile=self.profile)
        try:
            level = parse_level(self.show) if self.show else None
        except ValueError:
            level = None
        return replace(settings, show=level) if level else settings


@dataclass(frozen=True)
class Held:
    """What holds for one document.

    Attributes:
        settings: Its settings.
        linter: What checks with them.
        baseline: What was accepted, or None.
        excluded: Whether the settings leave it out.
    """

    settings: Settings
    linter: Linter
    baseline: Baseline | None = None
    excluded: bool = False

    def accepted(self, report: DocumentReport) -> DocumentReport:
        """A report in which what was accepted asks nothing any more."""
        if self.baseline is None or not report.diagnostics:
            return report
        # A baseline counts down as it settles; each check starts from the whole of it.
        fresh = Baseline(self.baseline.path, self.baseline.key, self.baseline.accepted)
        return replace(report, diagnostics=fresh.settle(report.diagnostics))


class Choices:
    """Finds what holds, and looks again where a file behind it has changed.

    Attributes:
        problems: What is wrong with settings and lexicons now, by the folder that is affected.
    """

    def __init__(self) -> None:
        self.problems: dict[Path, tuple[Problem, ...]] = {}
        self.preferences = Preferences()
        self._checker = Checker()
        self._lexicons: _Stamp = ()
        self._broken: tuple[_Stamp, LexiconError] | None = None
        self._of_files: dict[Path, tuple[_Stamp, SettingsOfFiles]] = {}
        self._good: dict[Path, Held] = {}

    def prefer(self, preferences: Preferences | None) -> None:
        """Take what somebody has set in their editor; None changes nothing."""
        if preferences is not None and preferences != self.preferences:
            self.preferences = preferences
            self._of_files.clear()

    def forget(self, folder: Path) -> None:
        """Say no more of the settings of a folder in which nothing is open."""
        self.problems.pop(folder, None)

    def of(self, path: Path) -> Held:
        """What holds for a document at a path, whether there is a file or not."""
        folder = path.parent
        try:
            held = self._look(path)
        except (ConfigError, LexiconError) as error:
            self.problems[folder] = tuple(error.problems)
            return self._good.get(path) or self._good.get(folder) or self._usual(path)
        self.problems.pop(folder, None)
        # What holds for one document is a fair guess for another one beside it.
        self._good[path] = self._good[folder] = held
        return held

    def _look(self, path: Path) -> Held:
        folder = path.parent
        stamp = tuple(_stamps(_above(folder)))
        known = self._of_files.get(folder)
        if known is None or known[0] != stamp:
            known = (stamp, SettingsOfFiles(overlay=self.preferences.over))
        settings = known[1].of_file(path)
        # Only what could be read is kept: what could not is tried again at the next change.
        self._of_files[folder] = known
        linter = self._linter(settings)
        excluded = patterns((*settings.exclude, *settings.extend_exclude)).match_file(
            settings.relative(path)
        )
        accepted = settings.root / BASELINE
        baseline = Baseline.read(accepted) if settings.path and accepted.exists() else None
        return Held(settings, linter, baseline, excluded)

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

    def _usual(self, path: Path) -> Held:
        usual = self.preferences.over(Settings(root=path.parent))
        try:
            return Held(usual, self._checker.of(usual))
        except ConfigError:  # a profile that there is not, set in the editor
            usual = Settings(root=path.parent)
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


def _stamps(files: Iterator[Path]) -> Iterator[Any]:
    """What tells that a file is not as it was; nothing for one that is not there."""
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116 - for many files at every change
        except OSError:
            continue
        yield str(file), status.st_mtime_ns, status.st_size
