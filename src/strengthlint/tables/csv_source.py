"""CSV and TSV, whatever program wrote them: its encoding, its delimiter, line breaks within cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from strengthlint.errors import UnusableTable
from strengthlint.readers.text import decode_bytes
from strengthlint.tables.source import HowToRead, Row, named

__all__ = ["CsvSource"]

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 262_144
_SAMPLE_ROWS: Final = 50
_LONGEST_CELL: Final = 20_000_000
"""Characters. A quotation mark that is never closed would take all that follows for one cell."""

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF-", b"\x1f\x8b")


class CsvSource:
    """A CSV file. Each line is read as UTF-8, or as Windows-1252 where it is none."""

    def __init__(self, path: Path, how: HowToRead) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self.size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
        if head.startswith(_NO_TEXT):
            raise UnusableTable(
                f"{path} has the name of a CSV file and is something else. Give it the suffix of what it "
                "is (.xlsx or .parquet), or export it anew."
            )
        self._encoding = _encoding(head)
        self._ends_in_cr = b"\r" in head and b"\n" not in head
        text = head.decode(self._encoding, "replace") if self._encoding else decode_bytes(head)
        text = text.removeprefix("\ufeff")
        first, _, rest = text.partition("\n")
        self._says_how = first.lower().startswith("sep=") and len(first.strip()) == 5
        declared = first.strip()[-1] if self._says_how else ""
        self._delimiter = (
            how.delimiter
            or declared
            or ("\t" if path.suffix.lower() in (".tsv", ".tab") else "")
            or _delimiter(rest if self._says_how else text)
        )
        csv.field_size_limit(_LONGEST_CELL)
        self.columns, self._head_row = self._head()
        what = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars"}
        said = what.get(self._delimiter, f"“{self._delimiter}”")
        self.about = "" if self._delimiter == "," else f"cells divided by {said}"

    def rows(self, wanted: Sequence[int]) -> Iterator[Row]:
        """The rows below the head."""
        width = len(self.columns)
        for number, cells in self._records():
            if number <= self._head_row:
                continue
            if isinstance(cells, str):
                yield Row(number, problem=cells, is_lost=True)
                continue
            # A blank line is none of a note.
            if not any(cells):
                continue
            here = len(cells)
            got = [cells[place] if place < here else None for place in wanted]
            if here == width or (not any(cells[width:]) and here > width):
                yield Row(number, got)
                continue
            yield Row(number, got, _ragged(here, width))

    def position(self) -> int:
        """Bytes that were read."""
        return self._file.tell() if self._file is not None and not self._file.closed else self.size

    def _head(self) -> tuple[tuple[str, ...], int]:
        for number, cells in self._records():
            if isinstance(cells, str):
                break
            if any(cell.strip() for cell in cells):
                while len(cells) > 1 and not cells[-1].strip():
                    cells.pop()
                return named(cells), number
        raise UnusableTable(
            f"{self._path} has no head that names its columns. Export it anew, with one."
        )

    def _records(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each record with its number, or what is wrong with it."""
        with self._path.open("rb") as file:
            self._file = file
            lines = self._lines(file)
            if self._says_how:
                next(lines, None)
            reader = csv.reader(lines, delimiter=self._delimiter)
            number = 0
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield number, _broken(error)
                    continue
                except OSError as error:
                    raise UnusableTable(
                        f"{self._path} could be read only as far as row {number}: {error.strerror}. Copy it to "
                        "this machine, and run this again."
                    ) from None
                yield number, cells

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        if self._encoding or self._ends_in_cr:
            text = io.TextIOWrapper(
                file,
                self._encoding or ("utf-8-sig" if _is_utf8(self._path) else "cp1252"),
                "replace",
                newline="\r" if self._ends_in_cr else "",
            )
            yield from _clean(text)
            return
        yield from _clean(_decoded(file))


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    for line in lines:
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield decode_bytes(line)


def _clean(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0:
            line = line.removeprefix("\ufeff")
        yield line.replace("\0", "") if "\0" in line else line


def _encoding(head: bytes) -> str:
    """The encoding of a file of wide characters, or "" where lines are read one by one."""
    for mark, name in _WIDE:
        if head.startswith(mark):
            return name
    half = max(1, len(head) // 2)
    first, second = head[::2].count(0) / half, head[1::2].count(0) / half
    if second > 0.4 and first < 0.02:
        return "utf-16-le"
    if first > 0.4 and second < 0.02:
        return "utf-16-be"
    return ""


def _is_utf8(path: Path) -> bool:
    with path.open("rb") as file:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(_SAMPLE):
                decoder.decode(block)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(text: str) -> str:
    """What divides the cells: that which gives the same number of them most often, and the most."""

    def fit(delimiter: str) -> tuple[float, int]:
        widths = []
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for cells in reader:
                if cells:
                    widths.append(len(cells))
                if len(widths) > _SAMPLE_ROWS:
                    break
        except csv.Error:
            pass
        # The last record may have been cut off with the sample.
        if len(widths) > 2:
            widths.pop()
        if not widths or widths[0] < 2:
            return 0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    return max(_DELIMITERS, key=fit)


def _ragged(here: int, width: int) -> str:
    cells = "1 cell" if here == 1 else f"{here} cells"
    return (
        f"This row has {cells} and the head has {width}, so a quotation mark or a delimiter may be missing; "
        "the note was read as it stands."
    )


def _broken(error: csv.Error) -> str:
    if "field larger" in str(error):
        return (
            "A quotation mark in this row is never closed, or a cell has more than "
            f"{_LONGEST_CELL // 1_000_000} million characters; the row was passed over."
        )
    return "This row has a line break where none can be; it was passed over."
