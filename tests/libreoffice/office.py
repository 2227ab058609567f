"""LibreOffice in tests: it converts files, or does over UNO what a person does with its menus."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

__all__ = ["TEXT", "Ask", "convert", "needs_office", "needs_uno", "started"]

_PROGRAM = Path(__file__).parent / "programs" / "in_office.py"
_PYTHON = next(
    (
        python
        for python in ("/usr/bin/python3", "/opt/libreoffice/program/python")
        if Path(python).exists()
        and subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0
    ),
    "",
)
_SECONDS = 240

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
needs_uno = pytest.mark.skipif(
    not (_PYTHON and shutil.which("soffice")), reason="LibreOffice and its Python are not installed"
)

TEXT = "txt:Text (encoded):UTF8"
"""The form to convert to in which only the words are left."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
_SETTING = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'

Ask = Callable[..., Any]
"""Has a command of `programs/in_office.py` done: its name, then what it is given, as JSON can hold it."""


def convert(folder: Path, wanted: str, *names: str) -> None:
    """Convert files of a folder; the new ones stand beside them.

    Args:
        folder: Where they are; holds a profile of its own.
        wanted: The form, as LibreOffice names it.
        names: Of the files.
    """
    subprocess.run(
        ["soffice", "--headless", _profile(folder), "--convert-to", wanted, *names],
        cwd=folder, check=True, capture_output=True, timeout=_SECONDS,
    )  # fmt: skip


@contextmanager
def started(folder: Path, settings: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[Ask]:
    """A LibreOffice that listens.

    Args:
        folder: For its profile.
        settings: What is set in it, by path and name.
    """
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = (
        _SETTING.format(path, name, value)
        for path, values in (settings or {}).items()
        for name, value in values.items()
    )
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format("".join(items)), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = subprocess.Popen(
        [
            "soffice", "--headless", "--norestore", "--nologo", _profile(folder),
            f"--accept=socket,host=127.0.0.1,port={port};urp;",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def ask(command: str, *given: Any) -> Any:
        done = subprocess.run(
            [_PYTHON, str(_PROGRAM), str(port), command],
            input=json.dumps(given), capture_output=True, text=True, timeout=_SECONDS,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    try:
        yield ask
    finally:
        office.terminate()
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()


def _profile(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"
