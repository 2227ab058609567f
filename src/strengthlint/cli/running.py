"""The run behind `check` and `report`: their options, and what follows from them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.arguments import IS_TEXT, looks_like_text
from strengthlint.cli.selection import (
    LEVELS,
    Command,
    chosen_settings,
    selection,
    with_options,
)
from strengthlint.cli.writing import is_own_page, refuse_output
from strengthlint.config import Settings, parse_level

if TYPE_CHECKING:
    from strengthlint.run import Checker, Found, Progress, Run, SettingsOfFiles
    from strengthlint.run.baseline import Baseline, Baselines
    from strengthlint.run.changes import Changes
    from strengthlint.run.checking import Afterwards

__all__ = ["Running", "running"]


def running(command: Command) -> Command:
    """Gives a command the options of a run; it takes them as keywords, for `Running`."""
    return with_options(
        command,
        (
            selection,
            click.option(
                "--fail-on", type=click.Choice((*LEVELS, "never")),
                help="Lowest level that fails  [default: rethink].",
            ),
            click.option(
                "--exit-zero", is_flag=True,
                help="Exit 0 whatever is found (still 2 if something was not read).",
            ),
            click.option(
                "--allow-gaps", is_flag=True,
                help="Accept a file of which too much time or memory cut a part off.",
            ),
            click.option(
                "--exclude", multiple=True, metavar="PATTERN",
                help="Leave these out, in place of the usual ones.",
            ),
            click.option(
                "--extend-exclude", multiple=True, metavar="PATTERN", help="Leave these out too."
            ),
            click.option(
                "--force-exclude", is_flag=True,
                help="Leave excluded files out even if they are named.",
            ),
            click.option(
                "--diff-base", metavar="REV",
                help="Raise only what changed since a git revision, for instance main.",
            ),
            click.option(
                "--diff", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
                metavar="FILE", help="Raise only what a unified diff adds; - for standard input.",
            ),
            click.option(
                "--baseline", type=click.Path(dir_okay=False), metavar="FILE",
                help="What was accepted; without this, the one beside the settings.",
            ),
            click.option(
                "--no-baseline", "use_baseline", is_flag=True, flag_value=False, default=True,
                help="Raise what was accepted too.",
            ),
            click.option(
                "--attachments", is_flag=True,
                help="Check what is attached to messages (.eml, .msg) too.",
            ),
            click.option(
                "-j", "--jobs", type=click.IntRange(min=1), metavar="N",
                help="How many processes at most  [default: one for each core, up to eight].",
            ),
            click.option(
                "--no-cache", is_flag=True, help="Keep no results, and use none that were kept."
            ),
            click.option(
                "--cache-dir", type=click.Path(file_okay=False), metavar="FOLDER",
                help="Where results are kept from one run to the next.",
            ),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What the options say, as click gives it."""

    fail_on: str | None
    exit_zero: bool
    allow_gaps: bool
    exclude: tuple[str, ...]
    extend_exclude: tuple[str, ...]
    force_exclude: bool
    diff_base: str | None
    diff: str | None
    baseline: str | None
    use_baseline: bool
    attachments: bool
    jobs: int | None
    no_cache: bool
    cache_dir: str | None


class Running:
    """A run as a command line asks for it.

    Args:
        paths: Files, folders and "-" for standard input; none for this folder.
        options: What the options of `running` say.
        stdin_filename: What to call standard input.
        keep_documents: Whether reports hold the text that was read.

    Attributes:
        settings: The settings of each file.

    Raises:
        click.UsageError: where options or paths contradict each other.
    """

    def __init__(
        self,
        paths: Sequence[str],
        options: dict[str, Any],
        *,
        stdin_filename: str | None = None,
        keep_documents: bool = False,
    ) -> None:
        own = {field.name for field in fields(_Options)}
        self._options = _Options(**{key: options[key] for key in own})
        self._from_stdin = "-" in paths
        self._stdin_name = stdin_filename or "stdin.txt"
        self._keep_documents = keep_documents
        self._is_isolated = options["isolated"]
        self._is_named = bool(paths)
        self._named = [Path(path) for path in paths if path != "-"]
        if not paths:
            self._named = [Path()]
        self._insist(paths, stdin_filename)
        self.settings: SettingsOfFiles = chosen_settings(
            **{key: value for key, value in options.items() if key not in own},
            further=self._over,
        )

    @cached_property
    def found(self) -> list[Found]:
        """The files to check, those of a type that is not read among them."""
        from strengthlint import readers
        from strengthlint.run import find_files
        from strengthlint.run.changes import Diff

        known = readers.suffixes()
        changes = self._changes
        if isinstance(changes, Diff) and not self._is_named:
            self._named = [path for path in changes.paths if path.suffix.lower() in known]
        return list(
            find_files(
                self._named,
                self.settings,
                known,
                unread=readers.unread(),
                force_exclude=self._options.force_exclude,
            )
        )

    def reserve(self, output: Path) -> None:
        """See to it that a report can be written to a file.

        A page that an earlier run wrote there is no document to check.

        Raises:
            click.UsageError: where it would take the place of a document, or look like one.
        """
        self.found = [each for each in self.found if not is_own_page(each.path, output)]
        refuse_output(output, [each.path for each in self.found])

    @contextmanager
    def started(self, progress_is_wanted: bool) -> Iterator[tuple[Run, Progress]]:
        """The run, and its line of progress; Ctrl-C within ends it and loses nothing."""
        from strengthlint.run import Interruption, Progress

        found, changes = self.found, self._changes
        after: list[Afterwards] = [self._baselines]
        if changes is not None:
            found = [
                each for each in found if not each.path.is_file() or changes.concerns(each.path)
            ]
            after.append(changes)
        progress = Progress(sum(not each.unread for each in found), is_wanted=progress_is_wanted)
        with Interruption() as interruption:
            try:
                run = self._start(found, after, progress=progress, interruption=interruption)
                run.allow_gaps = self._options.allow_gaps
                yield run, progress
            finally:
                progress.stop()

    def tell_gone(self, run: Run) -> None:
        """Say what was accepted and is gone, where everything that a baseline is about was checked."""
        if run.unchecked or self._changes is not None:
            return
        for folder in self._named:
            held = self.settings.of_folder(folder) if folder.is_dir() else None
            if held is None or held.root.resolve() != folder.resolve():
                continue
            baseline = self._baselines.of(held.root)
            if baseline is not None and baseline.gone:
                click.echo(_gone(baseline), err=True)

    def exit_code(self, run: Run) -> int:
        """What the command ends with."""
        code = run.exit_code
        return 0 if self._options.exit_zero and code == 1 else code

    def _insist(self, paths: Sequence[str], stdin_filename: str | None) -> None:
        options = self._options
        if stdin_filename and not self._from_stdin:
            raise click.UsageError("--stdin-filename goes with - (standard input).")
        if any(map(looks_like_text, paths)):
            raise click.UsageError(IS_TEXT)
        if options.diff_base and options.diff:
            raise click.UsageError("--diff-base and --diff contradict each other.")
        if (options.diff_base or options.diff == "-") and self._from_stdin:
            raise click.UsageError("Standard input cannot be checked together with what changed.")

    def _over(self, base: Settings) -> Settings:
        options = self._options
        return replace(
            base,
            fail_on=parse_level(options.fail_on) if options.fail_on else base.fail_on,
            exclude=options.exclude or base.exclude,
            extend_exclude=(*base.extend_exclude, *options.extend_exclude),
            attachments=options.attachments or base.attachments,
        )

    @cached_property
    def _checker(self) -> Checker:
        from strengthlint.run import Checker, ResultCache

        folder = self._options.cache_dir
        cache = None if self._options.no_cache else ResultCache(Path(folder) if folder else None)
        return Checker(keep_documents=self._keep_documents, cache=cache)

    @cached_property
    def _changes(self) -> Changes | None:
        """What changed, where only that is to be raised."""
        from strengthlint.run.changes import Diff, SinceRevision

        options = self._options
        if options.diff_base is not None:
            return SinceRevision(options.diff_base, self._checker.check_bytes)
        if options.diff is None:
            return None
        if options.diff != "-":
            return Diff(Path(options.diff).read_text(encoding="utf-8", errors="surrogateescape"))
        return Diff(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))

    @cached_property
    def _baselines(self) -> Baselines:
        from strengthlint.run.baseline import Baseline, Baselines

        if self._options.baseline is not None:
            return Baselines(Baseline.read(Path(self._options.baseline)))
        # Without one for every file, each has that beside its settings.
        is_used = self._options.use_baseline and not self._is_isolated
        return Baselines(None if is_used else Baseline.new(Path()))

    def _start(self, found: list[Found], after: Sequence[Afterwards], **watched: Any) -> Run:
        from strengthlint.run import Found, start

        first, held = [], self.settings.of_folder(Path())
        if self._from_stdin:
            name = self._stdin_name
            held = self.settings.of_file(Path(name))
            if sys.stdin.isatty():
                end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
                click.echo(
                    f"Waiting for text. Paste it, then end it with {end} on a new line.", err=True
                )
            document = self._checker.check_bytes(name, sys.stdin.buffer.read(), held)
            first = [(Found(Path(name), held), document)]
        jobs = self._options.jobs
        return start(found, self._checker, held, first=first, after=after, jobs=jobs, **watched)


def _gone(baseline: Baseline) -> str:
    number = baseline.gone
    are, them = ("remark that was accepted is", "it")
    if number != 1:
        are, them = ("remarks that were accepted are", "them")
    return (
        f"{number:,} {are} gone; “strengthlint baseline --prune” takes {them} out of "
        f"{baseline.path.name}."
    )
