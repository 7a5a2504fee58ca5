"""Vonage: the SMS API and the Messages API, on one account.

Its 10DLC numbers act on no word unless Opt-Out Assist was arranged for (here: Type 2); a text to
a blocked contact is taken, and its report says 9, or 1240 in the Messages API. Sources:
developer.vonage.com/en/opt-out-assist and github.com/Nexmo/nexmo-developer, messages-olympus.md.
"""

from __future__ import annotations

import secrets
import uuid
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.domain import Behavior
from core.errors import SignatureInvalid
from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import (
    bearer_token,
    has_basic,
    read_form,
    read_json,
    text_field,
)
from core.gateway_simulators.vendor import (
    EVERY_METHOD,
    RetryPlan,
    VendorSimulator,
    WebhookCall,
    as_uuid,
    e164,
    secret,
)
from core.gateway_simulators.vonage_webhooks import event_calls
from core.providers import vonage_signature
from core.providers.base import Event, SendResult
from core.providers.vonage_signature import SignatureMethod

_SMS_ERRORS = {
    "1": "Throughput Rate Exceeded",
    "2": "Missing {field} param",
    "3": "Invalid {field} param",
    "4": "Bad Credentials",
    "5": "Internal Error",
    "14": "Invalid Signature",
    "15": "Invalid Sender Address",
}
_PROBLEMS = "https://developer.vonage.com/api-errors"


class VonageSimulator(VendorSimulator):
    """The APIs that the official SDKs talk to at rest.nexmo.com and api.nexmo.com."""

    name = "vonage"
    title = "Vonage"
    behavior = Behavior.TYPE_1
    # Opt-Out Assist: "registered words"; START and JOIN bring a contact back.
    opt_out_keywords = frozenset({"stop", "end", "quit", "cancel", "unsubscribe"})
    start_keywords = frozenset({"start", "join"})
    opt_out_message = "You are unsubscribed and will get no more messages from this number."
    start_message = "You are subscribed to messages from this number again."
    blocks_in_reports = True
    retries = RetryPlan(for_seconds=24 * 3600.0)

    @classmethod
    def new_credentials(cls) -> dict[str, str]:
        """The account's key and secrets, an application, and the key that signs its tokens."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "api_key": secret(8),
            "api_secret": secret(16),
            "signature_secret": secret(),
            "signature_method": "sha256",
            "application_id": str(uuid.uuid4()),
            "private_key": pem.decode(),
        }

    @property
    def most_media(self) -> int:
        """One a message; the form of the SMS API has no room for any."""
        return 0 if self.account.sms_api else 1

    def routes(self) -> list[Route]:
        """Both ways of sending, and the account."""
        return [
            self.send_route("/sms/json", self._send_sms),
            self.send_route("/v1/messages", self._send_message),
            Route("/account/get-balance", self._balance),
            Route("/account/numbers", self._numbers),
            Route("/{rest:path}", self._nothing, methods=EVERY_METHOD),
        ]

    def server_error(self, status: int) -> Response:
        """An error of theirs."""
        title = "Throttled" if status == 429 else "Internal error"
        return _problem(status, "1000" if status == 429 else "1900", title)

    def examples(self, url: str) -> list[str]:
        """With curl."""
        user = f"-u {self.credentials['api_key']}:{self.credentials['api_secret']}"
        number = self.account.numbers[0].removeprefix("+")
        return [
            f"curl {user} {url}/account/get-balance",
            f"curl {user} {url}/sms/json -d from={number} -d to=14155550134 -d text=Hi",
        ]

    # The SMS API: always 200, and a status of its own

    async def _send_sms(self, request: Request) -> Response:
        form = await read_form(request)
        number, line = e164(form.get("to", "")), e164(form.get("from", ""))
        if (status := self._sms_entry(request, form)) != "0":
            return _sms_answer({"to": form.get("to", "")}, status)
        for field in ("to", "from", "text"):
            if not form.get(field):
                return _sms_answer({}, "2", field)
        if not number:
            return _sms_answer({"to": form["to"]}, "3", "to")
        details = {
            "api": "sms",
            "callback": form.get("callback", ""),
            "client_ref": form.get("client-ref", ""),
        }
        result = await self.take(line, number, form["text"], details)
        if (unusual := self.unusual(result)) is not None:
            return unusual
        if result.provider_message_id is None:
            return _sms_answer({"to": form["to"]}, "15")
        reference = {"client-ref": details["client_ref"]} if details["client_ref"] else {}
        return _sms_answer(
            {
                "to": number.removeprefix("+"),
                "message-id": as_uuid(result.provider_message_id),
                "remaining-balance": "25.00000000",
                "message-price": "0.00000000",
                "network": "US-FIXED",
                **reference,
            },
            "0",
        )

    @property
    def _signature_method(self) -> SignatureMethod:
        return SignatureMethod(self.credentials["signature_method"])

    def _sms_entry(self, request: Request, form: dict[str, str]) -> str:
        key, password = self.credentials["api_key"], self.credentials["api_secret"]
        if "sig" in form:
            secret = self.credentials["signature_secret"]
            try:
                vonage_signature.verify(secret, form, self._signature_method)
            except SignatureInvalid:
                return "14"
            return "0" if form.get("api_key") == key else "4"
        given = (form.get("api_key", ""), form.get("api_secret", ""))
        return "0" if has_basic(request, key, password) or given == (key, password) else "4"

    # The Messages API: JSON, with a token of the application's

    async def _send_message(self, request: Request) -> Response:
        if not self._has_token(request) and not self._has_key(request):
            return _problem(401, "unauthorized", "Unauthorized")
        given = await read_json(request)
        if given is None:
            return _problem(422, "1150", "Invalid params")
        number, line = e164(text_field(given, "to")), e164(text_field(given, "from"))
        body = text_field(given, "text")
        kind = (text_field(given, "channel"), text_field(given, "message_type"))
        if not number or not body or kind != ("sms", "text"):
            return _problem(422, "1150", "Invalid params")
        details = {
            "api": "messages",
            "callback": text_field(given, "webhook_url"),
            "client_ref": text_field(given, "client_ref"),
        }
        result: SendResult = await self.take(line, number, body, details)
        if (unusual := self.unusual(result)) is not None:
            return unusual
        if result.provider_message_id is None:
            return _problem(422, "1120", "Illegal Sender Address - rejected")
        return JsonAnswer({"message_uuid": as_uuid(result.provider_message_id)}, 202)

    def _has_token(self, request: Request) -> bool:
        key = serialization.load_pem_private_key(self.credentials["private_key"].encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        try:
            claims: dict[str, Any] = jwt.decode(
                bearer_token(request), key.public_key(), ["RS256"], {"verify_aud": False}
            )
        except jwt.InvalidTokenError:
            return False
        return claims.get("application_id") == self.credentials["application_id"]

    def _has_key(self, request: Request) -> bool:
        return has_basic(request, self.credentials["api_key"], self.credentials["api_secret"])

    # The account

    async def _balance(self, request: Request) -> Response:
        if not self._knows(request):
            return _no_entry()
        return JsonAnswer({"value": 25.0, "autoReload": False})

    async def _numbers(self, request: Request) -> Response:
        if not self._knows(request):
            return _no_entry()
        rows = [
            {
                "country": "US",
                "msisdn": number.removeprefix("+"),
                "moHttpUrl": self.account.webhook_url,
                "type": "mobile-lvn",
                "features": ["SMS"],
                "app_id": None if self.account.sms_api else self.credentials["application_id"],
            }
            for number in self.account.numbers
        ]
        return JsonAnswer({"count": len(rows), "numbers": rows})

    def _knows(self, request: Request) -> bool:
        asked = request.query_params
        given = (asked.get("api_key"), asked.get("api_secret"))
        known = (self.credentials["api_key"], self.credentials["api_secret"])
        return self._has_key(request) or given == known

    async def _nothing(self, request: Request) -> Response:
        return _problem(404, "not-found", "Not Found")

    def calls(self, event: Event, message: Message, attempt: int) -> list[WebhookCall]:
        """An inbound text, or what became of one that was taken."""
        return event_calls(event, message, self.account, self.credentials, self.network.clock())


def _sms_answer(fields: dict[str, str], status: str, field: str = "") -> Response:
    shape = {**fields, "status": status}
    if status != "0":
        shape["error-text"] = _SMS_ERRORS[status].format(field=field)
    return JsonAnswer({"message-count": "1", "messages": [shape]})


def _problem(status: int, code: str, title: str) -> Response:
    shape = {
        "type": f"{_PROBLEMS}/messages#{code}" if code.isdigit() else f"{_PROBLEMS}#{code}",
        "title": title,
        "detail": title,
        "instance": secrets.token_hex(16),
    }
    return JsonAnswer(shape, status, media_type="application/problem+json")


def _no_entry() -> Response:
    shape = {"error-code": "401", "error-code-label": "authentication failed"}
    return JsonAnswer(shape, 401)
