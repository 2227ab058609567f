"""`strengthlint lexicon export` and `import`: the lexicon in a spreadsheet, and back."""

from __future__ import annotations

from pathlib import Path

import click

from strengthlint.cli.lexicon.folders import Folders, save, tell_how_to_name, usage_problem

__all__ = ["export", "import_"]

_SUFFIXES = (".csv", ".xlsx")


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in _SUFFIXES:
        raise usage_problem(
            f"{file} is neither .csv nor .xlsx.", "Give it one of these endings, for instance words.xlsx."
        )  # fmt: skip
    return suffix


@click.command("export", short_help="Write the lexicon as a spreadsheet.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def export(file: Path, rules: tuple[str, ...], force: bool) -> None:
    """Write the lexicon, or some rules of it, as FILE.csv or FILE.xlsx, an entry a row.

    Edit it, and take it back with “strengthlint lexicon import”.
    """
    from strengthlint.lexicon.spreadsheet import write_csv
    from strengthlint.lexicon.workbook import write_xlsx
    from strengthlint.lexicon.written import files_of, read_written

    suffix = _suffix(file)
    if file.exists() and not force:
        raise usage_problem(f"{file} is there already.", "Choose another name, or add --force.")
    lexicon = read_written([files_of(folder) for folder in Folders.here().paths])
    for problem in lexicon.problems:
        click.echo(f"{problem}\n  Its entries are left out.\n", err=True)
    entries = lexicon.select(rules or ("ALL",))
    data = write_csv(entries) if suffix == ".csv" else write_xlsx(entries, lexicon.sources)
    save({file: data})
    click.echo(f"{file} holds {_entries(len(entries))}.")


@click.command("import", short_help="Take a spreadsheet back.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--into", "folder", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="The folder of your own to write to.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Write whole entries, into an empty folder.")
def import_(file: Path, folder: Path, replace: bool) -> None:
    """Take back FILE.csv or FILE.xlsx: write what differs from the lexicon in use into a folder of your own.

    Entries and columns that did not change are not written, and a row that is not there changes
    nothing. Everything that needs attention is told with its row and column before anything is
    written. In a folder that is in use already, only the entries that changed are written anew.
    """
    from strengthlint.lexicon.importing import plan_import, plan_whole
    from strengthlint.lexicon.location import builtin_folder
    from strengthlint.lexicon.spreadsheet import read_csv
    from strengthlint.lexicon.workbook import read_xlsx

    suffix = _suffix(file)
    if folder.resolve() == builtin_folder().resolve():
        raise usage_problem(
            "This is the folder of the built-in lexicon.", "Name a folder of your own, it may be a new one."
        )  # fmt: skip
    if replace and folder.is_dir() and any(folder.iterdir()):
        raise usage_problem(f"{folder} is not empty.", "With --replace name a new or empty folder.")
    rows = (read_csv if suffix == ".csv" else read_xlsx)(str(file), file.read_bytes())
    folders = Folders.here()
    below, above = folders.around(folder)
    if replace:
        plan = plan_whole(str(file), rows, below, folder)
    else:
        plan = plan_import(str(file), rows, below, folder, above)
    save({folder / name: text for name, text in plan.files.items()})
    for label in plan.added:
        click.echo(f"{'written' if replace else 'new':<13}{label}")
    for label, keys in plan.changed:
        click.echo(f"{'changed':<13}{label}: {', '.join(keys)}")
    for label in plan.switched_off:
        click.echo(f"{'switched off':<13}{label}")
    for label in plan.switched_on:
        click.echo(f"{'on again':<13}{label}")
    if not plan.files:
        click.echo("Nothing differs from the lexicon in use, so nothing was written.")
        return
    names = ", ".join(str(folder / name) for name in sorted(plan.files))
    same = f" {_entries(plan.same)} stayed as they were." if plan.same else ""
    click.echo(f"Written: {names}.{same}\nNext: strengthlint lexicon check {folder}")
    if folder.resolve() not in [path.resolve() for path in folders.paths]:
        tell_how_to_name([folder])


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
