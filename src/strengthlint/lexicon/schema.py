"""The form of a YAML entry, as a pydantic model; only imported when YAML is read.

Every value is text or a list of text (the loader reads no implicit types). The model says which
keys there are and what they may hold; phrases, lists and sources are checked by the loader, which
knows the rest of the lexicon.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import ErrorDetails

from strengthlint.lexicon.entry import FAMILIES, SECTORS
from strengthlint.lexicon.option import split_option
from strengthlint.lexicon.sign import COUNTED_BY_SIGNS
from strengthlint.spelling import did_you_mean

__all__ = [
    "ConditionsForm",
    "EntryForm",
    "ExamplesForm",
    "SignExamplesForm",
    "SignForm",
    "StandingExamplesForm",
    "StandingForm",
    "explain_error",
    "option_line",
]


def _as_list(value: Any) -> Any:
    """One item may be written without its dash."""
    return [value] if isinstance(value, str) else value


def _as_options(value: Any) -> Any:
    """An option may be written as a key and its words: `verb: miss~ [what]` is one line of text."""
    items = value if isinstance(value, list) else [value]
    lines = [option_line(item) for item in items]
    return _as_list(value) if lines == items else lines


def option_line(item: Any) -> Any:
    """An option as its line, where YAML read a key and a value; anything else as it is."""
    if isinstance(item, dict) and len(item) == 1:
        ((key, words),) = item.items()
        line = f"{key}: {words}"
        if isinstance(words, str) and split_option(line)[0]:
            return line
    return item


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = Annotated[list[Text], BeforeValidator(_as_list)]
Options = Annotated[list[Text], BeforeValidator(_as_options)]
Code = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(FAMILIES)})[1-9]\d{{2,3}}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Sector = Literal[SECTORS]  # type: ignore[valid-type]
YesNo = Literal["true", "false"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ExamplesForm(_Form):
    """The sentences that show what an entry does."""

    flag: Texts = []
    pass_: Texts = Field(default=[], alias="pass")
    known_miss: Texts = Field(default=[], alias="known-miss")
    known_false_alarm: Texts = Field(default=[], alias="known-false-alarm")


class ConditionsForm(_Form):
    """The closed conditions under `when`."""

    who: Annotated[
        list[Literal["person", "people", "service", "anyone"]], BeforeValidator(_as_list)
    ] = []
    about: Texts = []
    as_: Annotated[
        list[Literal["noun", "modifier", "predicate", "verb"]], BeforeValidator(_as_list)
    ] = Field(default=[], alias="as")
    to: Annotated[list[Literal["person", "people"]], BeforeValidator(_as_list)] = []
    near: Texts = []
    not_near: Texts = Field(default=[], alias="not-near")
    never: YesNo = "false"


class EntryForm(_Form):
    """One entry. The order of the keys is the order in which they are written."""

    code: Code
    name: Name
    kind: Literal["wording", "keep", "reflection"] = "wording"
    level: Literal["rethink", "reflect", "note"]
    flag: Texts = []
    counted: Texts = []
    says: str = ""
    places: str = ""
    there: str = ""
    there_when: Texts = Field(default=[], alias="there-when")
    when: ConditionsForm = ConditionsForm()
    unless: Texts = []
    swap: Options = []
    instead: Options = []
    ask: str = ""
    ask_many: str = Field(default="", alias="ask-many")
    why: Text
    sources: Texts = []
    sectors: Annotated[list[Sector], BeforeValidator(_as_list), Field(min_length=1)]
    agreement: Literal["consensus", "contested", "sector"] = "consensus"
    reviewed: Month
    panel: Texts = []
    formerly: Texts = []
    speaks_in_quotes: YesNo = Field(default="false", alias="speaks-in-quotes")
    examples: ExamplesForm


class StandingExamplesForm(_Form):
    """The sentences that show what a standing does: for these words it holds, for those not."""

    quoted: Texts = []
    open: Texts = []


class StandingForm(_Form):
    """One standing of standings.yaml. The order of the keys is the order in which they are written."""

    name: Name
    kind: Literal["mention", "quotation", "own-words", "view", "denial"]
    reason: Text
    before: Texts = []
    after: Texts = []
    subject: Texts = []
    reach: Annotated[
        list[
            Literal[
                "beside",
                "clause",
                "under",
                "sentence",
                "list",
                "heading",
                "whole-heading",
                "neighbour",
            ]
        ],
        BeforeValidator(_as_list),
        Field(min_length=1),
    ] = ["clause"]
    alone: YesNo = "false"
    not_noun: YesNo = Field(default="false", alias="not-noun")
    unless: Texts = []
    not_for: Texts = Field(default=[], alias="not-for")
    examples: StandingExamplesForm


class SignExamplesForm(_Form):
    """The sentences that show what a sign does: these words count, those do not."""

    counts: Texts = []
    not_: Texts = Field(default=[], alias="not")


class SignForm(_Form):
    """One sign of signs.yaml. The order of the keys is the order in which they are written."""

    name: Name
    counts_as: Literal[COUNTED_BY_SIGNS] = Field(alias="counts-as")  # type: ignore[valid-type]
    phrases: Annotated[Texts, Field(min_length=1)]
    who: Literal["anyone", "person", "around", "service"] = "anyone"
    heading: YesNo = "false"
    denied: YesNo = "false"
    unless: Texts = []
    examples: SignExamplesForm


_PLAIN_PATTERNS = {
    "code": "family letters and three digits, for instance BLM101 "
    f"(families: {', '.join(FAMILIES)}; an organisation's own entries have four digits)",
    "name": "small letters, digits and hyphens, for instance failed-to-engage",
    "reviewed": "a year and a month, for instance 2026-11",
}


def explain_error(
    error: ErrorDetails, known_keys: dict[tuple[str, ...], list[str]], thing: str = "an entry"
) -> tuple[str, str]:
    """What a pydantic error means to the person who wrote an entry or a standing.

    Args:
        error: One item of `ValidationError.errors()`.
        known_keys: The keys of each level, by path ((), ("when",), ("examples",)).
        thing: What it stands in.

    Returns:
        What is wrong, and what to do next ("" where that is plain).
    """
    path = tuple(part for part in error["loc"] if isinstance(part, str))
    key = path[-1] if path else ""
    kind = error["type"]
    if kind == "missing":
        return f"“{key}” is missing.", f"Add a line “{key}: …”."
    if kind == "extra_forbidden":
        known = known_keys.get(path[:-1], ())
        return (
            f"“{key}” is not one of the keys of {thing}.",
            did_you_mean(key, known, "The keys are in lexicon/README.md.", form="“{}”"),
        )
    if kind == "literal_error":
        expected = re.sub(r"'", "", str(error.get("ctx", {}).get("expected", "")))
        hint = did_you_mean(str(error["input"]), re.split(r", | or ", expected), form="“{}”")
        return f"“{error['input']}” cannot stand under “{key}”; it takes {expected}.", hint
    if kind == "string_pattern_mismatch":
        return (
            f"“{error['input']}” cannot be the {key}.",
            f"It is {_PLAIN_PATTERNS.get(key, 'text')}.",
        )
    if kind in ("too_short", "string_too_short"):
        return f"“{key}” is empty.", "Add at least one line."
    if kind in ("string_type", "list_type", "model_type", "model_attributes_type", "dict_type"):
        if isinstance(error["input"], dict):
            return (
                f"A line under “{key}” was read as a key and a value, because of a colon in it.",
                "Put quotes round the whole line.",
            )
        if error["input"] in (None, ""):
            return f"“{key}” has nothing in it.", "Fill it in, or take the line out."
        return (
            f"“{key}” does not have the form it needs.",
            f"Compare it with {thing} in lexicon/README.md.",
        )
    return f"“{key}”: {error['msg']}.", ""
