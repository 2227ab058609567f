"""From what stands in a file to clean text with a map back.

Every reader collects pieces of text with their places in the source and hands them over here, so
that all formats agree on what clean means and the map is kept in one place only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from strengthlint.document import OffsetMap, Run, Segment, SegmentKind

__all__ = ["Piece", "make_segment", "normalise", "without_lone_surrogates"]

Piece = tuple[str, int, int]
"""Text, source start, source end. The characters correspond one by one if the lengths agree;
otherwise the piece stands for its source range as a whole ("&" for "&amp;")."""

# Characters that nobody sees and that would split a word for a pattern: controls, soft hyphen,
# joiners, direction marks, zero-width spaces, byte-order marks, lone surrogates, tags. The white
# space among the controls (tab to carriage return, 1C to 1F, 85) is not in here.
_INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_BLANK: Final = rf"\s{_INVISIBLE}"
_LINE_BREAK: Final = "\n\r\x0b\x0c\x85\u2028\u2029"

_LIGATURES: Final = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

# One character for one: hyphens, apostrophes that are letters, and the quotation marks and dashes
# of Windows where a program took them for control characters.
_ODD: Final = re.compile("[\u2010\u2011\u02bb\u02bc\uff07\x91-\x94\x96\x97]")
_PLAIN: Final = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u02bb": "‘",
        "\u02bc": "’",
        "\uff07": "'",
        "\x91": "‘",
        "\x92": "’",
        "\x93": "“",
        "\x94": "”",
        "\x96": "–",
        "\x97": "—",
    }
)
_COMBINING: Final = re.compile("[\u0300-\u036f]")
_LONE: Final = re.compile("[\ud800-\udfff]")
_COMPOSES: Final = re.compile(r"[^\W\d_][\u0300-\u036f]+")

# The number of a note behind a word. One that is set as what it is goes, unless it is a power ("m²");
# plain digits that lost their raise stay, apart from the word.
_RAISED: Final = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_RAISED_DIGITS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEFORE_RAISED: Final = re.compile(r"(?:[^\W\d_]{3}|[.,;:?!)\]”’\"'])\Z")
_ENDS_RAISED: Final = re.compile(f"[{_RAISED}]{{1,20}}(?!\\w)")
_GLUED: Final = re.compile(r"[0-9]{1,2}(?![\w%°/.,:-][\w]|[\w%°])")
_WORD_AND_NOTE: Final = re.compile(r"(?:\A|[\s\"'“‘(\[–—-])[A-Za-z][a-z]{3,}\Z")
_END_AND_NOTE: Final = re.compile(r"(?:\A|[\s\"'“‘(\[–—-])[A-Za-z]*[a-z]{3}[.?!][)”\"']?\Z")

# A single space between words is left out of the match, for it is what most of a text consists of;
# and where no two stand side by side the pattern can begin with one set, which is much quicker.
_CHANGES: Final = re.compile(
    rf"[^\S ][{_BLANK}]*|[{_INVISIBLE}][{_BLANK}]*|\x20[{_BLANK}]+|[\ufb00-\ufb06{_RAISED}]"
)
_CHANGES_AFTER_SINGLE_SPACES: Final = re.compile(
    rf"[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{_INVISIBLE}"
    rf"\ufb00-\ufb06{_RAISED}](?:(?<![\ufb00-\ufb06{_RAISED}])[{_BLANK}]*)?"
)
_LEADING_BLANK: Final = re.compile(f"[{_BLANK}]*")
_IS_BLANK: Final = re.compile(f"[{_BLANK}]")
_IS_SPACE: Final = re.compile(r"\s")
_HAS_LINE_BREAK: Final = re.compile(f"[{_LINE_BREAK}]")

_WORD_BEFORE: Final = re.compile(r"[^\W_][\w'’-]*\Z")
_WORD_AFTER: Final = re.compile(r"[^\W_][\w'’]*-?")
_LONGEST_WORD: Final = 40

# What makes a hyphen at the end of a line part of the word ("self-/neglect") and not the
# printer's. Only what is hardly ever the beginning or the end of a divided word: "home" is not
# here for "home-/less", "person" for "person-/al", "out" for "with-/out".
_COMPOUND_FIRST: Final = frozenset({"self", "non", "well", "strengths", "people", "needs", "drugs"})
_COMPOUND_SECOND: Final = frozenset(
    """
    based being centered centred compliance compliant depth driven esteem focused focussed harm
    informed making neglect off orientated oriented reach related resistant risk seeking solving
    specific term up user users year years
    """.split()
)
_COMPOUNDS: Final = frozenset(
    {"full-time", "part-time", "user-led", "peer-led", "community-led", "client-led", "drop-in"}
)
_NEVER_FIRST: Final = frozenset({"un", "in", "re", "mis", "dis", "out", "under", "over", "with"})
_SUSPENDS: Final = frozenset({"and", "or", "nor", "to"})


def normalise(pieces: Iterable[Piece], *, dehyphenate: bool = False) -> tuple[str, OffsetMap]:
    """Clean text, and its map to the source.

    White space of every kind becomes one space, and none at the edges; invisible characters go;
    ligatures are spelt out; letters are composed with their accents (NFC); the hyphens U+2010 and
    U+2011 become "-", the apostrophe U+02BC "’". The raised number of a note goes; plain digits
    that are glued to a word stand apart from it, and go where a sentence ended. A soft hyphen at a line end
    joins its word in any case, for it says that the word was divided there.

    Args:
        pieces: In source order. What lies between two pieces in the source (markup) belongs to
            no character of the text, and the pieces are joined without a space.
        dehyphenate: Whether a hyphen at a line end may be the printer's: "sup-" and "port" are
            joined then. It stays in what looks like a compound ("self-" and "neglect"), before a
            capital or a digit, and in "short-" and "and long-term".

    Returns:
        The text and its map; ("", an empty map) where nothing is to be read.
    """
    raw, stretches = _join(_composed(pieces))
    if not raw.isascii() and _ODD.search(raw):
        raw = raw.translate(_PLAIN)
    begin, end = _inner(raw)
    if begin == end:
        return "", OffsetMap(())
    glued = list(_glued(raw, begin, end))

    parts: list[str] = []
    edits: list[tuple[int, int, int]] = []
    last = begin
    changes = _CHANGES if "  " in raw else _CHANGES_AFTER_SINGLE_SPACES
    for match in changes.finditer(raw, begin, end):
        start, stop = match.span()
        while glued and glued[0][0] < start:
            place, until, text = glued.pop(0)
            parts += (raw[last:place], text)
            edits.append((place, until, len(text)))
            last = until
        new = _LIGATURES.get(raw[start])
        if new is None and raw[start] in _RAISED_DIGITS:
            # Within a word, or behind a unit, it is none of a note.
            if not _ENDS_RAISED.match(raw, start) or (
                not _BEFORE_RAISED.search(raw, max(begin, start - 3), start)
                and not (last == start and edits and edits[-1][2] == 0)
            ):
                continue
            new = ""
        elif new is None:
            if raw[start - 1] == " ":
                start -= 1
            if dehyphenate and raw[start - 1] == "-" and _divides(raw, start, stop):
                start -= 1
                new = _for_hyphen(raw, start, stop)
            else:
                new = _for_blanks(raw, start, stop)
        parts.append(raw[last:start])
        parts.append(new)
        # One character for one needs no entry of its own in the map.
        if len(new) != stop - start:
            edits.append((start, stop, len(new)))
        last = stop
    for place, until, text in glued:
        parts += (raw[last:place], text)
        edits.append((place, until, len(text)))
        last = until
    parts.append(raw[last:end])
    text = "".join(parts)
    if not edits and len(stretches) == 1:
        raw_start, raw_end, source_start, source_end = stretches[0]
        if raw_end - raw_start == source_end - source_start:
            return text, OffsetMap.identity(len(text), source_start + begin)
    return text, OffsetMap(_runs(begin, end, stretches, edits))


def make_segment(
    pieces: Iterable[Piece],
    kind: SegmentKind,
    trail: tuple[str, ...] = (),
    column_heading: str = "",
    dehyphenate: bool = False,
    row_heading: str = "",
) -> Segment | None:
    """A segment of the pieces, or None where they hold nothing to read.

    Args:
        pieces: As for `normalise`.
        kind: What the segment is in its document.
        trail: The headings above it, outermost first.
        column_heading: The text of the cell that heads its column, or "".
        dehyphenate: As for `normalise`.
        row_heading: The text of the cell that heads its row, or "".
    """
    text, offsets = normalise(pieces, dehyphenate=dehyphenate)
    return Segment(text, kind, offsets, trail, column_heading, row_heading) if text else None


# Raw start, raw end, source start, source end.
_Stretch = tuple[int, int, int, int]


def _join(pieces: Iterable[Piece]) -> tuple[str, list[_Stretch]]:
    """The pieces as one text; linear pieces that touch in the source become one stretch."""
    texts: list[str] = []
    stretches: list[_Stretch] = []
    length = 0
    for text, source_start, source_end in pieces:
        if not text:
            continue
        texts.append(text)
        end = length + len(text)
        if stretches and source_end - source_start == len(text):
            before = stretches[-1]
            if before[3] == source_start and before[1] - before[0] == before[3] - before[2]:
                stretches[-1] = (before[0], end, before[2], source_end)
                length = end
                continue
        stretches.append((length, end, source_start, source_end))
        length = end
    return "".join(texts), stretches


def _composed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with accents that stand for themselves put onto their letters (NFC)."""
    for text, source_start, source_end in pieces:
        if text.isascii() or not _COMBINING.search(text):
            yield text, source_start, source_end
            continue
        if len(text) != source_end - source_start:
            yield unicodedata.normalize("NFC", text), source_start, source_end
            continue
        last = 0
        for match in _COMPOSES.finditer(text):
            start, end = match.span()
            new = unicodedata.normalize("NFC", match.group())
            if len(new) == end - start:
                continue
            if last < start:
                yield text[last:start], source_start + last, source_start + start
            yield new, source_start + start, source_start + end
            last = end
        if last < len(text):
            yield text[last:], source_start + last, source_end


def _glued(raw: str, begin: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Digits that a copy out of a document glued to the word before them: where, and what to set."""
    for match in _GLUED.finditer(raw, begin, end):
        start, stop = match.span()
        before = raw[start - 1 : start]
        if start - begin < 4 or not (before.isalpha() or before in {".", "?", "!", ")", "”"}):
            continue
        lead = raw[max(begin, start - _LONGEST_WORD) : start]
        if _WORD_AND_NOTE.search(lead):
            yield start - 1, start, f"{before} "
        elif _END_AND_NOTE.search(lead) and (stop == end or raw[stop : stop + 1].isspace()):
            yield start, stop, ""


def _inner(raw: str) -> tuple[int, int]:
    """Where the text begins and ends when blanks at its edges are left out."""
    match = _LEADING_BLANK.match(raw)
    begin = match.end() if match else 0
    end = len(raw)
    while end > begin and _IS_BLANK.match(raw, end - 1):
        end -= 1
    return begin, end


def _divides(raw: str, start: int, stop: int) -> bool:
    """Whether the blanks are a line end between a letter's hyphen and a letter or digit."""
    return (
        start > 1
        and raw[start - 2].isalpha()
        and raw[stop : stop + 1].isalnum()
        and _HAS_LINE_BREAK.search(raw, start, stop) is not None
    )


def _for_blanks(raw: str, start: int, stop: int) -> str:
    if (
        raw[start] == "\u00ad"
        and _HAS_LINE_BREAK.search(raw, start, stop)
        and raw[stop : stop + 1].islower()
    ):
        return ""
    return " " if _IS_SPACE.search(raw, start, stop) else ""


def _for_hyphen(raw: str, start: int, stop: int) -> str:
    """What stands for a hyphen at a line end: nothing, "-" or "- "."""
    # Bounded, so that a hostile line of letters is not searched again for every hyphen.
    before = _WORD_BEFORE.search(raw[max(0, start - _LONGEST_WORD) : start])
    after = _WORD_AFTER.match(raw, stop, stop + _LONGEST_WORD)
    if before is None or after is None:
        return "-"
    first, second = before.group(), after.group()
    if second in _SUSPENDS:
        return "- "
    if (
        not second[0].islower()
        or "-" in first  # hard-to-/reach
        or second.endswith("-")  # hard-/to-reach
        or first.casefold() in _COMPOUND_FIRST
        or (second in _COMPOUND_SECOND and first.casefold() not in _NEVER_FIRST)
        or f"{first}-{second}".casefold() in _COMPOUNDS
    ):
        return "-"
    return ""


def _runs(
    begin: int, end: int, stretches: list[_Stretch], edits: list[tuple[int, int, int]]
) -> list[Run]:
    """The map from the clean text to the source.

    Args:
        begin: Where the clean text begins in the joined pieces.
        end: Where it ends there.
        stretches: From the joined pieces to the source.
        edits: Start and stop in the joined pieces, and the length of what stands there now.
    """
    runs: list[tuple[int, int, int, int]] = []
    position = 0
    index = 0

    def add(length: int, source_start: int, source_end: int) -> None:
        nonlocal position
        if runs and length == source_end - source_start:
            before = runs[-1]
            if before[3] == source_start and before[1] - before[0] == before[3] - before[2]:
                runs[-1] = (before[0], position + length, before[2], source_end)
                position += length
                return
        runs.append((position, position + length, source_start, source_end))
        position += length

    def source_of(raw_start: int, raw_end: int) -> tuple[int, int]:
        """The source range of a range within the stretch at `index`."""
        stretch_start, stretch_end, source_start, source_end = stretches[index]
        if stretch_end - stretch_start == source_end - source_start:
            return source_start + raw_start - stretch_start, source_start + raw_end - stretch_start
        return source_start, source_end

    here = begin
    for start, stop, length in (*edits, (end, end, 0)):
        while here < start:
            while stretches[index][1] <= here:
                index += 1
            until = min(start, stretches[index][1])
            add(until - here, *source_of(here, until))
            here = until
        if length:
            while stretches[index][1] <= start:
                index += 1
            source_start = source_of(start, start + 1)[0]
            while stretches[index][1] < stop:
                index += 1
            add(length, source_start, source_of(stop - 1, stop)[1])
        here = stop
    return [Run(*run) for run in runs]


def without_lone_surrogates(text: str) -> str:
    """Text that every encoding can hold; half an emoji becomes U+FFFD, which is as long."""
    return _LONE.sub("\ufffd", text)
