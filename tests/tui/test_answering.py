"""Answering with replies at hand: number keys, fuzzy search, send-and-next, send-and-stay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import Input, OptionList

from core.domain import Behavior
from core.replies import NewReply, add_reply, replies_for
from core.tag_records import add_tag
from tests.core.world import ADMINISTRATOR, DANA, MARIA, SAM, World, open_desk
from tests.tui.driving import TALK, WIDE, Driven, at_work, screen_text, until
from tui.screens.reply_picker import ReplyPicker
from tui.widgets.side_panel import Tab

THANKS = NewReply("Thank you", "Thank you, {firstName}!")
POLLS = NewReply("Polling place", "Your polling place is {place}, {firstName}.")


@asynccontextmanager
async def answering(
    path: Path, *replies: NewReply, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[Driven, World]]:
    """A messenger whose organization recommends these replies."""
    async with at_work(path, Behavior.TYPE_1, says=TALK[1:], size=size) as (driven, world):
        async with open_desk(path, ADMINISTRATOR) as admin:
            for reply in replies or (THANKS, POLLS):
                await add_reply(admin, world.organization_id, reply)
        # The replies are loaded as a conversation is opened.
        await driven.select(world.conversation_with(SAM))
        await driven.select(world.conversation_with(DANA))
        await driven.select(world.conversation_with(SAM))
        await until(lambda: driven.side.active is Tab.REPLIES, "the replies show")
        yield driven, world


async def test_a_number_key_puts_that_reply_filled_into_the_composer_and_sends_nothing(
    database_path: Path,
) -> None:
    async with answering(database_path) as (driven, world):
        await driven.shows("1 Thank you Thank you, Sam!", driven.side_text)
        await driven.press("1")
        await until(lambda: driven.reply_input.has_focus, "the composer has the focus")
        assert driven.composer.text == "Thank you, Sam!"
        assert len(await world.simulator.phone(SAM)) == 1
        # It may be changed before it is sent, and it is a draft like any other.
        await driven.press(*" Bye")
        await until(lambda: driven.screen._drafts == {}, "the draft is saved")
        view = await world.desk.conversation(world.conversation_with(SAM))
        assert view.draft == "Thank you, Sam! Bye"


async def test_enter_sends_and_goes_to_the_next_that_needs_a_reply_and_ctrl_r_stays(
    database_path: Path,
) -> None:
    async with answering(database_path) as (driven, world):
        sam, dana = world.conversation_with(SAM), world.conversation_with(DANA)
        await driven.press("1", "ctrl+r")
        await driven.shows("✓ delivered", driven.transcript_text)
        assert driven.reply_input.has_focus
        assert driven.composer.conversation_id == sam
        await driven.press("h", "i", "enter")
        await until(lambda: driven.list.cursor_id == dana, "the next in need is Dana")
        await driven.opened(dana)
        # Letters act on the list again, and who was answered has not vanished from it.
        assert driven.list.has_focus
        assert sam in driven.ids
        assert [text.body for text in await world.simulator.phone(SAM)][1:] == [
            "Thank you, Sam!",
            "hi",
        ]
        await driven.press("1", "enter")
        await until(lambda: driven.list.has_focus, "nobody else needs a reply")
        assert driven.list.cursor_id == dana
        await driven.shows("You: Thank you, Dana!", driven.list_text)


async def test_a_reply_with_a_tag_puts_it_on_with_the_same_two_keys(database_path: Path) -> None:
    async with at_work(database_path, says=TALK[1:]) as (driven, world):
        async with open_desk(database_path, ADMINISTRATOR) as admin:
            args = (world.organization_id, "Moved", ADMINISTRATOR, admin.now())
            tag = await (await admin.database()).write(add_tag, *args)
            moved = NewReply("Moved", "Thanks, noted.", tag_id=tag)
            await add_reply(admin, world.organization_id, moved)
        await driven.select(world.conversation_with(DANA))
        await driven.select(world.conversation_with(SAM))

        async def tagged() -> list[int]:
            rows = await world.desk.reader.rows("SELECT conversation_id FROM conversation_tag")
            return [row[0] for row in rows]

        await driven.press("1")
        await until(lambda: "tag Moved" in screen_text(driven.app), "the composer says so")
        assert await tagged() == []
        await driven.press("enter")
        await until(tagged, "the tag is on")
        assert await tagged() == [world.conversation_with(SAM)]


async def test_a_reply_with_a_field_that_is_empty_here_says_so_and_is_not_sent(
    database_path: Path,
) -> None:
    async with answering(database_path) as (driven, world):
        await driven.shows("! {place}: not filled", driven.side_text)
        await driven.press("2", "enter")
        await until(lambda: driven.reply_input.has_focus, "the composer has the focus")
        assert driven.composer.text == "Your polling place is {place}, Sam."
        assert driven.reply_input.selected_text == "{place}"
        # One that the texter types is not sent either.
        await driven.press(*"{firstName}")
        await driven.post_keys([("enter", 10.0**9)])
        await until(lambda: driven.toasts, "the texter is told")
        assert "write something in the place of {firstName}" in driven.toasts[0]
        assert driven.composer.text == "Your polling place is {firstName}, Sam."
        assert len(await world.simulator.phone(SAM)) == 1


async def test_a_few_letters_find_a_reply_and_enter_takes_it(database_path: Path) -> None:
    async with answering(database_path) as (driven, _):
        await driven.press("p")
        await until(lambda: isinstance(driven.app.screen, ReplyPicker), "the picker opens")
        picker = driven.app.screen
        assert picker.query_one(OptionList).option_count == 2
        await driven.press(*"plp")
        assert picker.query_one(OptionList).option_count == 1
        await driven.press(*"zz")
        assert "No reply has these letters." in screen_text(driven.app)
        await driven.press("escape")
        await until(lambda: driven.app.screen is driven.screen, "Esc leaves")
        assert driven.composer.text == ""

        # It works while writing, too, and loses nothing of what is written.
        await driven.press("r", *"Hi. ", "f11")
        await until(lambda: isinstance(driven.app.screen, ReplyPicker), "the picker opens")
        assert driven.app.screen.query_one(Input).has_focus
        await driven.press("down", "up", "enter")
        await until(lambda: driven.reply_input.has_focus, "the composer has the focus again")
        assert driven.composer.text == "Hi. \nThank you, Sam!"


async def test_what_was_just_written_is_kept_as_a_reply_of_one_s_own(database_path: Path) -> None:
    async with answering(database_path) as (driven, world):
        await driven.press("r", *"Bye Sam", "shift+f5")
        await driven.shows("Kept as reply 3: “Bye {firstName}”", driven.notice_text)
        await driven.shows("3 Bye {firstName} Bye Sam", driven.side_text)
        assert driven.composer.text == "Bye Sam"
        mine = (await replies_for(world.desk, world.conversation_with(MARIA)))[2]
        assert mine.text == "Bye Maria"


async def test_a_click_takes_a_reply_too(database_path: Path) -> None:
    async with answering(database_path) as (driven, _):
        await driven.shows("1 Thank you", driven.side_text)
        await driven.pilot.click("#side-replies", offset=(4, 2))
        await until(lambda: driven.composer.text, "the reply is in the composer")
        assert driven.composer.text == "Thank you, Sam!"
        assert driven.reply_input.has_focus


async def test_the_tabs_are_turned_by_keys_also_while_writing(database_path: Path) -> None:
    async with answering(database_path) as (driven, _):
        for key, tab in (("]", Tab.INFO), ("]", Tab.SURVEY), ("[", Tab.INFO)):
            await driven.press(key)
            assert driven.side.active is tab
        await driven.press("r", "[", "ctrl+t")
        assert driven.composer.text == "["
        assert driven.side.active is Tab.SURVEY
        # The tab that was chosen stays, whoever is next.
        await driven.press("ctrl+t", "ctrl+t", "escape", "down")
        await until(lambda: driven.screen._at_hand[0] == driven.list.cursor_id, "it is loaded")
        assert driven.side.active is Tab.INFO


async def test_a_tab_that_is_turned_to_is_seen_where_the_panel_was_folded(
    database_path: Path,
) -> None:
    async with answering(database_path, size=(80, 24)) as (driven, _):
        assert not driven.side.display
        # As terminals send shift+f2, for a browser keeps ctrl+t to itself.
        await driven.press("f14")
        await until(lambda: "[Info]" in screen_text(driven.app), "the panel unfolds")
        await driven.press("[")
        await until(lambda: "[Replies]" in screen_text(driven.app), "and stays")


async def test_what_opt_out_will_do_is_said_on_every_tab_and_at_every_width(
    database_path: Path,
) -> None:
    says = "Provider type 1"
    async with answering(database_path, size=(60, 24)) as (driven, _):
        await driven.press("enter")
        await until(lambda: driven.reply_input.has_focus, "the conversation shows")
        driven.transcript.focus()
        for width in (60, 80, 120):
            await driven.pilot.resize_terminal(width, 24)
            for _ in ("as it is", "folded or unfolded"):
                for _ in Tab:
                    await driven.pilot.pause()
                    assert says in screen_text(driven.app), (width, driven.side.active)
                    driven.side.choose_next(1)
                driven.screen.action_info()
