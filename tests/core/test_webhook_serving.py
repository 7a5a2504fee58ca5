"""The receiver of webhooks: real calls over loopback, signed, stored before they are answered."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from core import inbox
from core.accounts import AccountDraft, add_account, remove_account
from core.database import Database
from core.desk import Desk
from core.domain import Behavior, RequestKind, TextState
from core.errors import DatabaseBusy, TrainingOnly, WebhookUnreadable
from core.providers.base import Event
from core.providers.twilio import TwilioGateway
from core.providers.webhook import WebhookRequest
from core.training.database import mark_as_training
from core.webhook_serving.calls import MOST_BODY, MOST_HEADERS, PublicAddress
from core.webhook_serving.connection import MOST_BYTES
from core.webhook_serving.served import ServedAccounts
from core.webhook_serving.serving import Receiver, Receiving
from tests.core.gateway_world import on_account
from tests.core.world import ADMINISTRATOR, LINE, MARIA, SAM, World, open_desk

TOKEN = "t0ken-of-twilio"
PUBLIC = "https://texts.example.org"


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", TOKEN)


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        yield desk


@pytest.fixture
async def world(desk: Desk) -> World:
    return await on_account(desk, Behavior.TYPE_2, (MARIA, SAM))


@asynccontextmanager
async def receiver(
    desk: Desk, how: Receiving | None = None
) -> AsyncIterator[tuple[httpx.AsyncClient, Receiver]]:
    """A receiver at a free port of loopback, and a client of it; ended as when told to."""
    at = socket.create_server(("127.0.0.1", 0))
    serving = Receiver(
        desk, at, how or Receiving(PublicAddress(PUBLIC), sending=False, trying=False)
    )
    ready = asyncio.Event()

    def tell(served: ServedAccounts) -> None:
        ready.set()

    base = f"http://127.0.0.1:{at.getsockname()[1]}"
    task = asyncio.create_task(serving.serve(tell))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        waiting.cancel()
        at.close()
        await task
    try:
        async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
            yield client, serving
    finally:
        serving.stop()
        await task


def signed(fields: Mapping[str, str], url: str) -> str:
    """As Twilio's documentation says: the address, then each field and its value, in order."""
    text = url + "".join(key + fields[key] for key in sorted(fields))
    return base64.b64encode(hmac.new(TOKEN.encode(), text.encode(), hashlib.sha1).digest()).decode()


def text_of(number: str, body: str, sid: str, **more: str) -> dict[str, str]:
    return {"From": number, "To": LINE, "Body": body, "MessageSid": sid, "NumMedia": "0"} | more


async def call(
    client: httpx.AsyncClient,
    fields: Mapping[str, str],
    *,
    query: str = "",
    public: str = PUBLIC,
    signature: str | None = None,
    headers: Mapping[str, str] | None = None,
    path: str = "/webhooks/twilio",
) -> httpx.Response:
    url = f"{path}?{query}" if query else path
    sign = signed(fields, public + url) if signature is None else signature
    return await client.post(
        url,
        content=urlencode(fields),
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": sign,
            **(headers or {}),
        },
    )


def stored_bodies(path: Path) -> list[str]:
    """What is in the file, as another program sees it."""
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT body FROM text WHERE kind = 'inbound' ORDER BY id")
        return [row[0] for row in rows]
    finally:
        connection.close()


async def figure(client: httpx.AsyncClient, account: str, outcome: str) -> float:
    page = (await client.get("/metrics")).text
    wanted = f'textbank_webhook_requests_total{{account="{account}",outcome="{outcome}"}} '
    found = [line for line in page.splitlines() if line.startswith(wanted)]
    return float(found[0].removeprefix(wanted)) if found else 0.0


# Texts and reports


async def test_a_text_is_stored_when_it_is_answered_and_a_replay_is_harmless(
    desk: Desk, world: World
) -> None:
    async with receiver(desk) as (client, _):
        fields = text_of(MARIA, "STOP", "SM1", OptOutType="STOP", MediaUrl0="HTTPS://m.example/1")
        for _ in range(2):
            answered = await call(client, fields)
            assert (answered.status_code, answered.text) == (200, "<Response/>")
            assert answered.headers["content-type"] == "text/xml"
            assert stored_bodies(desk.path) == ["STOP"]
        assert await figure(client, "twilio", "stored") == 1
        assert await figure(client, "twilio", "repeated") == 1

    view = await desk.conversation(world.conversation_with(MARIA))
    assert view.preview.asked is RequestKind.KEYWORD
    assert view.preview.told, "the provider's verdict was believed"
    assert view.texts[0].media == ("HTTPS://m.example/1",)


async def test_a_report_settles_a_text_by_our_reference(desk: Desk, world: World) -> None:
    one = world.conversation_with(MARIA)
    await desk.reply(one, "Will you vote?")
    database = await desk.database()

    def lose(connection: object) -> str:
        from sqlalchemy import Connection

        assert isinstance(connection, Connection)
        connection.exec_driver_sql("UPDATE text SET state = 'unknown', attempts = 1")
        row = connection.exec_driver_sql("SELECT reference FROM text").one()
        return str(row[0])

    reference = await database.write(lose)
    fields = {"MessageSid": "SM9", "MessageStatus": "delivered", "To": MARIA, "From": LINE}
    async with receiver(desk) as (client, _):
        answered = await call(client, fields, query=urlencode({"reference": reference}))
        assert answered.status_code == 200

    assert (await desk.conversation(one)).texts[-1].state is TextState.DELIVERED


async def test_many_calls_at_once_are_all_stored_once(desk: Desk, world: World) -> None:
    async with receiver(desk) as (client, _):
        calls = [
            call(client, text_of((MARIA, SAM)[n % 2], f"text {n // 2}", f"SM{n // 2}"))
            for n in range(120)
        ]
        answers = await asyncio.gather(*calls)
        assert {one.status_code for one in answers} == {200}
        page = (await client.get("/metrics")).text
        transactions = next(
            float(line.split()[1])
            for line in page.splitlines()
            if line.startswith("textbank_webhook_commit_seconds_count")
        )
        assert transactions < 120, "calls share a transaction"

    assert sorted(stored_bodies(desk.path)) == sorted(f"text {n}" for n in range(60))


# What is not taken


async def test_nothing_is_read_before_its_signature_is_right(desk: Desk, world: World) -> None:
    async with receiver(desk) as (client, _):
        fields = text_of(MARIA, "STOP", "SM1")
        right = signed(fields, f"{PUBLIC}/webhooks/twilio")
        for which, answered in enumerate(
            (
                await call(client, fields, signature=""),
                await call(client, fields, signature=right.swapcase()),
                await call(client, fields | {"Body": "Stop"}, signature=right),
                await call(client, fields, public="http://texts.example.org"),
                await call(client, fields, query="x=1", signature=right),
                await client.get("/webhooks/twilio"),
                await client.post("/webhooks/twilio", content=b"\xff\x00 not a form"),
            )
        ):
            assert answered.status_code == 403, which
            assert answered.text == "The signature is not right."
        assert await figure(client, "twilio", "forged") == 7
    assert stored_bodies(desk.path) == []


async def test_strangers_and_broken_calls_get_a_plain_no(desk: Desk, world: World) -> None:
    async with receiver(desk) as (client, _):
        fields = text_of(MARIA, "Hi", "SM1")
        assert (await call(client, fields, path="/webhooks/plivo")).status_code == 404
        assert (await call(client, fields, path="/webhooks/simulator")).status_code == 404
        assert (await client.get("/webhooks/%2e%2e")).status_code == 404
        assert (await client.get("/")).status_code == 404
        assert (await client.put("/webhooks/twilio")).status_code == 405
        assert await figure(client, "unknown", "unknown_account") >= 2
        # A call that is signed and says nothing we know is taken: it would come again for hours.
        assert (await call(client, {"Nothing": "known"})).status_code == 200
        assert await figure(client, "twilio", "nothing") == 1
    assert stored_bodies(desk.path) == []


async def test_what_cannot_be_read_or_kept_is_told_of(
    desk: Desk, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with receiver(desk) as (client, _):
        before = (await client.get("/health")).json()
        assert (before["status"], before["warning"]) == ("ok", "")
        # It may be a STOP: its provider is to try again, and shows it in its log.
        unreadable = await call(client, text_of(MARIA, "STOP", ""))
        assert (unreadable.status_code, unreadable.text) == (
            503,
            "It cannot be read yet. Please try again.",
        )
        elsewhere = await call(client, text_of(MARIA, "Hi", "SM2") | {"To": "+12025550199"})
        assert elsewhere.status_code == 200
        assert await figure(client, "twilio", "unreadable") == 1
        assert await figure(client, "twilio", "unknown_line") == 1
        health = await client.get("/health")
        shape = health.json()
    assert "account twilio: a call cannot be read" in caplog.text
    # Nothing that a restart would mend.
    assert (health.status_code, shape["status"], shape["trouble"]) == (200, "warning", "")
    assert "twilio: 1 of its calls could not be read, the latest 0 seconds" in shape["warning"]
    account = shape["accounts"]["twilio"]
    assert list(account["warnings"]) == ["unreadable", "unknown_line"]
    assert (account["unreadable_calls"], account["unknown_line_texts"]) == (1, 1)
    assert stored_bodies(desk.path) == []


async def test_what_can_be_read_of_a_call_is_stored_and_the_rest_told_of(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = TwilioGateway.read

    def read_in_part(gateway: TwilioGateway, request: WebhookRequest) -> list[Event]:
        raise WebhookUnreadable("half of it", really(gateway, request))

    monkeypatch.setattr(TwilioGateway, "read", read_in_part)
    async with receiver(desk) as (client, _):
        assert (await call(client, text_of(MARIA, "STOP", "SM1"))).status_code == 503
        assert await figure(client, "twilio", "unreadable") == 1
    assert stored_bodies(desk.path) == ["STOP"]


async def raw(client: httpx.AsyncClient, request: bytes) -> bytes:
    """What is answered to bytes, until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    try:
        writer.write(request)
        await writer.drain()
        async with asyncio.timeout(10):
            return await reader.read()
    finally:
        writer.close()


async def test_what_is_over_the_limits_is_not_read_to_its_end(desk: Desk, world: World) -> None:
    head = b"POST /webhooks/twilio HTTP/1.1\r\nHost: x\r\n"
    async with receiver(desk) as (client, _):
        said = await raw(client, head + b"Content-Length: %d\r\n\r\n" % (MOST_BODY + 1))
        assert said.startswith(b"HTTP/1.1 413")
        # It never says how long it is, and never ends.
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        said = await raw(client, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 5)
        assert said.startswith(b"HTTP/1.1 413")
        for endless in (b"X-Long: " + b"x" * MOST_HEADERS, b"X-Many: x\r\n" * 2_000):
            said = await raw(client, head + endless)
            assert said.startswith(b"HTTP/1.1 400")
        # The end of a body may have fields, too, and its parts may be described.
        chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
        for endless in (b"0\r\nX-Long: " + b"x" * 2 * MOST_BYTES, b"1;" + b"x" * 2 * MOST_BYTES):
            with suppress(ConnectionError):
                assert await raw(client, chunked + endless) == b""
        assert await figure(client, "twilio", "too_large") == 2
        assert (await call(client, text_of(MARIA, "Hi", "SM1"))).status_code == 200


async def test_whoever_is_silent_or_slow_is_let_go(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.webhook_serving.connection.HEADER_SECONDS", 0.2)
    monkeypatch.setattr("core.webhook_serving.calls.BODY_SECONDS", 0.2)
    head = b"POST /webhooks/twilio HTTP/1.1\r\nHost: x\r\n"
    whole = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    async with receiver(desk) as (client, _):
        assert await raw(client, b"") == b""
        assert await raw(client, head) == b""
        reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
        writer.write(whole)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        writer.write(head)
        assert b"HTTP" not in await asyncio.wait_for(reader.read(), 10)
        writer.close()
        # The head alone is the end of one wait, and must be the beginning of the other.
        for begun in (b"Content-Length: 9\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"):
            for some in (b"", b"slow" if b"Length" in begun else b"4\r\nslow\r\n"):
                said = await raw(client, head + begun + some)
                assert said.startswith(b"HTTP/1.1 408")


async def test_another_protocol_that_is_offered_is_declined_and_the_call_taken(
    desk: Desk, world: World
) -> None:
    """Java's client offers `h2c` with each call."""
    fields = text_of(MARIA, "STOP", "SM1")
    body = urlencode(fields).encode()

    def head(sid: str, offer: bytes) -> bytes:
        signature = signed(fields | {"MessageSid": sid}, f"{PUBLIC}/webhooks/twilio").encode()
        length = len(body.replace(b"SM1", sid.encode()))
        return (
            b"POST /webhooks/twilio HTTP/1.1\r\nHost: x\r\n%bX-Twilio-Signature: %b\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
        ) % (offer, signature, length)

    async with receiver(desk) as (client, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
        offers = (
            b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n",
            b"Upgrade: websocket\r\nConnection: upgrade\r\n",
            b"",
        )
        for number, offer in enumerate(offers, 1):
            sid = f"SM{number}"
            said = body.replace(b"SM1", sid.encode())
            # In pieces, too: what follows the head is no other protocol.
            for piece in (
                (head(sid, offer), said[:7], said[7:])
                if number == 1
                else (head(sid, offer) + said,)
            ):
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
            answered = await asyncio.wait_for(reader.readuntil(b"<Response/>"), 10)
            assert answered.startswith(b"HTTP/1.1 200"), offer
        writer.close()
        assert await figure(client, "twilio", "forged") == 0
        proxied = await raw(client, b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert proxied.startswith(b"HTTP/1.1 400")
    assert stored_bodies(desk.path) == ["STOP"] * 3


async def test_too_many_connections_cost_the_one_that_is_silent_for_longest(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.webhook_serving.serving.most_connections", lambda: 8)
    async with receiver(desk) as (client, _):
        port = client.base_url.port
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
        silent[0][1].write(b"POST")
        assert (await call(client, text_of(MARIA, "Hi", "SM1"))).status_code == 200
        for reader, _ in silent[:32]:
            with suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), 10) == b""
        assert not silent[-1][0].at_eof()
        for _, writer in silent:
            writer.close()
    assert stored_bodies(desk.path) == ["Hi"]


async def test_too_many_bodies_that_never_come_keep_no_call_out(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.webhook_serving.serving.most_connections", lambda: 8)
    fields = text_of(MARIA, "Hi", "SM1")
    body = urlencode(fields).encode()
    signature = signed(fields, f"{PUBLIC}/webhooks/twilio").encode()
    begun = (
        b"POST /webhooks/twilio HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: %b\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n"
        b"Expect: 100-continue\r\n\r\n"
    ) % (signature, len(body))
    database = await desk.database()
    really, go_on = database.write_behind, asyncio.Event()

    async def slowly(transaction: Any, *more: Any, **named: Any) -> object:
        await go_on.wait()
        return await really(transaction, *more, **named)

    async with receiver(desk) as (client, _):
        port = client.base_url.port
        assert (await client.get("/health")).status_code == 200
        crowd = []
        for _ in range(9):
            crowd.append(await asyncio.open_connection("127.0.0.1", port))
            crowd[-1][1].write(begun)
            said = await asyncio.wait_for(crowd[-1][0].readuntil(b"\r\n\r\n"), 10)
            assert said.startswith(b"HTTP/1.1 100")
        # The one that was silent went first, then the one that is waited for longest.
        with suppress(ConnectionError):
            assert await asyncio.wait_for(crowd[0][0].read(), 10) == b""
        assert not any(reader.at_eof() for reader, _ in crowd[1:])

        # Where all of them have a whole call, it is the new one that has to come again.
        monkeypatch.setattr(database, "write_behind", slowly)
        for _, writer in crowd[1:]:
            writer.write(body)
        assert (await raw(client, b"")).startswith(b"HTTP/1.1 503")
        go_on.set()
        for reader, _ in crowd[1:]:
            said = await asyncio.wait_for(reader.readuntil(b"<Response/>"), 10)
            assert said.startswith(b"HTTP/1.1 200")
        for _, writer in crowd:
            writer.close()
    assert stored_bodies(desk.path) == ["Hi"]


# When something is wrong here


async def test_a_database_that_cannot_be_written_is_asked_again(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await desk.database()
    busy = DatabaseBusy("locked")

    async def refuse(*_: object, **__: object) -> None:
        raise busy

    fields = text_of(MARIA, "Hi", "SM1")
    async with receiver(desk) as (client, _):
        with monkeypatch.context() as patch:
            patch.setattr(database, "write_behind", refuse)
            answered = await call(client, fields)
            assert (answered.status_code, answered.headers["retry-after"]) == (503, "5")
            health = await client.get("/health")
            assert (health.status_code, health.json()["trouble"]) == (503, "DatabaseBusy")
        # Less may find room where a call found none: that one is to be stored first.
        monkeypatch.setattr("core.webhook_serving.writable.AGAIN", 0.0)
        assert (await client.get("/health")).json()["database_trouble"] == "DatabaseBusy"
        assert (await call(client, fields)).status_code == 200
        assert (await client.get("/health")).json()["status"] == "ok"
    assert stored_bodies(desk.path) == ["Hi"]


def held_up(
    database: Database,
) -> tuple[Callable[..., Awaitable[object]], asyncio.Event, asyncio.Event]:
    """Its writing behind, which waits; what is set when it begins, and what lets it go on."""
    really, begun, go_on = database.write_behind, asyncio.Event(), asyncio.Event()

    async def slowly(transaction: object, *more: object) -> object:
        begun.set()
        await go_on.wait()
        return await really(transaction, *more)  # type: ignore[arg-type]

    return slowly, begun, go_on


async def test_a_call_that_cannot_be_stored_in_time_is_told_so(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await desk.database()
    slowly, begun, go_on = held_up(database)
    monkeypatch.setattr("core.webhook_serving.storing.LOOK_EVERY", 0.01)
    monkeypatch.setattr("core.webhook_serving.storing.PATIENCE", 0.05)
    async with receiver(desk) as (client, _):
        with monkeypatch.context() as patch:
            patch.setattr(database, "write_behind", slowly)
            first = asyncio.create_task(call(client, text_of(MARIA, "Hi", "SM0")))
            await begun.wait()
            assert (await call(client, text_of(MARIA, "Hi", "SM1"))).status_code == 503
            assert (await first).status_code == 503
            go_on.set()
        assert (await call(client, text_of(MARIA, "Hi", "SM0"))).status_code == 200
    # What was under way is stored all the same: it comes again, and is known then.
    assert stored_bodies(desk.path).count("Hi") == 1


async def test_one_call_that_cannot_be_stored_does_not_keep_others_out(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    really = inbox.detect

    def stumble(body: str, *more: object) -> object:
        if body == "poison":
            raise ValueError(body)
        return really(body, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "detect", stumble)
    async with receiver(desk) as (client, _):
        bodies = ["one", "two", "poison", "three"]
        answers = await asyncio.gather(
            *(call(client, text_of(MARIA, body, f"SM-{body}")) for body in bodies)
        )
        assert [one.status_code for one in answers] == [200, 200, 503, 200]
        assert await figure(client, "twilio", "fault") == 1
    assert sorted(stored_bodies(desk.path)) == ["one", "three", "two"]
    assert MARIA not in caplog.text


async def test_accounts_come_and_go_and_wait_for_their_secrets(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.webhook_serving.served.LOOK_EVERY", 0.0)
    monkeypatch.delenv("TEXTBANK_TWILIO_AUTH_TOKEN")
    fields = text_of(MARIA, "Hi", "SM1")
    async with receiver(desk) as (client, _):
        assert (await call(client, fields)).status_code == 503
        health = await client.get("/health")
        assert health.status_code == 503
        assert health.json()["accounts"]["twilio"]["state"] == "no credentials"
        assert "TEXTBANK_TWILIO_AUTH_TOKEN" in health.json()["trouble"]
        assert await figure(client, "twilio", "no_credentials") == 1

        monkeypatch.setenv("TEXTBANK_PLIVO_AUTH_TOKEN", "x")
        await add_account(desk, AccountDraft("plivo", "plivo", {"auth_id": "MA1"}), "Open Roads")
        assert (await client.post("/webhooks/plivo")).status_code == 403
        await remove_account(desk, "plivo")
        await asyncio.sleep(0)
        answered = await client.post("/webhooks/unheard-of")
        assert answered.status_code == 404
        assert (await client.post("/webhooks/plivo")).status_code == 404


async def test_a_training_database_has_no_receiver(database_path: Path) -> None:
    database = Database.open(database_path)
    async with open_desk(database_path) as desk:
        database.transact(mark_as_training, "A class", desk.now())
        database.close_now()
        with pytest.raises(TrainingOnly):
            async with receiver(desk):
                pass


# Behind a proxy


@pytest.mark.parametrize(
    ("address", "headers", "public"),
    [
        (PublicAddress(PUBLIC), {"host": "10.0.0.1"}, PUBLIC),
        (PublicAddress(f"{PUBLIC}/texts"), {}, f"{PUBLIC}/texts"),
        (
            PublicAddress(trust_forwarded=True),
            {"x-forwarded-proto": "https", "x-forwarded-host": "a.example"},
            "https://a.example",
        ),
        (
            PublicAddress(),
            {"host": "b.example", "x-forwarded-proto": "https", "x-forwarded-host": "a.example"},
            "http://b.example",
        ),
    ],
)
async def test_the_address_that_is_signed_is_the_public_one(
    desk: Desk, world: World, address: PublicAddress, headers: dict[str, str], public: str
) -> None:
    async with receiver(desk, Receiving(address, sending=False, trying=False)) as (client, _):
        fields = text_of(MARIA, "Hi", "SM1")
        answered = await call(client, fields, query="a=%20b", public=public, headers=headers)
        assert answered.status_code == 200
        forged = await call(client, fields, public="https://c.example", headers=headers)
        assert forged.status_code == 403


# Its end, and what it says


async def test_on_the_way_out_what_was_taken_is_stored_and_answered(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await desk.database()
    slowly, begun, go_on = held_up(database)
    async with receiver(desk) as (client, serving):
        monkeypatch.setattr(database, "write_behind", slowly)
        calling = asyncio.create_task(call(client, text_of(MARIA, "Hi", "SM1")))
        await begun.wait()
        serving.stop()
        await asyncio.sleep(0.2)
        go_on.set()
        assert (await calling).status_code == 200
        monkeypatch.undo()
    assert stored_bodies(desk.path) == ["Hi"]


async def test_neither_log_nor_figures_hold_numbers_bodies_or_queries(
    desk: Desk, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with receiver(desk) as (client, _):
        await call(client, text_of(MARIA, "my Winterhold words", "SM1"), query="reference=r3f")
        await call(client, text_of(MARIA, "my Winterhold words", "SM2"), signature="f0rged")
        await client.post(f"/webhooks/{MARIA}?text=Winterhold")
        page = (await client.get("/metrics")).text
        shape = (await client.get("/health")).json()
    ours = [one.getMessage() for one in caplog.records if one.name.startswith(("core", "textbank"))]
    assert any(line.startswith("POST /webhooks/twilio 200 stored ") for line in ours)
    assert any(line.startswith("POST /webhooks/twilio 403 forged ") for line in ours)
    assert any(line.startswith("POST /webhooks/unknown 404 unknown_account ") for line in ours)
    for said in (*ours, page, json.dumps(shape)):
        for private in (MARIA, MARIA[1:], LINE, "Winterhold", "r3f", "f0rged", TOKEN, "SM1"):
            assert private not in said
    assert shape["outbox"]["due"] == 0
    assert list(shape["last_webhook_seconds"]) == ["twilio"]
