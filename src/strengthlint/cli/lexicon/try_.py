"""`strengthlint lexicon try`: what entries would say on one's own documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from strengthlint.cli.lexicon.folders import Folders, save, usage_problem

if TYPE_CHECKING:
    from strengthlint.config import Settings
    from strengthlint.lexicon import Lexicon
    from strengthlint.trial import Finding
    from strengthlint.trial.sheet import Verdict

__all__ = ["try_"]

_SHEETS = (".csv", ".html")
_PACKED = ".gz"


@click.command("try", short_help="See what entries would say on your own documents.")
@click.argument("named", nargs=-1, required=True, metavar="[RULE|FILE.yaml]... PATH...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write a sheet to be judged: .csv for a spreadsheet, .html for the browser.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help="At most N findings of each entry."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another one draws others.")
@click.option(
    "--level", "levels", multiple=True, type=click.Choice(("rethink", "reflect", "note")),
    help="Only entries of this level; may be given again.",
)  # fmt: skip
@click.option("--blind", is_flag=True, help="A sheet that does not say which entry speaks.")
@click.option(
    "--judged", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="SHEET", help="Take over the verdicts of an earlier sheet; may be given again.",
)  # fmt: skip
@click.option(
    "--text", "collection", metavar="NAME",
    help="What to call these documents in the evidence.  [default: the folder's name]",
)  # fmt: skip
@click.pass_context
def try_(
    ctx: click.Context,
    named: tuple[str, ...],
    output: Path | None,
    force: bool,
    sample: int | None,
    seed: int,
    levels: tuple[str, ...],
    blind: bool,
    judged: tuple[Path, ...],
    collection: str | None,
) -> None:
    """See what entries would say on your own documents, before anybody else does.

    Name rules (codes, names, prefixes such as BLM) to try only those, or a YAML file with entries
    that are still being written: its entries come on top of the lexicon, and what they lack does
    not matter yet. PATH is a file or a folder; compressed texts (.txt.gz) are read too.

    Without -o the findings are printed. With -o they become a sheet in which people judge each with
    yes, optional or no; “strengthlint lexicon verdicts” turns it into evidence.
    """
    if blind and output is None:
        raise usage_problem("--blind goes with -o: there is no sheet without it.")
    if output is not None:
        _check_output(output, force)
    rules, drafts, paths = _sorted_out(named)
    lexicon, drafted = _lexicon(drafts)
    linter_settings = _settings(lexicon, rules, drafted, levels)
    verdicts = _verdicts(judged)

    from strengthlint.linter import Linter
    from strengthlint.trial import draw, shuffled

    linter = Linter(linter_settings, lexicon, keep_documents=True)
    found: list[Finding] = []
    unread = 0
    for findings, problem in _findings(linter, paths, collection):
        found += findings
        if problem:
            unread += 1
            click.echo(problem, err=True)
    drawn = draw(found, sample or 0, seed)
    if output is None:
        _print(found, drawn)
    else:
        rows = shuffled(drawn, seed) if blind else drawn
        _write(output, rows, verdicts, blind)
    silent = _silent(lexicon, rules, drafted, found)
    if silent:
        click.echo(f"Nothing from {', '.join(silent)}.", err=output is not None)
    ctx.exit(2 if unread else 0)


# What was named


def _sorted_out(named: Sequence[str]) -> tuple[list[str], list[Path], list[Path]]:
    """Rules, files with entries, and documents."""
    rules: list[str] = []
    drafts: list[Path] = []
    paths: list[Path] = []
    for name in named:
        path = Path(name)
        if path.suffix in (".yaml", ".yml"):
            if not path.is_file():
                raise usage_problem(f"{name} is not there.")
            drafts.append(path)
        elif path.exists():
            paths.append(path)
        else:
            rules.append(name)
    if not paths:
        hint = "Name a file or a folder to read, for instance “.” for the folder you are in."
        looks = [rule for rule in rules if "/" in rule or "\\" in rule or "." in rule]
        message = f"{looks[0]} is not there." if looks else "There are no documents to try it on."
        raise usage_problem(message, hint)
    return rules, drafts, paths


def _check_output(output: Path, force: bool) -> None:
    if output.suffix.lower() not in _SHEETS:
        raise usage_problem(
            f"{output} is neither .csv nor .html.", "Give it one of these endings, for instance sheet.csv."
        )  # fmt: skip
    if output.exists() and not force:
        hint = "It may hold verdicts. Choose another name, or add --force."
        raise usage_problem(f"{output} is there already.", hint)


def _lexicon(drafts: Sequence[Path]) -> tuple[Lexicon, list[str]]:
    """The lexicon in use with the drafts on top, and the codes of the drafts."""
    from strengthlint.lexicon import load

    folders = Folders.here()
    if not drafts:
        return load(folders.layers), []
    from strengthlint.trial.draft import with_drafts

    return with_drafts(folders.layers, drafts)


def _settings(
    lexicon: Lexicon, rules: Sequence[str], drafted: Sequence[str], levels: Sequence[str]
) -> Settings:
    from dataclasses import replace

    from strengthlint.config import settings_at

    settings = settings_at(Path())
    chosen = [*rules, *drafted]
    if chosen:
        settings = replace(settings, select=tuple(chosen), extend_select=(), ignore=())
    if levels:
        others = tuple(e.code for e in lexicon.entries() if e.level.value not in levels)
        settings = replace(settings, ignore=(*settings.ignore, *others))
    return settings


def _verdicts(sheets: Iterable[Path]) -> dict[tuple[str, str], Verdict]:
    """What earlier sheets say, by code and fingerprint."""
    from strengthlint.trial.sheet import read_sheet, together

    read = [read_sheet(str(path), path.read_bytes()) for path in sheets]
    return {(row.key.code, row.key.fingerprint): row.verdict for row in together(read)}


# Documents


def _findings(
    linter: object, paths: Sequence[Path], collection: str | None
) -> Iterator[tuple[list[Finding], str]]:
    """The findings of each file, or why it could not be read."""
    from strengthlint import readers
    from strengthlint.errors import UnreadableDocument
    from strengthlint.linter import Linter
    from strengthlint.run import SettingsOfFiles, find_files
    from strengthlint.trial import find, open_file, unpacked_name

    assert isinstance(linter, Linter)  # noqa: S101 - imported only here
    known = readers.suffixes()
    for top in paths:
        text = collection or _name_of(top)
        for item in find_files([top], SettingsOfFiles(linter.settings), (*known, _PACKED)):
            name = unpacked_name(item.path)
            if name != str(item.path) and not name.lower().endswith(known):
                continue
            if item.empty_folder:
                yield [], f"{item.path}: There is nothing in this folder that can be read."
                continue
            try:
                data = open_file(item.path)
            except UnreadableDocument as error:
                yield [], f"{item.path}: {error.message}"
                continue
            findings, failure = find(linter, name, data, text)
            yield findings, f"{item.path}: {failure.message}" if failure else ""


def _name_of(top: Path) -> str:
    """What evidence calls the documents of a path; the name of a file may be that of a person."""
    folder = top if top.is_dir() else top.parent
    return folder.resolve().name or "documents"


# Telling


def _print(found: Sequence[Finding], drawn: Sequence[Finding]) -> None:
    all_of = Counter(finding.key.code for finding in found)
    shown = Counter(finding.key.code for finding in drawn)
    code = ""
    for finding in drawn:
        if finding.key.code != code:
            code = finding.key.code
            number = all_of[code]
            fewer = f", {shown[code]} shown" if shown[code] < number else ""
            times = "once" if number == 1 else f"{number:,} times"
            click.echo(f"{code} {finding.name} ({finding.level}): {times}{fewer}")
        click.echo(f"  {finding.place}\n    {finding.marked}")
    if not found:
        click.echo("Nothing would be said.")


def _write(
    output: Path, rows: Sequence[Finding], verdicts: dict[tuple[str, str], Verdict], blind: bool
) -> None:
    if output.suffix.lower() == ".html":
        from strengthlint.trial import page

        name = f"{output.stem}.csv"
        save({output: page.render(rows, verdicts, name=name, blind=blind)})
    else:
        from strengthlint.trial.sheet import write_csv

        save({output: write_csv(rows, verdicts, blind=blind)})
    number = len(rows)
    codes = len({finding.key.code for finding in rows})
    known = sum((f.key.code, f.key.fingerprint) in verdicts for f in rows)
    carried = f", {known:,} judged already" if known else ""
    click.echo(
        f"{output} holds {'1 finding' if number == 1 else f'{number:,} findings'} of "
        f"{'1 entry' if codes == 1 else f'{codes:,} entries'}{carried}."
    )
    click.echo("It holds sentences of your documents: keep it as you keep them.", err=True)


def _silent(
    lexicon: Lexicon, rules: Sequence[str], drafted: Sequence[str], found: Iterable[Finding]
) -> list[str]:
    """The single entries that were named and say nothing."""
    spoke = {finding.key.code for finding in found}
    silent = []
    for rule in (*rules, *drafted):
        index = lexicon.index(rule)
        if index is not None and lexicon.entry(index).code not in spoke:
            silent.append(lexicon.entry(index).code)
    return silent
