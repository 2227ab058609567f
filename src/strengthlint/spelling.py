"""What somebody probably meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]

# What people read or type for one another in a code: "BLM1O1" for "BLM101".
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1", "s": "5", "b": "8", "z": "2"})


def nearest(name: str, known: Iterable[str], least: float = 0.6) -> str | None:
    """The known name that looks most like one, whatever its capitals; None where none does.

    Args:
        name: What was written.
        known: What could have been written.
        least: How alike they have to be, from 0 to 1.
    """
    by_form: dict[str, str] = {}
    by_shape: dict[str, str] = {}
    for candidate in known:
        by_form.setdefault(candidate.lower(), candidate)
        by_shape.setdefault(candidate.lower().translate(_ALIKE), candidate)
    form = name.lower()
    if form in by_form:
        return by_form[form]
    if form.translate(_ALIKE) in by_shape:
        return by_shape[form.translate(_ALIKE)]
    from difflib import get_close_matches  # most runs have no slip to look into

    near = get_close_matches(form, by_form, 1, least)
    return by_form[near[0]] if near else None


def did_you_mean(
    name: str, known: Iterable[str], otherwise: str = "", *, form: str = "{}", least: float = 0.6
) -> str:
    """A question that offers the nearest known name.

    Args:
        name: What was written.
        known: What could have been written.
        otherwise: What to say where nothing is near.
        form: How a name is shown, for instance "“{}”".
        least: How alike they have to be, from 0 to 1.
    """
    near = nearest(name, known, least)
    return otherwise if near is None else f"Did you mean {form.format(near)}?"
