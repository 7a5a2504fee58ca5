"""Live: what others' programs take in shows without moving the row in hand, and is told quietly."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from core.domain import ListSort
from core.views import Changes
from tests.core.world import LINE, MARIA
from tests.tui.driving import Driven, at_work, drawn, until

MANY = tuple(f"+1415555{number:04d}" for number in range(1000, 1040))


def cursor_height(driven: Driven) -> int:
    """On which line of the screen the row under the cursor stands."""
    return next(y for y, line in enumerate(drawn(driven.list)) if line.startswith(">"))


def foot(driven: Driven) -> str:
    return str(driven.status.content)


@pytest.mark.parametrize("sort", list(ListSort))
async def test_new_texts_out_of_sight_are_told_and_the_row_in_hand_stays(
    database_path: Path, sort: ListSort
) -> None:
    says = [(number, "hello") for number in MANY]
    async with at_work(database_path, numbers=MANY, says=says, size=(80, 24)) as (driven, world):
        driven.screen.use_sort(sort)
        await until(lambda: driven.screen._sort is sort is driven.list._sort, f"it is {sort}")
        await until(lambda: not driven.screen._loading, "all of it")
        mine = driven.ids[20]
        driven.list.select(mine)
        await driven.opened(mine)
        height = cursor_height(driven)
        writing = MANY[world.conversations.index(driven.ids[-1])]
        worker = await world.desk.worker()
        await world.simulator.say(LINE, writing, "are you still there?")
        await worker.receive_due()
        above = sort in (ListSort.NEED, ListSort.NEWEST)
        words = "1 new above ↑" if above else "1 new below ↓"
        await driven.shows(words, lambda: foot(driven))
        assert driven.list.cursor_id == mine
        assert cursor_height(driven) == height
        assert not driven.toasts

        await driven.press("home" if above else "end")
        await driven.shows("↕ ", lambda: foot(driven))
        assert "new" not in foot(driven).split("\n")[1].replace("newest", "")


async def test_a_click_on_the_words_goes_to_the_new_text(database_path: Path) -> None:
    says = [(number, "hello") for number in MANY]
    async with at_work(database_path, numbers=MANY, says=says, size=(80, 24)) as (driven, world):
        driven.list.select(driven.ids[20])
        newest = driven.ids[-1]
        writing = MANY[world.conversations.index(newest)]
        await world.simulator.say(LINE, writing, "are you still there?")
        await driven.shows("1 new above ↑", lambda: foot(driven))
        await driven.pilot.click(driven.status, offset=(2, 1))
        await driven.opened(newest)
        await driven.shows("are you still there?", driven.transcript_text)


async def test_what_a_search_found_stays_while_texts_arrive(database_path: Path) -> None:
    says = [(number, "hello") for number in MANY]
    async with at_work(database_path, numbers=MANY, says=says) as (driven, world):
        await driven.press("slash", *"hello")
        await until(lambda: driven.screen._finding, "it is found")
        await until(lambda: len(driven.ids) == len(MANY), "in all of them")
        before = driven.ids
        await driven.press("enter")
        await until(lambda: driven.list.has_focus, "the list has the keys")
        mine = driven.list.cursor_id
        assert mine is not None
        other = next(one for one in world.conversations if one not in before[:12])
        await world.simulator.say(LINE, MANY[world.conversations.index(mine)], "and now?")
        await world.simulator.say(LINE, MANY[world.conversations.index(other)], "me too")
        await driven.shows("and now?", driven.transcript_text)
        assert driven.ids == before
        assert driven.list.cursor_id == mine
        await driven.press("escape")
        await until(lambda: driven.ids[0] in (mine, other), "the list has what came meanwhile")


async def test_a_row_that_left_does_not_come_back_with_what_was_read_before(
    database_path: Path,
) -> None:
    """A key pressed right after Opt Out never lands on the row that it took off."""
    async with at_work(database_path, confirm=False) as (driven, world):
        read = driven.desk.changes
        is_read, go_on = asyncio.Event(), asyncio.Event()

        async def read_before(*arguments: Any) -> Changes:
            changes = await read(*arguments)
            is_read.set()
            await go_on.wait()
            return changes

        maria = world.conversation_with(MARIA)
        await driven.select(maria)
        applied: list[Changes] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(driven.desk, "changes", read_before)
            await world.desk.mark_read(maria)
            await world.simulator.say(LINE, MARIA, "STOP now")
            await (await world.desk.worker()).receive_due()
            await is_read.wait()
            await driven.press("o")
            await until(lambda: maria not in driven.ids, "the row leaves")
            put_in = driven.list.apply
            patch.setattr(driven.list, "apply", lambda one: (applied.append(one), put_in(one)))
            go_on.set()
            await until(lambda: applied, "the list has caught up")
        assert not any(maria in dict(one.listed) for one in applied)
        assert maria not in driven.ids
