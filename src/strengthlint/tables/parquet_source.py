"""Parquet, as warehouses and notebooks write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from strengthlint.errors import UnusableTable
from strengthlint.readers.text import decode_bytes
from strengthlint.tables.duck import connected, insist
from strengthlint.tables.source import HowToRead, Row, named

__all__ = ["ParquetSource"]

_TOGETHER = 1024


class ParquetSource:
    """A Parquet file."""

    def __init__(self, path: Path, how: HowToRead) -> None:
        insist(path)
        import duckdb

        self._path = path
        self._error = duckdb.Error
        self._at = 0
        try:
            self._database = connected()
            described = self._database.execute(
                "describe select * from read_parquet(?)", [str(path)]
            ).fetchall()
            ((self.size,),) = self._database.execute(
                "select count(*) from read_parquet(?)", [str(path)]
            ).fetchall()
        except duckdb.Error:
            raise self._broken("") from None
        self._names = [str(name) for name, *_ in described]
        self.columns = named(self._names)
        self.about = ""

    def rows(self, wanted: Sequence[int]) -> Iterator[Row]:
        """All rows; a spreadsheet would have its head above them."""
        chosen = ", ".join('"{}"'.format(self._names[at].replace('"', '""')) for at in wanted)
        self._at = 0
        try:
            result = self._database.cursor().execute(
                f"select {chosen} from read_parquet(?)",  # noqa: S608 - names of its own columns, quoted
                [str(self._path)],
            )
            while some := result.fetchmany(_TOGETHER):
                for cells in some:
                    self._at += 1
                    yield Row(self._at + 1, [_text(cell) for cell in cells])
        except self._error:
            raise self._broken(f" from row {self._at + 2} on") from None

    def position(self) -> int:
        """Rows that were read."""
        return self._at

    def _broken(self, where: str) -> UnusableTable:
        return UnusableTable(
            f"{self._path} cannot be read as Parquet{where}: it is damaged, was cut off, or is something else. "
            "Export it anew."
        )


def _text(value: object) -> object:
    return decode_bytes(value) if isinstance(value, bytes) else value
