"""What Vonage's webhooks say, in the form of its SMS API and of its Messages API.

Parts of a long text come one by one from the SMS API, each with an id of its own; each is a
text here, for a part may be late or lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.providers.base import Delivery, DeliveryReport, Event, InboundMessage
from core.providers.toll_free import silent_verdict
from core.providers.wire import (
    Json,
    code,
    identifier,
    links,
    moment,
    phone,
    reference,
    text,
    within,
)

OPTED_OUT_RECEIPT: Final = "9"
"""`err-code` of a receipt: the contact asked not to get messages from this number."""

OPTED_OUT_ERROR: Final = "1240"
"""The same in the Messages API."""

_RECEIPTS: Final = {
    "delivered": Delivery.DELIVERED,
    "failed": Delivery.FAILED,
    "rejected": Delivery.FAILED,
    "expired": Delivery.FAILED,
}
_STATUSES: Final = {
    "delivered": Delivery.DELIVERED,
    "read": Delivery.DELIVERED,
    "rejected": Delivery.FAILED,
    "undeliverable": Delivery.FAILED,
}
_MEDIA: Final = ("image", "audio", "video", "file", "vcard")


def read_sms_api(params: Mapping[str, str], received_at: datetime) -> list[Event]:
    """A text from a contact, or a receipt for one of ours.

    Raises:
        WebhookUnreadable: It lacks what it should hold.
    """
    at = moment(params.get("message-timestamp"), received_at)
    if "status" in params:
        delivery = _RECEIPTS.get(params["status"])
        if delivery is None:
            return []
        error = code(params.get("err-code"))
        if delivery is Delivery.FAILED and error == OPTED_OUT_RECEIPT:
            delivery = Delivery.OPTED_OUT
        message_id = identifier(params.get("messageId"))
        ours = reference(params.get("client-ref"))
        return [DeliveryReport(message_id, delivery, at, "" if error == "0" else error, ours)]
    if "msisdn" not in params:
        return []
    return _message(
        identifier(params.get("messageId")),
        phone(params.get("to")),
        phone(params.get("msisdn")),
        params.get("text", ""),
        at,
    )


def read_messages_api(content: Json, received_at: datetime) -> list[Event]:
    """A text from a contact, or a status of one of ours; other channels than texts are skipped.

    Raises:
        WebhookUnreadable: It lacks what it should hold.
    """
    if within(content, "channel") not in ("sms", "mms", None):
        return []
    at = moment(within(content, "timestamp"), received_at)
    status = within(content, "status")
    if isinstance(status, str):
        delivery = _STATUSES.get(status)
        if delivery is None:
            return []
        error = _error_of(content)
        if delivery is Delivery.FAILED and error == OPTED_OUT_ERROR:
            delivery = Delivery.OPTED_OUT
        message_id = identifier(within(content, "message_uuid"))
        ours = reference(within(content, "client_ref"))
        return [DeliveryReport(message_id, delivery, at, error, ours)]
    if within(content, "message_type") is None:
        return []
    body = text(within(content, "text"), "text")
    media = links(within(content, kind, "url") for kind in _MEDIA)
    return _message(
        identifier(within(content, "message_uuid")),
        phone(within(content, "to")),
        phone(within(content, "from")),
        body or text(within(content, "image", "caption"), "caption"),
        at,
        media,
    )


def _message(
    message_id: str,
    line: str | None,
    number: str | None,
    body: str,
    at: datetime,
    media: tuple[str, ...] = (),
) -> list[Event]:
    if line is None or number is None:
        return []
    return [InboundMessage(message_id, line, number, body, at, silent_verdict(line, body), media)]


def _error_of(content: Json) -> str:
    """The error's number: the title, or the end of the address that explains it."""
    title = code(within(content, "error", "title"))
    if title.isdecimal():
        return title
    kind = within(content, "error", "type")
    return code(kind.rpartition("#")[2]) if isinstance(kind, str) else ""
