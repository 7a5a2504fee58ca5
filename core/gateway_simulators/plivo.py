"""Plivo: Messaging, API version 1.

A text to a blocked contact is taken; its report says 200. One acknowledgement passes within five
minutes of STOP. Sources: docs.plivo.com/docs/messaging/concepts/dnd-service and
support.plivo.com/hc/en-us/articles/360041786171. What MessageIntent may say is documented nowhere
that was found: those words are a guess, and nobody should read them.
"""

from __future__ import annotations

import secrets
import uuid
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.domain import Behavior, Verdict
from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import has_basic, read_json, text_field, whole_number
from core.gateway_simulators.vendor import (
    EVERY_METHOD,
    RetryPlan,
    VendorSimulator,
    WebhookCall,
    as_uuid,
    e164,
    from_uuid,
)
from core.providers import plivo_signature
from core.providers.base import (
    Delivery,
    DeliveryReport,
    Event,
    InboundMessage,
    SendResult,
)
from core.providers.plivo import PlivoGateway
from core.providers.toll_free import is_toll_free
from core.segments import count_segments

_OPTED_OUT, _UNDELIVERABLE = "200", "50"
_INTENTS = {Verdict.STOP: "optout", Verdict.START: "optin", Verdict.HELP: "help"}


class PlivoSimulator(VendorSimulator):
    """The API that the official SDKs talk to at api.plivo.com."""

    name = "plivo"
    title = "Plivo"
    behavior = Behavior.TYPE_2
    # Its support pages name these besides those of its documentation.
    opt_out_keywords = PlivoGateway.opt_out_keywords | {"cancel", "unsub", "stop all"}
    start_keywords = PlivoGateway.start_keywords
    help_keywords = frozenset({"help", "info"})
    opt_out_message = (
        "You have been unsubscribed and will not receive any more messages from this number."
    )
    help_message = "Reply STOP to unsubscribe."
    blocks_in_reports = True
    pool = True
    """A block counts for the whole campaign, and here all numbers belong to one."""
    retries = RetryPlan(4, 1.0, 60.0)

    @classmethod
    def new_credentials(cls) -> dict[str, str]:
        """An account and its token."""
        letters = "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(18))
        return {"auth_id": "MA" + letters, "auth_token": secrets.token_urlsafe(30)}

    def routes(self) -> list[Route]:
        """Messages and the account itself."""
        account = f"/v1/Account/{self.credentials['auth_id']}"
        return [
            self.send_route(f"{account}/Message/", self._send),
            Route(f"{account}/Message/", self._list),
            Route(f"{account}/Message/{{id}}/", self._fetch),
            Route(f"{account}/", self._fetch_account),
            Route("/{rest:path}", self._nothing, methods=EVERY_METHOD),
        ]

    def server_error(self, status: int) -> Response:
        """An error of theirs."""
        return _error(status, "too many requests" if status == 429 else "internal server error")

    def examples(self, url: str) -> list[str]:
        """With curl."""
        user = f"-u {self.credentials['auth_id']}:{self.credentials['auth_token']}"
        account = f"{url}/v1/Account/{self.credentials['auth_id']}"
        number = self.account.numbers[0].removeprefix("+")
        text = f'{{"src": "{number}", "dst": "14155550134", "text": "Hi!"}}'
        return [
            f"curl {user} {account}/",
            f"curl {user} {account}/Message/ -H 'Content-Type: application/json' -d '{text}'",
        ]

    def _may(self, request: Request) -> bool:
        return has_basic(request, self.credentials["auth_id"], self.credentials["auth_token"])

    async def _send(self, request: Request) -> Response:
        if not self._may(request):
            return _no_entry()
        given = await read_json(request)
        if given is None:
            return _error(400, "the request is not a JSON object")
        line, body = e164(text_field(given, "src")), text_field(given, "text")
        numbers = [e164(one) for one in text_field(given, "dst").split("<")]
        if not line or not all(numbers):
            return _error(400, "src and dst must be numbers in E.164 format")
        if not body:
            return _error(400, "text is required")
        if line not in self.account.numbers:
            return _error(400, f"{line.removeprefix('+')} is not a valid source number")
        details = {"callback": text_field(given, "url"), "method": text_field(given, "method")}
        ids = []
        for number in numbers:
            result = await self._take_one(line, number, body, details)
            if (unusual := self.unusual(result)) is not None:
                return unusual
            if result.provider_message_id is not None:
                ids.append(as_uuid(result.provider_message_id))
        if not ids:
            return _error(400, "the message was refused")
        shape = {"message": "message(s) queued", "message_uuid": ids, "api_id": _api_id()}
        return JsonAnswer(shape, 202)

    async def _take_one(
        self, line: str, number: str, body: str, details: dict[str, str]
    ) -> SendResult:
        if not is_toll_free(line):
            passed = await self.network.take_acknowledgement(line, number, body, details)
            if passed is not None:
                return passed
        return await self.take(line, number, body, details)

    async def _fetch(self, request: Request) -> Response:
        if not self._may(request):
            return _no_entry()
        message = await self.network.message(from_uuid(request.path_params["id"]))
        if message is None:
            return _error(404, "not found")
        return JsonAnswer({"api_id": _api_id(), **await self._shape(message)})

    async def _list(self, request: Request) -> Response:
        if not self._may(request):
            return _no_entry()
        asked = request.query_params
        limit = whole_number(asked.get("limit"), 20, 20)
        offset = whole_number(asked.get("offset"), 0, 1_000_000)
        way = asked.get("message_direction")
        inbound = {"inbound": True, "outbound": False}.get(way or "")
        found = await self.network.messages(inbound=inbound, limit=limit + 1, offset=offset)

        def place(at: int) -> str:
            return f"{request.url.path}?{urlencode({**asked, 'limit': limit, 'offset': at})}"

        meta = {
            "limit": limit,
            "offset": offset,
            "previous": place(max(0, offset - limit)) if offset else None,
            "next": place(offset + limit) if len(found) > limit else None,
        }
        rows = [await self._shape(message) for message in found[:limit]]
        return JsonAnswer({"api_id": _api_id(), "meta": meta, "objects": rows})

    async def _fetch_account(self, request: Request) -> Response:
        if not self._may(request):
            return _no_entry()
        account = self.credentials["auth_id"]
        return JsonAnswer(
            {
                "account_type": "standard",
                "api_id": _api_id(),
                "auth_id": account,
                "auto_recharge": False,
                "billing_mode": "prepaid",
                "cash_credits": "25.00000",
                "name": "Simulated account",
                "resource_uri": f"/v1/Account/{account}/",
                "timezone": "UTC",
            }
        )

    async def _nothing(self, request: Request) -> Response:
        return _error(404, "not found") if self._may(request) else _no_entry()

    async def _shape(self, message: Message) -> dict[str, Any]:
        ends = (message.line.removeprefix("+"), message.number.removeprefix("+"))
        state, code = ("received" if message.inbound else "delivered"), None
        if not message.delivered:
            blocked = await self.network.is_blocked(message.line, message.number)
            state, code = ("failed", _OPTED_OUT) if blocked else ("undelivered", _UNDELIVERABLE)
        uuid_ = as_uuid(message.message_id)
        return {
            "message_uuid": uuid_,
            "from_number": ends[message.inbound],
            "to_number": ends[not message.inbound],
            "message_direction": "inbound" if message.inbound else "outbound",
            "message_state": state,
            "message_time": f"{message.at:%Y-%m-%d %H:%M:%S+00:00}",
            "message_type": "sms",
            "error_code": code,
            "units": count_segments(message.body).segments,
            "total_amount": "0.00000",
            "total_rate": "0.00000",
            "resource_uri": f"/v1/Account/{self.credentials['auth_id']}/Message/{uuid_}/",
        }

    # Webhooks

    def calls(self, event: Event, message: Message, attempt: int) -> list[WebhookCall]:
        """An inbound text, or the two reports that follow a text that was taken."""
        contact, line = message.number.removeprefix("+"), message.line.removeprefix("+")
        units = str(count_segments(message.body).segments)
        told = {"MessageUUID": as_uuid(message.message_id), "Type": "sms", "Units": units}
        if isinstance(event, InboundMessage):
            told |= {"From": contact, "To": line}
            told["Text"] = message.body.encode("utf-8", "replace").decode()
            if message.media:
                told |= {"Type": "mms", "MediaCount": str(len(message.media))}
                told |= {f"Media{place}": link for place, link in enumerate(message.media)}
            if event.verdict in _INTENTS and not is_toll_free(message.line):
                told["MessageIntent"] = _INTENTS[event.verdict]
            return self._signed(self.account.webhook_url, told)
        url = message.details.get("callback") or self.account.status_url
        told |= {"From": line, "To": contact, "ParentMessageUUID": told["MessageUUID"]}
        told |= {"PartInfo": "1 of 1", "TotalRate": "0", "TotalAmount": "0"}
        fates = [{"Status": "sent"}, _fate(event)]
        return [call for fate in fates for call in self._signed(url, told | fate)]

    def _signed(self, url: str, fields: dict[str, str]) -> list[WebhookCall]:
        if not url:
            return []
        nonce, token = secrets.token_hex(10), self.credentials["auth_token"]
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            plivo_signature.V2_HEADER: plivo_signature.sign_v2(token, url, nonce),
            plivo_signature.V2_NONCE_HEADER: nonce,
            plivo_signature.V3_HEADER: plivo_signature.sign_v3(
                token, "POST", url, fields.items(), nonce
            ),
            plivo_signature.V3_NONCE_HEADER: nonce,
        }
        return [WebhookCall(url, headers, urlencode(fields).encode())]


def _fate(event: DeliveryReport) -> dict[str, str]:
    match event.delivery:
        case Delivery.DELIVERED:
            return {"Status": "delivered"}
        case Delivery.OPTED_OUT:
            return {"Status": "failed", "ErrorCode": _OPTED_OUT}
        case Delivery.FAILED:
            return {"Status": "undelivered", "ErrorCode": _UNDELIVERABLE}


def _api_id() -> str:
    return str(uuid.uuid4())


def _no_entry() -> Response:
    return _error(401, "authentication failed")


def _error(status: int, words: str) -> Response:
    return JsonAnswer({"api_id": _api_id(), "error": words}, status)
