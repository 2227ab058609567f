"""What tests share: golden files, the built-in lexicon, and small lexicons made of text."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from strengthlint.lexicon import Lexicon
    from strengthlint.linter import Linter


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; read the diff before committing",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file, or writes it there under `--update-golden`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled lexicons of a test run stay in a folder of its own."""
    os.environ.setdefault("STRENGTHLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def lexicon(_own_cache: None) -> Lexicon:
    """The built-in lexicon."""
    from strengthlint.lexicon import load

    return load()


@pytest.fixture(scope="session")
def linter(lexicon: Lexicon) -> Linter:
    """A linter with the settings that hold where nothing else is said."""
    from strengthlint.config import Settings
    from strengthlint.linter import Linter

    return Linter(Settings(), lexicon)


@pytest.fixture
def make_lexicon(tmp_path: Path) -> Callable[..., Lexicon]:
    """Compiles a small lexicon from YAML text, with the built-in word lists."""
    from strengthlint.lexicon import load
    from strengthlint.lexicon.location import builtin_folder

    def make(entries: str, **files: str) -> Lexicon:
        folder = tmp_path / "lexicon"
        folder.mkdir(exist_ok=True)
        for name in ("lists.yaml", "sources.yaml", "lexicon.yaml", "standings.yaml"):
            (folder / name).write_bytes((builtin_folder() / name).read_bytes())
        (folder / "profiles.yaml").write_text("uk:\n  about: default\n", encoding="utf-8")
        (folder / "entries.yaml").write_text(entries, encoding="utf-8")
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load([(folder, "lexicon")], cache=False)

    return make
