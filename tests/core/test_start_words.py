"""Words that lift a provider's block, where they are everyday words as well: Twilio's "yes"."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from core import inbox
from core.desk import Desk
from core.domain import Behavior, RequestKind
from core.providers.base import InboundMessage
from core.providers.twilio import TwilioGateway, TwilioSettings
from core.providers.webhook import WebhookRequest
from tests.core.gateway_world import Clock, on_account
from tests.core.world import ADMINISTRATOR, LINE, MARIA, SAM, World, open_desk

REQUEST = "please stop texting me"


class Twilio:
    """Maria's and Sam's texts, as Twilio's webhooks carry them."""

    def __init__(self, desk: Desk, world: World, clock: Clock) -> None:
        self.desk, self.world, self.clock = desk, world, clock
        self.gateway = TwilioGateway(TwilioSettings("AC1", "t0ken"), clock=clock)

    async def says(
        self, body: str, seconds: float, opt_out_type: str = "", number: str = MARIA
    ) -> None:
        at = self.clock.now + timedelta(seconds=seconds)
        fields = {"From": number, "To": LINE, "Body": body, "MessageSid": f"SM{seconds}"}
        if opt_out_type:
            fields["OptOutType"] = opt_out_type
        headers = {"content-type": "application/x-www-form-urlencoded"}
        call = WebhookRequest("POST", "https://a.example", headers, urlencode(fields).encode(), at)
        [event] = self.gateway.read(call)
        assert isinstance(event, InboundMessage)
        database = await self.desk.database()
        await database.write(inbox.receive, self.gateway, event, self.clock())

    async def asks(self) -> RequestKind:
        """What Maria's conversation asks for."""
        [row] = await self.desk.reader.rows(
            "SELECT request FROM conversation WHERE id = ?",
            (self.world.conversation_with(MARIA),),
        )
        return RequestKind(row[0])

    async def is_blocked(self) -> bool:
        view = await self.desk.conversation(self.world.conversation_with(MARIA))
        return view.block is not None

    async def verdict_on(self, body: str) -> str:
        [row] = await self.desk.reader.rows("SELECT verdict FROM text WHERE body = ?", (body,))
        return str(row[0])


@pytest.fixture(params=(Behavior.TYPE_1, Behavior.TYPE_2))
async def twilio(request: pytest.FixtureRequest, database_path: Path) -> AsyncIterator[Twilio]:
    clock = Clock()
    async with open_desk(database_path, ADMINISTRATOR, clock) as desk:
        world = await on_account(desk, request.param, (MARIA, SAM))
        twilio = Twilio(desk, world, clock)
        yield twilio
        await twilio.gateway.close()


async def test_yes_without_a_block_is_an_ordinary_text(twilio: Twilio) -> None:
    await twilio.says(REQUEST, -30)
    await twilio.desk.opt_out(twilio.world.conversation_with(SAM))

    await twilio.says("yes", -20)
    await twilio.says("Yes", -10, number=SAM)

    assert await twilio.asks() is RequestKind.REQUEST
    assert await twilio.desk.opt_in_requests() == 0
    assert await twilio.verdict_on("yes") == "none"


async def test_yes_without_a_block_does_not_void_a_stop_that_comes_late(twilio: Twilio) -> None:
    await twilio.says("yes", -10)
    await twilio.says("STOP", -20, "STOP")

    assert await twilio.is_blocked()
    assert await twilio.asks() is RequestKind.KEYWORD


async def test_yes_lifts_the_block_that_stands_and_what_asked_before(twilio: Twilio) -> None:
    await twilio.says("STOP", -30, "STOP")
    assert await twilio.is_blocked()
    await twilio.desk.opt_out(twilio.world.conversation_with(MARIA))

    await twilio.says("yes", -20)

    assert not await twilio.is_blocked()
    assert await twilio.asks() is RequestKind.NONE
    assert await twilio.desk.opt_in_requests() == 1
    assert await twilio.verdict_on("yes") == "start"


@pytest.mark.parametrize(("body", "given"), [("START", ""), ("Unstop", ""), ("yes", "START")])
async def test_a_word_that_means_nothing_else_needs_no_block(
    twilio: Twilio, body: str, given: str
) -> None:
    await twilio.says(REQUEST, -30)
    await twilio.desk.opt_out(twilio.world.conversation_with(MARIA))

    await twilio.says(body, -20, given)

    assert await twilio.asks() is RequestKind.NONE
    assert await twilio.desk.opt_in_requests() == 1
    assert await twilio.verdict_on(body) == "start"
