"""Puts the compiled lexicon into the wheel, so that nobody's first run has to compile it.

An editable install compiles on its first run instead, since its YAML files are there to be changed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLexicon(BuildHookInterface[Any]):
    """Compiles `lexicon/` when a wheel is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled form to the files of the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from strengthlint.lexicon import compile_layers_of
        finally:
            sys.path.pop(0)
        name, compiled = compile_layers_of([(root / "lexicon", "lexicon")])
        path = Path(tempfile.mkdtemp()) / name
        path.write_bytes(compiled)
        build_data["force_include"][str(path)] = f"strengthlint/_data/compiled/{name}"
