"""Opt-outs told to providers that keep a list of their own: late, once, and never in the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core import inbox
from core.accounts import AccountDraft, add_account
from core.consents import MAX_ATTEMPTS, TELL_AFTER
from core.desk import Desk
from core.domain import Behavior, Verdict
from core.models import lines
from core.providers.base import InboundMessage, Outcome, Refusal, SendResult
from core.undo import opt_in
from tests.core.gateway_world import LOST, SID, Clock, Wire, on_account, worker_of
from tests.core.world import ADMINISTRATOR, LINE, MARIA, SAM, World, make_campaign, open_desk

REFUSED = SendResult(Outcome.OPTED_OUT, code="21610", refusal=Refusal.BLOCKED)
SERVICE = {"messaging_service_sid": "MG0123456789abcdef0123456789abcdef"}
THERE = "+12025550177"


@pytest.fixture
def desk(office: Desk) -> Desk:
    return office


@pytest.fixture
async def world(desk: Desk) -> World:
    return await on_account(desk, Behavior.TYPE_2, (MARIA, SAM), SERVICE)


async def tell(desk: Desk, wire: Wire, clock: Clock) -> int:
    return await (await worker_of(desk, wire, clock)).tell_due()


async def let_back_in(desk: Desk, world: World, number: str = MARIA) -> None:
    database = await desk.database()
    await database.write(
        opt_in, world.organization_id, number, "Asked by mail", ADMINISTRATOR, desk.now()
    )


async def opt_out_and_confirm(desk: Desk, world: World, wire: Wire, clock: Clock) -> None:
    await desk.opt_out(world.conversation_with(MARIA))
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)


async def test_it_is_told_after_its_confirmation_and_once(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await desk.opt_out(world.conversation_with(MARIA))
    clock.now += timedelta(hours=1)
    assert await tell(desk, wire, clock) == 0, "its confirmation has not left"
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)
    assert await tell(desk, wire, clock) == 0, "the provider may still hold the confirmation"

    clock.now += TELL_AFTER
    assert await tell(desk, wire, clock) == 1
    clock.now += timedelta(days=1)
    assert await tell(desk, wire, clock) == 0
    await desk.opt_out(world.conversation_with(MARIA))
    clock.now += timedelta(days=1)
    assert await tell(desk, wire, clock) == 0

    assert wire.told == [(MARIA, True, "")]
    assert len(wire.sent) == 1


async def test_an_opt_in_takes_back_what_was_told(desk: Desk, world: World, clock: Clock) -> None:
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    clock.now += TELL_AFTER
    await tell(desk, wire, clock)

    await let_back_in(desk, world)
    await tell(desk, wire, clock)
    await desk.opt_out(world.conversation_with(MARIA))
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)
    clock.now += TELL_AFTER
    await tell(desk, wire, clock)

    assert wire.told == [(MARIA, True, ""), (MARIA, False, ""), (MARIA, True, "")]


async def test_what_ended_before_it_was_told_is_not_told(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    await let_back_in(desk, world)
    clock.now += timedelta(days=1)

    assert await tell(desk, wire, clock) == 0
    assert wire.told == []


async def test_the_contacts_own_stop_needs_no_telling_and_is_not_lifted(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    database = await desk.database()
    stop = InboundMessage("IN1", LINE, MARIA, "STOP", clock(), Verdict.STOP)
    await database.write(inbox.receive, wire, stop, clock())
    await desk.opt_out(world.conversation_with(MARIA))
    await let_back_in(desk, world)
    # The other way round: told first, then the contact's own STOP.
    await desk.opt_out(world.conversation_with(SAM))
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)
    clock.now += TELL_AFTER
    await tell(desk, wire, clock)
    stop = InboundMessage("IN2", LINE, SAM, "STOP", clock(), Verdict.STOP)
    await database.write(inbox.receive, wire, stop, clock())
    await let_back_in(desk, world, SAM)
    clock.now += timedelta(days=1)
    await tell(desk, wire, clock)

    assert wire.told == [(SAM, True, "")]
    assert (await desk.conversation(world.conversation_with(SAM))).block is not None


async def test_it_is_told_again_until_the_provider_took_it(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    clock.now += TELL_AFTER
    wire.answers = [LOST, *[SendResult(Outcome.RETRYABLE)] * 20]
    for _ in range(21):
        assert await tell(desk, wire, clock) == 1
        assert await tell(desk, wire, clock) == 0, "not before a while"
        clock.now += timedelta(hours=1)
    assert await tell(desk, wire, clock) == 1
    clock.now += timedelta(days=1)
    assert await tell(desk, wire, clock) == 0

    opted_out = (await desk.conversation(world.conversation_with(MARIA))).opted_out
    assert opted_out is not None
    assert opted_out.confirmation == "sent"


async def test_what_is_refused_for_good_is_given_up_and_kept_with_its_code(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    clock.now += TELL_AFTER
    wire.answers = [SendResult(Outcome.REFUSED, code="30050", refusal=Refusal.INVALID)] * 99
    for _ in range(99):
        await tell(desk, wire, clock)
        clock.now += timedelta(hours=1)

    assert len(wire.told) == MAX_ATTEMPTS
    rows = await desk.reader.rows("SELECT told, due_at, code FROM provider_consent")
    assert [tuple(row) for row in rows] == [(None, None, "30050")]
    assert (await desk.conversation(world.conversation_with(MARIA))).opted_out is not None


async def test_refusals_of_what_we_had_told_go_with_the_opt_in(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    clock.now += TELL_AFTER
    await tell(desk, wire, clock)
    await let_back_in(desk, world)
    await desk.reply(world.conversation_with(MARIA), "Welcome back!")
    wire.answers = [SendResult(Outcome.OPTED_OUT, code="21610")]
    await (await worker_of(desk, wire, clock)).send_due()
    assert (await desk.conversation(world.conversation_with(MARIA))).block is not None

    await tell(desk, wire, clock)

    assert (await desk.conversation(world.conversation_with(MARIA))).block is None


@pytest.mark.parametrize("refused", ["reply", "confirmation"])
async def test_a_refusal_older_than_our_telling_is_the_contacts_own_stop(
    desk: Desk, world: World, clock: Clock, refused: str
) -> None:
    """Its text got lost: neither is the list told, nor is the block lifted by an opt-in."""
    wire = Wire()
    maria = world.conversation_with(MARIA)
    worker = await worker_of(desk, wire, clock)
    if refused == "reply":
        await desk.reply(maria, "Will you vote?")
        wire.answers = [REFUSED]
        await worker.send_due()
        await desk.opt_out(maria)
    else:
        await desk.opt_out(maria)
        wire.answers = [REFUSED]
    await worker.send_due(ignore_hold=True)
    clock.now += TELL_AFTER
    await worker.tell_due()
    await let_back_in(desk, world)
    clock.now += TELL_AFTER
    await worker.tell_due()

    assert wire.told == []
    assert (await desk.conversation(maria)).block is not None


async def test_what_was_taken_back_is_no_telling_of_ours_any_more(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    clock.now += TELL_AFTER
    await tell(desk, wire, clock)
    await let_back_in(desk, world)
    await tell(desk, wire, clock)
    clock.now += TELL_AFTER
    # Since then the contact has texted STOP, and nobody here knows it but by this refusal.
    await desk.reply(world.conversation_with(MARIA), "Welcome back!")
    wire.answers = [REFUSED]
    await (await worker_of(desk, wire, clock)).send_due()
    await desk.opt_out(world.conversation_with(MARIA))
    clock.now += TELL_AFTER
    await tell(desk, wire, clock)
    await let_back_in(desk, world)
    await tell(desk, wire, clock)

    assert wire.told == [(MARIA, True, ""), (MARIA, False, "")]
    assert (await desk.conversation(world.conversation_with(MARIA))).block is not None


async def test_an_opt_in_told_to_one_account_lifts_no_block_of_another(
    desk: Desk, world: World, clock: Clock
) -> None:
    """Each account's list is taken back for itself, and with it the refusals on its lines."""
    other = Wire()
    other.name = "twilio-texas"
    draft = AccountDraft(other.name, "twilio", {"account_sid": SID}, Behavior.TYPE_2)
    await add_account(desk, draft, "Open Roads")
    fall = await make_campaign(desk, Behavior.TYPE_2, (MARIA,), campaign="Fall", line=THERE)
    mine = lines.update().where(lines.c.number == THERE).values(provider=other.name)
    await (await desk.database()).write(lambda connection: connection.execute(mine))
    wire = Wire()
    await opt_out_and_confirm(desk, world, wire, clock)
    clock.now += TELL_AFTER
    here, there = [await worker_of(desk, one, clock) for one in (wire, other)]
    await here.tell_due()
    await there.tell_due()
    await let_back_in(desk, world)
    wire.answers, other.answers = [REFUSED], [REFUSED]
    for campaign in (world, fall):
        await desk.reply(campaign.conversation_with(MARIA), "Welcome back!")
    await here.send_due()
    await there.send_due()

    await here.tell_due()

    assert (await desk.conversation(world.conversation_with(MARIA))).block is None
    assert (await desk.conversation(fall.conversation_with(MARIA))).block is not None
    await there.tell_due()
    assert (await desk.conversation(fall.conversation_with(MARIA))).block is None


async def test_where_no_list_is_named_each_line_has_one(database_path: Path, clock: Clock) -> None:
    async with open_desk(database_path, ADMINISTRATOR, clock) as desk:
        world = await on_account(desk, Behavior.TYPE_1, (MARIA,))
        wire = Wire()
        await opt_out_and_confirm(desk, world, wire, clock)
        clock.now += TELL_AFTER
        await tell(desk, wire, clock)

    assert wire.told == [(MARIA, True, LINE)]


async def test_the_messenger_tells_what_is_due(desk: Desk, world: World, clock: Clock) -> None:
    from core.carrying import Outgoing

    wire = Wire()
    outgoing = Outgoing(await worker_of(desk, wire, clock), desk.reader)
    assert not await outgoing.tell()
    await opt_out_and_confirm(desk, world, wire, clock)
    assert not await outgoing.tell()
    clock.now += TELL_AFTER
    assert await outgoing.tell()
    assert not await outgoing.tell()

    assert wire.told == [(MARIA, True, "")]


async def test_trouble_with_the_list_holds_up_no_text(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    worker = await worker_of(desk, wire, clock)
    for number in (MARIA, SAM):
        await desk.opt_out(world.conversation_with(number))
    await worker.send_due(ignore_hold=True)
    clock.now += TELL_AFTER
    wire.answers = [SendResult(Outcome.REFUSED, detail="HTTP 403", refusal=Refusal.BAD_CREDENTIALS)]

    # The first such answer ends the round: the next would be the same.
    assert await worker.tell_due() == 1
    assert await worker.tell_due() == 0
    assert len(wire.told) == 1
    await let_back_in(desk, world, SAM)
    await desk.reply(world.conversation_with(SAM), "Welcome back!")
    await worker.send_due()

    assert wire.sent[-1].body == "Welcome back!"


async def test_trouble_with_texts_tells_nothing_either(
    desk: Desk, world: World, clock: Clock
) -> None:
    wire = Wire()
    worker = await worker_of(desk, wire, clock)
    await desk.opt_out(world.conversation_with(MARIA))
    await worker.send_due(ignore_hold=True)
    await desk.reply(world.conversation_with(SAM), "Hello")
    wire.answers = [SendResult(Outcome.REFUSED, refusal=Refusal.BAD_CREDENTIALS)]
    await worker.send_due()
    clock.now += TELL_AFTER

    assert await worker.tell_due() == 0
