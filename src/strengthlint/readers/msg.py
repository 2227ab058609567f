"""Messages as Outlook saves them: .msg, and its templates .oft.

As `eml`: the subject and the body; mail that it answers and the signature are quotation.
"""

from __future__ import annotations

from strengthlint.document import Document

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read a message; see `strengthlint.readers.read`."""
    from strengthlint.readers._mail.message import as_document
    from strengthlint.readers._mail.outlook import parse

    return as_document(name, parse(data))
