"""Settings: what they are, and where they come from.

The nearest `.strengthlint.yaml`, `strengthlint.yaml` (or `.yml`) or `pyproject.toml` with a table
`[tool.strengthlint]` holds for a file, looking upward from it; nothing is merged. Paths in it are
relative to the settings file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from strengthlint.diagnostic import Level
from strengthlint.errors import ConfigError, Problem
from strengthlint.spelling import did_you_mean

if TYPE_CHECKING:
    from pathspec import PathSpec

__all__ = [
    "DEFAULT_EXCLUDE",
    "FILE_NAMES",
    "Settings",
    "files_in",
    "find",
    "parse_level",
    "patterns",
    "read",
    "settings_at",
    "written",
]

FILE_NAMES = (
    ".strengthlint.yaml",
    ".strengthlint.yml",
    "strengthlint.yaml",
    "strengthlint.yml",
    "pyproject.toml",
)
"""In order of precedence within a folder."""

DEFAULT_EXCLUDE = (
    ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", "node_modules", "__pycache__", ".mypy_cache",
    ".pytest_cache", ".ruff_cache", "site-packages", "strengthlint-report.html",
)  # fmt: skip
"""Folders that hold no prose of anybody's, and the page that `strengthlint report` writes."""


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
        per_file_ignores: Patterns of paths, each with what is taken away for these files.
        per_file_profile: Patterns of paths, each with the profile that holds for these files.
        attachments: Whether what is attached to messages is checked too.
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
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    per_file_profile: tuple[tuple[str, str], ...] = ()
    attachments: bool = False
    root: Path = Path()
    path: Path | None = None

    def for_file(self, path: Path) -> Settings:
        """These settings with what they say of one file taken into account."""
        if not self.per_file_ignores and not self.per_file_profile:
            return self
        name = self.relative(path)
        ignore = [
            rule
            for pattern, rules in self.per_file_ignores
            if patterns((pattern,)).match_file(name)
            for rule in rules
        ]
        # The last of several patterns that fit decides, as in .gitignore.
        profile = self.profile
        for pattern, named in self.per_file_profile:
            if patterns((pattern,)).match_file(name):
                profile = named
        return replace(
            self,
            ignore=(*self.ignore, *ignore),
            profile=profile,
            per_file_ignores=(),
            per_file_profile=(),
        )

    def relative(self, path: Path) -> str:
        """A path as patterns see it: from the root, with forward slashes."""
        root, absolute = os.path.abspath(self.root), os.path.abspath(path)  # noqa: PTH100
        try:
            return Path(absolute).relative_to(root).as_posix()
        except ValueError:
            return path.name


@lru_cache(maxsize=256)
def patterns(lines: tuple[str, ...]) -> PathSpec[Any]:
    """Patterns as in .gitignore, compiled."""
    from pathspec import PathSpec

    return PathSpec.from_lines("gitignore", lines)


_LIST_KEYS = (
    "select",
    "extend-select",
    "ignore",
    "exclude",
    "extend-exclude",
    "lexicon",
    "prefers",
)
_TABLE_KEYS = ("per-file-ignores", "per-file-profile")
_KEYS = (
    *_LIST_KEYS,
    *_TABLE_KEYS,
    "show",
    "fail-on",
    "profile",
    "respect-gitignore",
    "attachments",
)


def parse_level(text: str) -> Level | None:
    """A level by name; None for "never".

    Raises:
        ValueError: if there is no such level.
    """
    return None if text == "never" else Level(text)


def files_in(folder: Path) -> Iterator[Path]:
    """The configuration files of a folder; the first one holds."""
    for name in FILE_NAMES:
        candidate = folder / name
        if candidate.is_file() and (name != "pyproject.toml" or _speaks_of_us(candidate)):
            yield candidate


def find(start: Path) -> Path | None:
    """The nearest configuration file at or above a folder, or None."""
    folder = start.resolve()
    return next((file for place in (folder, *folder.parents) for file in files_in(place)), None)


def settings_at(folder: Path) -> Settings:
    """The settings that hold in a folder.

    Raises:
        ConfigError: with every problem of the file.
    """
    path = find(folder)
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


def _speaks_of_us(pyproject: Path) -> bool:
    """Whether there is a table for us in it, however it is written.

    One that is broken and names us counts, so that the fault is told and not passed over.
    """
    try:
        data = pyproject.read_bytes()
    except OSError:
        return False
    if b"strengthlint" not in data:
        return False
    try:
        return "strengthlint" in _parse_toml(data).get("tool", {})
    except ValueError:
        return b"tool.strengthlint" in data


def _parse_toml(data: bytes) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    values: dict[str, Any] = tomllib.loads(data.decode("utf-8-sig"))
    return values


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
    try:
        table = _parse_toml(data).get("tool", {}).get("strengthlint", {})
    except ValueError as error:  # also what is not UTF-8
        problems.append(Problem(str(path), 0, "", f"This is not TOML: {error}."))
        return {}, {}
    text = data.decode("utf-8-sig")
    if not isinstance(table, dict):
        numbered = enumerate(text.splitlines(), 1)
        place = next((number for number, line in numbered if "strengthlint" in line), 0)
        is_list = (
            "[[tool.strengthlint]] makes a list of tables"
            if isinstance(table, list)
            else ("tool.strengthlint is not a table")
        )
        problems.append(
            Problem(str(path), place, "", f"{is_list}; there is one table of settings.",
                    "Write [tool.strengthlint], with single brackets.")
        )  # fmt: skip
        return {}, {}
    lines: dict[str, int] = {}
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            inside = "strengthlint" in line
        elif inside and "=" in line:
            lines.setdefault(line.split("=")[0].strip().strip("\"'"), number)
    return table, lines


def _texts(value: Any) -> tuple[str, ...] | None:
    """A list of text, or one text alone; None for anything else."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return None
    return tuple(items)


def _with(settings: Settings, key: str, value: Any) -> Settings:
    return replace(settings, **{key.replace("-", "_"): value})


def _settings(
    path: Path, values: dict[str, Any], lines: dict[str, int], problems: list[Problem]
) -> Settings:
    root = Path(os.path.abspath(path.parent))  # noqa: PTH100 - a link has the settings of where it is

    def tell(key: str, message: str, hint: str = "") -> None:
        problems.append(Problem(str(path), lines.get(key, 0), "", message, hint))

    settings = Settings(root=root, path=path)
    for key, value in values.items():
        if key not in _KEYS:
            every = f"The keys are: {', '.join(sorted(_KEYS))}."
            hint = did_you_mean(key.replace("_", "-"), _KEYS, every, form="“{}”")
            tell(key, f"“{key}” is not a setting.", hint)
        elif key in _LIST_KEYS:
            items = _texts(value)
            if items is None:
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
                settings = _with(settings, key, items)
        elif key in _TABLE_KEYS:
            rows = value.items() if isinstance(value, dict) else None
            takes_rules = key == "per-file-ignores"
            if rows is None:
                example = '"archive/*": [JRG]' if takes_rules else '"scotland/*": scotland'
                tell(
                    key,
                    f"“{key}” takes patterns, each with what holds for it.",
                    f"As in {example}.",
                )
            elif takes_rules:
                each = [(name, _texts(items)) for name, items in rows]
                if any(items is None for _, items in each):
                    tell(key, f"“{key}” takes a list of rules for each pattern.")
                settings = _with(settings, key, tuple((name, items or ()) for name, items in each))
            elif not all(isinstance(item, str) for _, item in rows):
                tell(key, f"“{key}” takes the name of a profile for each pattern.")
            else:
                settings = _with(settings, key, tuple(rows))
        elif key in ("show", "fail-on"):
            try:
                level = parse_level(str(value))
                if level is None and key == "show":
                    raise ValueError
                settings = _with(settings, key, level)
            except ValueError:
                never = " or never" if key == "fail-on" else ""
                tell(key, f"“{value}” is not a level.", f"It takes rethink, reflect, note{never}.")
        elif key in ("respect-gitignore", "attachments"):
            if str(value).lower() not in ("true", "false"):
                tell(key, f"“{key}” takes true or false.")
            settings = _with(settings, key, str(value).lower() != "false")
        elif not isinstance(value, str):
            tell(key, f"“{key}” takes text.")
        else:
            settings = replace(settings, profile=value)
    return settings


def written(settings: Settings) -> str:
    """Settings as a settings file would say them, every key."""
    import json

    rows: dict[str, Any] = {key: list(_value(settings, key)) for key in _LIST_KEYS}
    rows["lexicon"] = [str(folder) for folder in settings.lexicon]
    rows["per-file-ignores"] = {name: list(rules) for name, rules in settings.per_file_ignores}
    rows["per-file-profile"] = dict(settings.per_file_profile)
    rows["show"] = settings.show.value
    rows["fail-on"] = settings.fail_on.value if settings.fail_on else "never"
    rows["profile"] = settings.profile
    rows["respect-gitignore"] = settings.respect_gitignore
    rows["attachments"] = settings.attachments
    # A value in JSON is a value in YAML.
    return "".join(f"{key}: {json.dumps(rows[key], ensure_ascii=False)}\n" for key in _KEYS)


def _value(settings: Settings, key: str) -> Any:
    return getattr(settings, key.replace("-", "_"))
