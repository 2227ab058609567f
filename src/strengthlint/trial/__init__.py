"""Trying entries on documents of one's own: what they would say, drawn and laid out to be judged.

A sheet of findings goes to people who judge each with yes, optional or no; what they said comes back
as evidence (`strengthlint.lexicon.evidence`).
"""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import io
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from strengthlint import opening, readers
from strengthlint.diagnostic import Standing
from strengthlint.document import Document, Span
from strengthlint.engine.sentences import sentence_spans
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.lexicon.evidence import entry_digest
from strengthlint.linter import Linter
from strengthlint.report import ReadFailure

__all__ = ["Finding", "Key", "draw", "find", "open_file", "shuffled", "unpacked_name"]

_CONTEXT = 300
"""Characters of the sentence before and after that are shown."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a row of a sheet is about; written so that nobody reads the code from it in passing.

    Attributes:
        code: The entry that speaks.
        entry: Its `entry_digest`.
        lexicon: The version of the lexicon.
        fingerprint: Of the finding; the same wherever the sentence moves.
    """

    code: str
    entry: str
    lexicon: str
    fingerprint: str

    def __str__(self) -> str:
        parts = (self.fingerprint, self.entry, self.code, self.lexicon)
        text = "\t".join((*parts, _check(parts)))
        return base64.b32encode(text.encode()).decode().rstrip("=").lower()

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key that was written.

        Raises:
            ValueError: if it is none.
        """
        padded = text.strip().upper()
        padded += "=" * (-len(padded) % 8)
        try:
            *parts, check = base64.b32decode(padded).decode().split("\t")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            parts, check = [], ""
        if len(parts) != 4 or check != _check(parts):
            raise ValueError(f"“{text}” is not the key of a row")
        fingerprint, entry, code, lexicon = parts
        return cls(code, entry, lexicon, fingerprint)


def _check(parts: Sequence[str]) -> str:
    """Four digits by which a key that was cut or typed over is known."""
    return hashlib.sha256("\t".join(parts).encode()).hexdigest()[:4]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an entry would say.

    Attributes:
        key: Which.
        name: The entry's name.
        level: Its level, as a word.
        sentence: Where it stands, clean; `start` and `end` are the place of the words in it.
        start: First character of the words.
        end: Character after the last.
        before: The sentence before, or "".
        after: The sentence after, or "".
        place: File and place in it.
        text: The collection that the file belongs to; names no person.
    """

    key: Key
    name: str
    level: str
    sentence: str
    start: int
    end: int
    before: str
    after: str
    place: str
    text: str

    @property
    def words(self) -> str:
        """The words it is about."""
        return self.sentence[self.start : self.end]

    @property
    def marked(self) -> str:
        """The sentence with == before and after the words."""
        s, start, end = self.sentence, self.start, self.end
        return f"{s[:start]}=={s[start:end]}=={s[end:]}"


# Files


def unpacked_name(path: Path) -> str:
    """The name of what is in a file: "notes.txt" for "notes.txt.gz"."""
    return str(path)[: -len(".gz")] if path.suffix.lower() == ".gz" else str(path)


def open_file(path: Path) -> bytes:
    """The bytes of a file, or of what is packed in it (.gz).

    Raises:
        UnreadableDocument: with a kind and a sentence that says what to do.
    """
    data = opening.read_bytes(path)
    if path.suffix.lower() != ".gz":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(readers.MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableDocument(
            ReadErrorKind.DAMAGED, "This compressed file is damaged. Pack it anew and try that."
        ) from None
    if len(unpacked) > readers.MAX_BYTES:
        raise readers.too_large(len(unpacked))
    return unpacked


# Findings


def find(
    linter: Linter, name: str, data: bytes, text: str
) -> tuple[list[Finding], ReadFailure | None]:
    """What the entries of a linter would say about a document.

    Only what is open counts, at the level of its entry: a finding that is quoted, set aside or
    lowered to a note is not one that the entry has to answer for.

    Args:
        linter: With the entries that are tried; keeps the documents it has read.
        name: The document; its suffix says how it is read.
        data: Its bytes.
        text: The collection it belongs to.

    Returns:
        The findings in reading order, and why it was not read if it was not.
    """
    report = linter.check_bytes(name, data)
    told = [d for d in report.diagnostics if d.standing is Standing.OPEN]
    if report.error or report.document is None:
        return [], report.error
    lexicon = linter.lexicon
    found = []
    for diagnostic in told:
        index = lexicon.index(diagnostic.code)
        # A rule that is no entry of the lexicon has no evidence to gather here.
        if index is None or diagnostic.level is not lexicon.entry(index).level:
            continue
        key = Key(
            diagnostic.code,
            entry_digest(lexicon.entry(index)),
            lexicon.version,
            diagnostic.fingerprint,
        )
        excerpt = diagnostic.excerpt
        before, after = "", ""
        if diagnostic.span is not None:
            before, after = _around(report.document, diagnostic.span)
        found.append(
            Finding(
                key,
                diagnostic.name,
                diagnostic.level.value,
                excerpt.text,
                excerpt.start,
                excerpt.end,
                before,
                after,
                f"{name}:{diagnostic.location}",
                text,
            )
        )
    return found, None


def _around(document: Document, span: Span) -> tuple[str, str]:
    """The sentences before and after a stretch of text; those of other segments at the edges."""
    text = document.segments[span.segment].text
    spans = list(sentence_spans(text))
    number = next((n for n, (_, end) in enumerate(spans) if span.start < end), len(spans) - 1)
    before = text[slice(*spans[number - 1])] if number else _edge(document, span.segment - 1, -1)
    if number + 1 < len(spans):
        after = text[slice(*spans[number + 1])]
    else:
        after = _edge(document, span.segment + 1, 0)
    return before[-_CONTEXT:].strip(), after[:_CONTEXT].strip()


def _edge(document: Document, segment: int, which: int) -> str:
    """The last (-1) or first (0) sentence of a segment."""
    if not 0 <= segment < len(document.segments):
        return ""
    text = document.segments[segment].text
    return text[slice(*list(sentence_spans(text))[which])]


def draw(findings: Iterable[Finding], number: int, seed: int = 1) -> list[Finding]:
    """At most so many findings of each code, each once, sorted by code.

    What is drawn is decided by each finding alone: after the lexicon or the engine changed, the
    same findings are drawn again as far as they are still there, and new ones have their fair share.

    Args:
        findings: All of them.
        number: Of each code; 0 for all.
        seed: Another one draws others.
    """
    by_code: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        # A sentence that stands in a hundred letters is judged once.
        by_code[finding.key.code].setdefault(finding.key.fingerprint, finding)

    def lot(fingerprint: str) -> str:
        return hashlib.sha256(f"{seed} {fingerprint}".encode()).hexdigest()

    drawn = []
    for code in sorted(by_code):
        chosen = sorted(by_code[code], key=lot)
        drawn += [by_code[code][fingerprint] for fingerprint in chosen[: number or None]]
    return drawn


def shuffled(findings: Sequence[Finding], seed: int = 1) -> list[Finding]:
    """The findings in an order that tells nothing of their codes."""
    return sorted(
        findings,
        key=lambda f: hashlib.sha256(f"{seed} order {f.key.fingerprint}".encode()).hexdigest(),
    )
