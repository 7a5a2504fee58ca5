"""Bandwidth: Messaging, version 2.

It acts on no word and blocks nobody; a carrier may, which the report says with 4775
(github.com/Bandwidth/api-docs, messaging/errors.mdx and webhooks.mdx).
"""

from __future__ import annotations

import json
import secrets
import uuid
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.domain import Behavior
from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import has_basic, read_json, text_field, whole_number
from core.gateway_simulators.vendor import (
    EVERY_METHOD,
    NETWORK_MESSAGE,
    RetryPlan,
    VendorSimulator,
    WebhookCall,
    as_uuid,
    e164,
    from_uuid,
    secret,
)
from core.providers import bandwidth_credentials
from core.providers.base import Delivery, DeliveryReport, Event, InboundMessage
from core.segments import count_segments

_OPTED_OUT, _REJECTED = 4775, 4750
_WORDS = {
    _OPTED_OUT: "rejected-user-opt-out",
    _REJECTED: "destination-rejected-message",
}


class BandwidthSimulator(VendorSimulator):
    """The API that the official SDKs talk to at messaging.bandwidth.com."""

    name = "bandwidth"
    title = "Bandwidth"
    behavior = Behavior.TYPE_1
    # Where a campaign is arranged to have its opt-outs handled after all, with a carrier's words.
    opt_out_keywords = frozenset({"stop", "end", "quit", "cancel", "unsubscribe"})
    start_keywords = frozenset({"start", "unstop"})
    opt_out_message = NETWORK_MESSAGE
    blocks_in_reports = True
    webhook_seconds = 10.0
    retries = RetryPlan(for_seconds=24 * 3600.0)

    @classmethod
    def new_credentials(cls) -> dict[str, str]:
        """An account and its user, an application, and what its webhooks show to be let in."""
        return {
            "account_id": str(secrets.randbelow(9_000_000) + 1_000_000),
            "username": "simulated-" + secret(8),
            "password": secret(),
            "application_id": str(uuid.uuid4()),
            "webhook_username": "bandwidth-" + secret(8),
            "webhook_password": secret(),
        }

    def routes(self) -> list[Route]:
        """Messages, and the media list, which tests credentials."""
        account = f"/api/v2/users/{self.credentials['account_id']}"
        return [
            self.send_route(f"{account}/messages", self._send),
            Route(f"{account}/messages", self._list),
            Route(f"{account}/media", self._media),
            Route("/{rest:path}", self._nothing, methods=EVERY_METHOD),
        ]

    def server_error(self, status: int) -> Response:
        """An error of theirs."""
        if status == 429:
            return _error(429, "too-many-requests", "Too many requests.")
        return _error(status, "internal-server-error", "Something went wrong at our side.")

    def examples(self, url: str) -> list[str]:
        """With curl."""
        user = f"-u {self.credentials['username']}:{self.credentials['password']}"
        account = f"{url}/api/v2/users/{self.credentials['account_id']}"
        text = json.dumps(
            {
                "applicationId": self.credentials["application_id"],
                "from": self.account.numbers[0],
                "to": ["+14155550134"],
                "text": "Hi!",
            }
        )
        return [
            f"curl {user} {account}/messages",
            f"curl {user} {account}/messages -H 'Content-Type: application/json' -d '{text}'",
        ]

    def _may(self, request: Request) -> bool:
        return has_basic(request, self.credentials["username"], self.credentials["password"])

    async def _send(self, request: Request) -> Response:
        if not self._may(request):
            return _unauthorized()
        given = await read_json(request)
        if given is None:
            return _invalid("", "The body is no JSON object.")
        to, line, body = given.get("to"), text_field(given, "from"), text_field(given, "text")
        numbers = [to] if isinstance(to, str) else to
        if not isinstance(numbers, list) or len(numbers) != 1 or not _is_number(numbers[0]):
            return _invalid("to", "'to' must be one number in E.164 format.")
        if not 0 < len(body) <= 2048:
            return _invalid("text", "'text' must have from 1 to 2048 characters.")
        if text_field(given, "applicationId") != self.credentials["application_id"]:
            return _invalid("applicationId", "'applicationId' must be one of yours.")
        details = {"tag": text_field(given, "tag")}
        result = await self.take(line, numbers[0], body, details)
        if (unusual := self.unusual(result)) is not None:
            return unusual
        message = await self.network.message(result.provider_message_id or "")
        if message is None:
            return _invalid("from", "'from' must be a number of the application.")
        return JsonAnswer(self._shape(message), 202)

    async def _list(self, request: Request) -> Response:
        if not self._may(request):
            return _unauthorized()
        asked = request.query_params
        size = whole_number(asked.get("limit"), 100, 10_000)
        source, destination = asked.get("sourceTn"), asked.get("destinationTn")
        way = asked.get("messageDirection")
        if asked.get("messageId"):
            one = await self.network.message(from_uuid(asked["messageId"]))
            found = [one] if one else []
        else:
            ours = self.account.numbers
            line = source if source in ours else destination if destination in ours else None
            number = next((end for end in (source, destination) if end and end not in ours), None)
            inbound = {"INBOUND": True, "OUTBOUND": False}.get(way or "")
            found = await self.network.messages(
                line=line, number=number, inbound=inbound, limit=size
            )
        rows = [await self._listed(message) for message in found]
        return JsonAnswer({"totalCount": len(rows), "pageInfo": {}, "messages": rows})

    async def _listed(self, message: Message) -> dict[str, Any]:
        ends = (message.line, message.number)
        blocked = not message.delivered and await self.network.is_blocked(
            message.line, message.number
        )
        code = 0 if message.delivered else _OPTED_OUT if blocked else _REJECTED
        state = "RECEIVED" if message.inbound else "DELIVERED" if message.delivered else "FAILED"
        return {
            "messageId": as_uuid(message.message_id),
            "accountId": self.credentials["account_id"],
            "sourceTn": ends[message.inbound],
            "destinationTn": ends[not message.inbound],
            "messageStatus": state,
            "messageDirection": "INBOUND" if message.inbound else "OUTBOUND",
            "messageType": "sms",
            "segmentCount": count_segments(message.body).segments,
            "errorCode": code,
            "receiveTime": _time(message.at),
            "carrierName": None,
        }

    async def _media(self, request: Request) -> Response:
        return JsonAnswer([]) if self._may(request) else _unauthorized()

    async def _nothing(self, request: Request) -> Response:
        if not self._may(request):
            return _unauthorized()
        return _error(404, "resource-not-found", "The resource was not found.")

    def _shape(self, message: Message) -> dict[str, Any]:
        shape = {
            "id": as_uuid(message.message_id),
            "time": _time(message.at),
            "owner": message.line,
            "applicationId": self.credentials["application_id"],
            "direction": "in" if message.inbound else "out",
            "from": message.number if message.inbound else message.line,
            "to": [message.line if message.inbound else message.number],
            "text": message.body,
            "segmentCount": count_segments(message.body).segments,
        }
        if message.media:
            shape["media"] = list(message.media)
        tag = message.details.get("tag")
        return shape | ({"tag": tag} if tag else {})

    def calls(self, event: Event, message: Message, attempt: int) -> list[WebhookCall]:
        """An inbound text, or what became of one that was taken."""
        shape = self._shape(message)
        told: dict[str, Any] = {"time": _time(event.at), "to": shape["to"][0]}
        if isinstance(event, InboundMessage):
            url = self.account.webhook_url
            told |= {"type": "message-received", "description": "Incoming message received"}
        else:
            url = self.status_url
            shape["text"] = ""
            told |= _fate(event)
        if not url:
            return []
        user, password = self.credentials["webhook_username"], self.credentials["webhook_password"]
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            bandwidth_credentials.HEADER: bandwidth_credentials.sign(user, password),
        }
        return [WebhookCall(url, headers, json.dumps([told | {"message": shape}]).encode())]


def _fate(event: DeliveryReport) -> dict[str, Any]:
    if event.delivery is Delivery.DELIVERED:
        return {"type": "message-delivered", "description": "Message delivered to carrier."}
    code = _OPTED_OUT if event.delivery is Delivery.OPTED_OUT else _REJECTED
    return {"type": "message-failed", "errorCode": code, "description": _WORDS[code]}


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("+") and e164(value) == value


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _unauthorized() -> Response:
    return _error(401, "unauthorized", "The credentials are not valid.")


def _invalid(field: str, problem: str) -> Response:
    shape = {
        "type": "request-validation",
        "description": "Your request could not be accepted",
        "fieldErrors": [{"fieldName": field, "description": problem}],
    }
    return JsonAnswer(shape, 400)


def _error(status: int, kind: str, words: str) -> Response:
    return JsonAnswer({"type": kind, "description": words}, status)
