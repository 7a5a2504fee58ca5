"""The worker: carries texts between the outbox and the gateways, and their news to the inbox.

Every messenger runs one, and so may other programs on the same database: they lease what
they send.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from core import consents, inbox, outbox, settling
from core.clock import Clock, utc_now
from core.consents import Telling
from core.database import Database
from core.domain import TextState
from core.errors import DatabaseBusy, NotFound, TextbankError
from core.gateways import Gateways
from core.inbox import Intake
from core.outbox import Claim, Claims
from core.pausing import PATIENCE, places_of
from core.providers.base import (
    DeliveryReport,
    Event,
    Outcome,
    Provider,
    SendResult,
    Taken,
    TakenAnswer,
    TellsOptOuts,
)
from core.seeing_through import see_through
from core.sending import Sending
from core.settling import Answer
from core.training.database import is_training_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")
R = TypeVar("R")

log = logging.getLogger(__name__)

BUSY_PAUSE = 0.5
"""Seconds between two tries to write down what became of texts while the database is locked."""


TELLINGS = 20
"""So many tellings are one round: other work has its turn between two."""

HANDFUL = 100
"""So many delivery reports are stored in one transaction."""

MESSAGE_WEIGHT = 34
"""How many delivery reports a text from a contact counts as: it is read, and marked."""


class Worker:
    """Sends what is due and receives what waits; one task at a time runs it.

    Raises:
        TrainingOnly: The database is for training, and a gateway is not simulated.
        DatabaseError: The database cannot be read.
    """

    def __init__(self, database: Database, gateways: Gateways, clock: Clock = utc_now) -> None:
        if is_training_file(database.path):
            gateways.must_be_simulated()
        self._database = database
        self._gateways = gateways
        self._clock = clock

    def now(self) -> datetime:
        """The moment it is, by this worker's clock."""
        return self._clock()

    async def send_due(self, *, ignore_hold: bool = False) -> Counter[TextState]:
        """Send everything that is due; return how many texts ended in which state.

        Args:
            ignore_hold: Do not wait for undo windows or for times to try again.
        """
        await self._gateways.look()
        sending = Sending(self, ignore_hold)
        # What is on the wire is seen through, even if this worker is told to stop.
        return await see_through(sending.run(), on_cancel=sending.stop)

    async def claim(
        self, limit: int, ignore_hold: bool, on_the_wire: Iterable[Claim] = ()
    ) -> Claims:
        """Claim texts that are due, by a transaction of their own.

        Args:
            limit: How many at most.
            ignore_hold: Do not wait for undo windows or for times to try again.
            on_the_wire: What has no answer yet: nothing is claimed beside it where it is not
                known whether texts are taken.
        """
        in_doubt = self._gateways.in_doubt
        under_way = {
            place
            for one in (on_the_wire if in_doubt else ())
            for place in places_of(one.provider, one.line_id) & in_doubt
        }
        return await self._database.write_behind(
            outbox.claim,
            uuid4().hex,
            self._clock(),
            limit=limit,
            ignore_hold=ignore_hold,
            providers=[name for name in self._gateways.names if (name, None) not in under_way],
            held_lines=[
                *self._gateways.held_lines,
                *(line_id for _, line_id in under_way if line_id is not None),
            ],
            in_doubt=in_doubt,
        )

    async def release(self, claims: Sequence[Claim]) -> None:
        """Give back what was claimed and not put on the wire."""
        await self._write_surely(outbox.release_all, claims)

    async def _write_surely(
        self, transaction: Callable[[Connection, Sequence[T], datetime], R], what: Sequence[T]
    ) -> R:
        """Write down what must not be forgotten, however long the database is locked."""
        while True:
            try:
                return await self._database.write_behind(transaction, what, self._clock())
            except DatabaseBusy:
                await asyncio.sleep(BUSY_PAUSE)

    async def carry(
        self,
        claimed: Claim,
        began: float | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Answer | TextState | None:
        """Put one claimed text on the wire: the only place that does.

        Args:
            claimed: What may leave.
            began: The monotonic time just before it was claimed; None is now.
            stopped: Whether nothing is to leave any more.

        Returns:
            The answer, still to be settled; or the text's state, where there is none; or None
            where it was not put on the wire, and is still to be released.
        """
        try:
            provider = self._gateways.named(claimed.provider)
        except NotFound:
            return None  # Its account was removed just now.
        before = await self._asked(provider, claimed) if claimed.tried else None
        if before is not None and before.taken is Taken.YES:
            return Answer(claimed, SendResult(Outcome.TAKEN, before.provider_message_id))
        async with self._gateways.room(provider):
            late = (
                began is not None and monotonic() - began >= outbox.CLAIM_DEADLINE.total_seconds()
            )
            if late or self._clock() >= claimed.deadline or stopped():
                return None
            if not self._gateways.lets(claimed.provider, claimed.line_id):
                return None  # What others were answered meanwhile holds for this one, too.
            result = await self._send(provider, claimed)
        return await self._answer(provider, claimed, result)

    async def _send(self, provider: Provider, claimed: Claim) -> SendResult:
        leaving = self._gateways.leaves(claimed.provider, claimed.line_id)
        result = SendResult(Outcome.AMBIGUOUS, detail="no answer in time")
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(outbox.SEND_TIMEOUT.total_seconds()):
                    result = await provider.send(claimed.text)
            result = await self._gateways.judged(provider, result)
        finally:
            self._gateways.heed(leaving, result)
        return result

    async def _answer(
        self, provider: Provider, claimed: Claim, result: SendResult
    ) -> Answer | TextState:
        if result.outcome is not Outcome.AMBIGUOUS:
            return Answer(claimed, result)
        asked = await self._asked(provider, claimed)
        # Where it could not be asked the lease runs out, and it is asked again.
        return TextState.SENDING if asked is None else Answer(claimed, result, asked)

    async def _asked(self, provider: Provider, claimed: Claim) -> TakenAnswer | None:
        """What the provider says of a text; None where it could not be asked just now."""
        try:
            return await provider.ask(claimed.text.reference)
        except TextbankError as error:
            log.warning("text %d: the provider could not be asked", claimed.text_id)
            log.debug("asking failed", exc_info=error)
            return None

    async def _settle(self, provider: Provider, claimed: Claim, result: SendResult) -> TextState:
        answer = await self._answer(provider, claimed, result)
        return (await self.settle([answer]))[0] if isinstance(answer, Answer) else answer

    async def settle(self, answers: Sequence[Answer]) -> list[TextState]:
        """Write down what became of texts, in one transaction; return their states."""
        states = await self._write_surely(settling.settle_all, answers)
        for answer, state in zip(answers, states, strict=True):
            code = answer.result.code
            log.info(
                "text %d: %s", answer.claimed.text_id, state, extra={"code": code, "state": state}
            )
        return states

    async def take_over(self) -> int:
        """Find out what became of texts whose worker went away in mid-send; how many were."""
        lost = await self._database.write_behind(
            outbox.take_over, uuid4().hex, self._clock(), providers=self._gateways.open_names
        )
        for claimed in lost:
            provider = self._gateways.named(claimed.provider)
            await self._settle(provider, claimed, SendResult(Outcome.AMBIGUOUS))
        return len(lost)

    async def receive_due(self) -> int:
        """Store everything the gateways have waiting; return how many events there were."""
        count = 0
        while some := await self.receive_some():
            count += some
        return count

    async def receive_some(self, before: Callable[[], Awaitable[None]] | None = None) -> int:
        """The same for one handful of each gateway, so that a flood does not hold up sending.

        Args:
            before: Awaited where there is something, before the transaction that stores it.
        """
        count = 0
        for provider in self._gateways:
            for some in _handfuls(await provider.receive()):
                receipts, events = [one[0] for one in some], [one[1] for one in some]
                if before is not None:
                    await before()
                received = await self._database.write_behind(
                    inbox.receive_all, provider, events, self._clock()
                )
                if any(one.intake is Intake.UNKNOWN_LINE for one in received):
                    log.warning("%s has a text for a line of no campaign", provider.name)
                # Only after it is stored: an event that is not acknowledged comes again.
                await provider.acknowledge(receipts)
                count += len(some)
        return count

    async def next_due(self) -> datetime | None:
        """When the outbox next has something to do."""
        return await self._database.write_behind(outbox.next_due)

    async def tell_due(self) -> int:
        """Tell providers of opt-outs, and of opt-ins, for their own lists; how many were tried."""
        await self._gateways.look()
        for count in range(TELLINGS):
            # One at a time: none waits for others while its claim grows old.
            if not (names := self._gateways.told_now):
                return count
            claimed = await self._database.write_behind(
                consents.claim_tellings, uuid4().hex, self._clock(), names, limit=1
            )
            if not claimed:
                return count
            await self._tell(claimed[0])
        return TELLINGS

    async def _tell(self, telling: Telling) -> None:
        try:
            provider = self._gateways.named(telling.account)
        except NotFound:
            return  # Its account was removed just now.
        assert isinstance(provider, TellsOptOuts)
        result = await tell_provider(provider, telling, self._may_tell)
        if result is None:
            return  # It is to be told anew, or somebody else tells it.
        self._gateways.heed_telling(telling.account, result)
        await self._database.write_behind(consents.settle_telling, telling, result, self._clock())

    async def _may_tell(self, telling: Telling) -> bool:
        """Whether it may leave now: its claim stands, and keeps others away until it is told."""
        began = monotonic()
        stands = await self._database.write_behind(consents.hold_telling, telling, self._clock())
        return stands and monotonic() - began < outbox.CLAIM_DEADLINE.total_seconds()


async def tell_provider(
    provider: TellsOptOuts, telling: Telling, may_leave: Callable[[Telling], Awaitable[bool]]
) -> SendResult | None:
    """Tell one provider about one number, on every list that it keeps for the account.

    What one list refuses is told to the others all the same.

    Args:
        provider: The account's.
        telling: What to tell.
        may_leave: Asked right before each request.

    Returns:
        The worst of the answers; None where it may not leave any more.
    """
    worst = SendResult(Outcome.TAKEN)
    for line in telling.lists:
        if not await may_leave(telling):
            return None
        is_out = telling.wanted == consents.OUT
        result = await provider.tell_opt_out(telling.number, is_out, line=line)
        worst = consents.worse(worst, result)
        if result.refusal in PATIENCE:
            break  # The next list would answer the same.
    return worst


def _handfuls(events: Sequence[tuple[str, Event]]) -> Iterator[list[tuple[str, Event]]]:
    """Events in their order: reports many at once, texts, which take longer, a few."""
    some: list[tuple[str, Event]] = []
    weight = 0
    for one in events:
        some.append(one)
        weight += 1 if isinstance(one[1], DeliveryReport) else MESSAGE_WEIGHT
        if weight >= HANDFUL:
            yield some
            some, weight = [], 0
    if some:
        yield some
