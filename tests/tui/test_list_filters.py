"""Parts of a list, its orders, unread marks, and the next conversation that needs a reply."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain import Closing, ListFilter, ListSort
from tests.core.world import LINE, MARIA, SAM
from tests.tui.driving import Driven, at_work, drawn, until
from tui.screens import finding


async def shown_in(driven: Driven, sort: ListSort) -> None:
    """Wait until the whole list is there in this order."""
    await until(lambda: driven.screen._sort is sort is driven.list._sort, f"it is {sort}")
    await until(lambda: not driven.screen._loading, "all of it is there")


async def test_filters_are_chosen_by_key_and_by_click(database_path: Path) -> None:
    says = ((MARIA, "STOP"), (SAM, "who is this"))
    async with at_work(database_path, says=says, size=(80, 24)) as (driven, world):
        maria, sam, dana = world.conversations

        def foot() -> str:
            return str(driven.status.content)

        await driven.shows("[All 3] Reply 2 Opt-out 1 …", foot)
        await driven.press("f")
        await until(lambda: driven.ids == [maria, sam], "only those that need a reply show")
        await driven.press("f")
        await until(lambda: driven.ids == [maria], "only those that ask to opt out show")
        await driven.shows("All 3 Reply 2 [Opt-out 1] …", foot)
        await driven.press("F")
        await until(lambda: driven.ids == [maria, sam], "the part before shows again")
        await driven.press("F")
        await until(lambda: driven.ids == [maria, sam, dana], "everything shows again")
        await driven.pilot.click(driven.status, offset=(foot().index("Opt-out 1") + 1, 0))
        await until(lambda: driven.ids == [maria], "a click chooses a filter")


async def test_awaiting_holds_those_to_whom_we_wrote_last(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        sam = world.conversation_with(SAM)
        await world.desk.reply(sam, "It is Jo.")
        driven.screen.use_filter(ListFilter.AWAITING)
        await until(lambda: driven.ids == [sam], "who was answered is awaited")
        await driven.press("n")
        await driven.shows("Nobody here needs a reply", driven.notice_text)


async def test_the_order_is_changed_by_key_and_by_click_and_stays(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await world.desk.reply(sam, "It is Jo.")
        await until(lambda: driven.ids == [maria, dana, sam], "replies waiting first, newest first")
        await driven.press("S")
        await until(lambda: driven.ids == [dana, maria, sam], "who waits longest is first")
        assert driven.list.cursor_id == dana
        await driven.press("ctrl+o")
        await until(lambda: driven.ids == [sam, maria, dana], "the latest text is first")
        await driven.pilot.click(driven.status, offset=(3, 1))
        await until(lambda: driven.ids == [dana, maria, sam], "Dana, Maria, Sam")
        await driven.shows("↕ by name", lambda: str(driven.status.content))
        await driven.press("f")
        await until(lambda: driven.ids == [dana, maria], "the order stays in another part")


async def test_next_finds_who_needs_a_reply_in_every_order(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await world.desk.reply(maria, "Sorry!")
        for sort in ListSort:
            driven.screen.use_sort(sort)
            await shown_in(driven, sort)
            driven.list.select(maria)
            seen = []
            for _ in range(3):
                await driven.press("n")
                seen.append(driven.list.cursor_id)
            assert set(seen) == {sam, dana}, sort
            assert seen[0] == seen[2], sort


async def test_a_name_that_comes_back_stands_among_the_names(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        driven.screen.use_sort(ListSort.NAME)
        await until(lambda: driven.ids == [dana, maria, sam], "by name")
        await world.desk.close_conversation(maria, Closing.HIDDEN)
        await until(lambda: maria not in driven.ids, "she leaves")
        await world.simulator.say(LINE, MARIA, "one more thing")
        await until(lambda: driven.ids == [dana, maria, sam], "she is back between the others")


# Unread


async def test_a_text_is_unread_until_a_texter_has_looked_at_it(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, _ = world.conversations
        await until(lambda: "◆" in drawn(driven.list)[2], "Sam's text is unread")
        await until(lambda: "●" in drawn(driven.list)[0], "Maria's is open, and read by now")
        assert driven.ids[0] == maria
        order = driven.ids
        await driven.select(sam)
        await until(lambda: "●" in drawn(driven.list)[2], "Sam's is read")
        assert driven.ids == order
        [row] = await world.desk.rows([sam])
        assert row.needs_reply
        assert not row.unread
        await world.simulator.say(LINE, MARIA, "hello?")
        await until(lambda: "◆" in drawn(driven.list)[0], "a new text is unread")


async def test_a_text_that_nobody_sees_stays_unread(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "LOOKED_AT", 0.15)
    async with at_work(database_path, size=(60, 20)) as (driven, world):
        _maria, sam, _dana = world.conversations
        looked: list[int] = []
        looked_at = driven.screen._looked_at
        monkeypatch.setattr(
            driven.screen, "_looked_at", lambda one: (looked_at(one), looked.append(one))
        )

        async def unread() -> bool:
            return (await world.desk.rows([sam]))[0].unread

        async def read() -> bool:
            return not await unread()

        async def time_passed() -> None:
            looked.clear()
            driven.screen._look(sam)
            await until(lambda: looked, "the time is over")
            await driven.pilot.pause()
            # Behind whatever is being written.
            await (await driven.desk.database()).write(lambda _: None)

        await driven.select(sam)
        await time_passed()
        assert await unread(), "it is open, but the list is before it"
        await driven.press("enter")
        await until(read, "what is in sight is read")

        await driven.press("f1")
        await world.simulator.say(LINE, SAM, "hello?")
        await until(unread, "a new text is unread")
        await time_passed()
        assert await unread(), "it is open, but another screen is over it"
        await driven.press("escape")
        await until(read, "what is in sight again is read")


async def test_reading_does_not_take_a_row_away_from_under_the_cursor(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        _maria, sam, dana = world.conversations
        await until(lambda: "●" in drawn(driven.list)[0], "Maria's is read")
        driven.screen.use_filter(ListFilter.UNREAD)
        await until(lambda: driven.ids == [sam, dana], "Sam and Dana are unread")
        await until(lambda: "●" in drawn(driven.list)[0], "Sam's is read")
        assert driven.ids == [sam, dana]
        assert driven.list.cursor_id == sam
        await driven.shows("[Unread 1]", lambda: str(driven.status.content))
        driven.screen.use_filter(ListFilter.UNREAD)
        await until(lambda: driven.ids == [dana], "chosen anew, it holds the unread")
