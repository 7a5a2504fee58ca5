"""Bandwidth: texts over its messaging API v2, webhooks that sign in with a password of ours.

It handles no opt-out itself (support.bandwidth.com/hc/en-us/articles/360010785613), so that a
line is Type 1; a carrier may still report 4775, that the contact opted out. It gives no
verdict: on a Type 1 line the house reads none into a word but START, which may lift that.
Sources: github.com/Bandwidth/api-docs, messaging errors and webhooks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.clock import Clock, utc_now
from core.domain import Behavior
from core.errors import WebhookUnreadable
from core.providers import bandwidth_credentials, toll_free
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
from core.providers.http_gateway import HttpGateway, account_id, basic_auth, secret
from core.providers.webhook import WebhookAnswer, WebhookRequest
from core.providers.wire import (
    Json,
    code,
    identifier,
    is_identifier,
    items,
    json_of,
    links,
    moment,
    phone,
    reference,
    text,
    within,
)

if TYPE_CHECKING:
    import httpx

API: Final = "https://messaging.bandwidth.com"
OPTED_OUT_CODE: Final = "4775"
"""In a report: the carrier says that the contact opted out."""


@dataclass(frozen=True, slots=True)
class BandwidthSettings:
    """An account at Bandwidth.

    Raises:
        BadInput: A value cannot be what it should be.
    """

    account_id: str
    application_id: str
    """Its callback addresses are ours; reports go there, with our reference as the tag."""
    username: str
    """Of the API user."""
    password: str = field(repr=False)
    webhook_username: str
    """Ours, of the application's callbacks."""
    webhook_password: str = field(repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "account_id", account_id(self.account_id, "account ID"))
        put(self, "application_id", account_id(self.application_id, "application ID"))
        put(self, "username", secret(self.username, "API user"))
        put(self, "password", secret(self.password, "password of the API user"))
        put(self, "webhook_username", secret(self.webhook_username, "user of the webhook"))
        password = secret(self.webhook_password, "password of the webhook")
        put(self, "webhook_password", password)


class BandwidthGateway(HttpGateway):
    """An account at Bandwidth. Implements `Provider` and `WebhookReader`.

    Args:
        settings: The account.
        name: What the database calls it.
        base_url: Of the API.
        client: Makes the connections; one is made if none is given.
        clock: The time now, aware, in UTC.
    """

    kind = "bandwidth"
    default_behavior = Behavior.TYPE_1
    # It publishes no words; those of the toll-free network hold for its toll-free numbers.
    opt_out_keywords = toll_free.OPT_OUT_KEYWORDS
    start_keywords = toll_free.START_KEYWORDS

    def __init__(
        self,
        settings: BandwidthSettings,
        *,
        name: str = kind,
        base_url: str = API,
        client: httpx.AsyncClient | None = None,
        clock: Clock = utc_now,
    ) -> None:
        headers = basic_auth(settings.username, settings.password)
        super().__init__(name, HttpClient(base_url, headers=headers, clock=clock, client=client))
        self._settings = settings
        self._messages = f"/api/v2/users/{settings.account_id}/messages"

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome."""
        answer = await self._http.post(
            self._messages,
            json={
                "applicationId": self._settings.application_id,
                "to": [text.number],
                "from": text.line,
                "text": text.body,
                "tag": text.reference,
            },
        )
        if isinstance(answer, SendResult):
            return answer
        message_id = within(answer.content, "id")
        if answer.is_success and isinstance(message_id, str) and is_identifier(message_id):
            return SendResult(Outcome.TAKEN, message_id)
        return not_taken(answer, code(within(answer.content, "type")))

    async def check(self) -> AccountCheck:
        """Try the credentials by listing a message; nobody is texted."""
        answer = await self._http.get(
            self._messages, {"messageDirection": "OUTBOUND", "limit": "1"}
        )
        return checked(answer, "Bandwidth accepts the credentials.")

    def verify(self, request: WebhookRequest) -> None:
        """Check the password."""
        bandwidth_credentials.verify(
            self._settings.webhook_username,
            self._settings.webhook_password,
            request.header(bandwidth_credentials.HEADER),
        )

    def read(self, request: WebhookRequest) -> list[Event]:
        """The texts from contacts and the reports on ours that a call holds.

        Of several, one that cannot be read takes none of the others with it: a STOP may be there.
        """
        content = json_of(request)
        calls = content if isinstance(content, list) else [content]
        events: list[Event] = []
        unreadable: list[WebhookUnreadable] = []
        for call in calls:
            try:
                events += _events(call, request)
            except WebhookUnreadable as error:
                unreadable.append(error)
        if unreadable:
            raise WebhookUnreadable(str(unreadable[0]), events)
        return events

    def answer(self) -> WebhookAnswer:
        """An empty one: Bandwidth looks at the status only."""
        return WebhookAnswer()


def _events(call: Json, request: WebhookRequest) -> list[Event]:
    match within(call, "type"):
        case "message-received":
            return _message(call, request)
        case "message-delivered":
            return [_report(call, Delivery.DELIVERED, "", request)]
        case "message-failed":
            error = code(within(call, "errorCode"))
            opted_out = error == OPTED_OUT_CODE
            delivery = Delivery.OPTED_OUT if opted_out else Delivery.FAILED
            return [_report(call, delivery, error, request)]
        case _:
            return []


def _message(call: Json, request: WebhookRequest) -> list[Event]:
    message = within(call, "message")
    # In a group `to` holds everybody; the owner is the number of ours.
    line = phone(within(message, "owner") or within(call, "to"))
    number = phone(within(message, "from"))
    if line is None or number is None:
        return []
    body = text(within(message, "text"), "text")
    return [
        InboundMessage(
            identifier(within(message, "id")),
            line,
            number,
            body,
            moment(within(message, "time") or within(call, "time"), request.received_at),
            toll_free.silent_verdict(line, body),
            links(items(within(message, "media"))),
        )
    ]


def _report(call: Json, delivery: Delivery, error: str, request: WebhookRequest) -> DeliveryReport:
    return DeliveryReport(
        identifier(within(call, "message", "id")),
        delivery,
        moment(within(call, "time"), request.received_at),
        error,
        reference(within(call, "message", "tag")),
    )
