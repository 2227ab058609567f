"""`strengthlint check`: files, folders or standard input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from strengthlint import reporters
from strengthlint.cli.running import Running, running
from strengthlint.cli.writing import repository_of, wants_color, width, write

__all__ = ["check"]


@click.command(short_help="Check files, folders or standard input.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output-format", type=click.Choice(reporters.names()), default="human", show_default=True,
    envvar="STRENGTHLINT_OUTPUT_FORMAT", help="How to report.",
)  # fmt: skip
@click.option(
    "-o", "--output-file", type=click.Path(dir_okay=False), help="Write the report to a file."
)
@click.option("--statistics", is_flag=True, help="Count in place of single remarks.")
@click.option(
    "--summary", is_flag=True,
    help="Also what was counted in each document as a whole, sentence by sentence.",
)  # fmt: skip
@click.option(
    "--redact/--no-redact", default=None,
    help="Tell nothing of the words around a match  [default: in forms that others see].",
)  # fmt: skip
@running
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What to call standard input; its suffix says how to read it.",
)
@click.option("--show-files", is_flag=True, help="List the files that would be checked, and stop.")
@click.option(
    "--show-settings", is_flag=False, flag_value=".", metavar="[PATH]",
    help="Say which settings hold for a file (or here), and stop.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Also what asks nothing of the writer, with the reason, and why what names nobody counts.",
)
@click.option(
    "--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True,
    help="Colours in the terminal.",
)  # fmt: skip
def check(
    paths: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    statistics: bool,
    summary: bool,
    redact: bool | None,
    stdin_filename: str | None,
    show_files: bool,
    show_settings: str | None,
    quiet: bool,
    verbose: bool,
    color: str,
    **options: Any,
) -> None:
    """Check files, folders (default: this one) or standard input (-).

    Exit codes: 0 nothing at or above the fail level, 1 something, 2 something could not be done or
    read. All levels: rethink, reflect, note.
    """
    asked = Running(
        paths,
        options,
        stdin_filename=stdin_filename,
        keep_documents=reporters.shows_text(output_format) and not (statistics or redact),
    )
    if show_settings is not None:
        _show_settings(Path(show_settings), asked)
        return
    if output_file is not None:
        asked.reserve(Path(output_file))
    found = asked.found
    for notice in asked.settings.notices:
        click.echo(notice, err=True)
    if show_files:
        for item in found:
            if not item.unread and not item.empty_folder:
                click.echo(str(item.path))
        return
    view = reporters.View(
        color=wants_color(color, output_file),
        width=width(output_file),
        quiet=quiet,
        verbose=verbose,
        statistics=statistics,
        summary=summary,
        redact=redact,
        repository=repository_of(Path.cwd()),
    )
    with asked.started(progress_is_wanted=not quiet) as (run, progress):
        pieces = reporters.stream(output_format, run, view)
        write(pieces, output_file, progress, reporters.encoding(output_format))
    if not quiet:
        asked.tell_gone(run)
    click.get_current_context().exit(asked.exit_code(run))


def _show_settings(path: Path, asked: Running) -> None:
    from strengthlint.config import written

    held = asked.settings.of_folder(path) if path.is_dir() else asked.settings.of_file(path)
    place = held.path if held.path is not None else "no settings file; these are the usual ones"
    click.echo(f"# {path}: {place}")
    click.echo(written(held), nl=False)
