"""What can be asked for, and how it is answered."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

from strengthlint import __version__, readers
from strengthlint.app import languagetool
from strengthlint.app.desk import Desk, NoLongerWanted
from strengthlint.app.guard import PROTOCOL, Guard
from strengthlint.app.work import MOST_CHARACTERS, NONSENSE, Holding
from strengthlint.errors import StrengthlintError, UnreadableDocument
from strengthlint.reporters.page import colours
from strengthlint.run.current import CurrentSettings, Held

__all__ = ["Site"]

_MOST_ASKED = 100_000
"""Bytes of what is asked for beside a file."""
_MOST_TEXT = 8 * MOST_CHARACTERS
"""Bytes of a request that holds a text; more than its most characters take however they are sent."""
_DRAINED = 500_000_000
"""Bytes that are taken and thrown away, so that a browser gets to hear why."""
_SECONDS = 60.0
"""In which the body of a request is to be there."""
_COLOURS = "colours.css"
_FILES = {
    "app.css": "text/css",
    _COLOURS: "text/css",
    "app.js": "text/javascript",
    "text.js": "text/javascript",
    "document.js": "text/javascript",
    "notes.js": "text/javascript",
}

_LINES = "application/x-ndjson"

Answer = Callable[[Request], Awaitable[Response]]


@dataclass
class Site:
    """The page and the protocol on one port.

    Attributes:
        settings: Gives what holds where nothing else is asked for.
        folder: In which it does.
        port: Where it is served.
        origins: Others that may use the protocol.
        token: What the address of the page holds; "" where there is no page.
        used_at: When something was asked for last, as `time.monotonic` tells it.
    """

    settings: CurrentSettings
    folder: Path
    port: int
    origins: tuple[str, ...] = ()
    token: str = ""
    used_at: float = 0.0

    def __post_init__(self) -> None:
        self.used_at = time.monotonic()
        self._looking = asyncio.Lock()
        holding = self._holding(self.settings.of_folder(self.folder))
        # A letter that is hard to read does not keep anybody waiting who types.
        self.typing, self.reading = Desk(holding), Desk(holding)

    @property
    def address(self) -> str:
        """Where the page is, or the protocol where there is no page."""
        return f"{self._root}/{self.token}/" if self.token else f"{self._root}/v2"

    @property
    def _root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def app(self) -> ASGIApp:
        """The application, as a server runs it."""
        routes = [
            Route("/v2/check", _of_protocol(self._v2_check), methods=["POST"]),
            Route("/v2/languages", _of_protocol(self._v2_languages)),
            Route("/rules/{code}", self._rule),
            Route("/static/{name}", self._static),
        ]
        if self.token:
            # The first part of a path is compared in one place, and never told by how long it takes.
            pages: dict[str, tuple[Answer, str]] = {
                "": (self._page, "GET"),
                "check": (_of_page(self._check), "POST"),
                "open": (_of_page(self._open), "POST"),
                "copy": (_of_page(self._copy), "POST"),
                "report": (_of_page(self._report), "POST"),
                "here": (self._here, "POST"),
            }
            routes += [
                Route(f"/{{token}}/{name}", self._behind_token(answer), methods=[method])
                for name, (answer, method) in pages.items()
            ]
        starlette = Starlette(
            routes=routes,
            lifespan=self._alive,
            exception_handlers={HTTPException: self._elsewhere, Exception: self._fault},  # type: ignore[dict-item]
        )
        return Guard(starlette, self.port, self.origins)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self.typing.close()
        self.reading.close()

    # Settings

    async def _held(self) -> Held:
        """What holds now, here and for the workers; settings that were edited are read anew."""
        # To load a lexicon takes a while, in which others are answered.
        async with self._looking:
            held = await asyncio.to_thread(self.settings.of_folder, self.folder)
        self.typing.holding = self.reading.holding = self._holding(held)
        return held

    def _holding(self, held: Held) -> Holding:
        return Holding(held.settings, held.lexicons, tuple(self.settings.trouble()))

    # The page

    async def _page(self, _: Request) -> Response:
        held = await self._held()
        profiles = [
            {"name": name, "about": profile["about"]}
            for name, profile in held.linter.lexicon.profiles.items()
        ]
        about = {
            "profiles": profiles,
            "profile": held.settings.profile,
            "show": held.settings.show.value,
            "suffixes": readers.suffixes(),
            "mostBytes": readers.MAX_BYTES,
            "mostCharacters": MOST_CHARACTERS,
            "tooLarge": readers.too_large(readers.MAX_BYTES).message,
        }
        return self._html("page.html", about=about, version=__version__)

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            raise HTTPException(404)
        return Response(_file(name), media_type=_FILES[name])

    async def _rule(self, request: Request) -> Response:
        from markdown_it import MarkdownIt

        from strengthlint.pages import entry_markdown

        lexicon = (await self._held()).linter.lexicon
        index = lexicon.index(request.path_params["code"])
        if index is None:
            raise HTTPException(404)
        entry = lexicon.entry(index)
        # Without "html" nothing in an entry becomes mark-up.
        text = MarkdownIt("commonmark", {"html": False}).render(
            entry_markdown(entry, lexicon.sources)
        )
        return self._html("rule.html", title=entry.name, content=text)

    async def _check(self, request: Request) -> Response:
        asked = _object(await _body(request, _MOST_TEXT, "This text"))
        _insist("text" in asked or "blocks" in asked)
        await self._held()
        # What was found in a document when it was opened is known where that was done.
        desk = self.reading if "blocks" in asked else self.typing
        return await _as_it_comes(desk, request, str(asked.get("page", "")), "check", asked)

    async def _open(self, request: Request) -> Response:
        asked, data = await self._upload(request)
        # A letter goes on being read while somebody writes in it already.
        page = f"open {asked['page']}" if asked.get("page") else ""
        return await _as_it_comes(self.reading, request, page, "open", asked["name"], data, asked)

    async def _copy(self, request: Request) -> Response:
        asked, data = await self._upload(request)
        return _download(await self.reading.ask("copy", asked["name"], data, asked))

    async def _report(self, request: Request) -> Response:
        asked, data = await self._upload(request)
        return _download(await self.reading.ask("report", asked["name"], data, asked))

    async def _here(self, _: Request) -> Response:
        """A page that is open says so, that the program is not stopped behind it."""
        return Response(status_code=204)

    async def _upload(self, request: Request) -> tuple[dict[str, Any], bytes]:
        """A line of JSON, then a file: no parser of forms, which would write large ones to disk."""
        body = await _body(request, readers.MAX_BYTES + _MOST_ASKED, "This file")
        line, _, data = body.partition(b"\n")
        asked = _object(line)
        _insist(bool(asked.get("name")))
        asked["name"] = str(asked["name"]).replace("\\", "/").rpartition("/")[2]
        await self._held()
        return asked, data

    # The protocol

    async def _v2_check(self, request: Request) -> Response:
        body = await _body(request, _MOST_TEXT, "This text")
        self.used_at = time.monotonic()
        asked = languagetool.read_request(body, request.headers.get("content-type", ""))
        held = await self._held()
        lexicon = held.linter.lexicon
        settings = languagetool.settings_for(asked, held.settings, lexicon)
        remarks = await self.typing.ask(
            "check_plain", asked.text, settings, is_wanted=_waits(request)
        )
        return _json(languagetool.answer(asked, remarks, lexicon, self._root))

    async def _v2_languages(self, _: Request) -> Response:
        return _json(languagetool.LANGUAGES)

    # How

    @asynccontextmanager
    async def _alive(self, _: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(self._warm_up())
        try:
            yield
        finally:
            warming.cancel()
            self.close()

    async def _warm_up(self) -> None:
        await self.typing.warm_up()
        if self.token:
            await self.reading.warm_up()

    def _behind_token(self, answer: Answer) -> Answer:
        @wraps(answer)
        async def answered(request: Request) -> Response:
            given = request.path_params["token"].encode()
            if not secrets.compare_digest(given, self.token.encode()):
                raise HTTPException(403)
            self.used_at = time.monotonic()
            return await answer(request)

        return answered

    async def _elsewhere(self, request: Request, error: HTTPException) -> Response:
        """What is not there, or not for whoever asked."""
        if request.url.path.startswith(PROTOCOL):
            known = "strengthlint answers POST /v2/check and GET /v2/languages."
            return PlainTextResponse(f"Error: {known}", error.status_code)
        if request.method != "GET":
            message = "This page belongs to an earlier start of strengthlint. Copy your text, then open the new address."
            return _error(error.status_code, "gone", message)
        return self._html("elsewhere.html", status=error.status_code, has_page=bool(self.token))

    async def _fault(self, _: Request, error: Exception) -> Response:
        # What an error says may hold words of a text; its kind does not.
        return _error(500, "fault", f"Something went wrong here ({type(error).__name__}).")

    def _html(self, template: str, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(self._templates.get_template(template).render(values), status)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(loader=PackageLoader("strengthlint.app"), autoescape=True)


def _file(name: str) -> bytes:
    if name == _COLOURS:
        return colours().encode()
    return files("strengthlint.app").joinpath("static").joinpath(name).read_bytes()


class _Refused(Exception):  # noqa: N818 - says what happened
    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


def _of_page(answer: Answer) -> Answer:
    """Errors raised on purpose become JSON that the page shows as it is."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except _Refused as error:
            return _error(error.status, error.kind, error.message)
        except UnreadableDocument as error:
            return _error(422, error.kind.value, error.message)
        except StrengthlintError as error:
            return _error(422, "failed", str(error))
        except (NoLongerWanted, ClientDisconnect):
            return Response(status_code=204)

    return answered


def _of_protocol(answer: Answer) -> Answer:
    """Errors raised on purpose become a line of text, as LanguageTool's server answers."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except _Refused as error:
            return PlainTextResponse(f"Error: {error.message}", error.status)
        except languagetool.BadRequest as error:
            return PlainTextResponse(f"Error: {error}", 400)
        except UnreadableDocument as error:
            return PlainTextResponse(f"Error: {error.message}", 413)
        except StrengthlintError as error:
            return PlainTextResponse(f"Error: {error}", 500)
        except (NoLongerWanted, ClientDisconnect):
            return Response(status_code=204)

    return answered


async def _body(request: Request, most: int, what: str) -> bytes:
    """All of a request's body, within limits of size and time."""
    try:
        return await asyncio.wait_for(_read(request, most, what), _SECONDS)
    except asyncio.TimeoutError:
        message = f"{what} did not arrive in {_SECONDS:.0f} seconds. Try it once more."
        raise _Refused(408, "too-slow", message) from None


async def _read(request: Request, most: int, what: str) -> bytes:
    told = request.headers.get("content-length", "")
    size = int(told) if told.isdecimal() else 0
    parts: list[bytes] = []
    taken = 0
    if size <= _DRAINED:
        async for part in request.stream():
            taken += len(part)
            if taken <= most >= size:
                parts.append(part)
            else:
                parts.clear()
            if taken > _DRAINED:
                break
    size = max(size, taken)
    if size > most:
        message = (
            readers.too_large(size).message
            if what == "This file"
            else f"{what} is {size // 1_000_000} MB, which is more than is checked at once. Check it in parts."
        )
        raise _Refused(413, "too-large", message)
    return b"".join(parts)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    _insist(isinstance(value, dict))
    return value  # type: ignore[no-any-return]


def _insist(is_sound: bool) -> None:
    if not is_sound:
        raise _Refused(400, "nonsense", NONSENSE)


def _waits(request: Request) -> Callable[[], Awaitable[bool]]:
    async def waits() -> bool:
        return not await request.is_disconnected()

    return waits


def _json(value: Any) -> Response:
    return JSONResponse(value)


async def _as_it_comes(desk: Desk, request: Request, page: str, what: str, *args: Any) -> Response:
    """The answer of a worker, a line of JSON for each part that it tells and for the last one.

    What is refused before anything was told has its status; later, it is a line with `error`.
    """
    parts: asyncio.Queue[Any] = asyncio.Queue()
    number = desk.number(page)
    working = asyncio.create_task(
        desk.ask(
            what,
            *args,
            is_wanted=_waits(request),
            page=page,
            number=number,
            meanwhile=parts.put_nowait,
        )
    )
    working.add_done_callback(lambda _: parts.put_nowait(None))
    first = await parts.get()
    if first is None:
        return _json(working.result())

    async def lines() -> AsyncIterator[bytes]:
        try:
            part = first
            while part is not None:
                yield _line(part)
                part = await parts.get()
            yield await _last(working)
        finally:
            if not working.done():
                # Whoever asked has gone.
                giving_up = asyncio.create_task(desk.give_up(page, number))
                _unfinished.update((giving_up, working))
                giving_up.add_done_callback(_unfinished.discard)
                working.add_done_callback(_forgotten)

    return StreamingResponse(lines(), media_type=_LINES)


async def _last(working: asyncio.Task[Any]) -> bytes:
    try:
        return _line(await working)
    except UnreadableDocument as error:
        return _line(_about_error(error.kind.value, error.message))
    except StrengthlintError as error:
        return _line(_about_error("failed", str(error)))
    except NoLongerWanted:
        return _line({"superseded": True})


_unfinished: set[asyncio.Task[Any]] = set()
"""Held, since nobody else does, until they end."""


def _forgotten(working: asyncio.Task[Any]) -> None:
    _unfinished.discard(working)
    if not working.cancelled():
        working.exception()


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _error(status: int, kind: str, message: str) -> Response:
    return JSONResponse(_about_error(kind, message), status)


def _about_error(kind: str, message: str) -> dict[str, Any]:
    return {"error": {"kind": kind, "message": message}}


def _download(made: dict[str, Any]) -> Response:
    """A file, and in a header what there is to tell about it."""
    told = {key: value for key, value in made.items() if key != "data"}
    return Response(
        made["data"],
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(made['name'])}",
            "Strengthlint-Told": quote(json.dumps(told)),
        },
    )
