"""Many opted out at once: what is done, what is left alone, and taken back as one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

import pytest

from core.domain import Behavior, Confirmation
from core.triage import TriageSession
from core.triage_bulk import Marked, opt_out_some
from core.triage_claims import Holder
from core.undo_window import HOLD, move_windows
from tests.core import triage_world
from tests.core.rules_world import OwnClock
from tests.core.triage_world import (
    AMY,
    DANA,
    INA,
    LEO,
    MARIA,
    SAM,
    TriageScene,
    consistent,
    session_of,
)
from tests.core.world import ADMINISTRATOR, JO, World, make_campaign

both_types = triage_world.both_types
of_jo = triage_world.of_jo

ASKS = "please stop texting me"


@dataclass
class SlowWork:
    """A clock by which everything that is done takes some seconds."""

    clock: OwnClock
    seconds: float

    def __call__(self) -> datetime:
        self.clock.pass_time(seconds=self.seconds)
        return self.clock()


async def many_ask(scene: TriageScene, count: int = 45) -> World:
    """Another campaign whose contacts all ask."""
    numbers = [f"+1415555{place:04}" for place in range(1_000, 1_000 + count)]
    many = await make_campaign(
        scene.desk, Behavior.TYPE_1, numbers, campaign="Winter", line="+12025550122"
    )
    for number in numbers:
        await scene.simulator.say(many.line, number, ASKS)
    await scene.worker.receive_due()
    return many


async def told(scene: TriageScene, many: World) -> int:
    """How many of them have our message on their phones."""
    await scene.worker.send_due()
    await scene.worker.receive_due()
    return sum([await scene.messages(number, many.line) for number in many.numbers])


async def test_many_are_opted_out_and_taken_back_as_one(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM, LEO, INA):
        await scene.asks(number, ASKS if number == INA else "STOP")
    mark = await session.mark()
    ids = await session.matching("is:optout")
    preview = await session.preview_many(ids)
    assert (preview.conversations, preview.confirmations, preview.gone) == (4, 3, 0)
    assert [(p.behavior, p.conversations, p.confirmations, p.told) for p in preview.parts] == [
        (Behavior.TYPE_1, 2, 2, 0),
        (Behavior.TYPE_2, 2, 1, 1),
    ]
    progress: list[tuple[int, int]] = []

    done = await session.opt_out_many(ids, mark.text_id, lambda *at: progress.append(at), "bulk")
    again = await session.opt_out_many(ids, mark.text_id, operation_id="bulk")

    assert (done.opted_out, done.already, done.skipped, done.confirmations) == (4, 0, (), 3)
    assert (again.opted_out, again.skipped) == (4, ())
    assert progress == [(4, 4)]
    assert len(await scene.presses()) == 4
    assert (await session.counts()).opted_out == 4

    undone = await session.undo()

    assert undone.undone
    assert set(undone.conversation_ids) == set(ids)
    assert undone.explanation == "4 opt-outs are taken back."
    assert await scene.waiting(session) == list(ids)
    done = await session.opt_out_many(ids, mark.text_id)
    await scene.pass_undo_window()
    numbers = (MARIA, SAM, LEO, INA)
    assert [await scene.confirmed(number) for number in numbers] == [1, 1, 0, 1]
    late = await session.undo()
    assert not late.undone
    assert "4 it is too late" in late.explanation
    await consistent(scene)


async def test_a_batch_leaves_alone_what_it_should_and_says_why(scene: TriageScene) -> None:
    for number in (MARIA, SAM, DANA, LEO, INA):
        await scene.asks(number, ASKS)
    async with session_of(scene) as jo, session_of(scene, ADMINISTRATOR) as ada:
        mark = await jo.mark()
        ids = await jo.matching("stop")
        await ada.take(scene.maria)
        await scene.asks(SAM, "sorry, I meant keep me")
        await jo.not_an_opt_out(await jo.take(scene.talk(DANA)))
        await scene.desk_of(AMY).opt_out(scene.talk(LEO))

        done = await jo.opt_out_many([*ids, 9_999], mark.text_id)

    why = {one.name: one.why for one in done.skipped}
    assert (done.opted_out, done.already) == (1, 1)
    assert set(why) == {"Maria Lopez", "Sam Okafor", "Dana Fox", ""}
    assert "ada has" in why["Maria Lopez"]
    assert "something new" in why["Sam Okafor"]
    assert "jo decided" in why["Dana Fox"]
    await scene.pass_undo_window()
    assert [await scene.confirmed(number) for number in (MARIA, SAM, DANA, LEO, INA)] == [
        *(0, 0, 0, 1, 1)
    ]


async def test_the_same_number_twice_in_a_batch_is_one_opt_out(
    scene: TriageScene, session: TriageSession
) -> None:
    twice = await make_campaign(
        scene.desk, Behavior.TYPE_1, (MARIA,), campaign="Winter", line="+12025550122"
    )
    await scene.asks(MARIA, ASKS)
    await scene.says(ASKS, MARIA, twice.line)
    ids = await session.matching("is:optout")
    assert (await session.preview_many(ids)).confirmations == 1

    done = await session.opt_out_many(ids, (await session.mark()).text_id)

    assert (done.opted_out, done.already, done.confirmations) == (1, 1, 1)
    undone = await session.undo()
    assert len(undone.conversation_ids) == 2
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.WITHDRAWN
    assert len(await scene.waiting(session)) == 2


async def test_a_batch_that_is_cancelled_keeps_what_it_did_for_undo(
    scene: TriageScene, session: TriageSession
) -> None:
    numbers = (await many_ask(scene)).numbers
    ids = await session.matching("campaign:winter")
    assert len(ids) == len(numbers)

    def stop(done: int, _: int) -> None:
        task.cancel()

    task = asyncio.create_task(session.opt_out_many(ids, (await session.mark()).text_id, stop))
    with pytest.raises(asyncio.CancelledError):
        await task

    decided = (await session.counts()).opted_out
    assert 0 < decided < len(numbers)
    undone = await session.undo()
    assert len(undone.conversation_ids) == decided
    assert (await session.counts()).waiting == len(numbers)


async def test_the_undo_window_of_a_batch_begins_when_all_of_it_is_done(
    scene: TriageScene, session: TriageSession
) -> None:
    """7: undo works for some seconds, however long the batch itself took."""
    many = await many_ask(scene, 25)
    ids = await session.matching("campaign:winter")
    text_id = (await session.mark()).text_id
    scene.desk._clock = SlowWork(scene.clock, 4)
    done = await session.opt_out_many(ids, text_id)
    assert done.undo_until is not None
    assert (done.undo_until - scene.clock()).total_seconds() == 5
    scene.desk._clock = scene.clock
    scene.clock.pass_time(seconds=1)
    assert await told(scene, many) == 0

    # Taking it back takes longer than the window was: none of it leaves meanwhile.
    scene.desk._clock = SlowWork(scene.clock, 3)
    undone = await session.undo()

    assert undone.explanation == "25 opt-outs are taken back."
    assert undone.conversation_ids == tuple(ids)
    scene.clock.pass_time(seconds=HOLD.total_seconds() + 6)
    assert await told(scene, many) == 0
    assert list(await session.matching("campaign:winter")) == list(ids)
    await consistent(scene)


async def test_each_of_a_batch_is_told_once_when_its_window_is_over(
    scene: TriageScene, session: TriageSession
) -> None:
    many = await many_ask(scene, 12)
    ids = await session.matching("campaign:winter")
    text_id = (await session.mark()).text_id
    # Somebody else's press is not held for the batch.
    await scene.desk_of(AMY).opt_out(ids[3])
    done = await session.opt_out_many(ids, text_id)
    assert (done.opted_out, done.already) == (11, 1)

    scene.clock.pass_time(seconds=6)

    assert await told(scene, many) == 12
    late = await session.undo()
    assert late.explanation == "Nothing is taken back. For 12 it is too late: they stand."
    await consistent(scene)


async def test_after_a_crash_in_a_batch_the_opt_outs_stand_and_confirmations_leave(
    scene: TriageScene, session: TriageSession
) -> None:
    """1 and 7: what is done is done, though the end of the batch never comes."""
    many = await many_ask(scene, 3)
    marked = [Marked(one, (await session.mark()).text_id) for one in many.conversations]
    holder = Holder("gone", JO)
    await scene.database.write(opt_out_some, holder, marked, "bulk", scene.clock())

    scene.clock.pass_time(seconds=6)
    assert await told(scene, many) == 0
    scene.clock.pass_time(seconds=HOLD.total_seconds())

    assert await told(scene, many) == 3
    # The end comes too late to open the windows again.
    presses = [press["id"] for press in await scene.presses()]
    until = await scene.database.write(move_windows, presses, scene.clock())
    assert until is not None
    assert until <= scene.clock()
    assert not (await scene.desk.undo()).undone
    await consistent(scene)


async def test_one_of_two_is_spoken_of_as_one(scene: TriageScene, session: TriageSession) -> None:
    for number in (MARIA, SAM):
        await scene.asks(number, ASKS)
    await session.opt_out_many(await scene.waiting(session), (await session.mark()).text_id)
    await scene.desk_of(AMY).opt_out(scene.maria)

    undone = await session.undo()

    assert undone.explanation == (
        "2 opt-outs are taken back. 1 stays opted out: somebody else opted them out, too."
    )
