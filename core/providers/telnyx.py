"""Telnyx: texts over its API v2, webhooks signed with Ed25519.

A blocked send is refused with code 40300, whatever the HTTP status. The verdict is
`autoresponse_type`, given for each keyword that Telnyx acted on and null for other texts.
Sources: developers.telnyx.com/docs/messaging (advanced opt-in/out, error codes, webhooks).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.clock import Clock, utc_now
from core.domain import Behavior, Verdict
from core.providers import telnyx_signature
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
from core.providers.http_client import (
    BUSY,
    NO_ENTRY,
    NO_MONEY,
    NO_SUCH_LINE,
    NO_SUCH_NUMBER,
    NOT_OUR_LINE,
    OPTED_OUT,
    HttpClient,
    Meaning,
    checked,
    not_taken,
)
from core.providers.http_gateway import HttpGateway, account_id, address, secret
from core.providers.toll_free import is_toll_free, silent_verdict
from core.providers.webhook import WebhookAnswer, WebhookRequest, with_reference
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
    reference_in,
    text,
    within,
)

if TYPE_CHECKING:
    import httpx

API: Final = "https://api.telnyx.com"

MEANINGS: Final[dict[str, Meaning]] = {
    "40300": OPTED_OUT,  # Blocked due to STOP message.
    "10009": NO_ENTRY,
    "10010": NOT_OUR_LINE,  # No permission for the resource: who sends is named by its line.
    "10011": BUSY,
    "40011": BUSY,
    "40305": NO_SUCH_LINE,  # Invalid “from” address.
    "40310": NO_SUCH_NUMBER,  # Invalid “to” address.
    "40318": BUSY,  # The sender's queue is full.
    "20100": NO_MONEY,
    "40333": NO_MONEY,  # The profile's limit for a day; its status is 429.
}

_VERDICTS: Final = {"STOP": Verdict.STOP, "START": Verdict.START, "HELP": Verdict.HELP}
_DELIVERIES: Final = {
    "delivered": Delivery.DELIVERED,
    "delivery_failed": Delivery.FAILED,
    "sending_failed": Delivery.FAILED,
}


@dataclass(frozen=True, slots=True)
class TelnyxSettings:
    """An account at Telnyx.

    Raises:
        BadInput: A value cannot be what it should be.
    """

    api_key: str = field(repr=False)
    public_key: str
    """Of the account's webhooks, Base64: Mission Control, Keys & Credentials."""
    messaging_profile_id: str = ""
    """Where its lines belong to one: opt-outs hold for all of it."""
    webhook_url: str = ""
    """Our public address for reports; the profile's own is called without it."""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "api_key", secret(self.api_key, "API key"))
        put(self, "public_key", secret(self.public_key, "public key"))
        if self.messaging_profile_id:
            profile = account_id(self.messaging_profile_id, "messaging profile")
            put(self, "messaging_profile_id", profile)
        put(self, "webhook_url", address(self.webhook_url, "webhook address"))


class TelnyxGateway(HttpGateway):
    """An account at Telnyx. Implements `Provider` and `WebhookReader`.

    Args:
        settings: The account.
        name: What the database calls it.
        base_url: Of the API.
        client: Makes the connections; one is made if none is given.
        clock: The time now, aware, in UTC; a webhook's time is held against it.
    """

    kind = "telnyx"
    default_behavior = Behavior.TYPE_2
    # support.telnyx.com/en/articles/1270091
    opt_out_keywords = frozenset(
        {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit"}
    )
    start_keywords = frozenset({"start", "unstop"})

    def __init__(
        self,
        settings: TelnyxSettings,
        *,
        name: str = kind,
        base_url: str = API,
        client: httpx.AsyncClient | None = None,
        clock: Clock = utc_now,
    ) -> None:
        headers = {"authorization": f"Bearer {settings.api_key}"}
        super().__init__(name, HttpClient(base_url, headers=headers, clock=clock, client=client))
        self._settings = settings
        self._clock = clock

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome."""
        fields = {"from": text.line, "to": text.number, "text": text.body}
        if self._settings.messaging_profile_id:
            fields["messaging_profile_id"] = self._settings.messaging_profile_id
        if self._settings.webhook_url:
            fields["webhook_url"] = with_reference(self._settings.webhook_url, text.reference)
        answer = await self._http.post("/v2/messages", json=fields)
        if isinstance(answer, SendResult):
            return answer
        message_id = within(answer.content, "data", "id")
        if answer.is_success and isinstance(message_id, str) and is_identifier(message_id):
            return SendResult(Outcome.TAKEN, message_id)
        return not_taken(answer, _first_error(answer.content), MEANINGS)

    async def check(self) -> AccountCheck:
        """Try the key by asking for the balance; nobody is texted."""
        return checked(await self._http.get("/v2/balance"), "Telnyx accepts the API key.")

    def verify(self, request: WebhookRequest) -> None:
        """Check the signature over the time and the body, and the time itself."""
        telnyx_signature.verify(
            self._settings.public_key,
            request.header(telnyx_signature.TIMESTAMP_HEADER),
            request.body,
            request.header(telnyx_signature.SIGNATURE_HEADER),
            self._clock(),
        )

    def read(self, request: WebhookRequest) -> list[Event]:
        """A text from a contact, or a report on one of ours."""
        content = json_of(request)
        payload = within(content, "data", "payload")
        match within(content, "data", "event_type"):
            case "message.received":
                return _messages(payload, within(content, "data", "occurred_at"), request)
            case "message.sent" | "message.finalized":
                return _report(payload, within(content, "data", "occurred_at"), request)
            case _:
                return []

    def answer(self) -> WebhookAnswer:
        """An empty one: Telnyx looks at the status only."""
        return WebhookAnswer()


def _messages(payload: Json, occurred_at: Json, request: WebhookRequest) -> list[Event]:
    """The text for each of its receivers: in a group, those that are no line of ours go astray."""
    message_id = identifier(within(payload, "id"))
    number = phone(within(payload, "from", "phone_number"))
    body = text(within(payload, "text"), "text")
    at = moment(within(payload, "received_at") or occurred_at, request.received_at)
    media = links(within(one, "url") for one in items(within(payload, "media")))
    given = text(within(payload, "autoresponse_type"), "verdict")
    lines = dict.fromkeys(phone(within(to, "phone_number")) for to in items(within(payload, "to")))
    return [
        InboundMessage(message_id, line, number, body, at, _verdict(line, body, given), media)
        for line in lines
        if line is not None and number is not None
    ]


def _verdict(line: str, body: str, given: str) -> Verdict:
    if not given.strip():
        # It says what it acted on, so that it did not; but on toll-free lines the network acts.
        return silent_verdict(line, body) if is_toll_free(line) else Verdict.NONE
    # A word that it is not known to use says nothing: its list decides then.
    return _VERDICTS.get(given.strip().upper(), Verdict.SILENT)


def _report(payload: Json, occurred_at: Json, request: WebhookRequest) -> list[Event]:
    status = within(payload, "to", 0, "status")
    delivery = _DELIVERIES.get(status) if isinstance(status, str) else None
    if delivery is None:
        return []
    error = _first_error(payload)
    if delivery is Delivery.FAILED and error == "40300":
        delivery = Delivery.OPTED_OUT
    at = moment(within(payload, "completed_at") or occurred_at, request.received_at)
    message_id = identifier(within(payload, "id"))
    return [DeliveryReport(message_id, delivery, at, error, reference_in(request))]


def _first_error(content: Json) -> str:
    """The error that decides: a block, wherever it stands, else the first."""
    codes = [code(within(one, "code")) for one in items(within(content, "errors"))]
    return "40300" if "40300" in codes else next(iter(codes), "")
