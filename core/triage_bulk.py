"""Opting many out at once: some in each transaction, so that a texter's press overtakes.

Their undo windows are held open until `core.undo_window.move_windows` ends them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from core.errors import NotFound, NotWaiting, TakenByAnother
from core.models_triage import triage_decisions
from core.triage_claims import Holder
from core.triage_queue import scope
from core.triage_records import Act, Decided, decide
from core.undo_window import HOLD
from core.views_triage import Skipped, TriageOutcome

NEW_TEXT = "{} wrote something new since this was marked."
NOT_YOURS = "{} is on another texter's list."

_LOOK = """
    SELECT trim(k.first_name || ' ' || k.last_name), c.number,
        CASE WHEN c.request IN ('keyword', 'request') THEN c.request_text_id END, b.id,
        coalesce((SELECT max(s.id) FROM text s WHERE s.conversation_id = c.id), 0),
        EXISTS (SELECT 1 FROM text s WHERE s.conversation_id = c.id AND s.kind = 'inbound'
            AND s.id > ?3), {of}
    FROM conversation c JOIN contact k ON k.id = c.contact_id
    LEFT JOIN block b ON b.line_id = c.line_id AND b.number = c.number AND b.lifted_at IS NULL
    WHERE c.id = ?2
"""
_DONE_BEFORE = select(triage_decisions.c.id).where(
    triage_decisions.c.operation_id == bindparam("of_operation")
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One conversation to opt out, as it was when it was marked."""

    conversation_id: int
    seen: int
    """The latest text there was then."""


def opt_out_some(
    connection: Connection,
    holder: Holder,
    some: Sequence[Marked],
    operation_id: str,
    now: datetime,
) -> list[Decided | Skipped]:
    """Opt these out, all in this transaction; what is to be left alone says why.

    Args:
        connection: A transaction.
        holder: Whose marks they are.
        some: In their order.
        operation_id: Of the batch: each of it is done once for it.
        now: The present moment.
    """
    return [_one(connection, holder, marked, operation_id, now) for marked in some]


def _one(
    connection: Connection, holder: Holder, marked: Marked, operation_id: str, now: datetime
) -> Decided | Skipped:
    row = connection.exec_driver_sql(
        _LOOK.format(of=scope(holder.texter)),
        (holder.texter.name, marked.conversation_id, marked.seen),
    ).first()
    if row is None:
        return Skipped(marked.conversation_id, "", f"There is no {marked.conversation_id}.")
    name = row[0] or row[1]
    operation = f"{operation_id}-{marked.conversation_id}"
    before = connection.execute(_DONE_BEFORE, {"of_operation": operation}).first() is not None
    if not before and not row[6]:
        return Skipped(marked.conversation_id, name, NOT_YOURS.format(name))
    if not before and row[5]:
        return Skipped(marked.conversation_id, name, NEW_TEXT.format(name))
    act = Act(
        holder=holder,
        conversation_id=marked.conversation_id,
        text_id=row[2],
        block_id=row[3],
        read_to=row[4],
        outcome=TriageOutcome.OPT_OUT,
        operation_id=operation,
        hold=HOLD,
    )
    try:
        return decide(connection, act, now)
    except (NotFound, NotWaiting, TakenByAnother) as error:
        # Raised before anything is written.
        return Skipped(marked.conversation_id, name, str(error))
