"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from strengthlint import __version__
from strengthlint.cli.arguments import IS_TEXT, looks_like_a_file, looks_like_text
from strengthlint.errors import StrengthlintError
from strengthlint.spelling import did_you_mean

__all__ = ["main"]


_COMMANDS = {
    "app": ("app", "Open a page on this machine, for text and letters."),
    "baseline": ("baseline", "Accept what is there, so that only what is new is raised."),
    "cache": ("cache", "Say where results are kept, or delete them."),
    "check": ("check", "Check files, folders or standard input."),
    "explain": ("rules", "Say what a rule or a family of rules is about."),
    "fix": ("fix", "Write wording that fits in place into text and Markdown files."),
    "init": ("init", "Set up a folder, with three questions."),
    "lexicon": ("lexicon", "Check, test, try, extend and compare the lexicon."),
    "lsp": ("lsp", "Serve an editor (language server)."),
    "notes": ("notes", "Check a table of notes (CSV, Excel, Parquet)."),
    "report": ("report", "Write a page of figures about a library of documents."),
    "review": ("review", "Write a copy of a document with remarks beside the words."),
    "rules": ("rules", "List every rule."),
}
"""The module of each command, and what it is for: said here, so that --help imports none."""


_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What goes wrong with writing at any place, be it to the terminal."""


class _Program(click.Group):
    """Errors raised on purpose become one clear text and exit code 2; never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A Windows console may lack curly quotes; a question mark is better than a crash.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported when it is asked for."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"{__name__}.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands under --help."""
        rows = [(name, text) for name, (_, text) in _COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command by its name; the name of a document in its place means check."""
        word = args[0]
        if self.get_command(ctx, word) is not None or word.startswith("--"):
            return super().resolve_command(ctx, args)
        if word == "-" or looks_like_a_file(word):
            return super().resolve_command(ctx, ["check", *args])
        if looks_like_text(word):
            raise click.UsageError(IS_TEXT)
        hint = did_you_mean(word, _COMMANDS, "“strengthlint --help” lists them all.")
        raise click.UsageError(f"There is no command and no file “{word}”. {hint}")

    def invoke(self, ctx: click.Context) -> Any:
        from strengthlint.limits import collect_less

        # The grammar multiplies with another library than numpy's, which would start a thread a core.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        collect_less()
        try:
            return super().invoke(ctx)
        except StrengthlintError as error:
            click.echo(str(error), err=True)
            ctx.exit(2)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            from strengthlint.replacing import NotWritten

            _let_go_of_output()
            what = error.filename or "Standard output"
            click.echo(str(NotWritten(str(what), error)), err=True)
            ctx.exit(2)


def _let_go_of_output() -> None:
    """What is left to be printed would be told as a second fault at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"strengthlint {__version__}")
    ctx.exit()


@click.group(
    cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version,
    help="Show the version and exit.",
)  # fmt: skip
def main() -> None:
    """A linter for language about people.

    Speaks up where a writer's own words label, blame or doubt a person, says why, and offers
    person-first wording. Nothing leaves this machine.
    """
