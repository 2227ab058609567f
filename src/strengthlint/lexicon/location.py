"""Where the built-in lexicon and the grammar are, in an installation and in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["builtin_folder", "compiled_folder", "grammar_folder"]

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def builtin_folder() -> Path:
    """The folder of the built-in lexicon.

    A wheel carries it inside the package; a checkout has it at its top. Both cannot be there, so
    there is no precedence to explain.
    """
    shipped = _PACKAGE / "_data" / "lexicon"
    return shipped if shipped.is_dir() else _PACKAGE.parent.parent / "lexicon"


def compiled_folder() -> Path:
    """Where a wheel carries the compiled lexicon; not there in a checkout."""
    return _PACKAGE / "_data" / "compiled"


def grammar_folder() -> Path:
    """The folder of the trained grammar; the same place in a wheel and in a checkout."""
    return _PACKAGE / "_data" / "grammar"
