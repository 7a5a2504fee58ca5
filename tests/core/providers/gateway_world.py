"""Five accounts at real providers that exist nowhere, and calls signed as their provider would."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from core.clock import StandingClock
from core.providers import (
    bandwidth_credentials,
    plivo_signature,
    telnyx_signature,
    twilio_signature,
    vonage_signature,
)
from core.providers.bandwidth import BandwidthGateway, BandwidthSettings
from core.providers.base import OutboundText
from core.providers.plivo import PlivoGateway, PlivoSettings
from core.providers.telnyx import TelnyxGateway, TelnyxSettings
from core.providers.twilio import TwilioGateway, TwilioSettings
from core.providers.vonage import VonageGateway, VonageSettings
from core.providers.vonage_signature import SignatureMethod
from core.providers.webhook import WebhookRequest

NOW = datetime(2026, 3, 2, 15, 4, 5, tzinfo=UTC)
LINE = "+14155550100"
TOLL_FREE = "+18885550100"
NUMBER = "+12025550123"
BODY = "Will you vote on Tuesday?"
REFERENCE = "text-0f3a"
TEXT = OutboundText(REFERENCE, LINE, NUMBER, BODY)
WEBHOOK = "https://textbank.example/webhooks/here"
FORM = "application/x-www-form-urlencoded"

SEED = bytes(range(32))
TWILIO_TOKEN = "twilio-token-5a1c"
TELNYX_KEY = "telnyx-key-77e0"
BANDWIDTH_PASSWORD = "bandwidth-password-1f"
WEBHOOK_PASSWORD = "webhook-password-93"
VONAGE_SECRET = "vonage-secret-4d"
SIGNATURE_SECRET = "signature-secret-8b"
PLIVO_TOKEN = "plivo-token-c2"
SECRETS = (
    TWILIO_TOKEN,
    TELNYX_KEY,
    BANDWIDTH_PASSWORD,
    WEBHOOK_PASSWORD,
    VONAGE_SECRET,
    SIGNATURE_SECRET,
    PLIVO_TOKEN,
)
PRIVATE = (
    *SECRETS,
    *(base64.b64encode(secret.encode()).decode().rstrip("=") for secret in SECRETS),
    LINE.removeprefix("+"),
    NUMBER.removeprefix("+"),
    BODY,
)
"""What no repr, log or error may hold."""

TWILIO = TwilioSettings("AC0123", TWILIO_TOKEN, webhook_url=WEBHOOK)
TELNYX = TelnyxSettings(TELNYX_KEY, telnyx_signature.public_key(SEED), webhook_url=WEBHOOK)
BANDWIDTH = BandwidthSettings(
    "5500", "app-1", "api-user", BANDWIDTH_PASSWORD, "hook-user", WEBHOOK_PASSWORD
)
VONAGE = VonageSettings("abcd1234", VONAGE_SECRET, SIGNATURE_SECRET)
PLIVO = PlivoSettings("MA0123", PLIVO_TOKEN, webhook_url=WEBHOOK)

Gateway = TwilioGateway | TelnyxGateway | BandwidthGateway | VonageGateway | PlivoGateway


def open_gateway(kind: str, **how: Any) -> Gateway:
    """The account of this kind; `how` is passed on."""
    how.setdefault("clock", StandingClock(NOW))
    match kind:
        case "twilio":
            return TwilioGateway(TWILIO, **how)
        case "telnyx":
            return TelnyxGateway(TELNYX, **how)
        case "bandwidth":
            return BandwidthGateway(BANDWIDTH, **how)
        case "vonage":
            return VonageGateway(VONAGE, **how)
        case _:
            return PlivoGateway(PLIVO, **how)


@dataclass(frozen=True)
class Wire:
    """What one provider's API says."""

    taken: tuple[int, Any]
    message_id: str
    opted_out: tuple[int, Any] | None
    """The refusal of a send because the contact opted out, where there is one."""


WIRES: Mapping[str, Wire] = {
    "twilio": Wire(
        (201, {"sid": "SM77", "status": "queued", "error_code": None}),
        "SM77",
        (400, {"code": 21610, "message": f"{NUMBER} is unsubscribed", "status": 400}),
    ),
    "telnyx": Wire(
        (200, {"data": {"id": "tx-77", "to": [{"status": "queued"}], "errors": []}}),
        "tx-77",
        (403, {"errors": [{"code": "40300", "title": "Blocked due to STOP message"}]}),
    ),
    "bandwidth": Wire((202, {"id": "bw-77", "direction": "out"}), "bw-77", None),
    "vonage": Wire(
        (200, {"message-count": "1", "messages": [{"status": "0", "message-id": "VN77"}]}),
        "VN77",
        None,
    ),
    "plivo": Wire(
        (202, {"message": "message(s) queued", "message_uuid": ["pl-77"], "api_id": "x"}),
        "pl-77",
        None,
    ),
}
KINDS = tuple(WIRES)


def form_call(
    fields: Mapping[str, str], headers: Mapping[str, str] | None = None, url: str = WEBHOOK
) -> WebhookRequest:
    """A form, posted."""
    all_headers = {"Content-Type": FORM, **(headers or {})}
    return WebhookRequest("POST", url, all_headers, urlencode(fields).encode(), NOW)


def json_call(
    content: Any, headers: Mapping[str, str] | None = None, url: str = WEBHOOK
) -> WebhookRequest:
    """JSON, posted; bytes are sent as they are."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    all_headers = {"Content-Type": "application/json", **(headers or {})}
    return WebhookRequest("POST", url, all_headers, body, NOW)


def twilio_call(fields: Mapping[str, str], url: str = WEBHOOK) -> WebhookRequest:
    signature = twilio_signature.sign(TWILIO_TOKEN, url, fields.items())
    return form_call(fields, {"X-Twilio-Signature": signature}, url)


def telnyx_call(content: Any, url: str = WEBHOOK, at: datetime = NOW) -> WebhookRequest:
    request = json_call(content, url=url)
    timestamp = str(int(at.timestamp()))
    headers = {
        "telnyx-timestamp": timestamp,
        "telnyx-signature-ed25519": telnyx_signature.sign(SEED, timestamp, request.body),
    }
    return json_call(request.body, headers, url)


def bandwidth_call(content: Any, url: str = WEBHOOK) -> WebhookRequest:
    signed = bandwidth_credentials.sign("hook-user", WEBHOOK_PASSWORD)
    return json_call(content, {"Authorization": signed}, url)


def vonage_call(fields: Mapping[str, str]) -> WebhookRequest:
    """As the SMS API calls, with a form."""
    sig = vonage_signature.sign(SIGNATURE_SECRET, fields, SignatureMethod.MD5_HASH)
    return form_call({**fields, "sig": sig})


def vonage_messages_call(content: Any) -> WebhookRequest:
    """As the Messages API calls."""
    request = json_call(content)
    token = vonage_signature.sign_body(SIGNATURE_SECRET, request.body, NOW)
    return json_call(request.body, {"Authorization": f"Bearer {token}"})


def plivo_call(fields: Mapping[str, str], url: str = WEBHOOK) -> WebhookRequest:
    nonce = "20406080"
    signature = plivo_signature.sign_v3(PLIVO_TOKEN, "POST", url, fields.items(), nonce)
    headers = {"X-Plivo-Signature-V3": signature, "X-Plivo-Signature-V3-Nonce": nonce}
    return form_call(fields, headers, url)


CALLS: Mapping[str, Callable[..., WebhookRequest]] = {
    "twilio": twilio_call,
    "telnyx": telnyx_call,
    "bandwidth": bandwidth_call,
    "vonage": vonage_call,
    "plivo": plivo_call,
}
