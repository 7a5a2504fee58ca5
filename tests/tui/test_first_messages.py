"""First messages on the screen: filled, one key each, set aside, all at once, and what waits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import update
from textual.widgets import Button, ProgressBar, Static

from core.domain import Behavior, ListFilter, SetAside
from core.first_messages import take_back_skip
from core.models import campaigns, conversations
from core.providers.base import Outcome
from core.quick_send import QuickSendProgress, QuickSendState
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
    path: Path,
    *,
    says: Sequence[tuple[str, str]] = (),
    more: Sequence[str] = (),
    refuse: int = 0,
    **settings: Any,
) -> AsyncIterator[tuple[Driven, World]]:
    """A messenger at an assignment whose first messages are to be sent."""
    async with open_desk(path, JO) as other:
        world = await make_campaign(other, Behavior.TYPE_1, (MARIA, SAM, DANA, *more))
        await set_up(world, **settings)
        await world.simulator.configure(refuse_next=refuse, refuse_outcome=Outcome.REFUSED)
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
        assert "sends it" not in words(driven)
        await driven.press("enter")
        assert len(await now_sent(world, 2)) == 2
        await driven.press("e")
        screen = cast(ScriptedTextsScreen, driven.app.screen)
        assert screen.focused is screen.query_one(ReplyInput)
        screen.query_one(ReplyInput).load_text("Hi Dana, where do you vote?")
        await driven.press("x", "enter")
        assert (DANA, "xHi Dana, where do you vote?") in await now_sent(world, 3)


async def test_only_the_keys_that_work_there_are_named(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        await shown(driven, "1 text · e edits")
        await shown(driven, "enter or space sends it")
        await driven.press("e")
        await shown(driven, "1 text · enter sends · esc back")
        # Space is typed now, and ctrl+r, which sends and stays elsewhere, does nothing.
        assert not driven.app.screen.query_one("#scripted-hint").visible
        await driven.press("ctrl+r", "escape")
        await shown(driven, "1 text · e edits")
        assert await sent(world) == []


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
        # Only she is there, and it is the part of the list where she is worked.
        await until(lambda: driven.ids == [world.conversation_with(MARIA)], "only she is")
        assert driven.screen._filter is ListFilter.OPT_OUT
        assert driven.list.cursor_id == world.conversation_with(MARIA)
        driven.screen.use_filter(ListFilter.REPLY)
        await until(lambda: not driven.screen._loading, "those who need a reply are read")
        await until(lambda: driven.ids == [world.conversation_with(MARIA)], "only she is")


async def test_a_campaign_may_allow_replies_at_once(database_path: Path) -> None:
    says = ((SAM, "who is this"),)
    async with first_messages(database_path, says=says, replies_at_once=True) as (driven, world):
        await driven.press("escape")
        await until(lambda: world.conversation_with(SAM) in driven.ids, "the reply is readable")


async def test_quick_send_is_for_campaigns_that_allow_it(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "0 of 3 sent")
        await driven.press("s", "space")
        await shown(driven, "{place} has nothing to say for this contact")
        await driven.press("Q")
        assert screen_of(driven) is not None
        assert "{place} has nothing to say for this contact" in words(driven)
        bindings = driven.app.screen.active_bindings
        assert "Q" not in bindings
        assert "s" in bindings
        assert len(await now_sent(world, 1)) == 1


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
        # What another texter's run sent meanwhile is not told as left undone.
        screen._end(QuickSendProgress(QuickSendState.FINISHED, total=200, queued=97))
        assert "Done. The other 103 were sent elsewhere" in said()
        assert screen.query_one(ProgressBar).percentage == 1
        await driven.press("y")
        await shown(driven, "All first messages are sent.")


async def test_three_refusals_stop_the_sending_by_hand_and_all_at_once(
    database_path: Path,
) -> None:
    more = [f"+1415555{number:04}" for number in range(210, 216)]
    async with first_messages(
        database_path, more=more, refuse=6, script="Hi {firstName}.", quick_send=True
    ) as (driven, world):
        await shown(driven, "0 of 9 sent")
        await driven.press("enter", "space", "enter")
        await shown(driven, "Stopped: the provider refused the last 3 (SIM-NOT-TAKEN).")
        await shown(driven, "0 of 6 sent")
        assert "3 failed" in words(driven)
        await driven.press("space", "Q", "enter")
        assert "esc leaves; once it is mended, come back" in words(driven)
        assert len(await sent(world)) == 3
        await driven.press("escape")
        await driven.shows("not delivered ·", driven.list_text)

        await driven.press("b")
        await shown(driven, "0 of 6 sent")
        assert "Stopped" not in words(driven)
        await driven.press("Q")
        await until(lambda: isinstance(driven.app.screen, QuickSendScreen), "it asks first")
        screen = cast(QuickSendScreen, driven.app.screen)
        screen._opened -= 1.0
        await driven.press("enter")

        def said() -> str:
            return "\n".join(str(part.content) for part in screen.query(Static))

        await driven.shows("0 of 6 sent · 3 refused: The provider refused it", said)
        assert "Stopped: the provider refused the last 3 (SIM-NOT-TAKEN)." in said()
        assert len(await sent(world)) == 6


async def test_after_the_last_one_only_esc_leaves(database_path: Path) -> None:
    async with first_messages(database_path, script="Hi {firstName}.") as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("enter", "space", "enter")
        await now_sent(world, 3)
        await shown(driven, "All first messages are sent.")
        for key in ("space", "enter"):
            await driven.press(key)
            assert "All are sent. esc goes to the conversations." in words(driven)
        assert screen_of(driven) is not None
        await driven.press("escape")
        await until(lambda: screen_of(driven) is None, "the conversations are shown")


async def test_the_second_of_two_clicks_is_not_for_the_next_text(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        screen = cast(ScriptedTextsScreen, driven.app.screen)
        for name in ("#send", "#skip"):
            screen._shown_at -= 1.0
            before = screen._shown_at
            await driven.pilot.click(name)
            await shown(driven, "Hi Sam" if name == "#send" else "Hi Dana")
            assert screen._shown_at > before
            # A button itself takes no second click for 0.2 s: this one comes a little later.
            screen._shown_at += 600.0
            button = screen.query_one(name, Button)
            button.post_message(Button.Pressed(button))
            await driven.pilot.pause()
            await shown(driven, "Hi Sam" if name == "#send" else "Hi Dana")
            screen._shown_at -= 600.0
        assert [number for number, _ in await now_sent(world, 1)] == [MARIA]
        await shown(driven, "1 skipped")


async def test_what_was_read_is_what_leaves_though_the_script_is_changed(
    database_path: Path,
) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria, it's Jo. You vote at Oak Hall.")
        await set_up(world, "Dear {firstName}, go to {place}.")
        await driven.press("enter")
        await shown(driven, "The script was changed: read it again.")
        assert "Dear Maria, go to Oak Hall." in words(driven)
        assert await sent(world) == []
        # A key just after it has come by itself was meant for another one.
        screen = cast(ScriptedTextsScreen, driven.app.screen)
        screen._unasked_at += 600.0
        await driven.press("space")
        assert "Dear Maria" in words(driven)
        screen._unasked_at -= 601.0
        await driven.press("enter")
        assert await now_sent(world, 1) == [(MARIA, "Dear Maria, go to Oak Hall.")]
        await shown(driven, "Dear Sam, go to Elm School.")


async def test_words_that_were_changed_are_kept_until_they_are_sent(database_path: Path) -> None:
    async with first_messages(database_path) as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("s")
        await shown(driven, "Hi Sam")
        await shown(driven, "1 skipped")
        # One that comes back comes behind the one that is being edited.
        await driven.press("e", "exclamation_mark", "f9")
        await until(lambda: len(screen_queue(driven)) == 3, "Maria is back")
        assert "Hi Sam, it's Jo. You vote at Elm School.!" in words(driven)
        await driven.press("escape", "escape")
        await until(lambda: screen_of(driven) is None, "the conversations are shown")
        await driven.press("b")
        await until(lambda: screen_of(driven) is not None, "the first messages are shown")
        await shown(driven, "Hi Maria")
        await driven.press("enter")
        await shown(driven, "These words were written before and not sent")
        # They are gone to, not sent, by the key that sends what was just filled in.
        await driven.press("space")
        assert isinstance(driven.app.screen.focused, ReplyInput)
        assert len(await now_sent(world, 1)) == 1
        await driven.press("exclamation_mark", "enter")
        assert (SAM, "Hi Sam, it's Jo. You vote at Elm School.!!") in await now_sent(world, 2)
        drafts = await world.desk.reader.rows("SELECT body FROM draft")
        assert list(drafts) == []


def screen_queue(driven: Driven) -> list[int]:
    """The conversations whose texts are loaded."""
    screen = cast(ScriptedTextsScreen, driven.app.screen)
    return [item.conversation_id for item in screen._queue._items]


async def test_all_are_sent_only_when_none_is_left(database_path: Path) -> None:
    async with first_messages(database_path, script="Hi {firstName}.") as (driven, world):
        await shown(driven, "Hi Maria")
        await driven.press("s")
        await shown(driven, "Hi Sam")
        await driven.press("enter")
        await shown(driven, "Hi Dana")
        await shown(driven, "1 skipped")
        # Looked at again; behind those set aside come those that are still to be sent.
        await driven.press("v")
        await shown(driven, "Set aside · 1 of 1")
        await shown(driven, "Hi Maria")
        await driven.press("s")
        await shown(driven, "Hi Dana")
        assert "Set aside" not in words(driven)
        # Somebody else puts one back that this texter had passed by.
        screen = cast(ScriptedTextsScreen, driven.app.screen)
        screen._unasked_at -= 1.0
        await driven.press("enter")
        await shown(driven, "All first messages are sent.")
        await take_back_skip(world.desk, world.conversation_with(MARIA))
        await shown(driven, "Hi Maria")
        assert "All first messages are sent." not in words(driven)


async def test_the_last_letters_of_ones_own_words_are_kept_where_textbank_is_left(
    database_path: Path,
) -> None:
    async with first_messages(database_path) as (driven, _):
        await shown(driven, "Hi Maria")
        await driven.press("e")
        cast(ReplyInput, driven.app.screen.focused).insert(" Bye")
        driven.app.exit()  # Before the message of these letters can go its way.
    async with open_desk(database_path, JO) as desk:
        drafts = await desk.reader.rows("SELECT body FROM draft")
    assert [bytes(row[0]).decode() if isinstance(row[0], bytes) else row[0] for row in drafts] == [
        "Hi Maria, it's Jo. You vote at Oak Hall. Bye"
    ]
