"""Whose work is broken off at the desk: what a page let go of, and never what it has asked since."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from strengthlint.app.desk import Desk, NoLongerWanted
from strengthlint.app.work import Holding


class _Quiet(Desk):
    """A desk without a process: "long" goes on until it is broken off, the rest is done at once."""

    def _exchange(
        self, what: str, args: tuple[Any, ...], tell: Callable[[Any], None]
    ) -> tuple[str, Any]:
        if what == "long":
            assert self._stale.wait(20)
            return "superseded", None
        return "done", what


async def _asked(desk: Desk, what: str, page: str) -> tuple[int, asyncio.Task[Any]]:
    number = desk.number(page)
    task = asyncio.create_task(desk.ask(what, page=page, number=number))
    await asyncio.sleep(0.05)
    return number, task


async def _is_unwanted(task: asyncio.Task[Any]) -> bool:
    try:
        await task
    except NoLongerWanted:
        return True
    return False


@pytest.fixture
def desk() -> Desk:
    return _Quiet(cast(Holding, None))


def test_what_a_page_asks_since_is_not_let_go_of_with_what_it_asked_before(desk: Desk) -> None:
    async def go() -> None:
        before, long = await _asked(desk, "long", "a")
        _, since = await _asked(desk, "short", "a")
        # The connection of what was asked before is closed only now.
        await desk.give_up("a", before)
        assert await _is_unwanted(long)
        assert await since == "short"

    asyncio.run(go())


def test_what_is_let_go_of_is_broken_off_and_what_waits_is_not_begun(desk: Desk) -> None:
    async def go() -> None:
        first, long = await _asked(desk, "long", "a")
        waiting, short = await _asked(desk, "short", "b")
        await desk.give_up("b", waiting)
        assert not long.done()
        await desk.give_up("a", first)
        assert await _is_unwanted(long)
        assert await _is_unwanted(short)

    asyncio.run(go())


def test_what_was_answered_already_cannot_be_let_go_of(desk: Desk) -> None:
    async def go() -> None:
        done, short = await _asked(desk, "short", "a")
        assert await short == "short"
        number, long = await _asked(desk, "long", "a")
        await desk.give_up("a", done)
        assert not long.done()
        await desk.give_up("a", number)
        assert await _is_unwanted(long)

    asyncio.run(go())
