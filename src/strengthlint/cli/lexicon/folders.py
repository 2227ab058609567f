"""Which folders a command works on, and how it writes into them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from strengthlint.config import FILE_NAMES, find
from strengthlint.errors import ConfigError, Problem

__all__ = ["Folders", "how_to_name", "save", "tell_how_to_name", "usage_problem"]


@dataclass(frozen=True)
class Folders:
    """The layers of the lexicon that holds here, the built-in one first.

    Attributes:
        layers: Each folder with the name that people know it by.
        unnamed: Folders among them that no configuration names.
    """

    layers: tuple[tuple[Path, str], ...]
    unnamed: tuple[Path, ...] = ()

    @classmethod
    def here(cls, more: Iterable[Path] = ()) -> Folders:
        """The layers that the settings name; other folders that somebody names come on top."""
        from strengthlint.config import settings_at
        from strengthlint.lexicon import layers_of

        layers = layers_of(settings_at(Path()).lexicon)
        known = {folder.resolve() for folder, _ in layers}
        unnamed: dict[Path, Path] = {}
        for folder in more:
            if folder.resolve() not in known:
                unnamed.setdefault(folder.resolve(), folder)
        layers += [(folder, str(folder)) for folder in unnamed.values()]
        return cls(tuple(layers), tuple(unnamed.values()))

    @property
    def paths(self) -> list[Path]:
        """The folders."""
        return [folder for folder, _ in self.layers]

    def own(self) -> list[Path]:
        """The folders that are an organisation's own: all but the built-in one."""
        return self.paths[1:]

    def around(self, folder: Path) -> tuple[list[Path], list[Path]]:
        """The layers below a folder and above it; a folder that is none of them would be on top."""
        resolved = [path.resolve() for path in self.paths]
        if folder.resolve() not in resolved:
            return self.paths, []
        place = resolved.index(folder.resolve())
        return self.paths[:place], self.paths[place + 1 :]

    def name_of(self, file: Path) -> str:
        """How complaints name a file or folder of a layer."""
        for folder, label in self.layers:
            if file.resolve() == folder.resolve():
                return label
            if file.parent.resolve() == folder.resolve():
                return f"{label}/{file.name}"
        return str(file)


def usage_problem(message: str, hint: str = "") -> ConfigError:
    """What was asked cannot be done; ends with exit code 2."""
    return ConfigError([Problem("command line", 0, "", message, hint)])


def save(files: Mapping[Path, str | bytes]) -> None:
    """Write files, each whole or not at all; what is there stays until its successor is complete.

    Raises:
        ConfigError: if a folder cannot be written to.
    """
    written: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
            written.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode() if isinstance(text, str) else text)
            # mkstemp lets nobody else read; a lexicon is for everybody who may read its folder.
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        for scratch, path in written:
            scratch.replace(path)
    except OSError as error:
        hint = "If it is open in another program, close it there."
        raise usage_problem(f"{path} cannot be written: {error.strerror}.", hint) from None
    finally:
        for scratch, _ in written:
            scratch.unlink(missing_ok=True)


def tell_how_to_name(folders: Sequence[Path]) -> None:
    """Say which lines of the configuration put own folders to use."""
    for folder in folders:
        file, lines = how_to_name(folder)
        click.echo(f"{folder} is not in use yet. Put this into {file}:\n\n{lines}", err=True)


def how_to_name(folder: Path) -> tuple[str, str]:
    """The settings file that holds here, as people know it, and the lines that put a folder to use."""
    found = find(Path.cwd())
    file = found.name if found else FILE_NAMES[0]
    if file == "pyproject.toml":
        return file, f'[tool.strengthlint]\nlexicon = ["{folder.as_posix()}"]'
    return file, f"lexicon:\n  - {folder.as_posix()}"
