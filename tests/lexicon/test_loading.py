"""Broken YAML in, the exact complaint out; all of them at once, with file, line and next step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from strengthlint.errors import LexiconError, Problem
from strengthlint.lexicon import Lexicon, load

ENTRY = """\
- code: BLM101
  name: failed-to-engage
  level: rethink
  flag: [fail~ to engage]
  when: {who: person}
  instead: ["we have not yet found a way to engage [them]"]
  ask: What was tried?
  why: Puts it all on one side.
  sources: [HL21]
  sectors: [general]
  reviewed: 2026-11
  examples:
    flag: ["She ==failed to engage==.", "Kev ==failed to engage== again."]
    pass: ["The council failed to engage.", "We failed to engage him."]
"""

Make = Callable[..., Lexicon]


def problems(make: Make, text: str, **files: str) -> list[Problem]:
    with pytest.raises(LexiconError) as caught:
        make(text, **files)
    return caught.value.problems


def test_an_entry_is_read_as_it_is_written(make_lexicon: Make) -> None:
    entry = make_lexicon(ENTRY).entry(0)
    assert (entry.code, entry.name, entry.level.value, entry.topic) == (
        "BLM101",
        "failed-to-engage",
        "rethink",
        "entries",
    )
    assert entry.when.who == ("person",)
    assert entry.examples[0].text == "She failed to engage."
    assert entry.examples[0].marks == ((4, 20),)
    assert (entry.path, entry.line) == ("lexicon/entries.yaml", 1)


def test_anyone_and_any_ask_nothing(make_lexicon: Make) -> None:
    conditions = (
        make_lexicon(ENTRY.replace("{who: person}", "{who: anyone, about: any}")).entry(0).when
    )
    assert (conditions.who, conditions.about, conditions.need_grammar) == ((), (), False)


def test_every_scalar_is_text(make_lexicon: Make) -> None:
    text = ENTRY.replace("ask: What was tried?", "ask: no").replace(
        "[HL21]", "[HL21]\n  unless: [yes, no, 1]"
    )
    entry = make_lexicon(text).entry(0)
    assert entry.ask == "no"
    assert entry.unless == ("yes", "no", "1")


@pytest.mark.parametrize(
    ("change", "line", "message", "hint"),
    [
        (
            ("level: rethink", "level: rethnik"),
            3,
            "“rethnik” cannot stand under “level”",
            "rethink",
        ),
        (("instead:", "insted:"), 6, "“insted” is not one of the keys", "instead"),
        (("{who: person}", "{whom: person}"), 5, "“whom” is not one of the keys", "who"),
        (("[HL21]", "[HL12]"), 9, "HL12 is not in sources.yaml", "HL21"),
        (
            ("fail~ to engage]", "<services> fail~ to engage]"),
            4,
            "<services> is not one of the word lists",
            "<service>",
        ),
        (("code: BLM101", "code: BLAME1"), 1, "“BLAME1” cannot be the code", "BLM101"),
        (("reviewed: 2026-11", "reviewed: soon"), 11, "“soon” cannot be the reviewed", "2026-11"),
        (("==failed to engage==.", "==failed to engage."), 13, "has no partner", ""),
        (
            ("She ==failed to engage==.", "She failed to engage."),
            13,
            "does not say which words are flagged",
            "==",
        ),
        (("  why: Puts it all on one side.\n", ""), 1, "“why” is missing", "why: …"),
        (
            ("flag: [fail~ to engage]", "flag: [he be~ not]"),
            4,
            "no word of its own",
            "word that only",
        ),
        (("level: rethink", "level: rethink\n  agreement: contested"), 3, "always a note", ""),
        (("{who: person}", "{about: persons}"), 5, "cannot stand under “about”", "<lifestyle>"),
    ],
)
def test_a_problem_names_file_line_and_next_step(
    make_lexicon: Make, change: tuple[str, str], line: int, message: str, hint: str
) -> None:
    found = problems(make_lexicon, ENTRY.replace(*change))
    assert len(found) == 1
    assert found[0].path == "lexicon/entries.yaml"
    assert found[0].line == line
    assert message in found[0].message
    assert hint in found[0].hint


def test_a_colon_in_a_sentence_asks_for_quotes(make_lexicon: Make) -> None:
    text = ENTRY.replace(
        '    pass: ["The council failed to engage.", "We failed to engage him."]',
        "    pass:\n      - He said: they failed to engage.\n      - We failed to engage him.",
    )
    found = problems(make_lexicon, text)
    assert "read as a key and a value" in found[0].message
    assert found[0].hint == "Put quotes round the whole line."
    assert found[0].line == 15


def test_a_hash_that_swallows_the_end_is_told(make_lexicon: Make) -> None:
    text = ENTRY.replace("ask: What was tried?", "ask: What was in letter #1?")
    found = problems(make_lexicon, text)
    assert found[0].line == 7
    assert "because of the #" in found[0].message


def test_all_problems_of_all_files_come_at_once(make_lexicon: Make) -> None:
    second = ENTRY.replace("level: rethink", "level: strong").replace("  reviewed: 2026-11\n", "")
    found = problems(
        make_lexicon, ENTRY.replace("[HL21]", "[NOPE]"), other=second.replace("BLM101", "BLM102")
    )
    assert [(p.path, p.line) for p in found] == [
        ("lexicon/entries.yaml", 9),
        ("lexicon/other.yaml", 1),
        ("lexicon/other.yaml", 3),
    ]


def test_broken_yaml_is_told_with_its_line(make_lexicon: Make) -> None:
    found = problems(
        make_lexicon, ENTRY.replace("flag: [fail~ to engage]", "flag: [fail~ to engage")
    )
    assert found[0].line in (5, 6)
    assert "not YAML" in found[0].message


def test_a_code_is_used_once(make_lexicon: Make) -> None:
    found = problems(make_lexicon, ENTRY + ENTRY.replace("failed-to-engage", "other"))
    assert "The code BLM101 is taken (lexicon/entries.yaml, line 1)" in found[0].message


def test_too_few_examples_are_told(make_lexicon: Make) -> None:
    found = problems(make_lexicon, ENTRY.replace(', "We failed to engage him."', ""))
    assert "There are 1 examples under “pass”" in found[0].message


def test_the_cache_gives_the_same_lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRENGTHLINT_CACHE_DIR", str(tmp_path))
    fresh, cached = load(), load()
    assert len(list(tmp_path.glob("lexicon-*"))) == 1
    assert list(fresh.entries()) == list(cached.entries())
    assert fresh.digest == cached.digest


def test_a_damaged_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRENGTHLINT_CACHE_DIR", str(tmp_path))
    count = len(load())
    (cache,) = tmp_path.glob("lexicon-*")
    whole = cache.read_bytes()
    for damaged in (whole[:100], whole[:-1], b"{}\n", b"[]", b""):
        cache.write_bytes(damaged)
        assert len(load()) == count
        assert cache.read_bytes() == whole


class TestLayers:
    """An organisation's folder over the built-in one."""

    @staticmethod
    def load(tmp_path: Path, text: str, **files: str) -> Lexicon:
        from strengthlint.lexicon.location import builtin_folder

        own = tmp_path / "ours"
        own.mkdir()
        (own / "changes.yaml").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (own / f"{name}.yaml").write_text(content, encoding="utf-8")
        return load([(builtin_folder(), "lexicon"), (own, "ours")], cache=False)

    @staticmethod
    def entry(lexicon: Lexicon, code: str):  # type: ignore[no-untyped-def]
        index = lexicon.index(code)
        return None if index is None else lexicon.entry(index)

    def test_one_key_is_changed_and_the_rest_stays(self, tmp_path: Path, lexicon: Lexicon) -> None:
        changed = self.load(tmp_path, "- code: LAB101\n  level: note\n")
        before, after = self.entry(lexicon, "LAB101"), self.entry(changed, "LAB101")
        assert (before.level.value, after.level.value) == ("rethink", "note")
        assert (before.flag, before.why) == (after.flag, after.why)

    def test_an_entry_is_added(self, tmp_path: Path, lexicon: Lexicon) -> None:
        changed = self.load(
            tmp_path, ENTRY.replace("BLM101", "BLM1001").replace("failed-to-engage", "ours")
        )
        assert self.entry(changed, "ours").topic == "changes"
        assert len(changed) == len(lexicon) + 1

    def test_an_entry_is_switched_off_with_a_reason(self, tmp_path: Path) -> None:
        changed = self.load(tmp_path, "- code: LAB101\n  off: our members chose the word\n")
        assert self.entry(changed, "LAB101") is None
        assert changed.off == {"LAB101": "our members chose the word"}

    def test_a_reason_is_required(self, tmp_path: Path) -> None:
        with pytest.raises(LexiconError, match="switched off without a reason"):
            self.load(tmp_path, "- code: LAB101\n  off: yes\n")

    def test_an_unknown_code_is_told_with_the_nearest(self, tmp_path: Path) -> None:
        with pytest.raises(
            LexiconError, match=r"no entry LAB1O1 to switch off.\n  Did you mean LAB"
        ):
            self.load(tmp_path, "- code: LAB1O1\n  off: a typing slip\n")

    def test_words_are_added_to_a_list(self, tmp_path: Path, lexicon: Lexicon) -> None:
        changed = self.load(tmp_path, "[]\n", lists="service:\n  words: [Harbourmaster]\n")
        assert set(changed.lists["service"]) - set(lexicon.lists["service"]) == {("Harbourmaster",)}

    def test_the_digest_says_that_something_changed(self, tmp_path: Path, lexicon: Lexicon) -> None:
        assert self.load(tmp_path, "- code: LAB101\n  level: note\n").digest != lexicon.digest
