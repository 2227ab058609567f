"""Checked again after a change, a document gives what it gives when it is checked as a whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from plans import DEFICIT

from strengthlint import readers, rechecking
from strengthlint.document import Document
from strengthlint.engine import discourse, grammar
from strengthlint.linter import Linter
from strengthlint.rechecking import Earlier, Superseded
from strengthlint.report import DocumentReport

EXAMPLES = Path(__file__).parents[1] / "examples"

# What the findings of a paragraph hang on beside its own words: the sentence before it, the lead-in
# of its list, its heading, what the text is about, lines for strengthlint.
CHANGES = [
    ("", "Dear Mrs Khan,\n\n"),
    ("", "# What we were told\n\n"),
    ("", "The council:\n\n- failed to engage\n- lacks insight\n\n"),
    ("", "She is not:\n\n- manipulative\n- a drain on services\n\n"),
    ("", "Refused meds. Non-compliant.\n\n"),
    ("", "The homeless shelter opened. The homeless are a problem.\n\n"),
    ("", "> He failed to engage.\n\n"),
    ("", "strengthlint: ignore BLM because it is tried here\n\n"),
    ("", "strengthlint: prefers the homeless\n\n"),
    ("", "strengthlint: profile scotland\n\n"),
    ("", "The rules of the building were set out for the staff of the centre. " * 3 + "\n\n"),
    ("", "Do not write the words that follow.\n\n"),
    ("failed", "did not fail"),
    ("She", "The service"),
    (".", ". Kev suffers from schizophrenia."),
    ("\n\n", "\n\n😀 "),
    ("\n\n", " "),
    ("the", "a"),
]


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def _changed(text: str, draw: random.Random) -> str:
    old, new = draw.choice(CHANGES)
    if old:
        places = [at for at in range(len(text)) if text.startswith(old, at)]
        if not places:
            return text
        at = draw.choice(places)
        return text[:at] + new + text[at + len(old) :]
    if draw.random() < 0.3:  # something goes
        paragraphs = text.split("\n\n")
        del paragraphs[draw.randrange(len(paragraphs))]
        return "\n\n".join(paragraphs)
    at = draw.choice(
        [0, *(place + 2 for place in range(len(text)) if text[place:].startswith("\n\n"))]
    )
    return text[:at] + new + text[at:]


@pytest.mark.parametrize("name", ["note.txt", "policy.md"])
def test_it_gives_what_a_check_of_the_whole_gives(name: str, linter: Linter) -> None:
    draw = random.Random(name)
    text = (EXAMPLES / name).read_text("utf-8")
    earlier = Earlier()
    for _ in range(25):
        document = _read(name, text)
        assert linter.check_again(document, earlier) == linter.check_document(document), text
        text = _changed(text, draw)


def test_only_what_changed_is_looked_at(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    find = rechecking.PartialEngine.find_in

    def spy(engine, segments, texts):  # type: ignore[no-untyped-def]
        looked.extend(sorted(texts))
        return find(engine, segments, texts)

    monkeypatch.setattr(rechecking.PartialEngine, "find_in", spy)
    paragraphs = [f"She failed to engage with team {number}." for number in range(40)]
    earlier = Earlier()

    def check() -> DocumentReport:
        looked.clear()
        return linter.check_again(_read("a.txt", "\n\n".join(paragraphs)), earlier)

    assert len(check().diagnostics) == 40
    assert len(looked) == 40
    assert check().diagnostics
    assert looked == []
    undone, paragraphs[20] = (
        paragraphs[20],
        "She went to see team 20, a wheelchair-bound man among them.",
    )
    assert check().diagnostics[20].code == "PTY310"
    # the sentence before a paragraph and the one after may hold the sense of it
    assert sorted(looked) == sorted(paragraphs[19:22])
    paragraphs[20] = undone
    check()
    assert looked == [], "an undo is known"


def test_what_nobody_waits_for_stops_and_keeps_what_it_found(linter: Linter) -> None:
    paragraphs = [f"She failed to engage with team {number}." for number in range(40)]
    document = _read("a.txt", "\n\n".join(paragraphs))
    earlier = Earlier()
    asked = 0

    def is_wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked < 2

    with pytest.raises(Superseded):
        linter.check_again(document, earlier, is_wanted)
    left = 0

    def count() -> bool:
        nonlocal left
        left += 1
        return True

    assert linter.check_again(document, earlier, count) == linter.check_document(document)
    assert left == 2, "40 paragraphs are three pieces, and the first was done"


def test_it_reaches_as_far_as_the_engine_does() -> None:
    assert rechecking.REACH >= discourse._AROUND
    assert rechecking.HEAD >= discourse._HEAD


def _read(name: str, text: str) -> Document:
    return readers.read(name, text.encode())


def test_the_document_as_a_whole_is_read_again_only_where_it_changed(
    linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    parse = grammar.parse

    def spy(docs, names=frozenset()):  # type: ignore[no-untyped-def]
        docs = list(docs)
        parsed.extend(doc.text for doc in docs)
        return parse(docs, names)

    earlier, steps = Earlier(), []
    document = _read("plan.txt", DEFICIT)
    words = linter.check_again(document, earlier, whole=False)
    assert earlier.is_behind
    assert not any(each.of_whole for each in words.diagnostics)
    monkeypatch.setattr(grammar, "parse", spy)
    told = linter.check_again(document, earlier, told=lambda done, of: steps.append((done, of)))
    assert steps == [(0, len(parsed))]
    assert told == linter.check_document(document)
    assert not earlier.is_behind
    changed = _read("plan.txt", DEFICIT.replace("poor sleep", "poor sight"))
    parsed.clear()
    so_far = linter.check_again(changed, earlier, whole=False)
    assert earlier.is_behind
    assert [each.code for each in so_far.diagnostics] == [each.code for each in told.diagnostics]
    # What changed was parsed for its words, and is not parsed again for the whole.
    assert sum("poor sight" in text for text in parsed) == 1
    parsed.clear()
    again = linter.check_again(changed, earlier)
    assert parsed == []
    assert again == linter.check_document(changed)


def test_a_whole_that_nobody_waits_for_stops(linter: Linter) -> None:
    earlier = Earlier()
    document = _read("plan.txt", DEFICIT)
    linter.check_again(document, earlier, whole=False)
    with pytest.raises(Superseded):
        linter.check_again(document, earlier, lambda: False)
    assert linter.check_again(document, earlier) == linter.check_document(document)
