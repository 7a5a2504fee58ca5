"""The worker: carries texts between the outbox and the gateways, and their news to the inbox.

Every messenger runs one, and so may other programs on the same database: they lease what
they send.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import uuid4

from core import inbox, outbox, settling
from core.clock import Clock, utc_now
from core.database import Database
from core.domain import TextState
from core.errors import DatabaseBusy, TextbankError
from core.gateways import Gateways
from core.inbox import Intake
from core.outbox import Claim
from core.providers.base import Outcome, Provider, SendResult, Taken, TakenAnswer

log = logging.getLogger(__name__)

BUSY_PAUSE = 0.5
"""Seconds between two tries to write down an answer while the database is locked."""


class Worker:
    """Sends what is due and receives what waits; one task at a time runs it."""

    def __init__(self, database: Database, gateways: Gateways, clock: Clock = utc_now) -> None:
        self._database = database
        self._gateways = gateways
        self._clock = clock

    async def send_due(self, *, ignore_hold: bool = False) -> Counter[TextState]:
        """Send everything that is due; return how many texts ended in which state.

        Args:
            ignore_hold: Do not wait for undo windows or for times to try again.
        """
        done: Counter[TextState] = Counter()
        await self._take_over()
        while True:
            # By a clock that nobody sets: a claim never outlives its seconds.
            began = monotonic()
            # One at a time: what is claimed leaves even if its number is opted out meanwhile.
            claims = await self._database.write(
                outbox.claim,
                uuid4().hex,
                self._clock(),
                limit=1,
                ignore_hold=ignore_hold,
                providers=self._gateways.names,
            )
            if not claims:
                return done
            for claimed in claims:
                done[await self._through(self._deliver(claimed, began))] += 1

    async def _through(self, delivery: Coroutine[Any, Any, TextState]) -> TextState:
        """See a text through that is on the wire, even if this worker is told to stop."""
        task = asyncio.create_task(delivery)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise

    async def _deliver(self, claimed: Claim, began: float | None = None) -> TextState:
        """Put one claimed text on the wire: the only place that does.

        Args:
            claimed: What may leave.
            began: The monotonic time just before it was claimed; None is now.
        """
        provider = self._gateways.named(claimed.provider)
        before = await self._asked(provider, claimed) if claimed.tried else None
        if before is not None and before.taken is Taken.YES:
            taken = SendResult(Outcome.TAKEN, before.provider_message_id)
            return await self._settle(provider, claimed, taken)
        late = began is not None and monotonic() - began >= outbox.CLAIM_DEADLINE.total_seconds()
        if late or self._clock() >= claimed.deadline:
            await self._database.write(outbox.release, claimed, self._clock())
            return TextState.QUEUED
        try:
            async with asyncio.timeout(outbox.SEND_TIMEOUT.total_seconds()):
                result = await provider.send(claimed.text)
        except TimeoutError:
            result = SendResult(Outcome.AMBIGUOUS, detail="no answer in time")
        return await self._settle(provider, claimed, result)

    async def _asked(self, provider: Provider, claimed: Claim) -> TakenAnswer | None:
        """What the provider says of a text; None where it could not be asked just now."""
        try:
            return await provider.ask(claimed.text.reference)
        except TextbankError as error:
            log.warning("text %d: the provider could not be asked", claimed.text_id)
            log.debug("asking failed", exc_info=error)
            return None

    async def _settle(self, provider: Provider, claimed: Claim, result: SendResult) -> TextState:
        asked: TakenAnswer | None = None
        if result.outcome is Outcome.AMBIGUOUS:
            asked = await self._asked(provider, claimed)
            if asked is None:
                # The lease runs out and it is asked again.
                return TextState.SENDING
        while True:
            try:
                state = await self._database.write(
                    settling.settle, claimed, result, self._clock(), asked
                )
                break
            except DatabaseBusy:
                # What is known must not be forgotten: it would be asked for, or lost.
                await asyncio.sleep(BUSY_PAUSE)
        log.info("text %d: %s", claimed.text_id, state, extra={"code": result.code, "state": state})
        return state

    async def _take_over(self) -> None:
        """Find out what became of texts whose worker went away in mid-send."""
        lost = await self._database.write(
            outbox.take_over, uuid4().hex, self._clock(), providers=self._gateways.names
        )
        for claimed in lost:
            provider = self._gateways.named(claimed.provider)
            await self._settle(provider, claimed, SendResult(Outcome.AMBIGUOUS))

    async def receive_due(self) -> int:
        """Store everything the gateways have waiting; return how many events there were."""
        count = 0
        while some := await self.receive_some():
            count += some
        return count

    async def receive_some(self) -> int:
        """The same for one handful of each gateway, so that a flood does not hold up sending."""
        count = 0
        for provider in self._gateways:
            for receipt, event in await provider.receive():
                received = await self._database.write(inbox.receive, provider, event, self._clock())
                if received.intake is Intake.UNKNOWN_LINE:
                    log.warning("%s has a text for a line of no campaign", provider.name)
                # Only after it is stored: an event that is not acknowledged comes again.
                await provider.acknowledge([receipt])
                count += 1
        return count

    async def next_due(self) -> datetime | None:
        """When the outbox next has something to do."""
        return await self._database.write(outbox.next_due)
