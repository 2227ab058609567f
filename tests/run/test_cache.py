"""What is kept between runs: found again, sealed, and never trusted when damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from strengthlint.config import Settings
from strengthlint.lexicon import Lexicon
from strengthlint.linter import Linter
from strengthlint.report import DocumentReport
from strengthlint.run.cache import ResultCache, Seal, clean

TEXT = (
    "# Visit to Mrs Okafor\n\nShe failed to engage with the Larchfield team.\n\nTea “was good”.\n"
)


@pytest.fixture
def cache(tmp_path: Path) -> ResultCache:
    return ResultCache(tmp_path / "cache")


@pytest.fixture
def report(linter: Linter) -> DocumentReport:
    return linter.check_text(TEXT, "a.md")


def seal(cache: ResultCache, lexicon: Lexicon, text: str = TEXT, suffix: str = ".md") -> Seal:
    return cache.seal(text.encode(), suffix, lexicon, Settings())


def test_what_is_kept_comes_back_whole(
    cache: ResultCache, lexicon: Lexicon, report: DocumentReport
) -> None:
    assert report.diagnostics
    cache.put(seal(cache, lexicon), report)
    assert cache.get(seal(cache, lexicon), "a.md") == report
    assert cache.get(seal(cache, lexicon), "b.md") == replace(report, path="b.md")


def test_anything_that_matters_makes_another_seal(cache: ResultCache, lexicon: Lexicon) -> None:
    settings = [Settings(), Settings(select=("BLM",)), Settings(profile="scotland")]
    settings += [
        Settings(ignore=("BLM",)),
        Settings(extend_select=("BLM",)),
        Settings(prefers=("a",)),
    ]
    seals = {cache.seal(b"x", ".md", lexicon, each) for each in settings}
    seals |= {seal(cache, lexicon, "y"), seal(cache, lexicon, "x", ".txt")}
    other = Lexicon({**lexicon._compiled, "digest": "0" * 16})
    seals.add(seal(cache, other, "x"))
    assert len({each.name for each in seals}) == len({each.key for each in seals}) == 9
    # What is shown or fails is no part of a result.
    assert cache.seal(b"x", ".MD", lexicon, Settings(fail_on=None)) == cache.seal(
        b"x", ".md", lexicon, Settings()
    )


def test_no_word_of_a_document_can_be_read(
    cache: ResultCache, lexicon: Lexicon, report: DocumentReport
) -> None:
    cache.put(seal(cache, lexicon), report)
    (file,) = [path for path in cache.folder.rglob("*/*/*") if path.is_file()]
    data = file.read_bytes() + str(file).encode()
    for word in (b"Okafor", b"Larchfield", b"engage", b"BLM101", b"a.md"):
        assert word not in data
    # The key is nowhere but in the document, and the name does not give it away.
    assert seal(cache, lexicon).key not in data
    assert seal(cache, lexicon).key.hex() not in data.decode("latin-1")


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign", "folder"])
def test_what_is_damaged_or_foreign_is_passed_over(
    cache: ResultCache, lexicon: Lexicon, report: DocumentReport, damage: str
) -> None:
    mine = seal(cache, lexicon)
    cache.put(mine, report)
    (file,) = [path for path in cache.folder.rglob("*/*/*") if path.is_file()]
    data = bytearray(file.read_bytes())
    if damage == "cut":
        file.write_bytes(data[:-5])
    elif damage == "flipped":
        data[-3] ^= 1
        file.write_bytes(data)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "foreign":
        cache.put(Seal(mine.name, bytes(32)), report)
    else:
        file.unlink()
        file.mkdir()
    assert cache.get(mine, "a.md") is None


def test_what_was_not_read_is_read_again(
    cache: ResultCache, lexicon: Lexicon, linter: Linter
) -> None:
    unread = linter.check_bytes("a.docx", b"PK\x03\x04")
    assert unread.error is not None
    cache.put(seal(cache, lexicon), unread)
    assert cache.get(seal(cache, lexicon), "a.docx") is None


def test_a_folder_that_cannot_be_written_is_no_fault(
    tmp_path: Path, lexicon: Lexicon, report: DocumentReport
) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    cache = ResultCache(tmp_path / "cache")
    cache.put(seal(cache, lexicon), report)
    assert cache.get(seal(cache, lexicon), "a.md") is None


def test_clean_deletes_what_is_ours_and_nothing_else(
    cache: ResultCache, lexicon: Lexicon, report: DocumentReport
) -> None:
    cache.put(seal(cache, lexicon), report)
    (cache.folder / "lexicon-0123.packed").write_text("{}", encoding="utf-8")
    (cache.folder / "letter.docx").write_text("mine", encoding="utf-8")
    assert clean(cache.folder)[0] == 2
    assert [path.name for path in cache.folder.rglob("*")] == ["letter.docx"]


def test_a_warm_run_imports_no_spacy_and_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys\nfrom strengthlint.cli import main\n"
        "for name in sys.argv[1].split():\n"
        "    try: main(['check', 'a.md', '--isolated', '--output-format', name, '--cache-dir', sys.argv[2]])\n"
        "    except SystemExit as e: print('\\n---')\n"
        "print('spacy' in sys.modules, file=sys.stderr)"
    )
    cold, warm, cold_sarif = (
        subprocess.run(
            [sys.executable, "-c", code, formats, folder],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )
        for formats, folder in (("json", "kept"), ("json sarif", "kept"), ("sarif", "other"))
    )  # fmt: skip
    assert (cold.stderr.strip(), warm.stderr.strip()) == ("True", "False")
    assert cold.stdout + cold_sarif.stdout == warm.stdout
    assert json.loads(warm.stdout.split("\n---")[0])["summary"]["open"]["rethink"] == 1
