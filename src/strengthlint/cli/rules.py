"""`strengthlint rules` and `strengthlint explain`: what the lexicon says."""

from __future__ import annotations

import json
from pathlib import Path

import click

from strengthlint.config import settings_at
from strengthlint.errors import UnknownRule
from strengthlint.lexicon.selection import LIST_ALL
from strengthlint.spelling import did_you_mean

__all__ = ["explain", "rules"]


@click.command(short_help="List every rule.")
@click.option(
    "--output-format", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.argument("chosen", nargs=-1, metavar="[RULE]...")
def rules(chosen: tuple[str, ...], output_format: str) -> None:
    """List every rule, or those that codes, names and prefixes name."""
    from strengthlint.linter import load_lexicon
    from strengthlint.pages import entry_summary

    lexicon = load_lexicon(settings_at(Path()))
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


@click.command(short_help="Say what a rule is about.")
@click.argument("rule", metavar="CODE|NAME")
@click.option("--forms", is_flag=True, help="Show every phrase as it is looked for.")
@click.option(
    "--output-format", type=click.Choice(("text", "markdown")), default="text", show_default=True
)
def explain(rule: str, forms: bool, output_format: str) -> None:
    """Say what a rule is about: examples, reasons, other wording, sources."""
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
        raise UnknownRule(rule, did_you_mean(rule, lexicon.rule_names(), LIST_ALL))
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


def _choices(words: tuple[tuple[str, ...], ...], list_name: str, optional: bool) -> str:
    text = f"<{list_name}>" if list_name else "/".join(" ".join(row) for row in words)
    return f"({text})" if optional else text
