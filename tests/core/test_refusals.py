"""First messages that the provider refuses: a run stops, and nobody has them, so they go again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from core import first_messages as first
from core import inbox
from core.checkup_refusals import look_at_refusals
from core.database import Database
from core.desk import Desk
from core.domain import Behavior, SetAside, TextState
from core.errors import SendingRefused
from core.findings import Level
from core.gateways import Gateways
from core.models import campaigns, lines
from core.providers.base import (
    Delivery,
    DeliveryReport,
    InboundMessage,
    Outcome,
    Refusal,
    SendResult,
)
from core.quick_send import QuickSend, QuickSendProgress, QuickSendState
from core.worker import Worker
from tests.core.gateway_world import ACCOUNT, LOST, Wire, on_account
from tests.core.world import ADMINISTRATOR, World, make_campaign

NO_SUCH_LINE = SendResult(Outcome.REFUSED, code="40305", refusal=Refusal.UNKNOWN_LINE)
NO_NUMBER = SendResult(Outcome.REFUSED, code="40310", refusal=Refusal.UNKNOWN_NUMBER)
WORDS = (
    "The provider refused it: the sending number is none that this account can text from (40305)."
)
THERE = "+12025550177"
PEOPLE = tuple(f"+1415555{number:04}" for number in range(200, 220))


@dataclass
class Fall:
    """A campaign of twenty on a line of an account, and what its provider answers."""

    desk: Desk
    world: World
    wire: Wire
    worker: Worker

    async def run(self, *, refused: bool = False) -> tuple[QuickSendProgress, QuickSend]:
        """QuickSend, with somebody who sends."""
        run = QuickSend(self.desk, self.world.assignment_id, refused=refused)
        sending = asyncio.create_task(self._send())
        try:
            async with asyncio.timeout(20):
                progress = await run.run()
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        await self.worker.send_due()
        return progress, run

    async def _send(self) -> None:
        while True:
            await self.worker.send_due()
            await asyncio.sleep(0.005)

    async def send_first(self, conversation_id: int) -> first.SentFirstMessage:
        sent = await first.send_first_message(self.desk, conversation_id)
        await self.worker.send_due()
        return sent


@asynccontextmanager
async def fall(path: Path, *answers: SendResult) -> AsyncIterator[Fall]:
    async with Desk(path, ADMINISTRATOR) as desk:
        world = await on_account(desk, Behavior.TYPE_1, PEOPLE)
        database = await desk.database()

        def allow(connection: Connection) -> None:
            connection.execute(update(campaigns).values(script="Hi!", quick_send=True))

        await database.write(allow)
        await no_hours(database)
        wire = Wire(*answers)
        worker = Worker(database, Gateways([wire]), desk.now)
        yield Fall(desk, world, wire, worker)


async def no_hours(database: Database) -> None:
    await database.write(
        lambda connection: connection.exec_driver_sql("UPDATE organization SET hours_enforced = 0")
    )


async def test_a_run_stops_after_three_equal_refusals_and_leaves_the_rest_unsent(
    database_path: Path,
) -> None:
    async with fall(database_path, *[NO_SUCH_LINE] * 20) as day:
        progress, run = await day.run()

        assert progress.state is QuickSendState.REFUSED
        assert progress.refusal == WORDS
        assert len(day.wire.sent) == progress.queued == 3
        outcomes = await run.outcomes()
        assert (outcomes.refused, outcomes.sent, outcomes.refusals) == (3, 0, (WORDS,))
        state = await first.first_messages_state(day.desk, day.world.assignment_id)
        assert (state.to_send, state.failed, state.sent) == (17, 3, 0)

        [found] = [one async for one in look_at_refusals(day.desk.reader)]
        assert found.level is Level.TROUBLE
        assert found.words.startswith(f"3 conversations end with a text that “{ACCOUNT}” refused")
        assert found.words.endswith(WORDS)
        day.wire.answers.clear()
        await day.send_first(day.world.conversations[5])
        [found] = [one async for one in look_at_refusals(day.desk.reader)]
        assert found.level is Level.NOTE
        await day.run(refused=True)
        assert [one async for one in look_at_refusals(day.desk.reader)] == []


async def test_what_is_refused_for_several_reasons_or_now_and_then_stops_nothing(
    database_path: Path,
) -> None:
    answers = [NO_NUMBER, NO_SUCH_LINE, NO_NUMBER, SendResult(Outcome.TAKEN), NO_NUMBER, NO_NUMBER]
    async with fall(database_path, *answers) as day:
        progress, run = await day.run()

        assert progress.state is QuickSendState.FINISHED
        outcomes = await run.outcomes()
        assert (outcomes.sent, outcomes.refused) == (15, 5)


async def test_numbers_that_cannot_be_texted_stop_nothing_however_many_follow_each_other(
    database_path: Path,
) -> None:
    async with fall(database_path, *[NO_NUMBER] * 7) as day:
        progress, run = await day.run()

        assert progress.state is QuickSendState.FINISHED
        outcomes = await run.outcomes()
        assert (outcomes.sent, outcomes.refused) == (13, 7)
        assert outcomes.refusals[0].startswith("The provider refused it: the contact's number")


async def test_a_run_of_two_waits_to_say_that_both_were_refused(database_path: Path) -> None:
    async with fall(database_path, *[NO_SUCH_LINE] * 2) as day:
        for conversation_id in day.world.conversations[2:]:
            await first.skip_first_message(day.desk, conversation_id)

        progress, run = await day.run()

        assert progress.state is QuickSendState.FINISHED
        assert (await run.outcomes()).refused == 2


async def test_refused_ones_are_sent_again_and_those_that_somebody_may_have_never(
    database_path: Path,
) -> None:
    async with fall(database_path, NO_SUCH_LINE, LOST, NO_SUCH_LINE, NO_SUCH_LINE) as day:
        eva, tom, kim, *_ = day.world.conversations
        await day.send_first(eva)
        await day.send_first(tom)
        assert [text.state for text in (await day.desk.conversation(tom)).texts] == [
            TextState.UNKNOWN
        ]
        await day.send_first(kim)

        again = await day.send_first(eva)
        once_more = await day.send_first(eva)
        assert not again.already
        assert not once_more.already
        assert [text.state for text in (await day.desk.conversation(eva)).texts] == [
            TextState.FAILED,
            TextState.FAILED,
            TextState.SENT,
        ]
        held_down = await day.send_first(eva)
        assert (held_down.already, held_down.state) == (True, TextState.SENT)
        maybe = await day.send_first(tom)
        assert (maybe.already, maybe.state) == (True, TextState.UNKNOWN)
        assert maybe.reason
        assert len(day.wire.sent) == 5

        progress, run = await day.run(refused=True)
        assert (progress.total, progress.queued) == (1, 1)
        assert (await run.outcomes()).sent == 1
        assert day.wire.sent[-1].number == day.world.numbers[2]
        state = await first.first_messages_state(day.desk, day.world.assignment_id)
        # Eva's and Kim's came through, Tom's may have.
        assert (state.sent, state.failed, state.to_send) == (3, 0, 17)


async def test_what_the_provider_took_and_the_network_did_not_deliver_is_not_sent_again(
    database_path: Path,
) -> None:
    async with fall(database_path) as day:
        eva = day.world.conversations[0]
        await day.send_first(eva)
        report = DeliveryReport("SM1", Delivery.FAILED, day.desk.now(), "30006")
        await (await day.desk.database()).write(
            inbox.receive_all, day.wire, [report], day.desk.now()
        )

        again = await day.send_first(eva)

        assert (again.already, again.state) == (True, TextState.FAILED)
        assert len(day.wire.sent) == 1
        progress, _ = await day.run(refused=True)
        assert progress.total == 0


async def test_nobody_who_asks_to_opt_out_elsewhere_or_was_texted_there_gets_a_first_message(
    database_path: Path,
) -> None:
    async with fall(database_path, *[NO_NUMBER] * 3) as day:
        asks, texted, neither, silent, *_ = PEOPLE
        for conversation in day.world.conversations[:3]:
            await day.send_first(conversation)
        # The same people on another line, as after a mistake in the first one.
        other = await make_campaign(day.desk, Behavior.TYPE_1, PEOPLE, campaign="Again", line=THERE)
        database, now = await day.desk.database(), day.desk.now()
        theirs = lines.update().values(provider=ACCOUNT)
        await database.write(lambda connection: connection.execute(theirs))
        greet = update(campaigns).values(script="Hi!")
        await database.write(lambda connection: connection.execute(greet))
        await day.send_first(other.conversation_with(texted))
        for number in (asks, silent):
            message = InboundMessage(f"IN{number}", THERE, number, "please stop texting me", now)
            await database.write(inbox.receive, day.wire, message, now)

        progress, _ = await day.run(refused=True)
        assert (progress.total, progress.queued) == (1, 1)
        assert day.wire.sent[-1].number == neither

        await day.run()
        assert silent not in {text.number for text in day.wire.sent}
        [aside] = await first.set_aside_messages(day.desk, day.world.assignment_id)
        assert (aside.conversation_id, aside.set_aside) == (
            day.world.conversation_with(silent),
            SetAside.ASKING,
        )
        with pytest.raises(SendingRefused, match="asks to opt out in another campaign"):
            await first.send_first_message(day.desk, aside.conversation_id)
        # Once they want to be texted again, it is the texter's to send.
        message = InboundMessage("IN-START", THERE, silent, "START", day.desk.now())
        await database.write(inbox.receive, day.wire, message, message.at)
        assert not (await first.send_first_message(day.desk, aside.conversation_id)).already


async def test_who_wrote_or_opted_out_since_gets_no_refused_message_again(
    database_path: Path,
) -> None:
    async with fall(database_path, *[NO_NUMBER] * 2) as day:
        eva, tom, *_ = day.world.conversations
        await day.send_first(eva)
        await day.send_first(tom)
        await day.desk.opt_out(eva)
        await day.desk.reply(tom, "Are you there?")

        progress, _ = await day.run(refused=True)

        assert (progress.total, progress.queued) == (0, 0)
