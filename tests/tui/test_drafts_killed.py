"""A draft is on disk within a second, and back after a crash: the program is really killed."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from core.domain import Behavior
from core.replies import NewReply, add_reply
from tests.core.world import ADMINISTRATOR, DANA, MARIA, make_campaign, open_desk
from tests.tui.terminal import Terminal

MESSENGER = (sys.executable, "-m", "tests.tui.messenger_program")
WRITTEN = "Thank you, Maria! Until then"


def make(path: Path) -> None:
    """A campaign with two contacts, and a recommended reply."""

    async def making() -> None:
        async with open_desk(path, ADMINISTRATOR) as desk:
            world = await make_campaign(desk, Behavior.TYPE_1, (MARIA, DANA))
            reply = NewReply("Thanks", "Thank you, {firstName}!")
            await add_reply(desk, world.organization_id, reply)

    asyncio.run(making())


def draft_on_disk(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT body FROM draft").fetchone()
    return "" if row is None else str(row[0])


def wait_for_draft(terminal: Terminal, path: Path, words: str, until: float) -> None:
    while (there := draft_on_disk(path)) != words:
        assert time.perf_counter() < until, there
        terminal.read(0.01)


def test_a_reply_taken_by_its_number_is_a_draft_on_disk_and_back_after_a_crash(
    database_path: Path, tmp_path: Path
) -> None:
    make(database_path)
    own = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    with Terminal([*MESSENGER, database_path], environment=own) as terminal:
        terminal.wait_frame("Maria Lopez", "Thank you")
        pressed = terminal.press("1")
        # What writes is loaded behind the first frame: the first draft may have to wait for it.
        wait_for_draft(terminal, database_path, "Thank you, Maria!", pressed + 20)
        pressed = terminal.press(*" Until then")
        wait_for_draft(terminal, database_path, WRITTEN, pressed + 1)
        terminal.process.kill()
        assert terminal.wait_end() != 0
    with Terminal([*MESSENGER, database_path], environment=own) as terminal:
        terminal.wait_frame(WRITTEN)
