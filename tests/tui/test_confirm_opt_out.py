"""The dialog says who, what they wrote, and what will happen; and what it answers."""

from __future__ import annotations

from pathlib import Path

from core.domain import Behavior
from tests.core.world import DANA, LINE, MARIA, SAM
from tests.tui.driving import at_work, screen_text, standing, until
from tests.tui.harness import hostile_bodies

HOSTILE = [body for _, body in hostile_bodies() if len(body) < 400][:6]


async def test_it_names_the_contact_quotes_the_request_and_says_what_is_sent(
    database_path: Path,
) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, _):
        await driven.ask_to_opt_out()
        words = driven.dialog_text()
        assert words.startswith(
            "Are you sure you want to opt out Maria Lopez (+1 415 555 0101)?\nSTOP\n"
        )
        assert "They will read:\nYou are now opted-out" in words
        shown = screen_text(driven.app)
        for seen in ("Are you sure", "STOP", "They will read", "Cancel", "Opt Out (Enter)"):
            assert seen in shown


async def test_it_says_when_nothing_will_be_sent_and_quotes_nothing_without_a_request(
    database_path: Path,
) -> None:
    async with at_work(database_path, Behavior.TYPE_2) as (driven, world):
        await driven.ask_to_opt_out()
        assert (
            "The provider has already told this contact and blocked the line. "
            "Opting out records it; nothing is sent."
        ) in driven.dialog_text()
        assert "They will read" not in driven.dialog_text()
        await driven.press("escape")
        await driven.select(world.conversation_with(SAM))
        await driven.ask_to_opt_out()
        assert "Sam Okafor" in driven.dialog_text()
        assert "who is this" not in driven.dialog_text()


async def test_cancel_changes_nothing(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        for key in (["escape"], ["n"], ["tab", "enter"]):
            await driven.ask_to_opt_out()
            await driven.press(*key)
            await until(lambda: driven.dialog is None, "the dialog goes")
        assert await standing(world) == []
        assert driven.ids == list(world.conversations)
        assert driven.list.cursor_id == world.conversation_with(MARIA)
        assert driven.list.has_focus


async def test_each_button_can_be_clicked(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await driven.ask_to_opt_out()
        await driven.pilot.click("ConfirmOptOut #cancel")
        await until(lambda: driven.dialog is None, "Cancel leaves")
        assert driven.ids == [maria, sam, dana]
        await driven.ask_to_opt_out()
        await driven.pilot.click("ConfirmOptOut #wrong")
        await until(lambda: driven.ids == [sam, dana], "Wrong number takes the row away")
        assert await standing(world) == []
        await driven.opened(sam)
        await driven.ask_to_opt_out()
        await driven.pilot.click("ConfirmOptOut #opt-out")
        await until(lambda: driven.ids == [dana], "Opt Out takes the row away")
        assert await standing(world) == [(SAM, "jo")]


async def test_hostile_requests_are_quoted_as_letters(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.select(world.conversation_with(DANA))
        for body in HOSTILE:
            await world.simulator.say(LINE, DANA, f"stop texting me {body}")
        count = len(HOSTILE)
        await until(
            lambda: (
                driven.screen._shown is not None
                and sum("stop texting" in t.body for t in driven.screen._shown.texts) == count
            ),
            "every text is in the transcript",
        )
        await driven.ask_to_opt_out()
        shown = driven.dialog_text()
        assert "stop texting me" in shown
        controls = {c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0} - {"\n"}
        assert not controls
