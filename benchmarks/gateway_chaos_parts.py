"""The programs of a bad day: two providers with their phones, a texter, and the receiver.

Each is a process of its own. The providers are reached over HTTP only, the receiver is
`textbank serve` as anybody starts it, and the texter's program knows the database alone.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

from core.desk import Desk
from core.domain import Texter
from core.errors import SendingRefused, TextbankError

LINES = ("+12025550100", "+12025550101")
"""Of the two providers, in their order."""
FORKING = multiprocessing.get_context("forkserver")
"""Its server has no threads, and imports `benchmarks.gateway_chaos_stem` once."""
FORKING.set_forkserver_preload(["benchmarks.gateway_chaos_stem"])
TEXTER = Texter("jo")
LOOK_EVERY = 0.05
"""Seconds between two looks of the texter at the list."""
START_SECONDS = 60.0
"""So long the receiver may take until it listens, on a machine with other work."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A simulated provider that is running."""

    vendor: str
    line: str
    url: str
    credentials: Mapping[str, str]
    state: Path
    """Where its phones are."""


def simulate(vendors: Sequence[str], folder: Path, receiver: str, pipe: Connection) -> None:
    """Run the providers until the pipe says something or breaks; a process of its own.

    Args:
        vendors: Which, for `LINES`.
        folder: Where their phones are kept.
        receiver: The address that they call.
        pipe: Takes the gateways once they are reached.
    """
    asyncio.run(_simulate(vendors, folder, receiver, pipe))


async def _simulate(vendors: Sequence[str], folder: Path, receiver: str, pipe: Connection) -> None:
    from core.gateway_simulators.gateway import GatewaySimulator, Listening
    from core.gateway_simulators.vendor import Account, RetryPlan

    # As long as a provider with a long breath, in less time.
    again = RetryPlan(first_seconds=0.6, longest_seconds=1.2)
    async with AsyncExitStack() as open_:
        gateways = []
        for place, (vendor, line) in enumerate(zip(vendors, LINES, strict=True)):
            state = folder / f"{place}.network.sqlite"
            account = Account(
                numbers=(line,),
                webhook_url=f"{receiver}/webhooks/{vendor}",
                advanced_opt_out=vendor == "twilio",
                retries=again,
            )
            running = await open_.enter_async_context(
                GatewaySimulator(vendor, state, account, Listening.locally())
            )
            gateways.append(Gateway(vendor, line, running.url, dict(running.credentials), state))
        pipe.send(gateways)
        # Nobody is left to ask where the pipe breaks.
        while not pipe.poll():  # noqa: ASYNC110 (another process says it)
            await asyncio.sleep(0.05)


@dataclass
class Worked:
    """What a texter's program did."""

    pressed: list[str] = field(default_factory=list)
    """The numbers of all presses that came back."""
    replies: int = 0
    late: int = 0
    """Replies after a press, all refused."""
    wrong: list[str] = field(default_factory=list)


def work_the_list(path: Path, seed: int, pipe: Connection) -> None:
    """Text everybody, answer and opt out until the pipe says something; a process of its own."""
    pipe.send(asyncio.run(_work(path, random.Random(seed), pipe)))


_ALL = "SELECT id FROM conversation ORDER BY id"
_OPEN = (
    "SELECT id, number, wants_out FROM conversation WHERE listed AND (wants_out OR needs_reply) "
    "ORDER BY rank DESC"
)


async def _work(path: Path, chance: random.Random, pipe: Connection) -> Worked:
    did = Worked()
    async with Desk(path, TEXTER) as desk:
        first = [row[0] for row in await desk.reader.rows(_ALL)]
        chance.shuffle(first)
        while not pipe.poll():
            some, first = first[:6], first[6:]
            try:
                for talk in some:
                    await _reply(desk, talk, "hello", did)
                for talk, number, wants_out in await desk.reader.rows(_OPEN):
                    if wants_out:
                        await _press(desk, talk, number, chance, did)
                    else:
                        await _reply(desk, talk, "thanks", did)
            except TextbankError as error:
                did.wrong.append(f"the texter could not work: {type(error).__name__}: {error}")
            await asyncio.sleep(LOOK_EVERY)
    return did


async def _reply(desk: Desk, talk: int, word: str, did: Worked) -> bool:
    try:
        # No two texts have the same words: each is told from all others on a phone.
        await desk.reply(talk, f"{word} {talk}.{did.replies}")
    except SendingRefused:
        return False
    did.replies += 1
    return True


async def _press(desk: Desk, talk: int, number: str, chance: random.Random, did: Worked) -> None:
    drawn = chance.random()
    if drawn < 0.4:
        # It waits for its turn when the press comes, or is on the wire, or blocked there.
        await _reply(desk, talk, "wait", did)
        await asyncio.sleep(chance.choice((0, 0.01, 0.1)))
    presses = [desk.opt_out(talk) for _ in range(2 if drawn > 0.8 else 1)]
    await asyncio.gather(*presses)
    did.pressed.append(number)
    if 0.2 < drawn < 0.6:
        if await _reply(desk, talk, "after", did):
            did.wrong.append(f"{number}: a reply was taken after the opt-out")
        did.late += 1


def _serve(path: Path, port: int, environment: Mapping[str, str]) -> None:
    """`textbank serve` of the command line; a process of its own."""
    os.environ.clear()
    os.environ.update(environment)
    log = os.open(_log_of(path), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    sys.argv = ["textbank", "serve", "--no-access-log"]
    sys.argv += ["--database", str(path), "--port", str(port)]
    from tui.__main__ import main

    main()


def _log_of(path: Path) -> Path:
    return path.with_suffix(".receiver.log")


class Receiver:
    """`textbank serve`, as often as it is started; what runs when it is left is killed."""

    def __init__(self, path: Path, environment: Mapping[str, str]) -> None:
        self.port = _free_port()
        self._path = path
        self._environment = environment
        self._running: BaseProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        """Where it is called."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        environment = os.environ | self._environment
        running = FORKING.Process(target=_serve, args=(self._path, self.port, environment))
        running.daemon = True
        running.start()
        self._running = running
        late = time.monotonic() + START_SECONDS
        while not await _answers(self.port):
            if not running.is_alive() or time.monotonic() > late:
                raise RuntimeError(f"the receiver does not start: {self.said()}")
            await asyncio.sleep(0.02)

    def kill(self) -> None:
        """Kill it, with SIGKILL."""
        if self._running is not None:
            self._running.kill()
            self._running.join()
            self._running.close()
            self._running = None

    def end(self) -> int | None:
        """Ask it to end; its exit status, or None if it had to be killed."""
        assert self._running is not None
        self._running.terminate()
        self._running.join(30)
        status = self._running.exitcode
        self.kill()
        return status

    def said(self) -> str:
        """The end of what it wrote."""
        return _log_of(self._path).read_text(errors="replace")[-2_000:]


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def _free_port() -> int:
    """A port that is free, and that no outgoing connection takes while the receiver is down."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port is free")
