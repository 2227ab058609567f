"""How far a run has come, on disk, so that one that was broken off goes on where it stopped.

The journal lies beside the findings and holds counts, no text of a note. It is about one state of the
table, of the settings and of the lexicon; after any change a run begins anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

__all__ = ["Journal", "State", "state_of_file"]

_EDGE: Final = 1_000_000
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class State:
    """How far a run has come.

    Attributes:
        row: The last row that is done.
        size: Bytes of findings that belong to the rows up to it.
        written: How many findings these are.
        rates: The counts up to it.
    """

    row: int
    size: int
    written: int
    rates: dict[str, Any]


class Journal:
    """The journal of a run.

    Args:
        output: The file that the run writes; the journal lies beside it.
        key: All that the findings depend on, as one text.
    """

    def __init__(self, output: Path, key: str) -> None:
        self.path = output.with_name(f"{output.name}.journal")
        self._key = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

    def read(self) -> State | None:
        """How far an earlier run came; None where there was none, or it was about something else."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            if kept["version"] != _VERSION or kept["key"] != self._key:
                return None
            return State(int(kept["row"]), int(kept["size"]), int(kept["written"]), kept["rates"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, state: State) -> None:
        """Keep how far the run is.

        Raises:
            OSError: where it cannot be written; then the last state is kept.
        """
        kept = {
            "version": _VERSION,
            "key": self._key,
            "row": state.row,
            "size": state.size,
            "written": state.written,
            "rates": state.rates,
        }
        made = self.path.with_name(f"{self.path.name}.made")
        try:
            made.write_text(json.dumps(kept), encoding="utf-8")
            made.replace(self.path)
        finally:
            made.unlink(missing_ok=True)

    def remove(self) -> None:
        """Take it away, when all is done."""
        self.path.unlink(missing_ok=True)


def state_of_file(path: Path) -> str:
    """What tells one state of a file from another, without reading all of it."""
    status = path.stat()
    with path.open("rb") as file:
        digest = hashlib.blake2b(file.read(_EDGE))
        file.seek(max(0, status.st_size - _EDGE), os.SEEK_SET)
        digest.update(file.read(_EDGE))
    return f"{status.st_size} {status.st_mtime_ns} {digest.hexdigest()}"
