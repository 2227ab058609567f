"""Fonts: from the bytes of a command that shows text to letters.

pdfminer reads a font's tables whole, range by range and number by number, knows no character maps
that a file brings along, and gives up the page where one font is odd. Here ranges stay ranges, and
what has no meaning in the file is looked up in the font program, so that nothing is lost unseen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, IdentityCMap
from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from strengthlint.readers._pdf.content import commands
from strengthlint.readers._pdf.programs import Program, compact, truetype

__all__ = ["Code", "Fonts"]

_MOST_CODES: Final = 0x10FFFF
_MOST_CIDS: Final = 0xFFFF
# What is kept of a font that cannot be made sense of.
_PLAIN: Final = ("BaseFont", "FirstChar", "Widths")
_COMPOSITE: Final = ("BaseFont", "W", "DW", "Encoding")


class Code(int):
    """A glyph's number in its font, which remembers the code that the file has for it."""

    code: int

    def __new__(cls, number: int, code: int) -> Code:
        """One glyph."""
        made = super().__new__(cls, number)
        made.code = code
        return made


class _Ranges:
    """From numbers to numbers or texts, kept as ranges; what comes later holds."""

    def __init__(self) -> None:
        self._single: dict[int, Any] = {}
        self._ranges: list[tuple[int, int, Any]] = []
        self._sorted: list[tuple[int, int, Any]] | None = None

    def __bool__(self) -> bool:
        return bool(self._single or self._ranges)

    def add(self, first: int, last: int, value: Any) -> None:
        if first == last:
            self._single[first] = value
        elif first < last <= _MOST_CODES:
            self._ranges.append((first, last, value))
            self._sorted = None

    def find(self, number: int) -> tuple[Any, int] | None:
        """The value for a number, and how far into its range that is."""
        if number in self._single:
            return self._single[number], 0
        if self._sorted is None:
            self._sorted = sorted(self._ranges, key=lambda item: item[0])
        at = bisect_right(self._sorted, number, key=lambda item: item[0]) - 1
        # Ranges overlap only in broken files; then the nearest few are asked.
        for first, last, value in reversed(self._sorted[max(0, at - 4) : at + 1]):
            if first <= number <= last:
                return value, number - first
        return None


class _ToUnicode:
    """A /ToUnicode map."""

    def __init__(self, data: bytes) -> None:
        self._ranges = _Ranges()
        self._known: dict[int, str] = {}
        _MapParser(data, self._ranges, ("bfrange", "bfchar", "cidrange", "cidchar")).run()

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def get_unichr(self, number: int) -> str:
        """The text for a code.

        Raises:
            KeyError: if it has none.
        """
        code = getattr(number, "code", number)
        known = self._known.get(code)
        if known is None:
            found = self._ranges.find(code)
            if found is None:
                raise KeyError(code)
            known = self._known[code] = _text(*found)
        return known


def _text(value: Any, step: int) -> str:
    if isinstance(value, PSLiteral):
        return name2unicode(str(value.name))
    if isinstance(value, int):
        return chr(value + step)
    if not isinstance(value, bytes) or not value:
        return ""
    if step:
        number = int.from_bytes(value[-4:], "big") + step
        value = value[:-4] + (number & 0xFFFFFFFF).to_bytes(4, "big")[-len(value[-4:]) :]
    if len(value) == 1:
        return chr(value[0])
    return bytes(value).decode("utf-16-be", "ignore")


class _FileCMap(CMapBase):
    """A character map that the file brings along: from bytes to glyph numbers."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.spaces: list[tuple[bytes, bytes]] = []
        self._ranges = _Ranges()
        self._other: CMapBase | None = None
        parser = _MapParser(data, self._ranges, ("cidrange", "cidchar"), self.spaces)
        parser.run()
        self._other = parser.other
        self.attrs.update(parser.attributes)

    def decode(self, code: bytes) -> Iterator[int]:
        """As upstream; a code without a glyph is glyph 0."""
        at = 0
        while at < len(code):
            length = self._length(code, at)
            number = int.from_bytes(code[at : at + length], "big")
            found = self._ranges.find(number)
            if found is not None and isinstance(found[0], int):
                yield Code(found[0] + found[1], number)
            else:
                others = list(self._other.decode(code[at : at + length])) if self._other else []
                yield Code(others[0] if others else 0, number)
            at += length

    def _length(self, code: bytes, at: int) -> int:
        for first, last in self.spaces:
            part = code[at : at + len(first)]
            if len(part) == len(first) and all(
                low <= byte <= high for low, byte, high in zip(first, part, last, strict=True)
            ):
                return len(first)
        return min((len(first) for first, _ in self.spaces), default=2) or 1


class _NamedCMap(CMapBase):
    """A map of pdfminer's store that remembers the codes, which /ToUnicode goes by."""

    def __init__(self, known: CMap) -> None:
        super().__init__()
        self.attrs = known.attrs
        self._tree = known.code2cid

    def decode(self, code: bytes) -> Iterator[int]:
        """As upstream; a code without a glyph is glyph 0."""
        at = 0
        while at < len(code):
            node: Any = self._tree
            end = at
            while isinstance(node, dict) and end < len(code):
                node = node.get(code[end])
                end += 1
            number = int.from_bytes(code[at:end], "big")
            yield Code(node if isinstance(node, int) else 0, number)
            at = end


class _MapParser:
    """Takes down the ranges of a character map as ranges."""

    def __init__(
        self,
        data: bytes,
        ranges: _Ranges,
        kinds: tuple[str, ...],
        spaces: list[tuple[bytes, bytes]] | None = None,
    ) -> None:
        self.other: CMapBase | None = None
        self.attributes: dict[str, Any] = {}
        self._data = data
        self._ranges = ranges
        self._kinds = kinds
        self._spaces = spaces

    def run(self) -> None:
        """Read it; a map is written in the same way as the commands of a page."""
        for name, values in commands(self._data):
            if name == "usecmap" and values:
                with suppress(CMapDB.CMapNotFound):
                    known = CMapDB.get_cmap(literal_name(values[-1]))
                    self.other = _NamedCMap(known) if isinstance(known, CMap) else known
            elif name == "def" and len(values) > 1:
                self.attributes[literal_name(values[-2])] = values[-1]
            elif name.startswith("end"):
                self._take(name[3:], values)

    def _take(self, kind: str, values: list[Any]) -> None:
        if kind == "codespacerange" and self._spaces is not None:
            for first, last in zip(values[::2], values[1::2], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes) and first:
                    self._spaces.append((first, last.ljust(len(first), b"\xff")[: len(first)]))
        if kind not in self._kinds:
            return
        step = 3 if kind.endswith("range") else 2
        for place in range(0, len(values) - step + 1, step):
            first, last, value = values[place], values[place + step - 2], values[place + step - 1]
            if not isinstance(first, bytes) or not isinstance(last, bytes):
                continue
            low, high = int.from_bytes(first, "big"), int.from_bytes(last, "big")
            if isinstance(value, list):
                for number, item in zip(range(low, high + 1), value, strict=False):
                    self._ranges.add(number, number, item)
            else:
                self._ranges.add(low, min(high, _MOST_CODES), value)


class Fonts(PDFResourceManager):
    """The fonts of one file."""

    def __init__(self) -> None:
        super().__init__()
        self._fonts: dict[object, PDFFont] = {}
        self._programs: dict[int, tuple[PDFFont, Program, Any]] = {}
        self._meanings: dict[tuple[int, int], str | None] = {}

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """As upstream; an odd font is made do with, so that the others can be read."""
        known = self._fonts.get(objid) if objid else None
        if known is None:
            known = self._made(spec)
            if objid:
                self._fonts[objid] = known
        return known

    def _made(self, spec: Mapping[str, object]) -> Any:
        own = dict(spec)
        encoding = resolve1(own.get("Encoding"))
        to_unicode = resolve1(own.get("ToUnicode"))
        descendants = resolve1(own.get("DescendantFonts"))
        is_composite = isinstance(descendants, list) and bool(descendants)
        if is_composite:
            own = dict(dict_value(descendants[0]))
            own["Encoding"] = encoding
            if isinstance(encoding, PDFStream):
                own["Encoding"] = PSLiteral("Identity-H")
            own["W"], own["W2"] = _bounded(own.get("W"), 3), _bounded(own.get("W2"), 5)
        own.pop("ToUnicode", None)
        if to_unicode is not None and not isinstance(to_unicode, PDFStream):
            own["ToUnicode"] = to_unicode
        font = self._parsed(own, is_composite)
        if is_composite and isinstance(font, PDFCIDFont):
            _set_map(font, encoding)
        if isinstance(to_unicode, PDFStream):
            table = _ToUnicode(to_unicode.get_data())
            if table:
                before = font.unicode_map
                font.unicode_map = table if before is None else _Both(table, before)
        self._programs[id(font)] = (font, Program(), own)
        return font

    def _parsed(self, spec: dict[str, Any], is_composite: bool) -> Any:
        kept: dict[str, Any]
        try:
            return super().get_font(None, spec)
        except Exception:
            # pdfminer has no one error for a font that it cannot make sense of.
            if not is_composite:
                kept = {key: spec[key] for key in _PLAIN if key in spec}
                return super().get_font(None, kept)
        kept = {key: spec[key] for key in _COMPOSITE if key in spec}
        kept["Subtype"] = PSLiteral("CIDFontType2")
        return PDFCIDFont(self, kept)

    def letters(self, font: Any, number: int) -> str | None:
        """The text of a glyph, or None where nobody can tell."""
        key = (id(font), getattr(number, "code", number))
        if key not in self._meanings:
            self._meanings[key] = self._meaning(font, number)
        return self._meanings[key]

    def _meaning(self, font: Any, number: int) -> str | None:
        text: str | None = None
        with suppress(PDFUnicodeNotDefined):
            text = font.to_unichr(number)
        if text and text != "\0":
            return text
        return self._by_program(font, number) or text or None

    def _by_program(self, font: Any, number: int) -> str | None:
        """What the font program says about a glyph that the file gives no meaning."""
        with suppress(Exception):
            # A font is made from whatever a file holds; none of its faults may cost the page.
            program, spec = self._program(font)
            glyph: int | None
            if isinstance(font, PDFSimpleFont):
                glyph = program.codes.get(number)
            elif program.cids:
                glyph = program.cids.get(number)
            else:
                glyph = _mapped(spec, number)
            if glyph is None:
                return None
            if glyph in program.letters:
                return program.letters[glyph]
            if program.is_blank(glyph):
                return " "
            name = program.names.get(glyph, "")
            with suppress(KeyError):
                return name2unicode(name) if name not in {"", ".notdef"} else None
        return None

    def _program(self, font: Any) -> tuple[Program, dict[str, Any]]:
        kept, program, spec = self._programs[id(font)]
        if spec.get("_read") is None:
            spec["_read"] = True
            for key, reader in (("FontFile2", truetype), ("FontFile3", compact)):
                stream = resolve1(dict_value(spec.get("FontDescriptor", {})).get(key))
                if isinstance(stream, PDFStream):
                    program = reader(stream.get_data())
            self._programs[id(font)] = (kept, program, spec)
        return program, spec


class _Both:
    """The map of the file before the one of the font."""

    def __init__(self, first: _ToUnicode, second: Any) -> None:
        self._first = first
        self._second = second

    def get_unichr(self, number: int) -> str:
        """As upstream."""
        try:
            return self._first.get_unichr(number)
        except KeyError:
            return str(self._second.get_unichr(number))


def _set_map(font: PDFCIDFont, encoding: Any) -> None:
    """Let the font read its bytes by the map that the file brings, or by one that exists."""
    if isinstance(encoding, PDFStream):
        own = _FileCMap(encoding.get_data())
        other = resolve1(encoding.get("UseCMap"))
        if own.spaces or other is None:
            font.cmap = own
        font.vertical = bool(own.attrs.get("WMode"))
    elif isinstance(font.cmap, CMap):
        # An empty map reads nothing at all: two bytes a letter is what nearly all files have.
        known = font.cmap.code2cid
        font.cmap = _NamedCMap(font.cmap) if known else IdentityCMap(WMode=0)


def _bounded(widths: Any, length: int) -> list[Any]:
    """Widths of glyphs, without ranges beyond the glyphs that a font can have."""
    found: list[Any] = []
    run: list[Any] = []
    for item in resolve1(widths) or ():
        item = resolve1(item)
        if isinstance(item, list):
            found += [*run, item]
            run = []
            continue
        run.append(item)
        if len(run) == length:
            if isinstance(run[1], (int, float)):
                run[1] = min(run[1], _MOST_CIDS)
            found += run
            run = []
    return found


def _mapped(spec: dict[str, Any], number: int) -> int:
    table = resolve1(spec.get("CIDToGIDMap"))
    if isinstance(table, PDFStream):
        data = table.get_data()
        return int.from_bytes(data[2 * number : 2 * number + 2], "big")
    return number
