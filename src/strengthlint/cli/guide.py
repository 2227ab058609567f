"""`strengthlint lexicon guide`: the lexicon as a page or a Word document for reading."""

from __future__ import annotations

from pathlib import Path

import click

from strengthlint.lexicon.entry import SECTORS
from strengthlint.replacing import NotWritten, write_whole

__all__ = ["guide"]

_DEFAULT_NAME = "language-guide.html"


@click.command(short_help="Write the lexicon as a guide for reading.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), default=_DEFAULT_NAME, show_default=True,
    metavar="FILE", help="Where to write it; the suffix (.html or .docx) says in which form.",
)  # fmt: skip
@click.option(
    "--sector", "sectors", type=click.Choice(SECTORS), multiple=True, metavar="NAME",
    help="Only this sector; may be repeated.",
)  # fmt: skip
@click.option("--title", default="", metavar="TEXT", help="A title of your own.")
def guide(output: str, sectors: tuple[str, ...], title: str) -> None:
    """Write the lexicon as a guide for reading: one page for the browser, or a Word document.

    Your own lexicon is part of it where the settings name one. The page is one file that needs no
    network; it can be put on an intranet or sent round.
    """
    path = Path(output)
    suffix = path.suffix.lower()
    if suffix not in (".html", ".docx"):
        raise click.UsageError(f"{path.name} should end in .html or .docx.")

    from strengthlint.config import settings_at
    from strengthlint.guide import make_guide
    from strengthlint.linter import load_lexicon

    made = make_guide(load_lexicon(settings_at(Path())), sectors, title)
    if suffix == ".html":
        from strengthlint.guide import html

        data = html.render(made).encode()
    else:
        from strengthlint.guide import docx

        data = docx.render(made)
    try:
        write_whole(path, data)
    except OSError as error:
        raise NotWritten(str(path), error) from None
    click.echo(f"Wrote {path}: {made.imprint}.")
