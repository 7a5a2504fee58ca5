"""Texts of an account that takes none: somebody opts out meanwhile, or their time ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from core import outbox
from core.accounts import remove_account
from core.desk import Desk
from core.domain import Behavior
from core.gateways import open_gateways
from core.leaving import CONFIRMATION_LIFE, FATE_UNKNOWN, NOT_IN_TIME, OPTED_OUT
from core.providers.base import OutboundText, Outcome, Refusal, SendResult
from core.worker import Worker
from tests.core.gateway_world import ACCOUNT, Clock, Wire, on_account, worker_of
from tests.core.world import MARIA, SAM, World


@pytest.fixture
def desk(office: Desk) -> Desk:
    return office


@pytest.fixture
async def world(desk: Desk) -> World:
    return await on_account(desk, Behavior.TYPE_1, (MARIA, SAM))


async def confirmations(desk: Desk) -> list[tuple[object, ...]]:
    sql = (
        "SELECT o.confirmation, t.state, t.reason FROM opt_out o JOIN text t ON t.opt_out_id = o.id"
    )
    return [tuple(row) for row in await desk.reader.rows(f"{sql} ORDER BY o.id")]


@pytest.mark.parametrize("gone", ["its secret is known nowhere", "it was removed"])
async def test_a_confirmation_that_nobody_can_send_is_recorded_as_not_sent(
    desk: Desk, world: World, clock: Clock, gone: str
) -> None:
    await desk.opt_out(world.conversation_with(MARIA))
    if gone == "it was removed":
        await remove_account(desk, ACCOUNT, in_use=True)
    clock.now += CONFIRMATION_LIFE
    await desk.opt_out(world.conversation_with(SAM))
    clock.now += timedelta(seconds=1)

    # A program that reaches no account at all.
    worker = Worker(await desk.database(), open_gateways(desk.path, clock), clock)
    await worker.send_due(ignore_hold=True)

    assert await confirmations(desk) == [
        ("expired", "dropped", NOT_IN_TIME),
        ("pending", "queued", ""),
    ]


async def test_of_one_that_may_have_left_it_is_not_known(
    desk: Desk, world: World, clock: Clock
) -> None:
    """Its worker went away in mid-send, and then the account: nobody can be asked."""
    await desk.opt_out(world.conversation_with(MARIA))
    await (await desk.database()).write(outbox.claim, "gone", clock(), ignore_hold=True)
    await remove_account(desk, ACCOUNT, in_use=True)
    worker = Worker(await desk.database(), open_gateways(desk.path, clock), clock)

    clock.now += CONFIRMATION_LIFE
    await worker.send_due()
    assert [found[:2] for found in await confirmations(desk)] == [("pending", "sending")]
    clock.now += timedelta(seconds=1)
    await worker.send_due()

    assert await confirmations(desk) == [("unknown", "unknown", FATE_UNKNOWN)]


class Slow(Wire):
    """A provider that has no use for a text, and lets something happen before it says so."""

    def __init__(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        super().__init__(SendResult(Outcome.REFUSED, refusal=Refusal.OUT_OF_MONEY))
        self._meanwhile = meanwhile

    async def send(self, text: OutboundText) -> SendResult:
        await self._meanwhile()
        return await super().send(text)


async def test_who_opts_out_while_a_text_is_refused_does_not_get_it_later(
    desk: Desk, world: World, clock: Clock
) -> None:
    maria = world.conversation_with(MARIA)

    async def opts_out() -> None:
        await desk.opt_out(maria)

    await desk.reply(maria, "Will you vote?")
    await (await worker_of(desk, Slow(opts_out), clock)).send_due()

    [reply] = [text for text in (await desk.conversation(maria)).texts if text.author == "ada"]
    assert (reply.state, reply.reason) == ("cancelled", OPTED_OUT)


async def test_a_confirmation_whose_time_ends_while_it_is_refused_does_not_wait_on(
    desk: Desk, world: World, clock: Clock
) -> None:
    async def time_passes() -> None:
        clock.now += timedelta(seconds=2)

    await desk.opt_out(world.conversation_with(MARIA))
    clock.now += CONFIRMATION_LIFE - timedelta(seconds=1)
    await (await worker_of(desk, Slow(time_passes), clock)).send_due()

    assert await confirmations(desk) == [("expired", "dropped", NOT_IN_TIME)]
