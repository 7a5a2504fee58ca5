"""Tags: an organization's words, put on conversations and taken off."""

from __future__ import annotations

import pytest

from core.desk import Desk
from core.domain import Behavior, Texter
from core.errors import BadInput, NotAllowed, NotFound
from core.tag_records import add_tag, remove_tag
from core.tags import organization_tags, set_tag, tag_choices, tag_named
from tests.core.world import ADMINISTRATOR, JO, MARIA, SAM, World, make_campaign


async def add(world: World, *names: str, texter: Texter = ADMINISTRATOR) -> list[int]:
    database = await world.desk.database()
    return [
        await database.write(add_tag, world.organization_id, name, texter, world.desk.now())
        for name in names
    ]


async def remove(world: World, name: str) -> None:
    database = await world.desk.database()
    await database.write(remove_tag, world.organization_id, name, ADMINISTRATOR, world.desk.now())


async def carried(world: World, number: str) -> list[str]:
    choices = await tag_choices(world.desk.reader, world.conversation_with(number))
    return [choice.name for choice in choices if choice.on]


async def offered(world: World) -> list[str]:
    return [tag.name for tag in await organization_tags(world.desk.reader, world.organization_id)]


@pytest.fixture
async def world(desk: Desk) -> World:
    return await make_campaign(desk, Behavior.TYPE_1)


async def test_tags_are_put_on_and_taken_off_once_each(world: World) -> None:
    volunteer, donor = await add(world, "volunteer", "donor")
    maria = world.conversation_with(MARIA)

    for _ in range(2):
        await set_tag(world.desk, maria, donor, on=True)
    assert await carried(world, MARIA) == ["donor"]
    assert await carried(world, SAM) == []
    await set_tag(world.desk, maria, volunteer, on=True)
    assert await carried(world, MARIA) == ["volunteer", "donor"]
    tags = await organization_tags(world.desk.reader, world.organization_id)
    assert [(tag.name, tag.conversations) for tag in tags] == [("volunteer", 1), ("donor", 1)]

    for _ in range(2):
        await set_tag(world.desk, maria, donor, on=False)
    assert await carried(world, MARIA) == ["volunteer"]
    await set_tag(world.desk, maria, donor, on=True)
    rows = await world.desk.reader.rows(
        "SELECT removed_at IS NULL, author FROM conversation_tag WHERE tag_id = ? ORDER BY id",
        (donor,),
    )
    assert [tuple(row) for row in rows] == [(0, "jo"), (1, "jo")]


async def test_other_messengers_are_told_of_a_tag(world: World) -> None:
    (donor,) = await add(world, "donor")
    before = await world.desk.revision()
    await set_tag(world.desk, world.conversation_with(MARIA), donor, on=True)
    assert (after := await world.desk.revision()) > before

    await set_tag(world.desk, world.conversation_with(MARIA), donor, on=True)
    assert await world.desk.revision() == after


async def test_another_organizations_tags_are_not_offered_and_cannot_be_put_on(
    world: World,
) -> None:
    other = await make_campaign(
        world.desk, Behavior.TYPE_1, organization="Harbour", line="+12025550111"
    )
    (theirs,) = await add(other, "theirs")

    assert await tag_choices(world.desk.reader, world.conversation_with(MARIA)) == ()
    with pytest.raises(NotFound):
        await set_tag(world.desk, world.conversation_with(MARIA), theirs, on=True)
    with pytest.raises(NotFound):
        await set_tag(world.desk, world.conversation_with(MARIA), theirs, on=False)
    with pytest.raises(NotFound, match="no conversation 999"):
        await set_tag(world.desk, 999, theirs, on=True)


async def test_a_tag_removed_stays_where_it_is_until_it_is_taken_off(world: World) -> None:
    (donor,) = await add(world, "donor")
    maria, sam = world.conversation_with(MARIA), world.conversation_with(SAM)
    await set_tag(world.desk, maria, donor, on=True)

    await remove(world, "Donor")
    assert await offered(world) == []
    assert await carried(world, MARIA) == ["donor"]
    assert await tag_choices(world.desk.reader, sam) == ()
    with pytest.raises(NotFound):
        await set_tag(world.desk, sam, donor, on=True)
    await set_tag(world.desk, maria, donor, on=False)
    assert await tag_choices(world.desk.reader, maria) == ()

    assert await add(world, "donor") == [donor]
    assert await offered(world) == ["donor"]


async def test_a_name_is_one_tag_whatever_its_case(world: World) -> None:
    assert await add(world, "Österreich", " österreich ") == [1, 1]
    assert (await tag_named(world.desk.reader, 1, "ÖSTERREICH")).id == 1
    with pytest.raises(NotFound, match="There are: “Österreich”"):
        await tag_named(world.desk.reader, 1, "donor")
    with pytest.raises(NotFound, match="no conversation"):
        await tag_named(world.desk.reader, 99, "donor")


async def test_only_an_administrator_sets_tags_up(world: World) -> None:
    with pytest.raises(NotAllowed):
        await add(world, "donor", texter=JO)
    with pytest.raises(BadInput):
        await add(world, "  ")
    with pytest.raises(BadInput):
        await add(world, "x" * 41)
    with pytest.raises(NotFound):
        await remove(world, "donor")
    assert await offered(world) == []
