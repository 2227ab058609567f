"""The table of findings on disk: CSV, JSON lines or Parquet, never with half a row in it.

Until the last note is checked the rows lie in a file beside it, so that a run that was broken off goes
on where it stopped, and nobody meets half a table under the name of a whole one.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from strengthlint.errors import UnusableTable
from strengthlint.lexicon.spreadsheet import guard
from strengthlint.reporters.places import printable
from strengthlint.tables.duck import connected, insist, quoted
from strengthlint.tables.schema import Column, Finding

__all__ = ["SUFFIXES", "FindingsFile"]

SUFFIXES: Final = (".csv", ".jsonl", ".ndjson", ".parquet", ".pq")
_PARQUET: Final = (".parquet", ".pq")
_TYPES: Final = {int: "BIGINT", str: "VARCHAR"}


class FindingsFile:
    """A table of findings that is being written.

    Args:
        path: What it is called in the end; its suffix says in which form.
        columns: Its columns.

    Attributes:
        partial: Where the rows lie until then.
        size: Bytes of whole rows that lie there.

    Raises:
        UnusableTable: where it cannot be written, or not in this form.
    """

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        self._suffix = path.suffix.lower()
        if self._suffix not in SUFFIXES:
            raise UnusableTable(
                f"Findings are written as .csv, .jsonl or .parquet, and not as “{path.name}”. A page for a "
                "browser: --report overview.html"
            )
        if self._suffix in _PARQUET:
            insist(path)
        self.path = path
        self.partial = path.with_name(f"{path.name}.partial")
        self.size = 0
        self._columns = columns
        self._width = len(columns)
        self._file: BinaryIO | None = None

    def open(self, size: int = 0) -> None:
        """Begin, or go on behind so many bytes of an earlier run; what lies behind them goes."""
        try:
            if size:
                self._file = self.partial.open("r+b")
                self._file.truncate(size)
                self._file.seek(size)
            else:
                self._file = self.partial.open("wb")
                self._file.write(self._head())
            self.size = self._file.tell()
        except OSError as error:
            raise _not_written(self.path, error) from None

    def write(self, findings: Iterable[Finding]) -> None:
        """Add rows."""
        data = b"".join(map(self._row, findings))
        if data and self._file is not None:
            try:
                self._file.write(data)
            except OSError as error:
                raise _not_written(self.path, error) from None
            self.size += len(data)

    def keep(self) -> None:
        """See to it that what was written outlives this process."""
        if self._file is None:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _not_written(self.path, error) from None

    def close(self) -> None:
        """Leave the rows where they lie."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                file.close()
            except OSError as error:
                raise _not_written(self.path, error) from None

    def finish(self) -> None:
        """Give the whole table its name."""
        self.close()
        try:
            if self._suffix in _PARQUET:
                self._convert()
                self.partial.unlink()
            else:
                self.partial.replace(self.path)
        except OSError as error:
            raise _not_written(self.path, error) from None

    def _head(self) -> bytes:
        if self._suffix != ".csv":
            return b""
        # By its mark Excel knows the encoding.
        return b"\xef\xbb\xbf" + _csv([column.name for column in self._columns])

    def _row(self, finding: Finding) -> bytes:
        if self._suffix == ".csv":
            cells = ("" if cell is None else cell for cell in finding[: self._width])
            return _csv(
                [guard(printable(cell)) if isinstance(cell, str) else cell for cell in cells]
            )
        named = dict(zip((column.name for column in self._columns), finding, strict=False))
        return f"{json.dumps(named, ensure_ascii=False)}\n".encode("utf-8", "replace")

    def _convert(self) -> None:
        import duckdb

        types = ", ".join(f"'{column.name}': '{_TYPES[column.type]}'" for column in self._columns)
        made = self.path.with_name(f"{self.path.name}.made")
        try:
            read = (
                f"read_json({quoted(self.partial)}, format='newline_delimited', "
                f"columns={{{types}}})"
            )
            with connected() as database:
                database.execute(f"copy (from {read}) to {quoted(made)} (format parquet)")
            made.replace(self.path)
        except duckdb.Error as error:
            if "no space left" in str(error).lower():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
            reason = str(error).partition("\n")[0]
            raise UnusableTable(
                f"{self.path} cannot be written as Parquet ({reason}). The findings lie as JSON lines in "
                f"{self.partial}; name an output that ends in .jsonl, and run this again."
            ) from None
        finally:
            made.unlink(missing_ok=True)


def _csv(cells: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _not_written(path: Path, error: OSError) -> UnusableTable:
    return UnusableTable(
        f"{path} cannot be written: {error.strerror}. What was found so far is kept where it could be; make "
        "room, and the same command goes on from there."
        if error.errno == errno.ENOSPC
        else f"{path} cannot be written: {error.strerror}. Name a file in a folder of your own."
    )
