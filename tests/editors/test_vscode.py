"""The extension for VS Code: it says what the server says, and it can be packaged."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

from strengthlint import __version__
from strengthlint.lsp.choices import Preferences
from strengthlint.lsp.reading import suffix_of

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text("utf-8"))


def test_it_wakes_for_what_the_server_reads_and_has_its_version() -> None:
    languages = [event.removeprefix("onLanguage:") for event in MANIFEST["activationEvents"]]
    assert all(suffix_of("Untitled-1", language) for language in languages)
    source = (EXTENSION / "src/extension.js").read_text("utf-8")
    assert f"const LANGUAGES = {json.dumps(languages)};" in source
    assert MANIFEST["version"] == __version__


def test_its_settings_are_those_that_the_server_takes() -> None:
    settings = {
        name.removeprefix("strengthlint.")
        for name in MANIFEST["contributes"]["configuration"]["properties"]
    }
    assert settings == {"path", *(field.name for field in fields(Preferences))}


def test_no_lock_file_names_a_registry() -> None:
    assert not [
        path
        for name in ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
        if (path := EXTENSION / name).exists()
    ]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_what_it_tells_where_the_program_cannot_be_started() -> None:
    done = _run("node", "--test", "test/program.test.js", folder=EXTENSION)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_it_is_packaged_with_all_that_it_needs(tmp_path: Path) -> None:
    folder = tmp_path / "editors" / "vscode"
    leave = shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    shutil.copytree(EXTENSION, folder, ignore=leave)
    shutil.copy(ROOT / "LICENSE", tmp_path)
    if (EXTENSION / "node_modules").is_dir():
        (folder / "node_modules").symlink_to(EXTENSION / "node_modules")
    else:
        installed = _run("npm", "install", "--no-audit", "--no-fund", folder=folder)
        if installed.returncode:
            pytest.skip("the packages that it is built with cannot be had here")
    done = _run("npm", "run", "package", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(folder / "strengthlint.vsix") as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "extension.vsixmanifest",
            "extension/LICENSE.txt",
            "extension/dist/extension.js",
            "extension/dist/licences.txt",
            "extension/package.json",
            "extension/readme.md",
        ]
        assert b"vscode-languageclient" in package.read("extension/dist/licences.txt")
    tried = _run("node", "--test", "test/extension.test.js", folder=folder)
    assert tried.returncode == 0, tried.stdout
    assert "# skipped 0" in tried.stdout


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0]) or command[0]
    return subprocess.run(
        [program, *command[1:]], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        timeout=300, check=False,
    )  # fmt: skip
