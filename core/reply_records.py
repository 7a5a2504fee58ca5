"""Replies at hand in the database, and sending one with its tag."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update

from core.conversations import MAX_BODY, queue_reply
from core.domain import Texter
from core.errors import BadInput, NotAllowed, NotFound, UnfilledFields
from core.models import campaigns, contacts, conversations, organizations, texters
from core.models_work import canned_replies, tags
from core.opt_out import audit
from core.replies import NewReply, unfilled_in
from core.scripts import fields_of
from core.tag_records import put_on

MAX_TITLE = 60
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class ReplyChanges:
    """What to change of a reply; what is None stays as it is."""

    title: str | None = None
    body: str | None = None
    tag_id: int | None = None
    without_tag: bool = False


def add_reply(
    connection: Connection, organization_id: int, reply: NewReply, texter: Texter, now: datetime
) -> int:
    """Keep a reply behind the others of its kind, and return its id.

    Raises:
        NotAllowed: It is to be recommended, and the texter is not an administrator.
        NotFound: There is no such tag, or no such campaign, in this organization.
        BadInput: Title or body is empty or too long.
    """
    title, body = _title(reply.title), _body(reply.body)
    if not reply.own:
        _check_administrator(texter)
    _check_tag(connection, organization_id, reply.tag_id)
    if (
        reply.campaign_id is not None
        and not connection.execute(
            select(campaigns.c.id).where(
                campaigns.c.id == reply.campaign_id, campaigns.c.organization_id == organization_id
            )
        ).scalar()
    ):
        raise NotFound("This organization has no such campaign.")
    values: dict[str, Any] = {
        "organization_id": organization_id,
        "campaign_id": reply.campaign_id,
        "texter_id": _texter_id(connection, texter) if reply.own else None,
    }
    last = connection.execute(
        select(func.coalesce(func.max(canned_replies.c.position), -1)).where(*_like(values))
    ).scalar_one()
    reply_id = connection.execute(
        canned_replies.insert()
        .values(
            **values,
            title=title,
            body=body,
            tag_id=reply.tag_id,
            position=last + 1,
            created_at=now,
        )
        .returning(canned_replies.c.id)
    ).scalar_one()
    if not reply.own:
        _audit(connection, organization_id, "reply_added", texter, title, now)
    return int(reply_id)


def change_reply(
    connection: Connection, reply_id: int, changes: ReplyChanges, texter: Texter, now: datetime
) -> None:
    """Change a reply. The one before stays on record: it is marked as removed, at its place.

    Raises:
        NotFound: There is no such reply, or no such tag.
        NotAllowed: It is not for this texter to change.
        BadInput: Title or body is empty or too long.
    """
    row = _changeable(connection, reply_id, texter)
    values: dict[str, Any] = {}
    if changes.title is not None:
        values["title"] = _title(changes.title)
    if changes.body is not None:
        values["body"] = _body(changes.body)
    if changes.tag_id is not None:
        _check_tag(connection, row["organization_id"], changes.tag_id)
        values["tag_id"] = changes.tag_id
    if changes.without_tag:
        values["tag_id"] = None
    if not values:
        return
    kept = {name: row[name] for name in row if name not in ("id", "owner")}
    connection.execute(canned_replies.insert().values(**kept | {"removed_at": now}))
    connection.execute(
        update(canned_replies).where(canned_replies.c.id == reply_id).values(**values)
    )
    if row["texter_id"] is None:
        _audit(connection, row["organization_id"], "reply_changed", texter, row["title"], now)


def remove_reply(connection: Connection, reply_id: int, texter: Texter, now: datetime) -> None:
    """Take a reply away; it stays on record, marked so.

    Raises:
        NotFound: There is no such reply.
        NotAllowed: It is not for this texter to take away.
    """
    row = _changeable(connection, reply_id, texter)
    connection.execute(
        update(canned_replies).where(canned_replies.c.id == reply_id).values(removed_at=now)
    )
    if row["texter_id"] is None:
        _audit(connection, row["organization_id"], "reply_removed", texter, row["title"], now)


def move_reply(
    connection: Connection, reply_id: int, place: int, texter: Texter, now: datetime
) -> None:
    """Put a reply at a place, from 1, among those of its kind; too far is the last one.

    Raises:
        NotFound: There is no such reply.
        NotAllowed: It is not for this texter to move.
    """
    row = _changeable(connection, reply_id, texter)
    ids = [
        int(each)
        for each in connection.execute(
            select(canned_replies.c.id)
            .where(*_like(row), canned_replies.c.removed_at.is_(None))
            .order_by(canned_replies.c.position, canned_replies.c.id)
        ).scalars()
    ]
    ids.remove(reply_id)
    ids.insert(max(0, place - 1), reply_id)
    for position, each in enumerate(ids):
        connection.execute(
            update(canned_replies).where(canned_replies.c.id == each).values(position=position)
        )
    if row["texter_id"] is None:
        _audit(connection, row["organization_id"], "reply_moved", texter, row["title"], now)


def send_reply(
    connection: Connection,
    conversation_id: int,
    body: str,
    texter: Texter,
    operation_id: str,
    now: datetime,
    tag_ids: Sequence[int] = (),
) -> int:
    """Queue a texter's words and put the tags of the replies in them on, and return the text's id.

    Raises:
        SendingRefused: The number is opted out of this organization.
        UnfilledFields: A merge field stands in the text.
        BadInput: The text is empty or too long.
        NotFound: There is no such conversation.
    """
    unfilled = (
        unfilled_in(body, _fields(connection, conversation_id, texter)) if "{" in body else ()
    )
    if unfilled:
        raise UnfilledFields(
            unfilled, f"Nothing was sent: write something in the place of {', '.join(unfilled)}."
        )
    text_id = queue_reply(connection, conversation_id, body, texter, operation_id, now)
    for tag_id in tag_ids:
        # A tag that is no longer offered keeps no words from anybody.
        with suppress(NotFound):
            put_on(connection, conversation_id, tag_id, texter.name, now)
    return text_id


def _fields(connection: Connection, conversation_id: int, texter: Texter) -> dict[str, str]:
    row = connection.execute(
        select(
            contacts.c.first_name,
            contacts.c.last_name,
            conversations.c.number,
            conversations.c.custom,
            organizations.c.name,
            campaigns.c.name,
        )
        .join(contacts, contacts.c.id == conversations.c.contact_id)
        .join(organizations, organizations.c.id == conversations.c.organization_id)
        .join(campaigns, campaigns.c.id == conversations.c.campaign_id)
        .where(conversations.c.id == conversation_id)
    ).first()
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return fields_of(
        first_name=row[0],
        last_name=row[1],
        number=row[2],
        custom=json.loads(row[3]),
        texter=texter.name,
        organization=row[4],
        campaign=row[5],
    )


def _changeable(connection: Connection, reply_id: int, texter: Texter) -> RowMapping:
    row = (
        connection.execute(
            select(canned_replies, texters.c.name.label("owner"))
            .outerjoin(texters, texters.c.id == canned_replies.c.texter_id)
            .where(canned_replies.c.id == reply_id, canned_replies.c.removed_at.is_(None))
        )
        .mappings()
        .first()
    )
    # Somebody else's own replies are nobody's business: they are not there.
    if row is None or row["owner"] not in (None, texter.name):
        raise NotFound(f"There is no reply {reply_id}. `textbank replies list` names them.")
    if row["owner"] is None:
        _check_administrator(texter)
    return row


def _like(row: Any) -> list[Any]:
    """The condition for the replies of the same kind as one: those it is ordered among."""
    return [
        canned_replies.c[name].is_not_distinct_from(row[name])
        for name in ("organization_id", "campaign_id", "texter_id")
    ]


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise BadInput("A reply needs a title.")
    if len(title) > MAX_TITLE:
        raise BadInput(f"A title has at most {MAX_TITLE} characters; this has {len(title)}.")
    return title


def _body(body: str) -> str:
    if not body.strip():
        raise BadInput("A reply needs a text.")
    if len(body) > MAX_BODY:
        raise BadInput(f"A reply has at most {MAX_BODY:,} characters; this has {len(body):,}.")
    return body


def _check_administrator(texter: Texter) -> None:
    if not texter.administrator:
        raise NotAllowed(
            "Only an administrator recommends replies to everybody. Keep one of your own instead."
        )


def _check_tag(connection: Connection, organization_id: int, tag_id: int | None) -> None:
    if (
        tag_id is not None
        and not connection.execute(
            select(tags.c.id).where(
                tags.c.id == tag_id,
                tags.c.organization_id == organization_id,
                tags.c.removed_at.is_(None),
            )
        ).scalar()
    ):
        raise NotFound("This organization has no such tag.")


def _texter_id(connection: Connection, texter: Texter) -> int:
    found = connection.execute(select(texters.c.id).where(texters.c.name == texter.name)).scalar()
    if found is None:
        found = connection.execute(
            texters.insert().values(name=texter.name).returning(texters.c.id)
        ).scalar_one()
    return int(found)


def _audit(
    connection: Connection,
    organization_id: int,
    action: str,
    texter: Texter,
    title: str,
    now: datetime,
) -> None:
    audit(connection, organization_id, None, action, texter.name, "administrator", title, now)
