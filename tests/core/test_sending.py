"""Many texts at once: what goes first, in which order, at which pace, and what a stop leaves."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from core import inbox, outbox, settling, turns
from core.domain import TextKind, TextState
from core.gateways import Gateways
from core.models import lines, texts
from core.providers.base import (
    Delivery,
    DeliveryReport,
    OutboundText,
    Outcome,
    Refusal,
    SendResult,
    TakenAnswer,
)
from core.providers.simulator import Simulator
from core.worker import Worker
from tests.core import rules_world
from tests.core.rules_world import MESSAGE, ORGANIZATION, Scene
from tests.core.world import SAM, World, make_campaign

type1 = rules_world.type1

WORDS = "Will you vote?"
DENIED = SendResult(Outcome.REFUSED, refusal=Refusal.DENIED)


async def fall(scene: Scene, people: int, line: str = "+12025550111") -> World:
    """Another campaign with so many first messages in the outbox."""
    numbers = [f"+1415555{index:04d}" for index in range(2_000, 2_000 + people)]
    made = await make_campaign(scene.desk, scene.behavior, numbers, campaign=line, line=line)
    for number in numbers:
        await scene.desk.reply(made.conversation_with(number), WORDS)
    return made


async def test_confirmations_and_replies_leave_before_first_messages_that_waited_longer(
    type1: Scene,
) -> None:
    await type1.texted()
    await fall(type1, 60)
    type1.clock.pass_time(minutes=1)
    await type1.desk.opt_out(type1.world.conversation_with(SAM))
    type1.clock.pass_time(seconds=6)
    await type1.desk.reply(type1.maria, "Tuesday!")

    claims = await type1.database.write(outbox.claim, "a", type1.clock(), limit=3)

    assert [claimed.text.body for claimed in claims] == [MESSAGE, "Tuesday!", WORDS]


async def test_the_lines_take_turns(type1: Scene) -> None:
    for line in ("+12025550111", "+12025550112"):
        await fall(type1, 30, line)
    await type1.desk.reply(type1.maria, WORDS)

    claims = await type1.database.write(outbox.claim, "a", type1.clock(), limit=12)

    shares = Counter(claimed.text.line for claimed in claims)
    assert shares[type1.world.line] == 1
    assert sorted(shares.values()) == [1, 5, 6]


async def test_texts_to_one_contact_arrive_in_their_order_while_others_leave_beside_them(
    type1: Scene,
) -> None:
    made = await fall(type1, 40)
    bodies = [f"{count} of 20" for count in range(20)]
    for body in bodies:
        await type1.desk.reply(type1.maria, body)

    done = await type1.worker.send_due()

    assert done == {TextState.SENT: 60}
    assert await type1.phone() == [(ORGANIZATION, body) for body in bodies]
    for number in made.numbers:
        assert await type1.phone(number) == [(ORGANIZATION, WORDS)]


async def test_a_text_that_is_tried_again_is_not_overtaken_by_the_next_to_the_same_contact(
    type1: Scene,
) -> None:
    await type1.texted()
    await type1.desk.reply(type1.maria, "First")
    await type1.simulator.configure(refuse_next=1)
    await type1.worker.send_due()
    await type1.desk.reply(type1.maria, "Second")
    await type1.worker.send_due()
    # What waits behind it is not what there is to do next.
    [first, _] = [row["due_at"] for row in await type1.rows(texts, texts.c.state == "queued")]
    assert await type1.worker.next_due() == first > type1.clock()
    while await type1.worker.next_due() is not None:
        type1.clock.pass_time(seconds=1)
        await type1.worker.send_due()

    assert [body for _, body in await type1.phone()][-2:] == ["First", "Second"]


async def test_a_text_that_is_never_taken_does_not_silence_a_conversation(type1: Scene) -> None:
    await type1.texted()
    first = await type1.desk.reply(type1.maria, "First")
    await type1.desk.reply(type1.maria, "Second")
    for tries in range(turns.WAITED_FOR):
        [claimed] = await type1.database.write(outbox.claim, f"try {tries}", type1.clock())
        assert claimed.text_id == first
        await type1.database.write(settling.settle, claimed, DENIED, type1.clock())
        type1.clock.pass_time(minutes=11)
    [claimed] = await type1.database.write(outbox.claim, "last", type1.clock())
    await type1.database.write(settling.settle, claimed, DENIED, type1.clock())

    await type1.worker.send_due()

    assert (await type1.phone())[-1] == (ORGANIZATION, "Second")


async def test_a_line_sends_at_the_pace_its_provider_takes_whoever_sends(type1: Scene) -> None:
    made = await fall(type1, 100)
    await type1.desk.reply(type1.maria, WORDS)
    await type1.database.write(
        lambda connection: connection.execute(
            lines.update().where(lines.c.id == made.line_id).values(texts_per_second=10)
        )
    )
    sent: list[int] = []
    for step in range(40):
        # Two programs take turns: the pace is the line's.
        claims = await type1.database.write(
            outbox.claim, f"worker {step % 2}", type1.clock(), limit=50
        )
        if step == 0:
            # Another line waits for nothing.
            assert type1.world.line in {claimed.text.line for claimed in claims}
            assert claims.again is None
        sent.append(sum(claimed.text.line == made.line for claimed in claims))
        if not claims:
            assert claims.again is not None
            assert type1.clock() < claims.again <= type1.clock() + timedelta(seconds=0.4)
        type1.clock.pass_time(seconds=0.05)

    assert sent[0] <= 3
    assert 18 <= sum(sent) <= 23
    assert max(sum(sent[at : at + 20]) for at in range(20)) <= 13


async def test_a_clock_that_was_set_back_does_not_silence_a_line(type1: Scene) -> None:
    made = await fall(type1, 1)
    await type1.database.write(
        lambda connection: connection.execute(
            lines.update()
            .where(lines.c.id == made.line_id)
            .values(texts_per_second=1, paced_until=type1.clock() + timedelta(days=1))
        )
    )

    assert await type1.worker.send_due() == {TextState.SENT: 1}


class HeldSimulator(Simulator):
    """A gateway that takes texts, and answers when it is told to."""

    def __init__(self, of: Simulator, scene: Scene) -> None:
        super().__init__(of._store.path, clock=scene.clock)
        self.taken = 0
        self.most = asyncio.Event()
        self.answers = asyncio.Event()

    async def send(self, text: OutboundText) -> SendResult:
        result = await super().send(text)
        self.taken += 1
        self.most.set()
        await self.answers.wait()
        return result


async def test_a_worker_that_is_told_to_stop_claims_nothing_more_and_forgets_no_answer(
    type1: Scene,
) -> None:
    await fall(type1, 400)
    held = HeldSimulator(type1.simulator, type1)
    sending = asyncio.create_task(Worker(type1.database, Gateways([held]), type1.clock).send_due())
    await held.most.wait()

    sending.cancel()
    await asyncio.sleep(0)
    held.answers.set()
    await asyncio.wait([sending])

    assert sending.cancelled()
    states = Counter(row["state"] for row in await type1.rows(texts))
    assert states[TextState.SENT] == held.taken
    assert states == {TextState.SENT: held.taken, TextState.QUEUED: 400 - held.taken}
    await held.close()


class SlowToAsk(HeldSimulator):
    """A gateway that thinks about what became of a text for as long as it likes."""

    async def ask(self, reference: str) -> TakenAnswer:
        self.most.set()
        await self.answers.wait()
        return await super().ask(reference)


async def test_what_a_stopped_worker_has_claimed_and_not_sent_is_free_at_once(
    type1: Scene,
) -> None:
    made = await fall(type1, 100)
    await type1.database.write(
        # Tried before, so that the gateway is asked before they leave.
        lambda connection: connection.execute(texts.update().values(attempts=1))
    )
    slow = SlowToAsk(type1.simulator, type1)
    sending = asyncio.create_task(Worker(type1.database, Gateways([slow]), type1.clock).send_due())
    await slow.most.wait()
    assert TextState.SENDING in {row["state"] for row in await type1.rows(texts)}

    sending.cancel()
    await asyncio.sleep(0)
    sending.cancel()
    slow.answers.set()
    await asyncio.wait([sending])

    assert sending.cancelled()
    rows = await type1.rows(texts)
    assert {(row["state"], row["claim"], row["attempts"]) for row in rows} == {
        (TextState.QUEUED, None, 1)
    }
    assert slow.taken == 0
    # No lease is waited for.
    assert await type1.worker.send_due() == {TextState.SENT: 100}
    for number in made.numbers:
        assert await type1.phone(number) == [(ORGANIZATION, WORDS)]
    await slow.close()


async def test_a_claim_that_is_given_back_after_an_opt_out_does_not_leave(type1: Scene) -> None:
    await type1.desk.reply(type1.maria, WORDS)
    claims = await type1.database.write(outbox.claim, "a", type1.clock())
    await type1.desk.opt_out(type1.maria)

    await type1.worker.release(claims)

    [text] = await type1.rows(texts, texts.c.kind == TextKind.INITIAL)
    assert text["state"] == TextState.CANCELLED
    assert await type1.worker.send_due() == {}


async def test_every_text_that_leaves_was_recorded_as_leaving_before(type1: Scene) -> None:
    made = await fall(type1, 150)
    seen: list[str] = []

    class Witness(Simulator):
        async def send(self, text: OutboundText) -> SendResult:
            # Read by another connection: what it sees is committed.
            row = await type1.desk.reader.row(
                "SELECT state FROM text WHERE reference = ?", (text.reference,)
            )
            assert row is not None
            seen.append(row[0])
            return await super().send(text)

    witness = Witness(type1.simulator._store.path, clock=type1.clock)
    await Worker(type1.database, Gateways([witness]), type1.clock).send_due()

    assert seen == [TextState.SENDING] * len(made.numbers)
    await witness.close()


async def test_reports_that_come_together_are_each_stored_once(type1: Scene) -> None:
    await type1.simulator.configure(delivery_reports=False)
    made = await fall(type1, 3)
    await type1.worker.send_due()
    rows = await type1.rows(texts, texts.c.kind == TextKind.INITIAL)
    first, second, third = (row["provider_message_id"] for row in rows)

    def report(message_id: str, delivery: Delivery = Delivery.DELIVERED) -> DeliveryReport:
        return DeliveryReport(message_id, delivery, type1.clock())

    reports = [
        report(first),
        report(second, Delivery.FAILED),
        report("not-known-yet"),
        report(first, Delivery.FAILED),
        report(second),
        report(third, Delivery.OPTED_OUT),
    ]
    before = await type1.desk.revision()
    for _ in range(2):
        await type1.database.write(inbox.receive_all, type1.simulator, reports, type1.clock())

    states = [row["state"] for row in await type1.rows(texts, texts.c.kind == TextKind.INITIAL)]
    assert states == [TextState.DELIVERED, TextState.FAILED, TextState.BLOCKED]
    row = await type1.conversation_row(made.conversations[2])
    assert row["wants_out"]
    assert await type1.desk.revision() > before
