"""The command palette finds every action by name, wherever the texter is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from core.domain import Behavior
from core.remembered import remembered
from core.settings import load_settings
from tests.core.world import MARIA, make_campaign, open_desk
from tests.tui.driving import WIDE, Driven, at_work, make_app, screen_text, until
from tui.bound_actions import places
from tui.keymap import Keymap


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is remembered in this test is forgotten after it."""
    path = tmp_path / "state" / "state.toml"
    monkeypatch.setattr("core.remembered.state_path", lambda: path)
    return path


def commands(driven: Driven) -> dict[str, str]:
    """What the palette offers here, by name."""
    return {
        command.title: command.help for command in driven.app.get_system_commands(driven.app.screen)
    }


async def test_every_action_is_there_while_the_texter_writes_with_its_keys(
    database_path: Path,
) -> None:
    async with open_desk(database_path) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1, (MARIA,))
    app = make_app(database_path)
    app.keymap = Keymap({"messenger.opt_out": ("X", "f20"), "messenger.next": ("Y",)})
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        driven = Driven(app, pilot)
        await driven.opened(world.conversations[0])
        await driven.press("r")
        await until(lambda: driven.reply_input.has_focus, "the texter writes")
        offered = commands(driven)
        (messenger,) = [place for place in places() if place.name == "MessengerScreen"]
        enabled = {active.binding.id for active in driven.screen.active_bindings.values()}
        for action in messenger.screen.values():
            assert action.name in offered or action.id not in enabled, action.id
        assert offered["Opt out"].startswith("X f20  Opt this contact out")
        # Its one key is a letter, which is typed here: by name it can be found all the same.
        assert offered["Next"].startswith("Y ")
        assert "Page down" not in offered
        assert list(offered).count("Quit") == 1


async def test_an_action_is_done_by_its_name(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await driven.press("r")
        await until(lambda: driven.reply_input.has_focus, "the texter writes")
        await driven.press("ctrl+p")
        await until(lambda: isinstance(driven.app.screen, CommandPalette), "the palette opens")
        await driven.press(*"opt out")
        await until(lambda: "Opt this contact out" in screen_text(driven.app), "it is found")
        await driven.press("enter")
        await until(lambda: driven.dialog, "it asks once more")
        assert driven.reply_input.text == ""
        # In a dialog the palette has the dialog's own actions.
        assert {"Opt out", "Cancel", "Wrong number", "Theme"} <= set(commands(driven))
        assert "Assignments" not in commands(driven)


async def test_a_look_is_picked_by_its_plain_name_and_comes_back(
    database_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    monkeypatch.setattr("core.settings.config_path", lambda: config)
    async with at_work(database_path) as (driven, _):
        driven.app.search_themes()
        await until(lambda: "High contrast" in screen_text(driven.app), "the looks are listed")
        shown = screen_text(driven.app)
        assert shown.index("Light (now)") < shown.index("Dark") < shown.index("High contrast")
        assert shown.index("High contrast") < shown.index("atom-one-dark")
        await driven.press("down", "enter")
        await until(lambda: driven.app.theme == "textbank-dark", "it is dark")
        await until(lambda: remembered().theme == "textbank-dark", "it is remembered")
        assert not driven.toasts

    assert load_settings(texter="jo").theme == "textbank-dark"
    config.write_text('theme = "light" # mine\n', "utf-8")
    settings = load_settings(texter="jo")
    assert (settings.theme, settings.theme_is_configured) == ("light", True)
    assert config.read_text("utf-8") == 'theme = "light" # mine\n'
