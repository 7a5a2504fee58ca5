"""The messenger at work: rows arrive, leave and come back, and the cursor stays with its contact.

Everything happens to a real database; other texters and programs are desks of their own.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path
from time import monotonic

import pytest

from core.domain import Closing, Texter
from core.providers.simulator import Simulator
from core.undo import NOTHING_TO_UNDO, TOO_LATE
from core.views import ConversationView
from tests.core.rules_world import OwnClock
from tests.core.world import DANA, LINE, MARIA, SAM, open_desk
from tests.tui.driving import Driven, at_work, drawn, standing, until
from tui.held_keys import REPEAT_DELAY

AMY = Texter("amy")
MANY = tuple(f"+1415555{number:04d}" for number in range(1000, 1060))

ANOTHER_PROGRAM = """
import asyncio, sys
from pathlib import Path
from core.desk import Desk
from core.domain import Texter
from core.simulation import say

async def main():
    path, line, number, body = sys.argv[1:]
    async with Desk(Path(path), Texter("amy")) as desk:
        await say(desk, line, number, body)

asyncio.run(main())
"""


def cursor_height(driven: Driven) -> int:
    """On which line of the screen the row under the cursor stands."""
    return next(y for y, line in enumerate(drawn(driven.list)) if line.startswith(">"))


async def amy_opts_out(path: Path, conversation_id: int) -> None:
    async with open_desk(path, AMY) as amy:
        await amy.opt_out(conversation_id)


async def z(driven: Driven, at: list[float]) -> None:
    """Press z anew: not within the seconds in which the last one may be held down."""
    at[0] += REPEAT_DELAY + 0.1
    await driven.post_keys([("z", at[0])])


# Arriving


async def test_a_text_that_another_program_took_in_shows_without_moving_the_row_in_hand(
    database_path: Path,
) -> None:
    says = [(number, "hello") for number in MANY]
    async with at_work(database_path, numbers=MANY, says=says) as (driven, world):
        mine = world.conversation_with(MANY[30])
        driven.list.select(mine)
        await driven.opened(mine)
        height = cursor_height(driven)
        arguments = [str(database_path), LINE, MANY[-1], "are you still there?"]
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-c", ANOTHER_PROGRAM, *arguments
        )
        assert await program.wait() == 0
        newest = world.conversation_with(MANY[-1])
        await until(lambda: driven.ids[0] == newest, "the new text brings its row to the top")
        assert driven.list.cursor_id == mine
        assert cursor_height(driven) == height
        assert driven.transcript.conversation_id == mine


async def test_a_text_to_the_open_conversation_is_in_its_transcript_at_once(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.select(world.conversation_with(SAM))
        await world.simulator.say(LINE, SAM, "please remove me")
        await driven.shows("please remove me", driven.transcript_text)
        await driven.shows("asks to opt out · in own words", driven.transcript_text)
        await driven.shows("▌opt out:", driven.list_text)


async def test_no_commit_goes_unseen_however_fast_they_follow_each_other(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        worker = await world.desk.worker()
        for number in range(20):
            await world.simulator.say(LINE, SAM, f"text number {number}")
            await worker.receive_due()
        await driven.shows("text number 19", driven.list_text)


async def test_the_cursor_stays_on_its_conversation_when_rows_leave(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        dana = world.conversation_with(DANA)
        await driven.select(dana)
        await amy_opts_out(database_path, world.conversation_with(MARIA))
        await until(lambda: len(driven.list) == 2, "the row leaves")
        assert driven.list.cursor_id == dana
        assert driven.transcript.conversation_id == dana


async def test_a_rest_that_comes_too_late_opens_nothing_where_the_cursor_stands_no_more(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(database_path) as (driven, world):
        sam, dana, maria = (world.conversation_with(who) for who in (SAM, DANA, MARIA))
        await driven.select(sam)
        reads, read_on = asyncio.Event(), asyncio.Event()
        read = driven.desk.conversation

        async def slow(conversation_id: int) -> ConversationView:
            reads.set()
            await read_on.wait()
            return await read(conversation_id)

        monkeypatch.setattr(driven.desk, "conversation", slow)
        driven.list.select(maria)
        await reads.wait()
        # Its timer was stopped, but had gone off already.
        driven.screen._rested(dana)
        read_on.set()
        await driven.opened(maria)


# Opting out


async def test_after_an_opt_out_the_next_conversation_is_selected_and_open(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.select(world.conversation_with(SAM))
        await driven.opt_out()
        await driven.opened(world.conversation_with(DANA))
        assert driven.list.cursor_id == world.conversation_with(DANA)
        assert driven.list.has_focus
        assert await standing(world) == [(SAM, "jo")]


async def test_the_last_opt_out_leaves_an_empty_list_that_says_what_to_do_next(
    database_path: Path,
) -> None:
    async with at_work(database_path, numbers=[MARIA], says=[(MARIA, "STOP")]) as (driven, _):
        await driven.opt_out()
        await driven.shows("This assignment is finished.", driven.list_text)
        await driven.shows("Nothing waits elsewhere.", driven.list_text)
        assert not driven.screen.query_one("#outcome").display
        assert driven.transcript.conversation_id is None
        assert driven.composer.conversation_id is None
        await driven.press("o", "h", "r", "w")
        assert driven.dialog is None
        assert not driven.toasts


async def test_a_press_after_another_texters_adds_its_author_and_sends_nothing_more(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria = world.conversation_with(MARIA)
        await driven.ask_to_opt_out()
        await amy_opts_out(database_path, maria)
        await until(lambda: maria not in driven.ids, "the row leaves behind the dialog")
        assert "Maria Lopez" in driven.dialog_text()
        await driven.press("enter")
        await driven.shows("opted out already", driven.notice_text)

        await (await driven.desk.worker()).send_due(ignore_hold=True)
        presses = await world.desk.reader.rows("SELECT author FROM opt_out_press ORDER BY id")
        assert [author for (author,) in presses] == ["amy", "jo"]
        assert await standing(world) == [(MARIA, "amy")]
        assert len(await world.simulator.phone(MARIA)) == 2
        assert not driven.toasts


async def test_leaving_at_once_after_a_confirmed_opt_out_does_not_lose_it(
    database_path: Path,
) -> None:
    free = threading.Event()
    async with at_work(database_path) as (driven, world):
        maria = world.conversation_with(MARIA)
        database = await driven.desk.database()
        busy = asyncio.create_task(database.write(lambda _: free.wait(60)))
        await driven.ask_to_opt_out()
        await driven.press("enter")
        await until(lambda: driven.list.saving == {maria}, "the opt-out waits for its turn")
        assert maria in driven.ids
        asyncio.get_running_loop().call_later(0.2, free.set)
    await busy
    async with open_desk(database_path) as desk:
        rows = await desk.reader.rows("SELECT number FROM opt_out WHERE ended_at IS NULL")
        assert rows == [(MARIA,)]


# Hiding, and wrong numbers


async def test_a_hidden_conversation_leaves_and_returns_with_the_next_text(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        sam = world.conversation_with(SAM)
        await driven.select(sam)
        await driven.press("h")
        await until(lambda: sam not in driven.ids, "the row leaves")
        await driven.opened(world.conversation_with(DANA))
        await driven.shows("Sam Okafor is hidden until they write again", driven.notice_text)
        await world.simulator.say(LINE, SAM, "sorry, I was away")
        await until(lambda: sam in driven.ids, "the row is back")
        assert driven.list.cursor_id == world.conversation_with(DANA)
        await driven.shows("sorry, I was away", driven.list_text)


@pytest.mark.parametrize("where", ["list", "dialog"])
async def test_a_wrong_number_leaves_the_list_and_is_no_opt_out(
    database_path: Path, where: str
) -> None:
    async with at_work(database_path) as (driven, world):
        maria = world.conversation_with(MARIA)
        if where == "dialog":
            await driven.ask_to_opt_out()
        await driven.press("w")
        if where == "list":
            # They ask to opt out, too: that is not passed over by one key.
            await driven.shows("asks to opt out. o opts them out", driven.notice_text)
            await driven.post_keys([("w", monotonic() + 1)])
        await until(lambda: maria not in driven.ids, "the row leaves")
        await driven.shows("This is not an opt-out", driven.notice_text)
        assert await standing(world) == []
        view = await world.desk.conversation(maria)
        assert view.closing is Closing.WRONG_NUMBER
        assert len(await world.simulator.phone(MARIA)) == 1


# Undo


async def test_z_takes_opt_outs_back_newest_first_and_selects_what_came_back(
    database_path: Path,
) -> None:
    clock = OwnClock()
    async with at_work(database_path, clock=clock) as (driven, world):
        maria, sam = world.conversation_with(MARIA), world.conversation_with(SAM)
        await driven.opt_out()
        await driven.opened(sam)
        await driven.opt_out()
        await driven.opened(world.conversation_with(DANA))
        await driven.shows("z or f9 undoes · 5s", driven.notice_text)

        at = [monotonic()]
        await z(driven, at)
        await driven.opened(sam)
        assert driven.list.cursor_id == sam
        await driven.shows("Sam Okafor is taken back. Nothing was sent.", driven.notice_text)
        await z(driven, at)
        await driven.opened(maria)
        assert driven.ids[:2] == [maria, sam]
        await z(driven, at)
        await driven.shows(NOTHING_TO_UNDO, driven.notice_text)
        assert await standing(world) == []
        clock.pass_time(seconds=10)
        await (await driven.desk.worker()).send_due()
        assert len(await world.simulator.phone(MARIA)) == 1


async def test_the_notice_counts_down_and_z_says_when_it_is_too_late(database_path: Path) -> None:
    clock = OwnClock()
    async with at_work(database_path, clock=clock) as (driven, world):
        await driven.opt_out()
        await driven.shows("z or f9 undoes · 5s", driven.notice_text)
        clock.pass_time(seconds=3)
        await driven.shows("z or f9 undoes · 2s", driven.notice_text)
        clock.pass_time(seconds=3)
        await until(lambda: _told(world.simulator), "the confirmation is on the phone")
        await until(lambda: not driven.notice_text(), "the notice goes")
        await driven.press("z")
        await driven.shows(TOO_LATE.partition("{}")[0], driven.notice_text)
        assert await standing(world) == [(MARIA, "jo")]
        assert world.conversation_with(MARIA) not in driven.ids


async def _told(simulator: Simulator) -> bool:
    return len(await simulator.phone(MARIA)) == 2


# The mouse, the palette and the parts of the screen


async def test_opting_out_by_mouse_alone(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria = world.conversation_with(MARIA)
        await driven.pilot.click("TopBar #opt-out")
        await until(lambda: driven.dialog is not None, "the dialog asks once more")
        await driven.dialog_settled()
        await driven.pilot.click("ConfirmOptOut #opt-out")
        await until(lambda: maria not in driven.ids, "the row leaves")
        await driven.opened(world.conversation_with(SAM))
        assert driven.list.has_focus
        assert await standing(world) == [(MARIA, "jo")]


async def test_a_double_click_on_opt_out_asks_once(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.pilot.click("TopBar #opt-out", times=2)
        await until(lambda: driven.dialog is not None, "the dialog asks once more")
        await driven.press("escape")
        await until(lambda: driven.app.screen is driven.screen, "one Escape leaves it")
        assert await standing(world) == []


async def click_twice(driven: Driven, button: str) -> None:
    """Press a button of the top bar, be told that the contact asks, and press it again."""
    await driven.pilot.click(f"TopBar {button}")
    await driven.shows("asks to opt out. o opts them out", driven.notice_text)
    # A double click is one press.
    await until(lambda: not driven.screen.query_one(button).has_class("-active"), "it is let go")
    await driven.pilot.click(f"TopBar {button}")


async def test_hide_and_wrong_number_are_buttons_too(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await click_twice(driven, "#hide")
        await until(lambda: driven.ids == [sam, dana], "Hide takes the row off the list")
        await driven.opened(sam)
        await driven.pilot.click("TopBar #wrong-number")
        await until(lambda: driven.ids == [dana], "and so does Wrong number")
        closings = [(await world.desk.conversation(i)).closing for i in (maria, sam)]
        assert closings == [Closing.HIDDEN, Closing.WRONG_NUMBER]


async def test_a_click_on_a_row_opens_its_conversation(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.pilot.click(driven.list, offset=(5, 4))
        await driven.opened(world.conversation_with(DANA))
        await driven.pilot.click(driven.list, offset=(5, 3), times=2)
        await driven.opened(world.conversation_with(SAM))
        await until(lambda: driven.reply_input.has_focus, "a double click goes to the composer")


async def test_the_palette_has_every_action_by_name_and_does_it(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        names = {command.title for command in driven.app.get_system_commands(driven.screen)}
        wanted = {active.binding.description for active in driven.screen.active_bindings.values()
                  if (active.binding.id or "").startswith("messenger.")}  # fmt: skip
        assert {"Opt out", "Undo", "Hide", "Wrong number", "Filter", "Keys"} <= wanted
        assert wanted <= names
        dana = world.conversation_with(DANA)
        await driven.press("end")
        await driven.opened(dana)
        await driven.press("ctrl+p", *"wrong", "enter")
        await until(lambda: dana not in driven.ids, "the command is carried out")
        assert (await world.desk.conversation(dana)).closing


async def test_the_panel_on_the_right_folds_and_unfolds(database_path: Path) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, _):
        assert not driven.side.display
        await driven.press("i")
        assert driven.side.display
        await driven.press("i")
        assert not driven.side.display


async def test_a_tiny_terminal_shows_the_list_or_the_conversation(database_path: Path) -> None:
    async with at_work(database_path, size=(60, 20)) as (driven, world):
        assert driven.list.region.width > 50
        await driven.press("enter")
        await until(lambda: driven.reply_input.has_focus, "Enter opens the conversation to write")
        assert driven.transcript.region.width > 50
        assert not driven.list.region.width
        await driven.press("o", "y")
        assert driven.composer.text == "oy", "what is typed is a text, and no command"
        driven.transcript.focus()
        await driven.press("enter")
        await until(lambda: driven.reply_input.has_focus, "Enter goes on to write from there, too")
        await driven.press("escape", "right_square_bracket")
        assert driven.side.region.width > 50
        await driven.press("enter")
        await until(lambda: driven.reply_input.has_focus, "Enter goes on to write")
        assert driven.transcript.region.width > 50
        assert not driven.side.region.width
        await driven.press("escape")
        await until(lambda: driven.list.has_focus, "Escape goes back to the list")
        await driven.opt_out()
        assert driven.list.region.width > 50
        assert await standing(world) == [(MARIA, "jo")]


# What a click, a resize and a way out must not do


async def test_a_click_acts_on_the_conversation_it_is_beside(database_path: Path) -> None:
    """An answered contact leaves the Reply filter; the composer and the buttons stay with them."""
    async with at_work(database_path) as (driven, world):
        dana = world.conversation_with(DANA)
        await driven.press("f")
        await driven.select(dana)
        await driven.press("enter", *"ok", "ctrl+r")
        await until(lambda: dana not in driven.ids, "who was answered needs no reply")
        await driven.pilot.click("TopBar #hide")
        await driven.shows("Dana Fox is hidden", driven.notice_text)
        assert (await world.desk.conversation(dana)).closing is Closing.HIDDEN


async def test_a_hidden_conversation_is_put_back_by_z(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        dana = world.conversation_with(DANA)
        await driven.select(dana)
        await driven.press("h")
        await until(lambda: dana not in driven.ids, "Hide takes the row off the list")
        await driven.press("z")
        await until(lambda: driven.list.cursor_id == dana, "z puts it back and stands on it")


async def test_a_terminal_that_shrinks_at_once_is_no_fault(database_path: Path) -> None:
    async with at_work(database_path, size=(120, 40)) as (driven, _world):
        for width, height in ((60, 20), (120, 40), (20, 5), (80, 24)):
            await driven.pilot.resize_terminal(width, height)
            await driven.pilot.pause()
        assert driven.app.is_running


async def test_what_opt_out_will_do_is_said_where_the_side_is_folded(database_path: Path) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, _world):
        outcome = driven.screen.query_one("#outcome")
        await until(lambda: outcome.region.height > 1, "it has the lines it needs")
        assert "Provider type 1. Nothing is blocked until you press Opt Out." in str(
            outcome.render()
        )
