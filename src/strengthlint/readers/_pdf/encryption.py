"""Files that are encrypted and open without a password, as every viewer opens them.

pdfminer refuses some of them: where strings and streams have different filters, where a filter
that is not used is unknown, where values are padded, or where the key's length is written in bytes.
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdfdocument import (
    PDFStandardSecurityHandler,
    PDFStandardSecurityHandlerV4,
    PDFStandardSecurityHandlerV5,
)
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import LIT

__all__ = ["HANDLERS"]


def _plain(param: dict[str, Any]) -> dict[str, Any]:
    """The settings of the encryption with their values as the standard has them."""
    plain = {key: resolve1(value) for key, value in param.items()}
    own = 48 if plain.get("V") == 5 else 32
    for key in ("O", "U"):
        if isinstance(plain.get(key), bytes):
            plain[key] = plain[key][:own]
    length = plain.get("Length", 40)
    if plain.get("V") == 1 or not isinstance(length, int):
        plain["Length"] = 40
    elif length < 40:
        plain["Length"] = 8 * length
    return plain


class _Handler(PDFStandardSecurityHandler):
    """RC4; V1 to V3."""

    def init_params(self) -> None:
        """As upstream."""
        self.param = _plain(self.param)
        super().init_params()


class _Filters:
    """What the handlers with named filters share."""

    param: dict[str, Any]

    def init_params(self) -> None:
        """As upstream; strings and streams may have filters of their own."""
        plain = _plain(self.param)
        self._streams = _named(plain.get("StmF"))
        strings = _named(plain.get("StrF"))
        filters = {
            name: dict_value(about)
            for name, about in dict_value(plain.get("CF", {})).items()
            if name in {self._streams, strings}
            and _named(dict_value(about).get("CFM")) not in {"None", "Identity"}
        }
        self._plain_streams = self._streams not in filters
        self._plain_strings = strings not in filters
        # Upstream takes one filter for both; the other one is chosen when something is deciphered.
        only = strings if not self._plain_strings else self._streams
        name = only if only in filters else "Identity"
        self.param = {**plain, "CF": filters, "StmF": LIT(name), "StrF": LIT(name)}
        super().init_params()  # type: ignore[misc]

    def decrypt(
        self, objid: int, genno: int, data: bytes, attrs: Any = None, name: str | None = None
    ) -> bytes:
        """As upstream; `attrs` tells a stream from a string."""
        if self._plain_strings if attrs is None else self._plain_streams:
            return data
        if attrs is not None:
            name = name or self._streams
        return bytes(super().decrypt(objid, genno, data, attrs, name))  # type: ignore[misc]


class _Handler4(_Filters, PDFStandardSecurityHandlerV4):
    """RC4 or AES with 128 bits."""


class _Handler5(_Filters, PDFStandardSecurityHandlerV5):
    """AES with 256 bits."""


def _named(value: Any) -> str:
    return str(getattr(resolve1(value), "name", "Identity"))


HANDLERS: dict[int, type[PDFStandardSecurityHandler]] = {
    1: _Handler,
    2: _Handler,
    3: _Handler,
    4: _Handler4,
    5: _Handler5,
}
