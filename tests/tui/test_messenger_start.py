"""Starting: the first frame waits for nothing, and an empty database says what to do."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from core.domain import Behavior, Texter
from tests.core.world import make_campaign, open_desk
from tests.tui.driving import messenger

FIRST_FRAME = """
import asyncio, json, sys
from pathlib import Path
from core.domain import Texter
from core.settings import Settings
from tui.app import TextbankApp
from tui.screens.messenger import MessengerScreen

frames = []
display = TextbankApp._display

def watched(app, screen, renderable):
    if not frames and isinstance(screen, MessengerScreen) and screen.size:
        lines = [strip.text for strip in screen._compositor.render_strips()]
        panes = {
            name: screen.query_one(name).region.width for name in ("#list-pane", "#centre", "#side")
        }
        frames.append({"lines": lines, "modules": sorted(sys.modules), "panes": panes})
    display(app, screen, renderable)

async def main():
    TextbankApp._display = watched
    app = TextbankApp(Settings(Texter("jo"), Path(sys.argv[1])))
    async with app.run_test(size=(120, 40)):
        while not frames or app.desk._opening is None:
            await asyncio.sleep(0.01)
        await app.desk.database()
        later = "sqlalchemy" in sys.modules
    print(json.dumps({**frames[0], "later": later}))

asyncio.run(main())
"""


async def test_the_first_frame_has_the_three_panes_and_waits_for_no_orm(
    database_path: Path,
) -> None:
    async with open_desk(database_path) as desk:
        await make_campaign(desk, Behavior.TYPE_1)
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FIRST_FRAME, str(database_path), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await program.communicate()
    assert program.returncode == 0
    seen = json.loads(out)
    modules = set(seen["modules"])
    assert not modules & {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "phonenumbers"}
    assert seen["later"], "the ORM is never imported, so the test shows nothing"
    frame = "\n".join(seen["lines"])
    assert "textbank" in seen["lines"][0]
    assert "Hide" in frame
    assert "Opt Out" in frame
    assert seen["panes"] == {"#list-pane": 34, "#centre": 56, "#side": 30}


async def test_without_an_assignment_it_says_how_to_get_one(database_path: Path) -> None:
    async with open_desk(database_path) as desk:
        await make_campaign(desk, Behavior.TYPE_1)
    async with messenger(database_path, texter=Texter("kim"), size=(80, 24)) as driven:
        await driven.shows("No conversations are assigned", driven.list_text)
        await driven.shows("Ask whoever runs your campaign", driven.list_text)
        await driven.shows("textbank import contacts.csv", driven.list_text)
        await driven.shows("textbank demo", driven.list_text)
        await driven.press("a")
        await driven.shows("No assignment is yours", driven.notice_text)
        await driven.press("o", "r", "h", "w", "f", "z", "enter", "down")
        await driven.shows("There is no opt-out of yours", driven.notice_text)
        assert not driven.toasts


async def test_one_assignment_is_opened_without_asking(database_path: Path) -> None:
    async with open_desk(database_path) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1)
    async with messenger(database_path) as driven:
        await driven.opened(world.conversations[0])
        assert driven.app.screen is driven.screen
        assert driven.list.has_focus
