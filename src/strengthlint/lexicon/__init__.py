"""The lexicon: what strengthlint knows, from YAML that practice leads edit."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from strengthlint.lexicon.compiled import SHAPE, Compiled, Lexicon
from strengthlint.lexicon.location import builtin_folder, compiled_folder
from strengthlint.lexicon.packed import packed, unpacked
from strengthlint.plugins import plugins

__all__ = [
    "Lexicon",
    "cache_folder",
    "compile_layers_of",
    "from_packed",
    "layers_of",
    "load",
    "load_packed",
]


def layers_of(folders: Sequence[Path] = ()) -> list[tuple[Path, str]]:
    """The built-in lexicon, installed packages (`strengthlint.lexicons`), then the given folders.

    Returns:
        Each folder with the name that people know it by.
    """
    layers = [(builtin_folder(), "lexicon")]
    for name, place in plugins("strengthlint.lexicons"):
        layers.append((Path(place() if callable(place) else place), name))
    layers += [(folder, _label(folder)) for folder in folders]
    return layers


def _label(folder: Path) -> str:
    """How people know a folder: from where they stand, if it is below."""
    with suppress(ValueError):
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    return str(folder)


def load(layers: Sequence[tuple[Path, str]] | None = None, *, cache: bool = True) -> Lexicon:
    """The lexicon of some layers, compiled or from the cache.

    The cache is keyed by a digest of every file, so it is never stale; it holds no text of anybody's.

    Raises:
        LexiconError: with every problem of every file.
    """
    return load_packed(layers, cache=cache)[1]


def load_packed(
    layers: Sequence[tuple[Path, str]] | None = None, *, cache: bool = True
) -> tuple[bytes, Lexicon]:
    """As `load`, with the compiled form too, for a process that does not see the files.

    Raises:
        LexiconError: with every problem of every file.
    """
    chosen = list(layers_of() if layers is None else layers)
    name = _name(chosen)
    for folder in (compiled_folder(), cache_folder()) if cache else ():
        with suppress(OSError, ValueError):
            data = (folder / name).read_bytes()
            return data, from_packed(data)
    data = packed(_compile(chosen, name))
    if cache:
        _write(cache_folder() / name, data)
    # What was just compiled goes through its packed form too, so that both ways are one.
    return data, from_packed(data)


def from_packed(data: bytes) -> Lexicon:
    """The lexicon of a compiled form.

    Raises:
        ValueError: if it is damaged.
    """
    return Lexicon(unpacked(data))


def compile_layers_of(layers: Sequence[tuple[Path, str]]) -> tuple[str, bytes]:
    """The file name and the compiled form of some layers, as `load` looks for it.

    Raises:
        LexiconError: with every problem of every file.
    """
    name = _name(layers)
    return name, packed(_compile(layers, name))


def cache_folder() -> Path:
    """Where compiled lexicons are kept; `STRENGTHLINT_CACHE_DIR` overrides the usual place."""
    named = os.environ.get("STRENGTHLINT_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("strengthlint", appauthor=False)


def _name(layers: Sequence[tuple[Path, str]]) -> str:
    return f"lexicon-{_digest(layers)}.packed"


def _digest(layers: Sequence[tuple[Path, str]]) -> str:
    digest = hashlib.sha256(SHAPE.encode())
    for folder, label in layers:
        digest.update(f"\0{label}".encode())
        for path in sorted(folder.glob("*.yaml")):
            if not path.name.endswith(".local.yaml"):
                digest.update(f"\0{path.name}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _compile(layers: Sequence[tuple[Path, str]], name: str) -> Compiled:
    from strengthlint.lexicon.loading import Layer, compile_layers

    digest = name.removeprefix("lexicon-").removesuffix(".packed")
    return compile_layers([Layer(folder, label) for folder, label in layers], digest)


def _write(path: Path, data: bytes) -> None:
    """Write through a temporary file, so that a run beside this one never reads half of it."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.touch(mode=0o600)
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
