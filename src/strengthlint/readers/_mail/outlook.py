"""Messages in Outlook's own format (MS-OXMSG): properties in a compound file."""

from __future__ import annotations

import io
import struct
from email.message import EmailMessage
from pathlib import PurePath
from typing import Any, Final

from strengthlint.document import Attachment
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._mail.message import Message, protected
from strengthlint.readers._rtf.tokens import codepage
from strengthlint.readers.html import decode_html

__all__ = ["parse"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUBJECT, _BODY, _HTML, _RICH, _CLASS = "0037", "1000", "1013", "1009", "001A"
_DATA, _LONG_NAME, _SHORT_NAME, _HIDDEN = "3701", "3707", "3704", 0x7FFE
_INTERNET_CODEPAGE, _MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD
_MOST_RICH: Final = 4_000_000
_DEEPEST: Final = 8


def parse(data: bytes) -> Message:
    """The message in the bytes of a .msg file.

    Raises:
        UnreadableDocument: if it is none, damaged or encrypted.
    """
    from olefile import OleFileIO

    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED, "This file is empty: there is no message in it. Save it again."
        )
    if not data.startswith(_OLE):
        raise UnreadableDocument(
            ReadErrorKind.UNSUPPORTED,
            "This file has the name of an Outlook message (.msg) but is something else. Open it in "
            "Outlook and save it again, or save its text as a text file (.txt) and check that.",
        )
    try:
        with OleFileIO(io.BytesIO(data)) as file:
            if not file.exists("__properties_version1.0"):
                raise UnreadableDocument(
                    ReadErrorKind.UNSUPPORTED,
                    "This file has the name of an Outlook message (.msg) but is another Office file. "
                    "Open it in the program it was made with, save it anew and check that.",
                )
            return _Storage(file, []).message(0)
    except UnreadableDocument:
        raise
    except Exception:
        # olefile raises OSError, and whatever a damaged table makes of its arithmetic.
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED,
            "This Outlook message is damaged and cannot be opened. Save it again from Outlook, or "
            "ask the sender for a fresh copy.",
        ) from None


class _Storage:
    """A message or an attachment within a compound file."""

    def __init__(self, file: Any, path: list[str]) -> None:
        self._file = file
        self._path = path
        self._numbers = self._fixed()

    def message(self, depth: int) -> Message:
        """The message that is stored here."""
        if (
            "SMIME" in self.text(_CLASS).upper()
            and "MULTIPARTSIGNED" not in self.text(_CLASS).upper()
        ):
            raise protected()
        found = Message(" ".join(self.text(_SUBJECT).split()), self.text(_BODY))
        page = self._bytes(_HTML, "0102").rstrip(b"\0")
        if page:
            number = self._numbers.get(_INTERNET_CODEPAGE, 0)
            found.html = decode_html(page, codepage(number) if number else "")
        else:
            found.html = self.text(_HTML)
        if not found.html:
            found.rich = _unpacked(self._bytes(_RICH, "0102"))
        for path in self._below("__attach_version1.0_#"):
            self._attach(found, _Storage(self._file, path), depth)
        return found

    def _attach(self, message: Message, storage: _Storage, depth: int) -> None:
        if storage._numbers.get(_HIDDEN):
            return
        name = storage.text(_LONG_NAME) or storage.text(_SHORT_NAME) or storage.text("3001")
        name = PurePath(name.replace("\\", "/")).name or "attachment"
        data = storage._bytes(_DATA, "0102")
        inner = [*storage._path, f"__substg1.0_{_DATA}000D"]
        if not data and self._file.exists([*inner, "__properties_version1.0"]):
            if depth >= _DEEPEST:
                message.gaps.append(
                    "Messages within messages go on too deep, and were not all read."
                )
                return
            data = _as_internet_message(_Storage(self._file, inner).message(depth + 1))
            name = f"{name.removesuffix('.msg')}.eml"
        if data:
            message.attachments.append(Attachment(name, data))

    def text(self, tag: str) -> str:
        """A text property, or ""."""
        wide = self._bytes(tag, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        number = (
            self._numbers.get(_MESSAGE_CODEPAGE) or self._numbers.get(_INTERNET_CODEPAGE) or 1252
        )
        return self._bytes(tag, "001E").decode(codepage(number), "replace").rstrip("\0")

    def _bytes(self, tag: str, kind: str) -> bytes:
        path = [*self._path, f"__substg1.0_{tag}{kind}"]
        if not self._file.exists(path):
            return b""
        return bytes(self._file.openstream(path).read())

    def _below(self, start: str) -> list[list[str]]:
        depth = len(self._path)
        return [
            path
            for path in self._file.listdir(streams=False, storages=True)
            if len(path) == depth + 1 and path[:depth] == self._path and path[-1].startswith(start)
        ]

    def _fixed(self) -> dict[int, int]:
        """The numbers among the properties."""
        path = [*self._path, "__properties_version1.0"]
        if not self._file.exists(path):
            return {}
        data = bytes(self._file.openstream(path).read())
        # The header is 32 bytes long for a message, 24 for one within one, 8 for an attachment.
        last = self._path[-1] if self._path else ""
        start = 8 if last.startswith("__attach") else 24 if last else 32
        found: dict[int, int] = {}
        for at in range(start, len(data) - 15, 16):
            kind, tag = struct.unpack_from("<HH", data, at)
            if kind in {0x0003, 0x000B}:
                (number,) = struct.unpack_from("<I", data, at + 8)
                found[tag] = number if kind == 0x0003 else number & 0xFF
        return found


def _unpacked(data: bytes) -> bytes:
    """Rich text as it was before Outlook packed it; b"" where that cannot be undone."""
    if not 16 < len(data) <= _MOST_RICH:
        return b""
    from compressed_rtf import decompress

    try:
        return bytes(decompress(data))
    except Exception:
        # The body as plain text stands beside it.
        return b""


def _as_internet_message(message: Message) -> bytes:
    """A message within a message as a file that the other reader can read."""
    whole = EmailMessage()
    whole["Subject"] = message.subject or "(no subject)"
    whole.set_content(message.text)
    if message.html:
        whole.add_alternative(message.html, subtype="html")
    for attachment in message.attachments:
        whole.add_attachment(
            attachment.data,
            maintype="application",
            subtype="octet-stream",
            filename=attachment.name,
        )
    return whole.as_bytes()
