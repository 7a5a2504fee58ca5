"""Plivo: texts over its API v1, webhooks signed with the auth token (V3).

A text that the contact's STOP blocks is taken, and fails later with error 200. One answer of
ours still passes within five minutes of the STOP. Inbound texts carry a `MessageIntent`, whose
values are not published: it is no verdict, and the published words decide.
Sources: docs.plivo.com (messaging API, DND service), support.plivo.com.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.clock import Clock, utc_now
from core.domain import Behavior
from core.errors import SignatureInvalid, WebhookUnreadable
from core.providers import plivo_signature
from core.providers.base import (
    AccountCheck,
    Delivery,
    DeliveryReport,
    Event,
    InboundMessage,
    OutboundText,
    Outcome,
    SendResult,
)
from core.providers.http_client import HttpClient, checked, not_taken
from core.providers.http_gateway import HttpGateway, account_id, address, basic_auth, secret
from core.providers.toll_free import silent_verdict
from core.providers.webhook import WebhookAnswer, WebhookRequest, with_reference
from core.providers.wire import (
    FORM,
    code,
    form,
    identifier,
    is_identifier,
    links,
    numbered,
    phone,
    reference_in,
    signed_pairs,
    within,
)

if TYPE_CHECKING:
    import httpx

API: Final = "https://api.plivo.com"
OPTED_OUT_CODE: Final = "200"
"""In a report: the contact's STOP blocks this sender."""

_MEDIA: Final = re.compile(r"Media(?:Url)?([0-9]{1,3})")
_DELIVERIES: Final = {
    "delivered": Delivery.DELIVERED,
    "read": Delivery.DELIVERED,
    "failed": Delivery.FAILED,
    "undelivered": Delivery.FAILED,
    "rejected": Delivery.FAILED,
}


@dataclass(frozen=True, slots=True)
class PlivoSettings:
    """An account at Plivo.

    Raises:
        BadInput: A value cannot be what it should be.
    """

    auth_id: str
    auth_token: str = field(repr=False)
    """Signs in, and signs the webhooks."""
    webhook_url: str = ""
    """Our public address for reports; none are sent without it."""
    accepts_v2: bool = False
    """Whether a webhook may be signed by V2 alone: that covers no body, so that whoever saw one
    such call can put any text into another."""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "auth_id", account_id(self.auth_id, "auth ID"))
        put(self, "auth_token", secret(self.auth_token, "auth token"))
        put(self, "webhook_url", address(self.webhook_url, "webhook address"))


class PlivoGateway(HttpGateway):
    """An account at Plivo. Implements `Provider` and `WebhookReader`.

    Args:
        settings: The account.
        name: What the database calls it.
        base_url: Of the API.
        client: Makes the connections; one is made if none is given.
        clock: The time now, aware, in UTC.
    """

    kind = "plivo"
    default_behavior = Behavior.TYPE_2
    # The words that its documentation and its support pages agree on. The support pages add
    # CANCEL, UNSUB and STOP ALL: in doubt the confirmation is sent, and refused if it must be.
    opt_out_keywords = frozenset({"stop", "end", "quit"})
    start_keywords = frozenset({"start", "unstop"})

    def __init__(
        self,
        settings: PlivoSettings,
        *,
        name: str = kind,
        base_url: str = API,
        client: httpx.AsyncClient | None = None,
        clock: Clock = utc_now,
    ) -> None:
        headers = basic_auth(settings.auth_id, settings.auth_token)
        super().__init__(name, HttpClient(base_url, headers=headers, clock=clock, client=client))
        self._settings = settings
        self._account = f"/v1/Account/{settings.auth_id}/"

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome."""
        fields = {"src": text.line, "dst": text.number, "text": text.body, "type": "sms"}
        if self._settings.webhook_url:
            fields["url"] = with_reference(self._settings.webhook_url, text.reference)
            fields["method"] = "POST"
        answer = await self._http.post(f"{self._account}Message/", json=fields)
        if isinstance(answer, SendResult):
            return answer
        message_id = within(answer.content, "message_uuid", 0)
        if answer.is_success and isinstance(message_id, str) and is_identifier(message_id):
            return SendResult(Outcome.TAKEN, message_id)
        return not_taken(answer)

    async def check(self) -> AccountCheck:
        """Try the credentials by asking for the account; nobody is texted."""
        return checked(await self._http.get(self._account), "Plivo accepts the credentials.")

    def verify(self, request: WebhookRequest) -> None:
        """Check the V3 signature; the V2 one only where there is no V3."""
        token = self._settings.auth_token
        signed = request.header(plivo_signature.V3_HEADER)
        if signed or not self._settings.accepts_v2:
            try:
                params = signed_pairs(request.body) if request.media_type == FORM else []
            except ValueError:
                raise SignatureInvalid("The form cannot have been signed.") from None
            nonce = request.header(plivo_signature.V3_NONCE_HEADER)
            plivo_signature.verify_v3(token, request.method, request.url, params, nonce, signed)
            return
        nonce = request.header(plivo_signature.V2_NONCE_HEADER)
        signed = request.header(plivo_signature.V2_HEADER)
        plivo_signature.verify_v2(token, request.url, nonce, signed)

    def read(self, request: WebhookRequest) -> list[Event]:
        """A text from a contact, or a report on one of ours."""
        is_get = request.method.upper() == "GET"
        if not is_get and request.media_type != FORM:
            raise WebhookUnreadable("Plivo sends forms.")
        fields = form(request.query if is_get else request.body)
        if "Status" in fields:
            return _report(fields, request)
        if "Text" not in fields and "Type" not in fields:
            return []
        return _message(fields, request)

    def answer(self) -> WebhookAnswer:
        """No reply by Plivo itself."""
        return WebhookAnswer(200, "text/xml", b"<Response/>")


def _message(fields: dict[str, str], request: WebhookRequest) -> list[Event]:
    line, number = phone(fields.get("To")), phone(fields.get("From"))
    if line is None or number is None:
        return []
    body = fields.get("Text", "")
    return [
        InboundMessage(
            identifier(fields.get("MessageUUID")),
            line,
            number,
            body,
            request.received_at,
            silent_verdict(line, body),
            links(numbered(fields, _MEDIA)),
        )
    ]


def _report(fields: dict[str, str], request: WebhookRequest) -> list[Event]:
    delivery = _DELIVERIES.get(fields["Status"].lower())
    if delivery is None:
        return []
    error = code(fields.get("ErrorCode"))
    if delivery is Delivery.FAILED and error == OPTED_OUT_CODE:
        delivery = Delivery.OPTED_OUT
    return [
        DeliveryReport(
            identifier(fields.get("MessageUUID")),
            delivery,
            request.received_at,
            "" if error == "000" else error,
            reference_in(request),
        )
    ]
