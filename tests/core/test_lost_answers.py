"""A text whose answer was lost is settled by a report that carries our reference, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import inbox, outbox
from core.desk import Desk
from core.domain import Behavior, TextState
from core.outbox import Claim
from core.providers.base import (
    Delivery,
    DeliveryReport,
    InboundMessage,
    Outcome,
    Refusal,
    SendResult,
)
from core.settling import Answer
from core.worker import Worker
from tests.core.gateway_world import LOST, Clock, Wire, on_account, worker_of
from tests.core.world import DANA, LINE, MARIA, SAM, World


@pytest.fixture
def desk(office: Desk) -> Desk:
    return office


@pytest.fixture
async def world(desk: Desk) -> World:
    return await on_account(desk, Behavior.TYPE_1, (MARIA, SAM, DANA))


async def reported(
    desk: Desk, wire: Wire, clock: Clock, delivery: Delivery, message_id: str, reference: str
) -> None:
    report = DeliveryReport(message_id, delivery, clock(), reference=reference)
    await (await desk.database()).write(inbox.receive, wire, report, clock())


async def state_of(desk: Desk, conversation_id: int) -> TextState:
    return (await desk.conversation(conversation_id)).texts[-1].state


async def carried(worker: Worker, claimed: Claim) -> Answer:
    answer = await worker.carry(claimed)
    assert isinstance(answer, Answer)
    return answer


async def send(desk: Desk, wire: Wire, clock: Clock) -> None:
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)


@pytest.mark.parametrize(
    ("delivery", "state"),
    [
        (Delivery.DELIVERED, TextState.DELIVERED),
        (Delivery.FAILED, TextState.FAILED),
        (Delivery.OPTED_OUT, TextState.BLOCKED),
    ],
)
async def test_a_report_settles_what_may_have_been_sent(
    desk: Desk, world: World, clock: Clock, delivery: Delivery, state: TextState
) -> None:
    wire = Wire(LOST)
    one = world.conversation_with(MARIA)
    await desk.reply(one, "Will you vote?")
    await send(desk, wire, clock)
    assert await state_of(desk, one) is TextState.UNKNOWN
    reference = wire.sent[0].reference

    await reported(desk, wire, clock, delivery, "SM9", reference)
    assert await state_of(desk, one) is state
    # Again, and later once more by its name alone: nothing changes.
    await reported(desk, wire, clock, delivery, "SM9", reference)
    await reported(desk, wire, clock, Delivery.DELIVERED, "SM9", "")

    assert await state_of(desk, one) is state
    await send(desk, wire, clock)
    assert len(wire.sent) == 1


@pytest.mark.parametrize("refusal", [None, Refusal.RATE_LIMITED, Refusal.UNREACHABLE])
async def test_a_text_that_waits_for_another_try_is_not_sent_again(
    desk: Desk, world: World, clock: Clock, refusal: Refusal | None
) -> None:
    wire = Wire(SendResult(Outcome.RETRYABLE, refusal=refusal))
    one = world.conversation_with(MARIA)
    await desk.reply(one, "Will you vote?")
    await send(desk, wire, clock)
    assert await state_of(desk, one) is TextState.QUEUED

    await reported(desk, wire, clock, Delivery.DELIVERED, "SM9", wire.sent[0].reference)
    clock.now += timedelta(hours=1)
    await send(desk, wire, clock)

    assert await state_of(desk, one) is TextState.DELIVERED
    assert len(wire.sent) == 1


async def test_a_lost_confirmation_counts_as_sent_once_it_is_reported(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire(LOST)
    one = world.conversation_with(MARIA)
    await desk.opt_out(one)
    await send(desk, wire, clock)
    opted_out = (await desk.conversation(one)).opted_out
    assert opted_out is not None
    assert opted_out.confirmation == "unknown"

    await reported(desk, wire, clock, Delivery.DELIVERED, "SM9", wire.sent[0].reference)

    opted_out = (await desk.conversation(one)).opted_out
    assert opted_out is not None
    assert opted_out.confirmation == "sent"


async def test_a_confirmation_that_a_provider_in_trouble_may_have_taken_is_not_sent_again(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire(SendResult(Outcome.AMBIGUOUS, retry_after=1.0))
    one = world.conversation_with(MARIA)
    await desk.opt_out(one)
    await send(desk, wire, clock)
    clock.now += timedelta(hours=1)
    await send(desk, wire, clock)

    opted_out = (await desk.conversation(one)).opted_out
    assert opted_out is not None
    assert (opted_out.confirmation, len(wire.sent)) == ("unknown", 1)


async def test_a_name_that_a_provider_gives_twice_costs_no_other_text_its_answer(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire(SendResult(Outcome.TAKEN, "SM9"), SendResult(Outcome.TAKEN, "SM9"))
    one, two = world.conversation_with(MARIA), world.conversation_with(SAM)
    await reported(desk, wire, clock, Delivery.DELIVERED, "SM9", "")
    await desk.opt_out(one)
    await desk.opt_out(two)
    await desk.reply(world.conversation_with(DANA), "Will you vote?")
    worker = await worker_of(desk, wire, clock)
    claims = await (await desk.database()).write(outbox.claim, "a", clock(), ignore_hold=True)
    await worker.settle([(await carried(worker, claimed)) for claimed in claims])

    rows = await desk.reader.rows("SELECT state, provider_message_id FROM text ORDER BY id")
    assert [tuple(row) for row in rows] == [("delivered", "SM9"), ("sent", None), ("sent", "SM3")]
    for conversation_id in (one, two):
        opted_out = (await desk.conversation(conversation_id)).opted_out
        assert opted_out is not None
        assert opted_out.confirmation == "sent"


async def test_what_never_left_or_is_not_ours_is_settled_by_nothing(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire, other = Wire(LOST), Wire()
    other.name = "another"
    one, two = world.conversation_with(MARIA), world.conversation_with(SAM)
    await desk.reply(one, "Will you vote?")
    await send(desk, wire, clock)
    await desk.reply(two, "Will you vote?")
    [row] = await desk.reader.rows("SELECT reference FROM text WHERE attempts = 0")

    await reported(desk, wire, clock, Delivery.DELIVERED, "SM8", row[0])
    await reported(desk, wire, clock, Delivery.DELIVERED, "SM7", "of another database")
    await reported(desk, other, clock, Delivery.DELIVERED, "SM6", wire.sent[0].reference)

    assert await state_of(desk, one) is TextState.UNKNOWN
    assert await state_of(desk, two) is TextState.QUEUED


# Refusals that say nothing of the text


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal.BAD_CREDENTIALS,
        Refusal.OUT_OF_MONEY,
        Refusal.SUSPENDED,
        Refusal.DENIED,
        Refusal.LINE_DENIED,
        Refusal.RATE_LIMITED,
        Refusal.UNREACHABLE,
    ],
)
async def test_texts_outlast_trouble_of_the_account(
    desk: Desk, world: World, clock: Clock, refusal: Refusal
) -> None:
    passing = refusal in (Refusal.RATE_LIMITED, Refusal.UNREACHABLE)
    outcome = Outcome.RETRYABLE if passing else Outcome.REFUSED
    wire = Wire(*[SendResult(outcome, refusal=refusal)] * 12)
    one = world.conversation_with(MARIA)
    await desk.reply(one, "Will you vote?")
    for _ in range(12):
        await send(desk, wire, clock)
        text = (await desk.conversation(one)).texts[-1]
        assert text.state is TextState.QUEUED
        assert text.reason.startswith("Waiting: ")
        clock.now += timedelta(minutes=11)
    await send(desk, wire, clock)

    assert await state_of(desk, one) is TextState.SENT


async def test_a_provider_that_asks_for_patience_gets_it(
    desk: Desk, world: World, clock: Clock
) -> None:
    busy = SendResult(Outcome.RETRYABLE, refusal=Refusal.RATE_LIMITED, retry_after=90)
    wire = Wire(busy)
    one, two = world.conversation_with(MARIA), world.conversation_with(SAM)
    await desk.reply(one, "Will you vote?")
    worker = await worker_of(desk, wire, clock)
    await worker.send_due()
    assert len(wire.sent) == 1
    await desk.reply(two, "Will you vote?")
    # Nothing else is sent there meanwhile either.
    await worker.send_due()
    assert len(wire.sent) == 1

    clock.now += timedelta(seconds=89)
    await send(desk, wire, clock)
    assert [text.number for text in wire.sent] == [MARIA, SAM]
    clock.now += timedelta(seconds=2)
    await send(desk, wire, clock)
    assert [text.number for text in wire.sent] == [MARIA, SAM, MARIA]


# Media


async def test_media_are_kept_as_links(desk: Desk, world: World, clock: Clock) -> None:
    links = ("https://media.example.org/1.jpg", "javascript:alert(1)", "http://m.example.org/2")
    message = InboundMessage("MM1", LINE, MARIA, "", clock(), media=links)
    await (await desk.database()).write(inbox.receive, Wire(), message, clock())

    [text] = (await desk.conversation(world.conversation_with(MARIA))).texts
    assert text.media == (links[0], links[2])
