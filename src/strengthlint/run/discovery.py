"""Which files a run checks: folders are walked, what git ignores and the settings exclude is left out."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from strengthlint.config import Settings

if TYPE_CHECKING:
    from pathspec import PathSpec

    Spec = PathSpec[Any]

__all__ = ["Found", "find_files"]


@dataclass(frozen=True, slots=True)
class Found:
    """A path to check.

    Attributes:
        path: As it will be named in the report.
        empty_folder: Whether it is a folder in which nothing can be read.
        unread: Whether it is a file of a type that is not read, met in a folder; it is counted
            and not opened.
    """

    path: Path
    empty_folder: bool = False
    unread: bool = False


def find_files(
    paths: Sequence[Path],
    settings: Settings,
    suffixes: Iterable[str],
    *,
    unread: Collection[str] = (),
    force_exclude: bool = False,
) -> Iterator[Found]:
    """The files to check, each once, in the order of `paths` and sorted within folders.

    A file that is named is checked whatever its name, unless `force_exclude` holds it to the
    exclusions too (pre-commit names every file). In folders files with one of the suffixes
    `unread` are found too and marked.
    """
    known = frozenset(suffixes)
    wanted = known.union(unread)
    excluded = _spec((*settings.exclude, *settings.extend_exclude))
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            inside = False
            for file in _walk(path, settings, excluded, wanted):
                # A folder that could not be listed comes back itself.
                is_read = file.suffix.lower() in known or file.suffix.lower() not in wanted
                inside = inside or is_read
                if _new(file, seen):
                    yield Found(file, unread=not is_read)
            if not inside and _new(path, seen):
                yield Found(path, empty_folder=True)
        elif not (force_exclude and _is_excluded(path, settings.root, excluded)) and _new(
            path, seen
        ):
            yield Found(path)


def _new(path: Path, seen: set[str]) -> bool:
    key = os.path.abspath(path)  # noqa: PTH100 - resolve() would make two names of one link
    if key in seen:
        return False
    seen.add(key)
    return True


def _spec(lines: Iterable[str]) -> Spec:
    from pathspec import PathSpec

    return PathSpec.from_lines("gitignore", lines)


def _is_excluded(path: Path, root: Path, excluded: Spec, *, folder: bool = False) -> bool:
    try:
        relative = Path(os.path.abspath(path)).relative_to(root.resolve())  # noqa: PTH100
    except ValueError:
        relative = Path(path.name)
    name = relative.as_posix() + ("/" if folder else "")
    return bool(excluded.match_file(name))


def _walk(
    top: Path, settings: Settings, excluded: Spec, suffixes: frozenset[str]
) -> Iterator[Path]:
    ignores = _ignores_above(top) if settings.respect_gitignore else []
    yield from _walk_folder(top, settings, excluded, suffixes, ignores)


def _walk_folder(
    folder: Path,
    settings: Settings,
    excluded: Spec,
    suffixes: frozenset[str],
    ignores: list[tuple[Path, Spec]],
) -> Iterator[Path]:
    if settings.respect_gitignore:
        ignores = [*ignores, *_ignore_file(folder)]
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError:
        # A folder that may not be opened is told as a document that could not be read.
        yield folder
        return
    for item in items:
        path = folder / item.name
        is_folder = item.is_dir(follow_symlinks=False)
        if not is_folder and Path(item.name).suffix.lower() not in suffixes:
            continue
        # Word keeps a lock file beside an open document.
        if item.name.startswith("~$"):
            continue
        if _is_excluded(path, settings.root, excluded, folder=is_folder) or _is_ignored(
            path, ignores, is_folder
        ):
            continue
        if is_folder:
            yield from _walk_folder(path, settings, excluded, suffixes, ignores)
        else:
            yield path


def _ignore_file(folder: Path) -> list[tuple[Path, Spec]]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [(Path(os.path.abspath(folder)), _spec(lines))]  # noqa: PTH100


def _ignores_above(top: Path) -> list[tuple[Path, Spec]]:
    """The .gitignore files from the repository's top down to above `top`."""
    start = Path(os.path.abspath(top))  # noqa: PTH100
    found: list[tuple[Path, Spec]] = []
    if (start / ".git").exists():
        return found
    for folder in start.parents:
        found[:0] = _ignore_file(folder)
        if (folder / ".git").exists():
            return found
    # Outside a repository a .gitignore far above says nothing.
    return []


def _is_ignored(path: Path, ignores: list[tuple[Path, Spec]], folder: bool) -> bool:
    ignored = False
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    for base, spec in ignores:
        name = absolute.relative_to(base).as_posix() + ("/" if folder else "")
        verdict = spec.check_file(name).include
        if verdict is not None:
            ignored = verdict
    return ignored
