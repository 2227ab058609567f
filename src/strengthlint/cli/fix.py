"""`strengthlint fix`: wording that fits in place, written into text and Markdown files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.selection import chosen_settings, selection
from strengthlint.diagnostic import Level, Standing
from strengthlint.errors import ReadErrorKind
from strengthlint.replacing import NotWritten, write_whole
from strengthlint.reporters.places import place, printable

if TYPE_CHECKING:
    from strengthlint.config import Settings
    from strengthlint.report import DocumentReport
    from strengthlint.review.swaps import Swap
    from strengthlint.run import Checker

__all__ = ["fix"]

_SUFFIXES = (".md", ".markdown", ".mdown", ".txt", ".text")
_MOST_PASSES = 5

_Choose = Callable[[Path, Sequence["Swap"]], list[tuple["Swap", str]]]


@click.command(short_help="Write wording that fits in place into text and Markdown files.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("-i", "--interactive", is_flag=True, help="Ask at each place.")
@click.option(
    "--stdin-filename", metavar="NAME", default="stdin.txt",
    help="What to call standard input; its suffix says how to read it.",
)  # fmt: skip
@selection
def fix(
    paths: tuple[str, ...], diff: bool, interactive: bool, stdin_filename: str, **selected: Any
) -> None:
    """Rewrite text and Markdown files where other wording fits in place and says the same.

    PATHs are files and folders (default: this folder). People's own words, names and places that need your own words are left alone. Standard input (-)
    is written to standard output. For Word documents: strengthlint review --suggest FILE.

    Exit codes: 0 done, 1 something would change (--diff), 2 something could not be done or read.
    """
    from strengthlint.run import Checker, find_files

    if "-" in paths and (len(paths) > 1 or interactive):
        raise click.UsageError("- (standard input) goes with no other path, and not with -i.")
    settings = chosen_settings(**selected)
    checker = Checker(keep_documents=True)
    choose: _Choose = _asking() if interactive else _best
    codes = {0}
    if "-" in paths:
        path, data = Path(stdin_filename), sys.stdin.buffer.read()
        codes.add(_Fix(path, data, checker, settings.of_file(path), choose).to_stdout(diff=diff))
    else:
        named = [Path(path) for path in paths] or [Path()]
        for found in find_files(named, settings, _SUFFIXES):
            if not found.empty_folder:
                codes.add(_fix_file(found.path, checker, found.settings, choose, diff=diff))
    click.get_current_context().exit(max(codes))


def _fix_file(
    path: Path, checker: Checker, settings: Settings, choose: _Choose, *, diff: bool
) -> int:
    from strengthlint import opening
    from strengthlint.errors import UnreadableDocument

    if path.suffix.lower() not in _SUFFIXES:
        if path.suffix.lower() in {".docx", ".docm", ".dotx", ".dotm"}:
            advice = (
                f"For a copy with changes to accept or reject: strengthlint review --suggest {path}"
            )
        else:
            advice = f"For a copy with remarks: strengthlint review {path}"
        _tell(f"{path}: only text and Markdown files can be rewritten. {advice}", err=True)
        return 2
    try:
        data = opening.read_bytes(path)
    except UnreadableDocument as error:
        _tell(f"{path}: not read: {error.message}", err=True)
        return 2
    return _Fix(path, data, checker, settings, choose).to_file(diff=diff)


class _Fix:
    """One file, rewritten until nothing is left that fits in place."""

    def __init__(
        self, path: Path, data: bytes, checker: Checker, settings: Settings, choose: _Choose
    ) -> None:
        from strengthlint.review.swaps import apply, encoded_like, swaps_in

        self._path = path
        self._data = data
        self.count = 0
        self.error = ""
        self.changed: bytes = data
        self._before = self._after = ""
        for number in range(_MOST_PASSES):
            report = checker.check_bytes(str(path), self.changed, settings)
            if report.error is not None or report.document is None:
                self._fail(report, number)
                return
            document = report.document
            if number == 0:
                self._before = document.source
            self._after = document.source
            self._left = _open(report, settings.show)
            chosen = choose(path, swaps_in(document, report.diagnostics, settings.show))
            if not chosen:
                return
            text = apply(document.source, chosen)
            written = encoded_like(self.changed, document.source, text)
            if written is None:
                self.error = "its characters cannot be written back as they are; save it as UTF-8"
                return
            self.changed, self._after = written, text
            self.count += len(chosen)

    def to_file(self, *, diff: bool) -> int:
        """Write the file back, or show what would change; the exit code."""
        if self.error:
            _tell(f"{self._path}: {self.error}", err=True)
            return 2
        if not self.count:
            return 0
        if diff:
            click.echo("".join(self._difference()), nl=False)
            return 1
        try:
            # Somebody may have gone on writing while they were asked.
            if self._path.read_bytes() != self._data:
                _tell(
                    f"{self._path}: not written, for it has changed in the meantime. Run this again.",
                    err=True,
                )
                return 2
            write_whole(self._path, self.changed)
        except OSError as error:
            _tell(str(NotWritten(str(self._path), error)), err=True)
            return 2
        places = "1 place" if self.count == 1 else f"{self.count} places"
        left = f"; {self._left} more to look at (strengthlint check)" if self._left else ""
        _tell(f"{self._path}: {places} rewritten{left}.")
        return 0

    def to_stdout(self, *, diff: bool) -> int:
        """Write the text, or what would change in it, to standard output; the exit code."""
        if self.error:
            _tell(f"{self._path}: {self.error}", err=True)
            return 2
        if diff:
            click.echo("".join(self._difference()), nl=False)
            return int(bool(self.count))
        click.echo(self.changed, nl=False)
        return 0

    def _fail(self, report: DocumentReport, number: int) -> None:
        failure = report.error
        if failure is not None and not (number == 0 and failure.kind is ReadErrorKind.NO_TEXT):
            self.error = f"not read: {failure.message}"

    def _difference(self) -> Iterator[str]:
        name = self._path.as_posix()
        for line in unified_diff(
            self._before.splitlines(keepends=True),
            self._after.splitlines(keepends=True),
            name,
            name,
        ):
            ended = (
                line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
            )
            yield ended.replace("\r\n", "\n")


def _open(report: DocumentReport, show: Level) -> int:
    return sum(item.standing is Standing.OPEN and item.level >= show for item in report.diagnostics)


def _best(_: Path, swaps: Sequence[Swap]) -> list[tuple[Swap, str]]:
    return [(swap, swap.wordings[0]) for swap in swaps]


def _asking() -> _Choose:
    """Asks at each place, and at none twice; after q at none any more."""
    asked: set[tuple[Path, str, int]] = set()
    has_ended = False

    def choose(path: Path, swaps: Sequence[Swap]) -> list[tuple[Swap, str]]:
        nonlocal has_ended
        chosen: list[tuple[Swap, str]] = []
        for swap in swaps:
            item = swap.diagnostic
            key = (path, item.fingerprint, item.location.column)
            if has_ended or key in asked:
                continue
            asked.add(key)
            answer = _ask(path, swap)
            if answer == "q":
                has_ended = True
            elif answer != "k":
                chosen.append((swap, swap.wordings[int(answer) - 1]))
        return chosen

    return choose


def _ask(path: Path, swap: Swap) -> str:
    item = swap.diagnostic
    excerpt = item.excerpt
    click.echo()
    _tell(f"{path}, {place(str(path), item.location)}")
    before, after = excerpt.text[: excerpt.start], excerpt.text[excerpt.end :]
    click.echo(
        f"  {printable(before)}{click.style(f'[{printable(item.matched)}]', bold=True)}"
        f"{printable(after)}"
    )
    _tell(f"  {item.message}")
    if item.ask:
        _tell(f"  {item.ask}")
    for number, wording in enumerate(swap.wordings, 1):
        _tell(f"  {number}  {' '.join(wording.split())}")
    numbers = [str(number) for number in range(1, len(swap.wordings) + 1)]
    return str(
        click.prompt(
            "  Write one of these, k to keep what is there, q to stop asking",
            type=click.Choice([*numbers, "k", "q"]),
            default="k",
        )
    )


def _tell(text: str, *, err: bool = False) -> None:
    click.echo("\n".join(printable(line) for line in text.split("\n")), err=err)
