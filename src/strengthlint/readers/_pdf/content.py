"""Takes the drawing commands of a page apart.

pdfminer's parser goes by single characters and is where most of the time for a page goes; here one
pattern finds each token. What is no token is passed over, as viewers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.psparser import LIT

__all__ = ["Picture", "commands"]

_END: Final = rb"\s\x00/\[\]()<>{}%"
_TOKEN: Final = re.compile(
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[" + _END + rb"]|\Z))"
    rb"|(?P<word>[^" + _END + rb"]+)"
    rb"|(?P<string>\([^()\\]*(?:\\.[^()\\]*)*\))"
    rb"|(?P<name>/[^" + _END + rb"]*)"
    rb"|(?P<open>\[|<<|\{)|(?P<close>\]|>>|\})"
    rb"|(?P<hex><[^<>]*>)"
    rb"|(?P<odd>\()"
    rb"|(?P<comment>%[^\r\n]*)",
    re.DOTALL,
)
_PARENS: Final = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPES: Final = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_NOT_HEX: Final = re.compile(rb"[^0-9A-Fa-f]")
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_LEADING_NUMBER: Final = re.compile(rb"[+-]{0,2}(?:\d+\.?\d*|\.\d+)")
_DIGITS: Final = frozenset(b"0123456789+-.")
_CONSTANTS: Final = {b"true": True, b"false": False, b"null": None}
_MOST_ARGUMENTS: Final = 100_000
_DEEPEST: Final = 100

_INLINE_END: Final = re.compile(rb"(?<=[\s\x00])EI(?=[\s\x00]|\Z)|(?<=[^\s])EI(?=\s+Q\s)")
# What can follow a picture: a number, a name or a command that is no part of a text.
_COMMAND: Final = re.compile(
    rb"[\s\x00]*(?:\Z|/|[-+.\d]|(?:q|Q|BT|EMC|BMC|BDC|MP|DP|n|W\*?|S|s|f\*?|F|B\*?|b\*?|BX|EX|BI|sh"
    rb"|Do|h|ET)(?=[\s\x00]|\Z)|%)"
)


class Picture:
    """Stands for a picture among the commands; its bytes are of no use here."""


def commands(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Every command with its arguments.

    Args:
        data: The content of a page, or of a form.

    Yields:
        The name of the command, and what stands before it: numbers, bytes, names, lists, dicts.
    """
    arguments: list[Any] = []
    outer: list[list[Any]] = []
    at = 0
    while at < len(data):
        start, at = at, len(data)
        for match in _TOKEN.finditer(data, start):
            kind = match.lastgroup
            token = match.group()
            if kind == "number":
                arguments.append(float(token) if b"." in token else int(token))
            elif kind == "string":
                is_plain = b"\\" not in token and b"\r" not in token
                arguments.append(token[1:-1] if is_plain else _unescaped(token[1:-1]))
            elif kind == "word":
                if token in _CONSTANTS:
                    arguments.append(_CONSTANTS[token])
                elif token == b"ID":
                    yield "EI", [Picture()]
                    arguments, outer = [], []
                    at = _after_picture(data, match.end())
                    break
                elif token[0] in _DIGITS:
                    arguments.append(_number(token))
                elif not outer:
                    yield token.decode("latin-1"), arguments
                    arguments = []
            elif kind == "name":
                arguments.append(_name(token))
            elif kind == "open":
                if len(outer) < _DEEPEST:
                    outer.append(arguments)
                    arguments = []
            elif kind == "close":
                if outer:
                    inner, arguments = arguments, outer.pop()
                    arguments.append(_dictionary(inner) if token == b">>" else inner)
            elif kind == "hex":
                digits = _NOT_HEX.sub(b"", token)
                digits += b"0" * (len(digits) % 2)
                arguments.append(bytes.fromhex(digits.decode("ascii")))
            elif kind == "odd":
                # Brackets within the text have to be counted.
                at = _string_end(data, match.start())
                arguments.append(_unescaped(data[match.start() + 1 : at - 1]))
                break
            if len(arguments) > _MOST_ARGUMENTS:
                arguments = []


def _number(token: bytes) -> float:
    """A number that is written oddly: "--5", "1.2.3", "5-3"."""
    match = _LEADING_NUMBER.match(token)
    return float(match.group().replace(b"--", b"-")) if match else 0


def _name(token: bytes) -> Any:
    name = token[1:]
    if b"#" in name:
        name = _NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)
    try:
        return LIT(name.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(name)


def _dictionary(items: list[Any]) -> dict[str, Any]:
    return {
        key.name: value
        for key, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(getattr(key, "name", None), str)
    }


def _string_end(data: bytes, start: int) -> int:
    """Where the string ends that begins at a bracket."""
    depth = 0
    for match in _PARENS.finditer(data, start):
        if match.group() == b"(":
            depth += 1
        elif match.group() == b")":
            depth -= 1
            if not depth:
                return match.end()
    return len(data) + 1


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_meant, text)


def _meant(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped is None:
        return b"\n"
    if escaped in _ESCAPES:
        return _ESCAPES[escaped]
    return bytes([int(escaped, 8) & 255]) if escaped[:1].isdigit() and escaped < b"8" else escaped


def _after_picture(data: bytes, start: int) -> int:
    """Where the commands go on behind a picture, whose bytes may hold "EI" too."""
    first = 0
    for match in _INLINE_END.finditer(data, start):
        first = first or match.end()
        if _COMMAND.match(data, match.end()):
            return match.end()
    return first or len(data)
