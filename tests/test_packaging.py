"""The wheel carries the lexicon and the grammar, and nothing that was not meant for others."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.evidence import evidence_text, read_evidence

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_wheel_has_the_lexicon_as_it_is_in_the_folder(wheel: zipfile.ZipFile) -> None:
    prefix = "strengthlint/_data/lexicon/"
    shipped = {
        name.removeprefix(prefix): wheel.read(name)
        for name in wheel.namelist()
        if name.startswith(prefix) and name.endswith(".yaml")
    }
    kept = {
        path.name: path.read_bytes()
        for path in (ROOT / "lexicon").glob("*.yaml")
        if not path.name.endswith(".local.yaml")
    }
    assert digests(shipped) == digests(kept)


def test_the_wheel_has_the_evidence(wheel: zipfile.ZipFile) -> None:
    shipped = wheel.read("strengthlint/_data/lexicon/evidence.tsv")
    assert shipped == (ROOT / "lexicon/evidence.tsv").read_bytes()


def test_the_evidence_in_the_lexicon_is_sorted_and_of_known_entries(lexicon: Lexicon) -> None:
    data = (ROOT / "lexicon/evidence.tsv").read_bytes()
    rows = read_evidence(data)
    assert evidence_text(rows).encode() == data
    assert {row.code for row in rows} <= set(lexicon.rule_names())


def test_the_wheel_has_the_grammar_with_its_licence(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert "strengthlint/_data/grammar/config.cfg" in names
    assert b"CC BY-SA 4.0" in wheel.read("strengthlint/_data/grammar/LICENSE")
    metadata = next(name for name in names if name.endswith("METADATA"))
    assert b"License-Expression: MIT AND CC-BY-SA-4.0" in wheel.read(metadata)
    assert "strengthlint/py.typed" in names


def test_the_wheel_has_the_lexicon_compiled(wheel: zipfile.ZipFile) -> None:
    from strengthlint.lexicon import compile_layers_of

    name, compiled = compile_layers_of([(ROOT / "lexicon", "lexicon")])
    assert wheel.read(f"strengthlint/_data/compiled/{name}") == compiled


def test_private_drafts_are_not_shipped(wheel: zipfile.ZipFile) -> None:
    assert not [name for name in wheel.namelist() if ".local." in name or "/tests/" in name]


def test_no_file_of_the_grammar_names_a_folder_of_anybodys() -> None:
    for path in (ROOT / "src/strengthlint/_data/grammar").rglob("*"):
        if path.suffix in (".cfg", ".json") and path.is_file():
            text = path.read_text("utf-8")
            assert "/home/" not in text
            assert "/tmp/" not in text  # noqa: S108 - a folder that must not be named


def test_both_hook_files_are_one() -> None:
    link = ROOT / "pre-commit-hooks.yaml"
    assert link.read_bytes() == (ROOT / ".pre-commit-hooks.yaml").read_bytes()
