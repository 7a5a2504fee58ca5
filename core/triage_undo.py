"""Taking back what was decided in triage: opt-outs by `core.undo` alone, the rest here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from core import conversations as talks
from core.asking import settle_line
from core.closing import close, wrong_number_detail
from core.domain import Closing, Texter
from core.models import presses
from core.models_triage import triage_decisions
from core.triage_records import Decided
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


def undoable(decided: Decided) -> Undoable:
    """What was decided, as undo needs to know it."""
    done = decided.done
    opt_out_id = None if done.opt_out is None else done.opt_out.opt_out_id
    return Undoable(done.outcome, done.conversation_id, decided.operation_id, opt_out_id)


def take_back(
    connection: Connection, which: Undoable, texter: Texter, now: datetime
) -> TriageUndone:
    """Take back one decision of this texter; what is too late stands, and says so."""
    row = talks.load(connection, which.conversation_id)
    name = talks.name_of(row)
    undone = (
        _opt_out(connection, which, texter, name, now)
        if which.outcome is TriageOutcome.OPT_OUT
        else _other(connection, which, texter, row)
    )
    if not undone.undone:
        return undone
    connection.execute(
        update(triage_decisions)
        .where(
            triage_decisions.c.operation_id == which.operation_id,
            triage_decisions.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    if (
        which.outcome is TriageOutcome.WRONG_NUMBER
        and row["closing"] == Closing.WRONG_NUMBER
        and _called_since(connection, which, texter) is None
    ):
        close(connection, which.conversation_id, None, texter, now)
    settle_line(connection, row["line_id"], row["contact_number"])
    return undone


def take_back_many(
    connection: Connection, some: Sequence[Decided], texter: Texter, now: datetime
) -> list[TriageUndone]:
    """Take back several, in one transaction; each says what became of it."""
    return [take_back(connection, undoable(one), texter, now) for one in some]


_WORDS = {
    TriageOutcome.NOT_OPT_OUT: "{} is not kept any more: it asks again.",
    TriageOutcome.WRONG_NUMBER: "{} is back: not a wrong number.",
    TriageOutcome.REPLIED: "{} is back at its place. What you wrote to them stays written.",
}
OPTED_OUT = "That is taken back, but {} stays opted out: somebody opted them out since."
STILL_WRONG = "That is taken back, but {} stays a wrong number: {} called it one, too."

# From the newest on: a slip is taken back soon.
_LAST_CALLED = (
    "SELECT author, at FROM audit_entry WHERE action = 'wrong_number' AND detail = ? "
    "ORDER BY id DESC LIMIT 1"
)
_DECIDED_AT = "SELECT at FROM triage_decision WHERE operation_id = ?"


def _other(
    connection: Connection, which: Undoable, texter: Texter, row: RowMapping
) -> TriageUndone:
    """What taking back something else than an opt-out comes to, in words."""
    name = talks.name_of(row)
    words, restored = _WORDS[which.outcome].format(name), True
    if row["standing_opt_out_id"] is not None:
        words, restored = OPTED_OUT.format(name), False
    elif which.outcome is TriageOutcome.WRONG_NUMBER and row["closing"] is not None:
        since = _called_since(connection, which, texter)
        if since is not None:
            words, restored = STILL_WRONG.format(name, since), False
    return TriageUndone(True, words, which.conversation_id, which.outcome, restored=restored)


def _called_since(connection: Connection, which: Undoable, texter: Texter) -> str | None:
    """Who has called it a wrong number after this texter did, if anybody."""
    detail = wrong_number_detail(which.conversation_id)
    last = connection.exec_driver_sql(_LAST_CALLED, (detail,)).first()
    decided_at = connection.exec_driver_sql(_DECIDED_AT, (which.operation_id,)).scalar()
    if last is None or (last[0] == texter.name and last[1] == decided_at):
        return None
    return "you" if last[0] == texter.name else str(last[0])


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
