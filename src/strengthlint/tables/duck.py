"""DuckDB, which reads and writes Parquet; it comes with the extra `tables`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from strengthlint.errors import UnusableTable

__all__ = ["connected", "insist", "quoted"]


def insist(path: Path) -> None:
    """See to it that Parquet can be read and written.

    Raises:
        UnusableTable: with what to install.
    """
    if find_spec("duckdb") is None:
        raise UnusableTable(
            f"{path} is Parquet, which needs one more package: python -m pip install "
            '"strengthlint[tables]"'
        )


def connected() -> Any:
    """A database in memory that fetches nothing from anywhere."""
    import duckdb

    database = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # Checking takes the time, not reading; and what one thread holds stays small.
            "threads": "1",
            "memory_limit": "512MB",
        }
    )
    # It would write into the terminal, and into logs.
    database.execute("set enable_progress_bar = false")
    return database


def quoted(path: Path) -> str:
    """The name of a file as SQL has it."""
    return "'" + str(path).replace("'", "''") + "'"
