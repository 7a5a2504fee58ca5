"""What Telnyx calls a customer with, and the shape of a text in its API."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.domain import Verdict
from core.gateway_simulators.records import Message
from core.gateway_simulators.vendor import PICTURE, Account, WebhookCall, as_uuid
from core.providers import telnyx_signature
from core.providers.base import Delivery, DeliveryReport, Event, InboundMessage
from core.providers.toll_free import is_toll_free
from core.segments import count_segments

_AUTORESPONSE = {Verdict.STOP: "STOP", Verdict.START: "START", Verdict.HELP: "HELP"}
_BLOCKED = {
    "code": "40300",
    "title": "Blocked due to STOP message",
    "detail": "The recipient has opted out.",
}
_UNDELIVERABLE = {
    "code": "40008",
    "title": "Undeliverable",
    "detail": "The message could not be delivered.",
}
_TO = {
    Delivery.DELIVERED: ("delivered", []),
    Delivery.FAILED: ("delivery_failed", [_UNDELIVERABLE]),
    Delivery.OPTED_OUT: ("delivery_failed", [_BLOCKED]),
}


def message_shape(message: Message, credentials: Mapping[str, str], state: str) -> dict[str, Any]:
    """A text, either way."""
    line = {"phone_number": message.line, "carrier": "Telnyx", "line_type": "VoIP"}
    contact = {"phone_number": message.number, "carrier": "Simulated", "line_type": "Wireless"}
    segments = count_segments(message.body)
    at = _time(message.at)
    shape = {
        "record_type": "message",
        "id": as_uuid(message.message_id),
        "direction": "inbound" if message.inbound else "outbound",
        "type": "MMS" if message.media else "SMS",
        "organization_id": credentials["messaging_profile_id"],
        "messaging_profile_id": credentials["messaging_profile_id"],
        "from": contact if message.inbound else line,
        "to": [{**(line if message.inbound else contact), "status": state}],
        "cc": [],
        "text": message.body,
        "subject": None,
        "media": [
            {"url": link, "content_type": PICTURE, "sha256": None, "size": None}
            for link in message.media
        ],
        "tags": [],
        "encoding": segments.encoding,
        "parts": segments.segments,
        "cost": None,
        "webhook_url": message.details.get("callback") or None,
        "webhook_failover_url": message.details.get("failover") or None,
        "received_at": at,
        "sent_at": None if message.inbound or state == "queued" else at,
        "completed_at": at if state in ("delivered", "delivery_failed") else None,
        "valid_until": None,
        "errors": [],
    }
    return shape


def event_calls(
    event: Event,
    message: Message,
    account: Account,
    credentials: Mapping[str, str],
    attempt: int,
    now: datetime,
) -> list[WebhookCall]:
    """The signed requests about one event."""
    if isinstance(event, InboundMessage):
        shape = message_shape(message, credentials, "webhook_delivered")
        toll_free = is_toll_free(message.line)
        # The network, not Telnyx, answers for a toll-free number.
        shape["autoresponse_type"] = None if toll_free else _AUTORESPONSE.get(event.verdict)
        shape["is_spam"] = False
        told = [("message.received", shape)]
        url = account.webhook_url
    else:
        told = _reports(event, message, credentials)
        url = message.details.get("callback") or account.status_url or account.webhook_url
    if not url:
        return []
    return [_signed(url, kind, payload, credentials, attempt, now) for kind, payload in told]


def _reports(
    event: DeliveryReport, message: Message, credentials: Mapping[str, str]
) -> list[tuple[str, dict[str, Any]]]:
    state, errors = _TO[event.delivery]
    final = message_shape(message, credentials, state)
    final["errors"] = errors
    sent = message_shape(message, credentials, "sent")
    return [("message.sent", sent), ("message.finalized", final)]


def _signed(
    url: str,
    kind: str,
    payload: dict[str, Any],
    credentials: Mapping[str, str],
    attempt: int,
    now: datetime,
) -> WebhookCall:
    name = f"{kind} {payload['id']}"
    body = json.dumps(
        {
            "data": {
                "record_type": "event",
                "event_type": kind,
                # The same however often it is told.
                "id": str(uuid.uuid5(uuid.NAMESPACE_OID, name)),
                "occurred_at": payload["completed_at"] or payload["received_at"],
                "payload": payload,
            },
            "meta": {"attempt": attempt, "delivered_to": url},
        }
    ).encode()
    timestamp = str(int(now.timestamp()))
    seed = base64.b64decode(credentials["signing_key"])
    headers = {
        "Content-Type": "application/json",
        telnyx_signature.TIMESTAMP_HEADER: timestamp,
        telnyx_signature.SIGNATURE_HEADER: telnyx_signature.sign(seed, timestamp, body),
    }
    return WebhookCall(url, headers, body)


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
