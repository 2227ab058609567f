"""From the binary format of older Word versions to .docx."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._word.office import convert
from strengthlint.readers._word.package import encrypted

__all__ = ["to_docx"]


# Remarks of msdoc2docx that mean that words are missing from what it wrote.
_LOSSES: Final = frozenset({"HEADER_FOOTER_TABLE_MALFORMED", "NOTE_REFERENCE_DEFERRED"})


def to_docx(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The document as .docx, and what of it could not be read, one sentence each.

    Raises:
        UnreadableDocument: if it is damaged, under a password, or no Word document.
    """
    _insist_on_word(data)
    with tempfile.TemporaryDirectory(prefix="strengthlint-") as folder:
        source, target = Path(folder, "document.doc"), Path(folder, "document.docx")
        source.write_bytes(data)
        losses = _by_library(source, target) if find_spec("doc2docx") else None
        if losses is not None and not losses:
            return target.read_bytes(), ()
        # It is one author's work; LibreOffice may still read what it cannot.
        if convert(source, "docx", target):
            return target.read_bytes(), ()
        if losses:
            return target.read_bytes(), losses
    raise UnreadableDocument(
        ReadErrorKind.DAMAGED,
        "This document of an older Word version is damaged or of a kind that cannot be read. Open "
        "it in Word, save it as a Word document (.docx) and check that.",
    )


def _by_library(source: Path, target: Path) -> tuple[str, ...] | None:
    """Convert with msdoc2docx: what was lost, one sentence each; None where it gave up."""
    from doc2docx import convert as convert_doc
    from doc2docx.errors import EncryptedDocumentError

    try:
        report = convert_doc(source, target).report
    except EncryptedDocumentError:
        raise encrypted() from None
    except Exception:
        return None
    if not target.is_file():
        return None
    codes = {remark.code for remark in report.warnings}
    if any("TEXTBOX" in code for code in codes) or codes & _LOSSES:
        return (
            "Text boxes, notes or page headers of this older Word document were not all read; save "
            "it as a Word document (.docx) and check that.",
        )
    return ()


def _insist_on_word(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted()
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnreadableDocument(
            ReadErrorKind.UNSUPPORTED,
            "This file has the name of a Word document but is another Office file. Open it in the "
            "program it was made with, save it as a Word document (.docx) and check that.",
        )
