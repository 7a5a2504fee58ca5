"""Lists: every part in every order, loaded or kept true by changes, comes out the same."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from core.desk import Desk
from core.domain import Behavior, Closing, ListFilter, ListSort
from core.list_order import NEEDS_REPLY_RANK, folded, needs_reply, rank_of
from core.models import campaigns, conversations
from core.views import ConversationRow
from tests.core.world import World, make_campaign
from tui.widgets.conversation_order import ConversationOrder

AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
NUMBERS = tuple(f"+1415555{number:04d}" for number in range(200, 240))
NAMES = (
    *tuple(
        (first, last)
        for first in ("zoe", "Zoë", "Ángel", "anna", "Émile", "Bob", "李", "")
        for last in ("Ito", "ángström", "Beach", "")
    ),
    ("", ""),
    ("Anna", "Ito"),
)


@pytest.fixture
async def world(desk: Desk) -> World:
    world = await make_campaign(desk, Behavior.TYPE_1, NUMBERS, names=NAMES)
    await (await desk.database()).write(scatter, world, random.Random(7))
    return world


def scatter(connection: Connection, world: World, chance: random.Random) -> None:
    """Give every conversation a past of its own."""
    for conversation_id in world.conversations:
        change(connection, conversation_id, chance)


def change(connection: Connection, conversation_id: int, chance: random.Random) -> None:
    from core.conversations import next_revision

    waits = chance.random() < 0.5
    at = AT + timedelta(minutes=chance.randrange(30)) if waits or chance.random() < 0.7 else None
    connection.execute(
        conversations.update()
        .where(conversations.c.id == conversation_id)
        .values(
            needs_reply=waits,
            unread=waits and chance.random() < 0.5,
            wants_out=chance.random() < 0.2,
            listed=chance.random() < 0.9,
            last_at=at,
            rank=rank_of(waits, at),
            revision=next_revision(),
        )
    )


async def whole(world: World, which: ListFilter, sort: ListSort) -> ConversationOrder:
    order = ConversationOrder()
    async for ids, keys in world.desk.list_chunks(world.assignment_id, which, sort):
        order.extend(ids, keys)
    return order


async def rows_of(world: World, ids: list[int]) -> list[ConversationRow]:
    rows = {row.id: row for row in await world.desk.rows(ids)}
    return [rows[one] for one in ids]


def sort_name(row: ConversationRow) -> str:
    return folded(row.name)


def place(row: ConversationRow, sort: ListSort) -> tuple[object, ...]:
    """Where a row belongs, as the orders are described."""
    at = row.at.timestamp() if row.at else 0.0
    match sort:
        case ListSort.NEED:
            return (not row.needs_reply, -at, row.id)
        case ListSort.OLDEST:
            return (not row.needs_reply, at if row.needs_reply else -at, row.id)
        case ListSort.NEWEST:
            return (-at, not row.needs_reply, row.id)
    return (sort_name(row), row.id)


@pytest.mark.parametrize("sort", list(ListSort))
@pytest.mark.parametrize("which", list(ListFilter))
async def test_every_part_stands_in_every_order(
    world: World, which: ListFilter, sort: ListSort
) -> None:
    order = await whole(world, which, sort)
    rows = await rows_of(world, list(order.ids))
    assert rows
    assert [row.id for row in rows] == [
        row.id for row in sorted(rows, key=lambda row: place(row, sort))
    ]
    keys = list(zip([-key for key in order.ranks], order.ids, strict=True))
    assert keys == sorted(keys)
    assert [needs_reply(key, sort) for key in order.ranks] == [row.needs_reply for row in rows]
    head, _ = await world.desk.first_page(world.assignment_id, which, sort)
    assert list(head) == list(order.ids)
    count = getattr(await world.desk.counts(world.assignment_id), which.value)
    assert count == len(rows)


@pytest.mark.parametrize("sort", list(ListSort))
@pytest.mark.parametrize("which", [ListFilter.ALL, ListFilter.REPLY, ListFilter.AWAITING])
async def test_a_list_kept_true_by_changes_is_the_list_loaded_anew(
    world: World, which: ListFilter, sort: ListSort
) -> None:
    order = await whole(world, which, sort)
    database, chance = await world.desk.database(), random.Random(11)
    for _ in range(12):
        mark = await world.desk.mark(world.assignment_id)
        touched = chance.sample(world.conversations, 5)
        for conversation_id in touched:
            await database.write(change, conversation_id, chance)
        held = (order.ids, order.ranks)
        changes = await world.desk.changes(world.assignment_id, which, mark, sort, held)
        order.take_out(changes.left)
        order.put(changes.listed)
        anew = await whole(world, which, sort)
        assert list(order.ids) == list(anew.ids)
        assert [needs_reply(key, sort) for key in order.ranks] == [
            needs_reply(key, sort) for key in anew.ranks
        ]


async def test_names_without_room_between_them_load_the_list_anew(world: World) -> None:
    order = await whole(world, ListFilter.ALL, ListSort.NAME)
    for index in range(len(order)):
        order.ranks[index] = (len(order) - index) << 1
    missing = order.ids[10]
    order.take_out([missing])
    order.ranks[10] = order.ranks[9] - 2
    mark = await world.desk.mark(world.assignment_id)
    await (await world.desk.database()).write(touch, missing)
    changes = await world.desk.changes(
        world.assignment_id, ListFilter.ALL, mark, ListSort.NAME, (order.ids, order.ranks)
    )
    assert changes.reload


def touch(connection: Connection, conversation_id: int) -> None:
    from core.conversations import next_revision

    connection.execute(
        conversations.update()
        .where(conversations.c.id == conversation_id)
        .values(listed=True, revision=next_revision())
    )


# The gate


async def test_replies_wait_behind_first_messages_and_requests_do_not(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, NUMBERS[:4])
    database = await desk.database()
    unsent, waits, asks, sent = world.conversations

    def prepare(connection: Connection) -> None:
        connection.execute(campaigns.update().values(script="Hi {firstName}"))
        for one, values in (
            (waits, {"rank": NEEDS_REPLY_RANK + 5, "needs_reply": True, "unread": True}),
            (asks, {"rank": NEEDS_REPLY_RANK + 4, "needs_reply": True, "wants_out": True}),
            (sent, {"rank": 3}),
        ):
            connection.execute(
                conversations.update().where(conversations.c.id == one).values(values)
            )

    await database.write(prepare)
    order = await whole(world, ListFilter.ALL, ListSort.NEED)
    assert list(order.ids) == [asks, sent, unsent]
    assert list((await whole(world, ListFilter.REPLY, ListSort.NAME)).ids) == [asks]
    assert list((await whole(world, ListFilter.UNREAD, ListSort.NEED)).ids) == []
    counts = await desk.counts(world.assignment_id)
    assert (counts.all, counts.reply, counts.unread, counts.held_back) == (3, 1, 0, 1)
    mark = await desk.mark(world.assignment_id)
    assert mark.gated

    await database.write(
        lambda connection: connection.execute(
            conversations.update()
            .where(conversations.c.id == unsent)
            .values(rank=9, revision=mark.revision + 1)
        )
    )
    changes = await desk.changes(world.assignment_id, ListFilter.ALL, mark)
    assert not changes.gated
    assert (await desk.counts(world.assignment_id)).held_back == 0


# Unread


async def test_an_act_of_the_texter_takes_the_unread_mark_away(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, NUMBERS[:4])
    database = await desk.database()
    await database.write(lambda connection: connection.execute(conversations.update().values(
        unread=True
    )))  # fmt: skip
    looked, answered, hidden, out = world.conversations
    await desk.mark_read(looked)
    await desk.reply(answered, "Hi!")
    await desk.close_conversation(hidden, Closing.HIDDEN)
    await desk.opt_out(out)
    assert not any(row.unread for row in await desk.rows(world.conversations))


async def test_reading_is_a_change_but_not_of_place(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, NUMBERS[:2])
    database = await desk.database()
    await database.write(lambda connection: connection.execute(conversations.update().values(
        unread=True, needs_reply=True, rank=NEEDS_REPLY_RANK + 7
    )))  # fmt: skip
    first = world.conversations[0]
    mark = await desk.mark(world.assignment_id)
    await desk.mark_read(first)
    changes = await desk.changes(world.assignment_id, ListFilter.ALL, mark)
    assert changes.listed == ((first, NEEDS_REPLY_RANK + 7),)
    assert not changes.arrived
    there = await desk.changes(world.assignment_id, ListFilter.UNREAD, mark)
    assert (there.listed, there.left, there.stays) == ((), (), (first,))
    await desk.mark_read(first)
    again = await desk.changes(world.assignment_id, ListFilter.ALL, changes.mark(mark))
    assert not again.touched
