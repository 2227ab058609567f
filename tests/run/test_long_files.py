"""A long PDF is laid out by several workers, and nobody can tell from what it gives."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_files import text, write

from strengthlint.config import Settings
from strengthlint.readers import pdf
from strengthlint.report import DocumentReport
from strengthlint.run import Checker, Found, Progress, ResultCache, long_files, start
from strengthlint.run.long_files import LongFile, Part, Reading, lost, parts_of

PROGRAM = [sys.executable, "-c", "from strengthlint.cli import main; main()"]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"


def page(number: int) -> str:
    """A page with a header, a heading, and a sentence that goes on overleaf."""
    return "".join(
        (
            text(50, 800, "Policy of the council"),
            text(50, 740, f"{number} About us") if number % 7 == 0 else "",
            text(
                50, 700, "and failed to engage." if number % 3 == 1 else "She came to the office."
            ),
            text(50, 686, "The homeless are ignored. She went home"),
            text(280, 30, f"{number}"),
        )
    )


def long_file(pages: int = 60, *, catalog: str = "") -> bytes:
    return write(*map(page, range(pages)), catalog=catalog)


@pytest.fixture
def any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few pages count as long."""
    for name, value in (("_SMALLEST", 0), ("_FEWEST", 4), ("_LEAST", 2)):
        monkeypatch.setattr(long_files, name, value)


def in_parts(found: Found, jobs: int = 2) -> DocumentReport:
    """What workers make of a file, one after the other."""
    reading = Reading(Checker())
    parts = parts_of(found, jobs)
    assert len(parts) == 2 * jobs
    long = LongFile(parts)
    done = [long.take(answer) for part in parts if isinstance(answer := reading(part), Part)]
    assert done[:-1] == [None] * (len(parts) - 1)
    assert done[-1] is not None
    report = reading(done[-1])
    assert isinstance(report, DocumentReport)
    return report


@pytest.mark.usefixtures("any_length")
def test_parts_give_what_the_whole_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(long_file())
    whole = Checker()(Found(path))
    assert whole.error is None
    assert len({each.location.page for each in whole.diagnostics}) == 60
    for jobs in (1, 2, 5):
        assert in_parts(Found(path), jobs) == whole


@pytest.mark.usefixtures("any_length")
@pytest.mark.parametrize(
    "data",
    [
        long_file(catalog="/Collection<<>>"),
        long_file().replace(b"/Count 60", b"/Count 66"),
        long_file()[:9_000],
        write(*["BT ET"] * 60),
        write(*[page(1)] * 59, "q 400 0 0 600 50 50 cm /Im Do Q"),
        long_file().replace(b"/Contents 41 0 R", b"/Contents 9  0 R"),
    ],
    ids=["portfolio", "fewer pages", "cut off", "no text", "a picture", "a page is broken"],
)
def test_what_is_told_of_the_file_is_the_same(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    whole = Checker()(Found(path))
    assert whole.error is not None or whole.gaps
    if parts_of(Found(path), 2):
        assert in_parts(Found(path)) == whole


@pytest.mark.usefixtures("any_length")
@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus of real files")
def test_real_files_give_the_same(tmp_path: Path) -> None:
    longest = sorted(CORPUS.glob("*.pdf"), key=lambda path: path.stat().st_size)[-12:]
    several = [each for each in map(Found, longest) if len(parts_of(each, 2)) == 4]
    assert several
    for found in several:
        assert in_parts(found) == Checker()(found), found.path.name


def test_short_files_and_others_are_read_as_a_whole(tmp_path: Path) -> None:
    for name, data in (("a.pdf", long_file(39)), ("b.txt", b"x" * 200_000), ("c.pdf", b"x" * 200_000)):  # fmt: skip
        (tmp_path / name).write_bytes(data + b"\n%" + b" " * 100_000)
        assert parts_of(Found(tmp_path / name), 2) == []
    assert parts_of(Found(tmp_path / "none.pdf"), 2) == []


@pytest.mark.usefixtures("any_length")
def test_a_file_that_changes_between_its_parts_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(long_file(8))
    found = Found(path)
    reading = Reading(Checker())
    parts = parts_of(found, 2)
    long = LongFile(parts)
    answers = [reading(part) for part in parts]
    for answer in answers[:-1]:
        assert isinstance(answer, Part)
        assert long.take(answer) is None
    path.write_bytes(long_file(3))
    # One part was read later than the others.
    late = reading(parts[-1])
    assert isinstance(late, Part)
    assert long.take(late) == found
    # Or all before, and the file is another one when they are joined.
    last = LongFile(parts)
    works = [last.take(answer) for answer in answers if isinstance(answer, Part)]
    assert works[-1] not in (None, found)
    assert works[-1] is not None
    assert reading(works[-1]) == Checker()(found)
    path.unlink()
    report = reading(works[-1])
    assert isinstance(report, DocumentReport)
    assert report.error is not None
    assert report.error.kind.value == "missing"


def test_a_part_whose_worker_died_has_the_file_read_as_a_whole() -> None:
    found = Found(Path("a.pdf"))
    parts = [Part(found, 0, 20), Part(found, 20, None)]
    long = LongFile(parts)
    assert long.take(replace(parts[0], digest=b"1", layout=[])) is None
    answer = lost(parts[1], "died")
    assert answer == parts[1]
    assert isinstance(answer, Part)
    assert long.take(answer) == found
    report = lost(found, "gave no answer")
    assert isinstance(report, DocumentReport)
    assert report.error is not None


@pytest.mark.parametrize("among", [0, 30])
def test_a_run_reads_a_long_file_in_parts(
    tmp_path: Path, among: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept in the cache too, in its place among the others, and shown on the way."""
    shown: list[float] = []
    count_part = Progress.count_part
    monkeypatch.setattr(
        Progress, "count_part", lambda self, share: (shown.append(share), count_part(self, share))
    )
    for number in range(among):
        (tmp_path / f"{number:02}.txt").write_text("She failed to engage.\n", encoding="utf-8")
    (tmp_path / "10.pdf").write_bytes(long_file(80) + b"\n%" + b" " * 100_000)
    found = [Found(path) for path in sorted(tmp_path.iterdir())]
    one = start(found, Checker(), Settings(), jobs=1).finished()
    assert shown == []
    cache = ResultCache(tmp_path / "kept")
    several = start(found, Checker(cache=cache), Settings(), jobs=2).finished()
    assert several.documents == one.documents
    assert shown == [0.2, 0.2, 0.2, 0.2, pytest.approx(-0.8)]
    warm = start(found, Checker(cache=cache), Settings(), jobs=2).finished()
    assert warm.documents == one.documents
    assert len(shown) == 5


def test_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(long_file(80) + b"\n%" + b" " * 100_000)
    said = [
        subprocess.run(
            [*PROGRAM, "check", "--isolated", "--no-cache", "--jobs", jobs, "--output-format", "json"],
            cwd=tmp_path, capture_output=True, check=False,
        )
        for jobs in ("1", "2")
    ]  # fmt: skip
    assert [each.returncode for each in said] == [1, 1]
    assert said[0].stdout == said[1].stdout
    assert json.loads(said[0].stdout)["summary"]["documents"] == 1


def test_no_letter_by_itself_is_handed_on() -> None:
    layout = pdf.lay_out(long_file(), 10, 30)
    assert layout is not None
    assert len(layout) == 20
    assert all(line.text and not line.glyphs for page in layout for line in page.lines)
