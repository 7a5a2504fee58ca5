"""Opt-outs told to lists of single lines: each list for itself, and none by an old claim."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from core import inbox
from core.blocks import record_block
from core.consents import TELL_AFTER
from core.desk import Desk
from core.domain import Behavior, Evidence, Verdict
from core.models import lines
from core.providers.base import InboundMessage, Outcome, Refusal, SendResult
from core.undo import opt_in
from tests.core.gateway_world import ACCOUNT, TAKEN, Clock, Wire, on_account, worker_of
from tests.core.world import ADMINISTRATOR, DANA, LINE, MARIA, SAM, World

SERVICE = "MG0123456789abcdef0123456789abcdef"
SECOND, THIRD = "+12025550199", "+12025550198"


class SlowWire(Wire):
    """A provider that lets something happen while it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def tell_opt_out(self, number: str, opted_out: bool, *, line: str = "") -> SendResult:
        result = await super().tell_opt_out(number, opted_out, line=line)
        if self.meanwhile is not None:
            await self.meanwhile()
        return result


@pytest.fixture
def desk(office: Desk) -> Desk:
    return office


@pytest.fixture
async def world(desk: Desk) -> World:
    """An account whose three lines have a list each."""
    world = await on_account(desk, Behavior.TYPE_2, (MARIA, SAM, DANA))
    more = [
        {
            "organization_id": world.organization_id,
            "provider": ACCOUNT,
            "number": number,
            "behavior": Behavior.TYPE_2,
        }
        for number in (SECOND, THIRD)
    ]
    await (await desk.database()).write(lambda connection: connection.execute(lines.insert(), more))
    return world


async def opt_out(desk: Desk, world: World, wire: Wire, clock: Clock, *numbers: str) -> None:
    """Opt numbers out, with their confirmations; what is to be told of it is due."""
    for number in numbers:
        await desk.opt_out(world.conversation_with(number))
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)
    clock.now += TELL_AFTER


async def let_back_in(desk: Desk, world: World) -> None:
    reason = "Asked by mail"
    await (await desk.database()).write(
        opt_in, world.organization_id, MARIA, reason, ADMINISTRATOR, desk.now()
    )


async def row_of(desk: Desk) -> tuple[object, ...]:
    [row] = await desk.reader.rows("SELECT wanted, told, code FROM provider_consent")
    return tuple(row)


async def test_what_one_list_refuses_is_told_to_the_others(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out(desk, world, wire, clock, MARIA)
    wire.answers = [
        SendResult(Outcome.REFUSED, code="60201", refusal=Refusal.INVALID),
        SendResult(Outcome.RETRYABLE, code="500"),
        TAKEN,
    ]
    worker = await worker_of(desk, wire, clock)
    every = [(MARIA, True, line) for line in (LINE, SECOND, THIRD)]

    assert await worker.tell_due() == 1
    assert wire.told == every
    assert await row_of(desk) == ("out", None, "500")
    clock.now += timedelta(hours=1)
    assert await worker.tell_due() == 1

    assert wire.told == every * 2
    assert await row_of(desk) == ("out", "out", "")


async def test_an_account_that_refuses_everything_is_asked_once(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out(desk, world, wire, clock, MARIA)
    wire.answers = [SendResult(Outcome.REFUSED, refusal=Refusal.BAD_CREDENTIALS)]

    await (await worker_of(desk, wire, clock)).tell_due()

    assert wire.told == [(MARIA, True, LINE)]


async def test_the_contacts_own_stop_counts_for_the_list_of_that_line(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    stop = InboundMessage("IN1", LINE, MARIA, "STOP", clock(), Verdict.STOP)
    await (await desk.database()).write(inbox.receive, wire, stop, clock())
    worker = await worker_of(desk, wire, clock)

    await opt_out(desk, world, wire, clock, MARIA)
    assert await worker.tell_due() == 1
    assert wire.told == [(MARIA, True, SECOND), (MARIA, True, THIRD)]
    # What we told is taken back; the contact's own STOP is not.
    await let_back_in(desk, world)
    assert await worker.tell_due() == 1

    assert wire.told[2:] == [(MARIA, False, SECOND), (MARIA, False, THIRD)]
    assert (await desk.conversation(world.conversation_with(MARIA))).block is not None


async def test_what_is_taken_back_meanwhile_is_told_to_no_further_list(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = SlowWire()
    await opt_out(desk, world, wire, clock, MARIA)
    worker = await worker_of(desk, wire, clock)

    async def take_back() -> None:
        wire.meanwhile = None
        await let_back_in(desk, world)

    wire.meanwhile = take_back
    await worker.tell_due()

    back = [(MARIA, False, line) for line in (LINE, SECOND, THIRD)]
    assert wire.told == [(MARIA, True, LINE), *back]
    assert await row_of(desk) == ("in", "in", "")


async def test_an_old_answer_to_an_opt_in_lifts_nothing(desk: Desk, clock: Clock) -> None:
    """While it was under way another program told the next opt-out: that is what is refused."""
    world = await on_account(desk, Behavior.TYPE_2, (MARIA,), {"messaging_service_sid": SERVICE})
    wire, other = SlowWire(), Wire()
    await opt_out(desk, world, wire, clock, MARIA)
    worker, another = await worker_of(desk, wire, clock), await worker_of(desk, other, clock)
    await worker.tell_due()
    await let_back_in(desk, world)

    async def opted_out_again() -> None:
        wire.meanwhile = None
        await opt_out(desk, world, wire, clock, MARIA)
        await another.tell_due()
        refused = (world.line_id, MARIA, Evidence.REFUSAL, clock(), "21610")
        await (await desk.database()).write(record_block, *refused)

    wire.meanwhile = opted_out_again
    await worker.tell_due()

    # Which of the two came last is not known: it is told once more.
    assert other.told == [(MARIA, True, "")]
    assert wire.told == [(MARIA, True, ""), (MARIA, False, ""), (MARIA, True, "")]
    assert (await desk.conversation(world.conversation_with(MARIA))).block is not None


async def test_no_claim_grows_old_behind_others(desk: Desk, world: World, clock: Clock) -> None:
    """However long a round takes, another program tells nothing of it a second time."""
    wire, other = SlowWire(), Wire()
    await opt_out(desk, world, wire, clock, MARIA, SAM)
    worker, another = await worker_of(desk, wire, clock), await worker_of(desk, other, clock)

    async def time_passes() -> None:
        clock.now += timedelta(seconds=20)
        await another.tell_due()

    wire.meanwhile = time_passes
    await worker.tell_due()

    told = [*wire.told, *other.told]
    assert len(told) == len(set(told)) == 6
