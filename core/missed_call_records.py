"""The transaction that notes that `textbank serve` runs, and which calls it could not take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, update

from core.missed_calls import Missed
from core.models_gateways import serve_runs
from core.stored import microseconds

KEPT: Final = timedelta(days=30)
"""So long it is known what was missed: providers keep their logs no longer."""

_A_DAY: Final = 24 * 3_600 * 1_000_000
"""Microseconds."""

# An account that was removed meanwhile misses nothing.
_ADD: Final = """
    INSERT INTO missed_call (account_id, outcome, day, calls, first_at, last_at)
    SELECT id, ?, ?, ?, ?, ? FROM gateway_account WHERE name = ? AND removed_at IS NULL
    ON CONFLICT (account_id, outcome, day) DO UPDATE SET calls = calls + excluded.calls,
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
"""
_FORGET: Final = (
    "DELETE FROM missed_call WHERE last_at < ?",
    # The last two tell of the gap between them, however long it was.
    "DELETE FROM serve_run WHERE seen_at < ? "
    "AND id NOT IN (SELECT id FROM serve_run ORDER BY id DESC LIMIT 2)",
)


def note(
    connection: Connection,
    run: int | None,
    began_at: datetime,
    now: datetime,
    missed: Sequence[Missed],
    *,
    ended: bool = False,
) -> int:
    """Note that a receiver runs and what it could not take; what is old goes in passing.

    Args:
        connection: A transaction.
        run: What the note before returned; None for the first.
        began_at: When it began.
        now: The present moment.
        missed: Calls that were not noted before.
        ended: Whether it takes no more.

    Returns:
        What tells this run from others.
    """
    if run is None:
        begun = serve_runs.insert().values(began_at=began_at, seen_at=now, ended=ended)
        (run,) = connection.execute(begun.returning(serve_runs.c.id)).one()
    else:
        change = update(serve_runs).where(serve_runs.c.id == run)
        connection.execute(change.values(seen_at=now, ended=ended))
    for one in missed:
        first, last = microseconds(one.first_at), microseconds(one.last_at)
        values = (one.outcome, last // _A_DAY, one.calls, first, last, one.account)
        connection.exec_driver_sql(_ADD, values)
    for forget in _FORGET:
        connection.exec_driver_sql(forget, (microseconds(now - KEPT),))
    return run
