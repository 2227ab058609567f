"""The house: layers point one way, one place per addition, nothing heavy at the door."""

from __future__ import annotations

import ast
import importlib.util
import pkgutil
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


def test_no_suffix_is_claimed_twice() -> None:
    claimed: list[str] = []
    for module in pkgutil.iter_modules(readers.__path__):
        loaded = __import__(f"strengthlint.readers.{module.name}", fromlist=["SUFFIXES"])
        claimed += getattr(loaded, "SUFFIXES", ())
    assert sorted(claimed) == sorted(set(claimed))
    assert set(claimed) >= {".txt", ".md", ".docx", ".pdf"}


def test_every_reporter_has_a_name_of_its_own() -> None:
    assert set(reporters.names()) >= {"human", "concise", "json", "sarif", "github"}


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
