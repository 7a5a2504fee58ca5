"""A text that is to leave and does not says why, wherever it is shown."""

from __future__ import annotations

from pathlib import Path

from core import outbox
from core.desk import Desk
from core.domain import Behavior, TextState
from core.exporting import opt_out_records
from core.models import lines
from core.providers.base import Outcome, Refusal, SendResult
from core.why_waiting import NO_MESSENGER, NO_SERVE, unsent_for
from tests.core import rules_world
from tests.core.gateway_world import Wire, on_account, worker_of
from tests.core.rules_world import OwnClock, Scene
from tests.core.world import ADMINISTRATOR, MARIA, SAM

type1 = rules_world.type1

NO_ENTRY = SendResult(Outcome.REFUSED, refusal=Refusal.BAD_CREDENTIALS)
REFUSED = "Waiting: the provider does not accept our credentials."
ABOUT = "Your organization's opt-out message is about to be sent."


async def why(desk: Desk, conversation_id: int) -> str:
    """What the latest text of a conversation says."""
    text = (await desk.conversation(conversation_id)).texts[-1]
    assert text.state is TextState.QUEUED
    return text.reason


async def test_what_nobody_sends_for_a_minute_says_so(type1: Scene) -> None:
    await type1.desk.reply(type1.maria, "Hello?")

    assert await why(type1.desk, type1.maria) == ""
    type1.clock.pass_time(seconds=59)
    assert await why(type1.desk, type1.maria) == ""
    assert await unsent_for(type1.desk.reader, type1.maria, type1.clock()) is None
    type1.clock.pass_time(seconds=1)
    assert await why(type1.desk, type1.maria) == NO_MESSENGER
    waited = await unsent_for(type1.desk.reader, type1.maria, type1.clock())
    assert waited is not None
    assert waited.total_seconds() == 60
    await type1.worker.send_due()
    assert await unsent_for(type1.desk.reader, type1.maria, type1.clock()) is None


async def test_texts_of_a_line_that_goes_slowly_wait_for_their_turn(type1: Scene) -> None:
    for number in (MARIA, SAM):
        await type1.desk.reply(type1.world.conversation_with(number), "Hello?")
    await type1.database.write(
        lambda connection: connection.execute(lines.update().values(texts_per_second=1))
    )
    type1.clock.pass_time(minutes=2)
    await type1.database.write(outbox.claim, "a", type1.clock(), limit=1)

    sam = type1.world.conversation_with(SAM)
    assert await why(type1.desk, sam) == "Waits for its turn: the line sends 1 a second."
    assert await unsent_for(type1.desk.reader, sam, type1.clock()) is None


async def test_behind_one_that_the_account_cannot_send_the_others_say_the_same(
    database_path: Path,
) -> None:
    clock = OwnClock()
    async with Desk(database_path, ADMINISTRATOR, clock) as desk:
        world = await on_account(desk, Behavior.TYPE_1, (MARIA, SAM))
        worker = await worker_of(desk, Wire(NO_ENTRY, NO_ENTRY), clock)  # type: ignore[arg-type]
        maria, sam = world.conversations
        await desk.opt_out(maria)
        clock.pass_time(seconds=6)
        [record] = [one async for one in opt_out_records(desk.reader, now=clock())]
        assert record.confirmation_reason == ABOUT

        await worker.send_due()
        await desk.reply(sam, "Hello?")
        clock.pass_time(seconds=61)

        assert await why(desk, sam) == REFUSED
        [record] = [one async for one in opt_out_records(desk.reader, now=clock())]
        words = f"Your organization's opt-out message has not left yet. {REFUSED}"
        assert record.confirmation_reason == words
        shown = (await desk.conversation(maria)).opted_out
        assert shown is not None
        assert shown.explanation == words


async def test_on_an_account_it_is_serve_that_does_not_send(database_path: Path) -> None:
    clock = OwnClock()
    async with Desk(database_path, ADMINISTRATOR, clock) as desk:
        world = await on_account(desk, Behavior.TYPE_1, (MARIA,))
        await desk.opt_out(world.conversations[0])
        clock.pass_time(minutes=3)

        [record] = [one async for one in opt_out_records(desk.reader, now=clock())]
        assert record.confirmation_reason.endswith(f"has not left yet. {NO_SERVE}")
        assert await why(desk, world.conversations[0]) == NO_SERVE
