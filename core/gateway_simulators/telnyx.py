"""Telnyx: Messaging, API version 2.

Keywords and the refusal: developers.telnyx.com/docs/messaging/messages/advanced-opt-in-out;
webhooks: /docs/messaging/messages/receiving-webhooks. With which HTTP status 40300 comes is
documented nowhere that was found: 400 here.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.domain import Behavior
from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import bearer_token, read_json, text_field
from core.gateway_simulators.telnyx_webhooks import event_calls, message_shape
from core.gateway_simulators.vendor import (
    EVERY_METHOD,
    RetryPlan,
    VendorSimulator,
    WebhookCall,
    e164,
    from_uuid,
)
from core.providers import telnyx_signature
from core.providers.base import Event, Outcome
from core.providers.telnyx import TelnyxGateway

_ERRORS = {
    "10005": (404, "Resource not found", "The requested resource or URL could not be found."),
    "10009": (401, "Authentication failed", "The required authentication headers were not given."),
    "10011": (
        429,
        "Too many requests",
        "You have made more requests than you may.",
    ),
    "10015": (400, "Invalid value", "The request is not a JSON object with the fields needed."),
    "10016": (500, "Internal server error", "An unexpected error occurred."),
    "40300": (
        400,
        "Blocked due to STOP message",
        "Messages cannot be sent from '{line}' to '{number}' due to an existing block rule.",
    ),
    "40305": (400, "Invalid 'from' address", "The 'from' address is not one of yours."),
    "40310": (400, "Invalid 'to' address", "The 'to' address should be in +E.164 format."),
    "40302": (400, "Message too large", "The message has no text, or too much."),
}


class TelnyxSimulator(VendorSimulator):
    """The API that the official SDKs talk to at api.telnyx.com."""

    name = "telnyx"
    title = "Telnyx"
    behavior = Behavior.TYPE_2
    opt_out_keywords = TelnyxGateway.opt_out_keywords
    start_keywords = TelnyxGateway.start_keywords
    help_keywords = frozenset({"help"})
    opt_out_message = (
        "You have successfully been unsubscribed, you will not receive any more messages from "
        "this number. Reply START to resubscribe."
    )
    help_message = "Reply STOP to unsubscribe."
    pool = True
    """A block counts for the messaging profile, and here all numbers are on one."""
    webhook_seconds = 2.0
    retries = RetryPlan(3, 0.5, 10.0)

    @classmethod
    def new_credentials(cls) -> dict[str, str]:
        """A key for the API, a profile, and the pair of keys that webhooks are signed with."""
        seed = secrets.token_bytes(32)
        return {
            "api_key": "KEY" + secrets.token_hex(16).upper() + "_" + secrets.token_urlsafe(16),
            "public_key": telnyx_signature.public_key(seed),
            "messaging_profile_id": str(uuid.uuid4()),
            "signing_key": base64.b64encode(seed).decode(),
        }

    def routes(self) -> list[Route]:
        """Messages, profiles, opt-outs and the balance."""
        return [
            self.send_route("/v2/messages", self._send),
            Route("/v2/messages/{id}", self._fetch),
            Route("/v2/messaging_profiles", self._profiles),
            Route("/v2/messaging_profiles/{id}", self._profile),
            Route("/v2/messaging_optouts", self._opt_outs),
            Route("/v2/balance", self._balance),
            Route("/v2/whoami", self._who),
            Route("/{rest:path}", self._nothing, methods=EVERY_METHOD),
        ]

    def server_error(self, status: int) -> Response:
        """An error of theirs."""
        return _error("10011" if status == 429 else "10016", status=status)

    def examples(self, url: str) -> list[str]:
        """With curl."""
        key = f"-H 'Authorization: Bearer {self.credentials['api_key']}'"
        text = f'{{"from": "{self.account.numbers[0]}", "to": "+14155550134", "text": "Hi!"}}'
        return [
            f"curl {key} {url}/v2/balance",
            f"curl {key} {url}/v2/messages -H 'Content-Type: application/json' -d '{text}'",
        ]

    def _may(self, request: Request) -> bool:
        given, key = bearer_token(request), self.credentials["api_key"]
        return hmac.compare_digest(given.encode(), key.encode())

    async def _send(self, request: Request) -> Response:
        if not self._may(request):
            return _error("10009")
        given = await read_json(request)
        if given is None:
            return _error("10015")
        to = given.get("to")
        to = to[0] if isinstance(to, list) and len(to) == 1 else to
        number = to if isinstance(to, str) and e164(to) == to else ""
        body = text_field(given, "text")
        if not number:
            return _error("40310")
        if not 0 < len(body) <= 3072:
            return _error("40302")
        profile = self.credentials["messaging_profile_id"]
        if text_field(given, "messaging_profile_id") not in ("", profile):
            return _error("10015")
        line = text_field(given, "from")
        if not line and given.get("messaging_profile_id"):
            last = await self.network.last_line(number)
            line = last if last in self.account.numbers else self.account.numbers[0]
        details = {
            "callback": text_field(given, "webhook_url"),
            "failover": text_field(given, "webhook_failover_url"),
        }
        result = await self.take(line, number, body, details)
        if (unusual := self.unusual(result)) is not None:
            return unusual
        if result.outcome is Outcome.OPTED_OUT:
            return _error("40300", line=line, number=number)
        message = await self.network.message(result.provider_message_id or "")
        if message is None:
            return _error("40305")
        return JsonAnswer({"data": message_shape(message, self.credentials, "queued")})

    async def _fetch(self, request: Request) -> Response:
        if not self._may(request):
            return _error("10009")
        message = await self.network.message(from_uuid(request.path_params["id"]))
        if message is None:
            return _error("10005")
        state = "delivered" if message.delivered else "delivery_failed"
        return JsonAnswer({"data": message_shape(message, self.credentials, state)})

    async def _profiles(self, request: Request) -> Response:
        return self._listed(request, [self._profile_shape()])

    async def _profile(self, request: Request) -> Response:
        if not self._may(request):
            return _error("10009")
        if request.path_params["id"] != self.credentials["messaging_profile_id"]:
            return _error("10005")
        return JsonAnswer({"data": self._profile_shape()})

    def _profile_shape(self) -> dict[str, Any]:
        return {
            "record_type": "messaging_profile",
            "id": self.credentials["messaging_profile_id"],
            "name": "Simulated profile",
            "enabled": True,
            "webhook_url": self.account.webhook_url or None,
            "webhook_failover_url": None,
            "webhook_api_version": "2",
            "whitelisted_destinations": ["*"],
        }

    async def _opt_outs(self, request: Request) -> Response:
        return self._listed(
            request,
            [
                {
                    "from": line,
                    "to": number,
                    "messaging_profile_id": self.credentials["messaging_profile_id"],
                    "keyword": None,
                }
                for line, number in await self.network.blocks()
            ],
        )

    async def _balance(self, request: Request) -> Response:
        if not self._may(request):
            return _error("10009")
        amounts = {"balance": "25.00", "credit_limit": "0.00", "available_credit": "25.00"}
        shape = {"record_type": "balance", "currency": "USD", "pending": "0.00", **amounts}
        return JsonAnswer({"data": shape})

    async def _who(self, request: Request) -> Response:
        if not self._may(request):
            return _error("10009")
        return JsonAnswer({"data": {"record_type": "whoami", "user_id": "simulated"}})

    def _listed(self, request: Request, rows: list[dict[str, Any]]) -> Response:
        if not self._may(request):
            return _error("10009")
        meta = {"total_pages": 1, "total_results": len(rows), "page_number": 1, "page_size": 250}
        return JsonAnswer({"data": rows, "meta": meta})

    async def _nothing(self, request: Request) -> Response:
        return _error("10005" if self._may(request) else "10009")

    def calls(self, event: Event, message: Message, attempt: int) -> list[WebhookCall]:
        """An inbound text, or the two events that follow a text that was taken."""
        return event_calls(
            event, message, self.account, self.credentials, attempt, self.network.clock()
        )


def _error(code: str, *, status: int | None = None, line: str = "", number: str = "") -> Response:
    usual, title, detail = _ERRORS[code]
    shape = {
        "code": code,
        "title": title,
        "detail": detail.format(line=line, number=number),
        "meta": {"url": f"https://developers.telnyx.com/docs/overview/errors/{code}"},
    }
    return JsonAnswer({"errors": [shape]}, status or usual)
