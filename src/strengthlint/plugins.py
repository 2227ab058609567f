"""What other packages bring: readers, reporters and lexicons, by entry points.

Hardly anybody has such a package, and everybody would pay for `importlib.metadata`, which reads and
sorts the names of all that is installed. So it is asked only where some package may have one.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from importlib.machinery import PathFinder
from typing import Any

__all__ = ["plugins"]

_OURS = re.compile(rb"^\s*\[\s*strengthlint\.", re.MULTILINE)


def plugins(group: str) -> list[tuple[str, Any]]:
    """What the entry points of a group name, loaded.

    Args:
        group: For instance "strengthlint.readers".

    Returns:
        The name of each with what it names, sorted by name.
    """
    if not _may_be_there():
        return []
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=group), key=lambda point: point.name)
    return [(point.name, point.load()) for point in points]


@cache
def _may_be_there() -> bool:
    """Whether an installed package may have an entry point for us; False only where none has."""
    for finder in sys.meta_path:
        # A frozen program, for instance, keeps its packages where only it can look.
        if finder is not PathFinder and hasattr(finder, "find_distributions"):
            return True
    return any(_is_in(place or ".") for place in sys.path)


def _is_in(place: str) -> bool:
    """Whether one place that Python imports from may have one."""
    try:
        with os.scandir(place) as items:
            folders = [
                item.path for item in items if item.name.endswith((".dist-info", ".egg-info"))
            ]
    except FileNotFoundError:
        return False
    except OSError:  # an archive, or a folder that may be entered and not listed
        return True
    return any(map(_has_ours, folders))


def _has_ours(folder: str) -> bool:
    try:
        with open(os.path.join(folder, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123 - for every package that is installed
            return bool(_OURS.search(file.read()))
    except OSError:
        return False
