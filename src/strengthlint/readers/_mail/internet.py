"""Messages in the internet's format, as .eml files hold them."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Part
from email.policy import compat32
from pathlib import PurePath
from typing import Final

from strengthlint.document import Attachment
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._mail.message import Message, protected
from strengthlint.readers.html import decode_html
from strengthlint.readers.text import decode

__all__ = ["parse"]

_OLE: Final = b"\xd0\xcf\x11\xe0"
_HEADER: Final = re.compile(
    rb"^(?:From|To|Subject|Date|MIME-Version|Received|Message-ID|Content-Type|Return-Path|X-[\w-]+)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_BOUNDARY: Final = re.compile(rb"boundary\s*=", re.IGNORECASE)
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif")
_MOST_NESTED: Final = 100
_MOST_LINES: Final = 2_000_000
_MOST_PARTS: Final = 2_000
_LONGEST_SUBJECT: Final = 2_000


def parse(data: bytes) -> Message:
    """The message in the bytes of an .eml file.

    Raises:
        UnreadableDocument: if it is none, encrypted or hostile.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED, "This file is empty: there is no message in it. Save it again."
        )
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith(_OLE):
        raise _something_else(
            "in Outlook's own format. Rename it to end in .msg and check it again"
        )
    if not _HEADER.search(data[:20_000]):
        raise _something_else(
            "something else. Open it in the program it was made with, save it as a text file (.txt) "
            "and check that"
        )
    # Python's parser asks every open part about every line.
    if len(_BOUNDARY.findall(data)) > _MOST_NESTED or data.count(b"\n") > _MOST_LINES:
        raise _too_large()
    try:
        return _message(message_from_bytes(data, policy=compat32))
    except RecursionError:
        raise _too_large() from None


def _message(root: Part) -> Message:
    message = Message(_subject(root))
    parts = 0
    waiting = [root]
    while waiting:
        part = waiting.pop()
        parts += 1
        if parts > _MOST_PARTS:
            raise _too_large()
        kind = part.get_content_type()
        if kind == "multipart/encrypted" or kind.endswith("pkcs7-mime"):
            if part is root:
                raise protected()
            message.gaps.append("A part of this message is encrypted and was not read.")
        elif kind == "message/rfc822":
            _attach(message, part, "message.eml", _inner(part))
        elif part.is_multipart():
            inner = part.get_payload()
            waiting += reversed([p for p in inner if isinstance(p, Part)])
        elif _is_attachment(part, kind):
            _attach(message, part, "", _payload(part))
        elif kind == "text/html":
            html = decode_html(_payload(part), part.get_content_charset() or "")
            message.html = message.html or html
        elif kind == "text/plain":
            text = _text(part)
            message.text = f"{message.text}\n\n{text}" if message.text else text
        elif kind == "text/rtf":
            message.rich = message.rich or _payload(part)
        elif kind.endswith("ms-tnef"):
            message.gaps.append(
                "This message carries a file winmail.dat, which was not read; ask the sender to "
                "send it as a web page (HTML) or plain text."
            )
    return message


def _is_attachment(part: Part, kind: str) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    named = part.get_filename() is not None
    return named and (not kind.startswith("text/") or part.get_content_disposition() is None)


def _attach(message: Message, part: Part, name: str, data: bytes) -> None:
    try:
        given = _words(part.get_filename() or "")
    except (ValueError, LookupError):
        given = ""
    # A name is never a path: what stands before a slash is dropped.
    name = PurePath(given.replace("\\", "/")).name or name
    in_the_text = part.get("Content-ID") is not None and name.lower().endswith(_PICTURES)
    if data and not in_the_text:
        message.attachments.append(Attachment(name or "attachment", data))


def _inner(part: Part) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Part):
        try:
            return inner[0].as_bytes()
        except (ValueError, LookupError, TypeError, KeyError):
            return b""
    return b""


def _payload(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Part) -> str:
    data = _payload(part)
    charset = (part.get_content_charset() or "").lower()
    text = ""
    if charset and charset not in {"utf-8", "us-ascii"}:
        try:
            text = data.decode("cp1252" if charset == "iso-8859-1" else charset, "replace")
        except (LookupError, UnicodeError, ValueError):
            text = ""
    text = text or decode(data)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _unflowed(text: str, drops_space: bool) -> str:
    """The paragraphs of format=flowed: a line that ends in a space goes on in the next."""
    lines: list[str] = []
    flows = False
    for line in re.split(r"\r\n|\r|\n", text):
        # A stuffed space stands before a ">" that is no quotation mark.
        words = line[1:] if line.startswith(" ") else line
        if flows and not words.startswith(">"):
            before = lines[-1]
            lines[-1] = (before[:-1] if drops_space else before) + words
        else:
            lines.append(words)
        flows = words.endswith(" ") and words != "-- " and not words.startswith(">")
    return "\n".join(lines)


def _subject(root: Part) -> str:
    return " ".join(_words(str(root.get("Subject") or "")[:_LONGEST_SUBJECT]).split())


def _words(header: str) -> str:
    """A header with its encoded words decoded."""
    try:
        pieces = decode_header(header)
    except (HeaderParseError, ValueError):
        return header
    found: list[str] = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            found.append(piece)
            continue
        try:
            found.append(piece.decode(charset or "utf-8", "replace"))
        except (LookupError, ValueError):
            found.append(piece.decode("utf-8", "replace"))
    return "".join(found)


def _something_else(what: str) -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.UNSUPPORTED, f"This file has the name of a mail message (.eml) but is {what}."
    )


def _too_large() -> UnreadableDocument:
    return UnreadableDocument(
        ReadErrorKind.TOO_LARGE,
        "This message has far more parts or lines than a message can have. Save its text as a text "
        "file (.txt) and check that.",
    )
