"""What an embedded font program says about its glyphs: their names, and which of them are blank.

Asked only for letters that the file itself gives no meaning. Formats: Adobe Technical Note 5176
(CFF) and the OpenType specification (TrueType tables). Nothing is drawn.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pdfminer.pdffont import CFFFont

__all__ = ["Program", "compact", "truetype"]

_MOST_GLYPHS: Final = 65_536
_FAULTS: Final = (struct.error, IndexError, KeyError, ValueError)


@dataclass(slots=True)
class Program:
    """An embedded font.

    Attributes:
        names: Names of glyphs by glyph number; for a CID-keyed font, nothing.
        codes: Glyph numbers by the codes of the font's own encoding.
        cids: Glyph numbers by CID, for a CID-keyed font.
        letters: Unicode by glyph number, where the font has such a table.
        is_blank: Whether the glyph with a number shows nothing.
    """

    names: dict[int, str] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    letters: dict[int, str] = field(default_factory=dict)
    is_blank: Callable[[int], bool] = lambda glyph: False


def compact(data: bytes) -> Program:
    """A CFF font; an empty program where it is damaged."""
    program = Program()
    with suppress(*_FAULTS):
        _read_compact(data, program)
    return program


def _read_compact(data: bytes, program: Program) -> None:
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, at = _index(data, at)
    top = _dictionary(data[slice(*tops[0])])
    glyphs, _ = _index(data, int(top[17][0]))
    # A width and the end of the glyph: no longer than six bytes, and the last one says "end".
    program.is_blank = lambda glyph: (
        0 <= glyph < len(glyphs)
        and glyphs[glyph][1] - glyphs[glyph][0] <= 6
        and data[glyphs[glyph][1] - 1] == 14
    )
    is_keyed = (12, 30) in top
    place = int(top.get(15, [0])[0])
    identifiers = range(len(glyphs)) if place < 3 else list(_charset(data, place, len(glyphs)))
    if is_keyed:
        program.cids = {cid: glyph for glyph, cid in enumerate(identifiers)}
        return
    standard = CFFFont.STANDARD_STRINGS
    for glyph, number in enumerate(identifiers):
        if number < len(standard):
            program.names[glyph] = standard[number]
        elif number - len(standard) < len(strings):
            program.names[glyph] = data[slice(*strings[number - len(standard)])].decode("latin-1")
    place = int(top.get(16, [0])[0])
    if place > 1:
        program.codes = dict(_encoding(data, place))


def _index(data: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """Start and end of the items of an INDEX, and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size = data[at + 2]
    first = at + 3
    base = first + (count + 1) * size - 1
    offsets = [
        int.from_bytes(data[first + number * size : first + (number + 1) * size], "big")
        for number in range(count + 1)
    ]
    places = [base + offset for offset in offsets]
    return list(pairwise(places)), places[-1]


def _dictionary(data: bytes) -> dict[int | tuple[int, int], list[float]]:
    found: dict[int | tuple[int, int], list[float]] = {}
    values: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte == 12:
            found[12, data[at]] = values
            values, at = [], at + 1
        elif byte <= 21:
            found[byte] = values
            values = []
        elif byte == 28:
            values.append(int.from_bytes(data[at : at + 2], "big", signed=True))
            at += 2
        elif byte == 29:
            values.append(int.from_bytes(data[at : at + 4], "big", signed=True))
            at += 4
        elif byte == 30:
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            values.append(0.0)
            at += 1
        elif byte <= 246:
            values.append(byte - 139)
        elif byte <= 250:
            values.append((byte - 247) * 256 + data[at] + 108)
            at += 1
        else:
            values.append(-(byte - 251) * 256 - data[at] - 108)
            at += 1
    return found


def _charset(data: bytes, at: int, count: int) -> Iterator[int]:
    kind = data[at]
    at += 1
    yield 0
    made = 1
    while made < count:
        (first,) = struct.unpack_from(">H", data, at)
        more = 0
        if kind:
            more = data[at + 2] if kind == 1 else struct.unpack_from(">H", data, at + 2)[0]
        at += 2 + kind
        for number in range(first, first + more + 1):
            yield number
            made += 1
            if made >= count:
                return


def _encoding(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    kind, count = data[at] & 127, data[at + 1]
    at += 2
    glyph = 1
    for _ in range(count):
        more = data[at + 1] if kind else 0
        for code in range(data[at], data[at] + more + 1):
            yield code, glyph
            glyph += 1
        at += 2 if kind else 1


def truetype(data: bytes) -> Program:
    """A TrueType font; an empty program where it is damaged."""
    program = Program()
    tables: dict[bytes, int] = {}
    with suppress(*_FAULTS):
        (count,) = struct.unpack_from(">H", data, 4)
        for number in range(count):
            tag, _, place, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
            tables[tag] = place
    with suppress(*_FAULTS):
        _read_outlines(data, tables, program)
    with suppress(*_FAULTS):
        _read_codes(data, tables[b"cmap"], program)
    return program


def _read_outlines(data: bytes, tables: dict[bytes, int], program: Program) -> None:
    (is_long,) = struct.unpack_from(">h", data, tables[b"head"] + 50)
    (count,) = struct.unpack_from(">H", data, tables[b"maxp"] + 4)
    offsets = struct.unpack_from(f">{count + 1}{'L' if is_long else 'H'}", data, tables[b"loca"])
    program.is_blank = lambda glyph: 0 <= glyph < count and offsets[glyph] == offsets[glyph + 1]


def _read_codes(data: bytes, table: int, program: Program) -> None:
    (count,) = struct.unpack_from(">H", data, table + 2)
    for number in range(count):
        platform, encoding, place = struct.unpack_from(">HHL", data, table + 4 + 8 * number)
        is_unicode = platform == 0 or (platform, encoding) in {(3, 1), (3, 10)}
        with suppress(*_FAULTS):
            for code, glyph in _subtable(data, table + place):
                if is_unicode:
                    program.letters.setdefault(glyph, chr(code))
                # Symbol fonts have their codes at U+F000.
                elif code < 256 or 0xF000 <= code < 0xF100:
                    program.codes.setdefault(code & 255, glyph)


def _subtable(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 0:
        yield from enumerate(data[at + 6 : at + 262])
    elif kind == 4:
        (double,) = struct.unpack_from(">H", data, at + 6)
        segments = double // 2
        ends = struct.unpack_from(f">{segments}H", data, at + 14)
        starts = struct.unpack_from(f">{segments}H", data, at + 16 + double)
        deltas = struct.unpack_from(f">{segments}h", data, at + 16 + 2 * double)
        ranges = at + 16 + 3 * double
        for number in range(segments):
            (step,) = struct.unpack_from(">H", data, ranges + 2 * number)
            for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
                glyph = code
                if step:
                    place = ranges + 2 * number + step + 2 * (code - starts[number])
                    (glyph,) = struct.unpack_from(">H", data, place)
                if glyph or not step:
                    yield code, (glyph + deltas[number]) & 0xFFFF
    elif kind == 6:
        first, count = struct.unpack_from(">HH", data, at + 6)
        yield from enumerate(struct.unpack_from(f">{count}H", data, at + 10), first)
    elif kind == 12:
        (groups,) = struct.unpack_from(">L", data, at + 12)
        left = _MOST_GLYPHS
        for number in range(min(groups, _MOST_GLYPHS)):
            first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * number)
            left -= last - first + 1
            if left < 0:
                return
            for code in range(first, last + 1):
                yield code, glyph + code - first
