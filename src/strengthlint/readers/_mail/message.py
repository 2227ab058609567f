"""A message, whatever file it came in, as a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from strengthlint.document import (
    Attachment,
    Document,
    Landmark,
    OffsetMap,
    Run,
    Segment,
    SegmentKind,
)
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers._mail.authorship import Whose, whose
from strengthlint.readers.paragraphs import Paragraphs

__all__ = ["Message", "as_document", "protected"]

_ANSWER: Final = re.compile(r"\s*(?:re|fwd?|aw|wg)(?:\[\d+\])?\s*:", re.IGNORECASE)


@dataclass(slots=True)
class Message:
    """What a message holds.

    Attributes:
        subject: Of it, or "".
        text: Its body as plain text, or "".
        html: Its body as a web page, or "".
        rich: Its body as rich text, or b"".
        attachments: The files within it.
        gaps: What of it could not be read.
    """

    subject: str = ""
    text: str = ""
    html: str = ""
    rich: bytes = b""
    attachments: list[Attachment] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def as_document(name: str, message: Message) -> Document:
    """The subject and the body; what the writer did not write is quotation.

    The source is the message as it is read: the subject, a blank line, and the paragraphs of the
    body or, of plain text, its lines.
    """
    if message.html:
        document = _from_html(name, message)
        if len(document.segments) > 1 or not (message.text.strip() or message.rich):
            return _whole(document, message)
    if message.rich:
        document = _from_rich_text(name, message)
        if len(document.segments) > 1 or not message.text.strip():
            return _whole(document, message)
    return _whole(_from_text(name, message), message)


def protected() -> UnreadableDocument:
    """The error for a message that only its receiver can open."""
    return UnreadableDocument(
        ReadErrorKind.ENCRYPTED,
        "This message is encrypted. Open it in your mail program, save its text as a text file "
        "(.txt) and check that.",
    )


def _whole(document: Document, message: Message) -> Document:
    return replace(document, gaps=tuple(message.gaps), attachments=tuple(message.attachments))


def _begin(message: Message) -> Paragraphs:
    paragraphs = Paragraphs()
    answers = _ANSWER.match(message.subject) is not None
    # The subject of an answer is whoever's it was first.
    kind = SegmentKind.QUOTATION if answers else SegmentKind.HEADING
    paragraphs.add(message.subject, kind)
    paragraphs.add("")
    return paragraphs


def _from_html(name: str, message: Message) -> Document:
    from strengthlint.readers._html.walk import Walk

    walk = Walk(message.html, mail=True)
    walk.run()
    segments = [s for s in walk.in_order() if s.kind is not SegmentKind.COMMENT]
    return _from_segments(name, message, segments, walk.cut)


def _from_rich_text(name: str, message: Message) -> Document:
    from strengthlint.readers.rtf import read

    document = read(name, message.rich)
    message.gaps += document.gaps
    return _from_segments(name, message, list(document.prose()), None)


def _from_segments(
    name: str, message: Message, segments: list[Segment], cut: int | None
) -> Document:
    """A document of the paragraphs of a body, in which one may stand for the rest being quoted."""
    paragraphs = _begin(message)
    for number, (segment, author) in enumerate(
        zip(segments, whose([segment.text for segment in segments]), strict=True)
    ):
        kind = segment.kind
        if author is not Whose.WRITER or (cut is not None and number >= cut):
            kind = SegmentKind.QUOTATION
        level = len(segment.trail) + 1 if kind is SegmentKind.HEADING else 0
        paragraphs.add(segment.text, kind, level=level)
    return paragraphs.document(name)


def _from_text(name: str, message: Message) -> Document:
    from strengthlint.readers.text import segments

    head = _begin(message).document(name)
    above = tuple(s.text for s in head.segments if s.kind is SegmentKind.HEADING)
    body = re.sub(r"\r\n?", "\n", message.text)
    start = len(head.source) + 1
    found: list[Segment] = list(head.segments)
    lines = body.split("\n")
    position = 0
    stretch: list[str] = []
    authors = whose(lines)
    for number, (line, author) in enumerate(zip(lines, authors, strict=True)):
        stretch.append(line)
        if number + 1 < len(lines) and authors[number + 1] is author:
            continue
        text = "\n".join(stretch)
        for segment in segments(text):
            kind = segment.kind if author is Whose.WRITER else SegmentKind.QUOTATION
            found.append(_moved(segment, start + position, kind, above))
        position += len(text) + 1
        stretch = []
    counted = [segment.offsets.runs[0].source_start for segment in found]
    landmarks = [Landmark(start, paragraph=number) for number, start in enumerate(counted, 1)]
    source = f"{head.source}\n{body}"
    return Document(name, source, tuple(found), landmarks=tuple(landmarks) or (Landmark(0),))


def _moved(segment: Segment, by: int, kind: SegmentKind, above: tuple[str, ...]) -> Segment:
    runs = [
        Run(run.start, run.end, run.source_start + by, run.source_end + by)
        for run in segment.offsets.runs
    ]
    return Segment(segment.text, kind, OffsetMap(runs), above + segment.trail)
