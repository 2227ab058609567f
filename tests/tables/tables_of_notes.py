"""The same few notes as every kind of table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

HEAD = ("Note ID", "Written on", "Team", "Case note")
ROWS = (
    ("n1", "03/04/2026", "North", "Met Kim at home. She failed to engage with the visit."),
    ("n2", "04/04/2026", "North", "Tea with Kim’s brother,\nwho rang “about the boiler”."),
    ("n3", "11/05/2026", "South", "<p>Sam is&nbsp;non-compliant.</p><p>Will ring on <b>Friday</b>.</p>"),
    ("n4", "", "South", ""),
    ("n5", "12/05/2026", "South", r"{\rtf1\ansi She suffers from \b asthma\b0  and caf\'e9 life.\par}"),
    ("n6", "13/05/2026", "", "Tea with Kim’s brother,\nwho rang “about the boiler”."),
)  # fmt: skip


def csv_text(rows: Sequence[Sequence[object]] = ROWS, delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([HEAD, *rows])
    return out.getvalue()


def write_csv(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    path.write_bytes(csv_text(rows).encode())
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def write_parquet(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    import duckdb

    with duckdb.connect() as database:
        columns = ", ".join(f'"{name}" varchar' for name in HEAD)
        database.execute(f"create table notes ({columns})")
        database.executemany(
            "insert into notes values (?, ?, ?, ?)", [[cell or None for cell in r] for r in rows]
        )
        database.execute(f"copy notes to '{path}' (format parquet)")
    return path
