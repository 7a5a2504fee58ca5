"""Pictures of the training screen: the trainers' sizes, each was looked at.

A small terminal shows one pane at a time.
"""

from __future__ import annotations

import re

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from tests.tui.driving import until
from tests.tui.training_room import Room, lesson
from tui.themes import THEMES
from tui.widgets.list_status import ListStatus

ID = re.compile(r"terminal-\d+")
USUAL, SMALL = (100, 30), (80, 24)
SIZES = {(160, 45): "160x45", USUAL: "100x30", SMALL: "80x24"}


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No color is asked for by the surroundings; a stage has a clock and a zone of its own."""
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


async def picture(room: Room) -> str:
    """The screen at rest: once more at rest, it is the same."""
    seen = ""
    while True:
        await room.rest()
        await room.pilot.pause(0.05)
        now = ID.sub("terminal", room.app.export_screenshot())
        if now == seen:
            return now
        seen = now


@pytest.mark.parametrize("size", SIZES, ids=SIZES.values())
async def test_the_training_screen_looks_as_it_was_kept(
    size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """After the provider answered STOP under Type 2: it has told her, and blocked the line."""
    pictures: dict[str, str] = {}
    async with lesson("stop-type-2", size) as room:
        await room.press("space", "space")
        status = room.screen.query_one(ListStatus)
        await until(lambda: "[All" in str(status.content), "the list is counted")
        for theme in THEMES if size == USUAL else THEMES[:1]:
            room.app.theme = theme.name
            pictures[theme.name.removeprefix("textbank-")] = await picture(room)
        if size == SMALL:
            await room.press("v")
            pictures["light-phone"] = await picture(room)
    kept = snapshot.use_extension(SVGImageExtension)
    different = [name for name, taken in pictures.items() if taken != kept(name=name)]
    assert different == []
