"""A process that does the work, for a server that must go on whatever becomes of it.

Work is handed over one piece at a time. A piece that kills the process, or keeps it too long, costs
nobody anything but that piece: the next one gets a new process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from strengthlint.app.work import Holding, Work
from strengthlint.errors import ReadErrorKind, StrengthlintError, UnreadableDocument
from strengthlint.rechecking import Superseded
from strengthlint.run.workers import PATIENCE

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from multiprocessing.synchronize import Event

__all__ = ["Desk", "Fault", "NoLongerWanted"]

_TRIES = 2

_BREATH = 0.01
"""Seconds between two things that are made before anybody asks: a browser is starting, too."""

_TO_STOP = 1.0
"""Seconds in which work that is let go of may stop by itself."""


class NoLongerWanted(Exception):  # noqa: N818 - says what happened
    """Whoever asked has gone, or has asked anew, before it was their turn."""


class Fault(StrengthlintError):  # noqa: N818 - says what it is
    """A fault of the program, told without a word of the text that it was at."""


class Desk:
    """One worker process and the queue before it.

    Args:
        holding: What holds for the worker; may be changed.
        patience: Seconds in which a worker is to give a sign.
    """

    def __init__(self, holding: Holding, patience: float = PATIENCE) -> None:
        self.holding = holding
        self._patience = patience
        self._context = multiprocessing.get_context("spawn")
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._turn = asyncio.Lock()
        # Waiting for a pipe blocks; one thread is enough for one process.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="strengthlint-desk")
        self._is_closed = False
        self._stale = self._context.Event()
        self._numbers = count(1)
        self._latest: dict[str, int] = {}
        self._working_for = ""
        self._working_on = 0
        self._is_given_up = False

    @property
    def pid(self) -> int | None:
        """The process that works, where there is one."""
        return None if self._process is None else self._process.pid

    def number(self, page: str) -> int:
        """The number of what a page asks now; what it asked before is broken off."""
        number = self._latest[page] = next(self._numbers)
        if page and page == self._working_for:
            self._stale.set()
        return number

    async def ask(
        self,
        what: str,
        *args: Any,
        is_wanted: Callable[[], Awaitable[bool]] | None = None,
        page: str = "",
        number: int = 0,
        meanwhile: Callable[[Any], None] = lambda told: None,
    ) -> Any:
        """Have a method of `Work` called in the worker.

        Args:
            what: Its name.
            args: What it is given.
            is_wanted: Asked when it is its turn; work that nobody waits for is not done.
            page: Who asks; what the same page asked before is broken off.
            number: By what it can be let go of (`number`); 0 where nobody will.
            meanwhile: Given what the work tells before it is done.

        Raises:
            NoLongerWanted: where it is not.
            UnreadableDocument: what the work raised, or of kind too-complex where it took the worker
                along.
            StrengthlintError: what else it raised on purpose; `Fault` for what it did not.
        """
        number = number or self.number(page)
        async with self._turn:
            if page and number != self._latest[page]:
                raise NoLongerWanted
            if is_wanted is not None and not await is_wanted():
                raise NoLongerWanted
            self._working_for, self._working_on = page, number
            self._is_given_up = False
            self._stale.clear()
            loop = asyncio.get_running_loop()

            def tell(told: Any) -> None:
                loop.call_soon_threadsafe(meanwhile, told)

            told, answer = await loop.run_in_executor(
                self._thread, self._exchange, what, args, tell
            )
            self._working_for, self._working_on = "", 0
            if number == self._latest.get(page):
                del self._latest[page]
        if told == "superseded":
            raise NoLongerWanted
        if told == "done":
            return answer
        if told == "unreadable":
            raise UnreadableDocument(*answer)
        raise Fault(answer) if told == "fault" else StrengthlintError(answer)

    async def give_up(self, page: str, number: int) -> None:
        """Let go of what a page asked: it is broken off, or its worker ended if it goes on.

        What the page has asked since is none of it.
        """
        if self._latest.get(page) == number:
            self._latest[page] = next(self._numbers)
        if number != self._working_on:
            return
        self._stale.set()
        await asyncio.sleep(_TO_STOP)
        if number == self._working_on and self._process is not None:
            self._is_given_up = True
            self._process.kill()

    async def warm_up(self) -> None:
        """Start the worker and have it load what the first text will need."""
        with suppress(StrengthlintError):
            await self.ask("warm_up")

    def close(self) -> None:
        """End the worker, whatever it is at."""
        self._is_closed = True
        self._end()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _exchange(
        self, what: str, args: tuple[Any, ...], tell: Callable[[Any], None]
    ) -> tuple[str, Any]:
        how = ""
        for _ in range(_TRIES):
            if self._is_closed:
                break
            try:
                pipe = self._start()
                pipe.send((self.holding, what, args))
                while pipe.poll(self._patience):
                    told, answer = pipe.recv()
                    if told != "meanwhile":
                        return told, answer
                    tell(answer)
            except (EOFError, OSError):
                if self._is_given_up:
                    self._end()
                    return "superseded", None
                # It may have been ended from outside, so it is tried once more.
                how = self._how_it_ended()
                self._end()
                continue
            self._end()
            how = f"gave no answer in {self._patience:.0f} seconds"
            break
        message = (
            f"The process that looked at this {how or 'was stopped'}. It may need more memory or time "
            "than there is: split it into parts and check those."
        )
        return "unreadable", (ReadErrorKind.TOO_COMPLEX, message)

    def _start(self) -> Connection[Any, Any]:
        if self._pipe is not None:
            return self._pipe
        mine, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self.holding, self._stale), daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, mine
        return mine

    def _how_it_ended(self) -> str:
        process = self._process
        if process is not None:
            process.join(1)
            if process.exitcode is not None and process.exitcode < 0:
                with suppress(ValueError):
                    return f"was ended by the system ({signal.Signals(-process.exitcode).name})"
        return "ended without an answer"

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            if process.is_alive():
                process.kill()
            process.join(5)


def _serve(pipe: Connection[Any, Any], holding: Holding, stale: Event) -> None:
    """What a worker does: answer until nobody asks any more."""
    # Ctrl-C reaches every process of a terminal; the server decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A thread of its own sends: what is raised where a limit is reached must not cut a message.
    with ThreadPoolExecutor(1) as sender, suppress(EOFError, OSError):

        def tell(told: Any) -> None:
            sender.submit(pipe.send, ("meanwhile", told))

        work = Work(holding, lambda: not stale.is_set(), tell)
        to_make = work.made_ready()
        while True:
            while not pipe.poll(_BREATH) and _is_more(to_make):
                pass
            holding, what, args = pipe.recv()
            work.hold(holding)
            sender.submit(pipe.send, _done(work, what, args)).result()


def _is_more(to_make: Iterator[None]) -> bool:
    """Do one step of what can be done before anybody asks; whether there may be another."""
    try:
        next(to_make)
    except Exception:
        # It is done, or whoever asks gets to hear what is wrong.
        return False
    return True


def _done(work: Work, what: str, args: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", getattr(work, what)(*args)
    except Superseded:
        return "superseded", None
    except UnreadableDocument as error:
        return "unreadable", (error.kind, error.message)
    except StrengthlintError as error:
        return "told", str(error)
    except Exception as error:
        # The message of an error may hold words of the text; where it arose does not.
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        at = f"{trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace else "somewhere"
        print(f"strengthlint: {type(error).__name__} in {at}", file=sys.stderr)  # noqa: T201
        return "fault", (
            f"Something went wrong here that should not ({type(error).__name__} in {at}). Your text "
            "is as it was. Please report it, without the text."
        )
