"""Twilio: texts over its REST API of 2010, webhooks signed with the auth token.

A blocked send is refused with code 21610. The verdict is `OptOutType`, which only Advanced
Opt-Out gives; without it the published words decide.
Sources: twilio.com/docs/messaging (API, webhooks, Advanced Opt-Out), docs/api/errors.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from core.clock import Clock, utc_now
from core.domain import Behavior, Verdict
from core.errors import SignatureInvalid, WebhookUnreadable
from core.providers import twilio_signature
from core.providers.base import (
    AccountCheck,
    Delivery,
    DeliveryReport,
    Event,
    InboundMessage,
    OutboundText,
    Outcome,
    Refusal,
    SendResult,
)
from core.providers.http_client import (
    BUSY,
    DENIED,
    NO_SUCH_LINE,
    NO_SUCH_NUMBER,
    OPTED_OUT,
    OTHERWISE,
    SUSPENDED,
    HttpClient,
    Meaning,
    checked,
    not_taken,
)
from core.providers.http_gateway import HttpGateway, account_id, address, basic_auth, secret
from core.providers.toll_free import is_toll_free, silent_verdict
from core.providers.webhook import WebhookAnswer, WebhookRequest, with_reference
from core.providers.wire import (
    FORM,
    code,
    form,
    identifier,
    is_identifier,
    items,
    links,
    numbered,
    phone,
    reference_in,
    signed_pairs,
    within,
)

if TYPE_CHECKING:
    import httpx

API: Final = "https://api.twilio.com"
CONSENTS_API: Final = "https://accounts.twilio.com"

MEANINGS: Final[dict[str, Meaning]] = {
    "21211": NO_SUCH_NUMBER,  # Invalid “To”.
    "21614": NO_SUCH_NUMBER,  # “To” is no mobile number.
    "21606": NO_SUCH_LINE,  # “From” is no number of theirs that may text.
    "21610": OPTED_OUT,  # The recipient is unsubscribed.
    "20003": DENIED,  # None for what was asked; with 401, wrong credentials.
    "21408": OTHERWISE,  # The account may not text that region: no fault of its other texts.
    "20005": SUSPENDED,  # The account is not active.
    "20429": BUSY,
    "14107": BUSY,  # The sender's rate.
    "21611": BUSY,  # The sender's queue is full.
    "63038": BUSY,  # The account's limit for a day.
}

_MEDIA: Final = re.compile(r"MediaUrl([0-9]{1,3})")
_VERDICTS: Final = {"STOP": Verdict.STOP, "START": Verdict.START, "HELP": Verdict.HELP}
_FAILED: Final = frozenset({"failed", "undelivered", "canceled"})
_UNDER_WAY: Final = frozenset({"receiving", "received"})


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """An account at Twilio.

    Raises:
        BadInput: A value cannot be what it should be.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    """Signs in, and signs the webhooks."""
    messaging_service_sid: str = ""
    """Where its lines belong to a Messaging Service: opt-outs hold for all of it."""
    webhook_url: str = ""
    """Our public address for reports; none are asked for without it."""
    advanced_opt_out: bool = False
    """Whether Advanced Opt-Out is on: a text without `OptOutType` was acted on by nobody then."""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "account_sid", account_id(self.account_sid, "account SID"))
        put(self, "auth_token", secret(self.auth_token, "auth token"))
        if self.messaging_service_sid:
            sid = account_id(self.messaging_service_sid, "Messaging Service SID")
            put(self, "messaging_service_sid", sid)
        put(self, "webhook_url", address(self.webhook_url, "webhook address"))


class TwilioGateway(HttpGateway):
    """An account at Twilio. Implements `Provider`, `WebhookReader` and `TellsOptOuts`.

    Args:
        settings: The account.
        name: What the database calls it.
        base_url: Of the API.
        consents_url: Of the API for consents; that of `base_url` where that is no usual one.
        client: Makes the connections; one is made if none is given.
        clock: The time now, aware, in UTC.
    """

    kind = "twilio"
    default_behavior = Behavior.TYPE_2
    # twilio.com/docs/messaging/tutorials/advanced-opt-out; REVOKE and OPTOUT since 29 April 2025.
    opt_out_keywords = frozenset(
        {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
    )
    start_keywords = frozenset({"start", "yes", "unstop"})

    def __init__(
        self,
        settings: TwilioSettings,
        *,
        name: str = kind,
        base_url: str = API,
        consents_url: str = "",
        client: httpx.AsyncClient | None = None,
        clock: Clock = utc_now,
    ) -> None:
        headers = basic_auth(settings.account_sid, settings.auth_token)
        super().__init__(name, HttpClient(base_url, headers=headers, clock=clock, client=client))
        self._settings = settings
        self._consents = consents_url or (CONSENTS_API if base_url == API else base_url)
        self._account = f"/2010-04-01/Accounts/{settings.account_sid}"

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome."""
        fields = {"To": text.number, "From": text.line, "Body": text.body}
        if self._settings.messaging_service_sid:
            # With both, the service sends from this line: a confirmation leaves where it must.
            fields["MessagingServiceSid"] = self._settings.messaging_service_sid
        if self._settings.webhook_url:
            fields["StatusCallback"] = with_reference(self._settings.webhook_url, text.reference)
        answer = await self._http.post(f"{self._account}/Messages.json", form=fields)
        if isinstance(answer, SendResult):
            return answer
        sid = within(answer.content, "sid")
        if answer.is_success and isinstance(sid, str) and is_identifier(sid):
            return SendResult(Outcome.TAKEN, sid)
        return not_taken(answer, code(within(answer.content, "code")), MEANINGS)

    async def check(self) -> AccountCheck:
        """Try the credentials; nobody is texted."""
        answer = await self._http.get(f"{self._account}.json")
        found = checked(answer, "Twilio accepts the credentials; the account is active.")
        status = within(getattr(answer, "content", None), "status")
        if found.works and status in ("suspended", "closed"):
            return AccountCheck(False, f"The account at Twilio is {status}.", Refusal.SUSPENDED)
        return found

    async def tell_opt_out(self, number: str, opted_out: bool, *, line: str = "") -> SendResult:
        """Write a consent, by its API for many (POST /v1/Consents/Bulk).

        It holds for the Messaging Service, or for the line where there is none.
        """
        sender = self._settings.messaging_service_sid or line
        if not sender:
            return SendResult(
                Outcome.REFUSED, detail="no sender to say it for", refusal=Refusal.INVALID
            )
        item = {
            "contact_id": number,
            "correlation_id": uuid4().hex,
            "sender_id": sender,
            "status": "opt-out" if opted_out else "opt-in",
            "source": "others",
        }
        answer = await self._http.post(
            "/v1/Consents/Bulk", form={"Items": [json.dumps(item)]}, base_url=self._consents
        )
        if isinstance(answer, SendResult):
            return _told_again(answer)
        if not answer.is_success:
            return _told_again(not_taken(answer, code(within(answer.content, "code")), MEANINGS))
        errors = [code(within(one, "error_code")) for one in items(within(answer.content, "items"))]
        wrong = next((error for error in errors if error not in ("", "0")), None)
        if wrong is None:
            return SendResult(Outcome.TAKEN)
        return SendResult(Outcome.REFUSED, code=wrong, refusal=Refusal.INVALID)

    def verify(self, request: WebhookRequest) -> None:
        """Check the signature over the address and the body."""
        is_form = request.media_type == FORM
        try:
            params = signed_pairs(request.body) if is_form else []
        except ValueError:
            raise SignatureInvalid("The form cannot have been signed.") from None
        twilio_signature.verify(
            self._settings.auth_token,
            request.url,
            request.header(twilio_signature.HEADER),
            params,
            body=None if is_form or not request.body else request.body,
        )

    def read(self, request: WebhookRequest) -> list[Event]:
        """A text from a contact, or a report on one of ours."""
        if request.method.upper() != "GET" and request.media_type != FORM:
            raise WebhookUnreadable("Twilio sends forms.")
        fields = form(request.query if request.method.upper() == "GET" else request.body)
        status = fields.get("MessageStatus") or fields.get("SmsStatus") or ""
        if status and status not in _UNDER_WAY:
            return _report(fields, status, request)
        if "From" not in fields and "Body" not in fields:
            return []
        return self._message(fields, request)

    def answer(self) -> WebhookAnswer:
        """No reply by Twilio itself."""
        return WebhookAnswer(200, "text/xml", b"<Response/>")

    def _message(self, fields: dict[str, str], request: WebhookRequest) -> list[Event]:
        line, number = phone(fields.get("To")), phone(fields.get("From"))
        if line is None or number is None:
            return []
        body = fields.get("Body", "")
        return [
            InboundMessage(
                identifier(fields.get("MessageSid") or fields.get("SmsSid")),
                line,
                number,
                body,
                request.received_at,
                self._verdict(line, body, fields.get("OptOutType", "")),
                links(numbered(fields, _MEDIA)),
            )
        ]

    def _verdict(self, line: str, body: str, opt_out_type: str) -> Verdict:
        given = _VERDICTS.get(opt_out_type.strip().upper())
        if given is not None:
            return given
        if self._settings.advanced_opt_out and not is_toll_free(line):
            return Verdict.NONE
        return silent_verdict(line, body)


def _report(fields: dict[str, str], status: str, request: WebhookRequest) -> list[Event]:
    error = code(fields.get("ErrorCode"))
    if status in ("delivered", "read"):
        delivery = Delivery.DELIVERED
    elif status in _FAILED:
        delivery = Delivery.OPTED_OUT if _is_opt_out(error, fields) else Delivery.FAILED
    else:
        return []
    sid = identifier(fields.get("MessageSid") or fields.get("SmsSid"))
    return [DeliveryReport(sid, delivery, request.received_at, error, reference_in(request))]


def _is_opt_out(error: str, fields: dict[str, str]) -> bool:
    # 30004 says that the message was blocked: by the contact, where the number is toll-free.
    sender = fields.get("From", "").strip()
    return error == "21610" or (error == "30004" and is_toll_free(sender))


def _told_again(result: SendResult) -> SendResult:
    """A consent told twice is the same consent: what may have been lost is told again."""
    if result.refusal is Refusal.DENIED:
        # No text is meant by it, so that the account is.
        return replace(result, refusal=Refusal.BAD_CREDENTIALS)
    if result.outcome is not Outcome.AMBIGUOUS:
        return result
    return replace(result, outcome=Outcome.RETRYABLE, refusal=Refusal.UNREACHABLE)
