"""What tests share: golden files, lexicons, and sentences with their trees, written out by hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy makes no property false.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


_POS = {
    "PRON": "she he him her his they them it you your i we us who whom which that there what those my our their",
    "DET": "the a an this every",
    "ADP": "by of in with for from at as among about",
    "PART": "to",
    "CCONJ": "and or",
    "SCONJ": "if where",
    "AUX": "was is be been has have had may might 'd do must should can",
    "PUNCT": ", . - :",
    "ADJ": "lazy hard entrenched homeless vulnerable chaotic old hurt kind",
    "NUM": "two 2 50",
    "PROPN": "kim oyelaran jb nasa monday harbour",
    "NOUN": "council tenant tenants door doors team refusal failure history needs lives person people abuser "
    "man men shelter letter number group member members home views addict service question rule kids child clients "
    "client staff housing",
}
_KNOWN = {word: pos for pos, words in _POS.items() for word in words.split()}


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Doc]:
    """Makes a sentence with its tree, as "she>nsubj>2 refused to>mark>4 engage>xcomp>2".

    A token is its word, its relation and the number of its head, counted from 1; the root has
    neither. A part of speech may be named ("refused/NOUN"), and morphology at the end (">Tense=Past");
    else the word's usual one stands, which is VERB for those that are not listed here.
    """
    import spacy
    from spacy.tokens import Doc

    vocab = spacy.blank("en").vocab

    def make(written: str) -> Doc:
        words, pos, heads, deps, morphs = [], [], [], [], []
        for number, part in enumerate(written.split()):
            named, *rest = part.split(">")
            word, _, tag = named.rpartition("/") if "/" in named else (named, "", "")
            words.append(word)
            pos.append(tag or _KNOWN.get(word.lower(), "VERB"))
            deps.append(rest[0] if rest and rest[0] else "ROOT")
            heads.append(int(rest[1]) - 1 if len(rest) > 1 and rest[1] else number)
            morphs.append(rest[2] if len(rest) > 2 else "")
        return Doc(vocab, words=words, pos=pos, heads=heads, deps=deps, morphs=morphs)

    return make
