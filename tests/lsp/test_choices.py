"""Which settings hold for what is open, from one change of a file to the next."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from strengthlint.config import Settings
from strengthlint.diagnostic import Level
from strengthlint.errors import LexiconError, Problem
from strengthlint.lsp.choices import Choices, Preferences
from strengthlint.lsp.sheet import Sheet
from strengthlint.run import checking
from strengthlint.run.baseline import FILE_NAME, Baseline

TEXT = "He failed to engage. The homeless are a problem.\n"

Write = Callable[[str, str], None]


@pytest.fixture(scope="module")
def choices() -> Choices:
    return Choices()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    now = 1_000_000_000

    def written(name: str, text: str) -> None:
        nonlocal now
        (tmp_path / name).write_text(text, encoding="utf-8")
        now += 10
        os.utime(tmp_path / name, (now, now))

    return written


def _codes(choices: Choices, folder: Path, name: str = "note.txt", text: str = TEXT) -> list[str]:
    sheet = Sheet(folder / name, "plaintext", "utf-16")
    sheet.write(text)
    return [item.code for item, _, _ in sheet.check(choices, lambda: True).remarks]


def test_a_change_is_seen_though_nobody_tells_of_it(
    choices: Choices, tmp_path: Path, write: Write
) -> None:
    assert _codes(choices, tmp_path) == ["BLM101", "LAB101"]
    write(".strengthlint.yaml", "ignore: [LAB101]\n")
    assert _codes(choices, tmp_path) == ["BLM101"]
    write(".strengthlint.yaml", "per-file-ignores: {'old/*': [BLM]}\n")
    (tmp_path / "old").mkdir()
    assert _codes(choices, tmp_path / "old") == ["LAB101"]
    (tmp_path / ".strengthlint.yaml").unlink()
    assert _codes(choices, tmp_path) == ["BLM101", "LAB101"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("ignore: [LAB101\n", ""),
        ("profile: atlantis\n", "There is no profile “atlantis”."),
        ("ignore: [NOPE1]\n", "There is no rule “NOPE1”."),
        ("lexicon: nowhere\n", "The lexicon folder nowhere is not there."),
    ],
)
def test_what_cannot_be_used_leaves_what_held(
    choices: Choices, tmp_path: Path, write: Write, broken: str, says: str
) -> None:
    write(".strengthlint.yaml", "ignore: [LAB101]\n")
    assert _codes(choices, tmp_path) == ["BLM101"]
    write(".strengthlint.yaml", broken)
    assert _codes(choices, tmp_path) == ["BLM101"]
    (problem, *_) = choices.problems[tmp_path]
    assert problem.path == str(tmp_path / ".strengthlint.yaml")
    assert says in problem.message
    write(".strengthlint.yaml", "ignore: [BLM]\n")
    assert _codes(choices, tmp_path) == ["LAB101"]
    assert tmp_path not in choices.problems


def test_a_broken_lexicon_is_loaded_once_and_its_file_is_named(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = Choices()
    loads = []

    def load(settings: Settings) -> None:
        loads.append(settings)
        raise LexiconError([Problem("ours/words.yaml", 3, "", "This is not YAML.")])

    (tmp_path / "ours").mkdir()
    write("ours/words.yaml", "- code: [\n")
    assert _codes(choices, tmp_path) == ["BLM101", "LAB101"]
    write("strengthlint.yaml", "lexicon: ours\n")
    monkeypatch.setattr(checking, "load_lexicon", load)
    for _ in range(3):
        assert _codes(choices, tmp_path) == ["BLM101", "LAB101"]
    assert len(loads) == 1
    assert choices.problems[tmp_path][0].path == str(tmp_path / "ours" / "words.yaml")
    write("ours/words.yaml", "- code: {\n")
    _codes(choices, tmp_path)
    assert len(loads) == 2


def test_where_nothing_good_was_the_usual_settings_hold(
    choices: Choices, tmp_path: Path, write: Write
) -> None:
    write("strengthlint.yaml", "select: {}\n")
    assert _codes(choices, tmp_path) == ["BLM101", "LAB101"]
    assert choices.problems[tmp_path]


def test_what_was_accepted_is_not_raised_at_every_check(
    choices: Choices, tmp_path: Path, write: Write
) -> None:
    write("strengthlint.yaml", "")
    sheet = Sheet(tmp_path / "note.txt", "plaintext", "utf-16")
    sheet.write(TEXT)
    checked = sheet.check(choices, lambda: True)
    assert checked.report is not None
    baseline = Baseline.new(tmp_path / FILE_NAME)
    baseline.accepted.update(baseline.counted(checked.report.diagnostics[:1]))
    baseline.write()
    for _ in range(3):
        assert _codes(choices, tmp_path) == ["LAB101"]
    assert _codes(choices, tmp_path, text=f"{TEXT}He failed to engage.\n") == ["LAB101", "BLM101"]


def test_what_is_excluded_is_left_alone(choices: Choices, tmp_path: Path, write: Write) -> None:
    write("strengthlint.yaml", "extend-exclude: [drafts]\n")
    (tmp_path / "drafts").mkdir()
    assert _codes(choices, tmp_path / "drafts") == []


def test_what_is_set_in_the_editor_holds_where_no_file_does(tmp_path: Path, write: Write) -> None:
    choices = Choices()
    choices.prefer(Preferences.of({"profile": "", "show": "rethink"}))
    assert choices.of(tmp_path / "a.txt").settings.show is Level.RETHINK
    choices.prefer(Preferences.of({"strengthlint": {"profile": "scotland", "show": "note"}}))
    held = choices.of(tmp_path / "a.txt").settings
    assert (held.show, held.profile) == (Level.NOTE, "scotland")
    for nothing in (None, {}, {"python": {}}, "nonsense", {"strengthlint": None}):
        choices.prefer(Preferences.of(nothing))
    assert choices.of(tmp_path / "a.txt").settings.profile == "scotland"
    choices.prefer(Preferences.of({"profile": "atlantis", "show": "loud"}))
    assert _codes(choices, tmp_path) == ["BLM101", "LAB101"]
    write("strengthlint.yaml", "show: rethink\n")
    assert choices.of(tmp_path / "a.txt").settings.show is Level.RETHINK
