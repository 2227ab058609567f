"""`strengthlint lexicon diff`: what changed between two lexicons."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import click

from strengthlint.cli.lexicon.folders import Folders, usage_problem

__all__ = ["diff"]

_WHOLE = ("lexicon.yaml", "lists.yaml", "sources.yaml")
"""Files that a folder has which is a lexicon by itself."""

_BUILTIN = "built-in"


@click.command(short_help="Say what changed between two lexicons.")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--output-format", type=click.Choice(("text", "markdown", "json")), default="text",
    show_default=True,
)  # fmt: skip
def diff(old: str, new: str | None, output_format: str) -> None:
    """Say what changed from OLD to NEW: entries added, changed key by key, switched off, renamed, gone.

    Each is a folder, a git revision (a tag, a branch, HEAD~1), or “built-in” for the lexicon that
    comes with strengthlint. Without NEW it is the lexicon in use here. A folder without its own
    lists and sources is laid over the built-in lexicon, as in a run.
    """
    from strengthlint.lexicon.difference import (
        compare,
        difference_json,
        difference_markdown,
        difference_text,
    )
    from strengthlint.lexicon.location import builtin_folder
    from strengthlint.lexicon.written import WrittenLexicon, files_of, read_written

    def read(name: str | None) -> WrittenLexicon:
        layers = _layers(name)
        lexicon = read_written(layers)
        for problem in lexicon.problems:
            click.echo(f"{name or 'lexicon'}: {problem}\n", err=True)
        return lexicon

    def _layers(name: str | None) -> list[dict[str, bytes]]:
        if name is None:
            return [files_of(folder) for folder in Folders.here().paths]
        builtin = files_of(builtin_folder())
        if name == _BUILTIN:
            return [builtin]
        folder = Path(name)
        if folder.is_dir():
            files = files_of(folder)
            if not files:
                raise usage_problem(f"{name} holds no lexicon files.", "They end in .yaml.")
            return [files] if all(file in files for file in _WHOLE) else [builtin, files]
        return _at_revision(name)

    difference = compare(read(old), read(new))
    if output_format == "json":
        click.echo(json.dumps(difference_json(difference), ensure_ascii=False, indent=2))
    elif output_format == "markdown":
        click.echo(difference_markdown(difference), nl=False)
    else:
        click.echo(difference_text(difference), nl=False)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git answers in a folder; None where it knows no answer."""
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _at_revision(name: str) -> list[dict[str, bytes]]:
    """The layers in use here; those of this repository as they were in a revision."""
    from strengthlint.lexicon.written import files_of

    here = _git(Path(), "rev-parse", "--show-toplevel")
    commit = None
    # A name that starts with a hyphen would be an option to git.
    if here is not None and not name.startswith("-"):
        commit = _git(Path(), "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if commit is None:
        raise usage_problem(
            f"“{name}” is neither a folder nor a git revision here.",
            f"Name a folder, a tag, a branch, or “{_BUILTIN}”.",
        )
    revision = commit.decode().strip()
    layers: list[dict[str, bytes]] = []
    found = False
    for folder in Folders.here().paths:
        if _git(folder, "rev-parse", "--show-toplevel") != here:
            layers.append(files_of(folder))
            continue
        found = True
        listed = _git(folder, "ls-tree", "-z", "--name-only", revision, "./") or b""
        files: dict[str, bytes] = {}
        for file in listed.decode().split("\0"):
            if file.endswith(".yaml") and not file.endswith(".local.yaml") and "/" not in file:
                files[file] = _git(folder, "show", f"{revision}:./{file}") or b""
        layers.append(files)
    if not found:
        raise usage_problem(
            "No lexicon folder is kept in this git repository.",
            "Name two folders instead, or run this where your own folder is.",
        )
    return layers
