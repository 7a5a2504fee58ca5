"""What fails while texts are on their way: nothing that is known of one is forgotten."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from core import sqlite_file, worker
from core.domain import TextState
from core.errors import DatabaseBusy
from core.gateways import Gateways
from core.outbox import Claim, Claims
from core.providers.base import OutboundText, SendResult
from core.settling import Answer
from core.worker import Worker
from tests.core import test_pausing
from tests.core.test_pausing import (
    LINE_DENIED,
    OTHER_LINE,
    TAKEN,
    Scene,
    known_to_be_well,
    queued,
    queued_elsewhere,
)
from tests.core.world import LINE

scene = test_pausing.scene


@pytest.fixture
def other_program(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sqlite3.Connection]:
    """Another program on the same database, which is not waited for long."""
    monkeypatch.setattr(sqlite_file, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(worker, "BUSY_PAUSE", 0.02)
    with closing(sqlite3.connect(database_path, isolation_level=None)) as connection:
        yield connection


# Who waits for the first text


async def test_nothing_is_claimed_beside_the_one_text_that_is_tried(scene: Scene) -> None:
    await queued(scene, 60)
    # Nobody knows how the account is.
    claims = await scene.worker.claim(80, False)
    assert len(claims) == 1
    # What is not claimed is not lost with this program.
    assert await scene.states() == {"sending": 1, "queued": 59}
    assert await scene.worker.claim(80, False, claims) == []

    answer = await scene.worker.carry(claims[0])
    assert isinstance(answer, Answer)
    await scene.worker.settle([answer])

    assert len(await scene.worker.claim(80, False)) == 59


async def test_a_line_that_is_tried_again_holds_up_no_other(scene: Scene) -> None:
    await queued(scene, 10)
    await known_to_be_well(scene)
    scene.account.rule = lambda text: LINE_DENIED
    await scene.send()
    await queued_elsewhere(scene, 10)
    scene.account.rule = lambda text: TAKEN
    scene.clock.now += timedelta(seconds=6)

    claims = await scene.worker.claim(80, False)
    assert Counter(one.text.line for one in claims) == {LINE: 1, OTHER_LINE: 10}
    assert await scene.worker.claim(80, False, claims) == []


# A database that another program holds


async def test_what_was_not_sent_is_given_back_when_the_database_is_free(
    scene: Scene, other_program: sqlite3.Connection
) -> None:
    await queued(scene, 5)
    await known_to_be_well(scene)
    claims = await scene.worker.claim(80, False)
    other_program.execute("BEGIN IMMEDIATE")
    giving_back = asyncio.create_task(scene.worker.release(claims))

    # By now it was told several times that the database is locked.
    _, waits = await asyncio.wait([giving_back], timeout=0.4)
    assert waits
    other_program.execute("ROLLBACK")
    await giving_back

    assert await scene.states() == {"sent": 1, "queued": 4}
    assert await scene.send() == {TextState.SENT: 4}


async def test_what_was_answered_is_written_down_though_no_more_can_be_claimed(
    scene: Scene, other_program: sqlite3.Connection
) -> None:
    class Crowded(Worker):
        """Whose database is held by another program while it looks for more."""

        async def claim(
            self, limit: int, ignore_hold: bool, on_the_wire: Iterable[Claim] = ()
        ) -> Claims:
            if not on_the_wire:
                return await super().claim(limit, ignore_hold, on_the_wire)
            other_program.execute("BEGIN IMMEDIATE")
            try:
                return await super().claim(limit, ignore_hold, on_the_wire)
            finally:
                other_program.execute("ROLLBACK")

    await queued(scene, 30)
    scene.worker = Crowded(
        await scene.desk.database(),
        Gateways([scene.account], seconds=lambda: scene.clock.now.timestamp()),
        scene.clock,
    )
    await known_to_be_well(scene)

    with pytest.raises(DatabaseBusy):
        await scene.send()

    assert len(scene.account.sent) == 30
    assert await scene.states() == {"sent": 30}


# A gateway that fails


async def test_a_gateway_that_fails_at_one_text_costs_no_other_its_answer(
    scene: Scene,
) -> None:
    class Beside(Worker):
        """Which writes down some answers while the others come."""

        async def settle(self, answers: Sequence[Answer]) -> list[TextState]:
            states = await super().settle(answers)
            scene.account.answers.set()
            for _ in range(50):
                await asyncio.sleep(0)
            return states

    numbers = await queued(scene, 20)
    await known_to_be_well(scene)
    scene.worker = Beside(await scene.desk.database(), scene.worker._gateways, scene.clock)
    real = scene.account.send

    async def send(text: OutboundText) -> SendResult:
        if text.number == numbers[-1]:
            raise RuntimeError
        if text.number in numbers[:5]:
            return SendResult(TAKEN.outcome, f"SM-{text.reference}")
        return await real(text)

    scene.account.answers.clear()
    scene.account.send = send
    with pytest.raises(RuntimeError):
        await scene.send()

    assert await scene.states() == {"sent": 19, "sending": 1}
