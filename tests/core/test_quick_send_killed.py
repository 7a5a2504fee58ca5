"""Killed with SIGKILL in the middle of QuickSend, again and again: each contact gets one text."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.domain import Behavior
from core.gateways import network_path
from tests.core.test_first_messages import SCRIPT
from tests.core.world import JO, make_campaign

if sys.platform == "win32":
    pytest.skip("there is no SIGKILL here", allow_module_level=True)

PEOPLE = 600
KILLS = 3

PROGRAM = """
import asyncio, sys
from pathlib import Path
from core import quick_send
from core.desk import Desk
from core.domain import Texter
from core.quick_send import QuickSend

quick_send.BATCH, quick_send.WINDOW, quick_send.TELL = 20, 60, 0.0

async def main():
    async with Desk(Path(sys.argv[1]), Texter("jo")) as desk:
        carrier = asyncio.create_task(desk.work(print))
        run = QuickSend(desk, 1, on_progress=lambda one: print(one.queued, flush=True))
        await run.run()
        carrier.cancel()
        await asyncio.gather(carrier, return_exceptions=True)

asyncio.run(main())
"""


def kill_after(path: Path, queued: int | None) -> None:
    """Run QuickSend in another process, to the end or until so many texts are queued."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            if queued is not None and int(line) >= queued:
                program.kill()
                break
    assert program.returncode == (0 if queued is None else -signal.SIGKILL)


async def test_killed_in_the_middle_again_and_again(database_path: Path) -> None:
    async with Desk(database_path, JO) as desk:
        numbers = [f"+1415555{number:04}" for number in range(PEOPLE)]
        world = await make_campaign(desk, Behavior.TYPE_1, numbers)
        await (await desk.database()).write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE campaign SET script = ?, quick_send = 1",
                (SCRIPT.replace("{place}", "Oak Street"),),
            )
        )
        for conversation_id in world.conversations[-5:]:
            await desk.opt_out(conversation_id)

    for _ in range(KILLS):
        kill_after(database_path, random.randrange(1, PEOPLE // KILLS // 2))
    with closing(sqlite3.connect(database_path)) as database:
        sent = "SELECT count(*) FROM text WHERE kind = 'initial'"
        assert 0 < database.execute(sent).fetchone()[0] < PEOPLE - 5
    kill_after(database_path, None)

    with closing(sqlite3.connect(database_path)) as database:
        rows = database.execute("SELECT number FROM text WHERE kind = 'initial'")
        queued = Counter(row[0] for row in rows)
    assert set(queued) == set(numbers[:-5])
    assert set(queued.values()) == {1}
    # On the phones, too: what was on the wire at the kill was asked about, not sent again.
    with closing(sqlite3.connect(network_path(database_path))) as network:
        rows = network.execute(
            "SELECT number FROM texts WHERE from_contact = 0 AND CAST(body AS TEXT) LIKE 'Hi %'"
        )
        arrived = Counter(row[0] for row in rows)
    assert set(arrived) <= set(numbers[:-5])
    assert set(arrived.values()) == {1}
