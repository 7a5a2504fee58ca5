"""What the simulated gateway has still to hand over: leased, repeated, acknowledged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from core.domain import Verdict
from core.providers.base import Delivery, DeliveryReport, Event, InboundMessage
from core.providers.simulator_phones import NetworkSettings
from core.providers.simulator_records import (
    from_micros,
    read_body,
    seconds_to_micros,
    to_micros,
)
from core.providers.simulator_store import SimulatorStore


class EventQueue:
    """The events of the network, as one process sees them.

    Looking for events costs next to nothing while none is ready: what the last look
    found holds until SQLite's `data_version` shows another process's commit.
    """

    def __init__(self, store: SimulatorStore, *, lease_seconds: float) -> None:
        self._store = store
        self._lease = seconds_to_micros(lease_seconds)
        self._seen_version: tuple[int, int] | None = None
        self._next_ready: float = 0.0
        """No event is ready before this, as long as the data version is `_seen_version`."""

    def is_quiet(self, now: datetime) -> bool:
        """Whether there is certainly nothing to receive. Waits for nothing."""
        return (
            to_micros(now) < self._next_ready
            and self._seen_version is not None
            and self._store.glance() == self._seen_version
        )

    def receive(self, limit: int, now: datetime) -> list[tuple[str, Event]]:
        """Lease the events that are due, oldest first. See `Provider.receive`."""
        instant = to_micros(now)
        # Before the look itself: a commit in between is looked at again next time.
        version = self._store.glance()
        with self._store.reading() as connection:
            (ready,) = connection.execute("SELECT min(ready_at) FROM events").fetchone()
        if ready is None or ready > instant:
            self._seen_version = version
            self._next_ready = float("inf") if ready is None else ready
            return []
        with self._store.writing() as connection:
            # The unary plus keeps SQLite on the index that gives the order.
            rows = connection.execute(
                """
                SELECT e.seq, e.kind, e.word, e.code, e.at,
                       t.provider_message_id, t.line, t.number, t.body
                FROM events AS e JOIN texts AS t ON t.seq = e.text
                WHERE e.due_at <= ? AND +e.ready_at <= ?
                ORDER BY e.due_at, e.seq LIMIT ?
                """,
                (instant, instant, limit),
            ).fetchall()
            connection.executemany(
                "UPDATE events SET ready_at = ? WHERE seq = ?",
                [(instant + self._lease, row[0]) for row in rows],
            )
            self._next_ready = 0.0
        return [(str(row[0]), _event(*row[1:])) for row in rows]

    def acknowledge(self, receipts: Iterable[str]) -> None:
        """Drop these events. Unknown receipts are passed over: they were dropped before."""
        with self._store.writing() as connection:
            connection.executemany(
                "DELETE FROM events WHERE seq = ?", [(receipt,) for receipt in receipts]
            )

    def look_again(self) -> None:
        """Forget what the last look found: this process changed when an event is ready."""
        self._next_ready = 0.0

    def waiting(self) -> int:
        """How many hand-overs are still to come or not acknowledged."""
        with self._store.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])

    def plan_message(
        self,
        connection: sqlite3.Connection,
        settings: NetworkSettings,
        text: int,
        verdict: Verdict,
        *,
        at: int,
        due: int,
    ) -> None:
        """Have a contact's text handed over. Times are microseconds since 1970."""
        self._plan(connection, settings, (text, _Kind.MESSAGE.value, verdict.value, "", at), due)

    def plan_report(
        self,
        connection: sqlite3.Connection,
        settings: NetworkSettings,
        text: int,
        delivery: Delivery,
        code: str,
        *,
        due: int,
    ) -> None:
        """Have the fate of a text reported at that time, in microseconds since 1970."""
        self._plan(connection, settings, (text, _Kind.REPORT.value, delivery.value, code, due), due)

    def _plan(
        self,
        connection: sqlite3.Connection,
        settings: NetworkSettings,
        event: tuple[int, str, str, str, int],
        due: int,
    ) -> None:
        step = seconds_to_micros(settings.redelivery_delay)
        for again in range(settings.deliveries):
            ready = due + again * step
            connection.execute(
                "INSERT INTO events (text, kind, word, code, at, due_at, ready_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*event, ready, ready),
            )
        # Our own commits do not change our data version.
        self._next_ready = 0.0


class _Kind(StrEnum):
    MESSAGE = "message"
    REPORT = "report"


def _event(
    kind: str,
    word: str,
    code: str,
    at: int,
    message_id: str,
    line: str,
    number: str,
    body: bytes,
) -> Event:
    if kind == _Kind.REPORT:
        return DeliveryReport(message_id, Delivery(word), from_micros(at), code)
    return InboundMessage(message_id, line, number, read_body(body), from_micros(at), Verdict(word))
