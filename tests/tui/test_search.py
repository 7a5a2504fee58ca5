"""Searching in the messenger: found as it is typed, opened at the place, left as it was."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from core.domain import ListFilter
from tests.core.world import DANA, LINE, MARIA, SAM
from tests.tui.driving import Driven, at_work, drawn, until
from tui.widgets.search_box import SearchInput


def foot(driven: Driven) -> str:
    return str(driven.status.content)


async def search_for(driven: Driven, words: str) -> None:
    await driven.press("slash")
    await until(lambda: isinstance(driven.screen.focused, Input), "the line takes letters")
    driven.screen.query_one(SearchInput).value = words


async def test_conversations_are_found_as_it_is_typed(database_path: Path) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, world):
        maria, sam, dana = world.conversations
        await driven.press("slash", "o", "k")
        await until(lambda: driven.ids == [sam], "Okafor is found by two letters")
        await driven.shows("1 found", lambda: foot(driven))
        await driven.press("backspace", "backspace", *"stop")
        await until(lambda: driven.ids == [maria], "a word of a text is found")
        await driven.shows("STOP", driven.list_text)
        marked = [part.text for part in driven.list.render_line(1) if part.style.reverse]
        assert marked == ["STOP"], "what was found is marked in the row under the cursor, too"
        await driven.press("ctrl+u", *"0103")
        await until(lambda: driven.ids == [dana], "a number is found by its end")


async def test_enter_opens_the_conversation_at_the_text_and_escape_restores_the_list(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        _maria, sam, dana = world.conversations
        await world.simulator.say(LINE, DANA, "the zebra crossing by the school")
        for number in range(40):
            await world.simulator.say(LINE, DANA, f"text number {number}")
        await (await world.desk.worker()).receive_due()
        await until(lambda: driven.ids[0] == dana, "Dana wrote last")
        await driven.press("f")
        await until(lambda: "[Reply 3]" in foot(driven), "a part of the list shows")
        driven.list.select(sam)
        await driven.opened(sam)
        before = driven.ids

        await search_for(driven, "zebra")
        await until(lambda: driven.ids == [dana], "her text is found")
        await driven.shows("the zebra crossing", driven.list_text)
        await driven.press("enter")
        await until(lambda: driven.list.has_focus, "Enter goes to the conversation")
        await driven.opened(dana)
        await driven.shows("the zebra crossing by the school", driven.transcript_text)
        lines = driven.transcript._lines
        marked = [
            words
            for line in lines
            for words, style in line.pieces
            if style == "transcript--highlight"
        ]
        assert marked == ["zebra"]

        await driven.press("escape")
        await until(lambda: driven.ids == before, "Escape brings the list back")
        assert driven.list.cursor_id == sam
        await driven.opened(sam)
        assert "[Reply 3]" in foot(driven)


async def test_enter_pressed_before_the_answer_opens_what_was_asked_for(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        await search_for(driven, "")
        driven.screen.query_one(SearchInput).value = "okafor"
        await driven.pilot.press("enter")
        await driven.opened(world.conversation_with(SAM))
        assert driven.ids == [world.conversation_with(SAM)]


async def test_nothing_found_says_what_to_try(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _world):
        await search_for(driven, "x\x1b[2Jyz]")
        await driven.shows("Nothing found for", driven.list_text)
        assert "\x1b" not in driven.screen.query_one(SearchInput).value
        await driven.shows("last 4 digits", driven.list_text)
        await driven.press("escape")
        await until(lambda: len(driven.ids) == 3, "the list is back")


async def test_who_opted_out_is_found_marked_so_and_read_only(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await world.desk.opt_out(world.conversation_with(SAM))
        await until(lambda: len(driven.ids) == 2, "Sam leaves the list")
        await search_for(driven, "okafor")
        await driven.shows("opted out:", driven.list_text)
        await driven.press("enter", "r")
        assert not driven.reply_input.has_focus
        await until(lambda: driven.composer.conversation_id is not None, "it is open")


async def test_what_is_found_is_acted_on_where_it_is(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await search_for(driven, "a")
        await until(lambda: sorted(driven.ids) == [maria, sam, dana] or driven.ids, "some")
        await search_for(driven, "stop")
        await until(lambda: driven.ids == [maria], "Maria is found")
        await driven.press("enter")
        await until(lambda: driven.list.has_focus, "the keys act on her")
        await driven.opt_out()
        await driven.press("escape")
        await until(lambda: driven.ids == [sam, dana], "she is gone from the list as well")


async def test_undo_stands_on_who_came_back_among_what_is_found(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, _dana = world.conversations
        await search_for(driven, "stop")
        await until(lambda: driven.ids == [maria], "Maria is found")
        await driven.press("enter")
        await until(lambda: driven.list.has_focus, "the keys act on her")
        await driven.opt_out()
        await driven.shows("What was found is done.", driven.list_text)
        await driven.shows("All done", lambda: foot(driven))
        await driven.press("z")
        await until(lambda: driven.list.cursor_id == maria, "she is back, under the cursor")
        await driven.opened(maria)
        await driven.shows("1 found", lambda: foot(driven))

        # Where the search does not find them any more, the list does.
        await driven.opt_out()
        await search_for(driven, "okafor")
        await until(lambda: driven.ids == [sam], "Sam is found")
        await driven.press("enter")
        await until(lambda: driven.list.has_focus, "the keys act on him")
        await driven.press("z")
        await until(lambda: driven.list.cursor_id == maria, "z puts Maria back, and stands on her")
        assert len(driven.ids) == 3


async def test_undo_shows_the_part_of_the_list_that_holds_who_came_back(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        _maria, sam, _dana = world.conversations
        await driven.select(sam)
        await driven.press("h")
        await until(lambda: sam not in driven.ids, "Sam is hidden")
        await world.desk.mark_read(sam)
        driven.screen.use_filter(ListFilter.UNREAD)
        await driven.shows("[Unread", lambda: foot(driven))
        assert sam not in driven.ids
        await driven.press("z")
        await until(lambda: driven.list.cursor_id == sam, "z puts Sam back, and stands on him")
        await driven.shows("[All 3]", lambda: foot(driven))


async def test_searching_by_mouse_alone(database_path: Path) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, world):
        await driven.shows("/ search", lambda: foot(driven))
        line = foot(driven).split("\n")[1]
        await driven.pilot.click(driven.status, offset=(line.index("/ search") + 2, 1))
        await until(lambda: isinstance(driven.screen.focused, Input), "a click opens the search")
        driven.screen.query_one(SearchInput).value = "dana"
        await until(lambda: driven.ids == [world.conversation_with(DANA)], "Dana is found")
        await driven.pilot.click("#search-leave")
        await until(lambda: len(driven.ids) == 3, "a click on the cross ends it")
        assert drawn(driven.list)[0].strip()
        assert MARIA
