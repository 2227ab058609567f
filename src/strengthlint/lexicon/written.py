"""Entries as people wrote them: keys and text, before they mean anything.

What edits, compares or exports a lexicon works on these values and not on `Entry`: there `<digital>`
under `near` is a hundred words already, and an old or broken file would not load at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strengthlint.errors import Problem
from strengthlint.lexicon import yaml_source
from strengthlint.lexicon.entry import Expectation
from strengthlint.lexicon.loading import SPECIAL_FILES, Layer
from strengthlint.lexicon.schema import ConditionsForm, EntryForm, option_line
from strengthlint.lexicon.selection import select

__all__ = [
    "CONDITION_KEYS",
    "EXAMPLE_KEYS",
    "KEYS",
    "LIST_KEYS",
    "Files",
    "Values",
    "WrittenEntry",
    "WrittenLexicon",
    "canonical",
    "files_of",
    "is_default",
    "read_written",
]

Values = dict[str, Any]
"""What stands under each key of an entry: text, a list of text, or (when, examples) such values by key."""

Files = Mapping[str, bytes]
"""The YAML files of a lexicon folder, by name."""

KEYS = tuple(info.alias or name for name, info in EntryForm.model_fields.items())
"""The keys of an entry in the order in which they are written."""

CONDITION_KEYS = tuple(info.alias or name for name, info in ConditionsForm.model_fields.items())
"""The keys under `when`."""

EXAMPLE_KEYS = tuple(expectation.value for expectation in Expectation)
"""The keys under `examples`."""

LIST_KEYS = (
    "flag", "unless", "counted", "there-when", "swap", "instead", "sources", "sectors", "panel", "formerly",
)  # fmt: skip
"""The keys that hold a list of text."""

_DEFAULTS = {"kind": "wording", "agreement": "consensus", "speaks-in-quotes": "false"}


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """One entry as it is written.

    Attributes:
        code: Its code.
        topic: The name of its file, without the suffix.
        values: Every key, in the form that `canonical` gives.
        off: Why a layer switched it off, or "".
    """

    code: str
    topic: str
    values: Values
    off: str = ""

    @property
    def label(self) -> str:
        """Code and name, as people are told."""
        return f"{self.code} {self.values['name']}".strip()


@dataclass
class WrittenLexicon:
    """A lexicon as it is written.

    Attributes:
        entries: By code, sorted.
        lists: What the files beside the entries hold: rows of text by file and name.
        sources: Title, year and url by key.
        problems: What could not be read.
    """

    entries: dict[str, WrittenEntry] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def select(self, rules: Iterable[str]) -> list[WrittenEntry]:
        """The entries that codes, names and prefixes of codes name, sorted by code.

        Raises:
            UnknownRule: with the first rule that names nothing.
        """
        entries = list(self.entries.values())
        places = {
            name: place
            for place, entry in enumerate(entries)
            for name in (entry.code, entry.values["name"], *entry.values["formerly"])
        }
        return [entries[place] for place in sorted(select(rules, places, ()))]


def files_of(folder: Path) -> dict[str, bytes]:
    """The YAML files of a folder, but for private drafts."""
    return {path.name: path.read_bytes() for _, path in Layer(folder, "").files()}


def read_written(layers: Sequence[Files]) -> WrittenLexicon:
    """Read some layers, the lowest first, with the same rules as the loader.

    Broken files are told in `problems`; everything else is read all the same.
    """
    lexicon = WrittenLexicon()
    raw: dict[str, Values] = {}
    topics: dict[str, str] = {}
    off: dict[str, str] = {}
    for number, files in enumerate(layers):
        for name in sorted(files):
            source = yaml_source.load(name, files[name])
            lexicon.problems += source.problems
            if name in SPECIAL_FILES:
                _take_special(lexicon, name, source.value)
                continue
            for item in source.value if isinstance(source.value, list) else ():
                code = item.get("code") if isinstance(item, dict) else None
                if not isinstance(code, str) or (number == 0 and code in raw):
                    continue
                if "off" in item:
                    off[code] = _text(item["off"])
                    continue
                off.pop(code, None)
                topics.setdefault(code, Path(name).stem)
                raw.setdefault(code, {}).update(item)
    for code in sorted(raw):
        values = canonical(raw[code])
        lexicon.entries[code] = WrittenEntry(code, topics[code], values, off.get(code, ""))
    return lexicon


def _take_special(lexicon: WrittenLexicon, name: str, value: Any) -> None:
    if not isinstance(value, dict):
        return
    if name == "sources.yaml":
        for key, item in value.items():
            if isinstance(item, dict):
                lexicon.sources[key] = {part: _text(text) for part, text in item.items()}
        return
    for key, item in value.items():
        rows = item.get("words") if isinstance(item, dict) else item
        if isinstance(item, dict) and "words" not in item:
            for part, below in item.items():
                lexicon.lists[f"{name}: {key}, {part}"] = _texts(below)
        else:
            lexicon.lists.setdefault(f"{name}: {key}", []).extend(_texts(rows))


def canonical(raw: Mapping[str, Any]) -> Values:
    """Every key filled in, and lists where lists may stand, so that equal entries are equal values."""
    values: Values = {}
    for key in KEYS:
        given = raw.get(key)
        if key in ("swap", "instead"):
            items = given if isinstance(given, (list, tuple)) else [given]
            values[key] = _texts([option_line(item) for item in items if item is not None])
        elif key in LIST_KEYS:
            values[key] = _texts(given)
        elif key in ("when", "examples"):
            parts = CONDITION_KEYS if key == "when" else EXAMPLE_KEYS
            inner = given if isinstance(given, dict) else {}
            values[key] = {
                part: _texts(inner[part])
                for part in (*parts, *(part for part in inner if part not in parts))
                if part in inner and _texts(inner[part])
            }
            if values[key].get("never") == ["false"]:
                del values[key]["never"]
        else:
            values[key] = _text(given) or _DEFAULTS.get(key, "")
    # A key that is not known today is kept, so that a comparison shows it.
    values.update((key, value) for key, value in raw.items() if key not in KEYS)
    return values


def is_default(key: str, value: Any) -> bool:
    """Whether a key with this value may be left out."""
    return not value or value == _DEFAULTS.get(key)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _texts(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    items = value if isinstance(value, (list, tuple)) else [value]
    return [_text(item) for item in items]
