"""Rule 3's claims and leases, rule 4's retries and rule 12's 24 hours, on a clock of our own."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from core import outbox, settling
from core.domain import Confirmation, TextState
from core.gateways import Gateways
from core.providers.base import OutboundText, Outcome, SendResult
from core.providers.simulator import Simulator
from core.worker import Worker
from tests.core import rules_world
from tests.core.rules_world import ORGANIZATION, Scene
from tests.core.world import SAM, make_campaign

scene = rules_world.either_type
type1 = rules_world.type1


async def lose_a_worker(scene: Scene, *, after_sending: bool) -> outbox.Claim:
    """A worker that claims the one text that is due, and goes away."""
    [claimed] = await scene.database.write(outbox.claim, "gone", scene.clock())
    if after_sending:
        await scene.simulator.send(claimed.text)
    return claimed


@pytest.mark.parametrize("after_sending", [True, False])
@pytest.mark.parametrize("confirmation", [True, False])
async def test_a_lost_workers_text_is_taken_over_after_its_lease_by_asking(
    scene: Scene, after_sending: bool, confirmation: bool
) -> None:
    if confirmation:
        await scene.desk.opt_out(scene.maria)
        scene.clock.pass_time(seconds=6)
    else:
        await scene.desk.reply(scene.maria, rules_world.MESSAGE)
    await lose_a_worker(scene, after_sending=after_sending)

    # While the lease runs nobody touches it.
    assert not await scene.worker.send_due()
    assert await scene.messages() == (1 if after_sending else 0)
    scene.clock.pass_time(seconds=outbox.LEASE.total_seconds() + 1)
    for _ in range(3):
        await scene.worker.send_due()
        scene.clock.pass_time(minutes=5)

    assert await scene.messages() == 1


@pytest.mark.parametrize("after_sending", [True, False])
async def test_where_the_provider_cannot_be_asked_a_lost_workers_text_is_not_sent_again(
    scene: Scene, after_sending: bool
) -> None:
    await scene.simulator.configure(can_be_asked=False, delivery_reports=False)
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=6)
    await lose_a_worker(scene, after_sending=after_sending)
    for _ in range(3):
        scene.clock.pass_time(minutes=5)
        await scene.worker.send_due()

    assert await scene.messages() == (1 if after_sending else 0)
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.UNKNOWN


async def test_a_worker_that_comes_back_after_its_lease_writes_nothing(scene: Scene) -> None:
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    claimed = await lose_a_worker(scene, after_sending=True)
    scene.clock.pass_time(seconds=outbox.LEASE.total_seconds() + 1)
    await scene.worker.send_due()
    assert (await scene.text(text_id))["state"] == TextState.SENT

    refused = SendResult(Outcome.REFUSED)
    state = await scene.database.write(settling.settle, claimed, refused, scene.clock())

    assert state is TextState.SENT
    assert (await scene.text(text_id))["state"] == TextState.SENT


async def test_only_the_holder_of_the_claim_settles_a_text(scene: Scene) -> None:
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    old = await lose_a_worker(scene, after_sending=False)
    scene.clock.pass_time(seconds=outbox.LEASE.total_seconds() + 1)
    await scene.worker.take_over()
    scene.clock.pass_time(minutes=5)
    [new] = await scene.database.write(outbox.claim, "new", scene.clock())

    for act in (
        scene.database.write(settling.settle, old, SendResult(Outcome.REFUSED), scene.clock()),
        scene.database.write(outbox.release, old, scene.clock()),
    ):
        await act

    text = await scene.text(text_id)
    assert (text["state"], text["claim"]) == (TextState.SENDING, "new")
    assert await scene.deliver(new) is TextState.SENT


async def test_the_lease_outlasts_the_longest_send() -> None:
    assert outbox.CLAIM_DEADLINE.total_seconds() <= 5
    assert outbox.LEASE > outbox.CLAIM_DEADLINE + outbox.SEND_TIMEOUT


async def test_only_retryable_errors_are_tried_again_and_later_each_time(scene: Scene) -> None:
    await scene.simulator.configure(refuse_rate=1.0)
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    waits = []
    while (await scene.text(text_id))["state"] in (TextState.QUEUED, TextState.SENDING):
        before = scene.clock()
        await scene.worker.send_due()
        row = await scene.text(text_id)
        if row["state"] == TextState.QUEUED:
            waits.append((row["due_at"] - before).total_seconds())
            assert not await scene.worker.send_due()
            scene.clock.now = row["due_at"]

    assert waits == [2, 4, 8, 16, 32, 64, 128]
    assert (await scene.text(text_id))["state"] == TextState.FAILED
    assert await scene.phone() == []


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.OPTED_OUT])
async def test_a_refusal_that_will_not_help_is_not_tried_again(
    scene: Scene, outcome: Outcome
) -> None:
    await scene.simulator.configure(refuse_next=1, refuse_outcome=outcome)
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    await scene.worker.send_due()
    state = (await scene.text(text_id))["state"]
    scene.clock.pass_time(hours=1)

    assert not await scene.worker.send_due()
    assert state == (TextState.FAILED if outcome is Outcome.REFUSED else TextState.BLOCKED)
    assert await scene.phone() == []


async def test_a_confirmation_is_tried_for_its_whole_life(scene: Scene) -> None:
    await scene.simulator.configure(refuse_rate=1.0)
    await scene.desk.opt_out(scene.maria)
    for _ in range(20):
        scene.clock.pass_time(hours=1)
        await scene.worker.send_due()
    await scene.simulator.configure(refuse_rate=0.0)
    scene.clock.pass_time(hours=1)
    await scene.worker.send_due()

    assert await scene.messages() == 1
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.SENT


async def test_a_confirmation_that_could_not_leave_within_24_hours_is_dropped(
    scene: Scene,
) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(hours=24, seconds=1)

    await scene.worker.send_due()

    assert await scene.messages() == 0
    record = await scene.opt_out_of()
    assert record["confirmation"] == Confirmation.EXPIRED
    assert record["ended_at"] is None
    [confirmation] = await scene.confirmations()
    assert confirmation["state"] == TextState.DROPPED
    assert "24 hours" in confirmation["reason"]


async def test_just_within_24_hours_it_still_leaves(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(hours=24)

    await scene.worker.send_due()

    assert await scene.messages() == 1


async def test_many_texts_that_may_not_leave_do_not_hold_up_those_that_may(
    scene: Scene,
) -> None:
    numbers = [f"+1415555{index:04d}" for index in range(2_000, 2_060)]
    fall = await make_campaign(
        scene.desk, scene.behavior, numbers, campaign="Fall", line="+12025550111"
    )
    for number in numbers:
        await scene.desk.reply(fall.conversation_with(number), "Hello")
    for number in numbers:
        # As another program's crash could leave them: queued, on a line now blocked.
        await scene.database.write(
            settling.record_block,
            fall.line_id,
            number,
            settling.Evidence.REFUSAL,
            scene.clock(),
        )
    await scene.desk.reply(scene.world.conversation_with(SAM), "Hello Sam")

    await scene.worker.send_due()

    assert await scene.phone(SAM) == [(ORGANIZATION, "Hello Sam")]


class SlowSimulator(Simulator):
    """A gateway whose answer never comes, though the text is taken."""

    async def send(self, text: OutboundText) -> SendResult:
        await super().send(text)
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


async def test_an_answer_that_does_not_come_in_time_is_ambiguous_and_asked_for(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "SEND_TIMEOUT", timedelta(milliseconds=50))
    slow = SlowSimulator(type1.simulator._store.path, clock=type1.clock)
    worker = Worker(type1.database, Gateways([slow]), type1.clock)
    text_id = await type1.desk.reply(type1.maria, "Will you vote?")

    await worker.send_due()

    assert (await type1.text(text_id))["state"] == TextState.SENT
    assert await type1.phone() == [(ORGANIZATION, "Will you vote?")]
    await slow.close()


async def test_what_the_provider_put_off_does_not_wait_for_a_number_opted_out_meanwhile(
    scene: Scene,
) -> None:
    await scene.desk.reply(scene.maria, "Hi Maria!")
    await scene.worker.send_due()
    await scene.desk.reply(scene.maria, "Are you there?")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    await scene.desk.opt_out(scene.maria)

    state = await scene.database.write(
        settling.settle, claimed, SendResult(Outcome.RETRYABLE), scene.clock()
    )

    assert state is TextState.CANCELLED
    # Undo gives it back as a draft, like all that its opt-out cancelled.
    assert (await scene.desk.undo()).restored
    assert (await scene.desk.conversation(scene.maria)).draft == "Are you there?"
