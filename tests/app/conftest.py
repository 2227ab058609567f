"""The page and the protocol: one server for all tests in a process of its own, one within this one."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serving import PORT, TOKEN, Running, start

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The application, asked without a network; its worker is real."""
    pytest.importorskip("starlette")
    pytest.importorskip("httpx")
    with warnings.catch_warnings():
        # Later releases would rather have another client, which earlier ones do not know.
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

    from strengthlint.app.site import Site
    from strengthlint.run.current import CurrentSettings

    settings = CurrentSettings(isolated=True)
    site = Site(settings, Path.cwd(), PORT, ("https://add-on.example",), TOKEN)
    with TestClient(site.app, base_url=f"http://127.0.0.1:{PORT}") as client:
        client.site = site  # type: ignore[attr-defined]
        yield client


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server as people start it."""
    pytest.importorskip("starlette")
    pytest.importorskip("uvicorn")
    server = start(tmp_path_factory.mktemp("server"), "--allow-origin", "http://friend.example")
    yield server
    server.process.terminate()
    server.process.wait(20)
