"""Pictures of both types side by side: three looks, three sizes; each was looked at."""

from __future__ import annotations

import re

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from tests.tui.test_side_by_side import side_by_side
from tui.themes import THEMES

ID = re.compile(r"terminal-\d+")
SIZES = {
    "160x45": ((160, 45), ()),
    "100x30": ((100, 30), ()),
    "80x24-messenger": ((80, 24), ("t",)),
    "80x24-phone": ((80, 24), ("t", "v")),
}


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No color is asked for by the surroundings; a stage has a clock and a zone of its own."""
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("name", SIZES)
async def test_both_types_look_as_they_were_kept(name: str, snapshot: SnapshotAssertion) -> None:
    size, keys = SIZES[name]
    pictures: dict[str, str] = {}
    async with side_by_side("stop-type-1", size) as both:
        app = both.room.app
        await both.press("space", "space", "space", *keys)
        both.screen.query_one(Input).cursor_blink = False
        for theme in THEMES:
            app.theme = theme.name
            await both.rest()
            await both.room.pilot.pause(0.05)
            look = theme.name.removeprefix("textbank-")
            pictures[look] = ID.sub("terminal", app.export_screenshot())
    kept = snapshot.use_extension(SVGImageExtension)
    different = [look for look, picture in pictures.items() if picture != kept(name=look)]
    assert different == []
