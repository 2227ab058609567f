"""Which settings hold for each file: the nearest upward from it, whatever else a run names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from strengthlint.config import Settings, files_in, read

__all__ = ["SettingsOfFiles", "as_they_are"]


def as_they_are(settings: Settings) -> Settings:
    """Nothing comes on top of settings."""
    return settings


class SettingsOfFiles:
    """Finds the settings of files, reading each settings file once.

    Args:
        fixed: What holds for every file, in place of looking; None to look.
        overlay: What comes on top, for instance the options of a command line.

    Attributes:
        notices: What people should know about their settings files, one sentence each.
    """

    def __init__(
        self,
        fixed: Settings | None = None,
        overlay: Callable[[Settings], Settings] = as_they_are,
    ) -> None:
        self.notices: list[str] = []
        self._overlay = overlay
        self._fixed = None if fixed is None else overlay(fixed)
        self._none = overlay(Settings(root=Path.cwd()))
        self._by_folder: dict[Path, Settings] = {}
        # Few different ones; a file that has the same settings as another has the same object.
        self._known: dict[Settings, Settings] = {}

    def of_file(self, path: Path) -> Settings:
        """The settings of a file, with what they say of this file alone.

        Raises:
            ConfigError: with every problem of the settings file.
        """
        settings = self.of_folder(path.parent).for_file(path)
        return self._known.setdefault(settings, settings)

    def of_folder(self, folder: Path) -> Settings:
        """The settings that hold in a folder.

        Raises:
            ConfigError: with every problem of the settings file.
        """
        if self._fixed is not None:
            return self._fixed
        place = Path(os.path.abspath(folder))  # noqa: PTH100 - a link has the settings of where it is
        if place not in self._by_folder:
            self._by_folder[place] = self._look(place)
        return self._by_folder[place]

    def _look(self, folder: Path) -> Settings:
        files = list(files_in(folder))
        if not files:
            return self._none if folder.parent == folder else self.of_folder(folder.parent)
        # pyproject.toml may well stand beside a file of our own; two of our own are a slip.
        if len(files) > 1:
            others = " and ".join(file.name for file in files[1:])
            self.notices.append(
                f"{folder}: {files[0].name} holds, and {others} beside it "
                f"{'is' if len(files) == 2 else 'are'} not read. Keep one of them."
            )
        return self._overlay(read(files[0]))
