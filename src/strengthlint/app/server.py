"""Serving on this machine, and on no other address of it, until somebody stops it or nobody asks."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
import threading
import time
import webbrowser

import uvicorn

from strengthlint.app.site import Site
from strengthlint.errors import StrengthlintError

__all__ = ["CannotServe", "listening", "serve"]

_HOST = "127.0.0.1"
_AT_ONCE = 64
_LOOK = 1.0


class CannotServe(StrengthlintError):  # noqa: N818 - says what happened
    """The port cannot be had; says what to do."""


def listening(port: int = 0) -> socket.socket:
    """A socket on this machine only.

    Args:
        port: 0 for one that is free.

    Raises:
        CannotServe: where the port is taken or not for us.
    """
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        # There, two programs could otherwise listen at one port.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((_HOST, port))
        sock.listen()
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(
                f"Port {port} is in use, perhaps by strengthlint in another window. Use that one, name "
                "another port, or leave out --port for one that is free."
            ) from None
        raise CannotServe(
            f"Port {port} cannot be used here ({error.strerror}). Name one above 1024, or leave out "
            "--port for one that is free."
        ) from None
    return sock


def serve(site: Site, sock: socket.socket, *, idle: float | None, open_browser: bool) -> bool:
    """Serve until somebody stops it, or until nobody has asked for a while.

    Args:
        site: What is served.
        sock: Where.
        idle: Seconds without a request after which it stops; None for never.
        open_browser: Whether the page is opened.

    Returns:
        Whether it stopped because nobody asked.
    """
    _log_nothing()
    config = uvicorn.Config(
        site.app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_AT_ONCE,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, site, idle, open_browser)
    # The server stops, and then has the signal that asked for it raised once more: as Ctrl-C here, that
    # all is put away before the process ends.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[sock])
    return server.was_idle


class _Server(uvicorn.Server):
    """Ends itself when nobody asks any more."""

    def __init__(
        self, config: uvicorn.Config, site: Site, idle: float | None, open_browser: bool
    ) -> None:
        super().__init__(config)
        self.was_idle = False
        self._site = site
        self._idle = idle
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._watching = asyncio.create_task(self._watch())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._watching.cancel()
        # What a worker is at is of no use to anybody any more.
        self._site.close()
        await super().shutdown(sockets)

    async def _watch(self) -> None:
        if self._open_browser and _has_browser():
            # Starting a browser may take seconds.
            await asyncio.get_running_loop().run_in_executor(
                None, webbrowser.open, self._site.address
            )
        while self._idle is not None:
            await asyncio.sleep(min(_LOOK, self._idle))
            if time.monotonic() - self._site.used_at > self._idle:
                self.was_idle = self.should_exit = True
                return


def _has_browser() -> bool:
    """Whether a browser would open in a window of its own, and not in this terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _log_nothing() -> None:
    """A log could hold what somebody wrote; what goes wrong is told to whoever asked."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)
