"""First messages: filled from the script, one for each contact, none for who opted out."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import update

from core import first_messages as first
from core.assignment_state import assignment_state
from core.domain import Closing, SetAside, TextKind, TextState
from core.errors import BadInput, NotFound, ScriptChanged, SendingRefused, UnfilledFields
from core.gate import gate_of, is_gated, readable
from core.models import campaigns, conversations, texts
from tests.core import rules_world
from tests.core.rules_world import AMY, Scene
from tests.core.world import DANA, MARIA, SAM

scene = rules_world.either_type
type1 = rules_world.type1

SCRIPT = "Hi {firstName}, it's {texterFirstName} with {organization}. Polls open at {place}!"


async def write_script(scene: Scene, script: str = SCRIPT, **more: Any) -> None:
    await scene.database.write(
        lambda connection: connection.execute(
            update(campaigns)
            .where(campaigns.c.id == scene.world.campaign_id)
            .values(script=script, **more)
        )
    )


async def know(scene: Scene, number: str, **custom: str) -> None:
    """Give a contact columns of the list."""
    conversation_id = scene.world.conversation_with(number)
    await scene.database.write(
        lambda connection: connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(custom=json.dumps(custom))
        )
    )


@pytest.fixture(name="day")
async def begun(type1: Scene) -> Scene:
    """A campaign with a script; of Dana alone the place is not known."""
    await write_script(type1)
    await know(type1, MARIA, place="Oak Street")
    await know(type1, SAM, place="Elm Street")
    await know(type1, DANA, place="")
    return type1


async def initials(scene: Scene, conversation_id: int | None = None) -> list[str]:
    """The bodies of the first messages in the database."""
    where = [texts.c.kind == TextKind.INITIAL]
    if conversation_id is not None:
        where.append(texts.c.conversation_id == conversation_id)
    return [row["body"] for row in await scene.rows(texts, *where)]


async def test_first_messages_are_filled_from_the_script_and_come_in_order(day: Scene) -> None:
    found = await first.first_messages(day.desk, day.world.assignment_id)

    assert [one.text for one in found] == [
        "Hi Maria, it's Jo with Open Roads. Polls open at Oak Street!",
        "Hi Sam, it's Jo with Open Roads. Polls open at Elm Street!",
        "Hi Dana, it's Jo with Open Roads. Polls open at {place}!",
    ]
    assert [one.unfilled for one in found] == [(), (), ("{place}",)]
    following = await first.next_first_message(
        day.desk, day.world.assignment_id, found[0].conversation_id
    )
    assert following == found[1]


async def test_one_press_sends_and_the_next_is_at_hand(day: Scene) -> None:
    sent = await first.send_first_message(day.desk, day.maria)
    await day.worker.send_due()

    assert not sent.already
    assert await day.phone() == [("organization", sent.body)]
    [text] = await day.rows(texts)
    assert (text["kind"], text["author"], text["number"]) == (TextKind.INITIAL, "jo", MARIA)
    following = await first.next_first_message(day.desk, day.world.assignment_id)
    assert following is not None
    assert following.number == SAM


async def test_a_press_repeated_by_anybody_sends_one(day: Scene) -> None:
    amy = day.desk_of(AMY)

    sent = await asyncio.gather(
        *(
            first.send_first_message(desk, day.maria, text=text)
            for desk in (day.desk, amy)
            for text in (None, "Hello!", None)
        )
    )

    assert [one.already for one in sent].count(False) == 1
    assert len({(one.text_id, one.body) for one in sent}) == 1
    assert len(await initials(day)) == 1


async def test_a_field_with_nothing_to_say_stops_the_send_and_is_named(day: Scene) -> None:
    dana = day.world.conversation_with(DANA)

    with pytest.raises(UnfilledFields) as refused:
        await first.send_first_message(day.desk, dana)

    assert refused.value.fields == ("{place}",)
    assert "{place}" in str(refused.value)
    assert await initials(day) == []
    assert (await day.conversation_row(dana))["set_aside"] is None


async def test_own_words_for_one_contact_are_filled_and_checked(day: Scene) -> None:
    dana = day.world.conversation_with(DANA)
    for bad in ("Hi {place}", "Hi {frstName}", "   ", "a" * 1601):
        with pytest.raises(BadInput):
            await first.send_first_message(day.desk, dana, text=bad)

    sent = await first.send_first_message(day.desk, dana, text="Hi {firstName}, any plans? :}")

    assert sent.body == "Hi Dana, any plans? :}"
    assert await initials(day, dana) == [sent.body]


async def test_what_leaves_is_what_was_read_or_nothing_does(day: Scene) -> None:
    [read] = await first.first_messages(day.desk, day.world.assignment_id, limit=1)
    with pytest.raises(ScriptChanged) as changed:
        await first.send_first_message(day.desk, read.conversation_id, expected="Something else.")
    assert changed.value.text == read.text
    assert await initials(day) == []

    await day.desk.save_draft(read.conversation_id, "Hello there")
    [again] = await first.first_messages(day.desk, day.world.assignment_id, limit=1)
    assert again.draft == "Hello there"

    sent = await first.send_first_message(day.desk, read.conversation_id, expected=read.text)
    assert sent.body == read.text
    assert list(await day.desk.reader.rows("SELECT 1 FROM draft")) == []


async def test_where_there_is_no_script_texters_write_the_first_message(type1: Scene) -> None:
    with pytest.raises(BadInput, match="no script"):
        await first.send_first_message(type1.desk, type1.maria)

    sent = await first.send_first_message(type1.desk, type1.maria, text="Good morning!")

    assert await initials(type1) == [sent.body]
    assert not await is_gated(type1.desk.reader, type1.world.assignment_id)


async def test_nothing_is_sent_to_a_number_on_the_opt_out_list(scene: Scene) -> None:
    await write_script(scene, "Hi!")
    await scene.desk.opt_out(scene.maria)

    with pytest.raises(SendingRefused):
        await first.send_first_message(scene.desk, scene.maria)

    waiting = await first.first_messages(scene.desk, scene.world.assignment_id)
    assert MARIA not in [one.number for one in waiting]
    state = await first.first_messages_state(scene.desk, scene.world.assignment_id)
    assert (state.to_send, state.opted_out) == (2, 1)


async def test_an_opt_out_cancels_a_first_message_and_undo_queues_it_again(day: Scene) -> None:
    sent = await first.send_first_message(day.desk, day.maria)

    await day.desk.opt_out(day.maria)
    assert (await day.text(sent.text_id))["state"] == TextState.CANCELLED
    await day.desk.undo()
    assert (await day.text(sent.text_id))["state"] == TextState.QUEUED

    again = await first.send_first_message(day.desk, day.maria)
    assert again.already
    await day.worker.send_due()
    assert await day.phone() == [("organization", sent.body)]


async def test_a_blocked_contact_is_worked_as_a_request_and_gets_no_first_message(
    day: Scene,
) -> None:
    await day.database.write(
        lambda connection: connection.exec_driver_sql(
            "INSERT INTO block (line_id, number, evidence, code, since) "
            "VALUES (?, ?, 'refusal', '', 1)",
            (day.world.line_id, MARIA),
        )
    )

    with pytest.raises(SendingRefused, match="blocks"):
        await first.send_first_message(day.desk, day.maria)


async def test_who_wrote_first_or_is_off_the_list_gets_no_first_message(day: Scene) -> None:
    sam = day.world.conversation_with(SAM)
    await day.desk.close_conversation(sam, Closing.HIDDEN)
    await day.says("Who is this?")

    with pytest.raises(BadInput, match="written already"):
        await first.send_first_message(day.desk, day.maria)
    with pytest.raises(BadInput, match="no list"):
        await first.send_first_message(day.desk, sam)
    with pytest.raises(NotFound):
        await first.send_first_message(day.desk, 999)
    assert await first.first_message_of(day.desk, day.maria) is None
    assert await first.first_message_of(day.desk, sam) is None


async def test_skipping_sets_one_aside_and_can_be_taken_back(day: Scene) -> None:
    before = (await day.conversation_row())["revision"]

    await first.skip_first_message(day.desk, day.maria)

    assert (await day.conversation_row())["revision"] > before
    [aside] = await first.set_aside_messages(day.desk, day.world.assignment_id)
    assert (aside.number, aside.set_aside) == (MARIA, SetAside.SKIPPED)
    state = await first.first_messages_state(day.desk, day.world.assignment_id)
    assert (state.to_send, state.skipped, state.without_field) == (2, 1, 0)

    await first.take_back_skip(day.desk, day.maria)
    following = await first.next_first_message(day.desk, day.world.assignment_id)
    assert following is not None
    assert following.number == MARIA


async def test_one_that_was_sent_cannot_be_skipped(day: Scene) -> None:
    await first.send_first_message(day.desk, day.maria)
    await first.skip_first_message(day.desk, day.maria)

    assert (await day.conversation_row())["set_aside"] is None
    with pytest.raises(NotFound):
        await first.skip_first_message(day.desk, 999)


async def shown(scene: Scene) -> set[str]:
    """The numbers of the conversations that are on the list and not held back."""
    rows = await scene.desk.reader.rows(
        f"SELECT number FROM conversation WHERE assignment_id = ?1 AND listed AND {readable('?1')}",
        (scene.world.assignment_id,),
    )
    return {row[0] for row in rows}


async def test_replies_become_readable_once_the_first_messages_are_sent(day: Scene) -> None:
    await first.send_first_message(day.desk, day.maria)
    await day.worker.send_due()
    await day.says("Where is that?")

    assert MARIA not in await shown(day)
    gate = await gate_of(day.desk.reader, day.world.assignment_id)
    assert (gate.closed, gate.unsent, gate.held_back) == (True, 2, 1)

    await first.send_first_message(day.desk, day.world.conversation_with(SAM))
    assert MARIA not in await shown(day)
    await first.skip_first_message(day.desk, day.world.conversation_with(DANA), SetAside.FIELD)

    assert MARIA in await shown(day)
    assert (await gate_of(day.desk.reader, day.world.assignment_id)).held_back == 0


async def test_who_asks_to_opt_out_is_never_kept_waiting(scene: Scene) -> None:
    await write_script(scene, "Hi!")
    await first.send_first_message(scene.desk, scene.maria)
    await scene.worker.send_due()
    await scene.says("please stop texting me")

    assert await is_gated(scene.desk.reader, scene.world.assignment_id)
    assert MARIA in await shown(scene)


async def test_a_campaign_may_allow_replies_at_once(day: Scene) -> None:
    await day.says("Where is that?")
    assert MARIA not in await shown(day)

    await write_script(day, replies_at_once=True)

    assert MARIA in await shown(day)
    state = await first.first_messages_state(day.desk, day.world.assignment_id)
    assert (state.gated, state.replies_at_once, state.held_back) == (False, True, 0)


async def test_the_state_tells_what_became_of_them(day: Scene) -> None:
    await first.send_first_message(day.desk, day.maria)
    await day.worker.send_due()
    await first.send_first_message(day.desk, day.world.conversation_with(SAM))
    await first.skip_first_message(day.desk, day.world.conversation_with(DANA), SetAside.FIELD)

    state = await first.first_messages_state(day.desk, day.world.assignment_id)

    assert (state.to_send, state.sent, state.waiting, state.without_field) == (0, 1, 1, 1)
    assert state.has_script
    assert not state.gated


async def test_what_is_left_here_and_waits_elsewhere(day: Scene) -> None:
    from tests.core.world import make_campaign

    other = await make_campaign(
        day.desk, day.behavior, campaign="Autumn", line="+12025550188", now=day.clock()
    )
    await first.send_first_message(day.desk, day.maria)
    await day.worker.send_due()
    await day.says("Where is that?")

    state = await assignment_state(day.desk, day.world.assignment_id)

    assert (state.first_messages, state.replies, state.requests) == (2, 1, 0)
    assert not state.finished
    [elsewhere] = state.elsewhere
    assert (elsewhere.assignment_id, elsewhere.campaign) == (other.assignment_id, "Autumn")
    assert elsewhere.first_messages == 3
    for number in (SAM, DANA):
        await first.skip_first_message(day.desk, day.world.conversation_with(number))
    await day.desk.reply(day.maria, "Oak Street.")
    assert (await assignment_state(day.desk, day.world.assignment_id)).finished
