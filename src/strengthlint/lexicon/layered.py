"""One item of a lexicon that several layers may have written, key by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from strengthlint.lexicon import yaml_source

__all__ = ["Layered"]


@dataclass
class Layered:
    """An item before its form is checked: each key with the file that gave it.

    Attributes:
        identity: The key that every layer must give ("code", "name").
        values: What stands under each key.
        places: Where each key stands.
        topic: The name of the file that had it first, without the suffix.
    """

    identity: str = "code"
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[yaml_source.Source, tuple[str | int, ...]]] = field(
        default_factory=dict
    )
    topic: str = ""

    def lay(self, source: yaml_source.Source, index: int, item: dict[str, Any]) -> None:
        """Take the keys of a layer's item over those from below."""
        for key, value in item.items():
            self.values[key] = value
            self.places[key] = (source, (index, key))

    def place(self, path: Sequence[str | int]) -> tuple[str, int]:
        """File and line of a value, or of the item where the value is missing."""
        key = str(path[0]) if path else self.identity
        source, base = self.places.get(key) or self.places[self.identity]
        return source.path, source.line((*base, *path[1:]))

    @property
    def label(self) -> str:
        """Code and name, as people are told."""
        code, name = self.values.get("code"), self.values.get("name")
        return " ".join(str(part) for part in (code, name) if part)
