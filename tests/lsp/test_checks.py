"""Whose turn it is: what somebody is at goes first, and what was overtaken is not forgotten."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from strengthlint.lsp.checks import Checks
from strengthlint.rechecking import Superseded


def test_what_is_overtaken_stops_and_has_its_turn_again() -> None:
    begun, finished, failed = [], [], []
    at_work = threading.Event()

    def work(name: str, is_wanted: Callable[[], bool]) -> str:
        begun.append(name)
        if name == "broken":
            raise RuntimeError(name)
        if begun == ["long"]:
            at_work.set()
            while is_wanted():
                pass
            raise Superseded
        return name.upper()

    async def ask() -> None:
        checks: Checks[str] = Checks(
            work, lambda name, result: finished.append((name, result)), failed.append
        )
        checks.start(lambda: begun.clear())
        checks.ask("long")
        while not at_work.is_set():
            await asyncio.sleep(0.001)
        checks.ask("other")
        checks.ask("broken")
        checks.ask("gone")
        checks.forget("gone")
        checks.ask("now")
        while len(finished) < 3:
            await asyncio.sleep(0.001)
        checks.close()

    asyncio.run(asyncio.wait_for(ask(), 60))
    assert begun == ["long", "now", "broken", "other", "long"]
    assert finished == [("now", "NOW"), ("other", "OTHER"), ("long", "LONG")]
    assert [str(error) for error in failed] == ["broken"]
