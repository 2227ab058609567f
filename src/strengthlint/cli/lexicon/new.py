"""`strengthlint lexicon new`: a new entry, question by question."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from strengthlint.cli.lexicon.folders import (
    Folders,
    how_to_name,
    save,
    tell_how_to_name,
    usage_problem,
)
from strengthlint.cli.lexicon.interview import Interview
from strengthlint.errors import LexiconError
from strengthlint.lexicon.entry import SECTORS, WORDING_FAMILIES
from strengthlint.spelling import did_you_mean

if TYPE_CHECKING:
    from strengthlint.lexicon.written import WrittenLexicon

__all__ = ["new"]

_LEVELS = {
    "rethink": "widely agreed guidance offers a better wording, and the sense is sure",
    "reflect": "depends on the setting, or the sense is not always sure",
    "note": "people differ, or it is optional; the question holds both sides open",
}
_AGREEMENT = {
    "consensus": "widely agreed",
    "contested": "people differ; the level is note",
    "sector": "agreed in its sector",
}
_WHO = {
    "does": "only where a person supported does it: “she failed to engage”, not “the council failed”",
    "described": "only where the words describe a person: “an entrenched man”, not “entrenched views”",
    "either": "wherever the words stand",
}
_CONDITIONS: dict[str, dict[str, list[str]]] = {
    "does": {"who": ["person"]},
    "described": {"about": ["person"]},
    "either": {},
}
_MARKS = (
    "word~ is any form of a verb, word(s) one or more, a/b either, (word) may be there or not.\n"
    "An empty line ends the list."
)
_HEADER = """\
# Entries of our own, laid over the built-in lexicon of strengthlint.
# To put this folder to use, name it in {file}:
#
{lines}

"""


@click.command(short_help="Write a new entry, question by question.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--family", metavar="LETTERS", help=f"{', '.join(WORDING_FAMILIES)}.")
@click.option("--code", help="Its code; the next free one where this is not given.")
@click.option("--builtin", is_flag=True, help="For the built-in lexicon: a code of three digits.")
@click.option("--name", help="Small letters and hyphens, for instance failed-to-engage.")
@click.option("--phrase", "phrases", multiple=True, help="What to look for; may be given again.")
@click.option("--unless", multiple=True, help="A longer phrase that is fine.")
@click.option("--who", help=f"{', '.join(_WHO)}: whom the words are about.")
@click.option("--level", help=f"{', '.join(_LEVELS)}.")
@click.option("--why", help="One sentence that starts with a verb.")
@click.option("--ask", help="One question.")
@click.option("--swap", multiple=True, help="Wording that fits in the very place.")
@click.option("--instead", multiple=True, help="Wording to consider.")
@click.option("--flagged", multiple=True, help="A sentence with == before and after the words.")
@click.option("--fine", multiple=True, help="A sentence in which it stays quiet.")
@click.option("--sector", "sectors", multiple=True, help="Where the word is used.")
@click.option("--source", "sources", multiple=True, help="KEY, or KEY=Title for a new source.")
@click.option("--agreement", help=f"{', '.join(_AGREEMENT)}.")
@click.option("--no-input", is_flag=True, help="Ask nothing; options answer everything.")
def new(file: Path | None, no_input: bool, **options: Any) -> None:
    """Write a new entry into FILE (or a folder), question by question, and try it at once.

    Every answer can be given as an option. Nothing is written before the last answer, so Ctrl+C
    leaves everything as it was.
    """
    try:
        _new(file, Interview(can_ask=not no_input), options)
    except click.Abort:
        click.echo("\nNothing was written.", err=True)
        raise


def _new(file: Path | None, interview: Interview, options: dict[str, Any]) -> None:
    from strengthlint.lexicon.writing import entry_yaml, place_entry
    from strengthlint.lexicon.written import files_of, read_written

    builtin: bool = options["builtin"]
    file = _target(file, interview, builtin=builtin)
    folder = file.parent
    folders = Folders.here([folder])
    lexicon = read_written([files_of(path) for path in folders.paths if path.is_dir()])
    values, titles = _answers(interview, options, lexicon, builtin=builtin)
    interview.finish()
    item = entry_yaml(values)
    old = file.read_bytes().decode("utf-8") if file.is_file() else ""
    mark = "\ufeff" if old.startswith("\ufeff") else ""
    text = old.removeprefix(mark)
    if not text and not builtin:
        file_name, lines = how_to_name(folder)
        comment = "\n".join(f"#   {line}" for line in lines.splitlines())
        text = _HEADER.format(file=file_name, lines=comment)
    files = {file: mark + place_entry(text, item, values["code"], str(file))}
    if titles:
        files[folder / "sources.yaml"] = _with_sources(folder / "sources.yaml", titles)
    try:
        _check_form(folders, folder, files)
    except LexiconError:
        # Nobody should have to answer everything again.
        click.echo(f"Nothing was written. This is what would have been:\n\n{item}")
        raise
    save(files)
    click.echo(f"\nWritten into {file}:\n\n{item}")
    _try(folders, values)
    tell_how_to_name(folders.unnamed)


def _target(file: Path | None, interview: Interview, *, builtin: bool) -> Path:
    from strengthlint.lexicon.loading import SPECIAL_FILES

    if file is None and builtin:
        hint = "For instance lexicon/engagement.yaml."
        raise usage_problem("Name the topic file of the built-in lexicon.", hint)
    if file is None:
        own = Folders.here().own()
        proposal = _short(own[-1]) if own else "our-words"
        file = Path(
            interview.one("file", None, "Which folder or file shall it go to?", proposal=proposal)
        )
    if file.is_dir() or not file.suffix:
        file = file / "own-words.yaml"
    if file.suffix != ".yaml" or file.name in SPECIAL_FILES or file.name.endswith(".local.yaml"):
        raise usage_problem(
            f"{file} cannot hold entries.", "Name a file such as our-words/own-words.yaml."
        )
    return file


def _short(folder: Path) -> str:
    """A folder as one would type it here."""
    here = Path.cwd().resolve()
    return str(
        folder.resolve().relative_to(here) if folder.resolve().is_relative_to(here) else folder
    )


def _answers(
    interview: Interview, options: dict[str, Any], lexicon: WrittenLexicon, *, builtin: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the entry, and the titles of new sources."""
    from datetime import date

    from strengthlint.lexicon.skeleton import (
        check_code,
        check_example,
        check_name,
        check_phrase,
        name_for,
        next_code,
        read_on,
    )
    from strengthlint.lexicon.written import canonical

    lists: dict[str, tuple[tuple[str, ...], ...]] = {
        name.removeprefix("lists.yaml: "): tuple(tuple(word.split()) for word in words)
        for name, words in lexicon.lists.items()
        if name.startswith("lists.yaml: ")
    }
    taken: set[str] = set()
    for entry in lexicon.entries.values():
        taken |= {entry.code, entry.values["name"], *entry.values["formerly"]}
    code: str | None = options["code"]
    family = options["family"] or (code.rstrip("0123456789") if code else None)
    family = interview.choice("family", family, "What does the wording do?", WORDING_FAMILIES)
    code = interview.one(
        "code", code, "Code", proposal=next_code(family or "LAB", taken, builtin=builtin),
        check=lambda text: check_code(text, taken, builtin=builtin),
    )  # fmt: skip
    phrases = interview.several(
        "phrase", options["phrases"], f"Which phrases shall be found? {_MARKS}",
        check=lambda text: check_phrase(text, lists), least=1,
    )  # fmt: skip
    first = phrases[0] if phrases else ""
    proposal = name_for(first)
    name = interview.one(
        "name", options["name"], "\nName",
        proposal=proposal if proposal and not check_name(proposal, taken) else None,
        check=lambda text: check_name(text, taken),
    )  # fmt: skip
    unless = interview.several(
        "unless", options["unless"],
        "Are there longer phrases that are fine? (disengage~ the clutch) An empty line ends the list.",
        check=lambda text: check_phrase(text, lists, needs_word=False),
    )  # fmt: skip
    who = interview.choice("who", options["who"], "Who is it about?", _WHO, "either")
    agreement = interview.choice(
        "agreement", options["agreement"], "Is it agreed that another wording is better?",
        _AGREEMENT, "consensus",
    )  # fmt: skip
    level = interview.choice(
        "level", options["level"], "How sure are we? (Not: how bad does it sound.)", _LEVELS,
        "note" if agreement == "contested" else None,
    )  # fmt: skip
    interview.say(f"\nWhy? It is read after the words: {read_on(first, 'Puts …')}")
    why = _why(interview, options["why"], first)
    ask = interview.one("ask", options["ask"], "\nA question that helps to write something better",
                        check=lambda text: "" if text.endswith("?") else "It ends with a question mark.")  # fmt: skip
    swap = interview.several(
        "swap", options["swap"],
        "Is there wording that fits in the very place? (suffer~ from: live~ with) An empty line ends the list.",
    )  # fmt: skip
    instead = interview.several(
        "instead", options["instead"],
        "Which wording is worth considering? [..] is a gap for the writer, [they] the person. "
        "An empty line ends the list.",
        least=0 if swap or level == "note" or not level else 1,
    )  # fmt: skip
    flagged = interview.several(
        "flagged", options["flagged"],
        "Two sentences where it should speak, with == before and after the words, and an empty line.",
        check=lambda text: check_example(text, flagged=True), least=2,
    )  # fmt: skip
    fine = interview.several(
        "fine", options["fine"],
        "Two where it should be quiet (the same words in another sense are best), and an empty line.",
        check=lambda text: check_example(text, flagged=False), least=2,
    )  # fmt: skip
    sectors = interview.several(
        "sector", options["sectors"],
        f"Where is it used? {', '.join(SECTORS)}. An empty line ends the list.",
        check=lambda text: "" if text in SECTORS else f"It is one of: {', '.join(SECTORS)}.", least=1,
    )  # fmt: skip
    sources, titles = _sources(interview, options["sources"], lexicon.sources)
    values = canonical(
        {
            "code": code, "name": name, "level": level, "flag": phrases,
            "when": _CONDITIONS.get(who, {}), "unless": unless, "swap": swap, "instead": instead,
            "ask": ask, "why": why, "sources": sources, "sectors": sectors, "agreement": agreement,
            "reviewed": f"{date.today():%Y-%m}", "examples": {"flag": flagged, "pass": fine},
        }
    )  # fmt: skip
    return values, titles


def _why(interview: Interview, given: str | None, phrase: str) -> str:
    """The reason, once it reads on from the flagged words."""
    from strengthlint.audit import reads_on
    from strengthlint.lexicon.skeleton import read_on

    while True:
        why = interview.one("why", given, "Start with a verb (Puts, Names, Says, Can sound)")
        if given is not None or not interview.can_ask:
            return why
        why = why[:1].upper() + why[1:]
        click.echo(f"  It will read: {read_on(phrase, why)}")
        if not reads_on(why):
            click.echo(
                "  It reads on if it starts with a verb: Puts …, Names …, Says …, Can sound …"
            )
        if click.confirm("  Is that well said?", default=reads_on(why)):
            return why


def _sources(
    interview: Interview, given: Collection[str], known: Collection[str]
) -> tuple[list[str], dict[str, str]]:
    """The keys of the sources, and the titles of those that are new."""
    titles: dict[str, str] = {}

    def check(text: str) -> str:
        key, _, title = text.partition("=")
        if not key.strip().isalnum():
            return "A key has letters and digits only, for instance HL21."
        if key.strip() in known or title.strip():
            return ""
        meant = did_you_mean(key, known, "")
        return " ".join(
            filter(None, (f"{key} is not a source yet.", meant, "For a new one write KEY=Title."))
        )

    answers = interview.several(
        "source", list(given),
        "Where does the advice come from? A key of sources.yaml, or KEY=Title for a new one. "
        "An empty line ends the list.",
        check=check, least=1,
    )  # fmt: skip
    keys = []
    for answer in answers:
        key, _, title = (part.strip() for part in answer.partition("="))
        keys.append(key)
        if title and key not in known:
            titles[key] = title
    return keys, titles


def _with_sources(file: Path, titles: dict[str, str]) -> str:
    """The file of sources with new ones at its end."""
    from strengthlint.lexicon.writing import scalar

    text = file.read_bytes().decode("utf-8") if file.is_file() else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += newline
    for key, title in titles.items():
        text += f"{key}:{newline}  title: {scalar(title)}{newline}"
    return text


def _check_form(folders: Folders, folder: Path, files: dict[Path, str]) -> None:
    """Read the folder as it would be.

    Raises:
        LexiconError: with what would be the matter with the new entry.
    """
    import tempfile

    from strengthlint.lexicon.loading import Layer, check_layers
    from strengthlint.lexicon.written import files_of

    with tempfile.TemporaryDirectory() as scratch:
        for name, data in (files_of(folder) if folder.is_dir() else {}).items():
            (Path(scratch) / name).write_bytes(data)
        for path, text in files.items():
            (Path(scratch) / path.name).write_bytes(text.encode())
        layers = [
            Layer(Path(scratch) if path.resolve() == folder.resolve() else path, label)
            for path, label in folders.layers
        ]
        _, after = check_layers(layers)
    # What was the matter before is for “lexicon check”.
    _, before = check_layers([Layer(path, label) for path, label in folders.layers])
    told = {(problem.path, problem.message) for problem in before}
    problems = [problem for problem in after if (problem.path, problem.message) not in told]
    if problems:
        raise LexiconError(problems)


def _try(folders: Folders, values: dict[str, Any]) -> None:
    """Check the entry with the whole lexicon, and say what of it needs attention."""
    from strengthlint.audit import check_lexicon
    from strengthlint.cli.lexicon.check import print_problems

    click.echo("Trying it with the whole lexicon …")
    code = values["code"]
    problems = [
        problem
        for problem in check_lexicon(folders.layers)
        if code in problem.entry.split() or code in problem.message.split()
    ]
    if problems:
        print_problems(problems)
    else:
        number = sum(map(len, values["examples"].values()))
        click.echo(
            f"All {number} examples are as they should be, and nothing else needs attention."
        )
