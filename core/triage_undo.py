"""Taking back what was decided in triage: opt-outs by `core.undo` alone, the rest here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from core import conversations as talks
from core.asking import settle_line
from core.closing import close
from core.domain import Closing, Texter
from core.models import presses
from core.models_triage import triage_decisions
from core.undo import undo
from core.views_triage import TriageOutcome, TriageUndone

BACK_ALREADY = "{} was taken back already."


@dataclass(frozen=True, slots=True)
class Undoable:
    """One thing that was decided, as undo needs to know it."""

    outcome: TriageOutcome
    conversation_id: int
    operation_id: str
    opt_out_id: int | None = None


def take_back(
    connection: Connection, which: Undoable, texter: Texter, now: datetime
) -> TriageUndone:
    """Take back one decision of this texter; what is too late stands, and says so."""
    row = talks.load(connection, which.conversation_id)
    name = talks.name_of(row)
    if which.outcome is TriageOutcome.OPT_OUT:
        undone = _opt_out(connection, which, texter, name, now)
        if not undone.undone:
            return undone
    else:
        undone = TriageUndone(
            True, _WORDS[which.outcome].format(name), which.conversation_id, which.outcome
        )
    connection.execute(
        update(triage_decisions)
        .where(
            triage_decisions.c.operation_id == which.operation_id,
            triage_decisions.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    if which.outcome is TriageOutcome.WRONG_NUMBER and row["closing"] == Closing.WRONG_NUMBER:
        close(connection, which.conversation_id, None, texter, now)
    settle_line(connection, row["line_id"], row["contact_number"])
    return undone


def take_back_many(
    connection: Connection, some: list[Undoable], texter: Texter, now: datetime
) -> list[TriageUndone]:
    """Take back several, in one transaction; each says what became of it."""
    return [take_back(connection, one, texter, now) for one in some]


_WORDS = {
    TriageOutcome.NOT_OPT_OUT: "{} is not kept any more: it asks again.",
    TriageOutcome.WRONG_NUMBER: "{} is back: not a wrong number.",
    TriageOutcome.REPLIED: "{} is back at its place. What you wrote to them stays written.",
}


def _opt_out(
    connection: Connection, which: Undoable, texter: Texter, name: str, now: datetime
) -> TriageUndone:
    withdrawn = connection.execute(
        select(presses.c.withdrawn_at).where(presses.c.operation_id == which.operation_id)
    ).scalar()
    if withdrawn is not None:
        return TriageUndone(
            True, BACK_ALREADY.format(name), which.conversation_id, TriageOutcome.OPT_OUT
        )
    result = undo(connection, texter, now, which.opt_out_id)
    return TriageUndone(
        result.undone,
        result.explanation,
        which.conversation_id,
        TriageOutcome.OPT_OUT,
        restored=result.restored,
    )
