"""LibreOffice Writer asks the server with the LanguageTool client that it brings along."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from serving import question, swap

if TYPE_CHECKING:
    from serving import Running

PROGRAM = Path(__file__).parent / "programs" / "ask_writer.py"
PYTHON = next(
    (
        python
        for python in ("/usr/bin/python3", "/opt/libreoffice/program/python")
        if Path(python).exists()
        and subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0
    ),
    "",
)
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
ITEM = (
    '<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool">'
    '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
)


@pytest.mark.skipif(not (PYTHON and shutil.which("soffice")), reason="no LibreOffice with uno")
def test_writer_underlines_the_words(running: Running, tmp_path: Path) -> None:
    user = tmp_path / "profile" / "user"
    user.mkdir(parents=True)
    wanted = {"IsEnabled": "true", "BaseURL": f"http://127.0.0.1:{running.port}/v2"}
    settings = SETTINGS.format("".join(ITEM.format(name, value) for name, value in wanted.items()))
    (user / "registrymodifications.xcu").write_text(settings, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = subprocess.Popen(
        [
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            f"--accept=socket,host=127.0.0.1,port={port};urp;",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    texts = ["😀 From R&D: Kev failed to engage, and Zoë is 100% non-compliant.", "He likes tea."]
    try:
        done = subprocess.run(
            [PYTHON, str(PROGRAM), str(port)],
            input=json.dumps(texts), capture_output=True, text=True, timeout=120,
        )  # fmt: skip
    finally:
        office.terminate()
        office.wait(30)
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    assert [each["words"] for each in first] == ["failed to engage", "non-compliant"]
    assert first[0]["suggestions"] == [swap()]
    # The menu over the words shows the one, the dialog the other.
    assert first[0]["message"].startswith("“failed to engage” puts the responsibility")
    assert first[0]["title"] == question()
    assert second == []
