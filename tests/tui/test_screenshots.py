"""Pictures of every screen: three looks, two sizes; each was looked at before it was kept."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Input, Static

from core.campaign_settings import CampaignChange, campaign_of, change_campaign
from core.database import Database
from core.domain import Behavior
from core.notes import add_note
from core.replies import NewReply
from core.survey_plan import PlannedOption, PlannedQuestion
from tests.core.rules_world import OwnClock
from tests.core.world import ADMINISTRATOR, JO, make_campaign, open_desk
from tests.tui.driving import Driven, make_app, until
from tui.app import TextbankApp
from tui.screens.assignments import AssignmentPicker
from tui.screens.first_run import FirstRunScreen
from tui.screens.quick_send import QuickSendScreen
from tui.screens.scripted_texts import ScriptedTextsScreen
from tui.themes import THEMES

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
SURVEY = (
    PlannedQuestion(
        "Will they vote?",
        (
            PlannedOption("Yes"),
            PlannedOption("Not sure"),
            PlannedOption("No", "Thanks for telling me, {firstName}."),
        ),
    ),
    PlannedQuestion(
        "Do they need a ride?", (PlannedOption("Yes"), PlannedOption("No")), after=(0, 0)
    ),
)
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


async def _set_up(path: Path) -> None:
    """Replies at hand, a survey, tags and a note for the campaign that is texted."""
    async with open_desk(path, ADMINISTRATOR, OwnClock(MONDAY)) as desk:
        database = await desk.database()
        from core.reply_records import add_reply
        from core.survey_records import set_survey
        from core.tag_records import add_tag, put_on

        now = MONDAY
        ride = await database.write(add_tag, 1, "needs a ride", ADMINISTRATOR, now)
        await database.write(add_tag, 1, "volunteer", ADMINISTRATOR, now)
        for reply in (
            NewReply("Who is this?", "This is {texterFirstName} with {organization}."),
            NewReply("Polling hours", "Polls are open from 7 am to 8 pm, {firstName}."),
            NewReply("A ride", "We can pick you up, {firstName}. When?", ride, campaign_id=1),
        ):
            await database.write(add_reply, 1, reply, ADMINISTRATOR, now)
        await database.write(set_survey, 1, SURVEY, ADMINISTRATOR, now)
        await database.write(put_on, 1, ride, "jo", now)
        await add_note(desk, 1, "Prefers to be called in the evening.")


async def _to_be_sent(path: Path) -> None:
    """A campaign with a script whose first messages are to be sent, one of them not filled."""
    clock = OwnClock(MONDAY)
    async with open_desk(path, ADMINISTRATOR, clock) as desk:
        world = await make_campaign(
            desk, Behavior.TYPE_1, NUMBERS, names=[person[:2] for person in PEOPLE], now=clock()
        )
        campaign = await campaign_of(desk.reader, "Spring turnout")
        script = "Hi {firstName}, it's {texterFirstName}. Will you vote on Tuesday, {lastName}?"
        await change_campaign(desk, campaign, CampaignChange(script=script, quick_send=True))
        await world.simulator.say(world.line, NUMBERS[1], "STOP")
        await (await desk.worker()).receive_due()


async def _anothers(path: Path) -> None:
    """A database in which nothing is assigned to Jo."""
    async with open_desk(path, ADMINISTRATOR, OwnClock(MONDAY)) as desk:
        await make_campaign(desk, Behavior.TYPE_1, NUMBERS, "kim", now=MONDAY)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Databases to copy: one of each type, one with both, one without anything."""
    made = {"missing": tmp_path_factory.mktemp("missing")}
    for name, behaviors in {
        "type1": (Behavior.TYPE_1,),
        "type2": (Behavior.TYPE_2,),
        "both": (Behavior.TYPE_1, Behavior.TYPE_2),
        "unsent": (),
        "others": (),
    }.items():
        made[name] = tmp_path_factory.mktemp(name)
        path = made[name] / "textbank.sqlite"
        Database.open(path).close_now()
        asyncio.run(_texted(path, *behaviors))
    asyncio.run(_set_up(made["type1"] / "textbank.sqlite"))
    asyncio.run(_to_be_sent(made["unsent"] / "textbank.sqlite"))
    asyncio.run(_anothers(made["others"] / "textbank.sqlite"))
    return made


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every clock stands still, in UTC, and no color is asked for by the surroundings."""
    for name in [name for name in sys.modules if name.startswith("tui.widgets.")]:
        if hasattr(sys.modules[name], "utc_now"):
            monkeypatch.setattr(sys.modules[name], "utc_now", lambda: MONDAY)
    # What is unread stays so while its picture is taken.
    monkeypatch.setattr("tui.screens.finding.LOOKED_AT", 3_600.0)
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


Act = Callable[[Driven], Awaitable[None]]


async def listed(driven: Driven) -> None:
    """The list is there, and its first conversation open."""
    await until(lambda: driven.list.cursor_id, "the list is there")
    await driven.opened(driven.list.cursor_id or 0)
    await driven.shows("ask", driven.transcript_text)
    await until(lambda: "[All 9]" in str(driven.status.content), "the list is counted")
    # What stands beside the texts comes after them.
    await until(
        lambda: (
            not any(worker.group == "beside" and worker.is_running for worker in driven.app.workers)
        ),
        "the panel is filled",
    )


async def asked(driven: Driven) -> None:
    await listed(driven)
    await driven.ask_to_opt_out()
    await until(lambda: driven.dialog_text(), "the dialog is there")


async def opted_out(driven: Driven) -> None:
    await asked(driven)
    await driven.press("enter")
    await driven.shows("z or f9 undoes", driven.notice_text)
    await driven.opened(driven.list.cursor_id or 0)
    await until(lambda: "[All 8]" in str(driven.status.content), "the list is counted")


async def composing(driven: Driven) -> None:
    await listed(driven)
    await driven.press("j", "r", *"Jo", "space", *"again")


def pressing(*keys: str) -> Act:
    """Press keys in the list, and let what they open load."""

    async def act(driven: Driven) -> None:
        await listed(driven)
        await driven.press(*keys)
        await driven.pilot.pause(0.1)

    return act


async def searched(driven: Driven) -> None:
    await listed(driven)
    await driven.press("/", *"polls")
    await driven.shows("time do the polls", driven.list_text)
    await driven.pilot.pause(0.2)


async def picking(driven: Driven) -> None:
    await until(lambda: isinstance(driven.app.screen, AssignmentPicker), "the picker shows")


async def first_messages(driven: Driven) -> None:
    def said() -> str:
        return "".join(str(part.content) for part in driven.app.screen.query(Static))

    await until(lambda: isinstance(driven.app.screen, ScriptedTextsScreen), "they are shown")
    await driven.shows("0 of 8 sent", said)
    await driven.shows("for them", said)


async def unfilled(driven: Driven) -> None:
    await first_messages(driven)
    for key in ("enter", "space"):
        await driven.press(key)

    def said() -> str:
        return "".join(str(part.content) for part in driven.app.screen.query(Static))

    await driven.shows("has nothing to say", said)
    await driven.shows("2 of 8 sent", said)
    await driven.shows("for them", said)

    async def have_left() -> bool:
        row = await driven.desk.reader.row("SELECT count(*) FROM text WHERE state = 'delivered'")
        return row is not None and row[0] == 2

    await until(have_left, "both have arrived")
    await until(lambda: "their way" not in said(), "nothing is on its way")


async def sending_all(driven: Driven) -> None:
    await first_messages(driven)
    await driven.press("Q")
    await until(lambda: isinstance(driven.app.screen, QuickSendScreen), "it asks first")


async def finished(driven: Driven) -> None:
    await listed(driven)
    for _ in range(9):
        cursor = driven.list.cursor_id or 0
        await driven.opened(cursor)
        await driven.desk.opt_out(cursor)
        await until(lambda gone=cursor: gone not in driven.ids, "the row leaves")
    await driven.shows("finished", driven.list_text)
    await until(lambda: "[All 0]" in str(driven.status.content), "the list is counted")


async def unassigned(driven: Driven) -> None:
    await driven.shows("assigned", driven.list_text)


async def beginning(driven: Driven) -> None:
    await until(lambda: isinstance(driven.app.screen, FirstRunScreen), "the first run shows")


SCREENS: dict[str, tuple[str, Act]] = {
    "messenger-type1": ("type1", listed),
    "messenger-type2": ("type2", listed),
    "confirm-type1": ("type1", asked),
    "confirm-type2": ("type2", asked),
    "undo-notice": ("type1", opted_out),
    "writing": ("type1", composing),
    "info": ("type1", pressing("right_square_bracket")),
    "survey": ("type1", pressing("s")),
    "reply-picker": ("type1", pressing("p")),
    "tag-picker": ("type1", pressing("l")),
    "note": ("type1", pressing("m")),
    "earlier": ("type1", pressing("e")),
    "search": ("type1", searched),
    "keys": ("type1", pressing("?")),
    "assignments": ("both", picking),
    "first-messages": ("unsent", first_messages),
    "unfilled": ("unsent", unfilled),
    "quick-send": ("unsent", sending_all),
    "finished": ("type1", finished),
    "unassigned": ("others", unassigned),
    "first-run": ("missing", beginning),
}
"""Every screen by name: the world it is taken in, and the way there."""


LOADING = frozenset({"beside", "conversation", "count", "hours", "load", "rows", "writing"})
"""Groups of workers that end in something drawn."""


def _at_rest(app: TextbankApp) -> bool:
    """Whether nothing is under way that will be drawn."""
    return not any(worker.is_running and worker.group in LOADING for worker in app.workers)


async def _settled(app: TextbankApp, pilot: Pilot[None]) -> None:
    """Wait until nothing is under way and nothing on the screen changes any more."""
    seen = ""
    while True:
        await until(lambda: _at_rest(app), "nothing is under way")
        now = ID.sub("terminal", app.export_screenshot())
        if now == seen:
            return
        seen = now
        await pilot.pause(0.3)


ID = re.compile(r"terminal-\d+")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_looks_as_it_was_kept(
    name: str,
    size: tuple[int, int],
    worlds: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    world, act = SCREENS[name]
    shutil.copytree(worlds[world], tmp_path / "world")
    # No picture holds the path of one machine.
    monkeypatch.chdir(tmp_path / "world")
    app = make_app(Path("textbank.sqlite"), clock=OwnClock(MONDAY), theme=THEMES[0].name)
    pictures: dict[str, str] = {}
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Driven(app, pilot)
        if world != "missing":
            await until(lambda: app.desk._reader is not None, "the database is open")
            await app.desk.database()
        await act(driven)
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await _settled(app, pilot)
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause(0.05)
            look = theme.name.removeprefix("textbank-")
            pictures[look] = ID.sub("terminal", app.export_screenshot())
    kept = snapshot.use_extension(SVGImageExtension)
    different = [look for look, picture in pictures.items() if picture != kept(name=look)]
    assert different == []
