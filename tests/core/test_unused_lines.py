"""Rule 10 where no campaign uses the number: a keyword to it opts out all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core import inbox
from core.desk import Desk
from core.domain import Behavior, Verdict
from core.inbox import Intake
from core.providers.base import InboundMessage
from tests.core.gateway_world import Clock, Wire, on_account
from tests.core.test_webhook_serving import TOKEN, call, receiver, text_of
from tests.core.world import ADMINISTRATOR, MARIA, SAM, World, open_desk

UNUSED = "+12025550199"
STRANGER = "+14155550188"


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


@pytest.fixture(params=(Behavior.TYPE_1, Behavior.TYPE_2))
async def world(desk: Desk, request: pytest.FixtureRequest) -> World:
    return await on_account(desk, request.param, (MARIA, SAM))


async def hand_over(desk: Desk, wire: Wire, body: str, number: str, sid: str) -> Intake:
    clock = Clock()
    message = InboundMessage(sid, UNUSED, number, body, clock(), Verdict.SILENT)
    return (await (await desk.database()).write(inbox.receive, wire, message, clock())).intake


async def all_of(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await desk.reader.rows(sql)]


async def test_a_stop_opts_out_of_the_accounts_organization(desk: Desk, world: World) -> None:
    wire = Wire()

    assert await hand_over(desk, wire, "Stop", MARIA, "SM1") is Intake.STORED
    assert await hand_over(desk, wire, "Stop", MARIA, "SM1") is Intake.REPEATED
    assert await hand_over(desk, wire, "STOP", STRANGER, "SM2") is Intake.STORED

    assert await all_of(
        desk, "SELECT number, organization_id, source, confirmation FROM opt_out ORDER BY id"
    ) == [
        (number, world.organization_id, "system", "no_conversation") for number in (MARIA, STRANGER)
    ]
    assert await all_of(desk, "SELECT body FROM text WHERE kind = 'inbound' ORDER BY id") == [
        ("Stop",),
        ("STOP",),
    ]
    # It leaves every list of the organization, and nobody is texted.
    assert (await desk.conversation(world.conversation_with(MARIA))).opted_out is not None
    assert wire.sent == []
    # Only where the provider acts on the word has it blocked the line.
    blocked = await all_of(desk, "SELECT number FROM block ORDER BY id")
    assert blocked == ([(MARIA,), (STRANGER,)] if world.behavior is Behavior.TYPE_2 else [])


async def test_other_texts_to_it_belong_to_nobody(desk: Desk, world: World) -> None:
    before = await all_of(desk, "SELECT count(*) FROM line")
    for body in ("hello", "please stop texting me", "START", "yes"):
        assert await hand_over(desk, Wire(), body, MARIA, f"SM-{body}") is Intake.UNKNOWN_LINE

    assert await all_of(desk, "SELECT count(*) FROM line") == before
    assert await all_of(desk, "SELECT id FROM opt_out") == []


async def test_its_line_is_as_a_campaign_would_make_it(desk: Desk, world: World) -> None:
    await hand_over(desk, Wire(), "STOP", STRANGER, "SM1")
    [line] = await all_of(
        desk, f"SELECT provider, behavior, texts_per_second FROM line WHERE number = '{UNUSED}'"
    )

    assert line == ("twilio", world.behavior.value, 1)


async def test_it_is_stored_before_the_webhook_is_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", TOKEN)
    await on_account(desk, Behavior.TYPE_2, (MARIA,))
    async with receiver(desk) as (client, _):
        answered = await call(client, text_of(STRANGER, "STOP", "SM1") | {"To": UNUSED})

        assert answered.status_code == 200
        assert await all_of(desk, "SELECT number FROM opt_out") == [(STRANGER,)]
