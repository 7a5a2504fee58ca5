"""The keys screen shows what works where the texter is."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from tests.tui.driving import Driven, at_work, screen_text, until
from tui.bound_actions import places
from tui.screens.keys import OF_A_CONVERSATION, KeysScreen
from tui.widgets.conversation_list import ConversationList


def is_shown(driven: Driven) -> bool:
    return isinstance(driven.app.screen, KeysScreen)


def words(driven: Driven) -> str:
    """Every word of the table, whatever its columns and lines."""
    parts = (str(part.content) for part in driven.app.screen.query(Static))
    return " ".join(" ".join(parts).split())


def actions() -> dict[str, str]:
    """What each action of the messenger does."""
    (messenger,) = [place for place in places() if place.name == "MessengerScreen"]
    return {action.id: action.does for action in messenger.screen.values()}


async def test_it_has_every_live_key_with_what_it_does(database_path: Path) -> None:
    async with at_work(database_path, size=(140, 50)) as (driven, _):
        live = {active.binding.id for active in driven.screen.active_bindings.values()}
        await driven.press("?")
        await until(lambda: is_shown(driven) and OF_A_CONVERSATION in words(driven), "they show")
        shown = words(driven)
        assert len(live & actions().keys()) > 10
        for name in live & actions().keys():
            assert actions()[name or ""] in shown
        for binding in ConversationList.BINDINGS:
            assert binding.description in shown  # type: ignore[union-attr]
        for keys in ("o f8", "h f7", "z f9", "? f1", "q ctrl+q", "F shift+f3", "PgUp"):
            assert keys in shown
        # What terminals send for shift+F3 is no key of its own.
        assert "f15" not in shown
        # In two columns, all of it is on the screen at once.
        assert "On the list" in screen_text(driven.app)
        await driven.press("?")
        await until(lambda: not is_shown(driven), "the same key closes them")


async def test_in_the_composer_it_shows_the_keys_that_work_there(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await driven.press("r")
        await until(lambda: driven.reply_input.has_focus, "the composer has the focus")
        await driven.press("f1")
        await until(lambda: is_shown(driven) and OF_A_CONVERSATION in words(driven), "they show")
        assert "Back to the list" in words(driven)
        assert "PgDn" not in words(driven)
        assert "Opt this contact out" in words(driven)
        await driven.press("escape")
        await until(lambda: not is_shown(driven), "Escape closes them")
        assert driven.screen.focused is driven.reply_input


async def test_in_a_small_terminal_opting_out_is_seen_first_and_the_rest_by_scrolling(
    database_path: Path,
) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, _):
        await driven.press("?")
        await until(lambda: "Opt this contact out" in screen_text(driven.app), "the keys show")
        first = screen_text(driven.app).splitlines()[1:4]
        assert OF_A_CONVERSATION in first[0]
        assert "o f8" in first[1]
        assert "Page down" not in screen_text(driven.app)
        await driven.press("end")
        await until(lambda: "Page down" in screen_text(driven.app), "the end is reached")
        await driven.press("k", "home", "j")
        await until(lambda: "Page down" not in screen_text(driven.app), "and the beginning")


async def test_the_two_columns_are_about_as_long_and_follow_the_width(database_path: Path) -> None:
    async with at_work(database_path, size=(120, 40)) as (driven, _):
        await driven.press("?")
        await until(lambda: is_shown(driven) and OF_A_CONVERSATION in words(driven), "they show")
        left, right = (driven.app.screen.query_one(f"#{side}") for side in ("left", "right"))
        assert abs(left.size.height - right.size.height) <= 8
        for width in (80, 120, 80):
            await driven.pilot.resize_terminal(width, 24)
            assert right.display == (width == 120)
            assert "q ctrl+q" in words(driven)


async def test_the_foot_offers_no_key_that_types_a_letter_and_always_the_way_to_all_keys(
    database_path: Path,
) -> None:
    async with at_work(database_path, size=(80, 24)) as (driven, _):
        assert "? Keys" in foot(driven)
        assert "/ Search" in foot(driven)
        await driven.press("r")
        await until(lambda: "f1 Keys" in foot(driven), "the keys are those that work")
        assert "/ " not in foot(driven)
        assert "f8 Opt out" in foot(driven)
        await driven.press("escape", "slash")
        await until(lambda: driven.screen.has_class("-searching"), "the texter searches")
        await until(lambda: "f1 Keys" in foot(driven), "the keys are those that work")
        assert "/ " not in foot(driven)


def foot(driven: Driven) -> str:
    return screen_text(driven.app).splitlines()[-1]
