"""Why a text that is to leave is still there, in plain words, as far as the database shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.domain import TextState
from core.pending import WAITING
from core.stored import microseconds
from core.training.database import SIMULATOR

if TYPE_CHECKING:
    from core.reader import Reader, Row

UNCLAIMED = timedelta(minutes=1)
"""A text that has been due for so long, and nobody sends it, has a reason to wait."""

NO_SERVE = "Waits: no `textbank serve` is sending."
NO_MESSENGER = "Waits: no messenger is sending."

_LINE = """
SELECT l.provider, l.texts_per_second, l.paced_until,
       (SELECT reason FROM text WHERE state IN ('queued', 'sending') AND line_id = l.id
        AND state = 'queued' AND reason LIKE :waiting ORDER BY due_at DESC LIMIT 1)
FROM line l WHERE l.id = :line
"""

_OLDEST = """
SELECT min(due_at) FROM text WHERE state IN ('queued', 'sending') AND state = 'queued'
AND line_id = :line AND reason = '' AND due_at <= :before
"""


async def why_it_waits(reader: Reader, text: Row, now: datetime | None) -> str:
    """Why a queued text has not left; empty where it is about to, or is not queued.

    Args:
        reader: The open database.
        text: Its `state`, `reason`, `line_id` and `due_at`, as they are stored.
        now: The present moment; None takes what the text says itself.
    """
    state, reason, line_id, due_at = text
    if state != TextState.QUEUED or reason or now is None:
        return str(reason) if state == TextState.QUEUED else ""
    return await _why_nobody_sends(reader, line_id, due_at, now)


async def _why_nobody_sends(reader: Reader, line_id: int, due_at: int | None, now: datetime) -> str:
    if due_at is None or due_at > microseconds(now - UNCLAIMED):
        return ""
    row = await reader.row(_LINE, {"line": line_id, "waiting": f"{WAITING}%"})
    if row is None:
        return ""
    provider, pace, paced_until, said = row
    if said:
        # One text is tried before the rest: what it was answered holds for all.
        return str(said)
    if pace and paced_until is not None and paced_until >= microseconds(now - UNCLAIMED):
        return f"Waits for its turn: the line sends {pace:,} a second."
    return NO_MESSENGER if provider == SIMULATOR else NO_SERVE


async def unsent_for(reader: Reader, conversation_id: int, now: datetime) -> timedelta | None:
    """How long texts have waited, for no reason of their own, where a conversation's leave.

    None where none has for long: somebody sends, as far as can be seen.
    """
    line = await reader.row("SELECT line_id FROM conversation WHERE id = ?", (conversation_id,))
    if line is None:
        return None
    before = microseconds(now - UNCLAIMED)
    row = await reader.row(_OLDEST, {"line": line[0], "before": before})
    if (
        row is None
        or row[0] is None
        or await _why_nobody_sends(reader, line[0], row[0], now) not in (NO_MESSENGER, NO_SERVE)
    ):
        return None
    return timedelta(microseconds=microseconds(now) - row[0])
