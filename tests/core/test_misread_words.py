"""An account that turns out to act on no word: what we read as its blocks is lifted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core import inbox
from core.accounts import AccountChange, AccountDraft, add_account, change_account, remove_account
from core.blocks import MISREAD
from core.desk import Desk
from core.domain import Behavior, Verdict
from core.models import lines
from core.providers.base import InboundMessage
from tests.core.gateway_world import ACCOUNT, SID, Clock, Wire, on_account, worker_of
from tests.core.world import ADMINISTRATOR, LINE, MARIA, SAM, World, make_campaign, open_desk

TOLL_FREE = "+18335550111"


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


async def all_have_texted_stop(desk: Desk, wire: Wire) -> tuple[World, World]:
    """Campaigns on an ordinary and a toll-free line; only Sam's STOP came with a verdict."""
    spring = await on_account(desk, Behavior.TYPE_2, (MARIA, SAM))
    fall = await make_campaign(desk, Behavior.TYPE_2, (MARIA,), campaign="Fall", line=TOLL_FREE)
    database = await desk.database()
    theirs = lines.update().values(provider=ACCOUNT)
    await database.write(lambda connection: connection.execute(theirs))
    for count, (line, number, verdict) in enumerate(
        (
            (LINE, MARIA, Verdict.SILENT),
            (LINE, SAM, Verdict.STOP),
            (TOLL_FREE, MARIA, Verdict.SILENT),
        )
    ):
        now = desk.now()
        message = InboundMessage(f"IN{count}", line, number, "STOP", now, verdict)
        await database.write(inbox.receive, wire, message, now)
    return spring, fall


@pytest.mark.parametrize("how", ["changed", "added again"])
async def test_an_account_without_words_has_told_and_blocked_nobody(desk: Desk, how: str) -> None:
    wire, clock = Wire(), Clock()
    spring, fall = await all_have_texted_stop(desk, wire)

    if how == "changed":
        changes = [
            await change_account(desk, ACCOUNT, AccountChange(behavior=behavior))
            for behavior in (Behavior.TYPE_2, Behavior.TYPE_1, Behavior.TYPE_1)
        ]
        assert [change.lifted for change in changes] == [0, 1, 0]
    else:
        await remove_account(desk, ACCOUNT, in_use=True)
        draft = AccountDraft(ACCOUNT, "twilio", {"account_sid": SID}, Behavior.TYPE_1)
        await add_account(desk, draft, "Open Roads")

    maria = await desk.conversation(spring.conversation_with(MARIA))
    assert (maria.block, maria.texts[-1].body) == (None, MISREAD)
    # They still ask to opt out, and now they are told.
    asks = f"SELECT wants_out FROM conversation WHERE id = {maria.id}"
    assert [tuple(row) for row in await desk.reader.rows(asks)] == [(1,)]
    await desk.opt_out(maria.id)
    await (await worker_of(desk, wire, clock)).send_due(ignore_hold=True)
    assert [(text.line, text.number) for text in wire.sent] == [(LINE, MARIA)]
    # What the gateway itself said stands, and what the network does for a toll-free number.
    for asked in (spring.conversation_with(SAM), fall.conversation_with(MARIA)):
        assert (await desk.conversation(asked)).block is not None
