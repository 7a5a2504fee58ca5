"""The closed sets of words that the rest of the library is written in.

Nothing here imports the database, so that screens and providers can speak of a
conversation without paying for an ORM. The words are those of the opt-out
specification: organization, campaign, line, block, told, opt-out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Behavior(StrEnum):
    """Which of the two opt-out experiences a line gives its texters."""

    TYPE_1 = "type1"
    """Nothing is blocked until the texter presses Opt Out."""

    TYPE_2 = "type2"
    """The provider answers a keyword by itself and blocks both directions."""


class Direction(StrEnum):
    """Which way a text went."""

    INBOUND = "in"
    OUTBOUND = "out"


class TextKind(StrEnum):
    """Why a text exists."""

    INBOUND = "inbound"
    INITIAL = "initial"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"
    """A later script of the campaign."""
    CONFIRMATION = "confirmation"
    """The organization's one opt-out message."""
    PROVIDER_NOTICE = "provider_notice"
    """A line of the transcript: the provider told the contact, or blocked the line."""


class TextState(StrEnum):
    """Where a text stands. Only `SENT` and `DELIVERED` mean that the provider took it."""

    RECEIVED = "received"
    QUEUED = "queued"
    SENDING = "sending"
    """Claimed by a worker: it may be on the wire right now."""
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    BLOCKED = "blocked"
    """The provider refuses to carry it because the contact opted out there."""
    CANCELLED = "cancelled"
    """Taken back before it left, because its number was opted out."""
    DROPPED = "dropped"
    """A confirmation that was no longer needed or allowed when it was to leave."""
    UNKNOWN = "unknown"
    """The provider may have taken it and cannot be asked; it is never sent again."""


class RequestKind(StrEnum):
    """What an inbound text asks for, as far as its words show."""

    KEYWORD = "keyword"
    REQUEST = "request"
    WRONG_NUMBER = "wrong_number"
    OPT_IN = "opt_in"
    HELP = "help"
    NONE = "none"

    @property
    def asks_to_opt_out(self) -> bool:
        """Whether the texter is shown this text as a request to be left alone."""
        return self in (RequestKind.KEYWORD, RequestKind.REQUEST)


class Verdict(StrEnum):
    """What a gateway itself says it did with an inbound text."""

    STOP = "stop"
    """It recognized a keyword: the contact is told and the line blocked."""
    START = "start"
    """It recognized START: the block is lifted."""
    HELP = "help"
    NONE = "none"
    """It gives verdicts and gave none for this text."""
    SILENT = "silent"
    """It gives no verdicts; only its published word list can tell."""


class Evidence(StrEnum):
    """How a block came to be known."""

    VERDICT = "verdict"
    KEYWORD = "keyword"
    """An exact match with the published list of a gateway that gives no verdict."""
    REFUSAL = "refusal"
    DELIVERY_REPORT = "delivery_report"


class OptOutSource(StrEnum):
    """Who an opt-out, or a press that supports it, came from."""

    TEXTER = "texter"
    SYSTEM = "system"
    ADMINISTRATOR = "administrator"
    IMPORT = "import"
    PROVIDER = "provider"


class Confirmation(StrEnum):
    """What became of the one confirmation of an opt-out, and why."""

    PENDING = "pending"
    SENT = "sent"
    TOLD = "told"
    """Not sent: the provider has already told the contact."""
    SWITCHED_OFF = "switched_off"
    """Not sent: the organization does not confirm what a Type 2 line has not blocked."""
    NO_CONVERSATION = "no_conversation"
    """Not sent: there is no conversation to answer on (import, unmatched keyword)."""
    WITHDRAWN = "withdrawn"
    """Not sent: the opt-out was undone first."""
    FAILED = "failed"
    EXPIRED = "expired"
    """Not sent: it could not leave within 24 hours."""
    UNKNOWN = "unknown"
    """The provider may have taken it and cannot be asked; it was not sent again."""


class ListFilter(StrEnum):
    """What part of an assignment list is shown."""

    ALL = "all"
    REPLY = "reply"
    """Conversations whose contact wrote last."""
    OPT_OUT = "opt_out"
    """Conversations that ask to opt out, or whose line turned out to be blocked."""
    UNREAD = "unread"
    """Conversations with a text that nobody has looked at yet."""
    AWAITING = "awaiting"
    """Conversations in which we wrote last."""


class ListSort(StrEnum):
    """In which order an assignment list is shown."""

    NEED = "need"
    """Replies waiting first, newest first."""
    OLDEST = "oldest"
    """Replies waiting first, the one that waits longest at the top."""
    NEWEST = "newest"
    """The latest text first, whoever wrote it."""
    NAME = "name"


class SetAside(StrEnum):
    """Why a first message is not to be sent though its conversation is on the list."""

    FIELD = "field"
    """A merge field of the script has nothing to say for this contact."""
    SKIPPED = "skipped"
    """A texter skipped it."""
    ASKING = "asking"
    """The contact asks to opt out in another conversation with the organization."""


class Closing(StrEnum):
    """Why a conversation is off the list though nobody opted out."""

    HIDDEN = "hidden"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class Texter:
    """Who acts. With SQLite the file is the authority; no password is pretended."""

    name: str
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text as it arrived: `start` inclusive, `end` exclusive, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Detection:
    """What `core.detection.detect` read in a text."""

    kind: RequestKind
    span: Span | None = None
    """The words that say so, for the highlight."""
    rule: str = ""
    """The name of the rule that matched."""
    confidence: float = 0.0
    """How sure that is, 0 to 1."""
    language: str = ""
    """Of the words that say so, as in `en`; empty where that is not known."""
