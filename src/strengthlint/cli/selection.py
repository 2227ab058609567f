"""What `review` and `fix` are told to look for, as `check` is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.check import rule_list
from strengthlint.config import Settings, read
from strengthlint.diagnostic import Level

if TYPE_CHECKING:
    from strengthlint.run import SettingsOfFiles

__all__ = ["chosen_settings", "selection"]

_LEVELS = tuple(level.value for level in sorted(Level, reverse=True))
_Command = Callable[..., Any]


def selection(command: _Command) -> _Command:
    """Gives a command the options that say which rules speak; it takes them as keywords."""
    for option in reversed(
        (
            click.option(
                "--select", multiple=True, metavar="RULES", callback=rule_list,
                help="Only these: codes, names, or prefixes such as BLM; ALL for every one.",
            ),
            click.option(
                "--extend-select", multiple=True, metavar="RULES", callback=rule_list,
                help="These too.",
            ),
            click.option(
                "--ignore", multiple=True, metavar="RULES", callback=rule_list, help="Not these."
            ),
            click.option(
                "--show", type=click.Choice(_LEVELS),
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
        )
    ):  # fmt: skip
        command = option(command)
    return command


def chosen_settings(
    *,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    show: str | None,
    profile: str | None,
    lexicons: tuple[str, ...],
    config: str | None,
    isolated: bool,
) -> SettingsOfFiles:
    """The settings of each file, with what the command line says over them."""
    from strengthlint.run import SettingsOfFiles

    if config and isolated:
        raise click.UsageError("--config and --isolated contradict each other.")

    def overlay(base: Settings) -> Settings:
        return replace(
            base,
            select=select or base.select,
            extend_select=(*base.extend_select, *extend_select),
            ignore=(*base.ignore, *ignore),
            show=Level(show) if show else base.show,
            lexicon=(*base.lexicon, *(Path(folder) for folder in lexicons)),
            profile=profile or base.profile,
            per_file_profile=() if profile else base.per_file_profile,
        )

    fixed = Settings(root=Path.cwd()) if isolated else read(Path(config)) if config else None
    return SettingsOfFiles(fixed, overlay)
