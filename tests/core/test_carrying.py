"""Carrying goes on whatever happens: a fault is told, watched, and begun again after."""

from __future__ import annotations

import asyncio
import logging

import pytest

from core import keeping_on
from core.carrying import carry
from core.errors import DatabaseBusy, NothingLeaves
from core.keeping_on import Steps
from core.seeing_through import see_through
from tests.core.rules_world import Scene

# pytest finds the fixtures here.
from tests.core.rules_world import type1 as type1
from tests.core.world import MARIA


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long a step was left alone, in order; no time goes by."""
    waited: list[float] = []
    really = asyncio.sleep

    async def note(seconds: float) -> None:
        waited.append(seconds)
        await really(0)

    monkeypatch.setattr("core.keeping_on.asyncio.sleep", note)
    return waited


async def run_until_cancelled(steps: Steps, *ends: object, told: list[Exception]) -> None:
    """Take a step that ends so, one end after the other, and is cancelled then."""
    left = list(ends)

    async def step() -> bool:
        if not left:
            raise asyncio.CancelledError
        end = left.pop(0)
        if isinstance(end, Exception):
            raise end
        return bool(end)

    with pytest.raises(asyncio.CancelledError):
        await steps.keep_on("sending", step, 0.25, told.append)


async def test_the_pause_after_faults_grows_and_they_are_watched(
    waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    steps, told = Steps(), list[Exception]()
    await run_until_cancelled(steps, *[KeyError("Winterhold")] * 10, told=told)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert steps.faults == 10
    assert "(KeyError) stopped sending" in steps.trouble
    assert all(isinstance(one, NothingLeaves) for one in told)
    # Its trace is kept; what people wrote is no part of the words.
    assert [one.levelno for one in caplog.records] == [logging.CRITICAL] * 10
    assert caplog.records[0].exc_info is not None
    assert not any("Winterhold" in words for words in (steps.trouble, *map(str, told)))


async def test_what_goes_well_is_no_trouble_any_more_but_the_pause_stays_long(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, told = Steps(), list[Exception]()
    await run_until_cancelled(steps, KeyError(), False, KeyError(), True, told=told)
    assert waits == [2, 0.25, 4, 0]
    assert steps.trouble == ""
    waits.clear()
    monkeypatch.setattr(keeping_on, "CALM", 0.0)
    await run_until_cancelled(steps, KeyError(), False, KeyError(), False, told=told)
    assert waits == [2, 0.25, 2, 0.25]


async def test_trouble_that_is_known_is_told_once_and_tried_again_soon(waits: list[float]) -> None:
    steps, told = Steps(), list[Exception]()
    busy = DatabaseBusy("locked")
    await run_until_cancelled(steps, busy, busy, busy, False, busy, told=told)
    assert waits == [2, 2, 2, 0.25, 2]
    assert told == [busy, busy]
    assert (steps.faults, steps.trouble) == (0, "DatabaseBusy")


async def test_a_text_leaves_after_a_fault_of_the_sender(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_on, "TROUBLE_PAUSE", 0.0)
    really, failed, left = type1.worker.send_due, asyncio.Event(), asyncio.Event()

    async def stumble() -> object:
        if not failed.is_set():
            failed.set()
            raise ValueError("whatever it is")
        done = await really()
        if done:
            left.set()
        return done

    monkeypatch.setattr(type1.worker, "send_due", stumble)
    told, steps = list[Exception](), Steps()
    carrying = asyncio.create_task(carry(type1.worker, type1.desk.reader, told.append, steps))
    await type1.desk.reply(type1.maria, "Will you vote?")
    try:
        async with asyncio.timeout(10):
            await left.wait()
    finally:
        carrying.cancel()
        await asyncio.gather(carrying, return_exceptions=True)
    assert await type1.simulator.phone(MARIA)
    assert (len(told), steps.faults, steps.trouble) == (1, 1, "")


async def test_what_fails_on_the_way_out_ends_it_all_the_same(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()

    async def fail_once_told_to() -> None:
        began.set()
        await go_on.wait()
        raise DatabaseBusy("locked")

    # As what is on the wire, it is seen through whoever cancels it, and fails then.
    monkeypatch.setattr(type1.worker, "next_due", lambda: see_through(fail_once_told_to()))
    carrying = asyncio.create_task(carry(type1.worker, type1.desk.reader, lambda _: None))
    await asyncio.wait_for(began.wait(), 10)
    carrying.cancel()
    for _ in range(20):  # However often it is cancelled meanwhile.
        await asyncio.sleep(0)
    assert not carrying.done()
    go_on.set()
    ended, _ = await asyncio.wait({carrying}, timeout=10)
    assert ended == {carrying}
    assert carrying.cancelled()
