"""First messages on the screen: filled, one key each, set aside, all at once, and what waits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import update
from textual.widgets import Static

from core.domain import Behavior, ListFilter, SetAside
from core.models import campaigns, conversations
from tests.core.world import DANA, JO, MARIA, SAM, World, make_campaign, open_desk
from tests.tui.driving import Driven, messenger, until
from tui.screens.quick_send import QuickSendScreen
from tui.screens.scripted_texts import ScriptedTextsScreen
from tui.widgets.reply_input import ReplyInput

SCRIPT = "Hi {firstName}, it's {texter}. You vote at {place}."


async def set_up(world: World, script: str = SCRIPT, **settings: Any) -> None:
    """Give the campaign a script; where Dana votes is not known."""
    database = await world.desk.database()
    await database.write(
        lambda connection: connection.execute(
            update(campaigns)
            .where(campaigns.c.id == world.campaign_id)
            .values(script=script, **settings)
        )
    )
    for number, place in ((MARIA, "Oak Hall"), (SAM, "Elm School"), (DANA, "")):
        await database.write(
            lambda connection, number=number, place=place: connection.execute(
                update(conversations)
                .where(conversations.c.id == world.conversation_with(number))
                .values(custom=f'{{"place": "{place}"}}')
            )
        )


@asynccontextmanager
async def first_messages(
    path: Path, *, says: Sequence[tuple[str, str]] = (), **settings: Any
) -> AsyncIterator[tuple[Driven, World]]:
    """A messenger at an assignment whose first messages are to be sent."""
    async with open_desk(path, JO) as other:
        world = await make_campaign(other, Behavior.TYPE_1, (MARIA, SAM, DANA))
        await set_up(world, **settings)
        for number, body in says:
            await world.simulator.say(world.line, number, body)
        await (await other.worker()).receive_due()
        async with messenger(path) as driven:
            await until(lambda: screen_of(driven) is not None, "the first messages are shown")
            yield driven, world


def screen_of(driven: Driven) -> ScriptedTextsScreen | None:
    """The screen of first messages, while it is shown."""
    screen = driven.app.screen
    return screen if isinstance(screen, ScriptedTextsScreen) else None


def words(driven: Driven) -> str:
    """Everything the screen says, and the text that waits."""
    screen = driven.app.screen
    said = [str(part.content) for part in screen.query(Static)]
    return "\n".join([*said, *(part.text for part in screen.query(ReplyInput))])


async def shown(driven: Driven, what: str) -> None:
    """Wait until the screen says this."""
    await driven.shows(what, lambda: words(driven))


async def sent(world: World) -> list[tuple[str, str]]:
    """Whom something was queued to, and what."""
    rows = await world.desk.reader.rows(
        "SELECT number, body FROM text WHERE kind = 'initial' ORDER BY id"
    )
    return [(row[0], row[1]) for row in rows]


async def now_sent(world: World, count: int) -> list[tuple[str, str]]:
    """Wait until so many are in the outbox, or have left."""

    async def enough() -> bool:
        return len(await sent(world)) >= count

    await until(enough, f"{count} are sent")
    return await sent(world)


async def test_an_assignment_begins_with_its_first_messages_filled(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, _):
        await shown(driven, "Hi Maria, it's Jo. You vote at Oak Hall.")
        await shown(driven, "To Maria Lopez · +1 415 555 0101")
        await shown(driven, "0 of 3 sent")


async def test_one_key_sends_and_moves_on(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("enter")
        await shown(driven, "Hi Sam")
        await driven.press("space")
        assert [number for number, _ in await now_sent(world, 2)] == [MARIA, SAM]


async def test_a_held_key_sends_one(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        start = 1_000.0
        await driven.post_keys(
            [("enter", start), *(("enter", start + 0.5 + 0.03 * n) for n in range(20))]
        )
        await shown(driven, "a held key sends one")
        assert await now_sent(world, 1) == [(MARIA, "Hi Maria, it's Jo. You vote at Oak Hall.")]
        await shown(driven, "Hi Sam")


async def test_a_field_that_fails_to_fill_stops_that_send_and_is_shown(
    database_path: Path,
) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("enter", "space")
        await shown(driven, "{place} has nothing to say for this contact")
        await driven.press("enter")
        assert len(await now_sent(world, 2)) == 2
        await driven.press("e")
        screen = cast(ScriptedTextsScreen, driven.app.screen)
        assert screen.focused is screen.query_one(ReplyInput)
        screen.query_one(ReplyInput).load_text("Hi Dana, where do you vote?")
        await driven.press("x", "enter")
        assert (DANA, "xHi Dana, where do you vote?") in await now_sent(world, 3)


async def test_words_that_were_edited_are_what_leaves_also_after_escape(
    database_path: Path,
) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("e", "exclamation_mark", "escape", "enter")
        assert await now_sent(world, 1) == [(MARIA, "Hi Maria, it's Jo. You vote at Oak Hall.!")]


async def test_a_skipped_one_is_set_aside_and_z_brings_it_back(database_path: Path) -> None:
    async def aside(world: World) -> str | None:
        row = await world.desk.reader.row(
            "SELECT set_aside FROM conversation WHERE id = ?", (world.conversation_with(MARIA),)
        )
        assert row is not None
        return cast("str | None", row[0])

    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("s")
        await shown(driven, "Hi Sam")
        await shown(driven, "1 skipped")
        assert await aside(world) == SetAside.SKIPPED
        await driven.press("z")
        await shown(driven, "Hi Maria")
        assert await aside(world) is None
        assert await sent(world) == []


async def test_replies_wait_but_a_request_to_opt_out_never_does(database_path: Path) -> None:
    says = ((MARIA, "STOP"), (SAM, "who is this"))
    async with first_messages(database_path, says=says) as (driven, world):
        await shown(driven, "1 contact asks to opt out: esc goes there")
        await driven.press("escape")
        await until(lambda: driven.app.screen is driven.screen, "the conversations are shown")
        await until(
            lambda: world.conversation_with(MARIA) in driven.ids, "who asks to opt out is there"
        )
        assert world.conversation_with(SAM) not in driven.ids
        driven.screen.use_filter(ListFilter.REPLY)
        await until(lambda: driven.ids == [world.conversation_with(MARIA)], "only she is")


async def test_a_campaign_may_allow_replies_at_once(database_path: Path) -> None:
    says = ((SAM, "who is this"),)
    async with first_messages(database_path, says=says, replies_at_once=True) as (driven, world):
        await driven.press("escape")
        await until(lambda: world.conversation_with(SAM) in driven.ids, "the reply is readable")


async def test_quick_send_is_for_campaigns_that_allow_it(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "0 of 3 sent")
        await driven.press("Q")
        await shown(driven, "does not allow sending all at once")
        assert await sent(world) == []


async def test_quick_send_sends_all_sets_aside_what_does_not_fill_and_skips_opted_out(
    database_path: Path,
) -> None:
    async with first_messages(database_path, quick_send=True) as (driven, world):
        await shown(driven, "0 of 3 sent")
        await world.desk.opt_out(world.conversation_with(SAM))
        await shown(driven, "1 opted out: never texted")
        await driven.press("Q")
        await until(
            lambda: isinstance(driven.app.screen, QuickSendScreen), "it asks before it sends"
        )
        screen = cast(QuickSendScreen, driven.app.screen)
        screen._opened -= 1.0
        assert await sent(world) == []
        await driven.press("enter")

        def said() -> str:
            return "\n".join(str(part.content) for part in screen.query(Static))

        await driven.shows("Done.", said)
        assert "1 set aside: a field has nothing to say" in said()
        assert "1 skipped: opted out" in said()
        assert [number for number, _ in await sent(world)] == [MARIA]
        await driven.press("y")
        await shown(driven, "All first messages are sent.")
