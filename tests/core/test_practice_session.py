"""A practice session's database is a training database, worked through the same core."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.clock import StandingClock
from core.desk import Desk
from core.domain import Behavior, Closing, Texter, TextState
from core.errors import TrainingOnly
from core.simulation import simulator_of
from core.training.database import is_training_file
from core.training.practice_plan import PracticePlan, ReplyKind, plan_practice
from core.training.practice_reads import standings
from core.training.practice_session import PracticeTraffic, build_practice
from core.training.practice_standing import Done

JO = Texter("jo")
NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)


def seconds() -> float:
    return 0.0


async def ids(desk: Desk) -> dict[str, int]:
    rows = await desk.reader.rows("SELECT number, id FROM conversation")
    return {row[0]: row[1] for row in rows}


async def reply_all(desk: Desk, plan: PracticePlan) -> None:
    await PracticeTraffic(plan, seconds).run(desk)
    await (await desk.worker()).receive_due()


@pytest.mark.parametrize("behavior", Behavior)
async def test_everybody_was_texted_by_hand_and_nobody_replied_yet(
    tmp_path: Path, behavior: Behavior
) -> None:
    plan = plan_practice(7, 6, behavior)
    path = tmp_path / "practice.sqlite"

    await build_practice(path, plan, JO, lambda: NOW)

    assert is_training_file(path)
    async with Desk(path, JO, lambda: NOW) as desk:
        [assignment] = await desk.assignments()
        assert assignment.behavior is behavior
        assert (assignment.conversations, assignment.unsent, assignment.replies) == (6, 0, 0)
        for one in plan.conversations:
            view = await desk.conversation((await ids(desk))[one.number])
            [first] = view.texts
            assert first.state is TextState.DELIVERED
            assert (one.first_name or "there") in first.body
            assert "jo" in first.body
        assert await standings(desk.reader) == {}


async def test_a_practice_database_refuses_real_providers(tmp_path: Path) -> None:
    path = tmp_path / "practice.sqlite"
    await build_practice(path, plan_practice(7, 3), JO)

    async with Desk(path, JO) as desk:
        gateways = await desk.gateways()
        assert gateways.names == ("simulator",)
        with pytest.raises(TrainingOnly):
            gateways.named("twilio")


async def test_replies_come_at_their_times_and_say_what_the_plan_says(tmp_path: Path) -> None:
    plan = plan_practice(7, 6, pace=5.0)
    path = tmp_path / "practice.sqlite"
    await build_practice(path, plan, JO, lambda: NOW)
    clock = StandingClock(NOW)
    later = plan.conversations[-1].arrives_at

    async with Desk(path, JO, clock) as desk:
        traffic = PracticeTraffic(plan, lambda: (clock.now - NOW).total_seconds())
        talking = asyncio.create_task(traffic.run(desk))
        while traffic.said < 4:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.15)  # Longer than it looks away from the clock.
        assert (traffic.said, traffic.over) == (4, False)
        clock.advance(later)
        await talking
        assert traffic.over
        await (await desk.worker()).receive_due()
        for one in plan.conversations:
            view = await desk.conversation((await ids(desk))[one.number])
            assert view.texts[-1].body == one.text


async def test_what_stands_at_the_end_is_what_was_done(tmp_path: Path) -> None:
    plan = plan_practice(7, 6, pace=0)
    path = tmp_path / "practice.sqlite"
    await build_practice(path, plan, JO)
    numbers = [one.number for one in plan.conversations]

    async with Desk(path, JO) as desk:
        await reply_all(desk, plan)
        talks = [(await ids(desk))[number] for number in numbers]
        assert all(one.waits for one in (await standings(desk.reader)).values())
        await desk.opt_out(talks[0])
        await desk.opt_out(talks[1])
        await desk.undo()
        await desk.close_conversation(talks[2], Closing.HIDDEN)
        await desk.close_conversation(talks[3], Closing.WRONG_NUMBER)
        await desk.close_conversation(talks[4], Closing.HIDDEN)
        await desk.close_conversation(talks[4], None)
        await desk.reply(talks[5], "Thank you!")
        stand = await standings(desk.reader)

    assert [stand[number].done for number in numbers] == [
        Done.OPTED_OUT,
        Done.NOTHING,
        Done.HIDDEN,
        Done.WRONG_NUMBER,
        Done.NOTHING,
        Done.REPLIED,
    ]
    asks = plan.conversations[5].kind in (ReplyKind.KEYWORD, ReplyKind.REQUEST)
    assert [stand[number].waits for number in numbers] == [False, True, False, False, True, asks]


async def test_a_reply_that_an_opt_out_took_back_was_not_sent(tmp_path: Path) -> None:
    plan = plan_practice(7, 3, pace=0)
    path = tmp_path / "practice.sqlite"
    await build_practice(path, plan, JO)

    async with Desk(path, JO) as desk:
        await reply_all(desk, plan)
        number = plan.conversations[0].number
        talk = (await ids(desk))[number]
        await desk.reply(talk, "Are you sure?")
        await desk.opt_out(talk)
        await desk.undo()

        assert (await standings(desk.reader))[number].done is Done.NOTHING


async def test_under_type_2_the_provider_answers_a_keyword_by_itself(tmp_path: Path) -> None:
    seed = next(
        seed
        for seed in range(1_000)
        if any(one.text.strip() == "STOP" for one in plan_practice(seed, 5).conversations)
    )
    plan = plan_practice(seed, 5, Behavior.TYPE_2, pace=0)
    path = tmp_path / "practice.sqlite"
    await build_practice(path, plan, JO)
    stop = next(one for one in plan.conversations if one.text.strip() == "STOP")

    async with Desk(path, JO) as desk:
        await reply_all(desk, plan)
        view = await desk.conversation((await ids(desk))[stop.number])
        assert view.preview.blocked
        assert view.preview.told
        simulator = await simulator_of(desk)
        assert await simulator.is_blocked(plan.campaign.plan.line, stop.number)
