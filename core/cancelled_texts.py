"""Texts that were cancelled before they left, brought back when their reason is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, update

from core import conversations as talks
from core.domain import Direction, TextKind, TextState
from core.list_order import rank_of
from core.models import conversations, drafts, texts


@lru_cache(maxsize=8)
def _cancelled(which: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    return (
        select(texts.c.id, texts.c.kind, texts.c.conversation_id, texts.c.body)
        .where(*which, texts.c.state == TextState.CANCELLED)
        .order_by(texts.c.id)
    )


def bring_back(
    connection: Connection,
    which: Sequence[ColumnElement[bool]],
    values: Mapping[str, int],
    kept: str,
    now: datetime,
) -> None:
    """Put back what was cancelled: texts of a script as queued, replies as drafts.

    Args:
        connection: A transaction.
        which: Conditions that pick them among the cancelled.
        values: What the conditions' parameters are.
        kept: What a reply then says of itself.
        now: The present moment.
    """
    cancelled = connection.execute(_cancelled(tuple(which)), values).all()
    for text_id, kind, conversation_id, body in cancelled:
        this = texts.c.id == text_id
        if kind in (TextKind.INITIAL, TextKind.FOLLOW_UP):
            connection.execute(
                update(texts)
                .where(this)
                .values(state=TextState.QUEUED, cancelled_by=None, reason="", due_at=now)
            )
            continue
        draft = connection.execute(
            select(drafts.c.body).where(drafts.c.conversation_id == conversation_id)
        ).scalar()
        talks.save_draft(connection, conversation_id, f"{draft}\n{body}" if draft else body, now)
        connection.execute(update(texts).where(this).values(reason=kept))
        _wait_for_an_answer_again(connection, conversation_id)


def _wait_for_an_answer_again(connection: Connection, conversation_id: int) -> None:
    """Put a conversation whose only answer was cancelled back among those to be answered."""
    latest = connection.execute(
        select(texts.c.direction)
        .where(
            texts.c.conversation_id == conversation_id,
            texts.c.state != TextState.CANCELLED,
            texts.c.kind != TextKind.PROVIDER_NOTICE,
        )
        .order_by(texts.c.id.desc())
        .limit(1)
    ).scalar()
    if latest != Direction.INBOUND:
        return
    this = conversations.c.id == conversation_id
    last_at = connection.execute(select(conversations.c.last_at).where(this)).scalar()
    connection.execute(
        update(conversations)
        .where(this)
        .values(needs_reply=True, rank=rank_of(True, last_at), revision=talks.next_revision())
    )
