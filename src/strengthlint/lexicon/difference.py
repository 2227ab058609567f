"""What changed between two lexicons, in words; works on what is written, so that an old one need not load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from strengthlint.lexicon.written import (
    EXAMPLE_KEYS,
    KEYS,
    LIST_KEYS,
    WrittenEntry,
    WrittenLexicon,
    is_default,
)

__all__ = [
    "Change",
    "Difference",
    "EntryChange",
    "compare",
    "difference_json",
    "difference_markdown",
    "difference_text",
]

_WORDS = {
    "examples flag": "examples that are flagged",
    "examples pass": "examples that stay quiet",
    "examples known-miss": "known misses",
    "examples known-false-alarm": "known false alarms",
    "flag": "phrases",
}
"""How a key is named to people, where its own name does not say it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One key that changed.

    Attributes:
        key: The key; `when` and `examples` with the key below, for instance "when who".
        before: The text it had, or the lines that are gone.
        after: The text it has, or the lines that are new.
        is_list: Whether these are lines.
    """

    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_list: bool

    def lines(self) -> list[str]:
        """The change for people: `level: rethink → reflect`, or lines with + and -."""
        name = _WORDS.get(self.key, self.key.replace("when ", "when: "))
        if not self.is_list:
            before, after = ("".join(side) or "nothing" for side in (self.before, self.after))
            if len(before) + len(after) < 60:
                return [f"{name}: {before} → {after}"]
            return [f"{name}:", f"  - {before}", f"  + {after}"]
        if not self.before and not self.after:
            return [f"{name}: in another order"]
        rows = [*(f"- {line}" for line in self.before), *(f"+ {line}" for line in self.after)]
        return [f"{name}:", *(f"  {row}" for row in rows)]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is in both lexicons and differs.

    Attributes:
        code: Its code now.
        name: Its name now.
        was: Code and name before, where an entry was renamed; else "".
        changes: Key by key.
    """

    code: str
    name: str
    was: str
    changes: tuple[Change, ...]


@dataclass
class Difference:
    """What changed from one lexicon to another."""

    added: list[WrittenEntry] = field(default_factory=list)
    gone: list[WrittenEntry] = field(default_factory=list)
    switched_off: list[WrittenEntry] = field(default_factory=list)
    switched_on: list[WrittenEntry] = field(default_factory=list)
    renamed: list[EntryChange] = field(default_factory=list)
    changed: list[EntryChange] = field(default_factory=list)
    lists: list[Change] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)

    def summary(self) -> str:
        """How much changed, in one line."""
        parts = [
            _count(len(self.added), "entry added", "entries added"),
            _count(len(self.changed), "changed", "changed"),
            _count(len(self.renamed), "renamed", "renamed"),
            _count(len(self.switched_off), "switched off", "switched off"),
            _count(len(self.switched_on), "switched on again", "switched on again"),
            _count(len(self.gone), "gone", "gone"),
            _count(len(self.lists), "list changed", "lists changed"),
        ]
        told = ", ".join(part for part in parts if part)
        return f"{told}." if told else "Nothing has changed."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def compare(old: WrittenLexicon, new: WrittenLexicon) -> Difference:
    """What changed from `old` to `new`."""
    difference = Difference()
    # An entry that says what it was called is the same entry, whatever its code is now.
    former = {
        name: code
        for code, entry in new.entries.items()
        for name in entry.values["formerly"]
        if name in old.entries and name not in new.entries
    }
    for code, before in old.entries.items():
        after = new.entries.get(former.get(code, code))
        if after is None:
            difference.gone.append(before)
            continue
        if after.off and not before.off:
            difference.switched_off.append(after)
        elif before.off and not after.off:
            difference.switched_on.append(after)
        changes = tuple(entry_changes(before.values, after.values))
        renamed = before.code != after.code or before.values["name"] != after.values["name"]
        if renamed or changes:
            item = EntryChange(
                after.code, after.values["name"], before.label if renamed else "", changes
            )
            (difference.renamed if renamed else difference.changed).append(item)
    known = {former.get(code, code) for code in old.entries}
    difference.added = [entry for code, entry in new.entries.items() if code not in known]
    sources = [
        {
            f"sources.yaml: {key}": [f"{part}: {text}" for part, text in item.items()]
            for key, item in lexicon.sources.items()
        }
        for lexicon in (old, new)
    ]
    before_lists, after_lists = {**old.lists, **sources[0]}, {**new.lists, **sources[1]}
    for name in sorted({*before_lists, *after_lists}):
        change = _list_change(name, before_lists.get(name, []), after_lists.get(name, []))
        if change:
            difference.lists.append(change)
    return difference


def entry_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Key by key, what differs between two entries; code and name aside."""
    for key in dict.fromkeys((*KEYS, *before, *after)):
        old, new = before.get(key), after.get(key)
        if key in ("code", "name") or old == new:
            continue
        if key in ("when", "examples"):
            for part in dict.fromkeys((*(old or {}), *(new or {}))):
                was, now = (old or {}).get(part, []), (new or {}).get(part, [])
                single = part not in (*EXAMPLE_KEYS, "near", "not-near")
                change: Change | None
                if single and was != now:
                    change = Change(
                        f"{key} {part}", (" or ".join(was),), (" or ".join(now),), False
                    )
                else:
                    change = _list_change(f"{key} {part}", was, now)
                if change:
                    yield change
        elif key in LIST_KEYS:
            change = _list_change(key, old or [], new or [])
            if change:
                yield change
        else:
            yield Change(key, (str(old or ""),), (str(new or ""),), False)


def _list_change(key: str, before: Sequence[str], after: Sequence[str]) -> Change | None:
    if list(before) == list(after):
        return None
    gone = tuple(line for line in before if line not in after)
    new = tuple(line for line in after if line not in before)
    return Change(key, gone, new, True)


# The three forms.


def difference_text(difference: Difference) -> str:
    """For a terminal."""
    blocks = []
    for heading, rows in _sections(difference):
        lines = [heading]
        for head, body in rows:
            lines.append(f"  {head}")
            lines += [f"      {line}" for line in body]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, difference.summary()]) + "\n"


def difference_markdown(difference: Difference) -> str:
    """For a pull request or release notes."""
    blocks = [difference.summary()]
    for heading, rows in _sections(difference):
        blocks.append(f"## {heading}")
        for head, body in rows:
            # In a code block nothing of a phrase (`<person>`, `~`) is taken for Markdown.
            code = ["", "  ```diff", *(f"  {_diff_line(line)}" for line in body), "  ```"]
            blocks.append("\n".join([f"- **{_escaped(head)}**", *(code if body else [])]))
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_<>[]~" else c for c in text)


def _diff_line(line: str) -> str:
    # A diff is coloured by the first character of a line.
    bare = line.removeprefix("  ")
    return bare if bare.startswith(("- ", "+ ")) else f"  {line}"


def _sections(difference: Difference) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    def entries(
        items: Sequence[WrittenEntry], *, reason: bool = False
    ) -> list[tuple[str, list[str]]]:
        return [
            (
                f"{item.label}: {item.off}" if reason else f"{item.label} ({item.values['level']})",
                [f"+ {phrase}" for phrase in item.values["flag"]] if items is difference.added else [],
            )
            for item in items
        ]  # fmt: skip

    def changes(items: Sequence[EntryChange]) -> list[tuple[str, list[str]]]:
        return [
            (
                f"{item.was} → {item.code} {item.name}" if item.was else f"{item.code} {item.name}",
                [line for change in item.changes for line in change.lines()],
            )
            for item in items
        ]

    rows = (
        ("Added", entries(difference.added)),
        ("Changed", changes(difference.changed)),
        ("Renamed", changes(difference.renamed)),
        ("Switched off", entries(difference.switched_off, reason=True)),
        ("Switched on again", entries(difference.switched_on)),
        ("Gone", entries(difference.gone)),
        ("Lists", [(change.key, change.lines()[1:]) for change in difference.lists]),
    )
    return (row for row in rows if row[1])


def difference_json(difference: Difference) -> dict[str, Any]:
    """For programs."""

    def change(item: Change) -> dict[str, Any]:
        if item.is_list:
            return {"key": item.key, "gone": list(item.before), "added": list(item.after)}
        return {"key": item.key, "before": "".join(item.before), "after": "".join(item.after)}

    def entry(item: WrittenEntry) -> dict[str, Any]:
        values = {key: value for key, value in item.values.items() if not is_default(key, value)}
        return {**values, **({"off": item.off} if item.off else {})}

    def changed(item: EntryChange) -> dict[str, Any]:
        return {
            "code": item.code,
            "name": item.name,
            "was": item.was or None,
            "changes": [change(part) for part in item.changes],
        }

    return {
        "schema_version": 1,
        "added": [entry(item) for item in difference.added],
        "changed": [changed(item) for item in difference.changed],
        "renamed": [changed(item) for item in difference.renamed],
        "switched_off": [
            {"code": item.code, "name": item.values["name"], "reason": item.off}
            for item in difference.switched_off
        ],
        "switched_on": [
            {"code": item.code, "name": item.values["name"]} for item in difference.switched_on
        ],
        "gone": [
            {"code": item.code, "name": item.values["name"]} for item in difference.gone
        ],
        "lists": [change(item) for item in difference.lists],
    }  # fmt: skip
