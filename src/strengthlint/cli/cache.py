"""`strengthlint cache`: what is kept from one run to the next."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["cache"]


@click.group(short_help="Say where results are kept, or delete them.")
def cache() -> None:
    """Results that are kept from one run to the next, so that only what changed is checked again.

    A result is sealed with a key that is made from its document: without the document nobody can
    read it.
    """


_dir = click.option(
    "--cache-dir", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="Another place than the usual one.",
)  # fmt: skip


@cache.command("dir", short_help="Say where results are kept.")
def place() -> None:
    """Say where results and compiled lexicons are kept."""
    from strengthlint.lexicon import cache_folder

    click.echo(str(cache_folder()))


@cache.command("clean", short_help="Delete what is kept.")
@_dir
def clean(cache_dir: Path | None) -> None:
    """Delete all results and compiled lexicons that are kept, and nothing else."""
    from strengthlint.run import cache as results

    number, size = results.clean(cache_dir)
    files = "1 file" if number == 1 else f"{number:,} files"
    click.echo(f"Deleted {files}, {size / 1_000_000:.1f} MB.")
