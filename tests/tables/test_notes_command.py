"""`strengthlint notes`: exact findings whatever kind of table, exit codes, bad input, broken-off runs."""

from __future__ import annotations

import codecs
import csv
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of_notes import ROWS, csv_text, write_csv, write_parquet, write_xlsx

from strengthlint.cli import main
from strengthlint.run.interruption import Interruption
from strengthlint.tables import checking, table_run, working
from strengthlint.tables.checking import Note, Outcome, TextChecker
from strengthlint.tables.findings import FindingsFile
from strengthlint.tables.journal import Journal, State
from strengthlint.tables.source import Row
from strengthlint.tables.working import Filled, in_order

Run = Callable[..., Result]
COLUMNS = "row,id,text_column,line,character,code,name,family,level,standing,reason,matched"
FOUND = [
    "2,n1,Case note,1,22,BLM101,failed-to-engage,BLM,rethink,open,,failed to engage",
    "4,n3,Case note,1,16,BLM809,non-compliant,BLM,rethink,open,,non-compliant",
    "6,n5,Case note,1,5,PTY301,suffers-from,PTY,rethink,open,,suffers from",
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str | Path) -> Result:
        words = ["notes", *map(str, args), "--isolated", "-j", "1"]
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return call


def there() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def lines(path: str = "found.csv") -> list[str]:
    return Path(path).read_text("utf-8-sig").splitlines()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_every_kind_of_table_gives_the_same_findings(run: Run, kind: str) -> None:
    make = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}[kind]
    result = run(make(Path(f"export.{kind}")), "-o", "found.csv")
    assert result.exit_code == 1
    assert lines() == [COLUMNS, *FOUND]
    assert "3 of 5 notes have something to look at (600 of 1,000): 3 to rethink." in result.stdout
    assert "Also: 1 note with the text of one before; 1 row without text." in result.stdout
    assert there() == [f"export.{kind}", "found.csv"]


def test_what_is_guessed_is_told(run: Run) -> None:
    result = run(write_csv(Path("export.csv")), "-o", "found.csv")
    assert result.stderr == (
        "export.csv. Reads “Case note” as the notes, “Note ID” as their id, figures by month of “Written on” and "
        "“Team”. Guessed; --text, --id and --by say it otherwise.\n"
    )
    result = run(
        "export.csv", "--text", "case_note", "--id", "note id", "--by", "team", "-o", "found.csv"
    )
    assert result.stderr == (
        "export.csv. Reads “Case note” as the notes, “Note ID” as their id, figures by “Team”.\n"
    )
    assert lines() == [COLUMNS, *FOUND]


def test_the_findings_as_json_lines_and_parquet(run: Run) -> None:
    import duckdb

    write_csv(Path("export.csv"))
    assert run("export.csv", "-o", "found.jsonl", "--with-sentence").exit_code == 1
    rows = [json.loads(line) for line in Path("found.jsonl").read_text("utf-8").splitlines()]
    assert list(rows[0]) == [*COLUMNS.split(","), "sentence"]
    assert rows[0]["sentence"] == "She failed to engage with the visit."
    assert [row["row"] for row in rows] == [2, 4, 6]
    assert run("export.csv", "-o", "found.parquet").exit_code == 1
    found = duckdb.sql("from 'found.parquet'")
    assert found.columns == COLUMNS.split(",")
    assert [",".join("" if c is None else str(c) for c in row) for row in found.fetchall()] == FOUND
    assert there() == ["export.csv", "found.jsonl", "found.parquet"]


def test_a_table_of_which_nothing_is_raised_has_its_columns(run: Run) -> None:
    import duckdb

    write_csv(Path("export.csv"), [("n1", "", "", "Tea with Kim."), ("n2", "", "", "More tea.")])
    for name in ("found.csv", "found.parquet", "found.jsonl"):
        result = run("export.csv", "--text", "Case note", "-o", name)
        assert (result.exit_code, result.stdout.splitlines()[0]) == (0, f"{name}: 0 rows.")
    assert lines() == [COLUMNS]
    assert duckdb.sql("from 'found.parquet'").columns == COLUMNS.split(",")
    assert Path("found.jsonl").read_bytes() == b""


def test_nothing_of_a_note_but_the_words_is_in_the_findings(run: Run) -> None:
    write_csv(Path("export.csv"))
    run("export.csv", "-o", "found.csv", "--report", "page.html", "--show", "note")
    for name in ("found.csv", "page.html"):
        text = Path(name).read_text("utf-8-sig")
        assert "Kim" not in text
        assert "visit" not in text


def test_several_columns_of_text(run: Run) -> None:
    head = "id,Situation,Plan\n"
    Path("a.csv").write_text(head + "1,She failed to engage.,\n2,Tea.,She is non-compliant.\n")
    result = run("a.csv", "--text", "Situation", "--text", "Plan", "-o", "found.csv")
    assert result.exit_code == 1
    assert [row["text_column"] for row in csv.DictReader(lines())] == ["Situation", "Plan"]
    assert "2 of 2 notes" in result.stdout


def test_exit_codes_and_levels(run: Run) -> None:
    write_csv(Path("export.csv"))
    assert run("export.csv").exit_code == 1
    assert run("export.csv", "--exit-zero").exit_code == 0
    assert run("export.csv", "--fail-on", "never").exit_code == 0
    assert run("export.csv", "--select", "LAB").exit_code == 0
    assert run("export.csv", "--select", "NOPE").exit_code == 2
    run("export.csv", "--ignore", "BLM", "-o", "found.csv")
    assert lines() == [COLUMNS, FOUND[2]]


@pytest.mark.parametrize(
    "data",
    [
        csv_text().encode("utf-8-sig"),
        csv_text().encode("utf-16"),
        csv_text().encode("utf-16-le"),
        codecs.BOM_UTF16_BE + csv_text().encode("utf-16-be"),
        csv_text().encode("cp1252"),
        # One half of the rows from one system, one from another.
        csv_text(ROWS[:3]).encode("utf-8") + csv_text(ROWS[3:]).encode("cp1252").split(b"\r\n", 1)[1],
        csv_text(delimiter=";").encode(),
        ("sep=;\r\n" + csv_text(delimiter=";")).encode(),
        csv_text(delimiter="\t").encode(),
        csv_text(delimiter="|").encode(),
        csv_text().replace("\r\n", "\n").encode(),
        csv_text().encode().replace(b"Met Kim", b"Met \0Kim"),
    ],
    ids=[
        "utf-8 with its mark", "utf-16", "utf-16 without its mark", "utf-16 big endian", "cp1252",
        "mixed", "semicolons", "sep=", "tabs", "bars", "unix", "nul",
    ],
)  # fmt: skip
def test_csv_of_every_make(run: Run, data: bytes) -> None:
    Path("export.csv").write_bytes(data)
    result = run("export.csv", "-o", "found.csv")
    assert result.exit_code == 1
    assert lines() == [COLUMNS, *FOUND]


def test_a_file_of_line_ends_of_old_macs(run: Run) -> None:
    text = "id\tnote\rn1\tShe failed to engage.\rn2\tTea – again.\r"
    Path("a.tsv").write_bytes(text.encode("mac-roman"))
    assert run("a.tsv", "-o", "found.csv").exit_code == 1
    assert [row["id"] for row in csv.DictReader(lines())] == ["n1"]


@pytest.mark.parametrize(
    ("name", "data", "args", "message"),
    [
        ("gone.csv", None, (), "gone.csv: There is no such file. Did you mean gine.csv?"),
        ("a.csv", b"", (), "a.csv is empty."),
        ("a.csv", b"\n\n", (), "has no head that names its columns"),
        ("a.csv", b"id,note\n", (), "There is a head (id, note) and no row below it."),
        ("a.csv", b"id,note\n1,\n2,\n", ("--text", "note"), "There is no text in “note” of a.csv, in any of its 2 rows."),
        ("a.csv", b"id,n\n1,2\n", (), "No column looks like notes. Name it with --text; there are: id, n."),
        ("a.csv", b"id,note\n1,Tea.\n", ("--text", "nots"), "There is no column “nots” (--text). Did you mean “note”?"),
        ("a.csv", b"id,note\n1,Tea.\n", ("--by", "team"), "There is no column “team” (--by)."),
        ("a.csv", b"Worker,note\n1,Tea.\n", ("--by", "Worker"), "“Worker” may name people, and these figures compare none."),
        ("a.csv", b"PK\x03\x04abc", (), "has the name of a CSV file and is something else"),
        ("a.xlsx", b"PK\x03\x04abc", (), "a.xlsx is no workbook that can be read."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0abc", (), "a.xlsx has a password, or is of an older Excel."),
        ("a.xls", b"\xd0\xcf\x11\xe0abc", (), "a.xls is no table of a kind that is read here. Open it in Excel"),
        ("a.parquet", b"PAR1 and nothing more", (), "a.parquet cannot be read as Parquet"),
        ("a.csv", b"id,note\n1,Tea.\n", ("-o", "a.csv"), "a.csv is the table itself, which is never changed"),
        ("a.csv", b"id,note\n1,Tea.\n", ("-o", "a.docx"), "Findings are written as .csv, .jsonl or .parquet"),
        ("a.csv", b"id,note\n1,Tea.\n", ("-o", "no/a.csv"), "There is no folder no to write to; make it first."),
        ("a.csv", b"id,note\n1,Tea.\n", ("--report", "a.csv"), "The page is written as .html, and not as “a.csv”."),
        ("a.csv", b"id,note\n1,Tea.\n", ("--delimiter", "ab"), "--delimiter takes one character, or the word tab."),
        (".", None, (), "is a folder. Name the table in it"),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_sentence(
    run: Run, name: str, data: bytes | None, args: Sequence[str], message: str
) -> None:
    Path("gine.csv").write_bytes(b"id,note\n")
    if data is not None:
        Path(name).write_bytes(data)
    result = run(name, *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output
    if data is not None:
        assert Path(name).read_bytes() == data
    assert not Path("found.csv").exists()


def test_a_broken_parquet_file_keeps_nothing_silently(run: Run) -> None:
    data = write_parquet(Path("a.parquet")).read_bytes()
    Path("cut.parquet").write_bytes(data[: len(data) // 2])
    result = run("cut.parquet", "-o", "found.csv")
    assert (result.exit_code, Path("found.csv").exists()) == (2, False)
    assert "is damaged, was cut off, or is something else. Export it anew." in result.stderr


def test_parquet_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.tables.duck.find_spec", lambda _: None)
    write_csv(Path("a.csv"))
    for args in (("a.csv", "-o", "found.parquet"), ("b.parquet",)):
        Path("b.parquet").write_bytes(b"x")
        result = run(*args)
        assert result.exit_code == 2
        assert 'python -m pip install "strengthlint[tables]"' in result.stderr


def test_rows_that_are_not_as_the_head_says_are_named(run: Run) -> None:
    Path("a.csv").write_text(
        'id,note,team\n1,"Fine, thanks.",A\n2,She failed to engage, again,A\n3\n\n5,Tea.,A\n'
    )
    result = run("a.csv", "--text", "note", "-o", "found.csv")
    assert result.exit_code == 2
    assert [(row["row"], row["standing"], row["code"]) for row in csv.DictReader(lines())] == [
        ("3", "read-in-part", ""), ("3", "open", "BLM101"), ("4", "not-read", ""),
    ]  # fmt: skip
    assert "1 row could not be read.\n1 row could be read only in part." in result.stderr
    assert "  row 3: This row has 4 cells and the head has 3" in result.stderr
    assert "  row 4: This row has 1 cell and the head has 3" in result.stderr
    assert run("a.csv", "--text", "note", "--allow-gaps", "--exit-zero").exit_code == 0


def test_a_quotation_mark_that_is_never_closed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthlint.tables.csv_source._LONGEST_CELL", 4000)
    more = "".join(f"{n},Tea number {n}.\n" for n in range(500))
    Path("a.csv").write_text(f'id,note\n1,She failed to engage.\n2,"Tea.\n{more}')
    result = run("a.csv", "--text", "note", "-o", "found.csv")
    assert result.exit_code == 2
    rows = list(csv.DictReader(lines()))
    assert [(row["row"], row["standing"]) for row in rows] == [("2", "open"), ("3", "not-read")]
    assert rows[1]["reason"].startswith("A quotation mark in this row is never closed")


def test_numbers_nulls_and_ids_that_stand_twice(run: Run) -> None:
    write_xlsx(
        Path("a.xlsx"), [(1, "", "", "She failed to engage."), (1.0, "", "", 17), (2, "", "", None)]
    )
    result = run("a.xlsx", "--text", "Case note", "-o", "found.csv")
    assert result.exit_code == 1
    assert [row["id"] for row in csv.DictReader(lines())] == ["1"]
    assert "1 row without text; 1 id that stands in a row before too" in result.stdout


def test_a_row_of_many_megabytes(run: Run) -> None:
    Path("a.csv").write_text(f'id,note\n1,"{"Tea and a walk. " * 20_000}She failed to engage."\n')
    assert run("a.csv", "--text", "note", "-o", "found.csv").exit_code == 1
    (row,) = csv.DictReader(lines())
    assert row["character"] == "320005"


def test_a_sheet_is_chosen(run: Run) -> None:
    from openpyxl import load_workbook

    book = load_workbook(write_xlsx(Path("a.xlsx")))
    book.create_sheet("Read me", 0)
    book.save("a.xlsx")
    result = run("a.xlsx", "-o", "found.csv")
    assert "a.xlsx (sheet “Sheet”)" in result.stderr
    assert lines() == [COLUMNS, *FOUND]
    result = run("a.xlsx", "--sheet", "Shet")
    assert "has no sheet “Shet”. Did you mean “Sheet”?" in result.stderr
    assert run("a.xlsx", "--sheet", "Read me").exit_code == 2


# Broken off


def many(path: Path, count: int = 2000) -> Path:
    notes = [
        "She failed to engage on day {}.",
        "Tea on day {}.",
        "Refused meds, day {}.",
        "Rang {}.",
    ]
    rows = [(f"n{n}", "03/04/2026", "AB"[n % 2], notes[n % 4].format(n)) for n in range(count)]
    return write_csv(path, rows)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A checker that takes no time; gives what it was asked."""
    asked: list[list[str]] = []

    def check(self: TextChecker, texts: Sequence[str]) -> list[Outcome]:
        asked.append(list(texts))
        remark = checking.Remark(
            "BLM101", "failed-to-engage", "rethink", "open", "", "failed to engage", 1, 5, None
        )
        return [Outcome((remark,) if "failed" in text else (), 5) for text in texts]

    monkeypatch.setattr(TextChecker, "__call__", check)
    monkeypatch.setattr(table_run, "_EVERY", 0.0)
    return asked


def test_who_breaks_off_goes_on_where_it_stopped(
    run: Run, quick: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    many(Path("export.csv"))
    args = ("export.csv", "-o", "found.csv", "--report", "page.html")
    assert run(*args).exit_code == 1
    whole = Path("found.csv").read_bytes(), Path("page.html").read_bytes()
    for name in ("found.csv", "page.html"):
        Path(name).unlink()

    stop_at = [3]
    real = table_run.TableRun._take

    def take(self: table_run.TableRun, *rest: object) -> None:
        real(self, *rest)  # type: ignore[arg-type]
        stop_at[0] -= 1
        if not stop_at[0]:
            asking[0].is_asked = True

    asking: list[Interruption] = []
    made = Interruption.__init__

    def init(self: Interruption) -> None:
        made(self)
        asking.append(self)

    monkeypatch.setattr(Interruption, "__init__", init)
    monkeypatch.setattr(table_run.TableRun, "_take", take)
    result = run(*args)
    assert result.exit_code == 130
    assert (
        "Broken off behind row 769. What was found lies in found.csv.partial. The same command goes on"
        in result.stderr
    )
    assert not Path("found.csv").exists()
    # Whole rows only, and what a crash left behind them is cut off.
    partial = Path("found.csv.partial").read_bytes()
    assert partial.endswith(b"failed to engage\n")
    assert whole[0].startswith(partial)
    Path("found.csv.partial").write_bytes(partial + b"770,n7")
    quick.clear()
    result = run(*args)
    assert result.exit_code == 1
    assert "Went on behind row 769, where it was broken off." in result.stderr
    assert (Path("found.csv").read_bytes(), Path("page.html").read_bytes()) == whole
    assert sum(map(len, quick)) == 2000 - 768
    assert there() == ["export.csv", "found.csv", "page.html"]


def test_a_process_that_is_killed_loses_nothing(
    run: Run, quick: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    many(Path("export.csv"))
    assert run("export.csv", "-o", "whole.parquet").exit_code == 1
    real = TextChecker.__call__

    def dying(self: TextChecker, texts: Sequence[str]) -> list[Outcome]:
        if len(quick) > 12:
            raise MemoryError
        return real(self, texts)

    with monkeypatch.context() as patch:
        patch.setattr(TextChecker, "__call__", dying)
        with pytest.raises(MemoryError):
            run("export.csv", "-o", "found.parquet")
    assert Path("found.parquet.journal").exists()
    result = run("export.csv", "-o", "found.parquet")
    assert "Went on behind row" in result.stderr
    import duckdb

    assert (
        duckdb.sql("from 'found.parquet'").fetchall()
        == duckdb.sql("from 'whole.parquet'").fetchall()
    )


@pytest.mark.parametrize("change", ["table", "settings", "partial", "fresh"])
def test_it_begins_anew_where_anything_is_another(
    run: Run, quick: list[list[str]], change: str
) -> None:
    many(Path("export.csv"), 600)
    args: list[str] = ["export.csv", "-o", "found.csv"]
    assert run(*args).exit_code == 1
    whole = Path("found.csv").read_bytes()
    # A journal of a run that came no further than its first rows.
    first: list[State] = []
    real = Journal.write

    def write(self: Journal, state: State) -> None:
        first.append(state)
        real(self, first[0])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "remove", lambda self: None)
        patch.setattr(Journal, "write", write)
        run(*args)
    assert Path("found.csv.journal").exists()
    Path("found.csv").rename("found.csv.partial")
    if change == "table":
        with Path("export.csv").open("a") as file:
            file.write("n600,,A,More tea.\n")
    elif change == "settings":
        args += ["--profile", "scotland"]
    elif change == "partial":
        Path("found.csv.partial").write_bytes(b"")
    else:
        args.append("--fresh")
    quick.clear()
    result = run(*args)
    assert "Went on" not in result.stderr
    assert sum(map(len, quick)) == 600 + (change == "table")
    assert Path("found.csv").read_bytes() == whole


def test_a_full_disk_loses_nothing(
    run: Run, quick: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    many(Path("export.csv"))
    assert run("export.csv", "-o", "whole.csv").exit_code == 1
    real = FindingsFile.keep
    kept: list[int] = []

    def keep(self: FindingsFile) -> None:
        real(self)
        kept.append(self.size)
        if len(kept) == 4:
            assert self._file is not None
            self._file = Full(self._file)  # type: ignore[assignment]

    monkeypatch.setattr(FindingsFile, "keep", keep)
    result = run("export.csv", "-o", "found.csv")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "found.csv cannot be written: No space left on device. What was found so far is kept where it could be; make "
        "room, and the same command goes on from there."
    )
    assert not Path("found.csv").exists()
    assert "Went on behind row" in run("export.csv", "-o", "found.csv").stderr
    assert Path("found.csv").read_bytes() == Path("whole.csv").read_bytes()


class Full:
    """A file on a disk that is full: what is written lies in memory until it is to be kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


# Side by side


class Stub(TextChecker):
    """Finds the text itself in each text, and does to its process what the text says."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __getstate__(self) -> Any:
        return self.folder

    def __setstate__(self, state: Any) -> None:
        self.folder = state

    def __call__(self, texts: Sequence[str]) -> list[Outcome]:
        for text in texts:
            once = Path(self.folder, "once")
            if text == "kill" or (text == "once" and not once.exists()):
                once.touch()
                os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        return [Outcome(gaps=(text,), words=1) for text in texts]


def checked(texts: Sequence[str], folder: Path, jobs: int) -> list[tuple[int, str]]:
    rows = [
        Filled(Row(number), None, [Note(None, text, "note", number)] if text else [], ())
        for number, text in enumerate(texts, 2)
    ]
    done = in_order(iter(rows), Stub(str(folder)), jobs, Interruption(), lambda: None)
    return [
        (each.filled.row.number, "".join((*outcome.gaps, outcome.problem)))
        for some in done
        for each in some
        for outcome in each.outcomes or [Outcome()]
    ]


@pytest.mark.parametrize("bad", ["kill", "once"])
def test_a_worker_that_dies_loses_no_row(
    tmp_path: Path, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "TOGETHER", 8)
    monkeypatch.setattr(working, "_PAYS", 50)
    texts = [f"note {number % 170}" for number in range(200)]
    texts[70] = bad
    found = dict(checked(texts, tmp_path, 2))
    assert list(found) == list(range(2, 202))
    problem = found.pop(72)
    assert found == {number: texts[number - 2] for number in found}
    if bad == "once":
        assert problem == "once"
    else:
        assert problem.startswith("The process that read this note was ended by the system")


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(st.sampled_from(["", "a", "b", "c", "d" * 300]), max_size=60),
    together=st.integers(1, 7),
    characters=st.integers(1, 900),
)
def test_rows_come_back_in_order_however_many_go_together(
    texts: list[str], together: int, characters: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(working, "TOGETHER", together)
        patch.setattr(working, "_CHARACTERS", characters)
        found = checked(texts, Path(), 1)
    assert found == list(enumerate(texts, 2))


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of Unix")
def test_ctrl_c_on_the_command_line(tmp_path: Path) -> None:
    many(tmp_path / "export.csv", 60_000)
    command = [sys.executable, "-c", "from strengthlint.cli import main; main()", "notes"]
    words = ["export.csv", "-o", "found.csv", "--isolated", "-j", "2"]
    with subprocess.Popen(
        [*command, *words], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        partial = tmp_path / "found.csv.partial"
        while process.poll() is None and not (partial.exists() and partial.stat().st_size > 500):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=120)
    assert process.returncode == 130, error
    state = json.loads((tmp_path / "found.csv.journal").read_text("utf-8"))
    rows = list(csv.DictReader(partial.read_text("utf-8-sig").splitlines()))
    assert len(rows) == state["written"] > 0
    assert int(rows[-1]["row"]) <= state["row"] < 60_001
