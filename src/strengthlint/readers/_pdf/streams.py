"""Objects of a PDF file, with an end to whatever a hostile or broken one may ask for.

pdfminer decodes a stream whole before anybody can look at its length, keeps what it decoded, and
follows a reference that names itself for ever.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value, resolve1
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from strengthlint.readers._pdf.encryption import HANDLERS

__all__ = ["File", "Stream", "TooMuch"]

_MOST_DECODED: Final = 80_000_000
"""Bytes of one stream at any step of decoding; the largest drawings have a tenth of it."""

_NAMES: Final = {
    "Fl": "FlateDecode",
    "LZW": "LZWDecode",
    "A85": "ASCII85Decode",
    "AHx": "ASCIIHexDecode",
    "RL": "RunLengthDecode",
}


class TooMuch(Exception):  # noqa: N818 - says what happened
    """A page or a stream asks for more than any letter or policy does."""


class File(PDFDocument):
    """A PDF file; `losses` counts the streams that could not be decoded to their end.

    Args:
        data: All of it.
    """

    security_handler_registry = HANDLERS

    def __init__(self, data: bytes) -> None:
        self.losses = 0
        super().__init__(_Parser(io.BytesIO(data)))

    def getobj(self, objid: int) -> object:
        """As upstream; what only leads back to itself is nothing."""
        found = super().getobj(objid)
        seen = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                return None
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


class Stream(PDFStream):
    """A stream that is decoded anew each time it is asked for, and never to more than fits."""

    file: File | None = None

    def get_data(self) -> bytes:
        """What the stream holds.

        Raises:
            TooMuch: if that is too large.
        """
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for name, settings in self.get_filters():
            data = self._decoded(str(getattr(name, "name", name)), data)
            if isinstance(settings, dict) and "Predictor" in settings:
                data = _unpredicted(data, settings)
        return data

    def decode(self) -> None:
        """As upstream: fills `data`."""
        self.data = self.get_data()

    def _decoded(self, name: str, data: bytes) -> bytes:
        name = _NAMES.get(name, name)
        if name == "FlateDecode":
            return self._inflated(data)
        if name == "LZWDecode":
            return _joined(LZWDecoder(io.BytesIO(data)).run())
        if name == "RunLengthDecode":
            return _joined(_runs(data))
        try:
            if name == "ASCII85Decode":
                return ascii85decode(data)
            if name == "ASCIIHexDecode":
                return asciihexdecode(data)
        except ValueError:
            self._note_loss()
            return b""
        # Pictures stay as they are; an encryption filter of its own name has done its work.
        return data

    def _inflated(self, data: bytes) -> bytes:
        decoder = zlib.decompressobj()
        try:
            found = decoder.decompress(data, _MOST_DECODED)
        except zlib.error:
            found = self._what_can_be_inflated(data)
        if decoder.unconsumed_tail:
            raise TooMuch
        return found

    def _what_can_be_inflated(self, data: bytes) -> bytes:
        """As much as comes before the damage; a wrong checksum at the end is none."""
        for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            decoder = zlib.decompressobj(window)
            parts: list[bytes] = []
            left = _MOST_DECODED
            try:
                for at in range(0, len(data), 64):
                    part = decoder.decompress(data[at : at + 64], left)
                    parts.append(part)
                    left -= len(part)
                    if left <= 0:
                        raise TooMuch
            except zlib.error as error:
                if "data check" not in str(error):
                    self._note_loss()
            if parts:
                return b"".join(parts)
        return b""

    def _note_loss(self) -> None:
        if self.file is not None:
            self.file.losses += 1


class _Parser(PDFParser):
    """Makes streams of our kind."""

    def push(self, *objs: Any) -> None:
        """As upstream."""
        for place, found in objs:
            if type(found) is PDFStream:
                stream = Stream(found.attrs, found.rawdata or b"", found.decipher)
                stream.file = self.doc if isinstance(self.doc, File) else None
                found = stream
            super().push((place, found))


def _joined(parts: Iterator[bytes]) -> bytes:
    found: list[bytes] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > _MOST_DECODED:
            raise TooMuch
        found.append(part)
    return b"".join(found)


def _runs(data: bytes) -> Iterator[bytes]:
    """RunLengthDecode: PDF 32000-1, 7.4.5."""
    at = 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        if length < 128:
            yield data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield data[at + 1 : at + 2] * (257 - length)
            at += 2


def _unpredicted(data: bytes, settings: dict[str, Any]) -> bytes:
    predictor = int_value(settings["Predictor"])
    if predictor < 2:
        return data
    colors = int_value(settings.get("Colors", 1))
    columns = int_value(settings.get("Columns", 1))
    bits = int_value(resolve1(settings.get("BitsPerComponent", 8)))
    if predictor == 2:
        return apply_tiff_predictor(colors, columns, bits, data)
    return apply_png_predictor(predictor, colors, columns, bits, data)
