"""What the gateways of real providers have in common: credentials, lines, and what they lack."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from typing import Final

from core.domain import Behavior
from core.errors import BadInput
from core.providers.base import Event, Taken, TakenAnswer
from core.providers.http_client import HttpClient
from core.providers.toll_free import behavior_of

_ACCOUNT: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SECRET: Final = re.compile(r"[\x21-\x7e]{1,500}")
_ADDRESS: Final = re.compile(r"https?://[\x21-\x7e]+")


class HttpGateway:
    """A real provider. Its news comes by webhook, and it cannot be asked about a lost answer.

    Args:
        name: What the database calls the account.
        http: The provider's API.
    """

    kind: str
    """Which provider it is."""
    simulated = False
    default_behavior: Behavior
    """How its ordinary numbers treat opt-outs, unless the customer configured otherwise."""
    opt_out_keywords: frozenset[str]
    start_keywords: frozenset[str]
    texts_per_second = 1.0
    """The pace of a line unless the account says otherwise: one long code's at Twilio, and a
    cautious one at the others, where an account's registration decides."""

    def __init__(self, name: str, http: HttpClient) -> None:
        self.name = name
        self._http = http

    @property
    def server_date(self) -> datetime | None:
        """The time by the provider's clock when it last answered, where it said so."""
        return self._http.server_date

    def behavior_of(self, line_number: str) -> Behavior:
        """How a line treats opt-outs by default: U.S. toll-free is Type 2 everywhere."""
        return behavior_of(line_number, self.default_behavior)

    async def ask(self, reference: str) -> TakenAnswer:
        """Nobody can be asked by our reference; a later report settles what was lost."""
        return TakenAnswer(Taken.CANNOT_SAY)

    async def receive(self, limit: int = 100) -> list[tuple[str, Event]]:
        """Nothing: it calls a webhook."""
        return []

    async def acknowledge(self, receipts: list[str]) -> None:
        """Nothing waits to be acknowledged."""

    async def close(self) -> None:
        """Let go of the connections. A later send makes new ones."""
        await self._http.close()


def account_id(value: str, what: str) -> str:
    """An account's id, fit to stand in an address.

    Raises:
        BadInput: It is none.
    """
    if not _ACCOUNT.fullmatch(value.strip()):
        raise BadInput(f"The {what} is missing or has signs in it that belong to none.")
    return value.strip()


def secret(value: str, what: str) -> str:
    """A secret, fit to stand in a header. It is never part of the message.

    Raises:
        BadInput: It is none.
    """
    if not _SECRET.fullmatch(value.strip()):
        raise BadInput(f"The {what} is missing or has signs in it that belong to none.")
    return value.strip()


def address(value: str, what: str) -> str:
    """A web address, or nothing.

    Raises:
        BadInput: It is something else.
    """
    if value.strip() and not _ADDRESS.fullmatch(value.strip()):
        raise BadInput(f"The {what} must begin with https:// and hold no spaces.")
    return value.strip()


def basic_auth(user: str, password: str) -> dict[str, str]:
    """The header that signs in with a name and a password (RFC 7617)."""
    both = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"authorization": f"Basic {both}"}
