"""Each provider end to end over HTTP: outbox, its API, phones, its webhooks, inbox, and back."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts import AccountDraft, add_account
from core.campaign_plan import CampaignPlan
from core.desk import Desk
from core.domain import Behavior, TextState
from core.gateway_simulators.gateway import GatewaySimulator, Listening
from core.gateway_simulators.vendor import Account
from core.importing import import_contacts
from core.providers.simulator_phones import PhoneText
from core.webhook_serving.calls import PublicAddress
from core.webhook_serving.served import ServedAccounts
from core.webhook_serving.serving import Receiver, Receiving
from tests.core.world import ADMINISTRATOR, LINE, MARIA, SAM, open_desk

SETTINGS = {
    "twilio": ("account_sid", "messaging_service_sid"),
    "telnyx": ("public_key",),
    "bandwidth": ("account_id", "application_id", "username", "webhook_username"),
    "vonage": ("api_key", "signature_method"),
    "plivo": ("auth_id",),
}
OUR_MESSAGE = "You are now opted-out and will receive no further messages."


@asynccontextmanager
async def house(
    vendor: str, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[GatewaySimulator]:
    """A simulated provider, a campaign on an account there, and a receiver that sends, too."""
    at = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{at.getsockname()[1]}"
    account = Account(numbers=(LINE,), webhook_url=f"{base}/webhooks/{vendor}")
    async with GatewaySimulator(
        vendor, tmp_path / "network.sqlite", account, Listening.locally()
    ) as simulator:
        for name, value in simulator.credentials.items():
            monkeypatch.setenv(f"TEXTBANK_{vendor}_{name}".upper(), value)
        settings = {name: simulator.credentials[name] for name in SETTINGS[vendor]}
        settings |= {"webhook_url": base, "api_url": simulator.url}
        added = await add_account(
            desk, AccountDraft(vendor, vendor, settings, texts_per_second=100), "Open Roads"
        )
        contacts = tmp_path / "contacts.csv"
        contacts.write_text(f"first name,phone\nMaria,{MARIA}\nSam,{SAM}\n")
        plan = CampaignPlan("Open Roads", "Spring", added.behavior_of(LINE), LINE, provider=vendor)
        await import_contacts(desk, contacts, plan, "ada")
        await (await desk.database()).write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE organization SET hours_enforced = 0, undo_seconds = 0"
            )
        )
        receiver = Receiver(desk, at, Receiving(PublicAddress()))
        ready = asyncio.Event()

        def tell(served: ServedAccounts) -> None:
            assert (served.names, served.failed) == ([vendor], {})
            ready.set()

        serving = asyncio.create_task(receiver.serve(tell))
        try:
            waiting = asyncio.create_task(ready.wait())
            await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                waiting.cancel()
                await serving
            yield simulator
        finally:
            receiver.stop()
            await serving


async def until(desk: Desk, sql: str) -> None:
    """Wait until a question to the database is answered with anything but 0."""
    changed = asyncio.Event()
    watching = asyncio.create_task(desk.watch(changed.set))
    try:
        async with asyncio.timeout(15):
            while not (row := await desk.reader.row(sql)) or not row[0]:
                await changed.wait()
                changed.clear()
    finally:
        watching.cancel()


async def phone_of(simulator: GatewaySimulator, number: str) -> list[PhoneText]:
    return await simulator.network.phone(number)


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


@pytest.mark.parametrize("vendor", SETTINGS)
async def test_a_conversation_with_a_stop_through_a_provider(
    vendor: str, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.consents.TELL_AFTER", timedelta())
    async with house(vendor, tmp_path, desk, monkeypatch) as simulator:
        await desk.reply(1, "Will you vote?")
        await until(desk, "SELECT count(*) FROM text WHERE state = 'delivered'")
        assert [text.body for text in await phone_of(simulator, MARIA)] == ["Will you vote?"]

        await simulator.network.say(LINE, MARIA, "STOP")
        await until(desk, "SELECT count(*) FROM text WHERE kind = 'inbound' AND body = 'STOP'")
        view = await desk.conversation(1)
        type_2 = view.preview.behavior is Behavior.TYPE_2
        assert view.preview.told is type_2
        assert view.preview.asked.asks_to_opt_out
        await desk.opt_out(1)

        # And one in words: under both types our message is sent, once.
        await simulator.network.say(LINE, SAM, "please stop texting me")
        await until(
            desk, "SELECT count(*) FROM text WHERE kind = 'inbound' AND number != '" + MARIA + "'"
        )
        await desk.opt_out(2)
        delivered = (
            "SELECT count(*) = {} FROM text WHERE kind = 'confirmation' AND state = 'delivered'"
        )
        await until(desk, delivered.format(1 if type_2 else 2))

        mine = [text.body for text in await phone_of(simulator, MARIA) if not text.from_contact]
        sams = [text.body for text in await phone_of(simulator, SAM) if not text.from_contact]
        assert mine.count(OUR_MESSAGE) == (0 if type_2 else 1)
        assert len(mine) == 2
        assert sams.count(OUR_MESSAGE) == 1
        if vendor == "twilio":
            # Its own list is told of what it does not know: not of the STOP that it acted on.
            await until(desk, "SELECT count(*) FROM provider_consent WHERE told = 'out'")
            rows = await desk.reader.rows("SELECT number FROM provider_consent")
            assert [row[0] for row in rows] == [SAM]


async def test_a_wrong_secret_keeps_texts_and_webhooks_waiting(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house("twilio", tmp_path, desk, monkeypatch) as simulator:
        pass
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", "another")
    async with GatewaySimulator(
        "twilio", tmp_path / "network.sqlite", Account(numbers=(LINE,)), Listening.locally()
    ) as simulator:
        database = await desk.database()
        await database.write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE gateway_account SET settings = json_set(settings, '$.api_url', ?)",
                (simulator.url,),
            )
        )
        await desk.reply(1, "Will you vote?")
        worker = await desk.worker()
        await worker.send_due()

        [text] = (await desk.conversation(1)).texts
        assert text.state is TextState.QUEUED
        assert text.reason == "Waiting: the provider does not accept our credentials."
        assert await phone_of(simulator, MARIA) == []
