"""Results that are kept from one run to the next, so that only what changed is checked again.

One small file for each document. Its name is a hash of the document's bytes, the lexicon, the
settings and the program. What a result says of the document's words is sealed with a key that is
made from the document itself: who has the document needs no cache to read it, and who has not
cannot read the cache. Deleting the document is enough to make what is kept of it unreadable.

Runs beside one another may share a folder, on a network drive too: files are written whole and put
in place, never changed. A file that is damaged, or that somebody else made, is passed over.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import hmac
import json
import os
import secrets
import sys
import time
import types
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import strengthlint
from strengthlint.config import Settings
from strengthlint.lexicon import Lexicon, cache_folder
from strengthlint.report import DocumentReport

__all__ = ["ResultCache", "Seal", "clean"]

_FORMAT = b"strengthlint result 1\n"
_NONCE = _TAG = 16
_KEPT_FOR = 30 * 24 * 3600
"""Seconds after which a result that no run has asked for is deleted."""
_DAY = 24 * 3600
# What reads and parses for us; another version may give other results.
_LIBRARIES = (
    "spacy", "thinc", "lemminflect", "lxml", "pdfminer", "docx", "markdown_it", "openpyxl", "olefile",
    "compressed_rtf", "doc2docx",
)  # fmt: skip
_NO_MATTER = frozenset({
    "show", "fail_on", "exclude", "extend_exclude", "respect_gitignore", "lexicon", "per_file_ignores",
    "per_file_profile", "root", "path",
})  # fmt: skip
"""Settings that change nothing of what is found in one document (the lexicon has its digest)."""


class Seal(NamedTuple):
    """Where the result of one document is kept, and the key to it; both from its content."""

    name: str
    key: bytes


class ResultCache:
    """Results in a folder.

    Args:
        folder: Where; None for the usual place. It is made when there is something to keep.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = cache_folder() if folder is None else folder
        self._results = self.folder / "results"
        self._is_made = False

    def seal(self, data: bytes, suffix: str, lexicon: Lexicon, settings: Settings) -> Seal:
        """The seal of a document.

        Args:
            data: The whole file.
            suffix: Of its name; says how it is read.
            lexicon: Who speaks.
            settings: What is looked for.
        """
        chosen = [
            (field.name, getattr(settings, field.name))
            for field in dataclasses.fields(settings)
            if field.name not in _NO_MATTER
        ]
        what = (_program(), lexicon.digest, suffix.lower(), chosen)
        digest = hashlib.sha256(json.dumps(what).encode())
        digest.update(data)
        content = digest.digest()
        name = hashlib.sha256(b"name" + content).hexdigest()[:40]
        return Seal(name, hashlib.sha256(b"key" + content).digest())

    def get(self, seal: Seal, path: str) -> DocumentReport | None:
        """What is kept of a document, as the report of `path`; None where there is nothing."""
        place = self._place(seal)
        try:
            data = place.read_bytes()
            plain = _opened(data, seal.key)
        except OSError:
            return None
        if plain is None:
            return None
        with suppress(ValueError, TypeError, KeyError, zlib.error):
            report: DocumentReport = _decoder(DocumentReport)(json.loads(zlib.decompress(plain)))
            self._is_used(place)
            return dataclasses.replace(report, path=path)
        return None

    def put(self, seal: Seal, report: DocumentReport) -> None:
        """Keep a result; where that cannot be done, the next run does the work again."""
        # What could not be read may be readable tomorrow, with more memory or another library.
        if report.error is not None or report.cut_short:
            return
        plain = json.dumps(_plain(dataclasses.replace(report, path="")), separators=(",", ":"))
        place = self._place(seal)
        temporary = place.with_name(f"{place.name}.{secrets.token_hex(4)}.tmp")
        try:
            self._make(place.parent)
            temporary.write_bytes(_sealed(zlib.compress(plain.encode(), 1), seal.key))
            _put_in_place(temporary, place)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def prune(self) -> None:
        """Delete what no run has asked for in a month; looks once a day."""
        mark = self._results / ".gitignore"
        with suppress(OSError):
            if time.time() - mark.stat().st_mtime < _DAY:
                return
            os.utime(mark)
            for file in _files(self._results):
                with suppress(OSError):
                    if time.time() - file.stat().st_mtime > _KEPT_FOR:
                        file.unlink()

    def _place(self, seal: Seal) -> Path:
        return self._results / seal.name[:2] / seal.name[2:]

    def _make(self, folder: Path) -> None:
        if not self._is_made:
            self._results.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark = self._results / ".gitignore"
            if not mark.exists():
                mark.write_text("*\n", encoding="utf-8")
            self._is_made = True
        folder.mkdir(mode=0o700, exist_ok=True)

    def _is_used(self, place: Path) -> None:
        with suppress(OSError):
            if time.time() - place.stat().st_mtime > _DAY:
                os.utime(place)


def clean(folder: Path | None = None) -> tuple[int, int]:
    """Delete everything that is kept: results and compiled lexicons, and nothing else.

    Returns:
        How many files were deleted, and their bytes.
    """
    top = cache_folder() if folder is None else folder
    number = size = 0
    for file in (
        *_files(top / "results"),
        *top.glob("lexicon-*.packed"),
        *top.glob("lexicon-*.json"),
    ):
        with suppress(OSError):
            length = file.stat().st_size
            file.unlink()
            number, size = number + 1, size + length
    with suppress(OSError):
        (top / "results" / ".gitignore").unlink()
    for place in (*(top / "results").glob("[0-9a-f][0-9a-f]"), top / "results"):
        with suppress(OSError):
            place.rmdir()
    return number, size


def _files(results: Path) -> Iterator[Path]:
    return results.glob("[0-9a-f][0-9a-f]/*")


def _put_in_place(temporary: Path, place: Path) -> None:
    for attempt in range(3):
        try:
            temporary.replace(place)
        except PermissionError:
            # Windows, while another run or a virus scanner has it open.
            if attempt == 2:
                raise
            time.sleep(0.02)
        else:
            return


@cache
def _program() -> str:
    """What stands for the program: its version, and when its files and libraries were written."""
    digest = hashlib.sha256(f"{strengthlint.__version__} {sys.version_info[:2]}".encode())
    origins = [spec.origin for name in _LIBRARIES if (spec := find_spec(name)) and spec.origin]
    if getattr(sys, "frozen", False):
        # A program without Python around it holds all of them, and none is a file.
        origins = [sys.executable]
    for path in (*_own_files(Path(__file__).parents[1]), *map(Path, origins)):
        status = path.stat()
        digest.update(f"\0{path.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def _own_files(package: Path) -> list[Path]:
    found = []
    for folder, names, files in os.walk(package):
        names[:] = sorted(
            set(names) - {"__pycache__", "lexicon" if folder.endswith("_data") else ""}
        )
        found += [Path(folder, name) for name in sorted(files)]
    return found


# Sealing


def _sealed(plain: bytes, key: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    hidden = _hidden(plain, key, nonce)
    return _FORMAT + nonce + _tag(hidden, key, nonce) + hidden


def _opened(data: bytes, key: bytes) -> bytes | None:
    """What was sealed, or None if it is damaged or somebody else's."""
    start = len(_FORMAT)
    nonce, tag = data[start : start + _NONCE], data[start + _NONCE : start + _NONCE + _TAG]
    hidden = data[start + _NONCE + _TAG :]
    if not data.startswith(_FORMAT) or not hmac.compare_digest(tag, _tag(hidden, key, nonce)):
        return None
    return _hidden(hidden, key, nonce)


def _hidden(data: bytes, key: bytes, nonce: bytes) -> bytes:
    """Data with a stream of bytes laid over it that only the key gives; twice is as before."""
    stream = hashlib.shake_256(b"stream" + key + nonce).digest(len(data))
    mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")
    return mixed.to_bytes(len(data), "little")


def _tag(hidden: bytes, key: bytes, nonce: bytes) -> bytes:
    return hashlib.blake2b(nonce + hidden, key=key, digest_size=_TAG).digest()


# Reports as lists


def _plain(value: Any) -> Any:
    """Dataclasses as lists of their fields, enumerations as their values."""
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """What turns a list back into the value of a type that it was made from."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (_decoder(each) for each in get_args(hint) if each is not type(None))
        if inner is _as_it_is:
            return _as_it_is
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _decoder(get_args(hint)[0])
        return tuple if item is _as_it_is else lambda values: tuple(map(item, values))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    return _as_it_is


def _record_decoder(kind: type[Any]) -> Callable[[Any], Any]:
    # Most fields are text and numbers, and there are very many of them. Worked out when a value
    # is met, since a type may hold values of its own type.
    others: list[tuple[int, Callable[[Any], Any]]] = []
    is_known = False

    def decoded(values: list[Any]) -> Any:
        nonlocal is_known
        if not is_known:
            hints = get_type_hints(kind)
            decoders = [_decoder(hints[field.name]) for field in dataclasses.fields(kind)]
            others.extend(
                (at, decode) for at, decode in enumerate(decoders) if decode is not _as_it_is
            )
            is_known = True
        for at, decode in others:
            values[at] = decode(values[at])
        return kind(*values)

    return decoded
