"""The training screen: the messenger in earnest, the phone beside it, the lesson beneath."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from textual import events

from core.domain import Behavior, Texter
from core.settings import Settings
from core.training.classroom import PREFIX, Classroom
from core.training.library import scenario_named
from core.training.performance import Performance
from core.training.stage import DATABASE
from tests.tui.driving import at_work, until
from tests.tui.training_room import lesson
from tui.app import TextbankApp
from tui.screens.confirm_opt_out import ConfirmOptOut
from tui.screens.messenger import MessengerScreen
from tui.screens.scenario_picker import ScenarioPicker
from tui.screens.side_by_side import SideBySideScreen
from tui.screens.training import TrainingScreen
from tui.widgets.conversation_list import ConversationList
from tui.widgets.phone import Phone

OURS = "You are now opted-out and will receive no further messages."
PROVIDERS = "You have successfully been unsubscribed."


async def test_space_tells_the_scenario_step_by_step() -> None:
    """Under Type 2: the provider answers, Opt Out sends nothing, the conversation leaves."""
    async with lesson("stop-type-2") as room:
        assert room.screen.behavior is Behavior.TYPE_2
        assert "The beginning" in room.lesson()
        maria = room.conversation()
        assert maria in room.ids

        await room.press("space")
        await room.shows("STOP", "phone")
        assert "STOP" not in room.transcript(), "it has only reached the provider"
        await room.press("space")
        await room.shows(PROVIDERS, "phone")
        await room.shows("The provider told this contact", "transcript")
        await room.shows("answered by itself and blocked the line", "lesson")
        await room.press("space")
        await until(lambda: maria not in room.ids, "the conversation leaves the list")
        await room.shows("has left the list", "lesson")
        await room.press("space")
        assert OURS not in room.phone()
        assert "Step 4 of 4" in room.lesson()

        await room.press("space")
        assert room.performance.position == 4, "after the last step there is none"


async def test_backspace_goes_back_and_r_begins_again() -> None:
    async with lesson("stop-type-1") as room:
        maria = room.conversation()
        await room.press(*["space"] * 5)
        await room.shows(OURS, "phone")
        assert maria not in room.ids

        await room.press("backspace", "backspace")
        assert room.performance.position == 3
        assert maria in room.ids, "the opt-out has not happened"
        assert OURS not in room.phone()
        await room.press("r")
        await room.shows("The beginning", "lesson")
        assert "STOP" not in room.phone()
        await room.press("space")
        await room.shows("STOP", "transcript")


async def test_t_shows_the_same_moment_under_the_other_type() -> None:
    async with lesson("stop-type-1") as room:
        await room.press("space")
        assert PROVIDERS not in room.phone()
        await room.shows("Type 1", "lesson")

        await room.press("t")
        await room.shows(PROVIDERS, "phone")
        await room.shows("The provider told this contact", "transcript")
        await room.shows("Type 2", "lesson")
        await room.press("t")
        assert PROVIDERS not in room.phone()


async def test_the_trainer_works_in_the_messenger_by_hand() -> None:
    """The messenger is the real one: what is done in it goes to the phone on this stage."""
    async with lesson("stop-type-1") as room:
        maria = room.conversation()
        await room.press("space", "enter", *"Sorry!", "enter")
        await room.shows("Sorry!", "phone")
        assert room.performance.position == 1

        await room.press("escape")
        room.screen._list.select(maria)
        await room.rest()
        await room.pilot.press("o")
        await until(lambda: isinstance(room.app.screen, ConfirmOptOut), "it asks once more")
        room.app.screen._opened -= 1.0
        await room.press("enter")
        await until(lambda: maria not in room.ids, "the conversation leaves the list")
        await room.shows("a message leaves in 5 s", "lesson")
        assert OURS not in room.phone(), "time stands"

        await room.press("u")
        await room.shows(OURS, "phone")
        await room.press("backspace")
        assert maria in room.ids, "what was done by hand is taken back first"
        assert room.performance.position == 1
        assert "Sorry!" not in room.phone()


async def test_the_trainer_writes_as_the_contact() -> None:
    """On both stages, whichever is shown: under Type 2 it is not delivered after a STOP."""
    async with lesson("stop-type-1") as room:
        await room.press("space", "c")
        await room.press(*"Hello [b]you[/b]", "enter")
        await room.shows("Hello [b]you[/b]", "transcript")
        await room.shows("Hello [b]you[/b]", "phone")
        assert "Not delivered" not in room.phone()

        await room.press("escape", "t")
        await room.shows("Not delivered", "phone")
        assert "Hello" not in room.transcript()


async def test_a_step_that_cannot_happen_any_more_is_told() -> None:
    async with lesson("stop-type-1") as room:
        await room.press("space", "space")
        stage = room.performance.stages[Behavior.TYPE_1]
        await stage.desk.opt_out(room.conversation())
        await room.rest()
        await room.press("space")
        assert room.performance.position == 2
        await room.shows("cannot happen after what was done by hand", "lesson")
        await room.press("backspace", "space")
        assert room.performance.position == 3


async def test_one_pane_at_a_time_where_two_do_not_fit() -> None:
    async with lesson("stop-type-1", (80, 24)) as room:
        phone, messenger = room.screen.query_one(Phone), room.screen.query_one("#messenger")
        assert messenger.display
        assert not phone.display
        await room.press("v")
        assert phone.display
        assert not messenger.display
        await room.press("space")
        await room.shows("STOP", "phone")
        await room.press("v")
        assert messenger.display
        await room.shows("STOP", "transcript")


async def test_another_scenario_takes_the_place_of_this_one(tmp_path: Path) -> None:
    async with lesson("stop-type-1") as room:
        folder = room.performance.stages[Behavior.TYPE_1].desk.path.parent.parent
        assert (folder / "type1" / DATABASE).exists()
        await room.pilot.press("y")
        await until(lambda: isinstance(room.app.screen, ScenarioPicker), "the picker is open")
        await room.pilot.press("down", "enter")
        await until(
            lambda: room.classroom.is_open and room.performance.scenario.name == "stop-type-2",
            "the other scenario is open",
        )
        await room.rest()
        assert room.screen.behavior is Behavior.TYPE_2
        assert not folder.exists(), "the stages before are thrown away"
        folder = room.performance.stages[Behavior.TYPE_1].desk.path.parent.parent
        await room.pilot.press("q")
        await until(lambda: room.app._exit, "the program ends")
    assert not folder.exists(), "nothing stays behind"


async def test_the_palette_opens_it_over_the_messenger(tmp_path: Path) -> None:
    """Leaving the training leads back to the work; the database in earnest is not touched."""
    path = tmp_path / "textbank.sqlite"
    async with at_work(path) as (driven, world):
        titles = {c.title: c for c in driven.app.get_system_commands(driven.app.screen)}
        before = await world.desk.revision()
        titles["Training"].callback()
        await until(lambda: isinstance(driven.app.screen, TrainingScreen), "the training opens")
        await until(lambda: isinstance(driven.app.screen, ScenarioPicker), "it asks what to show")
        await driven.press("enter")
        screen = next(s for s in driven.app.screen_stack if isinstance(s, TrainingScreen))
        await until(lambda: screen.classroom.is_open and not screen._moving, "the lesson opens")
        await driven.press("space")
        await until(lambda: screen.performance.position == 1, "the first step happened")
        titles = {c.title for c in driven.app.get_system_commands(driven.app.screen)}
        assert "Training" not in titles
        await driven.press("q")
        await until(lambda: type(driven.app.screen) is MessengerScreen, "the messenger is back")
        await driven.select(world.conversations[1])
        assert await world.desk.revision() == before


async def test_leaving_while_the_stage_is_being_set_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    app = TextbankApp(
        Settings(Texter("jo"), tmp_path / "textbank.sqlite"),
        opening=lambda app: TrainingScreen(
            app.settings, Classroom(), scenario_named("stop-type-1")
        ),
    )
    async with app.run_test():
        await until(lambda: _stages_in(tmp_path), "the stage is being set")
        app.exit()
    assert not _stages_in(tmp_path)


def _stages_in(folder: Path) -> list[Path]:
    return list(folder.glob(f"{PREFIX}*"))


async def test_the_phone_is_of_whom_the_trainer_moves_to(tmp_path: Path) -> None:
    """Until the next step; what is typed as the contact is theirs, too."""
    async with lesson("stop-type-1") as room:
        await room.press("space")
        await room.shows("Maria's phone", "phone")
        dana = room.conversation("dana")
        while room.screen._list.cursor_id != dana:
            await room.press("down")
        await room.shows("Dana's phone", "phone")
        await room.press("c", *"See you", "enter")
        await room.shows("See you", "transcript")
        await room.press("escape", "space")
        await room.shows("Maria's phone", "phone")

        index = room.ids.index(room.conversation("samir"))
        await room.pilot.click(ConversationList, offset=(6, 2 * index))
        await room.shows("Samir's phone", "phone")


async def test_keys_pressed_while_the_stage_is_set_are_not_lost_nor_harmful() -> None:
    """Space counts; what works on a conversation has none to work on yet."""
    async with lesson("stop-type-1") as room:
        before = Performance.begin
        setting, go_on = asyncio.Event(), asyncio.Event()

        async def slowly(*arguments: Any) -> Performance:
            setting.set()
            await go_on.wait()
            return await before(*arguments)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Performance, "begin", slowly)
            await room.pilot.press("y")
            await until(lambda: isinstance(room.app.screen, ScenarioPicker), "the picker is open")
            await room.pilot.press("down", "enter")
            await setting.wait()
            for key in ("o", "m", "l", "h", "w", "e", "z", "slash", "enter", "space"):
                await room.pilot.press(key)
            assert room.app.screen is room.screen, "nothing opened"
            go_on.set()
            await until(
                lambda: room.classroom.is_open and room.performance.position == 1,
                "the step happened",
            )
        await room.rest()
        assert room.performance.scenario.name == "stop-type-2"
        assert not room.app._notifications


async def test_a_held_key_neither_flickers_nor_ends_the_lesson() -> None:
    async with lesson("stop-type-1") as room:
        for _ in range(3):
            for key in "dddddttttt":
                room.app.post_message(events.Key(key, key))
            await room.pilot.pause()
        await until(
            lambda: isinstance(room.app.screen, TrainingScreen | SideBySideScreen), "it goes on"
        )
        await room.pilot.pause()
        assert room.app._exception is None
