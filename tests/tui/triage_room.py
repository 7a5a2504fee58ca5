"""Triage on a real database: a queue of requests under both types, and hands that press keys."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic

from textual.pilot import Pilot
from textual.widgets import Static

from core.desk import Desk
from core.domain import Behavior, Texter
from core.views_triage import TriageItem
from tests.core.rules_world import NOON, OwnClock
from tests.core.world import JO, make_campaign, open_desk
from tests.tui.driving import Driven, make_app, screen_text, until
from tui.app import TextbankApp
from tui.screens.triage import TriageScreen
from tui.widgets.notice import Notice
from tui.widgets.triage_list import TriageList
from tui.widgets.triage_progress import TriageProgress
from tui.widgets.triage_reading import TriageReading

WIDE = (110, 30)
ASKING = (
    ("Maria", "Lopez", "STOP"),
    ("Sam", "Okafor", "STOP"),
    ("Dana", "Fox", "STOP"),
    ("Zoë", "Ångström", "Please take me off your list, I asked you twice before"),
    ("Priya", "Natarajan", "stop texting me"),
    ("Ahmed", "Haddad", "Yes, I will be there"),
)
"""Who wrote what under each type; the last asks for nothing."""
NUMBERS = tuple(f"+1415555{number:04d}" for number in range(132, 132 + len(ASKING)))
OTHER_NUMBERS = tuple(f"+1312555{number:04d}" for number in range(132, 132 + 2))


async def make_queue(path: Path) -> None:
    """Five requests on a line of type 1, two keywords on one of type 2, all of jo's."""
    clock = OwnClock(NOON)
    async with open_desk(path, JO, clock) as desk:
        worker = await desk.worker()
        for behavior, numbers, campaign, line in (
            (Behavior.TYPE_1, NUMBERS, "Spring turnout", "+12025550100"),
            (Behavior.TYPE_2, OTHER_NUMBERS, "School board", "+12025550101"),
        ):
            world = await make_campaign(
                desk,
                behavior,
                numbers,
                names=[who[:2] for who in ASKING],
                campaign=campaign,
                line=line,
                now=clock(),
            )
            clock.now = NOON - timedelta(hours=2)
            for talk in world.conversations:
                await desk.reply(talk, "Hi, it's Jo. Will you vote on Tuesday?")
            await worker.send_due()
            for place, (number, (_, _, body)) in enumerate(zip(numbers, ASKING, strict=False)):
                at = NOON - timedelta(minutes=60 - place)
                await world.simulator.say(line, number, body, at)
            clock.now = NOON
            await worker.receive_due()


@dataclass
class Room:
    """Triage, running, and the hands at it."""

    app: TextbankApp
    pilot: Pilot[None]
    clock: OwnClock
    other: Desk
    """Another program's desk, of the same texter."""
    at: float = field(default_factory=lambda: monotonic() + 1_000)
    """When the latest key was pressed: long after everything is on the screen."""

    @property
    def driven(self) -> Driven:
        return Driven(self.app, self.pilot)

    @property
    def screen(self) -> TriageScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, TriageScreen))

    @property
    def list(self) -> TriageList:
        return self.screen.query_one(TriageList)

    @property
    def item(self) -> TriageItem | None:
        return self.screen._item

    @property
    def ids(self) -> list[int]:
        return list(self.list.ids)

    def notice(self) -> str:
        one = self.screen.query_one(Notice)
        return str(one.content) if one.has_class("-shown") else ""

    def progress(self) -> str:
        return str(self.screen.query_one(TriageProgress).content)

    def reading(self) -> str:
        return str(self.screen.query_one(TriageReading).content)

    def nothing(self) -> str:
        return str(self.screen.query_one("#triage-nothing", Static).content)

    def words(self) -> str:
        return " ".join(screen_text(self.app).replace("│", " ").split())

    async def shows(self, words: str) -> None:
        """Wait until these words are on the screen."""
        try:
            await until(lambda: words in self.words(), f"it says “{words}”")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{screen_text(self.app)}") from None

    async def in_hand(self, conversation_id: int | None) -> None:
        """Wait until this one is in hand and drawn, or until nothing is."""

        def there() -> bool:
            item, screen = self.item, self.screen
            if conversation_id is None:
                return item is None and not screen._going_on
            shown = item is not None and item.conversation_id == conversation_id
            return shown and screen._seen_from < float("inf") and not screen._deciding

        await until(there, f"{conversation_id} is in hand")

    async def press(self, key: str, pause: float = 0.8) -> None:
        """Press a key so many seconds after the one before."""
        self.at += pause
        await self.driven.post_keys([(key, self.at)])

    async def hold(self, key: str, delay: float, pace: float = 1 / 30, repeats: int = 30) -> None:
        """Hold a key down, its repeats coming as a keyboard sends them."""
        start = self.at + 0.8
        times = [start, *(start + delay + n * pace for n in range(repeats))]
        self.at = times[-1]
        await self.driven.post_keys((key, at) for at in times[:1])
        await self.pilot.pause()
        await self.driven.post_keys((key, at) for at in times[1:])

    async def decide(self, key: str) -> int:
        """Decide what is in hand; return it once it is dealt with and the next is there."""
        item = await until(lambda: self.item, "something is in hand")
        await self.in_hand(item.conversation_id)
        await self.press(key)
        await until(
            lambda: self.item is not item and not self.screen._deciding, f"{key} decides it"
        )
        return int(item.conversation_id)

    async def settled(self) -> None:
        """Wait until the queue is loaded and up to date."""
        screen = self.screen
        await until(
            lambda: not screen._loading and not screen._refreshing.locked() and len(self.list),
            "the queue is there",
        )

    async def opted_out(self) -> list[str]:
        """The numbers that are opted out, in the order in which that happened."""
        rows = await self.other.reader.rows(
            "SELECT number FROM opt_out WHERE ended_at IS NULL ORDER BY id"
        )
        return [str(row[0]) for row in rows]

    async def queued_confirmations(self) -> int:
        row = await self.other.reader.row(
            "SELECT count(*) FROM text WHERE kind = 'confirmation' AND state = 'queued'"
        )
        return int(row[0]) if row else 0


@asynccontextmanager
async def triage_room(
    queue: Path,
    tmp_path: Path,
    *,
    texter: Texter = JO,
    size: tuple[int, int] = WIDE,
) -> AsyncIterator[Room]:
    """`textbank triage` at a copy of this database, the first request in hand."""
    # The simulated network has a file of its own beside it.
    await asyncio.to_thread(shutil.copytree, queue.parent, tmp_path / "triage")
    path = tmp_path / "triage" / queue.name
    clock = OwnClock(NOON + timedelta(seconds=10))
    async with open_desk(path, texter, clock) as other:
        app = make_app(path, texter=texter, clock=clock)
        app.begins_with_triage = True
        async with app.run_test(size=size, notifications=True) as pilot:
            room = Room(app, pilot, clock, other)
            await until(
                lambda: any(isinstance(s, TriageScreen) for s in app.screen_stack), "triage shows"
            )
            await until(lambda: room.item, "the first request is in hand")
            await room.settled()
            await app.desk.database()
            yield room


async def say(room: Room, line: str, number: str, body: str) -> None:
    """Let a contact write, and another program take it in."""
    from core.simulation import simulator_of

    await (await simulator_of(room.other)).say(line, number, body, room.clock())
    await (await room.other.worker()).receive_due()
