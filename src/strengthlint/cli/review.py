"""`strengthlint review`: a copy of a document with remarks beside the words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.selection import chosen_settings, selection
from strengthlint.diagnostic import Level, Standing
from strengthlint.errors import StrengthlintError, UnreadableDocument
from strengthlint.replacing import NotWritten, write_whole
from strengthlint.reporters.places import printable

if TYPE_CHECKING:
    from strengthlint.config import Settings
    from strengthlint.document import Document
    from strengthlint.report import DocumentReport
    from strengthlint.review import Writer

__all__ = ["review"]


@click.command(short_help="Write a copy of a document with remarks beside the words.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="What to call the copy; a name that ends in .html makes it a page.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the copy if it is there.")
@click.option(
    "--suggest", is_flag=True,
    help="Write wording that fits in place as tracked changes (Word).",
)  # fmt: skip
@click.option("--quoted", is_flag=True, help="Also remarks on people's own words and names.")
@click.option("--clean", is_flag=True, help="Take our remarks out of a reviewed copy again.")
@selection
def review(
    file: Path,
    output: Path | None,
    force: bool,
    suggest: bool,
    quoted: bool,
    clean: bool,
    **selected: Any,
) -> None:
    """Write a copy of FILE with a remark on each place: letter.docx becomes letter.reviewed.docx.

    Word documents get comments, PDF files get highlights with notes, everything else becomes a page
    for the browser. FILE itself is never changed.

    Exit codes: 0 done (also where there was nothing to raise), 2 something could not be done or read.
    """
    from strengthlint import opening
    from strengthlint.review import copy_name, writer_for

    writer = writer_for(file)
    if output is not None and output.suffix.lower() in {".html", ".htm"}:
        writer = None
    if suggest and (writer is None or file.suffix.lower() == ".pdf"):
        raise click.UsageError(_no_changes(file))
    if clean and writer is None:
        raise click.UsageError("There is nothing to take out: copies of such files are pages.")
    suffix = file.suffix if writer is not None else ".html"
    target = output or copy_name(file, "clean" if clean else "reviewed", suffix)
    _refuse(file, target, suffix, writer, force)
    try:
        data = opening.read_bytes(file)
        if writer is None:
            settings = chosen_settings(**selected).of_file(file)
            data, lines, code = _page(file, data, settings, target)
        elif clean:
            data, lines, code = _cleaned(file, data, writer, target)
        else:
            settings = chosen_settings(**selected).of_file(file)
            data, lines, code = _copied(file, data, writer, target, settings, suggest, quoted)
    except UnreadableDocument as error:
        raise _Failure(f"{printable(str(file))} was not read: {error.message}") from None
    if data:
        try:
            write_whole(target, data)
        except OSError as error:
            raise NotWritten(printable(str(target)), error) from None
    for line in lines:
        click.echo(printable(line))
    click.get_current_context().exit(code)


class _Failure(StrengthlintError):  # noqa: N818 - says what it is
    """Told as one text, with exit code 2."""


_Outcome = tuple[bytes, list[str], int]
"""The bytes to write (empty for none), what to tell, and the exit code."""


def _copied(
    file: Path,
    data: bytes,
    writer: Writer,
    target: Path,
    settings: Settings,
    suggest: bool,
    quoted: bool,
) -> _Outcome:
    from strengthlint import limits
    from strengthlint.linter import Linter
    from strengthlint.review import Wishes

    linter = Linter(settings)
    wishes = Wishes(settings.show, quoted, suggest)

    def check(document: Document) -> DocumentReport:
        # As in a run: text pays for time; twice, since a copy is written too.
        limits.earn(2 * sum(len(segment.text) for segment in document.segments))
        return linter.check_document(document)

    copy = limits.within(lambda: writer.write(str(file), data, check, wishes))
    code = 2 if copy.report.cut_short else 0
    gaps = [f"Read in part: {gap}" for gap in copy.report.gaps]
    if not copy.remarks:
        return b"", [*gaps, *_nothing(file, copy.report, copy.notes)], code
    one, several = writer.REMARKS
    count = f"{copy.remarks} {one if copy.remarks == 1 else several}"
    levels = _levels(copy.report, settings.show)
    lines = [f"{target}: {count}{levels}."]
    if copy.changes:
        changes = "change" if copy.changes == 1 else "changes"
        lines.append(f"{copy.changes} tracked {changes} to accept or reject, one by one.")
    return copy.data, [*lines, *copy.notes, *gaps, f"{file} was not changed."], code


def _nothing(file: Path, report: DocumentReport, notes: tuple[str, ...]) -> list[str]:
    any_open = any(item.standing is Standing.OPEN for item in report.diagnostics)
    at_this_level = " at this level" if any_open else ""
    return [f"Nothing to raise{at_this_level} in {file}, so no copy was written.", *notes]


def _levels(report: DocumentReport, show: Level) -> str:
    counts = {
        level: sum(
            item.level is level and item.standing is Standing.OPEN for item in report.diagnostics
        )
        for level in sorted(Level, reverse=True)
        if level >= show
    }
    names = {Level.RETHINK: "to rethink", Level.REFLECT: "to reflect on", Level.NOTE: "to note"}
    told = ", ".join(f"{count} {names[level]}" for level, count in counts.items() if count)
    return f" ({told})" if told else ""


def _cleaned(file: Path, data: bytes, writer: Writer, target: Path) -> _Outcome:
    from strengthlint import limits

    cleaned = limits.within(lambda: writer.clean(str(file), data))
    kept = (
        [f"{cleaned.kept} of them stay, since they were answered or marked as done."]
        if cleaned.kept
        else []
    )
    if not cleaned.removed:
        return b"", [f"There was nothing to take out of {file}; no copy was written.", *kept], 0
    return cleaned.data, [f"{target}: {cleaned.removed} of ours taken out.", *kept], 0


def _page(file: Path, data: bytes, settings: Settings, target: Path) -> _Outcome:
    from strengthlint import reporters
    from strengthlint.run import Checker, Found, start

    checker = Checker(keep_documents=True)
    checked = checker.check_bytes(str(file), data, settings)
    if checked.error is not None:
        raise UnreadableDocument(checked.error.kind, checked.error.message)
    report = start([], checker, settings, first=[(Found(file, settings), checked)]).finished()
    gaps = [f"Read in part: {gap}" for gap in checked.gaps]
    code = 2 if checked.cut_short else 0
    shown = report.shown(checked)
    if not shown:
        return b"", [*gaps, *_nothing(file, checked, ())], code
    text = reporters.render("html", report, reporters.View())
    remarks = "1 remark" if len(shown) == 1 else f"{len(shown)} remarks"
    lines = [f"{target}: {remarks}{_levels(checked, settings.show)}. Open it in a browser."]
    return text.encode(), [*lines, *gaps, f"{file} was not changed."], code


def _refuse(file: Path, target: Path, suffix: str, writer: Writer | None, force: bool) -> None:
    """Say no to a copy that would cost somebody a file, or be called what it is not."""
    if target.exists() and file.exists() and file.samefile(target):
        raise click.UsageError(f"{target} is the original, which is never written over.")
    if target.exists() and not force:
        raise click.UsageError(
            f"{target} is there already, perhaps with somebody's work in it. Add --force to replace "
            "it, or name another copy with -o."
        )
    if writer is not None and target.suffix.lower() != suffix.lower():
        raise click.UsageError(
            f"A copy of {file.name} has to end in {suffix}, or in .html for a page."
        )


def _no_changes(file: Path) -> str:
    if file.suffix.lower() in {".txt", ".text", ".md", ".markdown", ".mdown"}:
        return f"--suggest is for Word documents. For this file: strengthlint fix --diff {file}"
    return "--suggest is for Word documents; other files have no tracked changes."
