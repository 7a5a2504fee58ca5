"""Tags in the database: an organization's, and those that conversations carry."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from core.conversations import next_revision
from core.domain import Texter
from core.errors import BadInput, NotAllowed, NotFound
from core.models import conversations
from core.models_work import conversation_tags, tags
from core.opt_out import audit

MAX_NAME = 40
"""Characters of a tag's name."""

_CARRIED = select(conversation_tags.c.id).where(
    conversation_tags.c.conversation_id == bindparam("talk"),
    conversation_tags.c.tag_id == bindparam("tag"),
    conversation_tags.c.removed_at.is_(None),
)
_OFFERED = (
    select(conversations.c.id, tags.c.id, tags.c.removed_at)
    .select_from(conversations)
    .outerjoin(
        tags,
        (tags.c.organization_id == conversations.c.organization_id)
        & (tags.c.id == bindparam("tag")),
    )
    .where(conversations.c.id == bindparam("talk"))
)
_BUMP = (
    update(conversations)
    .where(conversations.c.id == bindparam("talk"))
    .values(revision=next_revision())
)


def put_on(
    connection: Connection, conversation_id: int, tag_id: int, author: str, now: datetime
) -> bool:
    """Put a tag on a conversation; return whether it was not there before.

    Raises:
        NotFound: There is no such conversation, or its organization has no such tag.
    """
    _check(connection, conversation_id, tag_id, offered=True)
    if connection.execute(_CARRIED, {"talk": conversation_id, "tag": tag_id}).first():
        return False
    connection.execute(
        conversation_tags.insert().values(
            conversation_id=conversation_id, tag_id=tag_id, author=author, at=now
        )
    )
    connection.execute(_BUMP, {"talk": conversation_id})
    return True


def take_off(
    connection: Connection, conversation_id: int, tag_id: int, author: str, now: datetime
) -> bool:
    """Take a tag off a conversation; return whether it was there. That it was stays on record.

    Raises:
        NotFound: There is no such conversation, or its organization never had such a tag.
    """
    _check(connection, conversation_id, tag_id, offered=False)
    carried = connection.execute(_CARRIED, {"talk": conversation_id, "tag": tag_id}).scalar()
    if carried is None:
        return False
    connection.execute(
        update(conversation_tags).where(conversation_tags.c.id == carried).values(removed_at=now)
    )
    connection.execute(_BUMP, {"talk": conversation_id})
    return True


def _check(connection: Connection, conversation_id: int, tag_id: int, *, offered: bool) -> None:
    row = connection.execute(_OFFERED, {"talk": conversation_id, "tag": tag_id}).first()
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    if row[1] is None or (offered and row[2] is not None):
        raise NotFound("Your organization does not have this tag any more.")


def add_tag(
    connection: Connection, organization_id: int, name: str, texter: Texter, now: datetime
) -> int:
    """Add a tag to those of an organization and return its id; one that is there is kept.

    One that was removed comes back, and with it where it was carried.

    Raises:
        NotAllowed: The texter is not an administrator.
        BadInput: The name is empty or too long.
    """
    _check_administrator(texter)
    name = name.strip()
    if not name:
        raise BadInput("A tag needs a name.")
    if len(name) > MAX_NAME:
        raise BadInput(f"A tag has at most {MAX_NAME} characters; this has {len(name)}.")
    there = _named(connection, organization_id, name)
    if there is not None:
        tag_id, removed = there
        if removed:
            connection.execute(
                update(tags).where(tags.c.id == tag_id).values(removed_at=None, name=name)
            )
            _audit(connection, organization_id, "tag_added", texter, name, now)
        return tag_id
    last = connection.execute(
        select(func.coalesce(func.max(tags.c.position), -1)).where(
            tags.c.organization_id == organization_id
        )
    ).scalar_one()
    tag_id = connection.execute(
        tags.insert()
        .values(organization_id=organization_id, name=name, position=last + 1)
        .returning(tags.c.id)
    ).scalar_one()
    _audit(connection, organization_id, "tag_added", texter, name, now)
    return int(tag_id)


def remove_tag(
    connection: Connection, organization_id: int, name: str, texter: Texter, now: datetime
) -> None:
    """No longer offer a tag. Conversations that carry it keep it until it is taken off.

    Raises:
        NotAllowed: The texter is not an administrator.
        NotFound: There is no such tag.
    """
    _check_administrator(texter)
    there = _named(connection, organization_id, name.strip())
    if there is None or there[1]:
        raise NotFound(f"There is no tag “{name}”. `textbank tags list` names them all.")
    connection.execute(update(tags).where(tags.c.id == there[0]).values(removed_at=now))
    _audit(connection, organization_id, "tag_removed", texter, name, now)


def _named(connection: Connection, organization_id: int, name: str) -> tuple[int, bool] | None:
    """The id of the tag of this name, whatever its case, and whether it was removed."""
    # SQL folds the case of ASCII alone.
    for row in connection.execute(
        tags.select().where(tags.c.organization_id == organization_id).order_by(tags.c.id)
    ):
        if row.name.casefold() == name.casefold():
            return row.id, row.removed_at is not None
    return None


def _check_administrator(texter: Texter) -> None:
    if not texter.administrator:
        raise NotAllowed("Only an administrator may change an organization's tags.")


def _audit(
    connection: Connection,
    organization_id: int,
    action: str,
    texter: Texter,
    name: str,
    now: datetime,
) -> None:
    audit(connection, organization_id, None, action, texter.name, "administrator", name, now)
