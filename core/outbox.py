"""The outbox: queued -> the wire, with the last check before a text leaves.

A text leaves only through `claim`, a short transaction that looks at the opt-outs again.
What was claimed before an opt-out committed has left; nothing is claimed after it. A claim
has a deadline, past which the text must be claimed anew, and a lease, past which another
worker finds out from the provider what became of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, literal_column, or_, select, update

from core import conversations as talks
from core.domain import TextState
from core.leaving import may_not_leave, stop_text
from core.models import conversations, lines, texts
from core.providers.base import OutboundText

CLAIM_DEADLINE = timedelta(seconds=5)
"""How long after its claim a text may still be handed to the wire."""

SEND_TIMEOUT = timedelta(seconds=10)
"""How long a provider may take to answer a send."""

LEASE = CLAIM_DEADLINE + SEND_TIMEOUT + timedelta(seconds=5)
"""How long a claim keeps other workers away: longer than a send can still be under way."""

_OPEN = texts.c.state.in_([literal_column("'queued'"), literal_column("'sending'")])


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


def claim(
    connection: Connection,
    token: str,
    now: datetime,
    *,
    limit: int = 20,
    ignore_hold: bool = False,
    providers: Collection[str] | None = None,
) -> list[Claim]:
    """Claim texts that are due, and settle those that may not leave any more.

    Args:
        connection: A transaction.
        token: Unique to this call; what `settle` must bring back.
        now: The present moment.
        limit: How many to look at.
        ignore_hold: Send confirmations now that are still held for undo.
        providers: The gateways that the worker can reach; None is all.
    """
    due = [_OPEN, talks.QUEUED]
    if providers is not None:
        due.append(lines.c.provider.in_(providers))
    # What was tried before waits for its time in any case.
    due.append(
        or_(texts.c.attempts == 0, texts.c.due_at <= now) if ignore_hold else texts.c.due_at <= now
    )
    waiting = (
        select(
            texts,
            lines.c.provider,
            lines.c.organization_id,
            lines.c.number.label("line_number"),
        )
        .join(lines, lines.c.id == texts.c.line_id)
        .where(*due)
        .order_by(texts.c.due_at, texts.c.id)
        .limit(limit)
    )
    claims: list[Claim] = []
    texted = []
    # Texts that may not leave any more do not hold up those that may.
    while not claims and (rows := connection.execute(waiting).mappings().all()):
        for row in rows:
            stopped = may_not_leave(connection, row, now)
            if stopped is not None:
                stop_text(connection, row, *stopped, now)
                continue
            connection.execute(
                update(texts)
                .where(texts.c.id == row["id"])
                .values(
                    state=TextState.SENDING,
                    claim=token,
                    claim_until=now + LEASE,
                    attempts=texts.c.attempts + 1,
                )
            )
            claims.append(
                Claim(
                    row["id"],
                    token,
                    row["provider"],
                    OutboundText(row["reference"], row["line_number"], row["number"], row["body"]),
                    now + CLAIM_DEADLINE,
                    tried=row["attempts"] > 0,
                )
            )
            texted.append(row["conversation_id"])
    if texted:
        connection.execute(
            update(conversations).where(conversations.c.id.in_(texted)).values(texted_at=now)
        )
    return claims


def release(connection: Connection, claimed: Claim, now: datetime) -> None:
    """Give back a claim whose deadline passed before the text was put on the wire."""
    connection.execute(
        update(texts)
        .where(
            texts.c.id == claimed.text_id,
            texts.c.claim == claimed.token,
            texts.c.state == TextState.SENDING,
        )
        .values(state=TextState.QUEUED, claim=None, claim_until=None, attempts=texts.c.attempts - 1)
    )
    row = (
        connection.execute(
            select(texts, lines.c.organization_id)
            .join(lines, lines.c.id == texts.c.line_id)
            .where(texts.c.id == claimed.text_id)
        )
        .mappings()
        .one()
    )
    if row["state"] == TextState.QUEUED:
        stopped = may_not_leave(connection, row, now)
        if stopped is not None:
            stop_text(connection, row, *stopped, now)


def take_over(
    connection: Connection,
    token: str,
    now: datetime,
    limit: int = 20,
    providers: Collection[str] | None = None,
) -> list[Claim]:
    """Take over texts whose worker went away in mid-send; the provider must be asked of each."""
    rows = (
        connection.execute(
            select(texts, lines.c.provider, lines.c.number.label("line_number"))
            .join(lines, lines.c.id == texts.c.line_id)
            .where(
                _OPEN,
                texts.c.state == TextState.SENDING,
                or_(texts.c.claim_until.is_(None), texts.c.claim_until <= now),
                *([] if providers is None else [lines.c.provider.in_(providers)]),
            )
            .limit(limit)
        )
        .mappings()
        .all()
    )
    for row in rows:
        connection.execute(
            update(texts)
            .where(texts.c.id == row["id"])
            .values(claim=token, claim_until=now + LEASE)
        )
    return [
        Claim(
            row["id"],
            token,
            row["provider"],
            OutboundText(row["reference"], row["line_number"], row["number"], row["body"]),
            now,
        )
        for row in rows
    ]


def next_due(connection: Connection) -> datetime | None:
    """When the outbox next has something to do, or None where it is empty."""
    moment = func.min(func.coalesce(texts.c.claim_until, texts.c.due_at), type_=texts.c.due_at.type)
    return connection.execute(select(moment).where(_OPEN)).scalar()
