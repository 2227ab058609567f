"""`strengthlint app` as it is started and stopped."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

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


def test_it_stops_when_nobody_asks() -> None:
    from strengthlint.app.server import listening, serve
    from strengthlint.app.site import Site
    from strengthlint.config import Settings
    from strengthlint.lexicon import load

    sock = listening()
    site = Site(Settings(), load(), sock.getsockname()[1])
    assert serve(site, sock, idle=0.3, open_browser=False)
