"""The keys screen shows what works where the texter is."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from tests.tui.driving import Driven, at_work, screen_text, until
from tui.screens.keys import KeysScreen
from tui.screens.messenger import MessengerScreen
from tui.widgets.conversation_list import ConversationList


def is_shown(driven: Driven) -> bool:
    return isinstance(driven.app.screen, KeysScreen)


def words(driven: Driven) -> str:
    return str(driven.app.screen.query_one(Static).content)


async def test_it_has_every_live_key_with_what_it_does(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await driven.press("?")
        await until(lambda: is_shown(driven), "the keys show")
        shown = words(driven)
        for binding in MessengerScreen.BINDINGS:
            assert (binding.tooltip or binding.description) in shown  # type: ignore[union-attr]
        for binding in ConversationList.BINDINGS:
            assert binding.description in shown  # type: ignore[union-attr]
        for keys in ("o f8", "h f7", "z f9", "? f1", "PgUp"):
            assert keys in shown
        await driven.press("?")
        await until(lambda: not is_shown(driven), "the same key closes them")


async def test_in_the_composer_it_shows_the_keys_that_work_there(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await driven.press("r")
        await until(lambda: driven.reply_input.has_focus, "the composer has the focus")
        await driven.press("f1")
        await until(lambda: is_shown(driven), "the keys show")
        assert "Back to the list" in words(driven)
        assert "PgDn" not in words(driven)
        assert "Opt this contact out" in words(driven)
        await driven.press("escape")
        await until(lambda: not is_shown(driven), "Escape closes them")
        assert driven.screen.focused is driven.reply_input


async def test_the_actions_are_seen_first_in_a_small_terminal(database_path: Path) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, _):
        await driven.press("?")
        await until(lambda: is_shown(driven), "the keys show")
        shown = screen_text(driven.app)
        for binding in MessengerScreen.BINDINGS:
            tooltip = binding.tooltip  # type: ignore[union-attr]
            assert not tooltip or tooltip in shown
