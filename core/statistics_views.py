"""The figures people look at, as plain values. docs/statistics.md has the same definitions.

Events are counted when they happen: a text when it came, an opt-out when it was recorded.
Rates follow the contacts instead: of those whose first message left in a period, the share
that has replied, or opted out, since. So a rate is never above one, and it may still grow.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.domain import Behavior, Confirmation, OptOutSource
from core.statistics_periods import Step, Zone
from core.views_detection import JudgementTally


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both counted."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """Between 0 and 1; None where there is no whole to be a part of."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a campaign, a provider type, or everything."""

    first_messages: int = 0
    """First messages that left in the period: the provider took them, and no report says that
    it did not deliver them."""
    replied: int = 0
    """Of the contacts of those first messages, how many have written since."""
    opted_out: int = 0
    """Of the same contacts, how many have opted out in that conversation since."""
    replies: int = 0
    """Texts that came from contacts in the period, requests and keywords among them."""
    conversations_replied: int = 0
    """Conversations in which at least one of these came."""
    requests: int = 0
    """Those of these texts that were read as asking to opt out."""
    undone: int = 0
    """Opt-outs recorded in the period that were taken back within their seconds: a slip, and
    no opt-out."""
    opted_in: int = 0
    """Opt-outs of the period that an administrator has ended since, with a reason."""
    confirmations: Mapping[Confirmation, int] = field(default_factory=dict)
    """What became of the opt-out message of every opt-out recorded in the period. Those that
    were undone are the withdrawn ones, beside those let back in before the message left."""
    sources: Mapping[OptOutSource, int] = field(default_factory=dict)
    """Who opted out first; the undone are not among them."""

    @property
    def opt_outs(self) -> int:
        """Opt-outs recorded in the period, without those that were undone.

        A number that an administrator let back in did opt out: it is counted here, and again
        in `opted_in`. The same number out, in and out again is two.
        """
        return sum(self.sources.values())

    @property
    def reply_rate(self) -> Share:
        """Of the contacts whose first message left in the period: those who have replied."""
        return Share(self.replied, self.first_messages)

    @property
    def opt_out_rate(self) -> Share:
        """Of the contacts whose first message left in the period: those who have opted out."""
        return Share(self.opted_out, self.first_messages)

    @property
    def confirmations_sent(self) -> int:
        """Opt-outs whose confirmation the provider took."""
        return self.confirmations.get(Confirmation.SENT, 0)

    @property
    def confirmations_not_sent(self) -> int:
        """Opt-outs that settled without one; `UNKNOWN` and `PENDING` are neither."""
        neither = (Confirmation.SENT, Confirmation.UNKNOWN, Confirmation.PENDING)
        return sum(count for what, count in self.confirmations.items() if what not in neither)


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """The figures of one campaign, or of what belongs to none."""

    organization: str
    name: str | None
    """None: texts and opt-outs that belong to no conversation, e.g. those of an import."""
    behavior: Behavior | None
    """The opt-out behavior of the campaign's line."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class BehaviorFigures:
    """The figures of one provider type."""

    behavior: Behavior | None
    """None: opt-outs that no line had a part in, e.g. those of an import."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class Bucket:
    """One day or hour in which something happened."""

    start: datetime
    """When it begins, in UTC: days begin at midnight of the time zone that is named."""
    replies: int = 0
    opt_outs: int = 0
    first_messages: int = 0
    replied: int = 0
    """Of the contacts whose first message left in it, how many have written since."""
    opted_out: int = 0
    """Of the same contacts, how many have opted out since."""

    @property
    def opt_out_rate(self) -> Share:
        """Of the contacts whose first message left in it, the share that has opted out since."""
        return Share(self.opted_out, self.first_messages)


@dataclass(frozen=True, slots=True)
class Delays:
    """From the first text that asked to the opt-out, in seconds, where a text asked."""

    count: int = 0
    median: float | None = None
    p95: float | None = None
    """The shortest time that 95 in 100 do not exceed."""
    longest: float | None = None


def delays_of(seconds: Sequence[float]) -> Delays:
    """The figures of these delays; those of none are None."""
    if not seconds:
        return Delays()
    ordered = sorted(seconds)
    nearest = math.ceil(len(ordered) * 95 / 100) - 1
    return Delays(len(ordered), statistics.median(ordered), ordered[nearest], ordered[-1])


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that nobody has acted on, now, whatever the period is."""

    requests: int = 0
    """Conversations, given to a texter or to none, whose contact asks to opt out or is blocked
    by a gateway: the queue of an administrator."""
    oldest: datetime | None = None
    """Since when the one waits that waits longest: its first request that nobody has decided."""
    conversation_id: int | None = None
    """Where it is."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures of a scope and a period."""

    at: datetime
    """When it was counted."""
    organization: str | None
    """Whose; None is every organization's in the database."""
    campaign: str | None
    """Which one's; None is all of them."""
    since: datetime | None
    until: datetime | None
    """The period, `until` excluded; None is without end."""
    zone: Zone
    """The time zone whose days these are."""
    step: Step
    total: Figures
    campaigns: tuple[CampaignFigures, ...]
    """Those with anything to count, the ones with most opt-outs first."""
    behaviors: tuple[BehaviorFigures, ...]
    buckets: tuple[Bucket, ...]
    """Oldest first; one in which nothing happened is not among them."""
    by_people: Delays
    """From request to opt-out, where a texter or an administrator pressed."""
    automatic: Delays
    """The same, where the system opted out by itself."""
    detection: JudgementTally
    """What texters decided, in the period, of what detection had read."""
    waiting: Waiting

    def oldest_waits(self) -> float | None:
        """For how many seconds the oldest request has waited; None where none waits."""
        if self.waiting.oldest is None:
            return None
        return max(0.0, (self.at - self.waiting.oldest).total_seconds())


CONFIRMATION_WORDS: Mapping[Confirmation, str] = {
    Confirmation.SENT: "sent",
    Confirmation.TOLD: "not sent: the provider had told the contact",
    Confirmation.SWITCHED_OFF: "not sent: switched off where nothing is blocked",
    Confirmation.NO_CONVERSATION: "not sent: no conversation to answer in",
    Confirmation.WITHDRAWN: "not sent: the opt-out was taken back first",
    Confirmation.FAILED: "not sent: the provider refused it for good",
    Confirmation.EXPIRED: "not sent: it could not leave within 24 hours",
    Confirmation.UNKNOWN: "unknown: it may have arrived; not sent twice",
    Confirmation.PENDING: "still to leave",
}
"""What became of confirmations, in the order in which they are shown."""

SOURCE_WORDS: Mapping[OptOutSource, str] = {
    OptOutSource.TEXTER: "a texter",
    OptOutSource.ADMINISTRATOR: "an administrator",
    OptOutSource.SYSTEM: "automatically",
    OptOutSource.PROVIDER: "a provider",
    OptOutSource.IMPORT: "an import",
}
"""Who opted out."""

BEHAVIOR_WORDS: Mapping[Behavior | None, str] = {
    Behavior.TYPE_1: "Type 1",
    Behavior.TYPE_2: "Type 2",
    None: "no line",
}
