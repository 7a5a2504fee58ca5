"""Texts that are sent side by side, taken by the network in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from core.providers.simulator_network import Answer, Offer, SimulatedNetwork

AT_ONCE = 100
"""So many texts are taken in one transaction at most."""

_Waiting = tuple[Offer, "asyncio.Future[Answer]"]


class GroupCommit:
    """Collects what is offered while the network is at work, and then offers it together.

    An answer is given only after the commit. Who stops waiting for one may still find
    the text taken, as with any network.

    Args:
        network: What takes the texts, in the thread.
        thread: Gives the one thread that the network is used in.
    """

    def __init__(self, network: SimulatedNetwork, thread: Callable[[], ThreadPoolExecutor]) -> None:
        self._network = network
        self._thread = thread
        self._waiting: list[_Waiting] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._busy = False

    async def take(self, offer: Offer) -> Answer:
        """Offer a text to the network and wait for its answer.

        Raises:
            DatabaseError: The file cannot be used; the text was not taken.
        """
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            # Another event loop left its texts behind when it ended.
            self._loop, self._waiting, self._busy = loop, [], False
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((offer, answer))
        if not self._busy:
            self._busy = True
            self._take_some(loop)
        return await answer

    def _take_some(self, loop: asyncio.AbstractEventLoop) -> None:
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        if not some:
            self._busy = False
            return
        offers = [offer for offer, _ in some]
        taken = loop.run_in_executor(self._thread(), self._network.take_all, offers)
        taken.add_done_callback(lambda done: self._answer(loop, some, done))

    def _answer(
        self,
        loop: asyncio.AbstractEventLoop,
        some: list[_Waiting],
        done: asyncio.Future[list[Answer]],
    ) -> None:
        error = asyncio.CancelledError() if done.cancelled() else done.exception()
        answers = [] if error else done.result()
        for place, (_, waiting) in enumerate(some):
            if waiting.done():
                continue
            if error is None:
                waiting.set_result(answers[place])
            elif isinstance(error, asyncio.CancelledError):
                waiting.cancel()
            else:
                waiting.set_exception(error)
        self._take_some(loop)
