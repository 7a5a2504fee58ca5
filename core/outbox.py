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
from typing import Any

from sqlalchemy import Connection, RowMapping, func, literal_column, or_, select, update

from core import conversations as talks
from core.blocks import mark_for_opting_out, record_block, standing_block
from core.domain import Confirmation, Evidence, TextKind, TextState
from core.inbox import apply_delivery, settle_confirmation
from core.models import conversations, early_reports, lines, opt_outs, texts
from core.providers.base import OutboundText, Outcome, SendResult, Taken, TakenAnswer

CLAIM_DEADLINE = timedelta(seconds=5)
"""How long after its claim a text may still be handed to the wire."""

SEND_TIMEOUT = timedelta(seconds=10)
"""How long a provider may take to answer a send."""

LEASE = CLAIM_DEADLINE + SEND_TIMEOUT + timedelta(seconds=5)
"""How long a claim keeps other workers away: longer than a send can still be under way."""

CONFIRMATION_LIFE = timedelta(hours=24)
"""A confirmation that could not leave for so long is dropped (specification, rule 12)."""

MAX_ATTEMPTS = 8
"""So often a reply is tried on retryable errors; confirmations go on for their whole life."""

_OPEN = texts.c.state.in_([literal_column("'queued'"), literal_column("'sending'")])

OPTED_OUT = "Not sent: the contact has opted out."
ALREADY_TOLD = "Not sent: the provider has already told this contact."
BLOCKED = "Not delivered: the provider blocks this contact on this line."
FATE_UNKNOWN = (
    "The provider may have taken it and cannot be asked. It is not sent again, "
    "so that nobody gets it twice."
)
NOT_IN_TIME = "Not sent: it could not leave within 24 hours."


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of one worker to put one text on the wire, until the deadline."""

    text_id: int
    token: str
    provider: str
    text: OutboundText
    deadline: datetime


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries: 2, 4, 8 ... seconds, at most five minutes."""
    return timedelta(seconds=min(2 ** min(attempts, 9), 300))


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
            stopped = _may_not_leave(connection, row, now)
            if stopped is not None:
                _stop(connection, row, *stopped, now)
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
                )
            )
            texted.append(row["conversation_id"])
    if texted:
        connection.execute(
            update(conversations).where(conversations.c.id.in_(texted)).values(texted_at=now)
        )
    return claims


def _may_not_leave(
    connection: Connection, row: RowMapping, now: datetime
) -> tuple[TextState, Confirmation | None, str] | None:
    """Why a queued text must not be put on the wire now, or None: the one place that decides."""
    told = standing_block(connection, row["line_id"], row["number"]) is not None
    if row["kind"] != TextKind.CONFIRMATION:
        number, organization = row["number"], row["organization_id"]
        if talks.standing_opt_out(connection, organization, number) is not None:
            return TextState.CANCELLED, None, OPTED_OUT
        return (TextState.BLOCKED, None, BLOCKED) if told else None
    record = connection.execute(
        select(opt_outs.c.ended_at, opt_outs.c.at).where(opt_outs.c.id == row["opt_out_id"])
    ).one()
    if record.ended_at is not None:
        return TextState.CANCELLED, Confirmation.WITHDRAWN, "Not sent: it was taken back."
    if told:
        return TextState.DROPPED, Confirmation.TOLD, ALREADY_TOLD
    if now - record.at > CONFIRMATION_LIFE:
        return TextState.DROPPED, Confirmation.EXPIRED, NOT_IN_TIME
    return None


def _stop(
    connection: Connection,
    row: RowMapping,
    state: TextState,
    confirmation: Confirmation | None,
    reason: str,
    now: datetime,
    **values: Any,
) -> None:
    if state is TextState.CANCELLED and row["kind"] != TextKind.CONFIRMATION:
        # Undo gives back whatever its opt-out cancelled, here as well.
        values["cancelled_by"] = talks.standing_opt_out(
            connection, row["organization_id"], row["number"]
        )
    elif state is TextState.BLOCKED:
        mark_for_opting_out(connection, row["line_id"], row["number"])
    connection.execute(
        update(texts)
        .where(texts.c.id == row["id"])
        .values(state=state, reason=reason, claim=None, claim_until=None, **values)
    )
    if row["opt_out_id"] is not None and confirmation is not None:
        settle_confirmation(connection, row["opt_out_id"], confirmation, now)
    _touch(connection, row["conversation_id"])


def settle(
    connection: Connection,
    claimed: Claim,
    result: SendResult,
    now: datetime,
    asked: TakenAnswer | None = None,
) -> TextState:
    """Write down what became of a claimed text; return its state.

    Args:
        connection: A transaction.
        claimed: The claim it was sent under; if another worker has taken the text over
            since, nothing is written.
        result: The provider's answer to the send.
        now: The present moment.
        asked: What the provider said when asked, after an ambiguous answer.
    """
    row = connection.execute(select(texts).where(texts.c.id == claimed.text_id)).mappings().one()
    if row["state"] != TextState.SENDING or row["claim"] != claimed.token:
        return TextState(row["state"])
    if result.outcome is Outcome.AMBIGUOUS:
        answer = asked or TakenAnswer(Taken.CANNOT_SAY)
        if answer.taken is Taken.YES:
            result = SendResult(Outcome.TAKEN, answer.provider_message_id)
        elif answer.taken is Taken.NO:
            result = SendResult(Outcome.RETRYABLE, detail="the answer was lost")
    match result.outcome:
        case Outcome.TAKEN:
            return _taken(connection, row, claimed.provider, result, now)
        case Outcome.RETRYABLE:
            return _retry(connection, row, result, now)
        case Outcome.OPTED_OUT:
            record_block(
                connection, row["line_id"], row["number"], Evidence.REFUSAL, now, result.code
            )
            told = ALREADY_TOLD if row["kind"] == TextKind.CONFIRMATION else BLOCKED
            _stop(connection, row, TextState.BLOCKED, Confirmation.TOLD, told, now)
            return TextState.BLOCKED
        case Outcome.REFUSED:
            why = f"The provider refused it{f' ({result.code})' if result.code else ''}."
            _stop(connection, row, TextState.FAILED, Confirmation.FAILED, why, now)
            return TextState.FAILED
        case Outcome.AMBIGUOUS:
            _stop(connection, row, TextState.UNKNOWN, Confirmation.UNKNOWN, FATE_UNKNOWN, now)
            return TextState.UNKNOWN


def _taken(
    connection: Connection,
    row: RowMapping,
    provider: str,
    result: SendResult,
    now: datetime,
) -> TextState:
    message_id = result.provider_message_id
    _stop(
        connection,
        row,
        TextState.SENT,
        Confirmation.SENT,
        "",
        now,
        provider_message_id=message_id,
        at=now,
    )
    early = (
        connection.execute(
            select(early_reports).where(
                early_reports.c.provider == provider,
                early_reports.c.provider_message_id == message_id,
            )
        )
        .mappings()
        .first()
    )
    if early is None:
        return TextState.SENT
    return apply_delivery(connection, row, early["delivery"], early["code"], now)


def _retry(connection: Connection, row: RowMapping, result: SendResult, now: datetime) -> TextState:
    """Put a text that was certainly not taken back into the outbox, for later."""
    if row["kind"] != TextKind.CONFIRMATION and row["attempts"] >= MAX_ATTEMPTS:
        why = f"The provider could not take it after {row['attempts']} tries."
        _stop(connection, row, TextState.FAILED, None, why, now)
        return TextState.FAILED
    _stop(
        connection,
        row,
        TextState.QUEUED,
        None,
        "Waiting to try again.",
        now,
        due_at=now + backoff(row["attempts"]),
    )
    return TextState.QUEUED


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
        stopped = _may_not_leave(connection, row, now)
        if stopped is not None:
            _stop(connection, row, *stopped, now)


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


def _touch(connection: Connection, conversation_id: int | None) -> None:
    """Let live lists know that a text of this conversation changed."""
    if conversation_id is not None:
        connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(revision=talks.next_revision())
        )
