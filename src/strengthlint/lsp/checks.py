"""Whose turn it is: checks are done one at a time, what somebody is at first.

A check that is overtaken (its document changed, or another one is asked for) stops at its next step;
what it has found is not lost, and it has its turn again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from strengthlint.rechecking import Superseded

__all__ = ["Checks"]

_PAUSE = 0.02
"""Seconds to wait for more, since an editor tells of one key at a time."""

_Result = TypeVar("_Result")


class Checks(Generic[_Result]):
    """The checks that are to be done, and the thread that does them.

    Args:
        work: Checks what goes by a name, in that thread; is given a question to ask now and then:
            whether anybody still waits.
        done: Takes the result, where the event loop runs; says whether there is more to check, when
            nothing else waits.
        failed: Is told of what was raised and should not have been.
    """

    def __init__(
        self,
        work: Callable[[str, Callable[[], bool]], _Result],
        done: Callable[[str, _Result], bool],
        failed: Callable[[Exception], None],
    ) -> None:
        self._work, self._done, self._failed = work, done, failed
        # The grammar is not made for two threads at once.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="strengthlint-checks")
        self._waiting: dict[str, None] = {}
        self._is_overtaken = False
        self._is_closed = False
        self._awake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, first: Callable[[], object]) -> None:
        """Begin, with something to do before all checks; needs a running event loop."""
        self._thread.submit(first)
        self._task = asyncio.get_running_loop().create_task(self._run())

    def ask(self, name: str) -> None:
        """Have something checked before all that waits."""
        self._waiting.pop(name, None)
        self._waiting[name] = None
        self._is_overtaken = True
        self._awake.set()

    def forget(self, name: str) -> None:
        """Have something not checked after all."""
        self._waiting.pop(name, None)

    def close(self) -> None:
        """Stop; what is at work ends at its next step."""
        self._is_closed = True
        if self._task is not None:
            self._task.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            if not self._waiting:
                self._awake.clear()
                await self._awake.wait()
            await asyncio.sleep(_PAUSE)
            if not self._waiting:
                continue
            name, _ = self._waiting.popitem()
            self._is_overtaken = False
            try:
                result = await loop.run_in_executor(self._thread, self._work, name, self._is_wanted)
            except Superseded:
                # Behind all others, unless it was asked for anew.
                self._waiting = {name: None} | self._waiting
            except Exception as error:
                self._failed(error)
            else:
                if self._done(name, result):
                    self._waiting = {name: None} | self._waiting

    def _is_wanted(self) -> bool:
        return not (self._is_overtaken or self._is_closed)
