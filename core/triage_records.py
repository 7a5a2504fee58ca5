"""Triage, written: what is decided of a request, with what follows from it.

A decision is one transaction with what the functions do that opt out, close and undo anywhere
else. It is made once for an operation id, and only while what the texter had before them still
asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, select

from core import conversations as talks
from core.asking import settle_line, still_asks
from core.closing import close
from core.domain import Closing, OptOutSource
from core.errors import NotWaiting
from core.models import conversations, opt_outs
from core.opt_out import OptOutRequest, opt_out
from core.stored import microseconds
from core.triage_claims import Holder, refuse_held, why_gone
from core.unread import mark_read, refuse_unread, wrote_since
from core.views import OptOutResult
from core.views_triage import TriageDone, TriageOutcome


@dataclass(frozen=True, slots=True)
class Act:
    """What a texter decides, and what they had before them."""

    holder: Holder
    conversation_id: int
    text_id: int | None
    block_id: int | None
    read_to: int
    """The latest text that they had before them."""
    outcome: TriageOutcome
    operation_id: str
    hold: timedelta = timedelta()
    """How much longer than usual the undo of an opt-out is open."""


# Plain SQL: a texter waits for these at every key.
_OF_OPERATION = (
    "SELECT (SELECT id FROM triage_decision WHERE operation_id = ?), "
    "EXISTS (SELECT 1 FROM opt_out_press WHERE operation_id = ?)"
)
_SAME = (
    "SELECT id FROM triage_decision WHERE opt_out_id = ? AND conversation_id = ? "
    "AND withdrawn_at IS NULL"
)
_ADD = (
    "INSERT INTO triage_decision (text_id, conversation_id, block_id, outcome, author, at, "
    "operation_id, opt_out_id, read_to, kind, rule, confidence, language, span_start, span_end) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, coalesce(t.request, 'none'), "
    "coalesce(t.rule, ''), coalesce(t.confidence, 0), coalesce(t.language, ''), t.span_start, "
    "t.span_end FROM (SELECT 1) LEFT JOIN text t ON t.id = ?1"
)
_FREE_THIS = "DELETE FROM triage_claim WHERE conversation_id = ?"


@dataclass(frozen=True, slots=True)
class Decided:
    """What deciding did, and what undo needs to know of it."""

    done: TriageDone
    operation_id: str
    line_id: int
    number: str


def decide(connection: Connection, act: Act, now: datetime) -> Decided:
    """Carry out what a texter decided of a request, once for an operation id.

    Raises:
        NotFound: There is no such conversation.
        TakenByAnother: Another session holds it.
        NotWaiting: What asked is decided, or no longer asks. Who is opted out already can be
            opted out again, which adds the texter to the record, and nothing else.
        WroteAgain: The contact has written since; a decision is for what was read.
    """
    row = talks.load(connection, act.conversation_id)
    standing, pressed = connection.exec_driver_sql(
        _OF_OPERATION, (act.operation_id, act.operation_id)
    ).one()
    if standing is None and not pressed:
        refuse_held(connection, act.holder, row, now)
        _refuse_stale(connection, act, row)
    result: OptOutResult | None = None
    explanation = "It is decided already; nothing was done twice."
    if act.outcome is TriageOutcome.OPT_OUT:
        result = _press(connection, act, now)
        explanation = _opted_out_words(connection, act, row, result)
    if standing is not None:
        decision_id = int(standing)
    else:
        decision_id = _record(connection, act, result, now)
        if act.outcome is not TriageOutcome.OPT_OUT:
            explanation = _carry_out(connection, act, row, now)
    connection.exec_driver_sql(_FREE_THIS, (act.conversation_id,))
    done = TriageDone(
        act.outcome, act.conversation_id, decision_id, talks.name_of(row), explanation, result
    )
    return Decided(done, act.operation_id, row["line_id"], row["contact_number"])


def _refuse_stale(connection: Connection, act: Act, row: RowMapping) -> None:
    """Refuse where what the texter had before them is decided, asks no more, or is not all."""
    opted_out = row["standing_opt_out_id"] is not None
    if opted_out:
        # A press would support the opt-out against what nobody has read.
        stale = act.outcome is not TriageOutcome.OPT_OUT or wrote_since(
            connection, act.conversation_id, act.read_to
        )
    elif row["closing"] == Closing.WRONG_NUMBER:
        stale = True
    elif row["assignment_id"] is None and not act.holder.texter.administrator:
        # Nobody's any more: an administrator's to decide.
        stale = True
    else:
        stale = not any(still_asks(connection, act.text_id, act.block_id))
    if stale:
        raise NotWaiting(why_gone(connection, row, act.text_id, act.block_id))
    if not opted_out:
        refuse_unread(connection, row, act.read_to)


def _press(connection: Connection, act: Act, now: datetime) -> OptOutResult:
    administrator = act.holder.texter.administrator
    request = OptOutRequest(
        operation_id=act.operation_id,
        author=act.holder.texter.name,
        source=OptOutSource.ADMINISTRATOR if administrator else OptOutSource.TEXTER,
        conversation_id=act.conversation_id,
        text_id=act.text_id,
        hold=act.hold,
    )
    return opt_out(connection, request, now)


def _opted_out_words(
    connection: Connection, act: Act, row: RowMapping, result: OptOutResult
) -> str:
    if not result.already:
        return result.explanation
    author = connection.execute(
        select(opt_outs.c.author).where(opt_outs.c.id == result.opt_out_id)
    ).scalar()
    who = "you" if author == act.holder.texter.name else author
    return (
        f"{talks.name_of(row)} was opted out already, by {who}; your press is on the record. "
        "Nothing more is sent."
    )


def _record(connection: Connection, act: Act, result: OptOutResult | None, now: datetime) -> int:
    """Put the decision on record with the reading it was made on; return its id."""
    if result is not None and result.already:
        # One request is decided once: a second press is on the record of the opt-out.
        same = connection.exec_driver_sql(_SAME, (result.opt_out_id, act.conversation_id)).scalar()
        if same is not None:
            return int(same)
    text_asks, block_asks = still_asks(connection, act.text_id, act.block_id)
    added = connection.exec_driver_sql(
        _ADD,
        (
            act.text_id if text_asks else None,
            act.conversation_id,
            act.block_id if block_asks else None,
            act.outcome.value,
            act.holder.texter.name,
            microseconds(now),
            act.operation_id,
            None if result is None else result.opt_out_id,
            act.read_to,
        ),
    )
    return int(added.lastrowid)


def _carry_out(connection: Connection, act: Act, row: RowMapping, now: datetime) -> str:
    """Do what follows from a decision that is no opt-out; return what was done, in plain words."""
    name = talks.name_of(row)
    if act.outcome is TriageOutcome.WRONG_NUMBER:
        close(connection, act.conversation_id, Closing.WRONG_NUMBER, act.holder.texter, now)
        return f"{name} is marked as a wrong number. Nobody is opted out."
    settle_line(connection, row["line_id"], row["contact_number"])
    # Whoever decided it has looked at it; whether it waits for an answer is another matter.
    mark_read(connection, act.conversation_id)
    if act.outcome is TriageOutcome.REPLIED:
        return f"{name} waits at the end of the queue until they write again."
    asks, text_id = connection.execute(
        select(conversations.c.wants_out, conversations.c.request_text_id).where(
            conversations.c.id == act.conversation_id
        )
    ).one()
    what = "this text" if act.text_id is not None else "this block"
    kept = f"{name} is kept: {what} never asks again."
    if not asks:
        return kept
    return f"{kept} Another {'text' if text_id is not None else 'block'} of theirs still does."
