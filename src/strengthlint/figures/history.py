"""The figures of earlier runs: a line of JSON for each, counts only, so that a trend can be drawn."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from strengthlint import __version__
from strengthlint.diagnostic import Level
from strengthlint.errors import ConfigError, Problem
from strengthlint.figures import Figures
from strengthlint.replacing import write_whole
from strengthlint.report import Results

__all__ = ["Point", "append", "point_of", "read"]

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Point:
    """One run.

    Attributes:
        date: When, with the time zone.
        lexicon: The digest of the lexicon that spoke; figures with different ones compare with care.
        documents: How many were read.
        unreadable: How many could not be read.
        words: How many words there were.
        open: Open remarks by level, whatever was shown.
        families: Remarks that were shown, by family.
    """

    date: datetime
    lexicon: str
    documents: int
    unreadable: int
    words: int
    open: Counter[Level]
    families: Counter[str]

    def per_thousand(self, level: Level) -> float:
        """Remarks of a level for every 1,000 words."""
        return 1000 * self.open[level] / self.words if self.words else 0.0


def point_of(results: Results, figures: Figures, now: datetime) -> Point:
    """A run that is over, as a point."""
    summary = results.summary
    return Point(
        now,
        results.lexicon.digest,
        summary.documents - summary.unreadable,
        summary.unreadable,
        figures.total.words,
        Counter(summary.open),
        Counter({row.name.split()[0]: row.places for row in figures.families()}),
    )


def read(path: Path) -> list[Point]:
    """The runs in a file, in the order of their dates; none where there is no file.

    Raises:
        ConfigError: where the file cannot be read, or holds anything else. It may be a document.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unusable(path, 0, f"This history cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise _unusable(path, 0, "This is no history of runs.") from None
    points = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            points.append(_point(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError):
            raise _unusable(path, number, "This line is no run.") from None
    return sorted(points, key=lambda point: point.date)


def append(path: Path, point: Point) -> None:
    """Add a run at the end of a file; what is there stays as it is.

    Raises:
        OSError: if the file cannot be written.
    """
    line = {
        "history": _VERSION,
        "date": point.date.isoformat(timespec="seconds"),
        "strengthlint": __version__,
        "lexicon": point.lexicon,
        "documents": point.documents,
        "unreadable": point.unreadable,
        "words": point.words,
        "open": {level.value: point.open[level] for level in sorted(Level, reverse=True)},
        "families": dict(sorted(point.families.items())),
    }
    before = path.read_bytes() if path.exists() else b""
    # A line that somebody wrote by hand may have no end.
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    write_whole(path, before + end + json.dumps(line).encode() + b"\n")


def _point(values: dict[str, Any]) -> Point:
    if values["history"] != _VERSION:
        raise ValueError
    date = datetime.fromisoformat(values["date"])
    # What has no time zone cannot be put in order with what has.
    return Point(
        date if date.tzinfo is not None else date.astimezone(),
        str(values["lexicon"]),
        int(values["documents"]),
        int(values["unreadable"]),
        int(values["words"]),
        Counter({Level(name): int(count) for name, count in values["open"].items()}),
        Counter({str(name): int(count) for name, count in values["families"].items()}),
    )


def _unusable(path: Path, line: int, message: str) -> ConfigError:
    hint = "--history takes a file that it wrote itself, or the name of a new one."
    return ConfigError([Problem(str(path), line, "", message, hint)])
