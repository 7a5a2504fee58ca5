"""Whatever is signed and sent, a reader gives events that can be stored, or says it cannot read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.domain import Verdict
from core.errors import SignatureInvalid, WebhookUnreadable
from core.providers.base import DeliveryReport, InboundMessage
from core.providers.webhook import WebhookRequest
from core.providers.wire import MOST_FIELDS, form_pairs
from core.stored import microseconds, stored_body
from tests.core.providers.gateway_world import (
    FORM,
    KINDS,
    LINE,
    NOW,
    NUMBER,
    WEBHOOK,
    open_gateway,
)

GATEWAYS = {kind: open_gateway(kind) for kind in KINDS}
NAMES = st.sampled_from(
    [
        *("MessageSid", "SmsSid", "MessageStatus", "SmsStatus", "From", "To", "Body", "ErrorCode"),
        *("OptOutType", "MediaUrl0", "MediaUrl999", "Status", "Text", "Type", "MessageUUID"),
        *("msisdn", "to", "messageId", "text", "status", "err-code", "message-timestamp", "sig"),
        *("data", "payload", "event_type", "id", "from", "phone_number", "received_at", "media"),
        *("type", "message", "owner", "time", "tag", "errorCode", "channel", "message_uuid"),
        *("message_type", "timestamp", "error", "title", "client_ref", "image", "url", "errors"),
        *("code", "autoresponse_type", "client-ref", "Media0", "occurred_at", "completed_at"),
    ]
)
WORDS = st.one_of(
    st.text(max_size=12),
    st.text(st.characters(), max_size=6),
    st.sampled_from(
        [
            *("message.received", "message.finalized", "message-received", "message-failed"),
            *("delivered", "failed", "rejected", "received", "sms", "STOP", NUMBER, LINE),
            *("2026-03-02T15:04:00Z", "9999-12-31T23:59:59+23:59", "0001-01-01", "x" * 3_000),
            *("http://a", "https://" + "é" * 9, "9" * 400, "\ud800", "\x00", "+", "12345"),
        ]
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | WORDS, inner, max_size=5),
    max_leaves=15,
)
FIELDS = st.dictionaries(NAMES | st.text(max_size=4), WORDS, max_size=9)


def shaped(leaf: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """JSON that has a shape of one of the providers, with anything in it."""
    phone = st.fixed_dictionaries({"phone_number": leaf})
    payload = st.fixed_dictionaries(
        {"id": leaf, "from": phone | leaf, "to": st.lists(phone | leaf, max_size=2) | leaf},
        optional={"text": leaf, "media": JSON, "received_at": leaf, "errors": JSON, "status": leaf},
    )
    telnyx = st.fixed_dictionaries(
        {
            "event_type": st.sampled_from(["message.received", "message.finalized"]),
            "payload": payload | leaf,
        }
    ).map(lambda data: {"data": data})
    bandwidth = st.fixed_dictionaries(
        {
            "type": st.sampled_from(["message-received", "message-failed", "message-delivered"]),
            "message": payload | leaf,
        },
        optional={"time": leaf, "errorCode": leaf, "to": leaf},
    )
    vonage = st.fixed_dictionaries(
        {"message_uuid": leaf, "from": leaf, "to": leaf},
        optional={
            "message_type": leaf,
            "status": leaf | st.sampled_from(["rejected", "delivered"]),
            "text": leaf,
            "image": JSON,
            "error": JSON,
            "timestamp": leaf,
            "client_ref": leaf,
        },
    )
    return telnyx | bandwidth | st.lists(bandwidth, max_size=2) | vonage


def encoded(content: Any) -> bytes:
    return json.dumps(content).encode()


def as_form(fields: dict[str, str]) -> bytes:
    return urlencode(fields, errors="surrogatepass").encode()


BODIES = st.one_of(
    st.binary(max_size=60),
    JSON.map(encoded),
    shaped(JSON | WORDS).map(encoded),
    FIELDS.map(as_form),
)
QUERIES = st.one_of(
    st.just(""), st.text(max_size=12), FIELDS.map(as_form).map(lambda query: query.decode())
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("Authorization", "X-Twilio-Signature", "X-Plivo-Signature-V3"),
            *("X-Plivo-Signature-V3-Nonce", "X-Plivo-Signature-V2", "X-Plivo-Signature-V2-Nonce"),
            *("telnyx-signature-ed25519", "telnyx-timestamp"),
        ]
    ),
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["Bearer ", "Bearer a.b.c", "1772463845", "é", "\ud800", "A" * 86 + "=="]),
    ),
    max_size=4,
)


def is_storable(event: InboundMessage | DeliveryReport) -> bool:
    """Whether an event can be written down as it is."""
    seen = re.compile(r"[\x21-\x7e]*")
    assert event.provider_message_id
    assert seen.fullmatch(event.provider_message_id)
    assert event.at.tzinfo is UTC
    assert datetime(2000, 1, 1, tzinfo=UTC) <= event.at <= NOW
    assert microseconds(event.at) > 0
    if isinstance(event, DeliveryReport):
        return bool(seen.fullmatch(event.reference)) and bool(seen.fullmatch(event.code))
    assert re.fullmatch(r"\+[0-9]{7,15}|[0-9]{3,6}", event.line)
    assert re.fullmatch(r"\+[0-9]{7,15}|[0-9]{3,6}", event.number)
    stored_body(event.body)
    assert all(seen.fullmatch(link) and link.lower().startswith("http") for link in event.media)
    return isinstance(event.verdict, Verdict)


def read(kind: str, request: WebhookRequest) -> bool:
    """Whether a reader understands a call; nothing else may happen."""
    gateway = GATEWAYS[kind]
    try:
        events = gateway.read(request)
    except WebhookUnreadable:
        return False
    assert all(is_storable(event) for event in events)
    return True


def verify(kind: str, request: WebhookRequest) -> bool:
    try:
        GATEWAYS[kind].verify(request)
    except SignatureInvalid:
        return False
    return True


METHODS = st.sampled_from(["POST", "POST", "POST", "GET", "PUT"])
TYPES = st.sampled_from([FORM, f"{FORM}; charset=utf-8", "application/json", "", "é/é"])


@given(METHODS, QUERIES, TYPES, HEADERS, BODIES)
@example("POST", "", "application/json", {"Authorization": "Bearer x"}, b"[" * 20_000)
@example("POST", "", "application/json", {"Authorization": "Bearer x"}, b"9" * 6_000)
@example("POST", "", "application/json", {}, b'{"a": 1e999, "b": NaN, "sig": "x"}')
@example("POST", "reference=%ff", FORM, {}, b"MessageSid=%ff&Body=%00&From=%F0%9F")
@example("POST", "", FORM, {}, b"&".join(b"a%d=b" % n for n in range(2_000)))
def test_no_call_makes_a_reader_stumble(
    method: str, query: str, media_type: str, headers: dict[str, str], body: bytes
) -> None:
    request = WebhookRequest(
        method, f"{WEBHOOK}?{query}", {**headers, "Content-Type": media_type}, body, NOW
    )

    for kind in KINDS:
        read(kind, request)
        assert not verify(kind, request)


def test_a_call_shows_nothing_that_it_holds() -> None:
    secret = {"Authorization": "Basic c2VjcmV0"}
    request = WebhookRequest("GET", f"{WEBHOOK}?text=STOP", secret, b"Body=STOP", NOW)

    assert not re.search("STOP|c2VjcmV0|webhooks", repr(request))


def text_call(kind: str, body: str) -> Callable[[], WebhookRequest]:
    number, line = NUMBER, LINE
    match kind:
        case "twilio":
            fields = {"MessageSid": "SM1", "From": number, "To": line, "Body": body}
        case "plivo":
            fields = {"MessageUUID": "p", "From": number[1:], "To": line[1:], "Text": body}
        case "vonage":
            fields = {"messageId": "V", "msisdn": number[1:], "to": line[1:], "text": body}
        case "telnyx":
            payload = {
                "id": "t",
                "from": {"phone_number": number},
                "to": [{"phone_number": line}],
                "text": body,
            }
            content = {"data": {"event_type": "message.received", "payload": payload}}
            return lambda: WebhookRequest("POST", WEBHOOK, {}, encoded(content), NOW)
        case _:
            message = {"id": "b", "from": number, "owner": line, "text": body}
            call = [{"type": "message-received", "message": message}]
            return lambda: WebhookRequest("POST", WEBHOOK, {}, encoded(call), NOW)
    form = urlencode(fields).encode()
    return lambda: WebhookRequest("POST", WEBHOOK, {"content-type": FORM}, form, NOW)


PIECES = st.sampled_from(["&", "=", "+", "%", "%41", "%C3%A9", "%ff", "a", "b c", "é", "\x00", ";"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_form_says_what_python_reads_in_it(written: str) -> None:
    try:
        known = parse_qsl(written, keep_blank_values=True, errors="strict")
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011
            form_pairs(written)
    else:
        assert form_pairs(written) == form_pairs(written.encode()) == known


def test_a_form_has_so_many_fields_and_no_more() -> None:
    assert len(form_pairs("a=1&" * (MOST_FIELDS - 1) + "a=1")) == MOST_FIELDS
    with pytest.raises(ValueError, match="fields"):
        form_pairs("a=1&" * MOST_FIELDS)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_body_arrives_as_it_was_written(kind: str, body: str) -> None:
    (event,) = GATEWAYS[kind].read(text_call(kind, body)())

    assert isinstance(event, InboundMessage)
    assert (event.body, event.line, event.number) == (body, LINE, NUMBER)
    assert is_storable(event)


def test_of_a_field_that_comes_twice_the_first_counts() -> None:
    call = text_call("twilio", "first")()

    (event,) = GATEWAYS["twilio"].read(replace(call, body=call.body + b"&Body=second"))

    assert isinstance(event, InboundMessage)
    assert event.body == "first"
