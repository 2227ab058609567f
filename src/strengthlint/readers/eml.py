"""Messages as mail programs save them: .eml.

Read are the subject and the body (the web page in it where there is one, else the text). Mail that
it answers and the signature are quotation. Attachments are documents of their own, when asked for.
"""

from __future__ import annotations

from strengthlint.document import Document

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Read a message; see `strengthlint.readers.read`."""
    from strengthlint.readers._mail.internet import parse
    from strengthlint.readers._mail.message import as_document

    return as_document(name, parse(data))
