"""A request begins with the first text that asks and is not settled, for delays and for waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.blocks import record_block
from core.domain import Evidence
from core.statistics import Asked, statistics
from core.statistics_periods import Zone
from core.statistics_views import Statistics
from core.triage import TriageSession, open_triage
from core.undo import opt_in
from tests.core.rules_world import NOON
from tests.core.triage_world import LEO, MARIA, SAM, TriageScene, only, session_of, triage_scene
from tests.core.world import ADMINISTRATOR

ASKS = "please stop texting me"
AGAIN = "I said stop texting me"
DAYS = 86_400.0


@pytest.fixture(name="scene")
async def triage(database_path: Path) -> AsyncIterator[TriageScene]:
    async with triage_scene(database_path) as scene:
        yield scene


@pytest.fixture
async def session(scene: TriageScene) -> AsyncIterator[TriageSession]:
    async with open_triage(scene.desk) as session:
        yield session


async def _count(scene: TriageScene) -> Statistics:
    return await statistics(scene.desk.reader, Asked(Zone(UTC, "UTC")), scene.clock())


async def _median(scene: TriageScene) -> float | None:
    delays = (await _count(scene)).by_people
    assert delays.count <= 1
    return delays.median


def _since_noon(moment: datetime | None) -> float:
    assert moment is not None
    return (moment - NOON) / timedelta(seconds=1)


async def test_who_asks_again_waits_since_the_first_time(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await scene.asks(SAM, ASKS, DAYS)
    await scene.asks(MARIA, AGAIN, 2 * DAYS)

    found = await _count(scene)
    item = await only(session)
    assert (found.waiting.requests, found.waiting.conversation_id) == (2, scene.maria)
    assert found.waiting.oldest == item.asked_at == NOON + timedelta(seconds=1)
    assert found.oldest_waits() == 3 * DAYS

    await session.opt_out(item)
    # What comes after the opt-out is of no account, and in the messenger it is the same.
    scene.clock.pass_time(seconds=60)
    await scene.asks(MARIA, AGAIN)
    found = await _count(scene)
    assert (found.by_people.count, found.by_people.longest) == (1, 3 * DAYS)
    assert (found.waiting.requests, found.waiting.conversation_id) == (1, scene.talk(SAM))
    await scene.desk.opt_out(scene.talk(SAM))
    assert (await _count(scene)).by_people.longest == 3 * DAYS
    assert (await _count(scene)).waiting.oldest is None


async def test_a_text_that_was_kept_begins_nothing(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.not_an_opt_out(await only(session))
    await scene.asks(MARIA, AGAIN, DAYS)
    assert _since_noon((await _count(scene)).waiting.oldest) == 1 + DAYS
    scene.clock.pass_time(seconds=30)
    await session.opt_out(await only(session))

    assert await _median(scene) == 30


async def test_a_text_that_was_kept_and_is_not_any_more_begins_it(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.not_an_opt_out(await only(session))
    scene.clock.pass_time(seconds=2)
    await session.undo()
    await scene.asks(MARIA, AGAIN, DAYS)
    await session.opt_out(await only(session))

    assert await _median(scene) == 2 + DAYS


async def test_start_and_being_let_back_in_settle_what_was_asked_before(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await scene.asks(MARIA, "START", 10)
    await scene.asks(MARIA, AGAIN, 10)
    scene.clock.pass_time(seconds=30)
    await session.opt_out(await only(session))
    assert await _median(scene) == 30

    await scene.pass_undo_window()
    organization = scene.world.organization_id
    await scene.database.write(
        opt_in, organization, MARIA, "asked at the door", ADMINISTRATOR, scene.clock()
    )
    # The first opt-out is as it was: what ended it came later.
    assert await _median(scene) == 30
    await scene.asks(MARIA, ASKS, DAYS)
    scene.clock.pass_time(seconds=50)
    await scene.desk.opt_out(scene.maria)
    assert (await _count(scene)).by_people.longest == 50


async def test_a_block_without_a_text_waits_and_a_wrong_number_asks_nothing(
    scene: TriageScene,
) -> None:
    await scene.asks(LEO, "thanks, see you there")
    line = scene.other.line_id
    await scene.database.write(record_block, line, LEO, Evidence.REFUSAL, scene.clock())
    await scene.asks(MARIA, ASKS, DAYS)
    await scene.asks(SAM, "you have the wrong number")

    found = await _count(scene)
    assert (found.waiting.requests, found.waiting.conversation_id) == (2, scene.talk(LEO))
    assert _since_noon(found.waiting.oldest) == 1

    async with session_of(scene, ADMINISTRATOR) as admins:
        assert await scene.waiting(admins) == [scene.talk(LEO), scene.maria]

    await scene.desk.opt_out(scene.talk(SAM))
    await scene.desk.opt_out(scene.talk(LEO))
    found = await _count(scene)
    assert (found.total.opt_outs, found.by_people.count) == (2, 0)
    assert (found.waiting.requests, found.waiting.conversation_id) == (1, scene.maria)
