"""One document cannot take all the time and memory that there is."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from strengthlint import Linter, limits, readers
from strengthlint.cli import main
from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, UnreadableDocument


def endless() -> None:
    while True:
        pass


def swallowing() -> None:
    while True:
        try:
            endless()
        except Exception:  # noqa: S112 - what parsers do
            continue


def growing() -> None:
    kept = []
    while True:
        kept.append(b"x" * 1_000_000 + bytes([len(kept) % 256]))


@pytest.mark.parametrize(
    ("work", "words"),
    [(endless, "too long"), (swallowing, "too long"), (growing, "too much memory")],
)
def test_work_that_does_not_end_is_given_up(
    work: object, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.3 if work is not growing else 60.0)
    monkeypatch.setattr(limits, "MEMORY", 100_000_000)
    with pytest.raises(UnreadableDocument) as caught:
        limits.within(work)  # type: ignore[arg-type]
    assert caught.value.kind is ReadErrorKind.TOO_COMPLEX
    assert words in caught.value.message
    # Nothing of it is left behind for the next document.
    assert limits.within(lambda: sum(range(100_000))) == sum(range(100_000))


def test_any_thread_may_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    kinds: list[ReadErrorKind] = []

    def work() -> None:
        try:
            limits.within(endless)
        except UnreadableDocument as error:
            kinds.append(error.kind)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert kinds == [ReadErrorKind.TOO_COMPLEX]


def test_what_was_done_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)

    def work() -> str:
        try:
            endless()
        except limits.Overrun:
            limits.finish()
        return "a part"

    assert limits.within(work) == "a part"


def test_a_file_that_hangs_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    reader = ModuleType("endless")
    reader.read = lambda name, data: endless()  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setattr(readers, "_installed", lambda: {".endless": reader})
    report = Linter().check_bytes("a.endless", b"x")
    assert report.error is not None
    assert report.error.kind is ReadErrorKind.TOO_COMPLEX


def test_what_was_cut_short_is_not_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note.txt").write_text("All went well.", "utf-8")
    read = readers.read

    def cut(name: str, data: bytes) -> Document:
        document = read(name, data)
        return Document(name, document.source, document.segments, (), ("The rest.",), True)

    monkeypatch.setattr(readers, "read", cut)
    run = CliRunner().invoke(main, ["check", "note.txt"])
    assert run.exit_code == 2
    assert "Read in part: The rest." in run.output
    assert CliRunner().invoke(main, ["check", "--allow-gaps", "note.txt"]).exit_code == 0


def test_words_and_brackets_without_end_end_no_run(linter: Linter) -> None:
    # The tokenizer refuses a million characters at once.
    text = f"She failed to engage. {'x' * 1_100_000} He failed to engage."
    report = linter.check_text(text)
    assert report.error is None
    assert [(d.matched, d.location.column) for d in report.diagnostics] == [
        ("failed to engage", 5),
        ("failed to engage", 1_100_027),
    ]
    # What stands within them is found.
    (found,) = linter.check_text(f"{'(' * 6_000}She failed to engage{')' * 6_000}").diagnostics
    assert (found.matched, found.location.column) == ("failed to engage", 6_005)


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("(", ")"), ("![", "]"), ("“", "”")])
def test_brackets_by_the_ten_thousand_are_no_work(opens: str, closes: str, linter: Linter) -> None:
    text = f"She left. {opens * 50_000}He failed to engage{closes * 50_000}\n"
    report = linter.check_text(text, "note.md")
    assert report.error is None
    assert [d.location.column for d in report.diagnostics] == [14 + 50_000 * len(opens)]
    (gap,) = report.gaps
    assert "longer than 250 words" in gap


def test_the_collector_looks_more_rarely_and_nothing_else_changes() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 9, 8)
    try:
        limits.collect_less()
        assert gc.get_threshold()[0] >= 7000
        assert gc.get_threshold()[1:] == (9, 8)
    finally:
        gc.set_threshold(*before)
