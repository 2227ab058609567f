"""`strengthlint baseline`: accept what is there, so that only what is new is raised."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from strengthlint.replacing import NotWritten

__all__ = ["baseline"]


@click.command(short_help="Accept what is there, so that only what is new is raised.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--prune", is_flag=True, help="Take out what was accepted and is gone; add nothing.")
@click.option(
    "--baseline", "file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The file  [default: .strengthlint-baseline.json beside the settings].",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Keep no results, and use none that were kept.")
@click.pass_context
def baseline(
    ctx: click.Context, paths: tuple[Path, ...], prune: bool, file: Path | None, no_cache: bool
) -> None:
    """Accept what is there (in PATHs; default: this folder), so that only what is new is raised.

    What was accepted before stays accepted. The file holds hashes and counts and no word of any
    document; keep it with your files. “strengthlint check” reads it by itself.
    """
    from strengthlint import readers
    from strengthlint.run import Checker, ResultCache, SettingsOfFiles, find_files, start
    from strengthlint.run.baseline import FILE_NAME, Baseline

    if prune and paths:
        raise click.UsageError("--prune looks at everything, so it takes no PATH.")
    settings = SettingsOfFiles()
    top = paths[0] if paths else Path()
    here = settings.of_folder(top if top.is_dir() else top.parent)
    place = file or here.root / FILE_NAME
    held = Baseline.read(place) if place.exists() else Baseline.new(place)
    named = [place.parent] if prune else list(paths) or [Path()]
    found = list(find_files(named, settings, readers.suffixes(), unread=readers.unread()))
    run = start(found, Checker(cache=None if no_cache else ResultCache()), here)
    there: Counter[str] = Counter()
    for document in run.each():
        there += held.counted(document.diagnostics)
        if document.error is not None:
            click.echo(f"{document.path}: not read: {document.error.message}", err=True)
    if prune and run.tally.unreadable:
        raise click.UsageError("Nothing was taken out, since not everything could be read.")
    before = held.accepted.copy()
    held.accepted = before & there if prune else before | there
    try:
        held.write()
    except OSError as error:
        raise NotWritten(str(place), error) from None
    _tell(held.accepted, before, there, place, prune)
    ctx.exit(2 if run.tally.unreadable else 0)


def _tell(
    now: Counter[str], before: Counter[str], there: Counter[str], place: Path, prune: bool
) -> None:
    new, gone = (now - before).total(), (before - there).total()
    added = f", {new:,} of them new" if new and before else ""
    click.echo(f"{place.name} accepts {_remarks(now.total())}{added}.")
    if prune:
        click.echo(
            f"{_remarks(gone)} that {'was' if gone == 1 else 'were'} gone {'was' if gone == 1 else 'were'} taken out."
        )
    elif gone:
        click.echo(
            f"{_remarks(gone)} that {'was' if gone == 1 else 'were'} accepted before "
            f"{'was' if gone == 1 else 'were'} not met here; “--prune” takes out what is gone."
        )


def _remarks(count: int) -> str:
    return f"{count:,} remark" if count == 1 else f"{count:,} remarks"
