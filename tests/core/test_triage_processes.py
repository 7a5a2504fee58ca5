"""Two programs on one queue: nothing is handed out twice, and everybody is told once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol

from core.clock import utc_now
from core.desk import Desk
from core.domain import Behavior, Texter
from core.triage import open_triage
from core.triage_queue import LEASE
from tests.core.rules_world import MESSAGE
from tests.core.world import JO, make_campaign, open_desk, simulator_of

SPAWN = multiprocessing.get_context("spawn")
WAITING = 200


class Barrier(Protocol):
    """Where programs wait for each other."""

    def wait(self, timeout: float) -> int: ...


class Results(Protocol):
    """Where a program says which conversations it decided."""

    def put(self, ids: list[int]) -> None: ...


async def clear(path: Path, texter: Texter, barrier: Barrier, results: Results) -> None:
    """Opt out all there is, one by one, with the next always at hand."""
    decided = []
    async with Desk(path, texter) as desk, open_triage(desk) as session:
        await desk.database()
        barrier.wait(60)
        at_hand = await session.next(2)
        while at_hand:
            item = at_hand.pop(0)
            await session.opt_out(item)
            decided.append(item.conversation_id)
            at_hand += await session.next(1, [one.conversation_id for one in at_hand])
    results.put(decided)


def program(path: Path, texter: Texter, barrier: Barrier, results: Results) -> None:
    asyncio.run(clear(path, texter, barrier, results))


async def hold_and_die(path: Path) -> None:
    async with Desk(path, JO) as desk, open_triage(desk) as session:
        assert len(await session.next(2)) == 2
        os.kill(os.getpid(), signal.SIGKILL)


def killed_program(path: Path) -> None:
    asyncio.run(hold_and_die(path))


async def test_two_programs_clear_one_queue(database_path: Path) -> None:
    numbers = [f"+1415555{place:04}" for place in range(1_000, 1_000 + WAITING)]
    async with open_desk(database_path) as desk:
        halves = [
            await make_campaign(desk, Behavior.TYPE_1, numbers[: WAITING // 2]),
            await make_campaign(
                desk, Behavior.TYPE_2, numbers[WAITING // 2 :], campaign="Fall", line="+12025550111"
            ),
        ]
        simulator = await simulator_of(desk)
        for half in halves:
            for place, number in enumerate(half.numbers):
                # Of Type 2, one half is told by the provider.
                body = "STOP" if place % 2 else "please stop texting me"
                await simulator.say(half.line, number, body)
        await (await desk.worker()).receive_due()

    barrier, results = SPAWN.Barrier(2), SPAWN.Queue()
    who = (JO, Texter("ada", administrator=True))
    programs = [
        SPAWN.Process(target=program, args=(database_path, texter, barrier, results))
        for texter in who
    ]
    for one in programs:
        one.start()
    decided = [results.get(timeout=120) for _ in programs]
    for one in programs:
        one.join(60)

    assert [one.exitcode for one in programs] == [0, 0]
    everybody = sorted(one for half in halves for one in half.conversations)
    assert sorted(one for some in decided for one in some) == everybody
    assert min(map(len, decided)) > 0
    with closing(sqlite3.connect(database_path)) as connection:
        for table in ("opt_out", "opt_out_press", "triage_decision"):
            [(rows,)] = connection.execute(f"SELECT count(*) FROM {table}")
            assert rows == WAITING, table
        assert connection.execute("SELECT count(*) FROM triage_claim").fetchone() == (0,)
        # The window has gone by.
        connection.execute("UPDATE text SET due_at = 0 WHERE kind = 'confirmation'")
        connection.commit()
    async with open_desk(database_path) as desk:
        simulator, worker = await simulator_of(desk), await desk.worker()
        await worker.send_due()
        for half in halves:
            for place, number in enumerate(half.numbers):
                phone = [text.body for text in await simulator.phone(number, half.line)]
                told = half.behavior is Behavior.TYPE_2 and place % 2
                assert phone.count(MESSAGE) == (0 if told else 1)


async def test_what_a_killed_program_held_frees_itself(database_path: Path) -> None:
    async with open_desk(database_path) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1)
        for number in world.numbers:
            await world.simulator.say(world.line, number, "STOP")
        await (await desk.worker()).receive_due()

    killed = SPAWN.Process(target=killed_program, args=(database_path,))
    killed.start()
    killed.join(60)
    assert killed.exitcode == -signal.SIGKILL

    ada = Texter("ada", administrator=True)
    async with open_desk(database_path, ada) as desk, open_triage(desk) as session:
        assert (await session.counts()).held == 2
        assert [item.name for item in await session.next(5)] == ["Dana Fox"]
    later = utc_now() + LEASE
    async with open_desk(database_path, ada, lambda: later) as desk, open_triage(desk) as session:
        assert (await session.counts()).held == 0
        assert len(await session.next(5)) == 3
