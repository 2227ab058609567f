"""`strengthlint init`: settings, a lexicon of one's own, and the files that check every change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from strengthlint import __version__

__all__ = ["init"]

_FAILS = {
    "rethink": "what is widely agreed",
    "reflect": "also what depends on the setting",
    "never": "nothing; remarks are only told",
}
_PLACES = {
    "github": "a workflow of GitHub",
    "gitlab": "a job of GitLab",
    "none": "nothing more; only on the machines of those who write",
}
_WORDS = "our-words"


@click.command(short_help="Set up a folder, with three questions.")
@click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--profile", metavar="NAME", help="Which profile holds.")
@click.option("--fail-on", metavar="LEVEL", help="rethink, reflect, never.")
@click.option("--ci", metavar="NAME", help="github, gitlab, none.")
@click.option("--no-input", is_flag=True, help="Ask nothing; options and usual answers do.")
def init(
    folder: Path, profile: str | None, fail_on: str | None, ci: str | None, no_input: bool
) -> None:
    """Set up FOLDER (default: this one), with three questions.

    Writes settings, an empty lexicon of your own, and the files for pre-commit and CI. What is
    there already is left as it is.
    """
    from strengthlint.cli.lexicon.folders import save
    from strengthlint.cli.lexicon.interview import Interview
    from strengthlint.config import FILE_NAMES, files_in
    from strengthlint.lexicon import load

    interview = Interview(can_ask=not no_input and sys.stdin.isatty())
    profiles = {name: about["about"] for name, about in load().profiles.items()}
    chosen = interview.choice(
        "profile", profile, "Whose words are these documents written in?", profiles, "uk"
    )
    fails = interview.choice(
        "fail-on", fail_on, "What should stop a commit or fail a build?", _FAILS, "rethink"
    )
    place = interview.choice("ci", ci, "Where are changes checked?", _PLACES, "none")
    interview.finish()

    files = {
        folder / FILE_NAMES[2]: _SETTINGS.format(profile=chosen, fail_on=fails, words=_WORDS),
        folder / _WORDS / "ours.yaml": _LEXICON,
        folder / ".pre-commit-config.yaml": _PRE_COMMIT.format(version=__version__),
    }
    if place == "github":
        files[folder / ".github" / "workflows" / "words.yml"] = _GITHUB
    elif place == "gitlab":
        files[folder / ".gitlab-ci.yml"] = _GITLAB
    held = next(files_in(folder), None)
    there = [path for path in files if path.exists()]
    if held is not None and folder / FILE_NAMES[2] not in there:
        there.append(folder / FILE_NAMES[2])
    save({path: text for path, text in files.items() if path not in there})
    for path in files:
        if path not in there:
            click.echo(f"Wrote {path}.")
    for path in there:
        if path.exists() and path.read_bytes() == files[path].encode():
            click.echo(f"{path} is there already.")
            continue
        other = held if held is not None and path.name == FILE_NAMES[2] else path
        click.echo(f"\n{other} is there already and was left as it is. This would go into it:\n")
        click.echo("".join(f"  {line}\n" for line in files[path].splitlines()), nl=False)
    click.echo(
        "\nNext: “strengthlint check” shows what is there, “strengthlint baseline” accepts it, and "
        "“pre-commit install” checks every commit from then on."
    )


_SETTINGS = """\
# Settings of strengthlint for this folder and those below it.

# Whose words these documents are written in; “strengthlint rules --profiles” lists the others.
profile: {profile}

# The lowest level that stops a commit or fails a build: rethink, reflect, note or never.
fail-on: {fail_on}

# A lexicon of our own, laid over the built-in one.
lexicon: [{words}]

# Rules that do not hold here: codes, names, or the start of codes.
ignore: []

# Wordings that the people in these documents prefer.
prefers: []
"""

_LEXICON = """\
# Words of our own, laid over the built-in lexicon: add an entry, change one key of an entry, or switch
# one off with a reason. “strengthlint lexicon new our-words/ours.yaml” asks for an entry question by
# question, “strengthlint lexicon check” tells whether all is in order. For instance:
#
# - code: BLM806
#   off: Our appointment letters are under review; we come back to this in spring.
"""

_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: strengthlint
        name: strengthlint
        entry: strengthlint check --force-exclude --output-format hook
        language: python
        additional_dependencies: [strengthlint=={version}]
        types: [file]
        files: \\.(txt|text|md|markdown|mdown|mdx|html?|xhtml|docx|docm|dotx|dotm|odt|ott|fodt|rtf|pdf|pp[ts][xm]|pot[xm]|eml|msg|oft)$
        require_serial: true
"""

_GITHUB = """\
name: Words about people

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  words:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install strengthlint
      - run: strengthlint check --output-format github
"""

_GITLAB = """\
words:
  image: python:3.12-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - python -m pip install strengthlint
    - strengthlint check --output-format concise
"""
