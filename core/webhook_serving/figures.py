"""What the receiver counts, for Prometheus: by account and outcome, never numbers or bodies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from core.missed_calls import Missed

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

UNKNOWN = "unknown"
"""The account of calls that name none of ours: what strangers ask for makes no new label."""


class CallOutcome(StrEnum):
    """What became of a call."""

    STORED = "stored"
    REPEATED = "repeated"
    UNKNOWN_LINE = "unknown_line"
    """Its line belongs to no campaign here."""
    NOTHING = "nothing"
    """It says nothing that we have use for."""
    FORGED = "forged"
    """Its signature is wrong, or missing."""
    UNREADABLE = "unreadable"
    """Its provider made it, and it is not what a call of this provider looks like."""
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    BUSY = "busy"
    """It could not be stored: the provider is to try again."""
    FAULT = "fault"
    NO_CREDENTIALS = "no_credentials"
    UNKNOWN_ACCOUNT = "unknown_account"


_SIGNED = frozenset(
    {
        CallOutcome.STORED,
        CallOutcome.REPEATED,
        CallOutcome.UNKNOWN_LINE,
        CallOutcome.NOTHING,
        CallOutcome.UNREADABLE,
    }
)
"""What only becomes of a call whose signature is right."""

_WATCHED = frozenset({CallOutcome.FORGED, CallOutcome.UNREADABLE, CallOutcome.UNKNOWN_LINE})
"""What somebody should know of: texts may be lost."""


@dataclass(slots=True)
class Tally:
    """How often something became of an account's calls, and when last."""

    count: int = 0
    at: float = 0.0
    """In seconds since 1970."""
    since: float = 0.0
    """When for the first time, by the same."""


class Figures:
    """The counters of one receiver."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._calls = Counter(
            "textbank_webhook_requests",
            "Calls of webhooks, by account and what became of them.",
            ("account", "outcome"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "textbank_webhook_seconds",
            "Seconds from a call to its answer.",
            ("account",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._commits = Histogram(
            "textbank_webhook_commit_seconds",
            "Seconds of a transaction that stores calls.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._sharing = Histogram(
            "textbank_webhook_commit_requests",
            "Calls that shared one transaction.",
            buckets=(1, 2, 4, 8, 16, 32, 64),
            registry=self.registry,
        )
        self._outbox = Gauge(
            "textbank_outbox_due_texts", "Texts that are to leave now.", registry=self.registry
        )
        self._oldest = Gauge(
            "textbank_outbox_oldest_seconds",
            "For how long the oldest of them has been due.",
            registry=self.registry,
        )
        self._last = Gauge(
            "textbank_webhook_last_timestamp_seconds",
            "When a call was last taken, by account.",
            ("account",),
            registry=self.registry,
        )
        self._sending = Gauge(
            "textbank_sending",
            "1 while the outbox is carried, 0 while nothing is sent: it is left to others, "
            "or something keeps it from going on.",
            registry=self.registry,
        )
        self._faults = Gauge(
            "textbank_sending_faults",
            "Faults of textbank's own that stopped the sending, since the start.",
            registry=self.registry,
        )
        # Looking a label up costs more than counting.
        self._known_calls: dict[tuple[str, CallOutcome], Counter] = {}
        self._known_seconds: dict[str, Histogram] = {}
        self.last_call: dict[str, float] = {}
        """When each account's provider last called, in seconds since 1970."""
        self._tallies: dict[CallOutcome, defaultdict[str, Tally]] = {
            one: defaultdict(Tally) for one in _WATCHED
        }
        self.forged_in_a_row: dict[str, int] = {}
        """How many calls of each account had a wrong signature since the last right one."""
        self._missed: dict[tuple[str, CallOutcome], Tally] = {}

    def called(self, account: str, outcome: CallOutcome, seconds: float, at: float) -> None:
        """Count a call that was answered."""
        count = self._known_calls.get((account, outcome))
        if count is None:
            count = self._calls.labels(account, outcome.value)
            self._known_calls[account, outcome] = count
        count.inc()
        took = self._known_seconds.get(account)
        if took is None:
            took = self._known_seconds[account] = self._seconds.labels(account)
        took.observe(seconds)
        if outcome in (CallOutcome.STORED, CallOutcome.REPEATED, CallOutcome.NOTHING):
            self.last_call[account] = at
        elif account != UNKNOWN:
            missed = self._missed.setdefault((account, outcome), Tally(since=at))
            missed.count, missed.at = missed.count + 1, at
        if outcome in _WATCHED:
            tally = self._tallies[outcome][account]
            tally.count, tally.at = tally.count + 1, at
        if outcome is CallOutcome.FORGED:
            self.forged_in_a_row[account] = self.forged_in_a_row.get(account, 0) + 1
        elif outcome in _SIGNED:
            self.forged_in_a_row.pop(account, None)

    def tally(self, account: str, outcome: CallOutcome) -> Tally:
        """How many calls of an account were forged, unreadable or for an unknown line."""
        return self._tallies[outcome].get(account, Tally())

    def take_missed(self) -> list[Missed]:
        """The calls of accounts that were not taken since this was asked last."""
        taken, self._missed = self._missed, {}
        return [
            Missed(
                account,
                outcome.value,
                tally.count,
                datetime.fromtimestamp(tally.since, UTC),
                datetime.fromtimestamp(tally.at, UTC),
            )
            for (account, outcome), tally in taken.items()
        ]

    def stored(self, calls: int, seconds: float) -> None:
        """Count a transaction."""
        self._commits.observe(seconds)
        self._sharing.observe(calls)

    def outbox(self, due: int, oldest_seconds: float) -> None:
        """Note how much waits to leave."""
        self._outbox.set(due)
        self._oldest.set(oldest_seconds)

    def sending(self, goes_on: bool, faults: int) -> None:
        """Note whether the outbox is carried."""
        self._sending.set(goes_on)
        self._faults.set(faults)

    def page(self) -> bytes:
        """All of it, in Prometheus' text format."""
        for account, at in self.last_call.items():
            self._last.labels(account).set(at)
        return generate_latest(self.registry)
