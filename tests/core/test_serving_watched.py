"""Wrong secrets at the receiver: it says so by itself, and the doctor hears of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.accounts import accounts_of
from core.checkup_accounts import look_at_accounts
from core.checkup_serving import ask_serve
from core.credentials import marks_of
from core.desk import Desk
from core.domain import Behavior
from core.findings import Finding, Level
from core.gateway_simulators.gateway import GatewaySimulator, Listening
from core.gateway_simulators.vendor import Account
from core.providers import twilio_signature
from core.webhook_serving.calls import PublicAddress
from core.webhook_serving.served import ServedAccounts
from core.webhook_serving.serving import Receiver, Receiving
from core.worker import Worker
from tests.core.gateway_world import on_account
from tests.core.world import ADMINISTRATOR, LINE, MARIA, open_desk

TOKEN = "TEXTBANK_TWILIO_AUTH_TOKEN"
WRONG = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


@asynccontextmanager
async def served(desk: Desk, at: socket.socket, *, sending: bool = False) -> AsyncIterator[None]:
    receiver = Receiver(desk, at, Receiving(PublicAddress(), sending=sending))
    ready = asyncio.Event()

    def tell(accounts: ServedAccounts) -> None:
        ready.set()

    serving = asyncio.create_task(receiver.serve(tell))
    try:
        async with asyncio.timeout(20):
            await ready.wait()
        yield
    finally:
        receiver.stop()
        await serving


@asynccontextmanager
async def at_twilio(desk: Desk, tmp_path: Path) -> AsyncIterator[tuple[GatewaySimulator, int]]:
    """A simulated Twilio whose texts go to a port, and a campaign on an account there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    account = Account(numbers=(LINE,), webhook_url=f"http://127.0.0.1:{port}/webhooks/twilio")
    state = tmp_path / "network.sqlite"
    async with GatewaySimulator("twilio", state, account, Listening.locally()) as simulator:
        sid = simulator.credentials["account_sid"]
        settings = {"account_sid": sid, "api_url": simulator.url}
        await on_account(desk, Behavior.TYPE_2, (MARIA,), settings)
        yield simulator, port


async def health(port: int, wanted: str) -> tuple[int, dict[str, Any]]:
    """What is answered once the credentials were tried and it is of this status."""
    async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(20):
        while True:
            answered = await client.get(f"http://127.0.0.1:{port}/health")
            shape: dict[str, Any] = answered.json()
            tried = shape["accounts"]["twilio"]["credentials_accepted"] is not None
            if tried and shape["status"] == wanted:
                return answered.status_code, shape


async def findings(desk: Desk, port: int) -> list[Finding]:
    serving = await ask_serve(desk.path, port, needed=True)
    return [
        serving.finding,
        *[one async for one in look_at_accounts(desk.reader, desk.now, serving)],
    ]


async def test_a_wrong_secret_is_said_by_serve_and_by_the_doctor(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_twilio(desk, tmp_path) as (simulator, port):
        monkeypatch.setenv(TOKEN, WRONG)
        async with served(desk, socket.create_server(("127.0.0.1", port))):
            status, shape = await health(port, "trouble")
            assert status == 503
            assert "twilio: its provider refuses the credentials" in shape["trouble"]
            assert "refuses the credentials that are set here" in caplog.text
            async with httpx.AsyncClient(trust_env=False) as client:
                refused = await client.post(f"http://127.0.0.1:{port}/webhooks/twilio", data={})
            assert refused.status_code == 403
            assert "STOPs among them" in caplog.text
            assert (await health(port, "trouble"))[1]["accounts"]["twilio"]["forged_calls"] == 1

            # Whoever looks it over has the right one: it must not say that all is well.
            monkeypatch.setenv(TOKEN, simulator.credentials["auth_token"])
            found = await findings(desk, port)
            differ = [
                one
                for one in found
                if "its secret “Auth Token” differs from the one here" in one.words
            ]
            assert [one.level for one in differ] == [Level.TROUBLE]
            refusals = [one for one in found if "refuses the credentials" in one.words]
            assert [one.level for one in refusals] == [Level.TROUBLE]
            assert all(one.advice for one in found if one.level is Level.TROUBLE)


async def test_right_secrets_are_well_until_only_forged_calls_come(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_twilio(desk, tmp_path) as (simulator, port):
        monkeypatch.setenv(TOKEN, simulator.credentials["auth_token"])
        async with served(desk, socket.create_server(("127.0.0.1", port))):
            status, shape = await health(port, "ok")
            assert (status, shape["trouble"]) == (200, "")
            assert shape["outbox"]["held_by_accounts"] == 0
            found = await findings(desk, port)
            assert not [one for one in found if one.level is Level.TROUBLE]

            # Other secrets here: the provider says that serve's are the right ones.
            monkeypatch.setenv(TOKEN, WRONG)
            found = await findings(desk, port)
            assert not [one for one in found if one.level is Level.TROUBLE]
            assert len([one for one in found if "differ" in one.words]) == 1

            await simulator.network.say(LINE, MARIA, "Hello")
            async with asyncio.timeout(20):
                while not (await health(port, "ok"))[1]["last_webhook_seconds"]:
                    pass
            hook = f"http://127.0.0.1:{port}/webhooks/twilio"
            async with httpx.AsyncClient(trust_env=False) as client:
                for _ in range(2):
                    await client.post(hook, data={})
                assert (await health(port, "ok"))[0] == 200  # A stranger may knock.
                found = await findings(desk, port)
                [wrong] = [one for one in found if "2 calls had a wrong signature" in one.words]
                assert (wrong.level, "none was right since" in wrong.words) == (Level.TROUBLE, True)
                assert "A stranger may have called. If not: Compare the " in wrong.advice
                await client.post(hook, data={})
            # Whoever calls may be a stranger still: it is told, and nothing is to be started anew.
            status, shape = await health(port, "warning")
            assert (status, shape["trouble"]) == (200, "")
            assert "signatures are not right" in shape["warning"]
            found = await findings(desk, port)
            refused = [one for one in found if one.level is Level.TROUBLE]
            assert ["signatures are not right" in one.words for one in refused] == [True]
            assert "--public-url" in refused[0].advice
            await simulator.network.say(LINE, MARIA, "Hello again")
            assert (await health(port, "ok"))[0] == 200
            wrong = next(one for one in await findings(desk, port) if "3 calls had" in one.words)
            assert (wrong.level, "the latest was right" in wrong.words) == (Level.NOTE, True)


async def test_the_doctor_hears_of_what_was_lost_and_of_a_sender_that_stands(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(_: object) -> None:
        raise KeyError

    monkeypatch.setattr(Worker, "next_due", stumble)
    async with at_twilio(desk, tmp_path) as (simulator, port):
        token = simulator.credentials["auth_token"]
        monkeypatch.setenv(TOKEN, token)
        async with served(desk, socket.create_server(("127.0.0.1", port)), sending=True):
            await health(port, "trouble")
            hook = f"http://127.0.0.1:{port}/webhooks/twilio"
            async with httpx.AsyncClient(trust_env=False) as client:
                for sid, line in (("", LINE), ("SM1", "+12025550199")):
                    fields = {"MessageSid": sid, "From": MARIA, "To": line, "Body": "Hello"}
                    signature = twilio_signature.sign(token, hook, list(fields.items()))
                    await client.post(
                        hook, data=fields, headers={twilio_signature.HEADER: signature}
                    )
            found = await findings(desk, port)
    stands = next(one for one in found if one.area == "webhooks")
    assert (stands.level, "sends nothing: A fault" in stands.words) == (Level.TROUBLE, True)
    unreadable, elsewhere = (one for one in found if " 1 of its " in one.words)
    assert [unreadable.level, elsewhere.level] == [Level.TROUBLE, Level.NOTE]
    assert "could not be read" in unreadable.words
    assert "opt out by hand" in unreadable.advice
    assert "a number of no campaign" in elsewhere.words
    assert not [one for one in found if "no call was refused" in one.words]


async def test_what_an_account_holds_up_is_counted(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_twilio(desk, tmp_path) as (simulator, port):
        monkeypatch.setenv(TOKEN, simulator.credentials["auth_token"])
        await desk.reply(1, "Will you vote?")
        await (await desk.database()).write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE text SET due_at = due_at + 3600000000, at = at - 60000000, "
                "reason = 'Waiting: the provider cannot be reached.' WHERE state = 'queued'"
            )
        )
        async with served(desk, socket.create_server(("127.0.0.1", port))):
            _, shape = await health(port, "ok")
    assert shape["outbox"]["held_by_accounts"] == 1
    assert shape["outbox"]["held_oldest_seconds"] >= 60


async def test_a_public_address_of_serve_is_enough(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_twilio(desk, tmp_path) as (simulator, port):
        monkeypatch.setenv(TOKEN, simulator.credentials["auth_token"])
        found = await findings(desk, port)
        assert [one for one in found if "has no webhook_url" in one.words]
        assert [one.level for one in found if "Nothing receives" in one.words] == [Level.TROUBLE]
        serving = await ask_serve(desk.path, port, needed=True)
        told = type(serving)(serving.finding, True, "https://texts.example.org")
        found = [one async for one in look_at_accounts(desk.reader, desk.now, told)]
        assert not [one for one in found if "has no webhook_url" in one.words]
        url = simulator.url

    found = await findings(desk, port)
    gone = next(one for one in found if one.level is Level.TROUBLE and one.area == "account")
    assert url in gone.advice


async def test_a_mark_tells_the_same_from_another_and_is_short(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await on_account(desk, Behavior.TYPE_2, (MARIA,))
    kind = (await accounts_of(desk.reader))[0].kind
    monkeypatch.setenv(TOKEN, "one")
    one = marks_of("twilio", kind, "nonce")
    assert marks_of("twilio", kind, "nonce") == one
    assert marks_of("twilio", kind, "another") != one
    assert len(one["auth_token"]) == 4
    monkeypatch.setenv(TOKEN, "two")
    assert marks_of("twilio", kind, "nonce") != one
