"""Which files a run checks: folders are walked, what git ignores and the settings exclude is left out."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from strengthlint.config import Settings, patterns
from strengthlint.run.settings import SettingsOfFiles

if TYPE_CHECKING:
    from pathspec import PathSpec

__all__ = ["Found", "find_files", "lock_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """A path to check.

    Attributes:
        path: As it will be named in the report.
        settings: What holds for it.
        empty_folder: Whether it is a folder in which nothing can be read.
        left_out_by: For such a folder, which line leaves out what is in it, or "".
        unread: Whether it is a file of a type that is not read, met in a folder; it is counted
            and not opened.
    """

    path: Path
    settings: Settings = field(default_factory=Settings)
    empty_folder: bool = False
    left_out_by: str = ""
    unread: bool = False


def find_files(
    paths: Sequence[Path],
    settings: SettingsOfFiles,
    suffixes: Iterable[str],
    *,
    unread: Collection[str] = (),
    force_exclude: bool = False,
) -> Iterator[Found]:
    """The files to check, each once, in the order of `paths` and sorted within folders.

    A file that is named is checked whatever its name, unless `force_exclude` holds it to the
    exclusions too (pre-commit names every file). In folders files with one of the suffixes
    `unread` are found too and marked.

    Raises:
        ConfigError: with every problem of a settings file.
    """
    known = frozenset(suffixes)
    seen: set[tuple[int, int] | str] = set()
    for path in paths:
        if path.is_dir():
            walk = _Walk(settings, known.union(unread))
            inside = False
            for file in walk.files(path):
                # A folder that could not be listed comes back itself.
                suffix = file.suffix.lower()
                is_read = suffix in known or suffix not in walk.suffixes
                inside = inside or is_read
                if _new(file, seen):
                    yield Found(file, settings.of_file(file), unread=not is_read)
            if not inside and _new(path, seen):
                yield Found(path, settings.of_folder(path), True, walk.left_out_by)
        elif not (force_exclude and _is_excluded(path, settings)) and _new(path, seen):
            yield Found(path, settings.of_file(path))


def lock_of(name: str) -> str:
    """The document that a lock file stands for ("letter.docx"), or "" for any other file.

    Word keeps "~$tter.docx" beside "letter.docx" while it is open, LibreOffice
    ".~lock.letter.docx#", Emacs ".#letter.docx".
    """
    if name.startswith("~$"):
        return name[2:]
    if name.startswith(".~lock.") and name.endswith("#"):
        return name[len(".~lock.") : -1]
    return name[2:] if name.startswith(".#") else ""


def _new(path: Path, seen: set[tuple[int, int] | str]) -> bool:
    """Whether a file was not met before, under this name or another."""
    key: tuple[int, int] | str
    try:
        status = path.stat()
        key = (status.st_dev, status.st_ino)
    except OSError:
        key = (0, 0)
    # Some file systems number no files.
    if not key[1]:
        key = os.path.normcase(os.path.abspath(path))  # noqa: PTH100
    if key in seen:
        return False
    seen.add(key)
    return True


def _exclude_lines(settings: Settings) -> tuple[str, ...]:
    return (*settings.exclude, *settings.extend_exclude)


def _is_excluded(path: Path, settings: SettingsOfFiles) -> bool:
    held = settings.of_folder(path.parent)
    return patterns(_exclude_lines(held)).match_file(held.relative(path))


@dataclass(frozen=True, slots=True)
class _Ignores:
    """The patterns of one file that git ignores by."""

    base: Path
    name: str
    lines: tuple[str, ...]
    spec: PathSpec[Any]


class _Walk:
    """One walk through a folder.

    Attributes:
        suffixes: Files with other ones are passed over.
        left_out_by: The first line that left something out, or "".
    """

    def __init__(self, settings: SettingsOfFiles, suffixes: frozenset[str]) -> None:
        self.suffixes = suffixes
        self.left_out_by = ""
        self._settings = settings

    def files(self, top: Path) -> Iterator[Path]:
        held = self._settings.of_folder(top)
        yield from self._folder(top, _ignores_above(top) if held.respect_gitignore else [])

    def _folder(self, folder: Path, ignores: list[_Ignores]) -> Iterator[Path]:
        settings = self._settings.of_folder(folder)
        if settings.respect_gitignore:
            ignores = [*ignores, *_ignore_file(folder / ".gitignore", folder)]
        try:
            with os.scandir(folder) as entries:
                items = sorted(entries, key=lambda item: item.name)
        except OSError:
            # A folder that may not be opened is told as a document that could not be read.
            yield folder
            return
        for item in items:
            path = folder / item.name
            is_folder = item.is_dir(follow_symlinks=False)
            if not is_folder and (path.suffix.lower() not in self.suffixes or not _is_file(item)):
                continue
            by = _excluded_by(path, settings, is_folder) or _ignored_by(path, ignores, is_folder)
            if by:
                self.left_out_by = self.left_out_by or by
            elif is_folder:
                yield from self._folder(path, ignores)
            else:
                yield path


def _is_file(item: os.DirEntry[str]) -> bool:
    """Whether it is a document, and no lock file, pipe, device or link to a folder."""
    if lock_of(item.name):
        return False
    # A link that leads nowhere is told; nobody may take its document for one that is clean.
    try:
        return item.is_file() or (item.is_symlink() and not item.is_dir())
    except OSError:  # a link that leads back to itself
        return True


def _excluded_by(path: Path, settings: Settings, is_folder: bool) -> str:
    lines = _exclude_lines(settings)
    verdict = patterns(lines).check_file(settings.relative(path) + ("/" if is_folder else ""))
    if not verdict.include or verdict.index is None:
        return ""
    place = f" of {settings.path.name}" if settings.path is not None else ""
    key = "exclude" if verdict.index < len(settings.exclude) else "extend-exclude"
    return f"“{lines[verdict.index]}” under {key}{place}"


def _ignored_by(path: Path, ignores: list[_Ignores], is_folder: bool) -> str:
    ignored = ""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    for file in ignores:
        name = absolute.relative_to(file.base).as_posix() + ("/" if is_folder else "")
        verdict = file.spec.check_file(name)
        if verdict.include is not None and verdict.index is not None:
            line = f"line {verdict.index + 1} of {file.name}, “{file.lines[verdict.index]}”"
            ignored = line if verdict.include else ""
    return ignored


def _ignore_file(file: Path, base: Path) -> list[_Ignores]:
    try:
        lines = tuple(file.read_text("utf-8-sig", "replace").splitlines())
    except OSError:
        return []
    place = Path(os.path.abspath(base))  # noqa: PTH100
    return [_Ignores(place, _as_said(file), lines, patterns(lines))]


def _as_said(file: Path) -> str:
    """A file as people here would say it: from where they stand, if it is below."""
    try:
        return file.relative_to(Path.cwd()).as_posix() if file.is_absolute() else file.as_posix()
    except ValueError:
        return str(file)


def _ignores_above(top: Path) -> list[_Ignores]:
    """What git ignores by, from its own settings down to the folder above `top`; later files win."""
    start = Path(os.path.abspath(top))  # noqa: PTH100
    found: list[_Ignores] = []
    for folder in (start, *start.parents):
        if folder != start:
            found[:0] = _ignore_file(folder / ".gitignore", folder)
        if (folder / ".git").exists():
            own = [_ignore_file(file, folder) for file in _git_exclude_files(folder)]
            return [file for files in own for file in files] + found
    # Outside a repository a .gitignore far above says nothing.
    return []


def _git_exclude_files(top: Path) -> Iterator[Path]:
    """The files beside .gitignore that a repository ignores by, the weakest first."""
    named = _ask_git(top, "config", "--type=path", "--get", "core.excludesFile")
    if named:
        yield top / named
    else:
        home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        yield Path(home) / "git" / "ignore"
    # In a linked worktree it stands elsewhere.
    own = _ask_git(top, "rev-parse", "--git-path", "info/exclude")
    yield top / (own or ".git/info/exclude")


def _ask_git(top: Path, *question: str) -> str:
    """What git answers, or "" where it does not or is not there."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - fixed words, and a folder that is walked anyway
            ["git", "-C", str(top), *question],  # noqa: S607
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return os.fsdecode(done.stdout).rstrip("\r\n") if done.returncode == 0 else ""
