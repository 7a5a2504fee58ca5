"""The outbox: queued -> the wire, with the last check before a text leaves.

A text leaves only through `claim`, a short transaction that looks at the opt-outs again.
What was claimed before an opt-out committed has left; nothing is claimed after it. A claim
has a deadline, past which the text must be claimed anew, and a lease, past which another
worker finds out from the provider what became of it.

Confirmations and replies go before first messages and follow-ups, which take turns line by line.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)

from core import conversations as talks
from core.domain import TextState
from core.expiry import expire_confirmations
from core.leaving import FACTS, Stop, facts_of, may_not_leave, stop_texts
from core.models import lines, texts
from core.pacing import Paces
from core.pausing import Place, places_of
from core.providers.base import OutboundText
from core.stored import microseconds
from core.turns import AT_PRESENT, IS_CONFIRMATION, IS_INITIAL, has_its_turn, others_first

CLAIM_DEADLINE = timedelta(seconds=5)
"""How long after its claim a text may still be handed to the wire."""

SEND_TIMEOUT = timedelta(seconds=10)
"""How long a provider may take to answer a send."""

LEASE = CLAIM_DEADLINE + SEND_TIMEOUT + timedelta(seconds=5)
"""How long a claim keeps other workers away: longer than a send can still be under way."""

LOOKED_AT = 256
"""So many texts that may not leave are settled in one transaction, so that it stays short."""

_OPEN = texts.c.state.in_([literal_column("'queued'"), literal_column("'sending'")])
_SENDING = texts.c.state == literal_column("'sending'")
_URGENT = texts.c.kind.in_([literal_column("'reply'"), literal_column("'confirmation'")])
_IN_BULK = texts.c.kind.in_([literal_column("'initial'"), literal_column("'follow_up'")])
_IS_DUE = texts.c.due_at <= AT_PRESENT


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of one worker to put one text on the wire, until the deadline."""

    text_id: int
    token: str
    provider: str
    text: OutboundText
    deadline: datetime
    tried: bool = False
    """It was tried before: the provider is asked about it before it is sent again."""
    conversation_id: int | None = None
    opt_out_id: int | None = None
    """The opt-out that it confirms."""
    line_id: int | None = None


class Claims(list[Claim]):
    """What one look at the outbox claimed."""

    more: bool = False
    """There is more to look at, though nothing of it was claimed."""
    again: datetime | None = None
    """When the pace of a line lets more of its texts leave."""


def claim(
    connection: Connection,
    token: str,
    now: datetime,
    *,
    limit: int = 20,
    ignore_hold: bool = False,
    providers: Collection[str] | None = None,
    held_lines: Collection[int] = (),
    in_doubt: Collection[Place] = (),
) -> Claims:
    """Claim texts that are due, and settle those that may not leave (any more, or yet).

    Confirmations whose time is over are settled whoever could have sent them: perhaps nobody can.

    Args:
        connection: A transaction.
        token: Unique to this call; what `settle` must bring back.
        now: The present moment.
        limit: How many to claim at most.
        ignore_hold: Send confirmations now that are still held for undo.
        providers: The gateways that the worker can reach; None is all.
        held_lines: Lines that are left alone for now.
        in_doubt: Accounts and lines of which one text goes alone: no more is claimed of them.
    """
    expire_confirmations(connection, now, LOOKED_AT)
    claims = Claims()
    leaving: list[RowMapping] = []
    paces = Paces(connection, now)
    doubted, tried = frozenset(in_doubt), set[Place]()
    looked_at = 0
    while not leaving:
        found = list(_due(connection, now, limit, ignore_hold, providers, paces, held_lines))
        stopped: list[tuple[RowMapping, Stop]] = []
        for row in found:
            stop = may_not_leave(row, now)
            if stop is not None:
                stopped.append((row, stop))
                continue
            alone = places_of(row["provider"], row["line_id"]) & doubted
            if tried.isdisjoint(alone):
                tried |= alone
                leaving.append(row)
        stop_texts(connection, stopped, now)
        looked_at += len(found)
        if not found or (not leaving and looked_at >= LOOKED_AT):
            claims.more = bool(found)
            break
    _claim(connection, leaving, token, now)
    for row in leaving:
        paces.took(row["line_id"])
        claims.append(_claim_of(row, token, now + CLAIM_DEADLINE, tried=row["attempts"] > 0))
    paces.keep()
    claims.again = paces.again
    return claims


# Plain SQL, for these are run for every text: the ORM's way costs more than they do.
_LEAVES = (
    "UPDATE text SET state = 'sending', claim = ?, claim_until = ?, attempts = attempts + 1 "
    "WHERE id = ?"
)
_TEXTED = "UPDATE conversation SET texted_at = ? WHERE id = ?"
# What a provider has named it took, whatever became of it then.
_NOT_TEXTED = (
    "UPDATE conversation SET texted_at = (SELECT max(at) FROM text "
    "WHERE conversation_id = conversation.id AND direction = 'out' "
    "AND kind IN ('initial', 'reply', 'follow_up', 'confirmation') "
    "AND (state IN ('sent', 'delivered', 'unknown') OR provider_message_id IS NOT NULL)) "
    "WHERE id IN (SELECT value FROM json_each(?)) AND NOT EXISTS "
    "(SELECT 1 FROM text WHERE conversation_id = conversation.id AND state = 'sending')"
)


def _claim(connection: Connection, leaving: list[RowMapping], token: str, now: datetime) -> None:
    if not leaving:
        return
    at, until = microseconds(now), microseconds(now + LEASE)
    connection.exec_driver_sql(_LEAVES, [(token, until, row["id"]) for row in leaving])
    talking = {row["conversation_id"] for row in leaving} - {None}
    connection.exec_driver_sql(_TEXTED, [(at, one) for one in sorted(talking)])


def not_texted(connection: Connection, conversation_ids: Iterable[int | None]) -> None:
    """Take back that these were texted just now: what was claimed there has not left.

    An inbound text belongs to the conversation last texted, and so does its opt-out.
    """
    ids = {one for one in conversation_ids if one is not None}
    if ids:
        connection.exec_driver_sql(_NOT_TEXTED, (json.dumps(sorted(ids)),))


def _claim_of(row: RowMapping, token: str, deadline: datetime, *, tried: bool = False) -> Claim:
    text = OutboundText(row["reference"], row["line_number"], row["number"], row["body"])
    return Claim(
        row["id"],
        token,
        row["provider"],
        text,
        deadline,
        tried=tried,
        conversation_id=row["conversation_id"],
        opt_out_id=row["opt_out_id"],
        line_id=row["line_id"],
    )


# Looking for what is due: statements are built once


def _due(
    connection: Connection,
    now: datetime,
    limit: int,
    ignore_hold: bool,
    providers: Collection[str] | None,
    paces: Paces,
    held_lines: Collection[int],
) -> Iterator[RowMapping]:
    """What is due, most urgent first, of each line no more than its pace allows."""
    reach: dict[str, Any] = {} if providers is None else {"providers": list(providers)}
    values = reach | {"now": now, "limit": limit, "waiting": [*paces.waiting, *held_lines]}
    for row in connection.execute(_first(ignore_hold, providers is None), values).mappings().all():
        if paces.take(row["line_id"]):
            limit -= 1
            yield row
    if limit <= 0:
        return
    due_lines = [
        line_id
        for line_id, due_at in connection.execute(_due_lines(providers is None), reach)
        if due_at is not None and due_at <= now and line_id not in held_lines
    ]
    for place, line_id in enumerate(due_lines):
        # Each its share of what is left, and what the others do not use.
        share = min(-(-limit // (len(due_lines) - place)), paces.allowed(line_id, limit))
        if share <= 0:
            continue
        values = {"of_line": line_id, "now": now, "limit": share}
        for row in connection.execute(_OF_LINE, values).mappings().all():
            paces.take(line_id)
            limit -= 1
            yield row


@lru_cache(maxsize=4)
def _first(ignore_hold: bool, any_provider: bool) -> Select[Any]:
    """What somebody waits for."""
    due = _IS_DUE
    if ignore_hold:
        # What was tried before, or is held for texting hours, has a reason to wait.
        undo_window = and_(IS_CONFIRMATION, texts.c.attempts == 0, texts.c.reason == "")
        due = or_(due, undo_window)
    statement = (
        FACTS.where(talks.QUEUED, _URGENT, due, or_(IS_CONFIRMATION, ~others_first()))
        .where(texts.c.line_id.not_in(bindparam("waiting", expanding=True)))
        .order_by(texts.c.due_at, texts.c.id)
        .limit(bindparam("limit"))
    )
    return statement if any_provider else statement.where(_REACHED)


_OF_LINE = (
    FACTS.where(
        _OPEN,
        talks.QUEUED,
        _IN_BULK,
        texts.c.line_id == bindparam("of_line"),
        _IS_DUE,
        or_(IS_INITIAL, ~others_first()),
    )
    .order_by(texts.c.due_at, texts.c.id)
    .limit(bindparam("limit"))
)
_REACHED = lines.c.provider.in_(bindparam("providers", expanding=True))


@lru_cache(maxsize=4)
def _due_lines(any_provider: bool, in_turn: bool = False) -> Select[Any]:
    """Every line with the moment from which on something of it is due, the earliest first."""
    turn = [has_its_turn()] if in_turn else []
    earliest = (
        select(texts.c.due_at)
        .where(_OPEN, talks.QUEUED, texts.c.line_id == lines.c.id, *turn)
        .order_by(texts.c.due_at)
        .limit(1)
        .scalar_subquery()
        .label("earliest")
    )
    statement = select(lines.c.id, earliest).order_by(earliest)
    return statement if any_provider else statement.where(_REACHED)


_RELEASE = (
    "UPDATE text SET state = 'queued', claim = NULL, claim_until = NULL, attempts = attempts - 1 "
    "WHERE id = ? AND claim = ? AND state = 'sending'"
)


def release(connection: Connection, claimed: Claim, now: datetime) -> None:
    """Give back one claim; see `release_all`."""
    release_all(connection, [claimed], now)


def release_all(connection: Connection, claims: Sequence[Claim], now: datetime) -> None:
    """Give back claims whose texts were not put on the wire: others may claim them anew."""
    if not claims:
        return
    connection.exec_driver_sql(_RELEASE, [(one.text_id, one.token) for one in claims])
    not_texted(connection, [one.conversation_id for one in claims])
    rows = facts_of(connection, [one.text_id for one in claims]).values()
    queued = [row for row in rows if row["state"] == TextState.QUEUED]
    stops = [(row, may_not_leave(row, now)) for row in queued]
    stop_texts(connection, [(row, stop) for row, stop in stops if stop is not None], now)


_LOST = (
    FACTS.where(
        _SENDING,
        or_(
            texts.c.claim_until.is_(None),
            texts.c.claim_until <= AT_PRESENT,
        ),
    )
    .order_by(texts.c.claim_until)
    .limit(bindparam("limit"))
)
_LOST_HERE = _LOST.where(_REACHED)
_TAKE_OVER = (
    update(texts)
    .where(texts.c.id == bindparam("of_text"))
    .values(claim=bindparam("token"), claim_until=bindparam("until"))
)


def take_over(
    connection: Connection,
    token: str,
    now: datetime,
    limit: int = 20,
    providers: Collection[str] | None = None,
) -> list[Claim]:
    """Take over texts whose worker went away in mid-send; the provider must be asked of each."""
    values: dict[str, Any] = {"now": now, "limit": limit}
    if providers is not None:
        values["providers"] = list(providers)
    lost = _LOST if providers is None else _LOST_HERE
    rows = connection.execute(lost, values).mappings().all()
    if rows:
        until = now + LEASE
        connection.execute(
            _TAKE_OVER, [{"of_text": row["id"], "token": token, "until": until} for row in rows]
        )
    return [_claim_of(row, token, now) for row in rows]


_NEXT_DUE = select(
    select(func.min(texts.c.claim_until, type_=texts.c.due_at.type))
    .where(_SENDING)
    .scalar_subquery(),
    select(texts.c.due_at)
    .where(talks.QUEUED, _URGENT, has_its_turn())
    .order_by(texts.c.due_at)
    .limit(1)
    .scalar_subquery(),
)


def next_due(connection: Connection) -> datetime | None:
    """When the outbox next has something to do, or None where it is empty."""
    moments = [*connection.execute(_NEXT_DUE).one()]
    moments += [due_at for _, due_at in connection.execute(_due_lines(True, in_turn=True))]
    return min((moment for moment in moments if moment is not None), default=None)
