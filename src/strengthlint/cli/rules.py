"""`strengthlint rules` and `strengthlint explain`: what the lexicon says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from strengthlint.config import settings_at
from strengthlint.lexicon.entry import FAMILIES

if TYPE_CHECKING:
    from strengthlint.lexicon import Lexicon

__all__ = ["explain", "rules"]


@click.command(short_help="List every rule.")
@click.option(
    "--output-format", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.option("--profiles", is_flag=True, help="List the profiles in place of rules.")
@click.argument("chosen", nargs=-1, metavar="[RULE]...")
def rules(chosen: tuple[str, ...], profiles: bool, output_format: str) -> None:
    """List every rule, or those that codes, names and prefixes name."""
    from strengthlint.linter import load_lexicon
    from strengthlint.pages import entry_summary

    lexicon = load_lexicon(settings_at(Path()))
    if profiles:
        _list_profiles(lexicon, output_format)
        return
    entries = [lexicon.entry(index) for index in sorted(lexicon.selected(chosen or ("ALL",)))]
    if output_format == "text":
        for entry in entries:
            click.echo(entry_summary(entry))
        return
    fields = [
        {
            "code": entry.code,
            "name": entry.name,
            "level": entry.level.value,
            "sectors": entry.sectors,
            "agreement": entry.agreement.value,
            "why": entry.why,
            "reviewed": entry.reviewed,
        }
        for entry in entries
    ]
    click.echo(json.dumps(fields, ensure_ascii=False, indent=2))


def _list_profiles(lexicon: Lexicon, output_format: str) -> None:
    if output_format == "json":
        click.echo(json.dumps(lexicon.profiles, ensure_ascii=False, indent=2))
        return
    width = max(map(len, lexicon.profiles))
    for name, profile in lexicon.profiles.items():
        click.echo(f"{name:<{width}}  {profile['about']}")


@click.command(short_help="Say what a rule or a family of rules is about.")
@click.argument("rule", metavar="CODE|NAME")
@click.option("--forms", is_flag=True, help="Show every phrase as it is looked for.")
@click.option(
    "--output-format", type=click.Choice(("text", "markdown")), default="text", show_default=True
)
def explain(rule: str, forms: bool, output_format: str) -> None:
    """Say what a rule is about: examples, reasons, other wording, sources.

    The letters of a family, or the start of codes, list the rules of it.
    """
    from strengthlint.lexicon import layers_of
    from strengthlint.lexicon.evidence import evidence_of, read_layers
    from strengthlint.linter import load_lexicon
    from strengthlint.pages import entry_markdown, entry_text

    settings = settings_at(Path())
    lexicon = load_lexicon(settings)
    index = lexicon.index(rule)
    if index is None:
        if rule.upper() in lexicon.off:
            click.echo(f"{rule.upper()} is switched off: {lexicon.off[rule.upper()]}")
            return
        _explain_several(rule, lexicon)
        return
    entry = lexicon.entry(index)
    page = entry_text if output_format == "text" else entry_markdown
    evidence = evidence_of(entry, read_layers(folder for folder, _ in layers_of(settings.lexicon)))
    click.echo(page(entry, lexicon.sources, evidence), nl=False)
    if forms:
        click.echo("\nLooked for:")
        for text, phrase in zip(entry.flag, lexicon.phrases(index)[0], strict=True):
            words = " ".join(
                "..." if slot.gap else _choices(slot.words, slot.list_name, slot.optional)
                for slot in phrase
            )
            click.echo(f"  {text}\n    {words}")


def _explain_several(rule: str, lexicon: Lexicon) -> None:
    """What a family, or the start of codes, stands for.

    Raises:
        UnknownRule: if it stands for nothing.
    """
    from strengthlint.pages import entry_summary

    entries = [lexicon.entry(index) for index in sorted(lexicon.selected([rule]))]
    family = FAMILIES.get(rule.upper())
    rules = "1 rule" if len(entries) == 1 else f"{len(entries)} rules"
    click.echo(f"{rule.upper()}{f': {family}' if family else ''}, {rules}\n")
    for entry in entries:
        click.echo(entry_summary(entry))


def _choices(words: tuple[tuple[str, ...], ...], list_name: str, optional: bool) -> str:
    text = f"<{list_name}>" if list_name else "/".join(" ".join(row) for row in words)
    return f"({text})" if optional else text
