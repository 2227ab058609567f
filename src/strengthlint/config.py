"""Settings: what they are, and where they come from.

The nearest `.strengthlint.yaml`, `strengthlint.yaml` or `pyproject.toml` with a `[tool.strengthlint]`
table wins, looking upward; nothing is merged. Paths in it are relative to the file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from strengthlint.diagnostic import Level
from strengthlint.errors import ConfigError, Problem
from strengthlint.spelling import did_you_mean

__all__ = [
    "DEFAULT_EXCLUDE",
    "FILE_NAMES",
    "Settings",
    "find",
    "parse_level",
    "read",
    "settings_for",
]

FILE_NAMES = (".strengthlint.yaml", "strengthlint.yaml", "pyproject.toml")
"""In order of precedence within a folder."""

DEFAULT_EXCLUDE = (
    ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", "node_modules", "__pycache__", ".mypy_cache",
    ".pytest_cache", ".ruff_cache", "site-packages",
)  # fmt: skip
"""Folders that hold no prose of anybody's."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to check.

    Attributes:
        select: Codes, names or prefixes to check; empty means every entry that the profile has on.
        extend_select: Added to those.
        ignore: Taken away again.
        show: The lowest level that the human forms print.
        fail_on: The lowest level that fails a run; None for never.
        exclude: Patterns (as in .gitignore) of paths to leave out when folders are walked.
        extend_exclude: Added to those.
        respect_gitignore: Whether what git ignores is left out too.
        lexicon: Folders laid over the built-in lexicon, in order.
        profile: Name of the profile, for instance "uk".
        prefers: Wordings that the people in these documents prefer.
        root: What relative patterns start from.
        path: The file that the settings came from, or None.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    show: Level = Level.REFLECT
    fail_on: Level | None = Level.RETHINK
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    lexicon: tuple[Path, ...] = ()
    profile: str = "uk"
    prefers: tuple[str, ...] = ()
    root: Path = Path()
    path: Path | None = None


_LIST_KEYS = (
    "select",
    "extend-select",
    "ignore",
    "exclude",
    "extend-exclude",
    "lexicon",
    "prefers",
)
_KEYS = (*_LIST_KEYS, "show", "fail-on", "profile", "respect-gitignore")


def parse_level(text: str) -> Level | None:
    """A level by name; None for "never".

    Raises:
        ValueError: if there is no such level.
    """
    return None if text == "never" else Level(text)


def find(start: Path) -> Path | None:
    """The nearest configuration file at or above a folder, or None."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            candidate = place / name
            if candidate.is_file() and (name != "pyproject.toml" or _has_table(candidate)):
                return candidate
    return None


def settings_for(paths: Iterable[Path]) -> Settings:
    """The settings that hold for some paths: from the folder they have in common, upward.

    Raises:
        ConfigError: with every problem of the file.
    """
    import os

    folders = [str((path if path.is_dir() else path.parent).resolve()) for path in paths]
    try:
        common = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # different drives on Windows
        common = Path.cwd()
    path = find(common)
    return read(path) if path else Settings(root=Path.cwd())


def read(path: Path) -> Settings:
    """Read one configuration file.

    Raises:
        ConfigError: with every problem of the file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            [
                Problem(
                    str(path), 0, "", f"This configuration file cannot be read: {error.strerror}."
                )
            ]
        ) from None
    problems: list[Problem] = []
    values, lines = (_toml if path.suffix == ".toml" else _yaml)(path, data, problems)
    settings = _settings(path, values, lines, problems) if not problems else Settings()
    if problems:
        raise ConfigError(sorted(problems, key=lambda problem: problem.line))
    return settings


def _has_table(path: Path) -> bool:
    try:
        return b"[tool.strengthlint" in path.read_bytes()
    except OSError:
        return False


def _yaml(
    path: Path, data: bytes, problems: list[Problem]
) -> tuple[dict[str, Any], dict[str, int]]:
    from strengthlint.lexicon import yaml_source

    source = yaml_source.load(str(path), data)
    problems.extend(source.problems)
    value = source.value
    if value is None:
        return {}, {}
    if not isinstance(value, dict):
        problems.append(
            Problem(str(path), 1, "", "A configuration is a list of “key: value” lines.")
        )
        return {}, {}
    return value, {key: source.line((key,)) for key in value}


def _toml(
    path: Path, data: bytes, problems: list[Problem]
) -> tuple[dict[str, Any], dict[str, int]]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    text = data.decode("utf-8", "replace")
    try:
        table = tomllib.loads(text).get("tool", {}).get("strengthlint", {})
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(str(path), 0, "", f"This is not TOML: {error}."))
        return {}, {}
    lines: dict[str, int] = {}
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            inside = line.startswith("[tool.strengthlint")
        elif inside and "=" in line:
            lines.setdefault(line.split("=")[0].strip().strip("\"'"), number)
    return table, lines


def _with(settings: Settings, key: str, value: Any) -> Settings:
    return replace(settings, **{key.replace("-", "_"): value})


def _settings(
    path: Path, values: dict[str, Any], lines: dict[str, int], problems: list[Problem]
) -> Settings:
    root = path.parent.resolve()

    def tell(key: str, message: str, hint: str = "") -> None:
        problems.append(Problem(str(path), lines.get(key, 0), "", message, hint))

    settings = Settings(root=root, path=path)
    for key, value in values.items():
        if key not in _KEYS:
            every = f"The keys are: {', '.join(sorted(_KEYS))}."
            hint = did_you_mean(key.replace("_", "-"), _KEYS, every, form="“{}”")
            tell(key, f"“{key}” is not a setting.", hint)
        elif key in _LIST_KEYS:
            items = [value] if isinstance(value, str) else value
            if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
                tell(key, f"“{key}” takes a list of text.")
            elif key == "lexicon":
                settings = replace(settings, lexicon=tuple(root / item for item in items))
                for item in items:
                    if not (root / item).is_dir():
                        tell(
                            key,
                            f"The lexicon folder {item} is not there.",
                            f"It is looked for in {root}.",
                        )
            else:
                settings = _with(settings, key, tuple(items))
        elif key in ("show", "fail-on"):
            try:
                level = parse_level(str(value))
                if level is None and key == "show":
                    raise ValueError
                settings = _with(settings, key, level)
            except ValueError:
                never = " or never" if key == "fail-on" else ""
                tell(key, f"“{value}” is not a level.", f"It takes rethink, reflect, note{never}.")
        elif key == "respect-gitignore":
            if str(value).lower() not in ("true", "false"):
                tell(key, f"“{key}” takes true or false.")
            settings = replace(settings, respect_gitignore=str(value).lower() != "false")
        elif not isinstance(value, str):
            tell(key, f"“{key}” takes text.")
        else:
            settings = replace(settings, profile=value)
    return settings
