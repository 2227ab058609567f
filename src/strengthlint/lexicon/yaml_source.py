"""YAML as people write it: text and lists of text, with the line of everything.

PyYAML reads `no` as false and cuts `word #1` at the hash. Here every scalar is text, and a hash
that swallowed the end of a sentence is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from strengthlint.errors import Problem

__all__ = ["Source", "load"]

Path = tuple[str | int, ...]


@dataclass
class Source:
    """One YAML file, read.

    Attributes:
        path: As people would name it.
        value: dict, list and str only; None where the file is empty or broken.
        lines: 1-based line of each value, by its path of keys and indices.
        problems: What could not be read.
    """

    path: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


# libyaml's parser is ten times faster; PyYAML's own one reads the same where it is missing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: str, data: bytes) -> Source:
    """Read one file; problems are collected, never raised."""
    source = Source(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        source.problems.append(
            Problem(path, line, "", "This line is not in UTF-8.", "Save the file as UTF-8.")
        )
        return source
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        source.problems.append(
            Problem(
                path,
                line,
                "",
                f"This is not YAML: {getattr(error, 'problem', None) or error}.",
                "Often a quote or a bracket has no partner, or a line is not indented like its "
                "neighbours. A line with a colon or a bracket in it needs quotes round it.",
            )
        )
        return source
    if node is not None:
        source.value = _plain(node, (), source, text.splitlines())
    return source


def _plain(node: Any, path: Path, source: Source, raw: list[str]) -> Any:
    line = node.start_mark.line + 1
    source.lines[path] = line
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                source.problems.append(
                    Problem(
                        source.path,
                        key_node.start_mark.line + 1,
                        "",
                        f"“{key}” stands twice in one place; the first would be lost.",
                        "Keep one of them.",
                    )
                )
            place = (*path, key)
            mapping[key] = _plain(value_node, place, source, raw)
            source.lines[place] = key_node.start_mark.line + 1
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), source, raw) for index, item in enumerate(node.value)]
    if not node.style and not node.value and node.tag.endswith(":null"):
        return None
    text = str(node.value)
    if not node.style and " " in text:
        rest = raw[node.end_mark.line][node.end_mark.column :] if raw else ""
        if rest.lstrip().startswith("#") and not rest.lstrip().startswith("# "):
            source.problems.append(
                Problem(
                    source.path,
                    line,
                    "",
                    f"This line was read as “{text}”, because of the # in it.",
                    "Put quotes round the whole line.",
                )
            )
    return text
