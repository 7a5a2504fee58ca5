"""What a gateway must do. The simulator and the real ones all look like this.

A provider turns a text into one request and a request's answer into one of a
closed set of outcomes. It never retries, never decides whether a text may leave
and never touches the database: `core.outbox` does the one, `core.inbox` the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from core.domain import Behavior, Verdict


@dataclass(frozen=True, slots=True)
class OutboundText:
    """One text on its way out."""

    reference: str
    """Ours, the same at every attempt: what the provider is asked about after a lost answer."""
    line: str
    """The sending number, E.164."""
    number: str = field(repr=False)
    """The contact's number, E.164."""
    body: str = field(repr=False)


class Outcome(StrEnum):
    """What a provider's answer to one send means."""

    TAKEN = "taken"
    RETRYABLE = "retryable"
    """Certainly not taken; trying again later may work (busy, rate limited, no connection)."""
    REFUSED = "refused"
    """Certainly not taken; trying again will not help."""
    OPTED_OUT = "opted_out"
    """Refused because the contact opted out there: evidence of a block on this line."""
    AMBIGUOUS = "ambiguous"
    """The answer was lost: it may or may not have been taken."""


class Refusal(StrEnum):
    """Why a provider did not take a text, as far as its answer says."""

    BAD_CREDENTIALS = "bad_credentials"
    DENIED = "denied"
    """Not with these credentials, or not this text: the account's `check` tells which."""
    LINE_DENIED = "line_denied"
    """The account may not use this line."""
    OUT_OF_MONEY = "out_of_money"
    SUSPENDED = "suspended"
    """The account is barred until somebody settles that with the provider."""
    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"
    OUTAGE = "outage"
    """It answers that its own servers cannot work."""
    UNKNOWN_LINE = "unknown_line"
    """The line is none of the account's, or carries no texts."""
    UNKNOWN_NUMBER = "unknown_number"
    """The contact's number is none that can be texted."""
    INVALID = "invalid"
    """The text, its number or its line is none that the provider can use."""
    BLOCKED = "blocked"
    """The contact opted out there."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SendResult:
    """One provider's answer to one send."""

    outcome: Outcome
    provider_message_id: str | None = None
    code: str = ""
    """The provider's own error code, e.g. Twilio 21610."""
    detail: str = ""
    """The provider's words, without numbers or bodies."""
    refusal: Refusal | None = None
    retry_after: float | None = None
    """Seconds after which the provider wants to be asked again, where it says so."""


class Taken(StrEnum):
    """The answer to: did you take the text with this reference?"""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """What the provider said when asked about a reference."""

    taken: Taken
    provider_message_id: str | None = None


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A text from a phone, as the gateway handed it over."""

    provider_message_id: str
    line: str
    number: str = field(repr=False)
    body: str = field(repr=False)
    at: datetime
    """When the gateway received it, UTC."""
    verdict: Verdict = Verdict.SILENT
    media: tuple[str, ...] = ()
    """Links of pictures and the like."""


class Delivery(StrEnum):
    """What a delivery report says became of a text."""

    DELIVERED = "delivered"
    FAILED = "failed"
    OPTED_OUT = "opted_out"
    """Not delivered because the contact opted out there (carrier or gateway)."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """The later word on a text that the provider took."""

    provider_message_id: str
    delivery: Delivery
    at: datetime
    code: str = ""
    reference: str = ""
    """Ours, where the report carries it: settles a text whose answer was lost."""


Event = InboundMessage | DeliveryReport


class Provider(Protocol):
    """A gateway."""

    name: str
    """What lines and records call it, e.g. `simulator`."""

    simulated: bool
    """Whether its phones are simulated: a training database works with no other."""

    opt_out_keywords: frozenset[str]
    """The gateway's own published words, casefolded. Read only where it gives no verdict."""

    start_keywords: frozenset[str]
    """The words that lift its block, casefolded. Read only where it gives no verdict."""

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome; nothing is raised for one."""

    async def ask(self, reference: str) -> TakenAnswer:
        """Whether the text with this reference was taken."""

    async def receive(self, limit: int = 100) -> list[tuple[str, Event]]:
        """Events waiting to be handed over, oldest first, each with a receipt.

        An event comes again until its receipt is acknowledged. Gateways that call a
        webhook instead return nothing here.
        """

    async def acknowledge(self, receipts: list[str]) -> None:
        """These events are stored durably; do not hand them over again."""

    async def close(self) -> None:
        """Let go of connections and files."""


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """What a provider says of an account's credentials."""

    works: bool
    detail: str = ""
    """In the words an administrator reads."""
    refusal: Refusal | None = None
    """Why it does not work."""


@runtime_checkable
class ChecksAccount(Protocol):
    """A gateway whose credentials can be tried without texting anybody."""

    async def check(self) -> AccountCheck:
        """Ask the provider about the account. Every failure is an answer."""


@runtime_checkable
class TellsOptOuts(Protocol):
    """A gateway that can be told who opted out."""

    async def tell_opt_out(self, number: str, opted_out: bool, *, line: str = "") -> SendResult:
        """Tell the provider that a number opted out, or is opted in again.

        The same thing told twice is harmless, so that what may have been lost is RETRYABLE.

        Args:
            number: The contact's, E.164.
            opted_out: False where the contact is opted in again.
            line: The sending number for which it holds, where the account names no wider one.
        """


@runtime_checkable
class ProvisionsLines(Protocol):
    """A gateway that puts lines into service when it is asked to, such as a simulated one."""

    async def line(self, number: str) -> object | None:
        """The line with this number, if it is in service."""

    async def provision_line(self, number: str, behavior: Behavior) -> object:
        """Put a line into service."""
