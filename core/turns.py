"""Whose turn it is: texts to one contact leave in their order.

A first message has none before it, and a confirmation neither waits for others nor holds them up.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, literal_column, or_, select

from core.domain import TextState
from core.models import texts

AT_PRESENT = bindparam("now", type_=texts.c.due_at.type)
IS_INITIAL = texts.c.kind == literal_column("'initial'")
IS_CONFIRMATION = texts.c.kind == literal_column("'confirmation'")


WAITED_FOR = 8
"""So many tries are waited for: a text that is never taken does not silence a conversation."""


def _is_tried_again(text: FromClause) -> ColumnElement[bool]:
    return and_(
        text.c.attempts.between(1, WAITED_FOR), text.c.kind != literal_column("'confirmation'")
    )


def others_first() -> ColumnElement[bool]:
    """Whether an earlier text to the same contact has not left yet, though it is due.

    One that was tried, and waits to be tried again, is waited for.
    """
    before = texts.alias("before")
    return (
        select(before.c.id)
        .where(
            before.c.conversation_id == texts.c.conversation_id,
            before.c.id < texts.c.id,
            or_(
                and_(
                    before.c.state == TextState.QUEUED,
                    or_(before.c.due_at <= AT_PRESENT, _is_tried_again(before)),
                ),
                and_(before.c.state == TextState.SENDING, before.c.claim_until > AT_PRESENT),
            ),
        )
        .exists()
    )


def has_its_turn() -> ColumnElement[bool]:
    """Whether no earlier text to the same contact is tried again later than this one is due.

    One that waits so is not what the outbox has to do next.
    """
    before = texts.alias("before")
    is_behind = (
        select(before.c.id)
        .where(
            before.c.conversation_id == texts.c.conversation_id,
            before.c.id < texts.c.id,
            before.c.state == literal_column("'queued'"),
            before.c.due_at > texts.c.due_at,
            _is_tried_again(before),
        )
        .exists()
    )
    return or_(IS_INITIAL, IS_CONFIRMATION, ~is_behind)
