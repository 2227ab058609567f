"""A compiled lexicon as one file, from which a run takes only what it needs.

The first line is JSON: what every run needs, and where each other part stands. Behind it come the
other parts, each JSON of its own, which are decoded when somebody asks for them. Nine tenths of a
lexicon are its entries, and a run meets few of these.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

__all__ = ["packed", "unpacked"]

_EVERY_RUN = (
    "version",
    "digest",
    "off",
    "profiles",
    "gate",
    "by_name",
    "keep",
    "reflections",
)
_ONE_BY_ONE = ("entries", "phrases", "needs")
"""Rows of text that are asked for one at a time."""


def packed(compiled: Mapping[str, Any]) -> bytes:
    """The file of a compiled lexicon."""
    parts: list[bytes] = []
    place = 0

    def put(text: str) -> int:
        nonlocal place
        parts.append(text.encode())
        place += len(parts[-1])
        return place

    rows = {name: [place, *map(put, compiled[name])] for name in _ONE_BY_ONE}
    whole = {
        name: [place, put(_written(value))]
        for name, value in compiled.items()
        if name not in _EVERY_RUN and name not in _ONE_BY_ONE
    }
    now = {name: compiled[name] for name in _EVERY_RUN}
    head = {"now": now, "rows": rows, "whole": whole, "size": place}
    return b"\n".join((_written(head).encode(), b"".join(parts)))


def unpacked(data: bytes) -> Mapping[str, Any]:
    """The compiled lexicon in a file, decoded as it is asked for.

    Raises:
        ValueError: if the file is damaged.
    """
    end = data.find(b"\n")
    head = _read(data[: max(end, 0)])
    if not isinstance(head, dict) or head.get("size") != len(data) - end - 1:
        raise ValueError("no compiled lexicon, or only a part of one")
    return _Unpacked(head, data, end + 1)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read(data: bytes) -> Any:
    """JSON as values; the collector would look for garbage among them again and again, in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return json.loads(data)
    finally:
        if enabled:
            gc.enable()


class _Unpacked(Mapping[str, Any]):
    def __init__(self, head: dict[str, Any], data: bytes, start: int) -> None:
        self._data = data
        self._start = start
        self._whole: dict[str, list[int]] = head["whole"]
        self._known: dict[str, Any] = head["now"]
        for name, ends in head["rows"].items():
            self._known[name] = _Rows(ends, data, start)

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            first, last = self._whole[name]
            self._known[name] = _read(self._data[self._start + first : self._start + last])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._whole})

    def __len__(self) -> int:
        return len({**self._known, **self._whole})


class _Rows(Sequence[str]):
    def __init__(self, ends: list[int], data: bytes, start: int) -> None:
        self._ends = ends
        self._data = data
        self._start = start

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        # Also raises what a row that is not there has to raise.
        place = range(len(self))[index]
        first, last = self._ends[place], self._ends[place + 1]
        return self._data[self._start + first : self._start + last].decode()

    def __len__(self) -> int:
        return len(self._ends) - 1
