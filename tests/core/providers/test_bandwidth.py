"""Bandwidth: what is sent, what its answers and its calls mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from core.domain import Behavior, Verdict
from core.errors import WebhookUnreadable
from core.providers.base import Delivery, DeliveryReport, InboundMessage, Outcome, Refusal
from tests.core.providers.gateway_world import (
    LINE,
    NOW,
    NUMBER,
    TEXT,
    TOLL_FREE,
    bandwidth_call,
    open_gateway,
)
from tests.core.providers.http_server import answer, serving

NO_ID = "The message has no usable id."
AT = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)


def read(content: Any) -> list[Any]:
    gateway = open_gateway("bandwidth")
    call = bandwidth_call(content)
    gateway.verify(call)
    return gateway.read(call)


def inbound(message_id: str = "bw-1", line: str = LINE, **changes: Any) -> dict[str, Any]:
    message = {
        "id": message_id,
        "owner": line,
        "direction": "in",
        "from": NUMBER,
        "to": [line],
        "text": "STOP",
        "time": "2026-03-02T15:04:00Z",
    }
    return {
        "type": "message-received",
        "time": "2026-03-02T15:04:00Z",
        "to": line,
        "message": message | changes,
    }


def report(kind: str, **changes: Any) -> dict[str, Any]:
    message = {"id": "bw-9", "owner": LINE, "direction": "out", "tag": "text-1", "text": ""}
    return {
        "type": kind,
        "time": "2026-03-02T15:04:00Z",
        "to": NUMBER,
        "message": message,
        **changes,
    }


async def test_a_text_leaves_as_bandwidth_wants_it() -> None:
    async with serving(answer(202, {"id": "bw-1"})) as server:
        gateway = open_gateway("bandwidth", base_url=server.url)
        await gateway.send(TEXT)
        await gateway.check()
        await gateway.close()

    request, check = server.requests
    assert request.target == "/api/v2/users/5500/messages"
    assert request.headers["authorization"].startswith("Basic ")
    assert json.loads(request.body) == {
        "applicationId": "app-1",
        "to": [NUMBER],
        "from": LINE,
        "text": TEXT.body,
        "tag": TEXT.reference,
    }
    assert check.target == "/api/v2/users/5500/messages?messageDirection=OUTBOUND&limit=1"


async def test_its_error_names_its_kind() -> None:
    said = {"type": "request-validation", "description": f"'{NUMBER}' is odd", "fieldErrors": []}
    async with serving(answer(400, said)) as server:
        gateway = open_gateway("bandwidth", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.refusal) == (Outcome.REFUSED, Refusal.INVALID)
    assert result.code == "request-validation"
    assert NUMBER not in repr(result)


def test_a_call_may_hold_several_events() -> None:
    media = ["https://messaging.bandwidth.com/api/v2/users/5500/media/a.jpg", None]

    events = read([inbound(), report("message-delivered"), inbound("bw-2", text=None, media=media)])

    assert events == [
        InboundMessage("bw-1", LINE, NUMBER, "STOP", AT, Verdict.SILENT),
        DeliveryReport("bw-9", Delivery.DELIVERED, AT, "", "text-1"),
        InboundMessage("bw-2", LINE, NUMBER, "", AT, Verdict.SILENT, (media[0],)),
    ]


def test_in_a_group_the_line_is_the_owner() -> None:
    event = inbound()
    event["to"] = event["message"]["to"] = [NUMBER, LINE]

    assert read([event])[0].line == LINE


@pytest.mark.parametrize(
    ("kind", "code", "delivery"),
    [
        ("message-failed", 4775, Delivery.OPTED_OUT),
        ("message-failed", "4775", Delivery.OPTED_OUT),
        ("message-failed", 4720, Delivery.FAILED),
        ("message-failed", None, Delivery.FAILED),
    ],
)
def test_a_failure_is_an_opt_out_where_its_code_says_so(
    kind: str, code: Any, delivery: Delivery
) -> None:
    wanted = DeliveryReport("bw-9", delivery, AT, str(code or ""), "text-1")

    assert read([report(kind, errorCode=code)]) == [wanted]


@pytest.mark.parametrize("content", [[], {}, [report("message-sending")], [{"type": "new"}], [5]])
def test_what_is_of_no_use_is_let_go(content: Any) -> None:
    assert read(content) == []


@pytest.mark.parametrize("content", [[{**inbound(), "message": None}], [inbound("")], b"<xml>"])
def test_what_lacks_what_it_needs_is_unreadable(content: Any) -> None:
    with pytest.raises(WebhookUnreadable):
        read(content)


def test_what_cannot_be_read_takes_no_stop_with_it() -> None:
    broken = {**report("message-failed"), "message": {"id": "a b"}}
    with pytest.raises(WebhookUnreadable, match=NO_ID) as told:
        read([inbound(""), inbound(), broken])

    assert told.value.events == [InboundMessage("bw-1", LINE, NUMBER, "STOP", AT, Verdict.SILENT)]


def test_it_handles_no_opt_out_but_on_toll_free_lines() -> None:
    gateway = open_gateway("bandwidth")

    assert gateway.behavior_of(LINE) is Behavior.TYPE_1
    assert gateway.behavior_of(TOLL_FREE) is Behavior.TYPE_2
    assert gateway.opt_out_keywords == {"stop"}
    assert read([inbound(line=TOLL_FREE)])[0].verdict is Verdict.SILENT
    assert read([inbound(line=TOLL_FREE, text="cancel")])[0].verdict is Verdict.NONE
    assert gateway.answer().status == 200
    assert NOW > AT
