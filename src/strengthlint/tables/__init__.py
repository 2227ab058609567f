"""Notes by the thousand: a table goes in, findings come out as a table, with the figures of all of it.

`schema` declares a finding as a row, once for every form. `checking` turns notes into such rows and
knows no files, so that it runs as it is in the workers of a cluster.
"""

from __future__ import annotations

from strengthlint.tables.checking import Note, NoteChecker
from strengthlint.tables.schema import Column, Finding, columns

__all__ = ["Column", "Finding", "Note", "NoteChecker", "columns"]
