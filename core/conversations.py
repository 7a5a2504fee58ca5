"""A conversation's place on its list, and what a texter does to one besides opting out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    ScalarSelect,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    update,
)

from core.domain import Texter, TextKind
from core.errors import BadInput, NotFound, SendingRefused
from core.list_order import rank_of
from core.models import (
    blocks,
    campaigns,
    contacts,
    conversations,
    drafts,
    lines,
    opt_outs,
    organizations,
    texts,
)
from core.stored import microseconds, stored_body

QUEUED = texts.c.state == literal_column("'queued'")
"""In the outbox; a literal, because SQLite matches a partial index to nothing else."""

MAX_BODY = 1_600
"""The longest text we queue, in characters: what gateways take as one message."""

OPTED_OUT = "This contact has opted out. Nothing can be sent to them by your organization."

_newer = conversations.alias("newer")
_NEXT_REVISION = select(func.coalesce(func.max(_newer.c.revision), 0) + 1).scalar_subquery()


def next_revision() -> ScalarSelect[Any]:
    """The revision that a change writes: one more than any before it."""
    return _NEXT_REVISION


def belongs_on_list() -> ColumnElement[bool]:
    """Whether a conversation is on its assignment's list: the one rule for `listed`."""
    return and_(
        conversations.c.assignment_id.is_not(None),
        conversations.c.opt_out_id.is_(None),
        conversations.c.closing.is_(None),
    )


def relist(connection: Connection, which: ColumnElement[bool]) -> None:
    """Put the conversations that `which` picks on their lists, or take them off, by the rule."""
    connection.execute(
        update(conversations)
        .where(which)
        .values(listed=belongs_on_list(), revision=next_revision())
    )


_LOAD = (
    select(
        conversations,
        contacts.c.number.label("contact_number"),
        contacts.c.first_name,
        contacts.c.last_name,
        lines.c.provider,
        lines.c.number.label("line_number"),
        lines.c.behavior,
        campaigns.c.name.label("campaign"),
        organizations.c.name.label("organization"),
        organizations.c.opt_out_message,
        organizations.c.confirm_unblocked_type_2,
        organizations.c.undo_seconds,
        blocks.c.evidence.label("block"),
        opt_outs.c.id.label("standing_opt_out_id"),
    )
    .join(contacts, contacts.c.id == conversations.c.contact_id)
    .join(lines, lines.c.id == conversations.c.line_id)
    .join(campaigns, campaigns.c.id == conversations.c.campaign_id)
    .join(organizations, organizations.c.id == conversations.c.organization_id)
    .outerjoin(
        blocks,
        and_(
            blocks.c.line_id == conversations.c.line_id,
            blocks.c.number == contacts.c.number,
            blocks.c.lifted_at.is_(None),
        ),
    )
    .outerjoin(
        opt_outs,
        and_(
            opt_outs.c.organization_id == conversations.c.organization_id,
            opt_outs.c.number == contacts.c.number,
            opt_outs.c.ended_at.is_(None),
        ),
    )
    .where(conversations.c.id == bindparam("conversation_id"))
)
"""Built once: putting a statement together costs more than running it."""


def load(connection: Connection, conversation_id: int) -> RowMapping:
    """What every act on a conversation needs to know of it, in one row.

    Raises:
        NotFound: There is no such conversation.
    """
    row = connection.execute(_LOAD, {"conversation_id": conversation_id}).mappings().first()
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return row


def name_of(row: RowMapping) -> str:
    """A contact's name as it arrived, or the number where there is none."""
    name = f"{row['first_name']} {row['last_name']}".strip()
    return name or str(row["contact_number"])


_STANDING_OPT_OUT = select(opt_outs.c.id).where(
    opt_outs.c.organization_id == bindparam("organization_id"),
    opt_outs.c.number == bindparam("number"),
    opt_outs.c.ended_at.is_(None),
)


def standing_opt_out(connection: Connection, organization_id: int, number: str) -> int | None:
    """The id of the opt-out that stands for this number, if one does."""
    return connection.execute(
        _STANDING_OPT_OUT, {"organization_id": organization_id, "number": number}
    ).scalar()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text on its way into the outbox; whoever makes one has looked at the opt-outs."""

    conversation_id: int
    line_id: int
    number: str
    """The contact's own, E.164."""
    kind: TextKind
    body: str
    author: str
    operation_id: str
    """Unique: the database itself refuses a second text of the same operation."""
    reference: str
    """What the provider will know it by: unique on its account."""


# Plain SQL, for these are run for every text: the ORM's way costs more than they do.
_QUEUE = (
    "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, state, "
    "reason, author, operation_id, request, rule, reference, due_at, attempts) VALUES "
    "(?, ?, ?, ?, 'out', ?, ?, 'queued', '', ?, ?, 'none', '', ?, ?, 0)"
)
_ANSWERED = (
    "UPDATE conversation SET needs_reply = 0, unread = 0, "
    "last_text_id = (SELECT max(id) FROM text WHERE conversation_id = conversation.id), "
    "last_at = ?, rank = ?, revision = (SELECT coalesce(max(revision), 0) + 1 FROM conversation) "
    "WHERE id IN (SELECT value FROM json_each(?))"
)
_OF_OPERATION = select(texts.c.id).where(texts.c.operation_id == bindparam("operation_id"))


def queue_texts(connection: Connection, outgoing: Sequence[Outgoing], now: datetime) -> None:
    """Put texts in the outbox, each of another conversation: the one way for all but confirmations.

    Only the outbox puts them on the wire, after it has looked at the opt-outs again.
    """
    if not outgoing:
        return
    at = microseconds(now)
    connection.exec_driver_sql(
        _QUEUE,
        [
            (
                one.conversation_id,
                one.line_id,
                one.number,
                one.kind.value,
                stored_body(one.body),
                at,
                one.author,
                one.operation_id,
                one.reference,
                at,
            )
            for one in outgoing
        ],
    )
    ids = json.dumps([one.conversation_id for one in outgoing])
    connection.exec_driver_sql(_ANSWERED, (at, rank_of(False, now), ids))


def text_of_operation(connection: Connection, operation_id: str) -> int | None:
    """The id of the text that this operation queued, if it has."""
    return connection.execute(_OF_OPERATION, {"operation_id": operation_id}).scalar()


def check_body(body: str) -> None:
    """Refuse what cannot be sent as one text.

    Raises:
        BadInput: It is empty or too long.
    """
    if not body.strip():
        raise BadInput("There is nothing to send: the text is empty.")
    if len(body) > MAX_BODY:
        raise BadInput(
            f"This text has {len(body):,} characters; at most {MAX_BODY:,} can be sent. Shorten it."
        )


def queue_reply(
    connection: Connection,
    conversation_id: int,
    body: str,
    texter: Texter,
    operation_id: str,
    now: datetime,
) -> int:
    """Put a texter's words in the outbox, and return the text's id.

    The number is the contact's own. The same operation id again is the same text.

    Raises:
        SendingRefused: The number is opted out of this organization.
        BadInput: The text is empty or too long.
        NotFound: There is no such conversation.
    """
    before = text_of_operation(connection, operation_id)
    if before is not None:
        return before
    check_body(body)
    row = load(connection, conversation_id)
    if row["standing_opt_out_id"] is not None:
        raise SendingRefused(OPTED_OUT)
    began = row["texted_at"] or row["last_text_id"]
    queue_texts(
        connection,
        [
            Outgoing(
                conversation_id=conversation_id,
                line_id=row["line_id"],
                number=row["contact_number"],
                kind=TextKind.REPLY if began else TextKind.INITIAL,
                body=body,
                author=texter.name,
                operation_id=operation_id,
                reference=f"text-{operation_id}",
            )
        ],
        now,
    )
    forget_draft(connection, conversation_id)
    text_id = text_of_operation(connection, operation_id)
    assert text_id is not None
    return text_id


_FORGET_DRAFT = drafts.delete().where(drafts.c.conversation_id == bindparam("of_conversation"))


def save_draft(connection: Connection, conversation_id: int, body: str, now: datetime) -> None:
    """Keep what a texter is writing in this conversation; an empty body forgets it."""
    forget_draft(connection, conversation_id)
    if body:
        connection.execute(
            drafts.insert().values(conversation_id=conversation_id, body=body, updated_at=now)
        )


def forget_draft(connection: Connection, conversation_id: int) -> None:
    """Forget what a texter was writing in this conversation."""
    connection.execute(_FORGET_DRAFT, {"of_conversation": conversation_id})
