"""The history of runs: a line each, counts only, and never anything else's file."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from strengthlint.diagnostic import Level
from strengthlint.errors import ConfigError
from strengthlint.figures.history import Point, append, read

POINT = Point(
    datetime(2026, 11, 3, 7, 30, tzinfo=timezone.utc),
    "5f2a91c07be3",
    12,
    1,
    8000,
    Counter({Level.RETHINK: 4, Level.REFLECT: 2, Level.NOTE: 0}),
    Counter({"BLM": 5, "LAB": 1}),
)


def test_what_is_added_comes_back_in_the_order_of_dates(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    later = replace(POINT, date=POINT.date + timedelta(days=7), documents=13)
    append(file, later)
    append(file, POINT)
    assert read(file) == [POINT, later]
    assert POINT.per_thousand(Level.RETHINK) == 0.5


def test_a_line_holds_counts_and_no_name_of_a_document(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    append(file, POINT)
    line = json.loads(file.read_text(encoding="utf-8"))
    assert set(line) == {
        "history", "date", "strengthlint", "lexicon", "documents", "unreadable", "words", "open",
        "families",
    }  # fmt: skip


def test_a_file_that_is_not_there_is_a_history_that_begins(tmp_path: Path) -> None:
    assert read(tmp_path / "new.jsonl") == []


def test_a_last_line_without_an_end_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    append(file, POINT)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    append(file, POINT)
    assert read(file) == [POINT, POINT]


@pytest.mark.parametrize(
    "line",
    ["Dear all,", "[]", "3", '{"history": 2}', '{"history": 1, "date": "soon"}', '{"history": 1}'],
)
def test_what_is_no_history_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "history.jsonl"
    append(file, POINT)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{line}\n")
    with pytest.raises(ConfigError, match=r"line 2\n  This line is no run\."):
        read(file)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    file.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(ConfigError, match="This is no history of runs"):
        read(file)
