"""Twilio: what is sent, what its answers and its calls mean."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from core.domain import Behavior, Verdict
from core.errors import BadInput, WebhookUnreadable
from core.providers.base import (
    Delivery,
    DeliveryReport,
    InboundMessage,
    Outcome,
    Refusal,
    TellsOptOuts,
)
from core.providers.twilio import TwilioGateway, TwilioSettings
from core.providers.webhook import WebhookAnswer
from tests.core.providers.gateway_world import (
    LINE,
    NOW,
    NUMBER,
    PRIVATE,
    TEXT,
    TOLL_FREE,
    TWILIO,
    TWILIO_TOKEN,
    WEBHOOK,
    json_call,
    open_gateway,
    twilio_call,
)
from tests.core.providers.http_server import answer, serving

INBOUND = {
    "MessageSid": "SM1",
    "SmsStatus": "received",
    "AccountSid": "AC0123",
    "From": NUMBER,
    "To": LINE,
    "Body": "STOP",
    "NumMedia": "0",
}


def read(fields: dict[str, str], url: str = WEBHOOK, **settings: Any) -> list[Any]:
    gateway = TwilioGateway(replace(TWILIO, **settings))
    call = twilio_call(fields, url)
    gateway.verify(call)
    return gateway.read(call)


async def test_a_text_leaves_as_twilio_wants_it() -> None:
    async with serving(answer(201, {"sid": "SM1"})) as server:
        settings = replace(TWILIO, messaging_service_sid="MG9")
        gateway = TwilioGateway(settings, base_url=server.url)
        await gateway.send(TEXT)
        await gateway.close()

    (request,) = server.requests
    assert request.target == "/2010-04-01/Accounts/AC0123/Messages.json"
    assert parse_qs(request.body.decode()) == {
        "To": [NUMBER],
        "From": [LINE],
        "Body": [TEXT.body],
        "MessagingServiceSid": ["MG9"],
        "StatusCallback": [f"{WEBHOOK}?reference={TEXT.reference}"],
    }
    credentials = base64.b64encode(f"AC0123:{TWILIO_TOKEN}".encode()).decode()
    assert request.headers["authorization"] == f"Basic {credentials}"


@pytest.mark.parametrize(
    ("status", "code", "outcome", "refusal"),
    [
        (401, 20003, Outcome.REFUSED, Refusal.BAD_CREDENTIALS),
        (403, 20003, Outcome.REFUSED, Refusal.DENIED),
        (403, 20403, Outcome.REFUSED, Refusal.DENIED),
        (403, 21408, Outcome.REFUSED, Refusal.OTHER),
        (400, 20005, Outcome.REFUSED, Refusal.SUSPENDED),
        (401, 20005, Outcome.REFUSED, Refusal.SUSPENDED),
        (429, 20429, Outcome.RETRYABLE, Refusal.RATE_LIMITED),
        (400, 21611, Outcome.RETRYABLE, Refusal.RATE_LIMITED),
        (400, 14107, Outcome.RETRYABLE, Refusal.RATE_LIMITED),
        (400, 21211, Outcome.REFUSED, Refusal.UNKNOWN_NUMBER),
        (500, 20003, Outcome.AMBIGUOUS, None),
    ],
)
async def test_a_code_says_why_it_was_not_taken(
    status: int, code: int, outcome: Outcome, refusal: Refusal | None
) -> None:
    words = {"code": code, "message": f"The 'To' number {NUMBER} is odd", "status": status}
    async with serving(answer(status, words)) as server:
        gateway = open_gateway("twilio", base_url=server.url)
        result = await gateway.send(TEXT)
        await gateway.close()

    assert (result.outcome, result.refusal, result.code) == (outcome, refusal, str(code))
    assert [private for private in PRIVATE if private in repr(result)] == []


async def test_a_suspended_account_does_not_work() -> None:
    async with serving(answer(200, {"status": "suspended"})) as server:
        gateway = open_gateway("twilio", base_url=server.url)
        check = await gateway.check()
        await gateway.close()

    assert (check.works, check.refusal) == (False, Refusal.SUSPENDED)
    assert server.requests[0].target == "/2010-04-01/Accounts/AC0123.json"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("STOP", Verdict.STOP),
        ("START", Verdict.START),
        ("HELP", Verdict.HELP),
        ("", Verdict.SILENT),
        ("later", Verdict.SILENT),
    ],
)
def test_its_verdict_is_its_opt_out_type(given: str, verdict: Verdict) -> None:
    (message,) = read({**INBOUND, "OptOutType": given})

    assert message == InboundMessage("SM1", LINE, NUMBER, "STOP", NOW, verdict)


def test_without_one_it_is_silent_unless_advanced_opt_out_is_on() -> None:
    assert read(INBOUND)[0].verdict is Verdict.SILENT
    assert read(INBOUND, advanced_opt_out=True)[0].verdict is Verdict.NONE
    toll_free = {**INBOUND, "To": TOLL_FREE}
    assert read(toll_free, advanced_opt_out=True)[0].verdict is Verdict.SILENT
    # The toll-free network acts on STOP, and on no other word of Twilio's list.
    assert read({**toll_free, "Body": "quit"})[0].verdict is Verdict.NONE
    assert read({**INBOUND, "Body": "quit"})[0].verdict is Verdict.SILENT


def test_media_are_links() -> None:
    media = {f"MediaUrl{n}": f"https://api.twilio.com/media/{n}" for n in (10, 2, 0)}

    (message,) = read({**INBOUND, "Body": "", **media, "MediaUrl3": "javascript:alert(1)"})

    assert message.body == ""
    assert message.media == tuple(f"https://api.twilio.com/media/{n}" for n in (0, 2, 10))


@pytest.mark.parametrize(
    ("status", "code", "sender", "delivery"),
    [
        ("delivered", "", LINE, Delivery.DELIVERED),
        ("undelivered", "30003", LINE, Delivery.FAILED),
        ("failed", "21610", LINE, Delivery.OPTED_OUT),
        ("undelivered", "30004", LINE, Delivery.FAILED),
        ("undelivered", "30004", TOLL_FREE, Delivery.OPTED_OUT),
        ("canceled", "", LINE, Delivery.FAILED),
        ("queued", "", LINE, None),
        ("sent", "", LINE, None),
        ("partly", "", LINE, None),
    ],
)
def test_a_report_says_what_became_of_a_text(
    status: str, code: str, sender: str, delivery: Delivery | None
) -> None:
    fields = {"MessageSid": "SM7", "MessageStatus": status, "From": sender, "To": NUMBER}

    events = read({**fields, "ErrorCode": code}, f"{WEBHOOK}?reference=text-1")

    wanted = [] if delivery is None else [DeliveryReport("SM7", delivery, NOW, code, "text-1")]
    assert events == wanted


def test_what_is_no_text_of_a_phone_is_let_go() -> None:
    assert read({**INBOUND, "From": "whatsapp:+12025550123"}) == []
    assert read({"AccountSid": "AC0123"}) == []


@pytest.mark.parametrize("missing", ["MessageSid", "From", "To"])
def test_a_text_that_lacks_what_it_needs_is_unreadable(missing: str) -> None:
    fields = {name: value for name, value in INBOUND.items() if name != missing}

    with pytest.raises(WebhookUnreadable):
        read(fields)


def test_json_is_unreadable() -> None:
    with pytest.raises(WebhookUnreadable):
        open_gateway("twilio").read(json_call({"From": NUMBER}))


@pytest.mark.parametrize("opted_out", [True, False])
async def test_twilio_can_be_told_of_an_opt_out(opted_out: bool) -> None:
    reply = answer(201, {"items": [{"correlation_id": "x", "error_code": 0}]})
    async with serving(reply) as server:
        gateway = open_gateway("twilio", base_url=server.url)
        assert isinstance(gateway, TellsOptOuts)
        told = await gateway.tell_opt_out(NUMBER, opted_out, line=LINE)
        unsaid = await gateway.tell_opt_out(NUMBER, opted_out)
        await gateway.close()

    assert told.outcome is Outcome.TAKEN
    assert (unsaid.outcome, unsaid.refusal) == (Outcome.REFUSED, Refusal.INVALID)
    (request,) = server.requests
    assert request.target == "/v1/Consents/Bulk"
    ((item,),) = parse_qs(request.body.decode()).values()
    said = json.loads(item)
    assert len(said.pop("correlation_id")) == 32
    assert said == {
        "contact_id": NUMBER,
        "sender_id": LINE,
        "status": "opt-out" if opted_out else "opt-in",
        "source": "others",
    }


@pytest.mark.parametrize(
    ("status", "content", "outcome", "code"),
    [
        (201, {"items": [{"error_code": 20422, "error_messages": ["no"]}]}, "refused", "20422"),
        (500, {}, "retryable", ""),
        (429, {"code": 20429}, "retryable", "20429"),
        (401, {"code": 20003}, "refused", "20003"),
    ],
)
async def test_what_twilio_says_to_an_opt_out(
    status: int, content: Any, outcome: str, code: str
) -> None:
    async with serving(answer(status, content)) as server:
        gateway = open_gateway("twilio", base_url=server.url)
        told = await gateway.tell_opt_out(NUMBER, True, line=LINE)
        await gateway.close()

    assert (told.outcome, told.code) == (outcome, code)
    # No text is meant by a denial of that, so that the account is.
    assert told.refusal is not Refusal.DENIED


def test_an_account_says_how_its_lines_behave() -> None:
    gateway = open_gateway("twilio", name="our twilio")

    assert (gateway.name, gateway.kind, gateway.simulated) == ("our twilio", "twilio", False)
    assert gateway.behavior_of(LINE) is Behavior.TYPE_2
    assert gateway.answer() == WebhookAnswer(200, "text/xml", b"<Response/>")


@pytest.mark.parametrize(
    "values",
    [
        ("AC/../x", "token"),
        ("", "token"),
        ("AC1", "two words"),
        ("AC1", ""),
        ("AC1", "token\r\nX: y"),
        ("AC1", "token", "MG 1"),
        ("AC1", "token", "", "javascript:1"),
    ],
)
def test_settings_that_cannot_be_are_refused_and_not_repeated(values: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as caught:
        TwilioSettings(*values)

    assert "token" not in str(caught.value).replace("auth token", "")
