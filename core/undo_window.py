"""The undo windows of many presses, moved together.

A batch takes its time. Each of its presses is held open for longer than its organization gives
it, and one transaction at the end gives all of them the same window, from then on. Where that
never comes, after a crash, every opt-out stands and its confirmation leaves after the hold.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from core.stored import instant, microseconds

HOLD = timedelta(minutes=4)
"""How much longer a window is kept open while a batch runs. The U.S. rule presumes a
confirmation fine within five minutes of the request (47 CFR 64.1200(a)(12))."""

_WINDOW = "?2 + o.undo_seconds * 1000000"
_OPEN = """
    FROM opt_out_press p JOIN opt_out x ON x.id = p.opt_out_id
    JOIN organization o ON o.id = x.organization_id
    WHERE p.id IN (SELECT value FROM json_each(?1)) AND p.undo_until > ?3
"""
# What is held for another reason, or belongs to another's press, keeps its time. That a press
# was taken back does not matter here: the opt-out may stand by another.
_MOVE_CONFIRMATIONS = f"""
    UPDATE text AS t SET due_at = {_WINDOW} {_OPEN} AND t.opt_out_id = p.opt_out_id
    AND t.kind = 'confirmation' AND t.state = 'queued' AND t.due_at = p.undo_until
"""
_MOVE_PRESSES = f"""
    UPDATE opt_out_press AS p SET undo_until = w.moved
    FROM (SELECT p.id, {_WINDOW} AS moved {_OPEN}) w WHERE w.id = p.id
"""
_EARLIEST = """
    SELECT CASE WHEN count(*) = count(undo_until) THEN min(undo_until) END
    FROM opt_out_press WHERE id IN (SELECT value FROM json_each(?1))
"""


def move_windows(
    connection: Connection,
    press_ids: Sequence[int],
    now: datetime,
    hold: timedelta = timedelta(),
) -> datetime | None:
    """Let those of these windows that are open end together, and their confirmations wait so long.

    Args:
        connection: A transaction.
        press_ids: The presses.
        now: The present moment: an organization's undo seconds count from it.
        hold: How much longer than these.

    Returns:
        Until when all of them can be taken back; None where one cannot be at all.
    """
    ids = json.dumps(list(press_ids))
    values = (ids, microseconds(now + hold), microseconds(now))
    connection.exec_driver_sql(_MOVE_CONFIRMATIONS, values)
    connection.exec_driver_sql(_MOVE_PRESSES, values)
    earliest = connection.exec_driver_sql(_EARLIEST, (ids,)).scalar()
    return None if earliest is None else instant(earliest)
