"""The lexicon as a spreadsheet and back: nothing is lost, no cell is a formula, only edits are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.errors import LexiconError
from strengthlint.lexicon.importing import Plan, plan_import, plan_whole
from strengthlint.lexicon.location import builtin_folder
from strengthlint.lexicon.spreadsheet import (
    COLUMNS,
    Row,
    cells_of,
    complete,
    guard,
    read_csv,
    rows_of,
    unguard,
    write_csv,
)
from strengthlint.lexicon.workbook import read_xlsx, write_xlsx
from strengthlint.lexicon.written import (
    CONDITION_KEYS,
    EXAMPLE_KEYS,
    KEYS,
    WrittenEntry,
    WrittenLexicon,
    canonical,
    files_of,
    read_written,
)

Write = Callable[[WrittenLexicon], list[Row]]


def by_csv(lexicon: WrittenLexicon) -> list[Row]:
    return read_csv("words.csv", write_csv(lexicon.entries.values()))


def by_xlsx(lexicon: WrittenLexicon) -> list[Row]:
    return read_xlsx("words.xlsx", write_xlsx(lexicon.entries.values(), lexicon.sources))


@pytest.mark.parametrize("way", [by_csv, by_xlsx])
def test_the_whole_lexicon_comes_back(way: Write) -> None:
    lexicon = read_written([files_of(builtin_folder())])
    rows = way(lexicon)
    assert len(rows) == len(lexicon.entries) > 400
    for row in rows:
        entry = lexicon.entries[row.code]
        assert complete(row, {}) == entry.values
        assert (row.topic, row.off) == (entry.topic, entry.off)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)
TEXTS = st.lists(TEXT, max_size=3)


def entry(**values: Any) -> WrittenEntry:
    return WrittenEntry("LAB101", "topic", canonical({"code": "LAB101", **values}))


@settings(deadline=None, max_examples=50)
@given(
    st.fixed_dictionaries(
        {
            "why": TEXT,
            "flag": TEXTS,
            "instead": TEXTS,
            "when": st.dictionaries(
                st.sampled_from(CONDITION_KEYS[:-1]), st.lists(TEXT, min_size=1, max_size=3)
            ),
            "examples": st.dictionaries(
                st.sampled_from(EXAMPLE_KEYS), st.lists(TEXT, min_size=1, max_size=3)
            ),
        }
    )
)
def test_any_text_comes_back(values: dict[str, Any]) -> None:
    there = entry(**values)
    lexicon = WrittenLexicon({"LAB101": there})
    for way in (by_csv, by_xlsx):
        (row,) = way(lexicon)
        assert complete(row, {}) == there.values


@given(st.text(alphabet="'=+-@ab"))
def test_guards_come_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert unguard(guard(text, apostrophe=False)) == text
    assert not guard(text).startswith(("=", "+", "-", "@"))


def test_no_cell_is_a_formula() -> None:
    from openpyxl import load_workbook

    risky = entry(why="=1+1", flag=["@x"], ask="-y?", examples={"flag": ["==Failed== again."]})
    table = csv.reader(io.StringIO(write_csv([risky]).decode("utf-8-sig"), newline=""))
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in table for cell in row)
    book = load_workbook(io.BytesIO(write_xlsx([risky], {})))
    for row in book["Entries"].iter_rows(min_row=2, max_row=2):
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.value
            assert cell.number_format == "@"


def test_the_workbook_helps_to_edit() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(write_xlsx([entry()], {"HL21": {"title": "A guide"}})))
    assert book.sheetnames == ["Entries", "Read me", "Sources"]
    sheet = book["Entries"]
    assert sheet.freeze_panes == "C2"
    choices = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"rethink,reflect,note"' in choices
    assert '"wording,keep"' in choices
    assert book["Sources"]["B2"].value == "A guide"
    assert "How to edit" in [cell.value for cell in book["Read me"]["A"]]


# What people and their programs do to a spreadsheet.


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2026-11", "2026-11"),
        ("Nov-26", "2026-11"),
        ("November 2026", "2026-11"),
        ("01/11/2026", "2026-11"),
        ("2026-11-01", "2026-11"),
        ("2026-11-01 00:00:00", "2026-11"),
        ("soon", "soon"),
    ],
)
def test_a_month_that_was_taken_for_a_date(cell: str, month: str) -> None:
    (row,) = rows_of("words.csv", [["Code", "Reviewed"], ["LAB101", cell]])
    assert row.values["reviewed"] == month


def test_semicolons_tabs_blank_rows_and_few_columns() -> None:
    for mark in ";\t":
        data = f"Code{mark}level\n\n{mark}\nLAB101{mark}note\n".encode("utf-8-sig")
        (row,) = read_csv("words.csv", data)
        assert (row.number, row.code, row.values["level"]) == (4, "LAB101", "note")
        assert set(row.values) == {"code", "level"}


def told(error: pytest.ExceptionInfo[LexiconError]) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.entry, problem.message) for problem in error.value.problems]


def test_headings_and_codes_are_told_at_once() -> None:
    with pytest.raises(LexiconError) as error:
        rows_of("w.csv", [["Name", "Levle", "name"], ["x", "note", ""]])
    assert [message for _, _, message in told(error)] == [
        "“Levle” is not one of the columns.",
        "The column “name” is there twice.",
        "There is no column “Code”.",
    ]
    assert "Did you mean “Level”?" in str(error.value)
    with pytest.raises(LexiconError) as error:
        rows_of("w.csv", [["Code", "Name"], ["LAB101", "a"], ["", "b"], ["LAB101", "c"]])
    assert told(error) == [
        ("w.csv, row 3", "column “Code”", "There is no code."),
        ("w.csv, row 4", "column “Code”", "LAB101 is in row 2 already."),
    ]


@pytest.mark.parametrize(
    ("read", "data", "message"),
    [
        (read_csv, "Code\nLAB101 “x”".encode("cp1252"), "not in UTF-8"),
        (read_csv, b'Code\n"LAB101', "not CSV"),
        (read_csv, b"", "no column “Code”"),
        (read_xlsx, b"PK nothing", "not a workbook"),
        (read_xlsx, b"\xd0\xcf\x11\xe0 encrypted", "not a workbook"),
    ],
)
def test_a_file_that_is_no_spreadsheet(
    read: Callable[[str, bytes], list[Row]], data: bytes, message: str
) -> None:
    with pytest.raises(LexiconError, match=message):
        read("words", data)


# Taking it back.

BUILTIN = """\
- code: LAB101
  name: the-homeless
  level: rethink
  flag: [the homeless]
  unless: [the homeless shelter]
  instead: ["people who are homeless"]
  ask: Who is meant?
  why: Makes one thing of many people.
  sources: [HL21]
  sectors: [homelessness]
  agreement: consensus
  reviewed: 2026-11
  examples:
    flag: ["==The homeless== were moved.", "A day centre for ==the homeless==."]
    pass: ["The homeless shelter opened.", "He is homeless."]
"""
NEW = {
    "Code": "LAB1001",
    "Name": "rough-sleepers",
    "Level": "reflect",
    "Phrases": "rough sleeper(s)",
    "Ask": "Who?",
    "Why": "Names people by where they sleep.",
    "Sources": "HL21",
    "Sectors": "homelessness",
    "Reviewed": "2026-11",
    "Examples: flagged": "A ==rough sleeper== came.\n==Rough sleepers== left.",
    "Examples: quiet": "He sleeps rough.\nShe slept.",
}


@pytest.fixture
def builtin(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    text = BUILTIN + BUILTIN.replace("LAB101", "LAB102").replace("the-h", "those-h")
    (folder / "homelessness.yaml").write_text(text, encoding="utf-8")
    (folder / "sources.yaml").write_text("HL21: {title: A guide}\n", encoding="utf-8")
    return folder


def sheet(lexicon: WrittenLexicon, *new: dict[str, str], **edits: dict[str, str]) -> list[Row]:
    """The rows of an exported sheet after somebody has edited some cells and added rows."""
    titles = [column.title for column in COLUMNS]
    table = [titles]
    for code, there in lexicon.entries.items():
        cells = dict(zip(titles, cells_of(there), strict=True))
        table.append([*{**cells, **edits.get(code, {})}.values()])
    table += [[row.get(title, "") for title in titles] for row in new]
    return rows_of("w.xlsx", table)


def written(folder: Path, plan: Plan) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in plan.files.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_nothing_is_written_where_nothing_was_edited(builtin: Path, tmp_path: Path) -> None:
    plan = plan_import(
        "w.xlsx", sheet(read_written([files_of(builtin)])), [builtin], tmp_path / "o"
    )
    assert (plan.files, plan.same) == ({}, 2)


def test_only_what_was_edited_is_written(builtin: Path, tmp_path: Path) -> None:
    rows = sheet(
        read_written([files_of(builtin)]),
        {**NEW, "Topic": "our-words"},
        LAB101={"Level": "reflect", "Unless": ""},
        LAB102={"Switched off because": "We say it."},
    )
    plan = plan_import("w.xlsx", rows, [builtin], tmp_path / "own")
    assert plan.files["homelessness.yaml"] == (
        "- code: LAB101\n  level: reflect\n  unless: []\n\n- code: LAB102\n  off: We say it.\n"
    )
    assert plan.files["our-words.yaml"].startswith("- code: LAB1001\n  name: rough-sleepers\n")
    assert plan.changed == [("LAB101 the-homeless", ["level", "unless"])]
    assert plan.switched_off == ["LAB102 those-homeless"]
    assert plan.added == ["LAB1001 rough-sleepers"]


def test_a_folder_in_use_is_changed_entry_by_entry(builtin: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "homelessness.yaml").write_text(
        "# Ours.\n- code: LAB101\n  ask: What do we know?\n# Why: see the minutes.\n"
        "- code: LAB102\n  off: We say it.\n",
        encoding="utf-8",
    )
    layers = [files_of(builtin), files_of(own)]
    rows = sheet(
        read_written(layers), LAB101={"Level": "reflect"}, LAB102={"Switched off because": ""}
    )
    plan = plan_import("w.xlsx", rows, [builtin], own)
    assert plan.files == {
        "homelessness.yaml": "# Ours.\n- code: LAB101\n  level: reflect\n  ask: What do we know?\n"
        "# Why: see the minutes.\n- code: LAB102\n"
    }
    written(own, plan)
    after = read_written([files_of(builtin), files_of(own)])
    assert after.entries["LAB102"].off == ""
    assert after.entries["LAB101"].values["ask"] == "What do we know?"


def test_an_old_sheet_takes_nothing_back(builtin: Path, tmp_path: Path) -> None:
    before = read_written([files_of(builtin)])
    file = builtin / "homelessness.yaml"
    newer = file.read_text(encoding="utf-8").replace("Who is meant?", "Who are they?")
    file.write_text(newer, encoding="utf-8")
    plan = plan_import("w.xlsx", sheet(before), [builtin], tmp_path / "own")
    assert (plan.files, plan.same) == ({}, 2)
    with pytest.raises(LexiconError) as error:
        plan_import("w.xlsx", sheet(before, LAB101={"Level": "note"}), [builtin], tmp_path / "own")
    assert told(error) == [
        (
            "w.xlsx, row 2",
            "column “Code”",
            "LAB101 has changed in the lexicon too since it was exported.",
        )
    ]


def test_everything_that_needs_attention_is_told_by_row_and_column(
    builtin: Path, tmp_path: Path
) -> None:
    rows = sheet(
        read_written([files_of(builtin)]),
        {**NEW, "Name": "the-homeless", "Topic": "../elsewhere"},
        {**NEW, "Code": "LAB1002", "Name": "the-homeless", "Sectors": ""},
        {**NEW, "Code": "LAB1003", "Name": "x", "Switched off because": "not ours"},
        LAB101={"Level": "retink", "Phrases": "(broken", "Sources": "HL12"},
        LAB102={"Why": "", "When": "whom: person", "Examples: flagged": "no marks"},
    )
    with pytest.raises(LexiconError) as error:
        plan_import("w.xlsx", rows, [builtin], tmp_path / "own")
    found = {(path.removeprefix("w.xlsx, "), column) for path, column, _ in told(error)}
    assert found == {
        ("row 2", "column “Level”"),
        ("row 2", "column “Phrases”"),
        ("row 3", "column “Why”"),
        ("row 3", "column “When”"),
        ("row 4", "column “Topic”"),
        ("row 5", "column “Sectors”"),
        ("row 6", "column “Switched off because”"),
    }
    assert not (tmp_path / "own").exists()
    rows = sheet(read_written([files_of(builtin)]), {**NEW, "Name": "the-homeless"})
    with pytest.raises(LexiconError) as error:
        plan_import("w.xlsx", rows, [builtin], tmp_path / "own")
    assert [(path, column) for path, column, _ in told(error)] == [
        ("w.xlsx, row 4", "column “Name”")
    ]


def test_what_a_folder_above_overrides_is_told(builtin: Path, tmp_path: Path) -> None:
    above = tmp_path / "above"
    above.mkdir()
    (above / "a.yaml").write_text("- {code: LAB101, level: note}\n", encoding="utf-8")
    layers = [files_of(builtin), files_of(above)]
    rows = sheet(read_written(layers), LAB101={"Level": "reflect"})
    with pytest.raises(LexiconError, match="no effect: a folder laid over this one"):
        plan_import("w.xlsx", rows, [builtin], tmp_path / "own", [above])


def test_whole_entries_into_an_empty_folder(builtin: Path, tmp_path: Path) -> None:
    lexicon = read_written([files_of(builtin)])
    own = tmp_path / "own"
    written(own, plan_whole("w.xlsx", sheet(lexicon), [builtin], own))
    assert {path.name for path in own.iterdir()} == {"homelessness.yaml"}
    assert read_written([files_of(own)]).entries == lexicon.entries


def test_every_key_has_a_column() -> None:
    keys = {column.key for column in COLUMNS}
    assert keys >= {key for key in KEYS if key != "examples"}
    assert keys >= {f"examples {part}" for part in EXAMPLE_KEYS}
