"""The language server: what an editor asks and is told.

The whole text is sent with every change, so that both sides never differ in where a line ends.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from strengthlint import __version__
from strengthlint.lsp import actions, remarks
from strengthlint.lsp.checks import Checks
from strengthlint.lsp.choices import Choices, Preferences
from strengthlint.lsp.rule_pages import RulePages
from strengthlint.lsp.sheet import Checked, Sheet
from strengthlint.run.current import is_about_settings

__all__ = ["Server", "serve"]

_Result = tuple[Sheet, Checked, list[types.Diagnostic]]

_PATIENCE = 20.0
"""Seconds that a question waits for the check that it is about."""

_LONGEST = 100_000_000
"""Bytes of one message; a longer one is no document that anybody has open."""

_WARM = "She failed to engage."
_WATCHED = (
    "**/{.strengthlint,strengthlint}.{yaml,yml}",
    "**/pyproject.toml",
    "**/.strengthlint-baseline.json",
)


class Server(LanguageServer):
    """The server and what is open in its editor."""

    def __init__(self) -> None:
        super().__init__(
            "strengthlint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.sheets: dict[str, Sheet] = {}
        self.choices = Choices()
        self.pages = RulePages()
        self.checks: Checks[_Result | None] = Checks(self._check, self._publish, self.passed_over)
        self._troubled: dict[str, list[types.Diagnostic]] = {}
        self._said: set[str] = set()
        self._settled = asyncio.Condition()
        self._answers: set[asyncio.Task[None]] = set()

    # What is open

    def open(self, uri: str, language: str, text: str) -> None:
        """Take a document that was opened."""
        encoding = str(getattr(self.workspace.position_encoding, "value", "utf-16"))
        path = self._path(uri)
        sheet = self.sheets[uri] = Sheet(path, language, encoding)
        if self.pages.holds(path):
            sheet.suffix = ""
        self.write(uri, text)

    def write(self, uri: str, text: str) -> None:
        """Take the text of a document as it is now."""
        sheet = self.sheets.get(uri)
        if sheet is not None:
            sheet.write(text)
            self.checks.ask(uri)

    def close_sheet(self, uri: str) -> None:
        """Let go of a document; its remarks go with it."""
        self.checks.forget(uri)
        sheet = self.sheets.pop(uri, None)
        if sheet is None:
            return
        self._tell(uri, [])
        folder = sheet.path.parent
        if not any(other.path.parent == folder for other in self.sheets.values()):
            self.choices.forget(folder)
            self._tell_problems()

    def check_all(self) -> None:
        """Check everything that is open anew, what was opened last first."""
        for uri in self.sheets:
            self.checks.ask(uri)

    async def current(self, uri: str) -> tuple[Sheet, Checked] | None:
        """A document and the check of its text as it is now; None where that does not come."""

        def is_there() -> bool:
            sheet = self.sheets.get(uri)
            return sheet is None or (
                sheet.checked is not None and sheet.checked.version == sheet.version
            )

        try:
            async with self._settled:
                await asyncio.wait_for(self._settled.wait_for(is_there), _PATIENCE)
        except asyncio.TimeoutError:
            return None
        sheet = self.sheets.get(uri)
        return None if sheet is None or sheet.checked is None else (sheet, sheet.checked)

    def _path(self, uri: str) -> Path:
        """Where a document is kept; one that is not kept yet would be where the editor works."""
        path = uris.to_fs_path(uri)
        root = self.workspace.root_path
        return Path(path) if path else Path(root or Path.cwd()) / Path(uri.rsplit(":", 1)[-1]).name

    # In the thread of the checks

    def warm_up(self) -> None:
        """Load what the first remark will need, while somebody still reads."""
        folder = Path(self.workspace.root_path or Path.cwd())
        self.choices.of(folder / "any.txt").linter.check_text(_WARM)
        # What is wrong there is told when a document of it is opened.
        self.choices.forget(folder)

    def _check(self, uri: str, is_wanted: Callable[[], bool]) -> _Result | None:
        sheet = self.sheets.get(uri)
        if sheet is None:
            return None
        checked = sheet.check(self.choices, is_wanted)

        def page(code: str) -> str | None:
            path = self.pages.of(code, checked.lexicon)
            return uris.from_fs_path(str(path)) if path is not None else None

        return sheet, checked, list(remarks.diagnostics(checked, page, uri))

    # In the event loop

    def _publish(self, uri: str, result: _Result | None) -> bool:
        """Tell what was found; whether the document as a whole is still to be looked at."""
        self._tell_problems()
        if result is None or self.sheets.get(uri) is not result[0]:
            return False
        sheet, checked, found = result
        sheet.checked = checked
        if checked.version == sheet.version:
            self._tell(uri, found)
        answer = asyncio.get_running_loop().create_task(self._notify())
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        return checked.is_behind

    async def _notify(self) -> None:
        async with self._settled:
            self._settled.notify_all()

    def _tell(self, uri: str, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    def _tell_problems(self) -> None:
        """Say what is wrong with settings, in one message and at its places, until it is mended."""
        by_file: dict[str, list[types.Diagnostic]] = {}
        # The thread of the checks may be at them.
        every = list(self.choices.problems.values())
        for problems in every:
            for problem in problems:
                if Path(problem.path).is_file():
                    uri = uris.from_fs_path(str(Path(problem.path).absolute())) or ""
                    made = remarks.of_problem(problem)
                    if made not in by_file.setdefault(uri, []):
                        by_file[uri].append(made)
        for uri in {*self._troubled, *by_file}:
            if self._troubled.get(uri) != by_file.get(uri):
                self._tell(uri, by_file.get(uri, []))
        self._troubled = by_file
        said = set(self.choices.trouble())
        for text in said - self._said:
            self.say(text, types.MessageType.Warning)
        self._said = said

    def say(self, text: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show one sentence to whoever is at the editor."""
        self.window_show_message(types.ShowMessageParams(kind, text))

    def passed_over(self, error: Exception) -> None:
        """Tell in the editor's log that something failed, with no word of any document."""
        self.window_log_message(
            types.LogMessageParams(
                types.MessageType.Warning,
                f"Something could not be done and was passed over ({type(error).__name__}). What is "
                "open goes on being checked.",
            )
        )

    def report_server_error(self, error: Exception, source: object) -> None:
        """What is not understood is passed over; an answer to a question says so by itself."""
        self.passed_over(error)

    def shutdown(self) -> None:
        """End everything."""
        self.checks.close()
        self.pages.close()
        super().shutdown()  # type: ignore[no-untyped-call]


def _made() -> Server:
    server = Server()
    feature = server.feature

    @feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.choices.prefer(Preferences.of(params.initialization_options))

    @feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        server.checks.start(server.warm_up)
        await _watch(server)

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.open(document.uri, document.language_id, document.text)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.write(uri, server.workspace.get_text_document(uri).source)

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        if is_about_settings(server._path(params.text_document.uri)):
            server.check_all()

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close_sheet(params.text_document.uri)

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(_: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        server.choices.prefer(Preferences.of(params.settings))
        server.check_all()

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await _hover(server, params)

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await _actions(server, params)

    @server.command(actions.EXPLAIN)
    async def explain(code: str, uri: str) -> str | None:
        return await _explain(server, code, uri)

    @server.command(actions.SHOW)
    def show(text: str) -> None:
        server.say(text)

    @server.command(actions.SELECT)
    async def select(uri: str, line: int, start: int, end: int) -> None:
        place = types.Range(types.Position(line, start), types.Position(line, end))
        await _open(server, uri, place)

    return server


async def _watch(server: Server) -> None:
    """Have the editor tell of changes in settings files, where it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    registration = types.Registration(
        "strengthlint-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
    )
    # An editor that will not is no trouble: files are looked at before every check anyway.
    with suppress(JsonRpcException):
        await server.client_register_capability_async(types.RegistrationParams([registration]))


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    found = await server.current(params.text_document.uri)
    if found is None:
        return None
    sheet, checked = found
    at = checked.lines.offset(params.position)
    said = list(sheet.remarks_at(at, at))
    if not said:
        return None
    capability = server.client_capabilities.text_document
    hover = capability.hover if capability else None
    formats = (hover.content_format if hover else None) or [types.MarkupKind.PlainText]
    is_markdown = types.MarkupKind.Markdown in formats
    cards = [remarks.card(item, checked.lexicon, is_markdown=is_markdown) for item, _, _ in said]
    kind = types.MarkupKind.Markdown if is_markdown else types.MarkupKind.PlainText
    text = "\n\n---\n\n".join(cards)
    return types.Hover(types.MarkupContent(kind, text), checked.lines.range(*said[0][1:]))


async def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    only = params.context.only
    if only and not any(
        types.CodeActionKind.QuickFix.value.startswith(str(getattr(kind, "value", kind)))
        for kind in only
    ):
        return []
    uri = params.text_document.uri
    found = await server.current(uri)
    if found is None:
        return []
    sheet, checked = found
    start, end = (checked.lines.offset(at) for at in (params.range.start, params.range.end))
    return list(actions.actions(sheet, checked, uri, start, end))


async def _explain(server: Server, code: str, uri: str) -> str | None:
    """Open the page of a rule, or say in a sentence what it is about."""
    found = await server.current(uri)
    if found is None:
        return None
    lexicon = found[1].lexicon
    index = lexicon.index(code)
    if index is None:
        return None
    page = server.pages.of(code, lexicon)
    address = uris.from_fs_path(str(page)) if page is not None else None
    if address is None or not await _open(server, address):
        from strengthlint.pages import entry_summary

        server.say(entry_summary(lexicon.entry(index)))
    return address


async def _open(server: Server, uri: str, place: types.Range | None = None) -> bool:
    """Have the editor show a document; whether it did."""
    window = server.client_capabilities.window
    if window is None or window.show_document is None or not window.show_document.support:
        return False
    params = types.ShowDocumentParams(uri, take_focus=True, selection=place)
    return (await server.window_show_document_async(params)).success


class _Input:
    """Standard input, of which no message is taken that is too long to be one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        return self._stream.readline(_LONGEST)

    def read(self, size: int) -> bytes:
        if size <= _LONGEST:
            return self._stream.read(size)
        left = size
        while left > 0 and (part := self._stream.read(min(left, _LONGEST))):
            left -= len(part)
        return b"null"


def serve() -> None:
    """Serve one editor over standard input and output, until it is done."""
    # A log would hold what people write.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    incoming: Any = _Input(sys.stdin.buffer)
    outgoing = sys.stdout.buffer
    # What anything else prints must not come between the messages.
    sys.stdout = sys.stderr
    _made().start_io(incoming, outgoing)
