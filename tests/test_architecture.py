"""The house: layers point one way, one place per addition, nothing heavy at the door."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import strengthlint
from strengthlint import readers, reporters

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "strengthlint"


def test_layers_point_one_way() -> None:
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _modules(package: str, declared: str) -> set[str]:
    """The modules of a package that define a function themselves."""
    return {
        path.stem
        for path in (SOURCE / package).glob("[a-z]*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name in declared.split()
            for node in ast.parse(path.read_text("utf-8")).body
        )
    }


def test_every_reader_is_in_the_table_and_no_suffix_is_claimed_twice() -> None:
    assert set(readers.BUILT_IN) == _modules("readers", "read")
    claimed = [suffix for own in readers.BUILT_IN.values() for suffix in own]
    assert sorted(claimed) == sorted(set(claimed))
    assert set(claimed) >= {".txt", ".md", ".docx", ".pdf"}


def test_what_a_reader_lacks_is_asked() -> None:
    assert _modules("readers", "missing") == readers._MAY_LACK


def test_every_reporter_is_in_the_table() -> None:
    assert set(reporters._BUILT_IN.values()) == _modules("reporters", "render stream")
    assert set(reporters.names()) >= {"human", "concise", "json", "sarif", "github"}


@pytest.mark.parametrize(
    ("group", "module", "shown"),
    [
        (
            "readers",
            "SUFFIXES = ('.wiki',)\ndef read(name, data): ...",
            "readers.suffixes(), readers._reader('.wiki').__name__",
        ),
        (
            "reporters",
            "NAME = 'table'\ndef render(report, view): return 'a table'",
            "reporters.names(), reporters._reporter('table').__name__",
        ),
    ],
)
def test_another_package_brings_one(group: str, module: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "ours_too.py").write_text(module, encoding="utf-8")
    package = tmp_path / "ours_too-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Name: ours-too\nVersion: 1.0\n", encoding="utf-8")
    (package / "entry_points.txt").write_text(
        f"[strengthlint.{group}]\nours = ours_too\n", encoding="utf-8"
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    code += f"from strengthlint import {group}\nprint({shown})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.endswith(" ours_too\n"), done.stderr
    assert "'.wiki'" in done.stdout or "'table'" in done.stdout


@pytest.mark.parametrize(
    ("imported", "heavy"),
    [
        ("strengthlint.cli", "importlib.metadata spacy yaml lxml strengthlint.cli.check"),
        (
            "strengthlint.cli.check, strengthlint.run",
            "importlib.metadata spacy yaml lxml strengthlint.readers.docx strengthlint.reporters.json_",
        ),
    ],
)
def test_nothing_heavy_stands_at_the_door(imported: str, heavy: str) -> None:
    code = (
        f"import sys, {imported}; print([name for name in {heavy.split()} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "module", sorted(path.stem for path in (SOURCE / "readers").glob("[a-z]*.py"))
)
def test_a_reader_imports_its_library_only_when_it_reads(module: str) -> None:
    tree = ast.parse((SOURCE / "readers" / f"{module}.py").read_text("utf-8"))
    top = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {
        alias.name.split(".")[0]
        for node in top
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {(node.module or "").split(".")[0] for node in top if isinstance(node, ast.ImportFrom)}
    assert not names & {"docx", "lxml", "pdfminer", "markdown_it"}


def test_nothing_is_named_after_nothing() -> None:
    names = {path.stem for path in SOURCE.rglob("*.py")} | {
        path.name for path in SOURCE.rglob("*") if path.is_dir()
    }
    assert not names & {"utils", "util", "common", "helpers", "helper", "manager", "misc", "core"}


def test_the_version_is_said_once() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    assert not [line for line in lines if line.startswith("version")]
    assert strengthlint.__version__.count(".") == 2


def test_every_public_name_can_be_imported() -> None:
    for name in strengthlint.__all__:
        assert getattr(strengthlint, name) is not None
