"""The worker: carries texts between the outbox and the gateways, and their news to the inbox.

Every messenger runs one, and so may other programs on the same database: they lease what
they send.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import datetime
from uuid import uuid4

from core import inbox, outbox
from core.clock import Clock, utc_now
from core.database import Database
from core.domain import TextState
from core.errors import TextbankError
from core.gateways import Gateways
from core.inbox import Intake
from core.outbox import Claim
from core.providers.base import Outcome, Provider, SendResult, TakenAnswer

log = logging.getLogger(__name__)

BATCH = 4
"""Texts claimed at a time: few, since what is claimed leaves even if its number is opted out."""


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
        while claims := await self._database.write(
            outbox.claim,
            uuid4().hex,
            self._clock(),
            limit=BATCH,
            ignore_hold=ignore_hold,
            providers=self._gateways.names,
        ):
            for claimed in claims:
                done[await self._deliver(claimed)] += 1
        return done

    async def _deliver(self, claimed: Claim) -> TextState:
        """Put one claimed text on the wire: the only place that does."""
        provider = self._gateways.named(claimed.provider)
        if self._clock() >= claimed.deadline:
            await self._database.write(outbox.release, claimed, self._clock())
            return TextState.QUEUED
        try:
            async with asyncio.timeout(outbox.SEND_TIMEOUT.total_seconds()):
                result = await provider.send(claimed.text)
        except TimeoutError:
            result = SendResult(Outcome.AMBIGUOUS, detail="no answer in time")
        return await self._settle(provider, claimed, result)

    async def _settle(self, provider: Provider, claimed: Claim, result: SendResult) -> TextState:
        asked: TakenAnswer | None = None
        if result.outcome is Outcome.AMBIGUOUS:
            try:
                asked = await provider.ask(claimed.text.reference)
            except TextbankError as error:
                # It could not be asked now: the lease runs out and it is asked again.
                log.warning("text %d: the provider could not be asked", claimed.text_id)
                log.debug("asking failed", exc_info=error)
                return TextState.SENDING
        state = await self._database.write(outbox.settle, claimed, result, self._clock(), asked)
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
