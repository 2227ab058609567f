"""What is open in an editor, read as a document: its text is what the editor holds, not the file's."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from strengthlint import readers
from strengthlint.directives import is_directive
from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.readers import normalise, text

__all__ = ["COMMIT", "read", "suffix_of"]

COMMIT = "commit"
"""Stands in place of a suffix for what Git asks its user to write."""

_LANGUAGES = {
    "plaintext": ".txt",
    "plain text": ".txt",
    "text": ".txt",
    "markdown": ".md",
    "gfm": ".md",
    "quarto": ".md",
    "rmd": ".md",
    "mdx": ".mdx",
    "html": ".html",
    "xhtml": ".xhtml",
    "mhtml": ".html",
    "git-commit": COMMIT,
    "gitcommit": COMMIT,
    "git commit": COMMIT,
}
"""The languages that are read, as editors name them, and the suffix of each."""

_COMMIT_FILES = frozenset({"COMMIT_EDITMSG", "MERGE_MSG", "TAG_EDITMSG", "SQUASH_MSG"})
_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".mdown", ".mdx", ".html", ".htm", ".xhtml"}
)

_COMMENT = re.compile(r"^#[^\r\n]*", re.MULTILINE)
# What follows is a difference that Git shows and cuts off again.
_SCISSORS = re.compile(r"^# -+ >8 -+[^\r\n]*", re.MULTILINE)


def suffix_of(name: str, language: str) -> str:
    """How a document is to be read, by the language its editor gives it and its name; "" for not.

    The language comes first: people set it where the name does not tell.
    """
    known = _LANGUAGES.get(language.lower(), "")
    if known and known != ".txt":
        return known
    path = PurePath(name)
    if path.name in _COMMIT_FILES:
        return COMMIT
    suffix = path.suffix.lower()
    return suffix if suffix in _SUFFIXES else known


def read(name: str, source: str, suffix: str) -> Document:
    """A document from what an editor holds.

    Args:
        name: What to call it.
        source: Its text, without lone surrogates.
        suffix: How to read it, see `suffix_of`.

    Raises:
        UnreadableDocument: with a kind and a sentence that says what to do.
    """
    if suffix == COMMIT:
        return _commit(name, source)
    # With its mark it is UTF-8, whatever a page says of the file it is kept in.
    return readers.read(f"{name}{suffix}", codecs.BOM_UTF8 + source.encode())


def _commit(name: str, source: str) -> Document:
    """A commit message: what Git itself would take out of it is no text.

    A line for strengthlint may stand in a comment, so that it does not become part of the message.
    """
    scissors = _SCISSORS.search(source)
    written = source[: scissors.start()] if scissors else source
    masked = _COMMENT.sub(lambda found: " " * len(found[0]), written)
    lines = []
    for found in _COMMENT.finditer(written):
        start = found.start() + 1
        made = normalise.make_segment(
            [(written[start : found.end()], start, found.end())], SegmentKind.COMMENT, ()
        )
        if made is not None and is_directive(made.text):
            lines.append(made)
    segments = [*text.segments(masked), *lines]
    return Document(f"{name}.txt", source, tuple(sorted(segments, key=_place)))


def _place(segment: Segment) -> int:
    return segment.offsets.runs[0].source_start
