"""Triage, written: claims that hold a request for one session, and what is decided of it.

A decision is one transaction with what follows from it, which the functions do that opt out,
close and undo anywhere else. It is made once for an operation id, and only while what the
texter had before them still asks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, delete, select

from core import conversations as talks
from core.asking import settle_line, still_asks
from core.closing import close
from core.domain import Closing, OptOutSource, Texter
from core.errors import NotWaiting, TakenByAnother
from core.models import conversations, opt_outs, presses, texts
from core.models_triage import triage_claims, triage_decisions
from core.opt_out import OptOutRequest, opt_out
from core.stored import microseconds
from core.triage_queue import LEASE, WAITS, scope
from core.views import OptOutResult
from core.views_triage import TriageDone, TriageOutcome


@dataclass(frozen=True, slots=True)
class Holder:
    """One session of triage."""

    session: str
    texter: Texter


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


# Plain SQL: a texter waits for these at every key.
_ASSIGNMENTS = "SELECT a.id FROM assignment a JOIN texter x ON x.id = a.texter_id WHERE x.name = ?"
_FREE = (
    "NOT EXISTS (SELECT 1 FROM triage_claim k WHERE k.conversation_id = c.id "
    "AND k.session != ?1 AND k.until > ?2)"
)
_HEAD = (
    f"SELECT c.id, c.triage_rank FROM conversation c WHERE {WAITS} AND {{of}} AND {_FREE} "
    "AND c.id NOT IN (SELECT value FROM json_each(?3)) "
    "ORDER BY c.triage_rank DESC, c.id LIMIT ?4"
)
_HEAD_OF_ALL = _HEAD.format(of="?5 = ?5")
_HEAD_OF_ONE = _HEAD.format(of="c.assignment_id = ?5")
_THESE = f"SELECT c.id FROM conversation c WHERE c.id = ?3 AND {WAITS} AND {_FREE}"
_CLAIM = (
    "INSERT INTO triage_claim (conversation_id, session, texter, until) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (conversation_id) DO UPDATE SET session = excluded.session, "
    "texter = excluded.texter, until = excluded.until"
)
_EXPIRED = "DELETE FROM triage_claim WHERE until <= ?"
_RENEW = "UPDATE triage_claim SET until = ? WHERE session = ?"
_RELEASE = (
    "DELETE FROM triage_claim WHERE session = ?1 "
    "AND (?2 IS NULL OR conversation_id IN (SELECT value FROM json_each(?2)))"
)
_HELD_BY = (
    "SELECT texter FROM triage_claim WHERE conversation_id = ? AND session != ? AND until > ?"
)
_ADD = triage_decisions.insert()
_OF_OPERATION = select(triage_decisions).where(
    triage_decisions.c.operation_id == bindparam("of_operation")
)
_PRESS = select(presses.c.id).where(presses.c.operation_id == bindparam("of_operation"))
_FREE_THIS = delete(triage_claims).where(
    triage_claims.c.conversation_id == bindparam("of_conversation")
)


# Claims


def claim_next(
    connection: Connection, holder: Holder, count: int, skipping: Sequence[int], now: datetime
) -> list[int]:
    """Hold the surest that no other session holds; return their ids, in order."""
    at = microseconds(now)
    connection.exec_driver_sql(_EXPIRED, (at,))
    given = (holder.session, at, json.dumps(list(skipping)), count)
    if holder.texter.administrator:
        heads = list(connection.exec_driver_sql(_HEAD_OF_ALL, (*given, 0)))
    else:
        own = connection.exec_driver_sql(_ASSIGNMENTS, (holder.texter.name,)).scalars().all()
        # An index gives the head of each.
        heads = [
            row for one in own for row in connection.exec_driver_sql(_HEAD_OF_ONE, (*given, one))
        ]
        heads.sort(key=lambda row: (-row[1], row[0]))
    ids = [int(row[0]) for row in heads[:count]]
    _hold(connection, holder, ids, now)
    return ids


def claim_these(
    connection: Connection, holder: Holder, ids: Sequence[int], count: int, now: datetime
) -> list[int]:
    """Hold the first of these that wait and that no other session holds."""
    at = microseconds(now)
    free: list[int] = []
    for one in ids:
        if len(free) == count:
            break
        if connection.exec_driver_sql(_THESE, (holder.session, at, one)).first() is not None:
            free.append(one)
    _hold(connection, holder, free, now)
    return free


def claim_one(connection: Connection, holder: Holder, conversation_id: int, now: datetime) -> None:
    """Hold this one.

    Raises:
        NotFound: There is no such conversation.
        NotWaiting: It does not wait, or not in the queue of this texter.
        TakenByAnother: Another session holds it.
    """
    row = talks.load(connection, conversation_id)
    waits = connection.exec_driver_sql(
        f"SELECT 1 FROM conversation c WHERE c.id = ?2 AND {WAITS} AND {scope(holder.texter)}",
        (holder.texter.name, conversation_id),
    ).first()
    if waits is None:
        raise NotWaiting(_why_gone(connection, row, None, None))
    _refuse_held(connection, holder, row, now)
    _hold(connection, holder, [conversation_id], now)


def _hold(connection: Connection, holder: Holder, ids: Sequence[int], now: datetime) -> None:
    until = microseconds(now + LEASE)
    if ids:
        connection.exec_driver_sql(
            _CLAIM, [(one, holder.session, holder.texter.name, until) for one in ids]
        )


def renew(connection: Connection, session: str, now: datetime) -> None:
    """Hold everything that this session holds for longer."""
    connection.exec_driver_sql(_RENEW, (microseconds(now + LEASE), session))


def release(connection: Connection, session: str, ids: Sequence[int] | None = None) -> None:
    """Let go of these, or of everything that this session holds."""
    connection.exec_driver_sql(_RELEASE, (session, None if ids is None else json.dumps(list(ids))))


def _refuse_held(connection: Connection, holder: Holder, row: RowMapping, now: datetime) -> None:
    held_by = connection.exec_driver_sql(
        _HELD_BY, (row["id"], holder.session, microseconds(now))
    ).scalar()
    if held_by is not None:
        who = "You have" if held_by == holder.texter.name else f"{held_by} has"
        where = " in another window" if held_by == holder.texter.name else " before them"
        raise TakenByAnother(f"{who} {talks.name_of(row)}{where} now: go on to the next.", held_by)


# Decisions


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
    """
    row = talks.load(connection, act.conversation_id)
    before = connection.execute(_OF_OPERATION, {"of_operation": act.operation_id}).mappings()
    standing = before.first()
    pressed = connection.execute(_PRESS, {"of_operation": act.operation_id}).first() is not None
    if standing is None and not pressed:
        _refuse_held(connection, act.holder, row, now)
        _refuse_stale(connection, act, row)
    result: OptOutResult | None = None
    explanation = "It is decided already; nothing was done twice."
    if act.outcome is TriageOutcome.OPT_OUT:
        result = _press(connection, act, now)
        explanation = _opted_out_words(connection, act, row, result)
    if standing is not None:
        decision_id = int(standing["id"])
    else:
        decision_id = _record(connection, act, row, result, now)
        if act.outcome is not TriageOutcome.OPT_OUT:
            explanation = _carry_out(connection, act, row, now)
    connection.execute(_FREE_THIS, {"of_conversation": act.conversation_id})
    done = TriageDone(
        act.outcome, act.conversation_id, decision_id, talks.name_of(row), explanation, result
    )
    return Decided(done, act.operation_id, row["line_id"], row["contact_number"])


def _refuse_stale(connection: Connection, act: Act, row: RowMapping) -> None:
    """Refuse where what the texter had before them is decided, or asks no more."""
    if row["standing_opt_out_id"] is not None:
        stale = act.outcome is not TriageOutcome.OPT_OUT
    elif row["closing"] == Closing.WRONG_NUMBER or row["assignment_id"] is None:
        stale = True
    else:
        stale = not any(still_asks(connection, act.text_id, act.block_id))
    if stale:
        raise NotWaiting(_why_gone(connection, row, act.text_id, act.block_id))


def _why_gone(
    connection: Connection, row: RowMapping, text_id: int | None, block_id: int | None
) -> str:
    """Why a request waits no longer, in plain words."""
    name = talks.name_of(row)
    if row["standing_opt_out_id"] is not None:
        return f"{name} is opted out already: go on to the next."
    if row["closing"] is not None:
        how = "marked as a wrong number" if row["closing"] == Closing.WRONG_NUMBER else "hidden"
        return f"{name} was {how} meanwhile: go on to the next."
    kept = connection.execute(
        select(triage_decisions.c.author)
        .where(
            triage_decisions.c.outcome == TriageOutcome.NOT_OPT_OUT,
            triage_decisions.c.withdrawn_at.is_(None),
            (triage_decisions.c.text_id == text_id) | (triage_decisions.c.block_id == block_id)
            if text_id is not None or block_id is not None
            else triage_decisions.c.conversation_id == row["id"],
        )
        .order_by(triage_decisions.c.id.desc())
        .limit(1)
    ).scalar()
    if kept is not None:
        return f"{kept} decided that {name} does not ask to opt out: nothing was done."
    return f"{name} no longer asks to opt out: nothing was done. Look at the conversation again."


def _press(connection: Connection, act: Act, now: datetime) -> OptOutResult:
    administrator = act.holder.texter.administrator
    request = OptOutRequest(
        operation_id=act.operation_id,
        author=act.holder.texter.name,
        source=OptOutSource.ADMINISTRATOR if administrator else OptOutSource.TEXTER,
        conversation_id=act.conversation_id,
        text_id=act.text_id,
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


def _record(
    connection: Connection,
    act: Act,
    row: RowMapping,
    result: OptOutResult | None,
    now: datetime,
) -> int:
    """Put the decision on record with the reading it was made on; return its id."""
    if result is not None and result.already:
        # One request is decided once: a second press is on the record of the opt-out.
        same = connection.execute(
            select(triage_decisions.c.id).where(
                triage_decisions.c.opt_out_id == result.opt_out_id,
                triage_decisions.c.conversation_id == act.conversation_id,
                triage_decisions.c.withdrawn_at.is_(None),
            )
        ).scalar()
        if same is not None:
            return int(same)
    text_asks, block_asks = still_asks(connection, act.text_id, act.block_id)
    text_id = act.text_id if text_asks else None
    read = (
        connection.execute(select(texts).where(texts.c.id == text_id)).mappings().first()
        if text_id is not None
        else None
    )
    reading = (
        {
            "kind": read["request"],
            "rule": read["rule"],
            "confidence": read["confidence"],
            "language": read["language"],
            "span_start": read["span_start"],
            "span_end": read["span_end"],
        }
        if read is not None
        else {}
    )
    added = connection.execute(
        _ADD.values(
            conversation_id=act.conversation_id,
            text_id=text_id,
            block_id=act.block_id if block_asks else None,
            outcome=act.outcome,
            author=act.holder.texter.name,
            at=now,
            operation_id=act.operation_id,
            opt_out_id=None if result is None else result.opt_out_id,
            read_to=act.read_to,
            **reading,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    return int(key[0])


def _carry_out(connection: Connection, act: Act, row: RowMapping, now: datetime) -> str:
    """Do what follows from a decision that is no opt-out; return what was done, in plain words."""
    name = talks.name_of(row)
    if act.outcome is TriageOutcome.WRONG_NUMBER:
        close(connection, act.conversation_id, Closing.WRONG_NUMBER, act.holder.texter, now)
        return f"{name} is marked as a wrong number. Nobody is opted out."
    settle_line(connection, row["line_id"], row["contact_number"])
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
