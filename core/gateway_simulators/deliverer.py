"""Calls the customer's webhooks until they are acknowledged.

The queue is the simulated network's own, in its file: an event stays there until the
customer answered 2xx or the provider gives up. Texts of one contact are handed over one
after the other, those of different contacts side by side.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass

import httpx

from core.gateway_simulators.faults import Fault, Faults
from core.gateway_simulators.network import GatewayNetwork
from core.gateway_simulators.vendor import VendorSimulator, WebhookCall
from core.providers.base import Event, InboundMessage

AT_ONCE = 32
"""Calls under way at once."""
MOST_HELD = 500
"""Events taken out of the queue at once."""
LOOK_EVERY = 0.02
"""Seconds between looks at an empty queue; a look costs next to nothing."""


@dataclass(slots=True)
class _Way:
    """How far one event's hand-over is, and which mishaps are still to fall on it."""

    since: float
    hold: float
    lose: bool
    duplicate: bool
    attempts: int = 0
    done: int = 0
    """How many of its calls were acknowledged."""


class Deliverer:
    """Hands over what waits, for one gateway.

    Args:
        network: Where events wait.
        vendor: Makes the calls.
        faults: What goes wrong.
    """

    def __init__(self, network: GatewayNetwork, vendor: VendorSimulator, faults: Faults) -> None:
        self._network = network
        self._vendor = vendor
        self._faults = faults
        self._ways: dict[str, _Way] = {}
        self._held: set[str] = set()
        self._lanes: dict[str, deque[tuple[str, Event]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)
        self.counts: Counter[str] = Counter()
        """How many calls were `acknowledged`, `refused` (another answer) and `unanswered`; how
        many events were `lost` on purpose, `given_up`, and told to nobody (`unheard`)."""

    async def run(self) -> None:
        """Hand over whatever comes, until cancelled."""
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        # Webhooks of a simulator go to this machine or the next: no proxy, no strangers' trust.
        async with httpx.AsyncClient(
            timeout=self._vendor.webhook_seconds, limits=limits, trust_env=False
        ) as client:
            try:
                while True:
                    if not await self._take_some(client):
                        await asyncio.sleep(LOOK_EVERY)
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def idle(self, seconds: float) -> bool:
        """Wait until nothing is left to hand over; False if that takes longer."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while await self._network.waiting():  # noqa: ASYNC110 (other processes, too)
                    await asyncio.sleep(LOOK_EVERY)
                return True
        return False

    async def _take_some(self, client: httpx.AsyncClient) -> bool:
        if len(self._held) >= MOST_HELD:
            return False
        events = await self._network.receive(100)
        for receipt, event in events:
            if receipt in self._held:
                continue
            self._held.add(receipt)
            lane = event.number if isinstance(event, InboundMessage) else event.provider_message_id
            if lane in self._lanes:
                self._lanes[lane].append((receipt, event))
                continue
            self._lanes[lane] = deque([(receipt, event)])
            task = asyncio.create_task(self._run_lane(client, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return bool(events)

    async def _run_lane(self, client: httpx.AsyncClient, name: str) -> None:
        lane = self._lanes[name]
        try:
            while lane:
                receipt, event = lane.popleft()
                async with self._room:
                    await self._hand_over(client, receipt, event)
                self._held.discard(receipt)
        finally:
            del self._lanes[name]

    async def _hand_over(self, client: httpx.AsyncClient, receipt: str, event: Event) -> None:
        way = self._ways.get(receipt) or self._new_way(receipt, event)
        if way.hold:
            await self._network.postpone(receipt, way.hold)
            way.hold = 0.0
            return
        if way.lose:
            await self._finish(receipt, "lost")
            return
        message = await self._network.message(event.provider_message_id)
        assert message is not None
        calls = self._vendor.calls(event, message, way.attempts + 1)
        if not calls:
            await self._finish(receipt, "unheard")
            return
        for call in calls[way.done :]:
            outcome = await self._call(client, call)
            self.counts[outcome] += 1
            if outcome != "acknowledged":
                await self._later(receipt, way, call, outcome)
                return
            way.done += 1
        if way.duplicate:
            way.duplicate, way.done = False, 0
            await self._network.postpone(receipt, self._faults.draw() * 0.1)
            return
        await self._finish(receipt)

    def _new_way(self, receipt: str, event: Event) -> _Way:
        faults = self._faults
        hold = faults.amount("delay_seconds")
        if faults.falls(Fault.REORDER):
            hold += faults.draw() * faults.amount("reorder_seconds")
        now = asyncio.get_running_loop().time()
        lose = faults.falls(Fault.LOSE)
        if not isinstance(event, InboundMessage):
            lose = faults.falls(Fault.LOSE_REPORT) or lose
        way = _Way(now, hold, lose, faults.falls(Fault.DUPLICATE))
        self._ways[receipt] = way
        return way

    async def _later(self, receipt: str, way: _Way, call: WebhookCall, outcome: str) -> None:
        way.attempts += 1
        plan = self._vendor.account.retries or call.retries or self._vendor.retries
        wait = None
        if outcome == "unanswered" or plan.after_refusals:
            wait = plan.wait(way.attempts, asyncio.get_running_loop().time() - way.since)
        if wait is None:
            await self._finish(receipt, "given_up")
        else:
            await self._network.postpone(receipt, wait)

    async def _finish(self, receipt: str, how: str = "") -> None:
        await self._network.acknowledge([receipt])
        self._ways.pop(receipt, None)
        if how:
            self.counts[how] += 1

    async def _call(self, client: httpx.AsyncClient, call: WebhookCall) -> str:
        try:
            answer = await client.request(
                call.method, call.url, content=call.body, headers=dict(call.headers)
            )
        except (httpx.HTTPError, httpx.InvalidURL):
            return "unanswered"
        return "acknowledged" if answer.is_success else "refused"
