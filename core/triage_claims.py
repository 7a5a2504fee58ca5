"""Claims: what is before one session of triage is given to no other, until it is let go.

A claim is a lease with a time-out: what a program held that was killed frees itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from core import conversations as talks
from core.domain import Closing, Texter
from core.errors import NotWaiting, TakenByAnother
from core.models_triage import triage_decisions
from core.stored import microseconds
from core.triage_queue import LEASE, LISTED_WAITS, WAITS, waits_for
from core.views_triage import TriageOutcome


@dataclass(frozen=True, slots=True)
class Holder:
    """One session of triage."""

    session: str
    texter: Texter


# Plain SQL: a texter waits for these at every key.
_ASSIGNMENTS = "SELECT a.id FROM assignment a JOIN texter x ON x.id = a.texter_id WHERE x.name = ?"
_FREE = (
    "NOT EXISTS (SELECT 1 FROM triage_claim k WHERE k.conversation_id = c.id "
    "AND k.session != ?1 AND k.until > ?2)"
)
_HEAD = (
    f"SELECT c.id, c.triage_rank FROM conversation c WHERE {{of}} AND {_FREE} "
    "AND c.id NOT IN (SELECT value FROM json_each(?3)) "
    "ORDER BY c.triage_rank DESC, c.id LIMIT ?4"
)
_HEAD_OF_ALL = _HEAD.format(of=f"{WAITS} AND ?5 = ?5")
_HEAD_OF_ONE = _HEAD.format(of=f"{LISTED_WAITS} AND c.assignment_id = ?5")
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
        f"SELECT 1 FROM conversation c WHERE c.id = ?2 AND {waits_for(holder.texter)}",
        (holder.texter.name, conversation_id),
    ).first()
    if waits is None:
        raise NotWaiting(why_gone(connection, row, None, None))
    refuse_held(connection, holder, row, now)
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


def refuse_held(connection: Connection, holder: Holder, row: RowMapping, now: datetime) -> None:
    """Refuse what another session holds.

    Raises:
        TakenByAnother: It does.
    """
    held_by = connection.exec_driver_sql(
        _HELD_BY, (row["id"], holder.session, microseconds(now))
    ).scalar()
    if held_by is not None:
        who = "You have" if held_by == holder.texter.name else f"{held_by} has"
        where = " in another window" if held_by == holder.texter.name else " before them"
        words = f"{who} {talks.name_of(row)}{where} now: go on to the next."
        raise TakenByAnother(words, held_by, row["triage_rank"] if row["wants_out"] else None)


def why_gone(
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
