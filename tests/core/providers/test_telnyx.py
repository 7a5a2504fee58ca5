"""Telnyx: what is sent, what its answers and its calls mean."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.clock import StandingClock
from core.domain import Behavior, Verdict
from core.errors import WebhookUnreadable
from core.providers.base import Delivery, DeliveryReport, InboundMessage, Outcome, Refusal
from core.providers.telnyx import TelnyxGateway
from tests.core.providers.gateway_world import (
    LINE,
    NOW,
    NUMBER,
    TELNYX,
    TELNYX_KEY,
    TEXT,
    TOLL_FREE,
    WEBHOOK,
    open_gateway,
    telnyx_call,
)
from tests.core.providers.http_server import answer, serving

RECEIVED = "2026-03-02T15:04:01.500+00:00"
PAYLOAD: dict[str, Any] = {
    "id": "tx-1",
    "direction": "inbound",
    "from": {"phone_number": NUMBER, "carrier": "T-Mobile"},
    "to": [{"phone_number": LINE}],
    "text": "STOP",
    "media": [],
    "received_at": RECEIVED,
    "autoresponse_type": "STOP",
}


def read(event: str, payload: Any, url: str = WEBHOOK) -> list[Any]:
    gateway = open_gateway("telnyx")
    call = telnyx_call({"data": {"event_type": event, "payload": payload}, "meta": {}}, url)
    gateway.verify(call)
    return gateway.read(call)


def received(**changes: Any) -> list[Any]:
    return read("message.received", {**PAYLOAD, **changes})


async def test_a_text_leaves_as_telnyx_wants_it() -> None:
    async with serving(answer(200, {"data": {"id": "tx-1"}})) as server:
        settings = replace(TELNYX, messaging_profile_id="mp-1")
        gateway = TelnyxGateway(settings, base_url=server.url, clock=StandingClock(NOW))
        await gateway.send(TEXT)
        await gateway.check()
        await gateway.close()

    request, check = server.requests
    assert request.target == "/v2/messages"
    assert request.headers["authorization"] == f"Bearer {TELNYX_KEY}"
    assert json.loads(request.body) == {
        "from": LINE,
        "to": NUMBER,
        "text": TEXT.body,
        "messaging_profile_id": "mp-1",
        "webhook_url": f"{WEBHOOK}?reference={TEXT.reference}",
    }
    assert check.target == "/v2/balance"


@pytest.mark.parametrize(
    ("status", "codes", "outcome", "refusal"),
    [
        (422, ["40310", "40300"], Outcome.OPTED_OUT, Refusal.BLOCKED),
        (401, ["10009"], Outcome.REFUSED, Refusal.BAD_CREDENTIALS),
        (403, ["10010"], Outcome.REFUSED, Refusal.LINE_DENIED),
        (403, ["40999"], Outcome.REFUSED, Refusal.DENIED),
        (503, ["10011"], Outcome.AMBIGUOUS, None),
        (402, ["20100"], Outcome.REFUSED, Refusal.OUT_OF_MONEY),
        (429, ["10011"], Outcome.RETRYABLE, Refusal.RATE_LIMITED),
        # It is said with the status of a rate, and holds until midnight.
        (429, ["40333"], Outcome.REFUSED, Refusal.OUT_OF_MONEY),
        (422, ["40318"], Outcome.RETRYABLE, Refusal.RATE_LIMITED),
        (422, ["10002"], Outcome.REFUSED, Refusal.INVALID),
        (422, [], Outcome.REFUSED, Refusal.INVALID),
    ],
)
async def test_a_code_says_why_it_was_not_taken(
    status: int, codes: list[str], outcome: Outcome, refusal: Refusal | None
) -> None:
    errors = [{"code": code, "detail": f"to {NUMBER}"} for code in codes]
    async with serving(answer(status, {"errors": errors})) as server:
        gateway = open_gateway("telnyx", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.refusal) == (outcome, refusal)
    assert NUMBER not in repr(result)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("STOP", Verdict.STOP),
        ("start", Verdict.START),
        ("HELP", Verdict.HELP),
        (None, Verdict.NONE),
        ("", Verdict.NONE),
        ("LATER", Verdict.SILENT),
    ],
)
def test_its_verdict_is_its_autoresponse(given: str | None, verdict: Verdict) -> None:
    at = datetime(2026, 3, 2, 15, 4, 1, 500_000, UTC)

    assert received(autoresponse_type=given) == [
        InboundMessage("tx-1", LINE, NUMBER, "STOP", at, verdict)
    ]


def test_on_a_toll_free_line_the_network_may_have_acted_without_it() -> None:
    to = [{"phone_number": TOLL_FREE}]

    assert received(autoresponse_type=None, to=to)[0].verdict is Verdict.SILENT
    assert received(autoresponse_type=None, to=to, text="quit")[0].verdict is Verdict.NONE
    assert received(to=to)[0].verdict is Verdict.STOP


def test_media_are_links_and_a_group_is_a_text_for_each_line() -> None:
    other = "+14155550177"
    media = [{"url": "https://media.example/a.jpg", "size": 5}, {"url": "file:///etc"}, {}]

    messages = received(
        text=None, media=media, to=[{"phone_number": LINE}, {"phone_number": other}]
    )

    assert [message.line for message in messages] == [LINE, other]
    assert {message.body for message in messages} == {""}
    assert messages[0].media == ("https://media.example/a.jpg",)


@pytest.mark.parametrize(
    "at",
    ["yesterday", None, 5, "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2031-01-01"],
)
def test_a_time_that_cannot_be_is_ours(at: Any) -> None:
    assert received(received_at=at)[0].at == NOW


@pytest.mark.parametrize(
    ("event", "status", "errors", "delivery"),
    [
        ("message.finalized", "delivered", [], Delivery.DELIVERED),
        ("message.finalized", "delivery_failed", ["40001"], Delivery.FAILED),
        ("message.finalized", "sending_failed", ["40300"], Delivery.OPTED_OUT),
        ("message.finalized", "delivery_unconfirmed", [], None),
        ("message.sent", "sent", [], None),
        ("message.edited", "delivered", [], None),
    ],
)
def test_a_report_says_what_became_of_a_text(
    event: str, status: str, errors: list[str], delivery: Delivery | None
) -> None:
    payload = {
        "id": "tx-9",
        "to": [{"phone_number": NUMBER, "status": status}],
        "errors": [{"code": code} for code in errors],
    }

    events = read(event, payload, f"{WEBHOOK}?reference=text-1")

    code = errors[0] if errors else ""
    wanted = [] if delivery is None else [DeliveryReport("tx-9", delivery, NOW, code, "text-1")]
    assert events == wanted


@pytest.mark.parametrize("changes", [{"id": None}, {"id": "\ud800"}, {"from": {}}, {"text": 5}])
def test_a_text_that_lacks_what_it_needs_is_unreadable(changes: dict[str, Any]) -> None:
    with pytest.raises(WebhookUnreadable):
        received(**changes)


def test_an_account_says_how_its_lines_behave() -> None:
    gateway = open_gateway("telnyx")

    assert gateway.behavior_of(LINE) is Behavior.TYPE_2
    assert "stop all" in gateway.opt_out_keywords
    assert "revoke" not in gateway.opt_out_keywords
    assert gateway.answer().status == 200
