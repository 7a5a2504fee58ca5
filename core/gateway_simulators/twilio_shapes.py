"""The shapes that Twilio's API answers with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from starlette.responses import Response

from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.records import Message
from core.gateway_simulators.vendor import Account
from core.segments import count_segments

VERSION = "2010-04-01"
_ERRORS = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    21211: (400, "The 'To' number is not a valid phone number."),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable number."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
}


def error(code: int, status: int | None = None, words: str = "") -> Response:
    """An error of the API, by its code."""
    usual, message = _ERRORS.get(code, (400, "Bad request"))
    shape = {
        "code": code,
        "message": words or message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status or usual,
    }
    return JsonAnswer(shape, status or usual)


def message_shape(message: Message, account_sid: str) -> dict[str, Any]:
    """A text that was delivered."""
    ends = (message.line, message.number)
    place = f"/{VERSION}/Accounts/{account_sid}/Messages/{message.message_id}"
    return {
        "sid": message.message_id,
        "account_sid": account_sid,
        "messaging_service_sid": message.details.get("service") or None,
        "from": ends[message.inbound],
        "to": ends[not message.inbound],
        "body": message.body,
        "status": "received" if message.inbound else "delivered",
        "direction": "inbound" if message.inbound else "outbound-api",
        "num_segments": str(count_segments(message.body).segments),
        "num_media": "0",
        "price": None,
        "price_unit": "USD",
        "api_version": VERSION,
        "error_code": None,
        "error_message": None,
        "date_created": _date(message.at),
        "date_updated": _date(message.at),
        "date_sent": _date(message.at),
        "uri": f"{place}.json",
        "subresource_uris": {"media": f"{place}/Media.json"},
    }


def account_shape(account_sid: str, now: datetime) -> dict[str, Any]:
    """The account itself."""
    place = f"/{VERSION}/Accounts/{account_sid}"
    return {
        "sid": account_sid,
        "owner_account_sid": account_sid,
        "friendly_name": "Simulated account",
        "status": "active",
        "type": "Full",
        "auth_token": None,
        "date_created": _date(now),
        "date_updated": _date(now),
        "uri": f"{place}.json",
        "subresource_uris": {"messages": f"{place}/Messages.json"},
    }


def number_shape(number: str, account: Account, credentials: Mapping[str, str]) -> dict[str, Any]:
    """A number of the account's."""
    return {
        "sid": "PN" + number.removeprefix("+").zfill(32),
        "account_sid": credentials["account_sid"],
        "phone_number": number,
        "friendly_name": number,
        "sms_url": account.webhook_url,
        "sms_method": "POST",
        "capabilities": {"sms": True, "mms": True, "voice": False, "fax": False},
        "api_version": VERSION,
    }


def consent_shape(correlation: str, problem: str = "") -> dict[str, Any]:
    """What became of one item of a list of consents."""
    return {
        "correlation_id": correlation,
        "error_code": 20001 if problem else 0,
        "error_messages": [problem] if problem else [],
    }


def _date(moment: datetime) -> str:
    return format_datetime(moment.replace(microsecond=0))
