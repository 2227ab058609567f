"""Entries to YAML in the style of `lexicon/*.yaml`, and into a file without touching its other lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon.option import split_option
from strengthlint.lexicon.written import KEYS, LIST_KEYS, is_default

__all__ = ["entry_yaml", "place_entry", "scalar"]

_WIDTH = 100
_INLINE = ("sources", "sectors", "panel", "formerly")
_ALWAYS = ("agreement",)
"""Written even where it says the usual, since a reader would ask."""

_NEEDS_QUOTES = re.compile(
    r"""
    ^[-?:,\[\]{}#&*!|>@`"'%\s]  # would start something else in YAML
    | ^(?:---|\.\.\.)           # or end the file
    | :(?:\s|$) | \s\#          # a key, a comment
    | \s$ | ^$
    """,
    re.VERBOSE,
)
_NEEDS_QUOTES_INLINE = re.compile(r"[,\[\]{}?:#]")


def scalar(text: str, *, inline: bool = False) -> str:
    """A text as YAML: plain where that reads as the same text, quoted otherwise.

    Args:
        text: The text.
        inline: Whether it stands between `[ ]` or `{ }`, where more marks mean something.
    """
    if not text.isprintable():
        return '"' + "".join(_escaped(character) for character in text) + '"'
    if not _NEEDS_QUOTES.search(text) and not (inline and _NEEDS_QUOTES_INLINE.search(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def entry_yaml(values: Mapping[str, Any], *, whole: bool = True) -> str:
    """An entry, or some keys of one, as an item of a lexicon file.

    Args:
        values: In the form of `strengthlint.lexicon.written.canonical`; `code` at least.
        whole: Whether keys that say the usual are left out; otherwise every given key is written,
            an empty one too, since it takes something away from the layer below.
    """
    lines: list[str] = []
    for key in (*KEYS, "off"):
        if key not in values:
            continue
        value = values[key]
        if whole and key not in _ALWAYS and is_default(key, value):
            continue
        lines += _key(key, value)
    first, *rest = lines
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)]) + "\n"


def _key(key: str, value: Any) -> list[str]:
    if key == "when":
        return _when(value)
    if key == "examples":
        lines = [f"{key}:"]
        for part, texts in value.items():
            lines += [f"  {line}" for line in _block(part, texts)]
        return lines
    if key in _INLINE or (key in LIST_KEYS and not value):
        return _inline(key, value)
    if key in ("swap", "instead"):
        return [f"{key}:", *(f"  - {_option(text)}" for text in value)]
    if key in LIST_KEYS:
        return _block(key, value)
    return [f"{key}: {scalar(value)}"]


def _option(written: str) -> str:
    head, words = split_option(written)
    return f"{head}: {scalar(words)}" if head else scalar(words)


def _block(key: str, texts: Iterable[str]) -> list[str]:
    return [f"{key}:", *(f"  - {scalar(text)}" for text in texts)]


def _inline(key: str, texts: list[str]) -> list[str]:
    """`key: [a, b]`, on as many lines as it needs."""
    lines = [f"{key}: ["]
    for place, text in enumerate(texts):
        piece = scalar(text, inline=True) + ("]" if place == len(texts) - 1 else ",")
        starts = lines[-1].endswith("[")
        if not starts and len(lines[-1]) + 1 + len(piece) > _WIDTH - 4:
            lines.append(f"  {piece}")
        else:
            lines[-1] += piece if starts else f" {piece}"
    return lines if texts else [f"{key}: []"]


def _when(value: Mapping[str, list[str]]) -> list[str]:
    if not value:
        return ["when: {}"]
    parts = []
    for key, texts in value.items():
        if len(texts) == 1:
            parts.append([f"{key}: {scalar(texts[0], inline=True)}"])
        else:
            parts.append(_inline(key, texts))
    flat = "when: {" + ", ".join(" ".join(lines) for lines in parts) + "}"
    if len(flat) <= _WIDTH - 2 and all(len(lines) == 1 for lines in parts):
        return [flat]
    return ["when:", *(f"  {line}" for lines in parts for line in lines)]


def place_entry(text: str, item: str, code: str, path: str = "") -> str:
    """Put an item of YAML into the text of a lexicon file; every other line stays as it is.

    An item with the same code is replaced. A new one goes before the first higher code, or to the end.

    Args:
        text: The file; may be empty.
        item: What `entry_yaml` gives.
        code: Its code.
        path: The file, as people would name it, for complaints.

    Raises:
        LexiconError: if the file has no place for an entry.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise _no_place(path, "This file is not YAML as it stands.") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    item = item.replace("\n", newline)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    if node is None:
        gap = [newline] if lines and lines[-1].strip() else []
        return "".join([*lines, *gap, item])
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise _no_place(path, "This file is not a list of entries, each with a “- ” before it.")
    margin = " " * node.start_mark.column
    block = [margin + line for line in item.splitlines(keepends=True)]
    before = -1
    for place, child in enumerate(node.value):
        other = _code_of(child)
        start, end = _first_line(lines, child), _last_line(child)
        if other == code:
            return "".join([*lines[:start], *block, *lines[end + 1 :]])
        if other < code and before == place - 1:
            before = place
    if before < 0:
        start = _first_line(lines, node.value[0])
        return "".join([*lines[:start], *block, newline, *lines[start:]])
    end = _last_line(node.value[before])
    return "".join([*lines[: end + 1], newline, *block, *lines[end + 1 :]])


def _no_place(path: str, message: str) -> LexiconError:
    return LexiconError([Problem(path, 0, "", message, "“strengthlint lexicon check” says more.")])


def _code_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "code" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return ""


def _first_line(lines: list[str], node: yaml.Node) -> int:
    line = int(node.start_mark.line)
    # The dash may stand on a line of its own.
    while line and not lines[line].lstrip("\ufeff ").startswith("-"):
        line -= 1
    return line


def _last_line(node: yaml.Node) -> int:
    """The last line of a node's own text; PyYAML's end of a block is where the next thing starts."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        children = last if isinstance(last, tuple) else (last,)
        return max(_last_line(child) for child in children)
    end = node.end_mark
    if end.column == 0 and end.line > node.start_mark.line:
        return int(end.line) - 1
    return int(end.line)
