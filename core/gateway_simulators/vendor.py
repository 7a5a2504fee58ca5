"""What every simulated gateway has: its numbers and words, its API, and how it calls webhooks."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from core.domain import Behavior
from core.gateway_simulators.connection import NoAnswer
from core.gateway_simulators.faults import Fault, Faults
from core.gateway_simulators.network import GatewayNetwork
from core.gateway_simulators.records import Message
from core.gateway_simulators.requests import read_body
from core.providers import toll_free
from core.providers.base import Event, Outcome, SendResult
from core.providers.simulator_phones import START_MESSAGE

NETWORK_MESSAGE = (
    'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. '
    'Text back "unstop" to receive messages again.'
)
"""What the U.S. toll-free network answers itself, whatever the provider
(support.twilio.com/hc/en-us/articles/360058144374)."""


EVERY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How often a webhook that failed is called again."""

    attempts: int | None = None
    """Calls in all; None: as long as there is time."""
    first_seconds: float = 1.0
    """Before the second call; twice as long before each further one."""
    longest_seconds: float = 60.0
    for_seconds: float = 24 * 3600.0
    after_refusals: bool = True
    """Whether an answer other than 2xx is a reason, or only none at all."""

    def wait(self, attempts: int, since_seconds: float) -> float | None:
        """Seconds until the next call after so many; None gives up."""
        if self.attempts is not None and attempts >= self.attempts:
            return None
        wait = min(self.first_seconds * 2.0 ** min(attempts - 1, 30), self.longest_seconds)
        return wait if since_seconds + wait <= self.for_seconds else None


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """One request to a customer."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "POST"
    retries: RetryPlan | None = None
    """Where this one is retried differently from the provider's others."""


PICTURE = "image/jpeg"
"""What a picture that a phone sends is said to be; nobody looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The simulated customer's account, as its dashboard would show it."""

    numbers: tuple[str, ...]
    """E.164."""
    behavior: Behavior | None = None
    """None: as the provider does without being asked."""
    webhook_url: str = ""
    """Where texts from phones go; empty is nowhere."""
    status_url: str = ""
    """Where reports go that name no place of their own; empty is `webhook_url`."""
    advanced_opt_out: bool = False
    """Twilio only: whether Advanced Opt-Out is configured, so that webhooks carry OptOutType."""
    forwards_after_block: bool = False
    """Whether texts from a blocked contact still arrive, as at most real gateways."""
    pool: bool | None = None
    """Whether who opts out of one number has opted out of all; None: as the provider does."""
    sms_api: bool = False
    """Vonage only: whether texts and reports come in the form of the SMS API."""
    retries: RetryPlan | None = None
    """None: as the provider documents."""


class VendorSimulator(ABC):
    """One provider's API over the simulated network.

    Args:
        network: What lies behind it.
        account: Its one customer.
        credentials: Of `new_credentials`.
        faults: What goes wrong.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    behavior: ClassVar[Behavior]
    """What its numbers do unless the customer has it otherwise."""
    opt_out_keywords: ClassVar[frozenset[str]]
    start_keywords: ClassVar[frozenset[str]]
    help_keywords: ClassVar[frozenset[str]] = frozenset()
    opt_out_message: ClassVar[str]
    start_message: ClassVar[str] = START_MESSAGE
    help_message: ClassVar[str] = ""
    blocks_in_reports: ClassVar[bool] = False
    """Whether it takes texts to blocked contacts, and says so only in the report."""
    pool: ClassVar[bool] = False
    ids_are_uuids: ClassVar[bool] = True
    """Whether it calls a text by a UUID, or as the network does."""
    webhook_seconds: ClassVar[float] = 15.0
    """How long it waits for a webhook's answer."""
    retries: ClassVar[RetryPlan] = RetryPlan()

    def __init__(
        self,
        network: GatewayNetwork,
        account: Account,
        credentials: Mapping[str, str],
        faults: Faults,
    ) -> None:
        self.network = network
        self.account = account
        self.credentials = credentials
        self.faults = faults
        self.taken: list[Callable[[str, str], None]] = []
        """Called with the line and the number of every text that was taken."""

    @classmethod
    @abstractmethod
    def new_credentials(cls) -> dict[str, str]:
        """Credentials for a new customer, by the names that the provider uses."""

    @abstractmethod
    def routes(self) -> list[Route]:
        """Its API."""

    @abstractmethod
    def calls(self, event: Event, message: Message, attempt: int) -> list[WebhookCall]:
        """The requests that tell the customer of this event, signed; none if nobody listens.

        Args:
            event: What happened.
            message: The text it is about.
            attempt: 1 at first, then 2 and so on.
        """

    @abstractmethod
    def server_error(self, status: int) -> Response:
        """How its API says that something is wrong at its own side, or that it is too much."""

    @abstractmethod
    def examples(self, url: str) -> list[str]:
        """Commands that send a text and test the credentials."""

    @property
    def most_media(self) -> int:
        """How many pictures a text from a phone may have."""
        return 10

    def send_route(self, path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
        """The route by which texts are sent: the one that mishaps fall on."""

        async def with_faults(request: Request) -> Response:
            try:
                return await fallen_on(request)
            except ClientDisconnect:
                return NoAnswer()

        async def fallen_on(request: Request) -> Response:
            if self.faults.falls(Fault.RESET_BEFORE):
                await read_body(request)
                return NoAnswer()
            if self.faults.falls(Fault.API_ERROR):
                return self._failed()
            answer = await endpoint(request)
            if self.faults.falls(Fault.SLOW):
                await asyncio.sleep(self.faults.amount("slow_seconds"))
            if self.faults.falls(Fault.API_ERROR_AFTER):
                return self._failed()
            return NoAnswer() if self.faults.falls(Fault.RESET_AFTER) else answer

        return Route(path, with_faults, methods=["POST"])

    def _failed(self) -> Response:
        answer = self.server_error(int(self.faults.amount("error_status")))
        wait = self.faults.amount("retry_after")
        if wait:
            answer.headers["Retry-After"] = f"{wait:g}"
        return answer

    async def take(
        self, line: str, number: str, body: str, details: Mapping[str, str]
    ) -> SendResult:
        """Hand one text to the network. Only REFUSED means that there is no such line."""
        result = await self.network.take(line, number, body, details)
        if result.outcome in (Outcome.TAKEN, Outcome.AMBIGUOUS):
            for tell in self.taken:
                tell(line, number)
        return result

    def unusual(self, result: SendResult) -> Response | None:
        """The answer where the network itself has a mishap, however the provider words the rest."""
        if result.outcome is Outcome.AMBIGUOUS:
            return NoAnswer()
        return self.server_error(503) if result.outcome is Outcome.RETRYABLE else None

    async def provision(self) -> None:
        """Put the customer's numbers into service."""
        shared = self.pool if self.account.pool is None else self.account.pool
        self.network.shares_opt_outs = self.account.numbers if shared else ()
        self.network.help_message = self.help_message
        for number in self.account.numbers:
            if toll_free.is_toll_free(number):
                # The network does it, at every provider, and nobody can turn it off.
                await self.network.provision_line(
                    number,
                    Behavior.TYPE_2,
                    opt_out_message=NETWORK_MESSAGE,
                    keywords=toll_free.OPT_OUT_KEYWORDS,
                    start_keywords=toll_free.START_KEYWORDS,
                    help_keywords=frozenset(),
                    forwards_after_block=self.account.forwards_after_block,
                    blocks_in_reports=True,
                )
                continue
            await self.network.provision_line(
                number,
                self.account.behavior or self.behavior,
                opt_out_message=self.opt_out_message,
                start_message=self.start_message,
                keywords=self.opt_out_keywords,
                start_keywords=self.start_keywords,
                help_keywords=self.help_keywords,
                forwards_after_block=self.account.forwards_after_block,
                blocks_in_reports=self.blocks_in_reports,
            )

    @property
    def status_url(self) -> str:
        """Where reports go that name no place of their own."""
        return self.account.status_url or self.account.webhook_url


def e164(number: str) -> str:
    """A number as customers write it, with or without the plus; empty if it is none."""
    digits = number.strip().removeprefix("+")
    return f"+{digits}" if digits.isascii() and digits.isdigit() and 4 < len(digits) < 16 else ""


def as_uuid(message_id: str) -> str:
    """A message's id in the form that most providers use."""
    return str(uuid.UUID(message_id[2:]))


def from_uuid(text: str) -> str:
    """The network's id from that form; one that no text has, if it is none."""
    return "SM" + text.replace("-", "").lower()


def secret(length: int = 32) -> str:
    """A new secret of hexadecimal digits."""
    return secrets.token_hex(length // 2)
