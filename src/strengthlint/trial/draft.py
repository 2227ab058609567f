"""Entries that are only being written: laid over a lexicon, with what they still lack filled in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon import Lexicon, load, yaml_source

__all__ = ["with_drafts"]

_EXAMPLES = {"flag": ["==A==.", "==B==."], "pass": ["A.", "B."]}


def with_drafts(
    layers: Sequence[tuple[Path, str]], drafts: Sequence[Path]
) -> tuple[Lexicon, list[str]]:
    """A lexicon with files of entries on top.

    A new entry needs a code and phrases; name, reason, sectors, month and examples may come later.
    It is a note until it says otherwise.

    Args:
        layers: The lexicon, as `strengthlint.lexicon.load` takes it.
        drafts: YAML files of entries; private drafts (.local.yaml) too.

    Returns:
        The lexicon and the codes of the entries in the files.

    Raises:
        LexiconError: with everything that keeps an entry from being tried.
    """
    base = load(layers)
    resolved = {folder.resolve() for folder, _ in layers}
    codes: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        more = []
        for number, draft in enumerate(drafts):
            source = yaml_source.load(str(draft), draft.read_bytes())
            if source.problems:
                raise LexiconError(source.problems)
            items = source.value if isinstance(source.value, list) else [source.value]
            entries = [item for item in items if isinstance(item, dict)]
            if len(entries) < len(items) or not all(
                isinstance(e.get("code"), str) for e in entries
            ):
                hint = "Start each with “- code: …”, for instance “- code: BLM1001”."
                message = "This file should be a list of entries."
                raise LexiconError([Problem(str(draft), 0, "", message, hint)])
            codes += [entry["code"] for entry in entries if "off" not in entry]
            in_use = draft.parent.resolve() in resolved
            if in_use and not draft.name.endswith(".local.yaml"):
                # Its entries are in the lexicon already.
                continue
            folder = Path(scratch, str(number))
            folder.mkdir()
            name = draft.name.replace(".local.yaml", ".yaml").replace(".yml", ".yaml")
            completed = [_completed(entry, base) for entry in entries]
            # Where nothing was missing the file itself is laid on top, so that complaints name its lines.
            whole = all(new is old for new, old in zip(completed, entries, strict=True))
            text = (
                draft.read_bytes() if whole else yaml.safe_dump(completed, sort_keys=False).encode()
            )
            (folder / name).write_bytes(text)
            more.append((folder, str(draft.parent)))
        return (load([*layers, *more], cache=not more) if more else base), codes


def _completed(entry: Mapping[str, Any], lexicon: Lexicon) -> Mapping[str, Any]:
    """An entry with something under every key that the loader asks for."""
    if "off" in entry or lexicon.index(entry["code"]) is not None:
        return entry
    needed = {
        "name": f"draft-{entry['code'].lower()}",
        "level": "note",
        "why": "Is still being written.",
        "sectors": ["general"],
        "reviewed": f"{date.today():%Y-%m}",
        "examples": _EXAMPLES,
    }
    missing = {key: value for key, value in needed.items() if not entry.get(key)}
    given = entry.get("examples")
    if isinstance(given, dict):
        few = any(len(_listed(given.get(key))) < 2 for key in _EXAMPLES)
        if few:
            missing["examples"] = {
                **given,
                **{key: [*_listed(given.get(key)), *_EXAMPLES[key]] for key in _EXAMPLES},
            }
    return {**entry, **missing} if missing else entry


def _listed(value: Any) -> list[Any]:
    if not value:
        return []
    return value if isinstance(value, list) else [value]
