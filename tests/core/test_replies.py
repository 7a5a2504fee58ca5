"""Replies at hand: recommended by the organization and the campaign, and a texter's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain import Behavior
from core.errors import BadInput, NotAllowed, NotFound, UnfilledFields
from core.models import conversations
from core.replies import (
    NewReply,
    add_reply,
    change_reply,
    move_reply,
    organization_replies,
    remove_reply,
    replies_for,
    reply_by_number,
    save_own_reply,
    title_of,
    unknown_fields_of,
)
from core.reply_search import rank_replies
from core.tag_records import add_tag
from core.views_beside import ReplyAtHand, ReplyScope
from tests.core.world import (
    ADMINISTRATOR,
    DANA,
    MARIA,
    SAM,
    Desk,
    Texter,
    World,
    make_campaign,
    open_desk,
)

OTHER_LINE = "+12025550111"


async def columns(world: World, number: str, custom: str) -> None:
    """Give a contact columns, as a contact list does."""

    def write(connection, conversation_id: int) -> None:
        connection.execute(
            conversations.update()
            .where(conversations.c.id == conversation_id)
            .values(custom=custom)
        )

    database = await world.desk.database()
    await database.write(write, world.conversation_with(number))


async def titles(desk: Desk, conversation_id: int) -> list[str]:
    return [one.title for one in await replies_for(desk, conversation_id)]


async def recommend(path: Path, world: World, *replies: NewReply) -> list[int]:
    """What an administrator does, at a desk of their own."""
    async with open_desk(path, ADMINISTRATOR) as desk:
        return [await add_reply(desk, world.organization_id, one) for one in replies]


async def test_those_of_the_organization_come_first_then_the_campaign_s_then_one_s_own(
    desk: Desk, database_path: Path
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    other = await make_campaign(desk, Behavior.TYPE_1, campaign="Autumn", line=OTHER_LINE)
    await add_reply(desk, world.organization_id, NewReply("Mine", "Bye!", own=True))
    await recommend(
        database_path,
        world,
        NewReply("Spring", "Vote in May.", campaign_id=world.campaign_id),
        NewReply("Autumn", "Vote in November.", campaign_id=other.campaign_id),
        NewReply("Everywhere", "Thank you!"),
    )
    async with open_desk(database_path, Texter("amy")) as amy:
        await add_reply(amy, world.organization_id, NewReply("Amy's", "Hello", own=True))
        assert await titles(amy, other.conversation_with(MARIA)) == [
            "Everywhere", "Autumn", "Amy's",
        ]  # fmt: skip
    at_hand = await replies_for(desk, world.conversation_with(MARIA))
    assert [(one.scope, one.title) for one in at_hand] == [
        (ReplyScope.ORGANIZATION, "Everywhere"),
        (ReplyScope.CAMPAIGN, "Spring"),
        (ReplyScope.OWN, "Mine"),
    ]
    assert reply_by_number(at_hand, 2).text == "Vote in May."
    with pytest.raises(BadInput, match="There is no reply 4: there are 3 replies"):
        reply_by_number(at_hand, 4)


async def test_another_organization_has_its_own(desk: Desk, database_path: Path) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    other = await make_campaign(desk, Behavior.TYPE_1, organization="Green Hills", line=OTHER_LINE)
    await recommend(database_path, world, NewReply("Ours", "Thank you!"))
    assert await titles(desk, other.conversation_with(MARIA)) == []
    with pytest.raises(NotFound):
        await recommend(database_path, world, NewReply("X", "Y", campaign_id=other.campaign_id))


async def test_merge_fields_are_filled_for_the_contact_and_what_is_empty_is_named(
    desk: Desk, database_path: Path
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    await columns(world, MARIA, '{"City": "Oakland"}')
    await columns(world, SAM, '{"City": " "}')
    await recommend(
        database_path,
        world,
        NewReply("Polls", "{firstName}, {city} votes on {day}. {texter}, {organization}"),
    )
    (maria,) = await replies_for(desk, world.conversation_with(MARIA))
    assert maria.text == "Maria, Oakland votes on {day}. Jo, Open Roads"
    assert maria.unfilled == ("{day}",)
    (sam,) = await replies_for(desk, world.conversation_with(SAM))
    assert sam.unfilled == ("{city}", "{day}")
    assert sam.text.startswith("Sam, {city} votes")


async def test_a_field_that_no_campaign_has_is_found_before_it_is_saved(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    await columns(world, MARIA, '{"City": "Oakland"}')
    body = "{firstName} of {City}: {fristName}"
    found = await unknown_fields_of(desk.reader, body, world.organization_id, world.campaign_id)
    assert found == ("{fristName}",)
    assert await unknown_fields_of(desk.reader, body, world.organization_id, None) == found


async def test_a_text_with_an_unfilled_field_is_never_sent(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    maria = world.conversation_with(MARIA)
    await columns(world, MARIA, '{"City": ""}')
    for body in ("Hi {firstName}", "Hi {first_name}", "Vote in {city}!"):
        with pytest.raises(UnfilledFields, match="write something in the place of"):
            await desk.reply(maria, body)
    assert not (await desk.conversation(maria)).texts
    # Braces that are no field are the texter's own words.
    await desk.reply(maria, "{smile} {}")
    assert (await desk.conversation(maria)).texts[0].body == "{smile} {}"


async def test_the_tag_of_a_reply_is_put_on_when_it_is_sent(
    desk: Desk, database_path: Path
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    database = await desk.database()
    args = (world.organization_id, "Moved", ADMINISTRATOR, desk.now())
    moved = await database.write(add_tag, *args)
    await recommend(database_path, world, NewReply("Moved", "Thanks, noted.", tag_id=moved))
    (reply,) = await replies_for(desk, world.conversation_with(DANA))
    assert (reply.tag_id, reply.tag) == (moved, "Moved")

    async def carried() -> list[int]:
        rows = await desk.reader.rows("SELECT conversation_id FROM conversation_tag")
        return [row[0] for row in rows]

    assert await carried() == []
    again = "the same press"
    for _ in range(2):
        await desk.reply(world.conversation_with(DANA), reply.text, again, tag_ids=[moved])
    assert await carried() == [world.conversation_with(DANA)]
    # A tag that was taken away meanwhile keeps no words from anybody.
    assert await desk.reply(world.conversation_with(SAM), reply.text, tag_ids=[moved + 1])
    with pytest.raises(NotFound, match="no such tag"):
        await recommend(database_path, world, NewReply("X", "Y", tag_id=moved + 1))


async def test_only_administrators_recommend_and_only_the_owner_changes_an_own_reply(
    desk: Desk, database_path: Path
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    (everywhere,) = await recommend(database_path, world, NewReply("Everywhere", "Thanks!"))
    mine = await add_reply(desk, world.organization_id, NewReply("Mine", "Bye", own=True))
    with pytest.raises(NotAllowed):
        await add_reply(desk, world.organization_id, NewReply("All", "Hello"))
    for doing in (remove_reply(desk, everywhere), change_reply(desk, everywhere, body="x")):
        with pytest.raises(NotAllowed):
            await doing
    async with open_desk(database_path, ADMINISTRATOR) as admin:
        with pytest.raises(NotFound):
            await remove_reply(admin, mine)
        await change_reply(admin, everywhere, title="Thanks", body="Thank you, {firstName}!")
    await change_reply(desk, mine, body="Goodbye")
    now = await organization_replies(desk.reader, world.organization_id, "jo")
    assert [(one.title, one.body) for one in now] == [
        ("Thanks", "Thank you, {firstName}!"),
        ("Mine", "Goodbye"),
    ]
    for title, body in (("", "x"), ("x", " "), ("x" * 61, "x"), ("x", "x" * 1601)):
        with pytest.raises(BadInput):
            await add_reply(desk, world.organization_id, NewReply(title, body, own=True))


async def test_nothing_is_deleted(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    mine = await add_reply(desk, world.organization_id, NewReply("Mine", "One", own=True))
    await change_reply(desk, mine, body="Two")
    await remove_reply(desk, mine)
    assert await titles(desk, world.conversation_with(MARIA)) == []
    kept = await desk.reader.rows("SELECT body FROM canned_reply ORDER BY id")
    assert [row[0] for row in kept] == ["Two", "One"]
    with pytest.raises(NotFound):
        await remove_reply(desk, mine)


async def test_they_are_put_in_order(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    ids = [
        await add_reply(desk, world.organization_id, NewReply(name, name, own=True))
        for name in "ABC"
    ]
    await move_reply(desk, ids[2], 1)
    assert await titles(desk, world.conversation_with(MARIA)) == ["C", "A", "B"]
    await move_reply(desk, ids[2], 99)
    assert await titles(desk, world.conversation_with(MARIA)) == ["A", "B", "C"]


async def test_what_was_just_written_is_saved_without_the_contact_s_name(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    saved = await save_own_reply(
        desk, world.conversation_with(MARIA), "Hi Maria, Marian sends her love to the Lopez home."
    )
    assert saved.body == "Hi {firstName}, Marian sends her love to the {lastName} home."
    (sam,) = await replies_for(desk, world.conversation_with(SAM))
    assert sam.text == "Hi Sam, Marian sends her love to the Okafor home."
    assert sam.title == "Hi {firstName}, Marian sends her love…"


def test_a_title_is_whole_words_of_the_text() -> None:
    assert title_of("Thank you!\nSee you.") == "Thank you! See you."
    assert title_of("x" * 100) == "x" * 39 + "…"


# Looking for one

REPLIES = [
    ReplyAtHand(n, ReplyScope.OWN, title, text)
    for n, (title, text) in enumerate(
        [
            ("Polling place", "Your polling place is the library."),
            ("Thank you", "Thank you for voting at the polls!"),
            ("Moved away", "We will note your new address. Café at noon?"),
            ("Not a place for me", "Fine."),
        ]
    )
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Polling place", "Thank you", "Moved away", "Not a place for me"]),
        ("poll", ["Polling place", "Thank you"]),
        ("place", ["Polling place", "Not a place for me"]),
        ("PLACE poll", ["Polling place"]),
        ("plp", ["Polling place"]),
        ("cafe", ["Moved away"]),
        ("adress", []),
        ("mvd", ["Moved away"]),
    ],
)
def test_a_few_letters_find_a_reply(query: str, found: list[str]) -> None:
    assert [one.title for one in rank_replies(query, REPLIES)] == found
