"""Storing what calls say: many of them in one transaction, each told when it is durable.

While one transaction runs, calls gather for the next: the more come, the more share the
commit that costs most. What a texter does goes before all of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from time import monotonic, perf_counter
from typing import Final

from sqlalchemy import Connection

from core.clock import Clock
from core.database import Database
from core.errors import DatabaseError, TextbankError
from core.inbox import Received, receive_all
from core.providers.base import Event, Provider
from core.webhook_serving.figures import Figures

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 64
"""So many calls share a transaction: short enough that none waits long for the others."""

MOST_WAITING: Final = 2_000
"""So many calls wait at most; who comes then is asked to come again."""

PATIENCE: Final = 8.0
"""Seconds that a call waits for its commit: Bandwidth gives up after 10, Twilio after 15.

Telnyx does so after 2. What a provider has given up on is stored all the same when its turn
comes, and is known when it comes again.
"""

LOOK_EVERY: Final = 0.25
"""Seconds between two looks for calls that have waited for so long."""


class Overloaded(TextbankError):
    """More calls wait than can be stored in time, or the receiver is ending: come again."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    provider: Provider
    events: Sequence[Event]
    done: asyncio.Future[list[Received]]
    since: float
    """By the loop's clock."""


class Storing:
    """Stores the events of calls. Open it with `async with`; leaving stores what waits."""

    def __init__(self, database: Database, clock: Clock, figures: Figures) -> None:
        self._database = database
        self._clock = clock
        self._figures = figures
        self._waiting: deque[_Waiting] = deque()
        self._under_way: Sequence[_Waiting] = ()
        self._news = asyncio.Event()
        self._ending = False
        self._task: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self.failed = ""
        """Why the latest calls could not be stored, as the kind of error; empty if they were."""
        self.failed_at = float("-inf")
        """When that was, by the monotonic clock."""
        self.stored_at = float("-inf")
        """When calls were stored last, by the same."""

    async def __aenter__(self) -> Storing:
        self._task = asyncio.create_task(self._run())
        self._looking = asyncio.create_task(self._keep_patience())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._ending = True
        self._news.set()
        if self._task is not None:
            await self._task
        if self._looking is not None:
            self._looking.cancel()

    async def store(self, provider: Provider, events: Sequence[Event]) -> list[Received]:
        """Store the events of one call, in their order; durable when this returns.

        Raises:
            Overloaded: There is no room, or no time; they may be stored all the same.
            DatabaseError: They could not be stored; nothing of them was kept.
        """
        if self._ending or len(self._waiting) >= MOST_WAITING:
            raise Overloaded("There is no room for this call just now.")
        loop = asyncio.get_running_loop()
        done: asyncio.Future[list[Received]] = loop.create_future()
        self._waiting.append(_Waiting(provider, events, done, loop.time()))
        self._news.set()
        return await done

    async def _keep_patience(self) -> None:
        """Fail who has waited for too long; one clock for all is cheaper than one for each."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            for one in chain(self._under_way, self._waiting):
                if loop.time() - one.since < PATIENCE:
                    break
                _fail(one.done, Overloaded("This call could not be stored in time."))

    async def _run(self) -> None:
        while True:
            if not self._waiting:
                if self._ending:
                    return
                self._news.clear()
                await self._news.wait()
                continue
            some = [self._waiting.popleft() for _ in range(min(MOST_AT_ONCE, len(self._waiting)))]
            # Who has given up, or hung up, is stored all the same only if the turn has come.
            self._under_way = [one for one in some if not one.done.done()]
            await self._store(self._under_way)
            self._under_way = ()

    async def _store(self, some: Sequence[_Waiting]) -> None:
        if not some:
            return
        began = perf_counter()
        try:
            received = await self._database.write_behind(_receive, some, self._clock())
        except DatabaseError as error:
            log.warning("webhooks could not be stored: %s", error)
            self.failed, self.failed_at = type(error).__name__, monotonic()
            for one in some:
                _fail(one.done, error)
            return
        except Exception as error:
            if len(some) > 1:
                # One of them is to blame: the others are stored without it.
                for one in some:
                    await self._store([one])
                return
            log.critical("a webhook's events could not be stored", exc_info=error)
            _fail(some[0].done, error)
            return
        self._figures.stored(len(some), perf_counter() - began)
        self.failed, self.stored_at = "", monotonic()
        for one, intakes in zip(some, received, strict=True):
            if not one.done.done():
                one.done.set_result(intakes)


def _fail(done: asyncio.Future[list[Received]], error: Exception) -> None:
    if not done.done():
        done.set_exception(error)


def _receive(
    connection: Connection, some: Sequence[_Waiting], now: datetime
) -> list[list[Received]]:
    """Store the events of some calls: of each provider together, in the order of the calls."""
    received: dict[int, list[Received]] = {}
    by_provider: dict[str, list[_Waiting]] = {}
    for one in some:
        by_provider.setdefault(one.provider.name, []).append(one)
    for calls in by_provider.values():
        events = [event for one in calls for event in one.events]
        intakes = iter(receive_all(connection, calls[0].provider, events, now))
        for one in calls:
            received[id(one)] = [next(intakes) for _ in one.events]
    return [received[id(one)] for one in some]
