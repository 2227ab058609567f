"""`strengthlint report`: where a library stands, as a page or as tables in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.running import Running, running
from strengthlint.cli.writing import width, write
from strengthlint.replacing import NotWritten
from strengthlint.reporters import View
from strengthlint.reporters.listing import summary_lines
from strengthlint.reporters.places import printable

if TYPE_CHECKING:
    from strengthlint.figures import Figures
    from strengthlint.figures.history import Point
    from strengthlint.run import Run

__all__ = ["report"]

_PAGE = "strengthlint-report.html"
_MANY = 4


@click.command(short_help="Write a page of figures about a library of documents.")
@click.argument("paths", nargs=-1, metavar="[DIR]...")
@click.option(
    "-o", "--output-file", type=click.Path(dir_okay=False), metavar="FILE",
    help=f"What to call the page  [default: {_PAGE}].",
)  # fmt: skip
@click.option(
    "--history", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw the trend from this file, and add this run to it; it holds counts only.",
)  # fmt: skip
@click.option("--statistics", is_flag=True, help="Tables in the terminal in place of the page.")
@click.option("--title", metavar="TEXT", help="What the page is called.")
@running
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all went well.")
def report(
    paths: tuple[str, ...],
    output_file: str | None,
    history: Path | None,
    statistics: bool,
    title: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Write a page of figures about the documents in DIR (default: this folder).

    By folder, by document, by family and rule, the most frequent phrases, and what was not read. The
    page is one file without scripts; it names documents and holds no sentence of them.

    Exit codes as those of “check”: 0 nothing at or above the fail level, 1 something, 2 something
    could not be done or read.
    """
    from strengthlint.figures import Figures
    from strengthlint.figures.history import point_of, read

    if "-" in paths:
        raise click.UsageError("A report is about files and folders; for a text: check -")
    asked = Running(paths, options)
    page = None if statistics and output_file is None else output_file or _PAGE
    for output in ([] if page is None else [Path(page)]) + ([] if history is None else [history]):
        asked.reserve(output)
    earlier = read(history) if history is not None else []
    for notice in asked.settings.notices:
        click.echo(notice, err=True)
    with asked.started(progress_is_wanted=not quiet) as (run, progress):
        figures = Figures.of(run)
    now = point_of(run, figures, datetime.now(timezone.utc))
    points = [*earlier, now] if history is not None and not run.unchecked else earlier
    made = _tables(run, figures) if statistics else _page(run, figures, points, title, paths)
    write([made], page, progress)
    if history is not None:
        _keep(history, now, run)
    if not quiet:
        if not statistics:
            click.echo(f"{page}: open it in a browser.")
            _tell(run)
        asked.tell_gone(run)
    click.get_current_context().exit(asked.exit_code(run))


def _page(
    run: Run, figures: Figures, points: Sequence[Point], title: str | None, paths: Sequence[str]
) -> str:
    from strengthlint.reporters.overview import overview

    if not title:
        named = [Path(path).resolve().name for path in paths or (".",)]
        title = ", ".join(named) if len(named) < _MANY else f"{len(named)} folders and files"
    return overview(run, figures, View(), points, title)


def _tables(run: Run, figures: Figures) -> str:
    from strengthlint.reporters.tables import tables

    told = [f"{path}: not read: {why}" for path, why in figures.unread]
    told += [f"{path}: read in part: {gap}" for path, gap in figures.gaps]
    blocks = [told, *tables(run, figures, width(None)), list(summary_lines(run, View()))]
    return "\n".join("".join(f"{printable(line)}\n" for line in block) for block in blocks if block)


def _tell(run: Run) -> None:
    for line in summary_lines(run, View()):
        click.echo(printable(line))


def _keep(history: Path, now: Point, run: Run) -> None:
    from strengthlint.figures.history import append

    if run.unchecked:
        click.echo(f"The run was broken off, so {history} was left as it is.", err=True)
        return
    try:
        append(history, now)
    except OSError as error:
        raise NotWritten(str(history), error) from None
