"""Whether a text may leave: the one place that decides, asked again at every claim."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from core import conversations as talks
from core.blocks import mark_for_opting_out, standing_block
from core.domain import Confirmation, TextKind, TextState
from core.inbox import settle_confirmation
from core.models import conversations, opt_outs, texts

CONFIRMATION_LIFE = timedelta(hours=24)
"""A confirmation that could not leave for so long is dropped (specification, rule 12)."""

OPTED_OUT = "Not sent: the contact has opted out."
ALREADY_TOLD = "Not sent: the provider has already told this contact."
BLOCKED = "Not delivered: the provider blocks this contact on this line."
NOT_IN_TIME = "Not sent: it could not leave within 24 hours."


def may_not_leave(
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


def stop_text(
    connection: Connection,
    row: RowMapping,
    state: TextState,
    confirmation: Confirmation | None,
    reason: str,
    now: datetime,
    **values: Any,
) -> None:
    """Write down where a text stands that is on no worker's hands any more, and why."""
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
    touch(connection, row["conversation_id"])


def touch(connection: Connection, conversation_id: int | None) -> None:
    """Let live lists know that a text of this conversation changed."""
    if conversation_id is not None:
        connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(revision=talks.next_revision())
        )
