"""Entries to YAML and back: nothing is lost, and a file's other lines stay as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.errors import LexiconError
from strengthlint.lexicon import Lexicon, yaml_source
from strengthlint.lexicon.entry import SECTORS, Entry
from strengthlint.lexicon.loading import SPECIAL_FILES, Layer, check_layers
from strengthlint.lexicon.location import builtin_folder
from strengthlint.lexicon.writing import entry_yaml, place_entry, scalar
from strengthlint.lexicon.written import (
    CONDITION_KEYS,
    EXAMPLE_KEYS,
    KEYS,
    canonical,
    files_of,
    read_written,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)
TEXTS = st.lists(TEXT, max_size=4)
VALUES = st.fixed_dictionaries(
    {
        "code": st.from_regex(r"LAB[1-9]\d{2}", fullmatch=True),
        "name": TEXT,
        "level": st.sampled_from(["rethink", "reflect", "note"]),
        "flag": TEXTS,
        "when": st.dictionaries(
            st.sampled_from(CONDITION_KEYS[:-1]), st.lists(TEXT, min_size=1, max_size=40)
        ),
        "unless": TEXTS,
        "swap": TEXTS,
        "instead": TEXTS,
        "ask": st.just("") | TEXT,
        "why": TEXT,
        "sources": TEXTS,
        "sectors": st.lists(st.sampled_from(SECTORS)),
        "reviewed": st.just("2026-11"),
        "formerly": TEXTS,
        "kind": st.sampled_from(["wording", "keep"]),
        "agreement": st.sampled_from(["consensus", "contested", "sector"]),
        "speaks-in-quotes": st.sampled_from(["true", "false"]),
        "examples": st.dictionaries(
            st.sampled_from(EXAMPLE_KEYS), st.lists(TEXT, min_size=1, max_size=3)
        ),
    }
)
"""Anything that the form of an entry can hold, and more."""


def read(text: str) -> list[dict[str, Any]]:
    source = yaml_source.load("test.yaml", text.encode())
    assert not source.problems, (text, source.problems)
    return [canonical(item) for item in source.value]


@settings(deadline=None)
@given(VALUES)
def test_what_is_written_is_read_as_the_same(values: dict[str, Any]) -> None:
    assert read(entry_yaml(values)) == [canonical(values)]


@settings(deadline=None)
@given(VALUES, st.sets(st.sampled_from(KEYS[1:])))
def test_some_keys_are_written_as_they_are_given(values: dict[str, Any], keys: set[str]) -> None:
    some = {key: value for key, value in canonical(values).items() if key in {"code", *keys}}
    (item,) = yaml_source.load("test.yaml", entry_yaml(some, whole=False).encode()).value
    assert set(item) == set(some)
    assert {key: canonical(item)[key] for key in some} == some


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail~ to engage", "fail~ to engage"),
        ("She ==failed== us.", "She ==failed== us."),
        ("==Failed== to attend: x", '"==Failed== to attend: x"'),
        ("no", "no"),
        ("[they] left", '"[they] left"'),
        ("we met [them]", "we met [them]"),
        ("bed #4", '"bed #4"'),
        ("C#", "C#"),
        ('“quoted” and "straight": both', "'“quoted” and \"straight\": both'"),
        ("two\nlines", r'"two\nlines"'),
        ("<service> fail~", "<service> fail~"),
        ("... gap", '"... gap"'),
        ("a non\xa0break", r'"a non\xa0break"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, expected: str) -> None:
    assert scalar(text) == expected


def plain(entry: Entry) -> Entry:
    examples = tuple(replace(example, line=0) for example in entry.examples)
    return replace(entry, path="", line=0, topic="", examples=examples)


def usable(folder: Path) -> Lexicon:
    """What of a lexicon can be used; a broken file is not for these tests to tell."""
    compiled, _ = check_layers([Layer(folder, "lexicon")])
    return Lexicon(json.loads(json.dumps(compiled)))


@pytest.fixture(scope="module")
def builtin() -> Lexicon:
    return usable(builtin_folder())


def test_the_whole_lexicon_comes_back(builtin: Lexicon, tmp_path: Path) -> None:
    entries = {entry.code: plain(entry) for entry in builtin.entries()}
    written = read_written([files_of(builtin_folder())]).entries
    for name in SPECIAL_FILES:
        if (builtin_folder() / name).is_file():
            (tmp_path / name).write_bytes((builtin_folder() / name).read_bytes())
    items = [entry_yaml(written[code].values) for code in entries]
    (tmp_path / "all.yaml").write_text("\n".join(items), encoding="utf-8")
    again = usable(tmp_path)
    assert {entry.code: plain(entry) for entry in again.entries()} == entries
    assert len(entries) > 400


def test_the_style_is_that_of_the_lexicon() -> None:
    text = (builtin_folder() / "README.md").read_text(encoding="utf-8")
    sample = text.split("```yaml\n")[1].split("```")[0]
    bare = "\n".join(line.split("  #")[0].rstrip() for line in sample.splitlines())
    (values,) = read(bare)
    written = entry_yaml(values)
    assert [line.split(":")[0] for line in written.splitlines() if line[2] != " "] == [
        line.split(":")[0] for line in bare.splitlines() if line and line[2] != " "
    ]
    assert "when: {who: person}" in written
    assert "sources: [HL21, HIB]" in written


# Into a file.

FILE = """\
# A heading.

# About the first.
- code: LAB101   # a remark
  name: one
  examples:
    pass: ["a",
      "b"]

# About the third.
- code: LAB103
  name: 'three'
# The end.
"""
ITEM = "- code: {code}\n  name: new\n"


def placed(code: str, text: str = FILE) -> str:
    return place_entry(text, ITEM.format(code=code), code)


def test_a_new_entry_goes_between_its_neighbours() -> None:
    first, rest = FILE.split("\n# About the third.")
    assert placed("LAB102") == (
        first + "\n" + ITEM.format(code="LAB102") + "\n# About the third." + rest
    )


def test_a_new_entry_goes_to_the_end() -> None:
    before, after = FILE.split("# The end.")
    assert placed("LAB104") == before + "\n" + ITEM.format(code="LAB104") + "# The end." + after


def test_a_new_entry_goes_before_the_first() -> None:
    assert placed("BLM101") == FILE.replace(
        "- code: LAB101", ITEM.format(code="BLM101") + "\n- code: LAB101"
    )


def test_an_entry_with_the_same_code_is_replaced() -> None:
    assert placed("LAB103") == FILE.replace(
        "- code: LAB103\n  name: 'three'\n", ITEM.format(code="LAB103")
    )


def test_an_empty_file_and_one_of_comments() -> None:
    assert placed("LAB101", "") == ITEM.format(code="LAB101")
    assert placed("LAB101", "# A heading.") == "# A heading.\n\n" + ITEM.format(code="LAB101")


def test_line_ends_and_margins_are_kept() -> None:
    windows = FILE.replace("\n", "\r\n")
    assert placed("LAB102", windows) == placed("LAB102").replace("\n", "\r\n")
    indented = "  - code: LAB101\n    name: one"
    assert placed("LAB102", indented) == indented + "\n\n  - code: LAB102\n    name: new\n"


@pytest.mark.parametrize("text", ["key: value\n", "[{code: LAB101}]\n", "- [\n"])
def test_a_file_without_a_place_for_it_is_told(text: str) -> None:
    with pytest.raises(LexiconError, match="This file is not"):
        placed("LAB102", text)


@settings(deadline=None)
@given(st.lists(st.integers(101, 120), unique=True), st.integers(101, 120))
def test_whatever_is_placed_is_there_and_the_rest_too(numbers: list[int], number: int) -> None:
    text = ""
    for other in numbers:
        text = placed(f"LAB{other}", text)
    codes = [item["code"] for item in read(text)] if text else []
    assert codes == sorted(codes)
    after = [item["code"] for item in read(placed(f"LAB{number}", text))]
    assert after == sorted({*codes, f"LAB{number}"})
