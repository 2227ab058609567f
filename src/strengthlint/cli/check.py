"""`strengthlint check`: files, folders or standard input."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint import reporters
from strengthlint.cli.arguments import IS_TEXT, looks_like_text
from strengthlint.config import Settings, parse_level, read
from strengthlint.diagnostic import Level

if TYPE_CHECKING:
    from strengthlint.run import Checker, Found, Interruption, Progress, Run, SettingsOfFiles
    from strengthlint.run.baseline import Baseline, Baselines
    from strengthlint.run.changes import Changes
    from strengthlint.run.checking import Afterwards

__all__ = ["check", "rule_list"]

# What no report can be written as, and what people call it.
_COPIES = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm", ".doc"), "Word document"),
    ".pdf": "PDF",
    ".odt": "OpenDocument text",
    ".pptx": "presentation",
}

_LEVELS = tuple(level.value for level in sorted(Level, reverse=True))


def rule_list(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Rules may be given several at a time, with commas, or by repeating the option."""
    return tuple(rule.strip() for item in value for rule in item.split(",") if rule.strip())


def _rules(*names: str, text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(*names, multiple=True, metavar="RULES", callback=rule_list, help=text)


@click.command(short_help="Check files, folders or standard input.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_rules("--select", text="Only these: codes, names, or prefixes such as BLM; ALL for every one.")
@_rules("--extend-select", text="These too.")
@_rules("--ignore", text="Not these.")
@click.option(
    "--show", type=click.Choice(_LEVELS), help="Lowest level to print  [default: reflect]."
)
@click.option(
    "--fail-on",
    type=click.Choice((*_LEVELS, "never")),
    help="Lowest level that fails  [default: rethink].",
)
@click.option(
    "--exit-zero",
    is_flag=True,
    help="Exit 0 whatever is found (still 2 if something was not read).",
)
@click.option(
    "--allow-gaps",
    is_flag=True,
    help="Accept a file of which too much time or memory cut a part off.",
)
@click.option(
    "--output-format", type=click.Choice(reporters.names()), default="human", show_default=True,
    envvar="STRENGTHLINT_OUTPUT_FORMAT", help="How to report.",
)  # fmt: skip
@click.option(
    "-o", "--output-file", type=click.Path(dir_okay=False), help="Write the report to a file."
)
@click.option("--profile", metavar="NAME", help="Which profile holds, for instance uk or scotland.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(exists=True, file_okay=False),
              help="A folder to lay over the built-in lexicon.")  # fmt: skip
@click.option(
    "--config", type=click.Path(exists=True, dir_okay=False), help="Use this configuration file."
)
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option(
    "--exclude",
    multiple=True,
    metavar="PATTERN",
    help="Leave these out, in place of the usual ones.",
)
@click.option("--extend-exclude", multiple=True, metavar="PATTERN", help="Leave these out too.")
@click.option("--diff-base", metavar="REV",
              help="Raise only what changed since a git revision, for instance main.")  # fmt: skip
@click.option("--diff", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="FILE",
              help="Raise only what a unified diff adds; - for standard input.")  # fmt: skip
@click.option("--baseline", type=click.Path(dir_okay=False), metavar="FILE",
              help="What was accepted; without this, the one beside the settings.")  # fmt: skip
@click.option("--no-baseline", "use_baseline", is_flag=True, flag_value=False, default=True,
              help="Raise what was accepted too.")  # fmt: skip
@click.option(
    "--force-exclude", is_flag=True, help="Leave excluded files out even if they are named."
)
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What to call standard input; its suffix says how to read it.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N",
    help="How many processes at most  [default: one for each core, up to eight].",
)  # fmt: skip
@click.option(
    "--attachments", is_flag=True, help="Check what is attached to messages (.eml, .msg) too."
)
@click.option("--no-cache", is_flag=True, help="Keep no results, and use none that were kept.")
@click.option(
    "--cache-dir", type=click.Path(file_okay=False), metavar="FOLDER",
    help="Where results are kept from one run to the next.",
)  # fmt: skip
@click.option("--show-files", is_flag=True, help="List the files that would be checked, and stop.")
@click.option(
    "--show-settings", is_flag=False, flag_value=".", metavar="[PATH]",
    help="Say which settings hold for a file (or here), and stop.",
)  # fmt: skip
@click.option("--statistics", is_flag=True, help="Count by rule in place of single remarks.")
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
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    show: str | None,
    fail_on: str | None,
    exit_zero: bool,
    allow_gaps: bool,
    output_format: str,
    output_file: str | None,
    profile: str | None,
    lexicons: tuple[str, ...],
    config: str | None,
    isolated: bool,
    exclude: tuple[str, ...],
    extend_exclude: tuple[str, ...],
    diff_base: str | None,
    diff: str | None,
    baseline: str | None,
    use_baseline: bool,
    force_exclude: bool,
    stdin_filename: str | None,
    jobs: int | None,
    no_cache: bool,
    cache_dir: str | None,
    show_files: bool,
    show_settings: str | None,
    attachments: bool,
    statistics: bool,
    quiet: bool,
    verbose: bool,
    color: str,
) -> None:
    """Check files, folders (default: this one) or standard input (-).

    Exit codes: 0 nothing at or above the fail level, 1 something, 2 something could not be done or
    read. All levels: rethink, reflect, note.
    """
    from strengthlint import readers
    from strengthlint.run import (
        Checker,
        Interruption,
        Progress,
        ResultCache,
        SettingsOfFiles,
        find_files,
    )
    from strengthlint.run.baseline import Baselines
    from strengthlint.run.changes import Diff

    named = [Path(path) for path in paths if path != "-"] or ([] if "-" in paths else [Path()])
    from_stdin = "-" in paths
    if stdin_filename and not from_stdin:
        raise click.UsageError("--stdin-filename goes with - (standard input).")
    for path in paths:
        if looks_like_text(path):
            raise click.UsageError(IS_TEXT)
    if config and isolated:
        raise click.UsageError("--config and --isolated contradict each other.")

    def overlay(base: Settings) -> Settings:
        return replace(
            base,
            select=select or base.select,
            extend_select=(*base.extend_select, *extend_select),
            ignore=(*base.ignore, *ignore),
            show=Level(show) if show else base.show,
            fail_on=parse_level(fail_on) if fail_on else base.fail_on,
            exclude=exclude or base.exclude,
            extend_exclude=(*base.extend_exclude, *extend_exclude),
            lexicon=(*base.lexicon, *(Path(folder) for folder in lexicons)),
            profile=profile or base.profile,
            attachments=attachments or base.attachments,
            # What is asked for on the command line holds for every file.
            per_file_profile=() if profile else base.per_file_profile,
        )

    if diff_base and diff:
        raise click.UsageError("--diff-base and --diff contradict each other.")
    if (diff_base or diff == "-") and from_stdin:
        raise click.UsageError("Standard input cannot be checked together with what changed.")
    fixed = Settings(root=Path.cwd()) if isolated else read(Path(config)) if config else None
    settings = SettingsOfFiles(fixed, overlay)
    if show_settings is not None:
        _show_settings(Path(show_settings), settings)
        return
    cache = None if no_cache else ResultCache(Path(cache_dir) if cache_dir else None)
    checker = Checker(keep_documents=reporters.shows_text(output_format), cache=cache)
    changes = _changes(diff_base, diff, checker)
    if isinstance(changes, Diff) and not paths:
        known = readers.suffixes()
        named = [path for path in changes.paths if path.suffix.lower() in known]
    found = list(
        find_files(
            named,
            settings,
            readers.suffixes(),
            unread=readers.unread(),
            force_exclude=force_exclude,
        )
    )
    if output_file is not None:
        _refuse_output(Path(output_file), [item.path for item in found])
    for notice in settings.notices:
        click.echo(notice, err=True)
    if show_files:
        for item in found:
            if not item.unread and not item.empty_folder:
                click.echo(str(item.path))
        return
    view = reporters.View(
        color=_wants_color(color, output_file),
        width=_width(output_file),
        quiet=quiet,
        verbose=verbose,
        statistics=statistics,
    )
    baselines = Baselines(_baseline(baseline, use_baseline and not isolated))
    after: list[Afterwards] = [baselines]
    if changes is not None:
        found = [item for item in found if not item.path.is_file() or changes.concerns(item.path)]
        after.append(changes)
    progress = Progress(sum(not item.unread for item in found), is_wanted=not quiet)
    with Interruption() as interruption:
        try:
            run = _start(
                found, from_stdin, stdin_filename or "stdin.txt", settings,
                checker=checker, after=after, jobs=jobs, progress=progress, interruption=interruption,
            )  # fmt: skip
            run.allow_gaps = allow_gaps
            _write(reporters.stream(output_format, run, view), output_file, progress)
        finally:
            progress.stop()
    if not quiet and not run.unchecked and changes is None:
        _tell_gone(baselines, named, settings)
    code = run.exit_code
    ctx.exit(0 if exit_zero and code == 1 else code)


def _start(
    found: list[Found],
    from_stdin: bool,
    stdin_name: str,
    settings: SettingsOfFiles,
    *,
    checker: Checker,
    after: Sequence[Afterwards],
    jobs: int | None,
    progress: Progress,
    interruption: Interruption,
) -> Run:
    from strengthlint.run import Found, start

    first, held = [], settings.of_folder(Path())
    if from_stdin:
        held = settings.of_file(Path(stdin_name))
        if sys.stdin.isatty():
            end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
            click.echo(
                f"Waiting for text. Paste it, then end it with {end} on a new line.", err=True
            )
        document = checker.check_bytes(stdin_name, sys.stdin.buffer.read(), held)
        first = [(Found(Path(stdin_name), held), document)]
    return start(
        found,
        checker,
        held,
        first=first,
        after=after,
        jobs=jobs,
        progress=progress,
        interruption=interruption,
    )


def _changes(revision: str | None, diff: str | None, checker: Checker) -> Changes | None:
    """What changed, where only that is to be raised."""
    from strengthlint.run.changes import Diff, SinceRevision

    if revision is not None:
        return SinceRevision(revision, checker.check_bytes)
    if diff is None:
        return None
    if diff != "-":
        return Diff(Path(diff).read_text(encoding="utf-8", errors="surrogateescape"))
    data = sys.stdin.buffer.read()
    return Diff(data.decode("utf-8", "surrogateescape"))


def _baseline(file: str | None, is_used: bool) -> Baseline | None:
    """The baseline that holds for every file, or None where each has that beside its settings."""
    from strengthlint.run.baseline import Baseline

    if file is not None:
        return Baseline.read(Path(file))
    return None if is_used else Baseline.new(Path())


def _tell_gone(baselines: Baselines, named: Sequence[Path], settings: SettingsOfFiles) -> None:
    """Say what was accepted and is gone, where everything that a baseline is about was checked."""
    for folder in named:
        held = settings.of_folder(folder) if folder.is_dir() else None
        if held is None or held.root.resolve() != folder.resolve():
            continue
        baseline = baselines.of(held.root)
        if baseline is not None and baseline.gone:
            number = baseline.gone
            were = (
                "remark that was accepted is" if number == 1 else "remarks that were accepted are"
            )
            click.echo(
                f"{number:,} {were} gone; “strengthlint baseline --prune” takes "
                f"{'it' if number == 1 else 'them'} out of {baseline.path.name}.",
                err=True,
            )


def _show_settings(path: Path, settings: SettingsOfFiles) -> None:
    from strengthlint.config import written

    held = settings.of_folder(path) if path.is_dir() else settings.of_file(path)
    place = held.path if held.path is not None else "no settings file; these are the usual ones"
    click.echo(f"# {path}: {place}")
    click.echo(written(held), nl=False)


def _wants_color(choice: str, output_file: str | None) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return not output_file and sys.stdout.isatty()


def _width(output_file: str | None) -> int:
    if output_file or not sys.stdout.isatty():
        return 80
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def _refuse_output(output: Path, inputs: Sequence[Path]) -> None:
    """Say no to a report that would take the place of a document, or look like one."""
    is_copy = output.suffix.lower() in _COPIES
    meant = next((path for path in inputs if path.suffix.lower() == output.suffix.lower()), None)
    if output.exists():
        for path in inputs:
            if path.is_file() and path.samefile(output):
                raise click.UsageError(
                    f"{output} is one of the files to check, and a report would take its place. "
                    f"{_copy_of(path)}Or name another file for the report."
                )
    if is_copy:
        raise click.UsageError(
            f"A report is text, and no {_COPIES[output.suffix.lower()]}. "
            + (_copy_of(meant) if meant else "A copy with remarks: strengthlint review FILE. ")
            + "A report for a browser: --output-format html -o report.html"
        )


def _copy_of(path: Path) -> str:
    name = shlex.quote(str(path)) if sys.platform != "win32" else f'"{path}"'
    return f"For a copy of it with remarks: strengthlint review {name}. "


def _write(pieces: Iterable[str], output_file: str | None, progress: Progress) -> None:
    if output_file is None:
        for piece in pieces:
            with progress.aside():
                click.echo(piece, nl=False, color=True)
        return
    path = Path(output_file)
    # A reader of the file never meets half a report.
    partial = path.with_name(path.name + ".partial")
    try:
        file = partial.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _not_written(path, error) from None
    try:
        with file:
            for piece in pieces:
                file.write(piece)
        partial.replace(path)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        partial.unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"The report cannot be written to {path}: {error.strerror}.")
