"""The phrase notation of the lexicon, and what it stands for; knows no spaCy.

`lexicon/README.md` explains the marks to people. A phrase is a row of slots; a slot is a choice of
words, may be optional, and may be a gap. Word forms are written out here once, when the lexicon
is compiled, so that matching needs no dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from strengthlint.lexicon.inflection import noun_forms, verb_forms

__all__ = [
    "GAP_WORDS",
    "LETTERS",
    "Phrase",
    "PhraseError",
    "Slot",
    "expand_words",
    "further_words",
    "gate_words",
    "parse_phrase",
]

GAP_WORDS = 3
"""How many words `...` may stand for, at most."""

LETTERS = re.compile(r"[^\W\d_]+")
"""A run of letters: what the gate counts as a word."""

# The tokenizer cuts contractions into words whose letters touch (cannot, dont, shes), and short
# forms vary; none of these may be asked of a text by the gate, which sees runs of letters only.
_UNGATED = frozenset(
    "a an the i you he she it we they who not nt n t do does did done doing ca can could wo will would "
    "sha shall should may might must need be am is are was were been being have has had having s d m ll "
    "re ve let us to of gon na got ta lem me y all o clock im em".split()
)


class PhraseError(ValueError):
    """A phrase that cannot be read; the message is for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a phrase.

    Attributes:
        words: The choices, each a row of words; small letters match any case. Empty for a gap
            and for a list.
        optional: Whether it may be missing.
        list_name: The word list whose words are the choices, or "".
        lemma: The verb or noun whose forms the choices are, or "" (for the wording).
        is_verb: Whether that lemma is a verb.
        gap: Whether it stands for up to `GAP_WORDS` words of any kind.
    """

    words: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    list_name: str = ""
    lemma: str = ""
    is_verb: bool = False
    gap: bool = False


Phrase = tuple[Slot, ...]

_PIECE = re.compile(
    r"""
    (?P<gap>\.\.\.|…)
    | \((?P<optional>[^()]*(?:\(s\)[^()]*)*)\)
    | (?P<word>(?:[^\s()<>]|\(s\)|<[\w-]+>)+)
    """,
    re.VERBOSE,
)
_SLASHED = re.compile(r"[A-Za-z]/[A-Za-z]")
_LIST = re.compile(r"<([\w-]+)>")
_HYPHENS = "-‐‑–"


def parse_phrase(text: str, lists: Mapping[str, object] = {}) -> Phrase:
    """Read a phrase.

    Args:
        text: In the notation of `lexicon/README.md`.
        lists: The word lists there are; only their names matter.

    Raises:
        PhraseError: with a sentence for the person who wrote it.
    """
    slots: list[Slot] = []
    position = 0
    stripped = text.strip()
    if not stripped:
        raise PhraseError("The phrase is empty.")
    if ";" in stripped:
        raise PhraseError(f"“{stripped}” holds a “;”. Write each phrase on a line of its own.")
    while position < len(stripped):
        if stripped[position].isspace():
            position += 1
            continue
        match = _PIECE.match(stripped, position)
        if match is None:
            raise PhraseError(
                f"“{stripped[position:]}” cannot be read. A bracket, < or > may be missing its partner."
            )
        position = match.end()
        if match["gap"]:
            slots.append(Slot(gap=True, optional=True))
        elif match["optional"] is not None:
            slots.extend(_optional(match["optional"], lists))
        else:
            slots.append(_slot(match["word"], lists))
    if slots[0].gap or slots[-1].gap:
        raise PhraseError("“...” needs a word on both sides.")
    return tuple(slots)


def _optional(inner: str, lists: Mapping[str, object]) -> list[Slot]:
    pieces = inner.split()
    if not pieces:
        raise PhraseError("“()” has nothing in it.")
    if len(pieces) == 1:
        slot = _slot(pieces[0], lists)
        return [Slot(slot.words, True, slot.list_name, slot.lemma, slot.is_verb)]
    # Several words stand or fall together, so they are one slot with longer choices.
    rows: list[tuple[str, ...]] = [()]
    for piece in pieces:
        slot = _slot(piece, lists)
        if slot.list_name:
            raise PhraseError(f"<{slot.list_name}> must stand alone in its brackets.")
        rows = [row + words for row in rows for words in slot.words]
    return [Slot(tuple(rows), True)]


def _slot(piece: str, lists: Mapping[str, object]) -> Slot:
    # "c/o" and "w/o" are words of their own.
    choices = [piece] if _SLASHED.fullmatch(piece) else piece.split("/")
    names = [match[1] for choice in choices if (match := _LIST.fullmatch(choice))]
    if names:
        if len(choices) > 1:
            raise PhraseError(f"<{names[0]}> cannot be one of several choices; write two phrases.")
        if names[0] not in lists:
            raise PhraseError(f"<{names[0]}> is not one of the word lists in lists.yaml.")
        return Slot(list_name=names[0])
    words: list[tuple[str, ...]] = []
    lemma, is_verb = "", False
    for choice in choices:
        if not choice:
            raise PhraseError(f"“{piece}” has a “/” with nothing beside it.")
        words.extend(expand_words(choice))
        if choice.endswith("~") and not lemma:
            lemma, is_verb = choice[:-1], True
        elif choice.endswith("(s)") and not lemma:
            lemma = choice[:-3]
    return Slot(tuple(dict.fromkeys(words)), False, "", lemma, is_verb)


def expand_words(choice: str) -> list[tuple[str, ...]]:
    """The rows of words that one choice stands for: `cope~` has five, `non-compliant` three.

    Raises:
        PhraseError: if a mark stands where it means nothing.
    """
    bare = choice.removesuffix("~") if choice.endswith("~") else choice.removesuffix("(s)")
    if any(mark in bare for mark in "~()<>*[]{}"):
        raise PhraseError(f"“{choice}” has a mark where none can stand.")
    # Words of several parts inflect in the last one, but for phrasal verbs, written as two words.
    head, _, last = bare.rpartition(" ")
    parts = re.split(f"[{_HYPHENS}]", last)
    if not all(parts):
        raise PhraseError(f"“{choice}” begins or ends with a hyphen.")
    if choice.endswith("~"):
        finals = verb_forms(parts[-1])
    elif choice.endswith("(s)"):
        finals = noun_forms(parts[-1])
    else:
        finals = (parts[-1],)
    rows: list[tuple[str, ...]] = []
    lead = tuple(head.split())
    for final in finals:
        whole = (*parts[:-1], final)
        if len(whole) == 1:
            rows.append((*lead, *whole))
            continue
        rows.append((*lead, *whole))
        rows.append((*lead, *_with_hyphens(whole)))
        if len(whole) == 2:
            rows.append((*lead, "".join(whole)))
    return rows


def _with_hyphens(parts: tuple[str, ...]) -> tuple[str, ...]:
    row: list[str] = []
    for part in parts:
        row += [part, "-"]
    return tuple(row[:-1])


def gate_words(
    phrase: Phrase, lists: Mapping[str, tuple[tuple[str, ...], ...]]
) -> list[frozenset[str]]:
    """For each slot that must be there, folded runs of letters of which a text must hold one.

    A slot that the gate cannot judge is left out; an empty result means that the phrase has no word
    of its own.
    """
    needed: list[frozenset[str]] = []
    for slot in phrase:
        if slot.optional or slot.gap:
            continue
        rows = lists[slot.list_name] if slot.list_name else slot.words
        keys = [_key(row) for row in rows]
        if all(keys):
            needed.append(frozenset(keys))
    return needed


def further_words(phrase: Phrase) -> list[str]:
    """Folded runs of letters that a text must hold beside `gate_words`: "good" of "good-for-nothing"."""
    found: dict[str, None] = {}
    for slot in phrase:
        if slot.optional or slot.gap or slot.list_name:
            continue
        common = set.intersection(*(set(_runs(row)) for row in slot.words))
        keys = {_key(row) for row in slot.words}
        found.update(dict.fromkeys(sorted(common if len(keys) > 1 else common - keys)))
    return list(found)


def _key(row: tuple[str, ...]) -> str:
    """The longest run of letters in a row of words that the gate may ask for, or ""."""
    return max(_runs(row), key=len, default="")


def _runs(row: tuple[str, ...]) -> list[str]:
    """The runs of letters in a row of words that the gate may ask for."""
    return [run for word in row for run in LETTERS.findall(word.lower()) if run not in _UNGATED]
