"""Make the pictures of the documents from the running app: python docs/make_pictures.py.

The app runs on a demo database that is thrown away; times are fixed, so that the pictures
change only when the screens do.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from core.demo import build_demo
from core.domain import ListFilter, Texter
from core.settings import Settings
from tui.app import TextbankApp
from tui.screens.messenger import MessengerScreen
from tui.widgets.conversation_list import ConversationList

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
SIZE = (120, 32)


async def settled(pilot: Pilot[None], screen: MessengerScreen) -> None:
    """Wait until a conversation that asks to opt out is on the screen."""
    conversations = screen.query_one(ConversationList)
    for _ in range(200):
        await pilot.pause(0.02)
        if len(conversations) and conversations.row(conversations.ids[0]):
            return
    raise SystemExit("the list did not come")


async def pictures(folder: Path) -> None:
    """Drive the app through both types and keep a picture of each step."""
    path = folder / "demo.sqlite"
    texter = Texter("jo")
    await build_demo(path, texter, clock=lambda: NOW)
    for number, name in enumerate(("type-1", "type-2")):
        app = TextbankApp(Settings(texter, path))
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            await pilot.pause(1.0)
            if not number:
                keep(app, "assignments")
            await pilot.press(*["down"] * number, "enter")
            screen = app.screen
            assert isinstance(screen, MessengerScreen)
            conversations = screen.query_one(ConversationList)
            conversations.now = lambda: NOW
            screen.use_filter(ListFilter.OPT_OUT)
            await settled(pilot, screen)
            for _ in range(20):
                row = conversations.row(conversations.cursor_id or 0)
                if row is not None and row.blocked == bool(number) and row.preview.isascii():
                    break
                await pilot.press("j")
                await pilot.pause(0.2)
            await pilot.pause(0.5)
            keep(app, f"messenger-{name}")
            await pilot.press("o")
            await pilot.pause(0.4)
            keep(app, f"confirm-{name}")


def keep(app: TextbankApp, name: str) -> None:
    """Write what is on the screen as an SVG."""
    (HERE / f"{name}.svg").write_text(app.export_screenshot(title="textbank"), "utf-8")
    print(f"docs/{name}.svg")


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    time.tzset()
    with tempfile.TemporaryDirectory() as made:
        asyncio.run(pictures(Path(made)))
