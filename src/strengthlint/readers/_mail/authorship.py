"""Which lines of a message its writer wrote: not the mail that it answers, not the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

__all__ = ["Whose", "whose"]


class Whose(Enum):
    """Where a line of a message comes from."""

    WRITER = "writer"
    ANSWERED = "answered"
    SIGNATURE = "signature"


_MARKED: Final = re.compile(r"\s*>")
# "On Tuesday, 3 March 2026 at 10:12, Kim Doe <kim@example.org> wrote:", in one line or two.
_ATTRIBUTION: Final = re.compile(
    r"\s*(?:On|Am|Le|El)\b.{4,400}\b(?:wrote|schrieb.*|a écrit|escribió)\s*:\s*", re.IGNORECASE
)
_BEGINS_ATTRIBUTION: Final = re.compile(r"\s*On\b.{3,200}", re.IGNORECASE)
_RULE: Final = re.compile(
    r"\s*(?:-{2,}\s*(?:original|forwarded|weitergeleitete)\b.{0,80}-{2,}"
    r"|begin forwarded message:|_{20,})\s*",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\s*\*?From:\*?\s*\S.*", re.IGNORECASE | re.DOTALL)
_SENT: Final = re.compile(r"\*?(?:Sent|Date|To|Subject):\*?\s", re.IGNORECASE)
_DASHES: Final = re.compile(r"-- ?")
_DEVICE: Final = re.compile(
    r"\s*(?:sent from (?:my|outlook|mail|yahoo|samsung|the)\b.{0,60}|get outlook for .{0,60})",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"""\s*(?:(?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?|many|very\ best)?\s*(?:regards|wishes)
    |yours?(?:\ (?:sincerely|faithfully|truly))?
    |(?:many\ |with\ )?thanks(?:\ again|\ and\ (?:kind\ )?regards)?|thank\ you|cheers|best|all\ the\ best|take\ care
    )\s*[,.!]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN_NAMES: Final = frozenset(
    {"and", "of", "for", "the", "de", "van", "von", "der", "bin", "&"}
)
_MOST_NAMES: Final = 6
_POSTSCRIPT: Final = re.compile(r"\s*P\.?\s?S\.?\b", re.IGNORECASE)
_NOTICE: Final = re.compile(
    r"\s*(?:\*{3,}.*|(?:confidentiality|disclaimer|legal)\b.{0,40}"
    r"|(?:(?:the|any)\ information\ (?:contained\ )?in\ )?this\ (?:e-?mail|message|communication)\b"
    r".{0,120}\b(?:confidential|intended|privileged)\b.*)",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_MOST_SIGNATURE: Final = 40
_LONGEST_LINE: Final = 1_000


def whose(lines: Sequence[str]) -> list[Whose]:
    """Whose each line (or paragraph) of a message is.

    What stands below an attribution ("On Monday Kim wrote:") is quoted to the end, unless it is
    marked with ">"; then what follows the marked lines is the writer's again.
    """
    lines = [line[:_LONGEST_LINE] for line in lines]
    found = [Whose.WRITER] * len(lines)
    end = len(lines)
    number = 0
    while number < end:
        height = _opens_answer(lines, number)
        if not height:
            if _MARKED.match(lines[number]):
                found[number] = Whose.ANSWERED
            number += 1
            continue
        found[number : number + height] = [Whose.ANSWERED] * height
        number += height
        following = next((n for n in range(number, min(number + 3, end)) if lines[n].strip()), end)
        if following < end and _MARKED.match(lines[following]):
            number = following
            continue
        end = number
        found[number:] = [Whose.ANSWERED] * (len(lines) - number)
    _sign(lines, found)
    return found


def _opens_answer(lines: Sequence[str], number: int) -> int:
    """How many lines from here on say that somebody else's mail begins; 0 for none."""
    line = lines[number]
    if _ATTRIBUTION.fullmatch(line):
        return 1
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if _BEGINS_ATTRIBUTION.fullmatch(line) and _ATTRIBUTION.fullmatch(f"{line} {following}"):
        return 2
    if _RULE.fullmatch(line):
        if "_" not in line:
            return 1
        return 1 if _FROM.fullmatch(following) else 0
    # In a web page the four lines of such a head may be one paragraph.
    if _FROM.fullmatch(line) and (
        _SENT.search(line, 5)
        or any(_SENT.match(other.strip()) for other in lines[number + 1 : number + 4])
    ):
        return 1
    return 0


def _sign(lines: Sequence[str], found: list[Whose]) -> None:
    """Mark the signature at the end of each stretch of the writer's lines."""
    number = 0
    while number < len(lines):
        if found[number] is not Whose.WRITER:
            number += 1
            continue
        end = number
        while end < len(lines) and found[end] is Whose.WRITER:
            end += 1
        begin = next((n for n in range(number, end) if _begins_signature(lines, n, end)), end)
        for place in range(begin, end):
            if _POSTSCRIPT.match(lines[place]):
                # The paragraph is the writer's; so is what follows it up to the next blank line.
                break
            found[place] = Whose.SIGNATURE
        number = end


def _begins_signature(lines: Sequence[str], number: int, end: int) -> bool:
    line = lines[number]
    if _DASHES.fullmatch(line) or _DEVICE.fullmatch(line) or _NOTICE.fullmatch(line):
        return True
    # What follows a greeting at the end: a name, a telephone number, an address.
    before = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), -1)
    if before < 0 or not _CLOSING.fullmatch(lines[before]):
        return False
    rest = [text for text in lines[number:end] if text.strip()]
    return len(rest) <= _MOST_SIGNATURE and _is_name(line)


def _is_name(line: str) -> bool:
    """Whether a line is a name, perhaps with a title: "Dr Kim Doe", "Kim", "K. Doe (she/her)"."""
    words = re.sub(r"\([^)]*\)", "", line).replace(",", " ").split()
    return (
        0 < len(words) <= _MOST_NAMES
        and all(word[0].isupper() or word.lower() in _BETWEEN_NAMES for word in words)
        and not (words[-1].endswith((".", "!", "?")) and len(words[-1]) > 4)
    )
