"""A server to ask: in this process with any program behind it, or the command as a process."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp

from core.clock import utc_now
from core.domain import Behavior
from tests.core.world import make_campaign, open_desk
from tests.tui.driving import TALK
from tui.web.server import MessengerServer

ROOT = Path(__file__).resolve().parents[3]
ECHO = """
import os, sys
def show(text):
    data = text.encode()
    os.write(1, b"D" + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
show(f"pid {os.getpid()}.")
while data := os.read(0, 1000):
    if b"quit" in data:
        break
"""
"""A program that speaks as a messenger does: it shows its process id and waits to be told to go."""


@asynccontextmanager
async def served(
    program: str = ECHO, *, sessions: int = 1, host: str = "127.0.0.1"
) -> AsyncIterator[MessengerServer]:
    """A server in this process, at a free port, whose messengers are this Python program."""
    listening = socket.create_server(("127.0.0.1", 0))
    command = [sys.executable, "-c", program]
    server = MessengerServer(command, listening, host=host, sessions=sessions)
    ready = asyncio.Event()
    serving = asyncio.create_task(server.serve(ready.set))
    try:
        await ready.wait()
        yield server
    finally:
        server.stop()
        await serving


@asynccontextmanager
async def visitor(server: MessengerServer) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that has not been let in yet; it keeps cookies, of numbers too."""
    jar = aiohttp.CookieJar(unsafe=True)
    address = f"http://127.0.0.1:{server.port}"
    async with aiohttp.ClientSession(address, cookie_jar=jar) as client:
        yield client


@asynccontextmanager
async def guest(server: MessengerServer) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that has opened a one-time address and sends its own page's Origin."""
    async with visitor(server) as client:
        async with client.get(server.new_address()) as answer:
            assert answer.status == 200
        client.headers["Origin"] = f"http://127.0.0.1:{server.port}"
        yield client


@dataclass
class Serving:
    """The command `textbank web`, running."""

    process: asyncio.subprocess.Process
    addresses: list[str]

    @property
    def address(self) -> str:
        """Where it is, without a token."""
        return self.addresses[0].partition("?")[0]

    async def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Stop it with a signal; return its exit code and what it said on standard error."""
        self.process.send_signal(number)
        async with asyncio.timeout(20):
            out, said = await self.process.communicate()
        assert out == b""
        return self.process.returncode or 0, said.decode()

    def children(self) -> list[int]:
        """The processes that it has started."""
        listed = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(number) for number in Path(listed).read_text().split()]


@asynccontextmanager
async def command_web(database: Path, *options: str, sessions: int = 1) -> AsyncIterator[Serving]:
    """The real command at a free port, as a process of its own."""
    pipe = asyncio.subprocess.PIPE
    words = ["web", "--port", "0", "--sessions", str(sessions), *options]
    where = ["--texter", "jo", "--database", str(database)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", *words, *where, cwd=ROOT, stdout=pipe, stderr=pipe
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            printed = [await process.stdout.readline() for _ in range(sessions)]
        assert all(printed), "it ended at once"
        yield Serving(process, [line.decode().strip() for line in printed])
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def campaign_with_replies(database: Path, *, assignments: int = 1) -> None:
    """Three contacts who have written, in the first assignment of these."""
    async with open_desk(database) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1)
        for number in range(1, assignments):
            more = {"campaign": f"Campaign {number}", "line": f"+1202555020{number}"}
            await make_campaign(desk, Behavior.TYPE_1, (), **more)
        for minutes, (number, body) in enumerate(TALK, start=1):
            at = utc_now() - timedelta(minutes=minutes)
            await world.simulator.say(world.line, number, body, at)
        await (await desk.worker()).receive_due()


async def opted_out(database: Path) -> list[str]:
    """The numbers whose opt-out stands in the database."""
    async with open_desk(database) as desk:
        rows = await desk.reader.rows(
            "SELECT number FROM opt_out WHERE ended_at IS NULL ORDER BY id"
        )
        return [row[0] for row in rows]
