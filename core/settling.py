"""What became of a claimed text: the provider's answer, written down once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, select

from core.blocks import record_block, started_since
from core.domain import Confirmation, Evidence, TextKind, TextState
from core.inbox import apply_delivery
from core.leaving import ALREADY_TOLD, BLOCKED, may_not_leave, stop_text
from core.models import early_reports, lines, texts
from core.outbox import CLAIM_DEADLINE, LEASE, Claim
from core.providers.base import Outcome, SendResult, Taken, TakenAnswer

MAX_ATTEMPTS = 8
"""So often a reply is tried on retryable errors; confirmations go on for their whole life."""

FATE_UNKNOWN = (
    "The provider may have taken it and cannot be asked. It is not sent again, "
    "so that nobody gets it twice."
)


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries: 2, 4, 8 ... seconds, at most five minutes."""
    return timedelta(seconds=min(2 ** min(attempts, 9), 300))


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
    row = (
        connection.execute(
            select(texts, lines.c.organization_id)
            .join(lines, lines.c.id == texts.c.line_id)
            .where(texts.c.id == claimed.text_id)
        )
        .mappings()
        .one()
    )
    if row["state"] != TextState.SENDING or row["claim"] != claimed.token:
        return TextState(row["state"])
    wait = backoff(row["attempts"])
    if result.outcome is Outcome.AMBIGUOUS:
        answer = asked or TakenAnswer(Taken.CANNOT_SAY)
        if answer.taken is Taken.YES:
            result = SendResult(Outcome.TAKEN, answer.provider_message_id)
        elif answer.taken is Taken.NO:
            # What was lost may be under way still: it is asked about again before a new try.
            result, wait = SendResult(Outcome.RETRYABLE, detail="the answer was lost"), LEASE
    match result.outcome:
        case Outcome.TAKEN:
            return _taken(connection, row, claimed.provider, result, now)
        case Outcome.RETRYABLE:
            return _retry(connection, row, now, wait)
        case Outcome.OPTED_OUT:
            line_id, number = row["line_id"], row["number"]
            claimed_at = claimed.deadline - CLAIM_DEADLINE
            if not started_since(connection, line_id, number, claimed_at):
                record_block(connection, line_id, number, Evidence.REFUSAL, now, result.code)
            told = ALREADY_TOLD if row["kind"] == TextKind.CONFIRMATION else BLOCKED
            stop_text(connection, row, TextState.BLOCKED, Confirmation.TOLD, told, now)
            return TextState.BLOCKED
        case Outcome.REFUSED:
            why = f"The provider refused it{f' ({result.code})' if result.code else ''}."
            stop_text(connection, row, TextState.FAILED, Confirmation.FAILED, why, now)
            return TextState.FAILED
        case Outcome.AMBIGUOUS:
            stop_text(connection, row, TextState.UNKNOWN, Confirmation.UNKNOWN, FATE_UNKNOWN, now)
            return TextState.UNKNOWN


def _taken(
    connection: Connection,
    row: RowMapping,
    provider: str,
    result: SendResult,
    now: datetime,
) -> TextState:
    message_id = result.provider_message_id
    stop_text(
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


def _retry(connection: Connection, row: RowMapping, now: datetime, wait: timedelta) -> TextState:
    """Put a text that was not taken back into the outbox, for later, if it may still leave."""
    stopped = may_not_leave(connection, row, now)
    if stopped is not None:
        stop_text(connection, row, *stopped, now)
        return stopped[0]
    if row["kind"] != TextKind.CONFIRMATION and row["attempts"] >= MAX_ATTEMPTS:
        why = f"The provider could not take it after {row['attempts']} tries."
        stop_text(connection, row, TextState.FAILED, None, why, now)
        return TextState.FAILED
    reason = "Waiting to try again."
    stop_text(connection, row, TextState.QUEUED, None, reason, now, due_at=now + wait)
    return TextState.QUEUED
