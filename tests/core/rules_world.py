"""A scene for the rules of opting out: one campaign, its phones, and a clock of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import RowMapping, Table, select

from core.campaigns import change_organization
from core.database import Database
from core.desk import Desk
from core.domain import Behavior, Texter, TextKind, TextState
from core.models import audit_entries, conversations, opt_outs, presses, texts
from core.outbox import Claim
from core.providers.simulator import PhoneKind, Said, Simulator
from core.settling import Answer
from core.undo import opt_in
from core.worker import Worker
from tests.core.world import ADMINISTRATOR, JO, MARIA, World, make_campaign

AMY = Texter("amy")
MESSAGE = "You are now opted-out and will receive no further messages."
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)

CONTACT = "contact"
ORGANIZATION = "organization"
PROVIDER = "provider"


class OwnClock:
    """Time that passes when a test says so."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **duration: float) -> None:
        """Let that much time go by."""
        self.now += timedelta(**duration)


@dataclass
class Scene:
    """A campaign of either type with Maria, Sam and Dana, texted by jo."""

    desk: Desk
    world: World
    clock: OwnClock
    database: Database
    worker: Worker
    maria: int
    """The id of Maria's conversation."""

    @property
    def behavior(self) -> Behavior:
        return self.world.behavior

    @property
    def blocks(self) -> bool:
        """Whether the provider acts on a keyword by itself."""
        return self.behavior is Behavior.TYPE_2

    @property
    def simulator(self) -> Simulator:
        return self.world.simulator

    def desk_of(self, texter: Texter) -> Desk:
        """Another texter at the same database, for writing only."""
        desk = Desk(self.desk.path, texter, self.clock)
        desk._opening = self.desk._opening
        return desk

    async def deliver(self, claimed: Claim) -> TextState:
        """Carry one claimed text to its end, as the worker does with many."""
        answer = await self.worker.carry(claimed)
        if answer is None:
            await self.worker.release([claimed])
            return TextState.QUEUED
        return (await self.worker.settle([answer]))[0] if isinstance(answer, Answer) else answer

    async def says(
        self,
        body: str,
        number: str = MARIA,
        line: str | None = None,
        at: datetime | None = None,
    ) -> Said:
        """A contact texts the campaign's line, and the text is handed over."""
        said = await self.simulator.say(line or self.world.line, number, body, at)
        await self.worker.receive_due()
        return said

    async def texted(self, conversation_id: int | None = None, body: str = "Will you vote?") -> int:
        """A text to the contact that has arrived and is reported as delivered."""
        text_id = await self.desk.reply(conversation_id or self.maria, body)
        await self.worker.send_due()
        await self.worker.receive_due()
        return text_id

    async def pass_undo_window(self) -> None:
        """Let the undo window go by, and carry what is due then."""
        self.clock.pass_time(seconds=6)
        await self.worker.send_due()
        await self.worker.receive_due()

    async def phone(self, number: str = MARIA, line: str | None = None) -> list[tuple[str, str]]:
        """Who says what on a phone, oldest first."""
        return [
            (
                CONTACT
                if text.from_contact
                else PROVIDER
                if text.kind is PhoneKind.NOTICE
                else ORGANIZATION,
                text.body,
            )
            for text in await self.simulator.phone(number, line)
        ]

    async def messages(self, number: str = MARIA, line: str | None = None) -> int:
        """How often the organization's opt-out message is on a phone."""
        return (await self.phone(number, line)).count((ORGANIZATION, MESSAGE))

    async def rows(self, table: Table, *where: Any) -> list[RowMapping]:
        """The rows of a table, oldest first."""
        return await self.database.write(
            lambda connection: list(
                connection.execute(select(table).where(*where).order_by(table.c.id)).mappings()
            )
        )

    async def text(self, text_id: int) -> RowMapping:
        [row] = await self.rows(texts, texts.c.id == text_id)
        return row

    async def opt_out_of(self, number: str = MARIA) -> RowMapping:
        """The latest opt-out of a number."""
        return (await self.rows(opt_outs, opt_outs.c.number == number))[-1]

    async def confirmations(self) -> list[RowMapping]:
        return await self.rows(texts, texts.c.kind == TextKind.CONFIRMATION)

    async def presses(self) -> list[RowMapping]:
        return await self.rows(presses)

    async def trail(self) -> list[tuple[str, str]]:
        """What the audit trail says was done, and by whom."""
        return [(row["action"], row["author"]) for row in await self.rows(audit_entries)]

    async def conversation_row(self, conversation_id: int | None = None) -> RowMapping:
        [row] = await self.rows(
            conversations, conversations.c.id == (conversation_id or self.maria)
        )
        return row

    async def listed(self, assignment_id: int | None = None) -> set[int]:
        """The conversations on an assignment list."""
        ids, _ = await self.desk.first_page(assignment_id or self.world.assignment_id)
        return set(ids)

    async def set_undo_seconds(self, seconds: int) -> None:
        await self.change(undo_seconds=seconds)

    async def change(self, **settings: Any) -> None:
        """Change settings of the organization, as an administrator."""
        await self.database.write(
            change_organization,
            self.world.organization_id,
            ADMINISTRATOR,
            self.clock(),
            **settings,
        )

    async def opt_in(
        self, number: str = MARIA, reason: str = "asked at the door", texter: Texter = ADMINISTRATOR
    ) -> int:
        return await self.database.write(
            opt_in, self.world.organization_id, number, reason, texter, self.clock()
        )


async def set_scene(path: Path, behavior: Behavior) -> AsyncIterator[Scene]:
    clock = OwnClock()
    async with Desk(path, JO, clock) as desk:
        world = await make_campaign(desk, behavior, now=clock())
        yield Scene(
            desk=desk,
            world=world,
            clock=clock,
            database=await desk.database(),
            worker=await desk.worker(),
            maria=world.conversation_with(MARIA),
        )


@pytest.fixture(name="scene", params=list(Behavior), ids=["type1", "type2"])
async def either_type(database_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    """A scene of each type in turn."""
    async for scene in set_scene(database_path, request.param):
        yield scene


@pytest.fixture
async def type1(database_path: Path) -> AsyncIterator[Scene]:
    """A scene where nothing is blocked until Opt Out is pressed."""
    async for scene in set_scene(database_path, Behavior.TYPE_1):
        yield scene


@pytest.fixture
async def type2(database_path: Path) -> AsyncIterator[Scene]:
    """A scene where the provider acts on keywords by itself."""
    async for scene in set_scene(database_path, Behavior.TYPE_2):
        yield scene
