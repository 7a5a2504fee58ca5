"""Rule 12: texting hours hold initial messages and replies, and never an opt-out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from core.carrying import Outgoing
from core.domain import Behavior, Confirmation, TextKind, TextState
from core.holding import held_texts, hours_view, recheck_held
from core.models import campaigns, conversations, organizations, texts
from tests.core import rules_world
from tests.core.rules_world import MESSAGE, ORGANIZATION, Scene
from tests.core.world import SAM, make_campaign

scene = rules_world.either_type
type1 = rules_world.type1

EIGHT_IN_CALIFORNIA = datetime(2026, 10, 1, 15, tzinfo=UTC)
"""The scene begins three hours earlier; Maria's number is a Californian one."""
WORDS = "Will you vote?"


async def set_hours(scene: Scene, start: int = 8 * 60, end: int = 21 * 60, **more: Any) -> None:
    """The organization's hours, by default those of a new one, in one transaction."""

    def change(connection: Connection) -> None:
        values = {"hours_enforced": True, "hours_start": start, "hours_end": end} | more
        connection.execute(organizations.update().values(values))
        recheck_held(connection, scene.world.organization_id, scene.clock())

    await scene.database.write(change)


async def set_columns(scene: Scene, table: Any, row_id: int, **values: Any) -> None:
    await scene.database.write(
        lambda connection: connection.execute(
            table.update().where(table.c.id == row_id).values(values)
        )
    )


@pytest.mark.parametrize("kind", [TextKind.INITIAL, TextKind.REPLY, TextKind.FOLLOW_UP])
async def test_a_text_outside_of_the_contacts_hours_is_held_and_leaves_when_they_open(
    scene: Scene, kind: TextKind
) -> None:
    await set_hours(scene)
    text_id = await scene.desk.reply(scene.maria, WORDS)
    await set_columns(scene, texts, text_id, kind=kind)

    assert not await scene.worker.send_due()

    text = await scene.text(text_id)
    assert (text["state"], text["due_at"]) == (TextState.QUEUED, EIGHT_IN_CALIFORNIA)
    [shown] = (await scene.desk.conversation(scene.maria)).texts
    assert shown.reason == "Held until 8:00, the contact's time (Thu)."
    assert await held_texts(scene.desk, scene.world.assignment_id) == 1
    assert await scene.worker.next_due() == EIGHT_IN_CALIFORNIA
    scene.clock.now = EIGHT_IN_CALIFORNIA - timedelta(microseconds=1)
    assert not await scene.worker.send_due()
    assert await scene.phone() == []
    scene.clock.now = EIGHT_IN_CALIFORNIA
    await scene.worker.send_due()
    assert await scene.phone() == [(ORGANIZATION, WORDS)]
    assert await held_texts(scene.desk, scene.world.assignment_id) == 0
    assert (await scene.text(text_id))["reason"] == ""


async def test_what_is_held_leaves_without_a_restart_though_nothing_else_happens(
    type1: Scene,
) -> None:
    await set_hours(type1)
    await type1.desk.reply(type1.maria, WORDS)
    outgoing = Outgoing(type1.worker, type1.desk.reader)
    assert not await outgoing.send()
    assert not await outgoing.send()
    type1.clock.now = EIGHT_IN_CALIFORNIA

    assert await outgoing.send()

    assert await type1.phone() == [(ORGANIZATION, WORDS)]


async def test_who_writes_is_told_when_it_will_leave(type1: Scene) -> None:
    assert (await hours_view(type1.desk, type1.maria)).words == ""
    await set_hours(type1)

    view = await hours_view(type1.desk, type1.maria)

    assert view.words == "It is 5:00 for them: leaves at 8:00."
    assert view.held is not None
    assert view.held.until == EIGHT_IN_CALIFORNIA
    type1.clock.now = EIGHT_IN_CALIFORNIA + timedelta(hours=13)
    view = await hours_view(type1.desk, type1.maria)
    assert view.words == "It is 21:00 for them: leaves at 8:00 on Fri."
    assert view.local_time is not None
    assert view.local_time.hour == 21


async def test_an_opt_out_is_never_held_nor_is_its_confirmation(scene: Scene) -> None:
    await set_hours(scene)
    held = await scene.desk.reply(scene.maria, WORDS)
    await scene.worker.send_due()

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.SENT
    # What was held is cancelled like everything that was queued.
    assert (await scene.text(held))["state"] == TextState.CANCELLED
    scene.clock.now = EIGHT_IN_CALIFORNIA
    await scene.worker.send_due()
    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]


async def test_an_organization_may_hold_the_confirmation_for_hours(scene: Scene) -> None:
    await set_hours(scene, hours_hold_confirmations=True)
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert await scene.phone() == []
    [confirmation] = await scene.confirmations()
    assert confirmation["state"] == TextState.QUEUED
    assert confirmation["reason"].startswith("Held until 8:00")
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.PENDING
    scene.clock.now = EIGHT_IN_CALIFORNIA
    await scene.worker.send_due()
    await scene.worker.send_due()
    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]


async def test_a_confirmation_held_for_more_than_24_hours_is_dropped_and_recorded(
    scene: Scene,
) -> None:
    # The night on which clocks go back: 25 hours lie between two mornings.
    scene.clock.now = datetime(2026, 10, 31, 15, tzinfo=UTC)
    await set_hours(scene, 8 * 60 - 1, 8 * 60, hours_hold_confirmations=True)
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()
    due = await scene.worker.next_due()
    assert due is not None
    assert due - scene.clock() < timedelta(hours=24)
    scene.clock.now = due

    await scene.worker.send_due()

    record = await scene.opt_out_of()
    assert (record["confirmation"], record["ended_at"]) == (Confirmation.EXPIRED, None)
    [confirmation] = await scene.confirmations()
    assert (confirmation["state"], "24 hours" in confirmation["reason"]) == (
        TextState.DROPPED,
        True,
    )
    assert await scene.worker.next_due() is None
    assert await scene.phone() == []


async def test_undoing_an_opt_out_gives_back_what_was_held(type1: Scene) -> None:
    await set_hours(type1)
    initial = await type1.desk.reply(type1.maria, WORDS)
    await type1.desk.reply(type1.maria, "And your sister?")
    await type1.worker.send_due()
    await type1.desk.opt_out(type1.maria)

    assert (await type1.desk.undo()).restored
    await type1.worker.send_due()

    # The initial message is queued, and held, again; the reply is a draft.
    text = await type1.text(initial)
    assert (text["state"], text["due_at"]) == (TextState.QUEUED, EIGHT_IN_CALIFORNIA)
    assert (await type1.desk.conversation(type1.maria)).draft == "And your sister?"
    assert await type1.phone() == []
    type1.clock.now = EIGHT_IN_CALIFORNIA
    await type1.worker.send_due()
    assert await type1.phone() == [(ORGANIZATION, WORDS)]


@pytest.mark.parametrize(
    ("night", "opens"),
    [
        # Clocks go forward at 2:00 on 8 March, and back at 2:00 on 1 November.
        (datetime(2026, 3, 8, 9, tzinfo=UTC), datetime(2026, 3, 8, 15, tzinfo=UTC)),
        (datetime(2026, 11, 1, 8, tzinfo=UTC), datetime(2026, 11, 1, 16, tzinfo=UTC)),
    ],
    ids=["spring", "autumn"],
)
async def test_hours_open_right_on_the_nights_clocks_change(
    type1: Scene, night: datetime, opens: datetime
) -> None:
    type1.clock.now = night
    await set_hours(type1)
    await type1.desk.reply(type1.maria, WORDS)
    await type1.worker.send_due()

    assert await type1.worker.next_due() == opens
    [shown] = (await type1.desk.conversation(type1.maria)).texts
    assert shown.reason == "Held until 8:00, the contact's time (Sun)."
    type1.clock.now = opens
    await type1.worker.send_due()
    assert await type1.phone() == [(ORGANIZATION, WORDS)]


async def test_a_campaign_may_have_hours_of_its_own(type1: Scene) -> None:
    await set_hours(type1)
    for column, value, leaves in (
        ("hours_start", 6 * 60, False),
        ("hours_start", 5 * 60, True),
        ("hours_enforced", False, True),
    ):
        others = {"hours_start": None, "hours_enforced": None} | {column: value}
        await set_columns(type1, campaigns, type1.world.campaign_id, **others)
        await type1.desk.reply(type1.maria, f"{column} {value}")
        await type1.worker.send_due()
        sent = (ORGANIZATION, f"{column} {value}") in await type1.phone()
        assert sent is leaves
        # One that is held does not stand in the way of those after it, when hours change.
        await type1.database.write(recheck_held, type1.world.organization_id, type1.clock())


async def test_the_contacts_own_zone_counts_before_the_number(type1: Scene) -> None:
    await set_hours(type1)
    await set_columns(type1, conversations, type1.maria, time_zone="America/New_York")

    await type1.desk.reply(type1.maria, WORDS)
    await type1.worker.send_due()

    assert await type1.phone() == [(ORGANIZATION, WORDS)]


async def test_where_the_zone_is_not_known_it_must_be_open_in_all_of_them(type1: Scene) -> None:
    toll_free = "+18005550101"
    fall = await make_campaign(
        type1.desk, type1.behavior, [toll_free], campaign="Fall", line="+12025550111"
    )
    await set_hours(type1)
    await type1.desk.reply(fall.conversations[0], WORDS)

    # It is 8:00 in New York, and 5:00 in Los Angeles.
    assert not await type1.worker.send_due()
    assert await type1.worker.next_due() == EIGHT_IN_CALIFORNIA
    [shown] = (await type1.desk.conversation(fall.conversations[0])).texts
    assert shown.reason.startswith("Held until 8:00 ")
    assert "not certain" in shown.reason
    view = await hours_view(type1.desk, fall.conversations[0])
    assert view.local_time is None
    assert view.words.startswith("It may be 5:00 for them: leaves at 8:00 ")
    # After 21:00 in New York it is closed, though it is 18:00 in Los Angeles.
    type1.clock.now = datetime(2026, 10, 2, 1, tzinfo=UTC)
    await type1.database.write(recheck_held, type1.world.organization_id, type1.clock())
    assert not await type1.worker.send_due()


async def test_changing_hours_lets_go_of_what_is_held_or_holds_what_waits(scene: Scene) -> None:
    await set_hours(scene)
    await scene.desk.reply(scene.maria, WORDS)
    await scene.worker.send_due()

    await set_hours(scene, 6 * 60)
    assert not await scene.worker.send_due()
    assert await scene.worker.next_due() == EIGHT_IN_CALIFORNIA - timedelta(hours=2)

    await set_hours(scene, hours_enforced=False)
    await scene.worker.send_due()
    assert await scene.phone() == [(ORGANIZATION, WORDS)]


async def test_sending_now_waits_for_no_undo_window_but_for_texting_hours(scene: Scene) -> None:
    await set_hours(scene, hours_hold_confirmations=True)
    await scene.desk.reply(scene.world.conversation_with(SAM), WORDS)
    await scene.desk.opt_out(scene.maria)

    for _ in range(2):
        assert not await scene.worker.send_due(ignore_hold=True)
    assert await scene.phone() == await scene.phone(SAM) == []

    # Without the switch the confirmation is exempt, and leaves at once.
    await set_hours(scene, hours_hold_confirmations=False)
    await scene.worker.send_due(ignore_hold=True)
    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]
    assert await scene.phone(SAM) == []


async def test_a_night_full_of_held_texts_does_not_hold_up_who_may_be_texted(
    type1: Scene,
) -> None:
    numbers = [f"+1415555{index:04d}" for index in range(2_000, 2_600)]
    fall = await make_campaign(
        type1.desk, Behavior.TYPE_1, numbers, campaign="Fall", line="+12025550111"
    )
    await set_hours(type1)
    for number in numbers:
        await type1.desk.reply(fall.conversation_with(number), WORDS)
    await set_columns(
        type1, conversations, fall.conversation_with(numbers[-1]), time_zone="America/New_York"
    )

    done = await type1.worker.send_due()

    assert done == {TextState.SENT: 1}
    assert await type1.phone(numbers[-1]) == [(ORGANIZATION, WORDS)]
    assert await held_texts(type1.desk, fall.assignment_id) == len(numbers) - 1
