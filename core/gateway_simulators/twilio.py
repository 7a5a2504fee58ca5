"""Twilio: Programmable Messaging as of 2010-04-01, and Consents/Bulk.

Keywords and codes: twilio.com/docs/messaging/tutorials/advanced-opt-out.md, /docs/api/errors/21610
and /30004; fields: /docs/messaging/guides/webhook-request. The exact words of its default replies
were not found: those here are ours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.domain import Behavior
from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import has_basic, read_form, read_pairs, whole_number
from core.gateway_simulators.twilio_shapes import (
    VERSION,
    account_shape,
    consent_shape,
    error,
    message_shape,
    number_shape,
)
from core.gateway_simulators.twilio_webhooks import FAILED, OPTED_OUT, inbound_call, report_calls
from core.gateway_simulators.vendor import (
    EVERY_METHOD,
    VendorSimulator,
    WebhookCall,
    e164,
    secret,
)
from core.providers.base import Event, InboundMessage, Outcome
from core.providers.twilio import TwilioGateway

_MOST_CONSENTS = 25


class TwilioSimulator(VendorSimulator):
    """The API that the official SDKs talk to at api.twilio.com and accounts.twilio.com."""

    name = "twilio"
    title = "Twilio"
    behavior = Behavior.TYPE_2
    opt_out_keywords = TwilioGateway.opt_out_keywords
    start_keywords = TwilioGateway.start_keywords
    help_keywords = frozenset({"help", "info"})
    opt_out_message = (
        "You have unsubscribed and will get no more messages from this number. "
        "Reply START to resubscribe."
    )
    start_message = "You have resubscribed to messages from this number. Reply STOP to unsubscribe."
    help_message = "Reply STOP to unsubscribe."
    ids_are_uuids = False

    @classmethod
    def new_credentials(cls) -> dict[str, str]:
        """An account, its token, and a Messaging Service with all its numbers."""
        return {
            "account_sid": "AC" + secret(),
            "auth_token": secret(),
            "messaging_service_sid": "MG" + secret(),
        }

    @property
    def _account(self) -> str:
        return self.credentials["account_sid"]

    def routes(self) -> list[Route]:
        """Messages, the account itself, and consents."""
        account = f"/{VERSION}/Accounts/{self._account}"
        return [
            self.send_route(f"{account}/Messages.json", self._send),
            Route(f"{account}/Messages.json", self._list),
            Route(f"{account}/Messages/{{sid}}.json", self._fetch),
            Route(f"{account}/IncomingPhoneNumbers.json", self._numbers),
            Route(f"{account}/Balance.json", self._balance),
            Route(f"{account}.json", self._fetch_account),
            Route("/v1/Consents/Bulk", self._consents, methods=["POST"]),
            Route("/{rest:path}", self._nothing, methods=EVERY_METHOD),
        ]

    def server_error(self, status: int) -> Response:
        """An error of theirs."""
        return error(20429 if status == 429 else 20500, status)

    def examples(self, url: str) -> list[str]:
        """With curl."""
        user = f"-u {self._account}:{self.credentials['auth_token']}"
        account = f"{url}/{VERSION}/Accounts/{self._account}"
        number = self.account.numbers[0]
        return [
            f"curl {user} {account}.json",
            f"curl {user} {account}/Messages.json --data-urlencode From={number} "
            "--data-urlencode To=+14155550134 --data-urlencode 'Body=Will you vote?'",
        ]

    # The API

    def _may(self, request: Request) -> bool:
        return has_basic(request, self._account, self.credentials["auth_token"])

    async def _send(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        form = await read_form(request)
        service = form.get("MessagingServiceSid", "")
        line, number, body = form.get("From", ""), e164(form.get("To", "")), form.get("Body", "")
        if not form.get("To"):
            return error(21604)
        if not number:
            return error(21211)
        if service and service != self.credentials["messaging_service_sid"]:
            return error(20404)
        if service and not line:
            last = await self.network.last_line(number)
            line = last if last in self.account.numbers else self.account.numbers[0]
        if not line:
            return error(21603)
        if not body:
            return error(21602)
        if len(body) > 1600:
            return error(21617)
        details = {"callback": form.get("StatusCallback", ""), "service": service}
        result = await self.take(line, number, body, details)
        if (unusual := self.unusual(result)) is not None:
            return unusual
        if result.outcome is Outcome.OPTED_OUT:
            return error(21610)
        message = await self.network.message(result.provider_message_id or "")
        if message is None:
            return error(21606)
        shape = message_shape(message, self._account)
        shape |= {"status": "accepted" if service else "queued", "date_sent": None}
        shape |= {"error_code": None, "error_message": None}
        return JsonAnswer(shape, 201)

    async def _fetch(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        message = await self.network.message(request.path_params["sid"])
        return error(20404) if message is None else JsonAnswer(await self._fate(message))

    async def _list(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        asked = request.query_params
        size = whole_number(asked.get("PageSize"), 50, 1000)
        page = whole_number(asked.get("Page"), 0, 1_000_000)
        to, sender = asked.get("To"), asked.get("From")
        inbound = None
        line = number = None
        if to in self.account.numbers or (sender and sender not in self.account.numbers):
            inbound, line, number = True, to, sender
        elif to or sender:
            inbound, line, number = False, sender, to
        found = await self.network.messages(
            line=line, number=number, inbound=inbound, limit=size + 1, offset=page * size
        )
        rest = {key: value for key, value in asked.items() if key not in ("Page", "PageToken")}
        base = request.url.path

        def place(which: int) -> str:
            return f"{base}?{urlencode({**rest, 'PageSize': size, 'Page': which})}"

        return JsonAnswer(
            {
                "messages": [await self._fate(message) for message in found[:size]],
                "page": page,
                "page_size": size,
                "start": page * size,
                "end": page * size + max(len(found[:size]) - 1, 0),
                "uri": place(page),
                "first_page_uri": place(0),
                "previous_page_uri": place(page - 1) if page else None,
                "next_page_uri": place(page + 1) if len(found) > size else None,
            }
        )

    async def _fetch_account(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        return JsonAnswer(account_shape(self._account, self.network.clock()))

    async def _numbers(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        numbers = [
            number_shape(number, self.account, self.credentials)
            for number in self.account.numbers
            if request.query_params.get("PhoneNumber", number) == number
        ]
        return JsonAnswer({"incoming_phone_numbers": numbers, "page": 0, "next_page_uri": None})

    async def _balance(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        return JsonAnswer({"account_sid": self._account, "balance": "25.00", "currency": "USD"})

    async def _consents(self, request: Request) -> Response:
        if not self._may(request):
            return error(20003)
        given = [value for name, value in await read_pairs(request) if name == "Items"]
        if not 1 <= len(given) <= _MOST_CONSENTS:
            return error(20001, 400, f"From 1 to {_MOST_CONSENTS} items can be given.")
        return JsonAnswer({"items": [await self._consent(item) for item in given]}, 201)

    async def _consent(self, given: str) -> dict[str, Any]:
        try:
            item = json.loads(given)
        except ValueError:
            item = None
        if not isinstance(item, dict):
            return consent_shape("", "An item is an object.")
        correlation = str(item.get("correlation_id", ""))
        number = e164(str(item.get("contact_id", "")))
        sender, status = item.get("sender_id"), item.get("status")
        whole = sender == self.credentials["messaging_service_sid"]
        lines: Sequence[str] = self.account.numbers if whole else (str(sender),)
        if len(correlation) != 32 or not number or status not in ("opt-in", "opt-out"):
            return consent_shape(correlation, "The item is not valid.")
        if not set(lines) <= set(self.account.numbers):
            return consent_shape(correlation, "The sender is not yours.")
        for line in lines:
            change = self.network.put_block if status == "opt-out" else self.network.lift_block
            await change(line, number)
        return consent_shape(correlation)

    async def _nothing(self, request: Request) -> Response:
        return error(20404 if self._may(request) else 20003)

    async def _fate(self, message: Message) -> dict[str, Any]:
        shape = message_shape(message, self._account)
        if not message.inbound and not message.delivered:
            blocked = await self.network.is_blocked(message.line, message.number)
            shape |= {"status": "undelivered", "error_code": OPTED_OUT if blocked else FAILED}
        return shape

    def calls(self, event: Event, message: Message, attempt: int) -> list[WebhookCall]:
        """An inbound text, or the two reports that follow a text that was taken."""
        if isinstance(event, InboundMessage):
            return inbound_call(event, message, self.account, self.credentials)
        return report_calls(event, message, self.account, self.credentials)
