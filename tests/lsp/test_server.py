"""A real server process, asked over standard input as an editor asks it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Union

import pytest
import pytest_lsp
from cattrs import Converter
from lsprotocol import types
from plans import DEFICIT
from pygls.protocol import default_converter
from pygls.uris import to_fs_path
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

pytestmark = pytest.mark.asyncio(loop_scope="module")

RETHINK = types.DiagnosticSeverity.Warning
_COMMAND = [sys.executable, "-m", "strengthlint", "lsp", "--stdio"]


def _converter() -> Converter:
    converter = default_converter()

    def command_or_action(value: Any, _: object) -> types.Command | types.CodeAction:
        # lsprotocol takes every action that has a command for a command.
        is_command = isinstance(value.get("command"), str)
        return converter.structure(value, types.Command if is_command else types.CodeAction)

    converter.register_structure_hook(Union[types.Command, types.CodeAction], command_or_action)  # noqa: UP007 - as it is asked for
    return converter


def _client() -> LanguageClient:
    client = LanguageClient(converter_factory=_converter)
    client.published, client.registered = [], []

    def publish(params: types.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = params.diagnostics
        client.published.append(params.uri)

    own = {
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: publish,
        types.CLIENT_REGISTER_CAPABILITY: lambda params: client.registered.extend(
            params.registrations
        ),
    }
    register_lsp_features(client, DEFAULT_CLIENT_FEATURES | own)
    return client


@pytest_lsp.fixture(
    scope="module",
    config=ClientServerConfig(
        server_command=_COMMAND, server_env=dict(os.environ), client_factory=_client
    ),
)
async def client(
    lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[None]:
    root = tmp_path_factory.mktemp("library")
    lsp_client.root = root
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "library")],
            root_uri=root.as_uri(),
        )
    )
    yield
    await lsp_client.shutdown_session()


class Editor:
    """What an editor does with one document."""

    version = 0

    def __init__(self, client: LanguageClient, path: Path, language: str = "plaintext") -> None:
        self.client, self.path, self.uri, self.language = client, path, path.as_uri(), language

    async def open(self, text: str) -> list[types.Diagnostic]:
        Editor.version += 1
        item = types.TextDocumentItem(self.uri, self.language, Editor.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told()

    async def write(self, text: str) -> list[types.Diagnostic]:
        Editor.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(Editor.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.told()

    async def told(self) -> list[types.Diagnostic]:
        """The next remarks that come."""
        for _ in range(12000):
            if self.uri in self.client.published:
                self.client.published.remove(self.uri)
                return list(self.client.diagnostics[self.uri])
            await asyncio.sleep(0.01)
        raise TimeoutError(self.uri)

    async def close(self) -> None:
        """Close it; its remarks go."""
        self.client.published = [uri for uri in self.client.published if uri != self.uri]
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri))
        )
        assert await self.told() == []

    async def hover(self, line: int, character: int) -> str:
        found = await self.client.text_document_hover_async(
            types.HoverParams(
                types.TextDocumentIdentifier(self.uri), types.Position(line, character)
            )
        )
        return "" if found is None else found.contents.value

    async def actions(self, line: int, character: int) -> list[types.CodeAction]:
        place = types.Position(line, character)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(self.uri),
                types.Range(place, place),
                types.CodeActionContext([]),
            )
        )
        return list(found or [])


def _place(diagnostic: types.Diagnostic) -> tuple[int, int, int, int]:
    start, end = diagnostic.range.start, diagnostic.range.end
    return start.line, start.character, end.line, end.character


def _codes(found: list[types.Diagnostic]) -> list[object]:
    return [item.code for item in found]


def _applied(text: str, action: types.CodeAction) -> str:
    """A text of ASCII with an edit made."""
    assert action.edit is not None
    assert action.edit.changes is not None
    ((edit,),) = action.edit.changes.values()
    lines = text.splitlines(keepends=True)

    def offset(at: types.Position) -> int:
        return sum(map(len, lines[: at.line])) + at.character

    return text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]


def _titled(actions: list[types.CodeAction], start: str) -> types.CodeAction:
    return next(action for action in actions if action.title.startswith(start))


async def test_places_are_those_of_the_editor_after_an_emoji(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "emoji.md", "markdown")
    found = await editor.open("# Note\n\n😀🧑🏽‍🦽 She *failed to engage* with us.\n")
    assert [(item.code, item.severity) for item in found] == [("BLM101", RETHINK)]
    before = "😀🧑🏽‍🦽 She *"
    start = len(before.encode("utf-16-le")) // 2
    assert _place(found[0]) == (2, start, 2, start + len("failed to engage"))
    assert found[0].source == "strengthlint"
    assert found[0].message.startswith("“failed to engage” puts the responsibility")
    page = found[0].code_description.href
    assert page.startswith("file:")
    assert page.endswith("BLM101.md")
    await editor.close()


async def test_a_card_says_the_question_the_reason_and_who_says_so(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "card.txt")
    await editor.open("Kev failed to engage with the service. 😀 A good day.\n")
    card = await editor.hover(0, 8)
    assert card.startswith(
        "**What got in the way, and what would make it easier?**\n\n“failed to engage” puts"
    )
    assert "You could write:\n\n- “did not become involved” (fits in place)" in card
    assert "Who says so: [" in card
    assert card.endswith("BLM101 failed-to-engage, rethink")
    assert await editor.hover(0, 45) == ""
    await editor.close()


async def test_what_can_be_done(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "actions.txt")
    text = "Sam came.\n\nThe homeless are a problem.\n\nKev is non-compliant.\n"
    await editor.open(text)
    actions = await editor.actions(2, 5)
    assert {action.kind for action in actions} == {types.CodeActionKind.QuickFix}
    swap = actions[0]
    assert swap.is_preferred
    changed = _applied(text, swap)
    assert swap.title == f"Write “{changed.splitlines()[2].split(' are')[0]}”"
    assert changed != text
    # advice and wording with a gap are shown, and nothing writes them
    (to_finish,) = [
        action for action in await editor.actions(4, 10) if "[which advice" in action.title
    ]
    assert to_finish.edit is None
    assert to_finish.title.startswith("To consider: “Kev does not follow [")
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams(to_finish.command.command, to_finish.command.arguments)
    )
    assert client.messages[-1].message == to_finish.command.arguments[0]
    await editor.close()


@pytest.mark.parametrize(
    ("name", "language", "text", "line"),
    [
        ("a.txt", "plaintext", "Sam came.\n\n  Kev failed to engage.\n", "  strengthlint: {}\n"),
        ("b.md", "markdown", "# A\n\nKev failed to engage.\n", "<!-- strengthlint: {} -->\n"),
        ("c.md", "markdown", "- one\n- Kev failed to engage.\n", "<!-- strengthlint: {} -->\n"),
        (
            "d.md",
            "markdown",
            "| a | b |\n|---|---|\n| x | Kev failed to engage. |\n",
            "<!-- {} -->",
        ),
        ("e.html", "html", "<p>Sam came.</p>\n<p>Kev failed to engage.</p>\n", "<!-- {} -->"),
        ("f.mdx", "mdx", "# A\n\nKev failed to engage.\n", "{{/* strengthlint: {} */}}"),
        ("g.md", "markdown", "> Note\n\nOne.\r\n\r\nKev failed to engage.\r\n", "-->\r\n"),
        ("COMMIT_EDITMSG", "git-commit", "A\n\nKev failed to engage.\n", "# strengthlint: {}\n"),
    ],
)
async def test_leaving_it_writes_the_line_that_this_type_of_file_has(
    client: LanguageClient, name: str, language: str, text: str, line: str
) -> None:
    editor = Editor(client, client.root / name, language)
    (found,) = await editor.open(text)
    action = _titled(await editor.actions(*_place(found)[:2]), "Leave it here because …")
    changed = _applied(text, action)
    assert "strengthlint: ignore BLM101 because …" in changed
    if "strengthlint" in line:
        assert line.format("ignore BLM101 because …") in changed
    assert "\r\n" not in text or "-->\r\n" in changed
    # the remark is gone, and a reason is asked for
    (asked,) = await editor.write(changed)
    assert asked.code == "told"
    assert asked.message.startswith("Say after “because” why")
    assert await editor.write(changed.replace("…", "it is the title of a book")) == []
    # where the editor can, the reason is selected, to be written over
    assert action.command is not None
    _, row, start, end = action.command.arguments
    assert changed.splitlines()[row][start:end] == "…"
    await editor.close()


async def test_the_page_of_a_rule_is_opened(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "explain.txt")
    await editor.open("Kev failed to engage.\n")
    action = _titled(await editor.actions(0, 6), "Explain BLM101 failed-to-engage")
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams(action.command.command, action.command.arguments)
    )
    shown = client.shown_documents[-1].uri
    page = Editor(client, Path(to_fs_path(shown)), "markdown")
    text = page.path.read_text("utf-8")
    assert text.startswith("# failed-to-engage (BLM101)")
    assert await page.open(text) == [], "its examples are there to be read"
    await page.close()
    await editor.close()


async def test_only_the_writer_s_lines_of_a_commit_message_are_text(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "COMMIT_EDITMSG", "git-commit")
    text = (
        "notes: the wording of Kev's letter\n\nHe failed to engage.\n\n"
        "# He failed to engage.\n# Please enter the commit message.\n"
        "# ------------------------ >8 ------------------------\n"
        "+He failed to engage.\n"
    )
    assert [_place(item)[0] for item in await editor.open(text)] == [2]
    await editor.close()


async def test_the_document_as_a_whole_is_asked_about_at_its_head(client: LanguageClient) -> None:
    """After its words, at no word of it, with the sentences that it is about beside it."""
    editor = Editor(client, client.root / "plan.txt")
    words = await editor.open(DEFICIT)
    assert words
    assert not [each for each in words if str(each.code).startswith("SUM")]
    every = await editor.told()
    wholes = [each for each in every if str(each.code).startswith("SUM")]
    assert [each for each in every if each not in wholes] == words
    for each in wholes:
        assert _place(each) == (0, 0, 0, 0)
        assert each.severity is types.DiagnosticSeverity.Information
        assert each.message.startswith("The document as a whole. ")
    (done_to,) = [each for each in wholes if each.code == "SUM401"]
    first = done_to.related_information[0]
    place = first.location.range
    line = DEFICIT.splitlines()[place.start.line]
    assert line[place.start.character :].startswith("Colin was referred")
    assert first.message.startswith("Colin was referred by the council.")
    assert "done to Colin" in await editor.hover(0, 0)
    actions = [a for a in await editor.actions(0, 0) if a.diagnostics[0].code == "SUM301"]
    leave = _titled(actions, "Leave it here because …")
    assert leave.edit.changes[editor.uri][0].range.start == types.Position(0, 0)
    text = _applied(DEFICIT, leave).replace("…", "he has asked for it")
    for found in (await editor.write(text), await editor.told()):
        assert "SUM301" not in _codes(found)
    assert "SUM401" in _codes(found)
    await editor.close()


async def test_settings_hold_and_the_last_good_ones_stay(client: LanguageClient) -> None:
    folder = client.root / "team"
    folder.mkdir()
    settings = folder / ".strengthlint.yaml"
    editor = Editor(client, folder / "note.txt")
    text = "He failed to engage. The homeless are a problem.\n"

    async def saved(written: str) -> list[types.Diagnostic]:
        settings.write_text(written, encoding="utf-8")
        client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams(
                [types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)]
            )
        )
        return await editor.told()

    assert _codes(await editor.open(text)) == ["BLM101", "LAB101"]
    assert _codes(await saved("ignore: [LAB101]\n")) == ["BLM101"]
    before = len(client.messages)
    assert _codes(await saved("ignore: [LAB101]\nprofil: scotland\n")) == ["BLM101"]
    (said,) = client.messages[before:]
    assert said.message.startswith("These settings cannot be used: ")
    assert "line 2 “profil” is not a setting. Did you mean “profile”?" in said.message
    (problem,) = client.diagnostics[settings.as_uri()]
    assert problem.range.start.line == 1
    # a change of the text says it no second time
    assert _codes(await editor.write(text + "Sam came.\n")) == ["BLM101"]
    assert len(client.messages) == before + 1
    assert _codes(await saved("ignore: [BLM]\n")) == ["LAB101"]
    assert not client.diagnostics[settings.as_uri()]
    assert _codes(await saved("extend-exclude: ['*.txt']\n")) == []
    assert {watcher["globPattern"] for item in client.registered for watcher in _watchers(item)} > {
        "**/pyproject.toml"
    }
    settings.unlink()
    await editor.close()


def _watchers(registration: types.Registration) -> list[dict[str, str]]:
    options = registration.register_options
    found = options["watchers"] if isinstance(options, dict) else options.watchers
    return [item if isinstance(item, dict) else item._asdict() for item in found]


async def test_what_is_no_prose_has_no_remarks(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "code.py", "python")
    assert await editor.open("# He failed to engage.\n") == []
    await editor.close()
    unsaved = Editor(client, client.root / "x", "markdown")
    unsaved.uri = "untitled:Untitled-1"
    assert _codes(await unsaved.open("He failed to engage.\n")) == ["BLM101"]
    await unsaved.close()


async def test_keys_in_a_row_end_with_what_is_there(client: LanguageClient) -> None:
    editor = Editor(client, client.root / "typing.txt")
    await editor.open("He ")
    for text in ("He f", "He failed", "He failed to", "He failed to engage."):
        Editor.version += 1
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(Editor.version, editor.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
    # a question is answered about the text as it is, not as it was
    assert "What got in the way" in await editor.hover(0, 6)
    assert _codes(client.diagnostics[editor.uri]) == ["BLM101"]
    await editor.close()


async def test_nonsense_does_not_end_it(client: LanguageClient) -> None:
    transport = client.protocol.writer
    for body in (b"{", b"null", b"[" * 20000, b'{"jsonrpc": "2.0", "method": "no/such"}',
                 b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": 7}',
                 b'{"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": {}}'):  # fmt: skip
        transport.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    transport.write(b"Nonsense: 1\r\nContent-Length: none\r\n\r\n")
    editor = Editor(client, client.root / "after.txt")
    assert _codes(await editor.open("He failed to engage.\n")) == ["BLM101"]
    logged = [message.message for message in client.log_messages]
    assert any("passed over" in message for message in logged)
    assert not any("engage" in message for message in logged), "no log holds what people write"
    await editor.close()
