"""Pictures of every screen in two sizes, a few in every look; each was looked at once.

Nothing in them moves by itself, and each is taken when all that was asked for is drawn.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import re
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.timer import Timer
from textual.widgets import Input, TextArea

import tui.widgets
from core.campaign_settings import CampaignChange, campaign_of, change_campaign
from core.database import Database
from core.domain import Behavior
from core.notes import add_note
from core.replies import NewReply
from core.survey_plan import PlannedOption, PlannedQuestion
from tests.core.rules_world import OwnClock
from tests.core.world import ADMINISTRATOR, JO, make_campaign, open_desk
from tests.tui.driving import Driven, make_app, screen_text, until
from tui.app import TextbankApp
from tui.screens.assignments import AssignmentPicker
from tui.screens.first_run import FirstRunScreen
from tui.screens.quick_send import QuickSendScreen
from tui.screens.scripted_texts import ScriptedTextsScreen
from tui.screens.triage import TriageScreen
from tui.screens.triage_batch import OptOutMarked
from tui.themes import THEMES

SIZES = ((80, 24), (120, 40))
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

pytestmark = pytest.mark.xdist_group("screenshots")  # What it sets up is set up once.


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
    # All of them, for a screen may import its parts only when it is opened.
    for part in pkgutil.walk_packages(tui.widgets.__path__, "tui.widgets."):
        module = importlib.import_module(part.name)
        if hasattr(module, "utc_now"):
            monkeypatch.setattr(module, "utc_now", lambda: MONDAY)
    # A cursor that blinks is now there, now not.
    for field in (Input, TextArea):
        monkeypatch.setattr(field, "cursor_blink", False)
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


ENDLESS = frozenset({"assignments", "live"})
"""Groups of workers that run as long as their screen does, or wait for the texter's choice."""

SHORT = 2.0
"""Seconds; what waits for longer is not drawn any more."""


def _to_come(timer: Timer) -> bool:
    """Whether something will be done soon, and once, that may be drawn."""
    return (
        timer._repeat == 0
        and timer._interval < SHORT
        and timer._task is not None
        and not timer._task.done()
    )


def _at_rest(app: TextbankApp) -> bool:
    """Whether nothing is under way that will be drawn: no work, no wait, no message."""
    screen = app.screen
    nodes = [app, *(one for top in app.screen_stack for one in top.walk_children(with_self=True))]
    return not (
        any(worker.is_running and worker.group not in ENDLESS for worker in app.workers)
        or any(_to_come(timer) for node in nodes for timer in node._timers)
        or any(not node._message_queue.empty() for node in nodes)
        or any(one._layout_required or one._repaint_required for one in screen.walk_children())
        or screen._layout_required
        or screen._repaint_required
        or screen._scroll_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def rested(driven: Driven) -> None:
    """Draw all there is to draw, until nothing more comes of it."""

    async def drawn() -> bool:
        await driven.pilot._wait_for_screen()
        driven.app.screen._on_timer_update()
        await driven.pilot._wait_for_screen()
        return _at_rest(driven.app)

    await until(drawn, "nothing is under way")


Act = Callable[[Driven], Awaitable[None]]


def says(driven: Driven, words: str) -> bool:
    """Whether these words stand on the screen, in a line or broken into several."""
    return words in " ".join(screen_text(driven.app).replace("│", " ").split())


async def listed(driven: Driven) -> None:
    """The list is there, and its first conversation open."""
    await until(lambda: driven.list.cursor_id, "the list is there")
    await driven.opened(driven.list.cursor_id or 0)
    await driven.shows("ask", driven.transcript_text)
    await until(lambda: "[All 9]" in str(driven.status.content), "the list is counted")
    # Which tab the next key turns to depends on what there is beside the texts.
    await rested(driven)


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
    await driven.press("j")
    await driven.opened(driven.list.cursor_id or 0)
    await driven.press("r", *"Jo", "space", *"again")
    await until(lambda: driven.composer.text == "Jo again", "it is written")


def pressing(key: str, words: str) -> Act:
    """Press a key in the list, and see the words that it brings."""

    async def act(driven: Driven) -> None:
        await listed(driven)
        await driven.press(key)
        await until(lambda: says(driven, words), f"it says “{words}”")

    return act


async def searched(driven: Driven) -> None:
    await listed(driven)
    await driven.press("/", *"polls")
    await driven.shows("time do the polls", driven.list_text)
    await until(lambda: says(driven, "1 found"), "it is counted")


async def picking(driven: Driven) -> None:
    await until(lambda: isinstance(driven.app.screen, AssignmentPicker), "the picker shows")
    await until(lambda: says(driven, "School board"), "it is filled")


async def first_messages(driven: Driven) -> None:
    await until(lambda: isinstance(driven.app.screen, ScriptedTextsScreen), "they are shown")
    await until(lambda: says(driven, "0 of 8 sent"), "they are counted")
    await until(lambda: says(driven, "for them"), "the first one is shown")


async def unfilled(driven: Driven) -> None:
    await first_messages(driven)
    for key in ("enter", "space"):
        await driven.press(key)
    await until(lambda: says(driven, "has nothing to say"), "the third one is shown")
    await until(lambda: says(driven, "2 of 8 sent"), "they are counted")
    await until(lambda: says(driven, "for them"), "it is said whose time it is")

    async def have_left() -> bool:
        row = await driven.desk.reader.row("SELECT count(*) FROM text WHERE state = 'delivered'")
        return row is not None and row[0] == 2

    await until(have_left, "both have arrived")
    await until(lambda: not says(driven, "their way"), "nothing is on its way")


async def sending_all(driven: Driven) -> None:
    await first_messages(driven)
    await driven.press("Q")
    await until(lambda: isinstance(driven.app.screen, QuickSendScreen), "it asks first")
    await until(lambda: says(driven, "one after the other?"), "it says what it will do")


async def finished(driven: Driven) -> None:
    await listed(driven)
    for _ in range(9):
        cursor = driven.list.cursor_id or 0
        await driven.opened(cursor)
        await driven.desk.opt_out(cursor)
        await until(lambda gone=cursor: gone not in driven.ids, "the row leaves")
    await driven.shows("finished", driven.list_text)
    await until(lambda: "[All 0]" in str(driven.status.content), "the list is counted")


async def triage(driven: Driven) -> None:
    await listed(driven)
    await driven.press("t")
    await until(lambda: isinstance(driven.app.screen, TriageScreen), "triage shows")
    screen = driven.app.screen
    assert isinstance(screen, TriageScreen)
    await until(lambda: screen.in_sight, "a request is in hand")
    await until(lambda: says(driven, "0 of 2 decided"), "they are counted")


async def triage_marked(driven: Driven) -> None:
    await triage(driven)
    await driven.press("x", "j", "x", "O")
    await until(lambda: isinstance(driven.app.screen, OptOutMarked), "it asks")
    await until(lambda: says(driven, "Opt out 2 contacts now?"), "it has counted")


async def unassigned(driven: Driven) -> None:
    await driven.shows("assigned", driven.list_text)


async def beginning(driven: Driven) -> None:
    await until(lambda: isinstance(driven.app.screen, FirstRunScreen), "the first run shows")
    await until(lambda: says(driven, "Set up my organization"), "it says what can be done")


SCREENS: dict[str, tuple[str, Act]] = {
    "messenger-type1": ("type1", listed),
    "messenger-type2": ("type2", listed),
    "confirm-type1": ("type1", asked),
    "confirm-type2": ("type2", asked),
    "undo-notice": ("type1", opted_out),
    "writing": ("type1", composing),
    "info": ("type1", pressing("right_square_bracket", "Campaign: Spring turnout")),
    "survey": ("type1", pressing("s", "Will they vote?")),
    "reply-picker": ("type1", pressing("p", "Polls are open")),
    "tag-picker": ("type1", pressing("l", "volunteer")),
    "note": ("type1", pressing("m", "in the evening")),
    "earlier": ("type1", pressing("e", "No other campaign")),
    "search": ("type1", searched),
    "keys": ("type1", pressing("?", "finds every action")),
    "assignments": ("both", picking),
    "first-messages": ("unsent", first_messages),
    "unfilled": ("unsent", unfilled),
    "quick-send": ("unsent", sending_all),
    "triage": ("type1", triage),
    "triage-marked": ("type1", triage_marked),
    "finished": ("type1", finished),
    "unassigned": ("others", unassigned),
    "first-run": ("missing", beginning),
}
"""Every screen by name: the world it is taken in, and the way there."""

IN_EVERY_LOOK = frozenset(
    {
        "messenger-type2",
        "confirm-type1",
        "undo-notice",
        "survey",
        "search",
        "first-messages",
        "triage",
    }
)
"""Screens that have every color between them."""

BESIDE = frozenset({"info", "survey"})
"""Screens that are opened anew in each size."""

ID = re.compile(r"terminal-\d+")


async def picture(driven: Driven) -> str:
    """The screen, with all on it that was asked for: once more at rest, it is the same."""
    seen = None
    while True:
        await rested(driven)
        await driven.pilot.pause()
        now = ID.sub("terminal", driven.app.export_screenshot())
        if now == seen:
            return now
        seen = now


async def pictures(name: str, sizes: tuple[tuple[int, int], ...]) -> AsyncIterator[tuple[str, str]]:
    """Go to a screen once; yield how it looks in these sizes, the terminal being resized."""
    world, act = SCREENS[name]
    app = make_app(Path("textbank.sqlite"), clock=OwnClock(MONDAY), theme=THEMES[0].name)
    async with app.run_test(size=sizes[0], notifications=True) as pilot:
        driven = Driven(app, pilot)
        if world != "missing":
            await until(lambda: app.desk._reader is not None, "the database is open")
            await app.desk.database()
        await act(driven)
        for columns, lines in sizes:
            if app.size != (columns, lines):
                await pilot.resize_terminal(columns, lines)
            for theme in THEMES if name in IN_EVERY_LOOK else THEMES[:1]:
                app.theme = theme.name
                look = theme.name.removeprefix("textbank-")
                yield f"{columns}x{lines}-{look}", await picture(driven)


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_looks_as_it_was_kept(
    name: str,
    worlds: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    kept = snapshot.use_extension(SVGImageExtension)
    different = []
    # What a key opens beside the texts depends on how much room there is when it is pressed.
    for run in [(size,) for size in SIZES] if name in BESIDE else [SIZES]:
        place = tmp_path / f"at-{run[0][0]}"
        shutil.copytree(worlds[SCREENS[name][0]], place)
        # No picture holds the path of one machine.
        monkeypatch.chdir(place)
        async for look, taken in pictures(name, run):
            if taken != kept(name=look):
                different.append(look)
    assert different == []
