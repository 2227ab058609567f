"""What changed between two lexicons, told key by key."""

from __future__ import annotations

from strengthlint.lexicon.difference import (
    compare,
    difference_json,
    difference_markdown,
    difference_text,
)
from strengthlint.lexicon.written import WrittenLexicon, read_written

OLD = """\
- code: LAB101
  name: the-homeless
  level: rethink
  flag: [the homeless]
  why: Makes one thing of many people.
- code: LAB102
  name: addict
  level: reflect
  flag: addict(s)
  when: {about: person}
  examples: {pass: [A keen reader.]}
- code: LAB103
  name: gone
  level: note
  flag: [gone]
"""


def lexicon(*layers: str, **files: str) -> WrittenLexicon:
    extra = {f"{name}.yaml": text.encode() for name, text in files.items()}
    return read_written([{"words.yaml": layer.encode(), **extra} for layer in layers])


def test_nothing_changed() -> None:
    same = OLD.replace("flag: addict(s)", "flag: [addict(s)]\n  agreement: consensus")
    difference = compare(lexicon(OLD), lexicon(same))
    assert not difference
    assert difference_text(difference) == "Nothing has changed.\n"


def test_added_changed_gone_and_lists() -> None:
    new = (
        OLD.replace("level: rethink", "level: reflect")
        .replace("[the homeless]", "[the homeless, homeless people]")
        .replace("about: person", "who: person, near: [drugs]")
        .replace("A keen reader.", "A keen cook.")
        .replace("LAB103", "LAB104")
        .replace("name: gone", "name: new")
    )
    difference = compare(
        lexicon(OLD, lists="person: {words: [man(s)]}"),
        lexicon(new, lists="person: {words: [man(s), lad(s)]}"),
    )
    assert (
        difference_text(difference)
        == """\
Added
  LAB104 new (note)
      + gone

Changed
  LAB101 the-homeless
      level: rethink → reflect
      phrases:
        + homeless people
  LAB102 addict
      when: about: person → nothing
      when: who: nothing → person
      when: near:
        + drugs
      examples that stay quiet:
        - A keen reader.
        + A keen cook.

Gone
  LAB103 gone (note)

Lists
  lists.yaml: person
        + lad(s)

1 entry added, 2 changed, 1 gone, 1 list changed.
"""
    )


def test_renamed_by_formerly() -> None:
    new = OLD.replace(
        "code: LAB103\n  name: gone", "code: STG110\n  name: moved\n  formerly: LAB103"
    )
    text = difference_text(compare(lexicon(OLD), lexicon(new)))
    assert "Renamed\n  LAB103 gone → STG110 moved\n" in text
    assert "Gone" not in text
    assert "Added" not in text


def test_switched_off_and_on_by_a_layer() -> None:
    off = lexicon(OLD, "- code: LAB102\n  off: We use it with care.\n")
    assert "LAB102 addict: We use it with care." in difference_text(compare(lexicon(OLD), off))
    assert "Switched on again" in difference_text(compare(off, lexicon(OLD)))


def test_other_order_is_told() -> None:
    new = OLD.replace("[the homeless]", "[b, a]")
    old = OLD.replace("[the homeless]", "[a, b]")
    assert "phrases: in another order" in difference_text(compare(lexicon(old), lexicon(new)))


def test_markdown_keeps_the_marks_of_a_phrase() -> None:
    new = OLD.replace("[the homeless]", "[the homeless, <person> be~ *homeless*]")
    text = difference_markdown(compare(lexicon(OLD), lexicon(new)))
    assert (
        "- **LAB101 the-homeless**\n\n  ```diff\n    phrases:\n  + <person> be~ *homeless*\n  ```"
        in text
    )


def test_json_has_the_parts_apart() -> None:
    new = OLD.replace("level: rethink", "level: note")
    found = difference_json(compare(lexicon(OLD), lexicon(new)))
    assert found["changed"] == [
        {
            "code": "LAB101",
            "name": "the-homeless",
            "was": None,
            "changes": [{"key": "level", "before": "rethink", "after": "note"}],
        }
    ]


def test_a_broken_file_is_told_and_the_others_are_compared() -> None:
    broken = lexicon(OLD, lists="person: [")
    assert [problem.path for problem in broken.problems] == ["lists.yaml"]
    assert not compare(broken, lexicon(OLD)).changed
