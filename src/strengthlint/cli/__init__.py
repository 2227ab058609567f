"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys
from typing import Any

import click

from strengthlint import __version__
from strengthlint.cli.baseline import baseline
from strengthlint.cli.cache import cache
from strengthlint.cli.check import check
from strengthlint.cli.lexicon import lexicon
from strengthlint.cli.review import review
from strengthlint.cli.rules import explain, rules
from strengthlint.errors import StrengthlintError

__all__ = ["main"]


class _Program(click.Group):
    """Errors raised on purpose become one clear text and exit code 2; never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A Windows console may lack curly quotes; a question mark is better than a crash.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StrengthlintError as error:
            click.echo(str(error), err=True)
            ctx.exit(2)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"strengthlint {__version__}")
    ctx.exit()


@click.group(
    cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version,
    help="Show the version and exit.",
)  # fmt: skip
def main() -> None:
    """A linter for language about people.

    Speaks up where a writer's own words label, blame or doubt a person, says why, and offers
    person-first wording. Nothing leaves this machine.
    """


for command in (baseline, cache, check, explain, lexicon, review, rules):
    main.add_command(command)
