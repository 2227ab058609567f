"""The command itself: it says what is missing, and imports nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from strengthlint import lsp
from strengthlint.cli import main


def test_a_missing_package_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lsp, "find_spec", lambda _: None)
    done = CliRunner().invoke(main, ["lsp"])
    assert done.exit_code == 2
    assert done.output == (
        "Serving an editor needs one package more. Install it with: "
        'pip install "strengthlint[lsp]"\n'
    )


def test_an_editor_that_is_gone_ends_it() -> None:
    command = [sys.executable, "-m", "strengthlint", "lsp"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_it_starts_without_the_grammar() -> None:
    code = (
        "import sys, strengthlint.lsp.server; print('spacy' in sys.modules, 'lxml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"
