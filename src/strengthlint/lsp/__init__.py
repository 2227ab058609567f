"""The door for editors: a language server that speaks over standard input and output.

    editor → server → checks (one thread) → sheet: reading, settings, linter → remarks, actions

`server` knows the protocol, `checks` whose turn it is, `sheet` one open document, `choices` which
settings hold. What a document says stays in memory while it is open and is never logged.
"""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["missing"]


def missing() -> str:
    """What to do before this can be used; "" where all is there."""
    if find_spec("pygls") and find_spec("lsprotocol"):
        return ""
    return (
        'Serving an editor needs one package more. Install it with: pip install "strengthlint[lsp]"'
    )
