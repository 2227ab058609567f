"""Notes in Spark: the rows that one process gives, wherever they lie, and clear words where they cannot be had."""

from __future__ import annotations

import csv
import importlib.util
import os
import pickle
import re
import shutil
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark", reason="Spark is not installed: pip install 'strengthlint[spark]'")
pytest.importorskip("pyarrow", reason="Arrow is not installed: pip install 'strengthlint[spark]'")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java, and there is none", allow_module_level=True)

import pyarrow as pa
from click.testing import CliRunner
from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody who writes for Spark calls it

from strengthlint import tables
from strengthlint.cli import main
from strengthlint.config import Settings
from strengthlint.diagnostic import Level
from strengthlint.errors import ConfigError, UnknownRule, UnusableTable
from strengthlint.lexicon import Lexicon
from strengthlint.tables import Finding, Note, NoteChecker
from strengthlint.tables import spark as notes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

NOTE = "Met Kim at home. She failed to engage with the visit."
OVERLAY = """
- code: LAB9001
  name: grumbled
  level: rethink
  flag: [grumble~]
  instead: ["said that [what]"]
  ask: What did they say?
  why: Makes a complaint small.
  sources: [HL21]
  sectors: [homelessness]
  agreement: consensus
  reviewed: 2026-11
  examples:
    flag: ["She ==grumbled== about it.", "He ==grumbles== a lot."]
    pass: ["She was loud.", "He is here."]
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, _own_cache: None) -> Iterator[SparkSession]:
    """Two workers on this machine."""
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local[2]")
        .appName("strengthlint")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.local.dir", str(folder / "local"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def made_notes() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "made_notes.py"
    spec = importlib.util.spec_from_file_location("made_notes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_notes"] = module
    spec.loader.exec_module(module)
    return module


def table(
    session: SparkSession, *rows: tuple[Any, ...], schema: str = "id int, note string"
) -> DataFrame:
    return session.createDataFrame(list(rows), schema).coalesce(1)


def rows(findings: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict() for row in findings.collect()]


def test_the_columns_are_those_of_every_other_form(session: SparkSession) -> None:
    assert notes.schema(with_sentence=True).names == list(Finding._fields)
    assert notes.schema().names == [column.name for column in tables.columns()]
    types = dict(notes.check(table(session, (1, NOTE))).dtypes)
    assert types == {
        column.name: "bigint" if column.type is int else "string" for column in tables.columns()
    }


def test_a_finding_says_where_and_which_words_and_nothing_else_of_the_note(
    session: SparkSession,
) -> None:
    (row,) = rows(notes.check(table(session, (17, NOTE))))
    assert row == {
        "row": None,
        "id": "17",
        "text_column": "note",
        "line": 1,
        "character": 22,
        "code": "BLM101",
        "name": "failed-to-engage",
        "family": "BLM",
        "level": "rethink",
        "standing": "open",
        "reason": "",
        "matched": "failed to engage",
    }


def test_it_gives_what_one_process_gives(
    session: SparkSession, lexicon: Lexicon, made_notes: ModuleType
) -> None:
    made = list(made_notes.made_notes(1_000))
    alone = NoteChecker(Settings(), lexicon)
    expected = Counter(
        (*finding[1:-1], note.team, note.month)
        for note in made
        for finding in alone.findings([Note(str(note.id), note.text, "text")])
    )
    df = session.createDataFrame(made, "id int, team string, month string, text string")
    found = notes.check(df.repartition(4), "text", by=["team", "month"])
    assert found.columns == [*notes.schema().names, "team", "month"]
    assert Counter(tuple(row)[1:] for row in found.collect()) == expected
    assert expected.total() > 300


def test_settings_reach_the_workers(session: SparkSession) -> None:
    df = table(
        session, (1, NOTE), (2, "He suffers from asthma. She is a carer and has complex needs.")
    )

    def codes(**settings: Any) -> set[str]:
        return {row["code"] for row in rows(notes.check(df, **settings))}

    assert codes(select="BLM") == {"BLM101"}
    assert codes(select="failed-to-engage, DEF", ignore=["BLM101"], show="note") == {"DEF102"}
    assert codes(show="rethink") < codes(show="note")


def test_a_settings_file_is_read_on_the_driver(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "strengthlint.yaml"
    path.write_text("select: [BLM]\nshow: rethink\n", encoding="utf-8")
    df = table(session, (1, NOTE + " He suffers from asthma."))
    assert [row["code"] for row in rows(notes.check(df, settings=path))] == ["BLM101"]
    assert rows(notes.check(df, settings=str(path), ignore="BLM101")) == []


def test_a_lexicon_of_ones_own_goes_along_and_need_not_be_there(
    session: SparkSession, tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "ours.yaml").write_text(OVERLAY, encoding="utf-8")
    found = notes.check(
        table(session, (1, NOTE), (2, "She grumbled about the food.")), lexicon=folder
    )
    # Nobody but the driver ever sees it: no worker has read anything yet.
    shutil.rmtree(folder)
    assert sorted((row["id"], row["code"], row["matched"]) for row in rows(found)) == [
        ("1", "BLM101", "failed to engage"),
        ("2", "LAB9001", "grumbled"),
    ]


def test_several_columns_of_text_and_a_field_in_a_struct(session: SparkSession) -> None:
    df = session.createDataFrame(
        [("a", NOTE, ("Kim", "He refused to engage."))],
        "id string, note string, visit struct<who: string, what: string>",
    )
    found = rows(notes.check(df, ["note", "visit.what"], by=["visit.who", "visit"]))
    assert [(row["text_column"], row["matched"], row["who"]) for row in found] == [
        ("note", "failed to engage", "Kim"),
        ("visit.what", "refused to engage", "Kim"),
    ]
    assert found[0]["visit"].what == "He refused to engage."


def test_what_is_carried_along_keeps_its_type(session: SparkSession) -> None:
    schema = (
        "id int, note string, written date, rate decimal(5,2), tags array<string>, kind map<string, int>, "
        "place struct<ward: int>, nothing double"
    )
    values = (date(2026, 3, 1), Decimal("1.50"), ["a", None], {"b": 2}, (7,), None)
    df = session.createDataFrame([(1, "Tea.", *values), (2, NOTE, *values)], schema)
    carried = ["written", "rate", "tags", "kind", "place", "nothing"]
    found = notes.check(df, by=carried)
    assert found.dtypes[-6:] == df.dtypes[-6:]
    (row,) = found.collect()
    assert (row.id, *row[-6:]) == ("2", *values)


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("string", ["a", " ", None], ["a", None, None]),
        ("double", [17.0, 1.5, float("nan")], ["17", "1.5", None]),
        ("date", [date(2026, 3, 1), None, None], ["2026-03-01", None, None]),
        ("bigint", [2**60, None, -1], [str(2**60), None, "-1"]),
        (
            "struct<a: int, b: string>",
            [(1, "x"), None, (2, None)],
            ['{"a":1,"b":"x"}', None, '{"a":2}'],
        ),
    ],
)
def test_ids_of_every_type_are_text(
    session: SparkSession, kind: str, cells: list[Any], expected: list[Any]
) -> None:
    df = session.createDataFrame([(cell, NOTE) for cell in cells], f"id {kind}, note string")
    assert [row["id"] for row in rows(notes.check(df.coalesce(1)))] == expected


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("string", [None, "", "  \n ", "Tea."]),
        ("int", [None, 7]),
        ("double", [None, 7.5, float("inf")]),
        ("date", [None, date(2026, 3, 1)]),
        ("boolean", [None, True]),
    ],
)
def test_cells_without_words_are_no_findings(
    session: SparkSession, kind: str, cells: list[Any]
) -> None:
    df = session.createDataFrame([(1, cell) for cell in cells], f"id int, note {kind}")
    assert rows(notes.check(df)) == []


def test_duplicate_ids_are_each_a_note(session: SparkSession) -> None:
    df = table(session, (5, NOTE), (5, NOTE), (5, "He refused to engage."))
    found = Counter((row["id"], row["matched"]) for row in rows(notes.check(df)))
    assert found == {("5", "failed to engage"): 2, ("5", "refused to engage"): 1}


def test_a_table_without_ids_and_one_without_notes(session: SparkSession) -> None:
    (row,) = rows(notes.check(table(session, (1, NOTE)).select("note"), id=None))
    assert (row["id"], row["code"]) == (None, "BLM101")
    assert rows(notes.check(table(session))) == []


def test_bytes_that_are_no_text_are_read_as_in_other_tables(session: SparkSession) -> None:
    df = table(session, (1, "")).select(
        "id",
        F.unhex(F.lit("Kim didn\x92t say. She failed to engage.".encode("latin-1").hex()))
        .cast("string")
        .alias("note"),
    )
    (row,) = rows(notes.check(df, with_sentence=True))
    assert (row["matched"], row["sentence"]) == ("failed to engage", "She failed to engage.")


def test_the_sentence_is_there_for_those_who_ask(session: SparkSession) -> None:
    df = table(session, (1, "Kim said, “I am lazy and I failed to engage.”"))
    assert "sentence" not in notes.check(df).columns
    assert not any("Kim" in str(value) for row in rows(notes.check(df)) for value in row.values())
    told = rows(notes.check(df, with_sentence=True))
    assert all(row["sentence"].startswith("Kim said") for row in told)


def test_what_was_not_read_is_a_row(session: SparkSession) -> None:
    df = table(session, (1, "{\\rtf1 " + "{" * 300_000), (2, NOTE))
    found = sorted((row["id"], row["standing"]) for row in rows(notes.check(df)))
    assert found == [("1", "not-read"), ("2", "open")]


def test_a_very_long_note_is_read(session: SparkSession) -> None:
    df = table(
        session, (1, "The tea was good and the room warm. " * 15_000 + "She failed to engage.")
    )
    assert [row["matched"] for row in rows(notes.check(df))] == ["failed to engage"]


def test_names_with_spaces_dots_and_other_capitals(session: SparkSession) -> None:
    df = session.createDataFrame(
        [(1, NOTE, "x", "y")], "`Case Ref` int, `Note.Text` string, `a``b` string, ID string"
    )
    (row,) = rows(notes.check(df, "Note.Text", "case ref", by=["a`b"]))
    assert (row["id"], row["text_column"], row["a`b"]) == ("1", "Note.Text", "x")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            {"text": "nots"},
            "There is no column “nots” (text). Did you mean “note”? There are: id, note, visit, level, data.",
        ),
        (
            {"id": "case"},
            "There is no column “case” (id). There are: id, note, visit, level, data. id=None goes without.",
        ),
        (
            {"by": "lvl"},
            "There is no column “lvl” (by). Did you mean “level”? There are: id, note, visit, level, data.",
        ),
        (
            {"text": "visit.wat"},
            "There is no column “visit.wat” (text). Did you mean “visit.what”? There are: visit.who, visit.what.",
        ),
        ({"text": "note.what"}, "There is no column “note.what” (text)."),
        (
            {"text": "visit"},
            "“visit” is no text: it is of type struct. Name a field of it: visit.who, visit.what.",
        ),
        (
            {"text": "data"},
            "“data” is no text: it holds bytes. Decode it first, with functions.decode(“data”, “UTF-8”).",
        ),
        (
            {"by": ["level"]},
            "Findings have a column “level” already (by). Rename yours first: "
            "df.withColumnRenamed(“level”, “note_level”).",
        ),
        (
            {"by": "Note"},
            "“note” is the text itself (by), and findings carry none of it along. with_sentence=True gives the "
            "sentence around the words.",
        ),
        ({"text": []}, 'No column of text is named; write text="note", or whichever it is.'),
    ],
)
def test_a_column_that_will_not_do_is_told_at_once(
    session: SparkSession, arguments: dict[str, Any], told: str
) -> None:
    df = session.createDataFrame(
        [],
        "id int, note string, visit struct<who: string, what: string>, level string, data binary",
    )
    with pytest.raises(UnusableTable) as error:
        notes.check(df, **arguments)
    assert str(error.value).startswith(told)


def test_two_columns_of_one_name(session: SparkSession) -> None:
    df = table(session, (1, NOTE))
    with pytest.raises(UnusableTable, match="There are 2 columns “note” in this table"):
        notes.check(df.crossJoin(df.select("note")))


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ({"select": "BLM999"}, UnknownRule),
        ({"profile": "mars"}, ConfigError),
        ({"show": "loud"}, ConfigError),
        ({"lexicon": "not-there"}, ConfigError),
        ({"settings": "not-there.yaml"}, ConfigError),
    ],
)
def test_settings_that_will_not_do_are_told_at_once(
    session: SparkSession, arguments: dict[str, Any], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        notes.check(table(session, (1, NOTE)), **arguments)


def test_new_notes_of_a_stream(session: SparkSession, tmp_path: Path) -> None:
    table(session, (1, NOTE), (2, "Tea.")).write.parquet(str(tmp_path / "notes"))
    coming = session.readStream.schema("id int, note string").parquet(str(tmp_path / "notes"))
    (
        notes.check(coming)
        .writeStream.format("parquet")
        .option("checkpointLocation", str(tmp_path / "seen"))
        .trigger(availableNow=True)
        .start(str(tmp_path / "findings"))
        .awaitTermination()
    )
    (row,) = rows(session.read.parquet(str(tmp_path / "findings")))
    assert (row["id"], row["matched"]) == ("1", "failed to engage")


# Where the package is not, or another


HIDING = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "strengthlint":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hidden())
"""


PAGE = Path(__file__).parent.parent.parent / "docs/spark.md"
TEAMS = ("North", "South")


def many_notes() -> list[tuple[str, str, str, date]]:
    """So many that figures are told: every second one asks for a second look."""
    said = (
        "Sam failed to engage with the visit.",
        "We had tea in the garden.",
        "  ",
        'He said, "I am lazy."',
    )
    return [
        (f"N{number}", said[number % 4], TEAMS[number // 2 % 2], date(2026, 1 + number // 60, 3))
        for number in range(120)
    ]


def test_every_block_of_the_documentation_runs(
    session: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one notebook, in the order of the page; only what installs a package is left out."""
    monkeypatch.chdir(tmp_path)
    session.sql("CREATE DATABASE IF NOT EXISTS care")
    table_of_notes = session.createDataFrame(
        many_notes(), "id string, note string, team string, written date"
    )
    for name in ("care.notes", "notes"):
        table_of_notes.write.mode("overwrite").saveAsTable(name)
    shown: list[list[Any]] = []
    notebook = {"spark": session, "display": lambda frame: shown.append(frame.collect())}
    blocks = re.findall(
        r"^( *)```python\n(.*?)^\1```$", PAGE.read_text(encoding="utf-8"), re.M | re.S
    )
    ran = 0
    for _, body in blocks:
        if "%pip" not in body:
            # So many parts are for many cores.
            body = body.replace("repartition(64)", "repartition(2)")
            exec(compile(textwrap.dedent(body), PAGE.name, "exec"), notebook)  # noqa: S102 - our own page
            ran += 1
    assert ran == len(blocks) - 1 >= 6
    first, rates = shown
    assert {row["code"] for row in first} >= {"BLM101"}
    # Of 30 notes of each team and month; half of those of South say nothing.
    assert [
        (each["team"], each["notes"], each["with_words"], each["per_1000"]) for each in rates
    ] == [
        ("North", 30, 15, 500.0),
        ("North", 30, 15, 500.0),
        ("South", 15, 0, 0.0),
        ("South", 15, 0, 0.0),
    ]
    assert Path("overview.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_overview_is_that_of_the_command(session: SparkSession, tmp_path: Path) -> None:
    rows_of_notes = many_notes()
    file = tmp_path / "notes.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("id", "note", "team", "written"), *rows_of_notes])
    page = tmp_path / "page.html"
    asked = ["notes", str(file), "--text", "note", "--id", "id", "--by", "team", "--by", "written"]
    done = CliRunner().invoke(
        main, [*asked, "--isolated", "--report", str(page), "--title", "Notes"]
    )
    assert done.exit_code == 1, done.output
    df = session.createDataFrame(rows_of_notes, "id string, note string, team string, written date")
    findings = notes.check(df, by=["team", "written"])
    ours = notes.overview(df, findings, by=["team", "written"])
    theirs = page.read_text(encoding="utf-8")

    def figures(text: str) -> str:
        """All but how the columns were found, and what no table of findings tells."""
        text = re.sub(r"<p[^>]*>[^<]*Reads “.*?</p>", "", text, flags=re.S)
        return re.sub(r"<h2 id=\"left-out\".*", "", text, flags=re.S)

    assert figures(ours) == figures(theirs)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": "notes"}, "There is no column “notes”. Did you mean “note”? There are: id, note"),
        ({"by": "teem"}, "There is no column “teem”."),
        ({"by": "worker"}, "“worker” may name people"),
    ],
)
def test_an_overview_that_cannot_be_is_told(
    session: SparkSession, changes: dict[str, Any], told: str
) -> None:
    df = session.createDataFrame(
        [("1", NOTE, "Ann Okafor")], "id string, note string, worker string"
    )
    findings = notes.check(df, by="worker")
    with pytest.raises(UnusableTable, match=re.escape(told)):
        notes.overview(df, findings, **changes)


def test_a_worker_that_lacks_the_package_says_so(
    session: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(HIDING, encoding="utf-8")
    monkeypatch.setitem(session.sparkContext.environment, "PYTHONPATH", str(tmp_path))
    with pytest.raises(Exception, match="Install the same wheel") as error:
        notes.check(table(session, (1, NOTE))).collect()
    assert "strengthlint is missing in the Python of this Spark worker (" in str(error.value)


def test_a_worker_that_lacks_what_the_package_needs_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notes, "checked", lambda *_: __import__("not_there_at_all"))
    with pytest.raises(RuntimeError) as error:
        list(notes._work(plan())(iter(())))
    assert str(error.value).startswith(
        "not_there_at_all is missing in the Python of this Spark worker ("
    )
    assert ", which strengthlint needs. Install the same wheel" in str(error.value)


def test_a_worker_with_another_version_or_lexicon_says_so(
    session: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "__version__", "9.9.9")
    with pytest.raises(
        Exception, match=r"The driver has strengthlint 9\.9\.9, and the Python of this"
    ):
        notes.check(table(session, (1, NOTE))).collect()


# Without Spark: what a worker is handed


def plan(**changes: Any) -> dict[str, Any]:
    made = notes._plan(Settings(), ["note"], True, ["team"], False)
    return {**made, **changes}


def batch(*cells: tuple[str | None, int | None, str]) -> pa.RecordBatch:
    texts, ids, teams = zip(*cells, strict=True)
    arrays = [pa.array(texts, pa.string()), pa.array(map(str, ids)), pa.array(teams)]
    return pa.RecordBatch.from_arrays(arrays, names=["c0", "c1", "c2"])


def test_a_worker_makes_one_checker_and_keeps_few(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Settings] = []

    def counting(settings: Settings, *_: Any, **__: Any) -> object:
        made.append(settings)
        return object()

    plans = [plan(settings=(("BLM",), (), (), "note", "uk", (str(number),))) for number in range(4)]
    monkeypatch.setattr(notes, "NoteChecker", counting)
    notes._checkers.clear()
    try:
        for each in (*plans, plans[-1], plans[-2]):
            notes._checker(each)
        assert [settings.prefers for settings in made] == [("0",), ("1",), ("2",), ("3",)]
        assert len(notes._checkers) == 2
        assert (made[0].show, made[0].select) == (Level.NOTE, ("BLM",))
    finally:
        notes._checkers.clear()


def test_another_lexicon_than_the_drivers_is_told() -> None:
    notes._checkers.clear()
    with pytest.raises(
        RuntimeError, match=r"The lexicon of the driver \(0123\) is another than that of"
    ):
        list(notes.checked([batch((NOTE, 1, "North"))], plan(digest="0123")))


def test_what_goes_to_a_worker_is_small_and_names_nothing_of_ours() -> None:
    from pyspark import cloudpickle

    data = cloudpickle.dumps(notes._work(plan()))
    assert len(data) < 10_000
    script = HIDING + (
        "import pickle\n"
        "work = pickle.load(sys.stdin.buffer)\n"
        "try:\n"
        "    list(work(iter(())))\n"
        "except RuntimeError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=data, capture_output=True, check=True
    )
    assert done.stdout.decode().startswith(
        "strengthlint is missing in the Python of this Spark worker"
    )


def test_many_findings_go_back_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_AT_ONCE", 5)
    monkeypatch.setattr(notes, "TOGETHER", 4)
    cells = [(f"{NOTE} {number}.", number, f"team {number}") for number in range(20)]
    parts = list(notes.checked([batch(*cells), batch(*cells[:3])], plan()))
    assert [part.num_rows for part in parts] == [8, 8, 4, 3]
    every = [row for part in parts for row in part.to_pylist()]
    assert [(row["id"], row["team"]) for row in every] == [
        (str(number), f"team {number}") for number in [*range(20), *range(3)]
    ]


def test_a_fault_of_ours_in_a_note_costs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = NoteChecker.findings

    def faulty(self: NoteChecker, some: list[Note]) -> Iterator[Finding]:
        if any("boom" in note.text for note in some):
            raise KeyError("boom")
        return real(self, some)

    monkeypatch.setattr(NoteChecker, "findings", faulty)
    cells = [(NOTE, 1, "a"), ("boom", 2, "b"), (NOTE, 3, "c")]
    (part,) = notes.checked([batch(*cells)], plan())
    found = [(row["id"], row["team"], row["standing"], row["reason"]) for row in part.to_pylist()]
    told = "This note could not be checked (KeyError, a fault of strengthlint)."
    assert found == [("1", "a", "open", ""), ("2", "b", "not-read", told), ("3", "c", "open", "")]


def test_halves_of_characters_do_not_end_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    half = Finding(0, "1\ud83d", "note", 1, 1, "A", "a", "A", "note", "open", "", "x\udc00", None)
    monkeypatch.setattr(NoteChecker, "findings", lambda *_: iter([half]))
    (part,) = notes.checked([batch((NOTE, 1, "a"))], plan())
    assert [(row["id"], row["matched"]) for row in part.to_pylist()] == [("1?", "x?")]


def test_a_plan_needs_no_class_of_ours() -> None:
    data = pickle.dumps(plan())
    assert b"strengthlint." not in data
    assert b"pathlib" not in data
