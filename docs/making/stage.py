"""A stage for one picture: the app on a database of its own, at a moment that stands still."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from core.desk import Desk
from core.domain import Texter
from core.settings import Settings
from core.views import ConversationRow
from tui.app import Opening, TextbankApp
from tui.bound_actions import every_action
from tui.handouts.resting import rest, words_on
from tui.screens.assignments import AssignmentPicker
from tui.screens.messenger import MessengerScreen
from tui.themes import theme_meant
from tui.widgets.conversation_list import ConversationList
from tui.widgets.list_status import ListStatus
from tui.widgets.transcript import Transcript

NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
"""The moment of the pictures, unless a scene is at another: a Monday, 13:42 in New York."""

NEW_YORK = "EST5EDT,M3.2.0,M11.1.0"
"""The texter's time zone, written out: no table of the computer's is needed."""

TEXTER = Texter("Jo")
WIDE = (114, 30)
PATIENCE = 20.0
"""Seconds that a scene may take to come to a rest."""

NOT_THERE = Path("Documents", "textbank.sqlite")
"""Where a first run would make its database, wherever the pictures are made."""

AT_ONCE = 0.001
"""Seconds, in place of the pauses for people."""

NEVER = 3600.0
"""Seconds: on the way to its conversation a lesson passes others, which nobody has read."""

Found = TypeVar("Found")


@contextmanager
def standing_still(now: datetime, looked_at: float = AT_ONCE) -> Iterator[None]:
    """Stop every clock, wait for nothing, and ask the surroundings nothing about colors.

    Args:
        now: The moment.
        looked_at: Seconds after which a conversation counts as read.
    """
    every_action()  # Loads every screen and widget.
    from tui.screens import finding, live_list, messenger

    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTBANK_")}
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM"):
        kept.pop(name, None)
    kept |= {"TZ": NEW_YORK, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    try:
        with ExitStack() as stopped:
            stopped.enter_context(patch.dict(os.environ, kept, clear=True))
            for name, module in sorted(sys.modules.items()):
                if name.startswith("tui.") and hasattr(module, "utc_now"):
                    stopped.enter_context(patch.object(module, "utc_now", lambda: now))
            stopped.enter_context(patch.object(finding, "LOOKED_AT", looked_at))
            stopped.enter_context(patch.object(live_list, "COUNT_PAUSE", AT_ONCE))
            stopped.enter_context(patch.object(messenger, "ROWS_FIRST", AT_ONCE))
            time.tzset()
            yield
    finally:
        time.tzset()


class Stage:
    """The running app, and hands that wait until it rests."""

    def __init__(self, app: TextbankApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def messenger(self) -> MessengerScreen:
        """The messenger, also behind a dialog."""
        return next(one for one in self.app.screen_stack if isinstance(one, MessengerScreen))

    @property
    def list(self) -> ConversationList:
        """The list of conversations."""
        return self.messenger.query_one(ConversationList)

    def words(self) -> str:
        """Every word on the screen, in the order of its lines."""
        return words_on(self.app)

    async def until(self, check: Callable[[], Found], what: str) -> Found:
        """Wait until a check answers something true, and return that.

        Raises:
            AssertionError: It did not come true in time.
        """
        end = time.monotonic() + PATIENCE
        while not (found := check()):
            if time.monotonic() > end:
                raise AssertionError(f"It did not come true that {what}:\n{self.words()}")
            await asyncio.sleep(0.01)
        return found

    async def shows(self, *words: str) -> None:
        """Wait until the screen shows all of these words."""
        for one in words:
            await self.until(partial(self._has, one), f"“{one}” is on the screen")

    def _has(self, words: str) -> bool:
        return words in self.words()

    async def on(self, kind: type[Screen[Any]]) -> None:
        """Wait until a screen of this kind is in front."""
        await self.until(lambda: isinstance(self.app.screen, kind), f"{kind.__name__} shows")

    async def press(self, *keys: str) -> None:
        """Press keys, as a hand does: each once what the one before did is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.rests()

    async def type(self, words: str) -> None:
        """Type words."""
        await self.pilot.press(*words)
        await self.rests()

    async def rests(self) -> None:
        """Wait until nothing is being done, and what is on the screen stays as it is."""
        await rest(self.pilot)

    async def work_on(self, campaign: str) -> None:
        """Pick an assignment, and wait for what it begins with."""
        await self.on(AssignmentPicker)
        options = self.app.screen.query_one(OptionList)
        prompts = [option.prompt for option in options.options]
        names = [str(one.plain if isinstance(one, Content) else one) for one in prompts]
        place = next(n for n, name in enumerate(names) if name.startswith(campaign))
        options.highlighted = place
        await self.pilot.press("enter")
        await self.until(
            lambda: not isinstance(self.app.screen, AssignmentPicker), "the picker is done"
        )
        await self.rests()
        if self.app.screen is self.messenger:
            await self.counted()

    async def counted(self) -> None:
        """Wait until the messenger has listed and counted its conversations."""
        status = self.messenger.query_one(ListStatus)
        await self.until(lambda: str(status.content), "the list is counted")
        await self.rests()

    async def go_to(self, fits: Callable[[ConversationRow], bool]) -> ConversationRow:
        """Stand on the first conversation of the list that fits."""
        rows = {row.id: row for row in await self.app.desk.rows(list(self.list.ids))}
        chosen = next(rows[one] for one in self.list.ids if fits(rows[one]))
        self.list.select(chosen.id)
        transcript = self.messenger.query_one(Transcript)
        await self.until(lambda: transcript.conversation_id == chosen.id, "it is opened")
        await self.rests()
        return chosen

    def picture(self) -> str:
        """What is on the screen, as an SVG."""
        for line in self.app.screen.query(Input):
            # A cursor that blinks would be in one picture and not in the next.
            line.cursor_blink = False
        return self.app.export_screenshot(title="textbank")


@asynccontextmanager
async def stage(
    folder: Path,
    *,
    begun: bool = True,
    now: datetime = NOW,
    size: tuple[int, int] = WIDE,
    theme: str = "light",
    confirm: bool = True,
    opening: Opening | None = None,
) -> AsyncIterator[Stage]:
    """The app, running.

    Args:
        folder: Where its files are.
        begun: Whether there is a database already.
        now: The moment.
        size: Columns and rows of the terminal.
        theme: The look.
        confirm: Whether Opt Out asks once more.
        opening: Makes the screen that the app opens with, in place of the messenger.
    """
    path = folder / "textbank.sqlite" if begun else NOT_THERE
    with standing_still(now, AT_ONCE if opening is None else NEVER):
        settings = Settings(TEXTER, path, confirm_opt_out=confirm, theme=theme_meant(theme))
        app = TextbankApp(settings, opening=opening)
        app.desk = Desk(path, TEXTER, lambda: now)
        async with app.run_test(size=size, notifications=True) as pilot:
            one = Stage(app, pilot)
            if begun:
                await one.until(lambda: app.desk._reader is not None, "the database is open")
                await app.desk.database()
            await one.rests()
            yield one
