"""“Opted out” is the opt-out record; what lists need follows from it, and can be rebuilt."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from core.desk import Desk
from core.domain import Behavior
from core.integrity import check, rebuild
from tests.core.world import make_campaign

SPOILED = {
    "UPDATE contact SET number = '+12025550199' WHERE id = 2": False,
    "UPDATE conversation SET opt_out_id = NULL WHERE id = 1": True,
    "UPDATE conversation SET listed = 1 WHERE id = 1": True,
    "UPDATE conversation SET listed = 0 WHERE id = 2": True,
    "UPDATE conversation SET wants_out = 1 WHERE id = 2": True,
    "UPDATE conversation SET request = 'request' WHERE id = 3": True,
    "UPDATE conversation SET triage_rank = 7 WHERE id = 3": True,
    "UPDATE text SET state = 'queued' WHERE kind = 'initial' AND conversation_id = 1": False,
    "UPDATE text SET state = 'sent' WHERE kind = 'confirmation'": False,
}
"""Ways in which two truths can differ, and whether the lists alone were wrong."""


def spoil(connection: Connection, sql: str) -> None:
    assert connection.execute(text(sql)).rowcount > 0


@pytest.fixture
async def opted_out(desk: Desk) -> Desk:
    await make_campaign(desk, Behavior.TYPE_1)
    await desk.reply(1, "Hi!")
    await desk.opt_out(1)
    return desk


async def test_what_opting_out_writes_agrees_with_itself(opted_out: Desk) -> None:
    assert await (await opted_out.database()).write(check) == []


@pytest.mark.parametrize(("sql", "lists_alone"), SPOILED.items())
async def test_each_contradiction_is_found_and_lists_are_rebuilt_from_the_record(
    opted_out: Desk, sql: str, lists_alone: bool
) -> None:
    database = await opted_out.database()
    await database.write(spoil, sql)

    assert await database.write(check) != []

    await database.write(rebuild)

    assert (await database.write(check) == []) is lists_alone
