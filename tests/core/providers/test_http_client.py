"""What five gateways make of what can happen to a send, each over a real connection."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from core.gateways import AT_ONCE
from core.providers import http_client
from core.providers.base import OutboundText, Outcome, Refusal, SendResult, Taken
from tests.core.providers.gateway_world import (
    KINDS,
    LINE,
    NOW,
    NUMBER,
    PRIVATE,
    REFERENCE,
    TEXT,
    WIRES,
    Gateway,
    open_gateway,
)
from tests.core.providers.http_server import Connection, Reply, Server, answer, serving

every_gateway = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "READ_SECONDS", 0.2)


@pytest.fixture(autouse=True)
def _nothing_private_is_logged(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG)
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    said = [record.getMessage() for record in records if record.name != "asyncio"]
    assert [private for private in PRIVATE if any(private in one for one in said)] == []


@asynccontextmanager
async def gateway_at(kind: str, reply: Reply) -> AsyncIterator[tuple[Gateway, Server]]:
    async with serving(reply) as server:
        gateway = open_gateway(kind, base_url=server.url)
        try:
            yield gateway, server
        finally:
            await gateway.close()


async def sent_to(kind: str, reply: Reply, text: OutboundText = TEXT) -> tuple[SendResult, Server]:
    """Send once; nothing private is in what comes back, and nothing leaves twice."""
    async with gateway_at(kind, reply) as (gateway, server):
        result = await gateway.send(text)
        shown = f"{result!r} {gateway!r} {vars(gateway)!r}"
    assert [private for private in PRIVATE if private in shown] == []
    assert server.connections <= 1
    assert len(server.requests) <= 1
    return result, server


@every_gateway
async def test_a_text_is_taken_once(kind: str) -> None:
    result, server = await sent_to(kind, answer(*WIRES[kind].taken))

    assert result == SendResult(Outcome.TAKEN, WIRES[kind].message_id)
    (request,) = server.requests
    assert request.method == "POST"
    body = request.body.decode()
    assert NUMBER.removeprefix("+") in body
    assert LINE.removeprefix("+") in body
    assert REFERENCE in body


@every_gateway
async def test_texts_share_a_connection(kind: str) -> None:
    async with gateway_at(kind, answer(*WIRES[kind].taken)) as (gateway, server):
        results = [await gateway.send(TEXT) for _ in range(3)]

    assert [one.outcome for one in results] == [Outcome.TAKEN] * 3
    assert (server.connections, len(server.requests)) == (1, 3)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if WIRES[kind].opted_out])
async def test_a_refusal_of_an_opted_out_contact_is_a_block(kind: str) -> None:
    wire = WIRES[kind].opted_out
    assert wire is not None
    for status in (wire[0], 400, 403, 409, 500):
        result, _ = await sent_to(kind, answer(status, wire[1]))

        assert (result.outcome, result.refusal) == (Outcome.OPTED_OUT, Refusal.BLOCKED)
        assert result.code in ("21610", "40300")


STATUSES = [
    (400, {}, Outcome.REFUSED, Refusal.INVALID, None),
    (401, {}, Outcome.REFUSED, Refusal.BAD_CREDENTIALS, None),
    (402, {}, Outcome.REFUSED, Refusal.OUT_OF_MONEY, None),
    (403, {}, Outcome.REFUSED, Refusal.DENIED, None),
    (404, {}, Outcome.REFUSED, Refusal.INVALID, None),
    (408, {}, Outcome.AMBIGUOUS, None, None),
    (422, {}, Outcome.REFUSED, Refusal.INVALID, None),
    (429, {}, Outcome.RETRYABLE, Refusal.RATE_LIMITED, None),
    (429, {"Retry-After": "7"}, Outcome.RETRYABLE, Refusal.RATE_LIMITED, 7.0),
    (429, {"Retry-After": "soon"}, Outcome.RETRYABLE, Refusal.RATE_LIMITED, None),
    (429, {"Retry-After": "9" * 40}, Outcome.RETRYABLE, Refusal.RATE_LIMITED, 86_400.0),
    (500, {}, Outcome.AMBIGUOUS, None, None),
    (502, {}, Outcome.AMBIGUOUS, None, None),
    (503, {}, Outcome.AMBIGUOUS, None, None),
    # Whoever says it may stand before the one who took it.
    (503, {"Retry-After": "30"}, Outcome.AMBIGUOUS, None, 30.0),
    (301, {"Location": "/elsewhere"}, Outcome.REFUSED, Refusal.OTHER, None),
    (307, {"Location": "/elsewhere"}, Outcome.REFUSED, Refusal.OTHER, None),
    (204, {}, Outcome.AMBIGUOUS, None, None),
]


@every_gateway
async def test_a_status_says_whether_it_may_have_been_taken(kind: str) -> None:
    found = []
    for status, headers, *_ in STATUSES:
        result, server = await sent_to(kind, answer(status, b"", headers))
        assert len(server.requests) == 1
        found.append((status, headers, result.outcome, result.refusal, result.retry_after))

    assert found == STATUSES


@pytest.mark.parametrize(("ahead", "wait"), [(90, 90.0), (-90, 0.0)])
async def test_a_date_to_try_again_is_a_wait_by_our_clock(ahead: int, wait: float) -> None:
    date = format_datetime(NOW + timedelta(seconds=ahead), usegmt=True)

    result, _ = await sent_to("twilio", answer(429, {}, {"Retry-After": date}))

    assert result.retry_after == pytest.approx(wait, abs=1)


NO_ANSWERS = [
    b"<html>Welcome to this hotel's network</html>",
    b"",
    b"null",
    b"[]",
    b'{"sid": null, "data": 5, "messages": {}, "message_uuid": "x"}',
    b'{"messages": [{"status": "0"}], "message_uuid": [7], "data": {"id": ["x"]}}',
    b"[" * 20_000,
    b"9" * 6_000,
    b'{"id": "two words", "sid": "\xff"}',
]


@every_gateway
async def test_a_good_status_without_a_good_answer_may_mean_anything(kind: str) -> None:
    results = [(await sent_to(kind, answer(200, content)))[0] for content in NO_ANSWERS]

    assert [one.outcome for one in results] == [Outcome.AMBIGUOUS] * len(NO_ANSWERS)


@every_gateway
async def test_an_answer_without_end_is_not_read_to_its_end(kind: str) -> None:
    async def flood(connection: Connection) -> None:
        await connection.read()
        await connection.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
        while True:
            await connection.write(b" " * 65_536)

    result, _ = await sent_to(kind, flood)

    assert result.outcome is Outcome.AMBIGUOUS


async def reset_at_once(connection: Connection) -> None:
    connection.reset()


async def reset_after_reading(connection: Connection) -> None:
    await connection.read()
    connection.reset()


async def hang_up(connection: Connection) -> None:
    await connection.read()
    raise ConnectionError


async def say_nothing(connection: Connection) -> None:
    await connection.read()
    await connection.until_gone()
    raise ConnectionError


async def stop_in_mid_answer(connection: Connection) -> None:
    await connection.read()
    await connection.write(b'HTTP/1.1 201 Created\r\ncontent-length: 400\r\n\r\n{"sid": "SM')
    raise ConnectionError


async def talk_nonsense(connection: Connection) -> None:
    await connection.read()
    await connection.write(b"220 mail.example ESMTP\r\n")
    raise ConnectionError


BREAKS = [
    reset_at_once,
    reset_after_reading,
    hang_up,
    say_nothing,
    stop_in_mid_answer,
    talk_nonsense,
]


@every_gateway
async def test_a_connection_that_breaks_may_have_carried_the_text(kind: str) -> None:
    for reply in BREAKS:
        result, server = await sent_to(kind, reply)

        assert (result.outcome, result.refusal) == (Outcome.AMBIGUOUS, None), reply
        assert server.connections == 1


async def test_an_answer_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "WHOLE_SECONDS", 0.3)

    async def trickle(connection: Connection) -> None:
        await connection.read()
        await connection.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await connection.write(b" ")
            await asyncio.sleep(0.05)

    async with asyncio.timeout(5):
        result, _ = await sent_to("telnyx", trickle)

    assert result.outcome is Outcome.AMBIGUOUS


@every_gateway
async def test_where_nobody_listens_nothing_was_taken(kind: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        gateway = open_gateway(kind, base_url=f"http://127.0.0.1:{unused.getsockname()[1]}")
        result = await gateway.send(TEXT)
        check = await gateway.check()
        await gateway.close()

    assert (result.outcome, result.refusal) == (Outcome.RETRYABLE, Refusal.UNREACHABLE)
    assert (check.works, check.refusal) == (False, Refusal.UNREACHABLE)


async def test_a_certificate_of_nobody_is_not_spoken_to() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    async with serving(answer(201, {"sid": "SM1"}), tls) as server:
        gateway = open_gateway("twilio", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.refusal) == (Outcome.RETRYABLE, Refusal.UNREACHABLE)
    assert server.requests == []


@every_gateway
async def test_certificates_that_cannot_be_read_let_nothing_leave(
    kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "none.pem").write_text("no certificate\n")
    async with gateway_at(kind, answer(*WIRES[kind].taken)) as (gateway, server):
        for file in (tmp_path / "gone.pem", tmp_path / "none.pem"):
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
            result, check = await gateway.send(TEXT), await gateway.check()

            assert (result.outcome, result.refusal) == (Outcome.RETRYABLE, Refusal.UNREACHABLE)
            assert (check.works, check.refusal) == (False, Refusal.UNREACHABLE)
            assert check.detail == "The certificates that SSL_CERT_FILE names cannot be read."
        assert server.connections == 0
        # The file is looked for anew with the next text.
        monkeypatch.delenv("SSL_CERT_FILE")
        assert (await gateway.send(TEXT)).outcome is Outcome.TAKEN


async def test_texts_that_leave_together_wait_for_no_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_client, "READ_SECONDS", 5.0)
    everybody = asyncio.Event()

    async def wait_for_all(connection: Connection) -> None:
        await connection.read()
        if len(server.requests) == AT_ONCE:
            everybody.set()
        await everybody.wait()
        await connection.write(b"HTTP/1.1 201 X\r\ncontent-length: 14\r\n\r\n" + b'{"sid": "SM1"}')

    async with gateway_at("twilio", wait_for_all) as (gateway, server):
        results = await asyncio.gather(*[gateway.send(TEXT) for _ in range(AT_ONCE)])

    assert {one.outcome for one in results} == {Outcome.TAKEN}


@every_gateway
async def test_what_utf_8_cannot_say_is_refused_and_not_sent(kind: str) -> None:
    text = OutboundText(REFERENCE, LINE, NUMBER, "half an emoji: \ud83d")

    result, server = await sent_to(kind, answer(*WIRES[kind].taken), text)

    if result.outcome is Outcome.TAKEN:
        assert b"\\ud83d" in server.requests[0].body
    else:
        assert (result.outcome, result.refusal) == (Outcome.REFUSED, Refusal.INVALID)
        assert server.requests == []


@every_gateway
async def test_proxies_of_the_environment_are_not_used(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    result, _ = await sent_to(kind, answer(*WIRES[kind].taken))

    assert result.outcome is Outcome.TAKEN


@every_gateway
async def test_credentials_are_tried_without_texting_anybody(kind: str) -> None:
    found = []
    for reply in (
        answer(200, {"status": "active"}),
        answer(401, b"Could not verify your access level"),
        answer(200, b"<html>"),
    ):
        async with gateway_at(kind, reply) as (gateway, server):
            check = await gateway.check()
        assert [request.method for request in server.requests] == ["GET"]
        found.append((check.works, check.refusal))

    assert found == [(True, None), (False, Refusal.BAD_CREDENTIALS), (False, Refusal.OTHER)]


@every_gateway
async def test_nothing_waits_at_a_real_provider_and_it_cannot_be_asked(kind: str) -> None:
    gateway = open_gateway(kind)

    assert (await gateway.ask(REFERENCE)).taken is Taken.CANNOT_SAY
    assert await gateway.receive() == []
    await gateway.acknowledge(["x"])
    await gateway.close()
