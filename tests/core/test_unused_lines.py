"""Rule 10 where no campaign uses the number: a keyword to it opts out all the same.

A request in other words opts nobody out by itself: it is kept, and shown to whoever looks.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core import inbox
from core.campaigns import change_organization
from core.checkup_database import look_at_requests
from core.desk import Desk
from core.domain import Behavior, Verdict
from core.inbox import Intake
from core.providers.base import InboundMessage
from core.unmatched_requests import unmatched_requests
from tests.core.gateway_world import Clock, Wire, on_account
from tests.core.test_webhook_serving import TOKEN, call, receiver, text_of
from tests.core.world import ADMINISTRATOR, MARIA, SAM, World, open_desk

UNUSED = "+12025550199"
TOLL_FREE = "+18335550111"
STRANGER = "+14155550188"


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


@pytest.fixture(params=(Behavior.TYPE_1, Behavior.TYPE_2))
async def world(desk: Desk, request: pytest.FixtureRequest) -> World:
    return await on_account(desk, request.param, (MARIA, SAM))


async def hand_over(
    desk: Desk, wire: Wire, body: str, number: str, sid: str, line: str = UNUSED
) -> Intake:
    clock = Clock()
    message = InboundMessage(sid, line, number, body, clock(), Verdict.SILENT)
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


async def test_a_request_in_words_is_kept_and_shown(desk: Desk, world: World) -> None:
    wire = Wire()
    asks, mine = "please stop texting me", "lose my digits"
    await (await desk.database()).write(
        change_organization, world.organization_id, ADMINISTRATOR, desk.now(), request_words=mine
    )
    for number, body, sid in ((MARIA, asks, "SM1"), (MARIA, asks, "SM1"), (STRANGER, mine, "SM2")):
        await hand_over(desk, wire, body, number, sid)

    maria = world.conversation_with(MARIA)
    assert [
        (one.number, one.line, one.message, one.conversation)
        for one in await unmatched_requests(desk.reader)
    ] == [(MARIA, UNUSED, asks, maria), (STRANGER, UNUSED, mine, None)]
    assert await unmatched_requests(desk.reader, "Clear Water") == []
    [finding] = [one async for one in look_at_requests(desk.reader)]
    assert finding.words.endswith("belong to no conversation: 2.")
    # Nobody is opted out by them, nothing is blocked, and nobody is texted.
    for table in ("opt_out", "block"):
        assert await all_of(desk, f"SELECT count(*) FROM {table}") == [(0,)]
    assert wire.sent == []

    # Who is opted out, or asks to be texted again, is not waited for any more.
    await desk.opt_out(maria)
    assert [one.number for one in await unmatched_requests(desk.reader)] == [STRANGER]
    await hand_over(desk, wire, "START", STRANGER, "SM3")
    assert await unmatched_requests(desk.reader) == []
    assert [one async for one in look_at_requests(desk.reader)] == []


async def test_other_texts_to_it_belong_to_nobody(desk: Desk, world: World) -> None:
    before = await all_of(desk, "SELECT count(*) FROM line")
    for body in ("hello", "START", "yes"):
        assert await hand_over(desk, Wire(), body, MARIA, f"SM-{body}") is Intake.UNKNOWN_LINE

    assert await all_of(desk, "SELECT count(*) FROM line") == before
    assert await all_of(desk, "SELECT id FROM opt_out") == []


async def test_its_line_is_as_a_campaign_would_make_it(desk: Desk, world: World) -> None:
    for line, sid in ((UNUSED, "SM1"), (TOLL_FREE, "SM2")):
        await hand_over(desk, Wire(), "STOP", STRANGER, sid, line)
    made = await all_of(
        desk,
        "SELECT number, provider, behavior, texts_per_second FROM line "
        f"WHERE number IN ('{UNUSED}', '{TOLL_FREE}') ORDER BY id",
    )

    # What was arranged with the provider holds for all but toll-free numbers.
    assert made == [
        (UNUSED, "twilio", world.behavior.value, 1),
        (TOLL_FREE, "twilio", "type2", 1),
    ]


async def test_it_is_stored_before_the_webhook_is_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", TOKEN)
    await on_account(desk, Behavior.TYPE_2, (MARIA,))
    async with receiver(desk) as (client, _):
        answered = await call(client, text_of(STRANGER, "STOP", "SM1") | {"To": UNUSED})

        assert answered.status_code == 200
        assert await all_of(desk, "SELECT number FROM opt_out") == [(STRANGER,)]
