"""Who may ask: this machine's own browser and programs, and no other website.

A page of another site can send requests to this machine. It is known by the Origin that the browser
adds, or, where its own name was made to lead here, by the Host; both are refused. What is answered can
be framed, sniffed and cached by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["PROTOCOL", "Guard"]

PROTOCOL = "/v2/"
"""Where the LanguageTool protocol is; the only part that other origins can be let into."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # The address holds the token.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Lets through what may ask, and puts the safety headers on every answer.

    Args:
        app: What answers.
        port: Where it is served.
        origins: Others that may use the protocol; "*" for every one.
    """

    def __init__(self, app: ASGIApp, port: int, origins: Sequence[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._own = frozenset(f"http://{host}" for host in self._hosts)
        self._allowed = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        is_protocol = scope["path"].startswith(PROTOCOL)
        is_guest = is_protocol and self._is_guest(origin)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    added.setdefault(name, value)
                if is_guest:
                    added["Access-Control-Allow-Origin"] = "*" if "*" in self._allowed else origin
                    added["Vary"] = "Origin"
                else:
                    added["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        refusal = self._refusal(scope, headers, origin, is_guest)
        if refusal is None and is_guest and scope["method"] == "OPTIONS":
            refusal = _preflight(Request(scope))
        await (refusal or self._app)(scope, receive, guarded)

    def _is_guest(self, origin: str) -> bool:
        if not origin or origin in self._own:
            return False
        return origin in self._allowed or "*" in self._allowed

    def _refusal(
        self, scope: Scope, headers: Headers, origin: str, is_guest: bool
    ) -> Response | None:
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse(
                "strengthlint answers at the address that it printed, and under no other name.", 403
            )
        if is_guest:
            return None
        # Following a link to a page is no request for anything of ours.
        is_visit = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
        from_elsewhere = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if (origin and origin not in self._own) or (from_elsewhere and not is_visit):
            return PlainTextResponse(
                "Another website asked for this, so it was refused. If it is one that you want to use "
                "strengthlint with, start “strengthlint app” with --allow-origin and its address "
                f"({origin or 'not told'}).",
                403,
            )
        return None


def _preflight(request: Request) -> Response:
    """The answer to a browser that asks whether another origin may ask."""
    headers = {
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": request.headers.get("access-control-request-headers", ""),
        "Access-Control-Max-Age": "600",
    }
    if request.headers.get("access-control-request-private-network") == "true":
        headers["Access-Control-Allow-Private-Network"] = "true"
    return Response(status_code=204, headers=headers)
