"""No database yet leads to a short guided start, never to an error."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Button, Input

from core.domain import Behavior, Texter
from core.remembered import remembered
from tests.core.world import MARIA, make_campaign, open_desk
from tests.tui.driving import Driven, make_app, screen_text, until
from tui.screens.first_run import FirstRunScreen
from tui.screens.first_run_steps import completed
from tui.screens.messenger import MessengerScreen

CONTACTS = f"Phone,First name\n{MARIA},Maria\n415 555 0102,Sam\n+14155550102,Sam\n12,Dana\n"


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.remembered.state_path", lambda: tmp_path / "state" / "state.toml")


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    path = tmp_path / "my contacts.csv"
    path.write_text(CONTACTS, "utf-8")
    return path


@asynccontextmanager
async def first_run(path: Path) -> AsyncIterator[Driven]:
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        driven = Driven(app, pilot)
        await until(lambda: isinstance(app.screen, FirstRunScreen), "the first run shows")
        yield driven


async def shows(driven: Driven, words: str) -> None:
    def shown() -> bool:
        lines = screen_text(driven.app).replace("│", " ")
        return words in " ".join(lines.split())

    await until(shown, f"it says “{words}”")


async def go_on(driven: Driven) -> None:
    """Click on the way on of the step that shows."""
    (button,) = [one for one in driven.app.screen.query(".first-on") if one.region.width]
    await driven.pilot.click(button)


def _written(driven: Driven) -> str:
    field = driven.app.screen.focused
    assert isinstance(field, Input)
    return field.value


async def test_from_nothing_to_the_messenger_by_keyboard(tmp_path: Path, contacts: Path) -> None:
    path = tmp_path / "data" / "textbank.sqlite"
    async with first_run(path) as driven:
        await shows(driven, "Set up my organization")
        await shows(driven, "simulated network: no real phone is texted")
        await driven.press("j", "k", "enter")
        await shows(driven, "1 of 3")
        await go_on(driven)
        await shows(driven, "Your organization has no name yet.")

        await driven.press("escape", "enter", *"RV")
        await driven.press("enter", *"kim", "enter", "enter", "enter", "enter")
        await shows(driven, "2 of 3")
        await driven.press(*"Up", "enter", "down", "enter", "enter", "enter")
        await driven.press("x", "enter")
        await shows(driven, "There is no file x. Check the name.")

        # Back and on again: nothing that was written is lost.
        await driven.press("escape")
        await shows(driven, "1 of 3")
        await shows(driven, "RV")
        await go_on(driven)
        await shows(driven, "2 of 3")
        await driven.press("tab", "tab", "tab", "tab", "backspace")
        dragged = str(contacts).replace(" ", "\\ ")
        driven.app.screen.focused.post_message(events.Paste(f"{dragged}\x1b[2J\n"))  # type: ignore[union-attr]
        await until(lambda: dragged in _written(driven), "it is written there")
        assert "\x1b" not in _written(driven)
        await driven.press(*["backspace"] * (len(_written(driven)) - len(dragged)), "enter")

        await shows(driven, "2 can be texted.")
        await shows(driven, "1 row repeats a number")
        await shows(driven, "1 row cannot be used. Line 5: ")
        await shows(driven, "“Up” of RV, assigned to kim.")
        assert not path.exists(), "nothing is made before it is asked for"
        await driven.press("enter")
        await until(
            lambda: any(isinstance(one, MessengerScreen) for one in driven.app.screen_stack),
            "work begins",
        )
        await until(lambda: len(driven.list) == 2, "the list is there")
        assert driven.app.desk.texter == Texter("kim")
        (assignment,) = await driven.app.desk.assignments()
        assert (assignment.campaign, assignment.organization) == ("Up", "RV")
        assert assignment.behavior is Behavior.TYPE_2
        assert not driven.toasts
    assert remembered().texter == "kim"


async def test_by_mouse_and_left_again_without_a_trace(tmp_path: Path) -> None:
    path = tmp_path / "textbank.sqlite"
    async with first_run(path) as driven:
        await shows(driven, "Set up my organization")
        lines = screen_text(driven.app).splitlines()
        row = next(y for y, line in enumerate(lines) if "Set up my organization" in line)
        await driven.pilot.click(offset=(10, row))
        await shows(driven, "1 of 3")
        back = driven.app.screen.query(Button).filter(".first-back").first()
        await driven.pilot.click(back)
        await shows(driven, "Welcome to textbank")
        await driven.press("end", "enter")
        await until(lambda: not driven.app.is_running, "it is left")
    assert driven.app.return_code == 0
    assert not driven.app.wants_demo
    assert not path.exists()


async def test_who_has_nothing_assigned_is_told_so_and_sets_nothing_up(database_path: Path) -> None:
    async with open_desk(database_path) as desk:
        await make_campaign(desk, Behavior.TYPE_1)
    app = make_app(database_path, texter=Texter("kim"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        driven = Driven(app, pilot)
        await driven.shows("No conversations are assigned", driven.list_text)
        await driven.shows("to kim in this database", driven.list_text)


def test_a_path_is_completed_to_folders_and_lists(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    for name in ("lists/b.CSV", "lists/a.png", "lists/a\x1b[2J.csv", "lists/b2.csv"):
        (tmp_path / name).touch()
    assert completed(f"{tmp_path}/li") == f"{tmp_path}/lists/"
    assert completed(f"'{tmp_path}/lists/b") == f"'{tmp_path}/lists/b.CSV"
    assert completed(f"{tmp_path}/lists/a") is None
    assert completed(f"{tmp_path}/lists/") is None
    assert completed("/nowhere/at/all") is None


# --- In a terminal ----------------------------------------------------------------------------


@pytest.fixture
def demo_folder(tmp_path: Path) -> Iterator[Path]:
    """Where temporary folders are made: it must be empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    yield folder
    assert list(folder.iterdir()) == []


def test_the_demo_can_be_opened_from_there(tmp_path: Path, demo_folder: Path) -> None:
    pytest.importorskip("termios", reason="needs a pseudo-terminal")
    from tests.tui.terminal import Terminal

    path = tmp_path / "textbank.sqlite"
    command = [sys.executable, "-m", "tui", "--texter", "jo", "--database", path]
    environment = {"TMPDIR": str(demo_folder), "XDG_STATE_HOME": str(tmp_path / "state")}
    with Terminal(command, columns=80, rows=24, environment=environment) as terminal:
        terminal.wait_frame("Look around in the demo")
        terminal.press("j", "enter")
        terminal.wait_frame("Your assignments")
        assert re.search(rb"Making the demo", terminal.output)
        terminal.rest(0.1)
        terminal.press("escape")
        terminal.rest(0.3)
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert not path.exists()
