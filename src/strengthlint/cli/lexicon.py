"""`strengthlint lexicon`: for those who edit it."""

from __future__ import annotations

from pathlib import Path

import click

from strengthlint.config import settings_for
from strengthlint.lexicon import layers_of

__all__ = ["lexicon"]


@click.group()
def lexicon() -> None:
    """Check, test and extend the lexicon."""


@lexicon.command(short_help="Tell everything in the lexicon that needs attention.")
@click.argument("files", nargs=-1, type=click.Path(exists=True))
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Tell everything in the lexicon that needs attention, with file, line and next step.

    With FILES, only what concerns those; every example is tried against the whole lexicon all the same.
    """
    from strengthlint.audit import check_lexicon

    layers = layers_of(settings_for([Path()]).lexicon)
    problems = check_lexicon(layers)
    if files:
        wanted = {Path(file).name for file in files}
        problems = [problem for problem in problems if Path(problem.path).name in wanted]
    if not problems:
        click.echo("The lexicon is in order.")
        return
    click.echo("\n\n".join(str(problem) for problem in problems))
    click.echo(
        f"\n{len(problems)} {'place needs' if len(problems) == 1 else 'places need'} attention."
    )
    ctx.exit(2)
