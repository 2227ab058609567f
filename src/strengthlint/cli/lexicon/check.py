"""`strengthlint lexicon check` and `test`: what in the lexicon needs attention."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from strengthlint.cli.lexicon.folders import Folders, tell_how_to_name, usage_problem
from strengthlint.errors import Problem
from strengthlint.lexicon.entry import Entry

if TYPE_CHECKING:
    from strengthlint.lexicon import Lexicon

__all__ = ["check", "print_problems", "test"]

_MONTHS = 24


@click.command(short_help="Tell everything in the lexicon that needs attention.")
@click.argument("files", nargs=-1, type=click.Path(exists=True))
@click.option("--stale", is_flag=True, help="List the entries whose review is due, oldest first.")
@click.option(
    "--after", type=click.IntRange(min=0), metavar="MONTHS",
    help=f"With --stale: how long a review holds.  [default: {_MONTHS}]",
)  # fmt: skip
@click.option(
    "--evidence", is_flag=True,
    help="List the entries whose level is not borne out by what was read.",
)  # fmt: skip
@click.pass_context
def check(
    ctx: click.Context, files: tuple[str, ...], stale: bool, after: int | None, evidence: bool
) -> None:
    """Tell everything in the lexicon that needs attention, with file, line and next step.

    With FILES (or folders), only what concerns those; every example is tried against the whole
    lexicon all the same. Levels that the evidence speaks against are told too; they are a matter for
    judgement and no fault of form, so the exit code does not change for them.
    """
    if after is not None and not stale:
        raise usage_problem("--after goes with --stale.")
    chosen = [Path(file) for file in files]
    folders, concerns = _chosen(chosen)
    if stale:
        _print_stale(folders, concerns, _MONTHS if after is None else after)
        return
    from strengthlint.lexicon import load

    if evidence:
        _print_evidence(load(folders.layers), folders, concerns, everything=True)
        return
    from strengthlint.audit import bare_phrases, check_lexicon

    problems = [problem for problem in check_lexicon(folders.layers) if concerns(problem.path)]
    if problems:
        print_problems(problems)
        ctx.exit(2)
    click.echo("The lexicon is in order." if not files else "Everything there is in order.")
    lexicon = load(folders.layers)
    for problem in bare_phrases(lexicon):
        if concerns(problem.path):
            click.echo(f"\n{problem}")
    _print_evidence(lexicon, folders, concerns, everything=False)
    tell_how_to_name(folders.unnamed)


def _print_evidence(
    lexicon: Lexicon, folders: Folders, concerns: Callable[[str], bool], *, everything: bool
) -> None:
    """Levels that what was read speaks against; with `everything` also those that rest on little."""
    from strengthlint.audit import not_proved
    from strengthlint.lexicon.evidence import Proof, read_layers

    found = {
        proof: [(entry, problem) for entry, problem in entries if concerns(problem.path)]
        for proof, entries in not_proved(lexicon, read_layers(folders.paths)).items()
    }
    against = [problem for _, problem in found.get(Proof.NOT_BORNE_OUT, ())]
    few, unread = found.get(Proof.FEW, []), found.get(Proof.NOT_READ, [])
    for problem in against:
        click.echo(f"\n{problem}")
    if everything:
        for title, entries in (("Borne out so far by few", few), ("Not read yet", unread)):
            if entries:
                click.echo(f"\n{title}:")
                for entry, _ in entries:
                    click.echo(f"  {entry.level.value:<7}  {entry.code} {entry.name}")
    parts = [
        f"{number:,} {what}"
        for number, what in (
            (len(against), "not borne out by what was read"),
            (len(few), "borne out by few findings"),
            (len(unread), "not read on any text yet"),
        )
        if number
    ]
    if parts:
        more = "" if everything else " (--evidence lists them)"
        click.echo(
            f"{'' if not against and not everything else chr(10)}Levels: {', '.join(parts)}{more}."
        )
    elif everything:
        click.echo("Every level above note is borne out.")


def print_problems(problems: Sequence[Problem]) -> None:
    """Problems for people, and how many."""
    click.echo("\n\n".join(str(problem) for problem in problems))
    number = len(problems)
    click.echo(f"\n{number} {'place needs' if number == 1 else 'places need'} attention.")


def _chosen(files: Sequence[Path]) -> tuple[Folders, Callable[[str], bool]]:
    """The layers, and whether a file (as complaints name it) is one of the chosen."""
    for file in files:
        if not file.exists():
            raise usage_problem(f"{file} is not there.")
        if file.name.endswith(".local.yaml"):
            hint = "Give it a name without “.local” to have it checked."
            raise usage_problem(f"{file} is a private draft and no part of the lexicon.", hint)
        if file.is_file() and file.suffix != ".yaml":
            hint = "They end in .yaml." if file.suffix == ".yml" else ""
            raise usage_problem(f"{file} is not a file of a lexicon.", hint)
    folders = Folders.here(file if file.is_dir() else file.parent for file in files)
    names = {folders.name_of(file) for file in files}
    return folders, lambda path: not names or path in names or path.rpartition("/")[0] in names


def _print_stale(folders: Folders, concerns: Callable[[str], bool], months: int) -> None:
    from datetime import date

    from strengthlint.audit import stale
    from strengthlint.lexicon import load

    today = f"{date.today():%Y-%m}"
    due = [
        entry
        for entry in stale(load(folders.layers), today, after_months=months)
        if concerns(entry.path)
    ]
    if not due:
        click.echo("No entry is due for review.")
        return
    for path, entries in _by_file(due):
        click.echo(path)
        for entry in entries:
            click.echo(f"  {entry.reviewed}  {entry.code} {entry.name}, line {entry.line}")
        click.echo()
    number = len(due)
    one = "1 entry is" if number == 1 else f"{number:,} entries are"
    click.echo(f"{one} due for review (last looked at {months} months ago or more).")


def _by_file(due: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries by file; the file with the oldest comes first."""
    oldest: dict[str, str] = {}
    for entry in due:
        oldest.setdefault(entry.path, entry.reviewed)
    ordered = sorted(due, key=lambda e: (oldest[e.path], e.path, e.reviewed, e.code))
    for path, entries in groupby(ordered, key=lambda entry: entry.path):
        yield path, list(entries)


@click.command(short_help="Try the examples of the entries.")
@click.argument("chosen", nargs=-1, metavar="[RULE|FILE]...")
@click.pass_context
def test(ctx: click.Context, chosen: tuple[str, ...]) -> None:
    """Try every example of the lexicon, or of some rules or files of it.

    Prints what is not as it should be, and ends with exit code 1 if anything is. For rules that are
    named, it also prints what they offer: in each flagged example, and in sentences made from it (of
    several people, of the reader, of what may be, in a rule). “=” fits in place, “-” is to consider.
    """
    from strengthlint.audit import failing_examples, whole
    from strengthlint.lexicon import load

    files = [
        Path(name) for name in chosen if name.endswith((".yaml", ".yml")) or Path(name).is_dir()
    ]
    rules = [name for name in chosen if Path(name) not in files]
    folders, concerns = _chosen(files)
    lexicon = load(folders.layers)
    named = lexicon.selected(rules)
    entries = [
        entry
        for index, entry in enumerate(lexicon.entries())
        if not chosen or index in named or (files and concerns(entry.path))
    ]
    if rules:
        from strengthlint.trial.offers import offers, offers_text

        spoken = [
            entry for entry in entries if entry.code in {lexicon.entry(i).code for i in named}
        ]
        click.echo(offers_text(offers(whole(lexicon), spoken)))
    problems = failing_examples(lexicon, entries)
    number = sum(len(entry.examples) for entry in entries)
    of = _count(len(entries), "entry", "entries")
    if problems:
        click.echo("\n\n".join(str(problem) for problem in problems))
        need = "needs" if len(problems) == 1 else "need"
        click.echo(
            f"\n{len(problems):,} of {_count(number, 'example', 'examples')} of {of} {need} attention."
        )
        ctx.exit(1)
    click.echo(f"{_count(number, 'example', 'examples')} of {of}: all as they should be.")
    tell_how_to_name(folders.unnamed)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
