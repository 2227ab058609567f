"""Write a page for every entry into docs/rules, and build the site.

python -m pip install -e ".[docs]"
python tools/build_docs.py            # site/index.html
python tools/build_docs.py --pages    # the pages only
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from strengthlint.cli import main as program
from strengthlint.diagnostic import Level
from strengthlint.guide import CONTENT_NOTE, sector_heading
from strengthlint.lexicon import Lexicon, load
from strengthlint.lexicon.entry import FAMILIES, SECTORS, Agreement, Entry, EntryKind
from strengthlint.lexicon.evidence import EvidenceRow, evidence_of, read_layers
from strengthlint.lexicon.location import builtin_folder
from strengthlint.pages import entry_markdown

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

_LEVELS = (
    ("Rethink", "Widely agreed guidance offers better words."),
    ("Reflect", "It depends on the setting, or on what is meant."),
    ("Note", "A choice, with something to be said for it."),
    ("Open question", "Communities differ. The question of an entry holds both sides."),
    ("Keep", "Words of law or medicine that stay as they are."),
)


def write_entries(folder: Path, lexicon: Lexicon) -> int:
    """Write a page for every entry, and the indexes; returns how many entries there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries = list(lexicon.entries())
    rows = read_layers([builtin_folder()])
    for entry in entries:
        _write(folder / f"{entry.code}.md", _entry_page(entry, lexicon, rows))
    for name, text in _indexes(lexicon, entries):
        _write(folder / name, text)
    return len(entries)


def command_line_page() -> str:
    """The page about the command line, made from what `--help` says."""
    parts = [
        "# The command line",
        "This page is what `--help` says, put together. `strengthlint COMMAND --help` says it where "
        "you are.",
    ]
    for name, text in _helps(program, "strengthlint"):
        parts += [f"## {name}", f"```text\n{text.strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    # A width of its own, so that the page does not depend on who builds it in which terminal.
    context = click.Context(command, info_name=name, max_content_width=80, terminal_width=80)
    context.help_option_names = ["-h", "--help"]
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            if found is not None and not found.hidden:
                yield from _helps(found, f"{name} {part}")


def _entry_page(entry: Entry, lexicon: Lexicon, rows: list[EvidenceRow]) -> str:
    page = entry_markdown(entry, lexicon.sources, evidence_of(entry, rows))
    title = f"{_words(entry)} ({entry.code})"
    note = f"!!! note\n    {CONTENT_NOTE}\n\n" if entry.family == "STG" else ""
    heading, _, rest = page.partition("\n\n")
    front = f'---\ntitle: "{title}"\ndescription: "{_quoted(entry.why)}"\n---\n\n'
    return f"{front}{heading}\n\n{note}{rest}"


def _indexes(lexicon: Lexicon, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    imprint = f"Lexicon {lexicon.version} ({lexicon.digest}), {len(entries)} entries."
    yield (
        "index.md",
        f"# The words\n\n{imprint}\n\n"
        "Look a phrase up in the search box above, or go through the entries:\n\n"
        "- [by family](by-family.md): what a word does\n"
        "- [by sector](by-sector.md): where it is used\n"
        "- [by level](by-level.md): how sure the lexicon is\n\n"
        "`strengthlint explain CODE` shows the same page in a terminal, and "
        "`strengthlint lexicon guide` writes all of them as one page or as a Word document.\n",
    )
    families = [*FAMILIES, *sorted({entry.family for entry in entries} - set(FAMILIES))]
    yield (
        "by-family.md",
        _index(
            "By family",
            (
                (
                    _capital(FAMILIES.get(key, key)),
                    CONTENT_NOTE if key == "STG" else "",
                    _is_in_family(key),
                )
                for key in families
            ),
            entries,
        ),
    )
    sectors = [*SECTORS, *sorted({s for entry in entries for s in entry.sectors} - set(SECTORS))]
    yield (
        "by-sector.md",
        _index(
            "By sector", ((sector_heading(key), "", _is_in_sector(key)) for key in sectors), entries
        ),
    )
    yield (
        "by-level.md",
        _index(
            "By level",
            ((name, about, _has_level(name)) for name, about in _LEVELS),
            entries,
        ),
    )


def _is_in_family(key: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.family == key


def _is_in_sector(key: str) -> Callable[[Entry], bool]:
    return lambda entry: key in (entry.sectors or ("general",))


def _has_level(name: str) -> Callable[[Entry], bool]:
    def test(entry: Entry) -> bool:
        if entry.kind is EntryKind.KEEP:
            return name == "Keep"
        if entry.agreement is Agreement.CONTESTED:
            return name == "Open question"
        return entry.level is Level.__members__.get(name.upper())

    return test


def _index(
    title: str,
    groups: Iterable[tuple[str, str, Callable[[Entry], bool]]],
    entries: list[Entry],
) -> str:
    parts = [f"---\nsearch:\n  exclude: true\n---\n\n# {title}"]
    for heading, about, belongs in groups:
        lines = [
            f"- [{_words(entry)}]({entry.code}.md) {_escaped(entry.why)}"
            for entry in entries
            if belongs(entry)
        ]
        if lines:
            parts += [f"## {heading} ({len(lines)})", *([about] if about else []), "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _words(entry: Entry) -> str:
    return entry.name.replace("-", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Write the pages; build the site unless only the pages are asked for."""
    count = write_entries(DOCS / "rules", load())
    _write(DOCS / "command-line.md", command_line_page())
    print(f"Wrote pages for {count} entries to docs/rules.")
    if "--pages" in arguments:
        return 0
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--config-file",
            "mkdocs.yml",
        ],
        cwd=ROOT,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
