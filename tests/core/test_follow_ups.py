"""Follow-ups: later scripts for whom they are meant, never for who wants no more texts."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, update

from core import first_messages as first
from core import follow_ups
from core.domain import Behavior, Closing, TextKind, TextState
from core.errors import (
    BadInput,
    NotAllowed,
    NotFound,
    ScriptChanged,
    SendingRefused,
    UnfilledFields,
)
from core.follow_ups import Audience
from core.models import campaigns, texts
from core.models_work import conversation_tags, tags
from core.quick_send import QuickSend
from tests.core import rules_world
from tests.core.rules_world import AMY, ORGANIZATION, Scene
from tests.core.test_first_messages import know, write_script
from tests.core.world import ADMINISTRATOR, DANA, MARIA, SAM, make_campaign

scene = rules_world.either_type
type1 = rules_world.type1

BYE = "Polls close at 8, {firstName}!"


async def add(scene: Scene, script: str = BYE, **more: Any) -> int:
    """An administrator adds a follow-up."""
    desk = scene.desk_of(ADMINISTRATOR)
    return await follow_ups.add_follow_up(desk, scene.world.campaign_id, "Later", script, **more)


async def everybody_texted(scene: Scene) -> Scene:
    await write_script(scene, "Hi!")
    for conversation_id in scene.world.conversations:
        await first.send_first_message(scene.desk, conversation_id)
    await scene.worker.send_due()
    await scene.worker.receive_due()
    return scene


@pytest.fixture(name="day")
async def texted(type1: Scene) -> Scene:
    """Maria, Sam and Dana have had their first message."""
    return await everybody_texted(type1)


async def pending(scene: Scene, follow_up_id: int) -> list[str]:
    """The numbers that a follow-up is still to be sent to."""
    found = await follow_ups.pending_follow_ups(scene.desk, scene.world.assignment_id, follow_up_id)
    return [one.number for one in found]


async def test_it_is_filled_and_sent_by_one_key_each_once(day: Scene) -> None:
    follow_up_id = await add(day)
    one = await follow_ups.next_follow_up(day.desk, day.world.assignment_id)
    assert one is not None
    assert (one.number, one.text, one.follow_up) == (MARIA, "Polls close at 8, Maria!", "Later")

    with pytest.raises(ScriptChanged):
        await follow_ups.send_follow_up(
            day.desk, follow_up_id, day.maria, expected="Polls are open"
        )
    sent = await follow_ups.send_follow_up(day.desk, follow_up_id, day.maria, expected=one.text)
    again = await follow_ups.send_follow_up(day.desk_of(AMY), follow_up_id, day.maria)
    await day.worker.send_due()

    assert (again.already, again.text_id) == (True, sent.text_id)
    assert (await day.phone())[1:] == [(ORGANIZATION, "Polls close at 8, Maria!")]
    assert (await day.text(sent.text_id))["kind"] == TextKind.FOLLOW_UP
    assert await pending(day, follow_up_id) == [SAM, DANA]


async def test_it_reaches_its_audience_only(day: Scene) -> None:
    await day.says("Yes!")
    await day.desk.reply(day.maria, "Great.")

    def tag(connection: Connection) -> int:
        now = datetime.now().astimezone()
        tag_id = connection.execute(
            tags.insert()
            .values(organization_id=day.world.organization_id, name="volunteer", position=0)
            .returning(tags.c.id)
        ).scalar_one()
        connection.execute(
            conversation_tags.insert().values(
                conversation_id=day.world.conversation_with(DANA),
                tag_id=tag_id,
                author="jo",
                at=now,
            )
        )
        return int(tag_id)

    tag_id = await day.database.write(tag)

    assert await pending(day, await add(day)) == [MARIA, SAM, DANA]
    assert await pending(day, await add(day, audience=Audience.SILENT)) == [SAM, DANA]
    assert await pending(day, await add(day, audience=Audience.REPLIED)) == [MARIA]
    tagged = await add(day, audience=Audience.TAGGED, audience_id=tag_id)
    assert await pending(day, tagged) == [DANA]
    silent = 2
    with pytest.raises(BadInput, match="not one of those"):
        await follow_ups.send_follow_up(day.desk, silent, day.maria)
    views = await follow_ups.follow_ups_of(day.desk, day.world.assignment_id)
    assert [view.pending for view in views] == [3, 2, 1, 1]
    assert views[3].audience_words == "those tagged “volunteer”"


async def test_who_wants_no_texts_or_waits_for_an_answer_gets_none(scene: Scene) -> None:
    await everybody_texted(scene)
    follow_up_id = await add(scene)
    dana = scene.world.conversation_with(DANA)
    sam = scene.world.conversation_with(SAM)
    await scene.desk.opt_out(sam)
    await scene.desk.close_conversation(dana, Closing.WRONG_NUMBER)
    await scene.says("please stop texting me")

    assert await pending(scene, follow_up_id) == []
    for conversation_id in (scene.maria, sam, dana):
        with pytest.raises(SendingRefused):
            await follow_ups.send_follow_up(scene.desk, follow_up_id, conversation_id)
    await scene.desk.close_conversation(dana, None)
    await scene.says("Who is this?", DANA)
    with pytest.raises(BadInput, match="waits for an answer"):
        await follow_ups.send_follow_up(scene.desk, follow_up_id, dana)
    await scene.desk.reply(dana, "Jo of Open Roads.")
    assert await pending(scene, follow_up_id) == [DANA]


async def test_who_asks_to_opt_out_in_another_campaign_gets_none(day: Scene) -> None:
    follow_up_id, there = await add(day), "+12025550177"
    await make_campaign(day.desk, Behavior.TYPE_1, (MARIA,), campaign="Fall", line=there)
    await day.world.simulator.say(there, MARIA, "please stop texting me")
    await day.worker.receive_due()

    assert await pending(day, follow_up_id) == [SAM, DANA]
    with pytest.raises(SendingRefused, match="asks to opt out in another campaign"):
        await follow_ups.send_follow_up(day.desk, follow_up_id, day.maria)


async def test_a_hidden_conversation_is_finished_and_still_followed_up(day: Scene) -> None:
    follow_up_id = await add(day)
    await day.desk.close_conversation(day.maria, Closing.HIDDEN)

    assert MARIA in await pending(day, follow_up_id)


async def test_who_was_never_texted_is_not_followed_up(type1: Scene) -> None:
    follow_up_id = await add(type1)

    assert await pending(type1, follow_up_id) == []
    with pytest.raises(BadInput, match="not been texted"):
        await follow_ups.send_follow_up(type1.desk, follow_up_id, type1.maria)


async def test_skipping_one_by_one_and_taking_it_back(day: Scene) -> None:
    follow_up_id = await add(day)
    await follow_ups.skip_follow_up(day.desk, follow_up_id, day.maria)

    assert await pending(day, follow_up_id) == [SAM, DANA]
    with pytest.raises(BadInput, match="skipped"):
        await follow_ups.send_follow_up(day.desk, follow_up_id, day.maria)
    await follow_ups.take_back_follow_up_skip(day.desk, follow_up_id, day.maria)
    await follow_ups.send_follow_up(day.desk, follow_up_id, day.maria)
    await follow_ups.take_back_follow_up_skip(day.desk, follow_up_id, day.maria)
    await follow_ups.skip_follow_up(day.desk, follow_up_id, day.maria)

    [view] = await follow_ups.follow_ups_of(day.desk, day.world.assignment_id)
    assert (view.sent, view.skipped, view.pending) == (1, 0, 2)


async def test_a_field_with_nothing_to_say_stops_it(day: Scene) -> None:
    await know(day, MARIA, place="")
    await know(day, SAM, place="Elm Street")
    follow_up_id = await add(day, "See you at {place}!")

    with pytest.raises(UnfilledFields, match=r"\{place\}"):
        await follow_ups.send_follow_up(day.desk, follow_up_id, day.maria)
    await day.database.write(
        lambda connection: connection.execute(update(campaigns).values(quick_send=True))
    )
    carrier = asyncio.create_task(day.desk.work(print))
    outcome = await QuickSend(day.desk, day.world.assignment_id, follow_up_id=follow_up_id).run()
    carrier.cancel()
    await asyncio.gather(carrier, return_exceptions=True)

    # Of Dana the list has no such column; she and Maria stay to be followed up.
    assert (outcome.total, outcome.queued, outcome.unfilled) == (3, 1, 2)
    assert await pending(day, follow_up_id) == [MARIA, DANA]


async def test_an_opt_out_cancels_it_and_undo_queues_it_again(day: Scene) -> None:
    sent = await follow_ups.send_follow_up(day.desk, await add(day), day.maria)

    await day.desk.opt_out(day.maria)
    assert (await day.text(sent.text_id))["state"] == TextState.CANCELLED
    await day.desk.undo()
    await day.worker.send_due()

    assert (ORGANIZATION, sent.body) in await day.phone()
    assert len(await day.rows(texts, texts.c.kind == TextKind.FOLLOW_UP)) == 1


async def test_administrators_alone_set_them_up_and_it_is_on_record(day: Scene) -> None:
    campaign_id = day.world.campaign_id
    with pytest.raises(NotAllowed):
        await follow_ups.add_follow_up(day.desk, campaign_id, "Later", BYE)
    for bad in ({"script": " "}, {"script": "Hi {frstName}"}, {"audience": Audience.TAGGED}):
        with pytest.raises(BadInput):
            await add(day, **bad)
    with pytest.raises(NotFound):
        await add(day, audience=Audience.ANSWERED, audience_id=99)
    follow_up_id = await add(day)
    with pytest.raises(NotAllowed):
        await follow_ups.remove_follow_up(day.desk, follow_up_id)

    await follow_ups.remove_follow_up(day.desk_of(ADMINISTRATOR), follow_up_id)

    assert await follow_ups.follow_ups_of(day.desk, day.world.assignment_id) == []
    assert await pending(day, follow_up_id) == []
    with pytest.raises(BadInput):
        await follow_ups.send_follow_up(day.desk, follow_up_id, day.maria)
    with pytest.raises(NotFound):
        await follow_ups.send_follow_up(day.desk, 99, day.maria)
    assert [action for action, _ in await day.trail()] == ["follow_up_added", "follow_up_removed"]
