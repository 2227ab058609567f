"""The control words, groups and bytes of rich text, and what its fonts say about bytes."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CODEPAGES", "SYMBOLS", "TOKEN", "codepage"]

TOKEN: Final = re.compile(
    r"""\\(?P<word>[A-Za-z]{1,40})(?P<number>-?\d{1,10})?\x20?
    |\\'(?P<byte>[0-9A-Fa-f]{2})
    |(?P<brace>[{}])
    |(?P<text>[^\\{}\r\n]+)
    |\\(?P<symbol>[^A-Za-z'])
    """,
    re.VERBOSE | re.DOTALL,
)
"""Line ends, which say nothing, match none of it."""

SYMBOLS: Final = {
    "tab": "\t", "line": "\v", "softline": "\v", "page": "\v", "softpage": "\v", "column": "\v",
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
"""Control words that stand for a character."""

CODEPAGES: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp437",
}  # fmt: skip
"""What the character set of a font (\\fcharset) says about its bytes."""


def codepage(number: int) -> str:
    """The codec for a Windows code page; Windows-1252 where there is none."""
    known = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030", 28591: "cp1252"}
    if number in known:
        return known[number]
    name = f"cp{number}"
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
