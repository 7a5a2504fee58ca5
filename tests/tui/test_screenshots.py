"""Pictures of every screen, at the two sizes that matter, each looked at before it was kept."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from core.database import Database
from core.domain import Behavior
from tests.core.rules_world import OwnClock
from tests.core.world import JO, make_campaign, open_desk
from tests.tui.driving import Driven, make_app, until
from tui.app import TextbankApp

SnapCompare = Callable[..., bool]

SMALL, LARGE = (80, 24), (120, 40)
MONDAY = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
"""The present moment of every picture."""

PEOPLE = (
    ("Maria", "Lopez", "STOP"),
    ("Sam", "Okafor", "who is this"),
    ("Dana", "Fox", "Yes I'll be there! 🎉"),
    ("李小龙", "", "Take me off this list please, I have asked twice now"),
    ("Zoë", "Ångström-Kowalczyk", "What time do the polls open?"),
    ("Jun", "", "wrong number, this is not Jun"),
    ("Priya", "Natarajan", "❤️ thank you"),
    ("Ahmed", "Haddad", ""),
    ("Lena", "Brandt", ""),
)
NUMBERS = tuple(f"+1415555{number:04d}" for number in range(132, 132 + len(PEOPLE)))
HELLO = (
    "Hi {name}, it's Jo with Open Roads. Early voting opens on Saturday. "
    "Can we count on you this year?"
)


async def _texted(path: Path, *behaviors: Behavior) -> None:
    """A campaign of each behavior whose contacts were texted yesterday and answered today."""
    clock = OwnClock(MONDAY)
    async with open_desk(path, JO, clock) as desk:
        worker = await desk.worker()
        for number, behavior in enumerate(behaviors):
            clock.now = MONDAY
            clock.pass_time(days=-1, hours=-2 - number)
            world = await make_campaign(
                desk,
                behavior,
                NUMBERS if number == 0 else NUMBERS[:4],
                names=[person[:2] for person in PEOPLE],
                campaign="Spring turnout" if number == 0 else "School board",
                line=f"+1202555010{number}",
                now=clock(),
            )
            for talk, (name, _, _) in zip(world.conversations, PEOPLE, strict=False):
                clock.pass_time(seconds=7)
                await desk.reply(talk, HELLO.format(name=name))
                await worker.send_due()
            await worker.receive_due()
            for minutes, (contact, (_, _, body)) in enumerate(
                zip(world.numbers, PEOPLE, strict=False)
            ):
                clock.now = MONDAY
                clock.pass_time(minutes=-2 - 11 * minutes * (1 + number))
                if body:
                    await world.simulator.say(world.line, contact, body)
            clock.now = MONDAY
            await worker.receive_due()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Databases to copy: one of each type, one with both, one without anything."""
    made = {}
    for name, behaviors in {
        "type1": (Behavior.TYPE_1,),
        "type2": (Behavior.TYPE_2,),
        "both": (Behavior.TYPE_1, Behavior.TYPE_2),
        "none": (),
    }.items():
        made[name] = tmp_path_factory.mktemp(name)
        Database.open(made[name] / "textbank.sqlite").close_now()
        asyncio.run(_texted(made[name] / "textbank.sqlite", *behaviors))
    return made


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every clock stands still, in UTC, and no color is asked for by the surroundings."""
    for name in [name for name in sys.modules if name.startswith("tui.widgets.")]:
        if hasattr(sys.modules[name], "utc_now"):
            monkeypatch.setattr(sys.modules[name], "utc_now", lambda: MONDAY)
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def app_of(world: Path, tmp_path: Path, theme: str = "textbank-light") -> TextbankApp:
    """The app at a copy of a world."""
    shutil.copytree(world, tmp_path / "world")
    return make_app(tmp_path / "world" / "textbank.sqlite", clock=OwnClock(MONDAY), theme=theme)


Act = Callable[[Driven], Awaitable[None]]


def after(act: Act | None = None) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Before the picture: wait for the first conversation, act, and wait for that too."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, TextbankApp)
        driven = Driven(app, pilot)
        await until(lambda: app.desk._reader is not None, "the database is open")
        await app.desk.database()
        if act is not None:
            await act(driven)
        await pilot.pause()

    return run


async def opened(driven: Driven) -> None:
    await until(lambda: driven.list.cursor_id, "the list is there")
    await driven.opened(driven.list.cursor_id or 0)
    await driven.shows("ask", driven.transcript_text)
    await until(lambda: "[All 9]" in str(driven.status.content), "the list is counted")


async def asked(driven: Driven) -> None:
    await opened(driven)
    await driven.ask_to_opt_out()
    await until(lambda: driven.dialog_text(), "the dialog is there")


async def opted_out(driven: Driven) -> None:
    await asked(driven)
    await driven.press("enter")
    await driven.shows("z or F9 undoes", driven.notice_text)
    await driven.opened(driven.list.cursor_id or 0)
    await until(lambda: "[All 8]" in str(driven.status.content), "the list is counted")


async def keys(driven: Driven) -> None:
    await opened(driven)
    await driven.press("?")


async def composing(driven: Driven) -> None:
    await opened(driven)
    await driven.press("j", "r", *"Jo", "space", *"again")


async def picking(driven: Driven) -> None:
    from tui.screens.assignments import AssignmentPicker

    await until(lambda: isinstance(driven.app.screen, AssignmentPicker), "the picker shows")


async def finished(driven: Driven) -> None:
    await opened(driven)
    for _ in range(9):
        cursor = driven.list.cursor_id or 0
        await driven.opened(cursor)
        await driven.desk.opt_out(cursor)
        await until(lambda gone=cursor: gone not in driven.ids, "the row leaves")
    await until(lambda: "[All 0]" in str(driven.status.content), "the list is counted")


async def unassigned(driven: Driven) -> None:
    await driven.shows("textbank demo", driven.list_text)


SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@SIZES
@pytest.mark.parametrize("world", ["type1", "type2"])
def test_messenger(
    snap_compare: SnapCompare,
    worlds: dict[str, Path],
    tmp_path: Path,
    world: str,
    size: tuple[int, int],
) -> None:
    app = app_of(worlds[world], tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=after(opened))


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_messenger_in_another_look(
    snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path, theme: str
) -> None:
    app = app_of(worlds["type2"], tmp_path, f"textbank-{theme}")
    assert snap_compare(app, terminal_size=LARGE, run_before=after(opened))


@pytest.mark.parametrize(
    ("world", "size"),
    [("type1", SMALL), ("type2", SMALL), ("type1", LARGE)],
    ids=["type1-80x24", "type2-80x24", "type1-120x40"],
)
def test_confirm_dialog(
    snap_compare: SnapCompare,
    worlds: dict[str, Path],
    tmp_path: Path,
    world: str,
    size: tuple[int, int],
) -> None:
    app = app_of(worlds[world], tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=after(asked))


@SIZES
def test_undo_notice(
    snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(worlds["type1"], tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=after(opted_out))


def test_writing_a_reply(
    snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path
) -> None:
    app = app_of(worlds["type1"], tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=after(composing))


@SIZES
def test_assignment_picker(
    snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(worlds["both"], tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=after(picking))


@SIZES
def test_keys_screen(
    snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(worlds["type1"], tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=after(keys))


def test_a_finished_assignment(
    snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path
) -> None:
    app = app_of(worlds["type1"], tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=after(finished))


def test_no_assignment(snap_compare: SnapCompare, worlds: dict[str, Path], tmp_path: Path) -> None:
    app = app_of(worlds["none"], tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=after(unassigned))
