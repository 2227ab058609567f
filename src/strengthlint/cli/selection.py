"""What a command is told to look for: the rules and settings that `check` and the others share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.config import Settings, read
from strengthlint.diagnostic import Level

if TYPE_CHECKING:
    from strengthlint.run import SettingsOfFiles
    from strengthlint.run.current import CurrentSettings

__all__ = [
    "LEVELS",
    "Command",
    "chosen_settings",
    "current_settings",
    "rule_list",
    "selection",
    "with_options",
]

LEVELS = tuple(level.value for level in sorted(Level, reverse=True))
"""The names of all levels, the highest first."""

Command = Callable[..., Any]


def with_options(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """A command with options, in the order in which help lists them."""
    for option in reversed(options):
        command = option(command)
    return command


def rule_list(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Rules may be given several at a time, with commas, or by repeating the option."""
    return tuple(rule.strip() for item in value for rule in item.split(",") if rule.strip())


def _rules(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, multiple=True, metavar="RULES", callback=rule_list, help=text)


def selection(command: Command) -> Command:
    """Gives a command the options that say which rules speak; it takes them as keywords."""
    return with_options(
        command,
        (
            _rules(
                "--select", "Only these: codes, names, or prefixes such as BLM; ALL for every one."
            ),
            _rules("--extend-select", "These too."),
            _rules("--ignore", "Not these."),
            click.option(
                "--show", type=click.Choice(LEVELS),
                help="Lowest level to take up  [default: reflect].",
            ),
            click.option(
                "--profile", metavar="NAME", help="Which profile holds, for instance uk or scotland."
            ),
            click.option(
                "--lexicon", "lexicons", multiple=True,
                type=click.Path(exists=True, file_okay=False),
                help="A folder to lay over the built-in lexicon.",
            ),
            click.option(
                "--config", type=click.Path(exists=True, dir_okay=False),
                help="Use this configuration file.",
            ),
            click.option("--isolated", is_flag=True, help="Use no configuration file."),
        ),
    )  # fmt: skip


def chosen_settings(
    *,
    config: str | None,
    isolated: bool,
    further: Callable[[Settings], Settings] = lambda settings: settings,
    **over: Any,
) -> SettingsOfFiles:
    """The settings of each file, with what the command line says over them.

    Args:
        config: The only settings file.
        isolated: Whether no settings file is read.
        further: What else a command lays over the settings.
        over: The other options of `selection`.
    """
    from strengthlint.run import SettingsOfFiles

    _insist_on_one(config, isolated)
    overlay = _overlay(**over)
    fixed = Settings(root=Path.cwd()) if isolated else read(Path(config)) if config else None
    return SettingsOfFiles(fixed, lambda settings: further(overlay(settings)))


def current_settings(*, config: str | None, isolated: bool, **over: Any) -> CurrentSettings:
    """The same for a command that goes on: settings files are read anew when they change."""
    from strengthlint.run.current import CurrentSettings

    _insist_on_one(config, isolated)
    only = Path(config) if config else None
    return CurrentSettings(_overlay(**over), config=only, isolated=isolated)


def _insist_on_one(config: str | None, isolated: bool) -> None:
    if config and isolated:
        raise click.UsageError("--config and --isolated contradict each other.")


def _overlay(
    *,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    show: str | None,
    profile: str | None,
    lexicons: tuple[str, ...],
) -> Callable[[Settings], Settings]:
    """What the options say over the settings of a file."""

    def overlay(base: Settings) -> Settings:
        return replace(
            base,
            select=select or base.select,
            extend_select=(*base.extend_select, *extend_select),
            ignore=(*base.ignore, *ignore),
            show=Level(show) if show else base.show,
            lexicon=(*base.lexicon, *(Path(folder) for folder in lexicons)),
            profile=profile or base.profile,
            # What is asked for on the command line holds for every file.
            per_file_profile=() if profile else base.per_file_profile,
        )

    return overlay
