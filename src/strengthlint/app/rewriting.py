"""What somebody wrote in a passage of a letter, apart from the wordings that they took."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Exchange", "exchanges"]

_TOKEN = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Words that stand in place of others.

    Attributes:
        start: The first character that is replaced; half-open range with `end`.
        end: The one after the last; never an empty range.
        text: What stands there now, or "".
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a passage with the wordings that were taken in it.

    Attributes:
        text: The word.
        start: Where in the passage as it was it begins; half-open range with `end`.
        end: Where it ends.
        taken: The number of the wording that it belongs to, or -1.
    """

    text: str
    start: int
    end: int
    taken: int = -1


@dataclass(slots=True)
class _Piece:
    """Words (a half-open range of them), and what stands there now."""

    first: int
    last: int
    text: str
    is_changed: bool


def exchanges(
    before: str, after: str, taken: Sequence[Exchange]
) -> tuple[list[Exchange], list[Exchange]]:
    """How a passage came to read as it does.

    Args:
        before: The passage as it was; not empty.
        after: As it is now.
        taken: Wordings that were taken in it, in order; some may have been written over later.

    Returns:
        Those of `taken` that stand, and what was written beside them; none of all overlap.
    """
    words = list(_words(before, taken))
    pieces = _pieces(words, _TOKEN.findall(after))
    standing = []
    for number, exchange in enumerate(taken):
        over = [
            place
            for place, piece in enumerate(pieces)
            if any(word.taken == number for word in words[piece.first : piece.last])
        ]
        if any(pieces[place].is_changed for place in over):
            # Somebody wrote on where a wording was taken: all of it is theirs.
            _join(pieces, over[0], over[-1] + 1)
        else:
            standing.append(exchange)
    own = [
        Exchange(words[piece.first].start, words[piece.last - 1].end, piece.text)
        for piece in _side_by_side(pieces, words)
        if piece.is_changed
    ]
    return standing, own


def _words(before: str, taken: Sequence[Exchange]) -> Iterator[_Word]:
    at = 0
    for number, exchange in enumerate(taken):
        yield from _plain_words(before, at, exchange.start)
        for text in _TOKEN.findall(exchange.text):
            yield _Word(text, exchange.start, exchange.end, number)
        at = exchange.end
    yield from _plain_words(before, at, len(before))


def _plain_words(before: str, start: int, end: int) -> Iterator[_Word]:
    for text in _TOKEN.findall(before[start:end]):
        yield _Word(text, start, start + len(text))
        start += len(text)


def _pieces(words: Sequence[_Word], now: Sequence[str]) -> list[_Piece]:
    """The words with what has become of them; each piece has at least one."""
    matcher = SequenceMatcher(None, [word.text for word in words], now, autojunk=False)
    pieces: list[_Piece] = []
    ahead = ""
    for kind, first, last, begin, end in matcher.get_opcodes():
        text = "".join(now[begin:end])
        if kind == "equal":
            pieces += [_Piece(at, at + 1, words[at].text, False) for at in range(first, last)]
        elif first < last:
            pieces.append(_Piece(first, last, text, True))
        elif pieces:
            # What is added stands with the word before it, or with the first one.
            pieces[-1].text += text
            pieces[-1].is_changed = True
        else:
            ahead = text
    if ahead and pieces:
        pieces[0].text = ahead + pieces[0].text
        pieces[0].is_changed = True
    return pieces


def _join(pieces: list[_Piece], first: int, last: int) -> None:
    joined = pieces[first:last]
    text = "".join(piece.text for piece in joined)
    pieces[first:last] = [_Piece(joined[0].first, joined[-1].last, text, True)]


def _side_by_side(pieces: Sequence[_Piece], words: Sequence[_Word]) -> list[_Piece]:
    """The pieces, those joined that are changed and have no more than a blank between them."""
    joined: list[_Piece] = []
    for piece in pieces:
        joined.append(piece)
        if not piece.is_changed:
            continue
        for count in (2, 3):
            between = joined[-count + 1 : -1]
            if (
                len(joined) >= count
                and joined[-count].is_changed
                and all(not each.text.strip() and words[each.first].taken < 0 for each in between)
            ):
                _join(joined, len(joined) - count, len(joined))
                break
    return joined
