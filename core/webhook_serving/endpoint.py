"""One call of a webhook, from its bytes to its answer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final, cast

from core.account_gateways import AccountGateway
from core.clock import Clock
from core.errors import (
    DatabaseError,
    SignatureInvalid,
    WebhookUnreadable,
)
from core.inbox import Intake, Received
from core.providers.base import Event
from core.providers.webhook import WebhookAnswer, WebhookRequest
from core.webhook_serving.calls import (
    PublicAddress,
    Receive,
    Scope,
    Send,
    TooLarge,
    TooSlow,
    answer,
    headers_of,
    read_body,
)
from core.webhook_serving.figures import UNKNOWN, CallOutcome, Figures
from core.webhook_serving.served import NoCredentials, ServedAccounts
from core.webhook_serving.storing import Overloaded, Storing
from core.webhook_serving.watching import AccountWatch

log = logging.getLogger(__name__)
access = logging.getLogger("textbank.access")

AGAIN: Final = ((b"retry-after", b"5"),)
CLOSE: Final = ((b"connection", b"close"),)


def _plain(status: int, words: str) -> WebhookAnswer:
    return WebhookAnswer(status, "text/plain; charset=utf-8", words.encode())


# What is asked of strangers says nothing of why.
_REFUSED: Final = {
    CallOutcome.FORGED: _plain(403, "The signature is not right."),
    CallOutcome.TOO_LARGE: _plain(413, "The body is too long."),
    CallOutcome.TOO_SLOW: _plain(408, "The body did not arrive in time."),
    CallOutcome.UNKNOWN_ACCOUNT: _plain(404, "There is no such webhook."),
    CallOutcome.BUSY: _plain(503, "It could not be stored. Please try again."),
    CallOutcome.FAULT: _plain(503, "It could not be stored. Please try again."),
    CallOutcome.UNREADABLE: _plain(503, "It cannot be read yet. Please try again."),
    CallOutcome.NO_CREDENTIALS: _plain(503, "It cannot be checked yet. Please try again."),
}

_IN_LOG: Final = {CallOutcome.NOTHING: "nothing to store"}
"""Outcomes that their names alone do not explain."""


@dataclass(frozen=True, slots=True)
class WebhookEndpoint:
    """Answers `/webhooks/<account>`; an ASGI application."""

    served: ServedAccounts
    storing: Storing
    figures: Figures
    address: PublicAddress
    clock: Clock
    watch: AccountWatch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Deal with one call, as Starlette hands it on."""
        await self.take(scope["path_params"]["account"], scope, receive, send)

    async def take(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Deal with one call of the webhook of this name."""
        began = perf_counter()
        account = UNKNOWN
        reply: WebhookAnswer | None = None
        try:
            gateway = await self.served.named(name)
            if gateway is None:
                outcome = CallOutcome.UNKNOWN_ACCOUNT
            else:
                account = name
                outcome = await self._take(gateway, scope, receive)
                reply = None if outcome in _REFUSED else gateway.answer()
        except NoCredentials:
            account, outcome = name, CallOutcome.NO_CREDENTIALS
        except TooLarge:
            outcome = CallOutcome.TOO_LARGE
        except TooSlow:
            outcome = CallOutcome.TOO_SLOW
        except (DatabaseError, Overloaded):
            outcome = CallOutcome.BUSY
        except Exception:
            log.critical("a call of a webhook could not be dealt with", exc_info=True)
            outcome = CallOutcome.FAULT
        reply = reply or _REFUSED[outcome]
        await answer(send, reply, _more(outcome))
        seconds = perf_counter() - began
        self.figures.called(account, outcome, seconds, self.clock().timestamp())
        if outcome is CallOutcome.FORGED:
            self.watch.called(account)
        access.info(
            "%s /webhooks/%s %d %s %.1f ms",
            scope["method"],
            account,
            reply.status,
            _IN_LOG.get(outcome, outcome.value),
            seconds * 1_000,
        )

    async def _take(self, gateway: AccountGateway, scope: Scope, receive: Receive) -> CallOutcome:
        headers = headers_of(scope)
        body = await read_body(headers, receive)
        base = self.served.base_of(gateway.name)
        request = WebhookRequest(
            method=scope["method"],
            url=self.address.url_of(scope, headers, base),
            headers=headers,
            body=body,
            received_at=self.clock(),
        )
        try:
            gateway.verify(request)
        except SignatureInvalid:
            return CallOutcome.FORGED
        try:
            events = gateway.read(request)
        except WebhookUnreadable as error:
            # It may be a text, and a STOP: it is refused, so that its provider shows it in its log
            # and tries again, for a day at most. By then a newer textbank may read it.
            log.warning("account %s: a call cannot be read: %s", gateway.name, error)
            if error.events:
                await self.storing.store(gateway, cast(Sequence[Event], error.events))
            return CallOutcome.UNREADABLE
        if not events:
            return CallOutcome.NOTHING
        received = await self.storing.store(gateway, events)
        outcome = _outcome(received)
        if outcome is CallOutcome.UNKNOWN_LINE:
            log.warning("account %s: a text for a line of no campaign", gateway.name)
        return outcome


def _outcome(received: Sequence[Received]) -> CallOutcome:
    intakes = {one.intake for one in received}
    if Intake.STORED in intakes:
        return CallOutcome.STORED
    return CallOutcome.REPEATED if Intake.REPEATED in intakes else CallOutcome.UNKNOWN_LINE


def _more(outcome: CallOutcome) -> tuple[tuple[bytes, bytes], ...]:
    if outcome in (CallOutcome.BUSY, CallOutcome.FAULT, CallOutcome.NO_CREDENTIALS):
        return AGAIN
    # What has not been read would be taken for the next call.
    return CLOSE if outcome in (CallOutcome.TOO_LARGE, CallOutcome.TOO_SLOW) else ()
