"""`strengthlint lexicon`: for those who edit it."""

from __future__ import annotations

import click

from strengthlint.cli.guide import guide
from strengthlint.cli.lexicon.check import check, test
from strengthlint.cli.lexicon.difference import diff
from strengthlint.cli.lexicon.exchange import export, import_
from strengthlint.cli.lexicon.new import new
from strengthlint.cli.lexicon.try_ import try_
from strengthlint.cli.lexicon.verdicts import verdicts

__all__ = ["lexicon"]


@click.group(short_help="Check, test, try, extend and compare the lexicon.")
def lexicon() -> None:
    """Check, test, try, extend and compare the lexicon, and edit it in a spreadsheet."""


for command in (check, test, try_, verdicts, new, diff, export, import_, guide):
    lexicon.add_command(command)
