"""Plivo: what is sent, what its answers and its calls mean."""

from __future__ import annotations

import json
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
    WEBHOOK,
    json_call,
    open_gateway,
    plivo_call,
)
from tests.core.providers.http_server import answer, serving

INBOUND = {
    "From": NUMBER.removeprefix("+"),
    "To": LINE.removeprefix("+"),
    "Text": "STOP",
    "Type": "sms",
    "MessageUUID": "pl-1",
    "MessageIntent": "optout",
}


def read(fields: dict[str, str], url: str = WEBHOOK) -> list[Any]:
    gateway = open_gateway("plivo")
    call = plivo_call(fields, url)
    gateway.verify(call)
    return gateway.read(call)


async def test_a_text_leaves_as_plivo_wants_it() -> None:
    async with serving(answer(202, {"message_uuid": ["pl-1"]})) as server:
        gateway = open_gateway("plivo", base_url=server.url)
        await gateway.send(TEXT)
        await gateway.check()
        await gateway.close()

    request, check = server.requests
    assert request.target == "/v1/Account/MA0123/Message/"
    assert request.headers["authorization"].startswith("Basic ")
    assert json.loads(request.body) == {
        "src": LINE,
        "dst": NUMBER,
        "text": TEXT.body,
        "type": "sms",
        "url": f"{WEBHOOK}?reference={TEXT.reference}",
        "method": "POST",
    }
    assert check.target == "/v1/Account/MA0123/"


@pytest.mark.parametrize(
    ("status", "content", "refusal"),
    [
        (400, {"api_id": "x", "error": f"dst {NUMBER} is odd"}, Refusal.INVALID),
        (401, b"Could not verify your access level", Refusal.BAD_CREDENTIALS),
    ],
)
async def test_a_refusal_repeats_none_of_its_words(
    status: int, content: Any, refusal: Refusal
) -> None:
    async with serving(answer(status, content)) as server:
        gateway = open_gateway("plivo", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.refusal) == (Outcome.REFUSED, refusal)
    assert NUMBER not in repr(result)


def test_a_text_arrives_without_a_verdict() -> None:
    assert read(INBOUND) == [InboundMessage("pl-1", LINE, NUMBER, "STOP", NOW, Verdict.SILENT)]


def test_media_are_links() -> None:
    media = {"Media1": "https://media.plivo.com/b", "Media0": "https://media.plivo.com/a"}

    (message,) = read({**INBOUND, "Type": "mms", "Text": "", "MediaCount": "2", **media})

    assert message.media == ("https://media.plivo.com/a", "https://media.plivo.com/b")


@pytest.mark.parametrize(
    ("status", "code", "delivery"),
    [
        ("delivered", "000", Delivery.DELIVERED),
        ("failed", "200", Delivery.OPTED_OUT),
        ("undelivered", "200", Delivery.OPTED_OUT),
        ("undelivered", "30", Delivery.FAILED),
        ("queued", "", None),
        ("sent", "", None),
    ],
)
def test_a_report_says_what_became_of_a_text(
    status: str, code: str, delivery: Delivery | None
) -> None:
    fields = {"MessageUUID": "pl-9", "Status": status, "ErrorCode": code, "From": "1", "To": "2"}
    shown = "" if code == "000" else code
    wanted = [] if delivery is None else [DeliveryReport("pl-9", delivery, NOW, shown, "text-1")]

    assert read(fields, f"{WEBHOOK}?reference=text-1") == wanted


def test_what_is_of_no_use_is_let_go() -> None:
    assert read({"Event": "CampaignVerified"}) == []
    assert read({**INBOUND, "From": "ALERTS"}) == []


@pytest.mark.parametrize("missing", ["MessageUUID", "From", "To"])
def test_a_text_that_lacks_what_it_needs_is_unreadable(missing: str) -> None:
    with pytest.raises(WebhookUnreadable):
        read({name: value for name, value in INBOUND.items() if name != missing})


def test_json_is_unreadable() -> None:
    with pytest.raises(WebhookUnreadable):
        open_gateway("plivo").read(json_call({"Text": "x"}))


def test_it_acts_on_the_words_that_its_pages_agree_on() -> None:
    gateway = open_gateway("plivo")

    assert gateway.behavior_of(LINE) is gateway.behavior_of(TOLL_FREE) is Behavior.TYPE_2
    assert gateway.opt_out_keywords == {"stop", "end", "quit"}
    (message,) = read({**INBOUND, "To": TOLL_FREE.removeprefix("+"), "Text": "END"})
    assert message.verdict is Verdict.NONE
    assert gateway.answer().body == b"<Response/>"
