"""Hiding a conversation, calling one a wrong number, and putting it back: no opt-outs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from core import conversations as talks
from core.cancelled_texts import bring_back
from core.domain import Closing, Texter, TextKind, TextState
from core.models import audit_entries, conversations, texts
from core.opt_out import CANCELLED
from core.unread import refuse_unread

WRONG_NUMBER = "Cancelled: this is not the contact's number."
KEPT = "Not sent: kept as a draft when the conversation was put back."

_CANCELLED_HERE = (
    texts.c.conversation_id == bindparam("conversation"),
    texts.c.reason == WRONG_NUMBER,
)
# What an opt-out keeps from leaving is the opt-out's, and comes back with its undo.
_HAND_OVER = (
    update(texts)
    .where(*_CANCELLED_HERE, texts.c.state == TextState.CANCELLED)
    .values(cancelled_by=bindparam("by_opt_out"), reason=CANCELLED)
)


def wrong_number_detail(conversation_id: int) -> str:
    """How the audit trail names the conversation that was called a wrong number."""
    return f"conversation {conversation_id}"


def close(
    connection: Connection,
    conversation_id: int,
    closing: Closing | None,
    texter: Texter,
    now: datetime,
    read_to: int | None = None,
) -> None:
    """Take a conversation off its list (hidden, wrong number), or put it back with None.

    A new text of the contact puts it back. It is not an opt-out: nothing is recorded
    against the number. What is queued to a wrong number does not leave, for it would reach
    a stranger; putting the conversation back brings it back.

    Args:
        connection: A transaction.
        conversation_id: The conversation.
        closing: How it is closed; None puts it back.
        texter: Who does it.
        now: The present moment.
        read_to: The latest text that the texter had before them, 0 where there was none. What
            the contact wrote since would be hidden unread.

    Raises:
        NotFound: There is no such conversation.
        WroteAgain: The contact has written since; nothing was done.
    """
    row = talks.load(connection, conversation_id)
    if read_to is not None and closing is not None:
        refuse_unread(connection, row, read_to)
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(closing=closing, unread=False)
    )
    talks.relist(connection, conversations.c.id == conversation_id)
    standing = row["standing_opt_out_id"]
    if closing is None and standing is not None:
        whose = {"conversation": conversation_id, "by_opt_out": standing}
        connection.execute(_HAND_OVER, whose)
    elif closing is None:
        bring_back(connection, _CANCELLED_HERE, {"conversation": conversation_id}, KEPT, now)
    if closing is Closing.WRONG_NUMBER:
        connection.execute(
            update(texts)
            .where(
                texts.c.conversation_id == conversation_id,
                talks.QUEUED,
                texts.c.kind != TextKind.CONFIRMATION,
            )
            .values(state=TextState.CANCELLED, reason=WRONG_NUMBER)
        )
        connection.execute(
            audit_entries.insert().values(
                at=now,
                organization_id=row["organization_id"],
                action="wrong_number",
                author=texter.name,
                source="texter",
                detail=wrong_number_detail(conversation_id),
            )
        )
