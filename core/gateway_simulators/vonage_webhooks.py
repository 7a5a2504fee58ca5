"""What Vonage calls a customer with: the form of the SMS API, or the JSON of the Messages API."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from core.gateway_simulators.records import Message
from core.gateway_simulators.vendor import Account, WebhookCall, as_uuid
from core.providers import vonage_signature
from core.providers.base import Delivery, DeliveryReport, Event, InboundMessage

_SMS_FATES = {
    Delivery.DELIVERED: ("delivered", "0"),
    Delivery.FAILED: ("failed", "6"),
    Delivery.OPTED_OUT: ("rejected", "9"),
}
_PROBLEMS = {
    Delivery.FAILED: (1380, "Undeliverable"),
    Delivery.OPTED_OUT: (1240, "Illegal Number - the recipient has opted out"),
}


def event_calls(
    event: Event,
    message: Message,
    account: Account,
    credentials: Mapping[str, str],
    now: datetime,
) -> list[WebhookCall]:
    """The signed request about one event; none if nobody listens."""
    if isinstance(event, InboundMessage):
        url = account.webhook_url
        by_sms = account.sms_api
    else:
        url = message.details.get("callback") or account.status_url or account.webhook_url
        by_sms = message.details.get("api") == "sms"
    if not url:
        return []
    if by_sms:
        return [_form(url, _sms_fields(event, message, credentials), credentials, now)]
    return [_json(url, _shape(event, message), credentials, now)]


def _sms_fields(event: Event, message: Message, credentials: Mapping[str, str]) -> dict[str, str]:
    contact, line = message.number.removeprefix("+"), message.line.removeprefix("+")
    fields = {"api-key": credentials["api_key"], "messageId": as_uuid(message.message_id)}
    if isinstance(event, InboundMessage):
        words = message.body.split(maxsplit=1)
        return fields | {
            "msisdn": contact,
            "to": line,
            "text": message.body.encode("utf-8", "replace").decode(),
            "type": "text" if message.body.isascii() else "unicode",
            "keyword": words[0].upper() if words else "",
            "message-timestamp": f"{event.at:%Y-%m-%d %H:%M:%S}",
        }
    status, code = _SMS_FATES[event.delivery]
    fields |= {
        # In a report the contact's number is still called msisdn, and ours is `to`.
        "msisdn": contact,
        "to": line,
        "network-code": "US-FIXED",
        "price": "0.00000000",
        "status": status,
        "scts": f"{event.at:%y%m%d%H%M}",
        "err-code": code,
        "message-timestamp": f"{event.at:%Y-%m-%d %H:%M:%S}",
    }
    reference = message.details.get("client_ref")
    return fields | ({"client-ref": reference} if reference else {})


def _shape(event: Event, message: Message) -> dict[str, Any]:
    contact, line = message.number.removeprefix("+"), message.line.removeprefix("+")
    shape: dict[str, Any] = {
        "message_uuid": as_uuid(message.message_id),
        "channel": "sms",
        "timestamp": event.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    if isinstance(event, InboundMessage):
        shape |= {"from": contact, "to": line}
        if message.media:
            caption = {"caption": message.body} if message.body else {}
            picture = {"url": message.media[0], **caption}
            return shape | {"channel": "mms", "message_type": "image", "image": picture}
        words = message.body.split(maxsplit=1)
        return shape | {
            "message_type": "text",
            "text": message.body,
            "sms": {"num_messages": "1", "keyword": words[0].upper() if words else ""},
        }
    shape |= {"from": line, "to": contact, **_fate(event)}
    reference = message.details.get("client_ref")
    return shape | ({"client_ref": reference} if reference else {})


def _fate(event: DeliveryReport) -> dict[str, Any]:
    if event.delivery is Delivery.DELIVERED:
        return {"status": "delivered", "usage": {"currency": "EUR", "price": "0.00"}}
    code, title = _PROBLEMS[event.delivery]
    problem = {
        "type": f"https://developer.vonage.com/api-errors/messages#{code}",
        "title": code,
        "detail": title,
        "instance": "simulated",
    }
    return {"status": "rejected", "error": problem}


def _form(
    url: str, fields: dict[str, str], credentials: Mapping[str, str], now: datetime
) -> WebhookCall:
    fields = {**fields, "timestamp": str(int(now.timestamp()))}
    method = vonage_signature.SignatureMethod(credentials["signature_method"])
    fields[vonage_signature.PARAMETER] = vonage_signature.sign(
        credentials["signature_secret"], fields, method
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return WebhookCall(url, headers, urlencode(fields).encode())


def _json(
    url: str, shape: dict[str, Any], credentials: Mapping[str, str], now: datetime
) -> WebhookCall:
    body = json.dumps(shape).encode()
    token = vonage_signature.sign_body(
        credentials["signature_secret"],
        body,
        now,
        jti=str(uuid.uuid4()),
        api_key=credentials["api_key"],
        application_id=credentials["application_id"],
    )
    headers = {"Content-Type": "application/json", vonage_signature.HEADER: f"Bearer {token}"}
    return WebhookCall(url, headers, body)
