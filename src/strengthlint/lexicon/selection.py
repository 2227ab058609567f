"""How people name rules: by code, by name, by the start of codes, or ALL; in any capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from strengthlint.errors import UnknownRule
from strengthlint.spelling import did_you_mean

__all__ = ["LIST_ALL", "picked", "place_of", "select"]

LIST_ALL = "“strengthlint rules” lists them all."
"""What to say of a rule that looks like none."""

_START_OF_CODE = re.compile(r"[A-Z]+[0-9]*")


def picked(rule: str, names: Iterable[str]) -> Iterator[str]:
    """Those of some codes and names that a rule stands for."""
    code, name = rule.upper(), rule.lower()
    starts = code if _START_OF_CODE.fullmatch(code) else None
    for known in names:
        if (
            code == "ALL"
            or known in (code, name)
            or (starts is not None and known.startswith(starts) and known.isupper())
        ):
            yield known


def place_of(rule: str, places: Mapping[str, int]) -> int | None:
    """The place of the one entry with this code or name, or None."""
    for form in (rule, rule.upper(), rule.lower()):
        if form in places:
            return places[form]
    return None


def select(rules: Iterable[str], places: Mapping[str, int], off: Collection[str]) -> frozenset[int]:
    """The places of the entries that some rules stand for.

    Args:
        rules: As people wrote them.
        places: The place of an entry by each of its codes and names.
        off: Codes that are switched off; naming one is no mistake, and selects nothing.

    Raises:
        UnknownRule: with the first rule that stands for nothing.
    """
    chosen: set[int] = set()
    for rule in rules:
        found = {places[name] for name in picked(rule, places)}
        if not found and not any(picked(rule, off)):
            raise UnknownRule(rule, did_you_mean(rule, places, LIST_ALL))
        chosen |= found
    return frozenset(chosen)
