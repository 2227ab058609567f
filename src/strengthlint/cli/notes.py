"""`strengthlint notes`: a table of notes, its findings as a table and its figures as a page."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.selection import LEVELS, chosen_settings, selection
from strengthlint.config import Settings, parse_level
from strengthlint.reporters.places import printable

if TYPE_CHECKING:
    from strengthlint.tables.choosing import Chosen
    from strengthlint.tables.source import Source
    from strengthlint.tables.table_run import TableRun

__all__ = ["notes"]

_SELECTED = (
    "select", "extend_select", "ignore", "show", "profile", "lexicons", "config", "isolated",
)  # fmt: skip
_INTERRUPTED = 130


@click.command(short_help="Check a table of notes (CSV, Excel, Parquet).")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--text", "texts", multiple=True, metavar="COLUMN",
    help="The column of the notes; may be repeated  [default: the one that looks like it].",
)  # fmt: skip
@click.option(
    "--id", "id_column", metavar="COLUMN",
    help="The column of their ids  [default: the one that looks like it].",
)  # fmt: skip
@click.option(
    "--by", multiple=True, metavar="COLUMN",
    help="Figures by team, month or kind; may be repeated  [default: what looks like it]. Dates are taken by month.",
)  # fmt: skip
@click.option("--no-by", is_flag=True, help="Figures by nothing.")
@click.option(
    "-o", "--output", "--output-file", "output", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the findings as a table: .csv, .jsonl or .parquet.",
)  # fmt: skip
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the figures as a page (.html).",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="What the page is called.")
@click.option(
    "--min-count", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
    help="Tell no count of notes below this.",
)  # fmt: skip
@click.option(
    "--with-sentence", is_flag=True,
    help="Also the sentence around the words. Without it findings hold nothing else of a note.",
)  # fmt: skip
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook.")
@click.option(
    "--delimiter", default="", metavar="CHARACTER",
    help="What stands between cells of a CSV file  [default: found out].",
)  # fmt: skip
@click.option("--fresh", is_flag=True, help="Begin anew where an earlier run was broken off.")
@selection
@click.option(
    "--fail-on", type=click.Choice((*LEVELS, "never")),
    help="Lowest level that fails  [default: rethink].",
)  # fmt: skip
@click.option(
    "--exit-zero", is_flag=True,
    help="Exit 0 whatever is found (still 2 if something was not read).",
)  # fmt: skip
@click.option("--allow-gaps", is_flag=True, help="Accept rows that could not be read.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N",
    help="How many processes at most  [default: one for each core, up to eight].",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all went well.")
def notes(
    file: Path,
    texts: tuple[str, ...],
    id_column: str | None,
    by: tuple[str, ...],
    no_by: bool,
    output: Path | None,
    report: Path | None,
    title: str | None,
    min_count: int,
    with_sentence: bool,
    sheet: str,
    delimiter: str,
    fresh: bool,
    fail_on: str | None,
    exit_zero: bool,
    allow_gaps: bool,
    jobs: int | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Check a table of notes, as a case-management system exports it.

    FILE is CSV, TSV, an Excel workbook or Parquet, with a row for each note and a head that names the
    columns. What column is what is guessed and told; --text, --id and --by say it.

    A run that was broken off goes on where it stopped, with the same command.

    Exit codes: 0 nothing at or above the fail level, 1 something, 2 something could not be done or
    read, 130 broken off.
    """
    from strengthlint.run.interruption import Interruption
    from strengthlint.tables.choosing import choose
    from strengthlint.tables.progress import NotesProgress
    from strengthlint.tables.source import HowToRead, open_source

    if no_by and by:
        raise click.UsageError("--by and --no-by contradict each other.")
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) > 1:
        raise click.UsageError("--delimiter takes one character, or the word tab.")
    _refuse(file, output, report)

    def over(base: Settings) -> Settings:
        return replace(base, fail_on=parse_level(fail_on) if fail_on else base.fail_on)

    of_files = chosen_settings(**{key: options[key] for key in _SELECTED}, further=over)
    source = open_source(file, HowToRead(delimiter, sheet))
    settings = of_files.of_file(file)
    for notice in of_files.notices:
        click.echo(notice, err=True)
    chosen = choose(source, texts, id_column, by, with_groups=not no_by)
    run = _prepared(
        file, source, chosen, settings, output, report,
        with_sentence=with_sentence, fresh=fresh, jobs=jobs or min(os.cpu_count() or 1, 8),
    )  # fmt: skip
    if not quiet:
        how = f" ({source.about})" if source.about else ""
        click.echo(printable(f"{file}{how}. {chosen.told()}"), err=True)
    progress = NotesProgress(source.size, is_wanted=not quiet)
    with Interruption() as interruption:
        try:
            run.run(progress, interruption)
        finally:
            progress.stop()
    if run.went_on_from and not quiet:
        click.echo(f"Went on behind row {run.went_on_from:,}, where it was broken off.", err=True)
    if not run.is_whole:
        _tell_broken_off(run)
        click.get_current_context().exit(_INTERRUPTED)
    _insist_on_text(run, file)
    _write(run, file, report, title, min_count)
    if not quiet:
        _tell(run, output, report, min_count)
    _tell_problems(run)
    click.get_current_context().exit(_code(run, exit_zero=exit_zero, allow_gaps=allow_gaps))


def _refuse(file: Path, output: Path | None, report: Path | None) -> None:
    """Say no to an output that would take the place of the table, or of another output."""
    if report is not None and report.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"The page is written as .html, and not as “{report.name}”.")
    if output is not None and report is not None and output.absolute() == report.absolute():
        raise click.UsageError("The findings and the page cannot be one file; name two.")
    for path in filter(None, (output, report)):
        if path.is_dir():
            raise click.UsageError(f"{path} is a folder; name a file in it.")
        if not path.absolute().parent.is_dir():
            raise click.UsageError(f"There is no folder {path.parent} to write to; make it first.")
        for written in (path, Path(f"{path}.partial"), Path(f"{path}.journal")):
            if written.exists() and file.exists() and written.samefile(file):
                raise click.UsageError(
                    f"{written} is the table itself, which is never changed; name another file."
                )


def _prepared(
    file: Path,
    source: Source,
    chosen: Chosen,
    settings: Settings,
    output: Path | None,
    report: Path | None,
    *,
    with_sentence: bool,
    fresh: bool,
    jobs: int,
) -> TableRun:
    from strengthlint import __version__
    from strengthlint.config import written
    from strengthlint.tables.checking import TextChecker
    from strengthlint.tables.findings import FindingsFile
    from strengthlint.tables.journal import Journal, state_of_file
    from strengthlint.tables.rates import Rates
    from strengthlint.tables.schema import columns
    from strengthlint.tables.table_run import TableRun

    check = TextChecker(settings, with_sentence=with_sentence)
    names = check.lexicon.words.cased("given-name")
    groups = [(group.name, group.months is not None) for group in chosen.groups]
    rates = Rates(settings.show, settings.fail_on, groups, names)
    findings = None
    if output is not None:
        findings = FindingsFile(output, columns(with_sentence=with_sentence))
    kept_beside = output or report
    journal = None
    if kept_beside is not None:
        parts = (
            __version__, check.lexicon.digest, written(settings), state_of_file(file), source.about,
            str(chosen), str(with_sentence), str(output), str(bool(report)),
        )  # fmt: skip
        journal = Journal(kept_beside, "\0".join(parts))
        if fresh:
            journal.remove()
        elif journal.path.exists() and journal.read() is None:
            click.echo(
                "An earlier run was broken off, with another state of the table, the settings or the options; "
                "this one begins anew.",
                err=True,
            )
    return TableRun(source, chosen, check, rates, findings, journal, jobs)


def _insist_on_text(run: TableRun, file: Path) -> None:
    from strengthlint.errors import UnusableTable

    if run.rates.notes or run.rates.not_read:
        return
    names = ", ".join(f"“{run.chosen.names[at]}”" for at in run.chosen.texts)
    raise UnusableTable(
        f"There is no text in {names} of {file}, in any of its {run.rates.without_text:,} rows. Its columns are: "
        f"{', '.join(run.chosen.names)} (--text COLUMN)."
    )


def _write(
    run: TableRun, file: Path, report: Path | None, title: str | None, min_count: int
) -> None:
    from strengthlint.cli.writing import write
    from strengthlint.tables.page import About, page
    from strengthlint.tables.progress import NotesProgress
    from strengthlint.tables.summary import levels_line

    left_out = run.rates.leave_people_out()
    if report is not None:
        told = [run.chosen.told_of_columns(), levels_line(run.rates, run.check.lexicon)]
        about = About(title or file.name, told, min_count, left_out)
        write([page(run.rates, about)], str(report), NotesProgress(0, is_wanted=False))
    for line in left_out:
        click.echo(line, err=True)
    run.finish()


def _tell(run: TableRun, output: Path | None, report: Path | None, min_count: int) -> None:
    from strengthlint.tables.summary import rate_lines, summary_lines

    if output is not None:
        rows = "1 row" if run.written == 1 else f"{run.written:,} rows"
        click.echo(f"{output}: {rows}.")
    if report is not None:
        click.echo(f"{report}: open it in a browser.")
    if output is None and report is None:
        for lines in rate_lines(run.rates, min_count):
            click.echo("\n".join(map(printable, lines)) + "\n")
    for line in summary_lines(run.rates, run.check.lexicon):
        click.echo(printable(line))


def _tell_problems(run: TableRun) -> None:
    from strengthlint.tables.summary import problem_lines

    for line in problem_lines(run.rates):
        click.echo(printable(line), err=True)


def _tell_broken_off(run: TableRun) -> None:
    if run.journal is None:
        click.echo("Broken off. With -o or --report a run goes on where it stopped.", err=True)
        return
    kept = "" if run.findings is None else f" What was found lies in {run.findings.partial}."
    click.echo(
        f"Broken off behind row {run.last:,}.{kept} The same command goes on from there.", err=True
    )


def _code(run: TableRun, *, exit_zero: bool, allow_gaps: bool) -> int:
    rates = run.rates
    if (rates.not_read or rates.cut) and not allow_gaps:
        return 2
    return int(rates.failing > 0 and not exit_zero)
