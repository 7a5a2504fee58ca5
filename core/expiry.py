"""Confirmations whose time is over, of every account and line: perhaps nobody can send them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from core.domain import Confirmation, TextState
from core.leaving import (
    CONFIRMATION_LIFE,
    FATE_UNKNOWN,
    Stop,
    facts_of,
    may_not_leave,
    stop_texts,
)
from core.stored import microseconds

# Plain SQL, for these are run at every claim: the ORM's way costs more than they do.
_OVERDUE = (
    "SELECT t.id FROM text t JOIN opt_out o ON o.id = t.opt_out_id WHERE t.state = 'queued' "
    "AND t.kind IN ('reply', 'confirmation') AND t.due_at <= ? AND o.at < ? LIMIT ?"
)
_ORPHANED = (
    "SELECT t.id FROM text t JOIN opt_out o ON o.id = t.opt_out_id WHERE t.state = 'sending' "
    "AND t.claim_until <= ? AND o.at < ? LIMIT ?"
)
_UNKNOWN = Stop(TextState.UNKNOWN, FATE_UNKNOWN, Confirmation.UNKNOWN)


def expire_confirmations(connection: Connection, now: datetime, limit: int) -> None:
    """Settle confirmations that could not leave in time (specification, rule 12).

    Whether one left whose worker went away in mid-send, and that nobody could ask about since,
    is not known.

    Args:
        connection: A transaction.
        now: The present moment.
        limit: How many of each to settle at most.
    """
    values = (microseconds(now), microseconds(now - CONFIRMATION_LIFE), limit)
    if overdue := [row[0] for row in connection.exec_driver_sql(_OVERDUE, values)]:
        rows = facts_of(connection, overdue).values()
        stops = [(row, may_not_leave(row, now)) for row in rows]
        stop_texts(connection, [(row, stop) for row, stop in stops if stop is not None], now)
    if orphaned := [row[0] for row in connection.exec_driver_sql(_ORPHANED, values)]:
        rows = facts_of(connection, orphaned).values()
        stop_texts(connection, [(row, _UNKNOWN) for row in rows], now)
