"""`strengthlint app` as it is started and stopped."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from serving import start


def strengthlint(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "strengthlint", "app", "--no-browser", *arguments],
        cwd=folder, capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_the_first_line_is_the_address_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    server = start(tmp_path)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/", server.address)
    # On this machine only: nobody listens at its other addresses.
    with socket.socket() as other, pytest.raises(OSError):  # noqa: PT011
        other.connect(("127.0.0.2", server.port))
    with urllib.request.urlopen(server.address) as page:  # noqa: S310
        assert b"<main" in page.read()
    server.process.send_signal(signal.SIGINT)
    out, _ = server.process.communicate(timeout=20)
    assert server.process.returncode == 0
    assert out.splitlines()[-1] == "Stopped."
    assert server.errors.read_text("utf-8") == ""


def test_without_a_page_there_is_only_the_protocol(tmp_path: Path) -> None:
    server = start(tmp_path, "--no-page")
    try:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v2", server.address)
        with urllib.request.urlopen(f"{server.address}/languages") as answer:  # noqa: S310
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{server.port}/")
        assert caught.value.code == 404
        # A second one at its port says so, and what to do.
        second = strengthlint("--port", str(server.port), folder=tmp_path)
        assert second.returncode == 2
        assert second.stderr.startswith(f"Port {server.port} is in use, perhaps by strengthlint")
    finally:
        server.process.terminate()
        server.process.wait(20)


@pytest.mark.parametrize("origin", ["example.org", "https://example.org/path", "https://"])
def test_what_is_no_origin_is_told(origin: str, tmp_path: Path) -> None:
    done = strengthlint("--allow-origin", origin, folder=tmp_path)
    assert done.returncode == 2
    assert "is no origin" in done.stderr


def test_what_is_wrong_with_the_settings_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "strengthlint.yaml").write_text("profile: mars\n", "utf-8")
    done = strengthlint(folder=tmp_path)
    assert done.returncode == 2
    assert "There is no profile “mars”" in done.stderr
    assert done.stdout == ""


def test_settings_that_are_edited_hold_from_the_next_check_on(tmp_path: Path) -> None:
    """Of the folder that it was started in, and of a lexicon that they name; broken ones never do."""
    text = b'{"text": "He failed to engage. The homeless are a problem. It was zorbled."}'
    server = start(tmp_path)

    def told() -> dict[str, Any]:
        with urllib.request.urlopen(f"{server.address}check", text) as answer:  # noqa: S310
            return json.loads(answer.read().splitlines()[-1])  # type: ignore[no-any-return]

    def codes() -> list[str]:
        return [remark["code"] for remark in told()["remarks"]]

    def write(name: str, content: str) -> None:
        (tmp_path / name).write_text(content, "utf-8")
        os.utime(tmp_path / name, ns=(0, next(times)))

    times = count(10**18, 10**10)
    try:
        assert codes() == ["BLM101", "LAB101"]
        write("strengthlint.yaml", "ignore: [LAB101]\n")
        assert codes() == ["BLM101"]
        write("strengthlint.yaml", "ignore: [LAB101\n")
        answer = told()
        assert [remark["code"] for remark in answer["remarks"]] == ["BLM101"]
        (notice,) = answer["notices"]
        assert notice.startswith("These settings cannot be used: ")
        assert "strengthlint.yaml" in notice
        assert notice.endswith("What held before goes on holding until that is mended.")
        (tmp_path / "ours").mkdir()
        write("ours/words.yaml", OURS.format("zorbled"))
        write("strengthlint.yaml", "lexicon: ours\n")
        answer = told()
        assert answer["notices"] == []
        assert [remark["matched"] for remark in answer["remarks"]][-1] == "zorbled"
        write("ours/words.yaml", OURS.format("wexled"))
        assert codes() == ["BLM101", "LAB101"]
        with urllib.request.urlopen(server.address) as answer:  # noqa: S310
            assert b"profiles" in answer.read()
    finally:
        server.process.terminate()
        server.process.wait(20)


OURS = """- code: JRG1001
  name: a-word-of-ours
  level: rethink
  flag: [{0}]
  swap: [welcomed]
  why: Is a word of ours that nobody outside knows.
  ask: Who reads this?
  sources: [HL21]
  sectors: [social-care]
  agreement: sector
  reviewed: 2026-11
  examples:
    flag: ["She was =={0}== again.", "They =={0}== him."]
    pass: ["She was welcomed again.", "They welcomed him."]
"""


def test_it_stops_when_nobody_asks() -> None:
    from strengthlint.app.server import listening, serve
    from strengthlint.app.site import Site
    from strengthlint.run.current import CurrentSettings

    sock = listening()
    site = Site(CurrentSettings(isolated=True), Path.cwd(), sock.getsockname()[1])
    assert serve(site, sock, idle=0.3, open_browser=False)
