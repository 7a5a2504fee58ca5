"""What must not be left halfway is not, however often it is cancelled."""

from __future__ import annotations

import asyncio

import pytest

from core.seeing_through import see_through


async def test_it_comes_to_its_end_however_often_it_is_cancelled() -> None:
    free, told = asyncio.Event(), list[str]()

    async def work() -> str:
        await free.wait()
        told.append("done")
        return "result"

    seeing = asyncio.create_task(see_through(work(), on_cancel=lambda: told.append("cancelled")))
    for _ in range(3):
        await asyncio.sleep(0)
        seeing.cancel()
    await asyncio.sleep(0)
    assert not seeing.done()
    free.set()

    with pytest.raises(asyncio.CancelledError):
        await seeing
    assert told[-1] == "done"
    assert told.count("cancelled") >= 1


async def test_it_gives_the_result_and_raises_the_error() -> None:
    async def fail() -> None:
        raise ValueError("no")

    async def succeed() -> int:
        return 7

    assert await see_through(succeed()) == 7
    with pytest.raises(ValueError, match="no"):
        await see_through(fail())


async def test_an_error_on_the_way_out_is_not_lost_to_the_cancelling() -> None:
    free = asyncio.Event()

    async def fail() -> None:
        await free.wait()
        raise ValueError("no")

    seeing = asyncio.create_task(see_through(fail()))
    await asyncio.sleep(0)
    seeing.cancel()
    free.set()

    with pytest.raises(ValueError, match="no"):
        await seeing
