"""What Twilio calls a customer with: texts from phones, and two reports for each text it took."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urldefrag, urlencode

from core.domain import Verdict
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import whole_number
from core.gateway_simulators.vendor import PICTURE, Account, RetryPlan, WebhookCall
from core.providers import twilio_signature
from core.providers.base import Delivery, DeliveryReport, InboundMessage
from core.providers.toll_free import is_toll_free
from core.segments import count_segments

OPTED_OUT, FAILED = 30004, 30008
"""Error codes of a text that was not delivered."""
_VERDICTS = {Verdict.STOP: "STOP", Verdict.START: "START", Verdict.HELP: "HELP"}


def inbound_call(
    event: InboundMessage, message: Message, account: Account, credentials: Mapping[str, str]
) -> list[WebhookCall]:
    """A text from a phone."""
    fields = {
        "ToCountry": "US",
        "SmsMessageSid": message.message_id,
        "NumMedia": str(len(message.media)),
        "SmsSid": message.message_id,
        "SmsStatus": "received",
        "FromCountry": "US",
        "Body": message.body.encode("utf-8", "replace").decode(),
        "To": message.line,
        "NumSegments": str(count_segments(message.body).segments),
        "MessageSid": message.message_id,
        "AccountSid": credentials["account_sid"],
        "From": message.number,
        "ApiVersion": "2010-04-01",
    }
    for place, link in enumerate(message.media):
        fields |= {f"MediaUrl{place}": link, f"MediaContentType{place}": PICTURE}
    if account.pool:
        fields["MessagingServiceSid"] = credentials["messaging_service_sid"]
    advanced = account.advanced_opt_out and not is_toll_free(message.line)
    if advanced and event.verdict in _VERDICTS:
        fields["OptOutType"] = _VERDICTS[event.verdict]
    return _signed(account.webhook_url, fields, credentials)


def report_calls(
    event: DeliveryReport, message: Message, account: Account, credentials: Mapping[str, str]
) -> list[WebhookCall]:
    """That a text was sent, and then what became of it."""
    callback = message.details.get("callback") or account.status_url
    fields = {
        "SmsSid": message.message_id,
        "To": message.number,
        "MessageSid": message.message_id,
        "AccountSid": credentials["account_sid"],
        "From": message.line,
        "ApiVersion": "2010-04-01",
    }
    if message.details.get("service"):
        fields["MessagingServiceSid"] = message.details["service"]
    calls = []
    for status, code in (("sent", ""), _final(event)):
        told = {"SmsStatus": status, "MessageStatus": status}
        told |= {"ErrorCode": code} if code else {}
        calls += _signed(callback, fields | told, credentials)
    return calls


def _signed(
    address: str, fields: dict[str, str], credentials: Mapping[str, str]
) -> list[WebhookCall]:
    if not address:
        return []
    # What stands behind # is for Twilio itself: how often it is to try again.
    url, wishes = urldefrag(address)
    signature = twilio_signature.sign(credentials["auth_token"], url, fields.items())
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        twilio_signature.HEADER: signature,
    }
    return [WebhookCall(url, headers, urlencode(fields).encode(), retries=_retries(wishes))]


def _retries(wishes: str) -> RetryPlan:
    """Once more where nothing answered, or as the address says.

    The rules are those of twilio.com/docs/usage/webhooks/webhooks-connection-overrides.
    """
    asked = parse_qs(wishes)
    again = whole_number(asked.get("rc", ["1"])[-1], 1, 5)
    policy = {part for one in asked.get("rp", ["ct"]) for part in one.split(",")}
    after_refusals = bool(policy & {"all", "4xx", "5xx"})
    return RetryPlan(again + 1, 0.2, 2.0, 15.0, after_refusals)


def _final(event: DeliveryReport) -> tuple[str, str]:
    match event.delivery:
        case Delivery.DELIVERED:
            return "delivered", ""
        case Delivery.OPTED_OUT:
            return "undelivered", str(OPTED_OUT)
        case Delivery.FAILED:
            return "undelivered", str(FAILED)
