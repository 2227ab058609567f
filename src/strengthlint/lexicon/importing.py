"""From the rows of a spreadsheet to the files of an organisation's folder: only what differs is written.

Nothing is written here. A plan holds the new text of each file; it is read back and compared with
the rows before anybody may write it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon import yaml_source
from strengthlint.lexicon.loading import SPECIAL_FILES, Layer, check_layers
from strengthlint.lexicon.skeleton import check_phrase
from strengthlint.lexicon.spreadsheet import COLUMNS, Row, complete, stamp_of
from strengthlint.lexicon.writing import entry_yaml, place_entry
from strengthlint.lexicon.written import (
    EXAMPLE_KEYS,
    Files,
    Values,
    WrittenEntry,
    WrittenLexicon,
    canonical,
    files_of,
    read_written,
)

__all__ = ["Plan", "plan_import", "plan_whole"]

_TITLES = {column.key: column.title for column in COLUMNS}
_REQUIRED = tuple(column.key for column in COLUMNS if column.required)
_NEW_TOPIC = "own-words"
"""The file of new entries that name no topic."""


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        files: New text by file name; files that stay as they are are not here.
        added: Labels of new entries.
        changed: Label and changed keys.
        switched_off: Labels.
        switched_on: Labels.
        same: How many rows say what the lexicon says already.
        codes: Of the entries that are written.
    """

    files: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[tuple[str, list[str]]] = field(default_factory=list)
    switched_off: list[str] = field(default_factory=list)
    switched_on: list[str] = field(default_factory=list)
    same: int = 0
    codes: set[str] = field(default_factory=set)


def plan_import(
    name: str, rows: Sequence[Row], below: Sequence[Path], folder: Path, above: Sequence[Path] = ()
) -> Plan:
    """Lay what the rows change into a folder.

    Args:
        name: The spreadsheet, as people would name it.
        rows: What it says.
        below: The layers under the folder, the built-in one first.
        folder: Where to write; may be missing, or hold entries of an earlier import.
        above: Layers that are laid over it.

    Raises:
        LexiconError: with every problem, by row and column.
    """
    files: dict[str, bytes] = files_of(folder) if folder.is_dir() else {}
    lower = [files_of(path) for path in below]
    upper = [files_of(path) for path in above]
    base = read_written(lower)
    current = read_written([*lower, files, *upper])
    own = _items(files)
    plan, problems = Plan(), list[Problem]()
    texts = {file: data.decode("utf-8-sig") for file, data in files.items() if _holds_entries(file)}
    for row in rows:
        known = current.entries.get(row.code)
        values = complete(row, known.values if known else canonical({}))
        if known and row.stamp and row.stamp == stamp_of(values, row.off or ""):
            # Nobody edited this row, whatever has become of the entry meanwhile.
            plan.same += 1
            continue
        if known and values.get("name") != known.values["name"]:
            name_was = known.values["name"]
            hint = f"Write {name_was} again; people and settings go by it."
            problems.append(_tell(name, row, "name", "A name never changes.", hint))
            continue
        item = _change(plan, row, known, values)
        if item is None:
            continue
        if known and row.stamp and row.stamp != stamp_of(known.values, known.off):
            message = f"{row.code} has changed in the lexicon too since it was exported."
            problems.append(
                _tell(name, row, "code", message, "Export it anew, and make your change there.")
            )
            continue
        file, before = own.get(row.code, ("", {}))
        if "off" in item:
            if row.code not in base.entries:
                problems.append(
                    _tell(
                        name, row, "off", "Only an entry of the lexicon below can be switched off.",
                        f"Take {row.code} out of {file or 'the spreadsheet'} instead.",
                    )
                )  # fmt: skip
                continue
        elif known:
            # What the folder says of this entry already stays, but for a switch.
            item = {**{key: value for key, value in before.items() if key != "off"}, **item}
        # An entry that is only here is written like any other; a part of one says just what it changes.
        whole = row.code not in base.entries
        topic = file.removesuffix(".yaml") or (known.topic if known else row.topic or _NEW_TOPIC)
        if not _is_topic(topic):
            hint = "Use small letters, digits and hyphens, for instance our-words."
            problems.append(_tell(name, row, "topic", f"“{topic}” cannot be a file name.", hint))
            continue
        _place(texts, plan, f"{topic}.yaml", item, folder, whole=whole)
    problems += _check(name, rows, plan, below, folder, above, _gaps(name, rows, current))
    if not problems:
        problems = _read_back(name, rows, plan, lower, files, upper)
    if problems:
        raise LexiconError(sorted(problems, key=lambda problem: _row_number(problem.path)))
    return plan


def plan_whole(name: str, rows: Sequence[Row], below: Sequence[Path], folder: Path) -> Plan:
    """Write every row as a whole entry, sorted, a file a topic, into an empty folder.

    Raises:
        LexiconError: with every problem, by row and column.
    """
    base = read_written([files_of(path) for path in below])
    plan, problems = Plan(), list[Problem]()
    by_file: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: row.code):
        known = base.entries.get(row.code)
        values = complete(row, known.values if known else canonical({}))
        topic = row.topic or (known.topic if known else _NEW_TOPIC)
        if not _is_topic(topic):
            hint = "Use small letters, digits and hyphens, for instance our-words."
            problems.append(_tell(name, row, "topic", f"“{topic}” cannot be a file name.", hint))
            continue
        plan.codes.add(row.code)
        items = by_file.setdefault(f"{topic}.yaml", [])
        if row.off:
            items.append(entry_yaml({"code": row.code, "off": row.off}))
            plan.switched_off.append(row.code)
        else:
            items.append(entry_yaml(values))
            plan.added.append(f"{row.code} {values['name']}")
    plan.files = {file: "\n".join(items) for file, items in by_file.items()}
    problems += _check(name, rows, plan, below, folder, (), _gaps(name, rows, base))
    if problems:
        raise LexiconError(sorted(problems, key=lambda problem: _row_number(problem.path)))
    return plan


def _change(
    plan: Plan, row: Row, known: WrittenEntry | None, values: Values
) -> dict[str, Any] | None:
    """The item to write for a row, with the changed keys only; None where nothing changes."""
    if known is None:
        label = f"{row.code} {values.get('name', '')}".strip()
        if row.off:
            plan.switched_off.append(label)
            return {"code": row.code, "off": row.off}
        plan.added.append(label)
        return values
    off = known.off if row.off is None else row.off
    changes = {
        key: value
        for key, value in values.items()
        if key != "code" and value != known.values.get(key)
    }
    if off:
        if off == known.off and not changes:
            plan.same += 1
            return None
        # A layer either switches an entry off or changes it; the reason is what counts.
        plan.switched_off.append(known.label)
        return {"code": row.code, "off": off}
    if known.off:
        plan.switched_on.append(known.label)
    elif not changes:
        plan.same += 1
        return None
    if changes:
        plan.changed.append((known.label, list(changes)))
    return {"code": row.code, **changes}


def _place(
    texts: dict[str, str],
    plan: Plan,
    file: str,
    item: dict[str, Any],
    folder: Path,
    *,
    whole: bool,
) -> None:
    texts[file] = place_entry(
        texts.get(file, ""), entry_yaml(item, whole=whole), item["code"], str(folder / file)
    )
    plan.files[file] = texts[file]
    plan.codes.add(item["code"])


def _holds_entries(file: str) -> bool:
    return file not in SPECIAL_FILES


def _is_topic(topic: str) -> bool:
    plain = topic.replace("-", "").replace("_", "")
    return bool(plain) and plain.isascii() and plain.isalnum() and _holds_entries(f"{topic}.yaml")


def _items(files: Files) -> dict[str, tuple[str, Values]]:
    """What a folder itself says of each code: the file, and the keys it names."""
    found: dict[str, tuple[str, Values]] = {}
    for file in sorted(files):
        value = yaml_source.load(file, files[file]).value
        for item in value if _holds_entries(file) and isinstance(value, list) else ():
            if isinstance(item, dict) and isinstance(item.get("code"), str):
                full = canonical(item)
                named = {key: full[key] for key in item if key in full}
                if "off" in item:
                    named["off"] = item["off"]
                found[item["code"]] = (file, named)
    return found


# Complaints, by row and column.


_OF_YAML = re.compile(
    r"Add a line|Put quotes round|keys are in lexicon/README|Compare it with|Fill it in"
)
"""What the loader advises somebody who writes YAML; a spreadsheet has cells."""


def _tell(name: str, row: Row, key: str, message: str, hint: str = "") -> Problem:
    if _OF_YAML.match(hint):
        hint = next((column.about for column in COLUMNS if column.key == key), "")
    column = f"column “{_TITLES[key]}”" if key in _TITLES else ""
    return Problem(f"{name}, row {row.number}", 0, column, message, hint)


def _row_number(path: str) -> int:
    number = path.rpartition(" row ")[2]
    return int(number) if number.isdigit() else 0


def _gaps(name: str, rows: Sequence[Row], known: WrittenLexicon) -> dict[str, list[Problem]]:
    """Cells that are empty and may not be, by code; a new entry needs more columns than a known one."""
    gaps: dict[str, list[Problem]] = {}
    for row in rows:
        is_new = row.code not in known.entries
        for column in COLUMNS:
            asked = column.required and not row.off and (is_new or column.key in row.values)
            if asked and not row.values.get(column.key):
                problem = _tell(name, row, column.key, "This cell is empty.", column.about)
                gaps.setdefault(row.code, []).append(problem)
    return gaps


def _check(
    name: str,
    rows: Sequence[Row],
    plan: Plan,
    below: Sequence[Path],
    folder: Path,
    above: Sequence[Path],
    gaps: Mapping[str, Sequence[Problem]],
) -> list[Problem]:
    """What the loader says of the new files, told by row and column.

    What it said of the lexicon before is not the spreadsheet's doing, and left out.
    """
    lower = [Layer(path, str(path)) for path in below]
    upper = [Layer(path, str(path)) for path in above]
    old = [Layer(folder, "own")] if folder.is_dir() else []
    compiled, before = check_layers([*lower, *old, *upper])
    with tempfile.TemporaryDirectory() as scratch:
        for file, data in (files_of(folder) if folder.is_dir() else {}).items():
            (Path(scratch) / file).write_bytes(data)
        for file, text in plan.files.items():
            (Path(scratch) / file).write_bytes(text.encode())
        _, after = check_layers([*lower, Layer(Path(scratch), "own"), *upper])
    told = {(problem.path, problem.message) for problem in before}
    places = {f"own/{file}": _places(file, text) for file, text in plan.files.items()}
    by_code = {row.code: row for row in rows}
    problems = [problem for row in rows for problem in gaps.get(row.code, ())]
    for problem in after:
        if (problem.path, problem.message) in told:
            continue
        code, key = places.get(problem.path, {}).get(problem.line, ("", ""))
        row = by_code.get(code)
        clash = re.search(r"(“.+”) belongs to (\w+) ", problem.message)
        if row is None and clash and clash[2] in plan.codes:
            # The loader tells the second of two, in the order of codes; here it is the row's doing.
            row, key = by_code[clash[2]], "name"
            problem = replace(problem, message=f"{clash[1]} belongs to {problem.entry} already.")
        if row is None:
            problems.append(replace(problem, path=problem.path.replace("own/", f"{folder}/", 1)))
            continue
        new = _tell(name, row, _column(row, key, problem.message), problem.message, problem.hint)
        # An empty cell was told already; the loader would tell it a second time in its own way.
        if not any(
            gap.entry == new.entry or f"“{column}”" in new.message
            for gap in gaps.get(code, ())
            for column in _REQUIRED
            if gap.entry == f"column “{_TITLES[column]}”"
        ):
            problems.append(new)
    # The loader stops short of an entry's phrases where another of its keys cannot be read at all.
    told_cells = {(problem.path, problem.entry) for problem in problems}
    for row in rows:
        if row.code in plan.codes:
            problems += [
                problem
                for problem in _phrases(name, row, compiled["lists"])
                if (problem.path, problem.entry) not in told_cells
            ]
    return problems


def _column(row: Row, key: str, message: str) -> str:
    """The column that a complaint about the whole entry is really about."""
    if key == "code" and message.startswith(f"“{row.values.get('name')}”"):
        return "name"
    if key == "code" and message.startswith("“examples”"):
        return "examples flag"
    return key


def _phrases(name: str, row: Row, lists: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("flag", "unless"):
        for phrase in row.values.get(key, ()):
            complaint = check_phrase(phrase, lists, needs_word=key == "flag")
            if complaint:
                yield _tell(name, row, key, complaint)


def _places(file: str, text: str) -> dict[int, tuple[str, str]]:
    """Which code and column each line of a file belongs to."""
    source = yaml_source.load(file, text.encode())
    found: dict[int, tuple[str, str]] = {}
    for path, line in sorted(source.lines.items(), key=lambda item: len(item[0])):
        if not path or not isinstance(path[0], int):
            continue
        code = source.value[path[0]].get("code", "")
        key = str(path[1]) if len(path) > 1 else "code"
        if key == "examples":
            key = f"examples {path[2]}" if len(path) > 2 else f"examples {EXAMPLE_KEYS[0]}"
        found[line] = (code, key)
    return found


def _read_back(
    name: str,
    rows: Sequence[Row],
    plan: Plan,
    lower: Sequence[Files],
    files: Mapping[str, bytes],
    upper: Sequence[Files],
) -> list[Problem]:
    """Whether the lexicon says what the rows say, once the plan is carried out."""
    new = {**files, **{file: text.encode() for file, text in plan.files.items()}}
    lexicon = read_written([*lower, new, *upper])
    problems = []
    for row in rows:
        entry = lexicon.entries.get(row.code)
        values = complete(row, entry.values) if entry else {}
        if not entry or entry.off or (row.stamp == stamp_of(values, row.off or "")):
            continue
        for key in (key for key in values if values[key] != entry.values[key]):
            message = "This would have no effect: a folder laid over this one says otherwise."
            problems.append(_tell(name, row, key, message, "Change it there."))
    return problems
