"""`strengthlint app`: a page on this machine, and the LanguageTool protocol."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Any

import click

from strengthlint.cli.selection import current_settings, selection

__all__ = ["app"]

_MINUTES = 60
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s?#]+", re.IGNORECASE)


def _origins(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    for origin in value:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise click.BadParameter(
                f"“{origin}” is no origin. Write it as https://example.org, without a path; "
                "* stands for every one."
            )
    return value


@click.command(short_help="Open a page on this machine, for text and letters.")
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N",
    help="Where to serve  [default: a port that is free].",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option("--no-page", is_flag=True, help="The LanguageTool protocol only.")
@click.option(
    "--allow-origin", "origins", multiple=True, metavar="ORIGIN", callback=_origins,
    help="A website or add-on that may use the LanguageTool protocol; * for every one.",
)  # fmt: skip
@click.option(
    "--stop-after", type=click.IntRange(min=0), metavar="MINUTES",
    help=f"Stop when nobody has asked for so long; 0 for never  [default: {_MINUTES}; with --no-page 0].",
)  # fmt: skip
@selection
def app(
    port: int | None,
    no_browser: bool,
    no_page: bool,
    origins: tuple[str, ...],
    stop_after: int | None,
    **selected: Any,
) -> None:
    """Open a page on which text and letters are looked at together with you.

    It is served on this machine and for this machine only. Nothing that you write is stored, logged or
    sent anywhere. The first line is its address. Ctrl-C stops it.

    Programs that speak to LanguageTool (LibreOffice, add-ons for browsers and editors) can ask the same
    server.
    """
    from strengthlint.app import missing

    if lack := missing():
        raise click.UsageError(lack)
    from strengthlint.app.server import listening, serve
    from strengthlint.app.site import Site

    folder = Path.cwd()
    settings = current_settings(**selected)
    # What is wrong with settings or lexicon is told now, and not by the first text.
    settings.look(folder)
    sock = listening(port or 0)
    number = sock.getsockname()[1]
    token = "" if no_page else secrets.token_hex(16)
    site = Site(settings, folder, number, origins, token)
    click.echo(site.address)
    if not no_page:
        click.echo("Your page is at this address, on this machine only. Ctrl-C stops it.")
    click.echo(f"For programs that speak to LanguageTool: http://127.0.0.1:{number}/v2")
    minutes = stop_after if stop_after is not None else 0 if no_page else _MINUTES
    idle = 60.0 * minutes or None
    if serve(site, sock, idle=idle, open_browser=not (no_browser or no_page)):
        click.echo(f"Nobody asked for {minutes} minutes, so this has stopped.")
    else:
        click.echo("Stopped.")
