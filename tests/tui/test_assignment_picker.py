"""Several assignments: which one to work on, with what waits in each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import OptionList

from core.domain import Behavior
from tests.core.world import DANA, MARIA, SAM, World, make_campaign, open_desk
from tests.tui.driving import Driven, messenger, screen_text, until
from tui.screens.assignments import AssignmentPicker

NUMBERS = tuple(f"+1415555{number:04d}" for number in range(1000, 1030))


@asynccontextmanager
async def two_assignments(
    path: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Driven, World, World]]:
    """A messenger that asks which of two to open; the second has a request in it."""
    async with open_desk(path) as other:
        spring = await make_campaign(other, Behavior.TYPE_1, NUMBERS)
        autumn = await make_campaign(
            other,
            Behavior.TYPE_2,
            (MARIA, SAM, DANA),
            campaign="Autumn [turnout]",
            line="+12025550111",
        )
        await autumn.simulator.say(autumn.line, MARIA, "STOP")
        await (await other.worker()).receive_due()
        async with messenger(path, size=size) as driven:
            await until(lambda: is_asked(driven), "the picker shows")
            await driven.shows("Autumn [turnout] · Open Roads", lambda: screen_text(driven.app))
            yield driven, spring, autumn


def is_asked(driven: Driven) -> bool:
    return isinstance(driven.app.screen, AssignmentPicker)


async def test_it_says_what_waits_in_each_and_is_chosen_by_keys(database_path: Path) -> None:
    async with two_assignments(database_path, size=(80, 24)) as (driven, spring, _):
        shown = screen_text(driven.app)
        assert "3 on the list · 1 needs a reply · 1 asks to opt out" in shown
        assert "30 on the list · 0 need a reply · 0 ask to opt out · 30 not texted yet" in shown
        assert "the provider answers STOP itself and blocks the line" in shown
        assert "nothing is blocked until you press Opt Out" in shown
        # The one that is asked to be left alone stands first.
        assert shown.index("Autumn") < shown.index("Spring")

        await driven.press("j", "enter")
        await driven.opened(spring.conversations[0])
        assert driven.ids == list(spring.conversations)
        await until(lambda: driven.list.has_focus, "the list has the focus")


async def test_it_is_chosen_by_mouse(database_path: Path) -> None:
    async with two_assignments(database_path) as (driven, _, autumn):
        options = driven.app.screen.query_one(OptionList)
        await driven.pilot.click(options, offset=(3, 1))
        await driven.opened(autumn.conversation_with(MARIA))


async def test_escape_at_the_start_opens_the_first(database_path: Path) -> None:
    async with two_assignments(database_path) as (driven, _, autumn):
        await driven.press("escape")
        await driven.opened(autumn.conversation_with(MARIA))


async def test_escape_later_stays_where_one_is(database_path: Path) -> None:
    async with two_assignments(database_path) as (driven, _, autumn):
        await driven.press("enter")
        await driven.opened(autumn.conversation_with(MARIA))
        await driven.select(autumn.conversation_with(DANA))
        await driven.press("a")
        await until(lambda: is_asked(driven), "the picker shows")
        options = driven.app.screen.query_one(OptionList)
        assert options.highlighted == 0
        await driven.press("escape")
        await until(lambda: not is_asked(driven), "the picker goes")
        assert driven.list.cursor_id == autumn.conversation_with(DANA)
        assert driven.transcript.conversation_id == autumn.conversation_with(DANA)


async def test_another_assignment_begins_at_its_top(database_path: Path) -> None:
    async with two_assignments(database_path) as (driven, spring, autumn):
        await driven.press("down", "enter")
        await driven.opened(spring.conversations[0])
        await driven.press("end")
        await driven.opened(spring.conversations[-1])
        await driven.press("a")
        await until(lambda: is_asked(driven), "the picker shows")
        await driven.press("up", "enter")
        await driven.opened(autumn.conversation_with(MARIA))
        assert driven.list.cursor_index == 0
        assert driven.ids == list(autumn.conversations)
        await driven.shows("Autumn [turnout]", lambda: screen_text(driven.app))
        await driven.press("a")
        await until(lambda: is_asked(driven), "the picker shows")
        await driven.press("down", "enter")
        await driven.opened(spring.conversations[0])
        assert driven.list.cursor_index == 0
