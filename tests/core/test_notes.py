"""Notes go with a contact into every campaign of the organization."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.desk import Desk
from core.domain import Behavior, Texter
from core.errors import BadInput, NotAllowed, NotFound
from core.notes import add_note, notes_on, remove_note
from tests.core.world import ADMINISTRATOR, MARIA, SAM, make_campaign, open_desk

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


async def test_a_note_is_seen_in_every_campaign_of_the_organization(database_path: Path) -> None:
    moments = [NOON]
    async with open_desk(database_path, clock=lambda: moments[-1]) as desk:
        spring = await make_campaign(desk, Behavior.TYPE_1)
        autumn = await make_campaign(desk, Behavior.TYPE_1, campaign="Autumn")
        theirs = await make_campaign(
            desk, Behavior.TYPE_1, organization="Harbour", line="+12025550111"
        )
        await add_note(desk, spring.conversation_with(MARIA), "Speaks \x1b[2JPortuguese\x00")
        moments.append(NOON + timedelta(minutes=1))
        await add_note(desk, autumn.conversation_with(MARIA), "Call after 6")

        seen = await notes_on(desk.reader, spring.conversation_with(MARIA))
        assert [(note.body, note.author, note.at, note.campaign) for note in seen] == [
            ("Call after 6", "jo", moments[-1], "Autumn"),
            ("Speaks \x1b[2JPortuguese\x00", "jo", NOON, "Spring turnout"),
        ]
        assert await notes_on(desk.reader, autumn.conversation_with(MARIA)) == seen
        assert await notes_on(desk.reader, spring.conversation_with(SAM)) == ()
        assert await notes_on(desk.reader, theirs.conversation_with(MARIA)) == ()


async def test_every_list_with_the_contact_is_told_of_a_note(desk: Desk) -> None:
    spring = await make_campaign(desk, Behavior.TYPE_1)
    autumn = await make_campaign(desk, Behavior.TYPE_1, campaign="Autumn")
    before = await desk.revision()

    await add_note(desk, spring.conversation_with(MARIA), "Call after 6")

    rows = await desk.reader.rows("SELECT id FROM conversation WHERE revision > ?", (before,))
    assert {row[0] for row in rows} == {
        spring.conversation_with(MARIA),
        autumn.conversation_with(MARIA),
    }


async def test_one_takes_away_ones_own_note_and_it_stays_on_record(
    desk: Desk, database_path: Path
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    talk = world.conversation_with(MARIA)
    note = await add_note(desk, talk, "Call after 6")
    async with open_desk(database_path, Texter("sam")) as other:
        with pytest.raises(NotAllowed):
            await remove_note(other, note)
    assert len(await notes_on(desk.reader, talk)) == 1

    for _ in range(2):
        await remove_note(desk, note)

    assert await notes_on(desk.reader, talk) == ()
    kept = await desk.reader.row("SELECT body, removed_at IS NOT NULL FROM note")
    assert kept is not None
    assert tuple(kept) == ("Call after 6", 1)

    second = await add_note(desk, talk, "Again")
    async with open_desk(database_path, ADMINISTRATOR) as administrator:
        await remove_note(administrator, second)
    assert await notes_on(desk.reader, talk) == ()


@pytest.mark.parametrize(("body", "said"), [(" \n", "empty"), ("x" * 4_001, "at most 4,000")])
async def test_an_empty_or_endless_note_is_refused(desk: Desk, body: str, said: str) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    with pytest.raises(BadInput, match=said):
        await add_note(desk, world.conversations[0], body)


async def test_what_is_not_there_cannot_be_noted_on(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no conversation 9"):
        await add_note(desk, 9, "Hello")
    with pytest.raises(NotFound, match="no note 9"):
        await remove_note(desk, 9)
