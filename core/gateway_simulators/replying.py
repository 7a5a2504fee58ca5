"""Phones whose owners answer by themselves, so that a gateway can be tried alone."""

from __future__ import annotations

import asyncio
import random

from core.gateway_simulators.network import GatewayNetwork
from core.sample_replies import sample_replies

SOONEST, LATEST = 0.5, 6.0
"""Seconds from a text to the reply."""


class ReplyingPhones:
    """The first so many contacts that are texted; each answers the first text it gets.

    Args:
        network: Where they are.
        count: How many answer.
        seed: What they say is drawn from it.
    """

    def __init__(self, network: GatewayNetwork, count: int, *, seed: int = 1) -> None:
        self._network = network
        self._count = count
        self._random = random.Random(seed)
        self._known: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def texted(self, line: str, number: str) -> None:
        """A text went to this number."""
        if number in self._known or len(self._known) >= self._count:
            return
        self._known.add(number)
        wait = self._random.uniform(SOONEST, LATEST)
        reply = self._random.choice(sample_replies()).text
        task = asyncio.create_task(self._reply(line, number, reply, wait))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Nobody answers any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _reply(self, line: str, number: str, body: str, wait: float) -> None:
        await asyncio.sleep(wait)
        await self._network.say(line, number, body)
