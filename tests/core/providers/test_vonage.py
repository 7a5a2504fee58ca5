"""Vonage: what is sent, what its answers and its calls mean, in both of its forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

from core.domain import Behavior, Verdict
from core.errors import WebhookUnreadable
from core.providers.base import (
    Delivery,
    DeliveryReport,
    InboundMessage,
    OutboundText,
    Outcome,
    Refusal,
)
from core.providers.vonage import VonageGateway
from tests.core.providers.gateway_world import (
    LINE,
    NOW,
    NUMBER,
    TEXT,
    TOLL_FREE,
    VONAGE,
    open_gateway,
    vonage_call,
    vonage_messages_call,
)
from tests.core.providers.http_server import answer, serving

AT = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)
INBOUND = {
    "msisdn": NUMBER.removeprefix("+"),
    "to": LINE.removeprefix("+"),
    "messageId": "VN1",
    "text": "STOP",
    "type": "text",
    "keyword": "STOP",
    "message-timestamp": "2026-03-02 15:04:00",
}
RECEIPT = {
    "msisdn": NUMBER.removeprefix("+"),
    "to": LINE.removeprefix("+"),
    "messageId": "VN9",
    "scts": "2603021504",
    "message-timestamp": "2026-03-02 15:04:00",
    "client-ref": "text-1",
}
MESSAGE = {
    "channel": "sms",
    "message_uuid": "vu-1",
    "from": NUMBER.removeprefix("+"),
    "to": LINE.removeprefix("+"),
    "timestamp": "2026-03-02T15:04:00Z",
    "message_type": "text",
    "text": "STOP",
}


def read(fields: dict[str, str]) -> list[Any]:
    gateway = open_gateway("vonage")
    call = vonage_call(fields)
    in_query = replace(
        call, method="GET", url=f"{call.url}?{call.body.decode()}", body=b"", headers={}
    )
    for same in (call, in_query):
        gateway.verify(same)
    events = gateway.read(call)
    assert gateway.read(in_query) == events
    return events


def read_message(content: Any) -> list[Any]:
    gateway = open_gateway("vonage")
    call = vonage_messages_call(content)
    gateway.verify(call)
    return gateway.read(call)


async def test_a_text_leaves_as_vonage_wants_it() -> None:
    async with serving(answer(200, {"messages": [{"status": "0", "message-id": "V"}]})) as server:
        gateway = open_gateway("vonage", base_url=server.url)
        await gateway.send(TEXT)
        await gateway.send(OutboundText("text-2", LINE, NUMBER, "¿Votará el martes? 🗳"))
        await gateway.check()
        await gateway.close()

    plain, unicode, check = server.requests
    assert plain.target == "/sms/json"
    assert plain.headers["authorization"].startswith("Basic ")
    assert parse_qs(plain.body.decode()) == {
        "from": [LINE.removeprefix("+")],
        "to": [NUMBER.removeprefix("+")],
        "text": [TEXT.body],
        "client-ref": [TEXT.reference],
    }
    fields = parse_qs(unicode.body.decode())
    assert (fields["type"], fields["text"]) == (["unicode"], ["¿Votará el martes? 🗳"])
    assert check.target == "/account/get-balance"


@pytest.mark.parametrize(
    ("status", "outcome", "refusal"),
    [
        ("1", Outcome.RETRYABLE, Refusal.RATE_LIMITED),
        ("2", Outcome.REFUSED, Refusal.INVALID),
        ("4", Outcome.REFUSED, Refusal.BAD_CREDENTIALS),
        ("5", Outcome.AMBIGUOUS, None),
        ("7", Outcome.REFUSED, Refusal.OTHER),
        ("8", Outcome.REFUSED, Refusal.SUSPENDED),
        # A receipt means another thing by it: the contact opted out.
        ("9", Outcome.REFUSED, Refusal.OUT_OF_MONEY),
        ("14", Outcome.REFUSED, Refusal.BAD_CREDENTIALS),
        ("77", Outcome.REFUSED, Refusal.OTHER),
        (7, Outcome.REFUSED, Refusal.OTHER),
        (None, Outcome.AMBIGUOUS, None),
    ],
)
async def test_a_status_says_why_it_was_not_taken(
    status: Any, outcome: Outcome, refusal: Refusal | None
) -> None:
    said = {"message-count": "1", "messages": [{"status": status, "error-text": NUMBER}]}
    async with serving(answer(200, said)) as server:
        gateway = open_gateway("vonage", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.refusal) == (outcome, refusal)
    assert NUMBER not in repr(result)


async def test_a_long_text_is_taken_when_any_part_is() -> None:
    parts = [{"status": "1"}, {"status": "0", "message-id": "V2"}]
    async with serving(answer(200, {"message-count": "2", "messages": parts})) as server:
        gateway = open_gateway("vonage", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.provider_message_id) == (Outcome.TAKEN, "V2")


def test_a_text_arrives_in_either_form() -> None:
    assert read(INBOUND) == [InboundMessage("VN1", LINE, NUMBER, "STOP", AT, Verdict.SILENT)]
    assert read_message(MESSAGE) == [
        InboundMessage("vu-1", LINE, NUMBER, "STOP", AT, Verdict.SILENT)
    ]


def test_media_are_links() -> None:
    image = {"url": "https://media.example/a.jpg", "caption": "Look"}
    picture = {**MESSAGE, "channel": "mms", "message_type": "image", "image": image}

    (message,) = read_message({name: part for name, part in picture.items() if name != "text"})

    assert (message.body, message.media) == ("Look", ("https://media.example/a.jpg",))


@pytest.mark.parametrize(
    ("status", "code", "delivery"),
    [
        ("delivered", "0", Delivery.DELIVERED),
        ("failed", "9", Delivery.OPTED_OUT),
        ("rejected", "9", Delivery.OPTED_OUT),
        ("failed", "6", Delivery.FAILED),
        ("expired", "", Delivery.FAILED),
        ("accepted", "0", None),
        ("buffered", "9", None),
    ],
)
def test_a_receipt_says_what_became_of_a_text(
    status: str, code: str, delivery: Delivery | None
) -> None:
    shown = "" if code == "0" else code
    wanted = [] if delivery is None else [DeliveryReport("VN9", delivery, AT, shown, "text-1")]

    assert read({**RECEIPT, "status": status, "err-code": code}) == wanted


@pytest.mark.parametrize(
    ("status", "error", "delivery", "code"),
    [
        ("delivered", None, Delivery.DELIVERED, ""),
        ("rejected", {"title": "1240"}, Delivery.OPTED_OUT, "1240"),
        ("undeliverable", {"title": 1240}, Delivery.OPTED_OUT, "1240"),
        (
            "rejected",
            {"title": "Opted out", "type": "https://developer.vonage.com/api-errors/messages#1240"},
            Delivery.OPTED_OUT,
            "1240",
        ),
        ("rejected", {"title": "1050"}, Delivery.FAILED, "1050"),
        ("submitted", None, None, ""),
    ],
)
def test_a_status_of_the_messages_api_does_too(
    status: str, error: Any, delivery: Delivery | None, code: str
) -> None:
    content = {
        "channel": "sms",
        "message_uuid": "vu-9",
        "timestamp": "2026-03-02T15:04:00Z",
        "status": status,
        "error": error,
        "client_ref": "text-1",
    }
    wanted = [] if delivery is None else [DeliveryReport("vu-9", delivery, AT, code, "text-1")]

    assert read_message(content) == wanted


def test_what_is_of_no_use_is_let_go() -> None:
    assert read({"a": "b"}) == []
    assert read({**INBOUND, "msisdn": "ALERTS"}) == []
    assert read_message({**MESSAGE, "channel": "whatsapp"}) == []
    assert read_message([]) == []


def test_what_lacks_what_it_needs_is_unreadable() -> None:
    for fields in ({**INBOUND, "messageId": ""}, {**INBOUND, "to": ""}):
        with pytest.raises(WebhookUnreadable):
            read(fields)
    for content in ({**MESSAGE, "from": None}, {**MESSAGE, "text": ["x"]}, b"{"):
        with pytest.raises(WebhookUnreadable):
            read_message(content)


def test_it_handles_opt_outs_of_toll_free_lines_and_by_the_words_of_the_account() -> None:
    plain = open_gateway("vonage")
    assisted = VonageGateway(replace(VONAGE, opt_out_keywords=frozenset({" Quit"})))

    assert plain.behavior_of(LINE) is Behavior.TYPE_1
    assert plain.behavior_of(TOLL_FREE) is Behavior.TYPE_2
    assert plain.opt_out_keywords == {"stop"}
    assert assisted.opt_out_keywords == {"stop", "quit"}
    (message,) = read({**INBOUND, "to": TOLL_FREE.removeprefix("+"), "text": "quit"})
    assert message.verdict is Verdict.NONE
    assert plain.answer().status == 200
    assert NOW > AT
