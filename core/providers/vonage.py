"""Vonage: texts over its SMS API; webhooks of the SMS API and of the Messages API.

Texts leave over the SMS API, for what it says of refusals and opt-outs is documented whole:
its statuses, its receipts, and error 9 in them for a contact who opted out. The Messages API
documents less of its errors, and would need a private key besides. An account may all the
same hand inbound texts over in either form, and both are read.

Beware: 9 in an answer to a send is a lack of credit; only in a receipt it is an opt-out.
Ordinary U.S. numbers are Type 1; Vonage handles opt-outs of toll-free numbers, and of others
only with Opt-Out Assist, whose words the account chooses.
Sources: developer.vonage.com, SMS API, Messages API, Opt-Out Assist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.clock import Clock, utc_now
from core.domain import Behavior
from core.errors import SignatureInvalid, WebhookUnreadable
from core.providers import toll_free, vonage_signature
from core.providers.base import AccountCheck, Event, OutboundText, Outcome, SendResult
from core.providers.http_client import (
    BUSY,
    MAYBE,
    NO_ENTRY,
    NO_MONEY,
    NO_SUCH_LINE,
    OTHERWISE,
    SUSPENDED,
    UNFIT,
    HttpAnswer,
    HttpClient,
    Meaning,
    checked,
    not_taken,
)
from core.providers.http_gateway import HttpGateway, basic_auth, secret
from core.providers.vonage_reading import read_messages_api, read_sms_api
from core.providers.vonage_signature import BEARER, SignatureMethod
from core.providers.webhook import WebhookAnswer, WebhookRequest
from core.providers.wire import (
    FORM,
    code,
    form_pairs,
    is_identifier,
    items,
    json_in,
    json_of,
    within,
)
from core.segments import count_segments

if TYPE_CHECKING:
    import httpx

API: Final = "https://rest.nexmo.com"

STATUSES: Final[dict[str, Meaning]] = {
    "1": BUSY,
    "2": UNFIT,
    "3": UNFIT,
    "4": NO_ENTRY,
    "5": MAYBE,  # An error inside while it was being processed.
    "6": UNFIT,
    "7": OTHERWISE,  # The number is barred, nobody says why.
    "8": SUSPENDED,  # The account is barred.
    "9": NO_MONEY,
    "10": BUSY,
    "11": OTHERWISE,
    "12": UNFIT,
    "14": NO_ENTRY,
    "15": NO_SUCH_LINE,  # An illegal sender.
    "22": UNFIT,
    "23": UNFIT,
    "29": OTHERWISE,  # Not on the list of numbers that a trial account may text.
    "32": NO_ENTRY,
    "33": UNFIT,
}
"""What the statuses of an answer mean; its HTTP status is 200 whatever happened."""


@dataclass(frozen=True, slots=True)
class VonageSettings:
    """An account at Vonage.

    Raises:
        BadInput: A value cannot be what it should be.
    """

    api_key: str
    api_secret: str = field(repr=False)
    signature_secret: str = field(repr=False)
    """Signs the webhooks. Vonage signs those of the SMS API only when asked to."""
    signature_method: SignatureMethod = SignatureMethod.MD5_HASH
    """Of the SMS API's webhooks; the default is Vonage's."""
    opt_out_keywords: frozenset[str] = frozenset()
    """The words registered with Opt-Out Assist, where the account has it."""
    start_keywords: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "api_key", secret(self.api_key, "API key"))
        put(self, "api_secret", secret(self.api_secret, "API secret"))
        put(self, "signature_secret", secret(self.signature_secret, "signature secret"))


class VonageGateway(HttpGateway):
    """An account at Vonage. Implements `Provider` and `WebhookReader`.

    Args:
        settings: The account.
        name: What the database calls it.
        base_url: Of the SMS API.
        client: Makes the connections; one is made if none is given.
        clock: The time now, aware, in UTC.
    """

    kind = "vonage"
    default_behavior = Behavior.TYPE_1

    def __init__(
        self,
        settings: VonageSettings,
        *,
        name: str = kind,
        base_url: str = API,
        client: httpx.AsyncClient | None = None,
        clock: Clock = utc_now,
    ) -> None:
        headers = basic_auth(settings.api_key, settings.api_secret)
        super().__init__(name, HttpClient(base_url, headers=headers, clock=clock, client=client))
        self._settings = settings
        self._clock = clock
        self.opt_out_keywords = toll_free.OPT_OUT_KEYWORDS | _casefolded(settings.opt_out_keywords)
        self.start_keywords = toll_free.START_KEYWORDS | _casefolded(settings.start_keywords)

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome."""
        fields = {
            "from": text.line.removeprefix("+"),
            "to": text.number.removeprefix("+"),
            "text": text.body,
            "client-ref": text.reference,
        }
        if count_segments(text.body).encoding == "UCS-2":
            # Unasked, letters outside GSM-7 would arrive as question marks.
            fields["type"] = "unicode"
        answer = await self._http.post("/sms/json", form=fields)
        return answer if isinstance(answer, SendResult) else _result_of(answer)

    async def check(self) -> AccountCheck:
        """Try the credentials by asking for the balance; nobody is texted."""
        answer = await self._http.get("/account/get-balance")
        return checked(answer, "Vonage accepts the API key and its secret.")

    def verify(self, request: WebhookRequest) -> None:
        """Check the token of the Messages API over the body, else the `sig` of the SMS API."""
        token = request.header(vonage_signature.HEADER)
        chosen = self._settings.signature_secret
        if token.startswith(BEARER):
            vonage_signature.verify_body(
                chosen, token.removeprefix(BEARER), request.body, self._clock()
            )
            return
        try:
            params = _sms_params(request)
        except ValueError:
            raise SignatureInvalid("The parameters cannot have been signed.") from None
        vonage_signature.verify(chosen, params, self._settings.signature_method)

    def read(self, request: WebhookRequest) -> list[Event]:
        """A text from a contact, or a receipt for one of ours; only what was signed is read."""
        if request.header(vonage_signature.HEADER).startswith(BEARER):
            return read_messages_api(json_of(request), request.received_at)
        try:
            params = _sms_params(request)
        except ValueError:
            raise WebhookUnreadable("The parameters cannot be read.") from None
        return read_sms_api(params, request.received_at)

    def answer(self) -> WebhookAnswer:
        """An empty one: Vonage looks at the status only."""
        return WebhookAnswer()


def _result_of(answer: HttpAnswer) -> SendResult:
    """What an answer comes to: one of several parts is taken when any of them is."""
    messages = items(within(answer.content, "messages"))
    if not answer.is_success or not messages:
        return not_taken(answer)
    for message in messages:
        message_id = within(message, "message-id")
        taken = code(within(message, "status")) == "0"
        if taken and isinstance(message_id, str) and is_identifier(message_id):
            return SendResult(Outcome.TAKEN, message_id)
        if taken:
            return SendResult(Outcome.AMBIGUOUS, detail="taken, but without an id")
    status = code(within(messages[0], "status"))
    outcome, refusal = STATUSES.get(status, OTHERWISE if status else MAYBE)
    return SendResult(outcome, None, status, f"status {status}", refusal, answer.retry_after)


def _sms_params(request: WebhookRequest) -> dict[str, str]:
    """The parameters of a call of the SMS API: a query, a form or flat JSON.

    Raises:
        ValueError: They are none, or one is there twice, so that nobody can say which counts.
    """
    if request.method.upper() == "GET":
        pairs = form_pairs(request.query)
    elif request.media_type == FORM:
        pairs = form_pairs(request.body)
    else:
        content = json_in(request.body)
        if not isinstance(content, dict):
            raise ValueError("no object")
        pairs = [(name, _as_signed(value)) for name, value in content.items()]
    params = dict(pairs)
    if len(params) != len(pairs):
        raise ValueError("a parameter twice")
    return params


def _as_signed(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("no parameter")
    return str(value)


def _casefolded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words)
