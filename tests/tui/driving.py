"""The real messenger on a real database file, driven by keys and clicks."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any, cast

from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from core.clock import Clock, utc_now
from core.desk import Desk
from core.domain import Behavior, Texter
from core.settings import Settings
from tests.core.world import DANA, JO, MARIA, SAM, World, make_campaign, open_desk
from tests.tui.harness import drawn
from tui.app import TextbankApp
from tui.screens.confirm_opt_out import ConfirmOptOut
from tui.screens.messenger import MessengerScreen
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.conversation_list import ConversationList
from tui.widgets.list_status import ListStatus
from tui.widgets.notice import Notice
from tui.widgets.side_panel import SidePanel
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript

TALK = ((MARIA, "STOP"), (SAM, "who is this"), (DANA, "Yes, I'll be there"))
"""What the contacts wrote, the newest first: the order of the list."""

WIDE = (110, 30)
"""A terminal that shows all three panes."""


async def until(check: Callable[[], Any], what: str, seconds: float = 15.0) -> Any:
    """Wait until `check` (plain or a coroutine function) answers something true; return that.

    Raises:
        AssertionError: It did not within `seconds`.
    """
    deadline = monotonic() + seconds
    while True:
        answer = check()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer
        if monotonic() > deadline:
            raise AssertionError(f"Within {seconds:.0f} s it did not come true that {what}.")
        await asyncio.sleep(0.01)


def screen_text(app: TextbankApp) -> str:
    """Every letter on the screen, line by line, the way it was composited last."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def make_app(
    path: Path,
    *,
    texter: Texter = JO,
    clock: Clock = utc_now,
    confirm: bool = True,
    theme: str = "textbank-light",
) -> TextbankApp:
    """The app of one texter at this database, not running yet."""
    app = TextbankApp(Settings(texter, path, confirm_opt_out=confirm, theme=theme))
    app.desk = Desk(path, texter, clock)
    return app


@dataclass
class Driven:
    """A running messenger, its parts by name, and the pilot's hands."""

    app: TextbankApp
    pilot: Pilot[None]

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def screen(self) -> MessengerScreen:
        """The messenger, also where a dialog stands before it."""
        return next(s for s in self.app.screen_stack if isinstance(s, MessengerScreen))

    @property
    def list(self) -> ConversationList:
        return self.screen.query_one(ConversationList)

    @property
    def top_bar(self) -> TopBar:
        return self.screen.query_one(TopBar)

    @property
    def transcript(self) -> Transcript:
        return self.screen.query_one(Transcript)

    @property
    def composer(self) -> Composer:
        return self.screen.query_one(Composer)

    @property
    def reply_input(self) -> ReplyInput:
        return self.screen.query_one(ReplyInput)

    @property
    def notice(self) -> Notice:
        return self.screen.query_one(Notice)

    @property
    def status(self) -> ListStatus:
        return self.screen.query_one(ListStatus)

    @property
    def side(self) -> SidePanel:
        return self.screen.query_one(SidePanel)

    @property
    def dialog(self) -> ConfirmOptOut | None:
        """The dialog that asks once more, while it does."""
        return self.app.screen if isinstance(self.app.screen, ConfirmOptOut) else None

    @property
    def toasts(self) -> list[str]:
        """What errors were told, and are still told."""
        return [note.message for note in self.app._notifications]

    @property
    def ids(self) -> list[int]:
        """The conversations on the list, in order."""
        return list(self.list.ids)

    def list_text(self) -> str:
        return "\n".join(drawn(self.list))

    def top_text(self) -> str:
        return " ".join(str(part.content) for part in self.top_bar.query(Static))

    def transcript_text(self) -> str:
        """The transcript as drawn; wrapped lines are joined so that sentences can be found."""
        return " ".join(" ".join(drawn(self.transcript)).split())

    def side_text(self) -> str:
        """What the tab that shows says; lines are joined so that sentences can be found."""
        return " ".join(" ".join(drawn(self.side.view)).replace("│", " ").split())

    def notice_text(self) -> str:
        """The notice, if it shows."""
        return str(self.notice.content) if self.notice.has_class("-shown") else ""

    def dialog_text(self) -> str:
        """Every word of the dialog; empty where there is none."""
        if self.dialog is None:
            return ""
        return "\n".join(str(part.content) for part in self.dialog.query(Static))

    async def press(self, *keys: str) -> None:
        """Press keys, with the pauses a hand makes between different ones."""
        for key in keys:
            await self.pilot.press(key)

    async def post_keys(self, keys: Iterable[tuple[str, float]]) -> None:
        """Real key events that came at these times, in seconds of the monotonic clock."""
        for key, at in keys:
            event = events.Key(key, key if len(key) == 1 else None)
            event.time = at
            event.set_sender(self.app)
            assert self.app._driver is not None
            self.app._driver.send_message(event)
        await self.pilot.pause()

    async def opened(self, conversation_id: int) -> None:
        """Wait until a conversation is on the screen, whole."""
        await until(
            lambda: (
                self.transcript.conversation_id == conversation_id
                and self.composer.conversation_id == conversation_id
            ),
            f"conversation {conversation_id} is open",
        )

    async def shows(self, words: str, where: Callable[[], str]) -> None:
        """Wait until one of the texts above says these words."""
        try:
            await until(lambda: words in where(), f"it says “{words}”")
        except AssertionError as error:
            raise AssertionError(f"{error} It says:\n{where()}") from None

    async def select(self, conversation_id: int) -> None:
        """Bring the cursor to a conversation by arrow keys, and see it opened."""
        await until(lambda: conversation_id in self.ids, f"{conversation_id} is on the list")
        while self.list.cursor_id != conversation_id:
            index = self.ids.index(conversation_id)
            await self.press("down" if index > self.list.cursor_index else "up")
        await self.opened(conversation_id)

    async def ask_to_opt_out(self) -> None:
        """Press o, and wait until the dialog takes keys."""
        await self.press("o")
        await until(lambda: self.dialog is not None, "the dialog asks once more")
        await self.dialog_settled()

    async def dialog_settled(self) -> None:
        """Let the quarter of a second pass in which the dialog takes no key."""
        dialog = cast(ConfirmOptOut, self.dialog)
        dialog._opened -= 1.0

    async def opt_out(self) -> int:
        """Opt the selected contact out with o and Enter; return its conversation."""
        conversation_id = self.list.cursor_id
        assert conversation_id is not None
        await self.opened(conversation_id)
        await self.ask_to_opt_out()
        await self.press("enter")
        await until(lambda: conversation_id not in self.ids, "the row leaves the list")
        return conversation_id


@asynccontextmanager
async def messenger(
    path: Path,
    *,
    texter: Texter = JO,
    clock: Clock = utc_now,
    confirm: bool = True,
    size: tuple[int, int] = WIDE,
) -> AsyncIterator[Driven]:
    """A messenger at this database, running and ready to write; toasts are on."""
    app = make_app(path, texter=texter, clock=clock, confirm=confirm)
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Driven(app, pilot)
        driven.notice.now = clock
        await until(lambda: app.desk._reader is not None, "the database is open")
        await app.desk.database()
        yield driven


@asynccontextmanager
async def at_work(
    path: Path,
    behavior: Behavior = Behavior.TYPE_1,
    *,
    numbers: Sequence[str] = (MARIA, SAM, DANA),
    says: Sequence[tuple[str, str]] = TALK,
    clock: Clock = utc_now,
    confirm: bool = True,
    size: tuple[int, int] = WIDE,
) -> AsyncIterator[tuple[Driven, World]]:
    """A messenger at an assignment whose contacts have written, and the campaign behind it.

    `World.desk` is another desk of the same texter at the same database: another program.
    """
    async with open_desk(path, JO, clock) as other:
        world = await make_campaign(other, behavior, numbers)
        for minutes, (number, body) in enumerate(says, start=1):
            await world.simulator.say(
                world.line, number, body, clock() - timedelta(minutes=minutes)
            )
        await (await other.worker()).receive_due()
        async with messenger(path, clock=clock, confirm=confirm, size=size) as driven:
            await until(
                lambda: len(driven.list) == len(numbers) and not driven.screen._loading,
                "the list is there",
            )
            assert driven.list.cursor_id is not None
            await driven.opened(driven.list.cursor_id)
            yield driven, world


async def standing(world: World) -> list[tuple[str, str]]:
    """Which numbers are opted out, and by whom first."""
    rows = await world.desk.reader.rows(
        "SELECT number, author FROM opt_out WHERE ended_at IS NULL ORDER BY id"
    )
    return [(row[0], row[1]) for row in rows]
