"""A scene for triage: campaigns of both types in one database, two texters, and their phones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.desk import Desk
from core.domain import Behavior, Texter
from core.integrity import check, rebuild
from core.models import conversations
from core.triage import TriageSession, open_triage
from core.views_triage import TriageItem
from tests.core.rules_world import AMY, OwnClock, Scene
from tests.core.world import DANA, JO, MARIA, SAM, World, make_campaign

OTHER_LINE = "+12025550111"
LEO = "+14155550104"
INA = "+14155550105"
KAI = "+14155550106"


@dataclass
class TriageScene(Scene):
    """Maria, Sam and Dana on a Type 1 line, Leo, Ina and Kai on one of Type 2; all texted by jo."""

    other: World

    async def waiting(self, session: TriageSession) -> list[int]:
        """The ids of the queue, in order."""
        return [one async for ids, _ in session.order() for one in ids]

    async def asks(self, number: str, body: str = "STOP", seconds: float = 1) -> None:
        """A contact asks, on the line they are texted on, a little later than the one before."""
        self.clock.pass_time(seconds=seconds)
        line = self.world.line if number in self.world.numbers else OTHER_LINE
        await self.says(body, number, line)

    def talk(self, number: str) -> int:
        """The conversation with a number."""
        world = self.world if number in self.world.numbers else self.other
        return world.conversation_with(number)

    async def confirmed(self, number: str) -> int:
        """How often our message is on a phone, on any line."""
        return sum([await self.messages(number, line) for line in (self.world.line, OTHER_LINE)])


@asynccontextmanager
async def triage_scene(
    path: Path, behaviors: Sequence[Behavior] = (Behavior.TYPE_1, Behavior.TYPE_2)
) -> AsyncIterator[TriageScene]:
    """The scene, at a fresh database."""
    clock = OwnClock()
    async with Desk(path, JO, clock) as desk:
        world = await make_campaign(desk, behaviors[0], now=clock())
        other = await make_campaign(
            desk,
            behaviors[1],
            (LEO, INA, KAI),
            campaign="Fall",
            line=OTHER_LINE,
            names=(("Leo", "Abt"), ("Ina", "Roth"), ("Kai", "Vu")),
            now=clock(),
        )
        yield TriageScene(
            desk=desk,
            world=world,
            clock=clock,
            database=await desk.database(),
            worker=await desk.worker(),
            maria=world.conversation_with(MARIA),
            other=other,
        )


@pytest.fixture(name="scene")
async def both_types(database_path: Path) -> AsyncIterator[TriageScene]:
    """The scene, for a test of its own."""
    async with triage_scene(database_path) as scene:
        yield scene


@pytest.fixture(name="session")
async def of_jo(scene: TriageScene) -> AsyncIterator[TriageSession]:
    """A session of triage at the desk of the scene."""
    async with open_triage(scene.desk) as session:
        yield session


@asynccontextmanager
async def session_of(scene: TriageScene, texter: Texter = JO) -> AsyncIterator[TriageSession]:
    """Another desk of a texter at the same file, and a session of triage there."""
    async with Desk(scene.desk.path, texter, scene.clock) as desk, open_triage(desk) as session:
        yield session


async def consistent(scene: TriageScene) -> None:
    """Nothing that the lists need differs from the records, now or after a rebuild."""
    assert await scene.database.write(check) == []
    before = [tuple(row.values()) for row in await scene.rows(conversations)]
    await scene.database.write(rebuild)
    assert [tuple(row.values()) for row in await scene.rows(conversations)] == before


async def only(session: TriageSession) -> TriageItem:
    """The next, which there must be."""
    [item] = await session.next()
    return item


__all__ = [
    "AMY",
    "DANA",
    "INA",
    "KAI",
    "LEO",
    "MARIA",
    "OTHER_LINE",
    "SAM",
    "TriageScene",
    "both_types",
    "consistent",
    "of_jo",
    "only",
    "session_of",
    "triage_scene",
]
