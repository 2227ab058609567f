"""`strengthlint lsp`: remarks in an editor, while somebody writes."""

from __future__ import annotations

import click

from strengthlint.errors import StrengthlintError
from strengthlint.lsp import missing

__all__ = ["lsp"]


@click.command(short_help="Serve an editor (language server).")
@click.option("--stdio", is_flag=True, help="What many editors say; it is so anyway.")
def lsp(stdio: bool) -> None:
    """Serve an editor: remarks while you write, over standard input and output.

    Editors start this by themselves; docs/editors.md says how each is set up.
    """
    lacking = missing()
    if lacking:
        raise StrengthlintError(lacking)
    from strengthlint.lsp.server import serve

    serve()
