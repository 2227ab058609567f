"""Notes in a table of Spark: the checking goes to where they lie, and findings come back as a table.

    from strengthlint.tables import spark as notes
    findings = notes.check(spark.table("notes"), text="note", id="id", by=["team"])
    findings.write.saveAsTable("note_findings")

Each Python process of the cluster makes one checker and keeps it. Nothing is asked of Spark that
Spark Connect does not offer, so that it runs as well where there is no `sparkContext`.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from strengthlint import __version__, config
from strengthlint.config import Settings
from strengthlint.diagnostic import Level
from strengthlint.errors import ConfigError, Problem, UnusableTable
from strengthlint.lexicon import from_packed, layers_of, load, load_packed
from strengthlint.readers.text import decode_bytes
from strengthlint.spelling import did_you_mean
from strengthlint.tables.checking import TOGETHER, Note, NoteChecker
from strengthlint.tables.choosing import text_of
from strengthlint.tables.schema import NOT_READ, Column, Finding, columns
from strengthlint.tables.spark_overview import overview

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column as SparkColumn
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructField, StructType

    Batches: TypeAlias = Iterator[pa.RecordBatch]

__all__ = ["check", "checked", "overview", "schema"]

Names: TypeAlias = str | Sequence[str]
Folders: TypeAlias = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]

_AT_ONCE: Final = 10_000
"""Findings that go back in one batch, unless one note has more."""

_CHECKERS: Final = 2
"""Checkers that a process keeps; each may take 100 MB."""

_NESTED: Final = ("struct", "array", "map", "variant")
_AS_IT_IS: Final = ("string", "float", "double")
"""What becomes text in Python and not before, as it does in other tables: 17.0 is written 17."""


def check(
    df: DataFrame,
    text: Names = "note",
    id: str | None = "id",  # noqa: A002 - what the column is called
    *,
    by: Names = (),
    select: Names = (),
    extend_select: Names = (),
    ignore: Names = (),
    show: str | None = None,
    profile: str | None = None,
    prefers: Names = (),
    lexicon: Folders = (),
    settings: str | os.PathLike[str] | None = None,
    with_sentence: bool = False,
) -> DataFrame:
    """The findings of a table of notes, as a table of the columns that `schema` gives.

    It is a plan, as everything in Spark: notes are checked when the result is written or shown, and
    again each time that is done. Write it once, and look at what was written.

    Args:
        df: The notes, one a row; a stream works too.
        text: The column of text, or several; a field of a struct as "visit.note".
        id: The column by which a finding is led back to its note; None where there is none.
        by: Columns that each finding carries along, in their own types, for figures by them.
        select: Rules to check: codes, names, prefixes. None means all that the profile has on.
        extend_select: Added to those.
        ignore: Taken away again.
        show: The lowest level that becomes a finding: rethink, reflect or note; reflect if not said.
        profile: Name of the profile; uk if not said.
        prefers: Wordings that the people in these notes prefer.
        lexicon: Folders of one's own laid over the built-in lexicon. They are read here, on the
            driver; workers need not see them.
        settings: A settings file, read on the driver too; what else is given comes before it.
        with_sentence: Whether findings hold the sentence around the words. It is the writer's text.

    Raises:
        UnusableTable: if a column is not there, or holds no text.
        ConfigError: if there is no such rule, profile, level, settings file or folder.
        LexiconError: if the lexicon cannot be used.
    """
    chosen = _settings(select, extend_select, ignore, show, profile, prefers, lexicon, settings)
    texts, groups = tuple(dict.fromkeys(_names(text))), tuple(dict.fromkeys(_names(by)))
    if not texts:
        raise UnusableTable('No column of text is named; write text="note", or whichever it is.')
    there: StructType = df.schema
    wanted = [_as_text(there, name) for name in texts]
    if id is not None:
        wanted.append(_as_id(there, id))
    carried = [_field(there, name, "by") for name in groups]
    found = schema(with_sentence=with_sentence)
    _insist_on_other_names(
        carried, found.names, set(map(str.lower, texts)) & set(map(str.lower, groups))
    )
    wanted += [_column(there, name) for name in groups]
    # Names of our own, since those of the table may be the same but for their capitals.
    columns_of_notes = [column.alias(f"c{number}") for number, column in enumerate(wanted)]
    plan = _plan(chosen, texts, id is not None, [field.name for field in carried], with_sentence)
    for field in carried:
        found = found.add(field.name, field.dataType, nullable=True)
    return df.select(*columns_of_notes).mapInArrow(_work(plan), found)


def schema(*, with_sentence: bool = False) -> StructType:
    """The columns of a table of findings in Spark's types, without those that are carried along.

    Args:
        with_sentence: Whether the sentence around the words is among them.
    """
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    types: dict[type, DataType] = {int: LongType(), str: StringType()}
    # A column that may never be null could not be written into a table that was made of a file.
    return StructType(
        [
            StructField(column.name, types[column.type], nullable=True)
            for column in columns(with_sentence=with_sentence)
        ]
    )


# On the driver: what is asked for


def _settings(
    select: Names,
    extend_select: Names,
    ignore: Names,
    show: str | None,
    profile: str | None,
    prefers: Names,
    lexicon: Folders,
    path: str | os.PathLike[str] | None,
) -> Settings:
    found = Settings() if path is None else config.read(Path(path))
    if show is not None:
        try:
            found = replace(found, show=Level(show))
        except ValueError:
            raise _wrong(
                "show", f"“{show}” is not a level.", "It takes rethink, reflect, note."
            ) from None
    folders = [lexicon] if isinstance(lexicon, (str, os.PathLike)) else list(lexicon)
    for folder in folders:
        if not Path(folder).is_dir():
            hint = f"It is looked for on the driver, in {Path.cwd()}; a folder in a store is named by its mounted path."
            raise _wrong("lexicon", f"The lexicon folder {os.fspath(folder)} is not there.", hint)
    return replace(
        found,
        select=_rules(select) or found.select,
        extend_select=(*found.extend_select, *_rules(extend_select)),
        ignore=(*found.ignore, *_rules(ignore)),
        profile=profile or found.profile,
        prefers=(*found.prefers, *_names(prefers)),
        lexicon=(*found.lexicon, *map(Path, folders)),
    )


def _wrong(key: str, message: str, hint: str) -> ConfigError:
    return ConfigError([Problem(key, 0, "", message, hint)])


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _rules(rules: Names) -> tuple[str, ...]:
    """Rules as the command line takes them too, separated by commas."""
    return tuple(rule.strip() for part in _names(rules) for rule in part.split(",") if rule.strip())


def _field(there: StructType, name: str, argument: str) -> StructField:
    """The field that a name stands for.

    Raises:
        UnusableTable: if there is none, or there are two.
    """
    inside: Any = there
    parts = _parts(there, name)
    for depth, part in enumerate(parts):
        fields = list(getattr(inside, "fields", ()))
        found = [field for field in fields if field.name == part]
        # Spark itself takes capitals for what they are not, unless it was told otherwise.
        found = found or [field for field in fields if field.name.lower() == part.lower()]
        if len(found) > 1:
            raise UnusableTable(
                f"There are {len(found)} columns “{part}” in this table. Rename or drop one of them first."
            )
        if not found:
            known = [".".join([*parts[:depth], field.name]) for field in fields] or there.names
            hint = did_you_mean(name, known, form="“{}”")
            without = " id=None goes without." if argument == "id" else ""
            told = f"There is no column “{name}” ({argument}). {hint} There are: {', '.join(known)}.{without}"
            raise UnusableTable(told.replace("  ", " "))
        field: StructField = found[0]
        inside = field.dataType
    return field


def _parts(there: StructType, name: str) -> list[str]:
    """The way to a column: its name, or those of a struct and of a field in it."""
    return [name] if name in there.names else name.split(".")


def _column(there: StructType, name: str) -> SparkColumn:
    from pyspark.sql import functions

    quoted = (f"`{part.replace('`', '``')}`" for part in _parts(there, name))
    return functions.col(".".join(quoted))


def _as_text(there: StructType, name: str) -> SparkColumn:
    kind = _field(there, name, "text").dataType
    if kind.typeName() in _NESTED:
        inner = [f"{name}.{each}" for each in getattr(kind, "names", ())]
        way = f"Name a field of it: {', '.join(inner)}." if inner else "Make a text of it first."
        raise UnusableTable(f"“{name}” is no text: it is of type {kind.typeName()}. {way}")
    if kind.typeName() == "binary":
        raise UnusableTable(
            f"“{name}” is no text: it holds bytes. Decode it first, with functions.decode(“{name}”, “UTF-8”)."
        )
    return _plain(_column(there, name), kind)


def _as_id(there: StructType, name: str) -> SparkColumn:
    from pyspark.sql import functions

    kind = _field(there, name, "id").dataType
    column = _column(there, name)
    return functions.to_json(column) if kind.typeName() in _NESTED else _plain(column, kind)


def _plain(column: SparkColumn, kind: DataType) -> SparkColumn:
    return column if kind.typeName() in _AS_IT_IS else column.cast("string")


def _insist_on_other_names(
    carried: Sequence[StructField], taken: Sequence[str], texts: set[str]
) -> None:
    """See to it that what is carried along is no text of notes and has a name of its own."""
    if texts:
        raise UnusableTable(
            f"“{min(texts)}” is the text itself (by), and findings carry none of it along. with_sentence=True "
            "gives the sentence around the words."
        )
    names = {name.lower() for name in taken}
    for field in carried:
        if field.name.lower() in names:
            raise UnusableTable(
                f"Findings have a column “{field.name}” already (by). Rename yours first: "
                f"df.withColumnRenamed(“{field.name}”, “note_{field.name}”)."
            )
        names.add(field.name.lower())


def _plan(
    settings: Settings,
    texts: Sequence[str],
    has_id: bool,
    carried: Sequence[str],
    with_sentence: bool,
) -> dict[str, Any]:
    """What a worker has to know, in types of Python's own: it is unpacked where nothing else may be.

    Raises:
        ConfigError: if the settings name a rule or a profile that there is not.
        LexiconError: if the lexicon cannot be used.
    """
    layers = layers_of(settings.lexicon)
    data, lexicon = load_packed(layers)
    # Told here and now, and not by a worker among a hundred lines of Java.
    NoteChecker(settings, lexicon)
    return {
        "version": __version__,
        "digest": lexicon.digest,
        # The built-in lexicon is in the package, and what lies over it goes along, compiled.
        "lexicon": zlib.compress(data) if len(layers) > 1 else None,
        "settings": (
            settings.select,
            settings.extend_select,
            settings.ignore,
            settings.show.value,
            settings.profile,
            settings.prefers,
        ),
        "texts": tuple(texts),
        "has_id": has_id,
        "carried": tuple(carried),
        "with_sentence": with_sentence,
    }


def _work(plan: dict[str, Any]) -> Callable[[Batches], Batches]:
    """What a worker does.

    The function inside travels by value and names nothing of this package before its first line runs:
    a worker that lacks the package can say so.
    """

    def work(batches: Batches) -> Batches:
        import platform
        import sys

        here = f"the Python of this Spark worker ({sys.executable}, {platform.python_version()})"
        way = "Install the same wheel on the cluster or in the environment of the notebook, and start it anew."
        try:
            import strengthlint

            if strengthlint.__version__ != plan["version"]:
                raise RuntimeError(
                    f"The driver has strengthlint {plan['version']}, and {here} has {strengthlint.__version__}. {way}"
                )
            from strengthlint.tables.spark import checked

            yield from checked(batches, plan)
        except ImportError as error:
            lacking = (error.name or "").split(".")[0] or str(error)
            needed = "" if lacking == "strengthlint" else ", which strengthlint needs"
            raise RuntimeError(f"{lacking} is missing in {here}{needed}. {way}") from error

    return work


# In a worker: from notes to findings


def checked(batches: Iterable[pa.RecordBatch], plan: dict[str, Any]) -> Batches:
    """The findings of some batches of notes; called by Spark in its workers.

    Args:
        batches: Columns of text, then the id if there is one, then what is carried along.
        plan: What `check` put together on the driver.

    Raises:
        RuntimeError: where the lexicon here is not the one of the driver.
    """
    checker = _checker(plan)
    for batch in batches:
        found: list[Finding] = []
        for start in range(0, batch.num_rows, TOGETHER):
            found += _found(checker, list(_notes(batch, start, plan)))
            if len(found) >= _AT_ONCE:
                yield _as_batch(found, batch, plan)
                found = []
        if found:
            yield _as_batch(found, batch, plan)


_checkers: OrderedDict[Any, NoteChecker] = OrderedDict()


def _checker(plan: dict[str, Any]) -> NoteChecker:
    """The checker of this process for some settings; made when it is first asked for."""
    key = plan["digest"], plan["settings"], plan["with_sentence"]
    if key not in _checkers:
        select, extend_select, ignore, show, profile, prefers = plan["settings"]
        settings = Settings(
            select=select,
            extend_select=extend_select,
            ignore=ignore,
            show=Level(show),
            profile=profile,
            prefers=prefers,
        )
        packed = plan["lexicon"]
        lexicon = load(layers_of()) if packed is None else from_packed(zlib.decompress(packed))
        if lexicon.digest != plan["digest"]:
            raise RuntimeError(
                f"The lexicon of the driver ({plan['digest']}) is another than that of this Spark worker "
                f"({lexicon.digest}, {sys.executable}). Install the same wheel on the cluster or in the "
                "environment of the notebook, and start it anew."
            )
        _checkers[key] = NoteChecker(settings, lexicon, with_sentence=plan["with_sentence"])
        if len(_checkers) > _CHECKERS:
            _checkers.popitem(last=False)
    _checkers.move_to_end(key)
    return _checkers[key]


def _notes(batch: pa.RecordBatch, start: int, plan: dict[str, Any]) -> Iterator[Note]:
    """The notes of a few rows of a batch, each with the place of its row in it."""
    names = plan["texts"]
    part = batch.slice(start, TOGETHER)
    texts = [_cells(part.column(place)) for place in range(len(names))]
    ids = _cells(part.column(len(names))) if plan["has_id"] else [None] * part.num_rows
    for place, (note_id, *cells) in enumerate(zip(ids, *texts, strict=True), start):
        for name, text in zip(names, cells, strict=True):
            if text and not text.isspace():
                yield Note((note_id or "").strip() or None, text, name, place)


def _cells(column: pa.Array) -> list[str | None]:
    """What the cells of a column say, None where they say nothing."""
    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        # A column of text in Spark may hold bytes that are none.
        values = [
            None if data is None else decode_bytes(data)
            for data in column.cast("large_binary").to_pylist()
        ]
    # NaN, the only value that is not itself, is an empty cell too.
    return [None if value is None or value != value else text_of(value) for value in values]


def _found(checker: NoteChecker, notes: Sequence[Note]) -> list[Finding]:
    """The findings of some notes. A fault of ours in one of them is told there and costs no other."""
    try:
        return list(checker.findings(notes))
    except (ImportError, MemoryError):
        raise
    except Exception as error:
        if len(notes) > 1:
            return [finding for note in notes for finding in _found(checker, [note])]
        ((note_id, _, column, row),) = notes
        reason = (
            f"This note could not be checked ({type(error).__name__}, a fault of strengthlint)."
        )
        return [Finding(row, note_id, column, 0, 0, "", "", "", "", NOT_READ, reason, "", None)]


def _as_batch(
    found: Sequence[Finding], batch: pa.RecordBatch, plan: dict[str, Any]
) -> pa.RecordBatch:
    """Findings as a batch, with what is carried along from the rows of their notes."""
    import pyarrow as pa

    shape = columns(with_sentence=plan["with_sentence"])
    rows = pa.array([finding.row for finding in found], pa.int32())
    # Rows have no order here, so a number of one would say nothing.
    values = zip(*(finding._replace(row=None) for finding in found), strict=True)
    arrays = [_array(column, cells) for column, cells in zip(shape, values, strict=False)]
    first = len(plan["texts"]) + plan["has_id"]
    arrays += [batch.column(first + at).take(rows) for at in range(len(plan["carried"]))]
    names = [*(column.name for column in shape), *plan["carried"]]
    return pa.RecordBatch.from_arrays(arrays, names=names)


def _array(column: Column, cells: Sequence[Any]) -> pa.Array:
    import pyarrow as pa

    if column.type is int:
        return pa.array(cells, pa.int64())
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        # RTF can spell halves of characters.
        whole = [
            None if each is None else each.encode("utf-8", "replace").decode() for each in cells
        ]
        return pa.array(whole, pa.string())
