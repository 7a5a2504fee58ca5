"""What a simulated network is made of: lines, what phones show, and its moods.

Plain values only; `core.providers.simulator_network` acts on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from core.domain import Behavior, Verdict
from core.errors import BadInput
from core.providers.base import Outcome

OPT_OUT_KEYWORDS = frozenset(
    {
        "stop",
        "stopall",
        "stop all",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "arret",
        "arrêt",
    }
)
"""Words that a Type 2 line acts on unless it is given others, casefolded."""

START_KEYWORDS = frozenset({"start", "unstop"})
"""Words that lift its block, casefolded."""

HELP_KEYWORDS = frozenset({"help", "info"})
"""Words that it calls a question for help, casefolded."""

OPT_OUT_MESSAGE = (
    "You have successfully been unsubscribed. You will not receive any more messages "
    "from this number. Reply START to resubscribe."
)
START_MESSAGE = "You have successfully been re-subscribed to messages from this number."


class PhoneState(StrEnum):
    """What the phone says became of a text."""

    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"


class PhoneKind(StrEnum):
    """Who speaks in a text on a phone."""

    TEXT = "text"
    """The contact, or whoever rents the line."""
    NOTICE = "notice"
    """The provider itself."""


@dataclass(frozen=True, slots=True)
class PhoneText:
    """One text as the contact sees it."""

    line: str
    """The number at the other end, E.164."""
    from_contact: bool
    body: str
    at: datetime
    """When it was written or arrived, UTC."""
    state: PhoneState
    kind: PhoneKind


def shown_by(texts: Iterable[PhoneText], now: datetime) -> list[PhoneText]:
    """What a phone shows by this time, in the order in which it came to show it.

    What a provider answers may take its time: others are texted meanwhile.

    Args:
        texts: Everything that was ever to come to it, each notice right behind the text that
            it answers.
        now: The time, UTC.
    """
    shown: list[PhoneText] = []
    late: list[PhoneText] = []
    written = now
    for text in texts:
        if text.kind is PhoneKind.NOTICE:
            # Where it takes no time, it has that of the text it answers.
            (late if text.at > written else shown).append(text)
            continue
        shown += [notice for notice in late if notice.at <= text.at]
        late = [notice for notice in late if notice.at > text.at]
        shown.append(text)
        written = text.at
    return shown + [notice for notice in late if notice.at <= now]


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a text that a contact wrote."""

    delivered: bool
    """Whether the phone shows it as delivered; if not, it reached nobody."""
    provider_message_id: str | None
    """What the gateway calls it; None when it never arrived there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedLine:
    """A sending number at the simulated gateway, and how it treats its contacts."""

    number: str
    behavior: Behavior
    opt_out_message: str = OPT_OUT_MESSAGE
    """What a Type 2 line answers a keyword with."""
    start_message: str = START_MESSAGE
    """What it answers when a block is lifted."""
    keywords: frozenset[str] = OPT_OUT_KEYWORDS
    start_keywords: frozenset[str] = START_KEYWORDS
    help_keywords: frozenset[str] = HELP_KEYWORDS
    gives_verdicts: bool = True
    """Whether a Type 2 line says with each inbound text what it did about it."""
    forwards_after_block: bool = False
    """Whether texts from a blocked contact still arrive, as at most real gateways."""
    blocks_in_reports: bool = False
    """Take texts to a blocked contact, and say only in the delivery report that it was."""

    def reads(self, body: str) -> Verdict:
        """What the line itself does about a text: a whole message that is one of its words."""
        if self.behavior is Behavior.TYPE_1:
            return Verdict.NONE
        word = body.strip().casefold()
        if word in self.keywords:
            return Verdict.STOP
        if word in self.start_keywords:
            return Verdict.START
        if word in self.help_keywords:
            return Verdict.HELP
        return Verdict.NONE

    def tells(self, verdict: Verdict) -> Verdict:
        """What it says of that to whoever rents the line."""
        if self.behavior is Behavior.TYPE_1 or not self.gives_verdicts:
            return Verdict.SILENT
        return verdict


class NetworkChanges(TypedDict, total=False):
    """The settings of `NetworkSettings` that a caller wants changed."""

    send_delay: float
    answer_delay: float
    inbound_delay: float
    report_delay: float
    notice_delay: float
    refuse_next: int
    refuse_rate: float
    refuse_outcome: Outcome
    lose_next: int
    lose_rate: float
    fail_next: int
    seed: int
    deliveries: int
    redelivery_delay: float
    can_be_asked: bool
    delivery_reports: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """How the whole network behaves just now. Delays are in seconds, rates from 0 to 1."""

    send_delay: float = 0.0
    """How long a text is on its way before the network takes it."""
    answer_delay: float = 0.0
    """How long the answer is on its way back once the text is taken or refused."""
    inbound_delay: float = 0.0
    """How long before a contact's text is handed over."""
    report_delay: float = 0.0
    """How long before the delivery report of a text is handed over."""
    notice_delay: float = 0.0
    """How long before what the provider itself answers reaches the phone."""
    refuse_next: int = 0
    """How many of the next sends are not taken, with `refuse_outcome`."""
    refuse_rate: float = 0.0
    """What share of the sends is not taken, drawn from `seed`."""
    refuse_outcome: Outcome = Outcome.RETRYABLE
    """AMBIGUOUS here is a request that was lost on its way: not taken, and nobody knows."""
    lose_next: int = 0
    """How many of the next texts are taken while their answer is lost."""
    lose_rate: float = 0.0
    """What share of the answers to texts that were taken is lost."""
    fail_next: int = 0
    """How many of the next texts are taken and then reported as failed: no phone shows them."""
    seed: int = 0
    """What the rates are drawn from: the same seed on a new store draws the same."""
    deliveries: int = 1
    """How many times each event is handed over, each time with a receipt of its own."""
    redelivery_delay: float = 0.0
    """How long after one hand-over the next of the same event is due."""
    can_be_asked: bool = True
    """Whether it answers when asked about a reference."""
    delivery_reports: bool = True
    """Whether it reports what became of the texts it took."""

    @property
    def counts_down(self) -> bool:
        """Whether some of the next texts meet with a mishap."""
        return self.refuse_next > 0 or self.lose_next > 0 or self.fail_next > 0


_DELAYS = (
    "send_delay",
    "answer_delay",
    "inbound_delay",
    "report_delay",
    "notice_delay",
    "redelivery_delay",
)
_RATES = ("refuse_rate", "lose_rate")
_COUNTS = ("refuse_next", "lose_next", "fail_next")
_SETTINGS = frozenset(setting.name for setting in fields(NetworkSettings))


def check_changes(changes: NetworkChanges) -> None:
    """Refuse settings that cannot be.

    Raises:
        BadInput: there is no such setting, or not with such a value.
    """
    for name, value in changes.items():
        if name not in _SETTINGS:
            raise BadInput(f"The simulated network has no setting {name}.")
        number = value if isinstance(value, int | float) else 0
        if name in _DELAYS + _COUNTS and number < 0:
            raise BadInput(f"{name} is {number}: it cannot be less than 0.")
        if name in _RATES and not 0 <= number <= 1:
            raise BadInput(f"{name} is {number}: a rate is from 0 to 1.")
    if changes.get("deliveries", 1) < 1:
        raise BadInput("deliveries is the number of times each event is handed over: at least 1.")
    if changes.get("refuse_outcome") is Outcome.TAKEN:
        raise BadInput("refuse_outcome cannot be taken: that is no refusal.")
