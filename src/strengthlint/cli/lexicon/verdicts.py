"""`strengthlint lexicon verdicts`: judged sheets become evidence."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from strengthlint.cli.lexicon.folders import Folders, save, usage_problem

if TYPE_CHECKING:
    from strengthlint.lexicon import Lexicon
    from strengthlint.lexicon.evidence import EvidenceRow

__all__ = ["verdicts"]


@click.command(short_help="Turn judged sheets into evidence.")
@click.argument(
    "sheets", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--into", "folder", type=click.Path(path_type=Path, file_okay=False),
    help="The lexicon folder whose evidence.tsv is written.  [default: the one in use]",
)  # fmt: skip
def verdicts(sheets: tuple[Path, ...], folder: Path | None) -> None:
    """Read back SHEETs that “strengthlint lexicon try” wrote and people judged.

    What they say is counted by entry and written to evidence.tsv; no sentence is kept. A text that
    was read before is replaced by what is said now. Several sheets of the same findings are taken
    together: where people differ, a finding counts as optional. Rows without a verdict are left out.
    """
    from strengthlint.lexicon import load
    from strengthlint.lexicon.evidence import FILE_NAME, evidence_text, read_evidence, with_rows
    from strengthlint.trial.sheet import agreement, evidence_rows, read_sheet, together

    read = [read_sheet(str(sheet), sheet.read_bytes()) for sheet in sheets]
    judged = together(read)
    if not judged:
        raise usage_problem(
            "Nothing is judged yet.", "Write yes, optional or no into the column “Verdict”."
        )
    folders = Folders.here()
    into = folder or _default(folders)
    path = into / FILE_NAME
    old = read_evidence(path.read_bytes(), str(path)) if path.exists() else []
    new = evidence_rows(judged)
    save({path: evidence_text(with_rows(old, new))})
    _tell(load(folders.layers), new)
    for (one, first), (other, second) in combinations(zip(sheets, read, strict=True), 2):
        shared = agreement(first, second)
        if shared:
            both, alike, kappa = shared
            click.echo(
                f"{one.name} and {other.name} agree on {alike:,} of {both:,} (kappa {kappa:.2f})."
            )
    blank = sum(sheet.blank for sheet in read)
    if blank:
        click.echo(f"{_count(blank, 'row has', 'rows have')} no verdict yet.")
    click.echo(f"Wrote {path}: {_count(len(new), 'line', 'lines')}.")


def _default(folders: Folders) -> Path:
    from strengthlint.lexicon.location import builtin_folder

    own = folders.own()
    if own:
        return own[-1]
    folder = builtin_folder()
    if folder.parent.name == "_data":
        raise usage_problem(
            "There is no lexicon of your own to keep the evidence with.",
            "Name a folder with --into; its evidence.tsv is written.",
        )
    return folder


def _tell(lexicon: Lexicon, rows: list[EvidenceRow]) -> None:
    """What the verdicts come to, entry by entry; first those whose level is not borne out."""
    from strengthlint.lexicon.evidence import Proof, evidence_of

    lines = []
    for code in sorted({row.code for row in rows}):
        index = lexicon.index(code)
        if index is None:
            lines.append((1, f"{code}: there is no such entry any more."))
            continue
        entry = lexicon.entry(index)
        evidence = evidence_of(entry, rows)
        if not evidence.read:
            lines.append((1, f"{code} {entry.name}: it has changed since these were drawn."))
            continue
        proof = evidence.proof(entry)
        remark = "" if proof is Proof.NOT_NEEDED else f", {proof.value}"
        if proof is Proof.FEW:
            remark = ", borne out so far, but few"
        counts = f"{evidence.right} right, {evidence.optional} optional, {evidence.wrong} wrong"
        lines.append(
            (
                proof is not Proof.NOT_BORNE_OUT,
                f"{code} {entry.name}: {counts} ({entry.level.value}{remark})",
            )
        )
    for _, line in sorted(lines):
        click.echo(line)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
